#include "commands/inspect.h"

#include "base/digest.h"
#include "base/file.h"
#include "base/map.h"
#include "base/translate.h"
#include "deliver/pdf_text.h"
#include "output/facts.h"
#include "view/address.h"

struct inspection {
    struct workshop *workshop;
    struct arena scratch; /* of one newsletter */
    struct map by_path;   /* struct artifact */
    struct text site_address;
    const char *cache; /* folder of PDFs and what they tell, or NULL */
    bool has_pdfs;
};

static const struct artifact *find(const struct inspection *inspection, struct text path)
{
    return map_get(&inspection->by_path, path);
}

static void inspect_html(struct inspection *inspection, const fact_list *facts, struct text html, struct text path,
                         struct text shown)
{
    struct told told = {.path = shown};
    told_read_html(&inspection->scratch, html, inspection->site_address, path, &told);
    facts_compare(facts, &told, &inspection->workshop->diagnostics);
}

static void inspect_text(struct inspection *inspection, const fact_list *facts, struct text text, struct text shown)
{
    struct buffer words = {.arena = &inspection->scratch};
    told_add_words(&words, text);
    struct told told = {.path = shown, .words = buffer_text(&words)};
    facts_compare(facts, &told, &inspection->workshop->diagnostics);
}

/* What a PDF tells is kept beside it in the cache, for reading it takes longer than all else here: its words in
 * one line, then a line for each link. */
static const char *kept_path(struct inspection *inspection, struct text pdf)
{
    struct text parts[] = {TEXT("told 1"), inspection->site_address, pdf};
    struct text digest = digest_texts(&inspection->scratch, parts, 3);
    return inspection->cache ? file_path(&inspection->scratch, inspection->cache,
                                         text_format(&inspection->scratch, "%.*s.told", TEXT_ARGUMENTS(digest)).bytes)
                             : NULL;
}

static bool read_kept(struct inspection *inspection, const char *path, struct told *told)
{
    struct diagnostics unseen = {.arena = &inspection->scratch};
    struct text rest, link;
    if (!path || file_kind(path) != FILE_REGULAR || !file_read(&inspection->scratch, path, &rest, &unseen) ||
        !text_next_line(&rest, &told->words))
        return false;
    while (text_next_line(&rest, &link))
        ARRAY_PUSH(&inspection->scratch, &told->links, link);
    return true;
}

static void keep(struct inspection *inspection, const char *path, const struct told *told)
{
    struct buffer buffer = {.arena = &inspection->scratch};
    struct diagnostics unseen = {.arena = &inspection->scratch}; /* it only costs time, later */
    buffer_add(&buffer, told->words);
    buffer_add_byte(&buffer, '\n');
    for (size_t i = 0; i < told->links.count; i++) {
        buffer_add(&buffer, told->links.items[i]);
        buffer_add_byte(&buffer, '\n');
    }
    if (path)
        (void)file_write(path, buffer_text(&buffer), &unseen);
}

static bool read_pdf(struct inspection *inspection, const struct artifact *artifact, struct told *told)
{
    struct arena *arena = &inspection->scratch;
    struct pdf_text read = {0};
    struct buffer words = {.arena = arena};
    if (!pdf_text_read(arena, artifact->bytes, artifact->path, &read, &inspection->workshop->diagnostics))
        return false;
    told_add_words(&words, read.text);
    told->words = buffer_text(&words);
    for (size_t i = 0; i < read.links.count; i++)
        ARRAY_PUSH(arena, &told->links,
                   told_link(arena, read.links.items[i], inspection->site_address, (struct text){0}));
    return true;
}

static void inspect_pdf(struct inspection *inspection, const fact_list *facts, const struct artifact *artifact)
{
    struct told told = {.path = artifact->path, .has_links = true};
    const char *kept = kept_path(inspection, artifact->bytes);
    if (!read_kept(inspection, kept, &told)) {
        if (!read_pdf(inspection, artifact, &told))
            return;
        keep(inspection, kept, &told);
    }
    facts_compare(facts, &told, &inspection->workshop->diagnostics);
}

static void inspect_letter(struct inspection *inspection, const fact_list *facts, const struct artifact *artifact)
{
    struct arena *arena = &inspection->workshop->arena;
    inspect_html(inspection, facts, artifact->letter->html, (struct text){0},
                 text_format(arena, _("%.*s (HTML)"), TEXT_ARGUMENTS(artifact->path)));
    inspect_text(inspection, facts, artifact->letter->text,
                 text_format(arena, _("%.*s (plain text)"), TEXT_ARGUMENTS(artifact->path)));
}

static void inspect_newsletter(struct inspection *inspection, const struct newsletter *newsletter)
{
    struct arena *arena = &inspection->scratch;
    fact_list facts = {0};
    facts_of(arena, inspection->workshop->model, newsletter, &facts);
    const struct artifact *page = find(inspection, address_newsletter(arena, newsletter));
    const struct artifact *document = find(inspection, address_newsletter_pdf(arena, newsletter));
    const struct artifact *letter = find(inspection, address_newsletter_letter(arena, newsletter));
    if (page)
        inspect_html(inspection, &facts, page->bytes, page->path, page->path);
    if (document && inspection->has_pdfs)
        inspect_pdf(inspection, &facts, document);
    if (letter)
        inspect_letter(inspection, &facts, letter);
    arena_reset(arena);
}

bool inspect_artifacts(struct workshop *workshop, const artifact_list *artifacts, const char *cache, bool has_pdfs)
{
    struct inspection inspection = {.workshop = workshop,
                                    .by_path = {.arena = &workshop->arena},
                                    .site_address = text_copy(&workshop->arena, workshop->model->site.address),
                                    .cache = cache,
                                    .has_pdfs = has_pdfs};
    for (size_t i = 0; i < artifacts->count; i++)
        map_set(&inspection.by_path, artifacts->items[i].path, &artifacts->items[i]);
    for (size_t i = 0; i < workshop->model->networks.count; i++) {
        const struct network *network = workshop->model->networks.items[i];
        for (size_t j = 0; j < network->rounds.count; j++)
            for (size_t k = 0; k < network->rounds.items[j]->newsletters.count; k++)
                inspect_newsletter(&inspection, network->rounds.items[j]->newsletters.items[k]);
    }
    arena_release(&inspection.scratch);
    return !diagnostics_has_error(&workshop->diagnostics);
}
