#include "output/letter_weight.h"

#include "base/translate.h"
#include "model/checks.h"

#include <stdlib.h>

enum { BAR = 20, NAME = 40, ROWS = 10, NAMED = 3 };

struct text letter_weight_text(struct arena *arena, size_t bytes)
{
    return text_format(arena, "%zu kB", (bytes + 500) / 1000);
}

/* The heaviest first, those of the same weight in the order of the letter; all but what is around the sections. */

static int compare_weights(const void *a, const void *b)
{
    const struct letter_section *first = *(const struct letter_section *const *)a;
    const struct letter_section *second = *(const struct letter_section *const *)b;
    if (first->bytes != second->bytes)
        return first->bytes < second->bytes ? 1 : -1;
    return first < second ? -1 : first > second;
}

typedef ARRAY(const struct letter_section *) section_list;

static void sort_sections(struct arena *arena, const struct letter *letter, section_list *sorted)
{
    for (size_t i = 0; i < letter->sections.count; i++)
        if (letter->sections.items[i].name.size)
            ARRAY_PUSH(arena, sorted, &letter->sections.items[i]);
    if (sorted->count)
        qsort(sorted->items, sorted->count, sizeof *sorted->items, compare_weights);
}

/* Bars */

static void add_spaces(struct buffer *buffer, size_t count)
{
    for (size_t i = 0; i < count; i++)
        buffer_add_byte(buffer, ' ');
}

static void add_name(struct buffer *buffer, struct text name, size_t width)
{
    size_t at = 0, count = 0, size = utf8_count(name);
    for (; at < name.size && count < (size > width ? width - 1 : width); count++) {
        uint32_t character = utf8_next(name, &at);
        buffer_add_character(buffer, utf8_is_plain(character) ? character : '?');
    }
    if (size > width) {
        buffer_add_string(buffer, "…");
        count++;
    }
    add_spaces(buffer, width - count);
}

struct row {
    struct text name;
    size_t bytes;
    bool is_cut;
};

static void add_row(struct buffer *buffer, const struct row *row, size_t width, size_t heaviest)
{
    size_t bar = heaviest ? (row->bytes * BAR + heaviest - 1) / heaviest : 0;
    struct text weight = letter_weight_text(buffer->arena, row->bytes);
    add_spaces(buffer, 2);
    add_name(buffer, row->name, width);
    add_spaces(buffer, 3);
    for (size_t i = 0; i < bar; i++)
        buffer_add_string(buffer, "█");
    add_spaces(buffer, BAR - bar + 2 + (weight.size < 6 ? 6 - weight.size : 0));
    buffer_format(buffer, "%.*s%s\n", TEXT_ARGUMENTS(weight), row->is_cut ? _(", cut") : "");
}

void letter_weight_write(const struct letter *letter, struct buffer *buffer)
{
    section_list sorted = {0};
    ARRAY(struct row) rows = {0};
    size_t width = 0, heaviest = 0, lightest, around = letter->html.size;
    sort_sections(buffer->arena, letter, &sorted);
    lightest = sorted.count > ROWS ? sorted.items[ROWS - 1]->bytes : 0;
    for (size_t i = 0; i < letter->sections.count && rows.count < ROWS; i++) {
        const struct letter_section *section = &letter->sections.items[i];
        if (!section->name.size || section->bytes < lightest)
            continue;
        ARRAY_PUSH(buffer->arena, &rows, ((struct row){section->name, section->bytes, section->is_cut}));
        around -= section->bytes;
    }
    ARRAY_PUSH(buffer->arena, &rows, ((struct row){text_from(_("all around them")), around, false}));
    for (size_t i = 0; i < rows.count; i++) {
        size_t size = utf8_count(rows.items[i].name);
        width = size > width ? size : width;
        heaviest = rows.items[i].bytes > heaviest ? rows.items[i].bytes : heaviest;
    }
    for (size_t i = 0; i < rows.count; i++)
        add_row(buffer, &rows.items[i], width > NAME ? NAME : width, heaviest);
}

/* What the author hears */

