/* The rules of run charts: their limits against published tables and against whole-number arithmetic, and what they see
 * in series that can be judged by hand. */
#include "statistics/run_rules.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define JUDGE(values, rules) run_rules_judge(&arena, (values), COUNT(values), 0, (rules))

static struct arena arena;

static void expect_run(const struct run *run, size_t first, size_t last, size_t length, bool is_up)
{
    assert_int_equal(run->first, first);
    assert_int_equal(run->last, last);
    assert_int_equal(run->length, length);
    assert_int_equal(run->is_up, is_up);
}

/* What is expected of so many values above a frozen median of 0 and below it, whatever their order. */
static struct run_findings sides(size_t above, size_t below, enum run_rules rules)
{
    double *values = arena_allocate(&arena, (above + below) * sizeof *values);
    values[0] = -1;
    for (size_t i = 1; i < above + below; i++)
        values[i] = i <= above ? 1 : -1;
    return run_rules_judge(&arena, values, above + below, 2, rules);
}

static void medians(void **unused)
{
    (void)unused;
    static const double odd[] = {3, -1, 2}, even[] = {4, 1, 3, 2}, huge[] = {1.7e308, 1.5e308}, two[] = {-1e300, 1e300};
    static const double same[] = {0.1, 0.1}, written[] = {74.1, 74.3};
    assert_true(run_median(&arena, odd, 3) == 2);
    assert_true(run_median(&arena, even, 4) == 2.5);
    assert_true(run_median(&arena, odd, 1) == 3);
    assert_true(run_median(&arena, odd, 0) == 0);
    assert_true(fabs(run_median(&arena, huge, 2) / 1.6e308 - 1) < 1e-15);
    assert_true(run_median(&arena, two, 2) == 0);
    assert_true(run_median(&arena, same, 2) == 0.1);
    assert_true(fabs(run_median(&arena, written, 2) - 74.2) < 1e-12);
}

/* Anhøj & Olesen's limits: a run longer than `run` and fewer crossings than `crossings` are signals. */
static void limits_of_anhoj(void **unused)
{
    (void)unused;
    static const struct {
        size_t count, run, crossings;
    } rows[] = {{10, 6, 2},  {12, 7, 3},      {16, 7, 4},        {20, 7, 6},    {24, 8, 8},  {30, 8, 10},
                {50, 9, 19}, {22, 7, 7},      {23, 8, 7},        {100, 10, 41}, {11, 6, 2},  {46, 9, 17},
                {45, 8, 17}, {1000, 13, 474}, {10000, 16, 4917}, {91, 10, 37},  {90, 9, 37}, {10001, 16, 4918}};
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct run_findings findings = sides(rows[i].count / 2, rows[i].count - rows[i].count / 2, RUN_RULES_ANHOJ);
        assert_int_equal(findings.useful, rows[i].count);
        assert_int_equal(findings.shift_least, rows[i].run + 1);
        assert_int_equal(findings.crossings_least, rows[i].crossings);
        assert_int_equal(findings.trend_least, 0);
        assert_int_equal(findings.crossings_most, 0);
        arena_reset(&arena);
    }
}

/* Swed & Eisenhart's table at 5 % in each tail, the values as evenly on both sides as can be: so many runs or fewer, or
 * so many or more, are a signal. */
static void limits_of_ihi(void **unused)
{
    (void)unused;
    static const size_t rows[][3] = {
        {10, 3, 9},   {11, 3, 10},  {12, 3, 11},  {13, 4, 11},  {14, 4, 12},  {15, 4, 13},  {16, 5, 13},
        {17, 5, 14},  {18, 6, 14},  {19, 6, 15},  {20, 6, 16},  {21, 7, 16},  {22, 7, 17},  {23, 8, 17},
        {24, 8, 18},  {25, 9, 18},  {26, 9, 19},  {27, 9, 20},  {28, 10, 20}, {29, 10, 21}, {30, 11, 21},
        {31, 11, 22}, {32, 11, 23}, {33, 12, 23}, {34, 12, 24}, {35, 13, 24}, {36, 13, 25}, {37, 14, 25},
        {38, 14, 26}, {39, 14, 27}, {40, 15, 27}, {41, 15, 28}, {42, 16, 28}, {43, 16, 29}, {44, 17, 29},
        {45, 17, 30}, {46, 17, 31}, {47, 18, 31}, {48, 18, 32}, {50, 19, 33}, {60, 24, 38}, {1000, 474, 528}};
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct run_findings findings = sides(rows[i][0] / 2, rows[i][0] - rows[i][0] / 2, RUN_RULES_IHI);
        assert_int_equal(findings.crossings_least, rows[i][1]);    /* runs − 1 ≤ a − 1 */
        assert_int_equal(findings.crossings_most, rows[i][2] - 2); /* runs − 1 ≥ b − 1 */
        assert_int_equal(findings.shift_least, 6);
        assert_int_equal(findings.trend_least, 5);
        arena_reset(&arena);
    }
}

