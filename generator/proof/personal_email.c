#include "proof/character_class.h"
#include "proof/personal_kinds.h"

enum { NAME_MOST = 64, DOMAIN_MOST = 253 }; /* RFC 5321, 4.5.3.1 */

/* What people write for a sign so that machines do not see it. */
struct disguise {
    const char *word;
    bool is_tight;  /* in brackets: no space outside them, since "(a)" may number a list */
    bool is_spoken; /* also without brackets */
};

static const struct disguise ats[] = {
    {"at", false, false}, {"a", true, false}, {"@", false, false}, {"snabel-a", false, true}, {"snabela", false, true}};
static const struct disguise dots[] = {{"punkt", false, false}, {"dot", false, false}, {".", false, false}};

enum { AT_COUNT = sizeof ats / sizeof *ats, DOT_COUNT = sizeof dots / sizeof *dots };

static size_t skip_blank(struct text text, size_t position)
{
    if (is_blank(character_at(text, position)))
        utf8_next(text, &position);
    return position;
}

/* The closing bracket for an opening one; 0 for anything else. */
static uint32_t closing(uint32_t character)
{
    return character == '(' ? ')' : character == '[' ? ']' : character == '{' ? '}' : 0;
}

/* Moves `*position` past a disguise in brackets, or spoken between spaces. */
static bool read_disguise(struct text text, const struct disguise *disguise, size_t *position)
{
    size_t at = skip_blank(text, *position);
    bool is_after_space = at > *position;
    uint32_t close = closing(character_at(text, at));
    if (!close && !(disguise->is_spoken && is_after_space))
        return false;
    at = close ? skip_blank(text, at + 1) : at;
    size_t end = at + strlen(disguise->word);
    if (!text_equal_but_case(text_slice(text, at, end), text_from(disguise->word)))
        return false;
    end = close ? skip_blank(text, end) : end;
    if (close && character_at(text, end++) != close)
        return false;
    *position = skip_blank(text, end);
    return close ? !disguise->is_tight || (!is_after_space && *position == end) : *position > end;
}

static bool read_disguises(struct text text, const struct disguise *disguises, size_t count, size_t *position)
{
    for (size_t i = 0; i < count; i++) {
        size_t after = *position;
        if (read_disguise(text, &disguises[i], &after)) {
            *position = after;
            return true;
        }
    }
    return false;
}

static bool is_percent_at(struct text text, size_t position)
{
    return text_equal(text_slice(text, position, position + 3), TEXT("%40"));
}

static bool read_at(struct text text, size_t *position)
{
    if (character_at(text, *position) == '@' || is_percent_at(text, *position)) {
        *position += text.bytes[*position] == '@' ? 1 : 3;
        return true;
    }
    return read_disguises(text, ats, AT_COUNT, position);
}

/* The byte that "%C3" stands for; -1 when no such thing stands there. */
static int percent_byte(struct text text, size_t position)
{
    if (character_at(text, position) != '%' || is_percent_at(text, position))
        return -1;
    struct text digits = text_slice(text, position + 1, position + 3);
    int high = digits.size == 2 ? g_ascii_xdigit_value(digits.bytes[0]) : -1;
    int low = digits.size == 2 ? g_ascii_xdigit_value(digits.bytes[1]) : -1;
    return high < 0 || low < 0 ? -1 : high * 16 + low;
}

static bool is_word(uint32_t character)
{
    return is_letter(character) || is_digit(character) || character == '_';
}

static bool is_inner(uint32_t character)
{
    return character == '-' || character == '+' || character == '\'';
}

/* Whether the name of an address that holds the character at `at` begins before it. */
static bool is_inside_name(struct text text, size_t at)
{
    size_t earlier = at;
    uint32_t before = character_before(text, at);
    if (before == '.') {
        before = character_before(text, step_back(text, at));
        return is_word(before) || is_inner(before);
    }
    while ((is_inner(before) || is_invisible(before)) && at - earlier < NAME_MOST) {
        earlier = step_back(text, earlier);
        before = character_before(text, earlier);
    }
    return is_word(before) || before == '@';
}

/* Moves past the name of an address, which stands before its @. */
static bool read_name(struct text text, size_t *position)
{
    size_t start = *position;
    uint32_t before = 0;
    while (*position < text.size && *position - start <= NAME_MOST) {
        uint32_t character = character_at(text, *position);
        bool is_escape = percent_byte(text, *position) >= 0;
        if (is_escape)
            *position += 2;
        else if (!is_word(character) && !is_inner(character) && !is_invisible(character) &&
                 !(character == '.' && before != '.'))
            break;
        before = character;
        utf8_next(text, position);
    }
    return *position > start && *position - start <= NAME_MOST;
}

