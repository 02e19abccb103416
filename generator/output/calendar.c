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

/* What tells one state of a meeting from another */

/* The date under which the meeting was first known, whatever it has been moved to since. */
static struct text first_id(struct arena *arena, const struct meeting *meeting)
{
    for (size_t i = 0; i < meeting->changes.count; i++)
        if (date_is_set(meeting->changes.items[i].from))
            return date_iso(arena, meeting->changes.items[i].from);
    return meeting->id;
}

static bool is_cancelled(const struct meeting *meeting)
{
    return text_is(meeting->status, "cancelled");
}

/* Two for each change, so that a meeting may be cancelled after any of them, and take place after all when one more
 * change says so: the number only ever rises. */
static size_t sequence(const struct meeting *meeting)
{
    return 2 * meeting->changes.count + is_cancelled(meeting);
}

/* The day of the last change, or on which the round began: it must not depend on when the build ran. */
static struct date last_modified(const struct meeting *meeting)
{
    struct date start = date_first_day(meeting->round->start);
    if (!meeting->changes.count)
        return start;
    struct date changed = date_first_day(meeting->changes.items[meeting->changes.count - 1].date);
    return date_compare(changed, start) < 0 ? start : changed;
}

static const char *status(const struct meeting *meeting)
{
    return is_cancelled(meeting) ? "CANCELLED" : text_is(meeting->status, "unconfirmed") ? "TENTATIVE" : "CONFIRMED";
}

static void add_identity(struct view *view, struct buffer *calendar, const struct meeting *meeting)
{
    const struct round *round = meeting->round;
    struct date modified = last_modified(meeting);
    add_text(view, calendar, "UID",
             text_format(view->arena, "%.*s.%.*s.%.*s@%.*s", TEXT_ARGUMENTS(round->network->id),
                         TEXT_ARGUMENTS(round->id), TEXT_ARGUMENTS(first_id(view->arena, meeting)),
                         TEXT_ARGUMENTS(address_host(view))));
    buffer_format(calendar, "SEQUENCE:%zu\r\nSTATUS:%s\r\n", sequence(meeting), status(meeting));
    buffer_format(calendar, "DTSTAMP:%04d%02d%02dT000000Z\r\n", modified.year, modified.month, modified.day);
    buffer_format(calendar, "LAST-MODIFIED:%04d%02d%02dT000000Z\r\n", modified.year, modified.month, modified.day);
}

/* When */

static void add_day(struct buffer *calendar, const char *name, struct date date)
{
    buffer_format(calendar, "%s;VALUE=DATE:%04d%02d%02d\r\n", name, date.year, date.month, date.day);
}

static void add_time(struct buffer *calendar, const char *name, struct date date, struct time_of_day time)
{
    buffer_format(calendar, "%s;TZID=Europe/Stockholm:%04d%02d%02dT%02d%02d00\r\n", name, date.year, date.month,
                  date.day, time.hour, time.minute);
}

static struct date next_day(struct date date)
{
    return date_from_days(date_days(date) + 1);
}

static bool has_end(const struct meeting *meeting)
{
    return meeting->end.is_set && time_minutes(meeting->end) != time_minutes(meeting->start);
}

/* An entry without length blocks no time, and Outlook and Google hardly show it: where the end is not known an hour
 * is kept. A day whose hours are not known is not blocked, nor the time of a cancelled meeting. */
static void add_when(struct buffer *calendar, const struct meeting *meeting)
{
    struct date day = meeting->date;
    if (!meeting->start.is_set) {
        add_day(calendar, "DTSTART", day);
        add_day(calendar, "DTEND", next_day(day));
    } else {
        bool is_over_night = time_minutes(meeting->end) < time_minutes(meeting->start);
        add_time(calendar, "DTSTART", day, meeting->start);
        if (has_end(meeting))
            add_time(calendar, "DTEND", is_over_night ? next_day(day) : day, meeting->end);
        else
            buffer_add_string(calendar, "DURATION:PT1H\r\n");
    }
    bool is_free = !meeting->start.is_set || is_cancelled(meeting);
    buffer_format(calendar, "TRANSP:%s\r\n", is_free ? "TRANSPARENT" : "OPAQUE");
}

