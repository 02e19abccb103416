#include "proof/personal.h"

#include "proof/character_class.h"
#include "proof/personal_kinds.h"

/* "ISBN", "ISBN-10:" and the like right before `at`. */
static bool is_book_number(struct text text, size_t at)
{
    size_t start = at;
    while (start > 0 && at - start < 8 && !is_letter(character_before(text, start)))
        start = step_back(text, start);
    struct text label = text_slice(text, start - (start < 4 ? start : 4), start);
    return text_equal_but_case(label, TEXT("ISBN")) || text_equal_but_case(label, TEXT("ISSN"));
}

/* Neither a number nor a telephone number begins inside a longer number: "1234-910717". */
static bool is_continued(struct text text, size_t at)
{
    uint32_t before = character_before(text, at);
    return is_digit(before) || (is_dash(before) && is_digit(character_before(text, step_back(text, at))));
}

static bool email_at(struct arena *arena, struct text text, size_t at, struct personal_find *find)
{
    if (!personal_email_at(text, at, find))
        return false;
    find->value = personal_email(arena, text_slice(text, find->from, find->to));
    return true;
}

static bool phone_at(struct arena *arena, struct text text, size_t at, struct personal_find *find)
{
    if (!personal_phone_at(text, at, find))
        return false;
    find->value = personal_phone(arena, text_slice(text, find->from, find->to));
    return true;
}

bool personal_find(struct arena *arena, struct text text, size_t from, struct personal_find *find)
{
    for (size_t at = from; at < text.size; at++) {
        uint32_t first = character_at(text, at);
        bool may_be_phone = first == '0' || first == '+' || first == '(';
        bool may_be_number = is_digit(first) && !is_continued(text, at) && !is_book_number(text, at);
        if (may_be_number && personal_number_at(arena, text, at, find))
            return true;
        if ((is_digit(first) || is_letter(first) || first == '_' || first == '%') && email_at(arena, text, at, find))
            return true;
        if (may_be_phone && (may_be_number || first != '0') && phone_at(arena, text, at, find))
            return true;
    }
    return false;
}
