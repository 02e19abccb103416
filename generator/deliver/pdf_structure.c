#include "deliver/pdf_tags.h"

#include <stdlib.h>
#include <string.h>

enum {
    NODES_LIMIT = 2 * 1000 * 1000, /* of the tree: more is a circle */
    SEQUENCES_LIMIT = 1000 * 1000, /* the largest number of a sequence */
};

/* The elements themselves. */

bool element_is(const struct pdf_element *element, const char *role)
{
    return strcmp(element->role, role) == 0;
}

void element_rename(struct pdf_tags *tags, struct pdf_element *element, const char *role)
{
    element->role = role;
    pdf_put(tags->pdf, element->handle, "/S", qpdf_oh_new_name(tags->pdf, role));
}

static void append(struct pdf_element *element, struct pdf_item *item)
{
    item->owner = element;
    item->next = NULL;
    if (element->last)
        element->last->next = item;
    else
        element->first = item;
    element->last = item;
    element->is_changed = true;
}

struct pdf_item *element_add(struct pdf_tags *tags, struct pdf_element *element, struct pdf_item *after,
                             enum pdf_item_kind kind)
{
    struct pdf_item *item = ARENA_NEW(tags->arena, struct pdf_item);
    item->kind = kind;
    if (!after || !after->next) {
        append(element, item);
    } else {
        item->owner = element;
        item->next = after->next;
        after->next = item;
        element->is_changed = true;
    }
    return item;
}

void element_take(struct pdf_element *element, struct pdf_item *item)
{
    bool was_changed = element->is_changed;
    bool is_moved = item->owner != element;
    append(element, item);
    element->is_changed = was_changed || is_moved;
    if (is_moved && item->kind == ITEM_ELEMENT) {
        item->element->parent = element;
        item->element->is_moved = true;
    }
}

void element_discard(struct pdf_tags *tags, struct pdf_element *element)
{
    element->is_gone = true;
    element->first = element->last = NULL;
    qpdf_replace_object(tags->pdf, qpdf_oh_get_object_id(tags->pdf, element->handle),
                        qpdf_oh_get_generation(tags->pdf, element->handle), qpdf_oh_new_null(tags->pdf));
    qpdf_oh_release(tags->pdf, element->handle);
}

static struct pdf_element *element_make(struct pdf_tags *tags, struct pdf_element *parent, qpdf_oh handle,
                                        const char *role)
{
    struct pdf_element *element = ARENA_NEW(tags->arena, struct pdf_element);
    element->handle = handle;
    element->role = role;
    element->parent = parent;
    element->is_drawn = (parent && parent->is_drawn) || element_is(element, "/Figure") ||
                        element_is(element, "/Formula") || element_is(element, "/Form") || element_is(element, "/Lbl");
    ARRAY_PUSH(tags->arena, &tags->elements, element);
    return element;
}

struct pdf_element *element_new(struct pdf_tags *tags, struct pdf_element *parent, const char *role)
{
    qpdf_oh dictionary = qpdf_oh_new_dictionary(tags->pdf);
    qpdf_oh handle = qpdf_make_indirect_object(tags->pdf, dictionary);
    struct pdf_element *element = element_make(tags, parent, handle, role);
    pdf_put(tags->pdf, handle, "/Type", qpdf_oh_new_name(tags->pdf, "/StructElem"));
    element_rename(tags, element, role);
    element->page = parent->page;
    if (element->page)
        qpdf_oh_replace_key(tags->pdf, handle, "/Pg", element->page->handle);
    element->is_changed = element->is_moved = true;
    element_add(tags, parent, NULL, ITEM_ELEMENT)->element = element;
    return element;
}

