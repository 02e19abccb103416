/* Parses a text as YAML and shows its messages on one line each. For the tests of read/. */
#ifndef TESTS_READ_TRY_YAML_H
#define TESTS_READ_TRY_YAML_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "read/yaml.h"

struct
try {
    struct arena arena;
    struct diagnostics diagnostics;
    struct source source;
    struct passage passage;
    struct yaml_node *root;
};

static inline void parse(struct try *try, struct text bytes)
{
    *try = (struct try){.source = {.path = TEXT("a.yml"), .bytes = bytes}};
    try->diagnostics.arena = &try->arena;
    try->passage = (struct passage){.text = bytes, .start = {&try->source, 1, 1}};
    try->root = yaml_parse(&try->arena, &try->passage, &try->diagnostics);
}

/* "line:column message | hint | line:column note" for each entry. */
static inline const char *render(struct try *try)
{
    struct buffer out = {.arena = &try->arena};
    for (size_t i = 0; i < try->diagnostics.list.count; i++) {
        const struct diagnostic *entry = &try->diagnostics.list.items[i];
        buffer_format(&out, "%u:%u %s%.*s", entry->place.line, entry->place.column,
                      entry->severity == SEVERITY_WARNING ? "warning: " : "", TEXT_ARGUMENTS(entry->message));
        if (entry->hint.size)
            buffer_format(&out, " | %.*s", TEXT_ARGUMENTS(entry->hint));
        if (entry->note_place.source)
            buffer_format(&out, " | %u:%u %.*s", entry->note_place.line, entry->note_place.column,
                          TEXT_ARGUMENTS(entry->note));
        buffer_add_byte(&out, '\n');
    }
    return text_string(&try->arena, buffer_text(&out));
}

#endif
