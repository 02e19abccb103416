/* smtp.h: of every message it is known whether the server took it over, or that this is not known. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "deliver/smtp.h"
#include "mail_server.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

struct fixture {
    struct arena arena;
    struct mail_server *server;
    struct smtp *smtp;
};

static int set_up(void **state)
{
    *state = calloc(1, sizeof(struct fixture));
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    smtp_close(fixture->smtp);
    if (fixture->server)
        mail_server_free(fixture->server);
    arena_release(&fixture->arena);
    free(fixture);
    return 0;
}

/* A server with these turns, and a client to it. */
static void connect_to(struct fixture *fixture, const struct turn *turns, size_t count, const char *user)
{
    smtp_close(fixture->smtp);
    if (fixture->server)
        mail_server_free(fixture->server);
    fixture->server = mail_server_start(turns, count);
    struct smtp_server server = {
        .host = TEXT("127.0.0.1"),
        .port = fixture->server->port,
        .security = SMTP_PLAIN,
        .user = text_from(user),
        .password = TEXT("hemlig&ord"),
        .timeout = 1,
    };
    fixture->smtp = smtp_open(&fixture->arena, &server);
    assert_non_null(fixture->smtp);
}

static bool count_ends(void *context)
{
    ++*(int *)context;
    return true;
}

static int ends; /* how often before_end was called for the last message */

static struct smtp_answer send_one(struct fixture *fixture)
{
    ends = 0;
    struct smtp_message message = {
        .from = TEXT("avsandare@example.org"),
        .to = TEXT("anna@example.org"),
        .head = TEXT("Subject: hej\r\n"),
        .body = TEXT("\r\n.punkt\r\n..två\r\nslut\r\n"),
        .before_end = count_ends,
        .context = &ends,
    };
    return smtp_send(fixture->smtp, &fixture->arena, &message);
}

static void check_answer(struct smtp_answer answer, enum smtp_outcome outcome, int code, const char *words, int line)
{
    if (answer.outcome != outcome || answer.code != code || (words && !text_is(answer.words, words))) {
        print_error("line %d: outcome %d code %d '%.*s'\n", line, answer.outcome, answer.code,
                    TEXT_ARGUMENTS(answer.words));
        _fail(__FILE__, line);
    }
}
#define CHECK_ANSWER(answer, outcome, code, words) check_answer((answer), (outcome), (code), (words), __LINE__)

static void sends_over_one_connection(void **state)
{
    struct fixture *fixture = *state;
    connect_to(fixture, NULL, 0, NULL);
    for (int i = 0; i < 3; i++) {
        CHECK_ANSWER(send_one(fixture), SMTP_ACCEPTED, 250, "2.0.0 taken over");
        assert_int_equal(ends, 1);
    }
    mail_server_end(fixture->server);
    assert_int_equal(fixture->server->accepted, 3);
    assert_int_equal(fixture->server->connections, 1);
    static const char expected[] = "Subject: hej\r\n\r\n..punkt\r\n...två\r\nslut\r\n";
    assert_int_equal(fixture->server->message_size, sizeof expected - 1);
    assert_memory_equal(fixture->server->message, expected, sizeof expected - 1);
    assert_non_null(strstr(fixture->server->heard, "EHLO [127.0.0.1]\r\nMAIL FROM:<avsandare@example.org>\r\n"
                                                   "RCPT TO:<anna@example.org>\r\nDATA\r\n"));
}

