/* Search without a server: the text of each page for excerpts, an index of all their stems, and the page that reads
 * it. Texts and stems are made page by page on the pool; the index when all are there; the page last, since it names
 * the index' digest. */
#include "base/digest.h"
#include "output/findable.h"
#include "output/job.h"
#include "output/sharing.h"
#include "search/index.h"
#include "view/address.h"

enum { STAGE_TEXTS, STAGE_INDEX, STAGE_PAGE };
enum { VERSION_SIZE = 12 }; /* digits of a digest: whether a file in the browser's cache is still the right one */

/* What readers call the kinds of pages: words of strings/. */
enum group {
    GROUP_NONE, /* a page of lists: what it tells is found where it is told */
    GROUP_NETWORKS,
    GROUP_ROUNDS,
    GROUP_NEWSLETTERS,
    GROUP_MEETINGS,
    GROUP_TEAMS,
    GROUP_PEOPLE,
    GROUP_REPORTS,
    GROUP_PAGES,
    GROUP_COUNT
};
static const char *const group_names[GROUP_COUNT] = {
    [GROUP_NETWORKS] = "networks", [GROUP_ROUNDS] = "rounds", [GROUP_NEWSLETTERS] = "newsletters",
    [GROUP_MEETINGS] = "meetings", [GROUP_TEAMS] = "teams",   [GROUP_PEOPLE] = "people",
    [GROUP_REPORTS] = "reports",   [GROUP_PAGES] = "pages",
};
static const enum group groups[PAGE_KIND_COUNT] = {
    [PAGE_HOME] = GROUP_PAGES,       [PAGE_NETWORK] = GROUP_NETWORKS,       [PAGE_ROUND] = GROUP_ROUNDS,
    [PAGE_MEETING] = GROUP_MEETINGS, [PAGE_NEWSLETTER] = GROUP_NEWSLETTERS, [PAGE_REPORT] = GROUP_REPORTS,
    [PAGE_TEAM] = GROUP_TEAMS,       [PAGE_ACCESSIBILITY] = GROUP_PAGES,    [PAGE_ARTICLE] = GROUP_PAGES,
};

/* What the jobs leave for those of later stages: job i of the texts fills documents[i]. */
struct search_plan {
    struct search_document *documents;
    struct text *digests; /* of the texts */
    size_t count;         /* documents that have a text */
    struct text pieces[INDEX_PIECES];
    struct text version;
};

/* Texts */

static struct date subject_date(const struct subject *subject)
{
    const struct record_type *type = subject->kind->type;
    if (type == &newsletter_type)
        return ((const struct newsletter *)subject->object)->date;
    if (type == &meeting_type)
        return ((const struct meeting *)subject->object)->date;
    if (type == &report_type)
        return ((const struct report *)subject->object)->date;
    if (type == &round_type)
        return ((const struct round *)subject->object)->start;
    return (struct date){0};
}

static struct text joined(struct arena *arena, struct text first, const char *between, struct text second)
{
    if (!first.size || !second.size)
        return text_copy(arena, first.size ? first : second);
    return text_format(arena, "%.*s%s%.*s", TEXT_ARGUMENTS(first), between, TEXT_ARGUMENTS(second));
}

/* The line beside the title: what the page belongs to; for the home page, what it is. */
static struct text subject_where(struct arena *arena, const struct subject *subject)
{
    struct text network = {0}, within = {0};
    if (subject->kind == &page_kinds[PAGE_HOME])
        return joined(arena, ((const struct site *)subject->object)->subtitle, " · ",
                      ((const struct site *)subject->object)->lead);
    if (subject->network && subject->object != subject->network)
        network = subject->network->title;
    if (subject->round && subject->object != subject->round)
        within = subject->round->title;
    else if (subject->kind->type == &team_type)
        within = ((const struct team *)subject->object)->municipality;
    return joined(arena, network, " · ", within);
}

