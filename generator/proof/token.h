/* Words, numbers and signs of a text, one at a time, forward and backward. For the finders of dates and times.
 *
 * Between two tokens stand at most a few spaces and one line break; what is further away does not belong together.
 * Reading one is bounded: of a longer word or number no more is read than shows that it is too long.
 */
#ifndef PROOF_TOKEN_H
#define PROOF_TOKEN_H

#include "base/text.h"

enum token_kind { TOKEN_NONE, TOKEN_NUMBER, TOKEN_WORD, TOKEN_SIGN };

enum { TOKEN_WORD_MOST = 31, TOKEN_DIGITS_MOST = 5 };

struct token {
    enum token_kind kind;
    size_t from, to;
    bool is_tight;                  /* nothing stands between it and where reading began */
    bool is_other_line;             /* a line break stands there */
    bool is_capital;                /* a word with a capital first */
    int number;                     /* of a number's digits, to - from; too long when those are TOKEN_DIGITS_MOST */
    uint32_t sign;                  /* any other character; every dash is '-' */
    char word[TOKEN_WORD_MOST + 1]; /* as word_fold has it; empty when it is longer */
};

/* The one that begins at or after `position`, and the one that ends at or before it. */
struct token token_after(struct text text, size_t position);
struct token token_before(struct text text, size_t position);

bool token_is_sign(const struct token *token, uint32_t sign);
bool token_is_word(const struct token *token, const char *word);
/* A number of `least` to `most` digits. */
bool token_is_number(const struct token *token, size_t least, size_t most);

#endif
