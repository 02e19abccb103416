#include "view/address.h"
#include "view/lookup.h"

static struct value url(struct view *view, const void *object)
{
    return value_text(address_of(view, address_meeting(view->arena, object)));
}

static struct value calendar_url(struct view *view, const void *object)
{
    return view_address(view, address_meeting_calendar(view->arena, object));
}

static struct value pdf_url(struct view *view, const void *object)
{
    return view_address(view, address_meeting_pdf(view->arena, object));
}

static struct value network(struct view *view, const void *object)
{
    return view_object(view, &network_type, ((const struct meeting *)object)->round->network);
}

static struct value round_of(struct view *view, const void *object)
{
    return view_object(view, &round_type, ((const struct meeting *)object)->round);
}

static struct value id(struct view *view, const void *object)
{
    (void)view;
    return value_text(((const struct meeting *)object)->id);
}

static struct value part_id(struct view *view, const void *object)
{
    return value_text(address_meeting_part(view->arena, object));
}

/* Where its notes stand in a booklet: in the first letter that covers it. */
static struct value notes_part_id(struct view *view, const void *object)
{
    const struct meeting *meeting = object;
    if (!meeting->newsletters.count || !meeting->notes.tree || markup_is_empty(meeting->notes.tree))
        return value_nothing();
    return value_text(address_notes_part(view->arena, meeting->newsletters.items[0], meeting));
}

static struct value date(struct view *view, const void *object)
{
    return view_date(view, ((const struct meeting *)object)->date);
}

static struct value time_of(struct view *view, const void *object)
{
    const struct meeting *meeting = object;
    return view_text(locale_time(view->locale, view->arena, meeting->start, meeting->end));
}

static struct value when(struct view *view, const void *object)
{
    const struct meeting *meeting = object;
    struct text day = locale_date(view->locale, view->arena, meeting->date, DATE_LONG);
    struct text hours = locale_time(view->locale, view->arena, meeting->start, meeting->end);
    if (!hours.size)
        return value_text(day);
    return value_text(text_format(view->arena, "%.*s %.*s", TEXT_ARGUMENTS(day), TEXT_ARGUMENTS(hours)));
}

static struct value has_state(struct view *view, const void *object, enum meeting_state state)
{
    return value_flag(view_meeting_state(view, object) == state);
}

static struct value is_held(struct view *view, const void *object)
{
    return has_state(view, object, STATE_HELD);
}

static struct value is_next(struct view *view, const void *object)
{
    return has_state(view, object, STATE_NEXT);
}

static struct value is_coming(struct view *view, const void *object)
{
    enum meeting_state now = view_meeting_state(view, object);
    return value_flag(now == STATE_COMING || now == STATE_UNCONFIRMED);
}

static struct value is_unconfirmed(struct view *view, const void *object)
{
    return has_state(view, object, STATE_UNCONFIRMED);
}

static struct value is_cancelled(struct view *view, const void *object)
{
    return has_state(view, object, STATE_CANCELLED);
}

static struct value state(struct view *view, const void *object)
{
    static const char *const words[] = {
        [STATE_HELD] = "state_held",
        [STATE_NEXT] = "state_next",
        [STATE_COMING] = "state_coming",
        [STATE_CANCELLED] = "state_cancelled",
        [STATE_UNCONFIRMED] = "state_unconfirmed",
    };
    return view_text(view_string(view, words[view_meeting_state(view, object)]));
}

static struct value is_here(struct view *view, const void *object)
{
    return value_flag(view_is_here(view, object));
}

static struct value is_kind(const void *object, const char *kind)
{
    return value_flag(text_is(((const struct meeting *)object)->kind, kind));
}

static struct value is_digital(struct view *view, const void *object)
{
    (void)view;
    return is_kind(object, "digital");
}

static struct value is_visit(struct view *view, const void *object)
{
    (void)view;
    return is_kind(object, "visit");
}

static struct value is_follow_up(struct view *view, const void *object)
{
    (void)view;
    return is_kind(object, "follow-up");
}

