/* Sentences that tell when the next meeting is, against the files of the round. */
#include "model/checking.h"

#include "proof/dates.h"
#include "proof/word.h"

/* A sentence is read so far around the words "next meeting", in bytes. */
enum { REACH = 160 };

struct sentence {
    const struct published_text *text;
    size_t from, to;          /* as much of the sentence as is read */
    size_t phrase, phrase_to; /* "nästa träff" in it */
    bool is_special; /* "nästa seminarium", "nästa digitala träff": meetings of other kinds may come before */
};

/* The words */

static bool is_one_of(struct text word, const char *const *words)
{
    for (; *words; words++)
        if (text_is(word, *words))
            return true;
    return false;
}

/* The next word, folded; empty at the end. */
static struct text next_word(struct text text, size_t *at, char room[WORD_ROOM])
{
    struct word word;
    return word_next(text, at, &word) ? word_fold(text_slice(text, word.from, word.to), room) : (struct text){0};
}

/* "träff" behind "nästa" at `*at`, perhaps behind another word; moves past it. */
static bool read_noun(struct text text, size_t *at, bool *is_special)
{
    static const char *const meetings[] = {"träff", "träffen", "möte", "mötet", "meeting", NULL};
    static const char *const special[] = {
        "lärandeseminarium", "lärandeseminariet", "seminarium", "nätverksträff", "nätverksmöte",
        "webbinarium",       "seminar",           "workshop",   "session",       NULL};
    static const char *const again[] = {"vi", "ses", "den", "är", "blir", "we", NULL}; /* "nästa gång vi ses" */
    char room[WORD_ROOM];
    size_t next = *at;
    struct text word = next_word(text, &next, room);
    bool is_again = text_is(word, "gång") || text_is(word, "time");
    if (is_one_of(word, meetings) || is_one_of(word, special)) {
        *is_special = is_one_of(word, special);
        *at = next;
        return true;
    }
    word = next_word(text, &next, room);
    *is_special = !is_again;
    *at = next;
    return is_one_of(word, is_again ? again : meetings) || (!is_again && is_one_of(word, special));
}

/* A full stop, question or exclamation mark with a capital behind it. */
static bool is_sentence_end(struct text text, size_t at)
{
    size_t next = at + 1;
    if (text.bytes[at] != '.' && text.bytes[at] != '!' && text.bytes[at] != '?')
        return false;
    while (next < text.size && text.bytes[next] == ' ')
        next++;
    return next > at + 1 && next < text.size && word_begins_upper(text, next);
}

/* Whether "nästa" or "next" may stand in the text: said in a hurry, for most texts have neither. Else its size. */
static size_t find_next(struct text text, size_t from)
{
    size_t swedish = text_find(text, TEXT("ästa "), from), english = text_find(text, TEXT("ext "), from);
    return swedish < english ? swedish : english;
}

/* Not over `least`, and not into the next such phrase: so no text is read more than twice. */
static void find_ends(struct sentence *sentence, size_t least)
{
    struct text text = sentence->text->text;
    size_t most = find_next(text_slice(text, 0, sentence->phrase_to + REACH), sentence->phrase_to);
    sentence->from = sentence->phrase;
    while (sentence->from > least && sentence->phrase - sentence->from < REACH &&
           !is_sentence_end(text, sentence->from - 1))
        sentence->from--;
    sentence->to = sentence->phrase_to;
    while (sentence->to < most && !is_sentence_end(text, sentence->to))
        sentence->to++;
}

static bool has_word(struct text text, const char *const *words)
{
    char room[WORD_ROOM];
    for (size_t at = 0; at < text.size;) {
        struct text word = next_word(text, &at, room);
        if (is_one_of(word, words))
            return true;
    }
    return false;
}

/* What stands between the words and a date may show that it is the day of something else: "senast den 3 maj". A date
 * before the words needs a verb besides: "den 3 maj är det dags för nästa träff". */
