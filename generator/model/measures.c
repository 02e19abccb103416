/* The measures of teams and networks, and their values: from tables as spreadsheets save them, or from YAML. */
#include "model/checks.h"
#include "model/values.h"

#include "base/number.h"
#include "base/translate.h"
#include "proof/word.h"
#include "read/csv.h"

#include <stdlib.h>

/* Tables */

/* -1 where the table has none. */
struct series_columns {
    int date, parts[VALUE_PARTS], note, mark;
};

static const char *const part_names[VALUE_PARTS][2] = {
    {"value", "värde"}, {"numerator", "täljare"}, {"denominator", "nämnare"}};

static int find_column(const struct csv *csv, const char *english, const char *swedish)
{
    int column = csv_column(csv, english);
    return column >= 0 ? column : csv_column(csv, swedish);
}

/* NULL when nothing is missing. */
static const char *missing_column(const struct series_columns *columns)
{
    if (columns->date < 0)
        return "date";
    bool has_numerator = columns->parts[PART_NUMERATOR] >= 0, has_denominator = columns->parts[PART_DENOMINATOR] >= 0;
    if (has_numerator != has_denominator)
        return has_numerator ? "denominator" : "numerator";
    return columns->parts[PART_VALUE] < 0 && !has_numerator ? "value" : NULL;
}

