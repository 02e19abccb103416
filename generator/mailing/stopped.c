#include "mailing/stopped.h"

#include "base/file.h"
#include "base/identifier.h"
#include "base/translate.h"
#include "mailing/address.h"
#include "mailing/columns.h"
#include "mailing/fold.h"
#include "mailing/private_file.h"
#include "read/encoding.h"

enum { STOP_ADDRESS, STOP_REASON, STOP_DATE, STOP_NETWORK, STOP_WORDS, STOP_COLUMNS };
enum { WORDS_LIMIT = 300 }; /* bytes */

static const struct column_kind columns_of_stops[STOP_COLUMNS] = {
    [STOP_ADDRESS] = {"e-post", {"epost", "epostadress", "mejl", "email", "address", "mail"}},
    [STOP_REASON] = {"orsak", {"orsak", "skäl", "reason"}},
    [STOP_DATE] = {"datum", {"datum", "date"}},
    [STOP_NETWORK] = {"nätverk", {"nätverk", "network"}},
    [STOP_WORDS] = {"anmärkning", {"anmärkning", "kommentar", "note", "remark", "words"}},
};

static const struct column_kind reasons[] = {
    [STOP_UNSUBSCRIBED] = {"avanmäld", {"avanmäld", "avanmält", "avmäld", "avregistrerad", "unsubscribed"}},
    [STOP_BOUNCED] = {"studsade", {"studsade", "studsat", "studs", "bounced", "bounce"}},
};

/* Reading */

struct reading_stops {
    struct arena *arena;
    struct csv *csv;
    int columns[STOP_COLUMNS];
    struct diagnostics *diagnostics;
};

static bool looks_like_formula(struct text text)
{
    return text.size && strchr("=+-@", text.bytes[0]);
}

static struct csv_cell cell_of(const struct reading_stops *reading, const csv_row *row, int column)
{
    struct csv_cell cell = {.place = row->items[0].place};
    if (reading->columns[column] >= 0)
        cell = row->items[reading->columns[column]];
    if (cell.text.size > 1 && cell.text.bytes[0] == '\'' &&
        looks_like_formula(text_slice(cell.text, 1, cell.text.size)))
        cell.text = text_slice(cell.text, 1, cell.text.size);
    return cell;
}

static bool read_address(struct reading_stops *reading, const csv_row *row, struct stop *stop)
{
    struct csv_cell cell = cell_of(reading, row, STOP_ADDRESS);
    struct address address;
    struct address_fault fault = {0};
    if (address_read(reading->arena, cell.text, &address, &fault)) {
        stop->key = address.key;
        return true;
    }
    struct diagnostic *error = diagnostic_error(reading->diagnostics, cell.place, "%s", translate(fault.message));
    diagnostic_hint(reading->diagnostics, error, "%s", translate(fault.hint));
    return false;
}

static bool read_reason(struct reading_stops *reading, const csv_row *row, struct stop *stop)
{
    struct csv_cell cell = cell_of(reading, row, STOP_REASON);
    stop->reason = STOP_UNSUBSCRIBED;
    if (fold_trim(cell.text).size == 0)
        return true;
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
        if (columns_is(reading->arena, &reasons[i], cell.text)) {
            stop->reason = (enum stop_reason)i;
            return true;
        }
    struct diagnostic *error = diagnostic_error(reading->diagnostics, cell.place, "'%.*s' is no reason that is known",
                                                TEXT_ARGUMENTS(text_cut(cell.text, 60)));
    diagnostic_hint(reading->diagnostics, error, "write 'avanmäld' or 'studsade'; other words may stand in '%s'",
                    columns_of_stops[STOP_WORDS].shown);
    return false;
}

static bool read_date(struct reading_stops *reading, const csv_row *row, struct stop *stop)
{
    struct csv_cell cell = cell_of(reading, row, STOP_DATE);
    if (fold_trim(cell.text).size == 0 || date_parse(cell.text, &stop->date))
        return true;
    struct diagnostic *error = diagnostic_error(reading->diagnostics, cell.place, "'%.*s' is not a date",
                                                TEXT_ARGUMENTS(text_cut(cell.text, 60)));
    diagnostic_hint(reading->diagnostics, error, "write year, month and day, such as 2026-02-24, or nothing");
    return false;
}

