/* folder.h: old or new, never a mixture, whatever goes wrong. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/file.h"
#include "deliver/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

struct fixture {
    struct arena arena;
    struct diagnostics diagnostics;
    char top[64];
    const char *target;
};

/* Takes the C library's place, so that a file system without exchange can be played. */
static bool is_exchange_refused;
int renameat2(int from_parent, const char *from, int to_parent, const char *to, unsigned flags)
{
    if (is_exchange_refused) {
        errno = EINVAL;
        return -1;
    }
    return (int)syscall(SYS_renameat2, from_parent, from, to_parent, to, flags);
}

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    fixture->diagnostics.arena = &fixture->arena;
    snprintf(fixture->top, sizeof fixture->top, "/tmp/rundbrev-test-folder-XXXXXX");
    if (!mkdtemp(fixture->top))
        return -1;
    fixture->target = file_path(&fixture->arena, fixture->top, "public");
    is_exchange_refused = false;
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    file_remove_tree(fixture->top, &fixture->diagnostics);
    arena_release(&fixture->arena);
    free(fixture);
    return 0;
}

static const char *below(struct fixture *fixture, const char *name)
{
    return file_path(&fixture->arena, fixture->top, name);
}

static void expect_file(struct fixture *fixture, const char *name, const char *expected)
{
    struct text bytes;
    assert_true(file_read(&fixture->arena, below(fixture, name), &bytes, &fixture->diagnostics));
    assert_string_equal(text_string(&fixture->arena, bytes), expected);
}

static void expect_message(struct fixture *fixture, const char *expected)
{
    struct buffer buffer = {.arena = &fixture->arena};
    diagnostics_write(&fixture->diagnostics, SEVERITY_ALLOWED, &buffer);
    assert_string_equal(text_string(&fixture->arena, buffer_text(&buffer)), expected);
    fixture->diagnostics.list.count = 0;
}

/* Names in the folder around the target, hidden ones too. */
static void expect_beside(struct fixture *fixture, bool has_staging, bool has_aside)
{
    assert_int_equal(file_kind(below(fixture, ".public.rundbrev-new")) == FILE_FOLDER, has_staging);
    assert_int_equal(file_kind(below(fixture, ".public.rundbrev-old")) == FILE_FOLDER, has_aside);
}

static struct folder *begin(struct fixture *fixture)
{
    return folder_begin(&fixture->arena, fixture->target, &fixture->diagnostics);
}

static bool add(struct fixture *fixture, struct folder *folder, const char *path, const char *bytes)
{
    return folder_add(folder, text_from(path), text_from(bytes), &fixture->diagnostics);
}

static void write_whole(struct fixture *fixture, const char *bytes)
{
    struct folder *folder = begin(fixture);
    assert_non_null(folder);
    assert_true(add(fixture, folder, "index.html", bytes));
    assert_true(add(fixture, folder, "a/b/c.html", bytes));
    assert_true(add(fixture, folder, "a/b/d.html", ""));
    assert_true(add(fixture, folder, "a/e.html", bytes));
    assert_true(folder_commit(folder, &fixture->diagnostics));
    folder_abandon(folder);
    assert_int_equal(fixture->diagnostics.list.count, 0);
}

static void writes_and_replaces(void **state)
{
    struct fixture *fixture = *state;
    write_whole(fixture, "first");
    expect_file(fixture, "public/a/b/c.html", "first");
    assert_true(file_write(below(fixture, "public/stray.html"), TEXT("x"), &fixture->diagnostics));
    write_whole(fixture, "second");
    expect_file(fixture, "public/a/b/c.html", "second");
    expect_file(fixture, "public/a/b/d.html", "");
    assert_int_equal(file_kind(below(fixture, "public/stray.html")), FILE_NONE);
    assert_int_equal(file_kind(below(fixture, "public/.rundbrev")), FILE_REGULAR);
    expect_beside(fixture, false, false);
}

