/* What all checks share, once everything is loaded and linked. Only for model/.
 *
 * Each check_*.c is a subject of its own with one entry function in the table of checking.c. Subjects run side by
 * side: they only read, but for their own arena and diagnostics, and raise rows of checks.c with
 * diagnostic_check.
 */
#ifndef MODEL_CHECKING_H
#define MODEL_CHECKING_H

#include "model/checks.h"
#include "model/loading.h"
#include "model/texts.h"

typedef ARRAY(const struct published_text *) text_pointers;

/* So many findings of a check are told of one paragraph: finding a place takes time that grows with the text. */
enum { CHECKING_MOST = 20 };

struct checking {
    struct arena *arena;             /* of the subject */
    struct diagnostics *diagnostics; /* of the subject */
    const struct model *model;
    const struct loading *loading; /* ->files: the fields of each file with their places */
    struct map files;              /* address of an object → its struct loaded_file */
    struct date date;              /* today, or the day the site is built for */
    published_list texts;
    struct map texts_by_owner; /* address of an object → its text_pointers */
    bool is_whole;             /* all files could be read: what compares files may be said */
};

/* Where a field of a file was written; `otherwise` when it was not. */
struct place checking_place(const struct loaded_file *file, const char *field, struct place otherwise);
/* The file of a meeting, newsletter, round …; NULL when its fields could not be read. */
const struct loaded_file *checking_file(const struct checking *checking, const void *object);
bool checking_is_cancelled(const struct meeting *meeting);
/* The day has passed, and nothing tells that it did not take place. */
bool checking_is_held(const struct checking *checking, const struct meeting *meeting);
/* A round without an end is over a year after its last meeting. */
bool checking_is_over(const struct checking *checking, const struct round *round);
/* Whether a text is a field of this type, such as a line of a programme. */
bool checking_is_field_of(const struct published_text *text, const struct record_type *type);
/* Whether two times of a text stand in the wrong order; an end after midnight is in order. */
bool checking_is_turned(struct time_of_day start, struct time_of_day end);
void checking_say_no_such_time(struct checking *checking, struct place place, struct text written);
/* All texts of a file, by its object; NULL when it has none. */
const text_pointers *checking_texts(const struct checking *checking, const void *object);

/* Calls `check` for each measure: of networks, and of their teams. */
void checking_each_measure(struct checking *checking,
                           void (*check)(struct checking *checking, const struct measure *measure));
/* Where a finding in a table may be allowed: at its measure. Nothing for values in YAML. */
void checking_note_series(struct checking *checking, struct diagnostic *diagnostic, const struct measure *measure);

/* check_files.c: what is right field by field but not together in one file */
void check_files(struct checking *checking);
/* Facts that disagree, a subject a file */
void check_dates(struct checking *checking);
void check_programmes(struct checking *checking);
void check_meetings(struct checking *checking);
void check_changes(struct checking *checking);
void check_next_meetings(struct checking *checking);
void check_teams(struct checking *checking);
void check_people(struct checking *checking);
void check_measures(struct checking *checking);
void check_titles(struct checking *checking);
/* check_links.c: anchors, words and addresses of links, alternative texts */
void check_links(struct checking *checking);
/* check_personal.c: personal data in what is published */
void check_personal(struct checking *checking);
/* check_language.c: readability, heavy sentences, writing rules */
void check_language(struct checking *checking);
/* check_accessibility.c: headings, tables, colours, languages, films; the accessibility statement */
void check_accessibility(struct checking *checking);
/* check_promises.c and check_publishing.c: what is still to be done before a letter goes out */
void check_promises(struct checking *checking);
void check_publishing(struct checking *checking);
/* Parts of the last, of a round that is not over: check_programmes.c, check_teams.c */
void check_notes(struct checking *checking, const struct round *round);
void check_letter_teams(struct checking *checking, const struct round *round);

#endif