/* What */

static void add_line_of(struct buffer *text, const char *before, struct text line)
{
    if (line.size)
        buffer_format(text, "%s%s%.*s", text->size ? "\n" : "", before, TEXT_ARGUMENTS(line));
}

static void add_description(struct view *view, struct buffer *calendar, const struct meeting *meeting, struct text url)
{
    struct buffer text = {.arena = view->arena};
    struct arena *arena = view->arena;
    add_line_of(&text, "", meeting->lead);
    for (size_t i = 0; i < meeting->changes.count; i++)
        add_line_of(&text, "", view_change(view, &meeting->changes.items[i]));
    if (meeting->start.is_set && !has_end(meeting))
        add_line_of(&text, "", view_string(view, "calendar_no_end"));
    if (meeting->bring.size)
        add_line_of(&text, text_string(arena, text_join(arena, view_string(view, "bring"), TEXT(": "))),
                    meeting->bring);
    if (meeting->registration.size && !is_cancelled(meeting))
        add_line_of(&text, text_string(arena, text_join(arena, view_string(view, "register"), TEXT(": "))),
                    meeting->registration);
    add_line_of(&text, "", url);
    add_text(view, calendar, "DESCRIPTION", buffer_text(&text));
}

/* Not every program heeds STATUS, so the title says it too. */
static void add_summary(struct view *view, struct buffer *calendar, const struct meeting *meeting)
{
    struct buffer title = {.arena = view->arena};
    if (is_cancelled(meeting))
        buffer_format(&title, "%.*s: ", TEXT_ARGUMENTS(view_string(view, "state_cancelled")));
    buffer_format(&title, "%.*s: %.*s", TEXT_ARGUMENTS(meeting->round->network->title), TEXT_ARGUMENTS(meeting->title));
    add_text(view, calendar, "SUMMARY", buffer_text(&title));
}

static struct text organizer(const struct site *site)
{
    return site->email.size ? site->email : site->sender.email;
}

/* The name stands in quotes, which it may not hold itself (RFC 5545, 3.2). */
static void add_organizer(struct view *view, struct buffer *calendar)
{
    const struct site *site = &view->model->site;
    struct buffer line = {.arena = view->arena};
    if (!organizer(site).size)
        return;
    buffer_add_string(&line, "ORGANIZER;CN=\"");
    for (size_t i = 0; i < site->publisher.size; i++)
        if (site->publisher.bytes[i] != '"' && (unsigned char)site->publisher.bytes[i] >= 0x20)
            buffer_add_byte(&line, site->publisher.bytes[i]);
    buffer_format(&line, "\":mailto:%.*s", TEXT_ARGUMENTS(organizer(site)));
    add_line(calendar, buffer_text(&line));
}

static void add_event(struct view *view, struct buffer *calendar, const struct meeting *meeting)
{
    struct text url = address_absolute(view, address_meeting(view->arena, meeting));
    buffer_add_string(calendar, "BEGIN:VEVENT\r\n");
    add_identity(view, calendar, meeting);
    add_when(calendar, meeting);
    add_summary(view, calendar, meeting);
    add_text(view, calendar, "LOCATION", meeting->location);
    add_description(view, calendar, meeting, url);
    add_text(view, calendar, "CATEGORIES", meeting->round->network->title);
    add_line(calendar, text_format(view->arena, "URL:%.*s", TEXT_ARGUMENTS(url)));
    add_organizer(view, calendar);
    buffer_add_string(calendar, "END:VEVENT\r\n");
}

/* Whole calendars */

