/* A network's list of participants: CSV as spreadsheets save it, in private/. For mailing/ and commands/.
 *
 * Columns are found by name in Swedish or English (the table in participants.c). Duplicates are folded by address:
 * of several lines the first that has something in a column tells it. Addresses are lower case but for their local
 * part, the domain as DNS has it (xn--…); two addresses that differ in case alone are one. */
#ifndef MAILING_PARTICIPANTS_H
#define MAILING_PARTICIPANTS_H

#include "base/artifact.h"
#include "base/diagnostic.h"

struct participant {
    struct mailbox mailbox; /* name may be empty */
    struct text key;        /* the address as it is compared: all lower case */
    struct text organisation, team, role, language;
    struct text left;   /* what the column "avmäld" says: a date, "ja"; empty: not unsubscribed */
    struct place place; /* of the address */
};
typedef ARRAY(struct participant) participant_list;

/* Reads the list; everything is owned by `arena`. False when a line has a mistake: no address column, a bad address
 * (each with place, caret and hint). `*folded` gets the number of lines that were folded into others. */
bool participants_read(struct arena *arena, const char *path, participant_list *participants, size_t *folded,
                       struct diagnostics *diagnostics);

/* Those of `all` in one of the teams and with one of the roles, comma-separated as typed (NULL: all), letter case
 * ignored, in the order of the list. False with a diagnostic when one that is named stands nowhere in the list
 * ("did you mean"). */
bool participants_choose(struct arena *arena, const participant_list *all, const char *teams, const char *roles,
                         participant_list *chosen, struct diagnostics *diagnostics);

/* An address as mail carries it, in `arena`: trimmed, the domain in ASCII (IDNA). Empty, with the reason in `*reason`
 * (translated), when it is none: no @, spaces, letters before the @ that most servers do not take, a hyphen first. */
struct text participant_address(struct arena *arena, struct text written, const char **reason);

#endif
