/* Writing SVG: elements, attributes and numbers of all drawings. For draw/.
 *
 * Numbers are written in whole tenths, by integers, so that they are the same bytes on every machine. A shape that no
 * style sheet knows is drawn in the colour of the text around it.
 */
#ifndef DRAW_SVG_H
#define DRAW_SVG_H

#include "draw/frame.h"

enum { SVG_LINE = DRAWING_TYPE * 6 / 5 }; /* the height of a line of type; texts are placed by its middle */

/* The svg element of a class, with what the frame says; `height` is that of the drawing. */
void svg_open(struct buffer *svg, const char *class, const struct frame *frame, int height);
void svg_close(struct buffer *svg);

void svg_number(struct buffer *svg, double number);
void svg_attribute(struct buffer *svg, const char *name, double number);
/* A command of a path with its place: "M", "L". */
void svg_place(struct buffer *svg, const char *command, double x, double y);

/* A path without ground; `attributes` is written as it is, and may be empty. Commands follow, then svg_path_end. */
void svg_path(struct buffer *svg, const char *class, const char *attributes);
void svg_path_end(struct buffer *svg);

enum anchor { ANCHOR_START, ANCHOR_MIDDLE, ANCHOR_END };

/* An empty text is nothing. `y` is the middle of the line of type, whose size is DRAWING_TYPE. */
void svg_text(struct buffer *svg, const char *class, double x, double y, enum anchor anchor, struct text text);
/* The same in bold type, from `x` on: what is to be read first. */
void svg_strong_text(struct buffer *svg, const char *class, double x, double y, struct text text);

#endif
