/* The records that the layouts of blocks get. */
#include "view/charted.h"
#include "view/lookup.h"

static struct value number(struct view *view, const void *object)
{
    return value_text(text_format(view->arena, "%zu", ((const struct step *)object)->number));
}

static struct value index_of(struct view *view, const void *object)
{
    return value_text(text_format(view->arena, "%zu", ((const struct step *)object)->number - 1));
}

static const struct derived step_derived[] = {
    {"number", number},
    {"index", index_of},
    {NULL, NULL},
};

const struct view_type step_view = {&step_type, step_derived};

/* A `contacts` block without names means the coaches of the page it stands on. */
static struct value data_value(struct view *view, const struct record_type *type, const void *record)
{
    const text_list *list = record; /* any ARRAY: only the items differ */
    if (type == &contact_type && list->count == 0 && view->profile)
        return view_contacts(view, &view->profile->coaches);
    return view_records(view, type, list->items, list->count);
}

/* A list for each kind of data, under the block's name: a layout may ask for any of them. */
static void set_data(struct view *view, struct value record, const struct markup_node *node)
{
    size_t count;
    const struct markup_block *blocks = model_blocks(&count);
    for (size_t i = 0; i < count; i++) {
        const struct record_type *type = model_block(i)->type;
        if (!type)
            continue;
        bool is_own = node->block == &blocks[i] && node->record;
        value_set(view->arena, record, blocks[i].name,
                  is_own ? data_value(view, type, node->record) : value_new_list(view->arena));
    }
}

struct value view_block(struct view *view, const struct markup_node *node)
{
    struct arena *arena = view->arena;
    struct value record = value_new_record(arena);
    const struct model_block *block = model_block_of(node);
    struct value argument = view_text(markup_typography(arena, node->argument, locale_language(view->locale)));
    const struct team *team = block->argument == ARGUMENT_TEAM ? node->record : NULL;
    value_set(arena, record, "title", block->argument == ARGUMENT_TITLE ? argument : value_nothing());
    value_set(arena, record, "who", block->argument == ARGUMENT_WHO ? argument : value_nothing());
    value_set(arena, record, "team", view_object(view, &team_type, team));
    value_set(arena, record, "name",
              block->argument != ARGUMENT_TEAM ? value_nothing() : view_text(team ? team->title : node->argument));
    view->is_quoting = block->argument == ARGUMENT_WHO;
    value_set(arena, record, "content",
              block->type ? value_nothing()
                          : view_markup(view, node, block->argument == ARGUMENT_TEAM ? 1 : 0, (struct text){0}));
    view->is_quoting = false;
    set_data(view, record, node);
    if (block->type == &chart_type && node->record)
        charts_set(view, record, node);
    if ((block->type == &bar_type || block->type == &vote_type) && node->record)
        bars_set(view, record, node);
    return record;
}
