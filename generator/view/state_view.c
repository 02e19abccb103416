/* What is held, next and coming on the view's date: one answer for pages, paper and mail. */
#include "view/lookup.h"

struct date view_day_after(struct date date)
{
    return date_from_days(date_days(date_last_day(date)) + 1);
}

static bool is_cancelled(const struct meeting *meeting)
{
    return text_is(meeting->status, "cancelled");
}

static bool is_held(const struct view *view, const struct meeting *meeting)
{
    return date_compare(meeting->date, view->as_of) < 0;
}

const struct meeting *view_next_meeting(const struct view *view, const struct round *round)
{
    for (size_t i = 0; i < round->meetings.count; i++)
        if (!is_cancelled(round->meetings.items[i]) && !is_held(view, round->meetings.items[i]))
            return round->meetings.items[i];
    return NULL;
}

enum meeting_state view_meeting_state(const struct view *view, const struct meeting *meeting)
{
    if (is_cancelled(meeting))
        return STATE_CANCELLED;
    if (is_held(view, meeting))
        return text_is(meeting->status, "unconfirmed") ? STATE_UNCONFIRMED : STATE_HELD;
    return meeting == view_next_meeting(view, meeting->round) ? STATE_NEXT : STATE_COMING;
}

const struct meeting *view_network_next_meeting(const struct view *view, const struct network *network)
{
    const struct meeting *earliest = NULL;
    for (size_t i = 0; i < network->rounds.count; i++) {
        const struct meeting *next = view_next_meeting(view, network->rounds.items[i]);
        if (next && (!earliest || date_compare(next->date, earliest->date) < 0))
            earliest = next;
    }
    return earliest;
}

const struct round *view_current_round(const struct view *view, const struct network *network)
{
    const struct meeting *next = view_network_next_meeting(view, network);
    if (next)
        return next->round;
    /* A round without any meeting yet has nothing to show. */
    for (size_t i = network->rounds.count; i-- > 0;)
        if (network->rounds.items[i]->meetings.count)
            return network->rounds.items[i];
    return network->rounds.count ? network->rounds.items[network->rounds.count - 1] : NULL;
}

bool view_is_here(const struct view *view, const struct meeting *meeting)
{
    const struct newsletter *letter = view->letter;
    if (view->subject == meeting)
        return true;
    for (size_t i = 0; letter && i < letter->meetings.count; i++)
        if (letter->meetings.items[i].target == meeting)
            return true;
    return false;
}

struct value view_mark(struct view *view, const struct round *round)
{
    struct arena *arena = view->arena;
    struct value list = value_new_list(arena);
    for (size_t i = 0; round && i < round->meetings.count; i++) {
        const struct meeting *meeting = round->meetings.items[i];
        enum meeting_state state = view_meeting_state(view, meeting);
        struct value dot = value_new_record(arena);
        value_set(arena, dot, "is_held", value_flag(state == STATE_HELD));
        value_set(arena, dot, "is_next", value_flag(state == STATE_NEXT));
        value_set(arena, dot, "is_coming", value_flag(state == STATE_COMING || state == STATE_UNCONFIRMED));
        value_set(arena, dot, "is_cancelled", value_flag(state == STATE_CANCELLED));
        value_set(arena, dot, "is_here", value_flag(view_is_here(view, meeting)));
        value_set(arena, dot, "x", value_text(text_format(arena, "%zu", i)));
        value_add(arena, list, dot);
    }
    return list;
}

struct value view_road(struct view *view, const struct round *round)
{
    if (!round)
        return value_nothing();
    return view_pointers(view, &meeting_type, (const void *const *)round->meetings.items, round->meetings.count, false);
}
