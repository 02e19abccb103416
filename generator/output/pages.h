/* The kinds of pages: one row each, and the order in which everything is gone through. Only for output/. */
#ifndef OUTPUT_PAGES_H
#define OUTPUT_PAGES_H

#include "model/fields.h"
#include "view/view.h"

enum page_kind_index {
    PAGE_HOME,
    PAGE_NETWORK,
    PAGE_ROUND,
    PAGE_MEETING,
    PAGE_LEFT, /* where a meeting was that has moved */
    PAGE_NEWSLETTER,
    PAGE_REPORT,
    PAGE_TEAM,
    PAGE_PEOPLE,
    PAGE_PERSON,
    PAGE_ARCHIVE,
    PAGE_YEAR,
    PAGE_MUNICIPALITIES,
    PAGE_FILMS,
    PAGE_REPORTS,
    PAGE_ACCESSIBILITY,
    PAGE_ARTICLE,
    PAGE_SEARCH, /* planned by output/search.c */
    PAGE_NOT_FOUND,
    PAGE_KIND_COUNT
};

struct page_kind {
    const char *name; /* page.kind */
    const char *layout;
    const char *title, *lead;       /* the words of strings/ for both, or NULL: its object's own */
    const char *record;             /* the name of its object in the root record, or NULL */
    const struct record_type *type; /* of its object */
    struct text (*path)(struct arena *arena, const void *object);
};

extern const struct page_kind page_kinds[PAGE_KIND_COUNT];

/* What a page, document or letter is about, and all it belongs to; NULL where it does not apply. */
struct subject {
    const struct page_kind *kind; /* NULL: no page of its own, such as the site map */
    const void *object;           /* of kind->type; struct site where the kind has no object of its own */
    const struct network *network;
    const struct round *round;
    const struct newsletter *newsletter;
};

/* Calls `add` for everything that has a page of its own, in a fixed order. */
void pages_each(const struct model *model, void *context, void (*add)(void *context, const struct subject *subject));

/* The title of the subject's page, and what it is about in a sentence or two (may be empty). */
struct text subject_title(struct view *view, const struct subject *subject);
struct text subject_lead(struct view *view, const struct subject *subject);

#endif