static bool may_be_its_day(const struct sentence *sentence, const struct written_date *date)
{
    static const char *const others[] = {"senast", "före",  "innan", "efter", "från", "sedan",  "tills", "fram",
                                         "som",    "sista", "var",   "inte",  "by",   "before", "after", "until",
                                         "since",  "from",  "who",   "which", "not",  "was",    NULL};
    static const char *const other_tasks[] = {"till", "svara", "anmäl", "mejla", "anmälan", "skicka",
                                              "med",  "för",   "with",  "for",   NULL};
    static const char *const verbs[] = {"är", "blir", "hålls", "ses", "is", NULL};
    struct text text = sentence->text->text;
    struct text after = text_slice(text, sentence->phrase_to, date->from);
    struct text before = text_slice(text, date->to, sentence->phrase);
    if (date->from >= sentence->phrase_to)
        return !has_word(after, others) && !has_word(after, other_tasks);
    return !has_word(before, others) && has_word(before, verbs);
}

/* The files */

/* A day that is written without year or month fits any that agrees with it in what is written. */
static bool is_same(struct date written, struct date date)
{
    return (!written.year || written.year == date.year) && written.month == date.month &&
           (!written.day || !date.day || written.day == date.day);
}

static bool is_covered(const struct newsletter *newsletter, const struct meeting *meeting)
{
    for (size_t i = 0; i < meeting->newsletters.count; i++)
        if (meeting->newsletters.items[i] == newsletter)
            return true;
    return false;
}

/* Whether a meeting of the round can be what a file calls the next. An invitation may call its own meeting so. */
static bool is_after(const struct target *owner, const struct meeting *meeting)
{
    if (owner->kind == TARGET_MEETING)
        return date_compare(meeting->date, ((const struct meeting *)owner->object)->date) >= 0;
    const struct newsletter *newsletter = owner->object;
    return date_days(date_last_day(meeting->date)) >= date_days(date_first_day(newsletter->date)) &&
           !is_covered(newsletter, meeting);
}

/* A letter that has gone out may name a meeting that was cancelled afterwards. */
static bool may_have_been_next(const struct checking *checking, const struct meeting *meeting)
{
    return !checking_is_cancelled(meeting) || date_days(date_last_day(meeting->date)) < date_days(checking->date);
}

/* A text of a day before the meeting was moved names the date that it had then. Of very many changes the latest count:
 * each sentence asks. */
static bool was_then(const struct target *owner, const struct meeting *meeting, struct date date)
{
    enum { MOST_CHANGES = 20 };
    struct date own = owner->kind == TARGET_MEETING ? ((const struct meeting *)owner->object)->date
                                                    : ((const struct newsletter *)owner->object)->date;
    size_t count = meeting->changes.count;
    for (size_t i = count > MOST_CHANGES ? count - MOST_CHANGES : 0; i < count; i++) {
        const struct meeting_change *change = &meeting->changes.items[i];
        if (date_is_set(change->from) && is_same(date, change->from) && date_compare(own, change->date) <= 0)
            return true;
    }
    return false;
}

/* Whether a date of the sentence can be the next meeting's; `*next` gets the one by the files, or NULL. */
static bool fits_round(const struct checking *checking, const struct sentence *sentence, struct date date,
                       const struct meeting **next)
{
    const struct target *owner = &sentence->text->context.owner;
    const struct round *round = sentence->text->context.round;
    *next = NULL;
    for (size_t i = 0; i < round->meetings.count; i++) {
        const struct meeting *meeting = round->meetings.items[i];
        if (!is_after(owner, meeting))
            continue;
        if (was_then(owner, meeting, date))
            return true;
        if (is_same(date, meeting->date) && may_have_been_next(checking, meeting) && (!*next || sentence->is_special))
            return true;
        if (!*next && !checking_is_cancelled(meeting) && meeting != owner->object)
            *next = meeting;
    }
    return false;
}

/* The meetings of the round next door may be told of, too. */
static bool fits_other_round(const struct sentence *sentence, struct date date)
{
    const struct network *network = sentence->text->context.network;
    for (size_t i = 0; i < network->rounds.count; i++) {
        const struct round *round = network->rounds.items[i];
        for (size_t j = 0; round != sentence->text->context.round && j < round->meetings.count; j++)
            if (is_same(date, round->meetings.items[j]->date) && !checking_is_cancelled(round->meetings.items[j]))
                return true;
    }
    return false;
}

