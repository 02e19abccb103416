/* Texts of the content in the view's medium: links, pictures and blocks answered from the model. */
#include "view/address.h"
#include "view/lookup.h"

enum { BLOCKS_AT_THE_TOP = 2 };

static struct text link_address(void *context, struct arena *arena, const struct markup_node *node)
{
    (void)arena;
    return address_of_link(context, node);
}

/* A picture used twice in a letter is attached once. */
static void attach(struct view *view, const struct picture *picture)
{
    for (size_t i = 0; i < view->attached.count; i++)
        if (view->attached.items[i] == picture)
            return;
    ARRAY_PUSH(view->arena, &view->attached, picture);
}

struct text view_content_id(struct arena *arena, const struct picture *picture)
{
    return text_format(arena, "%.*s@rundbrev", TEXT_ARGUMENTS(picture->name));
}

static const struct picture *picture_of(const struct view *view, struct arena *arena, const struct markup_node *node)
{
    return view->pictures ? map_get(view->pictures, model_picture_source(arena, node)) : NULL;
}

const struct picture *view_first_picture(struct view *view, const struct prose *prose, struct text *alternative)
{
    for (const struct markup_node *node = prose->tree; node; node = markup_next(prose->tree, node)) {
        bool is_picture = node->kind == MARKUP_FIGURE || node->kind == MARKUP_PICTURE;
        const struct picture *picture = is_picture ? picture_of(view, view->arena, node) : NULL;
        if (!picture)
            continue;
        *alternative = node->text;
        return picture;
    }
    return NULL;
}

const struct markup_node *view_top_picture(const struct prose *prose)
{
    const struct markup_node *text = prose->tree, *end = text ? text->first : NULL;
    for (int i = 0; end && i < BLOCKS_AT_THE_TOP; i++)
        end = end->next;
    for (const struct markup_node *node = text ? text->first : NULL; node != end; node = markup_next(text, node))
        if (node->kind == MARKUP_FIGURE || node->kind == MARKUP_PICTURE)
            return node;
    return NULL;
}

/* How wide a picture stands in a text: the measure of assets/styles/site.css, or the window without its margins. */
static const char sizes[] = "(min-width: 43rem) 40rem, calc(100vw - 2.5rem)";

static struct text sources(struct view *view, const struct picture *picture)
{
    struct text small = address_of(view, address_small_picture(view->arena, picture));
    struct text large = address_of(view, address_picture(view->arena, picture));
    return text_format(view->arena, "%.*s %dw, %.*s %dw", TEXT_ARGUMENTS(small), picture->small_width,
                       TEXT_ARGUMENTS(large), picture->width);
}

static struct markup_picture linked(struct view *view, const struct picture *picture, const struct markup_node *node)
{
    struct markup_picture linked = {
        .url = address_of(view, address_picture(view->arena, picture)),
        .width = picture->width,
        .height = picture->height,
        .is_eager = node == view->top,
    };
    if (picture->small_name.size) {
        linked.sources = sources(view, picture);
        linked.sizes = text_from(sizes);
    }
    return linked;
}

/* In a letter: as wide as there is room, from the file that is nearest to it. */
static struct markup_picture linked_in_letter(struct view *view, const struct picture *picture)
{
    struct text path =
        picture->small_name.size ? address_small_picture(view->arena, picture) : address_picture(view->arena, picture);
    return (struct markup_picture){
        .url = address_of(view, path),
        .width = picture->mail_width,
        .height = picture->mail_height,
        .is_eager = true,
    };
}

static struct markup_picture picture_address(void *context, struct arena *arena, const struct markup_node *node)
{
    struct view *view = context;
    const struct picture *picture = picture_of(view, arena, node);
    if (!picture)
        return (struct markup_picture){0};
    switch (view->picture_target) {
    case PICTURES_NAMED:
        return (struct markup_picture){
            .url = text_join(arena, TEXT(PICTURE_BY_NAME), picture->name),
            .width = picture->width,
            .height = picture->height,
            .is_eager = true,
        };
    case PICTURES_ATTACHED:
        attach(view, picture);
        return (struct markup_picture){
            .url = text_format(arena, "cid:%.*s", TEXT_ARGUMENTS(view_content_id(arena, picture))),
            .width = picture->mail_width,
            .height = picture->mail_height,
            .is_eager = true,
        };
    default:
        return view->medium == MEDIUM_MAIL ? linked_in_letter(view, picture) : linked(view, picture, node);
    }
}

static bool write_block(void *context, const struct markup_node *node, struct buffer *buffer)
{
    struct view *view = context;
    return view->block && view->block(view, view_block(view, node), text_from(node->block->name), buffer);
}

struct value view_markup(struct view *view, const struct markup_node *node, int shift, struct text id_prefix)
{
    if (view->collection) {
        shift++;
        id_prefix = text_format(view->arena, "text%zu-", ++view->collection->texts);
    }
    struct markup_render_options options = {
        .medium = view->medium,
        .heading_shift = shift,
        .top_level = 2,
        .page = view->page_url,
        .id_prefix = id_prefix,
        .is_quoted = view->is_quoting,
        .styles = view->styles,
        .style_count = view->style_count,
        .callbacks = {view, link_address, picture_address, write_block},
        .words =
            {
                .picture = view_string(view, "text_picture"),
                .done = view_string(view, "text_task_done"),
                .open = view_string(view, "text_task_open"),
                .table = view_string(view, "text_table"),
                .struck = view_string(view, "text_struck"),
            },
    };
    struct buffer buffer = {.arena = view->arena};
    if (!node || markup_is_empty(node))
        return value_nothing();
    markup_render(node, &options, &buffer);
    return buffer.size ? value_markup(buffer_text(&buffer)) : value_nothing();
}

struct value view_prose(struct view *view, const struct prose *prose, int shift, struct text id_prefix)
{
    return prose->tree ? view_markup(view, prose->tree, shift, id_prefix) : value_nothing();
}

struct text view_string(struct view *view, const char *name)
{
    struct value value;
    return value_get(view->strings, text_from(name), &value) ? value.text : (struct text){0};
}
