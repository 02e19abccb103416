/* Which kind of character it is: letter, space, dash, invisible. For the other files of proof/.
 *
 * Invariant: nothing here looks further than one character, so a scan that asks at every byte stays linear.
 */
#ifndef PROOF_CHARACTER_CLASS_H
#define PROOF_CHARACTER_CLASS_H

#include "base/text.h"

static inline bool is_digit(uint32_t character)
{
    return character >= '0' && character <= '9';
}

/* ASCII and every alphabet below U+2000, with its accents and combining marks; no punctuation, no signs. */
static inline bool is_letter(uint32_t character)
{
    return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') ||
           (character >= 0xC0 && character < 0x2000 && character != 0xD7 && character != 0xF7);
}

static inline bool is_capital(uint32_t character)
{
    return (character >= 'A' && character <= 'Z') || (character >= 0xC0 && character <= 0xDE && character != 0xD7);
}

/* Of ASCII and Latin-1, which is all that Swedish writes. */
static inline uint32_t lower_case(uint32_t character)
{
    return is_capital(character) ? character + 0x20 : character;
}

static inline bool is_line_break(uint32_t character)
{
    return character == '\n' || character == '\r';
}

/* A space of any width, breaking or not; a tab; no line break. */
static inline bool is_blank(uint32_t character)
{
    return character == ' ' || character == '\t' || character == 0xA0 || (character >= 0x2000 && character <= 0x200A) ||
           character == 0x202F || character == 0x205F || character == 0x3000;
}

/* Hyphens, figure, en and em dashes, minus. */
static inline bool is_dash(uint32_t character)
{
    return character == '-' || (character >= 0x2010 && character <= 0x2015) || character == 0x2212;
}

/* Soft hyphen, zero-width spaces and joiners: the reader does not see them. */
static inline bool is_invisible(uint32_t character)
{
    return character == 0xAD || (character >= 0x200B && character <= 0x200D) || character == 0x2060 ||
           character == 0xFEFF;
}

/* The character that begins at `position`; 0 at the end. */
static inline uint32_t character_at(struct text text, size_t position)
{
    return position < text.size ? utf8_next(text, &position) : 0;
}

/* Where the character before `position` begins; never more than four bytes away. */
static inline size_t step_back(struct text text, size_t position)
{
    size_t at = position - (position > 0);
    while (at > 0 && position - at < 4 && ((unsigned char)text.bytes[at] & 0xC0) == 0x80)
        at--;
    return at;
}

/* The character that ends at `position`; 0 at the start. */
static inline uint32_t character_before(struct text text, size_t position)
{
    return position == 0 ? 0 : character_at(text, step_back(text, position));
}

#endif
