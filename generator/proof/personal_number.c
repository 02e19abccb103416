#include "base/date.h"
#include "proof/character_class.h"
#include "proof/digits.h"
#include "proof/personal_kinds.h"

enum { LAST = 4 }; /* the digits after the date: serial and check digit */

/* What may be a number: the first `size` of `digits`, 10 or 12. */
struct candidate {
    const struct digits *digits;
    size_t size;
    char letter; /* of an interim number, in upper case; its digit is 1. Otherwise 0 */
};

static enum gap main_gap(const struct candidate *candidate)
{
    return candidate->digits->before[candidate->size - LAST];
}

static bool is_dashed(enum gap gap)
{
    return gap == GAP_DASH || gap == GAP_SPACED_DASH || gap == GAP_PLUS;
}

/* "9 1 0 7 1 7 2 3 8 0", also with a dash. */
static bool is_spaced_out(const struct candidate *candidate)
{
    for (size_t i = 1; i < candidate->size; i++)
        if (candidate->digits->before[i] != GAP_SPACE &&
            !(i == candidate->size - LAST && is_dashed(candidate->digits->before[i])))
            return false;
    return true;
}

/* "1991-07-17", "91/07/17", "91.07.17"; or nothing but spaces between pairs. */
static bool is_date_shape(const struct candidate *candidate)
{
    const enum gap *before = candidate->digits->before;
    size_t day = candidate->size - LAST - 2, month = day - 2;
    bool is_parted =
        before[day] == before[month] && (before[day] == GAP_DASH || before[day] == GAP_SLASH || before[day] == GAP_DOT);
    for (size_t i = 1; i < candidate->size - LAST; i++) {
        bool may_be_parted = is_parted && (i == day || i == month);
        bool may_be_space = i % 2 == 0 && before[i] == GAP_SPACE;
        if (before[i] != GAP_NONE && !may_be_parted && !may_be_space)
            return false;
    }
    return true;
}

static bool is_shape(const struct candidate *candidate)
{
    const struct digits *digits = candidate->digits;
    size_t date = candidate->size - LAST;
    enum gap gap = main_gap(candidate);
    bool is_date_joined = digits_are_joined(digits, 0, date);
    if (is_spaced_out(candidate))
        return true;
    if (!is_date_shape(candidate) || gap == GAP_BRACKET)
        return false;
    if (digits_are_joined(digits, date, candidate->size))
        return (gap != GAP_NONE || is_date_joined) && (gap != GAP_DOT || digits->before[date - 2] == GAP_DOT);
    bool is_in_pairs = digits->before[date + 1] == GAP_NONE && digits->before[date + 2] == GAP_SPACE &&
                       digits->before[date + 3] == GAP_NONE;
    return is_in_pairs && (is_dashed(gap) || (candidate->size == 12 && gap == GAP_SPACE));
}

static int number_of(const char *digits, size_t from, size_t to)
{
    int number = 0;
    for (size_t i = from; i < to; i++)
        number = number * 10 + (digits[i] - '0');
    return number;
}

/* "2021-02-24 1300". */
static bool is_date_and_time(const struct candidate *candidate)
{
    const struct digits *digits = candidate->digits;
    size_t date = candidate->size - LAST;
    int minute = number_of(digits->digit, date + 2, date + 4);
    return digits->before[date - 2] == GAP_DASH &&
           (main_gap(candidate) == GAP_SPACE || main_gap(candidate) == GAP_LINE) &&
           number_of(digits->digit, date, date + 2) < 24 && minute < 60 && minute % 5 == 0;
}

/* Of year, month and day in 6 or 8 digits, without the 60 of coordination numbers. */
static bool is_birthday(const char *digits, size_t size)
{
    /* Of two digits any century will do: the one with a leap day, if there is one. */
    int year = size == 8 ? number_of(digits, 0, 4) : 2000 + number_of(digits, 0, 2);
    int month = number_of(digits, size - 4, size - 2), day = number_of(digits, size - 2, size);
    if (day > 60)
        day -= 60;
    return year >= 1850 && year <= 2099 && month >= 1 && month <= 12 && day >= 1 &&
           day <= date_days_in_month(year, month);
}

/* Luhn: every other digit doubled, beginning with the first of ten; the sum of all digits ends in 0. */
static bool is_checked(const char digits[10])
{
    int sum = 0;
    for (size_t i = 0; i < 10; i++) {
        int product = (digits[i] - '0') * (i % 2 == 0 ? 2 : 1);
        sum += product / 10 + product % 10;
    }
    return sum % 10 == 0;
}

static bool is_number(const struct candidate *candidate)
{
    const char *digits = candidate->digits->digit;
    size_t size = candidate->size;
    return is_birthday(digits, size - LAST) && number_of(digits, size - LAST, size - 1) > 0 &&
           is_checked(digits + size - 10);
}

