/* Words as they are compared: letter case and ways of encoding one letter ignored. For mailing/. Any thread. */
#ifndef MAILING_FOLD_H
#define MAILING_FOLD_H

#include "base/text.h"

/* Lower case of any script, composed (a-ring is one letter), white space in runs as one space and none at the ends.
 * In `arena`. */
struct text fold_words(struct arena *arena, struct text words);
/* The same without spaces, hyphens and punctuation: "E-post: " and "epost" are one. */
struct text fold_name(struct arena *arena, struct text name);
/* Whether a character has no ink: white space of any kind, a control, a mark without width. */
bool fold_is_blank(uint32_t character);
/* Without such characters at both ends; borrows. */
struct text fold_trim(struct text text);
/* One line that is safe in a header field: controls and white space in runs become one space, what turns the direction
 * of text is left out, at most `size` bytes. In `arena`. */
struct text fold_line(struct arena *arena, struct text text, size_t size);

#endif
