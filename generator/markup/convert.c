/* cmark's tree to ours. cmark gives the places of blocks in the source, but those of inline markup in
 * the text of its block, that is without quote marks and indentation, and does not count every line
 * feed: struct leaf brings them back to the source. */
#include "markup/parser.h"

#include <cmark.h>

/* The heading, paragraph or cell whose inlines are being converted. */
struct leaf {
    unsigned cmark_line, cmark_column; /* where cmark says it begins */
    unsigned line;                     /* where it begins */
    size_t byte;
    unsigned last_line;
    int quotes;
    unsigned counted_line; /* cmark's line of the latest inline */
    unsigned missed;       /* line feeds that cmark has not counted before counted_line … */
    unsigned walked;       /* … and after its beginning, with the bytes up to there */
    size_t walked_bytes;
    struct place latest; /* of the latest inline: line breaks have none of their own */
};

struct converter {
    struct markup_parser *parser;
    struct markup_node *into;
    int depth; /* of `into` */
    int quotes;
    bool is_pending; /* the text was made of parser->pending */
    ARRAY(size_t) pending_of_line;
    struct leaf leaf;
};

static struct text kept(struct converter *c, struct text text, enum escape_style style)
{
    return text_copy(c->parser->arena, escapes_restore(c->parser->arena, text, style));
}

static struct place block_place(struct converter *c, cmark_node *node)
{
    int column = cmark_node_get_start_column(node);
    return place_at(c->parser, (unsigned)cmark_node_get_start_line(node), column > 0 ? (size_t)column - 1 : 0);
}

static const struct pending_line *pending_at(const struct converter *c, unsigned cmark_line)
{
    if (cmark_line < 1 || cmark_line > c->pending_of_line.count)
        return NULL;
    return &c->parser->pending.items[c->pending_of_line.items[cmark_line - 1]];
}

/* The line of the source, and the byte where its part of the leaf begins, for line `index` (from 0). */
static unsigned leaf_line(struct converter *c, unsigned index, size_t *byte)
{
    const struct leaf *leaf = &c->leaf;
    if (c->is_pending) {
        const struct pending_line *pending = pending_at(c, leaf->cmark_line + index);
        *byte = pending ? pending->from : 0;
        return pending ? pending->line : leaf->line;
    }
    *byte = index ? line_indent(c->parser, leaf->line + index, leaf->quotes) : leaf->byte;
    return leaf->line + index;
}

static struct place inline_place(struct converter *c, unsigned cmark_line, unsigned cmark_column)
{
    struct leaf *leaf = &c->leaf;
    if (cmark_line < leaf->cmark_line)
        return leaf->latest;
    if (cmark_line > leaf->counted_line) {
        leaf->missed += leaf->walked;
        leaf->walked = 0;
        leaf->walked_bytes = 0;
        leaf->counted_line = cmark_line;
    }
    size_t offset = cmark_column > leaf->cmark_column ? cmark_column - leaf->cmark_column : 0;
    unsigned index = cmark_line - leaf->cmark_line + leaf->missed + leaf->walked;
    for (;;) {
        size_t byte = 0;
        unsigned line = leaf_line(c, index, &byte);
        size_t size = line_text(c->parser, line).size;
        size_t left = offset > leaf->walked_bytes ? offset - leaf->walked_bytes : 0;
        if (byte + left <= size || line >= leaf->last_line)
            return leaf->latest = place_at(c->parser, line, byte + left);
        leaf->walked_bytes += (size > byte ? size - byte : 0) + 1;
        leaf->walked++;
        index++;
    }
}

/* Definitions of links stand before a paragraph's text; cmark takes them away, but not from its place. */
static void skip_definitions(struct converter *c, cmark_node *node)
{
    struct leaf *leaf = &c->leaf;
    cmark_node *child = cmark_node_first_child(node);
    if (child && cmark_node_get_type(child) == CMARK_NODE_TEXT &&
        text_starts_with(text_from(cmark_node_get_literal(child)), "["))
        return;
    while (leaf->line < leaf->last_line) {
        struct text line = line_text(c->parser, leaf->line);
        line = text_slice(line, leaf->byte, line.size);
        size_t close = text_find_byte(line, ']', 0);
        if (!text_starts_with(line, "[") || close + 1 >= line.size || line.bytes[close + 1] != ':')
            return;
        leaf->line++;
        leaf->byte = line_indent(c->parser, leaf->line, leaf->quotes);
    }
}