/* Moves past letters, digits and hyphens; a hyphen is neither first nor last. False when there are none. */
static bool read_label(struct text text, size_t *position, size_t limit)
{
    size_t start = *position, at = start;
    while (at < limit) {
        uint32_t character = character_at(text, at);
        if (!is_letter(character) && !is_digit(character) && !is_invisible(character) && character != '-')
            break;
        utf8_next(text, &at);
        if (character != '-')
            *position = at;
    }
    return *position > start && text.bytes[start] != '-';
}

/* At least two letters, or the letters of another alphabet as ASCII. */
static bool is_top(struct text label)
{
    for (size_t at = 0; at < label.size;) {
        uint32_t character = utf8_next(label, &at);
        if (!is_letter(character) && !is_invisible(character))
            return label.size > 4 && text_equal_but_case(text_slice(label, 0, 4), TEXT("xn--"));
    }
    return label.size >= 2;
}

/* "2x" of "bild@2x.png". */
static bool is_scale(struct text label)
{
    return label.size >= 2 && label.size <= 3 && is_digit((unsigned char)label.bytes[0]) &&
           label.bytes[label.size - 1] == 'x';
}

/* "org.Nästa": the space after the full stop is missing, a sentence begins. */
static bool is_next_sentence(struct text text, struct text label, size_t next)
{
    return !is_capital(character_at(label, 0)) && is_capital(character_at(text, next));
}

/* The end of the domain that begins at `position`: of the longest one that has a dot and a top. 0 for none. */
static size_t domain_end(struct text text, size_t position)
{
    size_t limit = text.size - position > DOMAIN_MOST ? position + DOMAIN_MOST : text.size, end = 0;
    for (size_t count = 1;; count++) {
        size_t start = position;
        if (!read_label(text, &position, limit))
            return end;
        struct text label = text_slice(text, start, position);
        if (count == 1 && is_scale(label))
            return 0;
        if (count > 1 && is_top(label))
            end = position;
        if (character_at(text, position) == '.')
            position++;
        else if (!read_disguises(text, dots, DOT_COUNT, &position))
            return end;
        if (end && is_next_sentence(text, label, position))
            return end;
    }
}

bool personal_email_at(struct text text, size_t at, struct personal_find *find)
{
    size_t position = at;
    bool may_begin = is_word(character_at(text, at)) || percent_byte(text, at) >= 0;
    if (!may_begin || is_inside_name(text, at) || !read_name(text, &position) || !read_at(text, &position))
        return false;
    size_t end = domain_end(text, position);
    if (!end)
        return false;
    find->kind = PERSONAL_EMAIL;
    find->from = at;
    find->to = end;
    return true;
}

/* Without "mailto:" and what follows a question mark. */
static struct text address_of(struct text written)
{
    written = text_trim(written);
    if (text_equal_but_case(text_slice(written, 0, 7), TEXT("mailto:")))
        written = text_slice(written, 7, written.size);
    return text_slice(written, 0, text_find_byte(written, '?', 0));
}

static struct text plain_signs(struct arena *arena, struct text address, bool is_decoded)
{
    struct buffer buffer = {.arena = arena};
    for (size_t at = 0; at < address.size;) {
        int byte = is_decoded ? percent_byte(address, at) : -1;
        if (byte > ' ' && byte != 0x7F) {
            buffer_add_byte(&buffer, (char)byte);
            at += 3;
        } else if (read_at(address, &at))
            buffer_add_byte(&buffer, '@');
        else if (read_disguises(address, dots, DOT_COUNT, &at))
            buffer_add_byte(&buffer, '.');
        else
            buffer_add_character(&buffer, utf8_next(address, &at));
    }
    return buffer_text(&buffer);
}

struct text personal_email(struct arena *arena, struct text written)
{
    struct text address = address_of(written), plain = plain_signs(arena, address, true);
    if (utf8_first_invalid(plain) < plain.size) /* "%FF" decoded */
        plain = plain_signs(arena, address, false);
    struct buffer buffer = {.arena = arena};
    for (size_t at = 0; at < plain.size;) {
        uint32_t character = utf8_next(plain, &at);
        if (!is_invisible(character))
            buffer_add_character(&buffer, lower_case(character));
    }
    return buffer_text(&buffer);
}
