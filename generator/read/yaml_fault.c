#include "read/yaml_fault.h"

#include "base/translate.h"

#include <string.h>

enum { SUGGESTION_LIMIT = 80 }; /* bytes of a value that are repeated in a hint */

bool yaml_is_special_space(uint32_t character)
{
    return character == 0xA0 || character == 0xAD || character == 0x1680 ||
           (character >= 0x2000 && character <= 0x200F) || (character >= 0x202A && character <= 0x202F) ||
           (character >= 0x205F && character <= 0x2064) || character == 0x3000 || character == 0xFEFF;
}

bool yaml_is_curly(uint32_t character)
{
    return character == 0xAB || character == 0xBB || (character >= 0x2018 && character <= 0x201F);
}

uint32_t yaml_character(struct text text, size_t position)
{
    return position < text.size ? utf8_next(text, &position) : 0;
}

size_t yaml_special_spaces(struct text text, size_t position)
{
    size_t end = position;
    while (end < text.size) {
        size_t next = end;
        if (!yaml_is_special_space(utf8_next(text, &next)))
            break;
        end = next;
    }
    return end - position;
}

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

/* The length of a word of at least two characters that begins with a letter and has a colon after it. */
static size_t word_before_colon(struct text line)
{
    size_t size = 0;
    while (size < line.size && is_word(line.bytes[size]))
        size++;
    bool has_letter_first = size >= 2 && (line.bytes[0] | 0x20) >= 'a' && (line.bytes[0] | 0x20) <= 'z';
    return has_letter_first && size < line.size && line.bytes[size] == ':' ? size : 0;
}

size_t yaml_glued_key(struct text line)
{
    static const char *const schemes[] = {"mailto", "tel",  "sms",   "cid", "data",
                                          "urn",    "http", "https", "ftp", "webcal"};
    size_t size = word_before_colon(line);
    if (size == 0 || size + 1 >= line.size || memchr(" \t\n/:", line.bytes[size + 1], 5) ||
        yaml_special_spaces(line, size + 1))
        return 0;
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
        if (text_is(text_slice(line, 0, size), schemes[i]))
            return 0;
    return size;
}

size_t yaml_plain_key(struct text line)
{
    size_t size = word_before_colon(line);
    return size && (size + 1 == line.size || memchr(" \t\n", line.bytes[size + 1], 3)) ? size : 0;
}

size_t yaml_key_before_special_space(struct text line)
{
    size_t size = word_before_colon(line);
    return size && yaml_special_spaces(line, size + 1) ? size : 0;
}

bool yaml_is_next_key(struct text line, size_t column)
{
    size_t start = 0;
    while (start < line.size && line.bytes[start] == ' ')
        start++;
    if (start > column)
        return false;
    while (start + 1 < line.size && line.bytes[start] == '-' && line.bytes[start + 1] == ' ')
        start += 2;
    return yaml_plain_key(text_slice(line, start, line.size)) > 0;
}

bool yaml_is_letter(uint32_t character)
{
    return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') || character >= 0xC0;
}

/* `value` in the quotes that suit it; an empty text when it is too long for a hint. */
static struct text quoted(struct arena *arena, struct text value)
{
    struct buffer buffer = {.arena = arena};
    if (value.size > SUGGESTION_LIMIT || memchr(value.bytes ? value.bytes : "", '\n', value.size))
        return (struct text){0};
    char quote =
        text_find(value, TEXT("\""), 0) < value.size || text_find(value, TEXT("\\"), 0) < value.size ? '\'' : '"';
    buffer_add_byte(&buffer, quote);
    for (size_t i = 0; i < value.size; i++) {
        if (quote == '\'' && value.bytes[i] == '\'')
            buffer_add_byte(&buffer, '\'');
        buffer_add_byte(&buffer, value.bytes[i]);
    }
    buffer_add_byte(&buffer, quote);
    return buffer_text(&buffer);
}

static void hint_quotes(struct diagnostics *diagnostics, struct diagnostic *fault, struct text value)
{
    struct text suggestion = quoted(diagnostics->arena, text_trim(value));
    if (value.size && suggestion.size)
        diagnostic_hint(diagnostics, fault, "put the whole value in straight quotes: %.*s", TEXT_ARGUMENTS(suggestion));
    else
        diagnostic_hint(diagnostics, fault,
                        "put straight quotes (\") around all that stands behind the name and its colon");
}

