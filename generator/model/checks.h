/* Everything that is looked for in the content, in one table. For all of model/, and for commands/, which
 * explain the rows and raise those that need what only they have (pictures, finished files).
 *
 * To add a check: a constant here, its row in checks.c, the code that raises it with diagnostic_check, a
 * case in tests/model/broken/ where it fires beside one where it does not, and its Swedish (make messages).
 */
#ifndef MODEL_CHECKS_H
#define MODEL_CHECKS_H

#include "base/diagnostic.h"

enum check_id {
    /* what the site cannot be made with */
    CHECK_FILE,
    CHECK_YAML,
    CHECK_TABLE,
    CHECK_MARKDOWN,
    CHECK_FIELD,
    CHECK_REFERENCE,
    CHECK_SITE,
    CHECK_LINK,
    CHECK_PICTURE,
    CHECK_LAYOUT,
    CHECK_ALLOWANCE,
    CHECK_UNUSED_ALLOWANCE,
    /* facts that disagree */
    CHECK_WEEKDAY,
    CHECK_IMPOSSIBLE_DATE,
    CHECK_END_BEFORE_START,
    CHECK_DOUBLE_BOOKING,
    CHECK_OUTSIDE_ROUND,
    CHECK_MEETING_NUMBER,
    CHECK_MEETING_CHANGE,
    CHECK_CHANGE_DATE,
    CHECK_NEWSLETTER_MEETINGS,
    CHECK_NEWSLETTER_DATE,
    CHECK_NEXT_MEETING,
    CHECK_TEAM_NOT_IN_ROUND,
    CHECK_PERSON_ROLE,
    CHECK_MEASURE_GOAL,
    CHECK_GOAL_CHANGE,
    CHECK_MEASURE_DATES,
    CHECK_MEASURE_VALUES,
    CHECK_MEASURE_RANGE,
    CHECK_MEASURE_PHASES,
    CHECK_FROZEN_MEDIAN,
    CHECK_REPEATED_TITLE,
    /* links and pictures */
    CHECK_ANCHOR,
    CHECK_ALTERNATIVE_TEXT,
    CHECK_LINK_WORDS,
    CHECK_INSECURE_LINK,
    /* personal data */
    CHECK_IDENTITY_NUMBER,
    CHECK_EMAIL,
    CHECK_TELEPHONE,
    CHECK_UNPUBLISHED_PERSON,
    CHECK_SMALL_GROUP,
    CHECK_PICTURE_METADATA,
    CHECK_PARTICIPANT_ADDRESS,
    /* plain language */
    CHECK_READABILITY,
    CHECK_HEAVY_SENTENCE,
    CHECK_WRITING_RULE,
    /* accessibility */
    CHECK_HEADING_LEVEL,
    CHECK_TABLE_HEAD,
    CHECK_WIDE_TABLE,
    CHECK_COLOUR_ALONE,
    CHECK_CONTRAST,
    CHECK_FOREIGN_PHRASE,
    CHECK_FILM_CAPTIONS,
    CHECK_ACCESSIBILITY_STATEMENT,
    /* before publishing */
    CHECK_AGENDA_WITHOUT_NOTES,
    CHECK_PROMISE,
    CHECK_TEAM_NOT_MENTIONED,
    CHECK_MEASURE_NOT_UPDATED,
    CHECK_NO_NEXT_MEETING,
    CHECK_NO_CONTACT,
    /* the finished outputs */
    CHECK_SAME_FACTS,
    CHECK_ONE_SHEET,
    CHECK_LETTER_WEIGHT,
    CHECK_COUNT
};

extern const struct check checks[CHECK_COUNT];

/* NULL when no check has this name. */
const struct check *check_find(struct text name);
/* The nearest name to a wrong one, for "did you mean"; may be empty. */
struct text check_nearest(struct text name);

#endif
