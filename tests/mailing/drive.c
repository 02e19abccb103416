/* Sends a letter of common size to p0@example.org, p1@… as `rundbrev send` does, for tests with servers and for the
 * benchmark: drive FOLDER PERSONS [name=value…]. Plans when there is no plan yet; ends with the value of enum
 * sending_end, or 9. With states=1 it only prints each address with its state, with time=1 the seconds of the sending
 * and the program's greatest memory in kB. */
#include "base/file.h"
#include "letter.h"
#include "mailing/sending.h"

#include <unistd.h>

static volatile sig_atomic_t is_ended;

static void end(int number)
{
    (void)number;
    is_ended = 1;
}

static const char *value_of(int count, char **arguments, const char *name, const char *otherwise)
{
    size_t size = strlen(name);
    for (int i = 3; i < count; i++)
        if (!strncmp(arguments[i], name, size) && arguments[i][size] == '=')
            return arguments[i] + size + 1;
    return otherwise;
}

static bool plan(struct arena *arena, struct journal *journal, size_t persons, struct diagnostics *diagnostics)
{
    struct plan_of_sending plan = {.kind = PLAN_FIRST, .revision = 1, .date = {2026, 11, 22}};
    for (size_t i = 0; i < persons; i++) {
        struct mailbox person = {text_format(arena, "Person %zu", i), text_format(arena, "p%zu@example.org", i)};
        ARRAY_PUSH(arena, &plan.persons, person);
    }
    return journal_plan(journal, &plan, diagnostics);
}

static int print_states(const struct journal_state *state)
{
    static const char *const names[] = {"waiting", "later", "sent", "refused", "uncertain"};
    for (size_t i = 0; i < state->deliveries.count; i++) {
        const struct delivery *delivery = state->deliveries.items[i];
        printf("%.*s %s %.*s\n", TEXT_ARGUMENTS(delivery->key), names[delivery->state],
               TEXT_ARGUMENTS(delivery->message_id));
    }
    return 0;
}

int main(int count, char **arguments)
{
#define VALUE(name, otherwise) value_of(count, arguments, name, otherwise)
    struct arena arena = {0};
    struct diagnostics diagnostics = {.arena = &arena};
    struct journal_state state;
    if (count < 3)
        return 2;
    const char *path = file_path(&arena, arguments[1], "1.journal");
    if (strcmp(VALUE("states", "0"), "0") != 0) {
        int status = journal_read(&arena, path, &state, &diagnostics) ? print_states(&state) : 9;
        arena_release(&arena);
        return status;
    }
    struct smtp_server server = {
        .host = text_from(VALUE("host", "127.0.0.1")),
        .port = (int)strtol(VALUE("port", "25"), NULL, 10),
        .security = (enum smtp_security)strtol(VALUE("security", "2"), NULL, 10),
        .user = text_from(VALUE("user", "")),
        .password = text_from(VALUE("password", "")),
        .ca_file = text_from(VALUE("ca", "")),
        .timeout = (int)strtol(VALUE("timeout", "2"), NULL, 10),
    };
    struct letter letter = letter_of(&arena);
    struct sending sending = {
        .journal = journal_open(&arena, arguments[1], path, &diagnostics),
        .state = &state,
        .message = message_prepare(&arena, &letter),
        .letter_path = TEXT("laslust/2025/1"),
        .host = TEXT("example.org"),
        .return_path = TEXT("avsandare@example.org"),
        .server = &server,
        .per_minute = strtod(VALUE("rate", "0"), NULL),
        .retry = strtod(VALUE("retry", "0.05"), NULL),
        .attempts = (int)strtol(VALUE("attempts", "3"), NULL, 10),
        .is_ended = &is_ended,
    };
    signal(SIGINT, end);
    double start = seconds();
    int result = 9;
    if (sending.journal && journal_read(&arena, path, &state, &diagnostics) &&
        (state.plan || (plan(&arena, sending.journal, strtoul(arguments[2], NULL, 10), &diagnostics) &&
                        journal_read(&arena, path, &state, &diagnostics))))
        result = (int)sending_run(&arena, &sending, &diagnostics);
    if (strcmp(VALUE("time", "0"), "0") != 0)
        print_cost(start);
    if (sending.journal && !journal_close(sending.journal, &diagnostics))
        result = SENDING_UNWRITTEN;
    struct buffer buffer = {.arena = &arena};
    diagnostics_write(&diagnostics, SEVERITY_ALLOWED, &buffer);
    fprintf(stderr, "%.*s", TEXT_ARGUMENTS(buffer_text(&buffer)));
    arena_release(&arena);
    return result;
}
