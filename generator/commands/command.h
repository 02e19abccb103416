/* The commands of `rundbrev`, one file each, and what they share: options, messages, progress. Only here
 * is anything printed. */
#ifndef COMMANDS_COMMAND_H
#define COMMANDS_COMMAND_H

#include "base/date.h"
#include "base/diagnostic.h"

enum { STATUS_FINE = 0, STATUS_CONTENT = 1, STATUS_USAGE = 2, STATUS_WORLD = 3 };

/* What the command line said, with defaults filled in. */
struct options {
    const char *site;   /* -C: the folder that holds content/, layouts/, assets/ */
    const char *output; /* public/, seen from the site's folder unless absolute */
    const char *outbox;
    const char *cache;         /* NULL: none */
    const char *browser;       /* NULL: look for one */
    const char *print_html;    /* NULL: not kept */
    const char *only;          /* comma-separated outputs, or NULL */
    const char *data;          /* template: YAML file */
    const char *partials;      /* template: folder */
    const char *medium;        /* markdown: web, mail, text */
    const char *explain;       /* check: the name of one check, or NULL */
    const char *test;          /* send: the one address that gets it, or NULL */
    const char *list;          /* send: the list of participants, or NULL: private/<network>.csv */
    const char *teams, *roles; /* send: comma-separated, or NULL: all */
    const char *draft;         /* send: where one message to all of them goes, or NULL */
    const char *handover;      /* send: the folder for listmonk, or NULL */
    size_t really;             /* send: how many recipients, as typed; 0: none were */
    struct date date;
    size_t jobs;
    bool is_lenient, is_quiet, is_json, is_list;
    bool is_replanned, is_correction, is_paused, resends_uncertain; /* send */
    bool is_applied;                                                /* replies */
    const char *const *arguments;                                   /* what is no option */
    int argument_count;
};

struct command {
    const char *name;
    const char *arguments; /* for the usage line, translated there */
    int most_arguments;
    const char *help;    /* one line, translated where it is shown */
    const char *options; /* the letters of the options it takes, see options.c */
    int (*run)(const struct options *options);
};

extern const struct command commands[]; /* ended by a NULL name */

int command_build(const struct options *options);
int command_check(const struct options *options);
int command_markdown(const struct options *options);
int command_template(const struct options *options);
int command_schema(const struct options *options);
int command_send(const struct options *options);
int command_sent(const struct options *options);
int command_replies(const struct options *options);

/* Reads the arguments after the command's name. False, with a line on stderr, when they are wrong. */
bool options_parse(const struct command *command, int count, char **arguments, struct options *options);
/* The options of a command as help shows them. */
void options_write_help(const struct command *command, struct buffer *buffer);

/* Sorts all messages, prints those up to `mildest` to stderr and returns the exit status that they ask for. */
int report(struct diagnostics *diagnostics, enum severity mildest);
/* Writes to stdout; false with a message on stderr when not every byte could be written. */
bool print(struct text text);

/* Adds `text` and spaces up to `width` characters, for tables on a terminal. */
void add_column(struct buffer *buffer, struct text text, size_t width);

/* A line on stderr that is overwritten, only where that is a terminal and nobody asked for quiet. */
void progress(const struct options *options, const char *what, size_t done, size_t total);
void progress_end(const struct options *options);
/* Seconds of a clock that only goes forward. */
double seconds_now(void);

#endif
