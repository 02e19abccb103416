/* What all drawings have in common: their size, and what they are called. For view/.
 *
 * A drawing is one svg element. It tells shapes and names them by class, and a style sheet chooses their colours:
 * without one all is in the text's own. No font is opened, so that a drawing is the same bytes on every machine. Every
 * text stays inside the drawing and clear of the others; what has no room ends with "…" or is left out, as the header
 * tells. Type is of size DRAWING_TYPE in the drawing's own unit, and shrinks with it.
 */
#ifndef DRAW_FRAME_H
#define DRAW_FRAME_H

#include "base/text.h"

enum { DRAWING_TYPE = 15, DRAWING_MARGIN = 10 /* of the ground, around a drawing that stands alone */ };

struct frame {
    struct text title;       /* what is drawn, in a few words; plain text, as all texts here */
    struct text description; /* what it tells, as sentences: the same that stands below it */
    int width, height;       /* the height is only for drawings that do not find out their own */
    enum {
        FRAME_IN_PAGE,  /* stands in HTML, named by title and desc elements */
        FRAME_ON_PAPER, /* stands in HTML, named by aria-label, which becomes the alternative text in a PDF */
        FRAME_ALONE,    /* a file of its own, with `style` and an opaque ground of class "ground" */
    } kind;
    struct text style; /* of FRAME_ALONE: CSS */
};

#endif
