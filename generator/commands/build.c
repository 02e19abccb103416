/* rundbrev build: load → check → render → PDF → inspect → swap the finished folders in. */
#include "commands/findings.h"
#include "commands/inspect.h"
#include "commands/workshop.h"

#include "base/translate.h"
#include "deliver/folder.h"
#include "deliver/message.h"
#include "deliver/pdf.h"
#include "deliver/pdf_pictures.h"
#include "output/preview.h"

#include <stdio.h>
#include <string.h>

enum stage { STAGE_READ, STAGE_RENDER, STAGE_PDF, STAGE_INSPECT, STAGE_WRITE, STAGE_COUNT };
static const char *const stage_names[STAGE_COUNT] = {N_("read"), N_("render"), "PDF", N_("inspect"), N_("write")};

struct build {
    const struct options *options;
    unsigned selected; /* outputs, a bit each */
    struct workshop workshop;
    artifact_list artifacts;
    ARRAY(struct pdf_document) documents;
    struct map pictures;  /* by name */
    struct arena scratch; /* of one letter */
    size_t pages, letters, cached, missing;
    double seconds[STAGE_COUNT];
};

static void show_pdf_progress(void *context, size_t done, size_t total)
{
    progress(context, "PDF", done, total);
}

/* For those who change layouts, and for tests that hold a PDF against what it was made from. */
static bool keep_print_html(struct build *build)
{
    struct arena *arena = &build->workshop.arena;
    struct diagnostics *diagnostics = &build->workshop.diagnostics;
    if (!build->options->print_html)
        return true;
    struct folder *folder = folder_begin(arena, build->options->print_html, diagnostics);
    for (size_t i = 0; folder && i < build->documents.count; i++) {
        struct text path = build->documents.items[i].name;
        path.size -= sizeof ".pdf" - 1;
        folder_add(folder, text_join(arena, path, TEXT(".html")),
                   pdf_embed_pictures(arena, build->documents.items[i].html, &build->pictures), diagnostics);
    }
    bool is_kept = folder && !diagnostics_has_error(diagnostics) && folder_commit(folder, diagnostics);
    if (folder && !is_kept)
        folder_abandon(folder);
    return is_kept;
}

/* What could not be made is left out of what is published. */
static void take_pdfs(struct build *build)
{
    artifact_list kept = {0};
    size_t next = 0;
    for (size_t i = 0; i < build->artifacts.count; i++) {
        struct artifact artifact = build->artifacts.items[i];
        if (artifact.kind == ARTIFACT_DOCUMENT) {
            const struct pdf_document *document = &build->documents.items[next++];
            build->cached += document->was_cached;
            build->missing += !document->pdf.size;
            artifact.bytes = document->pdf;
        }
        if (artifact.kind != ARTIFACT_DOCUMENT || artifact.bytes.size)
            ARRAY_PUSH(&build->workshop.arena, &kept, artifact);
    }
    build->artifacts = kept;
}

static bool make_documents(struct build *build)
{
    const struct options *options = build->options;
    struct arena *arena = &build->workshop.arena;
    for (size_t i = 0; i < build->artifacts.count; i++) {
        const struct artifact *artifact = &build->artifacts.items[i];
        if (artifact->kind != ARTIFACT_DOCUMENT)
            continue;
        struct pdf_document document = {
            .html = artifact->bytes, .name = artifact->path, .date = artifact->date, .sheets = artifact->sheets};
        ARRAY_PUSH(arena, &build->documents, document);
    }
    build->pictures.arena = arena;
    for (size_t i = 0; i < build->workshop.pictures.count; i++)
        map_set(&build->pictures, build->workshop.pictures.items[i].name, &build->workshop.pictures.items[i]);
    struct pdf_options pdf = {
        .pictures = &build->pictures,
        .browser = options->browser,
        .cache = &build->workshop.cache,
        .resources_digest = workshop_fonts_digest(&build->workshop),
        .tabs = options->jobs < 4 ? (int)options->jobs : 4,
        .progress = show_pdf_progress,
        .progress_context = (void *)options,
    };
    bool is_made = keep_print_html(build) &&
                   pdf_make(arena, build->documents.items, build->documents.count, &pdf, &build->workshop.diagnostics);
    progress_end(options);
    take_pdfs(build);
    return is_made;
}

/* A letter, and beside it the page that shows how it looks. */
static bool write_letter(struct build *build, const struct artifact *artifact, struct folder *outbox)
{
    struct arena *scratch = &build->scratch;
    struct diagnostics *diagnostics = &build->workshop.diagnostics;
    struct text path = text_slice(artifact->path, 0, artifact->path.size - strlen(".eml"));
    struct text page = preview_page(scratch, artifact->letter, build->workshop.layouts, diagnostics);
    bool is_written = page.size &&
                      folder_add(outbox, artifact->path, message_compose(scratch, artifact->letter), diagnostics) &&
                      folder_add(outbox, text_join(scratch, path, TEXT(".html")), page, diagnostics);
    build->letters++;
    arena_reset(scratch);
    return is_written;
}

/* What goes where: letters to the outbox, all else to the site. */
static bool write_one(struct build *build, const struct artifact *artifact, struct folder *site, struct folder *outbox)
{
    struct diagnostics *diagnostics = &build->workshop.diagnostics;
    switch (artifact->kind) {
    case ARTIFACT_LETTER:
        return write_letter(build, artifact, outbox);
    default:
        build->pages += text_ends_with(artifact->path, ".html");
        return folder_add(site, artifact->path, artifact->bytes, diagnostics);
    }
}

