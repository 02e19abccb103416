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

/* More do not fit beside one another, and longer titles not into one. */
enum { CHEVRON_LIMIT = 7, CHEVRON_LETTERS = 28, CHEVRON_WORD = 16 };

static bool fits_chevron(struct text title)
{
    size_t letters = 0, in_word = 0;
    for (size_t position = 0; position < title.size; letters++) {
        in_word = utf8_next(title, &position) == ' ' ? 0 : in_word + 1;
        if (in_word > CHEVRON_WORD || letters >= CHEVRON_LETTERS)
            return false;
    }
    return true;
}

/* Steps that are only titles, few and short, stand in a row. */
static bool is_chevrons(const step_list *steps)
{
    if (steps->count < 2 || steps->count > CHEVRON_LIMIT)
        return false;
    for (size_t i = 0; i < steps->count; i++)
        if (steps->items[i].text.size || !fits_chevron(steps->items[i].title))
            return false;
    return true;
}

/* What the layouts of single blocks ask for besides their data. */
static void set_plans(struct view *view, struct value record, const struct markup_node *node, struct text argument)
{
    static const driver_list no_drivers;
    static const cycle_list no_cycles;
    struct arena *arena = view->arena;
    const struct model_block *block = model_block_of(node);
    const struct record_type *type = node->record ? block->type : NULL;
    const struct round *round = block->is_of_round ? node->record : NULL;
    value_set(arena, record, "is_chevrons", value_flag(type == &step_type && is_chevrons(node->record)));
    value_set(arena, record, "diagram",
              view_diagram(view, argument, type == &driver_type ? node->record : &no_drivers));
    value_set(arena, record, "cycles", view_cycles(view, type == &cycle_type ? node->record : &no_cycles));
    value_set(arena, record, "cycles_summary",
              view_cycles_summary(view, type == &cycle_type ? node->record : &no_cycles));
    if (block->is_of_round) {
        value_set(arena, record, "round", view_object(view, &round_type, round));
        value_set(arena, record, "road", round ? view_road(view, round) : value_new_list(arena));
    }
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
    set_plans(view, record, node, argument.text);
    return record;
}
