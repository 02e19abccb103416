/* Scales and the widths of words. */
#include "draw/axis.h"

#include "drawing.h"

static struct arena arena;
static const struct locale *swedish;

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
    assert_string_equal(time_labels("2018-10-13", "2018-11-29", 260), "13 okt./2018 10 nov.");
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
    assert_true(text_is(lettering_fit(&arena, TEXT("påsar per månad"), 10, 71), "påsar per…"));
    assert_true(text_is(lettering_fit(&arena, TEXT("påsar"), 10, 0), "…"));
    /* What was measured fits, however sums are rounded. */
    static const char *const words[] = {"−1,0", "20 000", "mål 60", "åååååååååååå", "0,1"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        for (double size = 9; size < 30; size += 0.1) {
            struct text text = text_from(words[i]);
            assert_true(text_equal(lettering_fit(&arena, text, size, (lettering_width(text, size) + 10) - 10), text));
        }
    assert_true(text_is(lettering_fit(&arena, TEXT(""), 10, 0), ""));
}

static const char *broken(struct text text, double room)
{
    struct text lines[2];
    size_t count = lettering_break(&arena, text, 10, room, lines, 2);
    struct buffer buffer = {.arena = &arena};
    for (size_t i = 0; i < count; i++)
        buffer_format(&buffer, "%s%.*s", i ? "|" : "", TEXT_ARGUMENTS(lines[i]));
    return text_string(&arena, buffer_text(&buffer));
}

static void lines_are_broken_at_words(void **unused)
{
    (void)unused;
    assert_string_equal(broken(TEXT("kort"), 100), "kort");
    assert_string_equal(broken(TEXT("  "), 100), "");
    assert_string_equal(broken(TEXT("ett litet team"), 66), "ett litet|team");
    assert_string_equal(broken(TEXT("ett  litet"), 20), "ett|li…");
    assert_string_equal(broken(TEXT("lärandeseminarium i maj"), 66), "lärandese…|i maj");
    assert_string_equal(broken(TEXT("ett litet team till och ett"), 66), "ett litet|team till…");
    assert_string_equal(broken(TEXT("aaa bbb"), 10), "…|…");
}

/* The first and the last day, as much of them as has room. */
static const char *ends(const char *first, const char *last, double width)
{
    struct time_axis axis = {.first = day(first), .last = day(last), .left = 30, .right = width - 30, .size = 15};
    struct buffer buffer = {.arena = &arena};
    axis.width = width;
    axis.has_days = axis.first.day > 1;
    time_tick_list ticks = time_axis_ends(&axis, &arena, swedish);
    for (size_t i = 0; i < ticks.count; i++)
        buffer_format(&buffer, "%s%.*s", i ? " – " : "", TEXT_ARGUMENTS(ticks.items[i].label));
    return text_string(&arena, buffer_text(&buffer));
}

static void ends_of_time(void **unused)
{
    (void)unused;
    assert_string_equal(ends("2025-02", "2026-10", 240), "feb. 2025 – okt. 2026");
    assert_string_equal(ends("2025-02", "2026-10", 120), "2025 – 2026");
    assert_string_equal(ends("2025-02", "2025-10", 120), "feb. – okt.");
    assert_string_equal(ends("2025-02-03", "2025-10-07", 240), "3 feb. 2025 – 7 okt. 2025");
    assert_string_equal(ends("2025-02", "2025-02", 240), "feb. 2025");
}

static int open_all(void **unused)
{
    (void)unused;
    swedish = locale_open(&arena, TEXT("sv"));
    return !swedish;
}

static int close_all(void **unused)
{
    (void)unused;
    locale_close(swedish);
    arena_release(&arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(round_steps),   cmocka_unit_test(dates_that_keep_clear),
        cmocka_unit_test(an_even_scale), cmocka_unit_test(words_are_cut),
        cmocka_unit_test(ends_of_time),  cmocka_unit_test(lines_are_broken_at_words),
    };
    return cmocka_run_group_tests_name("draw/axis", tests, open_all, close_all);
}