static bool write_all(struct build *build, struct folder *site, struct folder *outbox)
{
    for (size_t i = 0; i < build->artifacts.count; i++)
        if (!write_one(build, &build->artifacts.items[i], site, outbox))
            return false;
    return true;
}

static bool has_kind(const struct build *build, bool is_letter)
{
    for (size_t i = 0; i < build->artifacts.count; i++)
        if ((build->artifacts.items[i].kind == ARTIFACT_LETTER) == is_letter)
            return true;
    return false;
}

/* Both folders are complete before either takes its place. */
static bool publish(struct build *build)
{
    struct arena *arena = &build->workshop.arena;
    struct diagnostics *diagnostics = &build->workshop.diagnostics;
    const struct options *options = build->options;
    size_t before = diagnostics_count(diagnostics, SEVERITY_ERROR); /* a PDF that is missing stops nothing */
    struct folder *site = has_kind(build, false) ? folder_begin(arena, options->output, diagnostics) : NULL;
    struct folder *outbox = has_kind(build, true) ? folder_begin(arena, options->outbox, diagnostics) : NULL;
    bool is_published = diagnostics_count(diagnostics, SEVERITY_ERROR) == before && write_all(build, site, outbox) &&
                        (!site || folder_commit(site, diagnostics)) && (!outbox || folder_commit(outbox, diagnostics));
    if (!is_published && site)
        folder_abandon(site);
    if (!is_published && outbox)
        folder_abandon(outbox);
    return is_published;
}

static bool run_stage(struct build *build, enum stage stage, bool (*run)(struct build *build))
{
    double start = seconds_now();
    bool is_done = run(build);
    build->seconds[stage] = seconds_now() - start;
    return is_done;
}

static bool read_all(struct build *build)
{
    return workshop_load(&build->workshop, build->options);
}

static bool render_all(struct build *build)
{
    return workshop_render(&build->workshop, build->options, build->selected, &build->artifacts);
}

static bool inspect_all(struct build *build)
{
    return inspect_artifacts(&build->workshop, &build->artifacts, true);
}

static void add_counts(const struct build *build, struct buffer *buffer)
{
    size_t documents = build->documents.count - build->missing;
    buffer_format(buffer, translate_count("%zu page, ", "%zu pages, ", build->pages), build->pages);
    buffer_format(buffer, translate_count("%zu PDF", "%zu PDFs", documents), documents);
    buffer_format(buffer, translate_count(" (%zu unchanged), ", " (%zu unchanged), ", build->cached), build->cached);
    buffer_format(buffer, translate_count("%zu letter\n", "%zu letters\n", build->letters), build->letters);
}

static void add_times(const struct build *build, struct buffer *buffer)
{
    for (int i = 0; i < STAGE_COUNT; i++) {
        unsigned hundredths = (unsigned)(build->seconds[i] * 100 + 0.5);
        buffer_add_string(buffer, i ? ", " : "");
        /* the name of a stage, seconds, hundredths: in Swedish with a comma between them */
        buffer_format(buffer, _("%s %u.%02u s"), translate(stage_names[i]), hundredths / 100, hundredths % 100);
    }
    buffer_add_byte(buffer, '\n');
}

static void add_next_step(const struct build *build, struct buffer *buffer)
{
    const char *site = build->options->output, *outbox = build->options->outbox;
    if (build->pages && build->letters)
        buffer_format(buffer, _("open %s/index.html in a browser, the letters in %s/ in a mail program\n"), site,
                      outbox);
    else if (build->pages)
        buffer_format(buffer, _("open %s/index.html in a browser\n"), site);
    else if (build->letters)
        buffer_format(buffer, _("open the letters in %s/ in a mail program\n"), outbox);
}

static bool summarise(struct build *build)
{
    struct buffer buffer = {.arena = &build->workshop.arena};
    add_counts(build, &buffer);
    findings_count(&build->workshop.diagnostics, &buffer);
    if (diagnostics_count(&build->workshop.diagnostics, SEVERITY_ADVICE))
        buffer_add_string(&buffer, _(" ('rundbrev check' shows it)"));
    buffer_add_byte(&buffer, '\n');
    add_times(build, &buffer);
    add_next_step(build, &buffer);
    return build->options->is_quiet || print(buffer_text(&buffer));
}

int command_build(const struct options *options)
{
    struct build build = {.options = options};
    if (!workshop_select(options, &build.selected))
        return STATUS_USAGE;
    bool is_built = run_stage(&build, STAGE_READ, read_all) && run_stage(&build, STAGE_RENDER, render_all) &&
                    run_stage(&build, STAGE_PDF, make_documents) && run_stage(&build, STAGE_INSPECT, inspect_all) &&
                    run_stage(&build, STAGE_WRITE, publish);
    cache_end(&build.workshop.cache, &build.workshop.diagnostics);
    int status = report(&build.workshop.diagnostics, SEVERITY_WARNING);
    if (is_built && !summarise(&build))
        status = STATUS_WORLD;
    if (!is_built && status != STATUS_WORLD)
        fputs(_("rundbrev: nothing was published\n"), stderr);
    if (is_built && build.missing)
        fprintf(
            stderr,
            translate_count("rundbrev: published without %zu PDF, links to it lead nowhere until it is made\n",
                            "rundbrev: published without %zu PDFs, links to them lead nowhere until they are made\n",
                            build.missing),
            build.missing);
    arena_release(&build.scratch);
    workshop_close(&build.workshop);
    return status;
}
