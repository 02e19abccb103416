/* Files and folders, in a folder of the test's own. */
#include "base/file.h"
#include "harness.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

struct fixture {
    struct arena arena;
    struct diagnostics diagnostics;
    char folder[64];
};

/* Works in a new folder, so that the paths in messages are short. */
static int prepare(void **state)
{
    static struct fixture fixture;
    fixture = (struct fixture){.folder = "/tmp/rundbrev-test-XXXXXX"};
    fixture.diagnostics.arena = &fixture.arena;
    *state = &fixture;
    return mkdtemp(fixture.folder) && chdir(fixture.folder) == 0 ? 0 : -1;
}

static int release(void **state)
{
    struct fixture *fixture = *state;
    bool is_removed = chdir("/") == 0 && file_remove_tree(fixture->folder, &fixture->diagnostics);
    arena_release(&fixture->arena);
    return is_removed && file_kind(fixture->folder) == FILE_NONE ? 0 : -1;
}

static void make(const char *path, const char *content)
{
    int descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0666);
    assert_true(descriptor >= 0);
    assert_true(file_write_all(descriptor, text_from(content)));
    assert_int_equal(close(descriptor), 0);
}

static void assert_content(struct fixture *fixture, const char *path, const char *expected)
{
    struct text bytes;
    assert_true(file_read(&fixture->arena, path, &bytes, &fixture->diagnostics));
    assert_text(bytes, expected);
    assert_int_equal(fixture->diagnostics.list.count, 0);
}

static void assert_unreadable(struct fixture *fixture, const char *path, const char *message)
{
    struct text bytes = TEXT("old");
    assert_false(file_read(&fixture->arena, path, &bytes, &fixture->diagnostics));
    assert_int_equal(diagnostics_exit_status(&fixture->diagnostics), 3);
    assert_text(written(&fixture->diagnostics), message);
}

static void reading(void **state)
{
    struct fixture *fixture = *state;
    struct text bytes;
    make("empty", "");
    assert_content(fixture, "empty", "");
    make("träff.md", "åäö\n");
    assert_content(fixture, "träff.md", "åäö\n");
    assert_int_equal(symlink("träff.md", "link"), 0);
    assert_content(fixture, "link", "åäö\n");
    assert_true(file_read(&fixture->arena, "link", &bytes, &fixture->diagnostics));
    assert_int_equal(bytes.bytes[bytes.size], '\0');
}

static void unreadable_files(void **state)
{
    struct fixture *fixture = *state;
    assert_unreadable(fixture, "none", "rundbrev: error: cannot read 'none': No such file or directory\n");
    assert_unreadable(fixture, "", "rundbrev: error: cannot read: No such file or directory\n");
    make("file", "");
    assert_unreadable(fixture, "file/none", "rundbrev: error: cannot read 'file/none': Not a directory\n");
    assert_unreadable(fixture, ".", "rundbrev: error: cannot read '.': Is a directory\n");
    assert_int_equal(mkfifo("fifo", 0666), 0);
    assert_unreadable(fixture, "fifo", "rundbrev: error: cannot read, it is no regular file: 'fifo'\n");
    assert_unreadable(fixture, "/dev/zero", "rundbrev: error: cannot read, it is no regular file: '/dev/zero'\n");
    struct sockaddr_un address = {.sun_family = AF_UNIX, .sun_path = "socket"};
    int server = socket(AF_UNIX, SOCK_STREAM, 0);
    assert_int_equal(bind(server, (struct sockaddr *)&address, sizeof address), 0);
    assert_unreadable(fixture, "socket", "rundbrev: error: cannot read, it is no regular file: 'socket'\n");
    close(server);
    assert_int_equal(symlink("nowhere", "dangling"), 0);
    assert_unreadable(fixture, "dangling", "rundbrev: error: cannot read 'dangling': No such file or directory\n");
    assert_int_equal(symlink("self", "self"), 0);
    assert_unreadable(fixture, "self", "rundbrev: error: cannot read 'self': Too many levels of symbolic links\n");
    if (geteuid() != 0) {
        assert_int_equal(chmod("file", 0), 0);
        assert_unreadable(fixture, "file", "rundbrev: error: cannot read 'file': Permission denied\n");
    }
}

