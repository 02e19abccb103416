/* Words of plain text, as a reader counts them. For proof/. Any thread.
 *
 * A word begins with a letter or a digit and goes on over letters, digits, accents of their own (U+0301 …)
 * and soft hyphens, and over one of these marks when it stands inside:
 *   hyphen, underscore, apostrophe   e-post, covid-19, don't
 *   full stop                        t.ex, 2.1, imy.se; not before a capital: "slut.Nästa" is two words
 *   colon                            SKR:s, 9:00, 13:e
 *   comma and slash between digits   2,5 and 13/12; "och/eller" is two words
 * A web or e-mail address is one word.
 */
#ifndef PROOF_WORD_H
#define PROOF_WORD_H

#include "base/text.h"

enum word_kind {
    WORD_LETTERS, /* at least one letter */
    WORD_NUMBER,  /* digits and marks only */
    WORD_ADDRESS, /* https://…, www.…, a@b.se, imy.se/om */
};

struct word {
    size_t from, to;
    enum word_kind kind;
    size_t letters; /* an accent of its own belongs to its letter */
    bool has_stop;  /* a full stop inside */
};

/* The first word at or after `*position`, which must not be inside a word; `*position` is then its end. False
 * when there is none left. Looks at each byte a bounded number of times. */
bool word_next(struct text text, size_t *position, struct word *word);

/* How the character at `position` (not the end) is written; false for digits and marks. */
bool word_begins_lower(struct text text, size_t position);
bool word_begins_upper(struct text text, size_t position);

enum { WORD_ROOM = 64 };

/* `words` in lower case, accents composed (a + U+030A is å), soft hyphens dropped, ’ as ' and every white space
 * as one space, without spaces at the ends. In `bytes`; empty when it takes more than WORD_ROOM. */
struct text word_fold(struct text words, char bytes[WORD_ROOM]);

/* Whether there is nothing but white space in `text`, and some. */
bool word_gap_is_space(struct text gap);

/* Whether `word`, not empty, is one of `words`, which stand between spaces: " och att ". */
bool word_is_listed(struct text word, const char *words);

#endif
