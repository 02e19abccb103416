/* Work done in a process of its own: what libraries hold on to goes with it, and it can be ended. Only for deliver/.
 * One thread of the program at a time. */
#ifndef DELIVER_CHILD_H
#define DELIVER_CHILD_H

#include "base/arena.h"
#include "base/text.h"

/* Writes what it has made to `descriptor`; false when that failed. It ends with the program, if not before. */
typedef bool child_work(const void *context, int descriptor);

struct child_end {
    int error;  /* errno, when no process could be started; else 0 */
    int status; /* as waitpid tells it */
};

/* All that the work wrote, or as much as it could; in `arena`. */
struct text child_run(struct arena *arena, child_work *work, const void *context, struct child_end *end);

#endif
