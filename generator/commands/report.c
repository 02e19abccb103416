#include "commands/command.h"

#include "base/file.h"
#include "base/translate.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

int report(struct diagnostics *diagnostics, enum severity mildest)
{
    struct buffer buffer = {.arena = diagnostics->arena};
    diagnostics_sort(diagnostics);
    diagnostics_write(diagnostics, mildest, &buffer);
    size_t errors = diagnostics_count(diagnostics, SEVERITY_ERROR);
    if (errors > 1)
        buffer_format(&buffer, _("rundbrev: %zu errors\n"), errors);
    /* Nothing can be told when stderr itself is gone; the exit status still tells. */
    (void)file_write_all(STDERR_FILENO, buffer_text(&buffer));
    return diagnostics_exit_status(diagnostics);
}

bool print(struct text text)
{
    if (file_write_all(STDOUT_FILENO, text))
        return true;
    fprintf(stderr, _("rundbrev: error: cannot write to standard output: %s\n"), translate_error(errno));
    return false;
}

void add_column(struct buffer *buffer, struct text text, size_t width)
{
    buffer_add(buffer, text);
    for (size_t size = utf8_count(text); size < width; size++)
        buffer_add_byte(buffer, ' ');
}

static bool is_shown(const struct options *options)
{
    return !options->is_quiet && isatty(STDERR_FILENO);
}

void progress(const struct options *options, const char *what, size_t done, size_t total)
{
    if (is_shown(options))
        fprintf(stderr, total ? "\r\033[K%s %zu/%zu" : "\r\033[K%s", what, done, total);
}

void progress_end(const struct options *options)
{
    if (is_shown(options))
        fputs("\r\033[K", stderr);
}

double seconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}
