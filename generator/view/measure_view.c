#include "view/lookup.h"

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
    return value_flag(text_is(((const struct measure *)object)->better, "up"));
}

static const struct derived derived[] = {
    {"values", values},
    {"latest", latest},
    {"is_better_up", is_better_up},
    {NULL, NULL},
};

const struct view_type measure_view = {&measure_type, derived};
