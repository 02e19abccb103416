#include "statistics/run_rules.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

enum { IHI_SHIFT = 6, IHI_TREND = 5, ANHOJ_RUN = 3 };

/* At most this share of the possible orders has so few crossings (or, IHI, so many). */
static const double rare = 0.05;

static int compare_numbers(const void *a, const void *b)
{
    double first = *(const double *)a, second = *(const double *)b;
    return (first > second) - (first < second);
}

double run_median(struct arena *scratch, const double *values, size_t count)
{
    if (!count)
        return 0;
    double *sorted = arena_allocate(scratch, count * sizeof *sorted);
    memcpy(sorted, values, count * sizeof *sorted);
    qsort(sorted, count, sizeof *sorted, compare_numbers);
    double low = sorted[(count - 1) / 2], high = sorted[count / 2];
    return low == high ? low : low / 2 + high / 2; /* their sum might be beyond all numbers */
}

/* 1 above, −1 below, 0 on it. The mean of 74.1 and 74.3 is not quite the number that is written 74.2. */
static int side_of(double value, double median)
{
    if (fabs(value - median) <= 4 * DBL_EPSILON * fabs(median))
        return 0;
    return value > median ? 1 : -1;
}

/* Chance */

/* Weights of 0, 1, … count − 1; only their ratios matter. */
struct distribution {
    double *weights;
    size_t count;
};

/* How many of `flips` tosses of a coin are heads. Weighed against the likeliest number, so that none is too large;
 * those that are too small for a double are also too small to matter. */
static struct distribution coin(struct arena *scratch, size_t flips)
{
    struct distribution heads = {arena_allocate(scratch, (flips + 1) * sizeof(double)), flips + 1};
    size_t middle = flips / 2;
    heads.weights[middle] = 1;
    for (size_t k = middle; k < flips; k++)
        heads.weights[k + 1] = heads.weights[k] * (double)(flips - k) / (double)(k + 1);
    for (size_t k = middle; k > 0; k--)
        heads.weights[k - 1] = heads.weights[k] * (double)k / (double)(flips - k + 1);
    return heads;
}

/* How often the sides change when so many values above and below come in any order (Wald & Wolfowitz 1940). The order
 * of 2j + 2 runs has j changes more on each side than the least; there are C(a, j) · C(b, j) of them for either side to
 * begin with, a and b being one less than the values of each side. With one run more they are (a + b − 2j)/(j + 1)
 * times as many. Weighed against the likeliest j, as above. */
static struct distribution crossings_by_chance(struct arena *scratch, size_t above, size_t below)
{
    struct distribution crossings = {arena_allocate(scratch, (above + below) * sizeof(double)), above + below};
    if (!above || !below) {
        crossings.weights[0] = 1;
        return crossings;
    }
    size_t a = above - 1, b = below - 1, least = a < b ? a : b, middle = a * b / (a + b + 2);
    double *pairs = arena_allocate(scratch, (least + 1) * sizeof(double));
    middle = middle < least ? middle : least;
    pairs[middle] = 1;
    for (size_t j = middle; j < least; j++)
        pairs[j + 1] = pairs[j] * ((double)(a - j) / (double)(j + 1)) * ((double)(b - j) / (double)(j + 1));
    for (size_t j = middle; j > 0; j--)
        pairs[j - 1] = pairs[j] * ((double)j / (double)(a - j + 1)) * ((double)j / (double)(b - j + 1));
    for (size_t j = 0; j <= least; j++) {
        crossings.weights[2 * j + 1] = 2 * pairs[j];
        if (2 * j + 2 < crossings.count)
            crossings.weights[2 * j + 2] = pairs[j] * (double)(a + b - 2 * j) / (double)(j + 1);
    }
    return crossings;
}

/* From the end `from` on (0, or the last): how many numbers are rare, taken together. A share of exactly 5 % is rare,
 * though its sum may be rounded up. */
static size_t rare_numbers(const struct distribution *distribution, bool from_above)
{
    double all = 0, sum = 0;
    for (size_t i = 0; i < distribution->count; i++)
        all += distribution->weights[i];
    for (size_t i = 0; i < distribution->count; i++) {
        sum += distribution->weights[from_above ? distribution->count - 1 - i : i];
        if (sum > rare * all * (1 + 1e-9))
            return i;
    }
    return distribution->count;
}

/* How many series of pure chance in 100 give a signal, rounded up, for 10, 11, … 60 values: 500 000 series of
 * independent values each, none twice. test_run_rules.c draws some of them again. */
static const int false_alarms_known[][2] = {
    {1, 16}, {1, 17}, {2, 14}, {2, 15}, {3, 20}, {3, 21}, {1, 25}, {1, 26}, {2, 30}, {2, 32}, {3, 31}, {3, 32}, {3, 35},
    {3, 36}, {4, 40}, {4, 41}, {2, 44}, {2, 45}, {3, 48}, {3, 48}, {3, 51}, {3, 52}, {4, 52}, {4, 53}, {4, 55}, {4, 56},
    {5, 58}, {5, 59}, {5, 61}, {5, 62}, {4, 64}, {4, 64}, {5, 66}, {5, 67}, {5, 69}, {5, 69}, {4, 69}, {4, 70}, {4, 71},
    {4, 72}, {5, 73}, {5, 74}, {5, 75}, {5, 75}, {6, 77}, {5, 77}, {4, 78}, {4, 79}, {5, 80}, {5, 80}, {5, 81},
};

