/* The index that assets/search.js reads: which words stand on which pages. For output/.
 *
 * It is a script (a page opened from a folder may load nothing else), made to be small after gzip. It tells all stems
 * and all that is found by a title, a heading or a rare stem. Where a common stem stands in plain text, more than half
 * of all there is to know, is told in pieces, scripts too, that are fetched when a query asks for stems of theirs.
 * - Digits are the characters from '#' on, with '!' for the backslash.
 * - Numbers have digits of 46, the first highest; each but the last of a number is 46 more than its value.
 * - Sorted texts tell with a capital how many of their first characters are those of the text before (A none, B one,
 *   … Z 25), and go on with the rest.
 * - Sets of numbers of which the count and the limits are known are a string of bits (digits of 64, the highest bit
 *   first) by interpolation (Moffat and Stuiver, "Binary interpolative coding", 2000): the middle one of the set as a
 *   number within what its limits and the count leave open, then the lower half, then the upper. Of n possible
 *   values the first 2^w − n take w − 1 bits, the others, as value + 2^w − n, w bits, where 2^w is the first power
 *   of two from n on.
 */
#ifndef SEARCH_INDEX_H
#define SEARCH_INDEX_H

#include "search/stems.h"

/* A page, or a place on one, that can be found. */
struct search_document {
    struct text address;  /* below the site's top: "a/b/index.html", "people/index.html#id" */
    struct text title;    /* one line */
    struct text where;    /* one line beside the title, such as its network; may be empty */
    struct text language; /* two letters */
    struct text date;     /* "2020-03-03" or "2020-03"; may be empty */
    size_t group;         /* of the index' groups */
    bool has_text;        /* index_text_path holds its text */
    search_stems stems;
};

struct search_index {
    const struct text *groups; /* what kinds of pages there are, as readers call them */
    size_t group_count;
    const struct search_document *documents;
    size_t count;
};

enum {
    INDEX_RARE_MOST = 5, /* documents of a stem that is not common */
    INDEX_PIECES = 32    /* at most */
};

/* The scripts, in `arena`; those of pieces that are not needed are empty. The first gives one object to
 * rundbrevSearch.index:
 *   groups: a list of texts
 *   titles: lines; addresses: coded, without "index.html"; dates: between spaces; in the order of the documents
 *   places: for each document three numbers: its group, its line of `wheres`, and 1 when it has a text
 *   wheres: lines, the language in two letters before each
 *   terms: the stems, coded, sorted
 *   counts: for each stem in how many documents it stands − 1; of a common stem, INDEX_RARE_MOST
 *   levels: for each stem in how many of its documents it stands in a heading or title, and, when that is not 0, in how
 *     many of those in a title
 *   postings: for each rare stem three sets: documents; which of those (from 0) have it in a heading or title; which of
 *     those have it in a title. For each common stem two: documents that have it in a heading or title; which of those
 *     have it in a title
 *   pieces: for each how many common stems it is about
 * A piece gives its number and two coded texts to rundbrevSearch.piece: for each of its stems in how many documents it
 * stands in plain text alone, and the set of those. */
struct text index_write(struct arena *arena, const struct search_index *index, struct text pieces[INDEX_PIECES]);

/* Where a piece is kept: "search/words/3.js". In `arena`. */
struct text index_piece_path(struct arena *arena, size_t piece);

/* Where the text of a page is kept for excerpts: "search/texts/a.b.js" for "a/b/index.html"; there is none for the home
 * page. In `arena`. */
struct text index_text_path(struct arena *arena, struct text address);
/* The script with the text of a page, a paragraph a line, in `arena`. */
struct text index_write_text(struct arena *arena, struct text address, struct text text);

#endif
