/* What every fuzz target has: its one function, and what it asks of the code under test. */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include "base/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A crash is what a fuzzer looks for. */
static inline void require(bool is_true)
{
    if (!is_true)
        abort();
}

static inline unsigned count_lines(struct text text)
{
    unsigned lines = 1;
    for (size_t i = text_find_byte(text, '\n', 0); i < text.size; i = text_find_byte(text, '\n', i + 1))
        lines++;
    return lines;
}

#endif
