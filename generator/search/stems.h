/* The stems of a page: what is left of its words without their endings, each once. For search/ and output/. Any
 * thread. The only folder that includes <libstemmer.h>.
 *
 * Stems are Snowball's (https://snowballstem.org), but for one thing: Swedish Snowball leaves the definite form of
 * neuters as it is, so that "nätverket" would not find "nätverk". Here a last "et" is taken away where at least two
 * letters with a vowel among them stand before it.
 */
#ifndef SEARCH_STEMS_H
#define SEARCH_STEMS_H

#include "base/text.h"

/* Where a word stands, in rising importance. In the index a stem has one of these, in assets/search.js a weight. */
enum stem_level {
    STEM_TEXT,
    STEM_HEADING, /* in a heading, a lead, a date */
    STEM_TITLE,
};

/* Words of a page. */
struct search_piece {
    struct text text;
    enum stem_level level;
    bool is_name; /* found as it is written, too: a surname has no endings */
};
typedef ARRAY(struct search_piece) search_pieces;

struct search_stem {
    struct text stem;
    enum stem_level level; /* the highest */
};
typedef ARRAY(struct search_stem) search_stems;

/* The stem of a folded word (words.h) in "sv" or "en"; in any other language the word itself. In `arena`. */
struct text stems_of_word(struct arena *arena, struct text language, struct text folded);

/* All stems of the pieces, in the order of their first word. Parts of a word with hyphens count as words, and so does
 * the whole without them ("e-post": e, post, epost). In `arena`. */
void stems_gather(struct arena *arena, struct text language, const search_pieces *pieces, search_stems *stems);

#endif
