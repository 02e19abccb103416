#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct text text_from(const char *string)
{
    return (struct text){string, string ? strlen(string) : 0};
}

struct text text_slice(struct text text, size_t from, size_t to)
{
    if (to > text.size)
        to = text.size;
    if (from > to)
        from = to;
    return (struct text){text.bytes ? text.bytes + from : NULL, to - from};
}

bool text_equal(struct text a, struct text b)
{
    return a.size == b.size && (a.size == 0 || memcmp(a.bytes, b.bytes, a.size) == 0);
}

bool text_is(struct text text, const char *string)
{
    return text_equal(text, text_from(string));
}

static char lower(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

bool text_equal_but_case(struct text a, struct text b)
{
    size_t i = 0;
    while (i < a.size && i < b.size && lower(a.bytes[i]) == lower(b.bytes[i]))
        i++;
    return i == a.size && i == b.size;
}

struct text text_lower(struct arena *arena, struct text text)
{
    char *copy = arena_copy(arena, text.bytes, text.size);
    for (size_t i = 0; i < text.size; i++)
        copy[i] = lower(copy[i]);
    return (struct text){copy, text.size};
}

int text_compare(struct text a, struct text b)
{
    size_t shorter = a.size < b.size ? a.size : b.size;
    int order = shorter ? memcmp(a.bytes, b.bytes, shorter) : 0;
    return order ? order : (a.size > b.size) - (a.size < b.size);
}

bool text_starts_with(struct text text, const char *prefix)
{
    size_t size = strlen(prefix);
    return text.size >= size && memcmp(text.bytes ? text.bytes : "", prefix, size) == 0;
}

bool text_ends_with(struct text text, const char *suffix)
{
    size_t size = strlen(suffix);
    return text.size >= size && (size == 0 || memcmp(text.bytes + text.size - size, suffix, size) == 0);
}

size_t text_find(struct text text, struct text needle, size_t from)
{
    if (from >= text.size || needle.size == 0)
        return needle.size == 0 && from <= text.size ? from : text.size;
    const char *found = memmem(text.bytes + from, text.size - from, needle.bytes, needle.size);
    return found ? (size_t)(found - text.bytes) : text.size;
}

size_t text_find_byte(struct text text, char byte, size_t from)
{
    if (from >= text.size)
        return text.size;
    const char *found = memchr(text.bytes + from, byte, text.size - from);
    return found ? (size_t)(found - text.bytes) : text.size;
}

/* Of a UTF-8 character: any byte but its first. */
static bool is_continuation(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

struct text text_trim(struct text text)
{
    size_t from = 0, to = text.size;
    while (from < to && is_space(text.bytes[from]))
        from++;
    while (to > from && is_space(text.bytes[to - 1]))
        to--;
    return text_slice(text, from, to);
}

struct text text_cut(struct text text, size_t size)
{
    if (size >= text.size)
        return text;
    while (size > 0 && is_continuation(text.bytes[size]))
        size--;
    return text_slice(text, 0, size);
}

bool text_next_line(struct text *rest, struct text *line)
{
    if (rest->size == 0)
        return false;
    size_t end = text_find_byte(*rest, '\n', 0);
    *line = text_slice(*rest, 0, end);
    if (end < rest->size && text_ends_with(*line, "\r"))
        line->size--;
    *rest = text_slice(*rest, end + 1, rest->size);
    return true;
}

struct text text_copy(struct arena *arena, struct text text)
{
    return (struct text){arena_copy(arena, text.bytes, text.size), text.size};
}

const char *text_string(struct arena *arena, struct text text)
{
    return arena_copy(arena, text.bytes, text.size);
}

/* On the heap, so that it is formatted once and the arena gets only what was written. */
static char *format_list(const char *format, va_list arguments, size_t *size)
{
    char *bytes = NULL;
    int written = vasprintf(&bytes, format, arguments);
    if (written < 0)
        abort();
    *size = (size_t)written;
    return bytes;
}

struct text text_format_list(struct arena *arena, const char *format, va_list arguments)
{
    size_t size;
    char *bytes = format_list(format, arguments, &size);
    struct text text = text_copy(arena, (struct text){bytes, size});
    free(bytes);
    return text;
}

struct text text_format(struct arena *arena, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    struct text text = text_format_list(arena, format, arguments);
    va_end(arguments);
    return text;
}

struct text text_join(struct arena *arena, struct text a, struct text b)
{
    struct buffer buffer = {.arena = arena};
    buffer_add(&buffer, a);
    buffer_add(&buffer, b);
    return buffer_text(&buffer);
}

bool text_is_blank(struct text text)
{
    return text_trim(text).size == 0;
}

enum { LONGEST_NAME = 64 };

/* The characters of a name. */
struct name {
    uint32_t characters[LONGEST_NAME];
    size_t count;
};

/* False when the text is too long to be anyone's misspelt name. */
static bool decode_name(struct text text, struct name *name)
{
    name->count = 0;
    for (size_t position = 0; position < text.size;) {
        if (name->count == LONGEST_NAME)
            return false;
        name->characters[name->count++] = utf8_next(text, &position);
    }
    return true;
}

/* Edit distance with swaps of neighbours (optimal string alignment), as far as `limit`; else more than that.
 * Only the cells near the diagonal are filled: those further away cost more than the limit. */
static size_t edit_distance(const struct name *from, const struct name *to, size_t limit)
{
    const uint32_t *a = from->characters, *b = to->characters;
    size_t rows[3][LONGEST_NAME + 2], over = limit + 1;
    if (from->count > to->count + limit || to->count > from->count + limit)
        return over;
    for (size_t j = 0; j <= limit + 1 && j <= to->count; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= from->count; i++) {
        size_t *now = rows[i % 3], *before = rows[(i + 2) % 3], *earlier = rows[(i + 1) % 3];
        size_t low = i > limit ? i - limit : 1, high = i + limit < to->count ? i + limit : to->count, least = over;
        now[low - 1] = low == 1 ? i : over;
        for (size_t j = low; j <= high; j++) {
            size_t best = before[j - 1] + (a[i - 1] != b[j - 1]);
            if (before[j] + 1 < best)
                best = before[j] + 1;
            if (now[j - 1] + 1 < best)
                best = now[j - 1] + 1;
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && earlier[j - 2] + 1 < best)
                best = earlier[j - 2] + 1;
            now[j] = best;
            least = best < least ? best : least;
        }
        now[high + 1] = over;
        if (least == over && low > 1)
            return over;
    }
    return rows[from->count % 3][to->count];
}

struct text text_nearest(struct text wanted, const struct text *candidates, size_t count)
{
    struct name name, candidate;
    struct text nearest = {0};
    if (!decode_name(wanted, &name))
        return nearest;
    size_t limit = name.count / 3;
    limit = limit < 1 ? 1 : limit > 3 ? 3 : limit;
    for (size_t i = 0; i < count; i++) {
        bool is_near = candidates[i].size + limit >= name.count && candidates[i].size <= wanted.size + 4 * limit;
        if (!is_near || !decode_name(candidates[i], &candidate))
            continue;
        size_t distance = edit_distance(&name, &candidate, limit);
        if (distance <= limit && distance < candidate.count) {
            nearest = candidates[i];
            if (distance == 0)
                break;
            limit = distance - 1;
        }
    }
    return nearest;
}

uint32_t utf8_next(struct text text, size_t *position)
{
    const unsigned char *at = (const unsigned char *)text.bytes + *position;
    size_t left = text.size - *position;
    size_t length = at[0] < 0x80                    ? 1
                    : at[0] >= 0xC2 && at[0] < 0xE0 ? 2
                    : (at[0] & 0xF0) == 0xE0        ? 3
                    : at[0] >= 0xF0 && at[0] < 0xF5 ? 4
                                                    : 0;
    uint32_t character = length == 1 ? at[0] : length ? at[0] & (0x7F >> length) : 0;
    bool is_valid = length >= 1 && length <= left;
    for (size_t i = 1; is_valid && i < length; i++) {
        is_valid = (at[i] & 0xC0) == 0x80;
        character = character << 6 | (at[i] & 0x3F);
    }
    if (is_valid && length == 3)
        is_valid = character >= 0x800 && (character < 0xD800 || character > 0xDFFF);
    if (is_valid && length == 4)
        is_valid = character >= 0x10000 && character <= 0x10FFFF;
    *position += is_valid ? length : 1;
    return is_valid ? character : 0xFFFD;
}

size_t utf8_before(struct text text, size_t position)
{
    if (position > 0)
        position--;
    while (position > 0 && is_continuation(text.bytes[position]))
        position--;
    return position;
}

size_t utf8_encode(uint32_t character, char bytes[4])
{
    if (character < 0x80) {
        bytes[0] = (char)character;
        return 1;
    }
    if (character < 0x800) {
        bytes[0] = (char)(0xC0 | character >> 6);
        bytes[1] = (char)(0x80 | (character & 0x3F));
        return 2;
    }
    if (character < 0x10000) {
        bytes[0] = (char)(0xE0 | character >> 12);
        bytes[1] = (char)(0x80 | (character >> 6 & 0x3F));
        bytes[2] = (char)(0x80 | (character & 0x3F));
        return 3;
    }
    bytes[0] = (char)(0xF0 | character >> 18);
    bytes[1] = (char)(0x80 | (character >> 12 & 0x3F));
    bytes[2] = (char)(0x80 | (character >> 6 & 0x3F));
    bytes[3] = (char)(0x80 | (character & 0x3F));
    return 4;
}

size_t utf8_count(struct text text)
{
    size_t count = 0;
    for (size_t position = 0; position < text.size; count++)
        utf8_next(text, &position);
    return count;
}

bool utf8_is_plain(uint32_t c)
{
    bool is_control = c < 0x20 || (c >= 0x7F && c < 0xA0), is_separator = c == 0x2028 || c == 0x2029;
    bool turns_direction = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    return !is_control && !is_separator && !turns_direction;
}

size_t utf8_first_invalid(struct text text)
{
    for (size_t position = 0; position < text.size;) {
        size_t start = position;
        if (text.bytes[position] == '\0')
            return position;
        /* A real U+FFFD in the text is three bytes long; an invalid byte moves one. */
        if (utf8_next(text, &position) == 0xFFFD && position == start + 1)
            return start;
    }
    return text.size;
}

static char *buffer_room(struct buffer *buffer, size_t size)
{
    if (buffer->capacity - buffer->size < size) {
        size_t larger = buffer->capacity ? buffer->capacity * 2 : 256;
        while (larger - buffer->size < size)
            larger *= 2;
        char *old = buffer->bytes;
        buffer->bytes = arena_resize(buffer->arena, old, buffer->size, larger);
        buffer->capacity = larger;
    }
    return buffer->bytes + buffer->size;
}

void buffer_add(struct buffer *buffer, struct text text)
{
    if (text.size == 0)
        return;
    memcpy(buffer_room(buffer, text.size), text.bytes, text.size);
    buffer->size += text.size;
}

void buffer_add_string(struct buffer *buffer, const char *string)
{
    buffer_add(buffer, text_from(string));
}

void buffer_add_byte(struct buffer *buffer, char byte)
{
    *buffer_room(buffer, 1) = byte;
    buffer->size++;
}

void buffer_add_character(struct buffer *buffer, uint32_t character)
{
    buffer->size += utf8_encode(character, buffer_room(buffer, 4));
}

void buffer_format(struct buffer *buffer, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    size_t size;
    char *bytes = format_list(format, arguments, &size);
    va_end(arguments);
    buffer_add(buffer, (struct text){bytes, size});
    free(bytes);
}

static const char *escape_of(unsigned char byte)
{
    switch (byte) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return byte < 0x20 && byte != '\n' && byte != '\t' ? "" : NULL;
    }
}

