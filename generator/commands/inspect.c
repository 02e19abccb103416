#include "commands/inspect.h"

#include "base/map.h"
#include "base/translate.h"
#include "deliver/leak.h"
#include "deliver/pdf_text.h"
#include "model/checks.h"
#include "output/letter_weight.h"
#include "view/address.h"

#include <string.h>

struct inspection {
    struct workshop *workshop;
    struct arena scratch;     /* of one newsletter */
    struct map by_path;       /* struct artifact */
    struct map pdf_texts;     /* struct pdf_text by the path of its artifact */
    struct leak_list private; /* addresses that must not be published */
    struct text site_address;
};

/* Finished PDFs */

static void read_pdfs(struct inspection *inspection, const artifact_list *artifacts)
{
    struct workshop *workshop = inspection->workshop;
    for (size_t i = 0; i < artifacts->count; i++) {
        const struct artifact *artifact = &artifacts->items[i];
        if (artifact->kind != ARTIFACT_DOCUMENT)
            continue;
        struct pdf_text *read = ARENA_NEW(&workshop->arena, struct pdf_text);
        if (pdf_text_read_kept(&workshop->arena, artifact->bytes, artifact->path, &workshop->cache, read,
                               &workshop->diagnostics))
            map_set(&inspection->pdf_texts, artifact->path, read);
    }
}

/* The same facts everywhere */

static void compare_html(struct inspection *inspection, const fact_list *facts, struct text html, struct text path,
                         struct text shown)
{
    struct told told = {.path = shown};
    told_read_html(&inspection->scratch, html, inspection->site_address, path, &told);
    facts_compare(facts, &told, &inspection->workshop->diagnostics);
}

static void compare_text(struct inspection *inspection, const fact_list *facts, struct text text, struct text shown)
{
    struct buffer words = {.arena = &inspection->scratch};
    told_add_words(&words, text);
    told_add_words(&words, told_unescape(&inspection->scratch, text)); /* addresses stand there in either way */
    struct told told = {.path = shown, .words = buffer_text(&words)};
    facts_compare(facts, &told, &inspection->workshop->diagnostics);
}

static void compare_pdf(struct inspection *inspection, const fact_list *facts, struct text path)
{
    struct arena *arena = &inspection->scratch;
    const struct pdf_text *read = map_get(&inspection->pdf_texts, path);
    struct buffer words = {.arena = arena};
    struct told told = {.path = path, .has_links = true};
    if (!read)
        return;
    told_add_words(&words, read->text);
    told.words = buffer_text(&words);
    for (size_t i = 0; i < read->links.count; i++)
        ARRAY_PUSH(arena, &told.links,
                   told_link(arena, read->links.items[i], inspection->site_address, (struct text){0}));
    facts_compare(facts, &told, &inspection->workshop->diagnostics);
}

static void compare_letter(struct inspection *inspection, const fact_list *facts, const struct artifact *artifact)
{
    struct arena *arena = &inspection->workshop->arena;
    fact_list kept = {0};
    letter_weight_facts(&inspection->scratch, artifact->letter, facts, &kept);
    compare_html(inspection, &kept, artifact->letter->html, (struct text){0},
                 text_format(arena, _("%.*s (HTML)"), TEXT_ARGUMENTS(artifact->path)));
    compare_text(inspection, facts, artifact->letter->text,
                 text_format(arena, _("%.*s (plain text)"), TEXT_ARGUMENTS(artifact->path)));
}

static void inspect_newsletter(struct inspection *inspection, const struct newsletter *newsletter)
{
    struct arena *arena = &inspection->scratch;
    fact_list facts = {0};
    facts_of(arena, inspection->workshop->model, newsletter, &facts);
    const struct artifact *page = map_get(&inspection->by_path, address_newsletter(arena, newsletter));
    const struct artifact *document = map_get(&inspection->by_path, address_newsletter_pdf(arena, newsletter));
    const struct artifact *letter = map_get(&inspection->by_path, address_newsletter_letter(arena, newsletter));
    if (page)
        compare_html(inspection, &facts, page->bytes, page->path, page->path);
    if (document)
        compare_pdf(inspection, &facts, document->path);
    if (letter)
        compare_letter(inspection, &facts, letter);
    arena_reset(arena);
}

static void inspect_newsletters(struct inspection *inspection)
{
    const struct model *model = inspection->workshop->model;
    for (size_t i = 0; i < model->networks.count; i++) {
        const struct network *network = model->networks.items[i];
        for (size_t j = 0; j < network->rounds.count; j++)
            for (size_t k = 0; k < network->rounds.items[j]->newsletters.count; k++)
                inspect_newsletter(inspection, network->rounds.items[j]->newsletters.items[k]);
    }
}

/* Documents that must fit on a sheet */

static size_t count_words(struct text text)
{
    size_t words = 0;
    bool is_inside = false;
    for (size_t i = 0; i < text.size; i++) {
        bool is_space = memchr(" \n\t\f", text.bytes[i], 4) != NULL;
        words += is_inside && is_space;
        is_inside = !is_space;
    }
    return words + is_inside;
}

