/* Each newsletter as a letter: plain text, HTML for mail programs, pictures, and the coming meeting as a
 * calendar file. */
#include "base/digest.h"
#include "output/calendar.h"
#include "output/handover.h"
#include "output/job.h"
#include "output/letter_weight.h"
#include "output/plain_text.h"
#include "view/address.h"
#include "view/letter_parts.h"

#include <stdlib.h>

static struct text render_body(struct work *work, struct view *view, const char *layout)
{
    const struct newsletter *letter = work->job->subject.newsletter;
    struct value root = work_root(work, view);
    struct arena *arena = view->arena;
    struct text web = address_absolute(view, address_newsletter(arena, letter));
    struct text pdf = address_absolute(view, address_newsletter_pdf(arena, letter));
    value_set(arena, root, "web_url", value_text(web));
    value_set(arena, root, "pdf_url", value_text(pdf));
    value_set(arena, root, "preheader", value_text(letter->preheader));
    value_set(arena, root, "is_correction", value_flag(work->input->is_correction));
    value_set(arena, root, "leave_url",
              work->input->is_handover ? value_text(TEXT(HANDOVER_UNSUBSCRIBE)) : value_nothing());
    return work_render(work, view, layout, root);
}

/* The same letter has the same id in every build; another text gives another. */
static struct text message_id(struct work *work, const struct view *view, struct text text, struct text html)
{
    struct text parts[] = {work->job->path, text, html};
    struct text digest = digest_texts(work->scratch, parts, 3);
    return text_format(work->result, "%.*s@%.*s", 32, digest.bytes, TEXT_ARGUMENTS(address_host(view)));
}

/* "Rättelse: …" when the letter takes the place of one that its readers have got. */
static struct text subject_of(struct work *work, struct view *view)
{
    struct text subject = work->job->subject.newsletter->subject;
    if (!work->input->is_correction)
        return subject;
    struct text word = view_string(view, "letter_correction");
    return text_format(work->result, "%.*s: %.*s", TEXT_ARGUMENTS(word), TEXT_ARGUMENTS(subject));
}

/* The strings file has the subject as an address needs it, with %20 for spaces. */
static struct text unsubscribe_address(struct work *work, struct view *view)
{
    const struct sender *sender = &view->model->site.sender;
    struct text email = sender->reply_to.size ? sender->reply_to : sender->email;
    return text_format(work->result, "mailto:%.*s?subject=%.*s", TEXT_ARGUMENTS(email),
                       TEXT_ARGUMENTS(view_string(view, "letter_leave_subject")));
}

static void attach_pictures(struct work *work, struct letter *letter, const struct view *view)
{
    for (size_t i = 0; i < view->attached.count; i++) {
        const struct picture *picture = view->attached.items[i];
        struct attachment attachment = {
            .name = picture->name,
            .media_type = picture->media_type,
            .content_id = view_content_id(work->result, picture),
            .bytes = picture->mail_bytes,
        };
        ARRAY_PUSH(work->result, &letter->inline_pictures, attachment);
    }
}

/* Their bytes are made outside of output/, see deliver/png.h. */
static void attach_drawings(struct work *work, struct letter *letter, const struct view *view)
{
    for (size_t i = 0; i < view->drawings.count; i++) {
        const struct view_drawing *drawing = &view->drawings.items[i];
        struct attachment attachment = {
            .name = text_format(work->result, "%.*s.png", TEXT_ARGUMENTS(drawing->name)),
            .media_type = TEXT("image/png"),
            .content_id = view_drawing_id(work->result, drawing),
            .drawing = text_copy(work->result, drawing->svg),
            .width = drawing->width,
            .height = drawing->height,
        };
        ARRAY_PUSH(work->result, &letter->inline_pictures, attachment);
    }
}

/* As application/ics, which every calendar opens by its name: text/calendar is an invitation to Thunderbird, and takes
 * the place where the letter begins. */
static void attach_next_meeting(struct work *work, struct letter *letter, struct view *view)
{
    const struct newsletter *newsletter = work->job->subject.newsletter;
    const struct meeting *next = view_next_meeting(view, newsletter->round);
    if (!next || date_is_month(next->date))
        return;
    struct attachment attachment = {
        .name = text_format(work->result, "%.*s.ics", TEXT_ARGUMENTS(next->id)),
        .media_type = TEXT("application/ics"),
        .bytes = text_copy(work->result, calendar_of_meeting(view, next)),
    };
    ARRAY_PUSH(work->result, &letter->attachments, attachment);
}

/* What may be cut, by how much shorter that makes the letter. */
struct candidate {
    struct letter_part *part;
    size_t saved;
};

