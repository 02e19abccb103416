/* journal.h: what was written is what is known, whatever was cut off. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/file.h"
#include "mailing/journal_line.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

struct fixture {
    struct arena arena;
    struct diagnostics diagnostics;
    char top[64];
    const char *folder, *path;
    struct journal_state state;
};

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    fixture->diagnostics.arena = &fixture->arena;
    snprintf(fixture->top, sizeof fixture->top, "/tmp/rundbrev-test-journal-XXXXXX");
    *state = fixture;
    if (!mkdtemp(fixture->top))
        return -1;
    fixture->folder = file_path(&fixture->arena, fixture->top, "private/sent");
    fixture->path = file_path(&fixture->arena, fixture->folder, "laslust/2025/1.journal");
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

static struct journal *opened(struct fixture *fixture)
{
    struct journal *journal = journal_open(&fixture->arena, fixture->folder, fixture->path, &fixture->diagnostics);
    assert_non_null(journal);
    return journal;
}

static void closed(struct fixture *fixture, struct journal *journal)
{
    assert_true(journal_close(journal, &fixture->diagnostics));
}

/* A plan to persons named by letters: "abc" are a@, b@ and c@example.org. */
static struct plan_of_sending plan_for(struct fixture *fixture, enum plan_kind kind, int revision, const char *letters)
{
    struct plan_of_sending plan = {
        .kind = kind, .revision = revision, .date = {2026, 11, 22}, .letter = TEXT("beef"), .list = TEXT("cafe")};
    for (; *letters; letters++) {
        struct mailbox person = {.name = text_format(&fixture->arena, "Person %c", *letters),
                                 .email = text_format(&fixture->arena, "%c@example.org", *letters)};
        ARRAY_PUSH(&fixture->arena, &plan.persons, person);
    }
    return plan;
}

static void plan(struct fixture *fixture, struct journal *journal, enum plan_kind kind, int revision,
                 const char *letters)
{
    struct plan_of_sending made = plan_for(fixture, kind, revision, letters);
    assert_true(journal_plan(journal, &made, &fixture->diagnostics));
}

static struct text key(struct fixture *fixture, char letter)
{
    return text_format(&fixture->arena, "%c@example.org", letter);
}

static void try(struct fixture *fixture, struct journal *journal, int revision, char letter)
{
    assert_true(journal_try(journal, revision, key(fixture, letter),
                            text_format(&fixture->arena, "%c%d@id", letter, revision)));
}

static void answer(struct fixture *fixture, struct journal *journal, int revision, char letter,
                   enum delivery_state state, int code, const char *words)
{
    try(fixture, journal, revision, letter);
    assert_true(journal_answer(journal, revision, key(fixture, letter), state, code, text_from(words)));
}

static void read_back(struct fixture *fixture)
{
    if (!journal_read(&fixture->arena, fixture->path, &fixture->state, &fixture->diagnostics))
        fail_msg("%.*s", TEXT_ARGUMENTS(fixture->diagnostics.list.items[0]->message));
}

/* All deliveries as "a sent 1 got 1 a1@id 250 ok; …". */
static const char *told(struct fixture *fixture)
{
    static const char *const states[] = {"waiting", "later", "sent", "refused", "uncertain"};
    struct buffer buffer = {.arena = &fixture->arena};
    for (size_t i = 0; i < fixture->state.deliveries.count; i++) {
        const struct delivery *delivery = fixture->state.deliveries.items[i];
        buffer_format(&buffer, "%.1s %s %d got %d", delivery->key.bytes, states[delivery->state], delivery->revision,
                      delivery->got);
        if (delivery->message_id.size)
            buffer_format(&buffer, " %.*s", TEXT_ARGUMENTS(delivery->message_id));
        if (delivery->corrects.size)
            buffer_format(&buffer, " corrects %.*s", TEXT_ARGUMENTS(delivery->corrects));
        if (delivery->code)
            buffer_format(&buffer, " %d %.*s", delivery->code, TEXT_ARGUMENTS(delivery->words));
        buffer_add_string(&buffer, "; ");
    }
    buffer_add_byte(&buffer, '\0');
    return buffer.bytes;
}

