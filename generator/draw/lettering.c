#include "draw/lettering.h"

/* Letters that are wider than most, beyond ASCII: digraphs, fractions, W with an accent, signs. */
static bool is_wide(uint32_t character)
{
    switch (character) {
    case 0xA9:   /* © */
    case 0xC6:   /* Æ */
    case 0xE6:   /* æ */
    case 0x149:  /* ŉ */
    case 0x152:  /* Œ */
    case 0x153:  /* œ */
    case 0x174:  /* Ŵ */
    case 0x2014: /* a dash as long as an em */
    case 0x2026: /* … */
        return true;
    default:
        return (character >= 0xBC && character <= 0xBE) || character >= 0x2190;
    }
}

/* Parts of the type size: what the widest bold letters of the themes' fonts take (Manrope, Lato, Vollkorn), and a
 * little more. */
static double character_width(uint32_t character)
{
    if (character >= 0x80) {
        if (character == 0xA0)
            return 0.36;
        return is_wide(character) && character != 0x2212 ? 1.12 : 0.86;
    }
    switch (character) {
    case ' ':
    case '.':
    case ',':
    case 'i':
    case 'l':
        return 0.36;
    case 'm':
    case 'w':
    case 'M':
    case '%':
        return 0.98;
    case 'W':
    case '@':
    case '#':
        return 1.06;
    case '&':
    case '=':
    case '~':
    case '^':
        return 0.78;
    default:
        return character >= 'A' && character <= 'Z' ? 0.82 : 0.67;
    }
}

double lettering_width(struct text text, double size)
{
    double width = 0;
    for (size_t position = 0; position < text.size;)
        width += character_width(utf8_next(text, &position));
    return width * size;
}

struct text lettering_fit(struct arena *arena, struct text text, double size, double room)
{
    const struct text mark = TEXT("…");
    /* What was measured before fits into exactly that, whatever sums are rounded to. */
    const double parts = room / size + 1e-6, parts_before_mark = parts - lettering_width(mark, 1);
    double width = 0;
    size_t end = 0;
    for (size_t position = 0; position < text.size;) {
        width += character_width(utf8_next(text, &position));
        if (width <= parts_before_mark)
            end = position;
        if (width > parts)
            return text_join(arena, text_trim(text_slice(text, 0, end)), mark);
    }
    return text;
}

/* Where the line that begins at `start` ends: before the last space that has room, or after its only word. */
static size_t end_of_line(struct text text, size_t start, double size, double room)
{
    double width = 0;
    size_t end = 0;
    for (size_t position = start; position < text.size;) {
        if (text.bytes[position] == ' ') {
            if (width > room)
                return end ? end : position;
            end = position;
        }
        width += character_width(utf8_next(text, &position)) * size;
    }
    return width > room && end ? end : text.size;
}

size_t lettering_break(struct arena *arena, struct text text, double size, double room, struct text *lines, size_t most)
{
    size_t count = 0, start = 0;
    for (text = text_trim(text); start < text.size && count < most; count++) {
        size_t end = count + 1 < most ? end_of_line(text, start, size, room) : text.size;
        lines[count] = lettering_fit(arena, text_trim(text_slice(text, start, end)), size, room);
        for (start = end; start < text.size && text.bytes[start] == ' ';)
            start++;
    }
    return count;
}
