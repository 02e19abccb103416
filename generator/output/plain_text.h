/* The last touch on a plain-text letter. For output/. */
#ifndef OUTPUT_PLAIN_TEXT_H
#define OUTPUT_PLAIN_TEXT_H

#include "base/text.h"

/* Breaks lines longer than `width` characters at spaces, the rest indented like the line's own text (after
 * "- " or "1. "); leaves addresses whole, and code (four spaces first) as it is. Of several blank lines one
 * stays, and none at the ends. In `arena`. */
struct text plain_text_tidy(struct arena *arena, struct text text, size_t width);

#endif
