/* Charts: the drawing of a short series to the letter, and what holds for every series, however odd. */
#include "draw/time_series.h"

#include "draw/axis.h"
#include "draw/lettering.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct arena arena;
static const struct locale *swedish, *english;

static struct date day(const char *text)
{
    struct date date;
    assert_true(date_parse(text_from(text), &date));
    return date;
}

static const char *draw(const struct locale *locale, struct time_series series)
{
    if (!series.width)
        series.width = 360, series.height = 240;
    return text_string(&arena, time_series_draw(&arena, locale, &series));
}

static size_t occurrences(const char *text, const char *wanted)
{
    size_t count = 0;
    for (; (text = strstr(text, wanted)); text++)
        count++;
    return count;
}

/* What every drawing promises: well closed, no number that is none, each text inside and clear of the others. */
static void expect_sound(const char *svg, int width, int height)
{
    static struct {
        double left, right, middle;
    } texts[64];
    size_t count = 0;
    assert_int_equal(strncmp(svg, "<svg class=\"chart\" ", 19), 0);
    assert_string_equal(svg + strlen(svg) - 7, "</svg>\n");
    assert_null(strstr(svg, "nan"));
    assert_null(strstr(svg, "inf"));
    for (const char *at = svg; (at = strstr(at, "<text ")); at++) {
        char anchor[8] = "start";
        double x, y;
        assert_int_equal(sscanf(strstr(at, " x=\""), " x=\"%lf\" y=\"%lf\" text-anchor=\"%7[a-z]", &x, &y, anchor) >= 2,
                         1);
        const char *words = strchr(at, '>') + 1;
        double size = lettering_width((struct text){words, strcspn(words, "<")}, TIME_SERIES_TYPE);
        double left = x - (!strcmp(anchor, "end") ? size : !strcmp(anchor, "middle") ? size / 2 : 0);
        assert_true(left >= -0.1);
        assert_true(left + size <= width + 0.1);
        assert_true(y >= TIME_SERIES_TYPE * 0.8 && y <= height - TIME_SERIES_TYPE * 0.2);
        for (size_t i = 0; i < count; i++)
            if (fabs(texts[i].middle - y) < TIME_SERIES_TYPE)
                assert_true(left >= texts[i].right || left + size <= texts[i].left);
        assert_true(count < 64);
        texts[count].left = left, texts[count].right = left + size, texts[count++].middle = y;
    }
    for (const char *at = svg; (at = strstr(at, "<circle ")); at++) {
        double x, y, radius;
        assert_int_equal(sscanf(strstr(at, " cx=\""), " cx=\"%lf\" cy=\"%lf\" r=\"%lf", &x, &y, &radius), 3);
        assert_true(x - radius >= 0 && x + radius <= width && y - radius >= 0 && y + radius <= height);
    }
}

