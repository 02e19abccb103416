#include "read/source.h"

#include "base/file.h"

#include <string.h>

struct source *source_read(struct arena *arena, const char *path, struct text name, struct diagnostics *diagnostics)
{
    struct text bytes;
    return file_read(arena, path, &bytes, diagnostics) ? source_from(arena, name, bytes, diagnostics) : NULL;
}

static struct source *new_source(struct arena *arena, struct text name, struct text bytes)
{
    struct source *source = ARENA_NEW(arena, struct source);
    source->path = text_copy(arena, name);
    source->bytes = bytes;
    return source;
}

/* CR LF and a lone CR become LF, as cmark and libyaml count lines. */
static struct text with_line_feeds(struct arena *arena, struct text bytes)
{
    if (text_find_byte(bytes, '\r', 0) == bytes.size)
        return bytes;
    char *copy = arena_allocate(arena, bytes.size + 1);
    size_t size = 0;
    for (size_t i = 0; i < bytes.size; i++) {
        bool is_return = bytes.bytes[i] == '\r';
        copy[size++] = is_return ? '\n' : bytes.bytes[i];
        if (is_return && i + 1 < bytes.size && bytes.bytes[i + 1] == '\n')
            i++;
    }
    return (struct text){copy, size};
}

bool source_is_utf16(struct text bytes)
{
    if (text_starts_with(bytes, "\xFF\xFE") || text_starts_with(bytes, "\xFE\xFF"))
        return true;
    size_t zeros[2] = {0}, looked_at = bytes.size < 64 ? bytes.size & ~(size_t)1 : 64;
    for (size_t i = 0; i < looked_at; i++)
        zeros[i & 1] += bytes.bytes[i] == 0;
    return looked_at >= 4 &&
           ((zeros[0] == 0 && zeros[1] * 4 > looked_at) || (zeros[1] == 0 && zeros[0] * 4 > looked_at));
}

/* A copy that can be shown to the user: every invalid byte becomes the character that Windows-1252 has
 * for it, which keeps the columns. */
static struct text showable(struct arena *arena, struct text bytes)
{
    struct buffer buffer = {.arena = arena};
    for (size_t position = 0; position < bytes.size;) {
        struct text rest = text_slice(bytes, position, bytes.size);
        size_t valid = utf8_first_invalid(rest);
        buffer_add(&buffer, text_slice(rest, 0, valid));
        position += valid;
        if (position < bytes.size) {
            unsigned char byte = (unsigned char)bytes.bytes[position++];
            buffer_add_character(&buffer, byte >= 0xA0 ? byte : 0xFFFD);
        }
    }
    return buffer_text(&buffer);
}

static void report_invalid(struct arena *arena, struct text name, struct text bytes, size_t position,
                           struct diagnostics *diagnostics)
{
    unsigned char byte = (unsigned char)bytes.bytes[position];
    struct source *source = new_source(arena, name, showable(arena, bytes));
    struct place place = source_place(&(struct source){.path = name, .bytes = bytes}, position);
    place.source = source;
    if (byte == 0) {
        struct diagnostic *fault = diagnostic_error(diagnostics, place, "a NUL byte, which no text has");
        diagnostic_hint(diagnostics, fault, "save the file as plain text in UTF-8");
        return;
    }
    struct diagnostic *fault = diagnostic_error(diagnostics, place, "the file is not UTF-8: byte 0x%02X", byte);
    if (byte >= 0xC0) {
        char letter[4];
        int size = (int)utf8_encode(byte, letter);
        diagnostic_hint(diagnostics, fault, "save it as UTF-8; this is '%.*s' if the file is in Windows-1252", size,
                        letter);
    } else {
        diagnostic_hint(diagnostics, fault, "save it as UTF-8");
    }
}

static void report_size(struct arena *arena, struct text name, size_t size, struct diagnostics *diagnostics)
{
    struct place place = {new_source(arena, name, (struct text){0}), 0, 0};
    struct diagnostic *fault =
        diagnostic_error(diagnostics, place, "the file is too large for a text: %zu MB", size / (1024 * 1024));
    diagnostic_hint(diagnostics, fault, "keep it below %d MB; put pictures into files of their own, beside the text",
                    SOURCE_SIZE_LIMIT / (1024 * 1024));
}

struct source *source_from(struct arena *arena, struct text name, struct text bytes, struct diagnostics *diagnostics)
{
    if (bytes.size > SOURCE_SIZE_LIMIT) {
        report_size(arena, name, bytes.size, diagnostics);
        return NULL;
    }
    if (source_is_utf16(bytes)) {
        struct place place = {new_source(arena, name, (struct text){0}), 0, 0};
        struct diagnostic *fault = diagnostic_error(diagnostics, place, "the file is UTF-16, not UTF-8");
        diagnostic_hint(diagnostics, fault, "save it as UTF-8");
        return NULL;
    }
    if (text_starts_with(bytes, "\xEF\xBB\xBF"))
        bytes = text_slice(bytes, 3, bytes.size);
    bytes = with_line_feeds(arena, bytes);
    size_t invalid = utf8_first_invalid(bytes);
    if (invalid < bytes.size) {
        report_invalid(arena, name, bytes, invalid, diagnostics);
        return NULL;
    }
    return new_source(arena, name, bytes);
}

