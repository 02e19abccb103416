#include "mailing/journal.h"

#include "base/file.h"
#include "base/path.h"
#include "mailing/journal_line.h"
#include "mailing/private_file.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

/* Numbers count lines since the journal was opened. The helper thread reads `descriptor` and, below `mutex`, all from
 * `wanted` on; the rest is the owner's. */
struct journal {
    struct arena *arena;
    struct arena scratch; /* of the line being written */
    const char *folder, *path;
    int descriptor, lock;
    pthread_t thread;
    pthread_mutex_t mutex;
    pthread_cond_t changed;
    unsigned long appended, wanted, synced;
    unsigned long needed; /* with which the person who is tried now is on the disk */
    struct text boot;
    struct announced {
        int revision;
        struct text key;
        unsigned long number; /* with which the line is on the disk */
    } ahead[JOURNAL_AHEAD];
    size_t ahead_count;
    int error; /* errno of the first failure */
    bool is_syncing, is_closing;
};

/* Called with the mutex, which others may have meanwhile. */
static void sync_appended(struct journal *journal)
{
    unsigned long upto = journal->appended;
    journal->is_syncing = true;
    pthread_mutex_unlock(&journal->mutex);
    int error = fdatasync(journal->descriptor) == 0 ? 0 : errno;
    pthread_mutex_lock(&journal->mutex);
    journal->is_syncing = false;
    if (error)
        journal->error = error;
    else
        journal->synced = upto;
    pthread_cond_broadcast(&journal->changed);
}

static void *sync_lines(void *context)
{
    struct journal *journal = context;
    pthread_mutex_lock(&journal->mutex);
    while (!journal->error && !journal->is_closing) {
        if (journal->wanted > journal->synced && !journal->is_syncing)
            sync_appended(journal);
        else
            pthread_cond_wait(&journal->changed, &journal->mutex);
    }
    pthread_mutex_unlock(&journal->mutex);
    return NULL;
}

/* Appends whole lines. `is_wanted`: they are to be on the disk soon. */
static bool append(struct journal *journal, struct text lines, bool is_wanted)
{
    pthread_mutex_lock(&journal->mutex);
    if (!journal->error && !file_write_all(journal->descriptor, lines))
        journal->error = errno;
    bool is_appended = !journal->error;
    journal->appended += is_appended;
    if (is_appended && is_wanted) {
        journal->wanted = journal->appended;
        pthread_cond_signal(&journal->changed);
    }
    pthread_mutex_unlock(&journal->mutex);
    return is_appended;
}

/* Where the thread has not begun yet it is not waited for: on a busy machine that takes longer than the disk. */
static bool wait_for(struct journal *journal, unsigned long upto)
{
    pthread_mutex_lock(&journal->mutex);
    while (!journal->error && journal->synced < upto) {
        if (journal->is_syncing)
            pthread_cond_wait(&journal->changed, &journal->mutex);
        else
            sync_appended(journal);
    }
    bool is_synced = !journal->error;
    pthread_mutex_unlock(&journal->mutex);
    return is_synced;
}

bool journal_wait(struct journal *journal)
{
    return wait_for(journal, journal->appended);
}

bool journal_wait_try(struct journal *journal)
{
    return wait_for(journal, journal->needed);
}

/* Opening. */

static int open_private(const char *path, int flags)
{
    return open(path, flags | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600);
}

static const char *lock_path(struct arena *arena, const char *folder)
{
    return file_path(arena, folder, "lock");
}

