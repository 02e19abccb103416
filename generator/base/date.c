#include "base/date.h"

static bool parse_digits(struct text text, size_t from, size_t count, int *number)
{
    if (from + count > text.size)
        return false;
    *number = 0;
    for (size_t i = from; i < from + count; i++) {
        if (text.bytes[i] < '0' || text.bytes[i] > '9')
            return false;
        *number = *number * 10 + (text.bytes[i] - '0');
    }
    return true;
}

int date_days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && is_leap ? 29 : days[month - 1];
}

bool date_parse(struct text text, struct date *date)
{
    struct date parsed = {0};
    if (text.size != 10 && text.size != 7)
        return false;
    if (!parse_digits(text, 0, 4, &parsed.year) || text.bytes[4] != '-' || !parse_digits(text, 5, 2, &parsed.month))
        return false;
    if (parsed.year < 1900 || parsed.year > 2199 || parsed.month < 1 || parsed.month > 12)
        return false;
    if (text.size == 10 && (text.bytes[7] != '-' || !parse_digits(text, 8, 2, &parsed.day) || parsed.day < 1 ||
                            parsed.day > date_days_in_month(parsed.year, parsed.month)))
        return false;
    *date = parsed;
    return true;
}

bool date_is_set(struct date date)
{
    return date.year != 0;
}

bool date_is_month(struct date date)
{
    return date.year != 0 && date.day == 0;
}

int date_compare(struct date a, struct date b)
{
    int day_a = date_is_month(a) ? 32 : a.day, day_b = date_is_month(b) ? 32 : b.day;
    if (a.year != b.year)
        return a.year - b.year;
    return a.month != b.month ? a.month - b.month : day_a - day_b;
}

/* Days from civil: the year begins in March, so that the leap day is its last. After the well-known
 * algorithm described in "chrono-Compatible Low-Level Date Algorithms". */
long date_days(struct date date)
{
    long year = date.month <= 2 ? date.year - 1 : date.year;
    long era = year / 400, year_of_era = year - era * 400;
    long day_of_year = (153 * ((date.month + 9) % 12) + 2) / 5 + (date.day ? date.day : 1) - 1;
    return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

struct date date_from_days(long days)
{
    struct date date = {1970, 1, 1};
    /* Never a year too late; the loop makes up for a year too early. */
    date.year = (int)(days < 0 ? 1969 + days / 365 : 1970 + days / 366);
    while (date_days((struct date){date.year + 1, 1, 1}) <= days)
        date.year++;
    while (date.month < 12 && date_days((struct date){date.year, date.month + 1, 1}) <= days)
        date.month++;
    date.day = (int)(days - date_days((struct date){date.year, date.month, 1})) + 1;
    return date;
}

struct date date_first_day(struct date date)
{
    if (date_is_month(date))
        date.day = 1;
    return date;
}

struct date date_last_day(struct date date)
{
    if (date_is_month(date))
        date.day = date_days_in_month(date.year, date.month);
    return date;
}

int date_weekday(struct date date)
{
    long days = date_days(date) + 3; /* 1970-01-01 was a Thursday */
    return (int)((days % 7 + 7) % 7);
}

struct text date_iso(struct arena *arena, struct date date)
{
    if (!date_is_set(date))
        return (struct text){0};
    if (date_is_month(date))
        return text_format(arena, "%04d-%02d", date.year, date.month);
    return text_format(arena, "%04d-%02d-%02d", date.year, date.month, date.day);
}

bool time_parse(struct text text, struct time_of_day *time)
{
    struct time_of_day parsed = {.is_set = true};
    size_t digits = text.size == 5 ? 2 : text.size == 4 ? 1 : 0;
    if (!digits || !parse_digits(text, 0, digits, &parsed.hour) || !parse_digits(text, digits + 1, 2, &parsed.minute))
        return false;
    if ((text.bytes[digits] != ':' && text.bytes[digits] != '.') || parsed.hour > 23 || parsed.minute > 59)
        return false;
    *time = parsed;
    return true;
}

static struct date last_sunday(int year, int month)
{
    struct date date = {year, month, date_days_in_month(year, month)};
    date.day -= (date_weekday(date) + 1) % 7;
    return date;
}

int date_stockholm_offset(struct date date)
{
    bool is_summer = date_days(date) >= date_days(last_sunday(date.year, 3)) &&
                     date_days(date) < date_days(last_sunday(date.year, 10));
    return is_summer ? 120 : 60;
}

/* The clock is changed at 2 in March and at 3 in October; an hour that is left out belongs to the time before. */
struct text date_instant(struct arena *arena, struct date date, struct time_of_day time)
{
    bool is_before_change = time.hour < 3;
    int offset = date_stockholm_offset(is_before_change ? date_from_days(date_days(date) - 1) : date);
    return text_format(arena, "%04d-%02d-%02dT%02d:%02d:00+%02d:00", date.year, date.month, date.day, time.hour,
                       time.minute, offset / 60);
}

struct text date_noon(struct arena *arena, struct date date)
{
    struct time_of_day noon = {.is_set = true, .hour = 12};
    return date_is_set(date) ? date_instant(arena, date_first_day(date), noon) : (struct text){0};
}

int time_minutes(struct time_of_day time)
{
    return time.hour * 60 + time.minute;
}
