/* A Markdown tree as web HTML (site and print), mail HTML and plain text. For view/ and commands/.
 * Any thread: the tree is only read. */
#ifndef MARKUP_RENDER_H
#define MARKUP_RENDER_H

#include "markup/markup.h"

enum markup_medium { MEDIUM_WEB, MEDIUM_MAIL, MEDIUM_TEXT };
enum { MARKUP_TEXT_WIDTH = 72 }; /* columns of plain text when nobody says otherwise */

/* A picture as it is published. `url` empty: the picture is left out and its alternative text stands. */
struct markup_picture {
    struct text url;
    int width, height; /* pixels; 0 unknown */
    /* MEDIUM_WEB: what a browser may choose from, "a-640.jpg 640w, a.jpg 1280w", and how wide it stands, as HTML
     * writes both; or empty. */
    struct text sources, sizes;
    bool is_eager; /* MEDIUM_WEB: loaded at once, also far down: paper does not scroll */
};

struct markup_style {
    struct text element; /* "p", "h2", "a", "td" … */
    struct text style;   /* inline CSS */
};

/* What only the caller knows. Every function may be NULL. `arena` owns what they return. */
struct markup_callbacks {
    void *context;
    /* The address for a link as written; returning it unchanged is fine. */
    struct text (*link)(void *context, struct arena *arena, const struct markup_node *node);
    struct markup_picture (*picture)(void *context, struct arena *arena, const struct markup_node *node);
    /* Writes a MARKUP_BLOCK; false (with nothing written): it is written as its children or data, plainly. */
    bool (*block)(void *context, const struct markup_node *node, struct buffer *buffer);
};

/* The words that the outputs add; an empty one is Swedish. */
struct markup_words {
    struct text picture; /* MEDIUM_TEXT, before an alternative text: "Bild" */
    struct text done;    /* of a task, read aloud: "klart" */
    struct text open;    /* "inte klart" */
    struct text table;   /* the name of a table without heads: "tabell" */
    struct text struck;  /* MEDIUM_TEXT, before what is struck out: "struket" */
};

struct markup_render_options {
    enum markup_medium medium;
    int heading_shift;                 /* added to every heading level; the result stays within top_level–6 */
    int top_level;                     /* of headings, at least 1: 2 on a page that has its heading already */
    struct text page;                  /* address before a fragment, for texts read elsewhere; empty: this page */
    struct text id_prefix;             /* put before heading ids, so that several texts fit one page */
    int width;                         /* MEDIUM_TEXT: columns; 0 MARKUP_TEXT_WIDTH */
    bool is_quoted;                    /* MEDIUM_TEXT: "> " before every line */
    const struct markup_style *styles; /* MEDIUM_MAIL: inline styles by element */
    size_t style_count;
    struct markup_callbacks callbacks;
    struct markup_words words;
};

/* Writes the children of `node` (usually a document, block or paragraph). Every block ends with a line
 * feed; inline children are written without one (as plain text: on one line, however long). Plain text
 * that a block callback writes is indented as its surroundings, but not wrapped. */
void markup_render(const struct markup_node *node, const struct markup_render_options *options, struct buffer *buffer);

#endif
