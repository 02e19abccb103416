/* Texts made comparable, so that two writings of the same are found to be the same (ICU). For output/. Any thread. */
#ifndef BASE_UNICODE_H
#define BASE_UNICODE_H

#include "base/text.h"

/* Adds what two tellings of a text must share of `character`: letters without case and accent, digits; "ﬁ" as two
 * letters, "½" as digits. Spaces, hyphens, quotes and soft marks add nothing, nor do scripts that a PDF may tell in
 * another order or with fonts of its own. */
void unicode_add_comparable(struct buffer *words, uint32_t character);
/* "läslust.se" of "Läslust.se" and of "xn--lslust-bua.se"; in `arena`, or `host` itself when it is no name. */
struct text unicode_host(struct arena *arena, struct text host);

#endif
