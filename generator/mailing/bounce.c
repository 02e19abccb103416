#include "mailing/bounce.h"

#include "deliver/email_search.h"
#include "mailing/address.h"
#include "mailing/fold.h"

#include <string.h>

enum {
    WORDS_LIMIT = 300,
    RECIPIENT_LIMIT = 1000,
    SEARCH_LIMIT = 64 * 1024,
    ABOUT_LIMIT = 800,
    PLAIN_LIMIT = 20,
    LINE_LIMIT = 20
};

static bool has_one(struct text folded, const char *const *phrases, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (text_find(folded, text_from(phrases[i]), 0) < folded.size)
            return true;
    return false;
}
#define HAS_ONE(folded, phrases) has_one((folded), (phrases), sizeof(phrases) / sizeof *(phrases))

static bool begins_with_one(struct text folded, const char *const *phrases, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (text_starts_with(folded, phrases[i]))
            return true;
    return false;
}
#define BEGINS_WITH_ONE(folded, phrases) begins_with_one((folded), (phrases), sizeof(phrases) / sizeof *(phrases))

/* Verdicts */

static bool is_digit(struct text text, size_t at)
{
    return at < text.size && text.bytes[at] >= '0' && text.bytes[at] <= '9';
}

static size_t skip_digits(struct text text, size_t at)
{
    while (is_digit(text, at))
        at++;
    return at;
}

/* "5.1.1", but not a part of an address such as 10.5.1.1. */
static struct text find_status(struct text text)
{
    for (size_t i = 0; i + 4 < text.size; i++) {
        bool is_start = strchr("245", text.bytes[i]) && text.bytes[i + 1] == '.' &&
                        (i == 0 || (!is_digit(text, i - 1) && text.bytes[i - 1] != '.'));
        size_t second = is_start ? skip_digits(text, i + 2) : i;
        if (!is_start || second == i + 2 || second > i + 5 || second >= text.size || text.bytes[second] != '.')
            continue;
        size_t end = skip_digits(text, second + 1);
        bool goes_on = end + 1 < text.size && text.bytes[end] == '.' && is_digit(text, end + 1);
        if (end > second + 1 && end <= second + 4 && !goes_on)
            return text_slice(text, i, end);
    }
    return (struct text){0};
}

/* The first digit of "550 …", or 0. */
static char find_code(struct text text)
{
    for (size_t i = 0; i + 2 < text.size; i++) {
        bool is_alone = (i == 0 || strchr(" \t\n(;:'\"<", text.bytes[i - 1])) &&
                        (i + 3 == text.size || strchr(" -\n#:;,.", text.bytes[i + 3]));
        if (is_alone && strchr("245", text.bytes[i]) && is_digit(text, i + 1) && text.bytes[i + 1] < '6' &&
            is_digit(text, i + 2))
            return text.bytes[i];
    }
    return 0;
}

static const char *const soft_words[] = {
    "quota",       "mailbox full",     "mailbox is full",   "mailbox size",        "over limit", "storage limit",
    "spam",        "blocked",          "block list",        "blocklist",           "blacklist",  "policy",
    "too large",   "size limit",       "message size",      "reputation",          "dmarc",      "greylist",
    "rate limit",  "too many",         "temporarily",       "try again",           "virus",      "content rejected",
    "not allowed", "inkorgen är full", "brevlådan är full", "e-postlådan är full",
};
static const char *const hard_words[] = {
    "user unknown",
    "unknown user",
    "no such user",
    "no such address",
    "no such recipient",
    "does not exist",
    "doesn't exist",
    "doesn't have a",
    "no mailbox",
    "mailbox unavailable",
    "recipnotfound",
    "not found",
    "unknown recipient",
    "recipient unknown",
    "invalid recipient",
    "invalid mailbox",
    "address unknown",
    "unrouteable address",
    "host unknown",
    "domain not found",
    "account is disabled",
    "account has been disabled",
    "no longer",
    "unknown address",
    "couldn't find any host",
    "finns inte",
    "hittades inte",
    "kunde inte hittas",
    "wasn't found",
    "bad destination",
};
/* The address is good, or it is our doing: mailbox full, letter too long, sender, content, policy (RFC 3463). */
static const char *const soft_statuses[] = {"5.2.2", "5.2.3", "5.3.4", "5.1.7", "5.1.8"};
/* These say nothing: the words decide. */
static const char *const vague_statuses[] = {"5.0.0", "5.3.0", "5.5.0", "5.9.9"};

static bool is_vague(struct text status)
{
    for (size_t i = 0; i < sizeof vague_statuses / sizeof *vague_statuses; i++)
        if (text_is(status, vague_statuses[i]))
            return true;
    return status.size == 0;
}

