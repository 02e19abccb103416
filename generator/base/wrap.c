#include "base/wrap.h"

static void wrap_line(struct text line, struct text first, struct text rest, size_t width, struct buffer *buffer)
{
    buffer_add(buffer, first);
    size_t column = utf8_count(first);
    bool is_start = true;
    for (size_t i = 0; i < line.size;) {
        size_t end = text_find_byte(line, ' ', i);
        struct text word = text_slice(line, i, end);
        i = end + 1;
        if (word.size == 0)
            continue;
        size_t size = utf8_count(word);
        if (!is_start && column + 1 + size > width) {
            buffer_add_byte(buffer, '\n');
            buffer_add(buffer, rest);
            column = utf8_count(rest);
            is_start = true;
        }
        if (!is_start)
            buffer_add_byte(buffer, ' ');
        buffer_add(buffer, word);
        column += size + !is_start;
        is_start = false;
    }
    buffer_drop_spaces(buffer);
    buffer_add_byte(buffer, '\n');
}

void text_wrap(struct text text, struct text first, struct text rest, size_t width, struct buffer *buffer)
{
    struct text line;
    if (text.size == 0)
        wrap_line(text, first, rest, width, buffer);
    for (struct text prefix = first; text_next_line(&text, &line); prefix = rest)
        wrap_line(line, prefix, rest, width, buffer);
}
