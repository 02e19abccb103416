#include "commands/command.h"

#include "base/pool.h"
#include "base/translate.h"

#include <getopt.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static bool set_date(const char *value, struct options *options)
{
    return date_parse(text_from(value), &options->date) && !date_is_month(options->date);
}

static bool set_jobs(const char *value, struct options *options)
{
    char *end;
    unsigned long jobs = strtoul(value, &end, 10);
    options->jobs = jobs;
    return *value >= '1' && *value <= '9' && *end == '\0' && jobs <= 64;
}

static bool set_really(const char *value, struct options *options)
{
    char *end;
    options->really = strtoul(value, &end, 10);
    return *value >= '1' && *value <= '9' && *end == '\0' && strlen(value) < 10;
}

static bool set_no_cache(const char *value, struct options *options)
{
    (void)value;
    options->cache = NULL;
    return true;
}

/* main.c has taken those out that we have. */
static bool set_language(const char *value, struct options *options)
{
    (void)value, (void)options;
    return false;
}

#define AT(member) .offset = offsetof(struct options, member)

/* Every option once. A command names those it takes by their letters; capitals beyond -C are long only. */
static const struct row {
    char letter;
    const char *name, *argument, *help;
    /* How the value gets into the options: as the text at `offset`, as a flag there when the option has no argument, or
     * by `set`, which is NULL for these. */
    bool (*set)(const char *value, struct options *options);
    const char *wrong; /* what is said when `set` fails */
    size_t offset;
} rows[] = {
    {'C', "site", N_("DIR"), N_("the folder with content/, layouts/ and assets/ (default: this one)"), AT(site)},
    {'o', "output", N_("DIR"), N_("where the website goes (default: public)"), AT(output)},
    {'m', "outbox", N_("DIR"), N_("where the letters go (default: outbox)"), AT(outbox)},
    {'d', "date", N_("YYYY-MM-DD"), N_("build as if it were this day (default: today)"), .set = set_date,
     .wrong = N_("this is no date like 2026-02-24: '%s'")},
    {'j', "jobs", "N", N_("threads (default: one for each processor)"), .set = set_jobs,
     .wrong = N_("this is no number of threads from 1 to 64: '%s'")},
    {'O', "only", N_("LIST"), N_("only these outputs, such as site,mail (default: all)"), AT(only)},
    {'c', "cache", N_("DIR"), N_("where finished PDFs, pictures and fonts are kept (default: build/cache)"), AT(cache)},
    {'N', "no-cache", NULL, N_("make every PDF, picture and font anew"), .set = set_no_cache},
    {'B', "browser", N_("PATH"), N_("the Chromium to print with (default: $RUNDBREV_BROWSER, or looked for)"),
     AT(browser)},
    {'H', "print-html", N_("DIR"), N_("also keep there the HTML that the PDFs are printed from"), AT(print_html)},
    {'q', "quiet", NULL, N_("no progress and no summary"), AT(is_quiet)},
    {'f', "for", "MEDIUM", N_("web, mail or text (default: web)"), AT(medium)},
    {'D', "data", N_("FILE"), N_("YAML to fill the layout with"), AT(data)},
    {'P', "partials", N_("DIR"), N_("a folder with partials"), AT(partials)},
    {'L', "lenient", NULL, N_("a missing name is empty, as the Mustache specification says"), AT(is_lenient)},
    {'J', "json", NULL, N_("as JSON, for programs"), AT(is_json)},
    {'E', "explain", N_("NAME"), N_("what one check finds, why it matters, how to mend it"), AT(explain)},
    {'K', "list", NULL, N_("all checks, a line each"), AT(is_list)},
    {'T', "test", N_("ADDRESS"), N_("send it to this address alone, to look at it"), AT(test)},
    {'R', "really", "N", N_("send it, to so many recipients: their number, as the plan tells it"), .set = set_really,
     .wrong = N_("this is no number of recipients: '%s'")},
    {'I', "list", N_("FILE"), N_("the list of participants (default: private/NETWORK.csv)"), AT(list)},
    {'Y', "team", N_("NAMES"), N_("only to these teams, separated by commas"), AT(teams)},
    {'Z', "role", N_("NAMES"), N_("only to people with these roles, separated by commas"), AT(roles)},
    {'S', "pause", NULL, N_("end a sending that is under way after the message it is at"), AT(is_paused)},
    {'V', "replan", NULL, N_("letter or list have changed: plan anew for those who have got nothing"),
     AT(is_replanned)},
    {'X', "correction", NULL, N_("the revised letter, as a correction, to exactly those who got an earlier one"),
     AT(is_correction)},
    {'U', "resend-uncertain", NULL, N_("also to those of whom it is not known whether they got it"),
     AT(resends_uncertain)},
    {'F', "draft", N_("FILE"), N_("no sending: one draft to all of them as Bcc, for Outlook"), AT(draft)},
    {'M', "handover", N_("DIR"), N_("no sending: the letter and the list as listmonk takes them"), AT(handover)},
    {'A', "apply", NULL, N_("make the changes that are proposed"), AT(is_applied)},
    {'G', "language", N_("LANGUAGE"), N_("of messages: sv or en (default: that of the environment, $LANG)"),
     .set = set_language, .wrong = N_("messages are in sv or en, not in '%s'")},
};
enum { ROW_COUNT = sizeof rows / sizeof *rows };

static bool is_short(char letter)
{
    return letter == 'C' || (letter >= 'a' && letter <= 'z');
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
    const struct row *row = rows;
    while (row->letter != letter)
        row++;
    if (row->set)
        return row->set(value, options) || complain(command, row->wrong, value);
    if (row->argument)
        memcpy((char *)options + row->offset, &value, sizeof value);
    else
        memcpy((char *)options + row->offset, &(bool){true}, sizeof(bool));
    return true;
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
