#include "output/structured_data.h"

#include "view/address.h"

#include <jansson.h>
#include <stdlib.h>

/* Nothing is said of what is not known. */
static void set(json_t *object, const char *name, struct text text)
{
    if (text.size)
        json_object_set_new(object, name, json_stringn(text.bytes, text.size));
}

static json_t *thing(const char *type, struct text name, struct text url)
{
    json_t *object = json_object();
    json_object_set_new(object, "@type", json_string(type));
    set(object, "name", name);
    set(object, "url", url);
    return object;
}

static json_t *publisher(struct view *view)
{
    return thing("Organization", view->model->site.publisher, address_absolute(view, TEXT("")));
}

/* Meetings */

static struct text instant(struct view *view, struct date date, struct time_of_day time)
{
    return time.is_set ? date_instant(view->arena, date, time) : date_iso(view->arena, date);
}

static void set_time(struct view *view, json_t *event, const struct meeting *meeting)
{
    set(event, "startDate", instant(view, meeting->date, meeting->start));
    if (!meeting->start.is_set || !meeting->end.is_set)
        return;
    bool is_over_night = time_minutes(meeting->end) < time_minutes(meeting->start);
    struct date last = is_over_night ? date_from_days(date_days(meeting->date) + 1) : meeting->date;
    set(event, "endDate", instant(view, last, meeting->end));
}

/* The days it was moved from, each time. */
static json_t *earlier_days(struct view *view, const struct meeting *meeting)
{
    json_t *days = json_array();
    for (size_t i = 0; i < meeting->changes.count; i++) {
        struct date from = meeting->changes.items[i].from;
        if (!date_is_set(from) || date_is_month(from))
            continue;
        struct text day = date_iso(view->arena, from);
        json_array_append_new(days, json_stringn(day.bytes, day.size));
    }
    return days;
}

static void set_status(struct view *view, json_t *event, const struct meeting *meeting)
{
    json_t *days = earlier_days(view, meeting);
    const char *status = text_is(meeting->status, "cancelled") ? "https://schema.org/EventCancelled"
                         : json_array_size(days)               ? "https://schema.org/EventRescheduled"
                                                               : "https://schema.org/EventScheduled";
    json_object_set_new(event, "eventStatus", json_string(status));
    if (json_array_size(days))
        json_object_set(event, "previousStartDate", days);
    json_decref(days);
}

static void set_place(json_t *event, const struct meeting *meeting, struct text url)
{
    bool is_digital = text_is(meeting->kind, "digital");
    if (!is_digital && !meeting->location.size)
        return;
    json_t *place = thing(is_digital ? "VirtualLocation" : "Place", meeting->location, is_digital ? url : TEXT(""));
    if (!is_digital)
        set(place, "address", meeting->location);
    json_object_set_new(event, "eventAttendanceMode",
                        json_string(is_digital ? "https://schema.org/OnlineEventAttendanceMode"
                                               : "https://schema.org/OfflineEventAttendanceMode"));
    json_object_set_new(event, "location", place);
}

static void set_speakers(json_t *event, const struct meeting *meeting)
{
    json_t *speakers = json_array();
    for (size_t i = 0; i < meeting->speakers.count; i++) {
        const struct person *person = meeting->speakers.items[i].person.target;
        json_array_append_new(speakers, thing("Person", person->name, TEXT("")));
    }
    if (json_array_size(speakers))
        json_object_set(event, "performer", speakers);
    json_decref(speakers);
}

static json_t *event_of(struct view *view, const struct meeting *meeting, struct text picture)
{
    struct text url = address_absolute(view, address_meeting(view->arena, meeting));
    json_t *event = thing("Event", meeting->title, url);
    set(event, "description", meeting->lead);
    set(event, "image", picture);
    set(event, "inLanguage", locale_language(view->locale));
    set_time(view, event, meeting);
    set_status(view, event, meeting);
    set_place(event, meeting, url);
    set_speakers(event, meeting);
    json_object_set_new(event, "organizer", publisher(view));
    return event;
}

/* Letters and reports */

