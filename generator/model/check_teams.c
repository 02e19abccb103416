/* Teams in texts: those that are not in the round, and those that its latest letter leaves out. */
#include "model/blocks.h"
#include "model/checking.h"
#include "model/names.h"

#include "proof/word.h"

/* Teams that are not in the round */

/* A round without a list of teams says nothing of them. */
static bool is_outside(const struct team *team, const struct round *round)
{
    if (!team || !round || !round->teams.count)
        return false;
    for (size_t i = team->rounds.count; i-- > 0;)
        if (team->rounds.items[i] == round)
            return false;
    return true;
}

/* What is said of teams outside their round: once a file and team. */
struct outside {
    struct checking *checking;
    struct map told; /* a file and a team of it */
};

/* True once for each file and team outside the file's round. */
static bool is_new(struct outside *outside, const struct team *team, const struct context *context)
{
    if (!is_outside(team, context->round))
        return false;
    struct text key = text_format(outside->checking->arena, "%p %.*s", context->owner.object, TEXT_ARGUMENTS(team->id));
    return !map_set(&outside->told, key, outside);
}

static void say_outside(struct checking *checking, const struct team *team, const struct round *round,
                        struct place place)
{
    struct diagnostic *warning = diagnostic_check(checking->diagnostics, &checks[CHECK_TEAM_NOT_IN_ROUND], place,
                                                  "the team '%.*s' is not in the round", TEXT_ARGUMENTS(team->title));
    diagnostic_hint(checking->diagnostics, warning, "add '%.*s' to 'teams:' in round.yml, or correct the text",
                    TEXT_ARGUMENTS(team->id));
    diagnostic_note(checking->diagnostics, warning,
                    checking_place(checking_file(checking, round), "teams", round->place), "the teams of the round");
}

static void check_lists(struct outside *outside)
{
    for (size_t i = 0; i < outside->checking->loading->reading.references.count; i++) {
        const struct pending_reference *pending = &outside->checking->loading->reading.references.items[i];
        if (pending->type == &team_type && pending->context.owner.kind == TARGET_MEETING &&
            is_new(outside, pending->reference->target, &pending->context))
            say_outside(outside->checking, pending->reference->target, pending->context.round,
                        pending->reference->place);
    }
}

static void check_blocks(struct outside *outside)
{
    for (size_t i = 0; i < outside->checking->loading->reading.proses.count; i++) {
        const struct pending_prose *pending = &outside->checking->loading->reading.proses.items[i];
        const struct markup_node *top = pending->prose->tree;
        for (const struct markup_node *node = top; node && pending->context.round; node = markup_next(top, node))
            if (blocks_is_team(node) && is_new(outside, node->record, &pending->context))
                say_outside(outside->checking, node->record, pending->context.round, node->argument_place);
    }
}

/* "team", "teamet" or "the team" right before. */
static bool is_called_team(struct text text, size_t at)
{
    static const char *const words[] = {"team ", "teamet ", "teamen "};
    struct text before = text_slice(text, at < 8 ? 0 : at - 8, at);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        struct text word = text_from(words[i]);
        size_t from = before.size - word.size;
        if (word.size <= before.size && text_equal_but_case(text_slice(before, from, before.size), word) &&
            (from == 0 || before.bytes[from - 1] == ' '))
            return true;
    }
    return false;
}

static bool is_one_word(struct text title)
{
    struct word word;
    size_t at = 0;
    return !word_next(title, &at, &word) || !word_next(title, &at, &word);
}

/* A text may well tell of a team of another round. So only those count that are in no round at all: they have just
 * been added to teams.yml and forgotten in round.yml. */
static struct names names_of_homeless(struct checking *checking, const struct network *network)
{
    struct names names = {.arena = checking->arena};
    for (size_t i = 0; i < network->teams.count; i++)
        if (!network->teams.items[i]->rounds.count && utf8_count(network->teams.items[i]->title) >= 4)
            names_add(&names, network->teams.items[i]->title, network->teams.items[i]);
    return names;
}

/* A title of one word may be the name of a place or an everyday word, unless it is called a team. */
static void check_words(struct outside *outside, const struct names *names, const struct published_text *text)
{
    struct name_found found;
    for (size_t at = 0; names_find(names, text->text, &at, &found);) {
        const struct team *team = found.target;
        bool is_team = !is_one_word(team->title) || is_called_team(text->text, found.from);
        if (is_team && is_new(outside, team, &text->context))
            say_outside(outside->checking, team, text->context.round, texts_place(text, found.from));
    }
}

static void check_running_text(struct outside *outside)
{
    struct checking *checking = outside->checking;
    const struct network *network = NULL;
    struct names names = {0};
    for (size_t i = 0; i < checking->texts.count; i++) {
        const struct published_text *text = &checking->texts.items[i];
        if (!texts_is_words(text) || !text->context.round)
            continue;
        if (text->context.network != network) {
            network = text->context.network;
            names = names_of_homeless(checking, network);
        }
        if (names.states)
            check_words(outside, &names, text);
    }
}

void check_teams(struct checking *checking)
{
    struct outside outside = {checking, {.arena = checking->arena}};
    check_lists(&outside);
    check_blocks(&outside);
    check_running_text(&outside);
}

/* Teams that a letter leaves out */

/* All that is known of who is named in a letter. */
struct mentions {
    struct checking *checking;
    struct names names;
    struct map teams; /* ids of those mentioned */
};

