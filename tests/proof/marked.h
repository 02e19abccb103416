/* Texts with what is to be found between « and », for the tests of proof/. */
#ifndef TESTS_PROOF_MARKED_H
#define TESTS_PROOF_MARKED_H

#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* The text without its marks. */
static inline struct text unmarked(struct arena *arena, const char *marked)
{
    struct buffer buffer = {.arena = arena};
    for (const char *at = marked; *at; at++)
        if (strncmp(at, "«", 2) == 0 || strncmp(at, "»", 2) == 0)
            at++;
        else
            buffer_add_byte(&buffer, *at);
    return text_copy(arena, buffer_text(&buffer));
}

/* The text with marks round [from, to), copied as far as `to`; `*done` is where the copy has come. */
static inline void mark(struct buffer *buffer, struct text text, size_t *done, size_t from, size_t to)
{
    assert_true(*done <= from && from < to && to <= text.size);
    buffer_add(buffer, text_slice(text, *done, from));
    buffer_add_string(buffer, "«");
    buffer_add(buffer, text_slice(text, from, to));
    buffer_add_string(buffer, "»");
    *done = to;
}

static inline bool is_same(struct text actual, const char *expected)
{
    if (text_is(actual, expected))
        return true;
    print_error("got:      %.*s\nexpected: %s\n", TEXT_ARGUMENTS(actual), expected);
    return false;
}

/* `size` bytes of `unit` over and over, on the heap. */
static inline struct text repeated(const char *unit, size_t size)
{
    size_t length = strlen(unit);
    char *bytes = malloc(size);
    assert_non_null(bytes);
    for (size_t i = 0; i < size; i++)
        bytes[i] = unit[i % length];
    return (struct text){bytes, size};
}

/* Of this process: a busy machine makes no test fail. */
static inline double processor_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

#endif
