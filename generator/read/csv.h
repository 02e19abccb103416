/* Tables as Swedish spreadsheets save them: `;`, `,` or tab between cells (found from the first line),
 * RFC 4180 quotes with line breaks inside, UTF-8 with or without BOM, Windows-1252 or UTF-16 with BOM, CR LF or LF.
 * For model/ and mailing/. */
#ifndef READ_CSV_H
#define READ_CSV_H

#include "base/diagnostic.h"

struct csv_cell {
    struct text text; /* UTF-8, trimmed, quotes resolved */
    struct place place;
};

typedef ARRAY(struct csv_cell) csv_row;

struct csv {
    const struct source *source; /* decoded */
    csv_row columns;             /* the first line: names */
    ARRAY(csv_row)
    rows; /* each with exactly columns.count cells, empty ones
            filled in at the end; empty lines left out */
    char separator;
};

enum { CSV_ROW_LIMIT = 100000, CSV_COLUMN_LIMIT = 1000 };

/* Parses `bytes` of the file shown as `name`; everything is owned by `arena`. NULL when there was an
 * error: empty file, two columns of one name, a row with too many cells or with a single one where there are
 * several columns, an unclosed quote, a NUL byte. */
struct csv *csv_parse(struct arena *arena, struct text name, struct text bytes, struct diagnostics *diagnostics);
/* Index of the column called `name` (letter case ignored for a–z), or -1. */
int csv_column(const struct csv *csv, const char *name);

#endif
