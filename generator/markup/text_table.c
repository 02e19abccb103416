/* Wrapping and tables of plain text; widths count characters. */
#include "markup/writer.h"

static void add_spaces(struct buffer *buffer, size_t count)
{
    while (count-- > 0)
        buffer_add_byte(buffer, ' ');
}

static void drop_spaces(struct buffer *buffer)
{
    while (buffer->size && buffer->bytes[buffer->size - 1] == ' ')
        buffer->size--;
}

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
    drop_spaces(buffer);
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

static void write_columns(const struct text_table_cell *cells, size_t rows, size_t columns, const size_t *widths,
                          struct buffer *buffer)
{
    for (size_t row = 0; row < rows; row++) {
        for (size_t column = 0; column < columns; column++) {
            const struct text_table_cell *cell = &cells[row * columns + column];
            size_t space = widths[column] - utf8_count(cell->text);
            size_t left = cell->align == ALIGN_RIGHT ? space : cell->align == ALIGN_CENTER ? space / 2 : 0;
            add_spaces(buffer, (column ? 2 : 0) + left);
            buffer_add(buffer, cell->text);
            add_spaces(buffer, space - left);
        }
        drop_spaces(buffer);
        buffer_add_byte(buffer, '\n');
        for (size_t column = 0; row == 0 && column < columns; column++) {
            add_spaces(buffer, column ? 2 : 0);
            for (size_t i = 0; i < widths[column]; i++)
                buffer_add_byte(buffer, '-');
        }
        if (row == 0)
            buffer_add_byte(buffer, '\n');
    }
}

static void write_records(struct arena *arena, const struct text_table_cell *cells, size_t rows, size_t columns,
                          size_t width, struct buffer *buffer)
{
    for (size_t row = 1; row < rows; row++) {
        if (row > 1)
            buffer_add_byte(buffer, '\n');
        for (size_t column = 0; column < columns; column++) {
            struct text head = cells[column].text, value = cells[row * columns + column].text;
            if (value.size == 0)
                continue;
            if (head.size)
                value = text_format(arena, "%.*s: %.*s", TEXT_ARGUMENTS(head), TEXT_ARGUMENTS(value));
            text_wrap(value, TEXT(""), TEXT("  "), width, buffer);
        }
    }
}

void text_table_write(struct arena *arena, const struct text_table_cell *cells, size_t rows, size_t columns,
                      size_t width, struct buffer *buffer)
{
    size_t *widths = arena_allocate(arena, (columns + 1) * sizeof *widths);
    size_t total = columns ? 2 * (columns - 1) : 0;
    for (size_t column = 0; column < columns; column++) {
        widths[column] = 1;
        for (size_t row = 0; row < rows; row++) {
            size_t size = utf8_count(cells[row * columns + column].text);
            widths[column] = size > widths[column] ? size : widths[column];
        }
        total += widths[column];
    }
    if (total <= width || rows == 1)
        write_columns(cells, rows, columns, widths, buffer);
    else
        write_records(arena, cells, rows, columns, width, buffer);
}