static bool find_columns(struct loading *loading, const struct csv *csv, struct series_columns *columns)
{
    columns->date = find_column(csv, "date", "datum");
    columns->note = find_column(csv, "note", "kommentar");
    columns->mark = find_column(csv, "mark", "markera");
    for (size_t i = 0; i < VALUE_PARTS; i++)
        columns->parts[i] = find_column(csv, part_names[i][0], part_names[i][1]);
    const char *missing = missing_column(columns);
    if (!missing)
        return true;
    struct place place = csv->columns.count ? csv->columns.items[0].place : (struct place){csv->source, 1, 1};
    struct diagnostic *error =
        diagnostic_error(loading->diagnostics, place, "the table has no column named '%s'", missing);
    diagnostic_hint(loading->diagnostics, error,
                    "let the first line be 'date;value;note' or 'date;numerator;denominator;note', or in Swedish "
                    "'datum;värde;kommentar' or 'datum;täljare;nämnare;kommentar'");
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

static bool read_date(struct loading *loading, const struct csv_cell *cell, struct measurement *measurement)
{
    if (date_parse(cell->text, &measurement->date))
        return true;
    struct diagnostic *error =
        diagnostic_error(loading->diagnostics, cell->place, "the date of the value is no date: '%.*s'",
                         TEXT_ARGUMENTS(text_cut(cell->text, 40)));
    diagnostic_hint(loading->diagnostics, error,
                    "write year, month and day, such as 2026-02-24, or year and month, such as 2026-02");
    return false;
}

static void say_no_number(struct loading *loading, enum value_part part, const struct value_cell *cell)
{
    struct text written = text_cut(cell->text, 40);
    struct diagnostic *error;
    if (part == PART_VALUE)
        error = diagnostic_error(loading->diagnostics, cell->place, "the value is no number: '%.*s'",
                                 TEXT_ARGUMENTS(written));
    else if (part == PART_NUMERATOR)
        error = diagnostic_error(loading->diagnostics, cell->place, "the numerator is no number: '%.*s'",
                                 TEXT_ARGUMENTS(written));
    else
        error = diagnostic_error(loading->diagnostics, cell->place, "the denominator is no number: '%.*s'",
                                 TEXT_ARGUMENTS(written));
    diagnostic_hint(loading->diagnostics, error,
                    "write the digits alone, such as 12,5; the unit stands with the measure");
}

static bool read_numbers(struct loading *loading, const struct value_row *row, struct measurement *measurement)
{
    double *const numbers[VALUE_PARTS] = {&measurement->value, &measurement->numerator, &measurement->denominator};
    bool *const has[VALUE_PARTS] = {&measurement->has_value, &measurement->has_numerator,
                                    &measurement->has_denominator};
    bool is_good = true;
    for (size_t i = 0; i < VALUE_PARTS; i++) {
        *has[i] = row->parts[i].text.size && number_parse(row->parts[i].text, numbers[i]);
        if (row->parts[i].text.size && !*has[i]) {
            say_no_number(loading, i, &row->parts[i]);
            is_good = false;
        }
    }
    return is_good;
}

static void read_mark(struct loading *loading, const struct csv_cell *cell, struct measurement *measurement)
{
    static const char *const words[] = {"", "x", "no", "yes", "nej", "ja", "false", "true"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (text_equal_but_case(cell->text, text_from(words[i]))) {
            measurement->mark = i % 2 == 1;
            return;
        }
    struct diagnostic *error =
        diagnostic_error(loading->diagnostics, cell->place, "the mark must be yes or no, not '%.*s'",
                         TEXT_ARGUMENTS(text_cut(cell->text, 40)));
    diagnostic_hint(loading->diagnostics, error,
                    "write x or yes at a value that is far off, and nothing at the others");
}

static struct value_row row_of(const struct csv_cell *cells, const struct series_columns *columns)
{
    struct value_row row = {0};
    for (size_t i = 0; i < VALUE_PARTS; i++)
        if (columns->parts[i] >= 0)
            row.parts[i] = (struct value_cell){cells[columns->parts[i]].text, cells[columns->parts[i]].place};
    return row;
}

static void read_row(struct loading *loading, const struct series_columns *columns, const struct csv_cell *cells,
                     struct measure *measure)
{
    struct measurement measurement = {.place = cells[columns->date].place};
    struct value_row row = row_of(cells, columns);
    if (!values_is_measured(&row))
        return;
    bool has_date = read_date(loading, &cells[columns->date], &measurement);
    if (!read_numbers(loading, &row, &measurement) || !has_date || !values_settle(loading, measure, &row, &measurement))
        return;
    if (columns->note >= 0)
        read_note(loading, &cells[columns->note], &measurement);
    if (columns->mark >= 0)
        read_mark(loading, &cells[columns->mark], &measurement);
    ARRAY_PUSH(loading->arena, &measure->values, measurement);
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
        diagnostic_hint(loading->diagnostics, error,
                        "write where it lies beside the YAML file, such as measures/x.csv");
    return false;
}

static void read_table(struct loading *loading, struct text folder, struct measure *measure)
{
    struct text path, bytes;
    struct series_columns columns;
    if (!find_series(loading, folder, measure, &path) ||
        !file_read(loading->arena, loading_path(loading, path), &bytes, loading->diagnostics))
        return;
    struct text name = loading_place(loading, path).source->path;
    struct csv *csv = csv_parse(loading->arena, name, bytes, loading->diagnostics);
    if (!csv || !find_columns(loading, csv, &columns))
        return;
    for (size_t i = 0; i < csv->rows.count; i++)
        read_row(loading, &columns, csv->rows.items[i].items, measure);
}

/* YAML */

static bool is_written(const struct yaml_node *node)
{
    return node && !yaml_is_nothing(node) && !(node->kind == YAML_TEXT && text_is_blank(yaml_text(node)));
}

/* False, too, when something that is written could not be read, which has been reported. */
static bool settle_entry(struct loading *loading, const struct measure *measure, const struct yaml_node *entry,
                         struct measurement *measurement)
{
    const bool has[VALUE_PARTS] = {measurement->has_value, measurement->has_numerator, measurement->has_denominator};
    struct value_row row = {0};
    for (size_t i = 0; i < VALUE_PARTS; i++) {
        const struct yaml_node *node = yaml_get(entry, part_names[i][0]);
        if (!is_written(node))
            continue;
        if (!has[i])
            return false;
        row.parts[i] = (struct value_cell){yaml_text(node), node->place};
    }
    if (!date_is_set(measurement->date) || !values_is_measured(&row))
        return false;
    measurement->place = yaml_get(entry, "date")->place;
    return values_settle(loading, measure, &row, measurement);
}

/* The fields' reader made one for each entry, good or bad; those that stay move up. */
static void settle_values(struct loading *loading, struct measure *measure, const struct yaml_node *list)
{
    size_t kept = 0;
    for (size_t i = 0; i < measure->values.count; i++) {
        struct measurement *measurement = &measure->values.items[i];
        if (settle_entry(loading, measure, list->items.items[i], measurement))
            measure->values.items[kept++] = *measurement;
    }
    measure->values.count = kept;
}

/* Measures */

static void check_per(struct loading *loading, struct measure *measure, const struct yaml_node *item)
{
    const struct yaml_node *node = yaml_get(item, "per");
    if (measure->per > 0)
        return;
    struct diagnostic *error =
        diagnostic_error(loading->diagnostics, node ? node->place : measure->place, "'per' must be more than 0");
    diagnostic_hint(loading->diagnostics, error, "write 100 for percent, or 1000 for so many in a thousand");
    measure->per = 100;
}

static bool has_unknown_field(const struct yaml_node *item)
{
    size_t offset;
    for (size_t i = 0; i < item->entries.count; i++)
        if (!field_find(&measure_type, yaml_text(item->entries.items[i].key), &offset))
            return true;
    return false;
}

static bool check_choice(struct loading *loading, const struct measure *measure, const struct yaml_node *item,
                         const struct yaml_node *series, const struct yaml_node *values)
{
    struct diagnostic *error;
    if (series && values) {
        error = diagnostic_error(loading->diagnostics, values->place,
                                 "the measure has both 'series' and 'values', so nobody knows which holds");
        diagnostic_hint(loading->diagnostics, error, "keep one of them");
        diagnostic_note(loading->diagnostics, error, series->place, "the other is here");
        return false;
    }
    /* A field that is misspelt has been reported, and may be one of them. */
    if (!series && !values && !has_unknown_field(item)) {
        error = diagnostic_error(loading->diagnostics, measure->place, "the measure has neither 'series' nor 'values'");
        diagnostic_hint(loading->diagnostics, error,
                        "add 'series:' with the name of a CSV file, or 'values:' with date and value of each below it");
    }
    return true;
}

static void check_goals(struct loading *loading, const struct measure *measure, const struct yaml_node *item)
{
    if (!measure->has_goal || !measure->has_goal_change)
        return;
    struct diagnostic *error = diagnostic_error(loading->diagnostics, yaml_get(item, "goal_change")->place,
                                                "the measure has both 'goal' and 'goal_change'");
    diagnostic_hint(loading->diagnostics, error, "keep 'goal' when the goal stands still, else 'goal_change'");
    diagnostic_note(loading->diagnostics, error, yaml_get(item, "goal")->place, "the goal that stands still");
}

static int compare_phases(const void *left, const void *right)
{
    const struct phase *a = left, *b = right;
    long first = date_days(a->start), second = date_days(b->start);
    if (first != second)
        return first < second ? -1 : 1;
    return (a->place.line > b->place.line) - (a->place.line < b->place.line);
}

static void check_median(struct loading *loading, const struct phase *phase, const struct yaml_node *entry)
{
    if (!date_is_set(phase->start) || !date_is_set(phase->median_until) ||
        date_days(date_last_day(phase->median_until)) >= date_days(phase->start))
        return;
    struct diagnostic *error = diagnostic_error(loading->diagnostics, yaml_get(entry, "median_until")->place,
                                                "the median is frozen before the phase starts");
    diagnostic_hint(loading->diagnostics, error, "write the last day of those values that the median is to be of");
}

/* Those without a start have been reported. */
static void settle_phases(struct loading *loading, struct measure *measure, const struct yaml_node *list)
{
    size_t kept = 0;
    for (size_t i = 0; i < measure->phases.count; i++) {
        struct phase *phase = &measure->phases.items[i];
        phase->place = list->items.items[i]->place;
        check_median(loading, phase, list->items.items[i]);
        if (date_is_set(phase->start))
            measure->phases.items[kept++] = *phase;
    }
    measure->phases.count = kept;
    if (kept > 1)
        qsort(measure->phases.items, kept, sizeof *measure->phases.items, compare_phases);
    for (size_t i = 1; i < kept; i++) {
        const struct phase *phase = &measure->phases.items[i], *before = phase - 1;
        if (date_days(phase->start) != date_days(before->start))
            continue;
        struct diagnostic *error =
            diagnostic_error(loading->diagnostics, phase->place, "two phases start on the same day");
        diagnostic_hint(loading->diagnostics, error, "make one of them, or correct a start");
        diagnostic_note(loading->diagnostics, error, before->place, "the other phase");
    }
}

static void load_measure(struct loading *loading, struct text folder, struct measure *measure,
                         const struct yaml_node *item)
{
    size_t from = loading->diagnostics->list.count;
    const struct yaml_node *series = yaml_get(item, "series"), *values = yaml_get(item, "values");
    series = is_written(series) ? series : NULL;
    values = is_written(values) ? values : NULL;
    check_per(loading, measure, item);
    bool is_clear = check_choice(loading, measure, item, series, values);
    check_goals(loading, measure, item);
    if (measure->phases.count)
        settle_phases(loading, measure, yaml_get(item, "phases"));
    if (values)
        settle_values(loading, measure, values);
    diagnostics_attribute(loading->diagnostics, from, &checks[CHECK_FIELD]);
    from = loading->diagnostics->list.count;
    measure->series_place = series ? series->place : measure->series_place;
    if (is_clear && measure->series.size)
        read_table(loading, folder, measure);
    diagnostics_attribute(loading->diagnostics, from, &checks[CHECK_TABLE]);
}

void load_measures(struct loading *loading, struct text folder, measure_list *measures, const struct network *network,
                   const struct team *team, const struct yaml_node *node)
{
    const struct yaml_node *list = yaml_get(node, "measures");
    /* The fields' reader made one measure for each entry, good or bad. */
    for (size_t i = 0; i < measures->count; i++) {
        struct measure *measure = &measures->items[i];
        const struct yaml_node *item = list->items.items[i];
        measure->place = item->place;
        measure->team = team;
        measure->network = network;
        if (item->kind == YAML_MAP)
            load_measure(loading, folder, measure, item);
    }
}

struct text model_percent(struct text unit)
{
    char room[WORD_ROOM];
    struct word word;
    size_t at = 0;
    unit = text_trim(unit);
    if (text_starts_with(unit, "%"))
        return text_slice(unit, 0, 1);
    bool is_percent = word_next(unit, &at, &word);
    struct text first = is_percent ? word_fold(text_slice(unit, word.from, word.to), room) : (struct text){0};
    if (text_is(first, "per"))
        is_percent =
            word_next(unit, &at, &word) && text_is(word_fold(text_slice(unit, word.from, word.to), room), "cent");
    else
        is_percent = text_is(first, "procent") || text_is(first, "percent");
    return is_percent ? text_slice(unit, 0, word.to) : (struct text){0};
}