static void check_counts(struct fixture *fixture, size_t waiting, size_t later, size_t sent, size_t refused,
                         size_t uncertain)
{
    const size_t expected[] = {waiting, later, sent, refused, uncertain};
    for (size_t i = 0; i < DELIVERY_STATES; i++)
        assert_int_equal(fixture->state.counts[i], expected[i]);
}

static void knows_who_got_what(void **state)
{
    struct fixture *fixture = *state;
    read_back(fixture);
    assert_null(fixture->state.plan);
    struct journal *journal = opened(fixture);
    plan(fixture, journal, PLAN_FIRST, 1, "abcdefg");
    answer(fixture, journal, 1, 'a', DELIVERY_SENT, 250, "ok");
    answer(fixture, journal, 1, 'b', DELIVERY_REFUSED, 550, "no");
    answer(fixture, journal, 1, 'c', DELIVERY_LATER, 451, "wait");
    answer(fixture, journal, 1, 'd', DELIVERY_UNCERTAIN, 0, "line lost");
    answer(fixture, journal, 1, 'e', DELIVERY_WAITING, 421, "bye");
    answer(fixture, journal, 1, 'c', DELIVERY_LATER, 451, "again");
    try(fixture, journal, 1, 'f');
    closed(fixture, journal);
    read_back(fixture);
    assert_string_equal(told(fixture), "a sent 1 got 1 a1@id 250 ok; b refused 1 got 0 550 no; "
                                       "c later 1 got 0 451 again; d uncertain 1 got 1 d1@id; "
                                       "e waiting 1 got 0 421 bye; f uncertain 1 got 1 f1@id; g waiting 1 got 0; ");
    check_counts(fixture, 2, 1, 1, 1, 2);
    const struct delivery *c = fixture->state.deliveries.items[2], *e = fixture->state.deliveries.items[4];
    assert_int_equal(c->attempts, 2);
    assert_int_equal(e->attempts, 0);
    assert_true(text_is(c->mailbox.name, "Person c"));
    assert_int_equal(c->time.size, sizeof "2026-11-22T19:30:00Z" - 1);
    assert_int_equal(fixture->state.plan->date.day, 22);
    assert_true(text_is(fixture->state.plan->letter, "beef"));
    assert_true(text_is(fixture->state.plan->list, "cafe"));
    assert_int_equal(fixture->state.plan->persons.count, 7);
}

static void follows_revisions(void **state)
{
    struct fixture *fixture = *state;
    struct journal *journal = opened(fixture);
    plan(fixture, journal, PLAN_FIRST, 1, "abcd");
    answer(fixture, journal, 1, 'a', DELIVERY_SENT, 250, "ok");
    try(fixture, journal, 1, 'b');
    plan(fixture, journal, PLAN_ANEW, 2, "ce");
    read_back(fixture);
    assert_string_equal(told(fixture), "a sent 1 got 1 a1@id 250 ok; b uncertain 1 got 1 b1@id; c waiting 2 got 0; "
                                       "d waiting 1 got 0; e waiting 2 got 0; ");
    check_counts(fixture, 2, 0, 0, 0, 0);
    answer(fixture, journal, 2, 'c', DELIVERY_SENT, 250, "ok");
    plan(fixture, journal, PLAN_CORRECTION, 3, "abc");
    read_back(fixture);
    assert_string_equal(told(fixture),
                        "a waiting 3 got 1 a1@id corrects a1@id; b waiting 3 got 1 b1@id corrects b1@id; "
                        "c waiting 3 got 2 c2@id corrects c2@id; d waiting 1 got 0; e waiting 2 got 0; ");
    answer(fixture, journal, 3, 'a', DELIVERY_SENT, 250, "ok");
    answer(fixture, journal, 3, 'b', DELIVERY_LATER, 451, "no");
    try(fixture, journal, 3, 'c');
    plan(fixture, journal, PLAN_DRAFT, 4, "xy");
    closed(fixture, journal);
    read_back(fixture);
    assert_string_equal(told(fixture),
                        "a sent 3 got 3 a3@id corrects a1@id 250 ok; b later 3 got 1 b1@id corrects b1@id 451 no; "
                        "c uncertain 3 got 3 c3@id corrects c2@id; d waiting 1 got 0; e waiting 2 got 0; "
                        "x uncertain 4 got 4; y uncertain 4 got 4; ");
    check_counts(fixture, 0, 0, 0, 0, 2);
}

