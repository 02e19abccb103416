/* Runs n independent jobs on k threads. Job i writes only its own slot i and its worker's memory, so
 * the result does not depend on k. For output/ and deliver/. */
#ifndef BASE_POOL_H
#define BASE_POOL_H

#include <stddef.h>

/* `worker` is 0 … threads-1: one worker runs one job at a time. */
typedef void pool_job(void *context, size_t index, size_t worker);

/* Runs job 0 … count-1 and returns when all are done. `threads` 1 runs them in the caller. */
void pool_run(size_t threads, size_t count, pool_job *job, void *context);
size_t pool_default_threads(void); /* processors that are online, at least 1, at most 64 */

#endif
