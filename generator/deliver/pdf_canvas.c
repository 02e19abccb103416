#include "deliver/pdf_tags.h"

#include <stdlib.h>

enum { OBJECT_LIMIT = 4 * 1000 * 1000 }; /* the largest object number that is looked after */

void pdf_put(qpdf_data pdf, qpdf_oh dictionary, const char *key, qpdf_oh value)
{
    qpdf_oh_replace_key(pdf, dictionary, key, value);
    qpdf_oh_release(pdf, value);
}

void index_set(struct pdf_tags *tags, struct pdf_index *index, int object, void *value)
{
    if (object <= 0 || object > OBJECT_LIMIT)
        return;
    while (index->items.count <= (size_t)object)
        ARRAY_PUSH(tags->arena, &index->items, NULL);
    index->items.items[object] = value;
}

void *index_get(const struct pdf_index *index, int object)
{
    return object > 0 && (size_t)object < index->items.count ? index->items.items[object] : NULL;
}

static struct pdf_canvas *add_canvas(struct pdf_tags *tags, qpdf_oh handle, qpdf_oh dictionary, qpdf_oh resources)
{
    struct pdf_canvas *canvas = ARENA_NEW(tags->arena, struct pdf_canvas);
    canvas->handle = handle;
    canvas->resources = qpdf_oh_get_key_if_dict(tags->pdf, dictionary, "/Resources");
    if (!qpdf_oh_is_dictionary(tags->pdf, canvas->resources))
        canvas->resources = resources;
    ARRAY_PUSH(tags->arena, &tags->canvases, canvas);
    index_set(tags, &tags->by_object, qpdf_oh_get_object_id(tags->pdf, handle), canvas);
    return canvas;
}

static qpdf_oh page_resources(struct pdf_tags *tags, qpdf_oh page)
{
    enum { DEPTH_LIMIT = 50 }; /* of the tree of pages */
    qpdf_oh node = page;
    for (int depth = 0; depth < DEPTH_LIMIT && qpdf_oh_is_dictionary(tags->pdf, node); depth++) {
        if (qpdf_oh_has_key(tags->pdf, node, "/Resources"))
            return qpdf_oh_get_key(tags->pdf, node, "/Resources");
        node = qpdf_oh_get_key(tags->pdf, node, "/Parent");
    }
    return qpdf_oh_new_dictionary(tags->pdf);
}

/* The XObject of that name; 0 when it is none. */
static qpdf_oh find_object(struct pdf_tags *tags, struct pdf_canvas *canvas, const char *name)
{
    qpdf_oh objects = qpdf_oh_get_key_if_dict(tags->pdf, canvas->resources, "/XObject");
    qpdf_oh object = qpdf_oh_get_key_if_dict(tags->pdf, objects, name);
    qpdf_oh_release(tags->pdf, objects);
    if (qpdf_oh_is_stream(tags->pdf, object))
        return object;
    qpdf_oh_release(tags->pdf, object);
    return 0;
}

static bool is_form(struct pdf_tags *tags, qpdf_oh object)
{
    qpdf_oh dictionary = qpdf_oh_get_dict(tags->pdf, object);
    qpdf_oh subtype = qpdf_oh_get_key(tags->pdf, dictionary, "/Subtype");
    bool is = qpdf_oh_is_name_and_equals(tags->pdf, subtype, "/Form");
    qpdf_oh_release(tags->pdf, subtype);
    qpdf_oh_release(tags->pdf, dictionary);
    return is;
}

static void find_forms(struct pdf_tags *tags, struct pdf_canvas *canvas)
{
    ARRAY(const char *) names = {0};
    qpdf_oh objects = qpdf_oh_get_key_if_dict(tags->pdf, canvas->resources, "/XObject");
    if (qpdf_oh_is_dictionary(tags->pdf, objects))
        for (qpdf_oh_begin_dict_key_iter(tags->pdf, objects); qpdf_oh_dict_more_keys(tags->pdf);)
            ARRAY_PUSH(tags->arena, &names, text_string(tags->arena, text_from(qpdf_oh_dict_next_key(tags->pdf))));
    for (size_t i = 0; i < names.count; i++) {
        qpdf_oh object = find_object(tags, canvas, names.items[i]);
        if (!object || !is_form(tags, object))
            continue;
        struct pdf_canvas *form = index_get(&tags->by_object, qpdf_oh_get_object_id(tags->pdf, object));
        if (!form) {
            qpdf_oh dictionary = qpdf_oh_get_dict(tags->pdf, object);
            form = add_canvas(tags, object, dictionary, canvas->resources);
            form->is_form = true;
        }
        ARRAY_PUSH(tags->arena, &form->users, canvas);
    }
}

void canvases_find(struct pdf_tags *tags)
{
    int pages = qpdf_get_num_pages(tags->pdf);
    for (int i = 0; i < pages; i++) {
        qpdf_oh page = qpdf_get_page_n(tags->pdf, (size_t)i);
        add_canvas(tags, page, page, page_resources(tags, page));
    }
    for (size_t i = 0; i < tags->canvases.count; i++)
        find_forms(tags, tags->canvases.items[i]);
}