qpdf_oh element_attribute(struct pdf_tags *tags, const struct pdf_element *element, const char *name)
{
    qpdf_data pdf = tags->pdf;
    qpdf_oh attributes = qpdf_oh_get_key(pdf, element->handle, "/A"), found = 0;
    if (!qpdf_oh_is_array(pdf, attributes))
        return qpdf_oh_get_key_if_dict(pdf, attributes, name);
    int count = qpdf_oh_get_array_n_items(pdf, attributes);
    for (int i = 0; i < count && !found; i++) {
        qpdf_oh dictionary = qpdf_oh_get_array_item(pdf, attributes, i);
        if (qpdf_oh_is_dictionary(pdf, dictionary) && qpdf_oh_has_key(pdf, dictionary, name))
            found = qpdf_oh_get_key(pdf, dictionary, name);
        qpdf_oh_release(pdf, dictionary);
    }
    qpdf_oh_release(pdf, attributes);
    return found ? found : qpdf_oh_new_null(pdf);
}

/* Reading. */

struct open_node {
    struct pdf_element *parent; /* NULL at the top */
    qpdf_oh node;
};

struct reading {
    struct pdf_tags *tags;
    ARRAY(struct open_node) open;
    struct pdf_index seen; /* elements */
    size_t nodes;
};

static qpdf_oh get(struct pdf_tags *tags, qpdf_oh dictionary, const char *key)
{
    return qpdf_oh_get_key(tags->pdf, dictionary, key);
}

static struct pdf_canvas *canvas_at(struct pdf_tags *tags, qpdf_oh dictionary, const char *key)
{
    qpdf_oh object = get(tags, dictionary, key);
    struct pdf_canvas *canvas = index_get(&tags->by_object, qpdf_oh_get_object_id(tags->pdf, object));
    qpdf_oh_release(tags->pdf, object);
    return canvas;
}

static void open_node(struct reading *reading, struct pdf_element *parent, qpdf_oh node)
{
    struct open_node added = {parent, node};
    ARRAY_PUSH(reading->tags->arena, &reading->open, added);
}

static void read_sequence(struct reading *reading, struct pdf_element *owner, struct pdf_canvas *canvas, qpdf_oh node,
                          qpdf_oh number)
{
    struct pdf_tags *tags = reading->tags;
    int value = -1;
    bool is_number = qpdf_oh_get_value_as_int(tags->pdf, number, &value);
    qpdf_oh_release(tags->pdf, number);
    if (!owner || !canvas || !is_number || value < 0 || value > SEQUENCES_LIMIT)
        return;
    while (canvas->items.count <= (size_t)value)
        ARRAY_PUSH(tags->arena, &canvas->items, NULL);
    if (canvas->items.items[value])
        return;
    struct pdf_item *item = element_add(tags, owner, NULL, ITEM_SEQUENCE);
    item->canvas = canvas;
    item->number = (size_t)value;
    item->handle = node;
    canvas->items.items[value] = item;
    if (!owner->head)
        return;
    if (!owner->head->head_page)
        owner->head->head_page = canvas;
    item->is_repeated = owner->head->head_page != canvas;
}

static void read_object(struct reading *reading, struct pdf_element *owner, qpdf_oh node)
{
    struct pdf_tags *tags = reading->tags;
    qpdf_oh object = get(tags, node, "/Obj");
    int id = qpdf_oh_get_object_id(tags->pdf, object);
    bool is_annotation = id > 0 && qpdf_oh_is_dictionary(tags->pdf, object);
    qpdf_oh_release(tags->pdf, object);
    if (!owner || !is_annotation || index_get(&tags->objects, id))
        return;
    struct pdf_item *item = element_add(tags, owner, NULL, ITEM_OBJECT);
    item->handle = node;
    index_set(tags, &tags->objects, id, item);
}

/* A table that goes on over the page has its heads there once more. Those of rows may be divided. */
static bool is_column_head(struct pdf_tags *tags, const struct pdf_element *element)
{
    if (!element_is(element, "/TH"))
        return false;
    qpdf_oh scope = element_attribute(tags, element, "/Scope");
    bool is = qpdf_oh_is_name_and_equals(tags->pdf, scope, "/Column");
    qpdf_oh_release(tags->pdf, scope);
    return is;
}

