/* A whole output folder, old or new, never a mixture: files are written into a new folder beside the
 * target, which then takes its place in one step (renameat2 RENAME_EXCHANGE; two renames where the
 * file system cannot, mended at the next start). For commands/. One thread.
 *
 * Only a folder that carries our mark (a file `.rundbrev`), or an empty or missing one, is replaced;
 * anything else is refused, so that a mistyped --output loses nothing. */
#ifndef DELIVER_FOLDER_H
#define DELIVER_FOLDER_H

#include "base/artifact.h"
#include "base/diagnostic.h"

struct folder;

/* Starts a new folder beside `target` (a symbolic link is followed); removes what a killed run left.
 * NULL with a message, also while another run writes to the same target. */
struct folder *folder_begin(struct arena *arena, const char *target, struct diagnostics *diagnostics);
/* Writes one file into the new folder; every byte and the close are checked. A path that leads out of
 * the folder, or that was written before, is refused. After a failure folder_commit refuses too. */
bool folder_add(struct folder *folder, struct text path, struct text bytes, struct diagnostics *diagnostics);
/* Checks that everything could be written and puts the new folder in the target's place. A warning
 * when only the old folder could not be removed. */
bool folder_commit(struct folder *folder, struct diagnostics *diagnostics);
/* Removes the new folder; the target stays as it was. Safe after a failed folder_commit. */
void folder_abandon(struct folder *folder);

#endif
