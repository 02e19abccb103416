/* Dates in all the forms that layouts use, made only when asked for. */
#include "view/lookup.h"

#include <string.h>

static const struct {
    const char *name;
    enum date_style style;
} styles[] = {
    {"iso", DATE_ISO},         {"long", DATE_LONG},   {"medium", DATE_MEDIUM}, {"day_month", DATE_DAY_MONTH},
    {"weekday", DATE_WEEKDAY}, {"month", DATE_MONTH}, {"short", DATE_SHORT},
};

static bool get(const void *object, void *context, struct text name, struct value *result)
{
    const struct date *date = object;
    struct view *view = context;
    for (size_t i = 0; i < sizeof styles / sizeof *styles; i++)
        if (text_is(name, styles[i].name)) {
            *result = view_text(locale_date(view->locale, view->arena, *date, styles[i].style));
            return true;
        }
    if (text_is(name, "year"))
        *result = value_text(text_format(view->arena, "%d", date->year));
    else if (text_is(name, "is_month"))
        *result = value_flag(date_is_month(*date));
    else if (text_is(name, "rfc3339"))
        *result = value_text(date_noon(view->arena, *date));
    else
        return false;
    return true;
}

static void list_names(const void *object, void *context, struct arena *arena, struct text **names, size_t *count)
{
    (void)object, (void)context;
    text_list list = {0};
    for (size_t i = 0; i < sizeof styles / sizeof *styles; i++)
        ARRAY_PUSH(arena, &list, text_from(styles[i].name));
    ARRAY_PUSH(arena, &list, TEXT("year"));
    ARRAY_PUSH(arena, &list, TEXT("is_month"));
    ARRAY_PUSH(arena, &list, TEXT("rfc3339"));
    *names = list.items;
    *count = list.count;
}

struct value view_date(struct view *view, struct date date)
{
    static const struct value_class class = {get, list_names};
    if (!date_is_set(date))
        return value_nothing();
    struct date *copy = ARENA_NEW(view->arena, struct date);
    *copy = date;
    return value_object(&class, copy, view);
}
