#include "town.h"

static enum meeting_state state_on(const char *date, size_t meeting)
{
    struct town *town = town_open(date);
    enum meeting_state state = view_meeting_state(&town->view, town->round->meetings.items[meeting]);
    town_close(town);
    return state;
}

static void a_meeting_is_next_until_its_day_has_passed(void **unused)
{
    (void)unused;
    assert_int_equal(state_on("2025-10-06", 0), STATE_NEXT);
    assert_int_equal(state_on("2025-10-07", 0), STATE_NEXT);
    assert_int_equal(state_on("2025-10-08", 0), STATE_HELD);
    assert_int_equal(state_on("2025-10-08", 1), STATE_NEXT);
    assert_int_equal(state_on("2025-10-08", 2), STATE_COMING);
}

static void a_month_has_passed_when_it_is_over(void **unused)
{
    (void)unused;
    assert_int_equal(state_on("2026-05-31", 3), STATE_NEXT);
    assert_int_equal(state_on("2026-06-01", 3), STATE_HELD);
}

static void a_cancelled_meeting_is_never_next(void **unused)
{
    (void)unused;
    struct town *town = town_open("2025-10-01");
    struct meeting *first = town->round->meetings.items[0];
    first->status = TEXT("cancelled");
    assert_int_equal(view_meeting_state(&town->view, first), STATE_CANCELLED);
    assert_ptr_equal(view_next_meeting(&town->view, town->round), town->round->meetings.items[1]);
    town_close(town);
}

static void nobody_claims_that_an_unconfirmed_meeting_was_held(void **unused)
{
    (void)unused;
    struct town *town = town_open("2026-03-01");
    struct meeting *first = town->round->meetings.items[0];
    first->status = TEXT("unconfirmed");
    assert_int_equal(view_meeting_state(&town->view, first), STATE_UNCONFIRMED);
    town_close(town);
}

static void the_day_after_a_letter(void **unused)
{
    (void)unused;
    assert_int_equal(date_compare(view_day_after(day("2026-02-28")), day("2026-03-01")), 0);
    assert_int_equal(date_compare(view_day_after(day("2025-12")), day("2026-01-01")), 0);
}

static void rounds_and_networks_know_what_comes(void **unused)
{
    (void)unused;
    struct town *town = town_open("2026-03-01");
    assert_ptr_equal(view_network_next_meeting(&town->view, town->network), town->round->meetings.items[2]);
    assert_ptr_equal(view_current_round(&town->view, town->network), town->round);
    town->view.as_of = day("2027-01-01");
    assert_null(view_network_next_meeting(&town->view, town->network));
    assert_ptr_equal(view_current_round(&town->view, town->network), town->round);
    town_close(town);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_meeting_is_next_until_its_day_has_passed),
        cmocka_unit_test(a_month_has_passed_when_it_is_over),
        cmocka_unit_test(a_cancelled_meeting_is_never_next),
        cmocka_unit_test(nobody_claims_that_an_unconfirmed_meeting_was_held),
        cmocka_unit_test(the_day_after_a_letter),
        cmocka_unit_test(rounds_and_networks_know_what_comes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
