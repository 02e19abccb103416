/* Civil dates and times of day. */
#include "base/date.h"
#include "harness.h"

static void parsing_days(void **state)
{
    (void)state;
    struct date date;
    assert_true(date_parse(TEXT("2020-03-03"), &date));
    assert_true(date.year == 2020 && date.month == 3 && date.day == 3);
    assert_true(date_parse(TEXT("1900-01-01"), &date));
    assert_true(date_parse(TEXT("2199-12-31"), &date));
    assert_true(date_parse(TEXT("2020-02-29"), &date));
    assert_true(date_parse(TEXT("2000-02-29"), &date));
    static const char *const wrong[] = {
        "",           "2020",       "2020-3-3",   "2020-03-3",  "20-03-03",    "2020-03-00", "2020-03-32",
        "2020-00-10", "2020-13-10", "2020-04-31", "2021-02-29", "1900-02-29",  "2100-02-29", "1899-12-31",
        "2200-01-01", "2020/03/03", "2020-03.03", "2020.03-03", "2020-03-03 ", " 2020-03-3", "2020-03-0x",
        "2020-03-+3", "03-03-2020", "20200303",   "2020-0303",  "-020-03-03",  "2020-03–0",  "2020-03-030",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        if (date_parse(text_from(wrong[i]), &date))
            fail_msg("'%s' is no date", wrong[i]);
    assert_true(date.year == 2000 && date.month == 2 && date.day == 29); /* a failure leaves it alone */
    assert_false(date_parse((struct text){0}, &date));
}

static void parsing_months(void **state)
{
    (void)state;
    struct date date;
    assert_true(date_parse(TEXT("2020-03"), &date));
    assert_true(date.year == 2020 && date.month == 3 && date.day == 0);
    assert_true(date_is_month(date));
    assert_true(date_is_set(date));
    assert_false(date_parse(TEXT("2020-13"), &date));
    assert_false(date_parse(TEXT("2020-00"), &date));
    assert_false(date_parse(TEXT("2020-3-"), &date));
    assert_false(date_parse(TEXT("2020/03"), &date));
    assert_false(date_is_month((struct date){0}));
    assert_false(date_is_set((struct date){0}));
    assert_false(date_is_month((struct date){2020, 3, 1}));
}

static void order(void **state)
{
    (void)state;
    static const struct date dates[] = {{0, 0, 0},    {1999, 12, 31}, {1999, 12, 0}, {2020, 2, 28}, {2020, 2, 29},
                                        {2020, 2, 0}, {2020, 3, 1},   {2020, 3, 31}, {2020, 3, 0},  {2021, 1, 1}};
    enum { COUNT = sizeof dates / sizeof *dates };
    for (size_t i = 0; i < COUNT; i++)
        for (size_t j = 0; j < COUNT; j++) {
            int result = date_compare(dates[i], dates[j]);
            assert_true(i == j ? result == 0 : i < j ? result < 0 : result > 0);
        }
}

static void weekdays(void **state)
{
    (void)state;
    static const struct {
        struct date date;
        int weekday;
    } cases[] = {
        {{2020, 3, 3}, 1},   {{2021, 2, 24}, 2}, {{2023, 5, 23}, 1}, {{1970, 1, 1}, 3},
        {{1969, 12, 31}, 2}, {{1900, 1, 1}, 0},  {{1900, 2, 28}, 2}, {{1900, 3, 1}, 3},
        {{2000, 2, 29}, 1},  {{2024, 2, 29}, 3}, {{2026, 1, 1}, 3},  {{2199, 12, 31}, 1},
        {{2100, 3, 1}, 0},   {{1953, 3, 1}, 6},  {{2022, 9, 11}, 6}, {{2020, 3, 0}, 6},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(date_weekday(cases[i].date), cases[i].weekday);
}

static void lengths_of_months(void **state)
{
    (void)state;
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    for (int month = 1; month <= 12; month++) {
        assert_int_equal(date_days_in_month(2021, month), days[month - 1]);
        assert_int_equal(date_days_in_month(2020, month), days[month - 1] + (month == 2));
    }
    assert_int_equal(date_days_in_month(1900, 2), 28);
    assert_int_equal(date_days_in_month(2000, 2), 29);
    assert_int_equal(date_days_in_month(2100, 2), 28);
    assert_int_equal(date_days_in_month(2196, 2), 29);
}

/* Every day of 1900–2199 in turn: the numbers follow each other, and each leads back to its day. */
static void days_there_and_back(void **state)
{
    (void)state;
    long expected = -25567; /* 1900-01-01 */
    for (int year = 1900; year <= 2199; year++)
        for (int month = 1; month <= 12; month++)
            for (int day = 1; day <= date_days_in_month(year, month); day++, expected++) {
                struct date date = {year, month, day}, back = date_from_days(expected);
                if (date_days(date) != expected || date_compare(back, date) != 0)
                    fail_msg("%d-%d-%d is %ld, not %ld, and leads to %d-%d-%d", year, month, day, date_days(date),
                             expected, back.year, back.month, back.day);
                if (date_weekday(date) != (int)((expected + 25567) % 7))
                    fail_msg("%d-%d-%d is no weekday %d", year, month, day, date_weekday(date));
            }
    assert_int_equal(date_days((struct date){1970, 1, 1}), 0);
    assert_int_equal(date_days((struct date){2020, 3, 0}), date_days((struct date){2020, 3, 1}));
}

static void writing(void **state)
{
    (void)state;
    struct arena arena = {0};
    assert_text(date_iso(&arena, (struct date){2020, 3, 3}), "2020-03-03");
    assert_text(date_iso(&arena, (struct date){2020, 12, 0}), "2020-12");
    assert_text(date_iso(&arena, (struct date){0}), "");
    arena_release(&arena);
}

static void times(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int hour, minute;
    } right[] = {{"13:00", 13, 0}, {"13.00", 13, 0}, {"9:30", 9, 30},  {"09.05", 9, 5},
                 {"00:00", 0, 0},  {"0:00", 0, 0},   {"23:59", 23, 59}};
    for (size_t i = 0; i < sizeof right / sizeof *right; i++) {
        struct time_of_day time = {0};
        assert_true(time_parse(text_from(right[i].text), &time));
        assert_true(time.is_set && time.hour == right[i].hour && time.minute == right[i].minute);
    }
    static const char *const wrong[] = {"",         "13",  "1300",  "13:0",  "24:00",  "12:60", "13-00",
                                        "13:00:00", ":00", "1:000", "13:",   "13: 0",  "+3:00", "-1:00",
                                        "13,00",    "9.5", "13:0x", "x3:00", " 9:30 ", "13 00"};
    struct time_of_day time = {0};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        if (time_parse(text_from(wrong[i]), &time))
            fail_msg("'%s' is no time", wrong[i]);
    assert_false(time.is_set);
    assert_false(time_parse((struct text){0}, &time));
}

static void stockholm(void **state)
{
    (void)state;
    static const struct {
        struct date date;
        int minutes;
    } cases[] = {
        {{2020, 3, 28}, 60},  {{2020, 3, 29}, 120}, {{2020, 10, 24}, 120}, {{2020, 10, 25}, 60},
        {{2021, 3, 27}, 60},  {{2021, 3, 28}, 120}, {{2021, 10, 30}, 120}, {{2021, 10, 31}, 60},
        {{2024, 3, 30}, 60},  {{2024, 3, 31}, 120}, {{2024, 10, 26}, 120}, {{2024, 10, 27}, 60},
        {{2026, 3, 28}, 60},  {{2026, 3, 29}, 120}, {{2026, 10, 24}, 120}, {{2026, 10, 25}, 60},
        {{1996, 3, 30}, 60},  {{1996, 3, 31}, 120}, {{1996, 10, 26}, 120}, {{1996, 10, 27}, 60},
        {{2023, 1, 1}, 60},   {{2023, 6, 21}, 120}, {{2023, 12, 31}, 60},  {{2022, 3, 27}, 120},
        {{2022, 10, 30}, 60}, {{2022, 3, 0}, 60},   {{2022, 10, 0}, 120},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(date_stockholm_offset(cases[i].date), cases[i].minutes);
}

/* On the days on which the clock is changed, and the days around them. */
static void instants(void **state)
{
    (void)state;
    struct arena arena = {0};
    static const struct {
        struct date date;
        int hour, minute;
        const char *instant;
    } cases[] = {
        {{2026, 3, 28}, 23, 59, "2026-03-28T23:59:00+01:00"}, {{2026, 3, 29}, 1, 59, "2026-03-29T01:59:00+01:00"},
        {{2026, 3, 29}, 2, 30, "2026-03-29T02:30:00+01:00"},  {{2026, 3, 29}, 3, 0, "2026-03-29T03:00:00+02:00"},
        {{2026, 3, 30}, 0, 0, "2026-03-30T00:00:00+02:00"},   {{2026, 10, 24}, 12, 0, "2026-10-24T12:00:00+02:00"},
        {{2026, 10, 25}, 2, 59, "2026-10-25T02:59:00+02:00"}, {{2026, 10, 25}, 3, 0, "2026-10-25T03:00:00+01:00"},
        {{2026, 10, 26}, 0, 0, "2026-10-26T00:00:00+01:00"},  {{2026, 1, 1}, 0, 0, "2026-01-01T00:00:00+01:00"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct time_of_day time = {true, cases[i].hour, cases[i].minute};
        assert_text(date_instant(&arena, cases[i].date, time), cases[i].instant);
    }
    arena_release(&arena);
}

static void noons(void **state)
{
    (void)state;
    struct arena arena = {0};
    assert_text(date_noon(&arena, (struct date){2020, 3, 3}), "2020-03-03T12:00:00+01:00");
    assert_text(date_noon(&arena, (struct date){2020, 6, 0}), "2020-06-01T12:00:00+02:00");
    assert_text(date_noon(&arena, (struct date){0}), "");
    arena_release(&arena);
}

static void first_days(void **state)
{
    (void)state;
    assert_int_equal(date_first_day((struct date){2024, 2, 0}).day, 1);
    assert_int_equal(date_first_day((struct date){2023, 2, 3}).day, 3);
    assert_int_equal(date_first_day((struct date){0}).day, 0);
}

static void last_days(void **state)
{
    (void)state;
    assert_int_equal(date_last_day((struct date){2024, 2, 0}).day, 29);
    assert_int_equal(date_last_day((struct date){2023, 2, 0}).day, 28);
    assert_int_equal(date_last_day((struct date){2023, 2, 3}).day, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(first_days),
        cmocka_unit_test(last_days),
        cmocka_unit_test(instants),
        cmocka_unit_test(noons),
        cmocka_unit_test(parsing_days),
        cmocka_unit_test(parsing_months),
        cmocka_unit_test(order),
        cmocka_unit_test(weekdays),
        cmocka_unit_test(lengths_of_months),
        cmocka_unit_test(days_there_and_back),
        cmocka_unit_test(writing),
        cmocka_unit_test(times),
        cmocka_unit_test(stockholm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
