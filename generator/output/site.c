/* The website: a page for everything that has one, feeds, the site map, and the files they use. */
#include "output/job.h"
#include "view/address.h"

/* A style sheet names the fonts beside it; within a page they have their absolute address. */
static struct text style_within(struct view *view, struct text style)
{
    const struct text beside = TEXT("url(fonts/");
    struct text fonts = address_absolute(view, address_font(view->arena, TEXT("")));
    struct buffer within = {.arena = view->arena};
    size_t from = 0;
    for (size_t at; (at = text_find(style, beside, from)) < style.size; from = at + beside.size) {
        buffer_add(&within, text_slice(style, from, at));
        buffer_format(&within, "url(%.*s", TEXT_ARGUMENTS(fonts));
    }
    buffer_add(&within, text_slice(style, from, style.size));
    return buffer_text(&within);
}

static void render_page(struct work *work)
{
    struct view view = work_view(work, MEDIUM_WEB);
    /* Feeds and the site map are read elsewhere. A server shows the 404 page at any depth, so it has absolute
     * addresses too, and its style within itself. */
    bool is_not_found = work->job->subject.kind == &page_kinds[PAGE_NOT_FOUND];
    view.is_absolute = is_not_found || text_ends_with(work->job->path, ".xml");
    struct value root = work_root(work, &view);
    if (is_not_found)
        value_set(view.arena, root, "inline_style",
                  value_markup(style_within(&view, work->input->layouts->site_style)));
    struct text bytes = work_render(work, &view, work->job->layout, root);
    work_finish(work, ARTIFACT_FILE, text_copy(work->result, bytes));
}

static void copy_file(struct work *work)
{
    work_finish(work, ARTIFACT_FILE, work->job->bytes);
}

static void add_page(void *context, const struct subject *subject)
{
    struct plan *plan = context;
    const struct page_kind *kind = subject->kind;
    struct job job = {render_page, kind->layout, kind->path(plan->arena, subject->object), *subject, {0}};
    plan_job(plan, job);
    if (kind != &page_kinds[PAGE_NETWORK])
        return;
    job.layout = "site/feed.xml";
    job.path = address_feed(plan->arena, subject->network);
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
    add_file(plan, address_style(arena, input->layouts->theme_name), input->layouts->site_style);
    for (size_t i = 0; i < input->fonts->count; i++)
        add_file(plan, address_font(arena, input->fonts->items[i].path), input->fonts->items[i].bytes);
    for (size_t i = 0; i < input->assets->count; i++) {
        const struct site_file *file = &input->assets->items[i];
        if (!text_starts_with(file->path, "styles/") && !text_starts_with(file->path, "themes/"))
            add_file(plan, address_asset(arena, file->path), file->bytes);
    }
    for (size_t i = 0; i < input->pictures->count; i++)
        add_file(plan, address_picture(arena, &input->pictures->items[i]), input->pictures->items[i].bytes);
}

void plan_site(struct plan *plan)
{
    pages_each(plan->input->model, plan, add_page);
    plan_job(plan, (struct job){.render = render_page, .layout = "site/sitemap.xml", .path = address_sitemap()});
    add_files(plan);
}
