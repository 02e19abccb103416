#include "commands/inspect.h"

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

static void inspect_pdf(struct inspection *inspection, const fact_list *facts, const struct artifact *artifact)
{
    struct arena *arena = &inspection->scratch;
    struct pdf_text read = {0};
    struct buffer words = {.arena = arena};
    struct told told = {.path = artifact->path, .has_links = true};
    if (!pdf_text_read(arena, artifact->bytes, artifact->path, &read, &inspection->workshop->diagnostics))
        return;
    told_add_words(&words, read.text);
    told.words = buffer_text(&words);
    for (size_t i = 0; i < read.links.count; i++)
        ARRAY_PUSH(arena, &told.links,
                   told_link(arena, read.links.items[i], inspection->site_address, (struct text){0}));
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

bool inspect_artifacts(struct workshop *workshop, const artifact_list *artifacts, bool has_pdfs)
{
    struct inspection inspection = {.workshop = workshop,
                                    .by_path = {.arena = &workshop->arena},
                                    .site_address = text_copy(&workshop->arena, workshop->model->site.address),
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
