/* The table of blocks, and reading the data in them. */
#include "model/blocks.h"

#include "base/translate.h"

enum {
    BLOCK_FACT,
    BLOCK_QUOTE,
    BLOCK_TEAM,
    BLOCK_QUESTION,
    BLOCK_FILMS,
    BLOCK_STEPS,
    BLOCK_FIGURES,
    BLOCK_CONTACTS,
    BLOCK_CHART,
    BLOCK_BARS,
    BLOCK_VOTES,
    BLOCK_DRIVERS,
    BLOCK_CYCLES,
    BLOCK_ROAD,
    BLOCK_TEAMS,
    BLOCK_COUNT
};

static const struct markup_block blocks[BLOCK_COUNT] = {
    [BLOCK_FACT] = {"fact", BODY_MARKDOWN, N_("a fact box; after the name its heading")},
    [BLOCK_QUOTE] = {"quote", BODY_MARKDOWN, N_("a quotation; after the name who said it")},
    [BLOCK_TEAM] = {"team", BODY_MARKDOWN, N_("what a team told; after the name the team's id")},
    [BLOCK_QUESTION] = {"question", BODY_MARKDOWN, N_("a question to take home; after the name its heading")},
    [BLOCK_FILMS] = {"films", BODY_DATA, N_("films: a list of title, address, note and captions")},
    [BLOCK_STEPS] = {"steps", BODY_DATA, N_("steps on the way: a list of texts, or of title, text and here")},
    [BLOCK_FIGURES] = {"figures", BODY_DATA, N_("big numbers: a list of value and text")},
    [BLOCK_CONTACTS] = {"contacts", BODY_DATA, N_("people to ask: a list of ids; empty: the coaches of the round")},
    [BLOCK_CHART] = {"chart", BODY_DATA, N_("measures as charts: a list of teams' ids, or of team and measure")},
    [BLOCK_BARS] = {"bars", BODY_DATA, N_("a few values to compare: a list of text, value and before")},
    [BLOCK_VOTES] = {"votes", BODY_DATA, N_("what people answered: a list of text and count")},
    [BLOCK_DRIVERS] = {"drivers", BODY_DATA,
                       N_("a driver diagram; after the name the goal: a list of title and secondary")},
    [BLOCK_CYCLES] = {"cycles", BODY_DATA,
                      N_("small tests: a list of title, start, plan, do, study, act and decision")},
    [BLOCK_ROAD] = {"road", BODY_MARKDOWN,
                    N_("the meetings of the round, and words below them; after the name its heading")},
    [BLOCK_TEAMS] = {"teams", BODY_MARKDOWN,
                     N_("the teams of the round, by municipality, and words below; after the name its heading")},
};

static const struct model_block kinds[BLOCK_COUNT] = {
    [BLOCK_FACT] = {ARGUMENT_TITLE, NULL, false},
    [BLOCK_QUOTE] = {ARGUMENT_WHO, NULL, false},
    [BLOCK_TEAM] = {ARGUMENT_TEAM, NULL, false},
    [BLOCK_QUESTION] = {ARGUMENT_TITLE, NULL, false},
    [BLOCK_FILMS] = {ARGUMENT_TITLE, &film_type, false},
    [BLOCK_STEPS] = {ARGUMENT_TITLE, &step_type, false},
    [BLOCK_FIGURES] = {ARGUMENT_TITLE, &figure_type, false},
    [BLOCK_CONTACTS] = {ARGUMENT_TITLE, &contact_type, false},
    [BLOCK_CHART] = {ARGUMENT_TITLE, &chart_type, false},
    [BLOCK_BARS] = {ARGUMENT_TITLE, &bar_type, false},
    [BLOCK_VOTES] = {ARGUMENT_TITLE, &vote_type, false},
    [BLOCK_DRIVERS] = {ARGUMENT_TITLE, &driver_type, false},
    [BLOCK_CYCLES] = {ARGUMENT_TITLE, &cycle_type, false},
    [BLOCK_ROAD] = {ARGUMENT_TITLE, NULL, true},
    [BLOCK_TEAMS] = {ARGUMENT_TITLE, NULL, true},
};

const struct model_block *model_block(size_t index)
{
    return &kinds[index];
}

const struct model_block *model_block_of(const struct markup_node *node)
{
    return model_block((size_t)(node->block - blocks));
}

const struct markup_block *model_blocks(size_t *count)
{
    *count = BLOCK_COUNT;
    return blocks;
}

bool blocks_is_team(const struct markup_node *node)
{
    return node->kind == MARKUP_BLOCK && model_block_of(node)->argument == ARGUMENT_TEAM;
}

static bool is_empty(const struct yaml_node *data)
{
    return yaml_is_nothing(data) || (data->kind == YAML_MAP && data->entries.count == 0);
}

static void number_steps(const struct record_type *type, struct array_header *list)
{
    struct step *steps = type == &step_type ? list->items : NULL;
    for (size_t i = 0; steps && i < list->count; i++)
        steps[i].number = i + 1;
}

static void say_empty(struct reading *reading, const struct markup_node *node)
{
    struct diagnostic *error =
        diagnostic_error(reading->diagnostics, node->place, "the block '%s' is empty", node->block->name);
    diagnostic_hint(reading->diagnostics, error, "%s", translate(node->block->help));
}

/* Of votes that all are 0 no share can be told. */
static void check_votes(struct reading *reading, const struct markup_node *node, const struct array_header *list)
{
    const struct vote *votes = list->items;
    for (size_t i = 0; i < list->count; i++)
        if (votes[i].count > 0)
            return;
    struct diagnostic *error =
        diagnostic_error(reading->diagnostics, node->place, "nobody has answered: every count is 0");
    diagnostic_hint(reading->diagnostics, error, "write how many gave each answer, or take the block away");
}

static void read_data(struct reading *reading, struct markup_node *node, const struct record_type *type)
{
    struct array_header *list = ARENA_NEW(reading->arena, struct array_header);
    node->record = list;
    if (!is_empty(node->data)) {
        bool was_in_block = reading->is_in_block;
        reading->is_in_block = true;
        bool is_good = fields_read_list(reading, type, node->block->name, node->data, list);
        reading->is_in_block = was_in_block;
        number_steps(type, list);
        if (type == &vote_type && is_good)
            check_votes(reading, node, list);
    } else if (type != &contact_type && !node->is_broken) {
        say_empty(reading, node);
    }
}

void blocks_read(struct reading *reading, struct markup_node *tree)
{
    for (struct markup_node *node = tree; node; node = markup_next(tree, node)) {
        const struct model_block *block = node->kind == MARKUP_BLOCK ? model_block_of(node) : NULL;
        if (block && block->type && node->data)
            read_data(reading, node, block->type);
        if (block && !block->type && !block->is_of_round && !node->first)
            say_empty(reading, node);
    }
}
