#include "mailing/columns.h"

#include "mailing/fold.h"

static bool is_named(const struct column_kind *kind, struct text folded)
{
    for (size_t i = 0; i < COLUMN_NAMES && kind->names[i]; i++)
        if (text_is(folded, kind->names[i]))
            return true;
    return false;
}

bool columns_is(struct arena *arena, const struct column_kind *kind, struct text word)
{
    return is_named(kind, fold_name(arena, word));
}

static bool claim(const csv_row *columns, size_t index, const struct column_kind *kind, int *found,
                  struct diagnostics *diagnostics)
{
    const struct csv_cell *cell = &columns->items[index];
    if (*found < 0) {
        *found = (int)index;
        return true;
    }
    const struct csv_cell *first = &columns->items[*found];
    struct diagnostic *error = diagnostic_error(diagnostics, cell->place, "a second column for '%s': '%.*s'",
                                                kind->shown, TEXT_ARGUMENTS(cell->text));
    diagnostic_hint(diagnostics, error, "keep one of the two, or give the other another name");
    diagnostic_note(diagnostics, error, first->place, "the first is here");
    return false;
}

static void warn_of_slips(struct arena *arena, const struct csv_cell *cell, const struct column_kind *kinds,
                          size_t count, const int *found, struct diagnostics *diagnostics)
{
    enum { SHORTEST = 4 };
    struct text folded = fold_name(arena, cell->text);
    for (size_t k = 0; k < count; k++) {
        struct text known[COLUMN_NAMES];
        size_t names = 0;
        for (size_t i = 0; i < COLUMN_NAMES && kinds[k].names[i]; i++)
            if (text_from(kinds[k].names[i]).size >= SHORTEST)
                known[names++] = text_from(kinds[k].names[i]);
        if (found[k] >= 0 || !text_nearest(folded, known, names).size)
            continue;
        struct diagnostic *warning = diagnostic_warning(diagnostics, cell->place, "unknown column '%.*s'",
                                                        TEXT_ARGUMENTS(text_cut(cell->text, 60)));
        diagnostic_suggest(diagnostics, warning, text_from(kinds[k].shown));
        return;
    }
}

bool columns_find(struct arena *arena, const csv_row *columns, const struct column_kind *kinds, size_t count,
                  int *found, struct diagnostics *diagnostics)
{
    bool is_good = true;
    bool *is_known = arena_allocate(arena, columns->count + 1);
    for (size_t k = 0; k < count; k++)
        found[k] = -1;
    for (size_t i = 0; i < columns->count; i++) {
        struct text folded = fold_name(arena, columns->items[i].text);
        for (size_t k = 0; k < count && !is_known[i]; k++)
            if (is_named(&kinds[k], folded)) {
                is_known[i] = true;
                is_good &= claim(columns, i, &kinds[k], &found[k], diagnostics);
            }
    }
    for (size_t i = 0; i < columns->count; i++)
        if (!is_known[i])
            warn_of_slips(arena, &columns->items[i], kinds, count, found, diagnostics);
    return is_good;
}
