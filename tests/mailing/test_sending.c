/* sending.h: each person gets the letter once, whatever the server does, and the journal knows it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../deliver/mail_server.h"
#include "base/file.h"
#include "mailing/sending.h"

#include <errno.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

struct fixture {
    struct arena arena;
    struct diagnostics diagnostics;
    char top[64];
    const char *folder, *path;
    struct journal *journal;
    struct journal_state state;
    struct mail_server *server;
    struct smtp_server address;
    struct letter letter;
    struct sending sending;
    size_t done, total; /* as the progress told */
};

static volatile sig_atomic_t is_ended;

static void note_progress(void *context, size_t done, size_t total)
{
    struct fixture *fixture = context;
    fixture->done = done;
    fixture->total = total;
}

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    *state = fixture;
    fixture->diagnostics.arena = &fixture->arena;
    snprintf(fixture->top, sizeof fixture->top, "/tmp/rundbrev-test-sending-XXXXXX");
    if (!mkdtemp(fixture->top))
        return -1;
    fixture->folder = file_path(&fixture->arena, fixture->top, "sent");
    fixture->path = file_path(&fixture->arena, fixture->folder, "1.journal");
    fixture->letter = (struct letter){
        .from = {TEXT("Nätverket"), TEXT("avsandare@example.org")},
        .subject = TEXT("Hej"),
        .date = {2026, 11, 22},
        .message_id = TEXT("letter@example.org"),
        .language = TEXT("sv"),
        .text = TEXT("Hej!\n"),
        .html = TEXT("<p>Hej!</p>\n"),
    };
    is_ended = 0;
    fixture->sending = (struct sending){
        .state = &fixture->state,
        .message = message_prepare(&fixture->arena, &fixture->letter),
        .letter_path = TEXT("laslust/2025/1"),
        .host = TEXT("example.org"),
        .return_path = TEXT("avsandare@example.org"),
        .server = &fixture->address,
        .retry = 0.02,
        .attempts = 3,
        .is_ended = &is_ended,
        .progress = note_progress,
        .progress_context = fixture,
    };
    return 0;
}

static void stop_server(struct fixture *fixture)
{
    if (fixture->server)
        mail_server_free(fixture->server);
    fixture->server = NULL;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    stop_server(fixture);
    file_remove_tree(fixture->top, &fixture->diagnostics);
    arena_release(&fixture->arena);
    free(fixture);
    return 0;
}

/* A plan to so many persons: p0@example.org … */
static void plan(struct fixture *fixture, enum plan_kind kind, int revision, int persons)
{
    struct plan_of_sending plan = {.kind = kind, .revision = revision, .date = {2026, 11, 22}};
    for (int i = 0; i < persons; i++) {
        struct mailbox person = {.name = text_format(&fixture->arena, "Person %d", i),
                                 .email = text_format(&fixture->arena, "P%d@example.org", i)};
        ARRAY_PUSH(&fixture->arena, &plan.persons, person);
    }
    struct journal *journal = journal_open(&fixture->arena, fixture->folder, fixture->path, &fixture->diagnostics);
    assert_non_null(journal);
    assert_true(journal_plan(journal, &plan, &fixture->diagnostics));
    assert_true(journal_close(journal, &fixture->diagnostics));
}

static void read_back(struct fixture *fixture, struct journal_state *state)
{
    if (!journal_read(&fixture->arena, fixture->path, state, &fixture->diagnostics))
        fail_msg("%.*s", TEXT_ARGUMENTS(fixture->diagnostics.list.items[0]->message));
}

/* Starts a server with these turns, on which the next runs go on. */
static void serve_turns(struct fixture *fixture, const struct turn *turns, size_t count)
{
    stop_server(fixture);
    fixture->server = mail_server_start(turns, count);
    fixture->address = (struct smtp_server){
        .host = TEXT("127.0.0.1"), .port = fixture->server->port, .security = SMTP_PLAIN, .timeout = 1};
}

