/* Which kind of character it is: letter, space, dash, invisible; and which stand around a position. For the other
 * files of proof/.
 *
 * Invariant: nothing here looks further than one character, so a scan that asks at every byte stays linear.
 */
#ifndef PROOF_CHARACTER_CLASS_H
#define PROOF_CHARACTER_CLASS_H

#include "base/text.h"

#include <glib.h>

static inline bool is_digit(uint32_t character)
{
    return character >= '0' && character <= '9';
}

/* An accent that is a character of its own (U+0301 …) and belongs to the letter before it. */
static inline bool is_mark(uint32_t character)
{
    return character >= 0x300 && g_unichar_ismark(character);
}

/* Of any alphabet, with the accents of their own. */
static inline bool is_letter(uint32_t character)
{
    if (character < 0x80)
        return (character | 0x20) >= 'a' && (character | 0x20) <= 'z';
    return g_unichar_isalpha(character) || is_mark(character);
}

static inline bool is_small(uint32_t character)
{
    return character < 0x80 ? character >= 'a' && character <= 'z' : g_unichar_islower(character);
}

static inline bool is_capital(uint32_t character)
{
    return character < 0x80 ? character >= 'A' && character <= 'Z' : g_unichar_isupper(character);
}

static inline uint32_t lower_case(uint32_t character)
{
    return character < 0x80 ? character + (is_capital(character) ? 0x20 : 0) : g_unichar_tolower(character);
}

static inline bool is_line_break(uint32_t character)
{
    return character == '\n' || character == '\r';
}

/* Of any width, breaking or not; a tab; a line break. */
static inline bool is_space(uint32_t character)
{
    if (character < 0x80)
        return character == ' ' || (character >= '\t' && character <= '\r');
    return g_unichar_isspace(character);
}

static inline bool is_blank(uint32_t character)
{
    return is_space(character) && !is_line_break(character);
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