static void replaces_without_exchange(void **state)
{
    struct fixture *fixture = *state;
    is_exchange_refused = true;
    write_whole(fixture, "first");
    write_whole(fixture, "second");
    expect_file(fixture, "public/index.html", "second");
    expect_beside(fixture, false, false);
}

static void abandoned_leaves_old(void **state)
{
    struct fixture *fixture = *state;
    write_whole(fixture, "first");
    struct folder *folder = begin(fixture);
    assert_true(add(fixture, folder, "index.html", "second"));
    expect_beside(fixture, true, false);
    folder_abandon(folder);
    folder_abandon(folder);
    expect_beside(fixture, false, false);
    expect_file(fixture, "public/index.html", "first");
}

static void takes_empty_folder_and_new_parents(void **state)
{
    struct fixture *fixture = *state;
    assert_int_equal(mkdir(fixture->target, 0777), 0);
    write_whole(fixture, "first");
    fixture->target = below(fixture, "far/away/public/");
    write_whole(fixture, "first");
    expect_file(fixture, "far/away/public/index.html", "first");
}

static void follows_link(void **state)
{
    struct fixture *fixture = *state;
    struct stat status;
    write_whole(fixture, "first");
    assert_int_equal(symlink("public", below(fixture, "link")), 0);
    fixture->target = below(fixture, "link");
    write_whole(fixture, "second");
    assert_int_equal(lstat(below(fixture, "link"), &status), 0);
    assert_true(S_ISLNK(status.st_mode));
    expect_file(fixture, "public/index.html", "second");
}

static void refuses_foreign_folder(void **state)
{
    struct fixture *fixture = *state;
    assert_true(file_write(below(fixture, "public/thesis.doc"), TEXT("mine"), &fixture->diagnostics));
    assert_null(begin(fixture));
    expect_message(fixture,
                   text_format(&fixture->arena,
                               "rundbrev: error: cannot replace the folder, it holds files that rundbrev did not "
                               "make: '%s'\n    hint: choose another folder, or move those files away first\n",
                               fixture->target)
                       .bytes);
    expect_file(fixture, "public/thesis.doc", "mine");
    expect_beside(fixture, false, false);
}

static void refuses_a_place_in_what_is_replaced(void **state)
{
    struct fixture *fixture = *state;
    assert_true(file_write(below(fixture, "public/.rundbrev"), TEXT("x"), &fixture->diagnostics));
    assert_true(file_write(below(fixture, "public/deep/note"), TEXT("x"), &fixture->diagnostics));
    const char *target = below(fixture, "public/deep/letters");
    assert_null(folder_begin(&fixture->arena, target, &fixture->diagnostics));
    expect_message(fixture, text_format(&fixture->arena,
                                        "rundbrev: error: cannot write to the folder, it lies in one that rundbrev "
                                        "replaces as a whole: '%s'\n    hint: choose a folder beside that one\n",
                                        target)
                                .bytes);
    assert_int_equal(file_kind(target), FILE_NONE);
}

static void refuses_what_became_foreign(void **state)
{
    struct fixture *fixture = *state;
    struct folder *folder = begin(fixture);
    assert_true(add(fixture, folder, "index.html", "first"));
    assert_true(file_write(below(fixture, "public/thesis.doc"), TEXT("mine"), &fixture->diagnostics));
    assert_false(folder_commit(folder, &fixture->diagnostics));
    folder_abandon(folder);
    expect_file(fixture, "public/thesis.doc", "mine");
    expect_beside(fixture, false, false);
}

static void refuses_file_and_top(void **state)
{
    struct fixture *fixture = *state;
    assert_true(file_write(fixture->target, TEXT("mine"), &fixture->diagnostics));
    assert_null(begin(fixture));
    expect_message(
        fixture,
        text_format(&fixture->arena, "rundbrev: error: cannot replace '%s': Not a directory\n", fixture->target).bytes);
    assert_null(folder_begin(&fixture->arena, "/", &fixture->diagnostics));
    expect_message(fixture, "rundbrev: error: cannot replace the folder '/'\n");
    fixture->target = below(fixture, "public/below");
    assert_null(begin(fixture));
    expect_message(fixture,
                   text_format(&fixture->arena,
                               "rundbrev: error: cannot make the folder '%s/public': Not a directory\n", fixture->top)
                       .bytes);
    assert_null(folder_begin(&fixture->arena, "/proc/self/public", &fixture->diagnostics));
    assert_int_equal(diagnostics_exit_status(&fixture->diagnostics), 3);
}

