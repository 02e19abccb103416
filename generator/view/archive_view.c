/* A year of the archive. */
#include "view/address.h"
#include "view/lookup.h"

const struct record_type year_type = {.name = "year"};

static struct value year_number(struct view *view, const void *object)
{
    return value_text(text_format(view->arena, "%d", ((const struct archive_year *)object)->year));
}

static struct value title(struct view *view, const void *object)
{
    struct text words = view_string(view, "everything_from");
    int year = ((const struct archive_year *)object)->year;
    return value_text(text_format(view->arena, "%.*s %d", TEXT_ARGUMENTS(words), year));
}

static struct value url(struct view *view, const void *object)
{
    return value_text(address_of(view, address_year(view->arena, object)));
}

/* Years stand newest first. */
static struct value next(struct view *view, const void *object)
{
    const struct archive_year *year = object, *newest = view->model->archive.years.items;
    return view_object(view, &year_type, year > newest ? year - 1 : NULL);
}

static struct value previous(struct view *view, const void *object)
{
    const struct archive_year *year = object, *newest = view->model->archive.years.items;
    bool is_oldest = (size_t)(year - newest) + 1 == view->model->archive.years.count;
    return view_object(view, &year_type, is_oldest ? NULL : year + 1);
}

/* How much there is of each kind */

struct counts {
    const struct network *network;
    size_t held, planned, letters, reports;
};

static const struct network *network_of(const struct archive_item *item)
{
    switch (item->what.kind) {
    case TARGET_MEETING:
        return ((const struct meeting *)item->what.object)->round->network;
    case TARGET_NEWSLETTER:
        return ((const struct newsletter *)item->what.object)->round->network;
    default:
        return ((const struct report *)item->what.object)->round->network;
    }
}

static void count(const struct view *view, const struct archive_item *item, struct counts *counts)
{
    if (item->what.kind == TARGET_NEWSLETTER)
        counts->letters++;
    else if (item->what.kind == TARGET_REPORT)
        counts->reports++;
    else if (date_compare(((const struct meeting *)item->what.object)->date, view->as_of) >= 0)
        counts->planned += view_meeting_state(view, item->what.object) != STATE_CANCELLED;
    else
        counts->held += view_meeting_state(view, item->what.object) == STATE_HELD;
}

static void add_count(struct view *view, struct value list, size_t number, const char *one, const char *many)
{
    if (number)
        value_add(view->arena, list, view_counted(view, number, one, many));
}

static struct value counts_value(struct view *view, const struct counts *counts)
{
    struct value list = value_new_list(view->arena);
    add_count(view, list, counts->held, "one_meeting", "many_meetings");
    add_count(view, list, counts->planned, "one_planned_meeting", "many_planned_meetings");
    add_count(view, list, counts->letters, "one_newsletter", "many_newsletters");
    add_count(view, list, counts->reports, "one_report", "many_reports");
    return list;
}

static struct value year_counts(struct view *view, const void *object)
{
    const struct archive_year *year = object;
    struct counts counts = {0};
    for (size_t i = 0; i < year->items.count; i++)
        count(view, &year->items.items[i], &counts);
    return counts_value(view, &counts);
}

/* The networks that did something that year, in the order of the model. */
static struct value networks(struct view *view, const void *object)
{
    const struct archive_year *year = object;
    struct arena *arena = view->arena;
    struct map known = {.arena = arena};
    struct value list = value_new_list(arena);
    for (size_t i = 0; i < year->items.count; i++) {
        const struct network *network = network_of(&year->items.items[i]);
        struct counts *counts = map_get(&known, network->id);
        if (!counts) {
            counts = ARENA_NEW(arena, struct counts);
            map_set(&known, network->id, counts);
        }
        count(view, &year->items.items[i], counts);
    }
    for (size_t i = 0; i < view->model->networks.count; i++) {
        const struct counts *counts = map_get(&known, view->model->networks.items[i]->id);
        if (!counts)
            continue;
        struct value record = value_new_record(arena);
        value_set(arena, record, "network", view_object(view, &network_type, view->model->networks.items[i]));
        value_set(arena, record, "counts", counts_value(view, counts));
        value_add(arena, list, record);
    }
    return list;
}

/* What there is */

/* The reports of the year, else its latest letters. */
static struct value highlights(struct view *view, const void *object)
{
    enum { MOST = 3 };
    static const enum target_kind kinds[] = {TARGET_REPORT, TARGET_NEWSLETTER};
    const struct archive_year *year = object;
    struct value list = value_new_list(view->arena);
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
        for (size_t i = year->items.count; i-- > 0 && list.list->values.count < MOST;)
            if (year->items.items[i].what.kind == kinds[k])
                value_add(view->arena, list, view_target(view, &year->items.items[i].what, NULL));
    return list;
}

static struct value month_value(struct view *view, struct date date, struct value items)
{
    struct arena *arena = view->arena;
    struct value record = value_new_record(arena);
    struct date month = {.year = date.year, .month = date.month};
    value_set(arena, record, "id", value_text(text_format(arena, "month_%d", date.month)));
    value_set(arena, record, "title", value_text(locale_date(view->locale, arena, month, DATE_MONTH)));
    value_set(arena, record, "items", items);
    return record;
}

static struct value months(struct view *view, const void *object)
{
    const struct archive_year *year = object;
    struct value list = value_new_list(view->arena), items = value_nothing();
    for (size_t i = 0; i < year->items.count; i++) {
        const struct archive_item *item = &year->items.items[i];
        if (!i || item->date.month != year->items.items[i - 1].date.month) {
            items = value_new_list(view->arena);
            value_add(view->arena, list, month_value(view, item->date, items));
        }
        value_add(view->arena, items, view_target(view, &item->what, NULL));
    }
    return list;
}

static const struct derived derived[] = {
    {"year", year_number},  {"title", title},           {"url", url},
    {"next", next},         {"previous", previous},     {"counts", year_counts},
    {"networks", networks}, {"highlights", highlights}, {"months", months},
    {NULL, NULL},
};

const struct view_type year_view = {&year_type, derived};
