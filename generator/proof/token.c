#include "proof/token.h"

#include "proof/character_class.h"
#include "proof/word.h"

enum { SPACES_MOST = 4 };

/* Whether one more such character may stand between two tokens; counts it. */
static bool is_between(uint32_t character, size_t *spaces, size_t *lines)
{
    if (is_invisible(character) || character == '\r')
        return ++*spaces <= SPACES_MOST;
    if (character == '\n')
        return ++*lines <= 1;
    return is_blank(character) && ++*spaces <= SPACES_MOST;
}

static size_t skip_forward(struct text text, size_t position)
{
    size_t spaces = 0, lines = 0;
    while (position < text.size) {
        size_t next = position;
        if (!is_between(utf8_next(text, &next), &spaces, &lines))
            break;
        position = next;
    }
    return position;
}

static size_t skip_backward(struct text text, size_t position)
{
    size_t spaces = 0, lines = 0;
    while (position > 0 && is_between(character_before(text, position), &spaces, &lines))
        position = step_back(text, position);
    return position;
}

static bool is_in_word(uint32_t character)
{
    return is_letter(character) || character == 0xAD;
}

static void fill_word(struct text text, struct token *token)
{
    char room[WORD_ROOM];
    struct text folded = word_fold(text_slice(text, token->from, token->to), room);
    if (folded.size <= TOKEN_WORD_MOST)
        memcpy(token->word, folded.bytes, folded.size);
    token->is_capital = is_capital(character_at(text, token->from));
}

static void fill(struct text text, struct token *token)
{
    uint32_t first = character_at(text, token->from);
    if (token->from == token->to)
        return;
    token->kind = is_digit(first) ? TOKEN_NUMBER : is_letter(first) ? TOKEN_WORD : TOKEN_SIGN;
    if (token->kind == TOKEN_WORD)
        fill_word(text, token);
    else if (token->kind == TOKEN_SIGN)
        token->sign = is_dash(first) ? '-' : first;
    for (size_t i = token->from; token->kind == TOKEN_NUMBER && i < token->to; i++)
        token->number = token->number * 10 + (text.bytes[i] - '0');
}

struct token token_after(struct text text, size_t position)
{
    struct token token = {.from = skip_forward(text, position)};
    token.is_tight = token.from == position;
    token.is_other_line = text_find_byte(text_slice(text, 0, token.from), '\n', position) < token.from;
    token.to = token.from;
    uint32_t first = character_at(text, token.from);
    if (is_digit(first))
        while (token.to - token.from < TOKEN_DIGITS_MOST && is_digit(character_at(text, token.to)))
            token.to++;
    else if (is_letter(first))
        while (token.to - token.from <= TOKEN_WORD_MOST * 2 && is_in_word(character_at(text, token.to)))
            utf8_next(text, &token.to);
    else if (token.to < text.size)
        utf8_next(text, &token.to);
    fill(text, &token);
    return token;
}

struct token token_before(struct text text, size_t position)
{
    struct token token = {.to = skip_backward(text, position)};
    token.is_tight = token.to == position;
    token.is_other_line = text_find_byte(text_slice(text, 0, position), '\n', token.to) < position;
    token.from = token.to;
    uint32_t last = character_before(text, token.to);
    if (is_digit(last))
        while (token.to - token.from < TOKEN_DIGITS_MOST && is_digit(character_before(text, token.from)))
            token.from--;
    else if (is_letter(last))
        while (token.to - token.from <= TOKEN_WORD_MOST * 2 && is_in_word(character_before(text, token.from)))
            token.from = step_back(text, token.from);
    else if (token.to > 0)
        token.from = step_back(text, token.to);
    fill(text, &token);
    return token;
}

bool token_is_sign(const struct token *token, uint32_t sign)
{
    return token->kind == TOKEN_SIGN && token->sign == sign;
}

bool token_is_word(const struct token *token, const char *word)
{
    return token->kind == TOKEN_WORD && strcmp(token->word, word) == 0;
}

bool token_is_number(const struct token *token, size_t least, size_t most)
{
    return token->kind == TOKEN_NUMBER && token->to - token->from >= least && token->to - token->from <= most;
}
