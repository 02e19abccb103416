#include "output/shorten.h"

#include <ctype.h>
#include <string.h>

enum { HEX_MOST = 6 };

static bool is_space(char byte)
{
    return byte && strchr(" \t\r\n\f", byte);
}

/* Beside these white space says nothing. Before a colon and before ( it does, and round + and - of calc(). */
static bool is_tight_after(char byte)
{
    return byte && strchr("{};,>(:", byte);
}
static bool is_tight_before(char byte)
{
    return byte && strchr("{};,>)", byte);
}

static size_t string_end(struct text style, size_t from)
{
    size_t at = from + 1;
    while (at < style.size && style.bytes[at] != style.bytes[from])
        at += style.bytes[at] == '\\' ? 2 : 1;
    return at + 1;
}

/* White space ends an escape of hexadecimal digits, and belongs to it. */
static size_t escape_end(struct text style, size_t from)
{
    size_t at = from + 1, most = at + HEX_MOST;
    while (at < style.size && at < most && isxdigit((unsigned char)style.bytes[at]))
        at++;
    if (at == from + 1)
        return at + 1;
    return at < style.size && is_space(style.bytes[at]) ? at + 1 : at;
}

static bool is_bare_address(struct text style, size_t at)
{
    size_t from = at < 4 ? 0 : at - 4;
    while (at < style.size && is_space(style.bytes[at]))
        at++;
    return text_starts_with(text_slice(style, from, style.size), "url(") &&
           (at == style.size || !strchr("\"'", style.bytes[at]));
}

/* Where the piece ends that begins at `from` and is kept byte for byte. */
static size_t piece_end(struct text style, size_t from)
{
    char byte = style.bytes[from];
    if (byte == '"' || byte == '\'')
        return string_end(style, from);
    if (byte == '\\')
        return escape_end(style, from);
    if (byte == '(' && is_bare_address(style, from + 1))
        return text_find_byte(style, ')', from);
    return from + 1;
}

static size_t comment_end(struct text style, size_t from)
{
    size_t at = text_find_byte(style, '*', from + 2);
    while (at + 1 < style.size && style.bytes[at + 1] != '/')
        at = text_find_byte(style, '*', at + 1);
    return at + 2;
}

/* Moves past white space and comments. Tells whether a line ended between them. */
static size_t gap_end(struct text style, size_t from, bool *is_line)
{
    size_t at = from;
    *is_line = false;
    while (at < style.size) {
        if (is_space(style.bytes[at])) {
            *is_line = *is_line || style.bytes[at] == '\n';
            at++;
        } else if (text_starts_with(text_slice(style, at, style.size), "/*")) {
            at = comment_end(style, at);
        } else {
            break;
        }
    }
    return at < style.size ? at : style.size;
}

/* `last` and `next`: what stands on its sides, NUL at the end of the style sheet. */
static void add_gap(struct buffer *out, struct text gap, char last, char next, bool is_line)
{
    if (last == '}' && is_line && next && next != '}')
        buffer_add_byte(out, '\n');
    else if (!next || is_tight_after(last) || is_tight_before(next))
        return;
    else
        /* A comment alone parts words without being white space: "a/ * * /.b" is not "a .b". */
        buffer_add_string(out, is_space(gap.bytes[0]) || is_space(gap.bytes[gap.size - 1]) ? " " : "/**/");
}

struct text style_shorten(struct arena *arena, struct text style)
{
    struct buffer out = {.arena = arena};
    char last = '{'; /* no white space is needed at the beginning */
    for (size_t at = 0, end; at < style.size; at = end) {
        bool is_line;
        size_t from = gap_end(style, at, &is_line);
        char next = from < style.size ? style.bytes[from] : '\0';
        if (from > at)
            add_gap(&out, text_slice(style, at, from), last, next, is_line);
        if (from == style.size)
            break;
        if (next == '}' && last == ';')
            out.size--;
        end = piece_end(style, from);
        struct text piece = text_slice(style, from, end);
        buffer_add(&out, piece);
        last = next == '\\' ? next : piece.bytes[piece.size - 1];
    }
    return buffer_text(&out);
}
