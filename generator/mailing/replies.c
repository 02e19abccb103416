#include "mailing/replies.h"

#include "mailing/bounce.h"
#include "mailing/fold.h"
#include "mailing/mail_store.h"

enum { WORDS_LIMIT = 200, BODY_LIMIT = 64 * 1024 }; /* bytes */

struct reading_reply {
    struct arena *scratch;
    const struct reply_context *context;
    const struct mail *mail;
    struct text subject; /* folded, without "Re:" */
};

/* "Re:", "Sv:", "VB:" … in front of a folded subject, as often as they stand there. */
static struct text without_prefixes(struct text subject)
{
    static const char *const prefixes[] = {"re:", "sv:", "vb:", "fw:", "fwd:", "ang:", "aw:", "svar:", "[extern]"};
    for (size_t before = subject.size + 1; before != subject.size;) {
        before = subject.size;
        for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
            if (text_starts_with(subject, prefixes[i]))
                subject = text_trim(text_slice(subject, text_from(prefixes[i]).size, subject.size));
    }
    return subject;
}

/* Programs that answer */

static bool is_absence(const struct reading_reply *reading)
{
    static const char *const subjects[] = {
        "automatiskt svar", "automatisk svar",    "autosvar",
        "automatic reply",  "automatic response", "auto reply",
        "autoreply",        "auto-reply",         "auto:",
        "out of office",    "out-of-office",      "ooo:",
        "frånvaro:",        "frånvaromeddelande", "frånvarobesked",
        "frånvaro från",    "frånvarande:",       "ej på kontoret:",
        "semesterfrånvaro", "vacation reply",
    };
    const struct mail *mail = reading->mail;
    struct text automatic = fold_words(reading->scratch, mail->auto_submitted);
    struct text precedence = fold_words(reading->scratch, mail->precedence);
    if ((automatic.size && !text_starts_with(automatic, "no")) || mail->has_autoreply ||
        text_is(precedence, "auto_reply") || text_is(mail->return_path, "<>"))
        return true;
    for (size_t i = 0; i < sizeof subjects / sizeof *subjects; i++)
        if (text_starts_with(reading->subject, subjects[i]))
            return true;
    return false;
}

/* People who leave */

static struct text without_politeness(struct text words)
{
    static const char *const before[] = {"hej ", "hi ", "hello ", "please ", "vänligen ", "snälla ", "var snäll och "};
    static const char *const after[] = {" tack", " please", " thanks", " thank you"};
    for (size_t size = words.size + 1; size != words.size;) {
        size = words.size;
        for (size_t i = 0; i < sizeof before / sizeof *before; i++)
            if (text_starts_with(words, before[i]))
                words = text_slice(words, text_from(before[i]).size, words.size);
        for (size_t i = 0; i < sizeof after / sizeof *after; i++)
            if (text_ends_with(words, after[i]))
                words.size -= text_from(after[i]).size;
    }
    return words;
}

/* Letters and digits with one space between words. */
static struct text bare_words(struct arena *arena, struct text line)
{
    struct buffer bare = {.arena = arena};
    struct text folded = fold_words(arena, line);
    for (size_t i = 0; i < folded.size; i++)
        buffer_add_byte(&bare, (unsigned char)folded.bytes[i] < 0x80 && !isalnum((unsigned char)folded.bytes[i])
                                   ? ' '
                                   : folded.bytes[i]);
    return fold_line(arena, buffer_text(&bare), folded.size);
}

static bool says_leave(struct arena *arena, struct text line)
{
    enum { LONGEST = 80 };
    static const char *const wishes[] = {
        "avsluta",
        "avsluta nyhetsbrevet",
        "avsluta prenumerationen",
        "avsluta min prenumeration",
        "avsluta prenumeration",
        "avregistrera",
        "avregistrera mig",
        "avregistrering",
        "avanmäl",
        "avanmäl mig",
        "avanmälan",
        "avanmälan nyhetsbrev",
        "ta bort mig",
        "ta bort mig från listan",
        "ta bort mig från sändlistan",
        "ta bort mig från utskicket",
        "ta bort mig från nyhetsbrevet",
        "stop",
        "stopp",
        "unsubscribe",
        "unsubscribe me",
        "remove me",
        "remove me from the list",
        "remove me from this list",
        "take me off the list",
        "take me off this list",
    };
    if (line.size > LONGEST)
        return false;
    struct text words = without_politeness(bare_words(arena, line));
    for (size_t i = 0; i < sizeof wishes / sizeof *wishes; i++)
        if (text_is(words, wishes[i]))
            return true;
    return false;
}

static bool is_greeting(struct arena *arena, struct text line)
{
    static const char *const greetings[] = {"hej", "hejsan", "hej hej", "hi", "hello", "god morgon", "goddag", "hallå"};
    if (line.size > 40)
        return false;
    struct text words = bare_words(arena, line);
    for (size_t i = 0; i < sizeof greetings / sizeof *greetings; i++)
        if (text_is(words, greetings[i]))
            return true;
    return false;
}

/* The first line that the writer may have written: neither empty, a greeting, nor quoted. */
static struct text first_own_line(struct arena *arena, struct text body)
{
    struct text rest = text_slice(body, 0, 4096), line;
    bool is_greeted = false;
    while (text_next_line(&rest, &line)) {
        line = fold_trim(line);
        if (!line.size)
            continue;
        if (line.bytes[0] == '>')
            return (struct text){0};
        if (is_greeted || !is_greeting(arena, line))
            return line;
        is_greeted = true;
    }
    return (struct text){0};
}

