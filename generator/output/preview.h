/* A page that shows how a letter looks in different mail programs, before it is sent: for whoever sends it. Everything
 * stands in the page itself, and it asks no host for anything. For commands/. */
#ifndef OUTPUT_PREVIEW_H
#define OUTPUT_PREVIEW_H

#include "base/artifact.h"
#include "output/layouts.h"

/* The page as HTML, owned by `arena`; empty, with messages, when its layout cannot be rendered. */
struct text preview_page(struct arena *arena, const struct letter *letter, const struct layouts *layouts,
                         struct diagnostics *diagnostics);

#endif
