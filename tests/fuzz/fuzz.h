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

/* At most so many: a parser may end a line at a lone CR too, which no source has. */
static inline unsigned count_lines(struct text text)
{
    unsigned lines = 1;
    for (size_t i = 0; i < text.size; i++)
        lines += text.bytes[i] == '\n' || text.bytes[i] == '\r';
    return lines;
}

#endif
