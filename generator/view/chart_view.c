/* The records that the block `chart` gets, and measures side by side: small multiples, and many at a glance. */
#include "view/charted.h"

#include <stdlib.h>

/* Cells of the table below small multiples; a larger one nobody reads, and each page has its own values. */
enum { CELLS_MOST = 5000 };

static const struct measure *measure_of_chart(const void *object)
{
    return ((const struct chart *)object)->target;
}

static struct value chart_measure(struct view *view, const void *object)
{
    return view_object(view, &measure_type, measure_of_chart(object));
}

static struct value chart_team(struct view *view, const void *object)
{
    return view_object(view, &team_type, ((const struct chart *)object)->team.target);
}

static const struct derived derived[] = {
    {"measure", chart_measure},
    {"team", chart_team},
    {NULL, NULL},
};

const struct view_type chart_view = {&chart_type, derived};

typedef ARRAY(const struct measure *) measure_pointers;

static bool all_equal(const measure_pointers *measures,
                      bool (*is_equal)(const struct measure *a, const struct measure *b))
{
    for (size_t i = 1; i < measures->count; i++)
        if (!is_equal(measures->items[0], measures->items[i]))
            return false;
    return true;
}

static bool has_same_unit(const struct measure *a, const struct measure *b)
{
    return text_equal(a->unit, b->unit);
}

static bool has_same_title(const struct measure *a, const struct measure *b)
{
    return text_equal(a->title, b->title);
}

/* Whose it is, when all measure the same; else also what. */
static struct text title_among(struct view *view, const struct measure *measure, bool is_same)
{
    if (!measure->team)
        return measure->title;
    struct text team = measure->team->title;
    return is_same ? team
                   : text_format(view->arena, "%.*s: %.*s", TEXT_ARGUMENTS(team), TEXT_ARGUMENTS(measure->title));
}

static struct value small_chart(struct view *view, const struct measure *measure, struct text title,
                                const struct chart_scale *scale)
{
    enum { SHOWN = 252 };
    struct charted *charted = charted_of(view, measure);
    const struct chart_form form = {.width = 280,
                                    .height = 190,
                                    .has_no_unit = true,
                                    .has_no_notes = true,
                                    .has_few_words = true,
                                    .title = title,
                                    .scale = scale};
    struct text svg = charted_draw(view, charted, &form);
    struct value record = value_new_record(view->arena);
    value_set(view->arena, record, "measure", view_object(view, &measure_type, measure));
    value_set(view->arena, record, "team", view_object(view, &team_type, measure->team));
    value_set(view->arena, record, "title", view_text(title));
    value_set(view->arena, record, "chart", view->medium == MEDIUM_WEB ? drawing_value(svg) : value_nothing());
    value_set(view->arena, record, "picture", drawing_picture(view, svg, SHOWN));
    return record;
}

struct cell {
    struct date date;
    size_t column;
    double value;
};
typedef ARRAY(struct cell) cell_list;

static int by_date_and_column(const void *a, const void *b)
{
    const struct cell *first = a, *second = b;
    int order = date_compare(first->date, second->date);
    if (order)
        return order;
    return first->column < second->column ? -1 : first->column > second->column;
}

static cell_list cells_of(struct view *view, const measure_pointers *measures)
{
    cell_list cells = {0};
    for (size_t i = 0; i < measures->count; i++) {
        const measurement_list *values = &charted_of(view, measures->items[i])->measured->values;
        for (size_t j = 0; j < values->count; j++)
            ARRAY_PUSH(view->arena, &cells, ((struct cell){values->items[j].date, i, values->items[j].value}));
    }
    if (cells.count)
        qsort(cells.items, cells.count, sizeof *cells.items, by_date_and_column);
    return cells;
}