static void leaf_begin(struct converter *c, cmark_node *node)
{
    unsigned line = (unsigned)cmark_node_get_start_line(node), column = (unsigned)cmark_node_get_start_column(node);
    unsigned last = (unsigned)cmark_node_get_end_line(node);
    c->leaf = (struct leaf){.cmark_line = line,
                            .cmark_column = column,
                            .line = line,
                            .byte = column ? column - 1 : 0,
                            .last_line = last > line ? last : line,
                            .quotes = c->quotes,
                            .counted_line = line};
    if (c->is_pending) {
        const struct pending_line *first = pending_at(c, line), *end = pending_at(c, last);
        c->leaf.cmark_column = first && first->is_paragraph ? 1 : 3; /* after "# " */
        c->leaf.last_line = end ? end->line : 0;
    } else if (cmark_node_get_type(node) == CMARK_NODE_PARAGRAPH) {
        skip_definitions(c, node);
    }
    size_t byte = 0;
    line = leaf_line(c, 0, &byte);
    c->leaf.latest = place_at(c->parser, line, byte);
}

/* Adds a node; what follows on deeper levels goes into it when `is_container`. */
static struct markup_node *add(struct converter *c, cmark_node *node, enum markup_kind kind, struct place place,
                               bool is_container)
{
    if (c->parser->depth + c->depth >= MARKUP_DEPTH_LIMIT) {
        nesting_report(c->parser, place);
        return NULL;
    }
    struct markup_node *added = node_new(c->parser->arena, kind, place);
    node_append(c->into, added);
    if (is_container) {
        cmark_node_set_user_data(node, added);
        c->into = added;
        c->depth++;
    }
    return added;
}

static void report_html(struct converter *c, struct place place)
{
    struct diagnostic *warning = diagnostic_warning(c->parser->diagnostics, place, "HTML is left out");
    diagnostic_hint(c->parser->diagnostics, warning, "write it in Markdown; for a less-than sign write '\\<'");
}

static void check_html(struct converter *c, struct text html, struct place place)
{
    bool is_after_comment = text_starts_with(html, "<!--");
    while (text_starts_with(html, "<!--")) {
        size_t end = text_find(html, TEXT("-->"), 4);
        if (end == html.size) {
            struct diagnostic *error =
                diagnostic_error(c->parser->diagnostics, place, "the comment '<!--' is never closed");
            diagnostic_hint(c->parser->diagnostics, error, "end it with '-->'");
            return;
        }
        html = text_trim(text_slice(html, end + 3, html.size));
    }
    if (is_after_comment && html.size && html.bytes[0] != '<') {
        struct diagnostic *warning =
            diagnostic_warning(c->parser->diagnostics, place, "the text after a comment is left out");
        diagnostic_hint(c->parser->diagnostics, warning, "put it on a line of its own, below an empty line");
    } else if (!text_is_blank(html) && !text_starts_with(html, "</")) {
        report_html(c, place);
    }
}

static bool begins_row(struct converter *c, int line)
{
    return text_starts_with(text_trim(line_text(c->parser, (unsigned)line)), "|");
}

/* "|---|---|" */
static bool is_delimiter(struct converter *c, int line)
{
    if (!begins_row(c, line))
        return false;
    struct text row = text_trim(line_text(c->parser, (unsigned)line));
    for (size_t i = 0; i < row.size; i++)
        if (!strchr("|-: \t", row.bytes[i]))
            return false;
    return true;
}

/* "<!-- allow …: … -->" between two rows of a table: those below are none. Two tables may have one between them. */
static void check_comment_in_table(struct converter *c, cmark_node *node)
{
    int line = cmark_node_get_start_line(node), next = line; /* cmark does not know the end */
    for (const char *literal = cmark_node_get_literal(node); *literal; literal++)
        next += *literal == '\n';
    bool is_after_table = c->into->last && c->into->last->kind == MARKUP_TABLE && begins_row(c, line - 1);
    if (!is_after_table || !begins_row(c, next) || is_delimiter(c, next + 1))
        return;
    struct diagnostic *error = diagnostic_error(c->parser->diagnostics, block_place(c, node),
                                                "the comment ends the table: the rows below are none");
    diagnostic_hint(c->parser->diagnostics, error, "put it above the table, or at the end of a row");
}