static void add_piece(struct arena *arena, search_pieces *pieces, struct text text, enum stem_level level, bool is_name)
{
    struct search_piece piece = {text, level, is_name};
    ARRAY_PUSH(arena, pieces, piece);
}

/* What stands outside the text: title, date, where. */
static void add_frame(const struct view *view, search_pieces *pieces, const struct search_document *document,
                      struct date date)
{
    struct arena *arena = view->arena;
    add_piece(arena, pieces, document->title, STEM_TITLE, document->group == GROUP_PEOPLE);
    add_piece(arena, pieces, document->where, STEM_TEXT, false);
    add_piece(arena, pieces, document->date, STEM_HEADING, false);
    if (document->date.size)
        add_piece(arena, pieces, locale_date(view->locale, arena, date, DATE_MEDIUM), STEM_HEADING, false);
}

/* `pieces` are those of the text; what stands around it is added. */
static void find_document(struct work *work, search_pieces *pieces, struct search_document *document)
{
    const struct subject *subject = &work->job->subject;
    struct view view = work_view(work, MEDIUM_TEXT);
    struct date date = subject_date(subject);
    document->address = work->job->path;
    document->title = text_copy(work->result, subject_title(&view, subject));
    document->where = subject_where(work->result, subject);
    document->language = locale_language(view.locale);
    document->date =
        date.year ? text_copy(work->result, locale_date(view.locale, work->scratch, date, DATE_ISO)) : (struct text){0};
    document->group = groups[subject->kind - page_kinds];
    add_frame(&view, pieces, document, date);
    stems_gather(work->result, document->language, pieces, &document->stems);
}

static void render_text(struct work *work)
{
    const struct search_plan *search = work->plan->search;
    struct search_document *document = &search->documents[work->job->slot];
    search_pieces pieces = {0};
    findable_pieces(work->scratch, &work->job->subject, &pieces);
    struct text text = findable_text(work->scratch, &pieces);
    /* The home page tells in a line what it is, and has no folder to name a file after. */
    document->has_text = text.size > 0 && work->job->subject.kind != &page_kinds[PAGE_HOME];
    find_document(work, &pieces, document);
    search->digests[work->job->slot] = digest_texts(work->result, &text, 1);
    if (document->has_text)
        work_finish_at(work, index_text_path(work->result, document->address),
                       index_write_text(work->result, document->address, text));
}

/* The index */

static void find_person(struct work *work, const struct view *view, const struct person *person,
                        struct search_document *document)
{
    struct arena *arena = work->result;
    search_pieces pieces = {0};
    document->address = view_has_page(person) ? address_person(arena, person) : address_person_entry(arena, person);
    document->title = person->name;
    document->where = joined(arena, person->role, ", ", person->organisation);
    document->language = locale_language(view->locale);
    document->group = GROUP_PEOPLE;
    add_frame(view, &pieces, document, (struct date){0});
    stems_gather(arena, document->language, &pieces, &document->stems);
}

static size_t find_people(struct work *work, const struct view *view, struct search_document *documents)
{
    const struct model *model = work->input->model;
    size_t count = 0;
    for (size_t i = 0; i < model->people.count; i++)
        if (model->people.items[i]->publish)
            find_person(work, view, model->people.items[i], &documents[count++]);
    return count;
}

static void render_index(struct work *work)
{
    struct search_plan *search = work->plan->search;
    struct arena *arena = work->scratch;
    struct view view = work_view(work, MEDIUM_TEXT);
    struct text names[GROUP_COUNT];
    for (size_t i = 0; i < GROUP_COUNT; i++)
        names[i] = group_names[i] ? view_string(&view, group_names[i]) : (struct text){0};
    size_t people = find_people(work, &view, search->documents + search->count);
    struct search_index index = {names, GROUP_COUNT, search->documents, search->count + people};
    struct text bytes = index_write(arena, &index, search->pieces);
    for (size_t i = 0; i < INDEX_PIECES; i++)
        search->pieces[i] = text_copy(work->result, search->pieces[i]);
    search->digests[search->count] = digest_texts(arena, &bytes, 1);
    search->digests[search->count + 1] = digest_texts(arena, search->pieces, INDEX_PIECES);
    struct text version = digest_texts(work->result, search->digests, search->count + 2);
    search->version = text_slice(version, 0, VERSION_SIZE);
    work_finish(work, ARTIFACT_FILE, text_copy(work->result, bytes));
}