static void keeps_any_words_on_a_line(void **state)
{
    struct fixture *fixture = *state;
    static const char words[] = "a\tb\nc\\x41\\torn\x1b[1m\x7f\xff\xe2\x80\xae å";
    struct journal *journal = opened(fixture);
    struct plan_of_sending made = plan_for(fixture, PLAN_FIRST, 1, "a");
    made.persons.items[0].name = TEXT("Anna \"Å\", O'Ek\n\t😀\\");
    made.persons.items[0].email = TEXT("Anna.Ek@example.org");
    assert_true(journal_plan(journal, &made, &fixture->diagnostics));
    assert_true(journal_try(journal, 1, TEXT("anna.ek@example.org"), TEXT("id@x")));
    assert_true(journal_answer(journal, 1, TEXT("anna.ek@example.org"), DELIVERY_REFUSED, 550, text_from(words)));
    closed(fixture, journal);
    read_back(fixture);
    const struct delivery *delivery = fixture->state.deliveries.items[0];
    assert_true(text_is(delivery->words, words));
    assert_true(text_equal(delivery->mailbox.name, made.persons.items[0].name));
    assert_true(text_is(delivery->mailbox.email, "Anna.Ek@example.org"));
    assert_true(text_is(delivery->key, "anna.ek@example.org"));
    struct text bytes;
    assert_true(file_read(&fixture->arena, fixture->path, &bytes, &fixture->diagnostics));
    assert_int_equal(utf8_first_invalid(bytes), bytes.size);
    size_t lines = 0;
    for (size_t i = 0; i < bytes.size; i++)
        lines += bytes.bytes[i] == '\n';
    assert_int_equal(lines, 4);
}

/* Cut after any byte the journal can be read, nobody who was tried is waiting, and writing goes on. */
static void survives_any_cut(void **state)
{
    struct fixture *fixture = *state;
    struct journal *journal = opened(fixture);
    plan(fixture, journal, PLAN_FIRST, 1, "abc");
    answer(fixture, journal, 1, 'a', DELIVERY_SENT, 250, "\\ok");
    answer(fixture, journal, 1, 'b', DELIVERY_LATER, 451, "å");
    plan(fixture, journal, PLAN_ANEW, 2, "bc");
    answer(fixture, journal, 2, 'c', DELIVERY_REFUSED, 550, "no");
    closed(fixture, journal);
    struct text whole, bytes;
    assert_true(file_read(&fixture->arena, fixture->path, &whole, &fixture->diagnostics));
    for (size_t size = 0; size <= whole.size; size++) {
        bytes = text_slice(whole, 0, size);
        assert_true(file_write(fixture->path, bytes, &fixture->diagnostics));
        read_back(fixture);
        struct journal_state before = fixture->state;
        journal = opened(fixture);
        plan(fixture, journal, PLAN_DRAFT, 3, "z");
        closed(fixture, journal);
        read_back(fixture);
        assert_int_equal(fixture->state.deliveries.count, before.deliveries.count + 1);
        for (size_t i = 0; i < before.deliveries.count; i++) {
            const struct delivery *was = before.deliveries.items[i], *is = fixture->state.deliveries.items[i];
            assert_int_equal(was->state, is->state);
            assert_int_equal(was->got, is->got);
            struct text tried =
                text_format(&fixture->arena, "try\t%d\t%.*s\t0\t", was->revision, TEXT_ARGUMENTS(was->key));
            size_t found = text_find(bytes, tried, 0);
            bool was_tried = found < bytes.size && text_find_byte(bytes, '\n', found) < bytes.size;
            assert_true(was_tried == (was->state != DELIVERY_WAITING));
        }
    }
}

