#include "proof/writing_rules.h"

#include "base/date.h"

#include <string.h>

static const char *const months[] = {"januari", "februari", "mars",      "april",   "maj",      "juni",
                                     "juli",    "augusti",  "september", "oktober", "november", "december"};
static const char *const weekdays[] = {"måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"};

/* 1–12, or 0. */
static int month_of(struct text word)
{
    char room[WORD_ROOM];
    if (word.size < 3 || word.size > 9)
        return 0;
    struct text folded = word_fold(word, room);
    for (int i = 0; i < 12; i++) {
        if (text_is(folded, months[i]))
            return i + 1;
    }
    return 0;
}

/* A date while it is read; `year` 0: not there. */
struct written {
    int day, month, year;
    size_t to;
};

/* One or two digits at `at`; -1 else. */
static int short_number(struct text text, size_t at, size_t *end)
{
    *end = digits_end(text, at);
    return *end > at && *end - at <= 2 ? (int)digits_value(text, at, *end) : -1;
}

/* A year of four digits, or of two when `may_be_short`. */
static bool read_year(struct text text, size_t at, bool may_be_short, struct written *date)
{
    size_t end = digits_end(text, at);
    int year = (int)digits_value(text, at, end);
    if (may_be_short && end - at == 2)
        year += year < 70 ? 2000 : 1900;
    else if (end - at != 4)
        return false;
    date->year = year;
    date->to = end;
    return year >= 1900 && year <= 2199;
}

static bool exists(const struct written *date)
{
    int year = date->year ? date->year : 2000;
    return date->month >= 1 && date->month <= 12 && date->day >= 1 &&
           date->day <= date_days_in_month(year, date->month);
}

/* 13/12 2026, 13/12-26, 13/12/2026; after "den" 13/12. */
static bool read_slashed(struct text text, size_t at, struct written *date)
{
    size_t end;
    date->day = short_number(text, at, &end);
    if (date->day < 0 || end >= text.size || text.bytes[end] != '/')
        return false;
    date->month = short_number(text, end + 1, &end);
    date->to = end;
    size_t after = spaces_end(text, end);
    if (after > end && read_year(text, after, false, date))
        return exists(date);
    if (end < text.size && (text.bytes[end] == '/' || dash_end(text, end) > end)) {
        after = text.bytes[end] == '/' ? end + 1 : dash_end(text, end);
        return read_year(text, after, true, date) && exists(date);
    }
    date->year = 0;
    date->to = end;
    struct text before = word_before(text, at);
    return exists(date) && text_equal_but_case(before, TEXT("den"));
}

/* 13.12.2026 */
static bool read_dotted(struct text text, size_t at, struct written *date)
{
    size_t end;
    date->day = short_number(text, at, &end);
    if (date->day < 0 || end >= text.size || text.bytes[end] != '.')
        return false;
    date->month = short_number(text, end + 1, &end);
    if (date->month < 0 || end >= text.size || text.bytes[end] != '.')
        return false;
    return read_year(text, end + 1, false, date) && exists(date);
}

/* The e, a or de of 13:e, at the colon at `at`; 0 when there is none. */
static size_t ordinal_size(struct text text, size_t at)
{
    static const char *const endings[] = {":de ", ":e ", ":a "};
    for (size_t i = 0; i < 3; i++) {
        if (text_starts_with(text_slice(text, at, at + 4), endings[i]))
            return strlen(endings[i]) - 1;
    }
    return 0;
}

/* 13:e december 2026, and 13 December 2026; `is_wrong` when it is not as it should be. */
static bool read_named(struct text text, size_t at, struct written *date, bool *is_wrong)
{
    size_t end;
    date->day = short_number(text, at, &end);
    size_t ordinal = date->day < 0 ? 0 : ordinal_size(text, end);
    struct text month = word_after(text, end + ordinal);
    date->month = month_of(month);
    if (date->day < 0 || date->month == 0)
        return false;
    size_t from = (size_t)(month.bytes - text.bytes), after;
    date->to = from + month.size;
    *is_wrong = ordinal > 0 || word_begins_upper(text, from);
    after = spaces_end(text, date->to);
    struct written with_year = *date;
    if (after > date->to && read_year(text, after, false, &with_year) && may_end(text, with_year.to))
        *date = with_year;
    return exists(date);
}

static struct text date_text(struct arena *arena, const struct written *date)
{
    const char *month = months[date->month - 1];
    return date->year ? text_format(arena, "%d %s %d", date->day, month, date->year)
                      : text_format(arena, "%d %s", date->day, month);
}

bool writing_date(struct arena *arena, struct text text, size_t at, struct writing_find *find)
{
    struct written date = {0};
    if (!is_digit_at(text, at))
        return false;
    bool is_wrong = read_slashed(text, at, &date) || read_dotted(text, at, &date);
    if (!is_wrong && !read_named(text, at, &date, &is_wrong))
        return false;
    return is_wrong && may_end(text, date.to) && writing_found(find, at, date.to, date_text(arena, &date));
}

/* "Tisdag", "Fredagen" and "Måndagar", not "Söndagsskolan". */
static bool is_weekday(struct text word)
{
    static const char *const endings[] = {"", "en", "ar", "arna", "s", "ens"};
    char room[WORD_ROOM];
    struct text folded = word_fold(word, room);
    for (size_t i = 0; i < 7; i++) {
        if (!text_starts_with(folded, weekdays[i]))
            continue;
        struct text ending = text_slice(folded, strlen(weekdays[i]), folded.size);
        for (size_t k = 0; k < sizeof endings / sizeof *endings; k++) {
            if (text_is(ending, endings[k]))
                return true;
        }
    }
    return false;
}

/* A month that is nobody's name and no planet's; any month before a year. */
static bool is_month(struct text text, struct text word, size_t to)
{
    int month = month_of(word);
    bool is_also_name = month >= 3 && month <= 8;
    size_t year = spaces_end(text, to), end = digits_end(text, year);
    return month > 0 && (!is_also_name || (year > to && end == year + 4 && may_end(text, end)));
}

static bool is_preposition(struct text word)
{
    return text_is(word, "På") || text_is(word, "I") || text_is(word, "Under") || text_is(word, "Varje") ||
           text_is(word, "Nästa");
}

/* Inside a sentence, and not a part of a title: small letters stand on both sides. (A month behind a day belongs to
 * the rule for dates.) */
bool writing_capital(struct arena *arena, struct text text, size_t at, struct writing_find *find)
{
    if (!memchr("ADFJLMNOST", text.bytes[at], 10))
        return false;
    struct text word = word_after(text, at);
    size_t to = at + word.size;
    if (!(is_weekday(word) || is_month(text, word, to)) || !may_end(text, to))
        return false;
    struct text before = word_before(text, at), after = word_after(text, to);
    if (text_ends_with(before, ".") || word_begins_upper(after, 0))
        return false;
    if (!word_begins_lower(before, 0) && !is_preposition(before))
        return false;
    char room[WORD_ROOM];
    return writing_found(find, at, to, text_copy(arena, word_fold(word, room)));
}
