/* HTML taken apart, one tag after the other, and inline styles, one declaration after the other. Takes any bytes in
 * linear time and allocates nothing. Only for output/. */
#ifndef OUTPUT_TAGS_H
#define OUTPUT_TAGS_H

#include "base/text.h"

enum tag_kind {
    TAG_TEXT,    /* what stands between tags; a "<" that begins none; what is never closed */
    TAG_COMMENT, /* <!--…-->, and <!…> */
    TAG_START,
    TAG_END,
};

struct tag {
    enum tag_kind kind;
    struct text whole;      /* as written */
    struct text name;       /* TAG_START, TAG_END: as written */
    struct text attributes; /* TAG_START: what follows the name */
};

/* The piece at `*at`, moving past it; false at the end. */
bool tag_next(struct text html, size_t *at, struct tag *tag);
/* Moves `*at` behind the end tag of `name`, or to the end; returns what stood before it. */
struct text tag_content(struct text html, size_t *at, const char *name);
bool tag_is(const struct tag *tag, const char *name); /* the case is ignored */
/* Whether `name` is among the words of `list`, which have spaces between them; the case is ignored. */
bool tag_is_among(struct text name, const char *list);

/* Takes the next attribute off `*rest`; `*value` as written, without quotes; empty when it has none. */
bool tag_attribute(struct text *rest, struct text *name, struct text *value);
/* The value of an attribute as written; false when the tag has none of this name. */
bool tag_find(const struct tag *tag, const char *name, struct text *value);
/* Takes the next "property: value" off `*rest`, where no entity stands any more. */
bool tag_declaration(struct text *rest, struct text *property, struct text *value);

#endif
