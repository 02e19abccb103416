/* What the files of markup/ share while one passage becomes a tree. Nobody outside includes it.
 *
 * The way of a passage: nesting_check (is it safe to give to cmark?) → escapes_protect → convert_*
 * (cmark's tree to ours; blocks.c and tables.c take over for fences and tables) → inlines_finish for
 * each heading, paragraph and cell. All memory is the arena's of the parser.
 */
#ifndef MARKUP_PARSER_H
#define MARKUP_PARSER_H

#include "base/map.h"
#include "markup/markup.h"

enum {
    FILLED_CELL_LIMIT = 10000, /* missing cells of tables that one passage may leave to us */
    OPEN_BRACKET_LIMIT = 500,  /* unclosed "[" of one paragraph: cmark takes quadratic time for them */
};

/* A cell, or the text before a table in its paragraph, whose inline markup is still to be parsed. */
struct pending_line {
    struct markup_node *target;
    unsigned line;     /* of the passage */
    size_t from, to;   /* bytes of that line */
    int depth;         /* of `target` */
    bool is_paragraph; /* one of several lines of text; otherwise all there is of `target` */
};

struct markup_parser {
    struct arena *arena;
    const struct passage *passage;
    const struct markup_options *options;
    struct diagnostics *diagnostics;
    struct map *identifiers; /* heading id → struct id_counter, shared with the bodies of blocks */
    int depth;               /* of the node that the passage becomes */
    struct text source;      /* passage->text after escapes_protect: of the same size */
    ARRAY(size_t) line_starts;
    ARRAY(struct pending_line) pending;
    size_t filled_cells;
    bool is_too_deep; /* reported once */
    struct {          /* the latest place_at, from which the next is counted */
        unsigned line;
        size_t byte, characters;
    } latest;
};

/* A fenced or indented block of code as cmark found it; texts are cmark's and protected. */
struct code_fence {
    struct text info, body;
    unsigned line; /* of the opening fence */
    size_t byte;   /* of the fence in its line */
};

/* places.c */
bool is_blank(char byte); /* a space or tab */
size_t skip_blanks(struct text line, size_t position);
void lines_find(struct markup_parser *parser);
/* Line `line` (from 1) of the protected source without its line feed; empty beyond the end. */
struct text line_text(const struct markup_parser *parser, unsigned line);
/* Bytes before the content of a line within `quotes` block quotes and any lists. */
size_t line_indent(const struct markup_parser *parser, unsigned line, int quotes);
struct place place_at(struct markup_parser *parser, unsigned line, size_t byte);

/* nesting.c: false with a message when cmark would take more than linear time or depth for it. */
bool nesting_check(struct markup_parser *parser);
void nesting_report(struct markup_parser *parser, struct place place);

/* escapes.c: backslash escapes that our own passes must see. `\~ \" \' \- \|` become two bytes each
 * that no text has, so places stay right; afterwards they become the character alone or, in code,
 * what was written. */
enum escape_style { ESCAPE_CHARACTER, ESCAPE_WRITTEN, ESCAPE_WRITTEN_IN_CELL };
struct text escapes_protect(struct arena *arena, struct text text);
struct text escapes_restore(struct arena *arena, struct text text, enum escape_style style);
/* Size of the protected escape at `position`, or 0. */
size_t escape_at(struct text text, size_t position);

/* nodes.c */
struct markup_node *node_new(struct arena *arena, enum markup_kind kind, struct place place);
void node_append(struct markup_node *parent, struct markup_node *node);
void node_insert_after(struct markup_node *before, struct markup_node *node);

/* convert.c: the only file that includes <cmark.h>. */
void convert_document(struct markup_parser *parser, struct markup_node *document);
/* Parses everything in parser->pending as inline markup. */
void convert_pending(struct markup_parser *parser);
/* Fills `document` from parser->passage: all passes. In markup.c. */
void parse_passage(struct markup_parser *parser, struct markup_node *document);

/* blocks.c */
void block_add(struct markup_parser *parser, struct markup_node *parent, int depth, const struct code_fence *fence);

/* tables.c: turns a paragraph of the lines first … last into (a paragraph and) a table below `parent`.
 * False when there is no table in it. */
bool table_add(struct markup_parser *parser, struct markup_node *parent, int depth, unsigned first, size_t first_byte,
               unsigned last, int quotes);

/* inlines.c */
/* Takes "[ ] " or "[x] " off the first paragraph of an item. */
void task_take(struct markup_node *paragraph);
/* Bare links, strikethrough, typography; then figures and ids of headings. */
void inlines_finish(struct markup_parser *parser, struct markup_node *block);

/* addresses.c */
struct bare_link {
    size_t from, to;
    const char *prefix; /* what is missing before it: "", "https://" or "mailto:" */
};
/* The first web or e-mail address at or after `from`. */
bool bare_link_find(struct text text, size_t from, struct bare_link *link);
/* The scheme that may not be published ("javascript:" …), or NULL. */
const char *address_forbidden(struct text url);
/* Whether the address begins with "lang:": its words are a phrase, whose language `*code` gets as written. */
bool address_is_language(struct text url, struct text *code);
/* Two letters, or these and a country: "en", "en-GB". */
bool language_is_valid(struct text code);

/* typography.c: all texts below `block`; also turns protected escapes into characters. */
void typography_apply(struct markup_parser *parser, struct markup_node *block);

/* identifiers.c: gives a heading an id that no other heading has. */
void identifier_set(struct markup_parser *parser, struct markup_node *heading);

#endif
