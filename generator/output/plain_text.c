#include "output/plain_text.h"

#include "base/wrap.h"

enum { CODE_INDENT = 4, LONGEST_MARK = 4 };

/* Where the text of a line begins: after spaces and a list mark. */
static size_t text_start(struct text line)
{
    size_t from = 0;
    while (from < line.size && line.bytes[from] == ' ')
        from++;
    size_t mark = from;
    while (mark < line.size && mark - from < LONGEST_MARK && line.bytes[mark] >= '0' && line.bytes[mark] <= '9')
        mark++;
    bool is_number = mark > from && mark + 1 < line.size && line.bytes[mark] == '.' && line.bytes[mark + 1] == ' ';
    bool is_bullet = from + 1 < line.size && line.bytes[from] == '-' && line.bytes[from + 1] == ' ';
    return is_number ? mark + 2 : is_bullet ? from + 2 : from;
}

static void wrap(struct buffer *buffer, struct text line, size_t width)
{
    size_t indent = text_start(line);
    struct text blank = text_format(buffer->arena, "%*s", (int)indent, "");
    text_wrap(text_slice(line, indent, line.size), text_slice(line, 0, indent), blank, width, buffer);
}

static bool is_code(struct text line)
{
    for (size_t i = 0; i < CODE_INDENT; i++)
        if (i >= line.size || line.bytes[i] != ' ')
            return false;
    return true;
}

struct text plain_text_tidy(struct arena *arena, struct text text, size_t width)
{
    struct buffer buffer = {.arena = arena};
    struct text rest = text, line;
    bool is_blank_due = false;
    while (text_next_line(&rest, &line)) {
        while (line.size && line.bytes[line.size - 1] == ' ')
            line.size--;
        if (line.size == 0) {
            is_blank_due = buffer.size > 0;
            continue;
        }
        if (is_blank_due)
            buffer_add_byte(&buffer, '\n');
        is_blank_due = false;
        if (utf8_count(line) <= width || is_code(line))
            buffer_format(&buffer, "%.*s\n", TEXT_ARGUMENTS(line));
        else
            wrap(&buffer, line, width);
    }
    return buffer_text(&buffer);
}
