/* Pictures of the content made ready: rotated as EXIF says, scaled down, stripped of all that their files tell
 * besides (EXIF, XMP, comments, texts; a colour profile stays), named by their content (gdk-pixbuf, SVG through
 * librsvg). For commands/. */
#ifndef DELIVER_PICTURE_H
#define DELIVER_PICTURE_H

#include "base/artifact.h"
#include "deliver/cache.h"

enum { PICTURE_WIDTH = 1280, PICTURE_SMALL_WIDTH = 640, PICTURE_MAIL_WIDTH = 544 }; /* pixels, at most */

struct picture_source {
    struct text path;   /* below the content's folder */
    struct place place; /* of the first use */
};

struct picture_options {
    const char *folder; /* of the content */
    struct cache *cache;
    size_t threads;
    const struct check *metadata;                               /* for what files tell besides the picture */
    void (*progress)(void *context, size_t done, size_t total); /* may be NULL; called by one thread */
    void *progress_context;
};

/* Adds the pictures to `pictures`, in the order of the sources. JPEG stays JPEG (quality 82), all else becomes PNG;
 * drawings (SVG, at twice their size) and PNG for mail get a white ground. There is a small size of those that are
 * clearly wider. The name is of the source's path and bytes: one picture in two folders has two names. A file that
 * is no picture is an author's mistake at its place; one that tells where, by whom or with what it was taken is a
 * finding of the check `metadata` there. Findings stand in the order of the sources. False when there is an error;
 * what could be prepared is in `pictures` all the same. Pure function of the bytes, whatever the cache holds and
 * however many threads there are. All is owned by `arena`. */
bool picture_prepare(struct arena *arena, const struct picture_source *sources, size_t count,
                     const struct picture_options *options, picture_list *pictures, struct diagnostics *diagnostics);

/* For photo.c and drawing.c: */

enum picture_size { PICTURE_LARGE, PICTURE_SMALL, PICTURE_MAIL, PICTURE_SIZES };

struct scaled {
    int width, height;
    struct text bytes; /* encoded; empty when there is no such size */
};

/* The width of a size of a picture that is `width` pixels wide at its largest; 0 when it has no such size. */
int picture_width_at(enum picture_size size, int width);
/* Gives the bytes of the sizes, one after the other, to where they belong: only how many they are is in `sizes`.
 * False when they are not exactly as many. */
bool picture_take_sizes(struct text bytes, struct scaled sizes[PICTURE_SIZES]);

#endif
