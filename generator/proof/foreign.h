/* A run of English inside Swedish text, or the other way round, so that its language can be marked for those who
 * hear the page read. For model/. Any thread.
 *
 * Recognised by function words (the, of, with; och, att, som) that are no words of the text's own language. A run
 * has at least four words, none of them of the text's own language, and enough function words for its length.
 * Loan words, names and short titles are never found. Where a run begins and ends is clear at its own sentences
 * and quotation marks; elsewhere it goes from its first to its last function word, and over names beside them. */
#ifndef PROOF_FOREIGN_H
#define PROOF_FOREIGN_H

#include "base/text.h"

struct foreign_find {
    size_t from, to;
    const char *language; /* "en" or "sv" */
};

/* The first run at or after `from` that is not in `language` ("sv" or "en"); go on from its `to`. False when there
 * is none, or for any other language. */
bool foreign_find(struct text text, struct text language, size_t from, struct foreign_find *find);

#endif