static bool is_unsubscribe(const struct reading_reply *reading)
{
    const struct reply_context *context = reading->context;
    for (size_t i = 0; i < context->leave_subject_count; i++) {
        struct text wanted = fold_words(reading->scratch, context->leave_subjects[i]);
        if (wanted.size && text_equal(reading->subject, wanted))
            return true;
    }
    return says_leave(reading->scratch, reading->subject) ||
           says_leave(reading->scratch, first_own_line(reading->scratch, reading->mail->body));
}

/* Evidence */

static const struct text *receiver_of(const struct reading_reply *reading, struct text id)
{
    return reading->context->message_ids && id.size ? map_get(reading->context->message_ids, id) : NULL;
}

/* The id of the letter that it answers: one that we sent, else the nearest. */
static struct text find_letter(const struct reading_reply *reading)
{
    const struct mail *mail = reading->mail;
    struct text first = mail->returned.message_id;
    if (receiver_of(reading, first))
        return first;
    for (size_t i = 0; i < mail->answers.count; i++) {
        if (receiver_of(reading, mail->answers.items[i]))
            return mail->answers.items[i];
        first = first.size ? first : mail->answers.items[i];
    }
    /* Some servers write the header fields of our letter into their words. */
    struct text id, body = text_slice(mail->body, 0, BODY_LIMIT);
    for (size_t at = 0; (id = mail_next_id(body, &at)).size;)
        if (receiver_of(reading, id))
            return id;
    return first;
}

static bool is_known(const struct reading_reply *reading, struct text key)
{
    return key.size && reading->context->keys && map_get(reading->context->keys, key);
}

static void add_reply(struct arena *arena, const struct reading_reply *reading, struct reply reply, reply_list *replies)
{
    const struct text *receiver = receiver_of(reading, reply.message_id);
    reply.is_known = is_known(reading, reply.key);
    reply.is_ours = receiver && text_equal(*receiver, reply.key);
    reply.key = text_copy(arena, reply.key);
    reply.status = text_copy(arena, reply.status);
    reply.words = text_copy(arena, text_cut(reply.words, WORDS_LIMIT));
    reply.message_id = text_copy(arena, reply.message_id);
    ARRAY_PUSH(arena, replies, reply);
}

static enum reply_kind kind_of(const struct reading_reply *reading)
{
    if (reading->mail->is_receipt)
        return REPLY_NOTICE;
    /* Programs quote letters: their answers come before words are looked at. */
    if (is_absence(reading))
        return REPLY_ABSENCE;
    return reading->mail->from.size && is_unsubscribe(reading) ? REPLY_UNSUBSCRIBE : REPLY_LETTER;
}

static void add_bounces(struct arena *arena, const struct reading_reply *reading, struct reply reply,
                        const bounce_list *bounces, reply_list *replies)
{
    static const enum reply_kind kinds[] = {
        [BOUNCE_HARD] = REPLY_HARD, [BOUNCE_SOFT] = REPLY_SOFT, [BOUNCE_NOTICE] = REPLY_NOTICE};
    const struct text *receiver = receiver_of(reading, reply.message_id);
    for (size_t i = 0; i < bounces->count; i++) {
        const struct bounce *bounce = &bounces->items[i];
        reply.kind = kinds[bounce->verdict];
        reply.key = bounce->key;
        /* A server that names somebody else, or nobody, means the one whom our letter went to: he has it passed on. */
        if (bounces->count == 1 && receiver && !is_known(reading, reply.key))
            reply.key = *receiver;
        reply.status = bounce->status;
        reply.words = bounce->words.size ? bounce->words : reading->mail->subject;
        add_reply(arena, reading, reply, replies);
    }
}

void replies_read_message(struct arena *arena, struct text path, size_t number, struct text bytes,
                          const struct reply_context *context, reply_list *replies)
{
    struct arena scratch = {0};
    struct mail mail;
    bounce_list bounces = {0};
    struct reading_reply reading = {.scratch = &scratch, .context = context, .mail = &mail};
    struct reply reply = {.path = text_copy(arena, path), .number = number, .kind = REPLY_UNREADABLE};
    if (!mail_read(&scratch, bytes, &mail)) {
        ARRAY_PUSH(arena, replies, reply);
        arena_release(&scratch);
        return;
    }
    reading.subject = without_prefixes(fold_words(&scratch, mail.subject));
    reply.date = mail.date;
    reply.message_id = find_letter(&reading);
    reply.words = mail.subject;
    if (bounce_read(&scratch, &mail, context->keys, &bounces)) {
        add_bounces(arena, &reading, reply, &bounces, replies);
    } else {
        reply.kind = kind_of(&reading);
        reply.key = mail.from;
        add_reply(arena, &reading, reply, replies);
    }
    arena_release(&scratch);
}

/* Folders and mailboxes */

struct gathering {
    struct arena *arena;
    const struct reply_context *context;
    reply_list *replies;
};

static void gather(void *context, struct text path, size_t number, struct text bytes)
{
    struct gathering *gathering = context;
    replies_read_message(gathering->arena, path, number, bytes, gathering->context, gathering->replies);
}

bool replies_read(struct arena *arena, const char *path, const struct reply_context *context, reply_list *replies,
                  struct diagnostics *diagnostics)
{
    struct gathering gathering = {arena, context, replies};
    struct mail_visitor visitor = {gather, &gathering};
    return mail_store_visit(path, &visitor, diagnostics);
}