static void inspect_report(struct inspection *inspection, const struct report *report)
{
    struct diagnostics *diagnostics = &inspection->workshop->diagnostics;
    const struct artifact *document = map_get(&inspection->by_path, address_report_pdf(&inspection->scratch, report));
    const struct pdf_text *read = document ? map_get(&inspection->pdf_texts, document->path) : NULL;
    size_t sheets = 1, end = read ? read->text.size : 0;
    for (size_t i = 0; read && i < read->text.size; i++)
        if (read->text.bytes[i] == '\f' && ++sheets == document->sheets + 1)
            end = i + 1;
    if (!document || sheets <= document->sheets)
        return;
    size_t words = count_words(text_slice(read->text, end, read->text.size));
    struct diagnostic *warning =
        diagnostic_check(diagnostics, &checks[CHECK_ONE_SHEET], report->place,
                         "the report does not fit on one sheet, %zu words stand on the next", words);
    diagnostic_hint(diagnostics, warning, "look at %.*s and shorten the longest columns",
                    TEXT_ARGUMENTS(document->path));
}

static void inspect_reports(struct inspection *inspection)
{
    const struct model *model = inspection->workshop->model;
    for (size_t i = 0; i < model->archive.reports.count; i++)
        inspect_report(inspection, model->archive.reports.items[i]);
    arena_reset(&inspection->scratch);
}

/* The leak stop */

/* Addresses that are public although they may stand in private/ too: coaches take part themselves. */
static bool read_private(struct inspection *inspection, const char *folder)
{
    struct workshop *workshop = inspection->workshop;
    const struct model *model = workshop->model;
    const struct text own[] = {model->site.email, model->site.sender.email, model->site.sender.reply_to};
    text_list publics = {0};
    for (size_t i = 0; i < model->people.count; i++)
        if (model->people.items[i]->publish && model->people.items[i]->email.size)
            ARRAY_PUSH(&workshop->arena, &publics, model->people.items[i]->email);
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (own[i].size)
            ARRAY_PUSH(&workshop->arena, &publics, own[i]);
    return leak_list_read(&workshop->arena, folder, publics.items, publics.count, &inspection->private,
                          &workshop->diagnostics);
}

static void search(struct inspection *inspection, struct text bytes, struct text path)
{
    struct workshop *workshop = inspection->workshop;
    struct text address;
    size_t at;
    if (!leak_find(&inspection->private, bytes, &at, &address))
        return;
    struct source *source = ARENA_NEW(&workshop->arena, struct source);
    source->path = path;
    struct diagnostic *error =
        diagnostic_check(&workshop->diagnostics, &checks[CHECK_PARTICIPANT_ADDRESS], (struct place){.source = source},
                         "the address '%.*s' from private/ stands in it", TEXT_ARGUMENTS(address));
    diagnostic_hint(&workshop->diagnostics, error,
                    "search for it in content/ and take it away; a public contact belongs in people.yml");
}

/* Lines of a narrow column may part an address. */
static void search_pdf(struct inspection *inspection, const struct artifact *artifact)
{
    const struct pdf_text *read = map_get(&inspection->pdf_texts, artifact->path);
    struct buffer joined = {.arena = &inspection->scratch};
    for (size_t i = 0; read && i < read->text.size; i++)
        if (read->text.bytes[i] != '\n')
            buffer_add_byte(&joined, read->text.bytes[i]);
    search(inspection, read ? read->text : (struct text){0}, artifact->path);
    search(inspection, buffer_text(&joined), artifact->path);
    for (size_t i = 0; read && i < read->links.count; i++)
        search(inspection, read->links.items[i], artifact->path);
    arena_reset(&inspection->scratch);
}

static void search_all(struct inspection *inspection, const artifact_list *artifacts)
{
    for (size_t i = 0; i < artifacts->count; i++) {
        const struct artifact *artifact = &artifacts->items[i];
        search(inspection, artifact->path, artifact->path);
        if (artifact->kind == ARTIFACT_DOCUMENT) {
            search_pdf(inspection, artifact);
        } else if (artifact->kind == ARTIFACT_LETTER) {
            search(inspection, artifact->letter->html, artifact->path);
            search(inspection, artifact->letter->text, artifact->path);
            search(inspection, artifact->letter->subject, artifact->path);
        } else {
            search(inspection, artifact->bytes, artifact->path);
        }
    }
}

bool inspect_artifacts(struct workshop *workshop, const artifact_list *artifacts, bool has_pdfs)
{
    struct arena *arena = &workshop->arena;
    size_t before = diagnostics_count(&workshop->diagnostics, SEVERITY_ERROR);
    struct inspection inspection = {.workshop = workshop,
                                    .by_path = {.arena = arena},
                                    .pdf_texts = {.arena = arena},
                                    .site_address = workshop->model->site.address};
    for (size_t i = 0; i < artifacts->count; i++)
        map_set(&inspection.by_path, artifacts->items[i].path, &artifacts->items[i]);
    if (has_pdfs)
        read_pdfs(&inspection, artifacts);
    inspect_newsletters(&inspection);
    inspect_reports(&inspection);
    if (read_private(&inspection, "private"))
        search_all(&inspection, artifacts);
    arena_release(&inspection.scratch);
    return diagnostics_count(&workshop->diagnostics, SEVERITY_ERROR) == before;
}
