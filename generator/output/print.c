/* Each newsletter as a document: self-contained HTML that the PDF engine prints. */
#include "output/job.h"
#include "view/address.h"

static void render_document(struct work *work)
{
    struct view view = work_view(work, MEDIUM_WEB);
    const struct newsletter *letter = work->job->subject.newsletter;
    view.is_absolute = true;
    view.picture_target = PICTURES_EMBEDDED;
    struct value root = work_root(work, &view);
    struct text web = address_absolute(&view, address_newsletter(view.arena, letter));
    value_set(view.arena, root, "print_style", value_markup(work->look->print_style));
    value_set(view.arena, root, "web_url", value_text(web));
    struct text bytes = work_render(work, &view, work->job->layout, root);
    work_finish(work, ARTIFACT_DOCUMENT, text_copy(work->result, bytes));
    work->artifact->date = date_last_day(letter->date);
}

void plan_documents(struct plan *plan)
{
    plan_newsletters(plan, render_document, "print/newsletter.html", address_newsletter_pdf);
}
