/* The lines of a meeting's programme: their times, and whether the notes tell of them. */
#include "model/checking.h"

#include "proof/dates.h"
#include "proof/word.h"

#include <string.h>

/* Breaks and formalities: they may lie outside the meeting's times, and nobody takes notes of them. */
static bool is_formality(struct text folded)
{
    static const char *const beginnings[] = {
        "avrund",  "avslut",   "bensträck", "drop-in",   "fika",    "frukost", "förfrisk", "grupparb",
        "incheck", "inledn",   "kaffe",     "lunch",     "middag",  "mingel",  "mingl",    "paus",
        "reflekt", "registr",  "samling",   "summering", "teamarb", "teamtid", "utcheck",  "utvärder",
        "välkom",  "check-in", "check-out", "closing",   "coffee",  "dinner",  "evaluat",  "network",
        "opening", "pause",    "reflect",   "teamwork",  "welcom",  "wrap-up",
    };
    static const char *const endings[] = {"fika", "fikat", "kaffe", "kaffet", "lunch", "lunchen", "paus", "pausen"};
    for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++)
        if (text_starts_with(folded, beginnings[i]))
            return true;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (text_ends_with(folded, endings[i]))
            return true;
    return text_is(folded, "break") || text_is(folded, "tea");
}

static bool has_formality(struct text title)
{
    struct word word;
    char room[WORD_ROOM];
    for (size_t at = 0; word_next(title, &at, &word);)
        if (is_formality(word_fold(text_slice(title, word.from, word.to), room)))
            return true;
    return false;
}

/* Times */

/* A line of a programme with the times that could be read. */
struct item {
    const struct programme_item *item;
    struct place place;
    struct time_of_day start, end;
};

/* "13.00-13.30" is a time here without any "kl.". False when there is none, or none that exists. */
static bool read_times(struct checking *checking, struct item *item)
{
    struct text written = item->item->time;
    struct written_times found;
    size_t from = 0;
    while (from < written.size && (written.bytes[from] < '0' || written.bytes[from] > '9'))
        from++;
    struct text clock =
        text_format(checking->arena, "kl. %.*s", TEXT_ARGUMENTS(text_slice(written, from, written.size)));
    if (from == written.size || !times_find(clock, 0, &found) || found.from > 0)
        return false;
    item->start = found.start;
    item->end = found.end;
    if (!found.exists)
        checking_say_no_such_time(checking, item->place, written);
    return found.exists;
}

static void check_order(struct checking *checking, const struct item *item, const struct item *before)
{
    struct diagnostic *error;
    if (checking_is_turned(item->start, item->end)) {
        diagnostic_check(checking->diagnostics, &checks[CHECK_END_BEFORE_START], item->place,
                         "the line of the programme ends before it starts: '%.*s'", TEXT_ARGUMENTS(item->item->time));
    } else if (before->item && time_minutes(item->start) < time_minutes(before->start)) {
        error = diagnostic_check(checking->diagnostics, &checks[CHECK_END_BEFORE_START], item->place,
                                 "the line of the programme starts before the one above it: '%.*s'",
                                 TEXT_ARGUMENTS(item->item->time));
        diagnostic_note(checking->diagnostics, error, before->place, "the line above");
    }
}

/* Coffee may be served before the start, and people may stay and talk. */
static void check_frame(struct checking *checking, const struct meeting *meeting, const struct item *item)
{
    const struct loaded_file *file = checking_file(checking, meeting);
    struct time_of_day last = item->end.is_set ? item->end : item->start;
    struct diagnostic *error;
    if (has_formality(item->item->title) || checking_is_turned(item->start, item->end))
        return;
    if (meeting->start.is_set && time_minutes(item->start) < time_minutes(meeting->start)) {
        error = diagnostic_check(checking->diagnostics, &checks[CHECK_END_BEFORE_START], item->place,
                                 "the line of the programme starts before the meeting: '%.*s'",
                                 TEXT_ARGUMENTS(item->item->time));
        diagnostic_note(checking->diagnostics, error, checking_place(file, "start", meeting->place),
                        "the meeting starts here");
    } else if (meeting->end.is_set && time_minutes(last) > time_minutes(meeting->end)) {
        error = diagnostic_check(checking->diagnostics, &checks[CHECK_END_BEFORE_START], item->place,
                                 "the line of the programme ends after the meeting: '%.*s'",
                                 TEXT_ARGUMENTS(item->item->time));
        diagnostic_note(checking->diagnostics, error, checking_place(file, "end", meeting->place),
                        "the meeting ends here");
    }
}

