/* The last hand on a PDF as Chromium printed it, in memory (libqpdf): the same bytes for the same
 * document on every run, whatever was printed before it, and what accessible reading needs beyond
 * Chromium's tags. For pdf.c. Any thread.
 *
 * Fixed: dates, creator, producer, identifier, the numbers of nodes (Chromium counts them on from
 * document to document). Then all that PDF/UA-1 demands and a program can see to, and its mark: XMP with
 * title, the words of each link for those who hear the page, tab order by structure, every painted thing an element's
 * or an artifact (pdf_content.h), the structure tree repaired (pdf_repair.c). */
#ifndef DELIVER_PDF_FINISH_H
#define DELIVER_PDF_FINISH_H

#include "base/date.h"

/* Counted up with every change of how documents are printed and finished, so that cached PDFs are
 * made anew. */
#define PDF_FINISH_VERSION "3"

struct pdf_link {
    struct text address; /* as in the PDF: "https://…", or "#id" (escaped as in addresses) in the document */
    struct text words;
};

struct pdf_facts {
    struct text title; /* empty: Chromium's stays */
    struct date date;  /* noon in Stockholm becomes CreationDate and ModDate */
    const struct pdf_link *links;
    size_t link_count;
    const struct text *headings; /* with their spaces, that Chromium forgets in the outline */
    size_t heading_count;
};

/* False with a `problem` (borrowed from a constant or owned by `arena`) when `printed` is no PDF, or
 * has no tags. `finished` is owned by `arena`. */
bool pdf_finish(struct arena *arena, struct text printed, const struct pdf_facts *facts, struct text *finished,
                struct text *problem);

#endif