/* What each answer, or none, makes of a message. */
static void knows_what_became_of_it(void **state)
{
    struct fixture *fixture = *state;
    static const struct {
        struct turn turn;
        enum smtp_outcome outcome;
        enum smtp_trouble trouble;
        int code, ends;
        const char *words;
    } cases[] = {
        {{.recipient = "550 5.1.1 no such user"}, SMTP_REFUSED, 0, 550, 0, "5.1.1 no such user"},
        {{.recipient = "451 4.7.1 greylisted"}, SMTP_LATER, 0, 451, 0, "4.7.1 greylisted"},
        {{.recipient = "421 closing"}, SMTP_BROKEN, SMTP_PASSING, 421, 0, "closing"},
        {{.recipient = "530 log in first"}, SMTP_BROKEN, SMTP_NO_LOGIN, 530, 0, "log in first"},
        {{.recipient = DROP}, SMTP_BROKEN, SMTP_PASSING, 0, 0, NULL},
        {{.recipient = SILENCE}, SMTP_BROKEN, SMTP_PASSING, 0, 0, NULL},
        {{.sender = "550 not you"}, SMTP_BROKEN, SMTP_UNWILLING, 550, 0, "not you"},
        {{.sender = "451 not now"}, SMTP_BROKEN, SMTP_PASSING, 451, 0, "not now"},
        {{.sender = DROP}, SMTP_BROKEN, SMTP_PASSING, 0, 0, NULL},
        {{.data = "554 no"}, SMTP_REFUSED, 0, 554, 0, "no"},
        {{.data = "451 no"}, SMTP_LATER, 0, 451, 0, "no"},
        {{.data = "421 no"}, SMTP_BROKEN, SMTP_PASSING, 421, 0, "no"},
        {{.end = "554 spam"}, SMTP_REFUSED, 0, 554, 1, "spam"},
        {{.end = "452 full"}, SMTP_LATER, 0, 452, 1, "full"},
        {{.end = "421 closing"}, SMTP_BROKEN, SMTP_PASSING, 421, 1, "closing"},
        {{.end = "250"}, SMTP_ACCEPTED, 0, 250, 1, ""},
        {{.end = "251 forwarded"}, SMTP_ACCEPTED, 0, 251, 1, "forwarded"},
        {{.end = "354 what"}, SMTP_UNCERTAIN, 0, 0, 1, NULL},
        {{.end = "no answer at all"}, SMTP_UNCERTAIN, 0, 0, 1, NULL},
        {{.end = DROP}, SMTP_UNCERTAIN, 0, 0, 1, NULL},
        {{.end = SILENCE}, SMTP_UNCERTAIN, 0, 0, 1, NULL},
        {{.greeting = "554 go away"}, SMTP_BROKEN, SMTP_UNWILLING, 554, 0, "go away"},
        {{.greeting = "421 busy"}, SMTP_BROKEN, SMTP_PASSING, 421, 0, "busy"},
        {{.greeting = DROP}, SMTP_BROKEN, SMTP_PASSING, 0, 0, NULL},
        {{.greeting = SILENCE}, SMTP_BROKEN, SMTP_PASSING, 0, 0, NULL},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        connect_to(fixture, &cases[i].turn, 1, NULL);
        struct smtp_answer answer = send_one(fixture);
        if (answer.outcome != cases[i].outcome || answer.trouble != cases[i].trouble || answer.code != cases[i].code ||
            ends != cases[i].ends || (cases[i].words && !text_is(answer.words, cases[i].words)) ||
            (!cases[i].words && !answer.words.size))
            fail_msg("case %zu: outcome %d trouble %d code %d ends %d '%.*s'", i, answer.outcome, answer.trouble,
                     answer.code, ends, TEXT_ARGUMENTS(answer.words));
    }
}

static void goes_on_after_trouble(void **state)
{
    struct fixture *fixture = *state;
    static const struct turn turns[] = {
        {.end = "554 spam"}, {0}, {.recipient = "550 who"}, {0}, {.end = DROP}, {0}, {.recipient = "421 bye"}, {0},
    };
    static const enum smtp_outcome outcomes[] = {SMTP_REFUSED,   SMTP_ACCEPTED, SMTP_REFUSED, SMTP_ACCEPTED,
                                                 SMTP_UNCERTAIN, SMTP_ACCEPTED, SMTP_BROKEN,  SMTP_ACCEPTED};
    connect_to(fixture, turns, COUNT(turns), NULL);
    for (size_t i = 0; i < COUNT(turns); i++)
        assert_int_equal(send_one(fixture).outcome, outcomes[i]);
    assert_int_equal(fixture->server->accepted, 4);
}

/* A server may hang up, or say 421, while nothing happens. */
static void renews_a_dead_connection_once(void **state)
{
    struct fixture *fixture = *state;
    static const char *const ways[] = {DROP, "421 4.4.2 timeout exceeded", SILENCE};
    for (size_t i = 0; i < COUNT(ways); i++) {
        struct turn turns[] = {{0}, {.sender = ways[i]}, {0}, {.sender = ways[i]}, {.sender = ways[i]}, {0}};
        connect_to(fixture, turns, COUNT(turns), NULL);
        CHECK_ANSWER(send_one(fixture), SMTP_ACCEPTED, 250, NULL);
        CHECK_ANSWER(send_one(fixture), SMTP_ACCEPTED, 250, NULL);
        assert_int_equal(ends, 1);
        assert_int_equal(fixture->server->connections, 2);
        assert_int_equal(send_one(fixture).outcome, SMTP_BROKEN);
        assert_int_equal(fixture->server->begun, 5);
    }
}

static bool give_up(void *context)
{
    (void)context;
    return false;
}

static bool wait_a_little(void *context)
{
    (void)context;
    usleep(300 * 1000);
    return true;
}

