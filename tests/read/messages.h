/* What the tests of read/ compare messages with. */
#ifndef TESTS_READ_MESSAGES_H
#define TESTS_READ_MESSAGES_H

#include "base/diagnostic.h"

/* "line:column message | hint | line:column note" for each entry. */
static inline const char *messages_of(const struct diagnostics *diagnostics)
{
    struct buffer out = {.arena = diagnostics->arena};
    for (size_t i = 0; i < diagnostics->list.count; i++) {
        const struct diagnostic *entry = diagnostics->list.items[i];
        buffer_format(&out, "%u:%u %s%.*s", entry->place.line, entry->place.column,
                      entry->severity == SEVERITY_WARNING ? "warning: " : "", TEXT_ARGUMENTS(entry->message));
        if (entry->hint.size)
            buffer_format(&out, " | %.*s", TEXT_ARGUMENTS(entry->hint));
        if (entry->note_place.source)
            buffer_format(&out, " | %u:%u %.*s", entry->note_place.line, entry->note_place.column,
                          TEXT_ARGUMENTS(entry->note));
        buffer_add_byte(&out, '\n');
    }
    return text_string(diagnostics->arena, buffer_text(&out));
}

#endif
