/* Dates, with the weekdays beside them, and times of day, as people write them in Swedish and English running text.
 * For everyone who proofreads.
 *
 * Plain text in (UTF-8), finds with byte ranges out; nothing is allocated. Time is linear in the text, also over all
 * finds together. Names are known whole and shortened, in lower case and with a capital (English ones only so), with
 * any spaces and one line break between them.
 *
 *     struct written_date found;
 *     for (size_t at = 0; date_find(text, at, &found); at = found.to)
 *         …
 */
#ifndef PROOF_DATES_H
#define PROOF_DATES_H

#include "base/date.h"

struct written_date {
    size_t from, to;  /* with the weekday; without the "den" */
    struct date date; /* year 0 when not written; day 0 when only a month */
    int weekday;      /* 0 Monday … 6; -1 when not written */
    size_t weekday_from, weekday_to;
    bool exists; /* false: 31 april, 30 februari; 29 februari of another year than a leap year */
};

/* The next date that begins at or after `from`; false when there is none.
 *
 * "tisdag 24 februari 2021", "tisdagen den 24:e februari", "tis 24/2", "24/2 2021", "24/2-21", "24.2.2021",
 * "2021-02-24"; "Tuesday, February 24, 2021", "24th of February". Months: "februari 2021", "i februari", "2021-02".
 *
 * Of "24–25 februari 2021" and "3, 10 och 17 mars" each day is a find, the first ones as far as their number goes;
 * month and year are those that follow. A year that stands only at the last of some dates, "28 februari–3 mars 2021",
 * is that of all. A weekday belongs to a date when it stands directly before it (with "den", a comma or a bracket
 * between) or in brackets after it; of several days to the first, unless there are as many weekdays as days
 * ("tisdag–onsdag 24–25 februari"; the second find's weekday then lies before the find) or it is in the plural
 * ("tisdagarna 3 och 10 mars").
 *
 * "3/4" may be a part: it is a date when a weekday, "den", a year or "kl" stands beside it or when it is one end of
 * an interval; without any of these when the day is greater than the month, but for "24/7". Days up to 39 are
 * taken for mistyped dates before the name of a month, up to 31 before a slash. Not: what stands in web addresses
 * and file names, decimals, "2020-2021", "2011-12", a month with a capital and no year ("Maj", "April"), "may". */
bool date_find(struct text text, size_t from, struct written_date *found);

struct written_times {
    size_t from, to;               /* with the "kl." */
    struct time_of_day start, end; /* the end is not set for one time alone */
    bool exists;                   /* false: "kl. 25.70"; start and end are then not set */
};

/* The next time of day, or two with a dash, "till" or "to" between, that begins at or after `from`.
 *
 * After "kl", "kl." or "klockan": "13", "13.30", "13:30", "1300", "13–16", "9.00-15.30", "13 till 16". Without it:
 * "13:00", "13:00–16:00", "9.00–15.30" (minutes in fives, the end after the start), "1 pm", "9.30–11 a.m.". 24.00 is
 * given as 0:00. Not: "13.30" and "9–15" alone, seconds, lengths and prices ("12:45 min", "12.50–14.50 kr"), scales
 * ("1:50 000"), "2018:1937". */
bool times_find(struct text text, size_t from, struct written_times *found);

#endif
