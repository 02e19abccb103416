/* Markdown as an immutable tree with places. For model/, view/ and commands/. The only folder that
 * includes <cmark.h>.
 *
 * cmark parses in safe mode; over its tree stand: GFM pipe tables, bare links and e-mail addresses,
 * task lists, strikethrough, heading ids, typography of the language on text (quotes and dashes),
 * pictures with captions, blocks (fenced code whose first word names them), and phrases in another
 * language: links whose address is "lang:" and its code, such as [Breakthrough Series](lang:en).
 *
 * A fence's info is a block of the caller's table, `text`, `code` or nothing; anything else is an error.
 * Knows no meeting: which blocks exist is the caller's table.
 * Reported, and left out of the tree: HTML (warning; comments silently), addresses that begin with
 * javascript:, vbscript:, data: or file: (error; the link's text stays), cells over the table's head
 * (warning), codes of languages that are none (error; the phrase's words stay). Reported besides: unknown
 * and unclosed blocks, unclosed comments, "tables" whose line of
 * dashes does not fit (warning). A passage that would take cmark more than linear time or depth is
 * refused as a whole.
 * A backslash keeps quotes, hyphens and "~" as they are written: \" \' \- \~.
 * Invariants: the tree is owned by the arena given to markup_parse; cmark's is freed there. Nesting
 * over 64 is an error.
 */
#ifndef MARKUP_MARKUP_H
#define MARKUP_MARKUP_H

#include "base/diagnostic.h"
#include "read/yaml.h"

enum { MARKUP_DEPTH_LIMIT = 64 };

enum markup_kind {
    /* blocks */
    MARKUP_DOCUMENT,
    MARKUP_HEADING, /* level, id */
    MARKUP_PARAGRAPH,
    MARKUP_LIST, /* is_ordered, start, is_tight */
    MARKUP_ITEM, /* task */
    MARKUP_QUOTE,
    MARKUP_CODE_BLOCK, /* text */
    MARKUP_RULE,
    MARKUP_FIGURE, /* a paragraph of one picture: url, text = alternative text, title = caption */
    MARKUP_TABLE,  /* children rows; the first is the head */
    MARKUP_ROW,
    MARKUP_CELL,  /* align */
    MARKUP_BLOCK, /* block, argument, children or data */
    /* inlines */
    MARKUP_TEXT, /* text, typography applied */
    MARKUP_CODE, /* text */
    MARKUP_EMPHASIS,
    MARKUP_STRONG,
    MARKUP_STRIKE,
    MARKUP_LINK,    /* url, title */
    MARKUP_PHRASE,  /* language: words in another language */
    MARKUP_PICTURE, /* url, text = alternative text, title */
    MARKUP_SOFT_BREAK,
    MARKUP_LINE_BREAK,
};

enum markup_align { ALIGN_NONE, ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT };
enum markup_task { TASK_NONE, TASK_OPEN, TASK_DONE };
enum markup_body { BODY_MARKDOWN, BODY_DATA };

/* One kind of block, a row of the caller's table. */
struct markup_block {
    const char *name;
    enum markup_body body;
    const char *help; /* one line, translated where it is shown */
};

struct markup_node {
    enum markup_kind kind;
    struct place place;
    struct markup_node *parent, *first, *last, *next;
    struct text text, url, title, id;
    struct text argument; /* block: as written, without typography */
    struct text language; /* phrase: "en" or "en-GB" */
    int level;            /* heading: 1–6 as written */
    int start;            /* ordered list: first number */
    bool is_ordered, is_tight;
    enum markup_align align;
    enum markup_task task;
    const struct markup_block *block;
    struct yaml_node *data; /* BODY_DATA: parsed, never NULL (an empty body is an empty map) */
    bool is_broken;         /* BODY_DATA: it could not be parsed; `data` is empty */
    struct place argument_place;
    const void *record; /* for the model: what `data` or `argument` was read into, or linked to */
};

struct markup_options {
    const struct markup_block *blocks;
    size_t block_count;
    struct text language; /* "sv": ”…” ’…’; "en": “…” ‘…’, also within a phrase */
};

/* Parses a passage. Never NULL; mistakes (see above, and those of yaml_parse) are reported. */
struct markup_node *markup_parse(struct arena *arena, const struct passage *passage,
                                 const struct markup_options *options, struct diagnostics *diagnostics);

/* The next node in document order below `top`, or NULL: for (n = top; n; n = markup_next(top, n)). */
struct markup_node *markup_next(const struct markup_node *top, const struct markup_node *node);
/* All text below a node without markup, in `arena`. */
struct text markup_plain(struct arena *arena, const struct markup_node *node);
/* Whether there is anything to show. */
bool markup_is_empty(const struct markup_node *document);
/* Applies the language's quotes and dashes to a text that is no Markdown (titles, leads). In `arena`. */
struct text markup_typography(struct arena *arena, struct text text, struct text language);
/* An id from a heading or name: å, ä → a, ö → o, é → e, other letters dropped, words joined by
 * hyphens, lower case; "avsnitt" when nothing is left. In `arena`. */
struct text markup_identifier(struct arena *arena, struct text text);

#endif