static struct text heaviest_names(struct arena *arena, const struct letter *letter)
{
    struct buffer names = {.arena = arena};
    section_list sorted = {0};
    sort_sections(arena, letter, &sorted);
    for (size_t i = 0; i < sorted.count && i < NAMED; i++)
        buffer_format(&names, "%s'%.*s' (%.*s)", i ? ", " : "", TEXT_ARGUMENTS(text_cut(sorted.items[i]->name, 80)),
                      TEXT_ARGUMENTS(letter_weight_text(arena, sorted.items[i]->bytes)));
    return buffer_text(&names);
}

static struct text cut_names(struct arena *arena, const struct letter *letter)
{
    struct buffer names = {.arena = arena};
    for (size_t i = 0; i < letter->sections.count; i++)
        if (letter->sections.items[i].is_cut)
            buffer_format(&names, "%s'%.*s'", names.size ? ", " : "",
                          TEXT_ARGUMENTS(text_cut(letter->sections.items[i].name, 80)));
    return buffer_text(&names);
}

void letter_weight_report(const struct letter *letter, size_t whole, struct place place,
                          struct diagnostics *diagnostics)
{
    struct arena *arena = diagnostics->arena;
    const struct check *check = &checks[CHECK_LETTER_WEIGHT];
    struct text weight = letter_weight_text(arena, whole), now = letter_weight_text(arena, letter->html.size);
    struct text names = cut_names(arena, letter);
    struct diagnostic *finding;
    if (whole < LETTER_WEIGHT_WARNING)
        return;
    if (letter->html.size >= LETTER_WEIGHT_CLIPPED)
        finding = diagnostic_check(diagnostics, check, place,
                                   "the letter weighs %.*s even when its sections are cut: Gmail hides its end; "
                                   "heaviest: %.*s",
                                   TEXT_ARGUMENTS(now), TEXT_ARGUMENTS(heaviest_names(arena, letter)));
    else if (names.size)
        finding = diagnostic_check(diagnostics, check, place,
                                   "the letter would weigh %.*s, so sections are cut to their first paragraph and a "
                                   "link: %.*s",
                                   TEXT_ARGUMENTS(weight), TEXT_ARGUMENTS(names));
    else
        finding = diagnostic_check(diagnostics, check, place,
                                   "the letter weighs %.*s, and Gmail hides what is above 100 kB; heaviest: %.*s",
                                   TEXT_ARGUMENTS(weight), TEXT_ARGUMENTS(heaviest_names(arena, letter)));
    diagnostic_hint(diagnostics, finding,
                    "shorten them, or move something to a page in content/ and link to it from the letter");
}

/* Facts */

static int compare_places(const struct place *place, const struct letter_section *section)
{
    if (place->source != section->from.source)
        return (uintptr_t)place->source < (uintptr_t)section->from.source ? -1 : 1;
    return place->line < section->from.line ? -1 : section->end && place->line >= section->end ? 1 : 0;
}

static int find_section(const void *fact, const void *section)
{
    return compare_places(&((const struct fact *)fact)->place, section);
}

static int compare_sections(const void *a, const void *b)
{
    const struct letter_section *first = a, *second = b;
    if (first->from.source != second->from.source)
        return (uintptr_t)first->from.source < (uintptr_t)second->from.source ? -1 : 1;
    return first->from.line < second->from.line ? -1 : first->from.line > second->from.line;
}

void letter_weight_facts(struct arena *arena, const struct letter *letter, const fact_list *facts, fact_list *kept)
{
    ARRAY(struct letter_section) cut = {0};
    for (size_t i = 0; i < letter->sections.count; i++)
        if (letter->sections.items[i].is_cut)
            ARRAY_PUSH(arena, &cut, letter->sections.items[i]);
    if (cut.count)
        qsort(cut.items, cut.count, sizeof *cut.items, compare_sections);
    for (size_t i = 0; i < facts->count; i++)
        if (!cut.count || !bsearch(&facts->items[i], cut.items, cut.count, sizeof *cut.items, find_section))
            ARRAY_PUSH(arena, kept, facts->items[i]);
}