/* Where line `i` of the programme was written: its time, else the line. */
static struct place place_of_item(const struct checking *checking, const struct meeting *meeting, size_t i,
                                  const char *field)
{
    const struct loaded_file *file = checking_file(checking, meeting);
    const struct yaml_node *list = file ? yaml_get(file->node, "programme") : NULL;
    if (!list || i >= list->items.count)
        return meeting->place;
    const struct yaml_node *written = yaml_get(list->items.items[i], field);
    return written ? written->place : list->items.items[i]->place;
}

static void check_times(struct checking *checking, const struct meeting *meeting)
{
    struct item before = {0};
    for (size_t i = 0; i < meeting->programme.count; i++) {
        struct item item = {.item = &meeting->programme.items[i], .place = place_of_item(checking, meeting, i, "time")};
        if (!read_times(checking, &item))
            continue;
        check_order(checking, &item, &before);
        check_frame(checking, meeting, &item);
        before = item;
    }
}

void check_programmes(struct checking *checking)
{
    for (size_t i = 0; i < checking->loading->files.count; i++)
        if (checking->loading->files.items[i].owner.kind == TARGET_MEETING)
            check_times(checking, checking->loading->files.items[i].owner.object);
}

/* Notes */

/* Two forms of a word mostly have their first letters in common: "mäta" and "mätning", "böckerna" and "böcker". */
enum { STEM_LEAST = 3, STEM_MOST = 5, WORD_LEAST = 4 };

