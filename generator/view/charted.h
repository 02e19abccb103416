/* Drawings for the reader at hand: a page, a sheet of paper, a letter. What they show is told in view/measured.h; their
 * shapes are those of draw/. Only for view/. */
#ifndef VIEW_CHARTED_H
#define VIEW_CHARTED_H

#include "draw/frame.h"
#include "view/lookup.h"
#include "view/measured.h"

/* A measure with all that its page, table and list of notes tell; made once per view. */
struct charted {
    const struct measure *measure; /* the key */
    struct measured *measured;
    struct text sentence;
    int *notes; /* of each value: its number in the list of notes, 0: none */
};

struct charted *charted_of(struct view *view, const struct measure *measure);
/* The measure as it stood on a day: reports and letters do not change when more is measured. */
const struct measure *measure_until(struct view *view, const struct measure *measure, struct date date);

/* What charts beside each other have in common, so that they can be compared. */
struct chart_scale {
    bool is_set;
    double low, high;
    struct date first, last;
};
void chart_scale_add(struct chart_scale *scale, const struct measured *measured);

struct chart_form {
    int width, height;
    bool has_no_unit;   /* it stands in words beside the chart */
    bool has_no_notes;  /* no numbers of comments: no list of them stands below */
    bool has_few_words; /* nor rings, the median's value or phases' titles, which take height: scales would differ */
    bool is_small;      /* no rings either */
    struct text title;  /* in place of the measure's */
    const struct chart_scale *scale; /* or NULL */
};
/* The svg element; empty when there is no value, or where no drawing can stand (plain text, a feed). */
struct text charted_draw(struct view *view, const struct charted *charted, const struct chart_form *form);

/* A drawing's size and place: for all drawings of a view. False where none can stand. */
bool drawing_frame(struct view *view, struct text title, struct text description, int width, int height,
                   struct frame *frame);
/* The drawing for a template: markup on pages and paper, nothing when it is empty. */
struct value drawing_value(struct text svg);
/* In a letter: {url, width, height} of the picture that is made of it, at most `width` CSS pixels wide. The view keeps
 * the drawing. Nothing in a letter that takes no pictures along. */
struct value drawing_picture(struct view *view, struct text svg, int width);

/* What the layouts of the blocks chart, bars and votes get. */
void charts_set(struct view *view, struct value record, const struct markup_node *node);
void bars_set(struct view *view, struct value record, const struct markup_node *node);

/* Measures at a glance: {team, measure} of each with a value, of the teams of a round; NULL: of all of the network. */
struct value view_glance(struct view *view, const struct network *network, const struct round *round);
/* Whether what is drawn stands on paper. */
bool is_on_paper(const struct view *view);

#endif
