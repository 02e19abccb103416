#include "view/address.h"
#include "view/lookup.h"

static const struct round *round_of(const void *object)
{
    return object;
}

static struct value id(struct view *view, const void *object)
{
    (void)view;
    return value_text(round_of(object)->id);
}

static struct value url(struct view *view, const void *object)
{
    return value_text(address_of(view, address_round(view->arena, object)));
}

static struct value calendar_url(struct view *view, const void *object)
{
    return view_address(view, address_round_calendar(view->arena, object));
}

static struct value calendar_address(struct view *view, const void *object)
{
    return view_absolute(view, address_round_calendar(view->arena, object));
}

static struct value network(struct view *view, const void *object)
{
    return view_object(view, &network_type, round_of(object)->network);
}

static struct value meetings(struct view *view, const void *object)
{
    return view_road(view, object);
}

static struct value newsletters(struct view *view, const void *object)
{
    const struct round *round = object;
    return view_pointers(view, &newsletter_type, (const void *const *)round->newsletters.items,
                         round->newsletters.count, true);
}

static struct value reports(struct view *view, const void *object)
{
    const struct round *round = object;
    return view_pointers(view, &report_type, (const void *const *)round->reports.items, round->reports.count, false);
}

static struct value period(struct view *view, const void *object)
{
    const struct round *round = object;
    int last = date_is_set(round->end) ? round->end.year : round->start.year;
    if (last == round->start.year)
        return value_text(text_format(view->arena, "%d", last));
    return value_text(text_format(view->arena, "%d–%d", round->start.year, last));
}

static bool has_ended(const struct view *view, const struct round *round)
{
    if (view_next_meeting(view, round))
        return false;
    return !date_is_set(round->end) || date_compare(round->end, view->as_of) < 0;
}

static bool has_begun(const struct view *view, const struct round *round)
{
    return date_compare(round->start, view->as_of) <= 0;
}

static struct value is_current(struct view *view, const void *object)
{
    return value_flag(has_begun(view, object) && !has_ended(view, object));
}

static struct value is_ended(struct view *view, const void *object)
{
    return value_flag(has_begun(view, object) && has_ended(view, object));
}

static struct value is_coming(struct view *view, const void *object)
{
    return value_flag(!has_begun(view, object));
}

static struct value next_meeting(struct view *view, const void *object)
{
    return view_object(view, &meeting_type, view_next_meeting(view, object));
}

static struct value held_count(struct view *view, const void *object)
{
    const struct round *round = object;
    size_t count = 0;
    for (size_t i = 0; i < round->meetings.count; i++)
        count += view_meeting_state(view, round->meetings.items[i]) == STATE_HELD;
    return value_text(text_format(view->arena, "%zu", count)); /* also when it is 0 */
}

static struct value mark(struct view *view, const void *object)
{
    return view_mark(view, object);
}

static struct value contacts(struct view *view, const void *object)
{
    return view_contacts(view, &round_of(object)->profile.coaches);
}

static const struct derived derived[] = {
    {"id", id},
    {"url", url},
    {"calendar_url", calendar_url},
    {"calendar_address", calendar_address},
    {"network", network},
    {"meetings", meetings},
    {"newsletters", newsletters},
    {"reports", reports},
    {"period", period},
    {"is_current", is_current},
    {"is_ended", is_ended},
    {"is_coming", is_coming},
    {"next_meeting", next_meeting},
    {"held_count", held_count},
    {"mark", mark},
    {"contacts", contacts},
    {NULL, NULL},
};

const struct view_type round_view = {&round_type, derived};
