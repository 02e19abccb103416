/* settings.h: the server's settings with every mistake, passwords from all three places, and who may read private/. */
#include "place.h"

#include "mailing/settings.h"

static bool read_settings(struct fixture *fixture, const char *yaml, struct smtp_settings *settings)
{
    put(fixture, text_from(yaml));
    return smtp_settings_read(&fixture->arena, fixture->path, settings, &fixture->diagnostics);
}

static void test_defaults(void **state)
{
    struct fixture *fixture = *state;
    struct smtp_settings settings;
    assert_true(read_settings(fixture, "server: smtp.example.org\n", &settings));
    assert_text(settings.server, "smtp.example.org");
    assert_text(settings.security, "starttls");
    assert_true(settings.port == 587 && settings.per_minute == 20 && settings.retry == 60);
    assert_true(settings.attempts == 5 && settings.timeout == 60);
    assert_text(settings.user, "");
    assert_true(read_settings(fixture, "server: smtp.example.org\nsecurity: tls\n", &settings));
    assert_true(settings.port == 465);
    assert_true(read_settings(fixture,
                              "server: 127.0.0.1\nport: 1025\nsecurity: none\nuser: alva\npassword_file: secret\n"
                              "certificates: /etc/own.pem\nreturn_path: studs@example.org\nper_minute: 0\n"
                              "retry: 2,5\nattempts: 1\ntimeout: 5\n",
                              &settings));
    assert_true(settings.port == 1025 && settings.per_minute == 0 && settings.retry == 2.5);
    assert_true(settings.attempts == 1 && settings.timeout == 5);
    assert_text(settings.return_path, "studs@example.org");
    assert_text(settings.certificates, "/etc/own.pem");
    static const char *const hosts[] = {"localhost", "\"::1\"", "\"[::1]\"", "127.8.9.1"};
    for (size_t i = 0; i < sizeof hosts / sizeof *hosts; i++) {
        struct text yaml = text_format(&fixture->arena, "server: %s\nsecurity: none\n", hosts[i]);
        assert_true(read_settings(fixture, yaml.bytes, &settings));
    }
}

static const struct {
    const char *yaml, *expected;
} mistakes[] = {
    {"server: smtp.example.org\nsecurity: none\n",
     "2:11 without encryption everybody on the way can read letters and password | write 'starttls' or 'tls'; 'none' "
     "is only for a server on this computer\n"},
    {"server: 127.0.0.1.example.org\nsecurity: none\n",
     "2:11 without encryption everybody on the way can read letters and password | write 'starttls' or 'tls'; 'none' "
     "is only for a server on this computer\n"},
    {"server: smtp.example.org:25\nport: 70000\nper_minute: -1\nretry: -1\nattempts: 0\ntimeout: 0\n",
     "2:7 there is no such port | write 587, or 465 with 'security: tls'\n"
     "3:13 'per_minute' must be between 0 and 100000 | write 20, which suits Microsoft 365, or 0 for no limit\n"
     "4:8 'retry' must be between 0 and 86400 seconds | write 60\n"
     "5:11 'attempts' must be between 1 and 100 | write 5\n"
     "6:10 'timeout' must be between 1 and 3600 seconds | write 60\n"},
    {"server: smtp://smtp.example.org\n", "1:9 this is no name of a server | write its name alone, such as "
                                          "smtp.example.org; the port stands in 'port'\n"},
    {"server: smtp.example.org\nuser: a\npassword_command: pass\npassword_file: x\n",
     "4:16 the password is told twice: by a command and by a file | keep one of the two\n"},
    {"server: smtp.example.org\npassword_command: pass\n",
     "2:19 there is a password, but no 'user' | add 'user: …', the name to log in with\n"},
    {"server: smtp.example.org\npassword: hemligt\n",
     "2:11 a password must not stand in this file | write 'password_command: …' with a command that prints it, or "
     "'password_file: …'\n"},
    {"servr: smtp.example.org\n", "1:1 unknown field 'servr' in the mail server's settings | did you mean 'server'?\n"},
    {"user: a\n", "1:1 'server' is missing in the mail server's settings | add 'server: …' (the mail server, such as "
                  "smtp.example.org)\n"},
};

static void test_mistakes(void **state)
{
    struct fixture *fixture = *state;
    struct smtp_settings settings;
    for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
        assert_false(read_settings(fixture, mistakes[i].yaml, &settings));
        assert_text(said(fixture), mistakes[i].expected);
    }
    unlink(fixture->path);
    assert_false(smtp_settings_read(&fixture->arena, fixture->path, &settings, &fixture->diagnostics));
    assert_text(said(fixture),
                "0:0 no mail server is told: there is no such file | write a text file with these lines: 'server: "
                "smtp.example.org', 'user: namn@example.org' and 'password_command: …', a command that prints the "
                "password\n");
}

/* `rundbrev schema` tells of this file beside those of the content. */
static void test_schema(void **state)
{
    static const struct record_type *const others[] = {&smtp_settings_type, NULL};
    struct fixture *fixture = *state;
    struct buffer json = {.arena = &fixture->arena}, reference = {.arena = &fixture->arena};
    fields_write_json(&json, others);
    fields_write_reference(&reference, others);
    assert_true(text_find(buffer_text(&json), TEXT("{\"$ref\": \"#/$defs/smtp\"}"), 0) < json.size);
    for (size_t i = 0; i < smtp_settings_type.count; i++) {
        struct text row = text_format(&fixture->arena, "\n| `%s` | ", smtp_settings_type.fields[i].name);
        struct text property = text_format(&fixture->arena, "\"%s\": {", smtp_settings_type.fields[i].name);
        assert_true(text_find(buffer_text(&reference), row, 0) < reference.size);
        assert_true(text_find(buffer_text(&json), property, 0) < json.size);
    }
}

