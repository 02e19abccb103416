/* unsubscribe.h: the secret is made once and kept, and openssl makes the same keys of it. */
#include "../base/harness.h"

#include "base/file.h"
#include "mailing/unsubscribe.h"

#include <glib.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

struct state {
    struct arena arena;
    struct diagnostics diagnostics;
    char folder[32];
    const char *path;
};

static int begin(void **context)
{
    struct state *state = calloc(1, sizeof *state);
    state->diagnostics.arena = &state->arena;
    snprintf(state->folder, sizeof state->folder, "/tmp/unsubscribe.XXXXXX");
    if (!mkdtemp(state->folder))
        return 1;
    state->path = file_path(&state->arena, state->folder, "unsubscribe.key");
    *context = state;
    return 0;
}

static int end(void **context)
{
    struct state *state = *context;
    file_remove_tree(state->folder, &state->diagnostics);
    arena_release(&state->arena);
    free(state);
    return 0;
}

static void makes_the_secret_once(void **context)
{
    struct state *state = *context;
    struct text first, second;
    assert_true(unsubscribe_secret(&state->arena, state->path, &first, &state->diagnostics));
    assert_true(unsubscribe_secret(&state->arena, state->path, &second, &state->diagnostics));
    assert_int_equal(first.size, 64);
    assert_true(text_equal(first, second));
    struct stat status;
    assert_int_equal(stat(state->path, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
    file_entries entries = {0};
    assert_true(file_list(&state->arena, state->folder, &entries, &state->diagnostics));
    assert_int_equal(entries.count, 1);
}

static void makes_another_secret_elsewhere(void **context)
{
    struct state *state = *context;
    struct text first, second;
    const char *other = file_path(&state->arena, state->folder, "other.key");
    assert_true(unsubscribe_secret(&state->arena, state->path, &first, &state->diagnostics));
    assert_true(unsubscribe_secret(&state->arena, other, &second, &state->diagnostics));
    assert_false(text_equal(first, second));
}

/* RFC 4231 has no case of this shape; openssl is the other implementation. */
static void agrees_with_openssl(void **context)
{
    struct state *state = *context;
    struct text secret;
    assert_true(unsubscribe_secret(&state->arena, state->path, &secret, &state->diagnostics));
    struct text key = unsubscribe_key(&state->arena, secret, TEXT("laslust"), TEXT("namn@example.org"));
    assert_int_equal(key.size, 32);
    struct text command = text_format(
        &state->arena, "printf '%%s\\n%%s' laslust namn@example.org | openssl dgst -sha256 -hmac \"$(cat %s)\"",
        state->path);
    char *arguments[] = {(char *)"/bin/sh", (char *)"-c", (char *)command.bytes, NULL}, *line = NULL;
    int status = 1;
    assert_true(g_spawn_sync(NULL, arguments, NULL, 0, NULL, NULL, &line, NULL, &status, NULL));
    assert_int_equal(status, 0);
    struct text digits = text_copy(&state->arena, text_from(line));
    g_free(line);
    digits = text_slice(digits, text_find(digits, TEXT("= "), 0) + 2, digits.size);
    assert_true(text_equal(text_slice(digits, 0, 32), key));
    assert_false(text_equal(key, unsubscribe_key(&state->arena, secret, TEXT("laslust"), TEXT("nam@example.org"))));
    assert_text(unsubscribe_key(&state->arena, (struct text){0}, TEXT("laslust"), TEXT("namn@example.org")), "");
    assert_false(text_equal(key, unsubscribe_key(&state->arena, secret, TEXT("lasluster"), TEXT("namn@example.org"))));
}

static void refuses_what_is_no_secret(void **context)
{
    struct state *state = *context;
    static const char *const wrong[] = {"", "abc\n",
                                        "zz345678901234567890123456789012345678901234567890123456789012\n"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct text secret;
        assert_true(file_write(state->path, text_from(wrong[i]), &state->diagnostics));
        assert_false(unsubscribe_secret(&state->arena, state->path, &secret, &state->diagnostics));
        struct text message = written(&state->diagnostics);
        assert_true(text_find(message, TEXT("no secret"), 0) < message.size);
    }
    struct text secret;
    const char *nowhere = file_path(&state->arena, state->folder, "missing/unsubscribe.key");
    assert_false(unsubscribe_secret(&state->arena, nowhere, &secret, &state->diagnostics));
    assert_true(written(&state->diagnostics).size > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(makes_the_secret_once, begin, end),
        cmocka_unit_test_setup_teardown(makes_another_secret_elsewhere, begin, end),
        cmocka_unit_test_setup_teardown(agrees_with_openssl, begin, end),
        cmocka_unit_test_setup_teardown(refuses_what_is_no_secret, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