/* METHOD:PUBLISH asks for an organizer (RFC 5546, 3.2.1), so a site without any address does without both. */
static void begin(struct view *view, struct buffer *calendar)
{
    buffer_add_string(calendar, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Rundbrev//Rundbrev//SV\r\n"
                                "CALSCALE:GREGORIAN\r\n");
    if (organizer(&view->model->site).size)
        buffer_add_string(calendar, "METHOD:PUBLISH\r\n");
}

/* For those who subscribe: its name, and to look for news once a day. Each has a name of the standard (RFC 7986) and
 * the older one that Outlook and Google read. */
static void add_subscription(struct view *view, struct buffer *calendar, struct text name)
{
    add_text(view, calendar, "NAME", name);
    add_text(view, calendar, "X-WR-CALNAME", name);
    buffer_add_string(calendar, "REFRESH-INTERVAL;VALUE=DURATION:P1D\r\nX-PUBLISHED-TTL:P1D\r\n");
}

static void add_round(struct view *view, struct buffer *calendar, const struct round *round)
{
    for (size_t i = 0; i < round->meetings.count; i++)
        if (!date_is_month(round->meetings.items[i]->date))
            add_event(view, calendar, round->meetings.items[i]);
}

struct text calendar_of_meeting(struct view *view, const struct meeting *meeting)
{
    struct buffer calendar = {.arena = view->arena};
    begin(view, &calendar);
    buffer_add_string(&calendar, time_zone);
    add_event(view, &calendar, meeting);
    buffer_add_string(&calendar, "END:VCALENDAR\r\n");
    return buffer_text(&calendar);
}

struct text calendar_of_round(struct view *view, const struct round *round)
{
    struct buffer calendar = {.arena = view->arena};
    begin(view, &calendar);
    add_subscription(
        view, &calendar,
        text_format(view->arena, "%.*s, %.*s", TEXT_ARGUMENTS(round->network->title), TEXT_ARGUMENTS(round->title)));
    buffer_add_string(&calendar, time_zone);
    add_round(view, &calendar, round);
    buffer_add_string(&calendar, "END:VCALENDAR\r\n");
    return buffer_text(&calendar);
}

struct text calendar_of_network(struct view *view, const struct network *network)
{
    struct buffer calendar = {.arena = view->arena};
    begin(view, &calendar);
    add_subscription(view, &calendar, network->title);
    buffer_add_string(&calendar, time_zone);
    for (size_t i = 0; i < network->rounds.count; i++)
        add_round(view, &calendar, network->rounds.items[i]);
    buffer_add_string(&calendar, "END:VCALENDAR\r\n");
    return buffer_text(&calendar);
}

/* Jobs */

static void finish(struct work *work, struct text bytes)
{
    work_finish(work, ARTIFACT_FILE, text_copy(work->result, bytes));
}

static void render_meeting(struct work *work)
{
    struct view view = work_view(work, MEDIUM_TEXT);
    finish(work, calendar_of_meeting(&view, work->job->subject.object));
}

static void render_round(struct work *work)
{
    struct view view = work_view(work, MEDIUM_TEXT);
    finish(work, calendar_of_round(&view, work->job->subject.object));
}

static void render_network(struct work *work)
{
    struct view view = work_view(work, MEDIUM_TEXT);
    finish(work, calendar_of_network(&view, work->job->subject.object));
}

static void add_calendar(void *context, const struct subject *subject)
{
    struct plan *plan = context;
    struct job job = {.subject = *subject};
    if (subject->kind == &page_kinds[PAGE_MEETING]) {
        job.render = render_meeting;
        job.path = address_meeting_calendar(plan->arena, subject->object);
    } else if (subject->kind == &page_kinds[PAGE_ROUND]) {
        job.render = render_round;
        job.path = address_round_calendar(plan->arena, subject->object);
    } else if (subject->kind == &page_kinds[PAGE_NETWORK]) {
        job.render = render_network;
        job.path = address_network_calendar(plan->arena, subject->object);
    }
    if (job.path.size)
        plan_job(plan, job);
}

void plan_calendars(struct plan *plan)
{
    pages_each(plan->input->model, plan, add_calendar);
}
