#include "output/calendar.h"

#include "output/job.h"
#include "view/address.h"

/* A line longer than 75 bytes is folded between characters (RFC 5545, 3.1). */
static void add_line(struct buffer *buffer, struct text line)
{
    enum { LONGEST = 75 };
    size_t width = 0;
    for (size_t position = 0; position < line.size;) {
        size_t from = position;
        utf8_next(line, &position);
        if (width + position - from > LONGEST) {
            buffer_add_string(buffer, "\r\n ");
            width = 1;
        }
        buffer_add(buffer, text_slice(line, from, position));
        width += position - from;
    }
    buffer_add_string(buffer, "\r\n");
}

/* Backslash, semicolon and comma are escaped, line feeds written as \n (3.3.11). */
static void add_text(struct view *view, struct buffer *calendar, const char *name, struct text text)
{
    struct buffer line = {.arena = view->arena};
    if (!text.size)
        return;
    buffer_format(&line, "%s:", name);
    for (size_t i = 0; i < text.size; i++) {
        char c = text.bytes[i];
        if (c == '\\' || c == ';' || c == ',')
            buffer_add_byte(&line, '\\');
        if (c == '\n')
            buffer_add_string(&line, "\\n");
        else if ((unsigned char)c >= 0x20)
            buffer_add_byte(&line, c);
    }
    add_line(calendar, buffer_text(&line));
}

static void add_time(struct buffer *calendar, const char *name, struct date date, struct time_of_day time)
{
    if (!time.is_set)
        buffer_format(calendar, "%s;VALUE=DATE:%04d%02d%02d\r\n", name, date.year, date.month, date.day);
    else
        buffer_format(calendar, "%s;TZID=Europe/Stockholm:%04d%02d%02dT%02d%02d00\r\n", name, date.year, date.month,
                      date.day, time.hour, time.minute);
}

/* The EU's rule since 1996; one fixed definition serves all meetings. */
static const char time_zone[] = "BEGIN:VTIMEZONE\r\n"
                                "TZID:Europe/Stockholm\r\n"
                                "BEGIN:STANDARD\r\n"
                                "DTSTART:19961027T030000\r\n"
                                "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\n"
                                "TZOFFSETFROM:+0200\r\n"
                                "TZOFFSETTO:+0100\r\n"
                                "TZNAME:CET\r\n"
                                "END:STANDARD\r\n"
                                "BEGIN:DAYLIGHT\r\n"
                                "DTSTART:19960331T020000\r\n"
                                "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n"
                                "TZOFFSETFROM:+0100\r\n"
                                "TZOFFSETTO:+0200\r\n"
                                "TZNAME:CEST\r\n"
                                "END:DAYLIGHT\r\n"
                                "END:VTIMEZONE\r\n";

static void add_event(struct view *view, struct buffer *calendar, const struct meeting *meeting)
{
    const struct round *round = meeting->round;
    struct arena *arena = view->arena;
    struct text host = address_host(view);
    struct text url = address_absolute(view, address_meeting(arena, meeting));
    struct date day = meeting->date;
    buffer_add_string(calendar, "BEGIN:VEVENT\r\n");
    add_text(view, calendar, "UID",
             text_format(arena, "%.*s.%.*s.%.*s@%.*s", TEXT_ARGUMENTS(round->network->id), TEXT_ARGUMENTS(round->id),
                         TEXT_ARGUMENTS(meeting->id), TEXT_ARGUMENTS(host)));
    /* The stamp must not depend on when the build ran: the day on which the round began. */
    buffer_format(calendar, "DTSTAMP:%04d%02d%02dT000000Z\r\n", round->start.year, round->start.month,
                  round->start.day ? round->start.day : 1);
    add_time(calendar, "DTSTART", day, meeting->start);
    if (!meeting->start.is_set)
        add_time(calendar, "DTEND", date_from_days(date_days(day) + 1), meeting->start);
    else if (meeting->end.is_set)
        add_time(calendar, "DTEND", day, meeting->end);
    add_text(view, calendar, "SUMMARY",
             text_format(arena, "%.*s: %.*s", TEXT_ARGUMENTS(round->network->title), TEXT_ARGUMENTS(meeting->title)));
    add_text(view, calendar, "LOCATION", meeting->location);
    add_text(view, calendar, "DESCRIPTION",
             text_format(arena, "%.*s%s%.*s", TEXT_ARGUMENTS(meeting->lead), meeting->lead.size ? "\n" : "",
                         TEXT_ARGUMENTS(url)));
    add_line(calendar, text_format(arena, "URL:%.*s", TEXT_ARGUMENTS(url)));
    buffer_add_string(calendar,
                      text_is(meeting->status, "cancelled") ? "STATUS:CANCELLED\r\n" : "STATUS:CONFIRMED\r\n");
    buffer_add_string(calendar, "END:VEVENT\r\n");
}

static void begin(struct view *view, struct buffer *calendar, struct text name)
{
    buffer_add_string(calendar, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Rundbrev//Rundbrev//SV\r\n"
                                "CALSCALE:GREGORIAN\r\n");
    add_text(view, calendar, "X-WR-CALNAME", name);
    buffer_add_string(calendar, time_zone);
}

struct text calendar_of_meeting(struct view *view, const struct meeting *meeting)
{
    struct buffer calendar = {.arena = view->arena};
    begin(view, &calendar, (struct text){0});
    add_event(view, &calendar, meeting);
    buffer_add_string(&calendar, "END:VCALENDAR\r\n");
    return buffer_text(&calendar);
}

struct text calendar_of_round(struct view *view, const struct round *round)
{
    struct buffer calendar = {.arena = view->arena};
    struct text name =
        text_format(view->arena, "%.*s, %.*s", TEXT_ARGUMENTS(round->network->title), TEXT_ARGUMENTS(round->title));
    begin(view, &calendar, name);
    for (size_t i = 0; i < round->meetings.count; i++)
        if (!date_is_month(round->meetings.items[i]->date))
            add_event(view, &calendar, round->meetings.items[i]);
    buffer_add_string(&calendar, "END:VCALENDAR\r\n");
    return buffer_text(&calendar);
}

static void render_calendar(struct work *work)
{
    struct view view = work_view(work, MEDIUM_TEXT);
    struct text bytes = calendar_of_round(&view, work->job->subject.round);
    work_finish(work, ARTIFACT_FILE, text_copy(work->result, bytes));
}

static void add_calendar(void *context, const struct subject *subject)
{
    struct plan *plan = context;
    if (subject->kind != &page_kinds[PAGE_ROUND])
        return;
    struct text path = address_calendar(plan->arena, subject->round);
    plan_job(plan, (struct job){.render = render_calendar, .path = path, .subject = *subject});
}

void plan_calendars(struct plan *plan)
{
    pages_each(plan->input->model, plan, add_calendar);
}