static void a_short_series(void **unused)
{
    (void)unused;
    const struct time_value values[] = {{day("2025-12"), 41.5}, {day("2025-10"), 22}, {day("2026-01"), 55}};
    const char *svg = draw(swedish, (struct time_series){.values = values,
                                                         .count = 3,
                                                         .has_goal = true,
                                                         .goal = 60,
                                                         .goal_label = TEXT("mål 60"),
                                                         .unit = TEXT("påsar & spel"),
                                                         .description = TEXT("\"Påsar\", 3 värden")});
    const char *wanted = "<svg class=\"chart\" viewBox=\"0 0 360 240\" role=\"img\" font-size=\"15\" "
                         "aria-label=\"&quot;Påsar&quot;, 3 värden\">\n"
                         "<path class=\"grid\" fill=\"none\" stroke=\"currentColor\" opacity=\".3\" d=\"M29.5 "
                         "193.2H293M29.5 154.8H293M29.5 116.4H293M29.5 78H293\"/>\n"
                         "<text class=\"tick\" x=\"19.5\" y=\"198.5\" text-anchor=\"end\">20</text>\n"
                         "<text class=\"tick\" x=\"19.5\" y=\"160\" text-anchor=\"end\">30</text>\n"
                         "<text class=\"tick\" x=\"19.5\" y=\"121.7\" text-anchor=\"end\">40</text>\n"
                         "<text class=\"tick\" x=\"19.5\" y=\"83.3\" text-anchor=\"end\">50</text>\n"
                         "<text class=\"tick\" x=\"19.5\" y=\"44.8\" text-anchor=\"end\">60</text>\n"
                         "<text class=\"unit\" x=\"0\" y=\"14.3\">påsar &amp; spel</text>\n"
                         "<path class=\"axis\" fill=\"none\" stroke=\"currentColor\" d=\"M29.5 193.2H293M37.5 "
                         "193.2v5M120.9 193.2v5M201.6 193.2v5M285 193.2v5\"/>\n"
                         "<text class=\"tick\" x=\"37.5\" y=\"217.5\" text-anchor=\"middle\">okt.</text>\n"
                         "<text class=\"tick\" x=\"37.5\" y=\"235.5\" text-anchor=\"middle\">2025</text>\n"
                         "<text class=\"tick\" x=\"120.9\" y=\"217.5\" text-anchor=\"middle\">nov.</text>\n"
                         "<text class=\"tick\" x=\"201.6\" y=\"217.5\" text-anchor=\"middle\">dec.</text>\n"
                         "<text class=\"tick\" x=\"285\" y=\"217.5\" text-anchor=\"middle\">jan.</text>\n"
                         "<text class=\"tick\" x=\"285\" y=\"235.5\" text-anchor=\"middle\">2026</text>\n"
                         "<path class=\"goal-line\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.5\" "
                         "stroke-dasharray=\"7 4\" d=\"M29.5 39.6H293\"/>\n"
                         "<path class=\"line\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.5\" "
                         "stroke-linejoin=\"round\" d=\"M37.5 185.5L201.6 110.6L285 58.8\"/>\n"
                         "<circle class=\"point\" fill=\"currentColor\" cx=\"37.5\" cy=\"185.5\" r=\"4\"/>\n"
                         "<circle class=\"point\" fill=\"currentColor\" cx=\"201.6\" cy=\"110.6\" r=\"4\"/>\n"
                         "<circle class=\"point last\" fill=\"currentColor\" cx=\"285\" cy=\"58.8\" r=\"5\"/>\n"
                         "<text class=\"goal-label\" x=\"303\" y=\"44.8\">mål 60</text>\n"
                         "<text class=\"last-label\" x=\"303\" y=\"64\">55</text>\n"
                         "</svg>\n";
    assert_string_equal(svg, wanted);
    expect_sound(svg, 360, 240);
}

static void nothing_to_draw(void **unused)
{
    (void)unused;
    const struct time_value odd[] = {
        {day("2025-10"), NAN}, {day("2025-11"), INFINITY}, {{0}, 3}, {day("2026-01"), 1e200}};
    assert_string_equal(draw(swedish, (struct time_series){0}), "");
    assert_string_equal(draw(swedish, (struct time_series){.values = odd, .count = 4, .has_goal = true, .goal = 3}),
                        "");
}

static void one_value(void **unused)
{
    (void)unused;
    const struct time_value value = {day("2025-10-07"), 0};
    const char *svg = draw(swedish, (struct time_series){.values = &value, .count = 1});
    expect_sound(svg, 360, 240);
    assert_null(strstr(svg, "class=\"line\""));
    assert_null(strstr(svg, "class=\"goal"));
    assert_int_equal(occurrences(svg, "<circle"), 1);
    assert_non_null(strstr(svg, ">7 okt.<"));
    assert_non_null(strstr(svg, ">2025<"));
    assert_non_null(strstr(svg, ">\u22121,0<"));
}

/* A goal that cannot be drawn is left out, and the values are drawn. */
static void a_goal_beyond_all_measure(void **unused)
{
    (void)unused;
    const struct time_value value = {day("2025-10"), 5};
    const char *svg =
        draw(swedish, (struct time_series){
                          .values = &value, .count = 1, .has_goal = true, .goal = INFINITY, .goal_label = TEXT("mål")});
    expect_sound(svg, 360, 240);
    assert_null(strstr(svg, "mål"));
}

/* The goal's dashes would not show on the axis of time, so there is a step below it. */
static void a_goal_at_the_bottom(void **unused)
{
    (void)unused;
    const struct time_value values[] = {{day("2025-10"), 30}, {day("2025-11"), 22}};
    struct time_series series = {.values = values, .count = 2, .has_goal = true, .goal = 15};
    assert_non_null(strstr(draw(swedish, series), ">10</text>"));
    series.goal = 0;
    assert_null(strstr(draw(swedish, series), ">\u2212"));
}

static void duplicate_dates(void **unused)
{
    (void)unused;
    const struct time_value values[] = {
        {day("2025-10-07"), 3}, {day("2025-10-07"), 9}, {day("2025-10-07"), 5}, {day("2025-10-08"), 4}};
    const char *svg = draw(english, (struct time_series){.values = values, .count = 3});
    expect_sound(svg, 360, 240);
    assert_int_equal(occurrences(svg, "<circle"), 3);
    assert_non_null(strstr(svg, "class=\"last-label\""));
    assert_non_null(strstr(svg, ">5</text>\n</svg>"));
    expect_sound(draw(english, (struct time_series){.values = values, .count = 4}), 360, 240);
}

