#include "deliver/pdf_pictures.h"

#include <glib.h>

/* Texts of the content cannot hold it: a quotation mark is escaped there. */
#define ATTRIBUTE " src=\"" PICTURE_BY_NAME

static void embed(struct buffer *buffer, const struct picture *picture)
{
    gchar *encoded = g_base64_encode((const guchar *)picture->bytes.bytes, picture->bytes.size);
    buffer_format(buffer, " src=\"data:%.*s;base64,", TEXT_ARGUMENTS(picture->media_type));
    buffer_add_string(buffer, encoded);
    g_free(encoded);
}

struct text pdf_embed_pictures(struct arena *arena, struct text html, const struct map *pictures)
{
    struct buffer buffer = {.arena = arena};
    size_t done = 0;
    for (size_t at = text_find(html, TEXT(ATTRIBUTE), 0); at < html.size; at = text_find(html, TEXT(ATTRIBUTE), at)) {
        size_t name = at + sizeof ATTRIBUTE - 1, end = text_find_byte(html, '"', name);
        const struct picture *picture = map_get(pictures, text_slice(html, name, end));
        if (picture) {
            buffer_add(&buffer, text_slice(html, done, at));
            embed(&buffer, picture);
            done = end;
        }
        at = end;
    }
    if (!done)
        return html;
    buffer_add(&buffer, text_slice(html, done, html.size));
    return buffer_text(&buffer);
}
