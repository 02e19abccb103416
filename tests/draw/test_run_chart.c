/* Run charts: one to the letter, and what holds for every series, however odd. */
#include "draw/run_chart.h"

#include "drawing.h"

static struct arena arena;
static const struct locale *swedish, *english;

static const char *draw(const struct locale *locale, struct run_chart chart)
{
    if (!chart.frame.width)
        chart.frame.width = 360, chart.frame.height = 240;
    return text_string(&arena, run_chart_draw(&arena, locale, &chart));
}

/* Wide, narrow, the smallest, and small ones: all must be sound. */
static void expect_all_sound(struct run_chart chart)
{
    static const int sizes[][2] = {{760, 300}, {360, 240}, {240, 160}, {200, 90}, {120, 60}};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        chart.frame.width = sizes[i][0];
        chart.frame.height = sizes[i][1];
        chart.is_small = i >= 3;
        const char *svg = draw(swedish, chart);
        expect_sound(&arena, svg);
        assert_int_equal(strncmp(svg, "<svg class=\"chart\" ", 19), 0);
        assert_true(strlen(svg) < 800000);
    }
}

static struct run_point *days(size_t count, long first, int step)
{
    struct run_point *points = arena_allocate(&arena, (count + 1) * sizeof *points);
    for (size_t i = 0; i < count; i++)
        points[i] = (struct run_point){.date = date_from_days(first + (long)i * step), .value = (double)(i * 37 % 11)};
    return points;
}

static struct text repeated(const char *words, size_t count)
{
    struct buffer buffer = {.arena = &arena};
    for (size_t i = 0; i < count; i++)
        buffer_add_string(&buffer, words);
    return buffer_text(&buffer);
}

/* Two phases, a frozen median, a goal that moves, a signal, a mark and notes. */
static struct run_chart typical(void)
{
    static const double values[] = {22, 31, 25, 28, 24, 33, 30, 27, 29, 26, 35, 38, 41, 37, 44, 46, 43, 48, 50, 47};
    enum { COUNT = sizeof values / sizeof *values };
    static const struct run_chart_phase phases[] = {
        {0, 10, TEXT("före"), true, 27, 8},
        {10, 10, TEXT("nya rutiner på BVC & i förskolan"), true, 43.5, 0},
    };
    struct run_point *points = arena_allocate(&arena, COUNT * sizeof *points);
    for (int i = 0; i < COUNT; i++)
        points[i] = (struct run_point){
            .date = {2024 + (2 + i) / 12, (2 + i) % 12 + 1, 0}, .value = values[i], .is_signal = i >= 11};
    points[4].note = 1;
    points[14].note = 12;
    points[14].is_marked = true;
    return (struct run_chart){
        .frame = {.title = TEXT("Påsar & \"böcker\""), .description = TEXT("22 till 47.")},
        .points = points,
        .count = COUNT,
        .phases = phases,
        .phase_count = 2,
        .has_goal = true,
        .goal_start = day("2025-01"),
        .goal_end = day("2025-12"),
        .goal_from = 30,
        .goal_to = 60,
        .goal_label = TEXT("mål 60"),
        .median_label = TEXT("median 43,5"),
        .unit = TEXT("påsar & spel"),
        .signal_first = 11,
        .signal_last = 19,
        .signal_label = TEXT("9 i rad över medianen"),
    };
}

static void to_the_letter(void **unused)
{
    (void)unused;
    struct run_chart chart = typical();
    chart.frame.width = 600, chart.frame.height = 300;
    const char *svg = draw(swedish, chart);
    expect_drawing(&arena, svg, "run_chart.svg");
    expect_sound(&arena, svg);
    chart.frame.width = 200, chart.frame.height = 90;
    chart.is_small = true;
    chart.frame.kind = FRAME_ALONE;
    chart.frame.style = TEXT(".chart > .line { stroke: navy }");
    svg = draw(english, chart);
    expect_drawing(&arena, svg, "run_chart_small.svg");
    expect_sound(&arena, svg);
    expect_all_sound(typical());
}

