/* Documents: HTML that the PDF engine prints, self-contained but for its pictures. */
#include "output/job.h"
#include "view/address.h"

/* The addresses of view/ are typed; the table is not. */
#define PATH(kind)                                                                                                     \
    static struct text kind##_path(struct arena *arena, const void *object)                                            \
    {                                                                                                                  \
        return address_##kind##_pdf(arena, object);                                                                    \
    }
PATH(newsletter)
PATH(meeting)
PATH(report)
PATH(round)
PATH(team)

static struct date newsletter_date(const void *object)
{
    return ((const struct newsletter *)object)->date;
}

static struct date meeting_date(const void *object)
{
    return ((const struct meeting *)object)->date;
}

static struct date report_date(const void *object)
{
    return ((const struct report *)object)->date;
}

/* To add a document, write its layout and a row here. */
static const struct document {
    enum page_kind_index page; /* the page it goes with */
    const char *layout;
    struct text (*path)(struct arena *arena, const void *object); /* empty: this object has none */
    struct date (*date)(const void *object);                      /* of the document; NULL: it tells none */
    const char *title;                                            /* the words of strings/ before the object's title */
    size_t sheets;                                                /* that it has to fit on; 0: any number */
    bool is_collection;                                           /* of all that the round's pages hold */
} documents[] = {
    {PAGE_NEWSLETTER, "print/newsletter.html", newsletter_path, newsletter_date, NULL, 0, false},
    {PAGE_MEETING, "print/programme.html", meeting_path, meeting_date, "programme", 0, false},
    {PAGE_REPORT, "print/report.html", report_path, report_date, NULL, 1, false},
    {PAGE_ROUND, "print/booklet.html", round_path, NULL, NULL, 0, true},
    {PAGE_TEAM, "print/team.html", team_path, NULL, NULL, 1, false},
};
enum { DOCUMENT_COUNT = sizeof documents / sizeof *documents };

static const struct document *document_of(const struct subject *subject)
{
    for (size_t i = 0; i < DOCUMENT_COUNT; i++)
        if (subject->kind == &page_kinds[documents[i].page])
            return &documents[i];
    return NULL;
}

static struct text document_title(struct view *view, const struct document *document, const struct subject *subject)
{
    struct text title = subject_title(view, subject), word = view_string(view, document->title ? document->title : "");
    if (!word.size)
        return title;
    return text_format(view->arena, "%.*s: %.*s", TEXT_ARGUMENTS(word), TEXT_ARGUMENTS(title));
}

static struct value sheets(struct view *view, const struct document *document)
{
    return document->sheets ? value_text(text_format(view->arena, "%zu", document->sheets)) : value_nothing();
}

static void render_document(struct work *work)
{
    struct view view = work_view(work, MEDIUM_WEB);
    const struct subject *subject = &work->job->subject;
    const struct document *document = document_of(subject);
    view.is_absolute = true;
    view.picture_target = PICTURES_NAMED;
    if (document->is_collection)
        view_collect(&view, subject->round);
    struct value root = work_root(work, &view);
    struct text web = address_absolute(&view, subject->kind->path(view.arena, subject->object));
    struct text title = document_title(&view, document, subject);
    value_set(view.arena, root, "print_style", value_markup(work->look->print_style));
    value_set(view.arena, root, "web_url", value_text(web));
    value_set(view.arena, root, "document_title", value_text(title));
    value_set(view.arena, root, "sheets", sheets(&view, document));
    work_finish(work, ARTIFACT_DOCUMENT, text_copy(work->result, work_render(work, &view, document->layout, root)));
    work->artifact->sheets = document->sheets;
    if (document->date)
        work->artifact->date = date_last_day(document->date(subject->object));
}

static void add_document(void *context, const struct subject *subject)
{
    struct plan *plan = context;
    const struct document *document = document_of(subject);
    struct text path = document ? document->path(plan->arena, subject->object) : (struct text){0};
    if (path.size)
        plan_job(plan, (struct job){
                           .render = render_document, .layout = document->layout, .path = path, .subject = *subject});
}

void plan_documents(struct plan *plan)
{
    pages_each(plan->input->model, plan, add_document);
}
