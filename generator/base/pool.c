#include "base/pool.h"

#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

enum { MOST_THREADS = 64 };

struct pool {
    pool_job *job;
    void *context;
    size_t count;
    atomic_size_t next;
};

struct worker {
    struct pool *pool;
    size_t index;
    pthread_t thread;
};

static void *work(void *argument)
{
    struct worker *worker = argument;
    struct pool *pool = worker->pool;
    for (;;) {
        size_t index = atomic_fetch_add_explicit(&pool->next, 1, memory_order_relaxed);
        if (index >= pool->count)
            return NULL;
        pool->job(pool->context, index, worker->index);
    }
}

void pool_run(size_t threads, size_t count, pool_job *job, void *context)
{
    struct pool pool = {.job = job, .context = context, .count = count};
    struct worker workers[MOST_THREADS];
    if (threads > MOST_THREADS)
        threads = MOST_THREADS;
    if (threads > count)
        threads = count;
    size_t started = 1; /* worker 0 is the caller */
    workers[0] = (struct worker){.pool = &pool};
    for (; started < threads; started++) {
        workers[started] = (struct worker){.pool = &pool, .index = started};
        /* Fewer threads than asked for is slower, not wrong. */
        if (pthread_create(&workers[started].thread, NULL, work, &workers[started]) != 0)
            break;
    }
    work(&workers[0]);
    for (size_t i = 1; i < started; i++)
        pthread_join(workers[i].thread, NULL);
}

size_t pool_default_threads(void)
{
    long online = sysconf(_SC_NPROCESSORS_ONLN);
    return online < 1 ? 1 : online > MOST_THREADS ? MOST_THREADS : (size_t)online;
}
