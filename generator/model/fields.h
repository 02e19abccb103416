/* One table of fields per type: it drives reading (fields_read.h), "did you mean", what templates can look
 * up, and `rundbrev schema`. Nobody writes the same field name twice. For model/, view/ and commands/. */
#ifndef MODEL_FIELDS_H
#define MODEL_FIELDS_H

#include "model/model.h"

enum field_kind {
    FIELD_TEXT,      /* struct text, one line, typography applied for people to read */
    FIELD_CODE,      /* struct text, one line, as written: ids, file names */
    FIELD_EMAIL,     /* struct text */
    FIELD_ADDRESS,   /* struct text: https://… or http://… */
    FIELD_PROSE,     /* struct prose */
    FIELD_DATE,      /* struct date: a day, or a month where the day is not known */
    FIELD_TIME,      /* struct time_of_day */
    FIELD_NUMBER,    /* double */
    FIELD_COUNT,     /* double holding a whole number from 0 */
    FIELD_FLAG,      /* bool: yes/no, ja/nej, true/false */
    FIELD_CHOICE,    /* struct text, one of `choices` */
    FIELD_COLOUR,    /* struct colour: "#00453B" or "#0a5" */
    FIELD_REFERENCE, /* struct reference to `type` */
    FIELD_RECORD,    /* an embedded struct of `type` */
};

struct record_type;

struct field {
    const char *name; /* in YAML, templates and schema */
    enum field_kind kind;
    bool is_list; /* an ARRAY of the kind's C type */
    bool is_required;
    size_t offset;
    const struct record_type *type; /* FIELD_REFERENCE, FIELD_RECORD */
    const char *const *choices;     /* FIELD_CHOICE, NULL-terminated */
    const char *fallback;           /* value when absent, or NULL */
    size_t presence;                /* offset of a bool that tells whether it was written, or 0 */
    const char *help;               /* one line, translated where it is shown */
};

struct record_type {
    const char *name; /* "meeting" */
    const char *the;  /* "the meeting", for messages; translated there, like: */
    const char *help; /* one line: which file it stands in */
    size_t size;
    const struct field *fields;
    size_t count;
    const char *shorthand;             /* the field that a bare text stands for ("person" for a contact), or NULL */
    const struct record_type *extends; /* fields of an embedded struct at `extends_offset` (profile), or NULL */
    size_t extends_offset;
};

extern const struct record_type site_type, person_type, network_type, team_type, round_type, meeting_type,
    newsletter_type, report_type, page_type, contact_type, link_type, film_type, box_type, figure_type, term_type,
    step_type, measure_type, measurement_type, phase_type, goal_change_type, chart_type, bar_type, vote_type, idea_type,
    secondary_driver_type, driver_type, cycle_type, programme_item_type, meeting_change_type, report_goal_type,
    sender_type, profile_type, accessibility_type, shortcoming_type, feedback_type;

/* All types that stand in files of their own, NULL-terminated, in the order of the reference. */
extern const struct record_type *const file_types[];

/* The field called `name` (also of the extended type), or NULL; `*owner_offset` gets the offset of the
 * struct that holds it. */
const struct field *field_find(const struct record_type *type, struct text name, size_t *owner_offset);

/* The size in bytes of one value of a field's C type, and of all of them when it is a list. */
size_t field_item_size(const struct field *field);
size_t field_size(const struct field *field);

/* All types as JSON Schema (draft 2020-12) for editors, and as tables in Markdown for people; and `others`
 * (NULL-terminated), types of files that stand elsewhere. */
void fields_write_json(struct buffer *buffer, const struct record_type *const *others);
void fields_write_reference(struct buffer *buffer, const struct record_type *const *others);

#endif
