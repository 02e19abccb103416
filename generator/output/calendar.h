/* Meetings as iCalendar (RFC 5545) that Outlook, Google and Apple read: times in Europe/Stockholm with
 * their time zone, a meeting known by its month as nothing yet. For output/.
 *
 * A meeting keeps its UID when it moves: that of the date at which it was first announced. SEQUENCE rises with each
 * change that its file tells and when it is cancelled; that a cancelled meeting is held after all must therefore be
 * told as a change. */
#ifndef OUTPUT_CALENDAR_H
#define OUTPUT_CALENDAR_H

#include "view/view.h"

/* One meeting, whose day must be known; or all meetings of a round or network whose day is known. Owned by the
 * view's arena. */
struct text calendar_of_meeting(struct view *view, const struct meeting *meeting);
struct text calendar_of_round(struct view *view, const struct round *round);
struct text calendar_of_network(struct view *view, const struct network *network);

#endif
