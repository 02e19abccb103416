#include "mailing/private_file.h"

#include "base/file.h"
#include "base/path.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

/* The old file's mode and owner, as far as they differ. */
static bool take_over(int descriptor, const char *path)
{
    struct stat old, new;
    if (stat(path, &old) != 0)
        return errno == ENOENT;
    if (fstat(descriptor, &new) != 0)
        return false;
    bool is_other = old.st_uid != new.st_uid || old.st_gid != new.st_gid;
    return (!is_other || fchown(descriptor, old.st_uid, old.st_gid) == 0) &&
           fchmod(descriptor, old.st_mode & 07777) == 0;
}

bool private_file_sync_name(const char *path)
{
    struct arena arena = {0};
    struct text folder = path_folder(text_from(path));
    const char *name = folder.size ? text_string(&arena, folder) : path[0] == '/' ? "/" : ".";
    int descriptor = open(name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    /* Some file systems cannot, and keep their folders' names safe by other means. */
    bool is_synced = descriptor >= 0 && (fsync(descriptor) == 0 || errno == EINVAL);
    int error = errno;
    if (descriptor >= 0)
        close(descriptor);
    arena_release(&arena);
    errno = error;
    return is_synced;
}

static bool write_new(const char *beside, const char *path, struct text bytes)
{
    int descriptor = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor < 0)
        return false;
    bool is_whole = file_write_all(descriptor, bytes) && take_over(descriptor, path) && fsync(descriptor) == 0;
    int error = errno;
    if (close(descriptor) != 0 && is_whole) {
        is_whole = false;
        error = errno;
    }
    if (is_whole && rename(beside, path) != 0) {
        is_whole = false;
        error = errno;
    }
    if (!is_whole)
        unlink(beside);
    errno = error;
    return is_whole;
}

bool private_file_write(const char *path, struct text bytes, struct diagnostics *diagnostics)
{
    struct arena arena = {0};
    char *real = realpath(path, NULL);
    const char *target = text_string(&arena, text_from(real ? real : path));
    free(real);
    const char *beside = text_format(&arena, "%s.%ld.new", target, (long)getpid()).bytes;
    /* Left by a process of the same number that was killed. */
    unlink(beside);
    bool is_written = write_new(beside, target, bytes) && private_file_sync_name(target);
    if (!is_written)
        diagnostic_world(diagnostics, text_from(path), errno, "cannot write");
    arena_release(&arena);
    return is_written;
}
