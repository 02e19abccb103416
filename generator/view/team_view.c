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

static struct value url(struct view *view, const void *object)
{
    return value_text(address_of(view, address_team(view->arena, object)));
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

static const struct derived derived[] = {
    {"id", id},
    {"url", url},
    {"network", network},
    {"rounds", rounds},
    {"texts", texts},
    {"has_texts", has_texts},
    {"latest_text", latest_text},
    {NULL, NULL},
};

const struct view_type team_view = {&team_type, derived};
