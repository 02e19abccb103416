/* A JPEG or PNG in the sizes that are published (gdk-pixbuf). Only for picture.c. Any thread. */
#ifndef DELIVER_PHOTO_H
#define DELIVER_PHOTO_H

#include "deliver/picture.h"

enum { PHOTO_PIXELS_LIMIT = 40 * 1000 * 1000 };

struct photo {
    int natural_width, natural_height; /* as the file's head says */
    bool is_too_large;
    struct scaled sizes[PICTURE_SIZES]; /* without bytes when it is too large or damaged */
};

/* Scales `bytes`, which begin as a JPEG or else as a PNG; JPEG stays JPEG. Owned by `arena`. */
void photo_scale(struct arena *arena, struct text bytes, bool is_jpeg, struct photo *photo);

#endif
