/* Pictures of the content made ready: rotated as EXIF says, scaled down, stripped of all that their files tell
 * besides (EXIF, XMP, comments, texts; a colour profile stays), named by their content (gdk-pixbuf, SVG through
 * librsvg). For commands/. */
#ifndef DELIVER_PICTURE_H
#define DELIVER_PICTURE_H

#include "base/artifact.h"
#include "base/diagnostic.h"

enum { PICTURE_WIDTH = 1280, PICTURE_MAIL_WIDTH = 544 }; /* pixels, at most */

/* Fills everything but `source` of `picture` from the file `source` below `content_folder`. JPEG stays JPEG
 * (quality 82), all else becomes PNG; drawings (SVG, at twice their size) and PNG for mail get a white
 * ground. The name is of the source's path and bytes: one picture in two folders has two names. A file that is no
 * picture is an author's mistake at `place` of the first use; one that tells where, by whom or with what it was
 * taken is a finding of the check `metadata` there. Pure function of the bytes. */
bool picture_prepare(struct arena *arena, const char *content_folder, struct picture *picture, struct place place,
                     const struct check *metadata, struct diagnostics *diagnostics);

#endif
