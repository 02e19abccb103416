/* Columns of a table found by what people call them. For mailing/. Any thread. */
#ifndef MAILING_COLUMNS_H
#define MAILING_COLUMNS_H

#include "read/csv.h"

enum { COLUMN_NAMES = 16 };

struct column_kind {
    const char *shown;               /* as messages call it */
    const char *names[COLUMN_NAMES]; /* lower case, without spaces and hyphens (fold_name) */
};

/* For each kind the index of its column in `columns`, or -1. False when two columns are of one kind. A column of no
 * kind whose name is almost that of a kind that has none gives a warning: what it says would not be heeded. */
bool columns_find(struct arena *arena, const csv_row *columns, const struct column_kind *kinds, size_t count,
                  int *found, struct diagnostics *diagnostics);
/* Whether `word` means `kind`, as written in a cell. */
bool columns_is(struct arena *arena, const struct column_kind *kind, struct text word);

#endif
