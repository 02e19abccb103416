/* The pages of a printed PDF (libqpdf): how many there are, and on which one a destination lies. For pdf.c. Any
 * thread. */
#ifndef DELIVER_PDF_PAGES_H
#define DELIVER_PDF_PAGES_H

#include "base/text.h"

struct pdf_pages {
    size_t count;                 /* 0 when it is no PDF */
    const size_t *of_destination; /* 1, 2, …, one for each asked for; 0 when it is nowhere */
};

/* `destinations` are names as links have them, escaped as in addresses. Owned by `arena`. */
struct pdf_pages pdf_pages_read(struct arena *arena, struct text printed, const struct text *destinations,
                                size_t count);

#endif
