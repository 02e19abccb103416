/* view_top_picture: which picture of a page is not loaded lazily. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "view/view.h"

static void is_the_first_within_the_first_blocks(void **state)
{
    (void)state;
    static const struct {
        const char *markdown, *url; /* or NULL */
    } cases[] = {
        {"", NULL},
        {"a", NULL},
        {"![a](1)", "1"},
        {"![a](1)\n\n![b](2)", "1"},
        {"a\n\n![b](2)\n\n![c](3)", "2"},
        {"a\n\nb ![c](3)", "3"},
        {"- a\n- ![b](2)", "2"},
        {"a\n\nb\n\n![c](3)", NULL},
        {"# a\n\nb\n\n![c](3)", NULL},
    };
    struct arena arena = {0};
    struct diagnostics diagnostics = {.arena = &arena};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct passage passage = {.text = text_from(cases[i].markdown)};
        struct markup_options options = {.language = TEXT("sv")};
        struct prose prose = {.tree = markup_parse(&arena, &passage, &options, &diagnostics)};
        const struct markup_node *picture = view_top_picture(&prose);
        assert_true(!picture == !cases[i].url);
        if (picture)
            assert_true(text_is(picture->url, cases[i].url));
    }
    assert_null(view_top_picture(&(struct prose){0}));
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(is_the_first_within_the_first_blocks)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
