/* The small town as a model and a view of it, for the tests of views and outputs. */
#ifndef TESTS_VIEW_TOWN_H
#define TESTS_VIEW_TOWN_H

#include "model/model.h"
#include "view/view.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

struct town {
    struct arena arena;
    struct diagnostics diagnostics;
    const struct model *model;
    const struct network *network;
    const struct round *round;
    struct view view;
};

static inline struct date day(const char *text)
{
    struct date date;
    assert_true(date_parse(text_from(text), &date));
    return date;
}

static inline struct town *town_open(const char *as_of)
{
    static struct town town;
    town = (struct town){0};
    town.diagnostics.arena = &town.arena;
    town.model =
        model_load(&town.arena, "tests/output/town/content", (struct date){2026, 11, 22}, 2, &town.diagnostics);
    assert_false(diagnostics_has_error(&town.diagnostics));
    town.network = town.model->networks.items[1]; /* Provstad; Ashcombe is English */
    town.round = town.network->rounds.items[0];
    town.view = (struct view){
        .model = town.model,
        .arena = &town.arena,
        .diagnostics = &town.diagnostics,
        .locale = locale_open(&town.arena, TEXT("sv")),
        .strings = value_new_record(&town.arena),
        .root = TEXT("../"),
        .as_of = day(as_of),
    };
    value_set(&town.arena, town.view.strings, "state_held", value_string("Hållen"));
    value_set(&town.arena, town.view.strings, "state_next", value_string("Nästa träff"));
    return &town;
}

static inline void town_close(struct town *town)
{
    locale_close(town->view.locale);
    arena_release(&town->arena);
}

/* The text that a template would get for a dotted name of a value; "(unknown)" when there is none. */
static inline const char *town_look(struct town *town, struct value value, const char *name)
{
    struct text rest = text_from(name);
    for (size_t from = 0; from < rest.size;) {
        size_t end = text_find_byte(rest, '.', from);
        struct value inner;
        if (!value_get(value, text_slice(rest, from, end), &inner))
            return "(unknown)";
        value = inner;
        from = end + 1;
    }
    if (value.kind == VALUE_FLAG)
        return value.flag ? "yes" : "no";
    if (value.kind == VALUE_LIST)
        return text_format(&town->arena, "%zu items", value.list->values.count).bytes;
    return value.kind == VALUE_NOTHING ? "(nothing)" : text_string(&town->arena, value.text);
}

#endif