static void render_piece(struct work *work)
{
    struct text bytes = work->plan->search->pieces[work->job->slot];
    if (bytes.size)
        work_finish(work, ARTIFACT_FILE, bytes);
}

/* The page */

static struct text script_version(struct work *work)
{
    const site_files *assets = work->input->assets;
    for (size_t i = 0; i < assets->count; i++)
        if (text_is(assets->items[i].path, "search.js"))
            return text_slice(digest_texts(work->scratch, &assets->items[i].bytes, 1), 0, VERSION_SIZE);
    diagnostic_error(work->diagnostics, (struct place){0},
                     "the script of the search page is missing in 'assets/search.js'");
    return (struct text){0};
}

static struct text with_version(struct arena *arena, struct text address, struct text version)
{
    return text_format(arena, "%.*s?%.*s", TEXT_ARGUMENTS(address), TEXT_ARGUMENTS(version));
}

static void render_search_page(struct work *work)
{
    struct text version = work->plan->search->version;
    struct view view = work_view(work, MEDIUM_WEB);
    struct arena *arena = view.arena;
    struct value root = work_root(work, &view), search = value_new_record(arena);
    struct text script = address_of(&view, address_asset(arena, TEXT("search.js")));
    struct text index = address_of(&view, address_search_index());
    value_set(arena, search, "url", value_text(address_of(&view, address_search())));
    value_set(arena, search, "script_url", value_text(with_version(arena, script, script_version(work))));
    value_set(arena, search, "index_url", value_text(with_version(arena, index, version)));
    value_set(arena, search, "version", value_text(version));
    value_set(arena, root, "search", search);
    value_set(arena, root, "sharing", sharing_of(&view, &work->job->subject));
    struct text bytes = work_render(work, &view, work->job->layout, root);
    work_finish(work, ARTIFACT_FILE, text_copy(work->result, bytes));
}

static void add_text(void *context, const struct subject *subject)
{
    struct plan *plan = context;
    if (groups[subject->kind - page_kinds] == GROUP_NONE)
        return;
    plan_job(plan, (struct job){.render = render_text,
                                .stage = STAGE_TEXTS,
                                .path = subject->kind->path(plan->arena, subject->object),
                                .subject = *subject,
                                .slot = plan->search->count++});
}

void plan_search(struct plan *plan)
{
    const struct model *model = plan->input->model;
    struct subject site = {.kind = &page_kinds[PAGE_SEARCH], .object = &model->site};
    plan->search = ARENA_NEW(plan->arena, struct search_plan);
    pages_each(model, plan, add_text);
    size_t most = plan->search->count + model->people.count;
    plan->search->documents = arena_allocate(plan->arena, (most + 1) * sizeof *plan->search->documents);
    plan->search->digests = arena_allocate(plan->arena, (plan->search->count + 2) * sizeof *plan->search->digests);
    plan_job(plan, (struct job){.render = render_index, .stage = STAGE_INDEX, .path = address_search_index()});
    for (size_t i = 0; i < INDEX_PIECES; i++)
        plan_job(plan,
                 (struct job){
                     .render = render_piece, .stage = STAGE_PAGE, .path = index_piece_path(plan->arena, i), .slot = i});
    plan_job(plan, (struct job){.render = render_search_page,
                                .stage = STAGE_PAGE,
                                .layout = site.kind->layout,
                                .path = address_search(),
                                .subject = site});
}