static void checks_damage(struct fixture *fixture, const char *bytes, unsigned line)
{
    assert_true(file_write(fixture->path, text_from(bytes), &fixture->diagnostics));
    fixture->diagnostics.list.count = 0;
    if (journal_read(&fixture->arena, fixture->path, &fixture->state, &fixture->diagnostics))
        fail_msg("read without a fault:\n%s", bytes);
    assert_int_equal(fixture->diagnostics.list.count, 1);
    assert_int_equal(fixture->diagnostics.list.items[0]->place.line, line);
}

static void finds_damage(void **state)
{
    struct fixture *fixture = *state;
#define PLAN "t\tplan\t1\tfirst\t1\t2026-11-22\tl\tl\nt\tperson\t1\ta@example.org\t1\tA\n"
    checks_damage(fixture, "\n", 1);
    checks_damage(fixture, "t\ttry\t1\ta@example.org\t0\tid\n", 1);
    checks_damage(fixture, PLAN "t\ttry\t1\tb@example.org\t0\tid\n", 3);
    checks_damage(fixture, PLAN "t\ttry\t2\ta@example.org\t0\tid\n", 3);
    checks_damage(fixture, PLAN "t\ttry\t1\ta@example.org\t0\t\n", 3);
    checks_damage(fixture, PLAN "t\ttry\t1\ta@example.org\t0\n", 3);
    checks_damage(fixture, PLAN "t\ttried\t1\ta@example.org\t0\tid\n", 3);
    checks_damage(fixture, PLAN "t\tsent\t1\ta@example.org\t250\tok\n", 3);
    checks_damage(fixture, PLAN "t\tperson\t1\tb@example.org\t2\tB\n", 3);
    checks_damage(fixture, PLAN "t\tplan\t1\tanew\t1\t2026-11-22\tl\tl\n", 3);
    checks_damage(fixture, PLAN "t\tplan\t2\tother\t1\t2026-11-22\tl\tl\n", 3);
    checks_damage(fixture, PLAN "t\tplan\t2\tanew\t-1\t2026-11-22\tl\tl\n", 3);
    checks_damage(fixture, PLAN "t\tplan\t2\tanew\t1\t2026-11-32\tl\tl\n", 3);
    checks_damage(fixture, PLAN "t\tplan\t2\tanew\t1\t2026-11-22\tl\tl\tl\n", 3);
    checks_damage(fixture, PLAN "\xff\t\t\t\t\t\n", 3);
    checks_damage(fixture,
                  "t\tplan\t1\tfirst\t2\t2026-11-22\tl\tl\nt\tperson\t1\ta@example.org\t1\tA\n"
                  "t\tperson\t1\tA@example.org\t2\tA\n",
                  3);
    checks_damage(
        fixture,
        PLAN
        "t\ttry\t1\ta@example.org\t0\tid\nt\tsent\t1\ta@example.org\t250\tok\nt\tplan\t2\tanew\t1\t2026-11-22\tl\tl\n"
        "t\tperson\t2\ta@example.org\t1\tA\n",
        6);
    /* An unfinished plan counts for nothing, whatever follows. */
    assert_true(file_write(fixture->path,
                           TEXT(PLAN "t\tplan\t2\tanew\t2\t2026-11-22\tl\tl\nt\tperson\t2\tb@example.org\t1\tB\n"
                                     "t\tperson\t2\tc@exa\\torn\nt\ttry\t1\ta@example.org\t0\tid\n"),
                           &fixture->diagnostics));
    read_back(fixture);
    assert_string_equal(told(fixture), "a uncertain 1 got 1 id; ");
    assert_int_equal(fixture->state.plan->revision, 1);
}

