/* Dates in words and alphabetical order, in Swedish and English. */
#include "base/locale.h"
#include "harness.h"

struct fixture {
    struct arena arena;
    const struct locale *swedish, *english;
};

static struct fixture fixture;

static int prepare(void **state)
{
    *state = &fixture;
    fixture.swedish = locale_open(&fixture.arena, TEXT("sv"));
    fixture.english = locale_open(&fixture.arena, TEXT("en"));
    return fixture.swedish && fixture.english ? 0 : -1;
}

static int release(void **state)
{
    (void)state;
    locale_close(fixture.swedish);
    locale_close(fixture.english);
    locale_close(NULL);
    arena_release(&fixture.arena);
    return 0;
}

static void languages(void **state)
{
    (void)state;
    assert_text(locale_language(fixture.swedish), "sv");
    assert_text(locale_language(fixture.english), "en");
    static const char *const others[] = {"", "fi", "SV", "sv-SE", "sve", "s"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_null(locale_open(&fixture.arena, text_from(others[i])));
    assert_null(locale_open(&fixture.arena, (struct text){0}));
}

static void check_date(struct date date, enum date_style style, const char *swedish, const char *english)
{
    assert_text(locale_date(fixture.swedish, &fixture.arena, date, style), swedish);
    assert_text(locale_date(fixture.english, &fixture.arena, date, style), english);
}

static void dates_in_all_styles(void **state)
{
    (void)state;
    struct date date = {2020, 3, 3};
    check_date(date, DATE_LONG, "tisdag 3 mars 2020", "Tuesday 3 March 2020");
    check_date(date, DATE_MEDIUM, "3 mars 2020", "3 March 2020");
    check_date(date, DATE_DAY_MONTH, "3 mars", "3 March");
    check_date(date, DATE_SHORT, "3 mars", "3 Mar");
    check_date(date, DATE_WEEKDAY, "tisdag", "Tuesday");
    check_date(date, DATE_MONTH, "mars 2020", "March 2020");
    check_date(date, DATE_ISO, "2020-03-03", "2020-03-03");
}

static void months_in_all_styles(void **state)
{
    (void)state;
    struct date month = {2021, 11, 0};
    check_date(month, DATE_LONG, "november 2021", "November 2021");
    check_date(month, DATE_MEDIUM, "november 2021", "November 2021");
    check_date(month, DATE_DAY_MONTH, "november 2021", "November 2021");
    check_date(month, DATE_SHORT, "nov.", "Nov");
    check_date(month, DATE_WEEKDAY, "", "");
    check_date(month, DATE_MONTH, "november 2021", "November 2021");
    check_date(month, DATE_ISO, "2021-11", "2021-11");
}

static void no_date(void **state)
{
    (void)state;
    for (int style = DATE_LONG; style <= DATE_ISO; style++)
        check_date((struct date){0}, (enum date_style)style, "", "");
}

static void all_months(void **state)
{
    (void)state;
    static const char *const names[][2] = {
        {"januari", "January"}, {"februari", "February"}, {"mars", "March"},
        {"april", "April"},     {"maj", "May"},           {"juni", "June"},
        {"juli", "July"},       {"augusti", "August"},    {"september", "September"},
        {"oktober", "October"}, {"november", "November"}, {"december", "December"},
    };
    for (int i = 0; i < 12; i++)
        check_date((struct date){2020, i + 1, 1}, DATE_DAY_MONTH,
                   text_format(&fixture.arena, "1 %s", names[i][0]).bytes,
                   text_format(&fixture.arena, "1 %s", names[i][1]).bytes);
}

static void all_weekdays(void **state)
{
    (void)state;
    static const char *const names[][2] = {
        {"måndag", "Monday"}, {"tisdag", "Tuesday"},  {"onsdag", "Wednesday"}, {"torsdag", "Thursday"},
        {"fredag", "Friday"}, {"lördag", "Saturday"}, {"söndag", "Sunday"},
    };
    for (int i = 0; i < 7; i++) /* 2023-05-22 was a Monday */
        check_date((struct date){2023, 5, 22 + i}, DATE_WEEKDAY, names[i][0], names[i][1]);
    check_date((struct date){2021, 2, 24}, DATE_LONG, "onsdag 24 februari 2021", "Wednesday 24 February 2021");
}

static void times(void **state)
{
    (void)state;
    static const struct {
        struct time_of_day start, end;
        const char *swedish, *english;
    } cases[] = {
        {{true, 13, 0}, {true, 16, 0}, "kl. 13–16", "13:00–16:00"},
        {{true, 9, 0}, {true, 15, 30}, "kl. 9.00–15.30", "09:00–15:30"},
        {{true, 9, 15}, {true, 12, 0}, "kl. 9.15–12.00", "09:15–12:00"},
        {{true, 13, 0}, {false, 0, 0}, "kl. 13", "13:00"},
        {{true, 8, 5}, {false, 0, 0}, "kl. 8.05", "08:05"},
        {{true, 0, 0}, {true, 23, 59}, "kl. 0.00–23.59", "00:00–23:59"},
        {{false, 0, 0}, {true, 16, 0}, "", ""},
        {{true, 13, 0}, {false, 16, 30}, "kl. 13", "13:00"}, /* what is not set does not count */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_text(locale_time(fixture.swedish, &fixture.arena, cases[i].start, cases[i].end), cases[i].swedish);
        assert_text(locale_time(fixture.english, &fixture.arena, cases[i].start, cases[i].end), cases[i].english);
    }
}

static void check_order(const struct locale *locale, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < count; j++) {
            int order = locale_compare(locale, text_from(words[i]), text_from(words[j]));
            if (i == j ? order != 0 : i < j ? order >= 0 : order <= 0)
                fail_msg("'%s' and '%s': %d", words[i], words[j], order);
        }
}

static void alphabetical_order(void **state)
{
    (void)state;
    static const char *const swedish[] = {"",       "1",    "adam", "Anna",  "arboga",  "eda",  "Zorn",
                                          "zorn s", "Åmål", "åre",  "ängel", "Ödeshög", "öland"};
    check_order(fixture.swedish, swedish, sizeof swedish / sizeof *swedish);
    static const char *const english[] = {"", "ada", "Åmål", "ängel", "b", "Ödeshög", "öland", "p", "zorn"};
    check_order(fixture.english, english, sizeof english / sizeof *english);
}

/* What the language holds for equal still has an order: lists come out the same every time. */
static void order_of_equals(void **state)
{
    (void)state;
    static const char *const words[] = {"a\u0301b", "\u00E1b"};
    int order = locale_compare(fixture.swedish, text_from(words[0]), text_from(words[1]));
    assert_true(order != 0);
    assert_true((order < 0) == (locale_compare(fixture.swedish, text_from(words[1]), text_from(words[0])) > 0));
    assert_int_equal(locale_compare(fixture.swedish, (struct text){0}, (struct text){0}), 0);
    assert_true(locale_compare(fixture.swedish, (struct text){0}, TEXT("a")) < 0);
    assert_true(locale_compare(fixture.swedish, TEXT("a"), (struct text){0}) > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(languages), cmocka_unit_test(dates_in_all_styles), cmocka_unit_test(months_in_all_styles),
        cmocka_unit_test(no_date),   cmocka_unit_test(all_months),          cmocka_unit_test(all_weekdays),
        cmocka_unit_test(times),     cmocka_unit_test(alphabetical_order),  cmocka_unit_test(order_of_equals),
    };
    return cmocka_run_group_tests(tests, prepare, release);
}
