/* Marks lines of a list without touching any other byte. The table is cut anew into cells by their bytes, and read
 * again when it is done: nothing is written unless it says what it said before, and the marks. */
#include "mailing/participants.h"

#include "base/file.h"
#include "base/map.h"
#include "mailing/address.h"
#include "mailing/fold.h"
#include "mailing/private_file.h"
#include "read/encoding.h"

/* Bytes of a cell with its quotes, from separator to separator. */
struct span {
    size_t start, end;
};

struct marking {
    struct arena *arena;
    struct text text; /* UTF-8, a byte order mark included */
    char separator;
    size_t position;
    ARRAY(struct span) cells; /* of the row that is read */
    size_t address, left;     /* columns */
    bool is_new_column;
    struct map keys;
    struct text date;
    struct buffer out;
    size_t copied; /* bytes of `text` that stand in `out` */
    size_t marked;
};

static bool is_line_end(const struct marking *marking, size_t position)
{
    return position >= marking->text.size || marking->text.bytes[position] == '\n' ||
           marking->text.bytes[position] == '\r';
}

/* As read/csv.c: a cell is quoted when a quote is its first character but spaces. */
static struct span read_cell(struct marking *marking)
{
    struct text text = marking->text;
    struct span cell = {.start = marking->position};
    size_t end = cell.start;
    while (end < text.size && text.bytes[end] == ' ')
        end++;
    if (end < text.size && text.bytes[end] == '"') {
        do
            end = text_find_byte(text, '"', end + 1) + 1;
        while (end < text.size && text.bytes[end] == '"');
        end = end > text.size ? text.size : end;
    }
    while (!is_line_end(marking, end) && text.bytes[end] != marking->separator)
        end++;
    cell.end = marking->position = end;
    return cell;
}

static bool read_row(struct marking *marking)
{
    marking->cells.count = 0;
    if (marking->position >= marking->text.size)
        return false;
    for (;; marking->position++) {
        struct span cell = read_cell(marking);
        ARRAY_PUSH(marking->arena, &marking->cells, cell);
        if (is_line_end(marking, marking->position))
            return true;
    }
}

static void end_row(struct marking *marking)
{
    bool is_pair = text_starts_with(text_slice(marking->text, marking->position, marking->position + 2), "\r\n");
    marking->position += is_pair ? 2 : 1;
}

static void copy_until(struct marking *marking, size_t position)
{
    buffer_add(&marking->out, text_slice(marking->text, marking->copied, position));
    marking->copied = position;
}

static struct text cell_text(const struct marking *marking, size_t index)
{
    if (index >= marking->cells.count)
        return (struct text){0};
    struct span cell = marking->cells.items[index];
    struct text text = fold_trim(text_slice(marking->text, cell.start, cell.end));
    bool is_quoted = text.size >= 2 && text.bytes[0] == '"';
    return is_quoted ? fold_trim(text_slice(text, 1, text.size - 1)) : text;
}

/* Puts `words` into a cell of the row, which may have too few. */
static void put(struct marking *marking, size_t index, struct text words)
{
    if (index < marking->cells.count) {
        struct span cell = marking->cells.items[index];
        struct text old = text_trim(text_slice(marking->text, cell.start, cell.end));
        bool is_quoted = old.size && old.bytes[0] == '"';
        copy_until(marking, cell.start);
        buffer_format(&marking->out, is_quoted ? "\"%.*s\"" : "%.*s", TEXT_ARGUMENTS(words));
        marking->copied = cell.end;
        return;
    }
    copy_until(marking, marking->cells.items[marking->cells.count - 1].end);
    for (size_t i = marking->cells.count; i <= index; i++)
        buffer_add_byte(&marking->out, marking->separator);
    buffer_add(&marking->out, words);
}

static bool is_empty_row(const struct marking *marking)
{
    for (size_t i = 0; i < marking->cells.count; i++)
        if (cell_text(marking, i).size)
            return false;
    return true;
}

static bool is_wanted(const struct marking *marking)
{
    struct address address;
    struct address_fault fault = {0};
    struct buffer plain = {.arena = marking->arena};
    struct text written = cell_text(marking, marking->address);
    for (size_t i = 0; i < written.size; i++) {
        buffer_add_byte(&plain, written.bytes[i]);
        i += written.bytes[i] == '"' && i + 1 < written.size && written.bytes[i + 1] == '"';
    }
    return address_read(marking->arena, buffer_text(&plain), &address, &fault) && map_get(&marking->keys, address.key);
}