static bool check_address(struct converter *c, struct text url, struct place place)
{
    const char *scheme = address_forbidden(url);
    if (!scheme)
        return true;
    struct diagnostic *error =
        diagnostic_error(c->parser->diagnostics, place, "an address that begins with '%s' is not allowed", scheme);
    if (text_starts_with(text_from(scheme), "file"))
        diagnostic_hint(c->parser->diagnostics, error,
                        "readers cannot open files of your computer: put the file "
                        "beside the text and name it relative to the text");
    else
        diagnostic_hint(c->parser->diagnostics, error,
                        "use an address that begins with 'https://' or 'mailto:', "
                        "or a file of the site");
    return false;
}

/* Where a link or emphasis begins. cmark gives the line of its end when it has several, and a column far
 * to the right for <https://…> behind other inlines. */
static struct place container_place(struct converter *c, cmark_node *node)
{
    unsigned line = (unsigned)cmark_node_get_start_line(node), column = (unsigned)cmark_node_get_start_column(node);
    cmark_node *child = cmark_node_first_child(node);
    unsigned child_line = child ? (unsigned)cmark_node_get_start_line(child) : 0;
    unsigned child_column = child ? (unsigned)cmark_node_get_start_column(child) : 0;
    unsigned mark = cmark_node_get_type(node) == CMARK_NODE_IMAGE ? 2 : 1;
    if (child_line && (child_line < line || (child_line == line && child_column <= column)))
        return inline_place(c, child_line, child_column > mark ? child_column - mark : 1);
    return inline_place(c, line, column);
}

static struct text alternative_text(struct converter *c, cmark_node *picture)
{
    struct buffer buffer = {.arena = c->parser->arena};
    cmark_iter *iterator = cmark_iter_new(picture);
    while (cmark_iter_next(iterator) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(iterator);
        cmark_node_type type = cmark_node_get_type(node);
        bool is_break = type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK;
        if (is_break)
            buffer_add_byte(&buffer, ' ');
        else if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE)
            buffer_add_string(&buffer, cmark_node_get_literal(node));
    }
    cmark_iter_free(iterator);
    return buffer_text(&buffer);
}

static bool enter_picture(struct converter *c, cmark_node *node)
{
    struct place place = container_place(c, node);
    struct text url = kept(c, text_from(cmark_node_get_url(node)), ESCAPE_CHARACTER);
    bool is_allowed = check_address(c, url, place);
    struct markup_node *picture = add(c, node, is_allowed ? MARKUP_PICTURE : MARKUP_TEXT, place, false);
    if (!picture)
        return false;
    picture->text = alternative_text(c, node);
    if (is_allowed) {
        picture->url = url;
        picture->title = text_copy(c->parser->arena, text_from(cmark_node_get_title(node)));
    }
    return false;
}

static bool enter_phrase(struct converter *c, cmark_node *node, struct text code, struct place place)
{
    if (!language_is_valid(code)) {
        struct diagnostic *error = diagnostic_error(c->parser->diagnostics, place, "'lang:%.*s' names no language",
                                                    TEXT_ARGUMENTS(text_cut(code, 60)));
        diagnostic_hint(c->parser->diagnostics, error,
                        "write two letters after the colon, such as 'lang:en', or a country too: 'lang:en-GB'");
        return true; /* its text stands without it */
    }
    struct markup_node *phrase = add(c, node, MARKUP_PHRASE, place, true);
    if (phrase)
        phrase->language = code;
    return phrase;
}

static bool enter_link(struct converter *c, cmark_node *node)
{
    struct place place = container_place(c, node);
    struct text code, url = kept(c, text_from(cmark_node_get_url(node)), ESCAPE_CHARACTER);
    if (address_is_language(url, &code))
        return enter_phrase(c, node, code, place);
    if (!check_address(c, url, place))
        return true; /* its text stands without it */
    struct markup_node *link = add(c, node, MARKUP_LINK, place, true);
    if (!link)
        return false;
    link->url = url;
    link->title = text_copy(c->parser->arena, text_from(cmark_node_get_title(node)));
    return true;
}