static void named_in_three_ways(void **unused)
{
    (void)unused;
    struct run_chart chart = typical();
    const char *svg = draw(swedish, chart);
    assert_non_null(strstr(svg, ">\n<title>Påsar &amp; &quot;böcker&quot;</title>\n<desc>22 till 47.</desc>\n"));
    assert_null(strstr(svg, "aria-label"));
    chart.frame.kind = FRAME_ON_PAPER;
    svg = draw(swedish, chart);
    assert_non_null(strstr(svg, " aria-label=\"Påsar &amp; &quot;böcker&quot;. 22 till 47.\">"));
    assert_null(strstr(svg, "<title>"));
    chart.frame.title = TEXT("Hur många påsar?");
    assert_non_null(strstr(draw(swedish, chart), " aria-label=\"Hur många påsar? 22 till 47.\">"));
    chart.frame.title = TEXT(" ");
    chart.frame.kind = FRAME_IN_PAGE;
    assert_non_null(strstr(draw(swedish, chart), "<title>22 till 47.</title>\n<path"));
}

static void nothing_to_draw(void **unused)
{
    (void)unused;
    const struct run_point odd[] = {
        {.date = day("2025-10"), .value = NAN},
        {.date = day("2025-11"), .value = INFINITY},
        {.value = 3},
        {.date = day("2026-01"), .value = 1e200},
    };
    assert_string_equal(draw(swedish, (struct run_chart){0}), "");
    assert_string_equal(draw(swedish, (struct run_chart){.points = odd, .count = 4, .has_goal = true, .goal_from = 3}),
                        "");
}

static void one_value(void **unused)
{
    (void)unused;
    const struct run_point value = {.date = day("2025-10-07"), .value = 0, .is_marked = true, .note = 3};
    const struct run_chart_phase phase = {.count = 1, .has_median = true};
    struct run_chart chart = {.points = &value, .count = 1};
    const char *svg = draw(swedish, chart);
    assert_null(strstr(svg, "class=\"line\""));
    assert_null(strstr(svg, "class=\"goal"));
    assert_null(strstr(svg, "class=\"median"));
    assert_int_equal(occurrences(svg, "class=\"point last\""), 1);
    assert_int_equal(occurrences(svg, "class=\"ring\""), 1);
    assert_non_null(strstr(svg, ">3<"));
    assert_non_null(strstr(svg, ">7 okt.<"));
    assert_non_null(strstr(svg, ">2025<"));
    assert_non_null(strstr(svg, ">\u22121,0<"));
    chart.phases = &phase, chart.phase_count = 1;
    chart.median_label = TEXT("median 0");
    chart.has_goal = true, chart.goal_label = TEXT("mål 0");
    chart.signal_label = TEXT("en i rad");
    expect_all_sound(chart);
}

/* What cannot be drawn is left out, and the rest is drawn. */
static void numbers_that_are_none(void **unused)
{
    (void)unused;
    struct run_chart chart = typical();
    struct run_point *points = days(20, 20000, 30);
    const struct run_chart_phase phases[] = {
        {0, 8, TEXT("tom"), true, NAN, 3}, {8, 2, TEXT("b"), true, 1e101, 0}, {10, 10, TEXT("c"), true, 5, 0}};
    for (int i = 0; i < 8; i++)
        points[i].value = i % 2 ? NAN : -INFINITY;
    points[15].value = INFINITY;
    chart.points = points;
    chart.phases = phases, chart.phase_count = 3;
    chart.goal_to = INFINITY;
    chart.has_scale = true, chart.low = NAN, chart.high = INFINITY;
    const char *svg = draw(swedish, chart);
    assert_null(strstr(svg, "mål"));
    assert_null(strstr(svg, ">tom<"));
    assert_int_equal(occurrences(svg, "class=\"point"), 11);
    expect_all_sound(chart);
    /* Phases and signals that reach beyond the values. */
    const struct run_chart_phase beyond[] = {{5, SIZE_MAX, TEXT("a"), true, 5, SIZE_MAX},
                                             {SIZE_MAX, SIZE_MAX, TEXT("b"), true, 5, 0}};
    chart.phases = beyond, chart.phase_count = 2;
    chart.signal_first = 18, chart.signal_last = SIZE_MAX;
    expect_all_sound(chart);
}

/* The goal's dashes would not show on the axis of time, so there is a step below it. */
static void a_goal_at_the_bottom(void **unused)
{
    (void)unused;
    const struct run_point values[] = {{.date = day("2025-10"), .value = 30}, {.date = day("2025-11"), .value = 22}};
    struct run_chart chart = {.points = values, .count = 2, .has_goal = true, .goal_from = 15};
    assert_non_null(strstr(draw(swedish, chart), ">10</text>"));
    chart.goal_from = 0;
    assert_null(strstr(draw(swedish, chart), ">\u2212"));
}

