/* A line of a journal: fields between tabs. For journal.c, which writes them, and journal_read.c. */
#ifndef MAILING_JOURNAL_LINE_H
#define MAILING_JOURNAL_LINE_H

#include "mailing/journal.h"

/* What completes a line that was torn; no other line holds these bytes, since a backslash is written as \x5c. */
#define JOURNAL_TORN "\\torn"

enum { LINE_FIELDS = 6, PLAN_FIELDS = 8 };

/* Fields of a line, by position. */
enum { FIELD_TIME, FIELD_EVENT, FIELD_REVISION, FIELD_ADDRESS, FIELD_CODE, FIELD_WORDS };
/* Those of a plan that differ. */
enum { FIELD_KIND = FIELD_ADDRESS, FIELD_COUNT = FIELD_CODE, FIELD_DATE, FIELD_LETTER, FIELD_LIST };

extern const char *const journal_kinds[];                  /* by enum plan_kind */
extern const char *const journal_answers[DELIVERY_STATES]; /* by enum delivery_state */

/* Adds `field` so that it holds neither tab nor line feed nor any other control character, and a tab or, when it
 * `is_last`, a line feed. */
void journal_line_add(struct buffer *buffer, struct text field, bool is_last);
/* The field as it was before it was written; in `arena`, or borrowed when nothing was escaped. */
struct text journal_field(struct arena *arena, struct text written);
/* What the system calls the time since it was started, in `arena`; empty when it does not tell. */
struct text journal_boot(struct arena *arena);
/* Now, in UTC: 2026-11-22T19:30:00Z. In `arena`. */
struct text journal_time(struct arena *arena);

#endif
