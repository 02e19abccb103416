/* A driver diagram: what has to change for a goal to be reached, what moves that, and what is tried. */
#include "view/lookup.h"

static const struct idea_state {
    const char *name, *word, *sign;
} states[] = {
    {"planned", "idea_planned", "□"},
    {"testing", "idea_testing", "◧"},
    {"kept", "idea_kept", "■"},
    {"stopped", "idea_stopped", "×"},
    {NULL, NULL, NULL},
};

/* NULL when nobody has told. */
static const struct idea_state *state_of(const void *object)
{
    const struct idea *idea = object;
    for (const struct idea_state *state = states; state->name; state++)
        if (text_is(idea->state, state->name))
            return state;
    return NULL;
}

static struct value state_word(struct view *view, const void *object)
{
    const struct idea_state *state = state_of(object);
    return state ? view_text(view_string(view, state->word)) : value_nothing();
}

static struct value state_class(struct view *view, const void *object)
{
    (void)view;
    const struct idea_state *state = state_of(object);
    return state ? value_string(state->name) : value_nothing();
}

/* For mail, where no style can draw one. */
static struct value sign(struct view *view, const void *object)
{
    (void)view;
    const struct idea_state *state = state_of(object);
    return state ? value_string(state->sign) : value_nothing();
}

static const struct derived idea_derived[] = {
    {"state", state_word},
    {"state_class", state_class},
    {"sign", sign},
    {NULL, NULL},
};

const struct view_type idea_view = {&idea_type, idea_derived};

/* How many columns the drivers take: themselves, what moves them, ideas. */
static size_t depth(const driver_list *drivers)
{
    size_t depth = 1;
    for (size_t i = 0; i < drivers->count; i++) {
        const struct driver *driver = &drivers->items[i];
        depth = driver->secondary.count && depth < 2 ? 2 : depth;
        for (size_t j = 0; j < driver->secondary.count; j++)
            depth = driver->secondary.items[j].ideas.count ? 3 : depth;
    }
    return depth;
}

struct value view_diagram(struct view *view, struct text goal, const driver_list *drivers)
{
    if (!drivers->count)
        return value_nothing();
    struct value diagram = value_new_record(view->arena);
    size_t levels = depth(drivers);
    value_set(view->arena, diagram, "goal", view_text(goal));
    value_set(view->arena, diagram, "drivers", view_records(view, &driver_type, drivers->items, drivers->count));
    value_set(view->arena, diagram, "has_secondary", value_flag(levels > 1));
    value_set(view->arena, diagram, "has_ideas", value_flag(levels > 2));
    value_set(view->arena, diagram, "levels", view_count(view, levels + (goal.size > 0)));
    return diagram;
}

struct text view_first_words(struct view *view, const struct prose *prose)
{
    if (!prose->tree)
        return (struct text){0};
    for (const struct markup_node *node = prose->tree->first; node; node = node->next)
        if (node->kind == MARKUP_PARAGRAPH)
            return markup_plain(view->arena, node);
    return markup_plain(view->arena, prose->tree);
}