static json_t *article_of(struct view *view, const char *type, const struct subject *subject, struct date date,
                          struct text picture)
{
    const struct network *network = subject->network;
    struct text url = address_absolute(view, subject->kind->path(view->arena, subject->object));
    json_t *article = thing(type, TEXT(""), url);
    set(article, "headline", subject_title(view, subject));
    set(article, "description", subject_lead(view, subject));
    set(article, "image", picture);
    set(article, "inLanguage", locale_language(view->locale));
    set(article, "datePublished", date_iso(view->arena, date));
    json_object_set_new(article, "author", publisher(view));
    json_object_set_new(article, "publisher", publisher(view));
    json_object_set_new(
        article, "isPartOf",
        thing("CreativeWorkSeries", network->title, address_absolute(view, address_network(view->arena, network))));
    return article;
}

/* The way to the page */

static struct text text_of(struct value record, const char *name)
{
    struct value value;
    return value_get(record, text_from(name), &value) ? value.text : (struct text){0};
}

static void add_step(json_t *steps, struct text title, struct text url)
{
    json_t *step = thing("ListItem", title, TEXT(""));
    json_object_set_new(step, "position", json_integer((json_int_t)json_array_size(steps) + 1));
    set(step, "item", url);
    json_array_append_new(steps, step);
}

static json_t *way_of(struct view *view, const struct subject *subject, struct value crumbs)
{
    json_t *way = json_object(), *steps = json_array();
    json_object_set_new(way, "@type", json_string("BreadcrumbList"));
    for (size_t i = 0; i < crumbs.list->values.count; i++) {
        struct value crumb = crumbs.list->values.items[i];
        add_step(steps, text_of(crumb, "title"), text_of(crumb, "url"));
    }
    add_step(steps, subject_title(view, subject),
             address_absolute(view, subject->kind->path(view->arena, subject->object)));
    json_object_set_new(way, "itemListElement", steps);
    return way;
}

/* All of it */

static json_t *graph_of(struct view *view, const struct subject *subject, struct value crumbs, struct text picture)
{
    json_t *graph = json_array();
    if (subject->kind == &page_kinds[PAGE_LEFT] || subject->kind == &page_kinds[PAGE_NOT_FOUND])
        return graph;
    if (subject->kind == &page_kinds[PAGE_MEETING]) {
        const struct meeting *meeting = subject->object;
        if (!date_is_month(meeting->date))
            json_array_append_new(graph, event_of(view, meeting, picture));
    } else if (subject->kind == &page_kinds[PAGE_NEWSLETTER]) {
        json_array_append_new(graph, article_of(view, "Article", subject, subject->newsletter->date, picture));
    } else if (subject->kind == &page_kinds[PAGE_REPORT]) {
        const struct report *report = subject->object;
        json_array_append_new(graph, article_of(view, "Report", subject, report->date, picture));
    }
    if (crumbs.list->values.count)
        json_array_append_new(graph, way_of(view, subject, crumbs));
    return graph;
}

/* Within <script> neither "</script" nor "<!--" may stand, whatever a title holds. These characters stand in strings
 * only, and there an escape is the same. */
static struct text safe(struct arena *arena, const char *json)
{
    struct buffer buffer = {.arena = arena};
    for (const char *c = json; *c; c++)
        if (*c == '<' || *c == '>' || *c == '&')
            buffer_format(&buffer, "\\u%04x", *c);
        else
            buffer_add_byte(&buffer, *c);
    return buffer_text(&buffer);
}

struct text structured_data(struct view *view, const struct subject *subject, struct value crumbs, struct text picture)
{
    json_t *graph = graph_of(view, subject, crumbs, picture), *root = json_object();
    json_object_set_new(root, "@context", json_string("https://schema.org"));
    json_object_set(root, "@graph", graph);
    char *json = json_array_size(graph) ? json_dumps(root, JSON_COMPACT) : NULL;
    struct text result = json ? safe(view->arena, json) : (struct text){0};
    free(json);
    json_decref(graph);
    json_decref(root);
    return result;
}
