#include "proof/writing_rules.h"

#include "proof/character_class.h"

#include <string.h>

static bool is_end(struct text text, size_t at)
{
    return at >= text.size || text.bytes[at] == ' ' || text.bytes[at] == '\n';
}

/* The last character of a word, or of what ends one. */
static bool ends_word(struct text text, size_t at)
{
    if (at == 0)
        return false;
    unsigned char byte = (unsigned char)text.bytes[at - 1];
    return byte >= 0x80 || byte == ')' || byte == '"' || is_digit(byte) || is_letter(byte);
}

static size_t run_end(struct text text, size_t at)
{
    while (at < text.size && text.bytes[at] == ' ')
        at++;
    return at;
}

/* "ord , ord", not "ord …", "i .net", ":)" or "3 : 4". */
bool writing_space_before(struct arena *arena, struct text text, size_t at, struct writing_find *find)
{
    if (text.bytes[at] != ' ' || !ends_word(text, at))
        return false;
    size_t mark = run_end(text, at);
    if (mark >= text.size || !memchr(".,!?;:", text.bytes[mark], 6) || !is_end(text, mark + 1))
        return false;
    if (text.bytes[mark] == ':' && is_digit_at(text, at - 1))
        return false;
    return writing_found(find, at, mark + 1, text_copy(arena, text_slice(text, mark, mark + 1)));
}

bool writing_space_double(struct arena *arena, struct text text, size_t at, struct writing_find *find)
{
    (void)arena;
    if (text.bytes[at] != ' ' || at == 0 || text.bytes[at - 1] == '\n' || text.bytes[at - 1] == ' ')
        return false;
    size_t to = run_end(text, at);
    if (to < at + 2 || to >= text.size || text.bytes[to] == '\n' || text.bytes[to] == '\r')
        return false;
    return writing_found(find, at, to, TEXT(" "));
}

/* The letters from `at` on, and how many there are; no more than a word's. */
static size_t letters_end(struct text text, size_t at, size_t *count)
{
    size_t from = at;
    for (*count = 0; at < text.size && at - from < WORD_ROOM; ++*count) {
        size_t after = at;
        if (!is_letter(utf8_next(text, &after)))
            break;
        at = after;
    }
    return at;
}

/* "slut.Nästa" and "ett,två"; not "t.ex.", "Fil.Mag", "J.R." or what a dot follows. */
bool writing_space_missing(struct arena *arena, struct text text, size_t at, struct writing_find *find)
{
    size_t before, after;
    size_t mark = letters_end(text, at, &before);
    if (before < 2 || mark >= text.size || !memchr(".,!?", text.bytes[mark], 4))
        return false;
    size_t to = letters_end(text, mark + 1, &after);
    if (after < 2 || (to < text.size && memchr(".-/:'", text.bytes[to], 5) && !is_end(text, to + 1)))
        return false;
    bool is_comma = text.bytes[mark] == ',';
    size_t second = mark + 1;
    utf8_next(text, &second);
    bool is_sentence = word_begins_lower(text, step_back(text, mark)) && word_begins_upper(text, mark + 1) &&
                       word_begins_lower(text, second) && before >= 4;
    if (!is_comma && !is_sentence)
        return false;
    struct buffer buffer = {.arena = arena};
    buffer_add(&buffer, text_slice(text, at, mark + 1));
    buffer_add_byte(&buffer, ' ');
    buffer_add(&buffer, text_slice(text, mark + 1, to));
    return writing_found(find, at, to, buffer_text(&buffer));
}