static bool is_date_spaced(const struct candidate *candidate)
{
    for (size_t i = 1; i < candidate->size - LAST; i++)
        if (candidate->digits->before[i] == GAP_SPACE)
            return true;
    return false;
}

/* What stands before may show that the digits are a part of something else. */
static bool is_start(const struct candidate *candidate, struct text text, size_t at)
{
    uint32_t before = character_before(text, at);
    bool is_after_digit = is_digit(character_before(text, step_back(text, at)));
    if (before == '+')
        return false;
    if (before == '.' && is_after_digit && digits_are_joined(candidate->digits, 0, candidate->size))
        return false;
    if (is_blank(before) && is_after_digit && is_date_spaced(candidate))
        return false;
    return !is_letter(before) || is_dashed(main_gap(candidate));
}

static bool is_end(const struct candidate *candidate, struct text text)
{
    enum gap after = digits_gap_after(candidate->digits, candidate->size);
    if (after == GAP_NONE || after == GAP_DASH || after == GAP_PLUS || after == GAP_DOT)
        return false;
    if (after == GAP_SPACE && is_date_spaced(candidate))
        return false;
    return !is_letter(character_at(text, candidate->digits->end[candidate->size - 1])) ||
           is_dashed(main_gap(candidate));
}

/* Ten digits in a row: far more often a telephone than someone born in 2007. */
static bool is_mobile(const struct candidate *candidate)
{
    return candidate->size == 10 && !candidate->letter && memcmp(candidate->digits->digit, "070", 3) == 0 &&
           digits_are_joined(candidate->digits, 0, candidate->size);
}

static bool is_candidate(const struct candidate *candidate, struct text text, size_t at)
{
    return candidate->digits->count >= candidate->size && is_shape(candidate) && !is_date_and_time(candidate) &&
           !is_mobile(candidate) && is_start(candidate, text, at) && is_end(candidate, text) && is_number(candidate);
}

static struct text value_of(struct arena *arena, const struct candidate *candidate)
{
    const char *digit = candidate->digits->digit;
    size_t date = candidate->size - LAST;
    struct buffer value = {.arena = arena};
    buffer_add(&value, (struct text){digit, date});
    if (main_gap(candidate) == GAP_PLUS && candidate->size == 10)
        buffer_add_byte(&value, '+');
    buffer_add_byte(&value, candidate->letter ? candidate->letter : digit[date]);
    buffer_add(&value, (struct text){digit + date + 1, LAST - 1});
    return buffer_text(&value);
}

/* The letter of an interim number in upper case, or 0. A small one must have a dash before it. */
static char interim_letter(uint32_t character, enum gap gap)
{
    uint32_t letter = lower_case(character);
    if (letter >= 0x80 || !memchr("trsuwxjklmn", (int)letter, 11) || (gap != GAP_NONE && !is_dashed(gap)) ||
        (character == letter && gap == GAP_NONE))
        return 0;
    return (char)(letter - 'a' + 'A');
}

/* Adds the last four to the digits of a date when they begin with a letter, which counts as 1; returns the letter. */
static char read_interim(struct text text, struct digits *digits)
{
    size_t position = digits->end[digits->count - 1];
    enum gap gap = gap_read(text, &position);
    char letter = interim_letter(character_at(text, position), gap);
    struct digits last;
    if (!letter || !is_digit(character_at(text, position + 1)))
        return 0;
    digits_read(text, position + 1, &last);
    if (last.count < LAST - 1 || !digits_are_joined(&last, 0, LAST - 1))
        return 0;
    for (size_t i = 0; i < LAST && i <= last.count; i++, digits->count++) {
        digits->digit[digits->count] = i == 0 ? '1' : last.digit[i - 1];
        digits->before[digits->count] = i == 0 ? gap : GAP_NONE;
        digits->end[digits->count] = i == 0 ? position + 1 : last.end[i - 1];
    }
    if (last.count >= LAST) {
        digits->before[digits->count] = last.before[LAST - 1];
        digits->count++;
    }
    return letter;
}

bool personal_number_at(struct arena *arena, struct text text, size_t at, struct personal_find *find)
{
    struct digits digits;
    digits_read(text, at, &digits);
    char letter = digits.count == 6 || digits.count == 8 ? read_interim(text, &digits) : 0;
    for (size_t size = 12; size >= 10; size -= 2) {
        struct candidate candidate = {&digits, size, letter};
        if (!is_candidate(&candidate, text, at))
            continue;
        find->kind = digits.digit[size - LAST - 2] >= '6' ? PERSONAL_COORDINATION_NUMBER : PERSONAL_NUMBER;
        find->from = at;
        find->to = digits.end[size - 1];
        find->value = value_of(arena, &candidate);
        return true;
    }
    return false;
}
