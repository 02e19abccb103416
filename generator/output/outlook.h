/* A letter as classic Outlook for Windows shows it, which draws mail with Word's engine: the same HTML without what
 * Word does not know. What falls away is told in tables, after caniemail.com (June 2026). An approximation for a
 * preview: Word's own drawing (gaps between lines, lists, the same padding in all cells of a row) is not imitated. For
 * output/preview.c. */
#ifndef OUTPUT_OUTLOOK_H
#define OUTPUT_OUTLOOK_H

#include "base/text.h"

/* Any bytes, in linear time; owned by `arena`. */
struct text outlook_simplify(struct arena *arena, struct text html);

#endif
