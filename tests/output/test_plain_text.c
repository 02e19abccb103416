#include "output/plain_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const struct {
    const char *before, *after;
} cases[] = {
    {"", ""},
    {"\n\n", ""},
    {"kort", "kort\n"},
    {"a\n\n\n\nb\n\n", "a\n\nb\n"},
    {"spaces at the end   \n", "spaces at the end\n"},
    {"one two three four five six\n", "one two three four\nfive six\n"},
    {"- one two three four five\n", "- one two three four\n  five\n"},
    {"12. one two three four five\n", "12. one two three\n    four five\n"},
    {"  one two three four five\n", "  one two three four\n  five\n"},
    {"åäö åäö åäö åäö åäö åäö\n", "åäö åäö åäö åäö åäö\nåäö\n"},
    {"https://example.org/a-very-long-address\n", "https://example.org/a-very-long-address\n"},
    {"see https://example.org/a-very-long-address now\n", "see\nhttps://example.org/a-very-long-address\nnow\n"},
    {"    code that is longer than the width\n", "    code that is longer than the width\n"},
    {"exactly twenty chars\n", "exactly twenty chars\n"},
};

static void tidies(void **state)
{
    struct arena arena = {0};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct text after = plain_text_tidy(&arena, text_from(cases[i].before), 20);
        assert_string_equal(text_string(&arena, after), cases[i].after);
        /* Tidy text stays as it is. */
        assert_true(text_equal(plain_text_tidy(&arena, after, 20), after));
    }
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(tidies)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