/* Words that any notes may have, or that tell nothing of the subject: "Arbete i team". */
static bool is_common(struct text folded)
{
    static const char *const words[] = {
        "alla", "arbeta", "arbete", "denna", "detta", "efter",  "eller", "från",  "före",  "grupp", "grupper", "inför",
        "inte", "mellan", "också",  "sedan", "team",  "teamen", "till",  "under", "varje", "vara",  "våra",    "vårt",
        "över", "about",  "from",   "group", "have",  "that",   "this",  "what",  "with",  "work",  "your"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (text_is(folded, words[i]))
            return true;
    return false;
}

static struct text stem_of(struct text folded, size_t letters)
{
    size_t at = 0;
    for (size_t i = 0; i < letters && at < folded.size; i++)
        utf8_next(folded, &at);
    return text_slice(folded, 0, at);
}

/* The beginnings of words that the notes are searched for. */
struct search {
    struct map stems; /* → bool: found */
    bool begins[256]; /* the first bytes of the stems, small and capital: most words need no closer look */
};

/* Of a list of people only the names count. */
static bool is_significant(struct text words, const struct word *word, bool are_names, struct text folded)
{
    return word->letters >= WORD_LEAST && (!are_names || word_begins_upper(words, word->from)) && !is_common(folded);
}

static struct text wanted_stem(struct text folded, const struct word *word)
{
    return stem_of(folded, word->letters > STEM_MOST ? STEM_MOST : word->letters - 1);
}

/* The accent of a letter outside ASCII may be written as a character of its own, behind a, e or o. */
static void note_beginning(struct search *search, char first)
{
    const char letters[] = {first, 'a', 'e', 'o'};
    for (size_t i = 0; i < ((unsigned char)first < 0x80 ? 1 : sizeof letters); i++) {
        search->begins[(unsigned char)letters[i]] = true;
        if (letters[i] >= 'a' && letters[i] <= 'z')
            search->begins[letters[i] - 'a' + 'A'] = true;
    }
}

static void add_wanted(struct checking *checking, struct search *search, struct text words, bool are_names)
{
    struct word word;
    char room[WORD_ROOM];
    for (size_t at = 0; word_next(words, &at, &word);) {
        struct text folded = word_fold(text_slice(words, word.from, word.to), room);
        struct text stem = wanted_stem(folded, &word);
        if (!stem.size || !is_significant(words, &word, are_names, folded) || map_get(&search->stems, stem))
            continue;
        map_set(&search->stems, text_copy(checking->arena, stem), ARENA_NEW(checking->arena, bool));
        note_beginning(search, stem.bytes[0]);
    }
}

static void search_text(struct search *search, struct text text)
{
    struct word word;
    char room[WORD_ROOM];
    for (size_t at = 0; word_next(text, &at, &word);) {
        if (word.letters < WORD_LEAST || !search->begins[(unsigned char)text.bytes[word.from]])
            continue;
        struct text folded = word_fold(text_slice(text, word.from, word.to), room);
        for (size_t letters = STEM_LEAST; letters <= STEM_MOST; letters++) {
            bool *is_found = map_get(&search->stems, stem_of(folded, letters));
            if (is_found)
                *is_found = true;
        }
    }
}

/* Whether one of the words was found. `*is_any`: there was a word to look for. */
static bool is_mentioned(const struct search *search, struct text words, bool are_names, bool *is_any)
{
    struct word word;
    char room[WORD_ROOM];
    for (size_t at = 0; word_next(words, &at, &word);) {
        struct text folded = word_fold(text_slice(words, word.from, word.to), room);
        const bool *is_found = map_get(&search->stems, wanted_stem(folded, &word));
        if (!is_found || !is_significant(words, &word, are_names, folded))
            continue;
        *is_any = true;
        if (*is_found)
            return true;
    }
    return false;
}

/* Titles and questions of the front matter are no notes. */
static bool is_note(const struct published_text *text, const struct meeting *meeting)
{
    if (checking_is_field_of(text, &meeting_type))
        return strcmp(text->field->name, "lead") == 0;
    return text->role != ROLE_ADDRESS && !checking_is_field_of(text, &programme_item_type) &&
           !checking_is_field_of(text, &contact_type) && (!text->top || text->top != meeting->prepare.tree);
}

static void check_item(struct checking *checking, const struct meeting *meeting, size_t i, const struct search *search)
{
    const struct programme_item *item = &meeting->programme.items[i];
    bool is_any = false;
    if (has_formality(item->title) || is_mentioned(search, item->title, false, &is_any) || !is_any ||
        is_mentioned(search, item->who, true, &is_any))
        return;
    struct diagnostic *advice = diagnostic_check(checking->diagnostics, &checks[CHECK_AGENDA_WITHOUT_NOTES],
                                                 place_of_item(checking, meeting, i, "title"),
                                                 "the notes do not mention '%.*s'", TEXT_ARGUMENTS(item->title));
    diagnostic_hint(checking->diagnostics, advice,
                    "write a few words on it, or take the line away if it was not dealt with");
}

static void check_programme_notes(struct checking *checking, const struct meeting *meeting)
{
    struct search search = {.stems = {.arena = checking->arena}};
    const text_pointers *texts = checking_texts(checking, meeting);
    for (size_t i = 0; i < meeting->programme.count; i++) {
        add_wanted(checking, &search, meeting->programme.items[i].title, false);
        add_wanted(checking, &search, meeting->programme.items[i].who, true);
    }
    for (size_t i = 0; search.stems.count && i < texts->count; i++)
        if (is_note(texts->items[i], meeting))
            search_text(&search, texts->items[i]->text);
    for (size_t i = 0; i < meeting->programme.count; i++)
        check_item(checking, meeting, i, &search);
}

static void check_meeting_notes(struct checking *checking, const struct meeting *meeting)
{
    if (meeting->notes.tree && !markup_is_empty(meeting->notes.tree)) {
        check_programme_notes(checking, meeting);
        return;
    }
    struct diagnostic *advice = diagnostic_check(checking->diagnostics, &checks[CHECK_AGENDA_WITHOUT_NOTES],
                                                 (struct place){.source = meeting->place.source},
                                                 "the meeting has been held, but there are no notes");
    diagnostic_hint(checking->diagnostics, advice,
                    "write the notes below the second ---, or 'status: cancelled' if it was not held");
}

void check_notes(struct checking *checking, const struct round *round)
{
    for (size_t i = 0; i < round->meetings.count; i++)
        if (checking_is_held(checking, round->meetings.items[i]))
            check_meeting_notes(checking, round->meetings.items[i]);
}
