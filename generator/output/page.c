/* What every layout gets, and how it is rendered. */
#include "output/job.h"
#include "view/address.h"

enum { DESCRIPTION_SIZE = 300 }; /* bytes; search engines show less */

/* A letter without words of its own begins with those of its first meeting. */
static const struct markup_node *top_picture(const struct subject *subject)
{
    const struct newsletter *letter = subject->newsletter;
    if (letter && letter->body.tree && !markup_is_empty(letter->body.tree))
        return view_top_picture(&letter->body);
    if (letter && letter->meetings.count)
        return view_top_picture(&((const struct meeting *)letter->meetings.items[0].target)->notes);
    if (subject->kind == &page_kinds[PAGE_ARTICLE])
        return view_top_picture(&((const struct page *)subject->object)->body);
    if (subject->kind == &page_kinds[PAGE_MEETING])
        return view_top_picture(&((const struct meeting *)subject->object)->notes);
    return NULL;
}

struct view work_view(struct work *work, enum markup_medium medium)
{
    const struct output_input *input = work->input;
    const struct subject *subject = &work->job->subject;
    struct text language = input->model->site.language;
    if (subject->network && subject->network->language.size)
        language = subject->network->language;
    struct view view = {
        .model = input->model,
        .arena = work->scratch,
        .diagnostics = work->diagnostics,
        .locale = layouts_locale(input->layouts, language),
        .strings = layouts_strings(input->layouts, language),
        .medium = medium,
        .pictures = work->pictures,
        .top = top_picture(subject),
        .root = address_root(work->scratch, work->job->path),
        .as_of = input->date,
        .subject = subject->object,
        .styles = work->look->mail_styles.items,
        .style_count = work->look->mail_styles.count,
        .drawing_style = work->look->drawing_style,
    };
    view.profile = subject->newsletter ? &subject->newsletter->profile
                   : subject->round    ? &subject->round->profile
                   : subject->network  ? &subject->network->profile
                                       : NULL;
    if (subject->newsletter) {
        view.letter = subject->newsletter;
        view.as_of = view_day_after(subject->newsletter->date);
    }
    return view;
}

static void add_crumb(struct view *view, struct value crumbs, struct text title, struct text path, struct text language)
{
    struct value crumb = value_new_record(view->arena);
    value_set(view->arena, crumb, "title", value_text(title));
    value_set(view->arena, crumb, "url", value_text(address_of(view, path)));
    value_set(view->arena, crumb, "foreign_language", view_foreign_language(view, language));
    value_add(view->arena, crumbs, crumb);
}

struct value subject_crumbs(struct view *view, const struct subject *subject)
{
    struct arena *arena = view->arena;
    struct value list = value_new_list(arena);
    struct text here = locale_language(view->locale);
    if (subject->kind == &page_kinds[PAGE_HOME])
        return list;
    add_crumb(view, list, view->model->site.title, address_home(), view->model->site.language);
    if (subject->network && subject->object != subject->network)
        add_crumb(view, list, subject->network->title, address_network(arena, subject->network), here);
    if (subject->round && subject->object != subject->round)
        add_crumb(view, list, subject->round->title, address_round(arena, subject->round), here);
    if (subject->kind == &page_kinds[PAGE_PERSON])
        add_crumb(view, list, view_string(view, "people"), address_people(), here);
    if (subject->kind == &page_kinds[PAGE_YEAR])
        add_crumb(view, list, view_string(view, "archive"), address_archive(), here);
    return list;
}

/* The page itself at the end of its crumbs: its number where it has one, for its title is the next thing to read. */
static struct text short_title(struct view *view, const struct subject *subject)
{
    struct arena *arena = view->arena;
    struct text word = {0};
    if (subject->kind == &page_kinds[PAGE_YEAR])
        return text_format(arena, "%d", ((const struct archive_year *)subject->object)->year);
    if (subject->kind == &page_kinds[PAGE_MEETING]) {
        double number = ((const struct meeting *)subject->object)->number;
        word = view_string(view, "meeting");
        return text_format(arena, "%.*s %.0f", TEXT_ARGUMENTS(word), number);
    }
    if (subject->kind == &page_kinds[PAGE_NEWSLETTER]) {
        word = view_string(view, "newsletter");
        return text_format(arena, "%.*s %d", TEXT_ARGUMENTS(word), subject->newsletter->number);
    }
    return subject_title(view, subject);
}

/* "page.at.films": which kind of page is being read, for menus. */
static struct value at_record(struct view *view, const struct subject *subject)
{
    struct value at = value_new_record(view->arena);
    for (size_t i = 0; i < PAGE_KIND_COUNT; i++)
        value_set(view->arena, at, page_kinds[i].name, value_flag(subject->kind == &page_kinds[i]));
    return at;
}

/* Where a meeting was, its address is the one that counts. */
static struct text own_path(const struct work *work)
{
    const struct subject *subject = &work->job->subject;
    if (subject->kind != &page_kinds[PAGE_LEFT])
        return work->job->path;
    return address_meeting(work->scratch, ((const struct meeting_change *)subject->object)->meeting);
}

