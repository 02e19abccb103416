#include "proof/character_class.h"
#include "proof/digits.h"
#include "proof/personal_kinds.h"

enum { NATIONAL_LEAST = 7, NATIONAL_MOST = 9, MOBILE = 9, ABROAD_LEAST = 9, ABROAD_MOST = 15 };

/* A telephone number as far as its digits are known. */
struct phone {
    const struct digits *digits;
    size_t national;  /* where the digits after +46 and 0 begin */
    bool has_country; /* +46 or 0046 */
    size_t area;      /* digits of the area code, without the 0 */
    bool is_mobile;
};

/* Two digits that are an area code, or a series of their own (Swedish numbering plan, PTS). All others but 8 begin one
 * of three digits. */
static bool is_two_digit_area(const char *digits)
{
    static const char *const seconds[] = {
        [1] = "013689", [2] = "0136", [3] = "1356", [4] = "0246", [5] = "4", [6] = "03", [7] = "02345689", [9] = "0"};
    const char *second = seconds[digits[0] - '0'];
    return second && strchr(second, digits[1]);
}

static bool is_mobile_area(const char *digits)
{
    return digits[0] == '7' && strchr("02369", digits[1]);
}

/* Finds where the national part begins; false when there is none. */
static bool read_country(struct phone *phone, bool has_plus)
{
    const struct digits *digits = phone->digits;
    const char *digit = digits->digit;
    bool is_long = digits->count > NATIONAL_LEAST;
    if (is_long && has_plus && memcmp(digit, "46", 2) == 0)
        phone->national = 2;
    else if (is_long && !has_plus && memcmp(digit, "0046", 4) == 0)
        phone->national = 4;
    else if (is_long && !has_plus && digit[0] == '0')
        phone->national = 1;
    else
        return false;
    phone->has_country = phone->national > 1;
    if (phone->has_country && digit[phone->national] == '0')
        phone->national++;
    const char *area = digit + phone->national;
    if (digits->count < phone->national + 2 || area[0] == '0')
        return false;
    phone->area = area[0] == '8' ? 1 : is_two_digit_area(area) ? 2 : 3;
    phone->is_mobile = is_mobile_area(area);
    return true;
}

/* The first gap after the first national digit, among `count` digits; `count` when there is none. */
static size_t first_gap(const struct phone *phone, size_t count)
{
    size_t i = phone->national + 1;
    while (i < count && phone->digits->before[i] == GAP_NONE)
        i++;
    return i;
}

/* "0701-74 06 05" is also written so. */
static bool is_area_parted(const struct phone *phone, size_t count)
{
    size_t gap = first_gap(phone, count), area = phone->national + phone->area;
    return phone->has_country || gap == count || gap == area || (phone->is_mobile && gap == area + 1);
}

static bool is_gap_allowed(const struct phone *phone, size_t i, enum gap first)
{
    bool is_first = i == first_gap(phone, i + 1);
    switch (phone->digits->before[i]) {
    case GAP_SPACE:
    case GAP_LINE:
        return true;
    case GAP_DASH:
        return is_first || first == GAP_DASH || phone->has_country;
    case GAP_DOT:
        return (is_first || first == GAP_DOT) && (phone->is_mobile || phone->has_country);
    case GAP_BRACKET:
    case GAP_SPACED_DASH:
    case GAP_SLASH:
        return is_first;
    default:
        return false;
    }
}

/* Whether the gaps before `count` are those of a telephone number, and no digit stands alone after the area code. */
static bool are_gaps_allowed(const struct phone *phone, size_t count)
{
    const struct digits *digits = phone->digits;
    size_t first = first_gap(phone, count), start = phone->national;
    for (size_t i = 1; i <= phone->national; i++)
        if (digits->before[i] != GAP_NONE &&
            (digits->before[i] > GAP_SPACED_DASH && digits->before[i] != GAP_DOT && digits->before[i] != GAP_BRACKET))
            return false;
    if (!phone->has_country && digits->before[1] != GAP_NONE && digits->before[1] != GAP_BRACKET)
        return false;
    for (size_t i = first; i <= count; i++) {
        if (i < count && digits->before[i] == GAP_NONE)
            continue;
        if (i - start == 1 && i > first)
            return false;
        if (i < count && !is_gap_allowed(phone, i, digits->before[first]))
            return false;
        start = i;
    }
    return true;
}

/* "08-12-2020": day, month and year. */
static bool is_date(const struct phone *phone, size_t count)
{
    const char *digit = phone->digits->digit;
    return !phone->has_country && count == 8 && phone->digits->before[2] != GAP_NONE &&
           phone->digits->before[4] != GAP_NONE && digits_are_joined(phone->digits, 4, 8) &&
           (memcmp(digit + 4, "19", 2) == 0 || memcmp(digit + 4, "20", 2) == 0);
}

static bool is_size(const struct phone *phone, size_t count)
{
    size_t size = count - phone->national, least = phone->area + 5;
    if (phone->is_mobile)
        return size == MOBILE;
    bool is_zero = phone->digits->digit[phone->national + phone->area] == '0';
    return size >= least && size >= NATIONAL_LEAST && size <= NATIONAL_MOST && !is_zero;
}

