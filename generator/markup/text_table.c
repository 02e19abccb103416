/* Wrapping and tables of plain text; widths count characters. */
#include "markup/writer.h"

static void add_spaces(struct buffer *buffer, size_t count)
{
    while (count-- > 0)
        buffer_add_byte(buffer, ' ');
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
        buffer_drop_spaces(buffer);
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
