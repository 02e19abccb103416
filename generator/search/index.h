/* The index that assets/search.js reads: which words stand on which pages. For output/.
 *
 * It is a script (a page opened from a folder may load nothing else), made to be small after gzip.
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

/* The script, in `arena`. It gives one object to rundbrevSearch.index:
 *   groups: a list of texts
 *   titles: lines; addresses: coded, without "index.html"; dates: between spaces; in the order of the documents
 *   places: for each document three numbers: its group, its line of `wheres`, and 1 when it has a text
 *   wheres: lines, the language in two letters before each
 *   terms: the stems, coded, sorted
 *   counts: for each stem in how many documents it stands − 1, in how many of those in a heading or title, and, when
 *     that is not 0, in how many of those in a title
 *   postings: for each stem three sets: documents; which of those (from 0) have it in a heading or title; which of
 *     those have it in a title */
struct text index_write(struct arena *arena, const struct search_index *index);

/* Where the text of a page is kept for excerpts: "search/texts/a.b.js" for "a/b/index.html"; there is none for the home
 * page. In `arena`. */
struct text index_text_path(struct arena *arena, struct text address);
/* The script with the text of a page, a paragraph a line, in `arena`. */
struct text index_write_text(struct arena *arena, struct text address, struct text text);

#endif