/* The more exact of the two. */
static struct text exact_status(struct text status, struct text words)
{
    struct text other = is_vague(status) ? find_status(words) : (struct text){0};
    return other.size ? other : status;
}

enum bounce_verdict bounce_judge(struct arena *arena, struct text status, struct text words)
{
    struct text folded = fold_words(arena, words), told = exact_status(status, words);
    char class = told.size ? told.bytes[0] : find_code(words);
    if (class == '2' || class == '4')
        return class == '2' ? BOUNCE_NOTICE : BOUNCE_SOFT;
    for (size_t i = 0; i < sizeof soft_statuses / sizeof *soft_statuses; i++)
        if (text_is(told, soft_statuses[i]))
            return BOUNCE_SOFT;
    if (text_starts_with(told, "5.7.") || text_starts_with(told, "5.6."))
        return BOUNCE_SOFT;
    if (!is_vague(told))
        return BOUNCE_HARD;
    if (HAS_ONE(folded, soft_words))
        return BOUNCE_SOFT;
    /* Without a word of why, nobody is left out for ever. */
    return HAS_ONE(folded, hard_words) ? BOUNCE_HARD : BOUNCE_SOFT;
}

/* Reports (RFC 3464) */

struct group {
    struct text final, original, action, status, diagnostic;
};

struct reading_report {
    struct arena *arena;
    const struct mail *mail;
    const struct map *known;
    bounce_list *bounces;
    struct group group;
    struct text *field; /* that a continuation line goes on */
    unsigned continued; /* lines of it */
    bool is_single;
};

/* "rfc822; anna@example.org", "<anna@example.org>"; "+2B" stands for "+" (xtext, RFC 3461). */
static struct text recipient_key(struct arena *arena, struct text value)
{
    struct buffer plain = {.arena = arena};
    struct address address;
    struct address_fault fault = {0};
    size_t semicolon = text_find_byte(value, ';', 0);
    struct text written = semicolon < value.size ? text_slice(value, semicolon + 1, value.size) : value;
    written = text_cut(written, WORDS_LIMIT);
    for (size_t i = 0; i < written.size; i++) {
        bool is_coded = text_is(text_slice(written, i, i + 3), "+2B") || text_is(text_slice(written, i, i + 3), "+3D");
        buffer_add_byte(&plain, is_coded && written.bytes[i + 2] == 'D' ? '=' : written.bytes[i]);
        i += is_coded ? 2 : 0;
    }
    return address_read(arena, buffer_text(&plain), &address, &fault) ? address.key : (struct text){0};
}

static bool is_known(const struct map *known, struct text key)
{
    return key.size && known && map_get(known, key);
}

static struct text choose_key(const struct reading_report *reading, struct text original, struct text final)
{
    if (is_known(reading->known, original))
        return original;
    if (is_known(reading->known, final))
        return final;
    if (reading->is_single && is_known(reading->known, reading->mail->returned.to))
        return reading->mail->returned.to;
    return original.size ? original : final;
}

/* "smtp; 550 5.1.1 …" */
static struct text without_type(struct text diagnostic)
{
    size_t semicolon = text_find_byte(text_slice(diagnostic, 0, 20), ';', 0);
    bool has_type = semicolon < diagnostic.size && semicolon < 20;
    return has_type ? text_slice(diagnostic, semicolon + 1, diagnostic.size) : diagnostic;
}

static void end_group(struct reading_report *reading)
{
    struct group group = reading->group;
    reading->group = (struct group){0};
    reading->field = NULL;
    if (!(group.final.size || group.original.size) || reading->bounces->count >= RECIPIENT_LIMIT)
        return;
    struct text action = fold_words(reading->arena, group.action);
    struct bounce bounce = {
        .key = choose_key(reading, recipient_key(reading->arena, group.original),
                          recipient_key(reading->arena, group.final)),
        .status = exact_status(find_status(group.status), group.diagnostic),
        .words = fold_line(reading->arena, without_type(group.diagnostic), WORDS_LIMIT),
    };
    bounce.verdict = bounce_judge(reading->arena, bounce.status, group.diagnostic);
    if (action.size && !text_starts_with(action, "fail"))
        bounce.verdict = BOUNCE_NOTICE;
    ARRAY_PUSH(reading->arena, reading->bounces, bounce);
}

