/* How heavy a text is to read: LIX (C. H. Björnsson 1968) and its sentences. For model/. Any thread.
 *
 * What is counted:
 * - Words are those of proof/word.h. Numbers and addresses are words too (1 000 is two), and a
 *   hyphenated word is one.
 * - A long word has more than 6 letters. Å and é are one letter each, also when their accent is a character of
 *   its own; digits and hyphens are not letters. An address is never long, nor a word with a full stop inside
 *   (t.ex., fr.o.m.), nor a known word (below).
 * - A sentence ends at . ! ? or … unless a small letter follows. So "ca 10 m.m. och" and '"Varför?" sade hon'
 *   go on. Besides, a full stop does not end a sentence after an abbreviation that needs a continuation (t.ex.,
 *   bl.a., kl., nr. …), after a single letter (A. Ståhl), or after a number that is all there is so far (1. Skriv).
 * - A colon ends no sentence, nor does a line feed. Each piece (a paragraph, a list item, a heading) does, or
 *   lists would give absurd values. A piece without words counts nothing.
 */
#ifndef PROOF_READABILITY_H
#define PROOF_READABILITY_H

#include "base/map.h"

enum { LONG_WORD_LETTERS = 7 }; /* from here on a word is long */

/* A running count over several pieces of text. `{0}` has counted nothing. */
struct readability {
    size_t words, sentences, long_words;
};

struct sentence {
    size_t from, to; /* from its first character to its closing mark, quotation marks included */
    size_t words, long_words;
};

/* The words that all readers of a network know and that therefore never count as long. Adds a term of one or
 * several words to `known`, whose arena owns the copy; longer ones than KNOWN_WORDS are left out. Its common
 * Swedish forms are known too: nätverk-et, -ens, seminari-um, -er, -erna, lärande nätverket. */
enum { KNOWN_WORDS = 6 };
void readability_know(struct map *known, struct text term);

/* Adds a piece to the count. `known` may be NULL. */
void readability_add(struct readability *readability, struct text piece, const struct map *known);
/* O/M + 100·L/O: words a sentence, and long words per hundred; 0 when there are no words. Below 30 is very easy,
 * 30–40 easy, 40–50 medium, 50–60 hard, as official texts often are, and more is very hard. */
double readability_lix(const struct readability *readability);

/* The first sentence at or after `*position`, which is then its end. False when there is none. */
bool sentence_next(struct text piece, size_t *position, const struct map *known, struct sentence *sentence);

/* The LIX of a sentence by itself, to sort by: words + 100·long/words. */
double sentence_weight(const struct sentence *sentence);

/* What makes a sentence heavy. Our own limits: klarspråk asks for short sentences without giving a number. */
enum sentence_load {
    SENTENCE_LIGHT,
    SENTENCE_LONG,                /* more than 25 words */
    SENTENCE_LONG_WORDS,          /* at least 15 words, more than 40 per cent of them long */
    SENTENCE_LONG_AND_LONG_WORDS, /* both */
};
enum { SENTENCE_WORDS_LIMIT = 25, SENTENCE_WORDS_LEAST = 15, SENTENCE_LONG_SHARE_LIMIT = 40 };
enum sentence_load sentence_load(const struct sentence *sentence);

#endif
