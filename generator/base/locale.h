/* Swedish and English dates in words, and alphabetical order (ICU). Opened once, then read from any
 * thread. The only file that includes ICU. */
#ifndef BASE_LOCALE_H
#define BASE_LOCALE_H

#include "base/date.h"

struct locale;

/* The locale of "sv" or "en"; owned by `arena`, but ICU's part of it until locale_close. NULL for any other
 * language, or when ICU has no data. */
const struct locale *locale_open(struct arena *arena, struct text language);
void locale_close(const struct locale *locale); /* NULL is fine */
struct text locale_language(const struct locale *locale);
char locale_decimal(const struct locale *locale); /* what stands before decimals: comma or point */

enum date_style {
    DATE_LONG,      /* tisdag 3 mars 2020 · Tuesday 3 March 2020 */
    DATE_MEDIUM,    /* 3 mars 2020 */
    DATE_DAY_MONTH, /* 3 mars */
    DATE_SHORT,     /* 3 dec. · 3 Dec; a month without its year: dec. · Dec */
    DATE_WEEKDAY,   /* tisdag */
    DATE_MONTH,     /* mars 2020 */
    DATE_ISO,       /* 2020-03-03 */
};
/* A date that is a month is written as month and year in every other style (empty for DATE_WEEKDAY). */
struct text locale_date(const struct locale *locale, struct arena *arena, struct date date, enum date_style style);
/* "kl. 13–16", "kl. 9.00–15.30", "kl. 13"; English "13:00–16:00". Empty when `start` is not set. */
struct text locale_time(const struct locale *locale, struct arena *arena, struct time_of_day start,
                        struct time_of_day end);
/* Alphabetical order of the language: å, ä, ö after z in Swedish. */
int locale_compare(const struct locale *locale, struct text a, struct text b);

#endif
