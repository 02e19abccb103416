/* The facts of a newsletter that its page, its document and both parts of its letter must all tell: taken
 * from the model, not from what the layouts made of it. For commands/. */
#ifndef OUTPUT_FACTS_H
#define OUTPUT_FACTS_H

#include "model/model.h"
#include "output/told.h"

struct fact {
    const char *missing; /* message: "the date '%.*s' is missing in %.*s" */
    struct text text;    /* as readers see it, or where a link leads */
    struct text words;   /* `text` made comparable */
    struct text near;    /* words that must stand near by: of the coming meeting its date; may be empty */
    size_t reach;        /* how far from `near`: bytes of comparable words */
    struct text link;    /* of a link, in the shape in which links are compared; else empty */
    struct place place;  /* where it was written */
};
typedef ARRAY(struct fact) fact_list;

/* Title, dates, the coming meeting with time and place, links, teams and numbers; owned by `arena`. */
void facts_of(struct arena *arena, const struct model *model, const struct newsletter *letter, fact_list *facts);
/* Reports every fact that an output does not tell. */
void facts_compare(const fact_list *facts, const struct told *told, struct diagnostics *diagnostics);

#endif