/* Blank lines between recipients may be missing: a field that comes again belongs to the next one. */
static void read_line(struct reading_report *reading, struct text line)
{
    struct group *group = &reading->group;
    const struct {
        const char *name;
        struct text *value;
        bool is_first;
    } fields[] = {
        {"Final-Recipient", &group->final, true},
        {"Original-Recipient", &group->original, true},
        {"Action", &group->action, false},
        {"Status", &group->status, false},
        {"Diagnostic-Code", &group->diagnostic, false},
    };
    if (line.size && (line.bytes[0] == ' ' || line.bytes[0] == '\t') && reading->field && !text_is_blank(line)) {
        if (reading->continued++ < LINE_LIMIT)
            *reading->field = text_format(reading->arena, "%.*s %.*s", TEXT_ARGUMENTS(*reading->field),
                                          TEXT_ARGUMENTS(text_cut(text_trim(line), WORDS_LIMIT)));
        return;
    }
    reading->field = NULL;
    size_t colon = text_find_byte(line, ':', 0);
    struct text name = text_trim(text_slice(line, 0, colon)), value = text_trim(text_slice(line, colon + 1, line.size));
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        if (colon == line.size || !text_equal_but_case(name, text_from(fields[i].name)))
            continue;
        bool is_next = fields[i].is_first && (fields[i].value->size || group->action.size || group->status.size);
        if (is_next)
            end_group(reading);
        *fields[i].value = text_cut(value, WORDS_LIMIT * 4);
        reading->continued = 0;
        reading->field = fields[i].value;
    }
}

static bool has_line(struct text text, struct text start)
{
    for (size_t at = 0; at < text.size; at = text_find_byte(text, '\n', at) + 1)
        if (text_equal_but_case(text_slice(text, at, at + start.size), start))
            return true;
    return false;
}

static bool has_report(struct text text)
{
    return has_line(text, TEXT("Final-Recipient:")) || has_line(text, TEXT("Original-Recipient:"));
}

static bool read_report(struct arena *arena, const struct mail *mail, const struct map *known, struct text report,
                        bounce_list *bounces)
{
    struct text rest = report, line;
    struct reading_report reading = {.arena = arena, .mail = mail, .known = known, .bounces = bounces};
    size_t first = text_find(rest, TEXT("Final-Recipient:"), 0);
    reading.is_single = text_find(rest, TEXT("Final-Recipient:"), first + 1) >= rest.size;
    while (text_next_line(&rest, &line))
        read_line(&reading, line);
    end_group(&reading);
    return bounces->count > 0;
}

/* Plain words */

static const char *const failure_subjects[] = {
    "undeliverable",
    "undelivered mail",
    "undelivered message",
    "olevererbart",
    "kan inte levereras",
    "det gick inte att leverera",
    "delivery status notification (failure)",
    "mail delivery fail",
    "delivery failure",
    "delivery has failed",
    "delivery failed",
    "failure notice",
    "returned mail",
    "message undeliverable",
    "nondeliverable",
    "non-deliverable",
    "leveransfel",
    "ej levererat",
    "kunde inte levereras",
    "mail system error",
    "message could not be delivered",
    "delivery notification: delivery has failed",
    "rejected:",
};
static const char *const delay_subjects[] = {
    "delivery status notification (delay)",
    "delayed mail",
    "delivery delayed",
    "delivery is delayed",
    "warning: could not",
    "warning: message",
    "försenad",
    "leveransen är försenad",
    "message delayed",
    "delivery status notification (relay)",
    "successful mail delivery",
    "delivery report",
    "relayed:",
    "delivered:",
    "expanded:",
    "levererat:",
};
static const char *const failure_words[] = {
    "this is the qmail-send program", "this is the mail system at host", "wasn't able to deliver",
    "could not be delivered",         "couldn't be delivered",           "delivery to the following recipient",
    "delivery has failed to",         "message was not delivered",       "following address",
    "kunde inte levereras",           "gick inte att leverera",
};
/* What stands below is our own letter. */
static const char *const copy_marks[] = {
    "--- below this line is a copy",
    "this is a copy of the message",
    "original message headers",
    "original message --",
    "ursprungliga meddelanderubriker",
    "ursprungliga meddelandehuvuden",
    "ursprungligt meddelande",
    "returned message",
    "included is a copy of",
    "message headers follow",
    "\nreturn-path:",
    "\nreceived:",
};

static bool is_daemon(struct text key)
{
    static const char *const names[] = {"mailer-daemon@", "mailer_daemon@",    "mailerdaemon@", "mail-daemon@",
                                        "postmaster@",    "microsoftexchange", "mail.delivery", "mdaemon@"};
    return BEGINS_WITH_ONE(key, names);
}

