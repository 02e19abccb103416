#include "deliver/child.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

static _Noreturn void work_and_exit(child_work *work, const void *context, int descriptor, pid_t parent)
{
    signal(SIGPIPE, SIG_DFL);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    /* The parent may have ended before it was asked to be told. */
    _exit(getppid() != parent || !work(context, descriptor));
}

static struct text receive(struct arena *arena, int descriptor)
{
    enum { PIECE = 65536 };
    struct buffer received = {.arena = arena};
    char *piece = arena_allocate(arena, PIECE);
    for (ssize_t size = 1; size != 0;) {
        size = read(descriptor, piece, PIECE);
        if (size < 0 && errno != EINTR)
            break;
        if (size > 0)
            buffer_add(&received, (struct text){piece, (size_t)size});
    }
    return buffer_text(&received);
}

struct text child_run(struct arena *arena, child_work *work, const void *context, struct child_end *end)
{
    int ends[2] = {-1, -1};
    struct text received = {0};
    pid_t parent = getpid(), child = pipe2(ends, O_CLOEXEC) == 0 ? fork() : -1;
    if (child == 0)
        work_and_exit(work, context, ends[1], parent);
    *end = (struct child_end){.error = child < 0 ? errno : 0};
    if (ends[1] >= 0)
        close(ends[1]);
    if (child > 0) {
        received = receive(arena, ends[0]);
        while (waitpid(child, &end->status, 0) < 0 && errno == EINTR)
            ;
    }
    if (ends[0] >= 0)
        close(ends[0]);
    return received;
}