/* U+FFFE or U+FFFF at `position`. */
static bool is_noncharacter(struct text text, size_t position)
{
    const char *bytes = text.bytes + position;
    return bytes[0] == '\xEF' && text.size - position >= 3 && bytes[1] == '\xBF' && (bytes[2] & 0xFE) == 0xBE;
}

void buffer_add_escaped(struct buffer *buffer, struct text text)
{
    size_t from = 0;
    for (size_t i = 0; i < text.size; i++) {
        size_t size = is_noncharacter(text, i) ? 3 : 1;
        const char *escape = size == 3 ? "" : escape_of((unsigned char)text.bytes[i]);
        if (escape) {
            buffer_add(buffer, text_slice(text, from, i));
            buffer_add_string(buffer, escape);
            from = i + size;
        }
    }
    buffer_add(buffer, text_slice(text, from, text.size));
}

void buffer_add_plain(struct buffer *buffer, struct text text)
{
    for (size_t position = 0; position < text.size;) {
        uint32_t character = utf8_next(text, &position);
        buffer_add_character(buffer, utf8_is_plain(character) ? character : '?');
    }
}

void buffer_drop_spaces(struct buffer *buffer)
{
    while (buffer->size && buffer->bytes[buffer->size - 1] == ' ')
        buffer->size--;
}

struct text buffer_text(const struct buffer *buffer)
{
    return (struct text){buffer->bytes ? buffer->bytes : "", buffer->size};
}
