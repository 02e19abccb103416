/* Fonts of Debian's packages made ready for the website: cut into parts by what their characters are for, without
 * hints and without what no style asks for (HarfBuzz), as WOFF2 (the program woff2_compress), named by their
 * content. For commands/. */
#ifndef DELIVER_FONT_H
#define DELIVER_FONT_H

#include "base/artifact.h"
#include "deliver/cache.h"

struct font_source {
    struct text path; /* of a font file */
    struct text file; /* the same as the theme says it */
    struct text family, weight, style;
    /* The OpenType features that styles use of it, with spaces between; empty: "kern liga lnum tnum". Each costs its
     * letters' weight: ligatures and figures of other kinds a fifth of a font. */
    struct text features;
};

/* Adds the parts of each font to `fonts`: font after font, in each the rarest characters first, so that of rules in
 * this order the one with the common characters wins where ranges of two overlap. A part of which a font has nothing
 * is left out. A file that is missing or no font, and a program that is, are failures of the world. Pure function
 * of the files' bytes, whatever `threads` is. All is owned by `arena`. */
bool font_prepare(struct arena *arena, const struct font_source *sources, size_t count, struct cache *cache,
                  size_t threads, web_fonts *fonts, struct diagnostics *diagnostics);

#endif
