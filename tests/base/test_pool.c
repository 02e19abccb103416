/* Independent jobs on threads. Built with -fsanitize=thread as well. */
#include "base/pool.h"
#include "harness.h"

#include <pthread.h>
#include <stdatomic.h>
#include <string.h>

enum { JOBS = 1000, MOST = 64 };

struct work {
    unsigned long results[JOBS]; /* slot i belongs to job i */
    unsigned times_run[JOBS];
    atomic_bool is_busy[MOST];
    atomic_uint shared_workers; /* how often a worker ran two jobs at a time, or had a number too high */
    size_t threads;
    struct arena arenas[MOST]; /* one a worker: no lock */
};

static void compute(void *context, size_t index, size_t worker)
{
    struct work *work = context;
    size_t threads = work->threads ? work->threads : 1;
    if (worker >= threads || worker >= MOST || atomic_exchange(&work->is_busy[worker], true)) {
        atomic_fetch_add(&work->shared_workers, 1);
        return;
    }
    struct text text = text_format(&work->arenas[worker], "job %zu", index);
    unsigned long result = 5381;
    for (size_t turn = 0; turn < index % 50 + 1; turn++)
        for (size_t i = 0; i < text.size; i++)
            result = result * 33 + (unsigned char)text.bytes[i];
    work->results[index] = result;
    work->times_run[index]++;
    arena_reset(&work->arenas[worker]);
    atomic_store(&work->is_busy[worker], false);
}

static void check_run(struct work *work, size_t threads, size_t count)
{
    memset(work, 0, sizeof *work);
    work->threads = threads;
    pool_run(threads, count, compute, work);
    assert_int_equal(work->shared_workers, 0);
    for (size_t i = 0; i < JOBS; i++)
        assert_int_equal(work->times_run[i], i < count);
    for (size_t i = 0; i < MOST; i++)
        arena_release(&work->arenas[i]);
}

static void every_job_once_whatever_the_threads(void **state)
{
    (void)state;
    static struct work alone, together;
    check_run(&alone, 1, JOBS);
    for (size_t threads = 1; threads <= 8; threads++)
        for (int turn = 0; turn < 3; turn++) {
            check_run(&together, threads, JOBS);
            assert_memory_equal(together.results, alone.results, sizeof alone.results);
        }
}

static void few_jobs(void **state)
{
    (void)state;
    static struct work work;
    for (size_t threads = 0; threads <= 8; threads++)
        for (size_t count = 0; count <= 9; count++)
            check_run(&work, threads, count);
}

static void more_threads_than_there_may_be(void **state)
{
    (void)state;
    static struct work work;
    check_run(&work, MOST, JOBS);
    check_run(&work, MOST + 1, JOBS);
    check_run(&work, 100000, JOBS);
}

static void remember_caller(void *context, size_t index, size_t worker)
{
    pthread_t *thread = context;
    assert_int_equal(index, 0);
    assert_int_equal(worker, 0);
    *thread = pthread_self();
}

static void one_thread_is_the_caller(void **state)
{
    (void)state;
    pthread_t thread;
    pool_run(1, 1, remember_caller, &thread);
    assert_true(pthread_equal(thread, pthread_self()));
    pool_run(8, 1, remember_caller, &thread);
    assert_true(pthread_equal(thread, pthread_self()));
    pool_run(8, 0, remember_caller, NULL);
}

static void default_threads(void **state)
{
    (void)state;
    assert_in_range(pool_default_threads(), 1, 64);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_job_once_whatever_the_threads),
        cmocka_unit_test(few_jobs),
        cmocka_unit_test(more_threads_than_there_may_be),
        cmocka_unit_test(one_thread_is_the_caller),
        cmocka_unit_test(default_threads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
