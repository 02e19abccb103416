/* The scales of a chart: round steps for values, days, months or years for time. For draw/. */
#ifndef DRAW_AXIS_H
#define DRAW_AXIS_H

#include "base/locale.h"

/* Values beyond are not drawn: no measure has them, and sums of them are no numbers. */
#define AXIS_MOST 1e100

/* Ticks stand at (first + i) × step, i = 0 … steps; the range holds all values. */
struct value_axis {
    double first, step;
    int steps;
    int decimals; /* of its labels */
    bool is_long; /* digits alone would be too long or say nothing: labels have an exponent */
};

/* `low` ≤ `high`, both at most AXIS_MOST from 0. Has about `most` steps, at most one more. An axis that begins at 0
 * tells most, so it does when that costs no more than a third of the height; but a line says something without it.
 * Equal values stand in the middle. */
struct value_axis value_axis_make(double low, double high, int most);
/* 0 at the low end, 1 at the high one. */
double value_axis_share(const struct value_axis *axis, double value);
/* The label of a tick, all with the same number of decimals; in `arena`. */
struct text value_axis_label(const struct value_axis *axis, struct arena *arena, const struct locale *locale, int tick);
/* A value beside the axis: as written, at most four decimals; in `arena`. */
struct text value_axis_write(const struct value_axis *axis, struct arena *arena, const struct locale *locale,
                             double value);

struct time_tick {
    long day;          /* since 1970-01-01 */
    double place;      /* of the label's middle, from the start of the drawing */
    struct text label; /* "3 dec.", "dec." or "2025" */
    struct text year;  /* to stand below: of the first tick and whenever it is another; or empty */
};
typedef ARRAY(struct time_tick) time_tick_list;

struct time_axis {
    struct date first, last;
    bool has_days;      /* some date is a day, not a month or the first of one */
    double left, right; /* where the first and the last day stand */
    double width;       /* of the drawing: labels stay inside */
    double size;        /* of the type */
};

/* Where a day stands; in the middle when there is only one. */
double time_axis_place(const struct time_axis *axis, long day);
/* As many ticks as have labels that keep clear of each other, at even steps of the calendar; in `arena`. */
time_tick_list time_axis_ticks(const struct time_axis *axis, struct arena *arena, const struct locale *locale);
/* The first and the last day alone, as much of them as has room beside each other ("okt. 2025", "2025", "okt."), else
 * the last one; in `arena`. */
time_tick_list time_axis_ends(const struct time_axis *axis, struct arena *arena, const struct locale *locale);

#endif
