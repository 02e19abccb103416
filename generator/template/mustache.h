/* Mustache: interpolation, sections, inverted sections, partials with indentation, set delimiters,
 * comments, standalone lines, dotted names, inheritance (blocks and parents). For output/, view/ and
 * commands/.
 *
 * A set holds compiled templates by name. Compile all of them on one thread; a set that no longer
 * changes may be rendered from any thread.
 *
 * Strict (the default): a name that is found nowhere on the context stack, an unknown partial, parent
 * or block override, a partial that includes itself without end, are errors with the layout's place
 * and a "did you mean". Lenient follows the Mustache specification: a missing name or partial is empty.
 */
#ifndef TEMPLATE_MUSTACHE_H
#define TEMPLATE_MUSTACHE_H

#include "base/diagnostic.h"
#include "template/value.h"

/* Sections, partials, parents and blocks nested in each other, all counted; and what one page may
 * cost, so that no template runs without end. Beyond each is an error, lenient or not. */
enum { MUSTACHE_DEPTH_LIMIT = 64, MUSTACHE_STEP_LIMIT = 10 * 1000 * 1000, MUSTACHE_SIZE_LIMIT = 64 * 1024 * 1024 };

struct mustache_set;

/* An empty set; it and all its templates are owned by `arena`. */
struct mustache_set *mustache_set_new(struct arena *arena);

/* Compiles `source` under `name` (such as "site/home.html"). False with messages on unclosed or
 * mismatched tags (both places told). A name set twice keeps the last. Borrows `source`, which must
 * outlive the set. Link again after additions. */
bool mustache_add(struct mustache_set *set, struct text name, const struct source *source,
                  struct diagnostics *diagnostics);

/* Escapes a text for the medium of the template. */
typedef void mustache_escape(struct buffer *buffer, struct text text);

struct mustache_options {
    mustache_escape *escape; /* NULL: not at all (plain text) */
    bool is_lenient;
};

/* Partial `{{>road}}` within template "site/home.html" means the first of: "site/road.html",
 * "partials/road.html", "road" in the set (then the same for parents). Checks that every partial and
 * parent of every template exists; false with messages. */
bool mustache_link(struct mustache_set *set, bool is_lenient, struct diagnostics *diagnostics);

/* Renders template `name` with `root` as the bottom of the context stack into `buffer`. Scratch memory
 * comes from buffer->arena. False with messages when there was an error. */
bool mustache_render(const struct mustache_set *set, struct text name, struct value root,
                     const struct mustache_options *options, struct buffer *buffer, struct diagnostics *diagnostics);

#endif
