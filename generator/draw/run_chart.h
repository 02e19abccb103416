/* Dated values as a run chart: dots and a line on an even time scale, the median of each phase, the goal, and what a
 * rule saw. It draws what it is told and judges nothing. For view/.
 *
 * The scale of values begins at 0 where that costs little (value_axis_make); else near the lowest value, since it is
 * changes that a run chart shows, and by places, not by lengths. Its figures tell, and it is never broken. Of the days
 * each has the same room, whether there is a value or not.
 *
 * Classes in the svg.chart: grid, axis, goal-line, median-line (also `frozen` where it was not computed from the values
 * there), phase-line, line, bracket, note (squares round numbers) are paths; point is a disc, signal a diamond, the
 * last one also `last`, a marked one is in a circle of class ring; tick, unit, goal-label, median-label, phase-label,
 * signal-label, last-label, note-label are texts. Lines are told apart without a style sheet too: the goal is dashed, a
 * frozen median dotted, the values are a thicker line with dots.
 *
 * What has no room: labels end with "…"; of a phase's title with room for fewer than four letters nothing is left, nor
 * of a number that finds no place near its point clear of all lines (so its note should tell the date too), nor of a
 * bracket in a low drawing. Dots that would run together are left out, but for the last one and those that have a form
 * of their own.
 */
#ifndef DRAW_RUN_CHART_H
#define DRAW_RUN_CHART_H

#include "base/locale.h"
#include "draw/frame.h"

struct run_point {
    struct date date; /* a month stands on its first day */
    double value;     /* those beyond AXIS_MOST, and what is no number, are not drawn */
    bool is_signal;   /* one of those that a rule points at */
    bool is_marked;   /* that somebody points at */
    int note;         /* a number that stands at it, for a list of notes below; 0: none */
};

/* From its first point to the next phase's. Two and more are parted by a line. */
struct run_chart_phase {
    size_t first, count; /* of the points */
    struct text title;   /* above its part; may be empty */
    bool has_median;
    double median;
    size_t baseline; /* the median is that of so many of its first points; 0: of all */
};

struct run_chart {
    struct frame frame;             /* at least 240 × 160, small ones 120 × 60 */
    const struct run_point *points; /* by date; values of the same day stand above each other */
    size_t count;
    const struct run_chart_phase *phases; /* none: no median */
    size_t phase_count;
    /* The goal: a level, or a line from one day to another, drawn as far as there are points. */
    bool has_goal;
    struct date goal_start, goal_end; /* not set: a level at goal_from */
    double goal_from, goal_to;
    /* Words. */
    struct text goal_label,
        median_label; /* "mål 60", "median 31"; the latter of the last phase; a third of the width */
    struct text unit; /* above the scale; may be empty */
    /* A bracket on the axis of time, below the points that make a signal, with words: "9 i rad över medianen"; no
     * words: no bracket. */
    size_t signal_first, signal_last;
    struct text signal_label;
    /* The same scales as other charts beside it: the values and days that they must hold too. */
    bool has_scale;
    double low, high;
    struct date scale_first, scale_last;
    bool is_small; /* to glance at: no grid and no words but the ends of both scales and the last value */
};

/* The svg element, in `arena`; empty when there is no value to draw. The same input gives the same bytes. Its size and
 * the time it takes are bounded: of many thousand values it has no more than the picture can show. */
struct text run_chart_draw(struct arena *arena, const struct locale *locale, const struct run_chart *chart);

#endif
