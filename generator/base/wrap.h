/* Plain text in lines. For all floors. Any thread. */
#ifndef BASE_WRAP_H
#define BASE_WRAP_H

#include "base/text.h"

/* Breaks `text` at spaces into lines of at most `width` characters (longer words stand alone), each
 * preceded by `first` (the first) or `rest`; line feeds in `text` stay. */
void text_wrap(struct text text, struct text first, struct text rest, size_t width, struct buffer *buffer);

#endif