static void refuses_paths_outside(void **state)
{
    struct fixture *fixture = *state;
    static const char *const paths[] = {"../x", "a/../x", "/etc/x", "", "a//b", "a/", "./a", "a/..", ".rundbrev"};
    struct folder *folder = begin(fixture);
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
        assert_false(add(fixture, folder, paths[i], "x"));
    assert_false(folder_add(folder, TEXT("a\0b"), TEXT("x"), &fixture->diagnostics));
    fixture->diagnostics.list.count = 1;
    expect_message(
        fixture,
        text_format(&fixture->arena, "rundbrev: error: cannot write outside the folder '%s': '../x'\n", fixture->target)
            .bytes);
    assert_false(folder_commit(folder, &fixture->diagnostics));
    folder_abandon(folder);
    assert_int_equal(file_kind(fixture->target), FILE_NONE);
}

static void reports_file_and_folder_of_one_name(void **state)
{
    struct fixture *fixture = *state;
    struct folder *folder = begin(fixture);
    assert_true(add(fixture, folder, "a/b", "x"));
    assert_false(add(fixture, folder, "a", "x"));
    assert_false(add(fixture, folder, "a/b/c", "x"));
    assert_false(add(fixture, folder, "a/b/c/d", "x"));
    assert_false(add(fixture, folder, "a/b", "x"));
    expect_message(fixture, text_format(&fixture->arena,
                                        "rundbrev: error: cannot write '%1$s/a': Is a directory\n"
                                        "rundbrev: error: cannot write '%1$s/a/b/c': Not a directory\n"
                                        "rundbrev: error: cannot write '%1$s/a/b/c/d': Not a directory\n"
                                        "rundbrev: error: cannot write '%1$s/a/b': File exists\n",
                                        fixture->target)
                                .bytes);
    folder_abandon(folder);
}

/* A run that is killed while it writes, and the next one. */
static void removes_leftovers(void **state)
{
    struct fixture *fixture = *state;
    write_whole(fixture, "first");
    pid_t child = fork();
    if (child == 0) {
        struct folder *folder = begin(fixture);
        add(fixture, folder, "half/page.html", "half");
        kill(getpid(), SIGKILL);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
    expect_beside(fixture, true, false);
    expect_file(fixture, "public/index.html", "first");
    write_whole(fixture, "second");
    assert_int_equal(file_kind(below(fixture, "public/half")), FILE_NONE);
    expect_beside(fixture, false, false);
}

/* Killed between the two renames of a file system without exchange: the old folder comes back. */
static void mends_interrupted_renames(void **state)
{
    struct fixture *fixture = *state;
    write_whole(fixture, "first");
    assert_int_equal(rename(fixture->target, below(fixture, ".public.rundbrev-old")), 0);
    assert_true(file_write(below(fixture, ".public.rundbrev-new/index.html"), TEXT("second"), &fixture->diagnostics));
    struct folder *folder = begin(fixture);
    assert_non_null(folder);
    expect_file(fixture, "public/index.html", "first");
    folder_abandon(folder);
    expect_beside(fixture, false, false);
}

/* Killed while it removed the old folder, the mark already gone. */
static void removes_half_removed(void **state)
{
    struct fixture *fixture = *state;
    write_whole(fixture, "first");
    assert_true(file_write(below(fixture, ".public.rundbrev-old/x.html"), TEXT("x"), &fixture->diagnostics));
    assert_true(file_write(below(fixture, ".public.rundbrev-new/x.html"), TEXT("x"), &fixture->diagnostics));
    write_whole(fixture, "second");
    expect_beside(fixture, false, false);
}

static void waits_for_nobody(void **state)
{
    struct fixture *fixture = *state;
    struct folder *folder = begin(fixture);
    assert_null(begin(fixture));
    expect_message(fixture, text_format(&fixture->arena,
                                        "rundbrev: error: cannot write, another rundbrev is just now writing to '%s'\n"
                                        "    hint: wait until it is done, then try again\n",
                                        fixture->target)
                                .bytes);
    assert_true(add(fixture, folder, "index.html", "first"));
    assert_true(folder_commit(folder, &fixture->diagnostics));
    expect_file(fixture, "public/index.html", "first");
}

static void file_size_limit_leaves_old(void **state)
{
    struct fixture *fixture = *state;
    struct rlimit before, low;
    static char large[100000];
    write_whole(fixture, "first");
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    low = (struct rlimit){4096, before.rlim_max};
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &low), 0);
    struct folder *folder = begin(fixture);
    assert_non_null(folder);
    bool is_added = folder_add(folder, TEXT("index.html"), (struct text){large, sizeof large}, &fixture->diagnostics);
    bool is_committed = folder_commit(folder, &fixture->diagnostics);
    folder_abandon(folder);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    assert_false(is_added);
    assert_false(is_committed);
    expect_message(
        fixture,
        text_format(&fixture->arena, "rundbrev: error: cannot write '%s/index.html': File too large\n", fixture->target)
            .bytes);
    expect_file(fixture, "public/index.html", "first");
    expect_beside(fixture, false, false);
}

