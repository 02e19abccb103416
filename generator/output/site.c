/* The website: a page for everything that has one, feeds, the site map, and the files they use. */
#include "output/job.h"
#include "view/address.h"

#include <string.h>

static void render_page(struct work *work)
{
    struct view view = work_view(work, MEDIUM_WEB);
    /* Feeds and the site map are read elsewhere. A server shows the 404 page at any depth, so it has absolute
     * addresses too, and its style within itself. */
    bool is_not_found = text_is(work->job->path, "404.html");
    view.is_absolute = is_not_found || text_ends_with(work->job->path, ".xml");
    struct value root = work_root(work, &view);
    if (is_not_found)
        value_set(view.arena, root, "inline_style", value_markup(work->input->layouts->site_style));
    if (work->job->subject.newsletter) {
        struct text pdf = address_newsletter_pdf(view.arena, work->job->subject.newsletter);
        value_set(view.arena, root, "pdf_url", value_text(address_of(&view, pdf)));
    }
    struct text bytes = work_render(work, &view, work->job->layout, root);
    work_finish(work, ARTIFACT_FILE, text_copy(work->result, bytes));
}

static void copy_file(struct work *work)
{
    work_finish(work, ARTIFACT_FILE, work->job->bytes);
}

static struct text page_path(struct arena *arena, const struct subject *subject)
{
    if (subject->newsletter)
        return address_newsletter(arena, subject->newsletter);
    if (subject->meeting)
        return address_meeting(arena, subject->meeting);
    if (subject->report)
        return address_report(arena, subject->report);
    if (subject->team)
        return address_team(arena, subject->team);
    if (subject->page)
        return address_page(arena, subject->page);
    if (subject->round)
        return address_round(arena, subject->round);
    if (subject->network)
        return address_network(arena, subject->network);
    struct text kind = text_from(subject->kind);
    return text_is(kind, "people") ? address_people(arena) : text_is(kind, "not-found") ? TEXT("404.html") : address_home(arena);
}

static void add_page(struct plan *plan, struct subject subject)
{
    bool is_not_found = strcmp(subject.kind, "not-found") == 0;
    const char *name = is_not_found ? "404" : subject.kind;
    struct job job = {
        .render = render_page,
        .layout = text_format(plan->arena, "site/%s.html", name).bytes,
        .path = page_path(plan->arena, &subject),
        .subject = subject,
    };
    plan_job(plan, job);
    if (strcmp(subject.kind, "network") != 0)
        return;
    job.layout = "site/feed.xml";
    job.path = address_feed(plan->arena, subject.network);
    plan_job(plan, job);
}

static void add_file(struct plan *plan, struct text path, struct text bytes)
{
    plan_job(plan, (struct job){.render = copy_file, .path = path, .bytes = bytes});
}

static void add_files(struct plan *plan)
{
    const struct output_input *input = plan->input;
    struct arena *arena = plan->arena;
    struct text theme = input->layouts->theme_name;
    add_file(plan, text_format(arena, "assets/%.*s.css", TEXT_ARGUMENTS(theme)), input->layouts->site_style);
    for (size_t i = 0; i < input->fonts->count; i++)
        add_file(plan, text_format(arena, "assets/fonts/%.*s", TEXT_ARGUMENTS(input->fonts->items[i].path)),
                 input->fonts->items[i].bytes);
    for (size_t i = 0; i < input->assets->count; i++) {
        const struct site_file *file = &input->assets->items[i];
        if (!text_starts_with(file->path, "styles/") && !text_starts_with(file->path, "themes/"))
            add_file(plan, text_format(arena, "assets/%.*s", TEXT_ARGUMENTS(file->path)), file->bytes);
    }
    for (size_t i = 0; i < input->pictures->count; i++)
        add_file(plan, text_format(arena, "pictures/%.*s", TEXT_ARGUMENTS(input->pictures->items[i].name)),
                 input->pictures->items[i].bytes);
}

void plan_site(struct plan *plan)
{
    plan_each(plan, add_page);
    struct job map = {
        .render = render_page,
        .layout = "site/sitemap.xml",
        .path = TEXT("sitemap.xml"),
        .subject = {.kind = "sitemap"},
    };
    plan_job(plan, map);
    add_files(plan);
}
