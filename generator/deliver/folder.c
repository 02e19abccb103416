#include "deliver/folder.h"

#include "base/file.h"
#include "base/map.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define MARK ".rundbrev"
#define MARK_TEXT "rundbrev made this folder and replaces it as a whole: keep nothing of your own in it.\n"

struct folder {
    struct arena *arena;
    const char *target; /* as the user wrote it, for messages */
    const char *parent;
    const char *name;    /* of the target inside `parent` */
    const char *staging; /* hidden, beside the target */
    const char *aside;   /* of the old folder, only where exchange is impossible */
    int parent_descriptor, staging_descriptor;
    struct map made; /* folders that exist in the new folder */
    bool is_broken;  /* something could not be written: must not be put in place */
};

enum condition {
    CONDITION_MISSING,
    CONDITION_OURS,
    CONDITION_EMPTY,
    CONDITION_FOREIGN,
    CONDITION_NO_FOLDER,
    CONDITION_UNREADABLE
};

static enum condition condition_of(const struct folder *folder, const char *name)
{
    int descriptor = openat(folder->parent_descriptor, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (descriptor < 0)
        return errno == ENOENT                      ? CONDITION_MISSING
               : errno == ENOTDIR || errno == ELOOP ? CONDITION_NO_FOLDER
                                                    : CONDITION_UNREADABLE;
    if (faccessat(descriptor, MARK, F_OK, 0) == 0) {
        close(descriptor);
        return CONDITION_OURS;
    }
    DIR *directory = fdopendir(descriptor);
    if (!directory) {
        close(descriptor);
        return CONDITION_UNREADABLE;
    }
    enum condition condition = CONDITION_EMPTY;
    errno = 0;
    for (struct dirent *entry; condition == CONDITION_EMPTY && (entry = readdir(directory)) != NULL;)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            condition = CONDITION_FOREIGN;
    /* What could not be read to its end is not known to be empty. */
    int error = errno;
    closedir(directory);
    errno = error;
    return condition == CONDITION_EMPTY && error ? CONDITION_UNREADABLE : condition;
}

static struct text path_of(const struct folder *folder, const char *name)
{
    return text_from(file_path(folder->arena, folder->parent, name));
}

/* Whether the parent, or a folder above it, is one that we replace: what lies in it would go with it. */
static bool is_in_ours(const struct folder *folder)
{
    struct stat here, below = {0};
    int descriptor = fcntl(folder->parent_descriptor, F_DUPFD_CLOEXEC, 0);
    bool is_found = false;
    while (descriptor >= 0 && !is_found && fstat(descriptor, &here) == 0 &&
           (here.st_ino != below.st_ino || here.st_dev != below.st_dev)) {
        is_found = faccessat(descriptor, MARK, F_OK, 0) == 0;
        int above = openat(descriptor, "..", O_PATH | O_DIRECTORY | O_CLOEXEC);
        close(descriptor);
        descriptor = above;
        below = here;
    }
    if (descriptor >= 0)
        close(descriptor);
    return is_found;
}

/* True when the target may be replaced; else says why not. */
static bool is_replaceable(const struct folder *folder, struct diagnostics *diagnostics)
{
    struct text shown = text_from(folder->target);
    struct diagnostic *added;
    if (is_in_ours(folder)) {
        added = diagnostic_world(diagnostics, shown, 0,
                                 "cannot write to the folder, it lies in one that rundbrev replaces as a whole:");
        diagnostic_hint(diagnostics, added, "choose a folder beside that one");
        return false;
    }
    switch (condition_of(folder, folder->name)) {
    case CONDITION_MISSING:
    case CONDITION_OURS:
    case CONDITION_EMPTY:
        return true;
    case CONDITION_FOREIGN:
        added = diagnostic_world(diagnostics, shown, 0,
                                 "cannot replace the folder, it holds files that rundbrev did not make:");
        diagnostic_hint(diagnostics, added, "choose another folder, or move those files away first");
        return false;
    case CONDITION_NO_FOLDER:
        diagnostic_world(diagnostics, shown, ENOTDIR, "cannot replace");
        return false;
    case CONDITION_UNREADABLE:
        break;
    }
    diagnostic_world(diagnostics, shown, errno, "cannot read the folder");
    return false;
}

/* Splits the target into parent and name. An existing target is resolved first, so that a symbolic
 * link stays and the folder that it leads to is replaced. */
static bool find_place(struct folder *folder, struct diagnostics *diagnostics)
{
    char *path = realpath(folder->target, NULL);
    char *copy = arena_copy(folder->arena, path ? path : folder->target, strlen(path ? path : folder->target));
    free(path);
    size_t size = strlen(copy);
    while (size > 1 && copy[size - 1] == '/')
        copy[--size] = '\0';
    char *slash = strrchr(copy, '/');
    folder->name = slash ? slash + 1 : copy;
    folder->parent = !slash ? "." : slash == copy ? "/" : copy;
    if (slash && slash != copy)
        *slash = '\0';
    if (!folder->name[0] || strcmp(folder->name, ".") == 0 || strcmp(folder->name, "..") == 0) {
        diagnostic_world(diagnostics, text_from(folder->target), 0, "cannot replace the folder");
        return false;
    }
    folder->staging = text_format(folder->arena, ".%s.rundbrev-new", folder->name).bytes;
    folder->aside = text_format(folder->arena, ".%s.rundbrev-old", folder->name).bytes;
    if (!file_make_folders(folder->parent, diagnostics))
        return false;
    folder->parent_descriptor = open(folder->parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder->parent_descriptor < 0)
        diagnostic_world(diagnostics, text_from(folder->parent), errno, "cannot open the folder");
    return folder->parent_descriptor >= 0;
}

/* A folder that another run works with is locked by it. A file system without locks is no obstacle. */
static bool is_busy(const struct folder *folder, const char *name)
{
    int descriptor = openat(folder->parent_descriptor, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    bool is_locked = descriptor >= 0 && flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
    if (descriptor >= 0)
        close(descriptor);
    return is_locked;
}

/* Puts right what a killed run left: the old folder back where it was, when it was killed between
 * two renames; everything else away. The names alone say that it is ours: a half removed folder may
 * have lost its mark. */
static bool clean_up(struct folder *folder, struct diagnostics *diagnostics)
{
    const char *leftovers[] = {folder->staging, folder->aside};
    int parent = folder->parent_descriptor;
    if (is_busy(folder, folder->staging) || is_busy(folder, folder->name)) {
        struct diagnostic *added = diagnostic_world(diagnostics, text_from(folder->target), 0,
                                                    "cannot write, another rundbrev is just now writing to");
        diagnostic_hint(diagnostics, added, "wait until it is done, then try again");
        return false;
    }
    if (condition_of(folder, folder->name) == CONDITION_MISSING &&
        condition_of(folder, folder->aside) == CONDITION_OURS &&
        renameat(parent, folder->aside, parent, folder->name) != 0) {
        diagnostic_world(diagnostics, path_of(folder, folder->aside), errno, "cannot put back the folder");
        return false;
    }
    for (size_t i = 0; i < sizeof leftovers / sizeof *leftovers; i++) {
        struct text path = path_of(folder, leftovers[i]);
        if (!file_remove_tree(path.bytes, diagnostics))
            return false;
    }
    return true;
}

static bool write_file(struct folder *folder, const char *path, struct text bytes)
{
    int descriptor = openat(folder->staging_descriptor, path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (descriptor < 0)
        return false;
    bool is_written = file_write_all(descriptor, bytes);
    int error = errno;
    if (close(descriptor) != 0 && is_written)
        return false;
    errno = error;
    return is_written;
}

static bool make_staging(struct folder *folder, struct diagnostics *diagnostics)
{
    int parent = folder->parent_descriptor;
    if (mkdirat(parent, folder->staging, 0777) != 0 ||
        (folder->staging_descriptor =
             openat(parent, folder->staging, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)) < 0) {
        diagnostic_world(diagnostics, path_of(folder, folder->staging), errno, "cannot make the folder");
        return false;
    }
    /* Only other runs look at the lock; failing to get it means that the file system has none. */
    (void)flock(folder->staging_descriptor, LOCK_EX | LOCK_NB);
    if (!write_file(folder, MARK, TEXT(MARK_TEXT))) {
        diagnostic_world(diagnostics, path_of(folder, folder->staging), errno, "cannot write to the folder");
        return false;
    }
    return true;
}

struct folder *folder_begin(struct arena *arena, const char *target, struct diagnostics *diagnostics)
{
    struct folder *folder = ARENA_NEW(arena, struct folder);
    *folder = (struct folder){.arena = arena,
                              .target = arena_copy(arena, target, strlen(target)),
                              .parent_descriptor = -1,
                              .staging_descriptor = -1,
                              .made = {.arena = arena}};
    if (find_place(folder, diagnostics) && clean_up(folder, diagnostics) && is_replaceable(folder, diagnostics)) {
        if (make_staging(folder, diagnostics))
            return folder;
        folder_abandon(folder);
        return NULL;
    }
    /* Not abandoned: what stands there may belong to another run or another program. */
    if (folder->parent_descriptor >= 0)
        close(folder->parent_descriptor);
    return NULL;
}

/* Relative, no empty part, no "." or "..", and not the mark. */
static bool is_inside(struct text path)
{
    if (text_is(path, MARK) || text_find_byte(path, '\0', 0) < path.size)
        return false;
    for (size_t from = 0; from <= path.size;) {
        size_t end = text_find_byte(path, '/', from);
        struct text part = text_slice(path, from, end);
        if (part.size == 0 || text_is(part, ".") || text_is(part, ".."))
            return false;
        from = end + 1;
    }
    return true;
}

/* Makes the folders that `path` lies in, each only once. `path` must live as long as the folder. */
static bool make_folders(struct folder *folder, const char *path)
{
    const char *slash = strrchr(path, '/');
    if (!slash || map_get(&folder->made, (struct text){path, (size_t)(slash - path)}))
        return true;
    char *partial = arena_copy(folder->arena, path, (size_t)(slash - path));
    for (char *end = strchr(partial, '/');; end = strchr(end + 1, '/')) {
        if (end)
            *end = '\0';
        struct text key = {path, strlen(partial)};
        if (!map_get(&folder->made, key)) {
            if (mkdirat(folder->staging_descriptor, partial, 0777) != 0) {
                /* It was not made by us, so a file has that name. */
                errno = errno == EEXIST ? ENOTDIR : errno;
                return false;
            }
            map_set(&folder->made, key, folder);
        }
        if (!end)
            return true;
        *end = '/';
    }
}

bool folder_add(struct folder *folder, struct text path, struct text bytes, struct diagnostics *diagnostics)
{
    if (!is_inside(path)) {
        folder->is_broken = true;
        diagnostic_world(diagnostics, path, 0, "cannot write outside the folder '%s':", folder->target);
        return false;
    }
    const char *name = text_string(folder->arena, path);
    if (make_folders(folder, name) && write_file(folder, name, bytes))
        return true;
    folder->is_broken = true;
    int error = errno == EEXIST && map_get(&folder->made, path) ? EISDIR : errno;
    diagnostic_world(diagnostics, text_from(file_path(folder->arena, folder->target, name)), error, "cannot write");
    return false;
}

static void close_descriptors(struct folder *folder)
{
    if (folder->staging_descriptor >= 0)
        close(folder->staging_descriptor);
    if (folder->parent_descriptor >= 0)
        close(folder->parent_descriptor);
    folder->staging_descriptor = folder->parent_descriptor = -1;
}

/* The new folder in the target's place; the old one, if any, then has the name `*old`. */
static bool put_in_place(struct folder *folder, const char **old)
{
    int parent = folder->parent_descriptor;
    *old = NULL;
    if (condition_of(folder, folder->name) == CONDITION_MISSING)
        return renameat(parent, folder->staging, parent, folder->name) == 0;
    if (renameat2(parent, folder->staging, parent, folder->name, RENAME_EXCHANGE) == 0) {
        *old = folder->staging;
        return true;
    }
    if (errno != EINVAL && errno != ENOSYS && errno != EOPNOTSUPP)
        return false;
    if (renameat(parent, folder->name, parent, folder->aside) != 0)
        return false;
    if (renameat(parent, folder->staging, parent, folder->name) != 0) {
        int error = errno;
        if (renameat(parent, folder->aside, parent, folder->name) != 0)
            error = errno;
        errno = error;
        return false;
    }
    *old = folder->aside;
    return true;
}

bool folder_commit(struct folder *folder, struct diagnostics *diagnostics)
{
    struct text target = text_from(folder->target);
    const char *old;
    if (folder->is_broken || folder->staging_descriptor < 0)
        return false;
    /* One call for all files, instead of an fsync for each of thousands. */
    if (syncfs(folder->staging_descriptor) != 0 || fsync(folder->staging_descriptor) != 0) {
        diagnostic_world(diagnostics, target, errno, "cannot write all of");
        return false;
    }
    if (!is_replaceable(folder, diagnostics))
        return false;
    if (!put_in_place(folder, &old)) {
        diagnostic_world(diagnostics, target, errno, "cannot put the new folder in the place of");
        return false;
    }
    if (fsync(folder->parent_descriptor) != 0)
        diagnostic_warning(diagnostics, (struct place){0}, "cannot make sure that '%s' is on the disk", folder->target);
    /* The lock is held until the old one is gone: another run must not meet it half removed. */
    struct diagnostics unseen = {.arena = folder->arena};
    if (old && !file_remove_tree(path_of(folder, old).bytes, &unseen))
        diagnostic_warning(diagnostics, (struct place){0}, "cannot remove the old folder '%s'",
                           path_of(folder, old).bytes);
    close_descriptors(folder);
    return true;
}

void folder_abandon(struct folder *folder)
{
    if (folder->parent_descriptor < 0)
        return;
    struct diagnostics unseen = {.arena = folder->arena};
    file_remove_tree(path_of(folder, folder->staging).bytes, &unseen);
    close_descriptors(folder);
}