static void too_large_files(void **state)
{
    struct fixture *fixture = *state;
    struct text bytes;
    make("sparse", "");
    assert_int_equal(truncate("sparse", FILE_SIZE_LIMIT), 0);
    assert_true(file_read(&fixture->arena, "sparse", &bytes, &fixture->diagnostics));
    assert_int_equal(bytes.size, FILE_SIZE_LIMIT);
    assert_int_equal(truncate("sparse", FILE_SIZE_LIMIT + 1), 0);
    assert_unreadable(fixture, "sparse", "rundbrev: error: cannot read 'sparse': File too large\n");
    assert_int_equal(truncate("sparse", (off_t)1 << 40), 0);
    assert_unreadable(fixture, "sparse", "rundbrev: error: cannot read 'sparse': File too large\n");
}

/* Reads standard input when that is `path`. */
static bool read_input(struct fixture *fixture, struct arena *arena, const char *path, struct text *bytes)
{
    int kept = dup(STDIN_FILENO), descriptor = open(path, O_RDONLY | O_CLOEXEC);
    assert_true(kept >= 0 && descriptor >= 0 && dup2(descriptor, STDIN_FILENO) == STDIN_FILENO);
    bool is_read = file_read_input(arena, bytes, &fixture->diagnostics);
    assert_int_equal(dup2(kept, STDIN_FILENO), STDIN_FILENO);
    close(descriptor);
    close(kept);
    return is_read;
}

static void standard_input(void **state)
{
    struct fixture *fixture = *state;
    static const off_t sizes[] = {0, 1, 65535, 65536, 65537, 1000000, FILE_SIZE_LIMIT};
    struct text bytes;
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        make("input", sizes[i] ? "x" : "");
        assert_int_equal(truncate("input", sizes[i]), 0);
        assert_true(read_input(fixture, &arena, "input", &bytes));
        assert_int_equal(bytes.size, sizes[i]);
        assert_true(sizes[i] == 0 || bytes.bytes[0] == 'x');
        arena_release(&arena);
    }
    assert_int_equal(truncate("input", FILE_SIZE_LIMIT + 1), 0);
    assert_false(read_input(fixture, &arena, "input", &bytes));
    assert_text(written(&fixture->diagnostics), "rundbrev: error: cannot read standard input: File too large\n");
    assert_false(read_input(fixture, &arena, ".", &bytes));
    assert_text(written(&fixture->diagnostics), "rundbrev: error: cannot read standard input: Is a directory\n");
    arena_release(&arena);
}

static void kinds(void **state)
{
    (void)state;
    make("file", "");
    assert_int_equal(symlink("file", "to-file"), 0);
    assert_int_equal(symlink(".", "to-folder"), 0);
    assert_int_equal(symlink("nowhere", "dangling"), 0);
    assert_int_equal(file_kind("file"), FILE_REGULAR);
    assert_int_equal(file_kind("."), FILE_FOLDER);
    assert_int_equal(file_kind("to-file"), FILE_REGULAR);
    assert_int_equal(file_kind("to-folder"), FILE_FOLDER);
    assert_int_equal(file_kind("dangling"), FILE_NONE);
    assert_int_equal(file_kind("none"), FILE_NONE);
    assert_int_equal(file_kind("file/x"), FILE_NONE);
    assert_int_equal(file_kind("/dev/null"), FILE_OTHER);
}

static void listing(void **state)
{
    struct fixture *fixture = *state;
    static const struct {
        const char *name;
        enum file_kind kind;
    } expected[] = {
        {"B", FILE_REGULAR},      {"a", FILE_REGULAR},  {"a-link", FILE_REGULAR}, {"a.md", FILE_REGULAR},
        {"dangling", FILE_OTHER}, {"fifo", FILE_OTHER}, {"folder", FILE_FOLDER},  {"folder-link", FILE_FOLDER},
        {"z", FILE_REGULAR},      {"å", FILE_REGULAR},  {"ö", FILE_REGULAR},
    };
    static const char *const files[] = {"ö", "a.md", "z", "B", "å", "a", ".hidden"};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        make(files[i], "");
    assert_int_equal(mkdir("folder", 0777), 0);
    assert_int_equal(mkfifo("fifo", 0666), 0);
    assert_int_equal(symlink("a", "a-link"), 0);
    assert_int_equal(symlink("folder", "folder-link"), 0);
    assert_int_equal(symlink("nowhere", "dangling"), 0);
    file_entries entries = {0};
    assert_true(file_list(&fixture->arena, ".", &entries, &fixture->diagnostics));
    assert_int_equal(entries.count, sizeof expected / sizeof *expected);
    for (size_t i = 0; i < entries.count; i++) {
        assert_text(entries.items[i].name, expected[i].name);
        assert_int_equal(entries.items[i].kind, expected[i].kind);
    }
    entries.count = 0;
    assert_true(file_list(&fixture->arena, "folder", &entries, &fixture->diagnostics));
    assert_int_equal(entries.count, 0);
    assert_int_equal(fixture->diagnostics.list.count, 0);
}