static bool enter_inline(struct converter *c, cmark_node *node, cmark_node_type type)
{
    if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK) {
        enum markup_kind kind = type == CMARK_NODE_SOFTBREAK ? MARKUP_SOFT_BREAK : MARKUP_LINE_BREAK;
        add(c, node, kind, c->leaf.latest, false);
        return false;
    }
    if (type == CMARK_NODE_IMAGE)
        return enter_picture(c, node);
    if (type == CMARK_NODE_LINK)
        return enter_link(c, node);
    if (type == CMARK_NODE_EMPH || type == CMARK_NODE_STRONG)
        return add(c, node, type == CMARK_NODE_EMPH ? MARKUP_EMPHASIS : MARKUP_STRONG, container_place(c, node), true);
    struct place place =
        inline_place(c, (unsigned)cmark_node_get_start_line(node), (unsigned)cmark_node_get_start_column(node));
    struct text literal = text_from(cmark_node_get_literal(node));
    if (type == CMARK_NODE_HTML_INLINE) {
        check_html(c, literal, place);
        return false;
    }
    struct markup_node *added = add(c, node, type == CMARK_NODE_CODE ? MARKUP_CODE : MARKUP_TEXT, place, false);
    if (added && type == CMARK_NODE_CODE)
        added->text = kept(c, literal, c->is_pending ? ESCAPE_WRITTEN_IN_CELL : ESCAPE_WRITTEN);
    else if (added)
        added->text = text_copy(c->parser->arena, literal);
    return false;
}

static bool enter_code_block(struct converter *c, cmark_node *node)
{
    if (c->parser->depth + c->depth >= MARKUP_DEPTH_LIMIT) {
        nesting_report(c->parser, block_place(c, node));
        return false;
    }
    int column = cmark_node_get_start_column(node);
    struct code_fence fence = {
        .info = text_from(cmark_node_get_fence_info(node)),
        .body = text_from(cmark_node_get_literal(node)),
        .line = (unsigned)cmark_node_get_start_line(node),
        .byte = column > 0 ? (size_t)column - 1 : 0,
    };
    block_add(c->parser, c->into, c->depth, &fence);
    return false;
}

static bool enter_leaf(struct converter *c, cmark_node *node, cmark_node_type type)
{
    leaf_begin(c, node);
    const struct leaf *leaf = &c->leaf;
    if (type == CMARK_NODE_PARAGRAPH && leaf->line < leaf->last_line &&
        table_add(c->parser, c->into, c->depth, leaf->line, leaf->byte, leaf->last_line, leaf->quotes))
        return false;
    bool is_heading = type == CMARK_NODE_HEADING;
    struct markup_node *block = add(c, node, is_heading ? MARKUP_HEADING : MARKUP_PARAGRAPH, leaf->latest, true);
    if (block && is_heading)
        block->level = cmark_node_get_heading_level(node);
    return block;
}

static bool enter_list(struct converter *c, cmark_node *node)
{
    struct markup_node *list = add(c, node, MARKUP_LIST, block_place(c, node), true);
    if (!list)
        return false;
    list->is_ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
    list->is_tight = cmark_node_get_list_tight(node);
    list->start = list->is_ordered ? cmark_node_get_list_start(node) : 0;
    return true;
}

static bool enter_block(struct converter *c, cmark_node *node, cmark_node_type type)
{
    struct markup_node *quote;
    switch (type) {
    case CMARK_NODE_DOCUMENT:
        return true;
    case CMARK_NODE_BLOCK_QUOTE:
        quote = add(c, node, MARKUP_QUOTE, block_place(c, node), true);
        c->quotes += quote != NULL;
        return quote;
    case CMARK_NODE_LIST:
        return enter_list(c, node);
    case CMARK_NODE_ITEM:
        return add(c, node, MARKUP_ITEM, block_place(c, node), true);
    case CMARK_NODE_CODE_BLOCK:
        return enter_code_block(c, node);
    case CMARK_NODE_HTML_BLOCK:
        check_html(c, text_trim(text_from(cmark_node_get_literal(node))), block_place(c, node));
        check_comment_in_table(c, node);
        return false;
    case CMARK_NODE_THEMATIC_BREAK:
        add(c, node, MARKUP_RULE, block_place(c, node), false);
        return false;
    default:
        return enter_leaf(c, node, type);
    }
}

