#include "proof/date_reading.h"

#include "proof/character_class.h"
#include "proof/date_words.h"

enum { DAY_MOST = 39, DATES_MOST = 6 };

bool is_day_number(const struct token *token)
{
    return token_is_number(token, 1, 2) && token->number >= 1 && token->number <= DAY_MOST;
}

static bool is_year(const struct token *token)
{
    return token_is_number(token, 4, 4) && token->number >= 1900 && token->number <= 2199;
}

static bool is_month_number(const struct token *token)
{
    return token_is_number(token, 1, 2) && token->number >= 1 && token->number <= 12;
}

size_t skip_ordinal(struct text text, size_t position)
{
    static const char *const endings[] = {"e", "a", "th", "st", "nd", "rd"};
    struct token token = token_after(text, position);
    if (token_is_sign(&token, ':') && token.is_tight)
        token = token_after(text, token.to);
    for (size_t i = 0; token.is_tight && i < sizeof endings / sizeof *endings; i++)
        if (token_is_word(&token, endings[i]))
            return token.to;
    return position;
}

/* Past a weekday and "den" or "the". */
static size_t skip_weekday(struct text text, size_t position)
{
    struct token token = token_after(text, position);
    if (weekday_word_of(&token).weekday >= 0) {
        position = token.to;
        token = token_after(text, position);
        if (token_is_sign(&token, '.') || token_is_sign(&token, ',')) {
            position = token.to;
            token = token_after(text, position);
        }
    }
    return token_is_word(&token, "den") || token_is_word(&token, "the") ? token.to : position;
}

/* "-02" and so on, without spaces; its number, or 0. */
static int read_iso_part(struct text text, size_t *position)
{
    struct token dash = token_after(text, *position), number = token_after(text, dash.to);
    if (!token_is_sign(&dash, '-') || !dash.is_tight || !token_is_number(&number, 2, 2) || !number.is_tight)
        return 0;
    *position = number.to;
    return number.number;
}

/* "2021-02-24.pdf", "2021-02-24-protokoll", "2021-02-24_1"; but "2021-02-24T13:00". */
static bool is_in_name(struct text text, size_t end)
{
    uint32_t next = character_at(text, end), later = end < text.size ? character_at(text, end + 1) : 0;
    if (next == 'T')
        return !is_digit(later);
    return is_letter(next) || next == '_' || (next == '-' && is_letter(later)) ||
           (next == '.' && is_letter(later) && !is_capital(later));
}

bool read_iso_date(struct text text, size_t position, struct date_reading *reading)
{
    struct token year = token_after(text, position);
    size_t to = year.to;
    if (!is_year(&year) || !year.is_tight)
        return false;
    int month = read_iso_part(text, &to);
    size_t month_end = to;
    int day = month ? read_iso_part(text, &to) : 0;
    struct token next = token_after(text, to);
    bool is_longer = token_is_sign(&next, '-') && next.is_tight && is_digit(character_at(text, next.to));
    if (month < 1 || month > 12 || day > DAY_MOST || is_in_name(text, to))
        return false;
    /* "2011-12" is two years; "2020-09" can only be a month. */
    if (day == 0 && (is_longer || to != month_end || month > year.number % 100))
        return false;
    *reading = (struct date_reading){
        .date = {year.number, month, day}, .to = to, .day_to = to, .day_count = day > 0, .has_year = true};
    return true;
}

/* A month and its year after a day's number. */
struct month_part {
    int month, year;
    size_t to;
    bool is_slash, is_shortened;
};

/* "/2", or ".2.2021". */
static bool read_month_number(struct text text, const struct token *sign, struct month_part *part)
{
    struct token month = token_after(text, sign->to), dot, year;
    if (!month.is_tight || !is_month_number(&month))
        return false;
    *part = (struct month_part){.month = month.number, .to = month.to, .is_slash = true};
    if (sign->sign == '/')
        return true;
    dot = token_after(text, month.to);
    year = token_after(text, dot.to);
    part->year = year.number;
    part->to = year.to;
    return token_is_sign(&dot, '.') && dot.is_tight && year.is_tight && is_year(&year);
}

/* A four-digit number that is no more than a year. */
static bool is_year_alone(struct text text, const struct token *token)
{
    struct date_reading iso;
    return is_year(token) && !is_letter(character_at(text, token->to)) && !read_iso_date(text, token->from, &iso);
}

/* "-21" or "/2021" after a slashed date; "-21" after a space. */
static void read_tight_year(struct text text, struct month_part *part)
{
    struct token sign = token_after(text, part->to), year = token_after(text, sign.to);
    bool is_known_sign = token_is_sign(&sign, '-') || (token_is_sign(&sign, '/') && part->is_slash);
    if (!is_known_sign || !year.is_tight || (!token_is_number(&year, 2, 2) && !is_year_alone(text, &year)))
        return;
    if (sign.is_tight && !part->is_slash)
        return;
    struct token next = token_after(text, year.to);
    uint32_t after = character_at(text, year.to);
    if (month_word_of(&next).month || is_letter(after) || after == '/' || after == ':' ||
        (after == '.' && is_digit(character_at(text, year.to + 1))))
        return;
    part->year = year.to - year.from == 4 ? year.number : year.number < 70 ? 2000 + year.number : 1900 + year.number;
    part->to = year.to;
}