static void unlistable_folders(void **state)
{
    struct fixture *fixture = *state;
    file_entries entries = {0};
    make("file", "");
    assert_false(file_list(&fixture->arena, "none", &entries, &fixture->diagnostics));
    assert_text(written(&fixture->diagnostics),
                "rundbrev: error: cannot read the folder 'none': No such file or directory\n");
    assert_false(file_list_tree(&fixture->arena, "file", &entries, &fixture->diagnostics));
    assert_text(written(&fixture->diagnostics), "rundbrev: error: cannot read the folder 'file': Not a directory\n");
}

static struct text tree(struct fixture *fixture, const char *folder)
{
    file_entries files = {0};
    struct buffer buffer = {.arena = &fixture->arena};
    assert_true(file_list_tree(&fixture->arena, folder, &files, &fixture->diagnostics));
    for (size_t i = 0; i < files.count; i++)
        buffer_format(&buffer, "%.*s%s ", TEXT_ARGUMENTS(files.items[i].name),
                      files.items[i].kind == FILE_REGULAR ? "" : "?");
    return buffer_text(&buffer);
}

static void trees(void **state)
{
    struct fixture *fixture = *state;
    static const char *const files[] = {"top/b/å.md",      "top/b/a.md", "top/b.md",       "top/a/deep/er/x",
                                        "top/.git/config", "top/b/.x",   "top/a/linked/x", "top/b-c"};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        assert_true(file_write(files[i], TEXT("x"), &fixture->diagnostics));
    assert_true(file_make_folders("top/empty", &fixture->diagnostics));
    assert_int_equal(symlink("a/linked", "top/c"), 0);
    assert_int_equal(symlink("nowhere", "top/dangling"), 0);
    assert_int_equal(mkfifo("top/fifo", 0600), 0);
    static const char expected[] = "a/deep/er/x a/linked/x b-c b.md b/a.md b/å.md c/x dangling? fifo? ";
    assert_text(tree(fixture, "top"), expected);
    assert_text(tree(fixture, "top/"), expected);
    assert_text(tree(fixture, "top/empty"), "");
}

/* Whoever gets a site from somebody else does not publish what lies beside it. */
static void trees_end_at_their_folder(void **state)
{
    struct fixture *fixture = *state;
    static const char *const links[][2] = {{"../../outside/secret", "top/deep/file"},
                                           {"../../outside", "top/deep/folder"},
                                           {"../topmost/x", "top/prefix"},
                                           {"/etc", "top/absolute"}};
    assert_true(file_write("outside/secret", TEXT("x"), &fixture->diagnostics));
    assert_true(file_write("topmost/x", TEXT("x"), &fixture->diagnostics));
    assert_true(file_write("top/deep/x", TEXT("x"), &fixture->diagnostics));
    for (size_t i = 0; i < sizeof links / sizeof *links; i++) {
        file_entries files = {0};
        assert_int_equal(symlink(links[i][0], links[i][1]), 0);
        assert_false(file_list_tree(&fixture->arena, "top", &files, &fixture->diagnostics));
        const struct diagnostic *fault = fixture->diagnostics.list.items[i];
        assert_text(fault->place.source->path, links[i][1]);
        assert_text(fault->message, "a symbolic link leads out of the folder 'top'");
        assert_int_equal(unlink(links[i][1]), 0);
    }
    assert_int_equal(symlink("top", "link"), 0);
    assert_text(tree(fixture, "link"), "deep/x ");
}

/* With two links that lead up, a walk that follows them would take 2^40 steps. */
static void trees_that_contain_themselves(void **state)
{
    struct fixture *fixture = *state;
    file_entries files = {0};
    assert_true(file_write("top/one/x", TEXT("x"), &fixture->diagnostics));
    assert_true(file_write("top/two/y", TEXT("y"), &fixture->diagnostics));
    assert_int_equal(symlink("..", "top/one/up"), 0);
    assert_int_equal(symlink("../../top", "top/two/up"), 0);
    alarm(20);
    assert_false(file_list_tree(&fixture->arena, "top", &files, &fixture->diagnostics));
    alarm(0);
    assert_text(written(&fixture->diagnostics),
                "rundbrev: error: cannot read the folder 'top/one/up': Too many levels of symbolic links\n");
}

