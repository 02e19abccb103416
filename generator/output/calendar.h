/* Meetings as iCalendar (RFC 5545) that Outlook, Google and Apple read: times in Europe/Stockholm with
 * their time zone, stable UIDs, a meeting known by its month as nothing yet. For output/. */
#ifndef OUTPUT_CALENDAR_H
#define OUTPUT_CALENDAR_H

#include "view/view.h"

/* One meeting, or all meetings of a round whose day is known; owned by the view's arena. */
struct text calendar_of_meeting(struct view *view, const struct meeting *meeting);
struct text calendar_of_round(struct view *view, const struct round *round);

#endif
