/* What was changed in a meeting, in words. */
#include "view/address.h"
#include "view/lookup.h"

static const struct meeting_change *change_of(const void *object)
{
    return object;
}

static struct value meeting(struct view *view, const void *object)
{
    return view_object(view, &meeting_type, change_of(object)->meeting);
}

/* A day of the year that is meant anyway needs no year. */
static struct text earlier(struct view *view, const struct meeting_change *change)
{
    bool is_same_year = change->from.year == change->to.year && change->from.year == change->date.year;
    enum date_style style = is_same_year && !date_is_month(change->from) ? DATE_DAY_MONTH : DATE_MEDIUM;
    return locale_date(view->locale, view->arena, change->from, style);
}

/* "flyttad från 29 september", or that a meeting of a month has got its day; empty when it is no move. */
static struct text move(struct view *view, const struct meeting_change *change)
{
    struct date from = change->from, to = change->to;
    if (!date_is_set(from))
        return (struct text){0};
    if (date_is_month(from) && from.year == to.year && from.month == to.month)
        return view_string(view, "day_decided");
    return text_format(view->arena, "%.*s %.*s", TEXT_ARGUMENTS(view_string(view, "moved_from")),
                       TEXT_ARGUMENTS(earlier(view, change)));
}

static bool is_ended(struct text sentence)
{
    return text_ends_with(sentence, ".") || text_ends_with(sentence, "!") || text_ends_with(sentence, "?");
}

struct text view_change(struct view *view, const struct meeting_change *change)
{
    struct buffer words = {.arena = view->arena};
    struct text moved = move(view, change);
    buffer_format(&words, "%.*s %.*s", TEXT_ARGUMENTS(view_string(view, "changed")),
                  TEXT_ARGUMENTS(locale_date(view->locale, view->arena, change->date, DATE_MEDIUM)));
    if (moved.size)
        buffer_format(&words, ": %.*s", TEXT_ARGUMENTS(moved));
    buffer_add_byte(&words, '.');
    if (change->text.size)
        buffer_format(&words, " %.*s%s", TEXT_ARGUMENTS(change->text), is_ended(change->text) ? "" : ".");
    return buffer_text(&words);
}

static struct value words(struct view *view, const void *object)
{
    return value_text(view_change(view, object));
}

static const struct derived derived[] = {
    {"meeting", meeting},
    {"words", words},
    {NULL, NULL},
};

const struct view_type change_view = {&meeting_change_type, derived};
