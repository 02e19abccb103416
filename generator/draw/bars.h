/* A few values side by side as lying bars, each below its words; with what they were before as a second, hollow bar
 * below, and an arrow from the one's end to the other's. All bars have one scale and start at 0, which is never cut
 * away; those below 0 lie to its left. For view/.
 *
 * Classes in the svg.bars: axis, bar (filled), before (hollow), change (the arrow) are paths, the keys' squares too;
 * row-label, value-label, before-label, key-label are texts. What has no room ends with "…": a label takes half of the
 * width at most.
 */
#ifndef DRAW_BARS_H
#define DRAW_BARS_H

#include "draw/frame.h"

struct bar_row {
    struct text text;  /* in two lines at most */
    double value;      /* one beyond AXIS_MOST, or no number, has no bar */
    struct text label; /* beside the bar: "55", "11 (46 %)" */
    bool has_before;
    double before;
    struct text before_label;
};

struct bars {
    struct frame frame; /* at least 240 wide; the height is found out */
    const struct bar_row *rows;
    size_t count;
    struct text before_key, value_key; /* what the two kinds of bars are called, when some row has both */
};

enum { BARS_MOST = 40 }; /* rows; more are not drawn, the table beside the drawing has all */

/* The svg element, in `arena`; empty when there is no value to draw. */
struct text bars_draw(struct arena *arena, const struct bars *bars);

#endif
