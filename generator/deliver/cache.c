#include "deliver/cache.h"

#include "base/digest.h"
#include "base/file.h"

#include <dirent.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum {
    DIGEST_SIZE = 64, /* hexadecimal digits: a name begins and a file ends with one */
    KEPT_DAYS = 30,   /* after the last use */
};

struct text cache_name(struct arena *arena, const struct text *parts, size_t count, const char *ending)
{
    return text_format(arena, "%.*s%s", TEXT_ARGUMENTS(digest_texts(arena, parts, count)), ending);
}

/* Of the name too: an entry that stands under another's name is not taken for it. */
static struct text seal(struct arena *arena, struct text name, struct text bytes)
{
    const struct text parts[] = {name, bytes};
    return digest_texts(arena, parts, sizeof parts / sizeof *parts);
}

bool cache_read(const struct cache *cache, struct arena *arena, struct text name, struct text *bytes)
{
    struct arena scratch = {0};
    struct diagnostics unseen = {.arena = &scratch};
    struct text kept;
    bool is_whole = false;
    const char *path = cache->folder ? file_path(&scratch, cache->folder, text_string(&scratch, name)) : NULL;
    if (path && file_kind(path) == FILE_REGULAR && file_read(arena, path, &kept, &unseen) && kept.size >= DIGEST_SIZE) {
        *bytes = text_slice(kept, 0, kept.size - DIGEST_SIZE);
        is_whole = text_equal(text_slice(kept, kept.size - DIGEST_SIZE, kept.size), seal(&scratch, name, *bytes));
    }
    if (is_whole)
        (void)utimensat(AT_FDCWD, path, NULL, 0); /* the time of the last use; failing costs only time, later */
    arena_release(&scratch);
    return is_whole;
}

void cache_write(struct cache *cache, struct text name, struct text bytes)
{
    struct arena scratch = {0};
    struct diagnostics unseen = {.arena = &scratch};
    if (cache->folder && !cache->is_broken) {
        struct text kept = text_join(&scratch, bytes, seal(&scratch, name, bytes));
        if (!file_write(file_path(&scratch, cache->folder, text_string(&scratch, name)), kept, &unseen))
            cache->is_broken = true;
    }
    arena_release(&scratch);
}

/* Also of one that a run was killed at ("….pdf.123.new", see file_write). */
static bool is_name_of_ours(const char *name)
{
    return strspn(name, "0123456789abcdef") == DIGEST_SIZE && name[DIGEST_SIZE] == '.';
}

static void remove_old(const char *folder)
{
    DIR *directory = opendir(folder);
    struct dirent *entry;
    while (directory && (entry = readdir(directory)) != NULL) {
        struct stat status;
        if (is_name_of_ours(entry->d_name) &&
            fstatat(dirfd(directory), entry->d_name, &status, AT_SYMLINK_NOFOLLOW) == 0 &&
            status.st_mtime + (time_t)KEPT_DAYS * 24 * 3600 < time(NULL))
            unlinkat(dirfd(directory), entry->d_name, 0);
    }
    if (directory)
        closedir(directory);
}

void cache_end(const struct cache *cache, struct diagnostics *diagnostics)
{
    if (cache->folder)
        remove_old(cache->folder);
    if (cache->is_broken)
        diagnostic_warning(diagnostics, (struct place){0},
                           "cannot keep finished PDFs, pictures and fonts in '%s', the next run makes them again",
                           cache->folder);
}