/* For longer series the most that any of them gave. Anhøj's have a bound: the run's limit grows with the logarithm, so
 * that at most 2^-3.5 runs of that length are expected, and a rare number of crossings is that in 5 %. */
static const struct {
    size_t most;
    int times[2]; /* by enum run_rules */
} false_alarms_longer[] = {{70, {7, 86}}, {80, {7, 90}}, {100, {8, 95}}, {150, {10, 99}}, {200, {10, 100}}};
enum { FALSE_ALARMS_ANHOJ = 14, FALSE_ALARMS_IHI = 100 };

static int false_alarms(size_t count, enum run_rules rules)
{
    if (count < RUN_RULES_LEAST + COUNT(false_alarms_known))
        return false_alarms_known[count - RUN_RULES_LEAST][rules];
    for (size_t i = 0; i < COUNT(false_alarms_longer); i++)
        if (count <= false_alarms_longer[i].most)
            return false_alarms_longer[i].times[rules];
    return rules == RUN_RULES_ANHOJ ? FALSE_ALARMS_ANHOJ : FALSE_ALARMS_IHI;
}

/* Runs */

static bool is_better_find(const struct run *found, const struct run *run, size_t least)
{
    return run->length >= least || (found->length < least && run->length >= found->length);
}

static void find_shift(struct run_findings *findings, const double *values, size_t count)
{
    struct run run = {0};
    size_t runs = 0;
    for (size_t i = 0; i < count; i++) {
        int side = side_of(values[i], findings->median);
        if (!side)
            continue;
        if (!run.length || run.is_up != (side > 0)) {
            run = (struct run){.first = i, .is_up = side > 0};
            runs++;
        }
        run.last = i;
        run.length++;
        if (is_better_find(&findings->shift, &run, findings->shift_least))
            findings->shift = run;
    }
    findings->crossings = runs ? runs - 1 : 0;
    findings->shift.is_lasting = findings->shift.last == run.last;
}

/* Of values that are repeated the first one counts; the others are on the way. */
static void find_trend(struct run_findings *findings, const double *values, size_t count)
{
    struct run run = {.length = 1};
    size_t turn = 0; /* the first of the latest values that are equal */
    for (size_t i = 1; i < count; i++) {
        bool is_up = values[i] > values[i - 1];
        if (values[i] != values[i - 1]) {
            if (run.length > 1 && run.is_up != is_up)
                run = (struct run){.first = turn, .length = 1};
            run.is_up = is_up;
            run.length++;
            turn = i;
        }
        run.last = i;
        if (is_better_find(&findings->trend, &run, findings->trend_least))
            findings->trend = run;
    }
    findings->trend.is_lasting = findings->trend.last == run.last;
}

static void set_limits(struct arena *scratch, struct run_findings *findings, size_t above, size_t below,
                       enum run_rules rules)
{
    if (rules == RUN_RULES_ANHOJ) {
        struct distribution heads = coin(scratch, above + below - 1);
        findings->shift_least = (size_t)rint(log2((double)(above + below))) + ANHOJ_RUN + 1;
        findings->crossings_least = rare_numbers(&heads, false);
    } else {
        struct distribution crossings = crossings_by_chance(scratch, above, below);
        findings->shift_least = IHI_SHIFT;
        findings->trend_least = IHI_TREND;
        findings->crossings_least = rare_numbers(&crossings, false);
        findings->crossings_most = crossings.count - 1 - rare_numbers(&crossings, true);
    }
}

struct run_findings run_rules_judge(struct arena *scratch, const double *values, size_t count, size_t baseline,
                                    enum run_rules rules)
{
    bool is_frozen = baseline && baseline < count, is_ihi = rules == RUN_RULES_IHI;
    struct run_findings findings = {.is_frozen = is_frozen};
    size_t above = 0, below = 0;
    findings.median = run_median(scratch, values, is_frozen ? baseline : count);
    for (size_t i = 0; i < count; i++) {
        above += side_of(values[i], findings.median) > 0;
        below += side_of(values[i], findings.median) < 0;
    }
    findings.useful = above + below;
    findings.is_judged = findings.useful >= RUN_RULES_LEAST;
    if (!findings.is_judged)
        return findings;
    set_limits(scratch, &findings, above, below, rules);
    find_shift(&findings, values, count);
    if (is_ihi)
        find_trend(&findings, values, count);
    findings.signals = (findings.shift.length >= findings.shift_least ? RUN_SHIFT : 0) |
                       (is_ihi && findings.trend.length >= findings.trend_least ? RUN_TREND : 0) |
                       (findings.crossings < findings.crossings_least ? RUN_CROSSINGS : 0) |
                       (is_ihi && findings.crossings > findings.crossings_most ? RUN_RESTLESS : 0);
    findings.false_alarms = is_frozen ? 0 : false_alarms(count, rules);
    return findings;
}
