#include "read/csv.h"

#include "base/map.h"
#include "base/translate.h"
#include "read/encoding.h"
#include "read/source.h"

#include <string.h>

enum { CSV_FAULT_LIMIT = 20 };

struct table {
    struct arena *arena;
    struct diagnostics *diagnostics;
    const struct source *source;
    struct text text;
    size_t position, line_start, counted; /* columns are counted up to `counted` */
    unsigned line, column;                /* of `counted` */
    size_t faults_before;
    bool is_broken; /* the row had a fault that makes its number of cells meaningless */
    csv_row cells;  /* of the row that is read, reused */
    struct csv *csv;
};

static struct place place_at(struct table *table, size_t position)
{
    if (table->counted < table->line_start || table->counted > position) {
        table->counted = table->line_start;
        table->column = 1;
    }
    table->column += (unsigned)utf8_count(text_slice(table->text, table->counted, position));
    table->counted = position;
    return (struct place){table->source, table->line, table->column};
}

static bool is_full(const struct table *table)
{
    return table->diagnostics->list.count >= table->faults_before + CSV_FAULT_LIMIT;
}

/* Without white space and no-break spaces at both ends. */
static struct text trim(struct text text)
{
    for (size_t before = text.size + 1; before != text.size;) {
        before = text.size;
        text = text_trim(text);
        if (text_starts_with(text, "\xC2\xA0"))
            text = text_slice(text, 2, text.size);
        if (text_ends_with(text, "\xC2\xA0"))
            text.size -= 2;
    }
    return text;
}

static char byte_at(const struct table *table, size_t position)
{
    return position < table->text.size ? table->text.bytes[position] : '\n';
}

static struct text rest_of_line(const struct table *table, size_t position)
{
    return text_slice(table->text, position, text_find_byte(table->text, '\n', position));
}

/* The cell's text between quotes; moves past the closing one. False when there is none. */
static bool read_quoted(struct table *table, struct text *text)
{
    size_t start = table->position + 1, end = start;
    bool has_pairs = false;
    for (;; end += 2, has_pairs = true) {
        end = text_find_byte(table->text, '"', end);
        if (end == table->text.size)
            return false;
        if (byte_at(table, end + 1) != '"')
            break;
    }
    *text = text_slice(table->text, start, end);
    table->position = end + 1;
    if (has_pairs) {
        char *copy = arena_allocate(table->arena, text->size + 1);
        size_t size = 0;
        for (size_t i = 0; i < text->size; i++) {
            copy[size++] = text->bytes[i];
            i += text->bytes[i] == '"';
        }
        *text = (struct text){copy, size};
    }
    return true;
}

static void count_lines(struct table *table, size_t from)
{
    for (size_t i = text_find_byte(table->text, '\n', from); i < table->position;
         i = text_find_byte(table->text, '\n', i + 1)) {
        table->line++;
        table->line_start = i + 1;
    }
}

static void report_open_quote(struct table *table, struct place place)
{
    struct diagnostic *fault =
        diagnostic_error(table->diagnostics, place, "the quote that begins here is never closed");
    diagnostic_hint(table->diagnostics, fault, "write '\"' at the end of the cell, or leave it out here");
    table->is_broken = true;
}

/* Reads a cell that begins with a quote, to the separator or line feed after it. */
static void read_quoted_cell(struct table *table)
{
    const struct table before = *table;
    struct csv_cell cell = {.place = place_at(table, table->position)};
    bool is_closed = read_quoted(table, &cell.text);
    if (is_closed)
        count_lines(table, before.position);
    size_t end = table->position;
    while (byte_at(table, end) == ' ')
        end++;
    bool is_whole = byte_at(table, end) == table->csv->separator || byte_at(table, end) == '\n';
    if (!is_closed || (!is_whole && table->line > before.line)) {
        /* Closed by the quote that opens another cell: go on below this line. */
        *table = before;
        report_open_quote(table, cell.place);
        end = text_find_byte(table->text, '\n', table->position);
    } else if (!is_whole) {
        struct diagnostic *fault =
            diagnostic_error(table->diagnostics, place_at(table, end), "text after the closing quote");
        diagnostic_hint(table->diagnostics, fault, "write a quote inside the cell twice: \"\"");
        while (byte_at(table, end) != table->csv->separator && byte_at(table, end) != '\n')
            end++;
    }
    table->position = end;
    cell.place.column++;
    cell.text = trim(cell.text);
    ARRAY_PUSH(table->arena, &table->cells, cell);
}

