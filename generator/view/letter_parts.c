#include "view/letter_parts.h"

#include "view/address.h"

enum { SECTION_LEVEL = 2 }; /* headings up to this level begin a section */

static bool begins_section(const struct markup_node *node)
{
    return node->kind == MARKUP_HEADING && node->level <= SECTION_LEVEL;
}

static struct text address_on_page(struct view *view, const struct newsletter *letter, struct text id)
{
    struct text page = address_absolute(view, address_newsletter(view->arena, letter));
    return id.size ? text_format(view->arena, "%.*s#%.*s", TEXT_ARGUMENTS(page), TEXT_ARGUMENTS(id)) : page;
}

static void add_parts(struct view *view, const struct newsletter *letter, struct letter_part part)
{
    for (const struct markup_node *node = part.prose->tree->first; node;) {
        part.from = node;
        if (begins_section(node)) {
            part.name = markup_plain(view->arena, node);
            part.address = address_on_page(view, letter, text_join(view->arena, part.id_prefix, node->id));
        }
        do
            node = node->next;
        while (node && !begins_section(node));
        part.end = node;
        ARRAY_PUSH(view->arena, &view->parts->list, part);
    }
}

/* A text holds its blocks by itself: those of a part are copied into one of their own. */
static void append(struct arena *arena, struct markup_node *parent, const struct markup_node *node)
{
    struct markup_node *copy = ARENA_NEW(arena, struct markup_node);
    *copy = *node;
    copy->parent = parent;
    copy->next = NULL;
    if (parent->last)
        parent->last->next = copy;
    else
        parent->first = copy;
    parent->last = copy;
}

static void append_link(struct view *view, struct markup_node *parent, const struct letter_part *part)
{
    struct text more = text_format(view->arena, "%.*s: %.*s", TEXT_ARGUMENTS(view_string(view, "letter_more")),
                                   TEXT_ARGUMENTS(part->name));
    struct markup_node paragraph = {.kind = MARKUP_PARAGRAPH}, link = {.kind = MARKUP_LINK, .url = part->address};
    append(view->arena, &link, &(struct markup_node){.kind = MARKUP_TEXT, .text = more});
    append(view->arena, &paragraph, &link);
    append(view->arena, parent, &paragraph);
}

static struct text render(struct view *view, const struct letter_part *part, bool is_cut)
{
    struct markup_node text = {.kind = MARKUP_DOCUMENT};
    bool has_paragraph = false;
    for (const struct markup_node *node = part->from; node != part->end; node = node->next) {
        bool is_lead = node == part->from || (node->kind == MARKUP_PARAGRAPH && !has_paragraph);
        has_paragraph |= node->kind == MARKUP_PARAGRAPH;
        if (!is_cut || (is_lead && (begins_section(node) || node->kind == MARKUP_PARAGRAPH)))
            append(view->arena, &text, node);
    }
    if (is_cut)
        append_link(view, &text, part);
    return view_markup(view, &text, part->shift, part->id_prefix).text;
}

/* Whom to ask must stand in the letter itself. */
static bool holds_contacts(const struct letter_part *part)
{
    for (const struct markup_node *node = part->from; node != part->end; node = node->next)
        if (node->kind == MARKUP_BLOCK && text_is(text_from(node->block->name), "contacts"))
            return true;
    return false;
}

size_t view_cut_size(struct view *view, const struct letter_part *part)
{
    if (holds_contacts(part))
        return part->bytes;
    return render(view, part, true).size;
}

struct value view_in_parts(struct view *view, const struct newsletter *letter, const struct prose *prose,
                           struct text title, int shift, struct text id_prefix, struct text id)
{
    struct letter_parts *parts = view->parts;
    struct buffer buffer = {.arena = view->arena};
    size_t i = 0;
    if (!parts || !prose->tree || markup_is_empty(prose->tree))
        return view_prose(view, prose, shift, id_prefix);
    while (i < parts->list.count && parts->list.items[i].prose != prose)
        i++;
    if (i == parts->list.count)
        add_parts(view, letter,
                  (struct letter_part){.prose = prose,
                                       .name = title,
                                       .address = address_on_page(view, letter, id),
                                       .shift = shift,
                                       .id_prefix = id_prefix});
    for (; i < parts->list.count && parts->list.items[i].prose == prose; i++) {
        struct letter_part *part = &parts->list.items[i];
        struct text text = render(view, part, part->is_cut);
        part->bytes = text.size;
        buffer_add(&buffer, text);
    }
    return value_markup(buffer_text(&buffer));
}