static void mark_row(struct marking *marking)
{
    struct text old = cell_text(marking, marking->left);
    if (is_wanted(marking) && !participants_has_left(marking->arena, old)) {
        put(marking, marking->left, marking->date);
        marking->marked++;
    } else if (marking->is_new_column && marking->left >= marking->cells.count && !is_empty_row(marking)) {
        put(marking, marking->left, (struct text){0});
    }
}

/* Moves to the line that names the columns. */
static void skip_to_columns(struct marking *marking)
{
    if (text_starts_with(marking->text, "\xEF\xBB\xBF"))
        marking->position = 3;
    for (; read_row(marking); end_row(marking)) {
        struct text line = text_slice(marking->text, marking->cells.items[0].start, marking->position);
        if (!text_is_blank(line) && !text_equal_but_case(text_slice(line, 0, 4), TEXT("sep=")))
            return;
    }
}

static void mark_rows(struct marking *marking)
{
    skip_to_columns(marking);
    if (marking->is_new_column)
        put(marking, marking->left, text_from(participants_columns[LIST_LEFT].shown));
    for (end_row(marking); read_row(marking); end_row(marking))
        mark_row(marking);
    copy_until(marking, marking->text.size);
}

/* Whether the new table says what the old one said, but for the column of marks. */
static bool says_the_same(const struct marking *marking, const struct csv *before, const struct csv *after)
{
    size_t changed = 0;
    if (!after || after->rows.count != before->rows.count ||
        after->columns.count != before->columns.count + marking->is_new_column)
        return false;
    for (size_t i = 0; i < before->rows.count; i++)
        for (size_t k = 0; k < after->columns.count; k++) {
            struct text now = after->rows.items[i].items[k].text;
            struct text then = k < before->columns.count ? before->rows.items[i].items[k].text : (struct text){0};
            bool is_mark = k == marking->left && text_equal(now, marking->date);
            if (!text_equal(now, then) && !is_mark)
                return false;
            changed += !text_equal(now, then);
        }
    return changed == marking->marked;
}

static bool prepare(struct marking *marking, const struct csv *csv, struct diagnostics *diagnostics)
{
    int columns[LIST_COLUMNS];
    struct diagnostics unused = {.arena = marking->arena};
    bool has_columns =
        columns_find(marking->arena, &csv->columns, participants_columns, LIST_COLUMNS, columns, &unused);
    if (!has_columns || columns[LIST_ADDRESS] < 0) {
        diagnostics_merge(diagnostics, &unused);
        if (!has_columns)
            return false;
        struct diagnostic *error =
            diagnostic_error(diagnostics, csv->columns.items[0].place, "no column is called 'e-post'");
        diagnostic_hint(diagnostics, error, "call the column that holds the addresses 'e-post' in the first line");
        return false;
    }
    marking->separator = csv->separator;
    marking->address = (size_t)columns[LIST_ADDRESS];
    marking->is_new_column = columns[LIST_LEFT] < 0;
    marking->left = marking->is_new_column ? csv->columns.count : (size_t)columns[LIST_LEFT];
    return true;
}

bool participants_mark_left(struct arena *arena, const char *path, const struct text *keys, size_t count,
                            struct date date, size_t *marked, struct diagnostics *diagnostics)
{
    struct text bytes, result;
    struct marking marking = {.arena = arena, .keys.arena = arena, .out.arena = arena, .date = date_iso(arena, date)};
    *marked = 0;
    for (size_t i = 0; i < count; i++)
        map_set(&marking.keys, keys[i], &marking);
    if (!file_read(arena, path, &bytes, diagnostics))
        return false;
    struct csv *csv = csv_parse(arena, text_from(path), bytes, diagnostics);
    if (!csv || !prepare(&marking, csv, diagnostics))
        return false;
    enum encoding encoding = encoding_of(bytes);
    struct diagnostics unused = {.arena = arena};
    bool is_good = encoding_decode(arena, encoding, bytes, &marking.text);
    if (is_good) {
        mark_rows(&marking);
        is_good = encoding_encode(arena, encoding, buffer_text(&marking.out), &result) &&
                  says_the_same(&marking, csv, csv_parse(arena, text_from(path), result, &unused));
    }
    if (!is_good) {
        struct diagnostic *error =
            diagnostic_world(diagnostics, text_from(path), 0, "cannot mark who is unsubscribed in");
        diagnostic_hint(diagnostics, error, "write the date into the column 'avanmäld' by hand");
        return false;
    }
    if (marking.marked && !private_file_write(path, result, diagnostics))
        return false;
    *marked = marking.marked;
    return true;
}