/* One run; what it leaves in `state` is what a new reading of the journal tells. */
static enum sending_end run(struct fixture *fixture)
{
    struct journal_state told;
    fixture->diagnostics.list.count = 0;
    fixture->sending.journal = journal_open(&fixture->arena, fixture->folder, fixture->path, &fixture->diagnostics);
    assert_non_null(fixture->sending.journal);
    read_back(fixture, &fixture->state);
    enum sending_end end = sending_run(&fixture->arena, &fixture->sending, &fixture->diagnostics);
    assert_true(journal_close(fixture->sending.journal, &fixture->diagnostics));
    read_back(fixture, &told);
    assert_memory_equal(told.counts, fixture->state.counts, sizeof told.counts);
    for (size_t i = 0; i < told.deliveries.count; i++) {
        const struct delivery *here = fixture->state.deliveries.items[i], *there = told.deliveries.items[i];
        assert_int_equal(here->state, there->state);
        assert_int_equal(here->got, there->got);
        assert_int_equal(here->code, there->code);
        assert_true(text_equal(here->message_id, there->message_id));
        assert_true(text_equal(here->words, there->words));
    }
    assert_int_equal(fixture->diagnostics.list.count, end == SENDING_BROKEN);
    return end;
}

static const char *states(struct fixture *fixture)
{
    char *letters = arena_allocate(&fixture->arena, fixture->state.deliveries.count + 1);
    for (size_t i = 0; i < fixture->state.deliveries.count; i++)
        letters[i] = "wlsru"[fixture->state.deliveries.items[i]->state];
    return letters;
}

static bool is_said(struct fixture *fixture, const char *words)
{
    struct text message = fixture->diagnostics.list.items[0]->message;
    bool is_there = text_find(message, text_from(words), 0) < message.size;
    if (!is_there)
        print_error("%.*s\n", TEXT_ARGUMENTS(message));
    return is_there && fixture->diagnostics.list.items[0]->hint.size;
}

static int recipients_heard(struct fixture *fixture, const char *address)
{
    int count = 0;
    char command[100];
    snprintf(command, sizeof command, "RCPT TO:<%s>", address);
    for (const char *found = fixture->server->heard; (found = strstr(found, command)) != NULL; found++)
        count++;
    return count;
}

static void sends_to_each_once(void **state)
{
    struct fixture *fixture = *state;
    plan(fixture, PLAN_FIRST, 1, 5);
    serve_turns(fixture, NULL, 0);
    read_back(fixture, &fixture->state);
    assert_int_equal(sending_count(&fixture->state, false), 5);
    assert_int_equal(run(fixture), SENDING_DONE);
    assert_string_equal(states(fixture), "sssss");
    assert_int_equal(fixture->done, 5);
    assert_int_equal(fixture->total, 5);
    assert_int_equal(sending_count(&fixture->state, true), 0);
    for (int i = 0; i < 5; i++)
        assert_int_equal(recipients_heard(fixture, text_format(&fixture->arena, "P%d@example.org", i).bytes), 1);
    assert_int_equal(run(fixture), SENDING_DONE);
    mail_server_end(fixture->server);
    assert_int_equal(fixture->server->accepted, 5);
    assert_int_equal(fixture->server->connections, 1);
    struct text message = {fixture->server->message, fixture->server->message_size};
    const struct delivery *last = fixture->state.deliveries.items[4];
    assert_true(text_find(message, TEXT("P4@example.org"), 0) < message.size);
    assert_true(text_find(message, TEXT("P3@example.org"), 0) == message.size);
    assert_true(text_find(message, last->message_id, 0) < message.size);
    assert_true(text_find(message, TEXT("In-Reply-To"), 0) == message.size);
}