static int holder_of(int descriptor)
{
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    return fcntl(descriptor, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK ? (int)lock.l_pid : 0;
}

int journal_holder(const char *folder)
{
    struct arena scratch = {0};
    int descriptor = open(lock_path(&scratch, folder), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    int holder = descriptor >= 0 ? holder_of(descriptor) : 0;
    if (descriptor >= 0)
        close(descriptor);
    arena_release(&scratch);
    return holder;
}

static bool lock_folder(struct journal *journal, struct diagnostics *diagnostics)
{
    const char *path = lock_path(journal->arena, journal->folder);
    journal->lock = open_private(path, O_RDWR);
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    if (journal->lock >= 0 && fcntl(journal->lock, F_SETLK, &lock) == 0)
        return true;
    int error = errno;
    if (journal->lock >= 0 && (error == EACCES || error == EAGAIN)) {
        struct diagnostic *busy =
            diagnostic_world(diagnostics, text_from(path), 0, "another sending is under way: process %d holds",
                             holder_of(journal->lock));
        diagnostic_hint(diagnostics, busy, "wait until it has ended; Ctrl-C ends it after the message under way");
    } else {
        diagnostic_world(diagnostics, text_from(path), error, "cannot lock");
    }
    return false;
}

/* A regular file, whose last line is whole or is completed. */
static bool open_file(struct journal *journal)
{
    journal->descriptor = open_private(journal->path, O_RDWR | O_APPEND);
    struct stat status;
    char last = '\n';
    if (journal->descriptor < 0 || fstat(journal->descriptor, &status) != 0)
        return false;
    if (!S_ISREG(status.st_mode)) {
        errno = EINVAL;
        return false;
    }
    if (status.st_size > 0 && pread(journal->descriptor, &last, 1, status.st_size - 1) != 1)
        return false;
    return last == '\n' || file_write_all(journal->descriptor, TEXT(JOURNAL_TORN "\n"));
}

static void give_up(struct journal *journal)
{
    if (journal->descriptor >= 0)
        close(journal->descriptor);
    if (journal->lock >= 0)
        close(journal->lock); /* and with it the lock */
}

/* Signals are for the caller, whose sleep they are to interrupt. */
static int start_thread(struct journal *journal)
{
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int error = pthread_create(&journal->thread, NULL, sync_lines, journal);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return error;
}

struct journal *journal_open(struct arena *arena, const char *folder, const char *path, struct diagnostics *diagnostics)
{
    struct journal *journal = ARENA_NEW(arena, struct journal);
    *journal = (struct journal){
        .arena = arena,
        .folder = text_string(arena, text_from(folder)),
        .path = text_string(arena, text_from(path)),
        .boot = journal_boot(arena),
        .descriptor = -1,
        .lock = -1,
        .mutex = PTHREAD_MUTEX_INITIALIZER,
        .changed = PTHREAD_COND_INITIALIZER,
    };
    const char *own = text_string(arena, path_folder(text_from(path)));
    if (!file_make_private_folders(folder, diagnostics) || !lock_folder(journal, diagnostics) ||
        !file_make_private_folders(own, diagnostics)) {
        give_up(journal);
        return NULL;
    }
    int error = open_file(journal) ? start_thread(journal) : errno;
    if (error) {
        diagnostic_world(diagnostics, text_from(path), error, "cannot write the journal");
        give_up(journal);
        return NULL;
    }
    return journal;
}

/* Writing. */

static void add_line(struct buffer *buffer, const struct text *fields, size_t count)
{
    for (size_t i = 0; i < count; i++)
        journal_line_add(buffer, fields[i], i + 1 == count);
}

static struct text plan_lines(struct arena *arena, const struct plan_of_sending *plan)
{
    struct buffer lines = {.arena = arena};
    struct text time = journal_time(arena), revision = text_format(arena, "%d", plan->revision);
    add_line(&lines,
             (struct text[]){time, TEXT("plan"), revision, text_from(journal_kinds[plan->kind]),
                             text_format(arena, "%zu", plan->persons.count), date_iso(arena, plan->date), plan->letter,
                             plan->list},
             PLAN_FIELDS);
    for (size_t i = 0; i < plan->persons.count; i++) {
        const struct mailbox *person = &plan->persons.items[i];
        add_line(&lines,
                 (struct text[]){time, TEXT("person"), revision, person->email, text_format(arena, "%zu", i + 1),
                                 person->name},
                 LINE_FIELDS);
    }
    return buffer_text(&lines);
}

/* The names of the file and of all folders that may be new: up to that of the common folder. */
static bool sync_names(struct journal *journal)
{
    struct text name = text_from(journal->path), top = text_from(journal->folder);
    bool is_synced = true;
    for (; is_synced && name.size >= top.size && name.size; name = path_folder(name))
        is_synced = private_file_sync_name(text_string(&journal->scratch, name));
    return is_synced;
}

bool journal_plan(struct journal *journal, const struct plan_of_sending *plan, struct diagnostics *diagnostics)
{
    bool is_planned = append(journal, plan_lines(&journal->scratch, plan), true) && journal_wait(journal);
    if (is_planned && !sync_names(journal)) {
        pthread_mutex_lock(&journal->mutex);
        journal->error = errno;
        pthread_mutex_unlock(&journal->mutex);
        is_planned = false;
    }
    arena_release(&journal->scratch);
    if (!is_planned)
        diagnostic_world(diagnostics, text_from(journal->path), journal->error, "cannot write the journal");
    return is_planned;
}

static void add_event(struct journal *journal, struct buffer *lines, const char *event, int revision, struct text key,
                      int code, struct text words)
{
    struct arena *arena = &journal->scratch;
    add_line(lines,
             (struct text[]){journal_time(arena), text_from(event), text_format(arena, "%d", revision), key,
                             text_format(arena, "%d", code), words},
             LINE_FIELDS);
}

bool journal_announce(struct journal *journal, int revision, const struct text *keys, size_t count)
{
    struct buffer lines = {.arena = &journal->scratch};
    arena_reset(&journal->scratch);
    size_t room = JOURNAL_AHEAD - journal->ahead_count, taken = count < room ? count : room;
    if (!journal->boot.size || !taken)
        return true;
    for (size_t i = 0; i < taken; i++)
        add_event(journal, &lines, "next", revision, keys[i], 0, journal->boot);
    bool is_appended = append(journal, buffer_text(&lines), true);
    for (size_t i = 0; i < taken; i++)
        journal->ahead[journal->ahead_count++] = (struct announced){revision, keys[i], journal->appended};
    return is_appended;
}

/* Whether `key` was announced; it no longer is then. Who was passed over still is. */
static bool take_announced(struct journal *journal, struct text key, unsigned long *number)
{
    size_t i = 0;
    while (i < journal->ahead_count && !text_equal(journal->ahead[i].key, key))
        i++;
    if (i == journal->ahead_count)
        return false;
    *number = journal->ahead[i].number;
    memmove(journal->ahead + i, journal->ahead + i + 1, (--journal->ahead_count - i) * sizeof *journal->ahead);
    return true;
}

bool journal_try(struct journal *journal, int revision, struct text key, struct text message_id)
{
    struct buffer line = {.arena = &journal->scratch};
    unsigned long announced;
    bool was_announced = take_announced(journal, key, &announced);
    arena_reset(&journal->scratch);
    add_event(journal, &line, "try", revision, key, 0, message_id);
    bool is_appended = append(journal, buffer_text(&line), !was_announced);
    journal->needed = was_announced ? announced : journal->appended;
    return is_appended;
}

bool journal_answer(struct journal *journal, int revision, struct text key, enum delivery_state state, int code,
                    struct text words)
{
    struct buffer line = {.arena = &journal->scratch};
    arena_reset(&journal->scratch);
    add_event(journal, &line, journal_answers[state], revision, key, code, words);
    return append(journal, buffer_text(&line), false);
}

bool journal_close(struct journal *journal, struct diagnostics *diagnostics)
{
    for (size_t i = 0; i < journal->ahead_count; i++) /* who is not tried after all */
        journal_answer(journal, journal->ahead[i].revision, journal->ahead[i].key, DELIVERY_WAITING, 0,
                       (struct text){0});
    journal_wait(journal);
    pthread_mutex_lock(&journal->mutex);
    journal->is_closing = true;
    pthread_cond_broadcast(&journal->changed);
    pthread_mutex_unlock(&journal->mutex);
    pthread_join(journal->thread, NULL);
    if (close(journal->descriptor) != 0 && !journal->error)
        journal->error = errno;
    journal->descriptor = -1;
    give_up(journal);
    pthread_mutex_destroy(&journal->mutex);
    pthread_cond_destroy(&journal->changed);
    arena_release(&journal->scratch);
    if (journal->error)
        diagnostic_world(diagnostics, text_from(journal->path), journal->error, "cannot write the journal");
    return !journal->error;
}