/* Its kind in words. */
static struct value form(struct view *view, const void *object)
{
    static const char *const words[][2] = {
        {"digital", "form_digital"},
        {"visit", "form_visit"},
        {"follow-up", "form_follow_up"},
        {NULL, "meeting"},
    };
    size_t i = 0;
    while (words[i][0] && !text_is(((const struct meeting *)object)->kind, words[i][0]))
        i++;
    return view_text(view_string(view, words[i][1]));
}

/* Nothing for an ordinary one, which its number calls a meeting already. */
static struct value special_form(struct view *view, const void *object)
{
    bool is_ordinary = text_is(((const struct meeting *)object)->kind, "meeting");
    return is_ordinary ? value_nothing() : form(view, object);
}

static size_t position(const struct meeting *meeting)
{
    size_t i = 0;
    while (meeting->round->meetings.items[i] != meeting)
        i++;
    return i;
}

static struct value index_of(struct view *view, const void *object)
{
    return value_text(text_format(view->arena, "%zu", position(object)));
}

static struct value is_first(struct view *view, const void *object)
{
    (void)view;
    return value_flag(position(object) == 0);
}

static struct value is_last(struct view *view, const void *object)
{
    (void)view;
    const struct meeting *meeting = object;
    return value_flag(position(meeting) + 1 == meeting->round->meetings.count);
}

/* Whether the way from here to the following meeting lies behind: one further on was held, or is next. */
static struct value is_walked(struct view *view, const void *object)
{
    const struct meeting *meeting = object;
    bool is_walked = false;
    for (size_t i = position(meeting) + 1; i < meeting->round->meetings.count && !is_walked; i++) {
        enum meeting_state state = view_meeting_state(view, meeting->round->meetings.items[i]);
        is_walked = state == STATE_HELD || state == STATE_NEXT;
    }
    return value_flag(is_walked);
}

static struct value previous(struct view *view, const void *object)
{
    const struct meeting *meeting = object;
    size_t i = position(meeting);
    return view_object(view, &meeting_type, i ? meeting->round->meetings.items[i - 1] : NULL);
}

static struct value next(struct view *view, const void *object)
{
    const struct meeting *meeting = object;
    size_t i = position(meeting) + 1;
    return view_object(view, &meeting_type,
                       i < meeting->round->meetings.count ? meeting->round->meetings.items[i] : NULL);
}

static struct value notes(struct view *view, const void *object)
{
    return view_prose(view, &((const struct meeting *)object)->notes, 0, (struct text){0});
}

static struct value has_notes(struct view *view, const void *object)
{
    (void)view;
    const struct prose *text = &((const struct meeting *)object)->notes;
    return value_flag(text->tree && !markup_is_empty(text->tree));
}

static struct value newsletters(struct view *view, const void *object)
{
    const struct meeting *meeting = object;
    return view_pointers(view, &newsletter_type, (const void *const *)meeting->newsletters.items,
                         meeting->newsletters.count, false);
}

static const struct derived derived[] = {
    {"id", id},
    {"part_id", part_id},
    {"notes_part_id", notes_part_id},
    {"url", url},
    {"pdf_url", pdf_url},
    {"calendar_url", calendar_url},
    {"network", network},
    {"round", round_of},
    {"date", date},
    {"time", time_of},
    {"when", when},
    {"is_held", is_held},
    {"is_next", is_next},
    {"is_coming", is_coming},
    {"is_unconfirmed", is_unconfirmed},
    {"is_cancelled", is_cancelled},
    {"is_here", is_here},
    {"is_digital", is_digital},
    {"is_visit", is_visit},
    {"is_follow_up", is_follow_up},
    {"form", form},
    {"special_form", special_form},
    {"state", state},
    {"index", index_of},
    {"is_first", is_first},
    {"is_last", is_last},
    {"is_walked", is_walked},
    {"previous", previous},
    {"next", next},
    {"notes", notes},
    {"has_notes", has_notes},
    {"newsletters", newsletters},
    {NULL, NULL},
};

const struct view_type meeting_view = {&meeting_type, derived};
