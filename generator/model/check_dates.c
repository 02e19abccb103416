/* Dates and times in running text against the calendar and the clock. */
#include "model/checking.h"

#include "base/translate.h"
#include "proof/dates.h"

#include <stdlib.h>

static struct text shown(const struct published_text *text, size_t from, size_t to)
{
    return text_cut(text_slice(text->text, from, to), 60);
}

/* The year that is meant where none is written */

/* The days that a text is likely to speak of: those of half a year before its own date and of eleven months after
 * it, so that a letter of August can tell of a meeting in May. A text without a date of its own may be a year old
 * or tell of next year. */
struct horizon {
    long middle, first, last;
};

enum { HALF_A_YEAR = 183, ELEVEN_MONTHS = 335, YEAR_AND_A_HALF = 548 };

static struct horizon around(struct date date)
{
    long middle = date_days(date_first_day(date));
    return (struct horizon){middle, middle - HALF_A_YEAR, date_days(date_last_day(date)) + ELEVEN_MONTHS};
}

static struct date own_date(const struct target *owner)
{
    switch (owner->kind) {
    case TARGET_MEETING:
        return ((const struct meeting *)owner->object)->date;
    case TARGET_NEWSLETTER:
        return ((const struct newsletter *)owner->object)->date;
    case TARGET_REPORT:
        return ((const struct report *)owner->object)->date;
    case TARGET_ROUND:
        return ((const struct round *)owner->object)->start;
    default:
        return (struct date){0};
    }
}

static struct horizon horizon_of(const struct checking *checking, const struct target *owner)
{
    struct date own = own_date(owner);
    long now = date_days(checking->date);
    if (!date_is_set(own))
        return (struct horizon){now, now - YEAR_AND_A_HALF, now + YEAR_AND_A_HALF};
    struct horizon horizon = around(own);
    if (owner->kind == TARGET_ROUND) {
        struct date end = ((const struct round *)owner->object)->end;
        long last = around(date_is_set(end) ? end : checking->date).last;
        horizon.last = last > horizon.last ? last : horizon.last;
    }
    return horizon;
}

static bool exists_in(struct date date, int year)
{
    return year >= 1900 && year <= 2199 && date.day <= date_days_in_month(year, date.month);
}

/* Whether the weekday is right in any year of the horizon. `*nearest` gets the date in the year nearest to its
 * middle; not set when the date exists in none of them (29 February). */
static bool fits(struct horizon horizon, struct date date, int weekday, struct date *nearest)
{
    long best = 0;
    *nearest = (struct date){0};
    for (int year = date_from_days(horizon.first).year; year <= date_from_days(horizon.last).year; year++) {
        struct date candidate = {year, date.month, date.day};
        if (!exists_in(date, year) || date_days(candidate) < horizon.first || date_days(candidate) > horizon.last)
            continue;
        if (date_weekday(candidate) == weekday)
            return true;
        long distance = labs(date_days(candidate) - horizon.middle);
        if (!date_is_set(*nearest) || distance < best) {
            *nearest = candidate;
            best = distance;
        }
    }
    return !date_is_set(*nearest);
}

/* Findings */

static const char *weekday_name(struct date date)
{
    static const char *const names[] = {N_("Monday"), N_("Tuesday"),  N_("Wednesday"), N_("Thursday"),
                                        N_("Friday"), N_("Saturday"), N_("Sunday")};
    return translate(names[date_weekday(date)]);
}

static void say_wrong_weekday(struct checking *checking, const struct published_text *text,
                              const struct written_date *found, struct date date)
{
    size_t from = found->weekday_from < found->from ? found->weekday_from : found->from;
    struct diagnostic *error =
        diagnostic_check(checking->diagnostics, &checks[CHECK_WEEKDAY], texts_place(text, found->weekday_from),
                         "the weekday is not that of the date: '%.*s'", TEXT_ARGUMENTS(shown(text, from, found->to)));
    struct text iso = date_iso(checking->arena, date);
    if (date_is_set(found->date))
        diagnostic_hint(checking->diagnostics, error, "%.*s is a %s", TEXT_ARGUMENTS(iso), weekday_name(date));
    else
        diagnostic_hint(checking->diagnostics, error,
                        "%.*s is a %s; if another year is meant, write it behind the date", TEXT_ARGUMENTS(iso),
                        weekday_name(date));
}

/* True when there was something to tell. */
static bool check_date(struct checking *checking, const struct published_text *text, const struct written_date *found)
{
    struct date date = found->date;
    if (!found->exists) {
        struct diagnostic *error =
            diagnostic_check(checking->diagnostics, &checks[CHECK_IMPOSSIBLE_DATE], texts_place(text, found->from),
                             "there is no such day: '%.*s'", TEXT_ARGUMENTS(shown(text, found->from, found->to)));
        diagnostic_hint(checking->diagnostics, error, "that month has %d days",
                        date_days_in_month(date.year ? date.year : 2000, date.month));
        return true;
    }
    if (found->weekday < 0 || !date.day ||
        (date_is_set(date) ? date_weekday(date) == found->weekday
                           : fits(horizon_of(checking, &text->context.owner), found->date, found->weekday, &date)))
        return false;
    say_wrong_weekday(checking, text, found, date);
    return true;
}

static void check_text_dates(struct checking *checking, const struct published_text *text)
{
    struct written_date found;
    size_t told = 0;
    for (size_t at = 0; told < CHECKING_MOST && date_find(text->text, at, &found); at = found.to)
        told += check_date(checking, text, &found);
}

static bool check_time(struct checking *checking, const struct published_text *text, const struct written_times *found)
{
    if (found->exists && !checking_is_turned(found->start, found->end))
        return false;
    struct place place = texts_place(text, found->from);
    if (!found->exists)
        checking_say_no_such_time(checking, place, text_slice(text->text, found->from, found->to));
    else
        diagnostic_check(checking->diagnostics, &checks[CHECK_END_BEFORE_START], place,
                         "the end comes before the start: '%.*s'", TEXT_ARGUMENTS(shown(text, found->from, found->to)));
    return true;
}

static void check_text_times(struct checking *checking, const struct published_text *text)
{
    struct written_times found;
    size_t told = 0;
    for (size_t at = 0; told < CHECKING_MOST && times_find(text->text, at, &found); at = found.to)
        told += check_time(checking, text, &found);
}

/* Most texts have none, and then neither a day nor a time to judge. */
static bool has_digit(struct text text)
{
    for (size_t i = 0; i < text.size; i++)
        if (text.bytes[i] >= '0' && text.bytes[i] <= '9')
            return true;
    return false;
}

void check_dates(struct checking *checking)
{
    for (size_t i = 0; i < checking->texts.count; i++) {
        const struct published_text *text = &checking->texts.items[i];
        if (!texts_is_words(text) || !has_digit(text->text))
            continue;
        check_text_dates(checking, text);
        if (!checking_is_field_of(text, &programme_item_type)) /* see check_programmes.c */
            check_text_times(checking, text);
    }
}
