/* The website: a page for everything that has one, the site map, and the files they use. */
#include "output/job.h"
#include "output/sharing.h"
#include "view/address.h"

static void render_page(struct work *work)
{
    struct view view = work_view(work, MEDIUM_WEB);
    /* The site map is read elsewhere. A server shows the 404 page at any depth, so it has absolute
     * addresses too, and its style within itself. */
    bool is_not_found = work->job->subject.kind == &page_kinds[PAGE_NOT_FOUND];
    view.is_absolute = is_not_found || text_ends_with(work->job->path, ".xml");
    struct value root = work_root(work, &view);
    value_set(view.arena, root, "sharing", sharing_of(&view, &work->job->subject));
    if (is_not_found)
        value_set(view.arena, root, "inline_style", value_markup(work->look->site_style));
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
    struct job job = {.render = render_page,
                      .layout = kind->layout,
                      .path = kind->path(plan->arena, subject->object),
                      .subject = *subject};
    plan_job(plan, job);
}

static void add_file(struct plan *plan, struct text path, struct text bytes)
{
    plan_job(plan, (struct job){.render = copy_file, .path = path, .bytes = bytes});
}

/* Two looks may have the same style sheet, and two faces the same file: their names tell their content. */
static void add_named_by_content(struct plan *plan, struct map *added, struct text path, struct text bytes)
{
    if (map_get(added, path))
        return;
    map_set(added, path, (void *)plan);
    add_file(plan, path, bytes);
}

static void add_files(struct plan *plan)
{
    const struct output_input *input = plan->input;
    struct arena *arena = plan->arena;
    struct map added = {.arena = arena};
    for (size_t i = 0; i < input->layouts->looks.count; i++) {
        const struct look *look = input->layouts->looks.items[i];
        add_named_by_content(plan, &added, address_style(arena, look->name), look->style_sheet);
    }
    for (size_t i = 0; i < input->fonts->count; i++)
        add_named_by_content(plan, &added, address_font(arena, input->fonts->items[i].name),
                             input->fonts->items[i].bytes);
    for (size_t i = 0; i < input->assets->count; i++) {
        const struct site_file *file = &input->assets->items[i];
        if (!text_starts_with(file->path, "styles/") && !text_starts_with(file->path, "themes/"))
            add_file(plan, address_asset(arena, file->path), file->bytes);
    }
    for (size_t i = 0; i < input->pictures->count; i++) {
        const struct picture *picture = &input->pictures->items[i];
        add_file(plan, address_picture(arena, picture), picture->bytes);
        if (picture->small_name.size)
            add_file(plan, address_small_picture(arena, picture), picture->small_bytes);
    }
}

void plan_site(struct plan *plan)
{
    pages_each(plan->input->model, plan, add_page);
    plan_feeds(plan);
    plan_job(plan, (struct job){.render = render_page, .layout = "site/sitemap.xml", .path = address_sitemap()});
    add_files(plan);
}
