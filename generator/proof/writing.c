#include "proof/writing_rules.h"

#include "proof/character_class.h"

#include <string.h>

/* In the order in which they judge. */
static const struct writing_rule rules[] = {
    {"date", writing_date},
    {"capital", writing_capital},
    {"time", writing_time},
    {"decimal", writing_decimal},
    {"number", writing_number},
    {"unit", writing_unit},
    {"interval", writing_interval},
    {"space-before", writing_space_before},
    {"space-double", writing_space_double},
    {"space-missing", writing_space_missing},
};
enum { RULE_COUNT = sizeof rules / sizeof *rules };

static bool is_space_byte(char byte)
{
    return (unsigned char)byte < 0x80 && is_space((unsigned char)byte);
}

/* The end of the run without spaces at `from`. */
static size_t chunk_end(struct text text, size_t from)
{
    while (from < text.size && !is_space_byte(text.bytes[from]))
        from++;
    return from;
}

/* An address, a path, a line of code or a picture of data: no words that follow writing rules. */
static bool is_code(struct text chunk)
{
    size_t slashes = 0, letters = 0;
    if (chunk.size > WRITING_REACH)
        return true;
    for (size_t i = 0; i < chunk.size; i++) {
        char byte = chunk.bytes[i];
        slashes += byte == '/';
        letters += (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z';
        if (memchr("@_\\=#{}<>|*`", byte, 12))
            return true;
    }
    return (slashes > 1 && letters > 0) || text_find(chunk, TEXT("www."), 0) < chunk.size;
}

/* After the word, the run of spaces, or the mark at `at`. */
static size_t unit_end(struct text text, size_t at)
{
    size_t from = at, to = at;
    while (to < text.size && text.bytes[to] == ' ')
        to++;
    if (to > from)
        return to;
    while (at < text.size) {
        uint32_t character = utf8_next(text, &at);
        if (!is_digit(character) && !is_letter(character))
            break;
        to = at;
    }
    return to > from ? to : at;
}

bool writing_find(struct arena *arena, struct text text, size_t from, struct writing_find *find)
{
    while (from < text.size) {
        bool is_chunk_start = !is_space_byte(text.bytes[from]) && (from == 0 || is_space_byte(text.bytes[from - 1]));
        if (is_chunk_start) {
            size_t end = chunk_end(text, from);
            if (is_code(text_slice(text, from, end))) {
                from = end;
                continue;
            }
        }
        bool is_start = text.bytes[from] == ' ' || may_begin(text, from);
        for (size_t i = 0; is_start && i < RULE_COUNT; i++) {
            find->rule = &rules[i];
            if (rules[i].find(arena, text, from, find))
                return true;
        }
        from = unit_end(text, from);
    }
    return false;
}

bool is_digit_at(struct text text, size_t at)
{
    return is_digit(character_at(text, at));
}

size_t digits_end(struct text text, size_t at)
{
    size_t limit = at + WRITING_REACH;
    while (at < limit && is_digit_at(text, at))
        at++;
    return at;
}

size_t spaces_end(struct text text, size_t at)
{
    for (int i = 0; i < 2 && at < text.size; i++) {
        size_t after = at;
        uint32_t character = utf8_next(text, &after);
        if (character == '\n' || !is_space(character))
            break;
        at = after;
    }
    return at;
}

size_t dash_end(struct text text, size_t at)
{
    if (at >= text.size)
        return at;
    size_t after = at;
    uint32_t character = utf8_next(text, &after);
    return character == '-' || (character >= 0x2010 && character <= 0x2014) ? after : at;
}

long digits_value(struct text text, size_t from, size_t to)
{
    long value = 0;
    for (size_t i = from; i < to && i < from + 9; i++)
        value = value * 10 + (text.bytes[i] - '0');
    return value;
}

bool may_begin(struct text text, size_t at)
{
    uint32_t before = character_before(text, at);
    if (at == 0 || is_space(before) || (before < 0x80 && memchr("([{\"'", (int)before, 5)))
        return true;
    bool is_dash = before == 0x2013 || before == 0x2014; /* a thought or a line of talk, no interval's */
    if (is_dash)
        return !is_digit_at(text, step_back(text, step_back(text, at)));
    return (before >= 0x2018 && before <= 0x201F) || before == 0xAB || before == 0xBB;
}

bool may_end(struct text text, size_t at)
{
    if (at >= text.size)
        return true;
    size_t after = at;
    uint32_t character = utf8_next(text, &after);
    if (is_letter(character) || is_digit(character) || (character < 0x80 && strchr("_@+=*", (int)character)))
        return false;
    bool may_join = (character < 0x80 && strchr(".,:-/%", (int)character)) || dash_end(text, at) > at;
    if (!may_join || after >= text.size)
        return true;
    uint32_t next = utf8_next(text, &after);
    return !is_letter(next) && !is_digit(next);
}

/* Of letters and hyphens: where the word that ends at `at` begins. */
static size_t word_start(struct text text, size_t at)
{
    size_t limit = at > WORD_ROOM ? at - WORD_ROOM : 0;
    while (at > limit) {
        uint32_t before = character_before(text, at);
        if (!is_letter(before) && before != '-')
            break;
        at = step_back(text, at);
    }
    return at;
}

struct text word_before(struct text text, size_t at)
{
    size_t limit = at > 4 ? at - 4 : 0, end = at;
    while (end > limit && character_before(text, end) != '\n' && is_space(character_before(text, end)))
        end = step_back(text, end);
    if (end == at)
        return (struct text){0};
    size_t letters = end - (end > 0 && text.bytes[end - 1] == '.');
    size_t from = word_start(text, letters);
    return from < letters ? text_slice(text, from, end) : (struct text){0};
}

struct text word_after(struct text text, size_t at)
{
    size_t from = spaces_end(text, at), to = from;
    while (to < text.size && to - from < WORD_ROOM) {
        size_t after = to;
        if (!is_letter(utf8_next(text, &after)))
            break;
        to = after;
    }
    return text_slice(text, from, to);
}

/* Whether the word at `from` begins a sentence, a line or a quotation. */
static bool begins_sentence(struct text text, size_t from)
{
    size_t limit = from > 4 ? from - 4 : 0;
    while (from > limit && character_before(text, from) == ' ')
        from = step_back(text, from);
    uint32_t before = character_before(text, from);
    return from == 0 || before == '\n' || before == '.' || before == '!' || before == '?' || before == '"' ||
           before == 0x201D;
}

static bool has_capital(struct text word)
{
    for (size_t at = 0; at < word.size; utf8_next(word, &at)) {
        if (word_begins_upper(word, at))
            return true;
    }
    return false;
}

bool is_name_of_number(struct text text, size_t at)
{
    static const char *const names[] = {"nr",     "dnr",     "id",     "art",      "ref",       "tel",     "fax",
                                        "box",    "kod",     "koden",  "ärende",   "sal",       "rum",     "lag",
                                        "konto",  "telefon", "ring",   "växel",    "sid",       "avsnitt", "kapitel",
                                        "punkt",  "port",    "linje",  "bankgiro", "plusgiro",  "plats",   "standarden",
                                        "lagen",  "ärendet", "posten", "version",  "versionen", "kap",     "s",
                                        "bilaga", "tabell",  "figur",  "buss",     "kontot",    "skala",   "skalan"};
    struct text word = word_before(text, at);
    size_t before = at;
    while (before > 0 && at - before < 4 && is_space(character_before(text, before)))
        before = step_back(text, before);
    if (before < at && (character_before(text, before) == ':' || character_before(text, before) == '#'))
        return true;
    if (word.size == 0)
        return false;
    size_t from = (size_t)(word.bytes - text.bytes), second = from;
    utf8_next(text, &second);
    if (has_capital(text_slice(text, second, from + word.size)) ||
        (word_begins_upper(text, from) && !begins_sentence(text, from)))
        return true;
    char room[WORD_ROOM];
    struct text folded = word_fold(text_slice(word, 0, text_find_byte(word, '.', 0)), room);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (text_is(folded, names[i]))
            return true;
    }
    return text_ends_with(folded, "nummer") || text_ends_with(folded, "numret") || text_ends_with(folded, "koden");
}

bool writing_found(struct writing_find *find, size_t from, size_t to, struct text suggestion)
{
    find->from = from;
    find->to = to;
    find->suggestion = suggestion;
    return true;
}
