/* For the tests of finders: what they find, in a form that a table can hold, and hostile texts. */
#ifndef TESTS_PROOF_FINDS_H
#define TESTS_PROOF_FINDS_H

#include "../base/harness.h"

#include <time.h>

#define COUNT(table) (sizeof(table) / sizeof *(table))

struct find_case {
    const char *text, *expected;
};

/* All finds of a text: one a line, or joined by " | ". */
typedef struct text find_all(struct arena *arena, struct text text);

static inline void check_finds(const struct find_case *cases, size_t count, find_all *find)
{
    struct arena arena = {0};
    for (size_t i = 0; i < count; i++) {
        struct text found = find(&arena, text_from(cases[i].text));
        if (!text_is(found, cases[i].expected))
            fail_msg("in: %s\ngot:      %.*s\nexpected: %s", cases[i].text, TEXT_ARGUMENTS(found), cases[i].expected);
    }
    arena_release(&arena);
}

enum { MEGABYTE = 1000 * 1000, HOSTILE_SECONDS = 20 };

/* Each unit again and again, to `size` bytes, takes bounded time: seconds, where a quadratic search takes hours. */
static inline void check_hostile(const char *const *units, size_t count, size_t size, void (*read)(struct text text))
{
    for (size_t i = 0; i < count; i++) {
        struct arena arena = {0};
        struct buffer buffer = {.arena = &arena};
        while (buffer.size < size)
            buffer_add_string(&buffer, units[i]);
        clock_t start = clock();
        read(buffer_text(&buffer));
        double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
        arena_release(&arena);
        if (getenv("HOSTILE_TIMES"))
            print_message("%5.2f s '%s'\n", seconds, units[i]);
        if (seconds > HOSTILE_SECONDS)
            fail_msg("'%s' took %.1f seconds", units[i], seconds);
    }
}

#endif