/* A frozen median has more values on one side. Limits by whole-number arithmetic, from C(above + below, above). */
static void limits_of_uneven_sides(void **unused)
{
    (void)unused;
    static const size_t rows[][4] = {{4, 16, 4, 8}, {16, 4, 4, 8},  {3, 20, 3, 6},  {1, 39, 2, 2}, {1, 38, 1, 2},
                                     {2, 30, 2, 4}, {12, 6, 5, 11}, {6, 12, 5, 11}, {38, 1, 1, 2}};
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct run_findings findings = sides(rows[i][0], rows[i][1], RUN_RULES_IHI);
        assert_true(findings.is_frozen);
        assert_int_equal(findings.crossings_least, rows[i][2]);
        assert_int_equal(findings.crossings_most, rows[i][3]);
    }
    assert_int_equal(sides(5000, 5000, RUN_RULES_IHI).crossings_least, 4918);
    assert_int_equal(sides(2000, 8000, RUN_RULES_IHI).crossings_least, 3147);
    arena_reset(&arena);
}

/* Ten values beyond a frozen median that one value is on: no order of one side alone is rarer than another. */
static void all_on_one_side(void **unused)
{
    (void)unused;
    static const double values[] = {5, 6, 7, 6, 7, 6, 7, 6, 7, 6, 7};
    struct run_findings findings = run_rules_judge(&arena, values, COUNT(values), 1, RUN_RULES_IHI);
    assert_true(findings.median == 5 && findings.is_frozen);
    assert_int_equal(findings.useful, 10);
    assert_int_equal(findings.signals, RUN_SHIFT);
    expect_run(&findings.shift, 1, 10, 10, true);
    findings = run_rules_judge(&arena, values, COUNT(values), 1, RUN_RULES_ANHOJ);
    assert_int_equal(findings.signals, RUN_SHIFT | RUN_CROSSINGS);
    assert_int_equal(findings.false_alarms, 0);
    arena_reset(&arena);
}

/* Median 31.5: eight below in a row, then crossings, then nine above. */
static void a_shift_up(void **unused)
{
    (void)unused;
    static const double values[] = {28, 30, 29, 31, 27, 30, 28, 31, 33, 30, 32, 33, 34, 32, 35, 36, 33, 34, 35, 30};
    struct run_findings findings = JUDGE(values, RUN_RULES_ANHOJ);
    assert_true(findings.median == 31.5);
    assert_int_equal(findings.useful, 20);
    assert_true(findings.is_judged && !findings.is_frozen);
    /* both runs are long enough, that at the end counts */
    expect_run(&findings.shift, 10, 18, 9, true);
    assert_false(findings.shift.is_lasting);
    assert_int_equal(findings.crossings, 4);
    assert_int_equal(findings.crossings_least, 6);
    assert_int_equal(findings.signals, RUN_SHIFT | RUN_CROSSINGS);
    /* by the other rules too, and the same values upside down */
    findings = JUDGE(values, RUN_RULES_IHI);
    assert_int_equal(findings.signals, RUN_SHIFT | RUN_CROSSINGS);
    double down[COUNT(values)];
    for (size_t i = 0; i < COUNT(values); i++)
        down[i] = -values[i];
    findings = JUDGE(down, RUN_RULES_ANHOJ);
    assert_true(findings.median == -31.5);
    expect_run(&findings.shift, 10, 18, 9, false);
    arena_reset(&arena);
}

