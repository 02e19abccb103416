/* Paths as text. */
#include "base/path.h"
#include "harness.h"

static void taking_paths_apart(void **state)
{
    (void)state;
    assert_text(path_folder(TEXT("a/b/c.md")), "a/b");
    assert_text(path_name(TEXT("a/b/c.md")), "c.md");
    assert_text(path_folder(TEXT("c.md")), "");
    assert_text(path_name(TEXT("c.md")), "c.md");
    assert_text(path_folder(TEXT("a/")), "a");
    assert_text(path_name(TEXT("a/")), "");
    assert_text(path_folder((struct text){0}), "");
    assert_text(path_name((struct text){0}), "");
}

static void resolving(void **state)
{
    (void)state;
    struct arena arena = {0};
    static const struct {
        const char *folder, *relative, *resolved; /* NULL: above the top */
    } cases[] = {
        {"", "a", "a"},
        {"", "", ""},
        {"a/b", "", "a/b"},
        {"a/b", "c", "a/b/c"},
        {"a/b", "./c", "a/b/c"},
        {"a/b", "../c", "a/c"},
        {"a/b", "../../c", "c"},
        {"a/b", "../..", ""},
        {"a/b", "../../../c", NULL},
        {"a/b", "c/../../d", "a/d"},
        {"a/b", "c/../../../../d", NULL},
        {"a/b", "c/..", "a/b"},
        {"a/b", "c/./d//e/", "a/b/c/d/e"},
        {"", "..", NULL},
        {"", "a/../..", NULL},
        {"", "../a", NULL},
        {"åb", "../ö", "ö"},
        {"a", "...", "a/..."},
        {"a", "..b", "a/..b"},
        {"a", ".b", "a/.b"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct text resolved = TEXT("old");
        bool is_inside = path_resolve(&arena, text_from(cases[i].folder), text_from(cases[i].relative), &resolved);
        assert_int_equal(is_inside, cases[i].resolved != NULL);
        if (is_inside)
            assert_text(resolved, cases[i].resolved);
    }
    arena_release(&arena);
}

static void joining(void **state)
{
    (void)state;
    struct arena arena = {0};
    assert_text(path_join(&arena, TEXT("a/b"), TEXT("c")), "a/b/c");
    assert_text(path_join(&arena, (struct text){0}, TEXT("c")), "c");
    arena_release(&arena);
}

static void relative_paths(void **state)
{
    (void)state;
    static const struct {
        const char *folder, *path, *relative;
    } cases[] = {
        {"", "a/b.md", "a/b.md"},         {"a", "a/b.md", "b.md"},       {"a", "b.md", "../b.md"},
        {"a/b", "a/c/d.md", "../c/d.md"}, {"ab", "a/c.md", "../a/c.md"}, {"a/b", "c.md", "../../c.md"},
    };
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct text resolved = {0},
                    relative = path_relative(&arena, text_from(cases[i].folder), text_from(cases[i].path));
        assert_text(relative, cases[i].relative);
        assert_true(path_resolve(&arena, text_from(cases[i].folder), relative, &resolved));
        assert_text(resolved, cases[i].path);
    }
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(taking_paths_apart),
        cmocka_unit_test(joining),
        cmocka_unit_test(resolving),
        cmocka_unit_test(relative_paths),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