static void puts_off_and_tries_again(void **state)
{
    struct fixture *fixture = *state;
    static const struct turn turns[] = {
        {0}, {.recipient = "550 no"}, {.recipient = "451 wait"}, {.end = DROP}, {0}, {.end = "452 wait"}, {0},
    };
    plan(fixture, PLAN_FIRST, 1, 5);
    serve_turns(fixture, turns, COUNT(turns));
    assert_int_equal(run(fixture), SENDING_DONE);
    assert_string_equal(states(fixture), "srsus");
    assert_int_equal(((struct delivery *)fixture->state.deliveries.items[2])->attempts, 3);
    assert_int_equal(fixture->server->begun, 7);
    /* Who is uncertain gets nothing more, unless that is asked for; with the same id. */
    assert_int_equal(run(fixture), SENDING_DONE);
    assert_int_equal(fixture->server->begun, 7);
    struct text id = ((struct delivery *)fixture->state.deliveries.items[3])->message_id;
    assert_true(id.size > 0);
    fixture->sending.resend_uncertain = true;
    assert_int_equal(run(fixture), SENDING_DONE);
    assert_string_equal(states(fixture), "srsss");
    assert_int_equal(fixture->server->begun, 8);
    assert_true(text_equal(id, ((struct delivery *)fixture->state.deliveries.items[3])->message_id));
}

static void ends_with_those_who_were_put_off(void **state)
{
    struct fixture *fixture = *state;
    static const struct turn turns[] = {{0}, {.recipient = "451 wait"}, {0}, {.recipient = "451 wait"}};
    plan(fixture, PLAN_FIRST, 1, 3);
    serve_turns(fixture, turns, COUNT(turns));
    assert_int_equal(run(fixture), SENDING_LATER);
    assert_string_equal(states(fixture), "sls");
    assert_int_equal(fixture->server->begun, 5);
    assert_int_equal(fixture->done, 3);
    serve_turns(fixture, NULL, 0);
    assert_int_equal(run(fixture), SENDING_DONE);
    assert_string_equal(states(fixture), "sss");
    assert_int_equal(fixture->server->begun, 1);
}