static void gives_up_before_the_end(void **state)
{
    struct fixture *fixture = *state;
    connect_to(fixture, NULL, 0, NULL);
    struct smtp_message message = {
        .from = TEXT("a@example.org"), .to = TEXT("b@example.org"), .body = TEXT("\r\nx\r\n"), .before_end = give_up};
    CHECK_ANSWER(smtp_send(fixture->smtp, &fixture->arena, &message), SMTP_BROKEN, 0, NULL);
    assert_int_equal(send_one(fixture).outcome, SMTP_ACCEPTED);
    assert_int_equal(fixture->server->accepted, 1);
    /* The server hung up while the end was prepared: nothing is uncertain. */
    static const struct turn drops = {.drops_after_data = true};
    connect_to(fixture, &drops, 1, NULL);
    message.before_end = wait_a_little;
    CHECK_ANSWER(smtp_send(fixture->smtp, &fixture->arena, &message), SMTP_BROKEN, 0, NULL);
}

static void keeps_words_harmless(void **state)
{
    struct fixture *fixture = *state;
    char *many = arena_allocate(&fixture->arena, 60000);
    for (size_t i = 0; i < 5000; i++)
        memcpy(many + 9 * i, "550-aaa\r\n", 9);
    memcpy(many + 45000, "550 b", 6);
    char *wide = arena_allocate(&fixture->arena, 60001);
    memset(wide, 'x', 60000);
    memcpy(wide, "550 ", 4);
    struct turn turns[] = {
        {.recipient = "550-5.1.1 \x1b[31mred\x07\r\n550-\r\n550  two\tthree\xff \xe2\x80\xae"},
        {.recipient = many},
        {.recipient = wide},
    };
    connect_to(fixture, turns, COUNT(turns), NULL);
    CHECK_ANSWER(send_one(fixture), SMTP_REFUSED, 550, "5.1.1 [31mred two three\xef\xbf\xbd");
    struct smtp_answer answer = send_one(fixture);
    CHECK_ANSWER(answer, SMTP_REFUSED, 550, NULL);
    assert_true(answer.words.size <= 420 && text_starts_with(answer.words, "aaa aaa"));
    answer = send_one(fixture);
    CHECK_ANSWER(answer, SMTP_REFUSED, 550, NULL);
    assert_true(answer.words.size <= 420 && text_starts_with(answer.words, "xxx"));
}

static void logs_in_and_tells_no_password(void **state)
{
    struct fixture *fixture = *state;
    /* "\0anna\0hemlig&ord" and "hemlig&ord" in base64 */
    static const struct turn echo = {.login =
                                         "535 AGFubmEAaGVtbGlnJm9yZA== aGVtbGlnJm9yZA== is hemlig&ord, hemlig&ord"};
    static const struct turn busy = {.login = "454 temporary failure"};
    static const struct turn none = {.hello = "250 test"};
    static const struct turn other = {.hello = "250-test\r\n250 AUTH GSSAPI XOAUTH2"};
    connect_to(fixture, NULL, 0, "anna");
    CHECK_ANSWER(send_one(fixture), SMTP_ACCEPTED, 250, NULL);
    CHECK_ANSWER(send_one(fixture), SMTP_ACCEPTED, 250, NULL);
    assert_int_equal(fixture->server->connections, 1);
    assert_non_null(strstr(fixture->server->heard, "AGFubmEAaGVtbGlnJm9yZA=="));
    connect_to(fixture, &echo, 1, "anna");
    struct smtp_answer answer = send_one(fixture);
    CHECK_ANSWER(answer, SMTP_BROKEN, 535, "*** *** is ***, ***");
    assert_int_equal(answer.trouble, SMTP_NO_LOGIN);
    connect_to(fixture, &busy, 1, "anna");
    answer = send_one(fixture);
    CHECK_ANSWER(answer, SMTP_BROKEN, 454, "temporary failure");
    assert_int_equal(answer.trouble, SMTP_PASSING);
    connect_to(fixture, &none, 1, "anna");
    answer = send_one(fixture);
    CHECK_ANSWER(answer, SMTP_BROKEN, 0, "the server offers no login");
    assert_int_equal(answer.trouble, SMTP_NO_LOGIN);
    assert_int_equal(fixture->server->begun, 0);
    connect_to(fixture, &other, 1, "anna");
    assert_int_equal(send_one(fixture).trouble, SMTP_NO_LOGIN);
}

static void refuses_what_is_no_address(void **state)
{
    struct fixture *fixture = *state;
    static const char *const addresses[] = {"",
                                            "a@example.org\r\nRCPT TO:<b@example.org",
                                            "a b@example.org",
                                            "a@example.org>",
                                            "-a@example.org",
                                            "a@example.org\n"};
    connect_to(fixture, NULL, 0, NULL);
    for (size_t i = 0; i < COUNT(addresses); i++) {
        struct smtp_message message = {.from = TEXT("a@example.org"), .to = text_from(addresses[i])};
        assert_int_equal(smtp_send(fixture->smtp, &fixture->arena, &message).outcome, SMTP_REFUSED);
        message = (struct smtp_message){.from = message.to, .to = message.from, .body = TEXT("\r\n")};
        assert_int_equal(smtp_send(fixture->smtp, &fixture->arena, &message).outcome, i ? SMTP_BROKEN : SMTP_ACCEPTED);
    }
    assert_int_equal(fixture->server->begun, 1);
}

