#include "base/file.h"

#include "base/path.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static enum file_kind kind_of(const struct stat *status)
{
    return S_ISREG(status->st_mode) ? FILE_REGULAR : S_ISDIR(status->st_mode) ? FILE_FOLDER : FILE_OTHER;
}

enum file_kind file_kind(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 ? kind_of(&status) : FILE_NONE;
}

bool file_is_same(const char *path, const char *other)
{
    struct stat a, b;
    return stat(path, &a) == 0 && stat(other, &b) == 0 && a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

static bool read_all(int descriptor, char *bytes, size_t size, size_t *read_size)
{
    *read_size = 0;
    while (*read_size < size) {
        ssize_t got = read(descriptor, bytes + *read_size, size - *read_size);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return false;
        if (got == 0)
            break;
        *read_size += (size_t)got;
    }
    return true;
}

bool file_read(struct arena *arena, const char *path, struct text *bytes, struct diagnostics *diagnostics)
{
    struct text name = text_from(path);
    struct stat status;
    /* A socket cannot be opened, and to open a device may do something. */
    if (file_kind(path) == FILE_OTHER) {
        diagnostic_world(diagnostics, name, 0, "cannot read, it is no regular file:");
        return false;
    }
    /* O_NONBLOCK: opening a FIFO without a writer must not hang, should one just now have taken the file's place. */
    int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0 || fstat(descriptor, &status) != 0) {
        diagnostic_world(diagnostics, name, errno, "cannot read");
        if (descriptor >= 0)
            close(descriptor);
        return false;
    }
    bool is_read = false;
    size_t size = 0;
    char *memory = NULL;
    if (kind_of(&status) == FILE_FOLDER) {
        diagnostic_world(diagnostics, name, EISDIR, "cannot read");
    } else if (status.st_size > FILE_SIZE_LIMIT) {
        diagnostic_world(diagnostics, name, EFBIG, "cannot read");
    } else {
        memory = arena_allocate(arena, (size_t)status.st_size + 1);
        is_read = read_all(descriptor, memory, (size_t)status.st_size, &size);
        if (!is_read)
            diagnostic_world(diagnostics, name, errno, "cannot read");
    }
    close(descriptor);
    *bytes = (struct text){memory, size};
    return is_read;
}

bool file_is_inside(const char *folder, const char *path)
{
    char *real = realpath(path, NULL);
    size_t size = strlen(folder);
    bool is_inside = !real || (strncmp(real, folder, size) == 0 && (real[size] == '/' || !real[size]));
    free(real);
    return is_inside;
}

bool file_read_input(struct arena *arena, struct text *bytes, struct diagnostics *diagnostics)
{
    enum { FIRST = 64 * 1024 };
    size_t size = 0, capacity = 0, got;
    char *memory = NULL;
    do {
        size_t larger = capacity ? capacity * 2 : FIRST;
        memory = arena_resize(arena, memory, capacity, larger);
        capacity = larger;
        if (!read_all(STDIN_FILENO, memory + size, capacity - size, &got)) {
            diagnostic_world(diagnostics, (struct text){0}, errno, "cannot read standard input");
            return false;
        }
        size += got;
        if (size > FILE_SIZE_LIMIT) {
            diagnostic_world(diagnostics, (struct text){0}, EFBIG, "cannot read standard input");
            return false;
        }
    } while (size == capacity);
    *bytes = (struct text){memory, size};
    return true;
}

static int compare_entries(const void *left, const void *right)
{
    const struct file_entry *a = left, *b = right;
    return text_compare(a->name, b->name);
}

