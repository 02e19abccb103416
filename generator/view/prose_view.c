/* Texts of the content in the view's medium: links, pictures and blocks answered from the model. */
#include "view/address.h"
#include "view/lookup.h"

#include <glib.h>

static struct text link_address(void *context, struct arena *arena, const struct markup_node *node)
{
    (void)arena;
    return address_of_link(context, node);
}

static struct text embed(struct arena *arena, const struct picture *picture)
{
    gchar *encoded = g_base64_encode((const guchar *)picture->bytes.bytes, picture->bytes.size);
    struct text address = text_format(arena, "data:%.*s;base64,%s", TEXT_ARGUMENTS(picture->media_type), encoded);
    g_free(encoded);
    return address;
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

static struct markup_picture picture_address(void *context, struct arena *arena, const struct markup_node *node)
{
    struct view *view = context;
    const struct picture *picture = picture_of(view, arena, node);
    if (!picture)
        return (struct markup_picture){0};
    switch (view->picture_target) {
    case PICTURES_EMBEDDED:
        return (struct markup_picture){embed(arena, picture), picture->width, picture->height, .is_eager = true};
    case PICTURES_ATTACHED:
        attach(view, picture);
        return (struct markup_picture){text_format(arena, "cid:%.*s", TEXT_ARGUMENTS(view_content_id(arena, picture))),
                                       picture->mail_width, picture->mail_height, .is_eager = true};
    default:
        return (struct markup_picture){address_of(view, address_picture(arena, picture)), picture->width,
                                       picture->height, .is_eager = false};
    }
}

static bool write_block(void *context, const struct markup_node *node, struct buffer *buffer)
{
    struct view *view = context;
    return view->block && view->block(view, view_block(view, node), text_from(node->block->name), buffer);
}

struct value view_markup(struct view *view, const struct markup_node *node, int shift, struct text id_prefix)
{
    struct markup_render_options options = {
        .medium = view->medium,
        .heading_shift = shift,
        .page = view->page_url,
        .id_prefix = id_prefix,
        .styles = view->styles,
        .style_count = view->style_count,
        .callbacks = {view, link_address, picture_address, write_block},
        .words =
            {
                .picture = view_string(view, "text_picture"),
                .done = view_string(view, "text_task_done"),
                .open = view_string(view, "text_task_open"),
                .table = view_string(view, "text_table"),
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
