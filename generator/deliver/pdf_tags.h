/* The tags of one PDF while they are finished: its structure tree as plain structs, and its pages and forms, whose
 * sequences the tree's elements own. Shared by pdf_finish.c, pdf_canvas.c, pdf_structure.c and pdf_repair.c, and by
 * nobody else.
 *
 *     canvases_find(&tags);  structure_read(&tags);  canvases_mark(&tags);
 *     structure_repair(&tags);  structure_write(&tags);
 */
#ifndef DELIVER_PDF_TAGS_H
#define DELIVER_PDF_TAGS_H

#include "deliver/pdf_content.h"

#include <qpdf/qpdf-c.h>

struct pdf_element;

/* A page, or a form XObject: what has a content stream of its own. */
struct pdf_canvas {
    qpdf_oh handle, resources;
    bool is_form;
    bool is_marked; /* it has numbered sequences, or a form on it has */
    struct content content;
    ARRAY(struct pdf_item *) items;   /* by number, like the content's marks; NULL: no element's */
    ARRAY(struct pdf_canvas *) users; /* of a form: on what it is painted */
};

enum pdf_item_kind { ITEM_ELEMENT, ITEM_SEQUENCE, ITEM_OBJECT };

/* What an element holds, in the order in which it is read. */
struct pdf_item {
    enum pdf_item_kind kind;
    struct pdf_item *next;
    struct pdf_element *owner, *element; /* element: of ITEM_ELEMENT */
    struct pdf_canvas *canvas;           /* of ITEM_SEQUENCE */
    size_t number;
    qpdf_oh handle;   /* as it stands in the PDF; 0: a bare number, or new */
    bool is_repeated; /* a column's head at the top of a further page */
    bool is_gone;
};

struct pdf_element {
    qpdf_oh handle;
    const char *role; /* "/P" */
    struct pdf_element *parent;
    struct pdf_item *first, *last;
    struct pdf_canvas *page;            /* to which bare numbers belong; may be NULL */
    struct pdf_element *head;           /* the column's head that it is, or stands in; may be NULL */
    struct pdf_canvas *head_page;       /* of such a head: where it stands first */
    bool is_drawn;                      /* it, or what it stands in, may be lines and areas alone */
    bool holds_others;                  /* elements that are more than words or a caption */
    bool is_phrase, is_joined;          /* a box of no meaning with pieces of a line; to be joined with its parent */
    bool is_changed, is_moved, is_gone; /* changed: what it holds */
};

/* Pointers by object number. */
struct pdf_index {
    ARRAY(void *) items;
};

/* Handles of libqpdf live until they are released or the PDF is; all memory is of the arena. */
struct pdf_tags {
    struct arena *arena;
    qpdf_data pdf;
    ARRAY(struct pdf_canvas *) canvases;  /* pages first, in their order */
    ARRAY(struct pdf_element *) elements; /* in the order in which they are read, parents before children */
    struct pdf_index by_object;           /* canvases */
    struct pdf_index objects;             /* annotations that an element holds: its item */
    qpdf_oh top;                          /* the root of the tree */
};

void canvases_find(struct pdf_tags *tags);
/* Rewrites the streams of pages and marked forms, and tells the elements what became of their sequences. */
void canvases_mark(struct pdf_tags *tags);

void structure_read(struct pdf_tags *tags);
/* Makes the tree what PDF/UA demands of it (pdf_repair.c). */
void structure_repair(struct pdf_tags *tags);
void structure_write(struct pdf_tags *tags);

/* Sets a key to a value whose handle nobody needs any more. */
void pdf_put(qpdf_data pdf, qpdf_oh dictionary, const char *key, qpdf_oh value);
void index_set(struct pdf_tags *tags, struct pdf_index *index, int object, void *value);
void *index_get(const struct pdf_index *index, int object);

/* A new item at the end of what the element holds, or after another item of it. */
struct pdf_item *element_add(struct pdf_tags *tags, struct pdf_element *element, struct pdf_item *after,
                             enum pdf_item_kind kind);
/* A new element as the last thing that `parent` holds; it is to be read right after it. */
struct pdf_element *element_new(struct pdf_tags *tags, struct pdf_element *parent, const char *role);

/* Puts an item that was taken off a list at the end of what the element holds. */
void element_take(struct pdf_element *element, struct pdf_item *item);
/* The element is no more; what it held must have another owner by now. */
void element_discard(struct pdf_tags *tags, struct pdf_element *element);
/* An attribute's value, or the null object. */
qpdf_oh element_attribute(struct pdf_tags *tags, const struct pdf_element *element, const char *name);
bool element_is(const struct pdf_element *element, const char *role);
void element_rename(struct pdf_tags *tags, struct pdf_element *element, const char *role);

#endif