static const char *space_name(uint32_t character)
{
    return character == 0xA0     ? _("a no-break space")
           : character == 0x202F ? _("a narrow no-break space")
           : character == 0x2007 ? _("a figure space")
           : character == 0x200B ? _("a zero-width space")
           : character == 0xFEFF ? _("a zero-width no-break space")
           : character == 0xAD   ? _("a soft hyphen")
                                 : _("a special space");
}

void yaml_fault_tab(struct diagnostics *diagnostics, struct place place, unsigned lines)
{
    struct diagnostic *fault = diagnostic_error(diagnostics, place, "a tab at the beginning of the line");
    if (lines > 1)
        diagnostic_hint(diagnostics, fault,
                        "indent with ordinary spaces, two for each level; other lines with the same fault: %u",
                        lines - 1);
    else
        diagnostic_hint(diagnostics, fault, "indent with ordinary spaces, two for each level");
}

static struct diagnostic *say_special_space(struct diagnostics *diagnostics, struct place place, uint32_t character,
                                            enum yaml_spot spot, struct text key)
{
    const char *name = space_name(character);
    bool has_key = key.size && key.size <= SUGGESTION_LIMIT;
    switch (spot) {
    case YAML_SPOT_LINE:
        return diagnostic_error(diagnostics, place, "%s (U+%04X) at the beginning of the line", name, character);
    case YAML_SPOT_BEFORE_COLON:
        return has_key ? diagnostic_error(diagnostics, place, "%s (U+%04X) before the colon of '%.*s'", name, character,
                                          TEXT_ARGUMENTS(key))
                       : diagnostic_error(diagnostics, place, "%s (U+%04X) before the colon", name, character);
    case YAML_SPOT_AFTER_COLON:
        return has_key ? diagnostic_error(diagnostics, place, "%s (U+%04X) after the colon of '%.*s'", name, character,
                                          TEXT_ARGUMENTS(key))
                       : diagnostic_error(diagnostics, place, "%s (U+%04X) after the colon", name, character);
    case YAML_SPOT_AFTER_DASH:
        return diagnostic_error(diagnostics, place, "%s (U+%04X) after '-'", name, character);
    default:
        return has_key ? diagnostic_error(diagnostics, place, "%s (U+%04X) before the value of '%.*s'", name, character,
                                          TEXT_ARGUMENTS(key))
                       : diagnostic_error(diagnostics, place, "%s (U+%04X) before the value", name, character);
    }
}

void yaml_fault_special_space(struct diagnostics *diagnostics, struct place place, uint32_t character,
                              enum yaml_spot spot, struct text key, unsigned lines)
{
    struct diagnostic *fault = say_special_space(diagnostics, place, character, spot, key);
    if (lines > 1)
        diagnostic_hint(diagnostics, fault,
                        "delete it and type an ordinary space; it often comes along from Word; other lines with the "
                        "same fault: %u",
                        lines - 1);
    else
        diagnostic_hint(diagnostics, fault, "delete it and type an ordinary space; it often comes along from Word");
}

static struct text encoded(struct arena *arena, uint32_t character)
{
    char bytes[4];
    size_t size = utf8_encode(character, bytes);
    return text_copy(arena, (struct text){bytes, size});
}

void yaml_fault_curly(struct diagnostics *diagnostics, struct place place, struct text value)
{
    struct text trimmed = text_trim(value);
    size_t inner = 0, last = trimmed.size;
    uint32_t character = utf8_next(trimmed, &inner);
    struct text sign = encoded(diagnostics->arena, character);
    struct diagnostic *fault = diagnostic_error(
        diagnostics, place, "the typographic quote %.*s cannot stand around a value", TEXT_ARGUMENTS(sign));
    last = last > inner ? utf8_before(trimmed, last) : last;
    uint32_t closing = yaml_character(trimmed, last);
    bool is_around = closing == '"' || closing == '\'' || yaml_is_curly(closing);
    for (size_t position = inner; is_around && position < last;)
        is_around = !yaml_is_curly(utf8_next(trimmed, &position));
    if (is_around) {
        struct text suggestion = quoted(diagnostics->arena, text_slice(trimmed, inner, last));
        if (suggestion.size)
            diagnostic_hint(diagnostics, fault, "write straight quotes: %.*s", TEXT_ARGUMENTS(suggestion));
        else
            diagnostic_hint(diagnostics, fault, "write straight quotes");
    } else {
        hint_quotes(diagnostics, fault, trimmed);
    }
}

