/* A look: one theme, changed as a site or network asks, as everything that output/ needs of it. Made once, completed
 * with fonts, then only read. Only for output/, and for commands/, which fetch the fonts. */
#ifndef OUTPUT_LOOK_H
#define OUTPUT_LOOK_H

#include "base/artifact.h"
#include "markup/render.h"
#include "model/theme.h"
#include "template/mustache.h"

struct look {
    struct text name; /* of its style sheet: the theme's, perhaps the network's id, and a digest of the style */
    struct theme theme;
    struct value tokens;      /* the theme for templates */
    struct mustache_set *set; /* the layouts, and what the theme has of its own in layouts/themes/<theme>/ */
    struct text site_style;   /* for all pages, without fonts; shortened */
    struct text style_sheet;  /* the same with the fonts that the theme brings along: a file of the site */
    struct text print_style;
    ARRAY(struct markup_style) mail_styles;
    struct text drawing_style; /* of charts in letters, which are pictures */
};

/* Makes the look `name` of theme `base` with `changes` (at most 2, may be NULL) laid over it. Never NULL; whether it is
 * fit for use is in `diagnostics`. All is owned by `arena`. */
struct look *look_make(struct arena *arena, const site_files *layouts, const site_files *assets, struct text name,
                       const struct theme *base, const struct theme *changes[2], struct diagnostics *diagnostics);

/* Adds the rules by which the style sheet, beside the folder fonts/, takes the theme's fonts from there; names the
 * sheet by its content. */
void look_add_fonts(struct look *look, struct arena *arena, const web_fonts *fonts, struct diagnostics *diagnostics);

/* Bytes of a file of layouts/ or assets/; empty when there is none. */
struct text look_file(const site_files *files, struct text path);

#endif
