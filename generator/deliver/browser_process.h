/* The browser as a program: found, told from others, started as a process, ended with all it started.
 * For browser.c and pdf.c. */
#ifndef DELIVER_BROWSER_PROCESS_H
#define DELIVER_BROWSER_PROCESS_H

#include "base/text.h"

#include <sys/types.h>

/* The executable of that path or name on the PATH, or, when NULL, of the first browser known; owned
 * by `arena`. NULL when there is none. */
const char *browser_find(struct arena *arena, const char *wanted);
/* Path, size and date of the executable and of what a start script starts: another one, another
 * browser. Starts nothing. */
struct text browser_identity(struct arena *arena, const char *path);

struct process {
    pid_t pid;       /* 0 when there is none; also the number of its group */
    int socket;      /* both ways: the browser's descriptors 3 and 4 are its other end */
    char folder[64]; /* its profile */
};

/* False when it cannot even be forked; a program that cannot be executed is found dead later. */
bool process_start(struct process *process, struct arena *arena, const char *path);
bool process_lives(const struct process *process);
/* Kills the group, waits for it and removes the profile. Safe after a failed start, and twice. */
void process_stop(struct process *process);

#endif
