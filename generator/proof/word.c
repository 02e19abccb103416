#include "proof/word.h"

#include "proof/character_class.h"

#include <string.h>

enum { SOFT_HYPHEN = 0xAD, HYPHEN = 0x2010, NO_BREAK_HYPHEN = 0x2011, APOSTROPHE = 0x2019 };

/* Belongs to the letter before it. */
static bool is_silent(uint32_t character)
{
    return character == SOFT_HYPHEN || is_mark(character);
}

static bool is_alphanumeric(uint32_t character)
{
    return (is_letter(character) && !is_mark(character)) || is_digit(character);
}

/* A word while it is read. */
struct reading {
    struct word *word;
    uint32_t last;  /* its latest letter or digit */
    size_t piece;   /* letters and digits since the latest mark */
    bool is_domain; /* a full stop between letters */
};

static bool full_stop_joins(const struct reading *reading, uint32_t next)
{
    bool is_initial = reading->piece == 1 && is_letter(reading->last); /* J.R.R */
    return is_digit(next) || is_small(next) || (is_initial && is_letter(next));
}

/* Whether the mark between the word so far and `next` belongs to the word. */
static bool joins(const struct reading *reading, uint32_t mark, uint32_t next)
{
    if (!is_alphanumeric(next))
        return false;
    bool are_digits = is_digit(reading->last) && is_digit(next);
    switch (mark) {
    case '-':
    case '_':
    case HYPHEN:
    case NO_BREAK_HYPHEN:
        return true;
    case '@':
        return true;
    case '.':
        return full_stop_joins(reading, next);
    case ':':
        return are_digits || is_small(next);
    case ',':
        return are_digits;
    case '/':
        return are_digits || reading->is_domain;
    case '\'':
    case APOSTROPHE:
        return is_letter(reading->last) && is_letter(next);
    default:
        return false;
    }
}

static void take_mark(struct reading *reading, uint32_t mark, uint32_t next)
{
    struct word *word = reading->word;
    if (mark == '.') {
        word->has_stop = true;
        reading->is_domain = reading->is_domain || (is_letter(reading->last) && is_letter(next));
    }
    if (mark == '@' || (mark == '/' && reading->is_domain))
        word->kind = WORD_ADDRESS;
    reading->piece = 0;
}

/* The end of a web address: up to white space, a quotation mark or "<", without the sentence's punctuation. */
static size_t address_end(struct text text, size_t from)
{
    size_t to = from;
    for (size_t at = from; at < text.size; to = at) {
        uint32_t character = utf8_next(text, &at);
        if (is_space(character) || character == '<' || character == '"' || (character >= 0x2018 && character <= 0x201F))
            break;
    }
    while (to > from && memchr("?!.,:;*~')]", text.bytes[to - 1], 11))
        to--;
    return to;
}

static bool is_web(struct text text, size_t from, size_t at)
{
    struct text rest = text_slice(text, at, at + 3);
    return text_is(rest, "://") ||
           (at - from == 3 && text.bytes[at] == '.' && text_equal_but_case(text_slice(text, from, at), TEXT("www")));
}

static void read_word(struct text text, struct word *word)
{
    struct reading reading = {.word = word};
    size_t at = word->from;
    while (at < text.size) {
        size_t after = at;
        uint32_t character = utf8_next(text, &after);
        if (is_alphanumeric(character)) {
            word->letters += is_letter(character);
            reading.last = character;
            reading.piece++;
        } else if ((character == ':' || character == '.') && is_web(text, word->from, at)) {
            word->kind = WORD_ADDRESS;
            at = address_end(text, at);
            break;
        } else if (!is_silent(character)) {
            uint32_t next = character_at(text, after);
            if (!joins(&reading, character, next))
                break;
            take_mark(&reading, character, next);
        }
        at = after;
    }
    word->to = at;
    if (word->letters == 0)
        word->kind = WORD_NUMBER;
}

bool word_next(struct text text, size_t *position, struct word *word)
{
    for (size_t at = *position; at < text.size;) {
        size_t from = at;
        if (!is_alphanumeric(utf8_next(text, &at)))
            continue;
        *word = (struct word){.from = from, .kind = WORD_LETTERS};
        read_word(text, word);
        *position = word->to;
        return true;
    }
    *position = text.size;
    return false;
}

bool word_begins_lower(struct text text, size_t position)
{
    return is_small(character_at(text, position));
}

bool word_begins_upper(struct text text, size_t position)
{
    return is_capital(character_at(text, position));
}

static uint32_t plain(uint32_t character)
{
    if (character == HYPHEN || character == NO_BREAK_HYPHEN)
        return '-';
    return character == APOSTROPHE ? '\'' : lower_case(character);
}

struct text word_fold(struct text words, char bytes[WORD_ROOM])
{
    struct text folded = {bytes, 0};
    uint32_t waiting = 0; /* the latest letter: an accent may follow; or a space that a letter may follow */
    for (size_t at = 0; at < words.size;) {
        uint32_t character = utf8_next(words, &at), composed;
        if (character == SOFT_HYPHEN)
            continue;
        if (is_mark(character) && g_unichar_compose(waiting, character, &composed)) {
            waiting = composed;
            continue;
        }
        if (is_space(character) && (waiting == ' ' || waiting == 0))
            continue;
        if (waiting && folded.size + 4 > WORD_ROOM)
            return (struct text){bytes, 0};
        if (waiting)
            folded.size += utf8_encode(waiting, bytes + folded.size);
        waiting = is_space(character) ? ' ' : plain(character);
    }
    if (waiting && waiting != ' ' && folded.size + 4 > WORD_ROOM)
        return (struct text){bytes, 0};
    if (waiting && waiting != ' ')
        folded.size += utf8_encode(waiting, bytes + folded.size);
    return folded;
}

bool word_gap_is_space(struct text gap)
{
    size_t at = 0;
    while (at < gap.size) {
        if (!is_space(utf8_next(gap, &at)))
            return false;
    }
    return gap.size > 0;
}

bool word_is_listed(struct text word, const char *words)
{
    char bytes[WORD_ROOM + 2] = " ";
    if (word.size == 0 || word.size > WORD_ROOM)
        return false;
    memcpy(bytes + 1, word.bytes, word.size);
    bytes[word.size + 1] = ' ';
    struct text list = text_from(words);
    return text_find(list, (struct text){bytes, word.size + 2}, 0) < list.size;
}