bool file_list(struct arena *arena, const char *folder, file_entries *entries, struct diagnostics *diagnostics)
{
    DIR *directory = opendir(folder);
    if (!directory) {
        diagnostic_world(diagnostics, text_from(folder), errno, "cannot read the folder");
        return false;
    }
    errno = 0;
    for (struct dirent *entry; (entry = readdir(directory)) != NULL; errno = 0) {
        struct stat status;
        if (entry->d_name[0] == '.')
            continue;
        enum file_kind kind = entry->d_type == DT_REG   ? FILE_REGULAR
                              : entry->d_type == DT_DIR ? FILE_FOLDER
                                                        : FILE_OTHER;
        if (kind == FILE_OTHER && fstatat(dirfd(directory), entry->d_name, &status, 0) == 0)
            kind = kind_of(&status);
        struct file_entry item = {text_copy(arena, text_from(entry->d_name)), kind};
        ARRAY_PUSH(arena, entries, item);
    }
    int error = errno;
    closedir(directory);
    if (error) {
        diagnostic_world(diagnostics, text_from(folder), error, "cannot read the folder");
        return false;
    }
    if (entries->count > 1)
        qsort(entries->items, entries->count, sizeof *entries->items, compare_entries);
    return true;
}

/* The folders on the way from the top: a symbolic link that leads back to one of them has no end. */
struct way {
    dev_t device;
    ino_t number;
    const struct way *above;
};

static bool leads_back(const char *path, struct way *here)
{
    struct stat status;
    if (stat(path, &status) != 0)
        return false; /* file_list tells why */
    here->device = status.st_dev;
    here->number = status.st_ino;
    for (const struct way *way = here->above; way; way = way->above)
        if (way->device == here->device && way->number == here->number)
            return true;
    return false;
}

struct walk {
    struct arena *arena;
    const char *top, *real_top; /* without symbolic links */
    file_entries *files;
    struct diagnostics *diagnostics;
};

static bool stays_inside(const struct walk *walk, const char *path)
{
    if (file_is_inside(walk->real_top, path))
        return true;
    struct source *source = ARENA_NEW(walk->arena, struct source);
    source->path = text_from(path);
    struct diagnostic *error = diagnostic_error(walk->diagnostics, (struct place){.source = source},
                                                "a symbolic link leads out of the folder '%s'", walk->top);
    diagnostic_hint(walk->diagnostics, error, "put the file itself here");
    return false;
}

static bool list_below(const struct walk *walk, const char *folder, const struct way *above)
{
    file_entries entries = {0};
    struct way here = {.above = above};
    const char *path = file_path(walk->arena, walk->top, folder);
    if (!stays_inside(walk, path))
        return false;
    if (leads_back(path, &here)) {
        diagnostic_world(walk->diagnostics, text_from(path), ELOOP, "cannot read the folder");
        return false;
    }
    if (!file_list(walk->arena, path, &entries, walk->diagnostics))
        return false;
    for (size_t i = 0; i < entries.count; i++) {
        const char *below = file_path(walk->arena, folder, entries.items[i].name.bytes);
        if (entries.items[i].kind == FILE_FOLDER) {
            if (!list_below(walk, below, &here))
                return false;
        } else if (!stays_inside(walk, file_path(walk->arena, walk->top, below))) {
            return false;
        } else {
            struct file_entry item = {text_from(below), entries.items[i].kind};
            ARRAY_PUSH(walk->arena, walk->files, item);
        }
    }
    return true;
}

bool file_list_tree(struct arena *arena, const char *folder, file_entries *files, struct diagnostics *diagnostics)
{
    char *real = realpath(folder, NULL);
    struct walk walk = {arena, folder, real && strcmp(real, "/") != 0 ? real : "", files, diagnostics};
    bool is_listed = list_below(&walk, "", NULL);
    free(real);
    if (is_listed && files->count > 1)
        qsort(files->items, files->count, sizeof *files->items, compare_entries);
    return is_listed;
}

bool file_write_all(int descriptor, struct text bytes)
{
    for (size_t written = 0; written < bytes.size;) {
        ssize_t done = write(descriptor, bytes.bytes + written, bytes.size - written);
        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0) {
            if (done == 0)
                errno = ENOSPC;
            return false;
        }
        written += (size_t)done;
    }
    return true;
}