static const char *goal_path(struct run_chart chart)
{
    const char *svg = draw(swedish, chart), *path = strstr(svg, "class=\"goal-line\"");
    assert_non_null(path);
    path = strstr(path, " d=\"") + 4;
    return text_string(&arena, (struct text){path, strcspn(path, "\"")});
}

/* Flat, then rising, then flat, as far as there are values. */
static void a_goal_that_moves(void **unused)
{
    (void)unused;
    struct run_chart chart = {.points = days(11, 20000, 10), .count = 11, .has_goal = true};
    chart.goal_from = 0, chart.goal_to = 10;
    assert_int_equal(occurrences(goal_path(chart), "L"), 1);
    chart.goal_start = date_from_days(20020), chart.goal_end = date_from_days(20080);
    assert_int_equal(occurrences(goal_path(chart), "L"), 3);
    chart.goal_end = date_from_days(20300);
    assert_int_equal(occurrences(goal_path(chart), "L"), 2);
    chart.goal_start = date_from_days(19000);
    assert_int_equal(occurrences(goal_path(chart), "L"), 1);
    chart.goal_end = date_from_days(19500); /* reached before the first value: a level */
    assert_int_equal(occurrences(goal_path(chart), "L"), 1);
    /* From one day to the next, and backwards: a step. */
    chart.goal_start = chart.goal_end = date_from_days(20050);
    assert_int_equal(occurrences(goal_path(chart), "L"), 3);
    expect_all_sound(chart);
    chart.goal_start = date_from_days(20070);
    expect_all_sound(chart);
}

static void the_frozen_part(void **unused)
{
    (void)unused;
    struct run_chart_phase phase = {0, 11, TEXT(""), true, 5, 0};
    struct run_chart chart = {.points = days(11, 20000, 10), .count = 11, .phases = &phase, .phase_count = 1};
    assert_null(strstr(draw(swedish, chart), "frozen"));
    phase.baseline = 11;
    assert_null(strstr(draw(swedish, chart), "frozen"));
    phase.baseline = 4;
    assert_int_equal(occurrences(draw(swedish, chart), "class=\"median-line frozen\""), 1);
}

static void duplicate_dates(void **unused)
{
    (void)unused;
    struct run_point values[] = {{.date = day("2025-10-07"), .value = 3},
                                 {.date = day("2025-10-07"), .value = 9, .note = 1},
                                 {.date = day("2025-10-07"), .value = 5, .note = 2},
                                 {.date = day("2025-10-08"), .value = 4}};
    const struct run_chart_phase phases[] = {{0, 2, TEXT("a"), true, 6, 1}, {2, 2, TEXT("b"), true, 4.5, 1}};
    struct run_chart chart = {.points = values, .count = 3};
    const char *svg = draw(english, chart);
    assert_int_equal(occurrences(svg, "<circle"), 3);
    assert_non_null(strstr(svg, "font-weight=\"700\""));
    assert_non_null(strstr(svg, ">5</text>\n</svg>"));
    expect_all_sound(chart);
    chart.phases = phases, chart.phase_count = 2;
    expect_all_sound(chart);
    chart.count = 4;
    expect_all_sound(chart);
}

/* Of many values only what shows is written; a single high one among them shows, and one that is pointed at. */
static void ten_thousand_values(void **unused)
{
    (void)unused;
    enum { MANY = 10000 };
    struct run_point *values = days(MANY, 10000, 1);
    for (int i = 0; i < MANY; i++)
        values[i].value = i == 4321 ? 100 : i % 7;
    values[5000].is_marked = true;
    struct run_chart chart = {.points = values, .count = MANY, .frame = {.width = 760, .height = 300}};
    const char *svg = draw(swedish, chart);
    assert_true(strlen(svg) < 50000);
    assert_int_equal(occurrences(svg, "class=\"point"), 2);
    assert_int_equal(occurrences(svg, "class=\"ring\""), 1);
    /* 18 is the middle of the first line of type: the top of a plot without a unit. */
    assert_int_equal(occurrences(strstr(svg, "class=\"line\""), " 18L"), 1);
    expect_all_sound(chart);
    chart.count = 50;
    assert_int_equal(occurrences(draw(swedish, chart), "class=\"point"), 50);
    /* A thousand signals and two hundred notes among them. */
    for (int i = 0; i < MANY; i++) {
        values[i].is_signal = i > 8000 && i <= 9000;
        values[i].note = i % 50 ? 0 : i / 50 + 1;
    }
    chart.count = MANY;
    chart.signal_first = 8001, chart.signal_last = 9000;
    chart.signal_label = TEXT("1000 i rad över medianen");
    expect_all_sound(chart);
}

