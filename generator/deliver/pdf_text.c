#include "deliver/pdf_text.h"

#include <poppler.h>

static void add_links(struct arena *arena, PopplerPage *page, struct pdf_text *result)
{
    GList *mappings = poppler_page_get_link_mapping(page);
    /* The list begins with the page's last link. */
    for (GList *item = g_list_last(mappings); item; item = item->prev) {
        const PopplerAction *action = ((const PopplerLinkMapping *)item->data)->action;
        if (action && action->type == POPPLER_ACTION_URI && action->uri.uri)
            ARRAY_PUSH(arena, &result->links, text_copy(arena, text_from(action->uri.uri)));
    }
    poppler_page_free_link_mapping(mappings);
}

/* Whether `next` begins somewhere else than where a line that holds `before` would go on: another column, another
 * cell of a table, another line. Spaces are characters of their own, so that letters in a word lie close. */
static bool is_apart(const PopplerRectangle *before, const PopplerRectangle *next)
{
    double gap = next->x1 - before->x2, height = next->y2 - next->y1;
    return gap > height / 2 || gap < -height / 2 || next->y1 > before->y2 || next->y2 < before->y1;
}

/* poppler writes the last word of one cell and the first of the next as one; here they are parted. */
static void add_text(struct buffer *buffer, PopplerPage *page)
{
    PopplerRectangle *characters = NULL;
    guint count = 0;
    char *text = poppler_page_get_text(page);
    struct text rest = text_from(text);
    bool has_places = poppler_page_get_text_layout(page, &characters, &count) && utf8_count(rest) == count;
    bool was_space = true;
    for (size_t i = 0, position = 0; has_places && position < rest.size; i++) {
        size_t start = position;
        bool is_space = utf8_next(rest, &position) <= ' ';
        if (!is_space && !was_space && is_apart(&characters[i - 1], &characters[i]))
            buffer_add_byte(buffer, '\n');
        buffer_add(buffer, text_slice(rest, start, position));
        was_space = is_space;
    }
    if (!has_places)
        buffer_add(buffer, rest);
    g_free(characters);
    g_free(text);
}

static bool add_page(struct buffer *buffer, PopplerDocument *document, int number, struct pdf_text *result)
{
    PopplerPage *page = poppler_document_get_page(document, number);
    if (!page)
        return false;
    if (number > 0)
        buffer_add_byte(buffer, '\f');
    add_text(buffer, page);
    add_links(buffer->arena, page, result);
    g_object_unref(page);
    return true;
}

static bool read_pages(struct arena *arena, PopplerDocument *document, struct pdf_text *result)
{
    struct buffer buffer = {.arena = arena};
    int count = poppler_document_get_n_pages(document);
    bool is_read = count > 0;
    for (int i = 0; is_read && i < count; i++)
        is_read = add_page(&buffer, document, i, result);
    result->text = buffer_text(&buffer);
    return is_read;
}

bool pdf_text_read(struct arena *arena, struct text pdf, struct text name, struct pdf_text *result,
                   struct diagnostics *diagnostics)
{
    GError *error = NULL;
    GBytes *bytes = g_bytes_new_static(pdf.bytes, pdf.size);
    PopplerDocument *document = poppler_document_new_from_bytes(bytes, NULL, &error);
    *result = (struct pdf_text){0};
    bool is_read = document && read_pages(arena, document, result);
    if (g_error_matches(error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED))
        diagnostic_world(diagnostics, name, 0, "cannot read the PDF, it is locked by a password:");
    else if (!is_read)
        diagnostic_world(diagnostics, name, 0, "cannot read the PDF, it is damaged:");
    g_clear_error(&error);
    g_clear_object(&document);
    g_bytes_unref(bytes);
    return is_read;
}

/* What is kept: a line for each link, an empty line, the text. */

static void take_kept(struct arena *arena, struct text kept, struct pdf_text *result)
{
    struct text link;
    *result = (struct pdf_text){.text = kept};
    while (text_next_line(&result->text, &link) && link.size)
        ARRAY_PUSH(arena, &result->links, link);
}

static struct text to_keep(struct arena *arena, const struct pdf_text *result)
{
    struct buffer buffer = {.arena = arena};
    for (size_t i = 0; i < result->links.count; i++) {
        buffer_add(&buffer, result->links.items[i]);
        buffer_add_byte(&buffer, '\n');
    }
    buffer_add_byte(&buffer, '\n');
    buffer_add(&buffer, result->text);
    return buffer_text(&buffer);
}

bool pdf_text_read_kept(struct arena *arena, struct text pdf, struct text name, struct cache *cache,
                        struct pdf_text *result, struct diagnostics *diagnostics)
{
    struct text parts[] = {TEXT("what a PDF tells, 2"), pdf}, kept;
    struct text key = cache_name(arena, parts, 2, ".told");
    if (cache_read(cache, arena, key, &kept)) {
        take_kept(arena, kept, result);
        return true;
    }
    if (!pdf_text_read(arena, pdf, name, result, diagnostics))
        return false;
    cache_write(cache, key, to_keep(arena, result));
    return true;
}