static void is_private(void **state)
{
    struct fixture *fixture = *state;
    mode_t before = umask(0);
    struct journal *journal = opened(fixture);
    umask(before);
    struct stat status;
    for (const char *path = fixture->path; strlen(path) > strlen(fixture->top);) {
        assert_int_equal(stat(path, &status), 0);
        assert_int_equal(status.st_mode & 0777, S_ISDIR(status.st_mode) ? 0700 : 0600);
        path = text_string(&fixture->arena, text_slice(text_from(path), 0, (size_t)(strrchr(path, '/') - path)));
    }
    assert_int_equal(stat(file_path(&fixture->arena, fixture->folder, "lock"), &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
    closed(fixture, journal);
    /* Neither through a link nor to a device. */
    assert_int_equal(unlink(fixture->path), 0);
    assert_int_equal(symlink("/dev/full", fixture->path), 0);
    assert_null(journal_open(&fixture->arena, fixture->folder, fixture->path, &fixture->diagnostics));
    assert_false(journal_read(&fixture->arena, fixture->path, &fixture->state, &fixture->diagnostics));
    assert_int_equal(fixture->diagnostics.list.count, 2);
}

static void allows_one_sending_at_a_time(void **state)
{
    struct fixture *fixture = *state;
    assert_int_equal(journal_holder(fixture->folder), 0);
    int ready[2], end[2];
    char byte;
    assert_true(pipe(ready) == 0 && pipe(end) == 0);
    pid_t child = fork();
    if (child == 0) {
        close(end[1]);
        opened(fixture);
        if (write(ready[1], "x", 1) != 1 || read(end[0], &byte, 1) < 0)
            _exit(1);
        _exit(0);
    }
    assert_int_equal(read(ready[0], &byte, 1), 1);
    assert_int_equal(journal_holder(fixture->folder), child);
    const char *other = file_path(&fixture->arena, fixture->folder, "annat/1.journal");
    assert_null(journal_open(&fixture->arena, fixture->folder, other, &fixture->diagnostics));
    assert_int_equal(fixture->diagnostics.list.count, 1);
    const struct diagnostic *busy = fixture->diagnostics.list.items[0];
    struct text pid = text_format(&fixture->arena, "process %d", (int)child);
    assert_true(text_find(busy->message, pid, 0) < busy->message.size);
    assert_true(busy->hint.size > 0);
    kill(child, SIGKILL); /* and the lock is gone with it */
    assert_int_equal(waitpid(child, NULL, 0), child);
    assert_int_equal(journal_holder(fixture->folder), 0);
    closed(fixture, opened(fixture));
    for (size_t i = 0; i < 2; i++)
        close(ready[i]), close(end[i]);
}

/* With a disk that is full after `room` bytes, in a process of its own: how many events it took, or -1 when one was
 * taken after a failure. */
static int events_taken(struct fixture *fixture, rlim_t room)
{
    int status;
    pid_t child = fork();
    if (child == 0) {
        signal(SIGXFSZ, SIG_IGN);
        struct journal *journal = opened(fixture);
        struct stat now;
        stat(fixture->path, &now);
        struct rlimit limit = {(rlim_t)now.st_size + room, (rlim_t)now.st_size + room};
        setrlimit(RLIMIT_FSIZE, &limit);
        int taken = 0, failed = 0;
        for (int i = 0; i < 20; i++) {
            bool is_taken = journal_try(journal, 1, TEXT("a@example.org"), TEXT("id"));
            if ((is_taken && failed) || journal_wait(journal) != is_taken)
                _exit(99);
            taken += is_taken, failed += !is_taken;
            if (i == 15) { /* room again, but too late */
                limit.rlim_cur = limit.rlim_max;
                setrlimit(RLIMIT_FSIZE, &limit);
            }
        }
        bool is_closed = journal_close(journal, &fixture->diagnostics);
        _exit(is_closed == (failed > 0) || fixture->diagnostics.list.count != (failed > 0) ? 98 : taken);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void stops_when_the_disk_is_full(void **state)
{
    struct fixture *fixture = *state;
    struct journal *journal = opened(fixture);
    plan(fixture, journal, PLAN_FIRST, 1, "a");
    closed(fixture, journal);
    assert_int_equal(events_taken(fixture, 100000), 20);
    assert_int_equal(events_taken(fixture, 130), 2); /* 49 bytes each */
    struct text bytes;
    assert_true(file_read(&fixture->arena, fixture->path, &bytes, &fixture->diagnostics));
    assert_false(text_ends_with(bytes, "\n"));
    read_back(fixture);
    assert_int_equal(((struct delivery *)fixture->state.deliveries.items[0])->attempts, 22);
    closed(fixture, opened(fixture));
    assert_true(file_read(&fixture->arena, fixture->path, &bytes, &fixture->diagnostics));
    assert_true(text_ends_with(bytes, "\\torn\n"));
    read_back(fixture);
    assert_int_equal(((struct delivery *)fixture->state.deliveries.items[0])->attempts, 22);
    assert_int_equal(events_taken(fixture, 0), 0);
}

/* The journal as it stands, as if the computer had been started anew since. */
static void read_after_restart(struct fixture *fixture)
{
    struct text bytes, boot = journal_boot(&fixture->arena);
    struct buffer other = {.arena = &fixture->arena};
    assert_true(boot.size > 0);
    assert_true(file_read(&fixture->arena, fixture->path, &bytes, &fixture->diagnostics));
    for (size_t at = 0, found; at < bytes.size; at = found + boot.size) {
        found = text_find(bytes, boot, at);
        buffer_add(&other, text_slice(bytes, at, found));
        if (found < bytes.size)
            buffer_add_string(&other, "another");
    }
    const char *path = text_format(&fixture->arena, "%s.restarted", fixture->path).bytes;
    assert_true(file_write(path, buffer_text(&other), &fixture->diagnostics));
    assert_true(journal_read(&fixture->arena, path, &fixture->state, &fixture->diagnostics));
    assert_int_equal(unlink(path), 0);
}

/* Whoever comes next may have been tried without the disk knowing, but only when the computer itself stopped. */
static void counts_the_next_as_tried_after_a_restart(void **state)
{
    struct fixture *fixture = *state;
    struct journal *journal = opened(fixture);
    plan(fixture, journal, PLAN_FIRST, 1, "abc");
    assert_true(journal_try(journal, 1, key(fixture, 'a'), TEXT("a1@id")));
    struct text ahead[] = {key(fixture, 'b'), key(fixture, 'c')};
    assert_true(journal_announce(journal, 1, ahead, 2));
    assert_true(journal_wait_try(journal));
    assert_true(journal_answer(journal, 1, key(fixture, 'a'), DELIVERY_SENT, 250, TEXT("ok")));
    assert_true(journal_wait(journal));
    read_back(fixture);
    check_counts(fixture, 2, 0, 1, 0, 0);
    read_after_restart(fixture);
    check_counts(fixture, 0, 0, 1, 0, 2);
    assert_true(journal_try(journal, 1, key(fixture, 'b'), TEXT("b1@id")));
    assert_true(journal_wait_try(journal));
    assert_true(journal_answer(journal, 1, key(fixture, 'b'), DELIVERY_REFUSED, 550, TEXT("no")));
    closed(fixture, journal); /* nobody is next any more */
    read_after_restart(fixture);
    check_counts(fixture, 1, 0, 1, 1, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(knows_who_got_what, set_up, tear_down),
        cmocka_unit_test_setup_teardown(follows_revisions, set_up, tear_down),
        cmocka_unit_test_setup_teardown(keeps_any_words_on_a_line, set_up, tear_down),
        cmocka_unit_test_setup_teardown(survives_any_cut, set_up, tear_down),
        cmocka_unit_test_setup_teardown(finds_damage, set_up, tear_down),
        cmocka_unit_test_setup_teardown(is_private, set_up, tear_down),
        cmocka_unit_test_setup_teardown(allows_one_sending_at_a_time, set_up, tear_down),
        cmocka_unit_test_setup_teardown(stops_when_the_disk_is_full, set_up, tear_down),
        cmocka_unit_test_setup_teardown(counts_the_next_as_tried_after_a_restart, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
