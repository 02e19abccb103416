/* A measure as its charts and sentences tell it: in the order of time, parted into phases, with what the rules of run
 * charts saw. No sentence says more than the rule does. Only for view/. */
#ifndef VIEW_MEASURED_H
#define VIEW_MEASURED_H

#include "statistics/run_rules.h"
#include "view/lookup.h"

struct measured_phase {
    const struct phase *phase; /* NULL: the time before the first one */
    size_t first, count;       /* of the values; count > 0 */
    size_t baseline;           /* how many of them the median is of; 0: all */
    struct run_findings findings;
};

/* How far a measure has come, for a table of many. */
enum progress {
    PROGRESS_REACHED, /* the latest value is at the goal, or beyond; only where somebody said which way is better */
    PROGRESS_TOWARD,  /* a rule saw a change to the better that still lasts */
    PROGRESS_AWAY,    /* … to the worse */
    PROGRESS_CHANGED, /* a rule saw a change, but not which way, or nobody said which way is better */
    PROGRESS_UNSURE,  /* no rule saw a change */
    PROGRESS_FEW,     /* too few values, or too few off the median, for a rule */
    PROGRESS_NONE,    /* no value */
};

struct measured {
    const struct measure *measure;
    enum run_rules rules;
    int better;              /* 1 up, −1 down; 0: nobody said which way is better */
    measurement_list values; /* by date; those of one day in their order in the file */
    ARRAY(struct measured_phase)
    phases; /* at least one when there is a value; the last one is what sentences are about */
    bool has_goal;
    double goal;     /* on the day of the latest value; of no value: the first one */
    bool is_moving;  /* the goal moves, by more than nothing */
    bool has_begun;  /* a goal that moves: its first day has passed then; else it is no feat to be there */
    bool is_at_goal; /* the latest value is, or is beyond it in the direction that is better, if that is known */
    int direction;   /* of a change that still lasts: 1 up, −1 down; 0: none, or the rules do not say */
    enum progress progress;
};

/* In the view's arena. A month counts as its first day, as it is drawn: the value of March stands before a phase that
 * begins on 15 March, and the median "until March" is also that of all days of March. */
struct measured *measured_of(struct view *view, const struct measure *measure);
/* The goal on a day. One that moves does so by months and parts of them, and is rounded to two figures of what it moves
 * in a year, so that nobody has to reach a number that is not shown. */
double measured_goal_on(const struct measure *measure, struct date date);

/* The run that a chart points at, of the last phase: a shift or trend that lasts, else one that has ended; NULL when
 * there is none. Its indexes are those of the phase's values: add the phase's `first`. */
const struct run *measured_pointed(const struct measured *measured);

/* The chart in words, in plain sentences: what was measured, what was new (the latest three phases), what the rules
 * saw, since when, how sure it is, how far it is to the goal, what somebody has marked (the latest three). Of no value
 * it says that there is none. */
struct text measured_sentence(struct view *view, const struct measured *measured);
/* The rules that were used, as a sentence for below the chart; empty of no value. */
struct text measured_rule(struct view *view, const struct measured *measured);
/* "9 i rad över medianen": for the bracket at measured_pointed; empty when no run is pointed at. */
struct text measured_signal(struct view *view, const struct measured *measured);
/* Words for the progress: "På väg mot målet". */
struct text measured_progress(struct view *view, const struct measured *measured);
/* A sign beside these words, for the eye alone (aria-hidden): ✓ reached, → toward the goal, ← away from it, ◆ a change
 * (as its points are drawn), ~ no change seen, … not judged yet, – no value. The arrows lie flat: one that rises would
 * look like the curve, which falls on its way to the goal where less is better. */
struct text measured_sign(enum progress progress);

#endif
