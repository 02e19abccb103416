/* rundbrev: argv → command table → exit status. */
#include "commands/command.h"

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
    buffer_format(buffer, "rundbrev %s %s%s[options]\n  %s\n", command->name, command->arguments,
                  command->arguments[0] ? " " : "", command->help);
    options_write_help(command, buffer);
}

static void write_overview(struct buffer *buffer)
{
    buffer_add_string(buffer, "rundbrev: a learning network's website, PDFs and letters from one source\n\n");
    for (const struct command *command = commands; command->name; command++)
        buffer_format(buffer, "  rundbrev %-10s %s\n", command->name, command->help);
    buffer_add_string(buffer,
                      "  rundbrev help       this; rundbrev help COMMAND tells its options\n"
                      "\nexit status: 0 fine, 1 mistakes in the content, 2 wrong usage, 3 a failure of the system\n");
}

static int help(const char *name)
{
    struct arena arena = {0};
    struct buffer buffer = {.arena = &arena};
    const struct command *command = name ? find(name) : NULL;
    if (name && !command) {
        fprintf(stderr, "rundbrev: unknown command '%s' (see rundbrev help)\n", name);
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

int main(int count, char **arguments)
{
    fill_standard_descriptors();
    const char *name = count > 1 ? arguments[1] : NULL;
    /* A reader or browser that goes away is an error of a write, not our end. */
    signal(SIGPIPE, SIG_IGN);
    /* A file that grows past a limit fails with a reason instead of ending us. */
    signal(SIGXFSZ, SIG_IGN);
    if (!name) {
        fputs("rundbrev: which command? (see rundbrev help)\n", stderr);
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