/* The values of so many measures on a day; "3; 5" where one has two. Moves `*at` past the day. */
static struct value row_of(struct view *view, size_t measures, const cell_list *cells, size_t *at)
{
    struct value record = value_new_record(view->arena), row = value_new_list(view->arena);
    struct date date = cells->items[*at].date;
    for (size_t i = 0; i < measures; i++) {
        struct buffer text = {.arena = view->arena};
        for (; *at < cells->count && cells->items[*at].column == i && !date_compare(cells->items[*at].date, date);
             (*at)++) {
            buffer_add_string(&text, text.size ? "; " : "");
            buffer_add(&text, view_number(view, cells->items[*at].value).text);
        }
        struct value cell = value_new_record(view->arena);
        value_set(view->arena, cell, "value", view_text(buffer_text(&text)));
        value_add(view->arena, row, cell);
    }
    value_set(view->arena, record, "date", view_date(view, date));
    value_set(view->arena, record, "cells", row);
    return record;
}

static struct value rows_of(struct view *view, const measure_pointers *measures)
{
    struct value rows = value_new_list(view->arena);
    cell_list cells = cells_of(view, measures);
    size_t dates = 0;
    for (size_t i = 0; i < cells.count; i++)
        dates += !i || date_compare(cells.items[i - 1].date, cells.items[i].date);
    for (size_t at = 0; at < cells.count && dates * measures->count <= CELLS_MOST;)
        value_add(view->arena, rows, row_of(view, measures->count, &cells, &at));
    return rows;
}

static struct value multiples(struct view *view, const measure_pointers *measures, bool is_same)
{
    struct value list = value_new_list(view->arena);
    struct chart_scale scale = {0};
    if (measures->count < 2)
        return list;
    for (size_t i = 0; i < measures->count && all_equal(measures, has_same_unit); i++)
        chart_scale_add(&scale, charted_of(view, measures->items[i])->measured);
    for (size_t i = 0; i < measures->count; i++) {
        struct text title = title_among(view, measures->items[i], is_same);
        value_add(view->arena, list, small_chart(view, measures->items[i], title, &scale));
    }
    return list;
}

void charts_set(struct view *view, struct value record, const struct markup_node *node)
{
    const ARRAY(struct chart) *charts = node->record;
    struct arena *arena = view->arena;
    measure_pointers measures = {0};
    for (size_t i = 0; i < charts->count; i++)
        if (charts->items[i].target)
            ARRAY_PUSH(arena, &measures,
                       view->letter ? measure_until(view, charts->items[i].target, view->letter->date)
                                    : charts->items[i].target);
    bool is_many = measures.count > 1, is_same = all_equal(&measures, has_same_title);
    const struct measure *first = measures.count ? measures.items[0] : NULL;
    struct value rows = is_many && view->medium == MEDIUM_WEB ? rows_of(view, &measures) : value_new_list(arena);
    value_set(arena, record, "one", view_object(view, &measure_type, is_many ? NULL : first));
    value_set(arena, record, "is_many", value_flag(is_many));
    value_set(arena, record, "many", multiples(view, &measures, is_same));
    value_set(arena, record, "rows", rows);
    value_set(arena, record, "has_rows", value_flag(rows.list->values.count > 0));
    value_set(arena, record, "measured", is_many && is_same ? view_text(first->title) : value_nothing());
    value_set(arena, record, "unit",
              is_many && all_equal(&measures, has_same_unit) ? view_text(first->unit) : value_nothing());
    value_set(arena, record, "is_paper", value_flag(is_on_paper(view)));
}

static bool takes_part(const struct team *team, const struct round *round)
{
    for (size_t i = 0; round && i < team->rounds.count; i++)
        if (team->rounds.items[i] == round)
            return true;
    return !round;
}

struct value view_glance(struct view *view, const struct network *network, const struct round *round)
{
    struct value list = value_new_list(view->arena);
    for (size_t i = 0; i < network->teams.count; i++) {
        const struct team *team = network->teams.items[i];
        for (size_t j = 0; j < team->measures.count && takes_part(team, round); j++)
            if (team->measures.items[j].values.count) {
                struct value record = value_new_record(view->arena);
                value_set(view->arena, record, "team", view_object(view, &team_type, team));
                value_set(view->arena, record, "measure", view_object(view, &measure_type, &team->measures.items[j]));
                value_add(view->arena, list, record);
            }
    }
    return list;
}