static void mention(struct mentions *mentions, const struct team *team)
{
    if (team)
        map_set(&mentions->teams, team->id, mentions);
}

/* "KAA" and "Kommunalt aktivitetsansvar" of "Kommunalt aktivitetsansvar (KAA)"; "Nässjö" of "Nässjö kommun". */
static void add_short_names(struct names *names, struct text title, const struct team *team)
{
    static const char *const endings[] = {" kommun", " kommuns", " stad", " municipality"};
    size_t open = text_find_byte(title, '(', 0);
    if (open < title.size) {
        names_add(names, text_slice(title, 0, open), team);
        names_add(names, text_slice(title, open + 1, text_find_byte(title, ')', open)), team);
    }
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (text_ends_with(title, endings[i]))
            names_add(names, text_slice(title, 0, title.size - text_from(endings[i]).size), team);
}

/* A municipality with one team in the round stands for it. */
static void add_municipalities(struct names *names, const struct round *round)
{
    struct map counted = {.arena = names->arena}; /* municipality → its only team, or the names when it has more */
    for (size_t i = 0; i < round->teams.count; i++) {
        const struct team *team = round->teams.items[i].target;
        if (map_get(&counted, team->municipality))
            map_set(&counted, team->municipality, names);
        else
            map_set(&counted, team->municipality, (void *)team);
    }
    for (size_t i = 0; i < round->teams.count; i++) {
        const struct team *team = round->teams.items[i].target;
        if (team->municipality.size && map_get(&counted, team->municipality) == team) {
            names_add(names, team->municipality, team);
            add_short_names(names, team->municipality, team);
        }
    }
}

static struct names names_of_teams(struct checking *checking, const struct round *round)
{
    struct names names = {.arena = checking->arena};
    for (size_t i = 0; i < round->teams.count; i++) {
        const struct team *team = round->teams.items[i].target;
        names_add(&names, team->title, team);
        add_short_names(&names, team->title, team);
    }
    add_municipalities(&names, round);
    for (size_t i = 0; i < round->teams.count; i++) {
        const struct team *team = round->teams.items[i].target;
        for (size_t j = 0; j < team->contacts.count; j++)
            names_add(&names, ((const struct person *)team->contacts.items[j].person.target)->name, team);
    }
    return names;
}

static void read_address(struct mentions *mentions, const struct published_text *text)
{
    struct text fragment;
    const struct target *target =
        text->node ? model_link_target(mentions->checking->model, mentions->checking->arena, text->node, &fragment)
                   : NULL;
    if (target && target->kind == TARGET_TEAMS)
        mention(mentions, map_get(&((const struct network *)target->object)->teams_by_id, fragment));
}

static void read_block(struct mentions *mentions, const struct markup_node *node)
{
    if (blocks_is_team(node))
        mention(mentions, node->record);
    if (node->kind != MARKUP_BLOCK || model_block_of(node)->type != &chart_type)
        return;
    const ARRAY(struct chart) *charts = node->record;
    for (size_t i = 0; i < charts->count; i++)
        mention(mentions, charts->items[i].team.target);
}

/* Words, links and blocks of one file. */
static void read_file(struct mentions *mentions, const void *owner, const struct prose *body)
{
    const text_pointers *texts = checking_texts(mentions->checking, owner);
    struct name_found found;
    for (size_t i = 0; texts && i < texts->count; i++) {
        const struct published_text *text = texts->items[i];
        if (text->role == ROLE_ADDRESS)
            read_address(mentions, text);
        for (size_t at = 0; texts_is_words(text) && names_find(&mentions->names, text->text, &at, &found);)
            mention(mentions, found.target);
    }
    for (const struct markup_node *node = body->tree; node; node = markup_next(body->tree, node))
        read_block(mentions, node);
}

static const struct newsletter *newest(const struct round *round)
{
    const struct newsletter *newest = NULL;
    for (size_t i = 0; i < round->newsletters.count; i++)
        if (!newest || date_compare(round->newsletters.items[i]->date, newest->date) >= 0)
            newest = round->newsletters.items[i];
    return newest;
}

void check_letter_teams(struct checking *checking, const struct round *round)
{
    const struct newsletter *newsletter = newest(round);
    if (!newsletter || !round->teams.count)
        return;
    struct mentions mentions = {checking, names_of_teams(checking, round), {.arena = checking->arena}};
    read_file(&mentions, newsletter, &newsletter->body);
    for (size_t i = 0; i < newsletter->meetings.count; i++) {
        const struct meeting *meeting = newsletter->meetings.items[i].target;
        read_file(&mentions, meeting, &meeting->notes);
        for (size_t j = 0; j < meeting->teams.count; j++)
            mention(&mentions, meeting->teams.items[j].target);
    }
    for (size_t i = 0; i < round->teams.count; i++) {
        const struct team *team = round->teams.items[i].target;
        if (map_get(&mentions.teams, team->id))
            continue;
        struct diagnostic *advice =
            diagnostic_check(checking->diagnostics, &checks[CHECK_TEAM_NOT_MENTIONED],
                             checking_place(checking_file(checking, newsletter), "meetings", newsletter->place),
                             "the letter does not mention the team '%.*s'", TEXT_ARGUMENTS(team->title));
        diagnostic_hint(checking->diagnostics, advice,
                        "neither its words nor the notes of its meetings do; a line on the team is enough");
    }
}