static void read_element(struct reading *reading, struct pdf_element *parent, qpdf_oh node)
{
    struct pdf_tags *tags = reading->tags;
    int id = qpdf_oh_get_object_id(tags->pdf, node);
    qpdf_oh role = get(tags, node, "/S");
    if (!qpdf_oh_is_name(tags->pdf, role) || index_get(&reading->seen, id))
        return;
    index_set(tags, &reading->seen, id, tags);
    struct pdf_element *element =
        element_make(tags, parent, node, text_string(tags->arena, text_from(qpdf_oh_get_name(tags->pdf, role))));
    qpdf_oh_release(tags->pdf, role);
    element->page = canvas_at(tags, node, "/Pg");
    element->head = is_column_head(tags, element) ? element : parent ? parent->head : NULL;
    if (parent)
        element_add(tags, parent, NULL, ITEM_ELEMENT)->element = element;
    open_node(reading, element, get(tags, node, "/K"));
}

static void read_node(struct reading *reading, struct pdf_element *parent, qpdf_oh node)
{
    struct pdf_tags *tags = reading->tags;
    if (qpdf_oh_is_array(tags->pdf, node)) {
        for (int i = qpdf_oh_get_array_n_items(tags->pdf, node); i > 0; i--)
            open_node(reading, parent, qpdf_oh_get_array_item(tags->pdf, node, i - 1));
        qpdf_oh_release(tags->pdf, node);
    } else if (qpdf_oh_is_integer(tags->pdf, node)) {
        read_sequence(reading, parent, parent ? parent->page : NULL, 0, node);
    } else if (!qpdf_oh_is_dictionary(tags->pdf, node)) {
        qpdf_oh_release(tags->pdf, node);
    } else if (qpdf_oh_has_key(tags->pdf, node, "/MCID")) {
        struct pdf_canvas *canvas = qpdf_oh_has_key(tags->pdf, node, "/Stm")  ? canvas_at(tags, node, "/Stm")
                                    : qpdf_oh_has_key(tags->pdf, node, "/Pg") ? canvas_at(tags, node, "/Pg")
                                    : parent                                  ? parent->page
                                                                              : NULL;
        read_sequence(reading, parent, canvas, node, get(tags, node, "/MCID"));
    } else if (qpdf_oh_has_key(tags->pdf, node, "/Obj")) {
        read_object(reading, parent, node);
    } else {
        read_element(reading, parent, node);
    }
}

void structure_read(struct pdf_tags *tags)
{
    struct reading reading = {.tags = tags};
    open_node(&reading, NULL, get(tags, tags->top, "/K"));
    while (reading.open.count && reading.nodes++ < NODES_LIMIT) {
        struct open_node next = reading.open.items[--reading.open.count];
        read_node(&reading, next.parent, next.node);
    }
    for (size_t i = 0; i < tags->elements.count; i++)
        tags->elements.items[i]->is_changed = false;
}

/* Writing. */

/* What an annotation, a page or a form names in the tree of parents. */
struct parents {
    qpdf_data pdf;
    qpdf_oh numbers;
    int count;
};

static void add_parent(struct parents *parents, qpdf_oh value)
{
    qpdf_oh number = qpdf_oh_new_integer(parents->pdf, parents->count++);
    qpdf_oh_append_item(parents->pdf, parents->numbers, number);
    qpdf_oh_append_item(parents->pdf, parents->numbers, value);
    qpdf_oh_release(parents->pdf, number);
}

static qpdf_oh sequence_object(struct pdf_tags *tags, const struct pdf_item *item)
{
    if (item->handle)
        return item->handle;
    if (item->canvas == item->owner->page)
        return qpdf_oh_new_integer(tags->pdf, (long long)item->number);
    qpdf_oh reference = qpdf_oh_new_dictionary(tags->pdf);
    pdf_put(tags->pdf, reference, "/Type", qpdf_oh_new_name(tags->pdf, "/MCR"));
    pdf_put(tags->pdf, reference, "/MCID", qpdf_oh_new_integer(tags->pdf, (long long)item->number));
    qpdf_oh_replace_key(tags->pdf, reference, item->canvas->is_form ? "/Stm" : "/Pg", item->canvas->handle);
    return reference;
}

