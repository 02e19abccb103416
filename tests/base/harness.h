/* What every test program of base/ needs: cmocka and comparisons that show both texts. */
#ifndef TESTS_BASE_HARNESS_H
#define TESTS_BASE_HARNESS_H

#include "base/diagnostic.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static inline void check_text(struct text actual, const char *expected, const char *file, int line)
{
    if (text_is(actual, expected))
        return;
    print_error("got:\n%.*s\nexpected:\n%s\n", TEXT_ARGUMENTS(actual), expected);
    _fail(file, line);
}

#define assert_text(actual, expected) check_text((actual), (expected), __FILE__, __LINE__)

/* All messages as the user reads them, and the list is empty again. */
static inline struct text written(struct diagnostics *diagnostics)
{
    struct buffer buffer = {.arena = diagnostics->arena};
    diagnostics_write(diagnostics, SEVERITY_ALLOWED, &buffer);
    diagnostics->list.count = 0;
    return buffer_text(&buffer);
}

#endif
