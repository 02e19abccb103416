/* Every text that readers will see, as plain words with places: paragraphs, headings, cells, titles, the
 * addresses of links. What the checks of words read; built once, after linking. Only for model/.
 */
#ifndef MODEL_TEXTS_H
#define MODEL_TEXTS_H

#include "model/fields_read.h"

enum text_role {
    ROLE_PARAGRAPH,   /* also of an item, a quotation, a block */
    ROLE_HEADING,     /* `node` is the heading */
    ROLE_CELL,        /* of a table */
    ROLE_CAPTION,     /* of a figure, a block, a link */
    ROLE_ALTERNATIVE, /* of a picture, also when empty; `node` is the picture or figure */
    ROLE_FIELD,       /* `field`: one line of YAML, such as a title */
    ROLE_CODE,        /* published as it is written; no language */
    ROLE_ADDRESS,     /* where a link leads; `node` is the link, or NULL for a field */
};

/* From `at` (bytes) on, a published text was written at `place`, in `language`. */
struct text_segment {
    size_t at;
    struct place place;
    struct text language;
};

struct published_text {
    enum text_role role;
    struct text text; /* line breaks are spaces; typography applied */
    struct context context;
    const struct markup_node *node;   /* the leaf block, picture or link; NULL for a field */
    const struct markup_node *top;    /* the whole text that `node` stands in; NULL for a field */
    const struct field *field;        /* ROLE_FIELD, and an address of a field; else NULL */
    ARRAY(struct text_segment) parts; /* in order; the first at 0 */
    bool follows_source;              /* its characters stand one after the other in the source, from each part on */
};

typedef ARRAY(struct published_text) published_list;

/* All texts in the order in which they were read; owned by `arena`. */
void texts_gather(struct arena *arena, const struct reading *reading, published_list *texts);
/* The place of a byte of a published text. */
struct place texts_place(const struct published_text *text, size_t at);
/* Whether it is words in a language: neither code nor an address. */
bool texts_is_words(const struct published_text *text);
/* The language of a byte of a published text: of the phrase it stands in, else of the text. */
struct text texts_language(const struct published_text *text, size_t at);

#endif
