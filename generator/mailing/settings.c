#include "mailing/settings.h"

#include "base/file.h"
#include "base/path.h"
#include "base/translate.h"
#include "deliver/smtp.h"
#include "model/fields_read.h"
#include "read/source.h"
#include "read/yaml.h"

#include <errno.h>
#include <stddef.h>
#include <sys/stat.h>
#include <unistd.h>

#define FIELD(owner, member, its_kind, words, ...)                                                                     \
    {                                                                                                                  \
        .name = #member, .kind = FIELD_##its_kind, .offset = offsetof(struct owner, member), .help = words,            \
        __VA_ARGS__                                                                                                    \
    }

static const char *const securities[] = {"starttls", "tls", "none", NULL};

static const struct field fields[] = {
    FIELD(smtp_settings, server, CODE, "the mail server, such as smtp.example.org", .is_required = true),
    FIELD(smtp_settings, port, COUNT, "the server's port; else 587, or 465 for tls"),
    FIELD(smtp_settings, security, CHOICE, "how the line is encrypted; none only for a server on this computer",
          .choices = securities, .fallback = "starttls"),
    FIELD(smtp_settings, user, CODE, "the name to log in with; without it there is no login"),
    FIELD(smtp_settings, password_command, CODE, "a command that prints the password, such as: pass show brev"),
    FIELD(smtp_settings, password_file, CODE,
          "a file that holds the password, readable by its owner alone, seen from the folder of smtp.yml"),
    FIELD(smtp_settings, certificates, CODE, "a PEM file with the certificates to trust; else those of the system"),
    FIELD(smtp_settings, return_path, EMAIL,
          "where messages that cannot be delivered go; else to the sender's address"),
    FIELD(smtp_settings, per_minute, NUMBER, "how many messages a minute at most; 0 is no limit", .fallback = "20"),
    FIELD(smtp_settings, retry, NUMBER,
          "seconds before somebody whom the server put off is tried again; doubled each time", .fallback = "60"),
    FIELD(smtp_settings, attempts, COUNT, "how often a person is tried in one run", .fallback = "5"),
    FIELD(smtp_settings, timeout, COUNT, "seconds that the server may be silent", .fallback = "60"),
};

const struct record_type smtp_settings_type = {
    .name = "smtp",
    .the = N_("the mail server's settings"),
    .help = N_("private/smtp.yml: by which server letters are sent; no password stands in it"),
    .size = sizeof(struct smtp_settings),
    .fields = fields,
    .count = sizeof fields / sizeof *fields,
};

/* Reading */

struct checking_settings {
    struct diagnostics *diagnostics;
    const struct yaml_node *node;
    struct smtp_settings *settings;
};

static bool say(struct checking_settings *checking, const char *field, const char *message, const char *hint)
{
    const struct yaml_node *value = yaml_get(checking->node, field);
    struct place place = value ? value->place : checking->node->place;
    struct diagnostic *error = diagnostic_error(checking->diagnostics, place, "%s", translate(message));
    diagnostic_hint(checking->diagnostics, error, "%s", translate(hint));
    return false;
}

static bool is_host(struct text host)
{
    for (size_t i = 0; i < host.size; i++)
        if (host.bytes[i] <= ' ' || strchr("/@\"'<>\\?#%", host.bytes[i]) || (unsigned char)host.bytes[i] >= 0x7F)
            return false;
    return host.size > 0 && host.bytes[0] != '-';
}

/* Against a slip of a zero or a minus. */
static bool is_between(double number, double least, double most)
{
    return number >= least && number <= most;
}

static bool check_numbers(struct checking_settings *checking)
{
    const struct smtp_settings *settings = checking->settings;
    bool is_good = true;
    if (!is_between(settings->port, 1, 65535))
        is_good = say(checking, "port", N_("there is no such port"), N_("write 587, or 465 with 'security: tls'"));
    if (!is_between(settings->per_minute, 0, 100000))
        is_good = say(checking, "per_minute", N_("'per_minute' must be between 0 and 100000"),
                      N_("write 20, which suits Microsoft 365, or 0 for no limit"));
    if (!is_between(settings->retry, 0, 86400))
        is_good = say(checking, "retry", N_("'retry' must be between 0 and 86400 seconds"), N_("write 60"));
    if (!is_between(settings->attempts, 1, 100))
        is_good = say(checking, "attempts", N_("'attempts' must be between 1 and 100"), N_("write 5"));
    if (!is_between(settings->timeout, 1, 3600))
        is_good = say(checking, "timeout", N_("'timeout' must be between 1 and 3600 seconds"), N_("write 60"));
    return is_good;
}

