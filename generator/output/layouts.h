/* Everything that decides how things look, compiled once and then only read: templates, words, the theme.
 * For output/ and commands/. */
#ifndef OUTPUT_LAYOUTS_H
#define OUTPUT_LAYOUTS_H

#include "base/artifact.h"
#include "base/diagnostic.h"
#include "base/locale.h"
#include "markup/render.h"
#include "template/mustache.h"

struct font {
    struct text family, weight, style;
    struct text file;     /* below /usr/share/fonts/truetype */
    struct text features; /* see deliver/font.h */
};

struct layouts {
    struct mustache_set *set;
    struct map strings; /* language → struct value, a record */
    struct map locales; /* language → const struct locale */
    struct text theme_name;
    struct value theme; /* theme.yml */
    ARRAY(struct font) fonts;
    struct text site_style; /* one style sheet for all pages, to follow the fonts' rules */
    struct text print_style;
    ARRAY(struct markup_style) mail_styles;
};

/* Compiles the files of layouts/ and reads theme `theme` of assets/. Never NULL; whether it is fit for use
 * is in `diagnostics`. All is owned by `arena`. */
struct layouts *layouts_compile(struct arena *arena, const site_files *layouts, const site_files *assets,
                                struct text theme, struct diagnostics *diagnostics);

/* The rules by which a style sheet beside the folder fonts/ takes its fonts from there; in `arena`. */
struct text layouts_font_rules(const struct layouts *layouts, struct arena *arena, const web_fonts *fonts,
                               struct diagnostics *diagnostics);

/* Gives back what the arena does not own. NULL is fine. */
void layouts_close(struct layouts *layouts);

/* The escape function that a template's name asks for: HTML and XML's, but none for .txt and .css. */
mustache_escape *layouts_escape(struct text name);

/* The words and the locale of a language; the site's languages are checked by the model. */
struct value layouts_strings(const struct layouts *layouts, struct text language);
const struct locale *layouts_locale(const struct layouts *layouts, struct text language);

#endif
