/* Identifiers: what names of files, addresses and anchors are made of. For all floors. Any thread. */
#ifndef BASE_IDENTIFIER_H
#define BASE_IDENTIFIER_H

#include "base/text.h"

/* a–z, 0–9 and hyphen, not empty, no hyphen first or last. */
bool identifier_is_valid(struct text text);
/* An identifier from words: å, ä → a, ö → o, é → e, other letters dropped, words joined by hyphens, lower
 * case; empty when nothing is left. In `arena`. */
struct text identifier_from(struct arena *arena, struct text words);

#endif
