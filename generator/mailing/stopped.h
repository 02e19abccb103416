/* Addresses that are never written to again: whoever unsubscribed, and what bounced for good. They stand in
 * private/stopped.csv, beside the list of participants, so that a new list from elsewhere does not bring them back.
 * A person reads and mends it in a spreadsheet; the program only adds lines. For mailing/ and commands/. */
#ifndef MAILING_STOPPED_H
#define MAILING_STOPPED_H

#include "base/date.h"
#include "base/diagnostic.h"
#include "base/map.h"

enum stop_reason { STOP_UNSUBSCRIBED, STOP_BOUNCED };

struct stop {
    struct text key; /* the address, lower case */
    enum stop_reason reason;
    struct date date;
    struct text network; /* id; empty: all networks */
    struct text words;   /* the server's answer, or which message it was; one line */
};
typedef ARRAY(struct stop) stop_list;

/* Reads the file, sorted by key; a missing one is an empty list. Columns are found by name (e-post, orsak, datum,
 * nätverk, anmärkning, also in English); no reason is as good as "avanmäld". False when it has a mistake. */
bool stopped_read(struct arena *arena, const char *path, stop_list *stopped, struct diagnostics *diagnostics);
/* The stop that holds for an address in a network, or NULL. The list is sorted, as stopped_read gives it. */
const struct stop *stopped_find(const stop_list *stopped, struct text key, struct text network);
/* Adds lines for those that no stop holds for yet, synced, or leaves the file as it was. A new file is UTF-8 with a
 * byte order mark and semicolons, for Excel; an old one keeps its encoding, separator and columns. Words that a
 * spreadsheet would take for a formula get an apostrophe first, which is left out again when they are read. */
bool stopped_add(struct arena *arena, const char *path, const stop_list *added, struct diagnostics *diagnostics);

#endif
