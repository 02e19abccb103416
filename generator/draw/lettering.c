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

/* From the space to the tilde, in hundredths of the type's size: what the widest bold letters of the themes' fonts
 * take (Manrope, Lato, Vollkorn), and a little more. All figures are as wide as the widest. */
static const unsigned char widths[] = {
    26, 43, 51, 95, 66, 92, 79, 30,  48,  48, 50, 60, 34, 44, 34, 49, 69, 69, 69, 69, 69, 69, 69, 69,
    69, 69, 38, 38, 66, 77, 66, 58,  102, 73, 69, 77, 78, 64, 61, 76, 80, 40, 53, 74, 62, 99, 79, 83,
    67, 83, 72, 69, 67, 76, 72, 107, 72,  67, 70, 45, 49, 45, 70, 68, 57, 60, 64, 60, 64, 63, 41, 64,
    67, 37, 33, 63, 36, 99, 68, 65,  65,  64, 49, 57, 46, 66, 59, 83, 59, 59, 55, 48, 34, 48, 75,
};

static double character_width(uint32_t character)
{
    const double picture = 1.3, wide = 1.14, figure = 0.69, capital = 0.88, small = 0.72;
    if (character < ' ' || character == 0xA0) /* a line feed is drawn as a space */
        character = ' ';
    if (character < ' ' + sizeof widths)
        return widths[character - ' '] / 100.0;
    if (character >= 0x1F000)
        return picture;
    if (character == 0x2013 || character == 0x2212) /* dash and minus */
        return figure;
    if (is_wide(character))
        return wide;
    return character >= 0xDF && character <= 0xFF ? small : capital;
}

double lettering_width(struct text text, double size)
{
    double width = 0;
    for (size_t position = 0; position < text.size;)
        width += character_width(utf8_next(text, &position));
    return width * size;
}

/* Where to cut a text that has room until `end`: a word of which less than three letters were left goes whole. */
static size_t end_of_words(struct text text, size_t end)
{
    const size_t least = 3;
    size_t start = end, letters = 0;
    while (start > 0 && text.bytes[start - 1] != ' ' && letters < least) {
        start = utf8_before(text, start);
        letters++;
    }
    bool is_in_word = end < text.size && text.bytes[end] != ' ';
    return is_in_word && letters < least && start > 0 ? start : end;
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
            return text_join(arena, text_trim(text_slice(text, 0, end_of_words(text, end))), mark);
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
