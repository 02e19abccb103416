#include "draw/lettering.h"

/* Parts of the type size: what Manrope's bold letters take, the widest of the themes' fonts, and a little more. */
static double character_width(uint32_t character)
{
    if (character >= 0x2E80) /* ideographs, emoji */
        return 1.1;
    if (character == 'm' || character == 'w' || character == 'M' || character == 'W' || character == '%' ||
        character == '@')
        return 0.98;
    if (character >= 'A' && character <= 'Z')
        return 0.78;
    if (character == ' ' || character == '.' || character == ',' || character == 'i' || character == 'l' ||
        character == 0xA0)
        return 0.36;
    return character < 0x80 ? 0.65 : 0.8;
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
    double width = 0, room_before_mark = room - lettering_width(mark, size);
    size_t end = 0;
    for (size_t position = 0; position < text.size;) {
        width += character_width(utf8_next(text, &position)) * size;
        if (width <= room_before_mark)
            end = position;
        if (width > room)
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