/* A network under another name would be no stop. */
static bool read_network(struct reading_stops *reading, const csv_row *row, struct stop *stop)
{
    struct csv_cell cell = cell_of(reading, row, STOP_NETWORK);
    stop->network = fold_words(reading->arena, cell.text);
    if (stop->network.size == 0 || identifier_is_valid(stop->network))
        return true;
    struct diagnostic *error = diagnostic_error(reading->diagnostics, cell.place, "'%.*s' is not the id of a network",
                                                TEXT_ARGUMENTS(text_cut(cell.text, 60)));
    diagnostic_hint(reading->diagnostics, error,
                    "write the name of the network's folder, or nothing to stop letters of all networks");
    return false;
}

static int compare_stops(const void *left, const void *right)
{
    const struct stop *a = left, *b = right;
    int order = text_compare(a->key, b->key);
    return order ? order : text_compare(a->network, b->network);
}

static bool read_table(struct reading_stops *reading, const char *path, struct text bytes, stop_list *stopped)
{
    bool is_good = true;
    reading->csv = csv_parse(reading->arena, text_from(path), bytes, reading->diagnostics);
    if (!reading->csv || !columns_find(reading->arena, &reading->csv->columns, columns_of_stops, STOP_COLUMNS,
                                       reading->columns, reading->diagnostics))
        return false;
    if (reading->columns[STOP_ADDRESS] < 0) {
        struct diagnostic *error = diagnostic_error(reading->diagnostics, reading->csv->columns.items[0].place,
                                                    "no column is called 'e-post'");
        diagnostic_hint(reading->diagnostics, error, "let the first line be: e-post;orsak;datum;nätverk;anmärkning");
        return false;
    }
    for (size_t i = 0; i < reading->csv->rows.count; i++) {
        const csv_row *row = &reading->csv->rows.items[i];
        struct stop stop = {.words = fold_line(reading->arena, cell_of(reading, row, STOP_WORDS).text, WORDS_LIMIT)};
        bool is_whole = read_address(reading, row, &stop);
        is_whole &= read_reason(reading, row, &stop);
        is_whole &= read_date(reading, row, &stop);
        is_whole &= read_network(reading, row, &stop);
        if (is_whole)
            ARRAY_PUSH(reading->arena, stopped, stop);
        is_good &= is_whole;
    }
    if (stopped->count > 1)
        qsort(stopped->items, stopped->count, sizeof *stopped->items, compare_stops);
    return is_good;
}

bool stopped_read(struct arena *arena, const char *path, stop_list *stopped, struct diagnostics *diagnostics)
{
    struct text bytes;
    struct reading_stops reading = {.arena = arena, .diagnostics = diagnostics};
    if (file_kind(path) == FILE_NONE)
        return true;
    return file_read(arena, path, &bytes, diagnostics) && read_table(&reading, path, bytes, stopped);
}