static qpdf_oh item_object(struct pdf_tags *tags, const struct pdf_item *item)
{
    return item->kind == ITEM_ELEMENT    ? item->element->handle
           : item->kind == ITEM_SEQUENCE ? sequence_object(tags, item)
                                         : item->handle;
}

static void write_element(struct pdf_tags *tags, struct pdf_element *element)
{
    if (element->is_moved)
        qpdf_oh_replace_key(tags->pdf, element->handle, "/P", element->parent->handle);
    if (!element->is_changed)
        return;
    qpdf_oh held = qpdf_oh_new_array(tags->pdf);
    int count = 0;
    for (const struct pdf_item *item = element->first; item; item = item->next)
        if (!item->is_gone) {
            qpdf_oh object = item_object(tags, item);
            qpdf_oh_append_item(tags->pdf, held, object);
            if (item->kind == ITEM_SEQUENCE && object != item->handle)
                qpdf_oh_release(tags->pdf, object);
            count++;
        }
    if (count == 0)
        qpdf_oh_remove_key(tags->pdf, element->handle, "/K");
    else
        qpdf_oh_replace_key(tags->pdf, element->handle, "/K",
                            count == 1 ? qpdf_oh_get_array_item(tags->pdf, held, 0) : held);
    qpdf_oh_release(tags->pdf, held);
}

static void add_canvas(struct pdf_tags *tags, struct parents *parents, struct pdf_canvas *canvas)
{
    qpdf_data pdf = tags->pdf;
    qpdf_oh dictionary = canvas->is_form ? qpdf_oh_get_dict(pdf, canvas->handle) : canvas->handle;
    if (canvas->items.count == 0) {
        qpdf_oh_remove_key(pdf, dictionary, "/StructParents");
        return;
    }
    qpdf_oh owners = qpdf_oh_new_array(pdf), none = qpdf_oh_new_null(pdf);
    for (size_t i = 0; i < canvas->items.count; i++) {
        const struct pdf_item *item = canvas->items.items[i];
        bool is_held = item && !item->is_gone && !item->owner->is_gone;
        qpdf_oh_append_item(pdf, owners, is_held ? item->owner->handle : none);
    }
    pdf_put(pdf, dictionary, "/StructParents", qpdf_oh_new_integer(pdf, parents->count));
    qpdf_oh listed = qpdf_make_indirect_object(pdf, owners);
    add_parent(parents, listed);
    qpdf_oh_release(pdf, owners);
    qpdf_oh_release(pdf, listed);
}

static void add_objects(struct pdf_tags *tags, struct parents *parents, const struct pdf_element *element)
{
    qpdf_data pdf = tags->pdf;
    for (const struct pdf_item *item = element->first; item; item = item->next) {
        if (item->kind != ITEM_OBJECT || item->is_gone)
            continue;
        qpdf_oh object = get(tags, item->handle, "/Obj");
        pdf_put(pdf, object, "/StructParent", qpdf_oh_new_integer(pdf, parents->count));
        add_parent(parents, element->handle);
        qpdf_oh_release(pdf, object);
    }
}

void structure_write(struct pdf_tags *tags)
{
    qpdf_data pdf = tags->pdf;
    struct parents parents = {.pdf = pdf, .numbers = qpdf_oh_new_array(pdf)};
    for (size_t i = 0; i < tags->elements.count; i++)
        if (!tags->elements.items[i]->is_gone)
            write_element(tags, tags->elements.items[i]);
    for (size_t i = 0; i < tags->canvases.count; i++)
        add_canvas(tags, &parents, tags->canvases.items[i]);
    for (size_t i = 0; i < tags->elements.count; i++)
        if (!tags->elements.items[i]->is_gone)
            add_objects(tags, &parents, tags->elements.items[i]);
    qpdf_oh tree = qpdf_oh_new_dictionary(pdf);
    qpdf_oh_replace_key(pdf, tree, "/Nums", parents.numbers);
    pdf_put(pdf, tags->top, "/ParentTree", qpdf_make_indirect_object(pdf, tree));
    pdf_put(pdf, tags->top, "/ParentTreeNextKey", qpdf_oh_new_integer(pdf, parents.count));
}
