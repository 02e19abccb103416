/* Atom feeds (RFC 4287): the newest letters of a network, and of the whole site. */
#include "output/job.h"
#include "view/address.h"

#include <stdlib.h>

/* A letter stands whole in the feed, some ten kilobytes, and programs fetch it every hour. Whoever begins to follow
 * the feed finds about two years there; what is older, the network's page lists. */
enum { MOST_ENTRIES = 20 };

typedef ARRAY(const struct newsletter *) letter_list;

static void add_letters(struct arena *arena, const struct network *network, letter_list *letters)
{
    for (size_t i = 0; i < network->rounds.count; i++)
        for (size_t j = 0; j < network->rounds.items[i]->newsletters.count; j++)
            ARRAY_PUSH(arena, letters, network->rounds.items[i]->newsletters.items[j]);
}

static int compare_newest_first(const void *left, const void *right)
{
    const struct newsletter *a = *(const struct newsletter *const *)left, *b = *(const struct newsletter *const *)right;
    int order = date_compare(b->date, a->date);
    if (!order)
        order = text_compare(a->round->network->id, b->round->network->id);
    if (!order)
        order = text_compare(b->round->id, a->round->id);
    return order ? order : b->number - a->number;
}

static letter_list newest_letters(struct work *work, const struct network *network)
{
    const struct model *model = work->input->model;
    letter_list letters = {0};
    for (size_t i = 0; i < model->networks.count; i++)
        if (!network || network == model->networks.items[i])
            add_letters(work->scratch, model->networks.items[i], &letters);
    if (letters.count > 1)
        qsort(letters.items, letters.count, sizeof *letters.items, compare_newest_first);
    if (letters.count > MOST_ENTRIES)
        letters.count = MOST_ENTRIES;
    return letters;
}

/* The letter as its own page shows it, in its own language, but with addresses that lead there from anywhere. */
static struct value entry_of(const struct work *feed, const struct newsletter *letter)
{
    const struct round *round = letter->round;
    struct job job = *feed->job;
    struct work work = *feed;
    work.job = &job;
    job.subject = (struct subject){&page_kinds[PAGE_NEWSLETTER], letter, round->network, round, letter};
    job.path = address_newsletter(feed->scratch, letter);
    struct view view = work_view(&work, MEDIUM_WEB);
    struct arena *arena = view.arena;
    view.is_absolute = true;
    view.page_url = address_absolute(&view, job.path);
    struct text content = work_render(&work, &view, "site/feed-entry.html", work_root(&work, &view));
    struct value entry = value_new_record(arena);
    value_set(arena, entry, "url", value_text(view.page_url));
    value_set(arena, entry, "pdf_url", value_text(address_absolute(&view, address_newsletter_pdf(arena, letter))));
    value_set(arena, entry, "language", value_text(locale_language(view.locale)));
    value_set(arena, entry, "title", value_text(letter->title));
    value_set(arena, entry, "lead", value_text(letter->lead));
    value_set(arena, entry, "date", value_text(date_noon(arena, letter->date)));
    value_set(arena, entry, "network_id", value_text(round->network->id));
    value_set(arena, entry, "network_title", value_text(round->network->title));
    value_set(arena, entry, "round_id", value_text(round->id));
    value_set(arena, entry, "round_title", value_text(round->title));
    value_set(arena, entry, "content", value_text(content));
    return entry;
}

static struct value feed_of(struct work *work, struct view *view)
{
    const struct network *network = work->job->subject.network;
    const struct site *site = &view->model->site;
    struct arena *arena = view->arena;
    letter_list letters = newest_letters(work, network);
    struct date updated = letters.count ? letters.items[0]->date : work->input->date;
    struct text subtitle = network ? network->subtitle : site->subtitle;
    struct text page = network ? address_network(arena, network) : address_home();
    struct value feed = value_new_record(arena), entries = value_new_list(arena);
    for (size_t i = 0; i < letters.count; i++)
        value_add(arena, entries, entry_of(work, letters.items[i]));
    value_set(arena, feed, "title", value_text(network ? network->title : site->title));
    value_set(arena, feed, "subtitle", subtitle.size ? value_text(subtitle) : value_nothing());
    value_set(arena, feed, "url", value_text(address_absolute(view, page)));
    value_set(arena, feed, "self_url", value_text(address_absolute(view, work->job->path)));
    value_set(arena, feed, "updated", value_text(date_noon(arena, updated)));
    value_set(arena, feed, "entries", entries);
    return feed;
}

static void render_feed(struct work *work)
{
    struct view view = work_view(work, MEDIUM_WEB);
    view.is_absolute = true;
    struct value root = work_root(work, &view);
    value_set(view.arena, root, "feed", feed_of(work, &view));
    struct text bytes = work_render(work, &view, work->job->layout, root);
    work_finish(work, ARTIFACT_FILE, text_copy(work->result, bytes));
}

static void add_feed(void *context, const struct subject *subject)
{
    struct plan *plan = context;
    struct job job = {.render = render_feed, .layout = "site/feed.xml", .subject = *subject};
    if (subject->kind == &page_kinds[PAGE_HOME])
        job.path = address_site_feed();
    else if (subject->kind == &page_kinds[PAGE_NETWORK])
        job.path = address_feed(plan->arena, subject->network);
    if (job.path.size)
        plan_job(plan, job);
}

void plan_feeds(struct plan *plan)
{
    pages_each(plan->input->model, plan, add_feed);
}
