/* What a PDF says and where it leads, read from its bytes (poppler), to hold it against the page it was
 * made from. For commands/. One thread. Takes some ten milliseconds a page. */
#ifndef DELIVER_PDF_TEXT_H
#define DELIVER_PDF_TEXT_H

#include "deliver/cache.h"

struct pdf_text {
    /* Of all pages, UTF-8, in reading order as poppler guesses it from the columns; a form feed between two
     * pages, white space between any two words that stand apart. */
    struct text text;
    ARRAY(struct text) links; /* addresses of the links that lead out of the document, page by page */
};

/* Everything in `result` is owned by `arena`. `name` is for messages. False with a message when `pdf` is no
 * PDF that can be read: other bytes, cut off, locked by a password, a page that is not there. */
bool pdf_text_read(struct arena *arena, struct text pdf, struct text name, struct pdf_text *result,
                   struct diagnostics *diagnostics);

/* The same, but what was read once is kept, for reading it takes longer than all else that is done with a finished
 * PDF. */
bool pdf_text_read_kept(struct arena *arena, struct text pdf, struct text name, struct cache *cache,
                        struct pdf_text *result, struct diagnostics *diagnostics);

#endif
