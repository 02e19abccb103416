/* The calendars as libical, an independent reader, understands them. */
#include "../view/town.h"

#include "output/calendar.h"

#include <libical/ical.h>

enum { START, MIDDLE, MOVED, MONTH, CANCELLED }; /* the meetings of the town */

/* Every line of a calendar ends in CR LF, has 75 bytes at most, and is whole UTF-8. */
static void check_lines(struct text calendar)
{
    for (size_t from = 0; from < calendar.size;) {
        size_t end = text_find(calendar, TEXT("\r\n"), from);
        struct text line = text_slice(calendar, from, end);
        assert_true(end < calendar.size);
        assert_true(line.size <= 75);
        assert_int_equal(text_find_byte(line, '\n', 0), line.size);
        assert_int_equal(text_find_byte(line, '\r', 0), line.size);
        assert_int_equal(utf8_first_invalid(line), line.size);
        from = end + 2;
    }
}

static icalcomponent *parse(struct town *town, struct text calendar)
{
    check_lines(calendar);
    icalcomponent *root = icalparser_parse_string(text_string(&town->arena, calendar));
    assert_non_null(root);
    assert_true(icalrestriction_check(root));
    assert_int_equal(icalcomponent_count_errors(root), 0);
    return root;
}

static icalcomponent *first_event(icalcomponent *root)
{
    return icalcomponent_get_first_component(root, ICAL_VEVENT_COMPONENT);
}

static struct meeting *meeting_of(const struct town *town, size_t index)
{
    return town->round->meetings.items[index];
}

static void a_meeting_at_its_hours(void **unused)
{
    (void)unused;
    struct town *town = town_open("2026-03-01");
    icalcomponent *root = parse(town, calendar_of_meeting(&town->view, meeting_of(town, START)));
    icalcomponent *event = first_event(root);
    struct icaltimetype start = icalcomponent_get_dtstart(event), end = icalcomponent_get_dtend(event);
    assert_int_equal(icalcomponent_get_method(root), ICAL_METHOD_PUBLISH);
    assert_string_equal(icalcomponent_get_summary(event), "Provstad läser: Start");
    assert_string_equal(icalcomponent_get_location(event), "Biblioteket, Provstad");
    assert_string_equal(icalcomponent_get_uid(event), "provstad.2025-2026.2025-10-07@provstad.example.org");
    assert_string_equal(icalproperty_get_url(icalcomponent_get_first_property(event, ICAL_URL_PROPERTY)),
                        "https://provstad.example.org/provstad/2025-2026/meeting-2025-10-07/");
    assert_int_equal(start.hour, 13);
    assert_int_equal(end.hour, 16);
    assert_string_equal(icaltime_get_tzid(start), "Europe/Stockholm");
    assert_int_equal(icalcomponent_get_status(event), ICAL_STATUS_CONFIRMED);
    assert_int_equal(icalcomponent_get_sequence(event), 0);
    icalcomponent_free(root);
    town_close(town);
}

/* Summer time began on 29 March 2026 and ended on 25 October. */
static void summer_time_is_right(void **unused)
{
    (void)unused;
    struct town *town = town_open("2026-03-01");
    static const struct {
        struct date date;
        int hour, utc_day, utc_hour;
    } cases[] = {
        {{2025, 10, 7}, 13, 7, 11},   {{2026, 2, 10}, 9, 10, 8},    {{2026, 3, 28}, 23, 28, 22},
        {{2026, 3, 29}, 1, 29, 0},    {{2026, 3, 29}, 3, 29, 1},    {{2026, 3, 29}, 13, 29, 11},
        {{2026, 4, 14}, 13, 14, 11},  {{2026, 10, 24}, 13, 24, 11}, {{2026, 10, 25}, 1, 24, 23},
        {{2026, 10, 25}, 13, 25, 12}, {{2026, 10, 26}, 0, 25, 23},
    };
    struct meeting *meeting = meeting_of(town, START);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        meeting->date = cases[i].date;
        meeting->start.hour = cases[i].hour;
        meeting->end.is_set = false;
        icalcomponent *root = parse(town, calendar_of_meeting(&town->view, meeting));
        icalcomponent *zone_component = icalcomponent_get_first_component(root, ICAL_VTIMEZONE_COMPONENT);
        icaltimezone *zone = icaltimezone_new();
        assert_true(icaltimezone_set_component(zone, icalcomponent_new_clone(zone_component)));
        struct icaltimetype start = icalcomponent_get_dtstart(first_event(root));
        icaltimezone_convert_time(&start, zone, icaltimezone_get_utc_timezone());
        assert_int_equal(start.hour, cases[i].utc_hour);
        assert_int_equal(start.day, cases[i].utc_day);
        icaltimezone_free(zone, 1);
        icalcomponent_free(root);
    }
    town_close(town);
}

