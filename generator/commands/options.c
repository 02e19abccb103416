#include "commands/command.h"

#include "base/pool.h"
#include "base/translate.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Every option once. A command names those it takes by their letters; capitals beyond -C are long only. */
static const struct row {
    char letter;
    const char *name, *argument, *help;
} rows[] = {
    {'C', "site", N_("DIR"), N_("the folder with content/, layouts/ and assets/ (default: this one)")},
    {'o', "output", N_("DIR"), N_("where the website goes (default: public)")},
    {'m', "outbox", N_("DIR"), N_("where the letters go (default: outbox)")},
    {'d', "date", N_("YYYY-MM-DD"), N_("build as if it were this day (default: today)")},
    {'j', "jobs", "N", N_("threads (default: one for each processor)")},
    {'O', "only", N_("LIST"), N_("only these outputs, such as site,mail (default: all)")},
    {'c', "cache", N_("DIR"), N_("where finished PDFs, pictures and fonts are kept (default: build/cache)")},
    {'N', "no-cache", NULL, N_("make every PDF, picture and font anew")},
    {'B', "browser", N_("PATH"), N_("the Chromium to print with (default: $RUNDBREV_BROWSER, or looked for)")},
    {'H', "print-html", N_("DIR"), N_("also keep there the HTML that the PDFs are printed from")},
    {'q', "quiet", NULL, N_("no progress and no summary")},
    {'f', "for", "MEDIUM", N_("web, mail or text (default: web)")},
    {'D', "data", N_("FILE"), N_("YAML to fill the layout with")},
    {'P', "partials", N_("DIR"), N_("a folder with partials")},
    {'L', "lenient", NULL, N_("a missing name is empty, as the Mustache specification says")},
    {'J', "json", NULL, N_("as JSON, for programs")},
    {'E', "explain", N_("NAME"), N_("what one check finds, why it matters, how to mend it")},
    {'K', "list", NULL, N_("all checks, a line each")},
    {'G', "language", N_("LANGUAGE"), N_("of messages: sv or en (default: that of the environment, $LANG)")},
};
enum { ROW_COUNT = sizeof rows / sizeof *rows };

static bool is_short(char letter)
{
    return letter == 'C' || (letter >= 'a' && letter <= 'z');
}

static bool set_jobs(const char *value, struct options *options)
{
    char *end;
    unsigned long jobs = strtoul(value, &end, 10);
    options->jobs = jobs;
    return *value >= '1' && *value <= '9' && *end == '\0' && jobs <= 64;
}

static bool complain(const struct command *command, const char *format, const char *value)
    __attribute__((format(printf, 2, 0)));

static bool complain(const struct command *command, const char *format, const char *value)
{
    fprintf(stderr, "rundbrev %s: ", command->name);
    fprintf(stderr, translate(format), value);
    fprintf(stderr, _(" (see rundbrev help %s)\n"), command->name);
    return false;
}

static bool set(const struct command *command, char letter, const char *value, struct options *options)
{
    switch (letter) {
    case 'C':
        options->site = value;
        return true;
    case 'o':
        options->output = value;
        return true;
    case 'm':
        options->outbox = value;
        return true;
    case 'd':
        return (date_parse(text_from(value), &options->date) && !date_is_month(options->date)) ||
               complain(command, "this is no date like 2026-02-24: '%s'", value);
    case 'j':
        return set_jobs(value, options) || complain(command, "this is no number of threads from 1 to 64: '%s'", value);
    case 'O':
        options->only = value;
        return true;
    case 'c':
        options->cache = value;
        return true;
    case 'N':
        options->cache = NULL;
        return true;
    case 'B':
        options->browser = value;
        return true;
    case 'H':
        options->print_html = value;
        return true;
    case 'q':
        options->is_quiet = true;
        return true;
    case 'f':
        options->medium = value;
        return true;
    case 'D':
        options->data = value;
        return true;
    case 'P':
        options->partials = value;
        return true;
    case 'L':
        options->is_lenient = true;
        return true;
    case 'J':
        options->is_json = true;
        return true;
    case 'E':
        options->explain = value;
        return true;
    case 'K':
        options->is_list = true;
        return true;
    case 'G':
        /* main.c has taken those out that we have. */
        return complain(command, "messages are in sv or en, not in '%s'", value);
    }
    return false;
}

static struct date today(void)
{
    time_t now = time(NULL);
    struct tm local;
    if (!localtime_r(&now, &local))
        return (struct date){1970, 1, 1};
    return (struct date){local.tm_year + 1900, local.tm_mon + 1, local.tm_mday};
}

/* Builds getopt's tables from ours, for the options that this command takes. */
static void fill(const struct command *command, struct option longs[ROW_COUNT + 1], char shorts[2 * ROW_COUNT + 2])
{
    size_t count = 0, at = 0;
    shorts[at++] = ':';
    for (size_t i = 0; i < ROW_COUNT; i++) {
        if (!strchr(command->options, rows[i].letter))
            continue;
        longs[count++] =
            (struct option){rows[i].name, rows[i].argument ? required_argument : no_argument, NULL, rows[i].letter};
        if (is_short(rows[i].letter))
            shorts[at++] = rows[i].letter;
        if (is_short(rows[i].letter) && rows[i].argument)
            shorts[at++] = ':';
    }
    longs[count] = (struct option){0};
    shorts[at] = '\0';
}

bool options_parse(const struct command *command, int count, char **arguments, struct options *options)
{
    struct option longs[ROW_COUNT + 1];
    char shorts[2 * ROW_COUNT + 2];
    *options = (struct options){
        .site = ".",
        .output = "public",
        .outbox = "outbox",
        .cache = "build/cache",
        .browser = getenv("RUNDBREV_BROWSER"),
        .medium = "web",
        .date = today(),
        .jobs = pool_default_threads(),
    };
    fill(command, longs, shorts);
    opterr = 0;
    optind = 1;
    for (int found; (found = getopt_long(count, arguments, shorts, longs, NULL)) != -1;) {
        char letter[] = {'-', (char)optopt, '\0'};
        /* Of several letters after one hyphen only optopt tells which is meant. */
        const char *written =
            optopt && is_short((char)optopt) && !strstr(arguments[optind - 1], "--") ? letter : arguments[optind - 1];
        if (found == '?')
            return complain(command, "unknown option '%s'", written);
        if (found == ':' || (optarg && !*optarg))
            return complain(command, "a value is missing after '%s'", found == ':' ? written : arguments[optind - 2]);
        if (!set(command, (char)found, optarg, options))
            return false;
    }
    options->arguments = (const char *const *)arguments + optind;
    options->argument_count = count - optind;
    if (options->argument_count > command->most_arguments)
        return complain(command, "one thing too many: '%s'", arguments[optind + command->most_arguments]);
    return true;
}

void options_write_help(const struct command *command, struct buffer *buffer)
{
    enum { WIDTH = 26 };
    for (size_t i = 0; i < ROW_COUNT; i++) {
        if (!strchr(command->options, rows[i].letter))
            continue;
        struct buffer name = {.arena = buffer->arena};
        buffer_add_string(&name, is_short(rows[i].letter) ? (char[]){'-', rows[i].letter, ',', ' ', '\0'} : "    ");
        buffer_format(&name, "--%s", rows[i].name);
        if (rows[i].argument)
            buffer_format(&name, " %s", translate(rows[i].argument));
        buffer_add_string(buffer, "  ");
        add_column(buffer, buffer_text(&name), WIDTH);
        buffer_format(buffer, " %s\n", translate(rows[i].help));
    }
}
