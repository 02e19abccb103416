/* An SVG as PNGs. It is drawn in a process of its own, which ends after some seconds of work: a short file can
 * ask for more than a machine can do in a day. Only for picture.c. One thread of the program at a time. */
#ifndef DELIVER_DRAWING_H
#define DELIVER_DRAWING_H

#include "deliver/picture.h"

enum { DRAWING_SECONDS = 5 }; /* of the processor */

struct drawing {
    int natural_width, natural_height;  /* as the file says, in pixels of the web */
    struct scaled sizes[PICTURE_SIZES]; /* PNG; without bytes when it could not be drawn */
    bool is_too_large;                  /* in height */
    bool is_endless;
    int error; /* errno, when no process could be started; else 0 */
};

/* Draws `svg`; the bytes are owned by `arena`. What the drawing lacks, or none of it, is in `drawing`. */
void drawing_make(struct arena *arena, struct text svg, struct drawing *drawing);

#endif