static void read_year(struct text text, struct month_part *part)
{
    struct token token = token_after(text, part->to);
    if (part->year)
        return;
    bool is_stop = part->is_shortened && token_is_sign(&token, '.') && token.is_tight;
    if (is_stop || (token_is_sign(&token, ',') && token.is_tight && !part->is_slash))
        token = token_after(text, token.to);
    if (!token.is_tight && is_year_alone(text, &token)) {
        part->year = token.number;
        part->to = token.to;
    } else
        read_tight_year(text, part);
}

/* After a day: "/2", ".2.2021", "februari", ". februari", "of February". */
static bool read_month_part(struct text text, size_t position, struct month_part *part)
{
    struct token token = token_after(text, position);
    bool is_tight_sign = token.is_tight && (token_is_sign(&token, '/') || token_is_sign(&token, '.'));
    if (is_tight_sign && read_month_number(text, &token, part))
        return true;
    if ((is_tight_sign && token.sign == '.') || token_is_word(&token, "of"))
        token = token_after(text, token.to);
    struct month_word word = month_word_of(&token);
    *part = (struct month_part){.month = word.month, .to = token.to, .is_shortened = word.is_shortened};
    return word.month > 0;
}

/* Past what parts two days; false when that is nothing, a decimal comma, or the dash of a list's item. */
static bool skip_separator(struct text text, size_t *position, bool *has_comma, bool *is_ended)
{
    struct token sign = token_after(text, *position);
    if (!is_day_separator(&sign))
        return false;
    bool is_comma = token_is_sign(&sign, ',');
    if ((is_comma && is_digit(character_at(text, sign.to))) || (token_is_sign(&sign, '-') && sign.is_other_line))
        return false;
    *has_comma |= is_comma;
    *is_ended = is_list_end(&sign);
    *position = skip_weekday(text, sign.to);
    return true;
}

static void tell(struct date_reading *reading, const struct month_part *part, size_t count)
{
    reading->date.year = part->year;
    reading->date.month = part->month;
    reading->to = part->to;
    reading->day_count = count;
    reading->is_slash = part->is_slash;
    reading->has_year = part->year > 0;
}

bool read_days(struct text text, size_t position, struct date_reading *reading)
{
    bool has_comma = false, is_ended = false;
    int before = 0;
    *reading = (struct date_reading){0};
    for (size_t count = 1; count <= DAYS_MOST; count++) {
        struct token day = token_after(text, position);
        if (!is_day_number(&day) || day.number <= before)
            return false;
        before = day.number;
        size_t end = skip_ordinal(text, day.to);
        if (count == 1) {
            reading->date.day = day.number;
            reading->day_to = end;
        }
        struct month_part part;
        if (read_month_part(text, end, &part)) {
            read_year(text, &part);
            tell(reading, &part, count);
            return !has_comma || is_ended;
        }
        position = end;
        if (!skip_separator(text, &position, &has_comma, &is_ended))
            return false;
    }
    return false;
}

void read_days_after(struct text text, size_t position, struct date_reading *reading)
{
    struct month_part part = {.month = reading->date.month, .to = position};
    size_t count = 1;
    for (bool has_comma = false, is_ended = false; count < DAYS_MOST; count++) {
        if (!skip_separator(text, &position, &has_comma, &is_ended))
            break;
        struct token day = token_after(text, position);
        if (!is_day_number(&day))
            break;
        position = part.to = skip_ordinal(text, day.to);
    }
    read_year(text, &part);
    tell(reading, &part, count);
}

bool read_month_and_days(struct text text, size_t position, struct date_reading *reading)
{
    struct token month = token_after(text, position), day = token_after(text, month.to);
    struct month_word word = month_word_of(&month);
    if (word.is_shortened && token_is_sign(&day, '.') && day.is_tight)
        day = token_after(text, day.to);
    if (!word.is_english || day.is_tight || !is_day_number(&day))
        return false;
    size_t end = skip_ordinal(text, day.to);
    uint32_t next = character_at(text, end);
    if (is_letter(next) || (next && next < 0x80 && strchr(".:/,", (int)next) && is_digit(character_at(text, end + 1))))
        return false;
    *reading = (struct date_reading){.date = {0, word.month, day.number}, .day_to = end};
    read_days_after(text, end, reading);
    return true;
}

bool read_month(struct text text, size_t position, struct date_reading *reading)
{
    struct token month = token_after(text, position);
    struct month_word word = month_word_of(&month);
    struct month_part part = {.month = word.month, .to = month.to, .is_shortened = word.is_shortened};
    if (!word.month)
        return false;
    read_year(text, &part);
    *reading = (struct date_reading){.day_to = part.to};
    tell(reading, &part, 0);
    return true;
}

int read_later_year(struct text text, size_t position, int month)
{
    for (size_t i = 0; i < DATES_MOST; i++) {
        bool has_comma = false, is_ended = false;
        struct date_reading next;
        if (!skip_separator(text, &position, &has_comma, &is_ended))
            return 0;
        if (!read_days(text, position, &next) && !read_month_and_days(text, position, &next) &&
            (has_comma || !read_month(text, position, &next)))
            return 0;
        if (next.date.year)
            return next.date.month < month ? next.date.year - 1 : next.date.year;
        position = next.to;
    }
    return 0;
}