/* Marked is a form with sequences of its own, and all that it is painted on. */
static void spread_marked(struct pdf_tags *tags)
{
    ARRAY(struct pdf_canvas *) open = {0};
    for (size_t i = 0; i < tags->canvases.count; i++) {
        struct pdf_canvas *canvas = tags->canvases.items[i];
        canvas->is_marked = canvas->items.count > 0;
        if (canvas->is_marked)
            ARRAY_PUSH(tags->arena, &open, canvas);
    }
    while (open.count) {
        struct pdf_canvas *canvas = open.items[--open.count];
        for (size_t i = 0; i < canvas->users.count; i++)
            if (!canvas->users.items[i]->is_marked) {
                canvas->users.items[i]->is_marked = true;
                ARRAY_PUSH(tags->arena, &open, canvas->users.items[i]);
            }
    }
}

struct lookup {
    struct pdf_tags *tags;
    struct pdf_canvas *canvas;
    struct arena scratch;
};

static enum content_object object_of(void *context, struct text name)
{
    struct lookup *lookup = context;
    struct pdf_tags *tags = lookup->tags;
    qpdf_oh object =
        find_object(tags, lookup->canvas, text_format(&lookup->scratch, "/%.*s", TEXT_ARGUMENTS(name)).bytes);
    if (!object)
        return OBJECT_IMAGE;
    const struct pdf_canvas *form = index_get(&tags->by_object, qpdf_oh_get_object_id(tags->pdf, object));
    qpdf_oh_release(tags->pdf, object);
    return !form ? OBJECT_IMAGE : form->is_marked ? OBJECT_MARKED_FORM : OBJECT_FORM;
}

static int number_of(void *context, struct text name)
{
    struct lookup *lookup = context;
    qpdf_data pdf = lookup->tags->pdf;
    qpdf_oh properties = qpdf_oh_get_key_if_dict(pdf, lookup->canvas->resources, "/Properties");
    qpdf_oh list =
        qpdf_oh_get_key_if_dict(pdf, properties, text_format(&lookup->scratch, "/%.*s", TEXT_ARGUMENTS(name)).bytes);
    qpdf_oh number = qpdf_oh_get_key_if_dict(pdf, list, "/MCID");
    return qpdf_oh_is_integer(pdf, number) ? qpdf_oh_get_int_value_as_int(pdf, number) : -1;
}

static void tell_owners(struct pdf_tags *tags, struct pdf_canvas *canvas)
{
    for (size_t i = 0; i < canvas->items.count; i++) {
        struct content_mark mark = {OWNER_NONE, FATE_MISSING, i};
        if (canvas->items.items[i] && !canvas->items.items[i]->is_repeated)
            mark.owner = canvas->items.items[i]->owner->is_drawn ? OWNER_FIGURE : OWNER_TEXT;
        ARRAY_PUSH(tags->arena, &canvas->content.marks, mark);
    }
}

static void take_fates(struct pdf_tags *tags, struct pdf_canvas *canvas)
{
    size_t before = canvas->items.count;
    for (size_t i = 0; i < canvas->content.marks.count; i++) {
        const struct content_mark *mark = &canvas->content.marks.items[i];
        struct pdf_item *item = i < before ? canvas->items.items[i] : NULL;
        if (i >= before && mark->fate == FATE_SHOWN) {
            struct pdf_item *rest_of = canvas->items.items[mark->continues];
            item = element_add(tags, rest_of->owner, rest_of, ITEM_SEQUENCE);
            item->canvas = canvas;
            item->number = i;
        }
        if (i >= before)
            ARRAY_PUSH(tags->arena, &canvas->items, item);
        if (item && mark->fate != FATE_SHOWN)
            item->is_gone = item->owner->is_changed = true;
    }
}

static void replace_stream(struct pdf_tags *tags, struct pdf_canvas *canvas)
{
    qpdf_data pdf = tags->pdf;
    struct text marked = canvas->content.marked;
    qpdf_oh stream = canvas->is_form ? canvas->handle : qpdf_oh_new_stream(pdf);
    qpdf_oh none = qpdf_oh_new_null(pdf);
    qpdf_oh_replace_stream_data(pdf, stream, (const unsigned char *)marked.bytes, marked.size, none, none);
    qpdf_oh_release(pdf, none);
    if (!canvas->is_form)
        pdf_put(pdf, canvas->handle, "/Contents", stream);
}

static void mark_canvas(struct pdf_tags *tags, struct pdf_canvas *canvas)
{
    struct lookup lookup = {.tags = tags, .canvas = canvas};
    struct arena arena = {0};
    struct content *content = &canvas->content;
    unsigned char *bytes = NULL;
    size_t size = 0;
    QPDF_ERROR_CODE code =
        canvas->is_form ? qpdf_oh_get_stream_data(tags->pdf, canvas->handle, qpdf_dl_generalized, NULL, &bytes, &size)
                        : qpdf_oh_get_page_content_data(tags->pdf, canvas->handle, &bytes, &size);
    if (!(code & QPDF_ERRORS)) {
        content->stream = (struct text){(const char *)bytes, size};
        content->is_page = !canvas->is_form;
        content->object = object_of;
        content->number = number_of;
        content->context = &lookup;
        tell_owners(tags, canvas);
        content_mark(&arena, content);
        replace_stream(tags, canvas);
        take_fates(tags, canvas);
    }
    *content = (struct content){0};
    free(bytes);
    arena_release(&arena);
    arena_release(&lookup.scratch);
}

void canvases_mark(struct pdf_tags *tags)
{
    spread_marked(tags);
    for (size_t i = 0; i < tags->canvases.count; i++)
        if (!tags->canvases.items[i]->is_form || tags->canvases.items[i]->is_marked)
            mark_canvas(tags, tags->canvases.items[i]);
}
