/* Dated values as a line chart: dots and a line on an even time scale, the goal as a dashed line, the last value
 * written out. A drawing is SVG to stand in HTML; it tells shapes and names them by class, and the style sheet chooses
 * their colours: without one all is in the text's own. It shows what was measured and judges nothing. For view/.
 *
 * Classes in the svg.chart: grid, axis, goal-line, line are paths; point is a disc, the last one also `last`; tick,
 * unit, goal-label, last-label are texts, set in the drawing's font-size or a smaller one.
 */
#ifndef DRAW_TIME_SERIES_H
#define DRAW_TIME_SERIES_H

#include "base/locale.h"

struct time_value {
    struct date date; /* a month stands on its first day */
    double value;     /* those beyond AXIS_MOST, and what is no number, are not drawn */
};

struct time_series {
    const struct time_value *values; /* in any order; values of the same day stand above each other */
    size_t count;
    bool has_goal;
    double goal;
    /* Plain words; what has no room is cut off with "…". */
    struct text goal_label;  /* "mål 60" */
    struct text unit;        /* above the scale; may be empty */
    struct text description; /* the whole chart as a sentence, for those who do not see it */
    int width, height;       /* of the drawing, whose type is of size TIME_SERIES_TYPE; at least 240 × 160 */
};

enum { TIME_SERIES_TYPE = 15 };

/* The svg element, in `arena`; empty when there is no value to draw. The same input gives the same bytes. Its size and
 * the time it takes are bounded: of many thousand values it has no more than the picture can show. */
struct text time_series_draw(struct arena *arena, const struct locale *locale, const struct time_series *series);

#endif
