/* The marks in a content stream of a PDF (a page's or a form's): afterwards all that is painted belongs to exactly one
 * element of the structure tree, or to an artifact. Pure text work, without libqpdf; in linear time, for any bytes.
 * For pdf_canvas.c. Any thread.
 *
 * An element knows what is its own by a number that stands in the stream too (`/P <</MCID 7>> BDC … EMC`). What has no
 * number, or one that no element knows, becomes an artifact, and so does a numbered sequence that shows nothing but
 * lines and areas (backgrounds, rules), unless it belongs to a figure. A sequence inside another one interrupts it:
 * what the outer one paints afterwards gets a number of its own, that the caller gives to the same element.
 * Sequences without a number inside numbered ones (the letters that a ligature stands for) stay. */
#ifndef DELIVER_PDF_CONTENT_H
#define DELIVER_PDF_CONTENT_H

#include "base/arena.h"
#include "base/text.h"

/* What the structure tree says of a numbered sequence, and what became of it. */
enum content_owner { OWNER_NONE, OWNER_TEXT, OWNER_FIGURE };
enum content_fate { FATE_MISSING, FATE_SHOWN, FATE_ARTIFACT };

struct content_mark {
    enum content_owner owner; /* in */
    enum content_fate fate;   /* out */
    size_t continues;         /* out: the number of which this one is the rest; its own when it is none */
};

enum content_object { OBJECT_IMAGE, OBJECT_FORM, OBJECT_MARKED_FORM }; /* marked: it has numbered sequences itself */

struct content {
    struct text stream; /* in */
    bool is_page;       /* in: what is painted before the body is of the type Pagination */
    /* in: what a resource is, by its name without '/'; a property list's number, or -1. Both get `context`. */
    enum content_object (*object)(void *context, struct text name);
    int (*number)(void *context, struct text name);
    void *context;
    ARRAY(struct content_mark) marks; /* in and out, by number; continued sequences are added at the end */
    struct text marked;               /* out: owned by the arena given to content_mark */
};

void content_mark(struct arena *arena, struct content *content);

#endif