static void many_phases_and_notes(void **unused)
{
    (void)unused;
    struct run_chart_phase phases[200];
    struct run_point *points = days(1000, 15000, 7);
    for (size_t i = 0; i < 1000; i++) {
        points[i].note = i % 5 ? 0 : (int)i;
        points[i].is_signal = i % 3 == 0;
        points[i].is_marked = i % 7 == 0;
    }
    for (size_t i = 0; i < 200; i++)
        phases[i] = (struct run_chart_phase){i * 5, 5, TEXT("fas"), true, (double)(i % 11), 2};
    struct run_chart chart = {.points = points, .count = 1000, .phases = phases, .phase_count = 200};
    chart.median_label = TEXT("median 1");
    expect_all_sound(chart);
    /* Each its own note on each of few points, in a jagged line. */
    for (size_t i = 0; i < 30; i++)
        points[i].note = (int)(i * 40);
    chart.count = 30, chart.phase_count = 6;
    expect_all_sound(chart);
}

static void long_labels(void **unused)
{
    (void)unused;
    struct run_chart chart = typical();
    struct text text = repeated("å", 200), words = repeated("en lång rad ", 17);
    struct run_chart_phase phases[] = {{0, 10, words, true, 27, 8}, {10, 10, text, true, 43.5, 0}};
    chart.phases = phases;
    chart.goal_label = chart.median_label = chart.unit = text;
    chart.signal_label = words;
    expect_all_sound(chart);
    chart.frame.title = chart.frame.description = text;
    const char *svg = draw(swedish, chart);
    assert_int_equal(occurrences(svg, "å…</text>"), 4);
    assert_non_null(strstr(svg, "<title>åå"));
    /* A title with no more room than for a few letters says nothing. */
    phases[0].count = 1, phases[1].first = 1;
    assert_int_equal(occurrences(draw(swedish, chart), "phase-label"), 1);
}

static double height_of_text(const char *svg, const char *class)
{
    double y = 0;
    const char *at = strstr(svg, class);
    assert_non_null(at);
    assert_int_equal(sscanf(strstr(at, " y=\""), " y=\"%lf", &y), 1);
    return y;
}

/* Goal, median and last value at the same height, at every height of the plot. */
static void labels_that_meet(void **unused)
{
    (void)unused;
    struct run_point values[] = {{.date = day("2025-10"), .value = 0}, {.date = day("2026-10"), .value = 9}};
    struct run_chart_phase phase = {0, 2, TEXT(""), true, 0, 0};
    struct run_chart chart = {.points = values, .count = 2, .phases = &phase, .phase_count = 1, .has_goal = true};
    chart.goal_label = TEXT("mål"), chart.median_label = TEXT("median");
    chart.has_scale = true, chart.low = -100, chart.high = 100;
    for (int level = -100; level <= 100; level += 5)
        for (int apart = -10; apart <= 10; apart += 5) {
            chart.goal_from = level, values[1].value = fmin(100, fmax(-100, level + apart));
            phase.median = fmin(100, fmax(-100, level - 2 * apart));
            expect_all_sound(chart);
        }
    chart.goal_from = values[1].value = phase.median = 0;
    const char *svg = draw(swedish, chart);
    double goal = height_of_text(svg, "goal-label"), last = height_of_text(svg, "last-label");
    assert_true(fabs(last - goal - 18) < 0.11);
    assert_true(fabs(height_of_text(svg, "median-label") - last - 18) < 0.11);
}