static void needs_a_server_and_tls(void **state)
{
    struct fixture *fixture = *state;
    connect_to(fixture, NULL, 0, NULL);
    struct smtp_server server = {
        .host = TEXT("127.0.0.1"), .port = fixture->server->port, .security = SMTP_STARTTLS, .timeout = 1};
    struct {
        enum smtp_security security;
        const char *host;
        int port;
        enum smtp_trouble trouble;
    } cases[] = {
        {SMTP_STARTTLS, "127.0.0.1", fixture->server->port, SMTP_NO_TLS},
        {SMTP_PLAIN, "127.0.0.1", 1, SMTP_NO_HOST},
        {SMTP_STARTTLS, "no-such-host.invalid", 25, SMTP_NO_HOST},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        smtp_close(fixture->smtp);
        server.security = cases[i].security;
        server.host = text_from(cases[i].host);
        server.port = cases[i].port;
        fixture->smtp = smtp_open(&fixture->arena, &server);
        struct smtp_answer answer = send_one(fixture);
        CHECK_ANSWER(answer, SMTP_BROKEN, 0, NULL);
        assert_int_equal(answer.trouble, cases[i].trouble);
        assert_true(answer.words.size > 0);
    }
    assert_int_equal(fixture->server->begun, 0);
}

static void sends_what_is_big_and_slow(void **state)
{
    struct fixture *fixture = *state;
    size_t size = 700 * 1000;
    char *body = arena_allocate(&fixture->arena, size);
    for (size_t i = 0; i < size; i++)
        body[i] = (i % 70 == 68) ? '\r' : (i % 70 == 69) ? '\n' : (i % 70 == 0 && i % 3 == 0) ? '.' : 'x';
    struct smtp_message message = {.from = TEXT("a@example.org"),
                                   .to = TEXT("b@example.org"),
                                   .head = TEXT("A: b\r\n\r\n"),
                                   .body = {body, size},
                                   .before_end = wait_a_little};
    connect_to(fixture, NULL, 0, NULL);
    CHECK_ANSWER(smtp_send(fixture->smtp, &fixture->arena, &message), SMTP_ACCEPTED, 250, NULL);
    mail_server_end(fixture->server);
    size_t at = 8;
    assert_true(fixture->server->message_size < sizeof fixture->server->message);
    for (size_t i = 0; i < size; i++) {
        at += i % 70 == 0 && body[i] == '.';
        if (fixture->server->message[at++] != body[i])
            fail_msg("byte %zu differs", i);
    }
    assert_int_equal(at, fixture->server->message_size);
}

static void knows_loopback(void **state)
{
    (void)state;
    assert_true(smtp_is_loopback(TEXT("localhost")));
    assert_true(smtp_is_loopback(TEXT("LocalHost")));
    assert_true(smtp_is_loopback(TEXT("127.0.0.1")));
    assert_true(smtp_is_loopback(TEXT("127.9.9.9")));
    assert_true(smtp_is_loopback(TEXT("::1")));
    assert_true(smtp_is_loopback(TEXT("[::1]")));
    static const char *const others[] = {"",
                                         "127.0.0.1.example.org",
                                         "localhost.example.org",
                                         "128.0.0.1",
                                         "::2",
                                         "0.0.0.0",
                                         "127.1.example.org",
                                         "10.0.0.1",
                                         "[::1",
                                         "::ffff:10.0.0.1"};
    for (size_t i = 0; i < COUNT(others); i++)
        assert_false(smtp_is_loopback(text_from(others[i])));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(sends_over_one_connection, set_up, tear_down),
        cmocka_unit_test_setup_teardown(knows_what_became_of_it, set_up, tear_down),
        cmocka_unit_test_setup_teardown(goes_on_after_trouble, set_up, tear_down),
        cmocka_unit_test_setup_teardown(renews_a_dead_connection_once, set_up, tear_down),
        cmocka_unit_test_setup_teardown(gives_up_before_the_end, set_up, tear_down),
        cmocka_unit_test_setup_teardown(keeps_words_harmless, set_up, tear_down),
        cmocka_unit_test_setup_teardown(logs_in_and_tells_no_password, set_up, tear_down),
        cmocka_unit_test_setup_teardown(refuses_what_is_no_address, set_up, tear_down),
        cmocka_unit_test_setup_teardown(needs_a_server_and_tls, set_up, tear_down),
        cmocka_unit_test_setup_teardown(sends_what_is_big_and_slow, set_up, tear_down),
        cmocka_unit_test(knows_loopback),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
