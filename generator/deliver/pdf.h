/* PDF from print HTML, self-contained but for pictures (PICTURE_BY_NAME), by one Chromium for all documents, driven
 * over its pipe
 * (--remote-debugging-pipe, JSON ended by NUL), then made byte-identical by libqpdf. Unchanged
 * documents come from the cache. For commands/. */
#ifndef DELIVER_PDF_H
#define DELIVER_PDF_H

#include "base/artifact.h"
#include "base/diagnostic.h"
#include "base/map.h"
#include "deliver/cache.h"

struct pdf_document {
    struct text html; /* in */
    struct text name; /* in: for messages */
    struct date date; /* in: CreationDate of the PDF; unset: it tells none */
    size_t sheets;    /* in: that it has to fit on, 0: any number; it may have more when it asks for no fitting, see
                         browser_script.h */
    struct text pdf;  /* out, owned by the arena given to pdf_make; empty when it could not be made */
    bool was_cached;  /* out */
};

struct pdf_options {
    const char *browser;        /* path or name; NULL: RUNDBREV_BROWSER's value is passed by commands/, else
                                   the first of those that browser_find knows */
    const struct map *pictures; /* struct picture by name, for what documents show; NULL: none */
    struct cache *cache;
    struct text resources_digest;                               /* of fonts and other things outside the HTML */
    int tabs;                                                   /* documents at once, at least 1 */
    int timeout_seconds;                                        /* per document and MB of it; 0 means 30 */
    void (*progress)(void *context, size_t done, size_t total); /* may be NULL */
    void *progress_context;
};

/* Makes all documents. One that cannot be made (the browser died of it twice, was too slow, wrote no PDF) is
 * reported with its name, and all others are made none the less. False when none could be made, or the browser is
 * not there, does not start, or fails with one document after the other. No child process is left behind, whatever
 * happens. The browser is not started when everything is cached. */
bool pdf_make(struct arena *arena, struct pdf_document *documents, size_t count, const struct pdf_options *options,
              struct diagnostics *diagnostics);

#endif