/* Of many values only what shows is written; a single high one among them shows. */
static void ten_thousand_values(void **unused)
{
    (void)unused;
    enum { MANY = 10000 };
    struct time_value *values = arena_allocate(&arena, MANY * sizeof *values);
    for (int i = 0; i < MANY; i++)
        values[i] = (struct time_value){date_from_days(10000 + i), i == 4321 ? 100 : i % 7};
    const char *svg = draw(swedish, (struct time_series){.values = values, .count = MANY, .width = 760, .height = 300});
    expect_sound(svg, 760, 300);
    assert_true(strlen(svg) < 50000);
    assert_int_equal(occurrences(svg, "<circle"), 1);
    /* 18 is the middle of the first line of type: the top of a plot without a unit. */
    assert_int_equal(occurrences(strstr(svg, "class=\"line\""), " 18L"), 1);
    const char *few = draw(swedish, (struct time_series){.values = values, .count = 50, .width = 760, .height = 300});
    assert_int_equal(occurrences(few, "<circle"), 50);
}

static void long_labels(void **unused)
{
    (void)unused;
    const struct time_value values[] = {{day("2025-10"), 3}, {day("2026-10"), 9}};
    char words[200 * 2 + 1];
    for (int i = 0; i < 200; i++)
        memcpy(words + 2 * i, "å", 3);
    struct text text = text_from(words);
    const char *svg = draw(swedish, (struct time_series){.values = values,
                                                         .count = 2,
                                                         .has_goal = true,
                                                         .goal = 9,
                                                         .goal_label = text,
                                                         .unit = text,
                                                         .description = text});
    expect_sound(svg, 360, 240);
    assert_int_equal(occurrences(svg, "å…</text>"), 2);
    assert_non_null(strstr(svg, "aria-label=\"åå"));
}

/* Every size of value and of time, in the smallest and the usual drawing. */
static void all_sizes(void **unused)
{
    (void)unused;
    static const double sizes[] = {0,    1e-300, 1e-99,  1e-12, 1e-7, 0.25, 1,    7,
                                   99.5, 1000,   123456, 1e9,   1e11, 1e12, 1e15, 1e100};
    static const long spans[] = {0, 1, 5, 27, 40, 62, 100, 365, 1000, 5000, 30000, 109000};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        for (size_t j = 0; j < sizeof spans / sizeof *spans; j++)
            for (int sign = -1; sign <= 1; sign++) {
                const struct time_value values[] = {{date_from_days(-25567), sizes[i] * sign},
                                                    {date_from_days(-25567 + spans[j]), sizes[i] * (1 + 1e-13 * j)}};
                struct time_series series = {.values = values,
                                             .count = 2,
                                             .has_goal = true,
                                             .goal = sizes[i] / 2,
                                             .goal_label = TEXT("mål"),
                                             .width = 760,
                                             .height = 300};
                expect_sound(draw(swedish, series), 760, 300);
                series.width = 240, series.height = 160;
                expect_sound(draw(swedish, series), 240, 160);
            }
}

static const char *value_labels(double low, double high)
{
    struct value_axis axis = value_axis_make(low, high, 5);
    struct buffer buffer = {.arena = &arena};
    for (int i = 0; i <= axis.steps; i++)
        buffer_format(&buffer, "%s%s", i ? " " : "", text_string(&arena, value_axis_label(&axis, &arena, swedish, i)));
    return text_string(&arena, buffer_text(&buffer));
}

static void round_steps(void **unused)
{
    (void)unused;
    assert_string_equal(value_labels(21, 60), "20 30 40 50 60");
    assert_string_equal(value_labels(15, 32), "15 20 25 30 35");
    assert_string_equal(value_labels(2.9, 7), "2 3 4 5 6 7");
    assert_string_equal(value_labels(71.5, 78.25), "70 72 74 76 78 80");
    assert_string_equal(value_labels(0.5, 1.7), "0,0 0,5 1,0 1,5 2,0");
    assert_string_equal(value_labels(-3, 9), "\u22125 0 5 10");
    assert_string_equal(value_labels(-90, -20), "\u2212100 \u221280 \u221260 \u221240 \u221220 0");
    assert_string_equal(value_labels(5, 5), "4,0 4,5 5,0 5,5 6,0");
    assert_string_equal(value_labels(0, 0), "\u22121,0 \u22120,5 0,0 0,5 1,0");
    assert_string_equal(value_labels(12000, 61000), "0 20\u00A0000 40\u00A0000 60\u00A0000 80\u00A0000");
    assert_string_equal(value_labels(1e12, 3e12), "0 1e12 2e12 3e12");
    assert_string_equal(value_labels(-3e-7, 0), "\u22123e\u221207 \u22122e\u221207 \u22121e\u221207 0");
}