static void a_round_has_every_meeting_with_a_day(void **unused)
{
    (void)unused;
    struct town *town = town_open("2026-03-01");
    struct text calendars[] = {calendar_of_round(&town->view, town->round),
                               calendar_of_network(&town->view, town->network)};
    for (size_t i = 0; i < 2; i++) {
        icalcomponent *root = parse(town, calendars[i]);
        assert_int_equal(icalcomponent_count_components(root, ICAL_VEVENT_COMPONENT), 4);
        assert_int_equal(icalcomponent_count_properties(root, ICAL_NAME_PROPERTY), 1);
        assert_int_equal(icalcomponent_count_properties(root, ICAL_REFRESHINTERVAL_PROPERTY), 1);
        int cancelled = 0;
        for (icalcomponent *event = first_event(root); event;
             event = icalcomponent_get_next_component(root, ICAL_VEVENT_COMPONENT))
            cancelled += icalcomponent_get_status(event) == ICAL_STATUS_CANCELLED;
        assert_int_equal(cancelled, 1);
        icalcomponent_free(root);
    }
    town_close(town);
}

/* A meeting on its way: planned, changed, moved, cancelled, held after all, moved back. */
static void a_moved_meeting_keeps_its_uid_and_its_sequence_rises(void **unused)
{
    (void)unused;
    struct town *town = town_open("2026-03-01");
    struct meeting *meeting = meeting_of(town, MIDDLE);
    struct meeting_change changes[] = {
        {.date = day("2026-01-10"), .text = TEXT("Ny lokal"), .meeting = meeting},
        {.date = day("2026-01-11"), .from = day("2026-02-10"), .to = day("2026-02-17"), .meeting = meeting},
        {.date = day("2026-01-12"), .text = TEXT("Blir av ändå"), .meeting = meeting},
        {.date = day("2026-01-13"), .from = day("2026-02-17"), .to = day("2026-02-10"), .meeting = meeting},
    };
    const struct {
        const char *date;
        size_t changes;
        const char *status, *modified;
    } steps[] = {
        {"2026-02-10", 0, "planned", "20250901T000000Z"}, {"2026-02-10", 1, "planned", "20260110T000000Z"},
        {"2026-02-17", 2, "planned", "20260111T000000Z"}, {"2026-02-17", 2, "cancelled", "20260111T000000Z"},
        {"2026-02-17", 3, "planned", "20260112T000000Z"}, {"2026-02-10", 4, "planned", "20260113T000000Z"},
    };
    int before = -1;
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        meeting->id = text_from(steps[i].date);
        meeting->date = day(steps[i].date);
        meeting->status = text_from(steps[i].status);
        meeting->changes.items = changes;
        meeting->changes.count = steps[i].changes;
        icalcomponent *root = parse(town, calendar_of_meeting(&town->view, meeting)), *event = first_event(root);
        assert_string_equal(icalcomponent_get_uid(event), "provstad.2025-2026.2026-02-10@provstad.example.org");
        assert_true(icalcomponent_get_sequence(event) > before);
        before = icalcomponent_get_sequence(event);
        assert_string_equal(icaltime_as_ical_string(icalcomponent_get_dtstamp(event)), steps[i].modified);
        assert_int_equal(icaltime_compare(icalcomponent_get_dtstamp(event),
                                          icalproperty_get_lastmodified(
                                              icalcomponent_get_first_property(event, ICAL_LASTMODIFIED_PROPERTY))),
                         0);
        assert_int_equal(icalcomponent_get_status(event),
                         text_is(meeting->status, "cancelled") ? ICAL_STATUS_CANCELLED : ICAL_STATUS_CONFIRMED);
        icalcomponent_free(root);
    }
    town_close(town);
}

/* As the town's files have it: written in the wrong order, first known by its month. */
static void changes_are_told(void **unused)
{
    (void)unused;
    struct town *town = town_open("2026-03-01");
    value_set(&town->arena, town->view.strings, "changed", value_string("Ändrad"));
    value_set(&town->arena, town->view.strings, "moved_from", value_string("flyttad från"));
    value_set(&town->arena, town->view.strings, "state_cancelled", value_string("Inställd"));
    icalcomponent *root = parse(town, calendar_of_meeting(&town->view, meeting_of(town, MOVED)));
    icalcomponent *event = first_event(root);
    assert_string_equal(icalcomponent_get_uid(event), "provstad.2025-2026.2026-03-31@provstad.example.org");
    assert_int_equal(icalcomponent_get_sequence(event), 4);
    assert_non_null(strstr(icalcomponent_get_description(event),
                           "Ändrad 15 januari 2026: flyttad från 31 mars.\nÄndrad 20 februari 2026. Ny lokal: "));
    icalcomponent_free(root);
    root = parse(town, calendar_of_meeting(&town->view, meeting_of(town, CANCELLED)));
    event = first_event(root);
    assert_string_equal(icalcomponent_get_uid(event), "provstad.2025-2026.2026-06@provstad.example.org");
    assert_int_equal(icalcomponent_get_sequence(event), 5);
    assert_true(text_starts_with(text_from(icalcomponent_get_summary(event)), "Inställd: Provstad läser: Sommarfest"));
    assert_int_equal(icalcomponent_get_dtend(event).day, 3); /* it ends after midnight */
    icalcomponent_free(root);
    town_close(town);
}

