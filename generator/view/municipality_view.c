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

static const struct derived derived[] = {
    {"name", name},
    {"id", id},
    {"teams", teams},
    {NULL, NULL},
};

const struct view_type municipality_view = {&municipality_type, derived};
