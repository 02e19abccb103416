/* What the tests of mailing/ share: a folder of their own, and messages as the user reads them. */
#ifndef TESTS_MAILING_PLACE_H
#define TESTS_MAILING_PLACE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/file.h"

#include <sys/stat.h>
#include <unistd.h>

struct fixture {
    struct arena arena;
    struct diagnostics diagnostics;
    char top[64];
    const char *path; /* of the file that the test is about */
};

static inline int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    fixture->diagnostics.arena = &fixture->arena;
    snprintf(fixture->top, sizeof fixture->top, "/tmp/rundbrev-test-mailing-XXXXXX");
    if (!mkdtemp(fixture->top))
        return -1;
    fixture->path = file_path(&fixture->arena, fixture->top, "list.csv");
    *state = fixture;
    return 0;
}

static inline int tear_down(void **state)
{
    struct fixture *fixture = *state;
    file_remove_tree(fixture->top, &fixture->diagnostics);
    arena_release(&fixture->arena);
    free(fixture);
    return 0;
}

static inline void put(struct fixture *fixture, struct text bytes)
{
    assert_true(file_write(fixture->path, bytes, &fixture->diagnostics));
}

static inline struct text got(struct fixture *fixture)
{
    struct text bytes;
    assert_true(file_read(&fixture->arena, fixture->path, &bytes, &fixture->diagnostics));
    return bytes;
}

static inline void expect_text(struct text actual, const char *expected, const char *file, int line)
{
    if (text_is(actual, expected))
        return;
    fprintf(stderr, "got:\n%.*s\nexpected:\n%s\n", TEXT_ARGUMENTS(actual), expected);
    _fail(file, line);
}
#define assert_text(actual, expected) expect_text((actual), (expected), __FILE__, __LINE__)

static inline void add_shortened(struct fixture *fixture, struct buffer *buffer, struct text text)
{
    struct text top = text_from(fixture->top);
    for (size_t from = 0; from < text.size;) {
        size_t found = text_find(text, top, from);
        buffer_add(buffer, text_slice(text, from, found));
        if (found < text.size)
            buffer_add_string(buffer, "…");
        from = found + top.size;
    }
}

/* "line:column message | hint | line:column note" for each, with the folder's name shortened to "…"; the list is empty
 * again. */
static inline struct text said(struct fixture *fixture)
{
    struct buffer out = {.arena = &fixture->arena};
    diagnostics_sort(&fixture->diagnostics);
    for (size_t i = 0; i < fixture->diagnostics.list.count; i++) {
        const struct diagnostic *entry = fixture->diagnostics.list.items[i];
        if (entry->place.source)
            buffer_format(&out, "%u:%u ", entry->place.line, entry->place.column);
        buffer_add_string(&out, entry->severity == SEVERITY_WARNING ? "warning: " : "");
        add_shortened(fixture, &out, entry->message);
        buffer_add_string(&out, entry->hint.size ? " | " : "");
        add_shortened(fixture, &out, entry->hint);
        if (entry->note_place.source)
            buffer_format(&out, " | %u:%u %.*s", entry->note_place.line, entry->note_place.column,
                          TEXT_ARGUMENTS(entry->note));
        buffer_add_byte(&out, '\n');
    }
    fixture->diagnostics.list.count = 0;
    return buffer_text(&out);
}

#endif