void yaml_fault_glued_key(struct diagnostics *diagnostics, struct place place, struct text line)
{
    struct text rest = text_trim(line);
    size_t colon = text_find_byte(rest, ':', 0);
    struct text key = text_slice(rest, 0, colon), value = text_slice(rest, colon + 1, rest.size);
    struct diagnostic *fault =
        diagnostic_error(diagnostics, place, "no space after the colon of '%.*s'", TEXT_ARGUMENTS(key));
    if (value.size <= SUGGESTION_LIMIT)
        diagnostic_hint(diagnostics, fault, "write '%.*s: %.*s'", TEXT_ARGUMENTS(key), TEXT_ARGUMENTS(value));
    else
        diagnostic_hint(diagnostics, fault, "write '%.*s: …'", TEXT_ARGUMENTS(key));
}

void yaml_fault_glued_dash(struct diagnostics *diagnostics, struct place place, struct text line)
{
    struct text item = text_slice(text_trim(line), 1, line.size);
    struct diagnostic *fault = diagnostic_error(diagnostics, place, "no space after '-'");
    if (item.size <= SUGGESTION_LIMIT)
        diagnostic_hint(diagnostics, fault, "write '- %.*s'", TEXT_ARGUMENTS(item));
    else
        diagnostic_hint(diagnostics, fault, "write '- …'");
}

void yaml_fault_no_name(struct diagnostics *diagnostics, struct place place)
{
    struct diagnostic *fault = diagnostic_error(diagnostics, place, "no name before the colon");
    diagnostic_hint(diagnostics, fault, "write 'name: value'");
}

void yaml_fault_colon(struct diagnostics *diagnostics, struct place place, struct text key, struct text value)
{
    struct diagnostic *fault =
        key.size && key.size <= SUGGESTION_LIMIT
            ? diagnostic_error(diagnostics, place, "a colon in the value of '%.*s', which is not in quotes",
                               TEXT_ARGUMENTS(key))
            : diagnostic_error(diagnostics, place, "a colon in a value that is not in quotes");
    hint_quotes(diagnostics, fault, value);
}

void yaml_fault_open_quote(struct diagnostics *diagnostics, struct place place, struct text line)
{
    struct diagnostic *fault =
        diagnostic_error(diagnostics, place, "the quote %c that begins here is never closed", line.bytes[0]);
    struct text rest = text_trim(line);
    uint32_t last = yaml_character(rest, utf8_before(rest, rest.size));
    if (yaml_is_curly(last)) {
        struct text sign = encoded(diagnostics->arena, last);
        diagnostic_hint(diagnostics, fault, "the line ends with the typographic quote %.*s; write a straight %c",
                        TEXT_ARGUMENTS(sign), rest.bytes[0]);
        return;
    }
    diagnostic_hint(diagnostics, fault, "write %c at the end of the value, or leave it out here", rest.bytes[0]);
}

void yaml_fault_after_quote(struct diagnostics *diagnostics, struct place place, struct text value)
{
    struct text whole = text_trim(value);
    struct diagnostic *fault = diagnostic_error(diagnostics, place, "text after the closing quote %c", whole.bytes[0]);
    if (whole.size > 1 && whole.bytes[whole.size - 1] == whole.bytes[0])
        whole = text_slice(whole, 1, whole.size - 1);
    hint_quotes(diagnostics, fault, whole);
}

void yaml_fault_first_character(struct diagnostics *diagnostics, struct place place, struct text value)
{
    struct diagnostic *fault =
        diagnostic_error(diagnostics, place, "a value cannot begin with '%c' unless it is in quotes", value.bytes[0]);
    hint_quotes(diagnostics, fault, value);
}

void yaml_fault_open_bracket(struct diagnostics *diagnostics, struct place place, char bracket)
{
    struct diagnostic *fault =
        diagnostic_error(diagnostics, place, "the bracket '%c' that begins here is never closed", bracket);
    diagnostic_hint(diagnostics, fault,
                    "write '%c' at the end, or put the whole value in straight quotes if the "
                    "bracket belongs to the text",
                    bracket == '[' ? ']' : '}');
}

void yaml_fault_block_header(struct diagnostics *diagnostics, struct place place, char sign)
{
    struct diagnostic *fault = diagnostic_error(diagnostics, place, "text after '%c' on the same line", sign);
    diagnostic_hint(diagnostics, fault,
                    "begin the text on the next line, indented; or put the whole value in straight "
                    "quotes if '%c' belongs to it",
                    sign);
}
