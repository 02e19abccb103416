/* The calendars as libical, an independent reader, understands them. */
#include "../view/town.h"

#include "output/calendar.h"

#include <libical/ical.h>

static icalcomponent *parse(struct town *town, struct text calendar)
{
    icalcomponent *root = icalparser_parse_string(text_string(&town->arena, calendar));
    assert_non_null(root);
    assert_true(icalrestriction_check(root));
    return root;
}

static void a_meeting_at_its_hours(void **unused)
{
    (void)unused;
    struct town *town = town_open("2026-03-01");
    icalcomponent *root = parse(town, calendar_of_meeting(&town->view, town->round->meetings.items[0]));
    icalcomponent *event = icalcomponent_get_first_component(root, ICAL_VEVENT_COMPONENT);
    struct icaltimetype start = icalcomponent_get_dtstart(event), end = icalcomponent_get_dtend(event);
    assert_string_equal(icalcomponent_get_summary(event), "Provstad läser: Start");
    assert_string_equal(icalcomponent_get_location(event), "Biblioteket, Provstad");
    assert_string_equal(icalcomponent_get_uid(event), "provstad.2025-2026.2025-10-07@provstad.example.org");
    assert_int_equal(start.hour, 13);
    assert_int_equal(end.hour, 16);
    assert_string_equal(icaltime_get_tzid(start), "Europe/Stockholm");
    assert_int_equal(icalcomponent_get_status(event), ICAL_STATUS_CONFIRMED);
    icalcomponent_free(root);
    town_close(town);
}

/* Summer time in October ends on the 26th: 13.00 is 11.00 UTC before and 12.00 after. */
static void summer_time_is_right(void **unused)
{
    (void)unused;
    struct town *town = town_open("2026-03-01");
    static const struct {
        size_t meeting;
        int utc_hour;
    } cases[] = {{0, 11}, {1, 8}, {2, 11}};
    for (size_t i = 0; i < 3; i++) {
        icalcomponent *root =
            parse(town, calendar_of_meeting(&town->view, town->round->meetings.items[cases[i].meeting]));
        icalcomponent *event = icalcomponent_get_first_component(root, ICAL_VEVENT_COMPONENT);
        icalcomponent *zone_component = icalcomponent_get_first_component(root, ICAL_VTIMEZONE_COMPONENT);
        icaltimezone *zone = icaltimezone_new();
        assert_true(icaltimezone_set_component(zone, icalcomponent_new_clone(zone_component)));
        struct icaltimetype start = icalcomponent_get_dtstart(event);
        icaltimezone_convert_time(&start, zone, icaltimezone_get_utc_timezone());
        assert_int_equal(start.hour, cases[i].utc_hour);
        icaltimezone_free(zone, 1);
        icalcomponent_free(root);
    }
    town_close(town);
}

static void a_round_has_every_meeting_with_a_day(void **unused)
{
    (void)unused;
    struct town *town = town_open("2026-03-01");
    town->round->meetings.items[2]->status = TEXT("cancelled");
    icalcomponent *root = parse(town, calendar_of_round(&town->view, town->round));
    assert_int_equal(icalcomponent_count_components(root, ICAL_VEVENT_COMPONENT), 3);
    int cancelled = 0;
    for (icalcomponent *event = icalcomponent_get_first_component(root, ICAL_VEVENT_COMPONENT); event;
         event = icalcomponent_get_next_component(root, ICAL_VEVENT_COMPONENT))
        cancelled += icalcomponent_get_status(event) == ICAL_STATUS_CANCELLED;
    assert_int_equal(cancelled, 1);
    icalcomponent_free(root);
    town_close(town);
}

static void lines_are_folded_between_characters(void **unused)
{
    (void)unused;
    struct town *town = town_open("2026-03-01");
    struct meeting *meeting = town->round->meetings.items[0];
    meeting->title =
        TEXT("Åtta; många, långa \\ ord, åååååååååååååååååååååååååååååååååååååååååååååååååååååååååååå slut");
    struct text calendar = calendar_of_meeting(&town->view, meeting), rest = calendar, line;
    while (text_next_line(&rest, &line)) {
        assert_true(line.size <= 75);
        assert_int_equal(utf8_first_invalid(line), line.size);
    }
    icalcomponent *root = parse(town, calendar);
    icalcomponent *event = icalcomponent_get_first_component(root, ICAL_VEVENT_COMPONENT);
    assert_string_equal(icalcomponent_get_summary(event),
                        text_format(&town->arena, "Provstad läser: %.*s", TEXT_ARGUMENTS(meeting->title)).bytes);
    icalcomponent_free(root);
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
        cmocka_unit_test(lines_are_folded_between_characters),
    };
    return cmocka_run_group_tests(tests, NULL, release);
}
