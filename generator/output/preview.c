#include "output/preview.h"

#include "output/dark_mail.h"
#include "output/letter_weight.h"
#include "output/outlook.h"
#include "output/tags.h"

#include <glib.h>
#include <string.h>

struct preview {
    struct arena *arena;
    const struct letter *letter;
    struct value strings;
    struct map pictures; /* struct text, a data: address, by "cid:…" */
};

/* Bytes. A letter that is larger than any that can be sent is shown in part, so that a page has an end. */
enum { SHOWN = 1 << 20, SHOWN_PICTURES = 6 << 20 };

/* Bytes. What is less would be shown as 0 kB. */
enum { SHOWN_WEIGHT = 500 };

/* Pictures */

static void read_pictures(struct preview *preview)
{
    struct arena *arena = preview->arena;
    size_t shown = 0;
    for (size_t i = 0; i < preview->letter->inline_pictures.count; i++) {
        const struct attachment *picture = &preview->letter->inline_pictures.items[i];
        shown += picture->bytes.size;
        if (shown > SHOWN_PICTURES)
            return;
        char *encoded = g_base64_encode((const guchar *)picture->bytes.bytes, picture->bytes.size);
        struct text *data = ARENA_NEW(arena, struct text);
        *data = text_format(arena, "data:%.*s;base64,", TEXT_ARGUMENTS(picture->media_type));
        *data = text_join(arena, *data, text_from(encoded));
        g_free(encoded);
        map_set(&preview->pictures, text_join(arena, TEXT("cid:"), picture->content_id), data);
    }
}

static struct text with_pictures(struct preview *preview, struct text html)
{
    struct buffer whole = {.arena = preview->arena};
    size_t from = 0;
    for (size_t at = text_find(html, TEXT("\"cid:"), 0); at < html.size; at = text_find(html, TEXT("\"cid:"), from)) {
        size_t end = text_find_byte(html, '"', at + 1);
        const struct text *data = map_get(&preview->pictures, text_slice(html, at + 1, end));
        buffer_add(&whole, text_slice(html, from, at + 1));
        buffer_add(&whole, data ? *data : text_slice(html, at + 1, end));
        from = end;
    }
    buffer_add(&whole, text_slice(html, from, html.size));
    return buffer_text(&whole);
}

/* A frame of the picture's size with its words, as programs show it that wait for leave to load pictures. */
static void add_missing_picture(struct buffer *html, const struct tag *tag)
{
    struct text width = {0}, height = {0}, words = {0};
    tag_find(tag, "width", &width);
    tag_find(tag, "height", &height);
    tag_find(tag, "alt", &words);
    buffer_add_string(html, "<span style=\"display:inline-block;box-sizing:border-box;max-width:100%;padding:8px;"
                            "border:1px solid #767676;");
    if (width.size && height.size)
        buffer_format(html, "width:%.*spx;aspect-ratio:%.*s/%.*s;", TEXT_ARGUMENTS(width), TEXT_ARGUMENTS(width),
                      TEXT_ARGUMENTS(height));
    buffer_format(html, "\">%.*s</span>", TEXT_ARGUMENTS(words));
}

static struct text without_pictures(struct arena *arena, struct text html)
{
    struct buffer without = {.arena = arena};
    struct tag tag;
    for (size_t at = 0; tag_next(html, &at, &tag);)
        if (tag.kind == TAG_START && tag_is(&tag, "img"))
            add_missing_picture(&without, &tag);
        else
            buffer_add(&without, tag.whole);
    return buffer_text(&without);
}

/* The page's names */

/* Links of a letter open beside the preview. */
static struct text with_base(struct preview *preview, struct text html)
{
    static const char base[] = "<base target=\"_blank\">";
    size_t head = text_find(html, TEXT("<head>"), 0);
    head = head < html.size ? head + strlen("<head>") : 0;
    struct buffer whole = {.arena = preview->arena};
    buffer_add(&whole, text_slice(html, 0, head));
    buffer_add_string(&whole, base);
    buffer_add(&whole, text_slice(html, head, html.size));
    return buffer_text(&whole);
}

static struct value word(const struct preview *preview, const char *name)
{
    struct value value;
    return value_get(preview->strings, text_from(name), &value) ? value : value_nothing();
}

enum view_id { VIEW_WIDE, VIEW_OUTLOOK, VIEW_DARK, VIEW_NO_PICTURES, VIEW_NARROW };

static const struct {
    const char *id, *title, *about, *width;
} view_names[] = {
    [VIEW_WIDE] = {"wide", "preview_wide", "preview_wide_about", "640"},
    [VIEW_OUTLOOK] = {"outlook", "preview_outlook", "preview_outlook_about", "640"},
    [VIEW_DARK] = {"dark", "preview_dark", "preview_dark_about", "640"},
    [VIEW_NO_PICTURES] = {"no_pictures", "preview_no_pictures", "preview_no_pictures_about", "640"},
    [VIEW_NARROW] = {"narrow", "preview_narrow", "preview_narrow_about", "360"},
};

