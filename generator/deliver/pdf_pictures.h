/* Documents name their pictures (src="picture:foto-1a2b3c4d.jpg") and get them when they are printed: so a picture is
 * in memory once, however many documents show it. For pdf.c and commands/. Any thread. */
#ifndef DELIVER_PDF_PICTURES_H
#define DELIVER_PDF_PICTURES_H

#include "base/artifact.h"
#include "base/map.h"

/* The document as one file, its pictures as data: addresses. A name that no picture has stays. Owned by `arena`, or
 * `html` itself when it has none. `pictures`: struct picture by name. */
struct text pdf_embed_pictures(struct arena *arena, struct text html, const struct map *pictures);

#endif
