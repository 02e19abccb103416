/* What search engines read, as jansson reads it back. */
#include "../view/town.h"

#include "output/structured_data.h"

#include <jansson.h>

static struct text data_of(struct town *town, enum page_kind_index kind, const void *object)
{
    const struct newsletter *letter = kind == PAGE_NEWSLETTER ? object : NULL;
    struct subject subject = {&page_kinds[kind], object, town->network, town->round, letter};
    town->view.is_absolute = true;
    return structured_data(&town->view, &subject, value_new_list(&town->arena), TEXT(""));
}

static json_t *thing_of(struct town *town, enum page_kind_index kind, const void *object)
{
    struct text text = data_of(town, kind, object);
    json_t *root = json_loadb(text.bytes, text.size, 0, NULL);
    assert_non_null(root);
    assert_string_equal(json_string_value(json_object_get(root, "@context")), "https://schema.org");
    json_t *thing = json_incref(json_array_get(json_object_get(root, "@graph"), 0));
    json_decref(root);
    return thing;
}

static const char *get(const json_t *thing, const char *name)
{
    const char *text = json_string_value(json_object_get(thing, name));
    return text ? text : "(nothing)";
}

static void meetings_are_events(void **unused)
{
    (void)unused;
    struct town *town = town_open("2026-03-01");
    json_t *event = thing_of(town, PAGE_MEETING, town->round->meetings.items[0]);
    assert_string_equal(get(event, "@type"), "Event");
    assert_string_equal(get(event, "startDate"), "2025-10-07T13:00:00+02:00");
    assert_string_equal(get(event, "endDate"), "2025-10-07T16:00:00+02:00");
    assert_string_equal(get(event, "eventStatus"), "https://schema.org/EventScheduled");
    assert_string_equal(get(event, "eventAttendanceMode"), "https://schema.org/OfflineEventAttendanceMode");
    assert_string_equal(get(json_object_get(event, "location"), "@type"), "Place");
    assert_string_equal(get(json_object_get(event, "organizer"), "name"), "Provstads kommun");
    assert_string_equal(get(json_array_get(json_object_get(event, "performer"), 0), "name"), "Åsa Öst");
    json_decref(event);
    event = thing_of(town, PAGE_MEETING, town->round->meetings.items[1]);
    assert_string_equal(get(event, "startDate"), "2026-02-10T09:00:00+01:00");
    assert_string_equal(get(event, "eventAttendanceMode"), "https://schema.org/OnlineEventAttendanceMode");
    assert_string_equal(get(json_object_get(event, "location"), "@type"), "VirtualLocation");
    json_decref(event);
    town_close(town);
}

static void meetings_that_are_moved_or_cancelled(void **unused)
{
    (void)unused;
    struct town *town = town_open("2026-03-01");
    json_t *event = thing_of(town, PAGE_MEETING, town->round->meetings.items[2]);
    assert_string_equal(get(event, "eventStatus"), "https://schema.org/EventRescheduled");
    assert_string_equal(json_string_value(json_array_get(json_object_get(event, "previousStartDate"), 0)),
                        "2026-03-31");
    json_decref(event);
    event = thing_of(town, PAGE_MEETING, town->round->meetings.items[4]);
    assert_string_equal(get(event, "eventStatus"), "https://schema.org/EventCancelled");
    assert_int_equal(json_array_size(json_object_get(event, "previousStartDate")), 1); /* a month is no date */
    assert_string_equal(get(event, "endDate"), "2026-06-03T01:00:00+02:00");
    json_decref(event);
    town_close(town);
}

static void what_is_not_known_is_not_said(void **unused)
{
    (void)unused;
    struct town *town = town_open("2026-03-01");
    struct meeting *meeting = town->round->meetings.items[0];
    meeting->start.is_set = false;
    meeting->location = TEXT("");
    json_t *event = thing_of(town, PAGE_MEETING, meeting);
    assert_string_equal(get(event, "startDate"), "2025-10-07");
    assert_null(json_object_get(event, "endDate"));
    assert_null(json_object_get(event, "location"));
    assert_null(json_object_get(event, "eventAttendanceMode"));
    json_decref(event);
    assert_int_equal(data_of(town, PAGE_MEETING, town->round->meetings.items[3]).size, 0); /* known by its month */
    town_close(town);
}

static void letters_are_articles(void **unused)
{
    (void)unused;
    struct town *town = town_open("2026-03-01");
    json_t *article = thing_of(town, PAGE_NEWSLETTER, town->round->newsletters.items[0]);
    assert_string_equal(get(article, "@type"), "Article");
    assert_string_equal(get(article, "headline"), "Nu börjar vi");
    assert_string_equal(get(article, "datePublished"), "2025-10-10");
    assert_string_equal(get(article, "inLanguage"), "sv");
    assert_string_equal(get(json_object_get(article, "publisher"), "name"), "Provstads kommun");
    assert_string_equal(get(json_object_get(article, "isPartOf"), "name"), "Provstad läser");
    json_decref(article);
    town_close(town);
}

/* Neither ends its element nor begins a comment in it, and says the same. */
static void hostile_titles(void **unused)
{
    (void)unused;
    struct town *town = town_open("2026-03-01");
    struct meeting *meeting = town->round->meetings.items[0];
    meeting->title = TEXT("</script><!-- <script> ]]> & \" \\ \xe2\x80\xa8 \x01");
    struct text text = data_of(town, PAGE_MEETING, meeting);
    for (const char *c = "<>&\n"; *c; c++)
        assert_int_equal(text_find_byte(text, *c, 0), text.size);
    json_t *event = thing_of(town, PAGE_MEETING, meeting);
    assert_string_equal(get(event, "name"), meeting->title.bytes);
    json_decref(event);
    town_close(town);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(meetings_are_events),
        cmocka_unit_test(meetings_that_are_moved_or_cancelled),
        cmocka_unit_test(what_is_not_known_is_not_said),
        cmocka_unit_test(letters_are_articles),
        cmocka_unit_test(hostile_titles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