/* Findings */

static void say(struct checking *checking, const struct sentence *sentence, const struct written_date *date,
                const struct meeting *next)
{
    struct text written = text_cut(text_slice(sentence->text->text, date->from, date->to), 60);
    struct place place = texts_place(sentence->text, date->from);
    struct diagnostic *warning;
    if (!next) {
        warning = diagnostic_check(checking->diagnostics, &checks[CHECK_NEXT_MEETING], place,
                                   "the round has no meeting on this day: '%.*s'", TEXT_ARGUMENTS(written));
        diagnostic_hint(checking->diagnostics, warning, "add a file for the meeting, or correct the date");
        return;
    }
    warning = diagnostic_check(checking->diagnostics, &checks[CHECK_NEXT_MEETING], place,
                               "the next meeting is not on this day: '%.*s'", TEXT_ARGUMENTS(written));
    diagnostic_hint(checking->diagnostics, warning, "its file says %.*s: correct the date, or the name of the file",
                    TEXT_ARGUMENTS(next->id));
    diagnostic_note(checking->diagnostics, warning, (struct place){.source = next->place.source}, "the next meeting");
}

/* One date that fits is enough: others may be moved from, or tell of something else. True when none does. */
static bool check_sentence(struct checking *checking, const struct sentence *sentence)
{
    struct text text = text_slice(sentence->text->text, 0, sentence->to);
    struct written_date found, wrong = {0};
    const struct meeting *next = NULL;
    for (size_t at = sentence->from; date_find(text, at, &found); at = found.to) {
        if (!may_be_its_day(sentence, &found) || !found.exists)
            continue;
        if (fits_round(checking, sentence, found.date, &next) || fits_other_round(sentence, found.date))
            return false;
        if (!wrong.to)
            wrong = found;
    }
    if (wrong.to)
        say(checking, sentence, &wrong, next);
    return wrong.to > 0;
}

/* "styrgruppens nästa möte" is no meeting of the round. */
static bool is_of_others(struct text text, size_t phrase)
{
    static const char *const own[] = {"omgångens", "nätverkets", "vårens", "höstens", "årets", NULL};
    size_t from = phrase > 0 && text.bytes[phrase - 1] == ' ' ? phrase - 1 : phrase, to = from;
    while (from > 0 && phrase - from < WORD_ROOM && text.bytes[from - 1] != ' ')
        from--;
    char room[WORD_ROOM];
    struct text before = word_fold(text_slice(text, from, to), room);
    return (text_ends_with(before, "ens") || text_ends_with(before, "ets") || text_ends_with(before, "nas")) &&
           !is_one_of(before, own);
}

static void check_text(struct checking *checking, const struct published_text *text)
{
    struct word word;
    char room[WORD_ROOM];
    size_t before = 0, told = 0;
    for (size_t at = 0; told < CHECKING_MOST && word_next(text->text, &at, &word);) {
        struct text folded = word_fold(text_slice(text->text, word.from, word.to), room);
        struct sentence sentence = {.text = text, .phrase = word.from, .phrase_to = word.to};
        if ((!text_is(folded, "nästa") && !text_is(folded, "next")) ||
            !read_noun(text->text, &sentence.phrase_to, &sentence.is_special) || is_of_others(text->text, word.from))
            continue;
        find_ends(&sentence, before);
        told += check_sentence(checking, &sentence);
        at = before = sentence.phrase_to;
    }
}

void check_next_meetings(struct checking *checking)
{
    for (size_t i = 0; i < checking->texts.count; i++) {
        const struct published_text *text = &checking->texts.items[i];
        enum target_kind kind = text->context.owner.kind;
        if ((kind == TARGET_MEETING || kind == TARGET_NEWSLETTER) && texts_is_words(text) &&
            find_next(text->text, 0) < text->text.size)
            check_text(checking, text);
    }
}
