/* What the blocks of a text show of what stands elsewhere: measures, and the round of the text. */
#include "model/loading.h"

#include "proof/word.h"

/* A title of one list of measures, as readers tell titles apart; one that is too long to fold counts as written. */
static struct text key_of(struct arena *arena, const measure_list *measures, struct text title)
{
    char room[WORD_ROOM];
    struct text folded = word_fold(title, room);
    return text_format(arena, "%p %.*s", (const void *)measures, TEXT_ARGUMENTS(folded.size ? folded : title));
}

/* Each list is gone through once, however many charts ask; of two with one title the first is found. */
static const struct measure *find_measure(struct loading *loading, const measure_list *measures, struct text title)
{
    struct map *known = &loading->measures;
    if (!map_set(known, text_format(loading->arena, "%p", (const void *)measures), loading))
        for (size_t i = 0; i < measures->count; i++)
            map_set(known, key_of(loading->arena, measures, measures->items[i].title), &measures->items[i]);
    return map_get(known, key_of(loading->arena, measures, title));
}

static struct text list_titles(struct arena *arena, const measure_list *measures)
{
    struct buffer titles = {.arena = arena};
    for (size_t i = 0; i < measures->count && titles.size < 300; i++)
        buffer_format(&titles, "%s%.*s", i ? ", " : "", TEXT_ARGUMENTS(measures->items[i].title));
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

static struct text known_title(struct loading *loading, const measure_list *measures, struct text wanted)
{
    text_list titles = {0};
    if (!loading_may_compare(loading, measures->count))
        return (struct text){0};
    for (size_t i = 0; i < measures->count; i++)
        ARRAY_PUSH(loading->arena, &titles, measures->items[i].title);
    return text_nearest(wanted, titles.items, titles.count);
}

static void say_unknown(struct loading *loading, const struct chart *chart, const struct team *team,
                        const measure_list *measures)
{
    struct text nearest = known_title(loading, measures, chart->measure);
    struct diagnostic *error =
        team ? diagnostic_error(loading->diagnostics, chart->place, "the team '%.*s' has no measure '%.*s'",
                                TEXT_ARGUMENTS(team->id), TEXT_ARGUMENTS(text_cut(chart->measure, 60)))
             : diagnostic_error(loading->diagnostics, chart->place, "the network has no measure '%.*s' of its own",
                                TEXT_ARGUMENTS(text_cut(chart->measure, 60)));
    if (!diagnostic_suggest(loading->diagnostics, error, nearest))
        diagnostic_hint(loading->diagnostics, error, "its measures are: %.*s",
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
        chart->target = find_measure(loading, measures, chart->measure);
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

/* Two small charts that are the same say nothing more than one. */
static void check_twice(struct loading *loading, struct map *seen, struct chart *chart)
{
    struct text key = {(const char *)&chart->target, sizeof chart->target};
    const struct chart *first = map_set(seen, key, chart);
    if (!first)
        return;
    struct diagnostic *error =
        diagnostic_error(loading->diagnostics, chart->place, "the measure '%.*s' stands twice in the chart",
                         TEXT_ARGUMENTS(text_cut(chart->target->title, 60)));
    diagnostic_hint(loading->diagnostics, error, "take one of them away");
    diagnostic_note(loading->diagnostics, error, first->place, "here for the first time");
}

void link_charts(struct loading *loading, const struct markup_node *node, const struct network *network)
{
    const ARRAY(struct chart) *charts = node->record;
    struct map seen = {.arena = loading->arena};
    if (!network) {
        struct diagnostic *error =
            diagnostic_error(loading->diagnostics, node->place, "a block 'chart' can only stand in a network's texts");
        diagnostic_hint(loading->diagnostics, error, "use a block 'bars' here");
        return;
    }
    for (size_t i = 0; charts && i < charts->count; i++) {
        charts->items[i].place = place_of(node->data->items.items[i]);
        link_chart(loading, &charts->items[i], network);
        if (charts->items[i].target)
            check_twice(loading, &seen, &charts->items[i]);
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