/* Values on the median neither count nor break: seven above in a row with two on it between them. */
static void values_on_the_median(void **unused)
{
    (void)unused;
    static const double values[] = {1, 3, 1, 5, 6, 3, 5, 6, 3, 5, 6, 5, 3, 1, 1, 2, 1};
    struct run_findings findings = JUDGE(values, RUN_RULES_IHI);
    assert_true(findings.median == 3);
    assert_int_equal(findings.useful, 13);
    expect_run(&findings.shift, 3, 11, 7, true);
    assert_int_equal(findings.crossings, 2);
    assert_int_equal(findings.crossings_least, 4); /* 7 above and 6 below */
    assert_int_equal(findings.signals, RUN_SHIFT | RUN_CROSSINGS);
    /* the mean of 74.1 and 74.3 is the value that is written 74.2 */
    static const double written[] = {74.1, 74.3, 74.2, 74.2, 74.2, 74.4};
    assert_int_equal(run_rules_judge(&arena, written, COUNT(written), 2, RUN_RULES_IHI).useful, 3);
    arena_reset(&arena);
}

/* Of equal neighbours the first counts: they neither add to a trend nor break it. */
static void trends(void **unused)
{
    (void)unused;
    static const double four[] = {5, 1, 2, 2, 3, 3, 4, 1, 5, 0, 4, 1, 5, 1},
                        five[] = {5, 1, 2, 2, 3, 3, 4, 6, 6, 1, 5, 0, 4, 1, 5, 1},
                        falling[] = {2, 9, 9, 8, 7, 7, 6, 3, 2, 5, 4, 6, 1, 9, 2, 5, 4, 3, 2, 1, 1};
    struct run_findings findings = JUDGE(four, RUN_RULES_IHI);
    expect_run(&findings.trend, 1, 6, 4, true);
    assert_false(findings.signals & RUN_TREND);
    findings = JUDGE(five, RUN_RULES_IHI);
    expect_run(&findings.trend, 1, 8, 5, true);
    assert_true(findings.signals & RUN_TREND);
    /* the latest that is long enough, though an earlier one is longer; it lasts to the repeated end */
    findings = JUDGE(falling, RUN_RULES_IHI);
    expect_run(&findings.trend, 15, 20, 5, false);
    assert_true(findings.trend.is_lasting);
    findings = run_rules_judge(&arena, falling, 14, 0, RUN_RULES_IHI);
    expect_run(&findings.trend, 1, 8, 6, false);
    assert_false(findings.trend.is_lasting);
    /* no trend among Anhøj's rules */
    findings = JUDGE(falling, RUN_RULES_ANHOJ);
    assert_int_equal(findings.trend.length, 0);
    assert_false(findings.signals & RUN_TREND);
    arena_reset(&arena);
}

static void up_and_down_all_the_time(void **unused)
{
    (void)unused;
    static const double values[] = {1, 9, 2, 8, 1, 9, 2, 8, 1, 9};
    struct run_findings findings = JUDGE(values, RUN_RULES_IHI);
    assert_int_equal(findings.crossings, 9);
    assert_int_equal(findings.crossings_most, 7);
    assert_int_equal(findings.signals, RUN_RESTLESS);
    assert_int_equal(JUDGE(values, RUN_RULES_ANHOJ).signals, 0);
    /* eight runs are not too many: 1 9 | 2 8 … with one pair in order */
    static const double calmer[] = {1, 9, 2, 8, 1, 2, 9, 8, 1, 9};
    assert_int_equal(JUDGE(calmer, RUN_RULES_IHI).crossings, 7);
    assert_int_equal(JUDGE(calmer, RUN_RULES_IHI).signals, 0);
    arena_reset(&arena);
}