const struct stop *stopped_find(const stop_list *stopped, struct text key, struct text network)
{
    size_t low = 0, high = stopped->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (text_compare(stopped->items[middle].key, key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < stopped->count && text_equal(stopped->items[low].key, key); low++)
        if (!stopped->items[low].network.size || text_equal(stopped->items[low].network, network))
            return &stopped->items[low];
    return NULL;
}

/* Adding */

static void add_cell(struct buffer *buffer, struct arena *arena, struct text words, char separator)
{
    struct text line = fold_line(arena, words, WORDS_LIMIT);
    bool needs_quotes = text_find_byte(line, separator, 0) < line.size || text_find_byte(line, '"', 0) < line.size;
    buffer_add_string(buffer, needs_quotes ? "\"" : "");
    buffer_add_string(buffer, looks_like_formula(line) ? "'" : "");
    for (size_t i = 0; i < line.size; i++) {
        if (line.bytes[i] == '"')
            buffer_add_byte(buffer, '"');
        buffer_add_byte(buffer, line.bytes[i]);
    }
    buffer_add_string(buffer, needs_quotes ? "\"" : "");
}

static struct text words_of(struct arena *arena, const struct stop *stop, int column)
{
    switch (column) {
    case STOP_ADDRESS:
        return stop->key;
    case STOP_REASON:
        return text_from(reasons[stop->reason].shown);
    case STOP_DATE:
        return date_is_set(stop->date) ? date_iso(arena, stop->date) : (struct text){0};
    case STOP_NETWORK:
        return stop->network;
    default:
        return stop->words;
    }
}

static void add_line(struct buffer *buffer, const struct reading_stops *reading, const struct stop *stop,
                     const char *line_end)
{
    for (size_t i = 0; i < reading->csv->columns.count; i++) {
        if (i)
            buffer_add_byte(buffer, reading->csv->separator);
        for (int column = 0; column < STOP_COLUMNS; column++)
            if (reading->columns[column] == (int)i)
                add_cell(buffer, reading->arena, words_of(reading->arena, stop, column), reading->csv->separator);
    }
    buffer_add_string(buffer, line_end);
}

/* What the file's encoding cannot hold stands in a note, where a question mark does no harm. */
static struct text encoded(struct arena *arena, enum encoding encoding, struct text lines)
{
    struct text bytes;
    if (encoding_encode(arena, encoding, lines, &bytes))
        return bytes;
    struct buffer plain = {.arena = arena};
    for (size_t next = 0; next < lines.size;) {
        size_t start = next;
        bool is_known = utf8_next(lines, &next) < 0x100;
        buffer_add(&plain, is_known ? text_slice(lines, start, next) : TEXT("?"));
    }
    return encoding_encode(arena, encoding, buffer_text(&plain), &bytes) ? bytes : (struct text){0};
}

/* The first line of a new file. */
static struct text new_table(struct arena *arena)
{
    struct buffer buffer = {.arena = arena};
    buffer_add_string(&buffer, "\xEF\xBB\xBF");
    for (int column = 0; column < STOP_COLUMNS; column++)
        buffer_format(&buffer, "%s%s", column ? ";" : "", columns_of_stops[column].shown);
    buffer_add_string(&buffer, "\r\n");
    return buffer_text(&buffer);
}

static struct text new_lines(const struct reading_stops *reading, const stop_list *stopped, const stop_list *added,
                             struct text bytes)
{
    struct arena *arena = reading->arena;
    struct buffer lines = {.arena = arena};
    struct text decoded = bytes;
    encoding_decode(arena, encoding_of(bytes), bytes, &decoded);
    const char *line_end = text_find(decoded, TEXT("\r\n"), 0) < decoded.size ? "\r\n" : "\n";
    if (!text_ends_with(decoded, "\n") && !text_ends_with(decoded, "\r"))
        buffer_add_string(&lines, line_end);
    size_t empty = lines.size;
    struct map done = {.arena = arena};
    for (size_t i = 0; i < added->count; i++) {
        const struct stop *stop = &added->items[i];
        struct text once = text_format(arena, "%.*s\n%.*s", TEXT_ARGUMENTS(stop->key), TEXT_ARGUMENTS(stop->network));
        if (!stopped_find(stopped, stop->key, stop->network) && !map_set(&done, once, reading->csv))
            add_line(&lines, reading, stop, line_end);
    }
    return lines.size > empty ? buffer_text(&lines) : (struct text){0};
}

bool stopped_add(struct arena *arena, const char *path, const stop_list *added, struct diagnostics *diagnostics)
{
    struct reading_stops reading = {.arena = arena, .diagnostics = diagnostics};
    struct text bytes = {0};
    stop_list stopped = {0};
    if (file_kind(path) != FILE_NONE && !file_read(arena, path, &bytes, diagnostics))
        return false;
    if (text_is_blank(bytes))
        bytes = new_table(arena);
    if (!read_table(&reading, path, bytes, &stopped))
        return false;
    struct text lines = new_lines(&reading, &stopped, added, bytes);
    if (!lines.size)
        return true;
    struct text more = encoded(arena, encoding_of(bytes), lines);
    if (!more.size) {
        diagnostic_world(diagnostics, text_from(path), 0, "cannot write");
        return false;
    }
    return private_file_write(path, text_join(arena, bytes, more), diagnostics);
}
