#include "markup/parser.h"

#include <string.h>

/* U+0081, U+008D, U+008F, U+0090 and U+009D: two bytes in UTF-8, as a backslash and its character, and
 * the five that not even text from Windows-1252 read wrongly contains. */
static const struct {
    char character;
    unsigned char second; /* after 0xC2 */
} protected_escapes[] = {{'~', 0x81}, {'"', 0x8D}, {'\'', 0x8F}, {'-', 0x90}, {'|', 0x9D}};

enum { FIRST = 0xC2, COUNT = sizeof protected_escapes / sizeof protected_escapes[0] };

struct text escapes_protect(struct arena *arena, struct text text)
{
    if (!text.size || (!memchr(text.bytes, '\\', text.size) && !memchr(text.bytes, '\r', text.size) &&
                       !memchr(text.bytes, '\0', text.size)))
        return text;
    char *bytes = arena_copy(arena, text.bytes, text.size);
    for (size_t i = 0; i < text.size; i++) {
        if (bytes[i] == '\r' || bytes[i] == '\0')
            bytes[i] = ' '; /* to cmark a CR ends the line, and a NUL becomes three bytes */
        if (bytes[i] != '\\' || i + 1 == text.size)
            continue;
        for (size_t k = 0; k < COUNT; k++) {
            if (bytes[i + 1] == protected_escapes[k].character) {
                bytes[i] = (char)FIRST;
                bytes[i + 1] = (char)protected_escapes[k].second;
                break;
            }
        }
        i++;
    }
    return (struct text){bytes, text.size};
}

static char character_at(struct text text, size_t position)
{
    if (position + 1 >= text.size || (unsigned char)text.bytes[position] != FIRST)
        return '\0';
    for (size_t k = 0; k < COUNT; k++) {
        if ((unsigned char)text.bytes[position + 1] == protected_escapes[k].second)
            return protected_escapes[k].character;
    }
    return '\0';
}

size_t escape_at(struct text text, size_t position)
{
    return character_at(text, position) ? 2 : 0;
}

/* An entity such as `&#1;` can bring in controls, and cmark makes a single byte of U+FFFE or U+FFFF. */
static bool is_unfit(char c)
{
    unsigned char byte = (unsigned char)c;
    return (byte < 0x20 && byte != '\n' && byte != '\t') || byte == 0x7F || byte >= 0xF8;
}

static struct text without_unfit(struct arena *arena, struct text text)
{
    size_t first = 0;
    while (first < text.size && !is_unfit(text.bytes[first]))
        first++;
    if (first == text.size)
        return text;
    char *bytes = arena_copy(arena, text.bytes, text.size);
    size_t size = first;
    for (size_t i = first; i < text.size; i++)
        if (!is_unfit(text.bytes[i]))
            bytes[size++] = text.bytes[i];
    return (struct text){bytes, size};
}

struct text escapes_restore(struct arena *arena, struct text text, enum escape_style style)
{
    struct buffer buffer = {.arena = arena};
    size_t from = 0;
    text = without_unfit(arena, text);
    for (size_t i = text_find_byte(text, (char)FIRST, 0); i < text.size; i = text_find_byte(text, (char)FIRST, i + 1)) {
        char character = character_at(text, i);
        if (!character)
            continue;
        buffer_add(&buffer, text_slice(text, from, i));
        if (style == ESCAPE_WRITTEN || (style == ESCAPE_WRITTEN_IN_CELL && character != '|'))
            buffer_add_byte(&buffer, '\\');
        buffer_add_byte(&buffer, character);
        from = i + 2;
    }
    if (from == 0)
        return text;
    buffer_add(&buffer, text_slice(text, from, text.size));
    return buffer_text(&buffer);
}
