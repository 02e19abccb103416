/* The browser as a process: started, found alive or dead, and ended with all it started. For
 * browser.c. */
#ifndef DELIVER_BROWSER_PROCESS_H
#define DELIVER_BROWSER_PROCESS_H

#include "base/text.h"

#include <sys/types.h>

struct process {
    pid_t pid;    /* 0 when there is none; also the number of its group */
    int socket;   /* both ways: the browser's descriptors 3 and 4 are its other end */
    char folder[64]; /* its profile */
};

/* False when it cannot even be forked; a program that cannot be executed is found dead later. */
bool process_start(struct process *process, struct arena *arena, const char *path);
bool process_lives(const struct process *process);
/* Kills the group, waits for it and removes the profile. Safe after a failed start, and twice. */
void process_stop(struct process *process);

#endif
