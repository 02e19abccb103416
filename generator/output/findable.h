/* What of a page is found by searching: its own words, as the field tables tell them, with their weight. What a page
 * only repeats (lists of other pages, what it inherits) is found where it is said. For output/search.c. */
#ifndef OUTPUT_FINDABLE_H
#define OUTPUT_FINDABLE_H

#include "output/pages.h"
#include "search/stems.h"

/* The words of the subject's page but for its title, paragraph by paragraph in an order that reads well. In `arena`. */
void findable_pieces(struct arena *arena, const struct subject *subject, search_pieces *pieces);
/* The pieces as plain text, a line each, for excerpts. In `arena`. */
struct text findable_text(struct arena *arena, const search_pieces *pieces);

#endif
