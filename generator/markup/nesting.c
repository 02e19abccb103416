/* Looked for before cmark runs, line by line: what would make its tree too deep or its time quadratic. */
#include "markup/parser.h"

/* Size of a list marker at `position`, or 0. */
static size_t list_marker(struct text line, size_t position)
{
    size_t at = position;
    char byte = line.bytes[at];
    if (byte == '-' || byte == '*' || byte == '+') {
        at++;
    } else {
        while (at < line.size && at < position + 9 && line.bytes[at] >= '0' && line.bytes[at] <= '9')
            at++;
        if (at == position || at == line.size || (line.bytes[at] != '.' && line.bytes[at] != ')'))
            return 0;
        at++;
    }
    return at == line.size || is_blank(line.bytes[at]) ? at - position : 0;
}

/* "- - - -" and "* * *" are rules, however long. */
static bool is_rule(struct text line)
{
    line = text_trim(line);
    for (size_t i = 0; i < line.size; i++) {
        if (line.bytes[i] != line.bytes[0] && !is_blank(line.bytes[i]))
            return false;
    }
    return line.size > 0 && (line.bytes[0] == '-' || line.bytes[0] == '*');
}

/* Position of the marker of the level that is one too many, or line.size. */
static size_t marker_over_limit(struct text line)
{
    int depth = 0;
    for (size_t i = 0; i < line.size;) {
        if (is_blank(line.bytes[i])) {
            i++;
            continue;
        }
        size_t size = line.bytes[i] == '>' ? 1 : list_marker(line, i);
        if (size == 0)
            return line.size;
        if (++depth > MARKUP_DEPTH_LIMIT)
            return is_rule(line) ? line.size : i;
        i += size;
    }
    return line.size;
}

/* Adds the brackets of a line to the count of unclosed ones; the position where there are too many. */
static size_t bracket_over_limit(struct text line, int *open)
{
    if (text_is_blank(line))
        *open = 0;
    for (size_t i = 0; i < line.size; i++) {
        if (line.bytes[i] == '\\')
            i++;
        else if (line.bytes[i] == ']' && *open > 0)
            --*open;
        else if (line.bytes[i] == '[' && ++*open > OPEN_BRACKET_LIMIT)
            return i;
    }
    return line.size;
}

void nesting_report(struct markup_parser *parser, struct place place)
{
    if (parser->is_too_deep)
        return;
    parser->is_too_deep = true;
    struct diagnostic *error =
        diagnostic_error(parser->diagnostics, place, "nested more than %d levels deep", MARKUP_DEPTH_LIMIT);
    diagnostic_hint(parser->diagnostics, error, "put fewer lists and quotes inside each other");
}

bool nesting_check(struct markup_parser *parser)
{
    int open = 0;
    for (unsigned number = 1; number <= parser->line_starts.count; number++) {
        struct text line = line_text(parser, number);
        size_t position = marker_over_limit(line);
        if (position < line.size) {
            nesting_report(parser, place_at(parser, number, position));
            return false;
        }
        position = bracket_over_limit(line, &open);
        if (position < line.size) {
            struct diagnostic *error =
                diagnostic_error(parser->diagnostics, place_at(parser, number, position),
                                 "more than %d '[' in one paragraph are never closed", OPEN_BRACKET_LIMIT);
            diagnostic_hint(parser->diagnostics, error, "write '\\[' for a bracket that begins no link");
            return false;
        }
    }
    return true;
}