static void read_plain_cell(struct table *table)
{
    size_t end = table->position;
    while (byte_at(table, end) != table->csv->separator && byte_at(table, end) != '\n')
        end++;
    struct text text = trim(text_slice(table->text, table->position, end));
    size_t start = text.size ? (size_t)(text.bytes - table->text.bytes) : table->position;
    struct csv_cell cell = {text, place_at(table, start)};
    ARRAY_PUSH(table->arena, &table->cells, cell);
    table->position = end;
}

/* Reads one row into `cells`. False when the text cannot be read further. */
static bool read_row(struct table *table)
{
    table->cells.count = 0;
    table->is_broken = false;
    for (;;) {
        size_t start = table->position;
        while (byte_at(table, start) == ' ' && table->csv->separator != ' ')
            start++;
        if (byte_at(table, start) == '"') {
            table->position = start;
            read_quoted_cell(table);
        } else {
            read_plain_cell(table);
        }
        if (byte_at(table, table->position) == '\n')
            break;
        table->position++;
        if (table->cells.count > CSV_COLUMN_LIMIT) {
            diagnostic_error(table->diagnostics, place_at(table, table->position), "more than %d columns",
                             CSV_COLUMN_LIMIT);
            return false;
        }
    }
    return true;
}

static void end_line(struct table *table)
{
    table->position++;
    table->line++;
    table->line_start = table->position;
}

/* Spreadsheets fill up with empty cells at the end of a row. */
static void drop_empty_end(csv_row *cells, size_t keep)
{
    while (cells->count > keep && cells->items[cells->count - 1].text.size == 0)
        cells->count--;
}

/* Some leave empty cells at the end of a row out altogether. A row of one cell is rather a mistake. */
static void fill_empty_end(struct table *table, size_t wanted)
{
    if (table->cells.count < 2)
        return;
    struct csv_cell missing = {.place = table->cells.items[table->cells.count - 1].place};
    while (table->cells.count < wanted)
        ARRAY_PUSH(table->arena, &table->cells, missing);
}

static void keep_row(struct table *table, csv_row *row)
{
    row->count = row->capacity = table->cells.count;
    row->items = arena_allocate(table->arena, row->count * sizeof *row->items);
    memcpy(row->items, table->cells.items, row->count * sizeof *row->items);
}

/* The separator found most often in the first line outside quotes; of equals the first of `;`, tab, `,`. */
static char find_separator(struct text text)
{
    static const char separators[] = {';', '\t', ','};
    size_t counts[sizeof separators] = {0}, best = 0;
    bool is_quoted = false;
    for (size_t i = 0; i < text.size && (is_quoted || text.bytes[i] != '\n'); i++) {
        is_quoted ^= text.bytes[i] == '"';
        for (size_t k = 0; k < sizeof separators; k++)
            counts[k] += !is_quoted && text.bytes[i] == separators[k];
    }
    for (size_t k = 1; k < sizeof separators; k++)
        if (counts[k] > counts[best])
            best = k;
    return separators[best];
}

/* Excel's own first line `sep=;` names the separator. */
static bool read_separator(struct table *table)
{
    struct text first = rest_of_line(table, 0);
    if (text_equal_but_case(text_slice(first, 0, 4), TEXT("sep="))) {
        struct text sign = text_slice(first, 4, first.size);
        if (sign.size < 1 || !memchr(";,\t", sign.bytes[0], 3) || text_trim(text_slice(sign, 1, sign.size)).size) {
            struct diagnostic *fault = diagnostic_error(table->diagnostics, place_at(table, 4),
                                                        "unknown separator '%.*s'", TEXT_ARGUMENTS(sign));
            diagnostic_hint(table->diagnostics, fault, "write 'sep=;', or leave the line out");
            return false;
        }
        table->csv->separator = sign.bytes[0];
        table->position = first.size;
        end_line(table);
        return true;
    }
    table->csv->separator = find_separator(text_slice(table->text, table->position, table->text.size));
    return true;
}