static void hours_that_are_not_known(void **unused)
{
    (void)unused;
    struct town *town = town_open("2026-03-01");
    struct meeting *meeting = meeting_of(town, START);
    meeting->end.is_set = false;
    icalcomponent *root = parse(town, calendar_of_meeting(&town->view, meeting));
    assert_int_equal(icaldurationtype_as_int(icalcomponent_get_duration(first_event(root))), 3600);
    icalcomponent_free(root);
    meeting->start.is_set = false;
    meeting->status = TEXT("unconfirmed");
    root = parse(town, calendar_of_meeting(&town->view, meeting));
    icalcomponent *event = first_event(root);
    assert_true(icalcomponent_get_dtstart(event).is_date);
    assert_int_equal(icalcomponent_get_dtstart(event).day, 7);
    assert_int_equal(icalcomponent_get_dtend(event).day, 8);
    assert_int_equal(icalcomponent_get_status(event), ICAL_STATUS_TENTATIVE);
    icalcomponent_free(root);
    town_close(town);
}

/* What RFC 5546 demands of METHOD:PUBLISH cannot be said. */
static void a_site_without_an_address(void **unused)
{
    (void)unused;
    struct town *town = town_open("2026-03-01");
    struct model *model = (struct model *)town->model;
    model->site.email = model->site.sender.email = TEXT("");
    icalcomponent *root = parse(town, calendar_of_meeting(&town->view, meeting_of(town, START)));
    assert_int_equal(icalcomponent_get_method(root), ICAL_METHOD_NONE);
    icalcomponent_free(root);
    town_close(town);
}

static void lines_are_folded_between_characters(void **unused)
{
    (void)unused;
    struct town *town = town_open("2026-03-01");
    struct meeting *meeting = meeting_of(town, START);
    ((struct model *)town->model)->site.publisher = TEXT("Provstads \"kommun\"; med: kolon, komma");
    meeting->title =
        TEXT("Åtta; många, långa \\ ord, åååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååå slut");
    icalcomponent *root = parse(town, calendar_of_meeting(&town->view, meeting));
    icalcomponent *event = first_event(root);
    assert_string_equal(icalcomponent_get_summary(event),
                        text_format(&town->arena, "Provstad läser: %.*s", TEXT_ARGUMENTS(meeting->title)).bytes);
    icalproperty *organizer = icalcomponent_get_first_property(event, ICAL_ORGANIZER_PROPERTY);
    assert_string_equal(icalproperty_get_organizer(organizer), "mailto:kontakt@example.org");
    assert_string_equal(icalproperty_get_parameter_as_string(organizer, "CN"), "Provstads kommun; med: kolon, komma");
    icalcomponent_free(root);
    town_close(town);
}

/* Every calendar of the project's own content and of the town; no two entries of a site have one UID. */
static void check_site(struct town *town, const char *content)
{
    struct map uids = {.arena = &town->arena};
    size_t count = 0;
    town->view.model = model_load(&town->arena, content, (struct date){2026, 11, 22}, 2, &town->diagnostics);
    assert_false(diagnostics_has_error(&town->diagnostics));
    for (size_t i = 0; i < town->view.model->networks.count; i++) {
        const struct network *network = town->view.model->networks.items[i];
        for (size_t j = 0; j < network->rounds.count; j++)
            icalcomponent_free(parse(town, calendar_of_round(&town->view, network->rounds.items[j])));
        icalcomponent *root = parse(town, calendar_of_network(&town->view, network));
        for (icalcomponent *event = first_event(root); event;
             event = icalcomponent_get_next_component(root, ICAL_VEVENT_COMPONENT), count++)
            assert_null(map_set(&uids, text_copy(&town->arena, text_from(icalcomponent_get_uid(event))), town));
        icalcomponent_free(root);
    }
    assert_true(count > 3);
}

static void every_calendar_is_sound(void **unused)
{
    (void)unused;
    struct town *town = town_open("2026-03-01");
    check_site(town, "tests/output/town/content");
    check_site(town, "content");
    town_close(town);
}

/* libical keeps its own time zones until told. */
static int release(void **unused)
{
    (void)unused;
    icaltimezone_free_builtin_timezones();
    icalmemory_free_ring();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_meeting_at_its_hours),
        cmocka_unit_test(summer_time_is_right),
        cmocka_unit_test(a_round_has_every_meeting_with_a_day),
        cmocka_unit_test(a_moved_meeting_keeps_its_uid_and_its_sequence_rises),
        cmocka_unit_test(changes_are_told),
        cmocka_unit_test(hours_that_are_not_known),
        cmocka_unit_test(a_site_without_an_address),
        cmocka_unit_test(lines_are_folded_between_characters),
        cmocka_unit_test(every_calendar_is_sound),
    };
    return cmocka_run_group_tests(tests, NULL, release);
}