static void writing(void **state)
{
    struct fixture *fixture = *state;
    struct diagnostics *diagnostics = &fixture->diagnostics;
    assert_true(file_write("new", TEXT("first"), diagnostics));
    assert_content(fixture, "new", "first");
    assert_true(file_write("new", TEXT("2"), diagnostics));
    assert_content(fixture, "new", "2");
    assert_true(file_write("new", (struct text){0}, diagnostics));
    assert_content(fixture, "new", "");
    assert_true(file_write("folder/of folders/åäö/x", TEXT("deep"), diagnostics));
    assert_content(fixture, "folder/of folders/åäö/x", "deep");
    assert_true(file_write("a/b/c", TEXT("short"), diagnostics));
    assert_content(fixture, "a/b/c", "short");
    assert_true(file_write(file_path(&fixture->arena, fixture->folder, "d/e"), TEXT("absolute"), diagnostics));
    assert_content(fixture, "d/e", "absolute");
    assert_text(tree(fixture, "."), "a/b/c d/e folder/of folders/åäö/x new "); /* nothing else is left */
}

static void failing_writes(void **state)
{
    struct fixture *fixture = *state;
    struct diagnostics *diagnostics = &fixture->diagnostics;
    make("file", "old");
    assert_int_equal(mkdir("folder", 0777), 0);
    assert_false(file_write("file/x", TEXT("new"), diagnostics));
    assert_text(written(diagnostics), "rundbrev: error: cannot make the folder 'file': Not a directory\n");
    assert_false(file_write("file/x/y", TEXT("new"), diagnostics));
    assert_text(written(diagnostics), "rundbrev: error: cannot make the folder 'file': Not a directory\n");
    assert_false(file_write("folder", TEXT("new"), diagnostics));
    assert_text(written(diagnostics), "rundbrev: error: cannot write 'folder': Is a directory\n");
    assert_content(fixture, "file", "old");
    assert_text(tree(fixture, "."), "file ");
}

/* The file system is full in the middle: the old content stays, and nothing beside it. */
static void writes_without_room(void **state)
{
    struct fixture *fixture = *state;
    struct rlimit limit;
    assert_true(file_write("file", TEXT("old"), &fixture->diagnostics));
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
    struct rlimit small = {1000, limit.rlim_max};
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    struct text bytes = {arena_allocate(&fixture->arena, 5000), 5000};
    bool is_written = file_write("file", bytes, &fixture->diagnostics);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
    signal(SIGXFSZ, SIG_DFL);
    assert_false(is_written);
    assert_text(written(&fixture->diagnostics), "rundbrev: error: cannot write 'file': File too large\n");
    assert_content(fixture, "file", "old");
    assert_text(tree(fixture, "."), "file ");
}

static void writing_all(void **state)
{
    (void)state;
    int full = open("/dev/full", O_WRONLY | O_CLOEXEC), null = open("/dev/null", O_RDONLY | O_CLOEXEC);
    assert_true(full >= 0 && null >= 0);
    errno = 0;
    assert_false(file_write_all(full, TEXT("x")));
    assert_int_equal(errno, ENOSPC);
    assert_true(file_write_all(full, (struct text){0}));
    assert_false(file_write_all(null, TEXT("x")));
    assert_int_equal(errno, EBADF);
    close(full);
    close(null);
}

static void ignore(int number)
{
    (void)number;
}

/* A pipe takes less than all, and a signal interrupts. */
static void writing_in_pieces(void **state)
{
    struct fixture *fixture = *state;
    enum { SIZE = 1000000 };
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    if (child == 0) {
        struct sigaction action = {.sa_handler = ignore}; /* without SA_RESTART */
        sigaction(SIGUSR1, &action, NULL);
        close(ends[0]);
        char *bytes = arena_allocate(&fixture->arena, SIZE);
        _exit(file_write_all(ends[1], (struct text){bytes, SIZE}) ? 0 : 1);
    }
    close(ends[1]);
    char piece[10000];
    size_t size = 0;
    for (ssize_t got; (got = read(ends[0], piece, sizeof piece)) > 0; size += (size_t)got)
        if (size > 0)
            kill(child, SIGUSR1); /* its handler stands, as it has written */
    close(ends[0]);
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    assert_int_equal(size, SIZE);
}

