/* What charts say in words, and what a report shows of its teams' measures. */
#include "town.h"

#include "model/fields.h"
#include "view/lookup.h"

#include <string.h>

static struct town *open_with_words(void)
{
    static const char *const words[][2] = {
        {"chart_many", "{title}, {number} värden från {start} till {end}: från {first} till {last}."},
        {"chart_one", "{title}, ett värde från {start}: {last}."},
        {"chart_goal", "Mål {goal}."},
        {"measure_goal", "mål"},
        {"odd", "{title} {tilte} {title"},
    };
    struct town *town = town_open("2026-03-01");
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        value_set(&town->arena, town->view.strings, words[i][0], value_string(words[i][1]));
    return town;
}

static const struct report *report_of(const struct town *town)
{
    return town->round->reports.items[0];
}

static const char *chart_of(struct town *town, const struct measure *measure)
{
    return town_look(town, view_object(&town->view, &measure_type, measure), "chart");
}

static void expect_description(struct town *town, const struct measure *measure, const char *wanted)
{
    const char *chart = chart_of(town, measure), *start = strstr(chart, "<desc>");
    assert_non_null(start);
    start += strlen("<desc>");
    assert_string_equal(text_string(&town->arena, (struct text){start, strcspn(start, "<")}), wanted);
}

static const struct measure *measure_of(const struct town *town)
{
    return &town->network->teams.items[0]->measures.items[0];
}

static void a_chart_in_words(void **unused)
{
    (void)unused;
    struct town *town = open_with_words();
    struct measure measure = *measure_of(town);
    expect_description(town, &measure,
                       "Elever med bok hemma, 3 värden från september 2025 till november 2025: från 71,5 till 78,25 "
                       "procent. Mål 95.");
    measure.has_goal = false;
    measure.unit = (struct text){0};
    measure.values.count = 2;
    expect_description(town, &measure,
                       "Elever med bok hemma, 2 värden från september 2025 till oktober 2025: från 71,5 till 74.");
    assert_null(strstr(chart_of(town, &measure), "goal"));
    measure.values.count = 1;
    expect_description(town, &measure, "Elever med bok hemma, ett värde från september 2025: 71,5.");
    measure.values.count = 0;
    assert_string_equal(chart_of(town, &measure), "(nothing)");
    town_close(town);
}

/* Values that stand in the wrong order are told as the line is drawn; in one month the days are told. */
static void values_in_any_order(void **unused)
{
    (void)unused;
    struct town *town = open_with_words();
    struct measurement values[] = {
        {.date = {2026, 2, 9}, .value = 4}, {.date = {2026, 2, 20}, .value = 6}, {.date = {2026, 2, 3}, .value = 1}};
    struct measure measure = *measure_of(town);
    measure.values.items = values;
    measure.has_goal = false;
    expect_description(town, &measure,
                       "Elever med bok hemma, 3 värden från 3 februari 2026 till 20 februari 2026: från 1 till 6 "
                       "procent.");
    town_close(town);
}

/* A letter by e-mail cannot show the drawing. */
static void no_chart_in_mail(void **unused)
{
    (void)unused;
    struct town *town = open_with_words();
    town->view.medium = MEDIUM_MAIL;
    assert_string_equal(chart_of(town, measure_of(town)), "(nothing)");
    town_close(town);
}

static void a_report_tells_what_was_known(void **unused)
{
    (void)unused;
    static const struct {
        struct date date;
        const char *latest;
    } cases[] = {
        {{2026, 3, 1}, "78,25"}, {{2025, 11, 15}, "78,25"}, {{2025, 11, 14}, "74"},
        {{2025, 10, 0}, "74"},   {{2025, 9, 0}, "71,5"},
    };
    struct town *town = open_with_words();
    struct report report = *report_of(town);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        report.date = cases[i].date;
        struct value measured;
        assert_true(value_get(view_object(&town->view, &report_type, &report), TEXT("measured"), &measured));
        assert_int_equal(measured.list->values.count, 1);
        assert_string_equal(town_look(town, measured.list->values.items[0], "measure.latest.value"), cases[i].latest);
        assert_string_equal(town_look(town, measured.list->values.items[0], "team.title"), "Lilla skolan");
    }
    /* A month that has not ended is not measured yet. */
    report.date = (struct date){2025, 9, 30};
    assert_string_equal(town_look(town, view_object(&town->view, &report_type, &report), "measured"), "0 items");
    town_close(town);
}

static void words_are_filled_in(void **unused)
{
    (void)unused;
    const struct view_word words[] = {{"title", TEXT("Bok & blad")}, {0}};
    struct town *town = open_with_words();
    assert_true(text_is(view_sentence(&town->view, "odd", words), "Bok & blad {tilte} {title"));
    assert_true(text_is(view_sentence(&town->view, "missing", words), ""));
    town_close(town);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_chart_in_words),    cmocka_unit_test(values_in_any_order),
        cmocka_unit_test(no_chart_in_mail),    cmocka_unit_test(a_report_tells_what_was_known),
        cmocka_unit_test(words_are_filled_in),
    };
    return cmocka_run_group_tests_name("view/measured", tests, NULL, NULL);
}
