#include "view/lookup.h"

#include "draw/run_chart.h"

#include <stdlib.h>

static const struct measure *measure_of(const void *object)
{
    return object;
}

static struct value measurement_value(struct view *view, const struct measurement *measurement)
{
    struct value record = value_new_record(view->arena);
    value_set(view->arena, record, "date", view_date(view, measurement->date));
    value_set(view->arena, record, "value", view_number(view, measurement->value));
    value_set(view->arena, record, "note", view_text(measurement->note));
    return record;
}

static struct value values(struct view *view, const void *object)
{
    const struct measure *measure = object;
    struct value list = value_new_list(view->arena);
    for (size_t i = 0; i < measure->values.count; i++)
        value_add(view->arena, list, measurement_value(view, &measure->values.items[i]));
    return list;
}

static struct value latest(struct view *view, const void *object)
{
    const struct measure *measure = object;
    size_t count = measure->values.count;
    return count ? measurement_value(view, &measure->values.items[count - 1]) : value_nothing();
}

static struct value is_better_up(struct view *view, const void *object)
{
    (void)view;
    return value_flag(text_is(measure_of(object)->better, "up"));
}

static struct text with_unit(struct view *view, const struct measure *measure, double value)
{
    struct text number = view_number(view, value).text, unit = measure->unit;
    return unit.size ? text_format(view->arena, "%.*s %.*s", TEXT_ARGUMENTS(number), TEXT_ARGUMENTS(unit)) : number;
}

/* The chart in words, for those who do not see it: what was measured, no more. */
static struct text description(struct view *view, const struct measure *measure)
{
    size_t count = measure->values.count;
    const struct measurement *first = measure->values.items, *last = first;
    for (size_t i = 1; i < count; i++) {
        const struct measurement *value = &measure->values.items[i];
        first = date_days(value->date) < date_days(first->date) ? value : first;
        last = date_days(value->date) >= date_days(last->date) ? value : last;
    }
    bool is_same_month = first->date.year == last->date.year && first->date.month == last->date.month;
    enum date_style style = is_same_month ? DATE_MEDIUM : DATE_MONTH;
    const struct view_word words[] = {
        {"title", measure->title},
        {"number", text_format(view->arena, "%zu", count)},
        {"start", locale_date(view->locale, view->arena, first->date, style)},
        {"end", locale_date(view->locale, view->arena, last->date, style)},
        {"first", view_number(view, first->value).text},
        {"last", with_unit(view, measure, last->value)},
        {"goal", measure->has_goal ? view_number(view, measure->goal).text : (struct text){0}},
        {0},
    };
    struct text values_told = view_sentence(view, count == 1 ? "chart_one" : "chart_many", words);
    if (!measure->has_goal)
        return values_told;
    struct text goal = view_sentence(view, "chart_goal", words);
    return text_format(view->arena, "%.*s %.*s", TEXT_ARGUMENTS(values_told), TEXT_ARGUMENTS(goal));
}

static int by_date(const void *a, const void *b)
{
    const struct measurement *left = *(const struct measurement *const *)a;
    const struct measurement *right = *(const struct measurement *const *)b;
    long difference = date_days(left->date) - date_days(right->date);
    if (difference == 0)
        return (left > right) - (left < right);
    return difference < 0 ? -1 : 1;
}

static struct value draw(struct view *view, const struct measure *measure, int width, int height, struct text unit)
{
    size_t count = measure->values.count;
    if (!count || view->medium != MEDIUM_WEB)
        return value_nothing();
    const struct measurement **sorted = arena_allocate(view->arena, count * sizeof *sorted);
    struct run_point *points = arena_allocate(view->arena, count * sizeof *points);
    for (size_t i = 0; i < count; i++)
        sorted[i] = &measure->values.items[i];
    qsort(sorted, count, sizeof *sorted, by_date);
    for (size_t i = 0; i < count; i++)
        points[i] = (struct run_point){.date = sorted[i]->date, .value = sorted[i]->value};
    struct run_chart chart = {
        .frame = {measure->title, description(view, measure), width, height, FRAME_IN_PAGE, {0}},
        .points = points,
        .count = count,
        .has_goal = measure->has_goal,
        .goal_from = measure->goal,
        .unit = unit,
    };
    if (measure->has_goal)
        chart.goal_label = text_format(view->arena, "%.*s %.*s", TEXT_ARGUMENTS(view_string(view, "measure_goal")),
                                       TEXT_ARGUMENTS(view_number(view, measure->goal).text));
    struct text svg = run_chart_draw(view->arena, view->locale, &chart);
    return svg.size ? value_markup(svg) : value_nothing();
}

static struct value chart(struct view *view, const void *object)
{
    return draw(view, object, 600, 270, measure_of(object)->unit);
}

/* Type in a drawing shrinks with it, so a narrow screen or column gets a drawing of its own. */
static struct value chart_narrow(struct view *view, const void *object)
{
    return draw(view, object, 360, 240, measure_of(object)->unit);
}

/* For a band of charts side by side on paper, where the latest value and its unit stand above each. */
static struct value chart_flat(struct view *view, const void *object)
{
    return draw(view, object, 460, 190, (struct text){0});
}

static const struct derived derived[] = {
    {"values", values},
    {"latest", latest},
    {"chart", chart},
    {"chart_narrow", chart_narrow},
    {"chart_flat", chart_flat},
    {"is_better_up", is_better_up},
    {NULL, NULL},
};

const struct view_type measure_view = {&measure_type, derived};
