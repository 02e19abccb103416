/* cache.h: what was kept comes back as it was or not at all, and what nobody uses goes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/file.h"
#include "deliver/cache.h"

#include <fcntl.h>
#include <sys/stat.h>

struct fixture {
    struct arena arena;
    struct diagnostics diagnostics;
    char folder[64];
    struct cache cache;
};

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    fixture->diagnostics.arena = &fixture->arena;
    snprintf(fixture->folder, sizeof fixture->folder, "/tmp/rundbrev-test-cache-XXXXXX");
    *state = fixture;
    fixture->cache.folder = mkdtemp(fixture->folder);
    return fixture->cache.folder ? 0 : -1;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    file_remove_tree(fixture->folder, &fixture->diagnostics);
    arena_release(&fixture->arena);
    free(fixture);
    return 0;
}

static struct text named(struct fixture *fixture, const char *what)
{
    struct text parts[] = {TEXT("a test, 1"), text_from(what)};
    return cache_name(&fixture->arena, parts, 2, ".thing");
}

static const char *path_of(struct fixture *fixture, struct text name)
{
    return file_path(&fixture->arena, fixture->folder, text_string(&fixture->arena, name));
}

static void gives_back_what_was_kept(void **state)
{
    struct fixture *fixture = *state;
    static const char bytes[] = "a\0b\n";
    const struct text things[] = {{bytes, 4}, {0}, TEXT("å")};
    struct text back;
    assert_false(cache_read(&fixture->cache, &fixture->arena, named(fixture, "x"), &back));
    for (size_t i = 0; i < 3; i++) {
        cache_write(&fixture->cache, named(fixture, "x"), things[i]);
        assert_true(cache_read(&fixture->cache, &fixture->arena, named(fixture, "x"), &back));
        assert_true(text_equal(back, things[i]));
        assert_false(cache_read(&fixture->cache, &fixture->arena, named(fixture, "y"), &back));
    }
    struct cache none = {0};
    cache_write(&none, named(fixture, "x"), TEXT("z"));
    assert_false(cache_read(&none, &fixture->arena, named(fixture, "x"), &back));
}

static void notices_damage(void **state)
{
    struct fixture *fixture = *state;
    struct text name = named(fixture, "x"), kept, back;
    const char *path = path_of(fixture, name);
    cache_write(&fixture->cache, name, TEXT("finished work"));
    assert_true(file_read(&fixture->arena, path, &kept, &fixture->diagnostics));
    char *changed = arena_copy(&fixture->arena, kept.bytes, kept.size);
    changed[3] ^= 1;
    struct text damaged[] = {
        {0},
        text_slice(kept, 0, 5),
        text_slice(kept, 0, kept.size - 1),
        text_slice(kept, 1, kept.size),
        {changed, kept.size},
    };
    for (size_t i = 0; i < sizeof damaged / sizeof *damaged; i++) {
        assert_true(file_write(path, damaged[i], &fixture->diagnostics));
        assert_false(cache_read(&fixture->cache, &fixture->arena, name, &back));
    }
    assert_true(file_write(path, kept, &fixture->diagnostics));
    assert_true(cache_read(&fixture->cache, &fixture->arena, name, &back));
}

static void takes_no_entry_for_another(void **state)
{
    struct fixture *fixture = *state;
    struct text one = named(fixture, "x"), other = named(fixture, "y"), back;
    cache_write(&fixture->cache, one, TEXT("finished work"));
    assert_int_equal(rename(path_of(fixture, one), path_of(fixture, other)), 0);
    assert_false(cache_read(&fixture->cache, &fixture->arena, other, &back));
}

static void removes_what_is_old(void **state)
{
    struct fixture *fixture = *state;
    const struct timespec long_ago[2] = {{.tv_sec = 1000}, {.tv_sec = 1000}};
    struct text old = named(fixture, "old"), used = named(fixture, "used"), new = named(fixture, "new"), back;
    const char *half = text_format(&fixture->arena, "%s.4711.new", path_of(fixture, old)).bytes;
    const char *other = path_of(fixture, TEXT("other.thing"));
    cache_write(&fixture->cache, old, TEXT("x"));
    cache_write(&fixture->cache, used, TEXT("x"));
    cache_write(&fixture->cache, new, TEXT("x"));
    assert_true(file_write(half, TEXT("x"), &fixture->diagnostics));
    assert_true(file_write(other, TEXT("x"), &fixture->diagnostics));
    const char *const aged[] = {path_of(fixture, old), path_of(fixture, used), half, other};
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(utimensat(AT_FDCWD, aged[i], long_ago, 0), 0);
    assert_true(cache_read(&fixture->cache, &fixture->arena, used, &back));
    cache_end(&fixture->cache, &fixture->diagnostics);
    assert_int_equal(file_kind(path_of(fixture, old)), FILE_NONE);
    assert_int_equal(file_kind(half), FILE_NONE);
    assert_int_equal(file_kind(path_of(fixture, used)), FILE_REGULAR);
    assert_int_equal(file_kind(path_of(fixture, new)), FILE_REGULAR);
    assert_int_equal(file_kind(other), FILE_REGULAR);
    assert_int_equal(fixture->diagnostics.list.count, 0);
}

static void says_that_nothing_can_be_kept(void **state)
{
    struct fixture *fixture = *state;
    struct buffer buffer = {.arena = &fixture->arena};
    struct text back;
    const char *file = path_of(fixture, TEXT("file"));
    assert_true(file_write(file, TEXT("x"), &fixture->diagnostics));
    fixture->cache.folder = file;
    cache_write(&fixture->cache, named(fixture, "x"), TEXT("x"));
    cache_write(&fixture->cache, named(fixture, "y"), TEXT("x"));
    assert_false(cache_read(&fixture->cache, &fixture->arena, named(fixture, "x"), &back));
    cache_end(&fixture->cache, &fixture->diagnostics);
    diagnostics_write(&fixture->diagnostics, SEVERITY_ALLOWED, &buffer);
    assert_string_equal(text_string(&fixture->arena, buffer_text(&buffer)),
                        text_format(&fixture->arena,
                                    "rundbrev: warning: cannot keep finished PDFs, pictures and fonts in '%s', the "
                                    "next run makes them again\n",
                                    file)
                            .bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(gives_back_what_was_kept, set_up, tear_down),
        cmocka_unit_test_setup_teardown(notices_damage, set_up, tear_down),
        cmocka_unit_test_setup_teardown(takes_no_entry_for_another, set_up, tear_down),
        cmocka_unit_test_setup_teardown(removes_what_is_old, set_up, tear_down),
        cmocka_unit_test_setup_teardown(says_that_nothing_can_be_kept, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