static void add_view(struct preview *preview, struct value views, enum view_id id, struct text html)
{
    struct arena *arena = preview->arena;
    struct value view = value_new_record(arena);
    value_set(arena, view, "id", value_string(view_names[id].id));
    value_set(arena, view, "title", word(preview, view_names[id].title));
    value_set(arena, view, "about", word(preview, view_names[id].about));
    value_set(arena, view, "width", value_string(view_names[id].width));
    value_set(arena, view, "html", value_text(html));
    value_add(arena, views, view);
}

static struct value views_of(struct preview *preview)
{
    struct arena *arena = preview->arena;
    struct value views = value_new_list(arena);
    struct text html = with_base(preview, text_cut(preview->letter->html, SHOWN));
    struct text whole = with_pictures(preview, html);
    add_view(preview, views, VIEW_WIDE, whole);
    add_view(preview, views, VIEW_OUTLOOK, with_pictures(preview, outlook_simplify(arena, html)));
    add_view(preview, views, VIEW_DARK, with_pictures(preview, dark_mail(arena, html)));
    add_view(preview, views, VIEW_NO_PICTURES, without_pictures(arena, html));
    add_view(preview, views, VIEW_NARROW, whole);
    return views;
}

static struct value weight_value(const struct preview *preview, const struct letter_section *section, size_t heaviest)
{
    struct arena *arena = preview->arena;
    struct value weight = value_new_record(arena);
    value_set(arena, weight, "name", section->name.size ? value_text(section->name) : word(preview, "preview_around"));
    value_set(arena, weight, "weight",
              section->bytes < SHOWN_WEIGHT ? value_string("< 1 kB")
                                            : value_text(letter_weight_text(arena, section->bytes)));
    value_set(arena, weight, "share", value_text(text_format(arena, "%zu", section->bytes * 100 / heaviest)));
    value_set(arena, weight, "is_cut", value_flag(section->is_cut));
    return weight;
}

/* What was cut comes first, so that it is seen in a long list too; else in the order of the letter. */
static struct value weights_of(const struct preview *preview)
{
    struct value weights = value_new_list(preview->arena);
    const struct letter *letter = preview->letter;
    size_t heaviest = 1;
    for (size_t i = 0; i < letter->sections.count; i++)
        heaviest = letter->sections.items[i].bytes > heaviest ? letter->sections.items[i].bytes : heaviest;
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < letter->sections.count; i++)
            if (letter->sections.items[i].is_cut == (pass == 0))
                value_add(preview->arena, weights, weight_value(preview, &letter->sections.items[i], heaviest));
    return weights;
}

static struct value mailbox_value(struct arena *arena, struct mailbox mailbox)
{
    struct value value = value_new_record(arena);
    value_set(arena, value, "name", value_text(mailbox.name.size ? mailbox.name : mailbox.email));
    value_set(arena, value, "email", value_text(mailbox.email));
    return mailbox.email.size ? value : value_nothing();
}

struct text preview_page(struct arena *arena, const struct letter *letter, const struct layouts *layouts,
                         struct diagnostics *diagnostics)
{
    struct preview preview = {.arena = arena,
                              .letter = letter,
                              .strings = layouts_strings(layouts, letter->language),
                              .pictures = {.arena = arena}};
    const struct look *look = layouts_look_named(layouts, letter->network);
    struct value root = value_new_record(arena);
    read_pictures(&preview);
    value_set(arena, root, "strings", preview.strings);
    value_set(arena, root, "theme", look->tokens);
    value_set(arena, root, "language", value_text(letter->language));
    value_set(arena, root, "from", mailbox_value(arena, letter->from));
    value_set(arena, root, "reply_to", mailbox_value(arena, letter->reply_to));
    value_set(arena, root, "subject", value_text(letter->subject));
    value_set(arena, root, "preheader", value_text(letter->preheader));
    value_set(arena, root, "weight", value_text(letter_weight_text(arena, letter->html.size)));
    value_set(arena, root, "is_heavy", value_flag(letter->html.size >= LETTER_WEIGHT_WARNING));
    value_set(arena, root, "weights", weights_of(&preview));
    value_set(arena, root, "views", views_of(&preview));
    value_set(arena, root, "text", value_text(text_cut(letter->text, SHOWN)));
    struct buffer page = {.arena = arena};
    struct mustache_options options = {.escape = layouts_escape(TEXT("mail/preview.html"))};
    mustache_render(look->set, TEXT("mail/preview.html"), root, &options, &page, diagnostics);
    return buffer_text(&page);
}
