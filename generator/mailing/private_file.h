/* Files below private/: replaced as a whole or left as they are, and read by their owner alone. For mailing/. */
#ifndef MAILING_PRIVATE_FILE_H
#define MAILING_PRIVATE_FILE_H

#include "base/diagnostic.h"

/* Writes `bytes` beside `path` and renames, file and folder synced. A file that is there keeps its mode and owner (a
 * symbolic link keeps leading to it), a new one is read by its owner alone. False with a failure of the world. */
bool private_file_write(const char *path, struct text bytes, struct diagnostics *diagnostics);
/* Waits until the disk has the names in the folder that `path` stands in; false with errno set. */
bool private_file_sync_name(const char *path);

#endif
