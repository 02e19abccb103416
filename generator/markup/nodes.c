#include "markup/parser.h"

struct markup_node *node_new(struct arena *arena, enum markup_kind kind, struct place place)
{
    struct markup_node *node = ARENA_NEW(arena, struct markup_node);
    node->kind = kind;
    node->place = place;
    return node;
}

void node_append(struct markup_node *parent, struct markup_node *node)
{
    node->parent = parent;
    node->next = NULL;
    if (parent->last)
        parent->last->next = node;
    else
        parent->first = node;
    parent->last = node;
}

void node_insert_after(struct markup_node *before, struct markup_node *node)
{
    node->parent = before->parent;
    node->next = before->next;
    before->next = node;
    if (node->parent->last == before)
        node->parent->last = node;
}

struct markup_node *markup_next(const struct markup_node *top, const struct markup_node *node)
{
    if (node->first)
        return node->first;
    while (node != top) {
        if (node->next)
            return node->next;
        node = node->parent;
    }
    return NULL;
}

static bool separates_words(const struct markup_node *node)
{
    return node->kind == MARKUP_SOFT_BREAK || node->kind == MARKUP_LINE_BREAK || node->kind < MARKUP_TEXT; /* a block */
}

struct text markup_plain(struct arena *arena, const struct markup_node *node)
{
    struct buffer buffer = {.arena = arena};
    for (const struct markup_node *n = node; n; n = markup_next(node, n)) {
        if (separates_words(n) && buffer.size > 0 && buffer.bytes[buffer.size - 1] != ' ')
            buffer_add_byte(&buffer, ' ');
        buffer_add(&buffer, n->text);
    }
    return text_trim(buffer_text(&buffer));
}

bool markup_is_empty(const struct markup_node *document)
{
    for (const struct markup_node *n = document; n; n = markup_next(document, n)) {
        bool is_shown = n->kind == MARKUP_RULE || n->kind == MARKUP_FIGURE || n->kind == MARKUP_PICTURE ||
                        n->kind == MARKUP_BLOCK || n->kind == MARKUP_CODE_BLOCK || n->kind == MARKUP_TABLE;
        if (is_shown || !text_is_blank(n->text))
            return false;
    }
    return true;
}
