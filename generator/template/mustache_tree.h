/* The compiled form of templates. Only for template/mustache_*.c.
 *
 * Invariants: a tree is immutable after mustache_parse, except for `target`, which
 * mustache_link sets. Everything is owned by the set's arena; texts borrow from the template's
 * source where they can. Elements are nested at most MUSTACHE_DEPTH_LIMIT deep, so that walking a
 * tree by recursion is safe.
 */
#ifndef TEMPLATE_MUSTACHE_TREE_H
#define TEMPLATE_MUSTACHE_TREE_H

#include "template/mustache.h"

enum tag_kind {
    TAG_TEXT,     /* static text in `name`, standalone lines already removed */
    TAG_ESCAPED,  /* {{name}} */
    TAG_RAW,      /* {{{name}}} and {{&name}} */
    TAG_SECTION,  /* {{#name}} */
    TAG_INVERTED, /* {{^name}} */
    TAG_PARTIAL,  /* {{>name}} */
    TAG_PARENT,   /* {{<name}}: its blocks are overrides, all other children are ignored */
    TAG_BLOCK,    /* {{$name}}: a place to override, or inside of a parent an override */
};

struct template;

struct tag {
    enum tag_kind kind;
    bool is_standalone; /* partial, parent, block: `indent` goes before the first line, too */
    size_t position;    /* of the tag in the source, in bytes */
    struct text name;
    size_t first_size;  /* of the name's part before its first dot */
    struct text indent; /* partial, parent: before each line; block: before each line of an override */
    struct tag *next, *children;
    struct template *target; /* partial, parent: NULL when there is none */
    struct map *blocks;      /* parent with many overrides: name to block; else NULL */
    size_t ignored;          /* parent: 1 + position of the first thing outside of its blocks, or 0 */
};

struct template
{
    struct text name;
    const struct source *source;
    struct tag *tags;
};

struct mustache_set {
    struct arena *arena;
    struct map by_name;
    ARRAY(struct template *) templates;
};

/* Parses template->source into template->tags. False with messages. */
bool mustache_parse(struct arena *arena, struct template *template, struct diagnostics *diagnostics);
/* The override of `name` in a parent tag, or NULL. */
const struct tag *mustache_override(const struct tag *parent, struct text name);
/* What messages say of tags of a kind, as formats that take the tag's name. NULL: cannot happen to the kind. */
struct tag_messages {
    const char *too_deep; /* takes MUSTACHE_DEPTH_LIMIT too */
    const char *unclosed, *open, *unknown;
};
const struct tag_messages *mustache_messages(enum tag_kind kind);
struct place mustache_place(const struct template *template, const struct tag *tag);
/* A name as messages show it, cut when very long. Borrows. */
struct text mustache_shown(struct text name);

#endif
