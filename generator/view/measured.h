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
    PROGRESS_REACHED, /* the latest value is at the goal, or beyond */
    PROGRESS_TOWARD,  /* a rule saw a change to the better that still lasts */
    PROGRESS_AWAY,    /* … to the worse */
    PROGRESS_CHANGED, /* a rule saw a change, but not which way, or nobody said which way is better */
    PROGRESS_UNSURE,  /* no rule saw a change */
    PROGRESS_FEW,     /* too few values for a rule */
    PROGRESS_NONE,    /* no value */
};

struct measured {
    const struct measure *measure;
    measurement_list values; /* by date; those of one day in their order in the file */
    ARRAY(struct measured_phase)
    phases; /* at least one when there is a value; the last one is what sentences are about */
    bool has_goal;
    double goal; /* on the day of the latest value */
    enum progress progress;
};

/* In the view's arena. */
struct measured *measured_of(struct view *view, const struct measure *measure);
/* The goal on a day. */
double measured_goal_on(const struct measure *measure, struct date date);

/* The chart in words, one to five plain sentences: what was measured, what the rule saw, since when, how sure it is,
 * how far it is to the goal. */
struct text measured_sentence(struct view *view, const struct measured *measured);
/* The rules that were used, as a sentence for below the chart. */
struct text measured_rule(struct view *view, const struct measured *measured);
/* "9 i rad över medianen": for a bracket in the chart; empty when no run is pointed at. */
struct text measured_signal(struct view *view, const struct measured *measured);
/* A word for the progress ("På väg mot målet"); the sign that stands for it besides, such as "↗", has a meaning of its
 * own without colour. */
struct text measured_progress(struct view *view, const struct measured *measured);

#endif
