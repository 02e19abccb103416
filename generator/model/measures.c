/* The values of measures, from tables as spreadsheets save them. */
#include "model/loading.h"

#include "base/number.h"
#include "read/csv.h"

struct series_columns {
    int date, value, note; /* note may be -1 */
};

static int find_column(const struct csv *csv, const char *english, const char *swedish)
{
    int column = csv_column(csv, english);
    return column >= 0 ? column : csv_column(csv, swedish);
}

static bool find_columns(struct loading *loading, const struct csv *csv, struct series_columns *columns)
{
    *columns = (struct series_columns){find_column(csv, "date", "datum"), find_column(csv, "value", "värde"),
                                       find_column(csv, "note", "kommentar")};
    const char *missing = columns->date < 0 ? "date" : columns->value < 0 ? "value" : NULL;
    if (!missing)
        return true;
    struct place place = csv->columns.count ? csv->columns.items[0].place : (struct place){csv->source, 1, 1};
    struct diagnostic *error =
        diagnostic_error(loading->diagnostics, place, "the table has no column named '%s'", missing);
    diagnostic_hint(loading->diagnostics, error,
                    "let the first line be 'date;value;note', or in Swedish 'datum;värde;kommentar'");
    return false;
}

/* No field of a file, but read by readers as one. */
static const struct field note_field = {.name = "note", .kind = FIELD_TEXT};

static void read_note(struct loading *loading, const struct csv_cell *cell, struct measurement *measurement)
{
    measurement->note = markup_typography(loading->arena, cell->text, loading->reading.context.language);
    struct passage passage = {.text = cell->text, .start = cell->place};
    struct pending_line line = {measurement->note, &note_field, passage, loading->reading.context};
    ARRAY_PUSH(loading->arena, &loading->reading.lines, line);
}

static bool read_row(struct loading *loading, const struct csv_cell *date, const struct csv_cell *value,
                     struct measurement *measurement)
{
    struct diagnostic *error;
    bool is_good = true;
    if (!date_parse(date->text, &measurement->date)) {
        error = diagnostic_error(loading->diagnostics, date->place, "the date of the value is no date: '%.*s'",
                                 TEXT_ARGUMENTS(text_cut(date->text, 40)));
        diagnostic_hint(loading->diagnostics, error,
                        "write year, month and day, such as 2026-02-24, or year and month, such as 2026-02");
        is_good = false;
    }
    if (!number_parse(value->text, &measurement->value)) {
        error = diagnostic_error(loading->diagnostics, value->place, "the value is no number: '%.*s'",
                                 TEXT_ARGUMENTS(text_cut(value->text, 40)));
        diagnostic_hint(loading->diagnostics, error,
                        "write the digits alone, such as 12,5; the unit stands in teams.yml");
        is_good = false;
    }
    return is_good;
}

static void read_series(struct loading *loading, const struct csv *csv, struct measure *measure)
{
    struct series_columns columns;
    if (!find_columns(loading, csv, &columns))
        return;
    for (size_t i = 0; i < csv->rows.count; i++) {
        const struct csv_cell *cells = csv->rows.items[i].items;
        struct measurement measurement = {.place = cells[columns.date].place};
        /* A row without a value is one that nobody has measured yet. */
        if (!cells[columns.value].text.size ||
            !read_row(loading, &cells[columns.date], &cells[columns.value], &measurement))
            continue;
        if (columns.note >= 0)
            read_note(loading, &cells[columns.note], &measurement);
        ARRAY_PUSH(loading->arena, &measure->values, measurement);
    }
}

static bool find_series(struct loading *loading, struct text folder, const struct measure *measure, struct text *path)
{
    bool is_inside = path_resolve(loading->arena, folder, measure->series, path), differs_in_case;
    if (is_inside && file_kind(loading_path(loading, *path)) == FILE_REGULAR)
        return loading_is_inside(loading, *path);
    struct text nearest = is_inside ? loading_nearest_file(loading, *path, &differs_in_case) : (struct text){0};
    struct diagnostic *error = diagnostic_error(loading->diagnostics, measure->series_place, "there is no table '%.*s'",
                                                TEXT_ARGUMENTS(measure->series));
    if (nearest.size)
        nearest = path_relative(loading->arena, folder, nearest);
    if (!diagnostic_suggest(loading->diagnostics, error, nearest))
        diagnostic_hint(loading->diagnostics, error, "write where it lies beside teams.yml, such as measures/x.csv");
    return false;
}

static void load_measure(struct loading *loading, struct text folder, struct measure *measure)
{
    struct text path, bytes;
    if (!find_series(loading, folder, measure, &path) ||
        !file_read(loading->arena, loading_path(loading, path), &bytes, loading->diagnostics))
        return;
    struct text name = loading_place(loading, path).source->path;
    struct csv *csv = csv_parse(loading->arena, name, bytes, loading->diagnostics);
    if (csv)
        read_series(loading, csv, measure);
}

void load_measures(struct loading *loading, struct text folder, struct team *team, const struct yaml_node *node)
{
    const struct yaml_node *list = yaml_get(node, "measures");
    /* The fields' reader made one measure for each entry, good or bad. */
    for (size_t i = 0; i < team->measures.count; i++) {
        const struct yaml_node *item = list->items.items[i];
        const struct yaml_node *series = yaml_get(item, "series");
        team->measures.items[i].place = item->place;
        if (!series || !team->measures.items[i].series.size)
            continue;
        team->measures.items[i].series_place = series->place;
        load_measure(loading, folder, &team->measures.items[i]);
    }
}
