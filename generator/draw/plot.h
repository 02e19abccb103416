/* A run chart on its way to a drawing: its points and lines with their places. Only for run_chart.c and plot_*.c.
 *
 * plot_place decides where everything stands that has a value or a day; then the words look for room that is left
 * (plot_words.h), and what is found is written.
 */
#ifndef DRAW_PLOT_H
#define DRAW_PLOT_H

#include "draw/axis.h"
#include "draw/room.h"
#include "draw/run_chart.h"

struct plot_point {
    long day;
    double value;
    double x, y;
    bool is_signal, is_marked;
    int note;
};

/* The stretch of a phase that has values, and how far its median was computed from them. */
struct plot_phase {
    const struct run_chart_phase *phase;
    long first, last, baseline_last; /* days of values */
    double left, right, computed;    /* where these stand */
    double border;                   /* between the phase before and this one */
    bool has_median;
};

struct plot {
    const struct run_chart *chart;
    struct arena *arena;
    const struct locale *locale;
    ARRAY(struct plot_point) points; /* that can be drawn; plot_place leaves those that show */
    ARRAY(struct plot_phase) phases; /* that have a value */
    ARRAY(struct stroke) goal;       /* from left to right, each from where the one before ends */
    bool has_goal;
    struct value_axis values;
    struct time_axis time;
    double left, right, top, bottom;
    double floor;  /* the height of the lowest value; above the bottom when a bracket needs the room between */
    double end;    /* where the labels of the lines' ends begin */
    double radius; /* of a dot; 0 where dots would run together */
    struct text goal_label, median_label, last_label;
};

/* Between the plot and what stands beside it; between the ends of the axis and the first and last dot. */
enum { PLOT_SPACE = 10, PLOT_INSET = 8 };
enum { PLOT_RING = 5 }; /* from the edge of a marked point to its ring */

bool plot_can_draw(const struct run_point *point);
/* The points and phases of a chart that can be drawn, without places; false when there is none. */
bool plot_gather(struct plot *plot, const struct run_chart *chart);
/* Everything in its place, with so much room below the lowest value. */
void plot_place(struct plot *plot, double below);
double plot_height_of(const struct plot *plot, double value);
/* Whether a point is drawn where there are so many that dots would run together: the last one is, and those that
 * somebody or something points at. */
bool plot_has_dot(const struct plot *plot, size_t point);
/* From a point's middle to its edge. */
double plot_reach(const struct plot *plot, size_t point);

#endif
