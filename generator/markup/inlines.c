/* What GFM adds to the inline markup of CommonMark, on the finished tree of one block. */
#include "markup/parser.h"

static struct place moved(const struct markup_parser *parser, struct place place, struct text by)
{
    if (parser->passage->is_folded || !place.column)
        return place;
    place.column += (unsigned)utf8_count(by);
    for (size_t i = text_find_byte(by, (char)0xC2, 0); i < by.size; i = text_find_byte(by, (char)0xC2, i + 1))
        place.column += escape_at(by, i) ? 1 : 0; /* was two characters */
    return place;
}

/* Cuts a text in two at `position` and returns the second. */
static struct markup_node *split(struct markup_parser *parser, struct markup_node *node, size_t position)
{
    struct text before = text_slice(node->text, 0, position);
    struct markup_node *rest = node_new(parser->arena, MARKUP_TEXT, moved(parser, node->place, before));
    rest->text = text_slice(node->text, position, node->text.size);
    node->text = before;
    node_insert_after(node, rest);
    return rest;
}

static bool is_in_link(const struct markup_node *node)
{
    for (; node; node = node->parent) {
        if (node->kind == MARKUP_LINK)
            return true;
    }
    return false;
}

/* Makes links of the addresses in one text; returns the last node that it became. */
static struct markup_node *link_text(struct markup_parser *parser, struct markup_node *text)
{
    struct bare_link found;
    while (bare_link_find(text->text, 0, &found)) {
        struct markup_node *link = found.from ? split(parser, text, found.from) : text;
        struct markup_node *rest =
            found.to - found.from < link->text.size ? split(parser, link, found.to - found.from) : NULL;
        struct markup_node *shown = node_new(parser->arena, MARKUP_TEXT, link->place);
        shown->text = link->text;
        link->kind = MARKUP_LINK;
        link->url = text_join(parser->arena, text_from(found.prefix), link->text);
        link->text = (struct text){0};
        node_append(link, shown);
        if (!rest)
            return shown;
        text = rest;
    }
    return text;
}

static void find_links(struct markup_parser *parser, struct markup_node *block)
{
    for (struct markup_node *node = block; node; node = markup_next(block, node)) {
        if (node->kind == MARKUP_TEXT && !is_in_link(node->parent))
            node = link_text(parser, node);
    }
}

/* Position of the first "~~" that is not part of a longer run, or text.size. */
static size_t find_strike(struct text text, size_t from)
{
    size_t at = text_find_byte(text, '~', from);
    while (at < text.size) {
        size_t end = at;
        while (end < text.size && text.bytes[end] == '~')
            end++;
        if (end - at == 2)
            return at;
        at = text_find_byte(text, '~', end);
    }
    return text.size;
}

static bool is_strike_mark(const struct markup_node *node)
{
    return node->kind == MARKUP_TEXT && text_is(node->text, "~~");
}

/* Every "~~" among the children becomes a text of its own. */
static bool split_strikes(struct markup_parser *parser, struct markup_node *parent)
{
    bool is_found = false;
    for (struct markup_node *node = parent->first; node; node = node->next) {
        size_t at = node->kind == MARKUP_TEXT ? find_strike(node->text, 0) : node->text.size;
        if (at == node->text.size)
            continue;
        is_found = true;
        if (at > 0)
            node = split(parser, node, at);
        if (node->text.size > 2)
            split(parser, node, 2);
    }
    return is_found;
}

static bool is_space_at(const struct markup_node *node, bool at_end)
{
    if (!node || node->kind == MARKUP_SOFT_BREAK || node->kind == MARKUP_LINE_BREAK)
        return true;
    if (node->kind != MARKUP_TEXT || node->text.size == 0)
        return false;
    char byte = node->text.bytes[at_end ? node->text.size - 1 : 0];
    return byte == ' ' || byte == '\t' || byte == '\n';
}

/* `opening` becomes the strike, and takes what stands before `closing`. */
static void wrap(struct markup_node *parent, struct markup_node *opening, struct markup_node *before_closing,
                 struct markup_node *closing)
{
    struct markup_node *node = opening->next;
    opening->kind = MARKUP_STRIKE;
    opening->text = (struct text){0};
    opening->first = node;
    opening->last = before_closing;
    for (; node != closing; node = node->next)
        node->parent = opening;
    before_closing->next = NULL;
    opening->next = closing->next;
    if (parent->last == closing)
        parent->last = opening;
}

static void find_strikes(struct markup_parser *parser, struct markup_node *parent)
{
    if (!split_strikes(parser, parent))
        return;
    struct markup_node *opening = NULL, *before = NULL;
    for (struct markup_node *node = parent->first; node; before = node, node = node->next) {
        if (!is_strike_mark(node))
            continue;
        if (opening && before != opening && !is_space_at(before, true)) {
            wrap(parent, opening, before, node);
            node = opening;
            opening = NULL;
        } else if (!is_space_at(node->next, false)) {
            opening = node;
        }
    }
}

void task_take(struct markup_node *paragraph)
{
    struct markup_node *item = paragraph->parent, *text = paragraph->first;
    if (!item || item->kind != MARKUP_ITEM || item->first != paragraph || !text || text->kind != MARKUP_TEXT)
        return;
    bool is_open = text_starts_with(text->text, "[ ] ");
    if (!is_open && !text_starts_with(text->text, "[x] ") && !text_starts_with(text->text, "[X] "))
        return;
    item->task = is_open ? TASK_OPEN : TASK_DONE;
    text->text = text_slice(text->text, 4, text->text.size);
    text->place.column += text->place.column ? 4 : 0;
}

static void make_figure(struct markup_node *paragraph)
{
    struct markup_node *picture = paragraph->first;
    if (!paragraph->parent || !picture || picture->next || picture->kind != MARKUP_PICTURE)
        return;
    paragraph->kind = MARKUP_FIGURE;
    paragraph->url = picture->url;
    paragraph->text = picture->text;
    paragraph->title = picture->title;
    paragraph->first = paragraph->last = NULL;
}

void inlines_finish(struct markup_parser *parser, struct markup_node *block)
{
    find_links(parser, block);
    for (struct markup_node *node = block; node; node = markup_next(block, node)) {
        if (node->first)
            find_strikes(parser, node);
    }
    typography_apply(parser, block);
    if (block->kind == MARKUP_PARAGRAPH)
        make_figure(block);
    if (block->kind == MARKUP_HEADING)
        identifier_set(parser, block);
}
