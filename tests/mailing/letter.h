/* What drive.c and plain_loop.c have in common: a letter of common size, and what a program cost. */
#ifndef TESTS_MAILING_LETTER_H
#define TESTS_MAILING_LETTER_H

#include "base/artifact.h"

#include <sys/resource.h>

static inline struct letter letter_of(struct arena *arena)
{
    struct buffer html = {.arena = arena}, text = {.arena = arena};
    for (int i = 0; i < 300; i++) {
        buffer_format(&html, "<tr><td style=\"padding:0 0 16px 0;color:#222222\">En rad, den %d:e.</td></tr>\n", i);
        buffer_format(&text, "En rad, den %d:e.\n", i);
    }
    return (struct letter){
        .from = {TEXT("Nätverket"), TEXT("avsandare@example.org")},
        .subject = TEXT("Höstens träffar"),
        .date = {2026, 11, 22},
        .message_id = TEXT("letter@example.org"),
        .language = TEXT("sv"),
        .text = buffer_text(&text),
        .html = buffer_text(&html),
    };
}

static inline double seconds(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static inline void print_cost(double start)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    printf("%.3f %ld\n", seconds() - start, usage.ru_maxrss);
}

#endif
