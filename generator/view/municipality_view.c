/* A municipality and its teams. */
#include "view/address.h"
#include "view/lookup.h"

const struct record_type municipality_type = {.name = "municipality"};

static struct value name(struct view *view, const void *object)
{
    (void)view;
    return value_text(((const struct municipality *)object)->name);
}

static struct value id(struct view *view, const void *object)
{
    return value_text(address_municipality_id(view->arena, ((const struct municipality *)object)->name));
}

static struct value teams(struct view *view, const void *object)
{
    const struct municipality *municipality = object;
    return view_pointers(view, &team_type, (const void *const *)municipality->teams.items, municipality->teams.count,
                         false);
}

/* In a round */

static struct map teams_by_id(struct view *view, const struct round *round)
{
    struct map known = {.arena = view->arena};
    for (size_t i = 0; i < round->teams.count; i++) {
        const struct team *team = round->teams.items[i].target;
        map_set(&known, team->id, (void *)team);
    }
    return known;
}

static void keep(struct view *view, const struct map *known, struct municipality *place, const struct team *team)
{
    if (map_get(known, team->id) == team)
        ARRAY_PUSH(view->arena, &place->teams, team);
}

/* The site's municipalities are in order: what is left of them is, too. */
struct value view_places(struct view *view, const struct round *round)
{
    const struct archive *archive = &view->model->archive;
    struct map known = teams_by_id(view, round);
    struct value list = value_new_list(view->arena);
    for (size_t i = 0; i < archive->municipalities.count; i++) {
        const struct municipality *whole = &archive->municipalities.items[i];
        struct municipality *place = ARENA_NEW(view->arena, struct municipality);
        *place = (struct municipality){.name = whole->name};
        for (size_t j = 0; j < whole->teams.count; j++)
            keep(view, &known, place, whole->teams.items[j]);
        if (place->teams.count)
            value_add(view->arena, list, view_object(view, &municipality_type, place));
    }
    return list;
}

struct value view_elsewhere(struct view *view, const struct round *round)
{
    const struct archive *archive = &view->model->archive;
    struct map known = teams_by_id(view, round);
    struct municipality nowhere = {0};
    for (size_t i = 0; i < archive->elsewhere.count; i++)
        keep(view, &known, &nowhere, archive->elsewhere.items[i]);
    return teams(view, &nowhere);
}

struct value view_teams_summary(struct view *view, const struct round *round)
{
    size_t places = view_places(view, round).list->values.count;
    struct value teams_in_words = view_counted(view, round->teams.count, "one_team", "many_teams");
    const struct view_word words[] = {
        {"teams", teams_in_words.text},
        {"municipalities", view_counted(view, places, "one_municipality", "many_municipalities").text},
        {NULL, {0}},
    };
    if (!round->teams.count)
        return value_nothing();
    return places ? value_text(view_sentence(view, "teams_from", words)) : teams_in_words;
}

static const struct derived derived[] = {
    {"name", name},
    {"id", id},
    {"teams", teams},
    {NULL, NULL},
};

const struct view_type municipality_view = {&municipality_type, derived};
