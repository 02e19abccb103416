/* Digits with what people put between them: "19910717-2380", "070-174 06 05", "+46 (0)70 …". For the finders of
 * personal numbers and telephone numbers.
 *
 * Reading is bounded: at most DIGITS_MOST digits, at most a few characters in a gap.
 */
#ifndef PROOF_DIGITS_H
#define PROOF_DIGITS_H

#include "base/text.h"

/* What stands between two digits. Invisible characters (soft hyphens …) count as nothing. */
enum gap {
    GAP_NONE,
    GAP_SPACE,       /* one to three spaces of any width */
    GAP_LINE,        /* one line break, with spaces */
    GAP_DASH,        /* a hyphen or dash (one or two) without spaces */
    GAP_SPACED_DASH, /* the same with spaces or a line break */
    GAP_PLUS,        /* without spaces */
    GAP_SLASH,       /* without spaces */
    GAP_DOT,         /* without spaces */
    GAP_BRACKET,     /* ( or ), with or without a space or dash */
    GAP_OTHER,       /* something else: the digits before and after have nothing to do with each other */
};

enum { DIGITS_MOST = 18 };

struct digits {
    size_t count;
    char digit[DIGITS_MOST];
    size_t end[DIGITS_MOST];      /* where the text goes on after each */
    enum gap before[DIGITS_MOST]; /* the gap before each; GAP_NONE for the first */
};

/* Reads a gap at `*position` and moves past it. GAP_OTHER leaves `*position` anywhere. */
enum gap gap_read(struct text text, size_t *position);
/* Reads the digits from `position` on, which must be that of a digit, as far as gaps hold them together. */
void digits_read(struct text text, size_t position, struct digits *digits);
/* The gap between the first `count` digits and the next one; GAP_OTHER when there is no next one. */
enum gap digits_gap_after(const struct digits *digits, size_t count);
/* Whether no gap stands between the digits `from` and `to` (excluded). */
bool digits_are_joined(const struct digits *digits, size_t from, size_t to);

#endif
