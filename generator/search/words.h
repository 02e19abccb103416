/* Words of a text as they are searched for. For search/ and output/. Any thread.
 *
 * assets/search.js does the same to what a reader types, character by character: whoever changes one changes both
 * (tests/search/stems.js compares them).
 */
#ifndef SEARCH_WORDS_H
#define SEARCH_WORDS_H

#include "base/text.h"

/* What is longer is cut: nobody types it, and a page of one character stays small. */
enum { WORDS_CHARACTERS_MOST = 40, WORDS_ROOM = 4 * WORDS_CHARACTERS_MOST };

/* The next run of letters and digits at or after `*position`, with the accents of their own and soft hyphens in it;
 * `*position` is then its end. So "e-post" is two words. False when there is none left. */
bool words_next(struct text text, size_t *position, struct text *word);

/* `word` in lower case without accents and soft hyphens: é is e, ü is u, but å, ä and ö are letters of their own
 * (also when written æ and ø), however they are composed. In `room`. */
struct text words_fold(struct text word, char room[WORDS_ROOM]);

#endif
