/* How wide words stand in a drawing. No font is opened, so that a drawing is the same bytes on every machine:
 * widths are estimates on the safe side for the themes' fonts, bold ones too (tests/web/drawings.js measures drawings
 * in a browser). For draw/. */
#ifndef DRAW_LETTERING_H
#define DRAW_LETTERING_H

#include "base/text.h"

/* In the unit of `size`, the size of the type. */
double lettering_width(struct text text, double size);
/* The text, or as much of its beginning as has room, with "…"; in `arena`. */
struct text lettering_fit(struct arena *arena, struct text text, double size, double room);
/* Breaks a text into lines at its spaces, at most `most` of them, into `lines`; what has no room on the last one, and a
 * word that is too long for its line, ends with "…". Returns their number: 0 of a blank text. In `arena`. */
size_t lettering_break(struct arena *arena, struct text text, double size, double room, struct text *lines,
                       size_t most);

#endif