static double seconds(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void waits_for_a_server_in_trouble(void **state)
{
    struct fixture *fixture = *state;
    static const struct turn passing[] = {{0}, {.sender = "421 busy"}, {.sender = "421 busy"}, {.data = DROP}, {0}};
    static const struct turn lasting[] = {{0}, {.sender = "451 4.3.0 too\tbusy"}};
    plan(fixture, PLAN_FIRST, 1, 3);
    serve_turns(fixture, passing, COUNT(passing));
    assert_int_equal(run(fixture), SENDING_DONE);
    assert_string_equal(states(fixture), "sss");
    assert_int_equal(fixture->server->accepted, 3);
    plan(fixture, PLAN_CORRECTION, 2, 3);
    serve_turns(fixture, lasting, COUNT(lasting));
    double start = seconds();
    assert_int_equal(run(fixture), SENDING_BROKEN);
    assert_true(seconds() - start >= 0.02 + 0.04 + 0.08);
    assert_string_equal(states(fixture), "sww");
    assert_int_equal(fixture->server->begun, 5); /* once, and three times more */
    assert_true(is_said(fixture, "451 4.3.0 too busy"));
    assert_true(is_said(fixture, "'127.0.0.1:"));
    assert_int_equal(((struct delivery *)fixture->state.deliveries.items[1])->attempts, 0);
    stop_server(fixture);
    assert_int_equal(run(fixture), SENDING_BROKEN);
    assert_string_equal(states(fixture), "sww");
}

static void takes_many_put_off_for_trouble(void **state)
{
    struct fixture *fixture = *state;
    static const struct turn busy = {.recipient = "451 busy"};
    plan(fixture, PLAN_FIRST, 1, 50);
    serve_turns(fixture, &busy, 1);
    assert_int_equal(run(fixture), SENDING_BROKEN);
    assert_int_equal(fixture->state.counts[DELIVERY_LATER], 12);
    assert_true(is_said(fixture, "451 busy"));
}

static void makes_few_uncertain(void **state)
{
    struct fixture *fixture = *state;
    static const struct turn drops = {.end = DROP}, after_data = {.drops_after_data = true};
    plan(fixture, PLAN_FIRST, 1, 10);
    serve_turns(fixture, &drops, 1);
    assert_int_equal(run(fixture), SENDING_BROKEN);
    assert_string_equal(states(fixture), "uuuwwwwwww");
    assert_true(is_said(fixture, "3 messages in a row"));
    /* A server that hangs up during the message: what is uncertain of it is bounded too. */
    serve_turns(fixture, &after_data, 1);
    assert_int_equal(run(fixture), SENDING_BROKEN);
    assert_int_equal(fixture->server->accepted, 0);
    assert_true(fixture->state.counts[DELIVERY_UNCERTAIN] <= 6);
}

static void sees_that_we_are_refused(void **state)
{
    struct fixture *fixture = *state;
    static const struct turn relay = {.recipient = "554 5.7.1 relay access denied"};
    static const struct turn login = {.login = "535 no"};
    plan(fixture, PLAN_FIRST, 1, 10);
    serve_turns(fixture, &relay, 1);
    assert_int_equal(run(fixture), SENDING_BROKEN);
    assert_string_equal(states(fixture), "rrrrrwwwww");
    assert_true(is_said(fixture, "5 persons in a row"));
    assert_true(is_said(fixture, "554 5.7.1 relay access denied"));
    serve_turns(fixture, &login, 1);
    fixture->address.user = TEXT("anna"), fixture->address.password = TEXT("hemlig");
    fixture->sending.retry = 100; /* of no use to wait */
    assert_int_equal(run(fixture), SENDING_BROKEN);
    assert_string_equal(states(fixture), "rrrrrwwwww");
    assert_true(is_said(fixture, "the login is refused (535 no)"));
}

static void end_after_two(void *context, size_t done, size_t total)
{
    (void)context, (void)total;
    is_ended = done >= 2;
}

static void note_signal(int number)
{
    (void)number;
    is_ended = 1;
}

static void ends_by_a_signal(void **state)
{
    struct fixture *fixture = *state;
    plan(fixture, PLAN_FIRST, 1, 5);
    serve_turns(fixture, NULL, 0);
    fixture->sending.progress = end_after_two;
    assert_int_equal(run(fixture), SENDING_ENDED);
    assert_string_equal(states(fixture), "sswww");
    /* Also while it waits. */
    is_ended = 0;
    fixture->sending.progress = NULL;
    fixture->sending.per_minute = 1;
    signal(SIGALRM, note_signal);
    setitimer(ITIMER_REAL, &(struct itimerval){.it_value.tv_usec = 200 * 1000}, NULL);
    double start = seconds();
    assert_int_equal(run(fixture), SENDING_ENDED);
    assert_true(seconds() - start < 2);
    assert_string_equal(states(fixture), "sssww");
    is_ended = 1;
    assert_int_equal(run(fixture), SENDING_ENDED);
    is_ended = 0;
    fixture->sending.per_minute = 0;
    assert_int_equal(run(fixture), SENDING_DONE);
    assert_int_equal(fixture->server->accepted, 5);
}

static void keeps_the_rate(void **state)
{
    struct fixture *fixture = *state;
    plan(fixture, PLAN_FIRST, 1, 5);
    serve_turns(fixture, NULL, 0);
    fixture->sending.per_minute = 60 / 0.15;
    double start = seconds();
    assert_int_equal(run(fixture), SENDING_DONE);
    assert_true(seconds() - start >= 0.6);
    assert_int_equal(fixture->server->connections, 1);
}

static void answers_what_was_corrected(void **state)
{
    struct fixture *fixture = *state;
    plan(fixture, PLAN_FIRST, 1, 1);
    serve_turns(fixture, NULL, 0);
    assert_int_equal(run(fixture), SENDING_DONE);
    struct text first = ((struct delivery *)fixture->state.deliveries.items[0])->message_id;
    plan(fixture, PLAN_CORRECTION, 2, 1);
    assert_int_equal(run(fixture), SENDING_DONE);
    const struct delivery *delivery = fixture->state.deliveries.items[0];
    assert_int_equal(delivery->got, 2);
    assert_false(text_equal(first, delivery->message_id));
    struct text field = text_format(&fixture->arena, "In-Reply-To: <%.*s>", TEXT_ARGUMENTS(first));
    mail_server_end(fixture->server);
    struct text message = {fixture->server->message, fixture->server->message_size};
    assert_true(text_find(message, field, 0) < message.size);
}

static void ids_are_stable_and_apart(void **state)
{
    struct fixture *fixture = *state;
    static const struct {
        const char *letter, *key;
        int revision;
    } persons[] = {{"n/r/1", "a@example.org", 1},
                   {"n/r/1", "a@example.org", 2},
                   {"n/r/1", "b@example.org", 1},
                   {"n/r/2", "a@example.org", 1},
                   {"n/r/1a", "@example.org", 1}};
    struct text ids[COUNT(persons)];
    for (size_t i = 0; i < COUNT(persons); i++) {
        for (int again = 0; again < 2; again++) {
            struct text id = sending_message_id(&fixture->arena, text_from(persons[i].letter),
                                                text_from(persons[i].key), persons[i].revision, TEXT("example.org"));
            assert_true(!again || text_equal(id, ids[i]));
            ids[i] = id;
        }
        assert_true(text_ends_with(ids[i], "@example.org"));
        for (size_t j = 0; j < i; j++)
            assert_false(text_equal(ids[i], ids[j]));
    }
}

/* In a process of its own, where files may grow by so many bytes. */
static enum sending_end run_with_room(struct fixture *fixture, rlim_t room)
{
    int status;
    pid_t child = fork();
    if (child == 0) {
        struct stat file;
        signal(SIGXFSZ, SIG_IGN);
        fixture->sending.journal = journal_open(&fixture->arena, fixture->folder, fixture->path, &fixture->diagnostics);
        read_back(fixture, &fixture->state);
        stat(fixture->path, &file);
        struct rlimit limit = {(rlim_t)file.st_size + room, (rlim_t)file.st_size + room};
        setrlimit(RLIMIT_FSIZE, &limit);
        enum sending_end end = sending_run(&fixture->arena, &fixture->sending, &fixture->diagnostics);
        _exit(journal_close(fixture->sending.journal, &fixture->diagnostics) == (end == SENDING_UNWRITTEN) ? 99
                                                                                                           : (int)end);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? (enum sending_end)WEXITSTATUS(status) : SENDING_DONE;
}

static void sends_nothing_that_is_not_written(void **state)
{
    struct fixture *fixture = *state;
    for (rlim_t room = 0; room < 500; room += 37) {
        file_remove_tree(fixture->folder, &fixture->diagnostics);
        plan(fixture, PLAN_FIRST, 1, 4);
        serve_turns(fixture, NULL, 0);
        assert_int_equal(run_with_room(fixture, room), SENDING_UNWRITTEN);
        read_back(fixture, &fixture->state);
        size_t sent = fixture->state.counts[DELIVERY_SENT], uncertain = fixture->state.counts[DELIVERY_UNCERTAIN];
        size_t accepted = (size_t)fixture->server->accepted;
        assert_true(accepted >= sent && accepted <= sent + uncertain && uncertain <= 1);
        /* With room again the rest gets it, and nobody twice. */
        assert_int_equal(run(fixture), SENDING_DONE);
        assert_int_equal(fixture->server->accepted, accepted + 4 - sent - uncertain);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(sends_to_each_once, set_up, tear_down),
        cmocka_unit_test_setup_teardown(puts_off_and_tries_again, set_up, tear_down),
        cmocka_unit_test_setup_teardown(ends_with_those_who_were_put_off, set_up, tear_down),
        cmocka_unit_test_setup_teardown(waits_for_a_server_in_trouble, set_up, tear_down),
        cmocka_unit_test_setup_teardown(takes_many_put_off_for_trouble, set_up, tear_down),
        cmocka_unit_test_setup_teardown(makes_few_uncertain, set_up, tear_down),
        cmocka_unit_test_setup_teardown(sees_that_we_are_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(ends_by_a_signal, set_up, tear_down),
        cmocka_unit_test_setup_teardown(keeps_the_rate, set_up, tear_down),
        cmocka_unit_test_setup_teardown(answers_what_was_corrected, set_up, tear_down),
        cmocka_unit_test_setup_teardown(ids_are_stable_and_apart, set_up, tear_down),
        cmocka_unit_test_setup_teardown(sends_nothing_that_is_not_written, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
