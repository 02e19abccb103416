/* What the days, month and year at one place say, read forward. For dates.c.
 *
 * Every function takes bounded time.
 */
#ifndef PROOF_DATE_READING_H
#define PROOF_DATE_READING_H

#include "base/date.h"
#include "proof/token.h"

enum { DAYS_MOST = 8 }; /* in a list: "3, 10, 17 och 24 mars" */

struct date_reading {
    struct date date; /* of the first day; the year is 0 when none is written */
    size_t to;        /* of the whole */
    size_t day_to;    /* of the first day */
    size_t day_count; /* 0 of a month alone */
    bool is_slash;    /* 24/2 */
    bool has_year;    /* written by this date itself, not by a later one */
};

bool is_day_number(const struct token *token);
/* Past ":e", "e", "th" … after a day's number. */
size_t skip_ordinal(struct text text, size_t position);

/* 2021-02-24, or 2021-02. */
bool read_iso_date(struct text text, size_t position, struct date_reading *reading);
/* One or more days, their month, and a year if there is one: "24–25 februari 2021", "24/2". */
bool read_days(struct text text, size_t position, struct date_reading *reading);
/* English: "February 24–25, 2021". */
bool read_month_and_days(struct text text, size_t position, struct date_reading *reading);
/* The days and the year that follow a day already read: "–25, 2021". */
void read_days_after(struct text text, size_t position, struct date_reading *reading);
/* "februari 2021", "februari" */
bool read_month(struct text text, size_t position, struct date_reading *reading);
/* The year of dates that follow, for one of `month` that has none: "… – 3 mars 2021". 0 for none. */
int read_later_year(struct text text, size_t position, int month);

#endif
