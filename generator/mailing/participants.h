/* A network's list of participants: CSV as spreadsheets save it, in private/. For mailing/ and commands/.
 *
 * Columns are found by name in Swedish or English (the table in participants.c). Duplicates are folded by address:
 * of several lines the first that has something in a column tells it; who is unsubscribed in one of them is. Addresses
 * are lower case but for their local part, the domain as DNS has it (xn--…); two addresses that differ in case alone
 * are one. */
#ifndef MAILING_PARTICIPANTS_H
#define MAILING_PARTICIPANTS_H

#include "base/artifact.h"
#include "base/diagnostic.h"
#include "mailing/columns.h"

struct participant {
    struct mailbox mailbox; /* name may be empty */
    struct text key;        /* the address as it is compared: all lower case */
    struct text organisation, team, role, language;
    struct text left;   /* what the column "avanmäld" says: a date, "ja"; empty: not unsubscribed */
    struct place place; /* of the address */
};
typedef ARRAY(struct participant) participant_list;

/* What a list's columns are called: the first is the address, the last tells who is unsubscribed. */
enum {
    LIST_ADDRESS,
    LIST_NAME,
    LIST_FIRST_NAME,
    LIST_LAST_NAME,
    LIST_ORGANISATION,
    LIST_TEAM,
    LIST_ROLE,
    LIST_LANGUAGE,
    LIST_LEFT,
    LIST_COLUMNS
};
extern const struct column_kind participants_columns[LIST_COLUMNS];

/* Reads the list; everything is owned by `arena`. False when a line has a mistake: no address column, a bad address
 * (each with place, caret and hint). `*folded` gets the number of lines that were folded into others. */
bool participants_read(struct arena *arena, const char *path, participant_list *participants, size_t *folded,
                       struct diagnostics *diagnostics);

/* Those of `all` in one of the teams and with one of the roles, comma-separated as typed (NULL: all), letter case
 * ignored, in the order of the list. False with a diagnostic when one that is named stands nowhere in the list
 * ("did you mean"). */
bool participants_choose(struct arena *arena, const participant_list *all, const char *teams, const char *roles,
                         participant_list *chosen, struct diagnostics *diagnostics);

/* Whether what stands in the column "avanmäld" says that somebody is: anything but nothing and "nej". */
bool participants_has_left(struct arena *arena, struct text written);
/* Writes `date` into the column "avanmäld" of all lines of these addresses (a new last column when there is none),
 * unless they are unsubscribed already. Every other byte of the file stays: encoding, separators, quotes, ends of
 * lines.
 * `*marked` gets the number of lines. The old file is replaced at once, by one of the same mode and owner. False with a
 * diagnostic, the file as it was, when it has a mistake or cannot be written. */
bool participants_mark_left(struct arena *arena, const char *path, const struct text *keys, size_t count,
                            struct date date, size_t *marked, struct diagnostics *diagnostics);

#endif