static const char *time_labels(const char *first, const char *last, double width)
{
    struct time_axis axis = {.first = day(first), .last = day(last), .left = 30, .right = width - 30, .size = 15};
    struct buffer buffer = {.arena = &arena};
    axis.width = width;
    axis.has_days = axis.first.day > 1 || axis.last.day > 1;
    time_tick_list ticks = time_axis_ticks(&axis, &arena, swedish);
    for (size_t i = 0; i < ticks.count; i++) {
        const struct time_tick *tick = &ticks.items[i];
        buffer_format(&buffer, "%s%.*s", i ? " " : "", TEXT_ARGUMENTS(tick->label));
        if (tick->year.size)
            buffer_format(&buffer, "/%.*s", TEXT_ARGUMENTS(tick->year));
    }
    return text_string(&arena, buffer_text(&buffer));
}

static void dates_that_keep_clear(void **unused)
{
    (void)unused;
    assert_string_equal(time_labels("2025-02", "2026-10", 760),
                        "mars/2025 maj juli sep. nov. jan./2026 mars maj juli sep.");
    assert_string_equal(time_labels("2025-02", "2026-10", 360), "apr./2025 juli okt. jan./2026 apr. juli okt.");
    assert_string_equal(time_labels("2025-09-03", "2025-09-05", 360), "3 sep./2025 4 sep. 5 sep.");
    assert_string_equal(time_labels("2025-12-20", "2026-01-06", 360), "20 dec./2025 27 dec. 3 jan./2026");
    assert_string_equal(time_labels("2025-09-15", "2025-11-15", 760),
                        "15 sep./2025 22 sep. 29 sep. 6 okt. 13 okt. 20 okt. 27 okt. 3 nov. 10 nov.");
    assert_string_equal(time_labels("2025-09-01", "2025-11-15", 760), "sep./2025 okt. nov.");
    assert_string_equal(time_labels("2025-09", "2025-10", 360), "sep./2025 okt.");
    assert_string_equal(time_labels("2025-09", "2025-09", 360), "sep./2025");
    assert_string_equal(time_labels("2025-03-14", "2026-10-14", 360), "apr./2025 juli okt. jan./2026 apr. juli okt.");
    assert_string_equal(time_labels("1998-05", "2026-10", 360), "2000 2005 2010 2015 2020 2025");
}

/* The time scale is even: a month without a value leaves its room. */
static void an_even_scale(void **unused)
{
    (void)unused;
    const struct time_axis axis = {.first = day("2025-01-01"), .last = day("2025-01-11"), .left = 100, .right = 200};
    assert_true(fabs(time_axis_place(&axis, date_days(day("2025-01-03"))) - 120) < 1e-9);
    struct value_axis values = value_axis_make(0, 50, 5);
    assert_true(fabs(value_axis_share(&values, 30) - 0.6) < 1e-9);
}

static void words_are_cut(void **unused)
{
    (void)unused;
    assert_true(text_is(lettering_fit(&arena, TEXT("kort"), 15, 200), "kort"));
    assert_true(text_is(lettering_fit(&arena, TEXT("påsar per månad"), 10, 66), "påsar per…"));
    assert_true(text_is(lettering_fit(&arena, TEXT("påsar"), 10, 0), "…"));
    assert_true(text_is(lettering_fit(&arena, TEXT(""), 10, 0), ""));
}

static int open_all(void **unused)
{
    (void)unused;
    swedish = locale_open(&arena, TEXT("sv"));
    english = locale_open(&arena, TEXT("en"));
    return !swedish || !english;
}

static int close_all(void **unused)
{
    (void)unused;
    locale_close(swedish);
    locale_close(english);
    arena_release(&arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_short_series),
        cmocka_unit_test(nothing_to_draw),
        cmocka_unit_test(one_value),
        cmocka_unit_test(a_goal_beyond_all_measure),
        cmocka_unit_test(a_goal_at_the_bottom),
        cmocka_unit_test(duplicate_dates),
        cmocka_unit_test(ten_thousand_values),
        cmocka_unit_test(long_labels),
        cmocka_unit_test(all_sizes),
        cmocka_unit_test(round_steps),
        cmocka_unit_test(dates_that_keep_clear),
        cmocka_unit_test(an_even_scale),
        cmocka_unit_test(words_are_cut),
    };
    return cmocka_run_group_tests_name("draw/time_series", tests, open_all, close_all);
}
