/* rundbrev: argv → language of messages → command table → exit status. */
#include "commands/command.h"

#include "base/file.h"
#include "base/path.h"
#include "base/translate.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char version[] = "rundbrev 0.1\n";

static const struct command *find(const char *name)
{
    for (const struct command *command = commands; command->name; command++)
        if (strcmp(command->name, name) == 0)
            return command;
    return NULL;
}

static void write_command(const struct command *command, struct buffer *buffer)
{
    const char *arguments = translate(command->arguments);
    buffer_format(buffer, _("rundbrev %s %s%s[options]\n"), command->name, arguments, arguments[0] ? " " : "");
    buffer_format(buffer, "  %s\n", translate(command->help));
    options_write_help(command, buffer);
}

static void write_overview(struct buffer *buffer)
{
    buffer_add_string(buffer, _("rundbrev: a learning network's website, PDFs and letters from one source\n\n"));
    for (const struct command *command = commands; command->name; command++)
        buffer_format(buffer, "  rundbrev %-10s %s\n", command->name, translate(command->help));
    buffer_add_string(buffer, _("  rundbrev help       this; rundbrev help COMMAND tells its options\n\n"));
    buffer_add_string(buffer,
                      _("exit status: 0 fine, 1 mistakes in the content, 2 wrong usage, 3 a failure of the system\n"));
}

static int help(const char *name)
{
    struct arena arena = {0};
    struct buffer buffer = {.arena = &arena};
    const struct command *command = name ? find(name) : NULL;
    if (name && !command) {
        fprintf(stderr, _("rundbrev: unknown command '%s' (see rundbrev help)\n"), name);
        return STATUS_USAGE;
    }
    if (command)
        write_command(command, &buffer);
    else
        write_overview(&buffer);
    int status = print(buffer_text(&buffer)) ? STATUS_FINE : STATUS_WORLD;
    arena_release(&arena);
    return status;
}

/* A file that we open must never become standard output because that was closed. */
static void fill_standard_descriptors(void)
{
    for (int descriptor = 0; descriptor <= 2; descriptor++)
        if (fcntl(descriptor, F_GETFD) < 0 && open("/dev/null", O_RDWR) < 0)
            abort();
}

/* How many of the arguments at `arguments` are the option --language with a language that we have: 0, 1 or 2. */
static int read_language(char **arguments, const char **language)
{
    enum { SHORTEST = 4 }; /* "--la": getopt_long lets options be abbreviated */
    size_t size = strcspn(arguments[0], "=");
    if (size < SHORTEST || strncmp(arguments[0], "--language", size) != 0)
        return 0;
    bool is_joined = arguments[0][size] == '=';
    const char *value = is_joined ? arguments[0] + size + 1 : arguments[1];
    if (!value || (strcmp(value, "sv") != 0 && strcmp(value, "en") != 0))
        return 0;
    *language = value;
    return is_joined ? 1 : 2;
}

/* Mistakes of usage are messages too, so the language is taken out of the arguments before anybody else looks
 * at them. A language that we have not stays there, and is refused with all wrong options. */
static const char *take_language(int *count, char **arguments)
{
    const char *language = translate_wanted();
    int kept = 0;
    bool is_over = false; /* behind "--" */
    for (int i = 0; i < *count;) {
        is_over |= strcmp(arguments[i], "--") == 0;
        int taken = is_over ? 0 : read_language(arguments + i, &language);
        if (taken == 0)
            arguments[kept++] = arguments[i++];
        i += taken;
    }
    arguments[kept] = NULL;
    *count = kept;
    return language;
}

/* The catalogues of a build lie beside the program, those of an installed one in ../share/locale. */
static void speak(const char *language)
{
    struct arena arena = {0};
    struct text folder = file_program_folder(&arena), prefix = path_folder(folder);
    const char *built = text_format(&arena, "%.*s/locale", TEXT_ARGUMENTS(folder)).bytes;
    const char *installed = text_format(&arena, "%.*s/share/locale", TEXT_ARGUMENTS(prefix)).bytes;
    translate_choose(language, file_kind(built) == FILE_FOLDER ? built : installed);
    arena_release(&arena);
}

int main(int count, char **arguments)
{
    fill_standard_descriptors();
    speak(take_language(&count, arguments));
    const char *name = count > 1 ? arguments[1] : NULL;
    /* A reader or browser that goes away is an error of a write, not our end. */
    signal(SIGPIPE, SIG_IGN);
    /* A file that grows past a limit fails with a reason instead of ending us. */
    signal(SIGXFSZ, SIG_IGN);
    if (!name) {
        fputs(_("rundbrev: which command? (see rundbrev help)\n"), stderr);
        return STATUS_USAGE;
    }
    if (strcmp(name, "help") == 0 || strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0)
        return help(count > 2 ? arguments[2] : NULL);
    if (strcmp(name, "--version") == 0)
        return print(text_from(version)) ? STATUS_FINE : STATUS_WORLD;
    const struct command *command = find(name);
    if (!command)
        return help(name);
    for (int i = 2; i < count; i++)
        if (strcmp(arguments[i], "--help") == 0 || strcmp(arguments[i], "-h") == 0)
            return help(name);
    struct options options;
    return options_parse(command, count - 1, arguments + 1, &options) ? command->run(&options) : STATUS_USAGE;
}
