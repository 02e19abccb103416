/* Any bytes as a table: every row has as many cells as there are columns, all of it UTF-8. */
#include "fuzz.h"
#include "read/csv.h"

static void check_row(const csv_row *row, size_t count, const struct source *source)
{
    require(row->count == count);
    for (size_t i = 0; i < count; i++) {
        const struct csv_cell *cell = &row->items[i];
        require(cell->place.source == source && cell->place.line >= 1 && cell->place.column >= 1);
        require(utf8_first_invalid(cell->text) == cell->text.size);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct diagnostics diagnostics = {.arena = &arena};
    struct csv *csv = csv_parse(&arena, TEXT("seed.csv"), (struct text){(const char *)data, size}, &diagnostics);
    require((csv == NULL) == diagnostics_has_error(&diagnostics));
    if (csv) {
        require(csv->columns.count > 0);
        check_row(&csv->columns, csv->columns.count, csv->source);
        for (size_t i = 0; i < csv->rows.count; i++)
            check_row(&csv->rows.items[i], csv->columns.count, csv->source);
        require(csv_column(csv, "date") < (int)csv->columns.count);
    }
    struct buffer buffer = {.arena = &arena};
    diagnostics_write(&diagnostics, SEVERITY_ALLOWED, &buffer);
    arena_release(&arena);
    return 0;
}