static bool make_folders(const char *path, mode_t mode, struct diagnostics *diagnostics)
{
    struct arena arena = {0};
    char *partial = arena_copy(&arena, path, strlen(path));
    bool is_made = true;
    for (char *end = partial; is_made && *end; end++) {
        bool is_last = end[1] == '\0', is_root = end == partial && *end == '/';
        if (is_root || (*end != '/' && !is_last))
            continue;
        if (*end == '/')
            *end = '\0';
        int error = mkdir(partial, mode) == 0 ? 0 : errno;
        if (error && (error != EEXIST || file_kind(partial) != FILE_FOLDER)) {
            diagnostic_world(diagnostics, text_from(partial), error == EEXIST ? ENOTDIR : error,
                             "cannot make the folder");
            is_made = false;
        }
        if (!is_last)
            *end = '/';
    }
    arena_release(&arena);
    return is_made;
}

bool file_make_folders(const char *path, struct diagnostics *diagnostics)
{
    return make_folders(path, 0777, diagnostics);
}

bool file_make_private_folders(const char *path, struct diagnostics *diagnostics)
{
    return make_folders(path, 0700, diagnostics);
}

bool file_write(const char *path, struct text bytes, struct diagnostics *diagnostics)
{
    struct arena arena = {0};
    const char *slash = strrchr(path, '/');
    bool is_written = true;
    if (slash && slash != path)
        is_written = file_make_folders(arena_copy(&arena, path, (size_t)(slash - path)), diagnostics);
    const char *beside = text_format(&arena, "%s.%ld.new", path, (long)gettid()).bytes;
    if (is_written) {
        int descriptor = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
        bool is_complete = descriptor >= 0 && file_write_all(descriptor, bytes) && fsync(descriptor) == 0;
        int error = errno;
        if (descriptor >= 0 && close(descriptor) != 0 && is_complete) {
            is_complete = false;
            error = errno;
        }
        if (is_complete && rename(beside, path) != 0) {
            is_complete = false;
            error = errno;
        }
        if (!is_complete) {
            diagnostic_world(diagnostics, text_from(path), error, "cannot write");
            if (descriptor >= 0)
                unlink(beside);
        }
        is_written = is_complete;
    }
    arena_release(&arena);
    return is_written;
}

static bool remove_at(int parent, const char *name)
{
    if (unlinkat(parent, name, 0) == 0 || errno == ENOENT)
        return true;
    if (errno != EISDIR && errno != EPERM)
        return false;
    int folder = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (folder < 0)
        return false;
    DIR *directory = fdopendir(folder);
    if (!directory) {
        close(folder);
        return false;
    }
    bool is_removed = true;
    for (struct dirent *entry; is_removed && (entry = readdir(directory)) != NULL;)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            is_removed = remove_at(folder, entry->d_name);
    int error = errno;
    closedir(directory);
    errno = error;
    return is_removed && unlinkat(parent, name, AT_REMOVEDIR) == 0;
}

bool file_remove_tree(const char *path, struct diagnostics *diagnostics)
{
    if (remove_at(AT_FDCWD, path))
        return true;
    diagnostic_world(diagnostics, text_from(path), errno, "cannot remove");
    return false;
}

const char *file_path(struct arena *arena, const char *folder, const char *name)
{
    if (!folder[0])
        return text_string(arena, text_from(name));
    if (!name[0])
        return text_string(arena, text_from(folder));
    bool has_slash = folder[strlen(folder) - 1] == '/';
    return text_format(arena, "%s%s%s", folder, has_slash ? "" : "/", name).bytes;
}

struct text file_program_folder(struct arena *arena)
{
    char program[4096];
    ssize_t size = readlink("/proc/self/exe", program, sizeof program);
    return size > 0 ? text_copy(arena, path_folder((struct text){program, (size_t)size})) : (struct text){0};
}
