/* What the blocks of a text show of what stands elsewhere: measures, and the round of the text. */
#include "model/loading.h"

#include "proof/word.h"

/* As readers tell titles apart; those that are too long to fold count as they are written. */
static bool is_same_title(struct text a, struct text b)
{
    char first[WORD_ROOM], second[WORD_ROOM];
    struct text folded = word_fold(a, first);
    return text_equal(a, b) || (folded.size && text_equal(folded, word_fold(b, second)));
}

static const struct measure *find_measure(const measure_list *measures, struct text title)
{
    for (size_t i = 0; i < measures->count; i++)
        if (is_same_title(measures->items[i].title, title))
            return &measures->items[i];
    return NULL;
}

static struct text list_titles(struct arena *arena, const measure_list *measures)
{
    struct buffer titles = {.arena = arena};
    for (size_t i = 0; i < measures->count && titles.size < 300; i++)
        buffer_format(&titles, "%s'%.*s'", i ? ", " : "", TEXT_ARGUMENTS(measures->items[i].title));
    return buffer_text(&titles);
}

static void say_no_measures(struct loading *loading, const struct chart *chart, const struct team *team)
{
    struct diagnostic *error;
    if (team) {
        error = diagnostic_error(loading->diagnostics, chart->place, "the team '%.*s' has no measures to draw",
                                 TEXT_ARGUMENTS(team->id));
        diagnostic_hint(loading->diagnostics, error,
                        "add 'measures:' to the team in teams.yml, or take the chart away");
    } else {
        error = diagnostic_error(loading->diagnostics, chart->place, "the network has no measures of its own to draw");
        diagnostic_hint(loading->diagnostics, error,
                        "write 'team:' with a team's id, or add 'measures:' to network.yml");
    }
}

static void say_unclear(struct loading *loading, const struct chart *chart, const measure_list *measures)
{
    struct diagnostic *error =
        diagnostic_error(loading->diagnostics, chart->place, "the chart does not say which measure to draw");
    diagnostic_hint(loading->diagnostics, error, "write 'measure:' with one of these titles: %.*s",
                    TEXT_ARGUMENTS(list_titles(loading->arena, measures)));
}

static void say_unknown(struct loading *loading, const struct chart *chart, const struct team *team,
                        const measure_list *measures)
{
    struct diagnostic *error =
        team ? diagnostic_error(loading->diagnostics, chart->place, "the team '%.*s' has no measure '%.*s'",
                                TEXT_ARGUMENTS(team->id), TEXT_ARGUMENTS(text_cut(chart->measure, 60)))
             : diagnostic_error(loading->diagnostics, chart->place, "the network has no measure '%.*s' of its own",
                                TEXT_ARGUMENTS(text_cut(chart->measure, 60)));
    text_list titles = {0};
    for (size_t i = 0; i < measures->count; i++)
        ARRAY_PUSH(loading->arena, &titles, measures->items[i].title);
    if (!diagnostic_suggest(loading->diagnostics, error,
                            loading_nearest(loading, chart->measure, titles.items, titles.count)))
        diagnostic_hint(loading->diagnostics, error, "its measures are %.*s",
                        TEXT_ARGUMENTS(list_titles(loading->arena, measures)));
}

static void link_chart(struct loading *loading, struct chart *chart, const struct network *network)
{
    const struct team *team = chart->team.target;
    struct text file = path_join(loading->arena, network->id, TEXT("network.yml"));
    if (chart->team.name.size && !team)
        return; /* there is no such team, which has been reported */
    const measure_list *measures = team ? &team->measures : &network->measures;
    if (measures->count == 0) {
        if (team || !loading_has_failed(loading, file))
            say_no_measures(loading, chart, team);
    } else if (chart->measure.size) {
        chart->target = find_measure(measures, chart->measure);
        if (!chart->target)
            say_unknown(loading, chart, team, measures);
    } else if (measures->count > 1) {
        say_unclear(loading, chart, measures);
    } else {
        chart->target = &measures->items[0];
    }
}

/* Where a mistake is told: at the title that is not there, else at the entry. */
static struct place place_of(const struct yaml_node *entry)
{
    const struct yaml_node *measure = yaml_get(entry, "measure");
    return measure ? measure->place : entry->place;
}

void link_charts(struct loading *loading, const struct markup_node *node, const struct network *network)
{
    const ARRAY(struct chart) *charts = node->record;
    if (!network) {
        struct diagnostic *error =
            diagnostic_error(loading->diagnostics, node->place, "a block 'chart' can only stand in a network's texts");
        diagnostic_hint(loading->diagnostics, error, "use a block 'bars' here");
        return;
    }
    for (size_t i = 0; charts && i < charts->count; i++) {
        charts->items[i].place = place_of(node->data->items.items[i]);
        link_chart(loading, &charts->items[i], network);
    }
}

void link_round_block(struct loading *loading, struct markup_node *node, const struct round *round)
{
    node->record = round;
    if (round)
        return;
    struct diagnostic *error = diagnostic_error(
        loading->diagnostics, node->place, "a block '%s' can only stand in the texts of a round", node->block->name);
    diagnostic_hint(loading->diagnostics, error,
                    "move it to round.yml, or to a meeting, newsletter or report of the round that it is to show");
}
