#include "deliver/pdf.h"

#include "base/translate.h"
#include "deliver/browser.h"
#include "deliver/browser_process.h"
#include "deliver/browser_script.h"
#include "deliver/pdf_pages.h"
#include "deliver/pdf_pictures.h"

enum {
    TIMEOUT_SECONDS = 30,
    ATTEMPTS = 2, /* a document that fails is tried once more, alone */
    START_ATTEMPTS = 2,
    PRINTINGS = 3,         /* of one document: to fill in page numbers, or to make it fit */
    PAGE_MARGIN = 4,       /* pixels more that are left free when a document still needs another sheet */
    FAILURES_IN_A_ROW = 8, /* then it is not the documents' fault */
};

enum state { STATE_WAITING, STATE_PRINTING, STATE_SUSPECT, STATE_DONE, STATE_FAILED };

struct job {
    enum state state;
    int attempts, printings;
    struct text problem;
    struct text kept; /* its name in the cache */
};

struct work {
    struct arena *arena;  /* the caller's: PDFs */
    struct arena scratch; /* until all is done */
    struct arena printed; /* one document's */
    struct pdf_document *documents;
    struct job *jobs;
    size_t count, done, first_waiting;
    const struct pdf_options *options;
    struct diagnostics *diagnostics;
    const char *program; /* of the browser */
    struct browser *browser;
    size_t *tabs; /* the document that a tab prints, or SIZE_MAX */
    int tab_count, timeout, failures_in_a_row;
};

static void count_done(struct work *work)
{
    work->done++;
    if (work->options->progress)
        work->options->progress(work->options->progress_context, work->done, work->count);
}

/* The cache. */

static void read_cache(struct work *work)
{
    struct text identity = browser_identity(&work->scratch, work->program);
    for (size_t i = 0; i < work->count; i++) {
        struct pdf_document *document = &work->documents[i];
        struct text parts[] = {TEXT("a PDF, " PDF_FINISH_VERSION),
                               identity,
                               text_from(browser_script),
                               work->options->resources_digest,
                               date_iso(&work->scratch, document->date),
                               document->html};
        work->jobs[i].kept = cache_name(&work->scratch, parts, sizeof parts / sizeof *parts, ".pdf");
        document->was_cached = cache_read(work->options->cache, work->arena, work->jobs[i].kept, &document->pdf);
        if (document->was_cached) {
            work->jobs[i].state = STATE_DONE;
            count_done(work);
        }
    }
}

/* The browser. */

static bool start_browser(struct work *work)
{
    for (int attempt = 0; attempt < START_ATTEMPTS && !work->browser; attempt++)
        work->browser = browser_start(work->program, work->tab_count, work->timeout);
    for (int i = 0; i < work->tab_count; i++)
        work->tabs[i] = SIZE_MAX;
    if (work->browser)
        return true;
    struct diagnostic *added = diagnostic_world(work->diagnostics, text_from(work->program), 0,
                                                "cannot make PDFs, the browser does not start:");
    diagnostic_hint(work->diagnostics, added,
                    "it must be Chromium or a relative of it, and start by hand with --headless");
    return false;
}

/* Kills it and puts what it printed back into the queue, without blame. */
static void stop_browser(struct work *work)
{
    if (!work->browser)
        return;
    browser_stop(work->browser);
    work->browser = NULL;
    for (int i = 0; i < work->tab_count; i++) {
        if (work->tabs[i] == SIZE_MAX)
            continue;
        struct job *job = &work->jobs[work->tabs[i]];
        if (job->state == STATE_PRINTING)
            job->state = job->attempts ? STATE_SUSPECT : STATE_WAITING;
        work->tabs[i] = SIZE_MAX;
    }
    work->first_waiting = 0;
}

/* The seconds that a document may take to be printed once: a book of 300 pages has a megabyte. */
static int patience(const struct work *work, size_t index)
{
    enum { MEGABYTE = 1000 * 1000, MOST = 20 };
    size_t size = work->documents[index].html.size / MEGABYTE;
    return work->timeout * (1 + (size < MOST ? (int)size : MOST));
}

static void print(struct work *work, int tab, size_t index)
{
    struct arena whole = {0};
    static const struct map none;
    const struct map *pictures = work->options->pictures ? work->options->pictures : &none;
    work->tabs[tab] = index;
    work->jobs[index].state = STATE_PRINTING;
    work->jobs[index].printings = 0;
    browser_print(work->browser, tab, pdf_embed_pictures(&whole, work->documents[index].html, pictures),
                  patience(work, index));
    arena_release(&whole);
}

static size_t find_state(const struct work *work, enum state state, size_t from)
{
    while (from < work->count && work->jobs[from].state != state)
        from++;
    return from;
}

/* Gives each idle tab a document; suspects last, one at a time. False when all is done. */
static bool give_work(struct work *work)
{
    bool is_printing = false;
    for (int tab = 0; tab < work->tab_count; tab++) {
        if (work->tabs[tab] == SIZE_MAX) {
            work->first_waiting = find_state(work, STATE_WAITING, work->first_waiting);
            if (work->first_waiting < work->count)
                print(work, tab, work->first_waiting);
        }
        is_printing = is_printing || work->tabs[tab] != SIZE_MAX;
    }
    size_t suspect = is_printing ? work->count : find_state(work, STATE_SUSPECT, 0);
    if (suspect < work->count)
        print(work, 0, suspect);
    return is_printing || suspect < work->count;
}

static void blame(struct work *work, size_t index, struct text problem)
{
    struct job *job = &work->jobs[index];
    job->attempts++;
    job->problem = text_copy(&work->scratch, problem);
    job->state = job->attempts < ATTEMPTS ? STATE_SUSPECT : STATE_FAILED;
    work->failures_in_a_row++;
    if (job->state == STATE_FAILED)
        count_done(work);
}

