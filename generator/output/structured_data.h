/* What a page is about, for search engines and assistants: schema.org as JSON-LD. Only for output/. */
#ifndef OUTPUT_STRUCTURED_DATA_H
#define OUTPUT_STRUCTURED_DATA_H

#include "output/pages.h"

/* A meeting whose day is known as an Event, a newsletter as an Article, a report as a Report, and the way from the
 * home page (`crumbs`: records of title and url) as a BreadcrumbList. The view must be absolute; `picture` (its
 * address) may be empty. Safe within <script>; owned by the view's arena, empty when there is nothing to say. */
struct text structured_data(struct view *view, const struct subject *subject, struct value crumbs, struct text picture);

#endif