/* Beside others a chart has their scale, and its labels stand where its values end. */
static void common_scales(void **unused)
{
    (void)unused;
    struct run_chart chart = typical();
    chart.has_scale = true;
    chart.low = 0, chart.high = 180;
    chart.scale_first = day("2023-01"), chart.scale_last = day("2028-12");
    chart.signal_label = repeated("rad ", 20);
    expect_all_sound(chart);
    const char *svg = draw(swedish, chart);
    assert_non_null(strstr(svg, ">200</text>"));
    assert_non_null(strstr(svg, ">2028</text>"));
    chart.is_small = true, chart.frame.width = 240, chart.frame.height = 100;
    svg = draw(swedish, chart);
    assert_non_null(strstr(svg, ">jan. 2023</text>"));
    assert_non_null(strstr(svg, ">dec. 2028</text>"));
    assert_null(strstr(svg, "signal-label"));
    assert_null(strstr(svg, "note"));
    assert_null(strstr(svg, "class=\"grid"));
}

/* Words for a bracket lie on no dot: where there is no room below the points, it is made. */
static void room_for_a_bracket(void **unused)
{
    (void)unused;
    struct run_point *points = days(12, 20000, 30);
    struct run_chart chart = {.points = points, .count = 12, .signal_first = 3, .signal_last = 9};
    for (int i = 0; i < 12; i++)
        points[i].value = i % 2 ? 100 : 0;
    const char *svg = draw(swedish, chart), *lowest = "class=\"tick\"";
    assert_null(strstr(svg, "bracket"));
    double without = height_of_text(svg, lowest);
    chart.signal_label = TEXT("sju");
    svg = draw(swedish, chart);
    assert_int_equal(occurrences(svg, "class=\"bracket\""), 1);
    assert_true(height_of_text(svg, lowest) < without - 30);
    expect_all_sound(chart);
    for (int i = 3; i <= 9; i++)
        points[i].value = 90;
    svg = draw(swedish, chart);
    assert_int_equal(occurrences(svg, "class=\"bracket\""), 1);
    assert_true(fabs(height_of_text(svg, lowest) - without) < 0.01);
    /* None among the points: no bracket. */
    chart.signal_first = 40, chart.signal_last = 50;
    assert_null(strstr(draw(swedish, chart), "bracket"));
}

/* Every size of value and of time. */
static void all_sizes(void **unused)
{
    (void)unused;
    static const double sizes[] = {0,    1e-300, 1e-99,  1e-12, 1e-7, 0.25, 1,    7,
                                   99.5, 1000,   123456, 1e9,   1e11, 1e12, 1e15, 1e100};
    static const long spans[] = {0, 1, 5, 27, 40, 62, 100, 365, 1000, 5000, 30000, 109000};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        for (size_t j = 0; j < sizeof spans / sizeof *spans; j++)
            for (int sign = -1; sign <= 1; sign++) {
                const struct run_point values[] = {
                    {.date = date_from_days(-25567), .value = sizes[i] * sign, .note = 1},
                    {.date = date_from_days(-25567 + spans[j]), .value = sizes[i] * (1 + 1e-13 * (double)j), .note = 2},
                };
                const struct run_chart_phase phase = {0, 2, TEXT("fas"), true, sizes[i] / 3, 1};
                expect_all_sound((struct run_chart){.points = values,
                                                    .count = 2,
                                                    .phases = &phase,
                                                    .phase_count = 1,
                                                    .has_goal = true,
                                                    .goal_from = sizes[i] / 2,
                                                    .goal_label = TEXT("mål"),
                                                    .median_label = TEXT("median"),
                                                    .unit = TEXT("procent"),
                                                    .signal_last = 1,
                                                    .signal_label = TEXT("två i rad")});
            }
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
        cmocka_unit_test(to_the_letter),         cmocka_unit_test(named_in_three_ways),
        cmocka_unit_test(nothing_to_draw),       cmocka_unit_test(one_value),
        cmocka_unit_test(numbers_that_are_none), cmocka_unit_test(a_goal_at_the_bottom),
        cmocka_unit_test(a_goal_that_moves),     cmocka_unit_test(the_frozen_part),
        cmocka_unit_test(duplicate_dates),       cmocka_unit_test(ten_thousand_values),
        cmocka_unit_test(many_phases_and_notes), cmocka_unit_test(long_labels),
        cmocka_unit_test(labels_that_meet),      cmocka_unit_test(common_scales),
        cmocka_unit_test(room_for_a_bracket),    cmocka_unit_test(all_sizes),
    };
    return cmocka_run_group_tests_name("draw/run_chart", tests, open_all, close_all);
}
