/* Drawings of our own as pictures for letters (librsvg): PNG without transparency, at twice the size that they are
 * shown at. For commands/. A drawing of the content, which nobody has looked through, goes through picture.h. */
#ifndef DELIVER_PNG_H
#define DELIVER_PNG_H

#include "deliver/cache.h"

enum { PNG_SCALE = 2 };

struct png_options {
    struct cache *cache;
    struct text fonts_digest; /* of the fonts that type is set in */
};

/* `width` and `height` as it is shown, in CSS pixels. Bytes in `arena`; empty when it could not be drawn. The same on
 * every machine with the same fonts and the same librsvg. One thread at a time. */
struct text png_make(struct arena *arena, struct text svg, int width, int height, const struct png_options *options);

#endif