/* Needs the right to mount; the test above covers the same way out for everyone. */
static void full_disk_leaves_old(void **state)
{
    struct fixture *fixture = *state;
    static char large[300000];
    if (mount("rundbrev-test", fixture->top, "tmpfs", 0, "size=256k") != 0)
        skip();
    write_whole(fixture, "first");
    struct folder *folder = begin(fixture);
    bool is_added = folder_add(folder, TEXT("index.html"), (struct text){large, sizeof large}, &fixture->diagnostics);
    bool is_committed = folder_commit(folder, &fixture->diagnostics);
    folder_abandon(folder);
    struct text bytes = {0};
    file_read(&fixture->arena, below(fixture, "public/index.html"), &bytes, &fixture->diagnostics);
    assert_int_equal(umount(fixture->top), 0);
    assert_false(is_added);
    assert_false(is_committed);
    assert_true(text_is(bytes, "first"));
    expect_message(fixture, text_format(&fixture->arena,
                                        "rundbrev: error: cannot write '%s/index.html': No space left on device\n",
                                        fixture->target)
                                .bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(writes_and_replaces, set_up, tear_down),
        cmocka_unit_test_setup_teardown(replaces_without_exchange, set_up, tear_down),
        cmocka_unit_test_setup_teardown(abandoned_leaves_old, set_up, tear_down),
        cmocka_unit_test_setup_teardown(takes_empty_folder_and_new_parents, set_up, tear_down),
        cmocka_unit_test_setup_teardown(follows_link, set_up, tear_down),
        cmocka_unit_test_setup_teardown(refuses_foreign_folder, set_up, tear_down),
        cmocka_unit_test_setup_teardown(refuses_a_place_in_what_is_replaced, set_up, tear_down),
        cmocka_unit_test_setup_teardown(refuses_what_became_foreign, set_up, tear_down),
        cmocka_unit_test_setup_teardown(refuses_file_and_top, set_up, tear_down),
        cmocka_unit_test_setup_teardown(refuses_paths_outside, set_up, tear_down),
        cmocka_unit_test_setup_teardown(reports_file_and_folder_of_one_name, set_up, tear_down),
        cmocka_unit_test_setup_teardown(removes_leftovers, set_up, tear_down),
        cmocka_unit_test_setup_teardown(mends_interrupted_renames, set_up, tear_down),
        cmocka_unit_test_setup_teardown(removes_half_removed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(waits_for_nobody, set_up, tear_down),
        cmocka_unit_test_setup_teardown(file_size_limit_leaves_old, set_up, tear_down),
        cmocka_unit_test_setup_teardown(full_disk_leaves_old, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
