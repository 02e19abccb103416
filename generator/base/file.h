/* Files and folders: read whole, listed in order, written whole or not at all. Every result is
 * checked; failures go to `diagnostics` as failures of the world. For read/, model/ loaders, deliver/
 * and commands/. Any thread, on different paths. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/diagnostic.h"

enum { FILE_SIZE_LIMIT = 64 * 1024 * 1024 }; /* bytes; larger content is refused */

/* Reads a regular file (a folder, FIFO or device is refused) into `arena`. False with a message on
 * failure. */
bool file_read(struct arena *arena, const char *path, struct text *bytes, struct diagnostics *diagnostics);

/* Whether `path` lies below `folder` when all symbolic links are followed; a missing file does. `folder` is a path
 * without symbolic links, as realpath gives it. */
bool file_is_inside(const char *folder, const char *path);

/* Reads standard input to its end, at most FILE_SIZE_LIMIT bytes. */
bool file_read_input(struct arena *arena, struct text *bytes, struct diagnostics *diagnostics);

enum file_kind { FILE_NONE, FILE_REGULAR, FILE_FOLDER, FILE_OTHER };
enum file_kind file_kind(const char *path); /* follows symbolic links */
/* Whether both paths lead to one file or folder; a missing one is none. */
bool file_is_same(const char *path, const char *other);

struct file_entry {
    struct text name; /* without folder */
    enum file_kind kind;
};
typedef ARRAY(struct file_entry) file_entries;

/* The entries of a folder except those that begin with a dot, sorted by bytes; in `arena`. */
bool file_list(struct arena *arena, const char *folder, file_entries *entries, struct diagnostics *diagnostics);
/* All files below `folder`, as paths relative to it, sorted; in `arena`. What is no regular file is among them, so
 * that reading it tells why it cannot be read. A symbolic link out of `folder` is the author's mistake. */
bool file_list_tree(struct arena *arena, const char *folder, file_entries *files, struct diagnostics *diagnostics);

/* Writes `bytes` beside `path` and renames, so that `path` is old or new, never half. Makes folders. */
bool file_write(const char *path, struct text bytes, struct diagnostics *diagnostics);
bool file_make_folders(const char *path, struct diagnostics *diagnostics); /* like mkdir -p */
/* The same; those that it makes can be read by their owner alone. */
bool file_make_private_folders(const char *path, struct diagnostics *diagnostics);
/* Removes a folder with all it holds; a missing one is fine. Does not follow symbolic links. */
bool file_remove_tree(const char *path, struct diagnostics *diagnostics);
/* Writes all bytes to an open descriptor; false with errno set. */
bool file_write_all(int descriptor, struct text bytes);

/* "a/b" from "a" and "b"; in `arena`. An empty `folder` gives `name`. */
const char *file_path(struct arena *arena, const char *folder, const char *name);
/* Where the running program lies: an absolute path without symbolic links, in `arena`; empty when the system
 * does not tell. */
struct text file_program_folder(struct arena *arena);

#endif
