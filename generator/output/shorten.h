/* A style sheet as it is sent: without comments and needless white space, a rule a line still. Only for output/. */
#ifndef OUTPUT_SHORTEN_H
#define OUTPUT_SHORTEN_H

#include "base/text.h"

/* Means the same as `style` to a browser (https://www.w3.org/TR/css-syntax-3/). What stands in quotes, in url() and
 * behind a backslash is kept as it is; a style sheet that is broken off is, too. Owned by `arena`. */
struct text style_shorten(struct arena *arena, struct text style);

#endif