/* In the text made of parser->pending every block belongs to a target that is in our tree already. */
static bool enter_pending(struct converter *c, cmark_node *node, cmark_node_type type)
{
    if (type == CMARK_NODE_DOCUMENT)
        return true;
    const struct pending_line *pending = pending_at(c, (unsigned)cmark_node_get_start_line(node));
    if (!pending || (type != CMARK_NODE_HEADING && type != CMARK_NODE_PARAGRAPH))
        return false;
    c->into = pending->target;
    c->depth = pending->depth;
    leaf_begin(c, node);
    cmark_node_set_user_data(node, pending->target);
    return true;
}

static bool enter(struct converter *c, cmark_node *node)
{
    cmark_node_type type = cmark_node_get_type(node);
    if (type >= CMARK_NODE_FIRST_INLINE)
        return enter_inline(c, node, type);
    return c->is_pending ? enter_pending(c, node, type) : enter_block(c, node, type);
}

static void leave(struct converter *c, cmark_node *node)
{
    struct markup_node *ours = cmark_node_get_user_data(node);
    if (!ours)
        return;
    cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_HEADING || type == CMARK_NODE_PARAGRAPH) {
        struct text line = line_text(c->parser, c->leaf.line);
        if (!c->is_pending && c->leaf.byte < line.size && line.bytes[c->leaf.byte] == '[')
            task_take(ours); /* not when the bracket is escaped */
        inlines_finish(c->parser, ours);
    }
    c->quotes -= type == CMARK_NODE_BLOCK_QUOTE;
    c->into = ours->parent;
    c->depth--;
}

static void convert(struct converter *c, struct text text)
{
    cmark_node *root = cmark_parse_document(text.bytes ? text.bytes : "", text.size, CMARK_OPT_SOURCEPOS);
    cmark_iter *iterator = cmark_iter_new(root);
    cmark_event_type event;
    while ((event = cmark_iter_next(iterator)) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(iterator);
        if (event == CMARK_EVENT_EXIT)
            leave(c, node);
        else if (!enter(c, node) && cmark_node_first_child(node))
            cmark_iter_reset(iterator, node, CMARK_EVENT_EXIT);
    }
    cmark_iter_free(iterator);
    cmark_node_free(root);
}

void convert_document(struct markup_parser *parser, struct markup_node *document)
{
    struct converter converter = {.parser = parser, .into = document};
    convert(&converter, parser->source);
}

/* Lines that define links, of anywhere in the source: cells may refer to them. */
static void add_definitions(struct converter *c, struct buffer *buffer)
{
    buffer_add_byte(buffer, '\n');
    for (unsigned line = 1; line <= c->parser->line_starts.count; line++) {
        struct text text = line_text(c->parser, line);
        text = text_slice(text, line_indent(c->parser, line, MARKUP_DEPTH_LIMIT), text.size);
        size_t close = text_starts_with(text, "[") ? text_find_byte(text, ']', 0) : text.size;
        if (close + 1 < text.size && text.bytes[close + 1] == ':') {
            buffer_add(buffer, text);
            buffer_add_string(buffer, "\n\n");
        }
    }
}

/* Each text becomes the heading "# text #" on a line of its own: whatever it is, it begins no other
 * block, and one run of cmark does for all. */
void convert_pending(struct markup_parser *parser)
{
    struct converter c = {.parser = parser, .is_pending = true};
    struct buffer buffer = {.arena = parser->arena};
    bool has_bracket = false;
    const struct markup_node *before = NULL;
    for (size_t i = 0; i < parser->pending.count; i++) {
        const struct pending_line *pending = &parser->pending.items[i];
        struct text text = text_slice(line_text(parser, pending->line), pending->from, pending->to);
        if (pending->is_paragraph && pending->target != before) {
            buffer_add_byte(&buffer, '\n');
            ARRAY_PUSH(parser->arena, &c.pending_of_line, i);
        }
        before = pending->target;
        bool is_heading = !pending->is_paragraph && !text_is_blank(text);
        buffer_add_string(&buffer, is_heading ? "# " : "");
        buffer_add(&buffer, text);
        buffer_add_string(&buffer, is_heading ? " #\n" : "\n");
        ARRAY_PUSH(parser->arena, &c.pending_of_line, i);
        has_bracket = has_bracket || text_find_byte(text, '[', 0) < text.size;
    }
    if (buffer.size == 0)
        return;
    if (has_bracket)
        add_definitions(&c, &buffer);
    convert(&c, buffer_text(&buffer));
    parser->pending.count = 0;
}