/* The words before our own letter, letter case folded for comparison alone. */
static struct text without_copy(struct arena *arena, struct text body)
{
    struct text start = text_slice(body, 0, SEARCH_LIMIT);
    struct text lower = text_lower(arena, start);
    size_t end = start.size;
    for (size_t i = 0; i < sizeof copy_marks / sizeof *copy_marks; i++) {
        size_t found = text_find(lower, text_from(copy_marks[i]), 0);
        end = found < end ? found : end;
    }
    return text_slice(start, 0, end);
}

/* Where the words about the next address begin. */
static size_t end_of_words(struct text text, size_t from)
{
    size_t at, limit = from + ABOUT_LIMIT < text.size ? from + ABOUT_LIMIT : text.size;
    struct email_search search = {.bytes = text_slice(text, from, limit)};
    struct text address;
    while (email_search_next(&search, &address, &at)) {
        size_t paragraph = text_find(text_slice(text, from, from + at), TEXT("\n\n"), 0);
        if (paragraph < at)
            return from + at;
    }
    return limit;
}

static bool is_told(const bounce_list *bounces, struct text key)
{
    for (size_t i = 0; i < bounces->count; i++)
        if (text_equal(bounces->items[i].key, key))
            return true;
    return bounces->count >= PLAIN_LIMIT;
}

static void add_bounce(struct arena *arena, bounce_list *bounces, struct text key, struct text words)
{
    while (words.size && strchr(" \t\r\n<>:;,.'\")]", words.bytes[0]))
        words = text_slice(words, 1, words.size);
    struct bounce bounce = {key, bounce_judge(arena, (struct text){0}, words), find_status(words),
                            fold_line(arena, words, WORDS_LIMIT)};
    ARRAY_PUSH(arena, bounces, bounce);
}

/* The words behind an address, or all of them when these say nothing. */
static struct text words_about(struct text text, size_t position)
{
    struct text about = text_slice(text, position, end_of_words(text, position));
    return find_status(about).size || find_code(about) ? about : text;
}

static void read_addresses(struct arena *arena, const struct mail *mail, const struct map *known, struct text text,
                           bounce_list *bounces)
{
    struct email_search search = {.bytes = text};
    struct text address, first = {0};
    size_t at;
    while (email_search_next(&search, &address, &at)) {
        bool is_ours = text_equal(address, mail->to) || text_equal(address, mail->returned.from) ||
                       text_equal(address, mail->from);
        struct text key = {0};
        if (!is_ours)
            key = text_copy(arena, address);
        if (!first.size)
            first = key;
        if (is_known(known, key) && !is_told(bounces, key))
            add_bounce(arena, bounces, key, words_about(text, at + key.size));
    }
    if (bounces->count)
        return;
    add_bounce(arena, bounces, is_known(known, mail->returned.to) ? mail->returned.to : first, text);
}

static void read_failed_recipients(struct arena *arena, const struct mail *mail, struct text text, bounce_list *bounces)
{
    struct email_search search = {.bytes = mail->failed_recipients};
    struct text address;
    size_t at;
    while (email_search_next(&search, &address, &at)) {
        struct text key = text_copy(arena, address);
        size_t found = text_find(text, key, 0);
        if (!is_told(bounces, key))
            add_bounce(arena, bounces, key, found < text.size ? words_about(text, found + key.size) : text);
    }
}

bool bounce_read(struct arena *arena, const struct mail *mail, const struct map *known, bounce_list *bounces)
{
    if (has_report(mail->report) && read_report(arena, mail, known, mail->report, bounces))
        return true;
    struct text text = without_copy(arena, mail->body), subject = fold_words(arena, mail->subject);
    read_failed_recipients(arena, mail, text, bounces);
    if (bounces->count)
        return true;
    bool is_delay = BEGINS_WITH_ONE(subject, delay_subjects), is_failure = BEGINS_WITH_ONE(subject, failure_subjects);
    bool is_automatic = is_daemon(mail->from) || !mail->from.size || text_is(mail->return_path, "<>") ||
                        mail->report.size || text_starts_with(fold_words(arena, mail->auto_submitted), "auto-");
    if (is_daemon(mail->from) && !is_failure)
        is_failure = HAS_ONE(fold_words(arena, text), failure_words);
    if (!is_automatic || mail->is_receipt)
        return false;
    /* A report that came as plain text; a person who forwards one is no server. */
    if (has_report(mail->body) && read_report(arena, mail, known, mail->body, bounces))
        return true;
    if (!is_delay && !is_failure)
        return false;
    read_addresses(arena, mail, known, text, bounces);
    for (size_t i = 0; i < bounces->count && is_delay; i++)
        bounces->items[i].verdict = BOUNCE_NOTICE;
    return true;
}
