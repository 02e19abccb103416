/* What other programs than browsers take from a page: those that show a card of it where its address is shared (Open
 * Graph), and search engines. Only for output/. */
#ifndef OUTPUT_SHARING_H
#define OUTPUT_SHARING_H

#include "output/job.h"

/* The record `sharing` of the frame: type, locale, published (ISO date), picture (url, width, height, media_type,
 * alternative), data (JSON-LD). Nothing for a page without an address of its own. Owned by the view's arena. */
struct value sharing_of(const struct view *view, const struct subject *subject);

#endif