static void too_few_values(void **unused)
{
    (void)unused;
    static const double values[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, tied[] = {1, 1, 1, 1, 1, 2, 2, 3, 3, 3, 3, 3};
    struct run_findings findings = run_rules_judge(&arena, values, 9, 0, RUN_RULES_IHI);
    assert_false(findings.is_judged);
    assert_int_equal(findings.signals, 0);
    assert_int_equal(findings.useful, 8);
    assert_true(findings.median == 5);
    findings = run_rules_judge(&arena, values, 10, 0, RUN_RULES_IHI);
    assert_true(findings.is_judged);
    assert_int_equal(findings.signals, RUN_TREND | RUN_CROSSINGS);
    expect_run(&findings.trend, 0, 9, 10, true);
    expect_run(&findings.shift, 5, 9, 5, true); /* none long enough: the latest of equals */
    findings = JUDGE(tied, RUN_RULES_IHI);
    assert_true(findings.is_judged && findings.useful == 10);
    assert_false(run_rules_judge(&arena, tied, 11, 0, RUN_RULES_IHI).is_judged); /* the median is 2 */
    findings = run_rules_judge(&arena, values, 2, 0, RUN_RULES_ANHOJ);
    assert_true(!findings.is_judged && findings.median == 1.5 && findings.useful == 2);
    findings = run_rules_judge(&arena, NULL, 0, 0, RUN_RULES_ANHOJ);
    assert_true(!findings.is_judged && findings.median == 0 && findings.useful == 0);
    arena_reset(&arena);
}

static void all_equal(void **unused)
{
    (void)unused;
    double values[30];
    for (size_t i = 0; i < COUNT(values); i++)
        values[i] = 0.1 + 0.2;
    for (enum run_rules rules = RUN_RULES_ANHOJ; rules <= RUN_RULES_IHI; rules++) {
        struct run_findings findings = JUDGE(values, rules);
        assert_int_equal(findings.useful, 0);
        assert_false(findings.is_judged);
        assert_int_equal(findings.signals, 0);
    }
    arena_reset(&arena);
}

/* The median of the first five is 10; all values are judged by it. */
static void a_frozen_median(void **unused)
{
    (void)unused;
    static const double values[] = {9, 11, 10, 8, 12, 13, 14, 12, 11, 15, 12, 13, 14};
    struct run_findings findings = run_rules_judge(&arena, values, COUNT(values), 5, RUN_RULES_ANHOJ);
    assert_true(findings.is_frozen && findings.median == 10);
    assert_int_equal(findings.useful, 12); /* the value of 10 is on it */
    expect_run(&findings.shift, 4, 12, 9, true);
    assert_true(findings.shift.is_lasting);
    assert_int_equal(findings.crossings, 3);
    assert_int_equal(findings.signals, RUN_SHIFT);
    assert_int_equal(findings.false_alarms, 0);
    /* a baseline of all values freezes nothing */
    for (size_t baseline = COUNT(values); baseline < 20; baseline++)
        assert_false(run_rules_judge(&arena, values, COUNT(values), baseline, RUN_RULES_ANHOJ).is_frozen);
    arena_reset(&arena);
}

static void odd_sizes(void **unused)
{
    (void)unused;
    static const double huge[] = {-1.7e308, 1.7e308, -1e300, 1e300, -1, 1, -1e308, 1e308, -5, 1.7e308, -1e-300, 1e-300};
    struct run_findings findings = JUDGE(huge, RUN_RULES_IHI);
    assert_true(isfinite(findings.median));
    assert_int_equal(findings.useful, 12);
    assert_int_equal(findings.crossings, 11);
    double *many = arena_allocate(&arena, 10000 * sizeof *many);
    for (size_t i = 0; i < 10000; i++)
        many[i] = (double)i;
    findings = run_rules_judge(&arena, many, 10000, 0, RUN_RULES_IHI);
    assert_true(findings.median == 4999.5);
    expect_run(&findings.shift, 5000, 9999, 5000, true);
    expect_run(&findings.trend, 0, 9999, 10000, true);
    assert_int_equal(findings.crossings, 1);
    assert_int_equal(findings.crossings_least, 4918);
    arena_reset(&arena);
}

/* Chance */

static double next_random(uint64_t *state)
{
    uint64_t z = *state += 0x9e3779b97f4a7c15;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
    z = (z ^ z >> 27) * 0x94d049bb133111eb;
    return (double)((z ^ z >> 31) >> 11) / 9007199254740992.0;
}

/* Series of 100 that give a signal of `wanted`, of pure chance. */
static double alarms(size_t count, enum run_rules rules, unsigned wanted)
{
    enum { SERIES = 4000 };
    uint64_t state = count;
    double values[64];
    int found = 0;
    for (int i = 0; i < SERIES; i++) {
        for (size_t j = 0; j < count; j++)
            values[j] = next_random(&state);
        found += (run_rules_judge(&arena, values, count, 0, rules).signals & wanted) != 0;
        arena_reset(&arena);
    }
    return 100.0 * found / SERIES;
}

static void expect_near(double number, double wanted, double room)
{
    if (fabs(number - wanted) > room)
        fail_msg("%g is not within %g of %g", number, room, wanted);
}

static int told(size_t count, enum run_rules rules)
{
    double *values = arena_allocate(&arena, count * sizeof *values);
    for (size_t i = 0; i < count; i++)
        values[i] = (double)i;
    return run_rules_judge(&arena, values, count, 0, rules).false_alarms;
}

static void false_alarms_are_as_told(void **unused)
{
    (void)unused;
    static const struct {
        size_t count;
        double shift, trend, runs, ihi, anhoj;
    } rows[] = {{12, 1, 11, 3, 13, 1},
                {16, 6, 16, 6, 24, 1},
                {20, 11, 21, 4, 31, 2},
                {24, 16, 25, 6, 39, 3},
                {36, 31, 37, 6, 58, 4}};
    for (size_t i = 0; i < COUNT(rows); i++) {
        size_t count = rows[i].count;
        double anhoj = alarms(count, RUN_RULES_ANHOJ, ~0u), ihi = alarms(count, RUN_RULES_IHI, ~0u);
        expect_near(alarms(count, RUN_RULES_IHI, RUN_SHIFT), rows[i].shift, 2.2);
        expect_near(alarms(count, RUN_RULES_IHI, RUN_TREND), rows[i].trend, 2.2);
        expect_near(alarms(count, RUN_RULES_IHI, RUN_CROSSINGS | RUN_RESTLESS), rows[i].runs, 1.6);
        expect_near(ihi, rows[i].ihi, 2.2);
        expect_near(anhoj, rows[i].anhoj, 1);
        /* what is told is rounded up */
        expect_near(told(count, RUN_RULES_ANHOJ), anhoj + 0.5, 1.2);
        expect_near(told(count, RUN_RULES_IHI), ihi + 0.5, 3);
    }
}

/* Every number of values has an answer. */
static void false_alarms_of_any_number(void **unused)
{
    (void)unused;
    static const struct {
        size_t count;
        int anhoj, ihi;
    } rows[] = {{10, 1, 16}, {20, 3, 31},  {24, 4, 40},   {60, 5, 81},    {61, 7, 86},    {70, 7, 86},
                {71, 7, 90}, {100, 8, 95}, {150, 10, 99}, {200, 10, 100}, {201, 14, 100}, {10000, 14, 100}};
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_int_equal(told(rows[i].count, RUN_RULES_ANHOJ), rows[i].anhoj);
        assert_int_equal(told(rows[i].count, RUN_RULES_IHI), rows[i].ihi);
    }
    for (size_t count = 10; count < 300; count++) {
        assert_in_range(told(count, RUN_RULES_ANHOJ), 1, 14);
        assert_in_range(told(count, RUN_RULES_IHI), 14, 100);
    }
    assert_int_equal(told(9, RUN_RULES_IHI), 0);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(medians),
        cmocka_unit_test(limits_of_anhoj),
        cmocka_unit_test(limits_of_ihi),
        cmocka_unit_test(limits_of_uneven_sides),
        cmocka_unit_test(all_on_one_side),
        cmocka_unit_test(a_shift_up),
        cmocka_unit_test(values_on_the_median),
        cmocka_unit_test(trends),
        cmocka_unit_test(up_and_down_all_the_time),
        cmocka_unit_test(too_few_values),
        cmocka_unit_test(all_equal),
        cmocka_unit_test(a_frozen_median),
        cmocka_unit_test(odd_sizes),
        cmocka_unit_test(false_alarms_are_as_told),
        cmocka_unit_test(false_alarms_of_any_number),
    };
    return cmocka_run_group_tests_name("statistics/run_rules", tests, NULL, NULL);
}