static void making_folders(void **state)
{
    struct fixture *fixture = *state;
    struct diagnostics *diagnostics = &fixture->diagnostics;
    static const char *const paths[] = {"a", "b/c", "long/longer/longest", "t/", "u//v", "./w", "a/b/c", "a", ".",
                                        "/", ""};
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        assert_true(file_make_folders(paths[i], diagnostics));
        if (paths[i][0] && file_kind(paths[i]) != FILE_FOLDER)
            fail_msg("no folder '%s'", paths[i]);
    }
    assert_int_equal(symlink("a", "link"), 0);
    assert_true(file_make_folders("link/d", diagnostics));
    assert_int_equal(file_kind("a/d"), FILE_FOLDER);
    make("f", "");
    assert_false(file_make_folders("f", diagnostics));
    assert_text(written(diagnostics), "rundbrev: error: cannot make the folder 'f': Not a directory\n");
    assert_false(file_make_folders("f/g", diagnostics));
    assert_text(written(diagnostics), "rundbrev: error: cannot make the folder 'f': Not a directory\n");
    assert_int_equal(symlink("nowhere", "dangling"), 0);
    assert_false(file_make_folders("dangling/x", diagnostics));
    assert_text(written(diagnostics), "rundbrev: error: cannot make the folder 'dangling': Not a directory\n");
    assert_false(file_make_folders("/proc/rundbrev/x", diagnostics));
    assert_text(written(diagnostics),
                "rundbrev: error: cannot make the folder '/proc/rundbrev': No such file or directory\n");
}

static void removing(void **state)
{
    struct fixture *fixture = *state;
    struct diagnostics *diagnostics = &fixture->diagnostics;
    assert_true(file_write("outside/kept", TEXT("kept"), diagnostics));
    assert_true(file_write("top/a/b/c/x", TEXT("x"), diagnostics));
    assert_true(file_write("top/.hidden/y", TEXT("y"), diagnostics));
    assert_int_equal(symlink("../outside", "top/link"), 0);
    assert_int_equal(symlink("../../outside/kept", "top/a/link"), 0);
    assert_int_equal(symlink("..", "top/a/up"), 0);
    assert_int_equal(symlink("nowhere", "top/dangling"), 0);
    assert_int_equal(mkfifo("top/fifo", 0666), 0);
    assert_int_equal(chmod("top/a/b/c/x", 0), 0);
    assert_true(file_remove_tree("top", diagnostics));
    assert_int_equal(file_kind("top"), FILE_NONE);
    assert_content(fixture, "outside/kept", "kept");
    assert_int_equal(symlink("outside", "link"), 0);
    assert_true(file_remove_tree("link", diagnostics));
    assert_int_equal(access("link", F_OK), -1);
    assert_content(fixture, "outside/kept", "kept");
    assert_true(file_remove_tree("none", diagnostics));
    assert_true(file_remove_tree("outside/kept", diagnostics));
    assert_true(file_remove_tree("outside/", diagnostics));
    assert_int_equal(file_kind("outside"), FILE_NONE);
    make("file", "");
    assert_false(file_remove_tree("file/x", diagnostics));
    assert_text(written(diagnostics), "rundbrev: error: cannot remove 'file/x': Not a directory\n");
}

static void joining_paths(void **state)
{
    struct fixture *fixture = *state;
    assert_string_equal(file_path(&fixture->arena, "a", "b"), "a/b");
    assert_string_equal(file_path(&fixture->arena, "a/", "b"), "a/b");
    assert_string_equal(file_path(&fixture->arena, "/", "b"), "/b");
    assert_string_equal(file_path(&fixture->arena, "", "b"), "b");
    assert_string_equal(file_path(&fixture->arena, "a", ""), "a");
    assert_string_equal(file_path(&fixture->arena, "", ""), "");
}

static void where_the_program_lies(void **state)
{
    struct fixture *fixture = *state;
    struct text folder = file_program_folder(&fixture->arena);
    assert_true(text_starts_with(folder, "/"));
    assert_true(text_ends_with(folder, "/tests/base"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, prepare, release)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(reading),
        TEST(unreadable_files),
        TEST(too_large_files),
        TEST(standard_input),
        TEST(kinds),
        TEST(listing),
        TEST(unlistable_folders),
        TEST(trees),
        TEST(trees_end_at_their_folder),
        TEST(trees_that_contain_themselves),
        TEST(writing),
        TEST(failing_writes),
        TEST(writes_without_room),
        TEST(writing_all),
        TEST(writing_in_pieces),
        TEST(making_folders),
        TEST(removing),
        TEST(joining_paths),
        TEST(where_the_program_lies),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