static bool read_columns(struct table *table)
{
    struct map seen = {.arena = table->arena};
    while (table->position < table->text.size && text_is_blank(rest_of_line(table, table->position))) {
        table->position += rest_of_line(table, table->position).size;
        end_line(table);
    }
    bool has_line = table->position < table->text.size;
    if (has_line && (!read_separator(table) || !read_row(table)))
        return false;
    drop_empty_end(&table->cells, 0);
    if (table->cells.count == 0) {
        struct place place = {table->source, 1, 0};
        struct diagnostic *fault = has_line
                                       ? diagnostic_error(table->diagnostics, place, "the first line names no columns")
                                       : diagnostic_error(table->diagnostics, place, "the table is empty");
        diagnostic_hint(table->diagnostics, fault, "write the names of the columns in the first line");
        return false;
    }
    keep_row(table, &table->csv->columns);
    for (size_t i = 0; i < table->cells.count && !is_full(table); i++) {
        struct csv_cell *cell = &table->csv->columns.items[i];
        struct csv_cell *first = cell->text.size ? map_set(&seen, text_lower(table->arena, cell->text), cell) : NULL;
        if (!cell->text.size) {
            struct diagnostic *fault =
                diagnostic_error(table->diagnostics, cell->place, "column %zu has no name", i + 1);
            diagnostic_hint(table->diagnostics, fault, "write its name in the first line");
        } else if (first) {
            struct diagnostic *fault = diagnostic_error(table->diagnostics, cell->place,
                                                        "a second column is called '%.*s'", TEXT_ARGUMENTS(cell->text));
            diagnostic_hint(table->diagnostics, fault, "give each column a name of its own");
            diagnostic_note(table->diagnostics, fault, first->place, "the first is here");
        }
    }
    return true;
}

/* What to do about a row with too many or too few cells. */
static const struct separator {
    char sign;
    const char *surplus, *nameless, *missing; /* nameless: surplus, and the first line has one column */
} separator_hints[] = {
    {';', N_("put a cell that has a semicolon in it in quotes: \"…\""),
     N_("write the names of all columns in the first line, with a semicolon between them"),
     N_("write a semicolon between cells, also for empty ones")},
    {',', N_("put a cell that has a comma in it in quotes, also a number: \"12,5\""),
     N_("write the names of all columns in the first line, with a comma between them"),
     N_("write a comma between cells, also for empty ones")},
    {'\t', N_("put a cell that has a tab in it in quotes: \"…\""),
     N_("write the names of all columns in the first line, with a tab between them"),
     N_("write a tab between cells, also for empty ones")},
};

static void report_cells(struct table *table)
{
    size_t count = table->cells.count, wanted = table->csv->columns.count;
    const struct separator *separator = separator_hints;
    while (separator->sign != table->csv->separator)
        separator++;
    struct place place = table->cells.items[count > wanted ? wanted : 0].place;
    struct diagnostic *fault = diagnostic_error(table->diagnostics, place,
                                                "wrong number of cells in this row: %zu instead of %zu", count, wanted);
    const char *hint = count < wanted ? separator->missing : wanted > 1 ? separator->surplus : separator->nameless;
    diagnostic_hint(table->diagnostics, fault, "%s", translate(hint));
}

static void read_rows(struct table *table)
{
    for (end_line(table); table->position < table->text.size && !is_full(table); end_line(table)) {
        csv_row row;
        if (!read_row(table))
            return;
        drop_empty_end(&table->cells, table->csv->columns.count);
        fill_empty_end(table, table->csv->columns.count);
        size_t filled = 0;
        for (size_t i = 0; i < table->cells.count; i++)
            filled += table->cells.items[i].text.size;
        if (filled == 0 || table->is_broken)
            continue;
        if (table->cells.count != table->csv->columns.count) {
            report_cells(table);
            continue;
        }
        if (table->csv->rows.count == CSV_ROW_LIMIT) {
            diagnostic_error(table->diagnostics, table->cells.items[0].place, "more than %d rows", CSV_ROW_LIMIT);
            return;
        }
        keep_row(table, &row);
        ARRAY_PUSH(table->arena, &table->csv->rows, row);
    }
}

static struct source *decode(struct arena *arena, struct text name, struct text bytes, struct diagnostics *diagnostics)
{
    struct text decoded;
    enum encoding encoding = encoding_of(bytes);
    if (encoding != ENCODING_UTF8 && encoding_decode(arena, encoding, bytes, &decoded))
        bytes = decoded;
    return source_from(arena, name, bytes, diagnostics);
}

struct csv *csv_parse(struct arena *arena, struct text name, struct text bytes, struct diagnostics *diagnostics)
{
    struct source *source = decode(arena, name, text_copy(arena, bytes), diagnostics);
    if (!source)
        return NULL;
    struct csv *csv = ARENA_NEW(arena, struct csv);
    struct table table = {.arena = arena,
                          .diagnostics = diagnostics,
                          .source = source,
                          .text = source->bytes,
                          .line = 1,
                          .column = 1,
                          .faults_before = diagnostics->list.count,
                          .csv = csv};
    csv->source = source;
    if (read_columns(&table))
        read_rows(&table);
    return diagnostics->list.count == table.faults_before ? csv : NULL;
}

int csv_column(const struct csv *csv, const char *name)
{
    for (size_t i = 0; i < csv->columns.count; i++)
        if (text_equal_but_case(csv->columns.items[i].text, text_from(name)))
            return (int)i;
    return -1;
}
