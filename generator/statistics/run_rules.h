/* What the rules of run charts see in a series of values: whether it varies as chance alone lets it, or has changed.
 * Plain numbers in the order of time; knows no date and no word. Pure; for view/.
 *
 * Two sets of rules, never mixed. Anhøj: the longest run on one side of the median is longer than round(log2 n) + 3, or
 * the median is crossed fewer times than the 5 % quantile of Binomial(n − 1, 0.5) (Anhøj & Olesen 2014; n: values that
 * are not on the median). IHI (Perla, Provost & Murray 2011): at least 6 in a row on one side; at least 5 that all rise
 * or all fall; too few or too many runs. No rule marks a single value that stands far off.
 *
 * Too few and too many runs are Swed & Eisenhart's own limits (1943): of 20 values, 6 runs or fewer, 16 or more, each
 * at most 5 % of all orders. Perla's table is read as "fewer than 6, more than 16", which is stricter. They are
 * computed from how many values are above and below (Wald & Wolfowitz 1940), since a frozen median parts them unevenly.
 *
 * Values on the median neither count nor break a run, nor do values that repeat the one before in a trend. A value is
 * on the median when it differs by no more than what arithmetic loses. Every value is a finite number: what was not
 * measured is left out by the caller. Time is that of sorting, 10 000 values are a matter of a millisecond.
 */
#ifndef STATISTICS_RUN_RULES_H
#define STATISTICS_RUN_RULES_H

#include "base/arena.h"

#include <stdbool.h>

enum run_rules { RUN_RULES_ANHOJ, RUN_RULES_IHI };

enum { RUN_RULES_LEAST = 10 }; /* of fewer values off the median, and so of fewer values, no rule is used */

/* What a rule saw, a bit each. */
enum run_signal {
    RUN_SHIFT = 1 << 0,     /* a long run on one side of the median: `shift` */
    RUN_TREND = 1 << 1,     /* IHI: a row that rises or falls all the way: `trend` */
    RUN_CROSSINGS = 1 << 2, /* the median is crossed too seldom (IHI: too few runs) */
    RUN_RESTLESS = 1 << 3,  /* IHI: too many runs */
};

/* Values in a row. */
struct run {
    size_t first,
        last;        /* indexes of the series: the first and last that count; a trend goes on while its end repeats */
    size_t length;   /* of the values that count: those on the median do not, nor do repetitions in a trend */
    bool is_up;      /* above the median; of a trend: rising */
    bool is_lasting; /* no later value counts otherwise: it goes on at the end of the series */
};

struct run_findings {
    double median;
    bool is_frozen;     /* the median is that of a part of the values */
    size_t useful;      /* values that are not on the median */
    bool is_judged;     /* there were enough of them: else nothing below is set */
    unsigned signals;   /* enum run_signal */
    struct run shift;   /* the latest run that is long enough for a signal, else the longest, the latest of equals */
    size_t shift_least; /* how long a run is a signal */
    struct run trend;   /* IHI: likewise */
    size_t trend_least;
    size_t crossings;       /* of the median */
    size_t crossings_least; /* fewer are a signal */
    size_t crossings_most;  /* IHI: more are a signal */
    /* How often chance alone gives any signal in a series of as many values around its own median: times in 100,
     * rounded up, from 1 to 100; 0 where that is not known (a frozen median). Drawn, see run_rules.c; for more than
     * 60 values a bound. */
    int false_alarms;
};

/* The middle value, or the mean of the two in the middle; 0 of none. `scratch` is used, nothing is kept. */
double run_median(struct arena *scratch, const double *values, size_t count);

/* `baseline`: of how many of the first values the median is; 0, or as many as there are: of all. All values are judged
 * by it, those of the baseline too. `scratch` as above. */
struct run_findings run_rules_judge(struct arena *scratch, const double *values, size_t count, size_t baseline,
                                    enum run_rules rules);

#endif
