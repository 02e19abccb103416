/* Drawings of our own as pictures for letters (librsvg): PNG without transparency, at twice the size that they are
 * shown at. For commands/. A drawing of the content, which nobody has looked through, goes through picture.h. */
#ifndef DELIVER_PNG_H
#define DELIVER_PNG_H

#include "deliver/cache.h"

enum { PNG_SCALE = 2 };

struct png {
    struct text svg;
    int width, height; /* as it is shown, in CSS pixels */
    struct text bytes; /* result; empty when it could not be drawn */
};

struct png_options {
    struct cache *cache;
    struct text fonts_digest; /* of the fonts that type is set in */
};

/* Draws all that are not kept from another run, in one process of its own: what the libraries of fonts hold is never
 * given back. Bytes in `arena`, the same on every machine with the same fonts and the same librsvg. One thread of the
 * program at a time. */
void png_make(struct arena *arena, struct png *pictures, size_t count, const struct png_options *options);

#endif