struct passage source_passage(const struct source *source)
{
    return (struct passage){.text = source->bytes, .start = {source, 1, 1}};
}

/* `line` without the spaces at its end. */
static struct text without_end(struct text line)
{
    while (line.size && (line.bytes[line.size - 1] == ' ' || line.bytes[line.size - 1] == '\t'))
        line.size--;
    return line;
}

/* Hyphens or dashes only: what a word processor or a slip makes of `---`. */
static bool is_almost_fence(struct text line)
{
    line = text_trim(line);
    for (size_t position = 0; position < line.size;) {
        uint32_t character = utf8_next(line, &position);
        if (character != '-' && (character < 0x2010 || character > 0x2015))
            return false;
    }
    return line.size > 0 && !text_is(line, "-");
}

static void report_no_fence(const struct source *source, struct diagnostics *diagnostics)
{
    struct text rest = source->bytes, line = {0};
    unsigned number = 0;
    while (text_next_line(&rest, &line) && ++number && text_is_blank(line))
        ;
    struct place place = {source, 1, 0};
    struct diagnostic *fault = diagnostic_error(diagnostics, place, "the first line is not '---'");
    if (number > 1 && text_is(without_end(line), "---"))
        diagnostic_hint(diagnostics, fault, "remove the empty lines above '---'");
    else if (is_almost_fence(line))
        diagnostic_hint(diagnostics, fault, "write three hyphens instead of '%.*s'", TEXT_ARGUMENTS(text_trim(line)));
    else
        diagnostic_hint(diagnostics, fault,
                        "begin the file with the line '---', then 'title: …' and the other fields, "
                        "then '---' again");
}

bool source_split(const struct source *source, struct passage *front_matter, struct passage *body,
                  struct diagnostics *diagnostics)
{
    struct text rest = source->bytes, line = {0}, almost = {0};
    unsigned number = 1, almost_number = 0;
    if (!text_next_line(&rest, &line) || !text_is(without_end(line), "---")) {
        report_no_fence(source, diagnostics);
        return false;
    }
    size_t start = source->bytes.size - rest.size;
    for (size_t line_start = start; text_next_line(&rest, &line); line_start = source->bytes.size - rest.size) {
        number++;
        if (text_is(without_end(line), "---")) {
            *front_matter =
                (struct passage){.text = text_slice(source->bytes, start, line_start), .start = {source, 2, 1}};
            *body = (struct passage){.text = rest, .start = {source, number + 1, 1}};
            return true;
        }
        if (!almost_number && is_almost_fence(line)) {
            almost = text_trim(line);
            almost_number = number;
        }
    }
    struct place begin = {source, 1, 1}, end = {source, almost_number, 0};
    struct diagnostic *fault =
        diagnostic_error(diagnostics, begin, "the front matter that begins here is never closed");
    if (almost_number) {
        diagnostic_hint(diagnostics, fault, "write three hyphens at the beginning of the line instead of '%.*s'",
                        TEXT_ARGUMENTS(almost));
        diagnostic_note(diagnostics, fault, end, "perhaps it should end here");
    } else {
        diagnostic_hint(diagnostics, fault, "write a line '---' below the last field");
    }
    return false;
}

bool source_is_bad_character(uint32_t c)
{
    return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 ||
           c == 0xFEFF || c == 0xFFFE || c == 0xFFFF;
}

void source_report_character(struct diagnostics *diagnostics, struct place place, uint32_t character)
{
    bool is_line_break =
        character == '\v' || character == '\f' || character == 0x85 || character == 0x2028 || character == 0x2029;
    struct diagnostic *fault;
    if (is_line_break)
        fault = diagnostic_error(diagnostics, place, "an invisible line break (U+%04X)", character);
    else if (character == 0xFEFF)
        fault = diagnostic_error(diagnostics, place, "an invisible zero-width no-break space (U+%04X)", character);
    else
        fault = diagnostic_error(diagnostics, place, "an invisible control character (U+%04X)", character);
    if (is_line_break)
        diagnostic_hint(diagnostics, fault, "delete it and press Enter if a new line is meant");
    else
        diagnostic_hint(diagnostics, fault, "delete it");
}

bool source_find_bad_characters(const struct passage *passage, struct diagnostics *diagnostics)
{
    enum { LIMIT = 10 };
    struct text text = passage->text;
    unsigned line = 1, found = 0;
    size_t line_start = 0, invalid = utf8_first_invalid(text);
    for (size_t position = 0; position < text.size && found < LIMIT;) {
        size_t here = position;
        uint32_t character = utf8_next(text, &position);
        if (character == '\n') {
            line++;
            line_start = position;
        }
        if (here != invalid && !source_is_bad_character(character))
            continue;
        unsigned column = (unsigned)utf8_count(text_slice(text, line_start, here)) + 1;
        source_report_character(diagnostics, passage_place(passage, line, column), character);
        found++;
        if (here == invalid)
            break;
    }
    return found > 0;
}
