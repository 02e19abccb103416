#include "view/address.h"
#include "view/lookup.h"

static const struct newsletter *letter_of(const void *object)
{
    return object;
}

static const struct meeting *covered(const struct newsletter *letter, size_t i)
{
    return letter->meetings.items[i].target;
}

static struct value id(struct view *view, const void *object)
{
    (void)view;
    return value_text(letter_of(object)->id);
}

static struct value part_id(struct view *view, const void *object)
{
    return value_text(address_newsletter_part(view->arena, object));
}

static struct value number(struct view *view, const void *object)
{
    return value_text(text_format(view->arena, "%d", letter_of(object)->number));
}

static struct value url(struct view *view, const void *object)
{
    return value_text(address_of(view, address_newsletter(view->arena, object)));
}

static struct value pdf_url(struct view *view, const void *object)
{
    return value_text(address_of(view, address_newsletter_pdf(view->arena, object)));
}

static struct value network(struct view *view, const void *object)
{
    return view_object(view, &network_type, letter_of(object)->round->network);
}

static struct value round_of(struct view *view, const void *object)
{
    return view_object(view, &round_type, letter_of(object)->round);
}

static struct value content(struct view *view, const void *object)
{
    return view_prose(view, &letter_of(object)->body, 0, (struct text){0});
}

static struct value correction(struct view *view, const void *object)
{
    return view_prose(view, &letter_of(object)->correction, 1, TEXT("correction-"));
}

/* One section for each covered meeting with notes. The meeting is its heading, so the notes' own headings
 * stand one level lower. */
static struct value sections(struct view *view, const void *object)
{
    const struct newsletter *letter = object;
    struct arena *arena = view->arena;
    struct value list = value_new_list(arena);
    for (size_t i = 0; i < letter->meetings.count; i++) {
        const struct meeting *meeting = covered(letter, i);
        struct text prefix = text_format(arena, "m%zu-", i + 1);
        struct value notes = view_prose(view, &meeting->notes, 1, prefix);
        struct value section = value_new_record(arena);
        value_set(arena, section, "meeting", view_object(view, &meeting_type, meeting));
        value_set(arena, section, "content", notes);
        value_set(arena, section, "part_id", value_text(address_notes_part(arena, letter, meeting)));
        if (value_is_true(notes))
            value_add(arena, list, section);
    }
    return list;
}

static struct value last_meeting(struct view *view, const void *object)
{
    const struct newsletter *letter = object;
    size_t count = letter->meetings.count;
    return view_object(view, &meeting_type, count ? covered(letter, count - 1) : NULL);
}

/* The first meeting after the letter's day, whatever day the view is of. */
static struct value next_meeting(struct view *view, const void *object)
{
    const struct newsletter *letter = object;
    struct view then = *view;
    then.as_of = view_day_after(letter->date);
    return view_object(view, &meeting_type, view_next_meeting(&then, letter->round));
}

/* The round's meetings as they stand on the view's date. */
static struct value road(struct view *view, const void *object)
{
    return view_road(view, letter_of(object)->round);
}

static struct value neighbour(struct view *view, const struct newsletter *letter, int step)
{
    const struct round *round = letter->round;
    for (size_t i = 0; i < round->newsletters.count; i++)
        if (round->newsletters.items[i] == letter && i + (size_t)step < round->newsletters.count)
            return view_object(view, &newsletter_type, round->newsletters.items[i + (size_t)step]);
    return value_nothing();
}

static struct value previous(struct view *view, const void *object)
{
    return neighbour(view, object, -1);
}

static struct value next(struct view *view, const void *object)
{
    return neighbour(view, object, 1);
}

bool view_is_told(const struct profile *profile)
{
    return profile->background.tree || profile->purpose.tree || profile->goal.tree || profile->approach.count ||
           profile->priorities.count || profile->boxes.count || profile->links.count;
}

static struct value has_side(struct view *view, const void *object)
{
    (void)view;
    return value_flag(view_is_told(&letter_of(object)->profile));
}

static bool holds_contacts(const struct prose *prose)
{
    for (const struct markup_node *node = prose->tree; node; node = markup_next(prose->tree, node))
        if (node->kind == MARKUP_BLOCK && text_is(text_from(node->block->name), "contacts"))
            return true;
    return false;
}

/* A letter that lists contacts in its text needs no second list at its end. */
static struct value has_contacts(struct view *view, const void *object)
{
    (void)view;
    const struct newsletter *letter = object;
    bool has = holds_contacts(&letter->body);
    for (size_t i = 0; !has && i < letter->meetings.count; i++)
        has = holds_contacts(&covered(letter, i)->notes);
    return value_flag(has);
}

static struct value contacts(struct view *view, const void *object)
{
    return view_contacts(view, &letter_of(object)->profile.coaches);
}

static struct value letters(struct view *view, const void *object)
{
    return view_letters(view, letter_of(object)->title);
}

static const struct derived derived[] = {
    {"id", id},
    {"part_id", part_id},
    {"number", number},
    {"url", url},
    {"pdf_url", pdf_url},
    {"network", network},
    {"round", round_of},
    {"content", content},
    {"correction", correction},
    {"sections", sections},
    {"meeting", last_meeting},
    {"next_meeting", next_meeting},
    {"road", road},
    {"previous", previous},
    {"next", next},
    {"has_side", has_side},
    {"contacts", contacts},
    {"has_contacts", has_contacts},
    {"letters", letters},
    {NULL, NULL},
};

const struct view_type newsletter_view = {&newsletter_type, derived};
