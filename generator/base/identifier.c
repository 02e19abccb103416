#include "base/identifier.h"

bool identifier_is_valid(struct text text)
{
    if (text.size == 0 || text.bytes[0] == '-' || text.bytes[text.size - 1] == '-')
        return false;
    for (size_t i = 0; i < text.size; i++) {
        char c = text.bytes[i];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'))
            return false;
    }
    return true;
}

/* Letters of U+00C0–U+017F without their accents; "-" parts words, "" is nothing. */
static const char *const latin[] = {
    "a", "a", "a",  "a", "a", "a", "ae", "c",  "e", "e", "e",  "e",  "i", "i", "i",  "i",  "d", "n", "o",  "o",
    "o", "o", "o",  "-", "o", "u", "u",  "u",  "u", "y", "th", "ss", "a", "a", "a",  "a",  "a", "a", "ae", "c",
    "e", "e", "e",  "e", "i", "i", "i",  "i",  "d", "n", "o",  "o",  "o", "o", "o",  "-",  "o", "u", "u",  "u",
    "u", "y", "th", "y", "a", "a", "a",  "a",  "a", "a", "c",  "c",  "c", "c", "c",  "c",  "c", "c", "d",  "d",
    "d", "d", "e",  "e", "e", "e", "e",  "e",  "e", "e", "e",  "e",  "g", "g", "g",  "g",  "g", "g", "g",  "g",
    "h", "h", "h",  "h", "i", "i", "i",  "i",  "i", "i", "i",  "i",  "i", "i", "ij", "ij", "j", "j", "k",  "k",
    "k", "l", "l",  "l", "l", "l", "l",  "l",  "l", "l", "l",  "n",  "n", "n", "n",  "n",  "n", "n", "n",  "n",
    "o", "o", "o",  "o", "o", "o", "oe", "oe", "r", "r", "r",  "r",  "r", "r", "s",  "s",  "s", "s", "s",  "s",
    "s", "s", "t",  "t", "t", "t", "t",  "t",  "u", "u", "u",  "u",  "u", "u", "u",  "u",  "u", "u", "u",  "u",
    "w", "w", "y",  "y", "y", "z", "z",  "z",  "z", "z", "z",  "s",
};
enum { LATIN_FIRST = 0xC0, LATIN_COUNT = sizeof latin / sizeof latin[0] };
_Static_assert(LATIN_COUNT == 0x180 - LATIN_FIRST, "one entry for each character of U+00C0–U+017F");

/* What a character that is no ASCII letter or digit leaves in an id. */
static const char *identifier_part(uint32_t character)
{
    if (character >= LATIN_FIRST && character < LATIN_FIRST + LATIN_COUNT)
        return latin[character - LATIN_FIRST];
    if (character == '\'' || character == 0x2019 || character == 0x2018 || character == 0xAD)
        return ""; /* "it's" and soft hyphens are one word */
    bool is_punctuation = character < 0xC0 || (character >= 0x2000 && character < 0x2070);
    return is_punctuation ? "-" : "";
}

struct text identifier_from(struct arena *arena, struct text words)
{
    struct buffer buffer = {.arena = arena};
    bool is_new_word = false;
    for (size_t i = 0; i < words.size;) {
        uint32_t character = utf8_next(words, &i);
        char one[2] = {0};
        if (character < 0x80 && isalnum((int)character))
            one[0] = (char)tolower((int)character);
        const char *part = one[0] ? one : identifier_part(character);
        if (part[0] == '-') {
            is_new_word = true;
        } else if (part[0]) {
            if (is_new_word && buffer.size)
                buffer_add_byte(&buffer, '-');
            is_new_word = false;
            buffer_add_string(&buffer, part);
        }
    }
    return buffer_text(&buffer);
}
