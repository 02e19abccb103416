/* Everything that decides how things look, compiled once and then only read: the looks of the site and its networks,
 * and the words of each language. For output/ and commands/. */
#ifndef OUTPUT_LAYOUTS_H
#define OUTPUT_LAYOUTS_H

#include "base/locale.h"
#include "base/map.h"
#include "model/model.h"
#include "output/look.h"

struct layouts {
    struct map strings;         /* language → struct value, a record */
    struct map locales;         /* language → const struct locale */
    ARRAY(struct look *) looks; /* the site's first; no name twice */
    struct map network_looks;   /* id of a network with a look of its own → const struct look */
    ARRAY(struct face) faces;   /* of all looks, none twice */
};

/* Compiles the files of layouts/ for the looks that `model` asks for; NULL: for the default theme alone. Where
 * `layouts` has a file of strings/ twice, the later one is laid over the earlier, word by word. Never NULL; whether
 * it is fit for use is in `diagnostics`. All is owned by `arena`. */
struct layouts *layouts_compile(struct arena *arena, const site_files *layouts, const site_files *assets,
                                const struct model *model, struct diagnostics *diagnostics);

/* Completes the style sheets of all looks with the fonts that they bring along: before anything is rendered. */
void layouts_add_fonts(struct layouts *layouts, struct arena *arena, const web_fonts *fonts,
                       struct diagnostics *diagnostics);

/* Gives back what the arena does not own. NULL is fine. */
void layouts_close(struct layouts *layouts);

/* The escape function that a template's name asks for: HTML and XML's, but none for .txt and .css. */
mustache_escape *layouts_escape(struct text name);

/* The look of a network's pages, documents and letters; NULL: of the site's own. */
const struct look *layouts_look(const struct layouts *layouts, const struct network *network);
const struct look *layouts_look_named(const struct layouts *layouts, struct text network); /* by the network's id */

/* The words and the locale of a language; the site's languages are checked by the model. */
struct value layouts_strings(const struct layouts *layouts, struct text language);
const struct locale *layouts_locale(const struct layouts *layouts, struct text language);

#endif