/* Whether the first `count` digits may end a number, by what follows. */
static bool is_end(const struct digits *digits, size_t count, struct text text)
{
    enum gap after = digits_gap_after(digits, count);
    if (after == GAP_NONE || after == GAP_DASH || after == GAP_DOT || after == GAP_PLUS)
        return false;
    size_t end = digits->end[count - 1];
    uint32_t next = character_at(text, end);
    if (next == ':' && is_digit(character_at(text, end + 1)))
        return false;
    return !is_letter(next) || !digits_are_joined(digits, 0, count);
}

/* 020 and 077: free or shared calls, which only organisations have. */
static bool is_of_organisation(const struct phone *phone)
{
    const char *digit = phone->digits->digit + phone->national;
    return memcmp(digit, "20", 2) == 0 || memcmp(digit, "77", 2) == 0;
}

static bool is_swedish(const struct phone *phone, size_t count, struct text text)
{
    return is_size(phone, count) && is_area_parted(phone, count) && are_gaps_allowed(phone, count) &&
           !is_date(phone, count) && !is_of_organisation(phone) && is_end(phone->digits, count, text);
}

/* The size of the longest Swedish number; a line break ends it as soon as it is whole. 0 for none. */
static size_t swedish_size(const struct digits *digits, bool has_plus, struct text text)
{
    struct phone phone = {.digits = digits};
    size_t size = 0;
    if (!read_country(&phone, has_plus))
        return 0;
    for (size_t count = phone.national + NATIONAL_LEAST; count <= digits->count; count++) {
        if (is_swedish(&phone, count, text))
            size = count;
        if (size == count && digits_gap_after(digits, count) == GAP_LINE)
            break;
    }
    return size;
}

/* "+10 000 000" */
static bool is_amount(const struct digits *digits, size_t count)
{
    size_t first = 1, start;
    while (first < count && digits->before[first] == GAP_NONE)
        first++;
    for (start = first; start + 3 <= count && digits_are_joined(digits, start, start + 3); start += 3)
        if (digits->before[start] != GAP_SPACE)
            return false;
    return first <= 3 && start == count;
}

static size_t abroad_size(const struct digits *digits, struct text text)
{
    size_t size = 0;
    if (digits->digit[0] == '0' || (digits->count > 1 && memcmp(digits->digit, "46", 2) == 0))
        return 0;
    for (size_t count = 1; count <= digits->count && count <= ABROAD_MOST; count++) {
        if (count >= ABROAD_LEAST && is_end(digits, count, text))
            size = count;
        if (digits_gap_after(digits, count) > GAP_DASH && digits_gap_after(digits, count) != GAP_BRACKET &&
            digits_gap_after(digits, count) != GAP_DOT)
            break;
        if (size == count && digits_gap_after(digits, count) == GAP_LINE)
            break;
    }
    return size && !is_amount(digits, size) ? size : 0;
}

/* What stands before may show that the digits are a part of something else. */
static bool is_start(struct text text, size_t at, bool is_joined)
{
    uint32_t before = character_before(text, at), earlier = character_before(text, step_back(text, at));
    if (is_digit(before) || is_letter(before) || before == '+' || (before == '.' && is_digit(earlier)) ||
        (is_dash(before) && (is_digit(earlier) || is_letter(earlier))))
        return false;
    /* A long number in a web address is hardly a telephone. */
    return !is_joined || before == 0 || before >= 0x80 ||
           (!strchr("=_#&?%@", (int)before) && (before != '/' || is_blank(earlier)));
}

bool personal_phone_at(struct text text, size_t at, struct personal_find *find)
{
    struct digits digits;
    bool is_bracketed = text.bytes[at] == '(';
    bool has_plus = character_at(text, at + is_bracketed) == '+';
    size_t start = at + is_bracketed + has_plus;
    if (!is_digit(character_at(text, start)))
        return false;
    digits_read(text, start, &digits);
    size_t size = swedish_size(&digits, has_plus, text);
    if (size == 0 && has_plus)
        size = abroad_size(&digits, text);
    if (size == 0 || !is_start(text, at, !has_plus && digits_are_joined(&digits, 0, size)))
        return false;
    if (is_bracketed) { /* "(036) 12 34 56", not "(036-12 34 56)" */
        size_t gap = 1;
        while (gap < size && digits.before[gap] == GAP_NONE)
            gap++;
        if (gap == size || digits.before[gap] != GAP_BRACKET)
            return false;
    }
    find->kind = PERSONAL_PHONE;
    find->from = at;
    find->to = digits.end[size - 1];
    return true;
}

struct text personal_phone(struct arena *arena, struct text written)
{
    struct buffer digits = {.arena = arena};
    bool has_plus = text_find_byte(written, '+', 0) < written.size;
    for (size_t i = 0; i < written.size; i++)
        if (is_digit((unsigned char)written.bytes[i]))
            buffer_add_byte(&digits, written.bytes[i]);
    struct text number = buffer_text(&digits);
    if (!has_plus && text_starts_with(number, "00")) {
        has_plus = true;
        number = text_slice(number, 2, number.size);
    }
    bool is_swedish_number = has_plus ? text_starts_with(number, "46") : text_starts_with(number, "0");
    if (!is_swedish_number)
        return has_plus ? text_join(arena, TEXT("+"), number) : number;
    size_t national = has_plus ? 2 : 1;
    if (has_plus && character_at(number, national) == '0')
        national++;
    return text_join(arena, TEXT("+46"), text_slice(number, national, number.size));
}
