#include "output/plain_text.h"

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
    size_t indent = text_start(line), column = indent;
    buffer_add(buffer, text_slice(line, 0, indent));
    for (size_t from = indent; from < line.size;) {
        size_t end = text_find_byte(line, ' ', from);
        struct text word = text_slice(line, from, end);
        size_t characters = utf8_count(word);
        if (column > indent && column + 1 + characters > width) {
            buffer_add_byte(buffer, '\n');
            for (column = 0; column < indent; column++)
                buffer_add_byte(buffer, ' ');
        } else if (from > indent) {
            buffer_add_byte(buffer, ' ');
            column++;
        }
        buffer_add(buffer, word);
        column += characters;
        from = end + 1;
    }
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
            buffer_add(&buffer, line);
        else
            wrap(&buffer, line, width);
        buffer_add_byte(&buffer, '\n');
    }
    return buffer_text(&buffer);
}