static bool check(struct checking_settings *checking)
{
    const struct smtp_settings *settings = checking->settings;
    bool is_good = check_numbers(checking);
    if (!is_host(settings->server))
        is_good = say(checking, "server", N_("this is no name of a server"),
                      N_("write its name alone, such as smtp.example.org; the port stands in 'port'"));
    if (text_is(settings->security, "none") && !smtp_is_loopback(settings->server))
        is_good = say(checking, "security", N_("without encryption everybody on the way can read letters and password"),
                      N_("write 'starttls' or 'tls'; 'none' is only for a server on this computer"));
    if (settings->password_command.size && settings->password_file.size)
        is_good = say(checking, "password_file", N_("the password is told twice: by a command and by a file"),
                      N_("keep one of the two"));
    if (!settings->user.size && (settings->password_command.size || settings->password_file.size))
        is_good = say(checking, settings->password_file.size ? "password_file" : "password_command",
                      N_("there is a password, but no 'user'"), N_("add 'user: …', the name to log in with"));
    return is_good;
}

static void say_no_file(struct arena *arena, const char *path, struct diagnostics *diagnostics)
{
    struct source *source = ARENA_NEW(arena, struct source);
    source->path = text_copy(arena, text_from(path));
    struct place place = {source, 0, 0};
    struct diagnostic *error = diagnostic_error(diagnostics, place, "no mail server is told: there is no such file");
    diagnostic_hint(diagnostics, error,
                    "write a text file with these lines: 'server: smtp.example.org', 'user: namn@example.org' and "
                    "'password_command: …', a command that prints the password");
}

static bool read_settings(struct arena *arena, const char *path, struct smtp_settings *settings,
                          struct diagnostics *diagnostics)
{
    *settings = (struct smtp_settings){0};
    if (file_kind(path) == FILE_NONE) {
        say_no_file(arena, path, diagnostics);
        return false;
    }
    struct source *source = source_read(arena, path, text_from(path), diagnostics);
    if (!source)
        return false;
    struct passage passage = source_passage(source);
    struct checking_settings checking = {diagnostics, yaml_parse(arena, &passage, diagnostics), settings};
    if (!checking.node)
        return false;
    if (yaml_get(checking.node, "password"))
        return say(&checking, "password", N_("a password must not stand in this file"),
                   N_("write 'password_command: …' with a command that prints it, or 'password_file: …'"));
    struct reading reading = {.arena = arena, .diagnostics = diagnostics, .context.language = TEXT("sv")};
    settings->place = checking.node->place;
    bool is_good = fields_read(&reading, &smtp_settings_type, checking.node, settings);
    if (!settings->port)
        settings->port = text_is(settings->security, "tls") ? 465 : 587;
    return is_good && check(&checking);
}

/* A password may stand in the file by mistake: messages tell the line, and do not show it. */
static void hide_lines(const struct source *bare, struct diagnostics *diagnostics, size_t from)
{
    for (size_t i = from; i < diagnostics->list.count; i++) {
        struct diagnostic *diagnostic = diagnostics->list.items[i];
        if (diagnostic->place.source)
            diagnostic->place.source = bare;
        if (diagnostic->note_place.source)
            diagnostic->note_place.source = bare;
    }
}

bool smtp_settings_read(struct arena *arena, const char *path, struct smtp_settings *settings,
                        struct diagnostics *diagnostics)
{
    size_t from = diagnostics->list.count;
    bool is_read = read_settings(arena, path, settings, diagnostics);
    struct source *bare = ARENA_NEW(arena, struct source);
    *bare = (struct source){.path = text_copy(arena, text_from(path))};
    settings->place.source = bare;
    hide_lines(bare, diagnostics, from);
    return is_read;
}

/* private/ */

bool private_folder_check(struct arena *arena, const char *path, struct diagnostics *diagnostics)
{
    struct stat status;
    struct source *source = ARENA_NEW(arena, struct source);
    source->path = text_copy(arena, text_from(path));
    struct place place = {source, 0, 0};
    if (stat(path, &status) != 0) {
        struct diagnostic *error = diagnostic_world(diagnostics, text_from(path), errno, "cannot read the folder");
        diagnostic_hint(diagnostics, error, "make it, readable by you alone: mkdir -m 700 %s", path);
        return false;
    }
    struct diagnostic *error;
    if (!S_ISDIR(status.st_mode)) {
        error = diagnostic_error(diagnostics, place, "this is no folder");
        diagnostic_hint(diagnostics, error, "make a folder of this name, readable by you alone");
    } else if (status.st_uid != geteuid()) {
        error =
            diagnostic_error(diagnostics, place, "this folder belongs to somebody else, who can read the addresses");
        diagnostic_hint(diagnostics, error, "run the program as its owner, or take it over: chown -R $USER %s", path);
    } else if (status.st_mode & 077) {
        error = diagnostic_error(diagnostics, place, "others on this computer can read the addresses in this folder");
        diagnostic_hint(diagnostics, error, "keep them out: chmod -R go= %s", path);
    } else {
        return true;
    }
    return false;
}