static int compare_candidates(const void *a, const void *b)
{
    const struct candidate *first = a, *second = b;
    if (first->part->bytes != second->part->bytes)
        return first->part->bytes < second->part->bytes ? 1 : -1;
    return first->part < second->part ? -1 : first->part > second->part;
}

/* Marks the heaviest sections to be cut, until a letter of `size` bytes is light enough; true when there is one. */
static bool choose_cuts(struct view *view, size_t size)
{
    ARRAY(struct candidate) candidates = {0};
    for (size_t i = 0; i < view->parts->list.count; i++) {
        struct letter_part *part = &view->parts->list.items[i];
        size_t cut = view_cut_size(view, part);
        if (cut < part->bytes)
            ARRAY_PUSH(view->arena, &candidates, ((struct candidate){part, part->bytes - cut}));
    }
    if (candidates.count)
        qsort(candidates.items, candidates.count, sizeof *candidates.items, compare_candidates);
    for (size_t i = 0; i < candidates.count && size > LETTER_WEIGHT_CUT; i++) {
        candidates.items[i].part->is_cut = true;
        size -= candidates.items[i].saved;
    }
    return candidates.count > 0;
}

static struct view mail_view(struct work *work, struct letter_parts *parts)
{
    struct view view = work_view(work, MEDIUM_MAIL);
    view.is_absolute = true;
    view.picture_target = work->input->is_handover ? PICTURES_LINKED : PICTURES_ATTACHED;
    view.parts = parts;
    return view;
}

static void weigh(struct work *work, struct letter *letter, const struct letter_parts *parts)
{
    size_t around = letter->html.size;
    for (size_t i = 0; i < parts->list.count; i++) {
        const struct letter_part *part = &parts->list.items[i];
        struct letter_section section = {.name = text_copy(work->result, part->name),
                                         .bytes = part->bytes,
                                         .is_cut = part->is_cut,
                                         .from = part->from->place,
                                         .end = part->end ? part->end->place.line : 0};
        ARRAY_PUSH(work->result, &letter->sections, section);
        around -= part->bytes < around ? part->bytes : around;
    }
    ARRAY_PUSH(work->result, &letter->sections, ((struct letter_section){.bytes = around}));
}

/* The HTML part: whole, or once more with its heaviest sections cut. Returns the view of the one that is kept. */
static struct view render_html(struct work *work, struct letter *letter)
{
    struct letter_parts parts = {0};
    struct view view = mail_view(work, &parts);
    struct text html = render_body(work, &view, "mail/newsletter.html");
    size_t whole = html.size;
    if (whole > LETTER_WEIGHT_CUT && choose_cuts(&view, whole)) {
        view = mail_view(work, &parts);
        html = render_body(work, &view, "mail/newsletter.html");
    }
    letter->html = text_copy(work->result, html);
    weigh(work, letter, &parts);
    letter_weight_report(letter, whole, work->job->subject.newsletter->place, work->diagnostics);
    view.parts = NULL;
    return view;
}

static void render_letter(struct work *work)
{
    const struct newsletter *newsletter = work->job->subject.newsletter;
    if (work->input->only_letter && work->input->only_letter != newsletter)
        return;
    const struct site *site = &work->input->model->site;
    struct view text_view = work_view(work, MEDIUM_TEXT);
    text_view.is_absolute = true;
    struct letter *letter = ARENA_NEW(work->result, struct letter);
    letter->text =
        plain_text_tidy(work->result, render_body(work, &text_view, "mail/newsletter.txt"), MARKUP_TEXT_WIDTH);
    struct view html_view = render_html(work, letter);
    letter->from = (struct mailbox){site->sender.name, site->sender.email};
    letter->reply_to = (struct mailbox){site->sender.name, site->sender.reply_to};
    letter->subject = subject_of(work, &html_view);
    letter->preheader = newsletter->preheader;
    letter->network = newsletter->round->network->id;
    letter->date = date_last_day(newsletter->date);
    letter->message_id = message_id(work, &html_view, letter->text, letter->html);
    letter->list_id = site->sender.list;
    letter->list_name = newsletter->round->network->title;
    letter->archive = text_copy(
        work->result, address_absolute(&html_view, address_network(html_view.arena, newsletter->round->network)));
    letter->unsubscribe = unsubscribe_address(work, &html_view);
    letter->unsubscribe_url = site->sender.unsubscribe;
    letter->language = text_copy(work->result, locale_language(html_view.locale));
    attach_pictures(work, letter, &html_view);
    attach_drawings(work, letter, &html_view);
    attach_next_meeting(work, letter, &html_view);
    work_finish(work, ARTIFACT_LETTER, (struct text){0});
    work->artifact->letter = letter;
}

void plan_letters(struct plan *plan)
{
    plan_newsletters(plan, render_letter, NULL, address_newsletter_letter);
}
