#include "model/syntax.h"

#include <glib.h>
#include <string.h>
#include <strings.h>

static bool is_line_break(uint32_t character)
{
    return (character >= '\n' && character <= '\r') || character == 0x85 || character == 0x2028 || character == 0x2029;
}

static bool is_control(uint32_t character)
{
    bool turns_direction = (character >= 0x202A && character <= 0x202E) || (character >= 0x2066 && character <= 0x2069);
    return (character < 0x20 && character != '\t') || (character >= 0x7F && character < 0xA0) || turns_direction;
}

size_t syntax_find_line_break(struct text text)
{
    for (size_t position = 0; position < text.size;) {
        size_t start = position;
        if (is_line_break(utf8_next(text, &position)))
            return start;
    }
    return text.size;
}

size_t syntax_find_control(struct text text)
{
    for (size_t position = 0; position < text.size;) {
        size_t start = position;
        uint32_t character = utf8_next(text, &position);
        if (is_control(character) && !is_line_break(character))
            return start;
    }
    return text.size;
}

/* Spaces of all widths, invisible marks and curly quotes come along when one copies from a word processor. */
static bool is_fit_for_address(uint32_t character)
{
    if (character < 0x80)
        return character > ' ' && character != 0x7F && !strchr("\"<>\\^`{|}", (int)character);
    return character > 0xA0 && character != 0xAD && (character < 0x2000 || character > 0x206F) && character != 0x3000 &&
           character != 0xFEFF && character != 0xFFFD && !is_control(character);
}

static bool fits_address(struct text text)
{
    for (size_t position = 0; position < text.size;)
        if (!is_fit_for_address(utf8_next(text, &position)))
            return false;
    return true;
}

bool syntax_is_email(struct text text)
{
    size_t at = text_find_byte(text, '@', 0);
    struct text local = text_slice(text, 0, at), domain = text_slice(text, at + 1, text.size);
    if (local.size == 0 || domain.size == 0 || text.size > 254 || !fits_address(text))
        return false;
    for (size_t i = 0; i < text.size; i++)
        if (i != at && strchr("@,;:()[]", text.bytes[i]))
            return false;
    if (text_starts_with(local, ".") || text_ends_with(local, ".") || text_starts_with(domain, ".") ||
        text_ends_with(domain, ".") || text_starts_with(domain, "-"))
        return false;
    return text_find(text, TEXT(".."), 0) == text.size && text_find_byte(domain, '.', 0) < domain.size;
}

bool syntax_is_address(struct text text)
{
    size_t scheme = text_starts_with(text, "https://") ? 8 : text_starts_with(text, "http://") ? 7 : 0;
    struct text rest = text_slice(text, scheme, text.size);
    return scheme && rest.size && !strchr("/?#:.@", rest.bytes[0]) && fits_address(rest);
}

bool syntax_is_host(struct text text)
{
    size_t words = 0;
    for (size_t from = 0; from <= text.size; words++) {
        size_t end = text_find_byte(text, '.', from);
        for (size_t i = from; i < end; i++) {
            char c = text.bytes[i];
            bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!is_letter && !strchr("0123456789-_", c))
                return false;
        }
        if (end == from)
            return false;
        from = end + 1;
    }
    return words > 1;
}

bool syntax_scheme(struct text address, struct text *scheme)
{
    size_t colon = text_find_byte(address, ':', 0);
    for (size_t i = 0; i < colon; i++) {
        char c = address.bytes[i];
        bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!is_letter && (i == 0 || !strchr("0123456789+-.", c)))
            return false;
    }
    *scheme = text_slice(address, 0, colon);
    return colon >= 2 && colon < address.size;
}

struct text syntax_percent_decode(struct arena *arena, struct text address)
{
    char *decoded = arena_copy(arena, address.bytes, address.size);
    size_t size = 0;
    for (size_t i = 0; i < address.size; i++) {
        bool is_escape = address.bytes[i] == '%' && i + 2 < address.size;
        int high = is_escape ? g_ascii_xdigit_value(address.bytes[i + 1]) : -1;
        int low = is_escape ? g_ascii_xdigit_value(address.bytes[i + 2]) : -1;
        int byte = high >= 0 && low >= 0 ? high * 16 + low : -1;
        if (byte > 0)
            i += 2;
        decoded[size++] = byte > 0 ? (char)byte : address.bytes[i];
    }
    decoded[size] = '\0';
    return (struct text){decoded, size};
}