/* Whether a printed document has to be changed and printed again: now its pages are known. */
static bool print_again(struct work *work, int tab, const struct browser_event *event)
{
    size_t index = work->tabs[tab], references = event->references.count, sheets = work->documents[index].sheets;
    struct job *job = &work->jobs[index];
    bool is_limited = sheets && !event->is_overfull;
    if ((!references && !is_limited) || ++job->printings >= PRINTINGS)
        return false;
    struct pdf_pages pages = pdf_pages_read(&work->printed, event->pdf, event->references.items, references);
    struct buffer script = {.arena = &work->printed};
    if (is_limited && pages.count > sheets)
        buffer_format(&script, "rundbrev.fit(%d)", job->printings * PAGE_MARGIN);
    else if (references && job->printings == 1) {
        for (size_t i = 0; i < references; i++)
            buffer_format(&script, "%s%zu", i ? ", " : "rundbrev.number([", pages.of_destination[i]);
        buffer_add_string(&script, "])");
    }
    if (!script.size)
        return false;
    browser_print_again(work->browser, tab, text_string(&work->printed, buffer_text(&script)), patience(work, index));
    return true;
}

static void finish(struct work *work, size_t index, const struct browser_event *event)
{
    struct pdf_document *document = &work->documents[index];
    struct pdf_facts facts = {document->date, event->links.items, event->links.count, event->headings.items,
                              event->headings.count};
    struct text problem;
    if (!pdf_finish(work->arena, event->pdf, &facts, &document->pdf, &problem)) {
        blame(work, index, problem);
        return;
    }
    work->jobs[index].state = STATE_DONE;
    work->failures_in_a_row = 0;
    cache_write(work->options->cache, work->jobs[index].kept, document->pdf);
    count_done(work);
}

/* Waits for one document, or for what went wrong with one, or with all. */
static void take_result(struct work *work)
{
    struct browser_event event = browser_wait(work->browser, &work->printed);
    size_t index = work->tabs[event.tab];
    switch (event.outcome) {
    case BROWSER_PRINTED:
        if (print_again(work, event.tab, &event))
            break;
        finish(work, index, &event);
        work->tabs[event.tab] = SIZE_MAX;
        break;
    case BROWSER_REFUSED:
        blame(work, index,
              text_format(&work->scratch, _("the browser refused it: %.*s"), TEXT_ARGUMENTS(event.reason)));
        break;
    case BROWSER_TOO_SLOW:
        blame(work, index,
              text_format(&work->scratch, _("the browser did not finish it in %d seconds"), patience(work, index)));
        break;
    case BROWSER_DIED:
        for (int tab = 0; tab < work->tab_count; tab++)
            if (work->tabs[tab] != SIZE_MAX)
                blame(work, work->tabs[tab], text_from(_("the browser died of it")));
        break;
    }
    if (event.outcome != BROWSER_PRINTED)
        stop_browser(work);
    arena_reset(&work->printed);
}

static bool print_all(struct work *work)
{
    while (work->done < work->count) {
        if (work->failures_in_a_row >= FAILURES_IN_A_ROW) {
            diagnostic_world(work->diagnostics, text_from(work->program), 0,
                             "cannot make the remaining %zu PDFs, one after the other failed with the browser",
                             work->count - work->done);
            return false;
        }
        if (!work->browser && !start_browser(work))
            return false;
        if (give_work(work))
            take_result(work);
    }
    return true;
}

/* How many could not be made. */
static size_t report(struct work *work)
{
    size_t failed = 0;
    for (size_t i = 0; i < work->count; i++)
        if (work->jobs[i].state == STATE_FAILED) {
            failed++;
            diagnostic_world(work->diagnostics, (struct text){0}, 0, "cannot make the PDF of '%.*s': %.*s",
                             TEXT_ARGUMENTS(work->documents[i].name), TEXT_ARGUMENTS(work->jobs[i].problem));
        }
    return failed;
}

static bool find_browser(struct work *work)
{
    const char *wanted = work->options->browser;
    work->program = browser_find(&work->scratch, wanted);
    if (work->program)
        return true;
    struct diagnostic *added =
        wanted
            ? diagnostic_world(work->diagnostics, text_from(wanted), 0, "cannot make PDFs, there is no browser")
            : diagnostic_world(work->diagnostics, (struct text){0}, 0, "cannot make PDFs, Chromium is not installed");
    diagnostic_hint(
        work->diagnostics, added,
        "install Chromium (on Debian: apt install chromium), or set RUNDBREV_BROWSER to the path of a relative of it");
    return false;
}

bool pdf_make(struct arena *arena, struct pdf_document *documents, size_t count, const struct pdf_options *options,
              struct diagnostics *diagnostics)
{
    struct work work = {
        .arena = arena, .documents = documents, .count = count, .options = options, .diagnostics = diagnostics};
    work.timeout = options->timeout_seconds ? options->timeout_seconds : TIMEOUT_SECONDS;
    work.tab_count = options->tabs < 1 ? 1 : options->tabs;
    if (count == 0)
        return true;
    if ((size_t)work.tab_count > count)
        work.tab_count = (int)count;
    work.jobs = arena_allocate(&work.scratch, count * sizeof *work.jobs);
    work.tabs = arena_allocate(&work.scratch, (size_t)work.tab_count * sizeof *work.tabs);
    bool has_ended = find_browser(&work);
    if (has_ended)
        read_cache(&work);
    has_ended = has_ended && print_all(&work);
    stop_browser(&work);
    size_t failed = report(&work);
    arena_release(&work.printed);
    arena_release(&work.scratch);
    return has_ended && failed < count;
}
