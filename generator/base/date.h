/* Civil dates and times of day, without any time zone of the machine. For all floors. */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include "base/text.h"

/* A day; or a whole month when `day` is 0; or nothing when `year` is 0. Years 1900–2199. */
struct date {
    int year, month, day;
};

/* A time of day; nothing when `is_set` is false. */
struct time_of_day {
    bool is_set;
    int hour, minute;
};

bool date_parse(struct text text, struct date *date); /* 2020-03-03, or 2020-03; must exist */
bool date_is_set(struct date date);
bool date_is_month(struct date date);
/* Negative, 0, positive. A month stands after all its days: it may still come. */
int date_compare(struct date a, struct date b);
/* Days since 1970-01-01; a month counts as its first day. */
long date_days(struct date date);
struct date date_from_days(long days);
struct date date_first_day(struct date date); /* of a month; a day is its own */
struct date date_last_day(struct date date);
int date_weekday(struct date date); /* 0 Monday … 6 Sunday */
int date_days_in_month(int year, int month);
struct text date_iso(struct arena *arena, struct date date); /* 2020-03-03 or 2020-03 */
/* An instant of a day by the clock in Sweden: 2020-03-03T13:30:00+01:00 (RFC 3339). An hour that the change to summer
 * time leaves out is told as it would be without it, one that comes twice as its first (like RFC 5545, 3.3.5). */
struct text date_instant(struct arena *arena, struct date date, struct time_of_day time);
/* Where an instant is wanted: noon in Sweden, 2020-03-03T12:00:00+01:00; of a month its first day. */
struct text date_noon(struct arena *arena, struct date date);
bool time_parse(struct text text, struct time_of_day *time); /* 13:00 or 13.00 or 9:30; 00:00–23:59 */
int time_minutes(struct time_of_day time);                   /* since midnight */
/* Minutes that Europe/Stockholm is ahead of UTC at local noon of `date`: 60 or 120, by the EU rule
 * (last Sunday of March and October, since 1996). */
int date_stockholm_offset(struct date date);

#endif