/* What a way of telling the password comes to. */
static struct text password_by(struct fixture *fixture, const char *yaml)
{
    struct smtp_settings settings;
    struct text password;
    struct text whole = text_format(&fixture->arena, "server: localhost\nuser: alva\n%s\n", yaml);
    assert_true(read_settings(fixture, whole.bytes, &settings));
    return smtp_password_within(&fixture->arena, &settings, 1, &password, &fixture->diagnostics) ? password
                                                                                                 : said(fixture);
}

static void test_commands(void **state)
{
    static const struct {
        const char *yaml, *expected;
    } cases[] = {
        {"password_command: printf 'hem ligt\\n'", "hem ligt"},
        {"password_command: printf 'hemligt\\r\\n'", "hemligt"},
        {"password_command: cat; printf x", "x"}, /* nothing comes in */
        {"password_command: printf 'åäö'", "åäö"},
        {"password_command: exit 3",
         "1:1 the command for the password failed with status 3 | try it in a terminal: exit 3\n"},
        {"password_command: printf x; kill -9 $$",
         "1:1 the command for the password was killed by signal 9 | try it in a terminal: printf x; kill -9 $$\n"},
        {"password_command: exec sleep 20",
         "1:1 the command for the password did not end within 1 seconds | try it in a terminal: exec sleep 20\n"},
        {"password_command: exec >&-; exec sleep 20", "1:1 the command for the password did not end within 1 seconds | "
                                                      "try it in a terminal: exec >&-; exec sleep 20\n"},
        {"password_command: \"true\"",
         "1:1 the password is empty | let the command, the file or the variable hold the password alone\n"},
        {"password_command: printf 'a\\nb\\n'",
         "1:1 the password has a second line, or a character that no password has | let the command, the file or the "
         "variable hold the password alone\n"},
        {"password_command: printf 'a\\000b'",
         "1:1 the password has a second line, or a character that no password has | let the command, the file or the "
         "variable hold the password alone\n"},
        {"password_command: head -c 3000000 /dev/zero | tr '\\0' a",
         "1:1 the password is longer than 1024 characters | let the command, the file or the variable hold the "
         "password alone\n"},
    };
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_text(password_by(fixture, cases[i].yaml), cases[i].expected);
}

static void test_file_and_variable(void **state)
{
    struct fixture *fixture = *state;
    const char *secret = file_path(&fixture->arena, fixture->top, "secret");
    assert_true(file_write(secret, TEXT("hemligt\n"), &fixture->diagnostics));
    assert_int_equal(chmod(secret, 0600), 0);
    assert_text(password_by(fixture, "password_file: secret"), "hemligt");
    assert_text(password_by(fixture, text_format(&fixture->arena, "password_file: %s", secret).bytes), "hemligt");
    assert_int_equal(chmod(secret, 0640), 0);
    assert_text(password_by(fixture, "password_file: secret"),
                "1:1 others on this computer can read the password in '…/secret' | keep them out: chmod go= "
                "…/secret\n");
    assert_text(password_by(fixture, "password_file: none"), "cannot read '…/none': No such file or directory\n");
    unsetenv("RUNDBREV_SMTP_PASSWORD");
    assert_text(password_by(fixture, ""), "1:1 nothing tells the password of 'alva' | write 'password_command: …' or "
                                          "'password_file: …', or set RUNDBREV_SMTP_PASSWORD\n");
    setenv("RUNDBREV_SMTP_PASSWORD", "ur miljön", 1);
    assert_text(password_by(fixture, ""), "ur miljön");
    unsetenv("RUNDBREV_SMTP_PASSWORD");
    struct smtp_settings settings;
    struct text password;
    assert_true(read_settings(fixture, "server: localhost\n", &settings));
    assert_true(smtp_password(&fixture->arena, &settings, &password, &fixture->diagnostics));
    assert_text(password, "");
}

static bool is_private(struct fixture *fixture, const char *path)
{
    return private_folder_check(&fixture->arena, path, &fixture->diagnostics);
}

static void test_private(void **state)
{
    struct fixture *fixture = *state;
    const char *folder = file_path(&fixture->arena, fixture->top, "private");
    const char *link = file_path(&fixture->arena, fixture->top, "link");
    assert_false(is_private(fixture, folder));
    assert_text(said(fixture), "cannot read the folder '…/private': No such file or directory | make it, readable by "
                               "you alone: mkdir -m 700 …/private\n");
    assert_int_equal(mkdir(folder, 0700), 0);
    assert_int_equal(symlink("private", link), 0);
    assert_true(is_private(fixture, folder));
    assert_true(is_private(fixture, link));
    static const mode_t open_modes[] = {0710, 0701, 0740, 0704, 0755};
    for (size_t i = 0; i < sizeof open_modes / sizeof *open_modes; i++) {
        assert_int_equal(chmod(folder, open_modes[i]), 0);
        assert_false(is_private(fixture, link));
        assert_text(said(fixture), "0:0 others on this computer can read the addresses in this folder | keep them "
                                   "out: chmod -R go= …/link\n");
    }
    assert_int_equal(chmod(folder, 0700), 0);
    if (geteuid() == 0) {
        assert_int_equal(chown(folder, 12345, 12345), 0);
        assert_false(is_private(fixture, folder));
        assert_text(said(fixture),
                    "0:0 this folder belongs to somebody else, who can read the addresses | run the program as its "
                    "owner, or take it over: chown -R $USER …/private\n");
    }
    put(fixture, TEXT("x"));
    assert_false(is_private(fixture, fixture->path));
    assert_text(said(fixture), "0:0 this is no folder | make a folder of this name, readable by you alone\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_defaults, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_mistakes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_schema, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_commands, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_file_and_variable, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_private, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