static struct value page_record(struct work *work, struct view *view)
{
    const struct subject *subject = &work->job->subject;
    struct arena *arena = view->arena;
    struct value page = value_new_record(arena);
    struct text style = address_style(arena, work->look->name);
    struct text lead = text_cut(subject_lead(view, subject), DESCRIPTION_SIZE);
    bool is_home = subject->kind == &page_kinds[PAGE_HOME];
    value_set(arena, page, "kind", value_string(subject->kind ? subject->kind->name : NULL));
    value_set(arena, page, "title", value_text(subject_title(view, subject)));
    value_set(arena, page, "lead", lead.size ? value_text(subject_lead(view, subject)) : value_nothing());
    value_set(arena, page, "description", lead.size ? value_text(lead) : value_nothing());
    value_set(arena, page, "url", value_text(address_absolute(view, own_path(work))));
    value_set(arena, page, "root", value_text(view->is_absolute ? address_absolute(view, TEXT("")) : view->root));
    value_set(arena, page, "style_url", value_text(address_of(view, style)));
    value_set(arena, page, "language", value_text(locale_language(view->locale)));
    value_set(arena, page, "is_home", value_flag(is_home));
    value_set(arena, page, "letters", view_letters(view, subject_title(view, subject)));
    value_set(arena, page, "here", value_text(short_title(view, subject)));
    value_set(arena, page, "at", at_record(view, subject));
    value_set(arena, page, "is_plain", value_flag(view->page_url.size > 0));
    return page;
}

/* Where readers search, when that is built. */
static struct value search_record(struct work *work, struct view *view)
{
    if (!work->plan || !work->plan->search)
        return value_nothing();
    struct value search = value_new_record(view->arena);
    value_set(view->arena, search, "url", value_text(address_of(view, address_search())));
    return search;
}

struct value work_root(struct work *work, struct view *view)
{
    const struct subject *subject = &work->job->subject;
    struct arena *arena = view->arena;
    struct value root = value_new_record(arena);
    const struct round *round = subject->round;
    if (!round && subject->network)
        round = view_current_round(view, subject->network);
    value_set(arena, root, "site", view_object(view, &site_type, &view->model->site));
    value_set(arena, root, "page", page_record(work, view));
    value_set(arena, root, "strings", view->strings);
    value_set(arena, root, "theme", work->look->tokens);
    value_set(arena, root, "crumbs", subject_crumbs(view, subject));
    for (size_t i = 0; i < PAGE_KIND_COUNT; i++) {
        const struct page_kind *kind = &page_kinds[i];
        const void *object = kind == subject->kind ? subject->object : NULL;
        if (kind->record)
            value_set(arena, root, kind->record, view_object(view, kind->type, object));
    }
    value_set(arena, root, "network", view_object(view, &network_type, subject->network));
    value_set(arena, root, "round", view_object(view, &round_type, subject->round));
    value_set(arena, root, "search", search_record(work, view));
    value_set(arena, root, "date", view_date(view, work->input->date));
    value_set(arena, root, "road", view_road(view, round));
    value_set(arena, root, "mark", view_mark(view, round));
    value_set(arena, root, "inline_style", value_nothing());
    value_set(arena, root, "sharing", value_nothing());
    return root;
}

/* What a block's layout needs while its page is rendered. */
struct rendering {
    struct work *work;
    struct value root;
};

static const struct {
    const char *folder, *ending;
} block_layouts[] = {
    [MEDIUM_WEB] = {"blocks", ".html"}, /* pages and documents */
    [MEDIUM_MAIL] = {"mail/blocks", ".html"},
    [MEDIUM_TEXT] = {"mail/blocks", ".txt"},
};

static struct text render(struct work *work, struct text name, struct value root, struct arena *arena)
{
    struct mustache_options options = {.escape = layouts_escape(name)};
    struct buffer buffer = {.arena = arena};
    mustache_render(work->look->set, name, root, &options, &buffer, work->diagnostics);
    return buffer_text(&buffer);
}

static bool write_block(struct view *view, struct value record, struct text name, struct buffer *buffer)
{
    struct rendering *rendering = view->block_context;
    struct arena *arena = view->arena;
    static const char *const shared[] = {"site", "page", "strings", "theme"};
    for (size_t i = 0; i < sizeof shared / sizeof *shared; i++) {
        struct value value;
        if (value_get(rendering->root, text_from(shared[i]), &value))
            value_set(arena, record, shared[i], value);
    }
    struct text layout = text_format(arena, "%s/%.*s%s", block_layouts[view->medium].folder, TEXT_ARGUMENTS(name),
                                     block_layouts[view->medium].ending);
    buffer_add(buffer, render(rendering->work, layout, record, arena));
    return true;
}

void work_use_blocks(struct work *work, struct view *view, struct value root)
{
    struct rendering *rendering = ARENA_NEW(view->arena, struct rendering);
    rendering->work = work;
    rendering->root = root;
    view->block = write_block;
    view->block_context = rendering;
}

struct text work_render(struct work *work, struct view *view, const char *layout, struct value root)
{
    work_use_blocks(work, view, root);
    return render(work, text_from(layout), root, view->arena);
}

void work_finish(struct work *work, enum artifact_kind kind, struct text bytes)
{
    work->artifact->kind = kind;
    work->artifact->path = work->job->path;
    work->artifact->bytes = bytes;
}

void work_finish_at(struct work *work, struct text path, struct text bytes)
{
    work_finish(work, ARTIFACT_FILE, bytes);
    work->artifact->path = path;
}
