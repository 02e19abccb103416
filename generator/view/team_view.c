#include "view/address.h"
#include "view/lookup.h"

static const struct team *team_of(const void *object)
{
    return object;
}

static struct value id(struct view *view, const void *object)
{
    (void)view;
    return value_text(team_of(object)->id);
}

static struct value part_id(struct view *view, const void *object)
{
    return value_text(address_team_part(view->arena, object));
}

static struct value url(struct view *view, const void *object)
{
    return value_text(address_of(view, address_team(view->arena, object)));
}

static struct value pdf_url(struct view *view, const void *object)
{
    return view_address(view, address_team_pdf(view->arena, object));
}

static struct value network(struct view *view, const void *object)
{
    return view_object(view, &network_type, team_of(object)->network);
}

static struct value rounds(struct view *view, const void *object)
{
    const struct team *team = object;
    return view_pointers(view, &round_type, (const void *const *)team->rounds.items, team->rounds.count, true);
}

static struct value text_value(struct view *view, const struct team_text *text, size_t i)
{
    struct arena *arena = view->arena;
    struct value record = value_new_record(arena);
    struct text prefix = text_format(arena, "t%zu-", i + 1);
    value_set(arena, record, "meeting", view_object(view, &meeting_type, text->meeting));
    value_set(arena, record, "round", view_object(view, &round_type, text->meeting->round));
    value_set(arena, record, "content", view_markup(view, text->block, 1, prefix));
    return record;
}

static struct value texts(struct view *view, const void *object)
{
    const struct team *team = object;
    struct value list = value_new_list(view->arena);
    for (size_t i = 0; i < team->texts.count; i++)
        value_add(view->arena, list, text_value(view, &team->texts.items[i], i));
    return list;
}

/* The texts round by round: {round, texts}. */
static struct value told(struct view *view, const void *object)
{
    const struct team *team = object;
    struct arena *arena = view->arena;
    struct value list = value_new_list(arena), texts_of_round = value_nothing();
    for (size_t i = 0; i < team->texts.count; i++) {
        const struct round *round = team->texts.items[i].meeting->round;
        if (!i || round != team->texts.items[i - 1].meeting->round) {
            struct value record = value_new_record(arena);
            texts_of_round = value_new_list(arena);
            value_set(arena, record, "round", view_object(view, &round_type, round));
            value_set(arena, record, "texts", texts_of_round);
            value_add(arena, list, record);
        }
        value_add(arena, texts_of_round, text_value(view, &team->texts.items[i], i));
    }
    return list;
}

/* The latest meetings where the team told something, each once; the team's own page has them all. */
static struct value latest_told(struct view *view, const void *object)
{
    enum { MOST = 3 };
    const struct team *team = object;
    struct value list = value_new_list(view->arena);
    for (size_t i = 0; i < team->texts.count && list.list->values.count < MOST; i++)
        if (!i || team->texts.items[i].meeting != team->texts.items[i - 1].meeting)
            value_add(view->arena, list, view_object(view, &meeting_type, team->texts.items[i].meeting));
    return list;
}

/* The meetings of a booklet's round where the team told something that stands in one of its letters, each once, oldest
 * first. */
static struct value told_in_letters(struct view *view, const void *object)
{
    const struct team *team = object;
    const struct meeting *last = NULL;
    struct value list = value_new_list(view->arena);
    for (size_t i = team->texts.count; i-- > 0;) {
        const struct meeting *meeting = team->texts.items[i].meeting;
        bool is_here = view->collection && meeting->round == view->collection->round && meeting->newsletters.count;
        if (is_here && meeting != last)
            value_add(view->arena, list, view_object(view, &meeting_type, meeting));
        last = meeting;
    }
    return list;
}

static struct value reports(struct view *view, const void *object)
{
    const struct team *team = object;
    return view_pointers(view, &report_type, (const void *const *)team->reports.items, team->reports.count, false);
}

static struct value municipality_url(struct view *view, const void *object)
{
    struct text name = team_of(object)->municipality;
    if (!name.size)
        return value_nothing();
    struct text page = address_of(view, address_municipalities()), id = address_municipality_id(view->arena, name);
    return value_text(text_format(view->arena, "%.*s#%.*s", TEXT_ARGUMENTS(page), TEXT_ARGUMENTS(id)));
}

static struct value previous(struct view *view, const void *object)
{
    return view_object(view, &team_type, team_of(object)->previous);
}

static struct value next(struct view *view, const void *object)
{
    return view_object(view, &team_type, team_of(object)->next);
}

static struct value has_texts(struct view *view, const void *object)
{
    (void)view;
    return value_flag(team_of(object)->texts.count > 0);
}

static struct value latest_text(struct view *view, const void *object)
{
    const struct team *team = object;
    return team->texts.count ? text_value(view, &team->texts.items[0], 0) : value_nothing();
}

static struct value diagram(struct view *view, const void *object)
{
    return view_diagram(view, view_first_words(view, &team_of(object)->aim), &team_of(object)->drivers);
}

static struct value cycles(struct view *view, const void *object)
{
    return view_cycles(view, &team_of(object)->cycles);
}

/* The team's own page has them all. */
static struct value latest_cycles(struct view *view, const void *object)
{
    enum { MOST = 5 };
    struct value all = cycles(view, object), list = value_new_list(view->arena);
    for (size_t i = 0; i < all.list->values.count && i < MOST; i++)
        value_add(view->arena, list, all.list->values.items[i]);
    return list;
}

static struct value cycles_summary(struct view *view, const void *object)
{
    return view_cycles_summary(view, &team_of(object)->cycles);
}

static const struct derived derived[] = {
    {"id", id},
    {"part_id", part_id},
    {"url", url},
    {"pdf_url", pdf_url},
    {"network", network},
    {"rounds", rounds},
    {"texts", texts},
    {"has_texts", has_texts},
    {"latest_text", latest_text},
    {"told", told},
    {"latest_told", latest_told},
    {"told_in_letters", told_in_letters},
    {"reports", reports},
    {"diagram", diagram},
    {"cycles", cycles},
    {"latest_cycles", latest_cycles},
    {"cycles_summary", cycles_summary},
    {"municipality_url", municipality_url},
    {"previous", previous},
    {"next", next},
    {NULL, NULL},
};

const struct view_type team_view = {&team_type, derived};
