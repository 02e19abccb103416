#include "proof/digits.h"

#include "proof/character_class.h"

enum { SPACES_MOST = 3, GAP_MOST = 8 };

struct gap_signs {
    size_t spaces, lines, dashes, brackets, others;
    uint32_t other;
};

/* False when `character` belongs to no gap. */
static bool count_sign(struct gap_signs *signs, uint32_t character)
{
    if (is_blank(character))
        signs->spaces++;
    else if (is_line_break(character))
        signs->lines += character == '\n';
    else if (is_dash(character))
        signs->dashes++;
    else if (character == '(' || character == ')')
        signs->brackets++;
    else if (character == '+' || character == '/' || character == '.') {
        signs->other = character;
        signs->others++;
    } else
        return is_invisible(character);
    return true;
}

static enum gap gap_of(const struct gap_signs *signs)
{
    bool is_spaced = signs->spaces || signs->lines;
    if (signs->spaces > SPACES_MOST || signs->lines > 1 || signs->dashes > 2 || signs->others > 1)
        return GAP_OTHER;
    if (signs->others)
        return is_spaced || signs->dashes || signs->brackets ? GAP_OTHER
               : signs->other == '+'                         ? GAP_PLUS
               : signs->other == '/'                         ? GAP_SLASH
                                                             : GAP_DOT;
    if (signs->brackets)
        return signs->lines || signs->brackets > 1 ? GAP_OTHER : GAP_BRACKET;
    if (signs->dashes)
        return is_spaced ? GAP_SPACED_DASH : GAP_DASH;
    return signs->lines ? GAP_LINE : signs->spaces ? GAP_SPACE : GAP_NONE;
}

enum gap gap_read(struct text text, size_t *position)
{
    struct gap_signs signs = {0};
    for (size_t count = 0; *position < text.size; count++) {
        size_t next = *position;
        if (!count_sign(&signs, utf8_next(text, &next)))
            break;
        if (count == GAP_MOST)
            return GAP_OTHER;
        *position = next;
    }
    return gap_of(&signs);
}

void digits_read(struct text text, size_t position, struct digits *digits)
{
    digits->count = 0;
    enum gap gap = GAP_NONE;
    while (gap != GAP_OTHER && position < text.size && is_digit((unsigned char)text.bytes[position]) &&
           digits->count < DIGITS_MOST) {
        digits->digit[digits->count] = text.bytes[position++];
        digits->before[digits->count] = gap;
        digits->end[digits->count++] = position;
        gap = position < text.size && is_digit((unsigned char)text.bytes[position]) ? GAP_NONE
                                                                                    : gap_read(text, &position);
    }
}

enum gap digits_gap_after(const struct digits *digits, size_t count)
{
    return count < digits->count ? digits->before[count] : GAP_OTHER;
}

bool digits_are_joined(const struct digits *digits, size_t from, size_t to)
{
    for (size_t i = from + 1; i < to; i++)
        if (digits->before[i] != GAP_NONE)
            return false;
    return true;
}
