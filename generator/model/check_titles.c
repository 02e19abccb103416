/* Titles that two things share, where readers see them side by side. */
#include "model/checking.h"

#include "proof/word.h"

/* The titles of one list, such as the meetings of a round. */
struct titles {
    struct checking *checking;
    struct map seen; /* the words of a title → the place where it stands */
};

/* As a reader tells titles apart: by their words alone. Long words count as they are written. */
static struct text key_of(struct arena *arena, struct text title)
{
    struct buffer key = {.arena = arena};
    struct word word;
    char room[WORD_ROOM];
    for (size_t at = 0; word_next(title, &at, &word);) {
        struct text written = text_slice(title, word.from, word.to), folded = word_fold(written, room);
        buffer_add(&key, folded.size ? folded : written);
        buffer_add_byte(&key, ' ');
    }
    return buffer_text(&key);
}

static void add_title(struct titles *titles, struct text title, struct place place)
{
    struct checking *checking = titles->checking;
    struct text key = key_of(checking->arena, title);
    if (!key.size)
        return;
    const struct place *first = map_get(&titles->seen, key);
    if (!first) {
        struct place *copy = ARENA_NEW(checking->arena, struct place);
        *copy = place;
        map_set(&titles->seen, key, copy);
        return;
    }
    struct diagnostic *warning =
        diagnostic_check(checking->diagnostics, &checks[CHECK_REPEATED_TITLE], place, "the title '%.*s' is used twice",
                         TEXT_ARGUMENTS(text_cut(title, 60)));
    diagnostic_hint(checking->diagnostics, warning, "say in one of the two titles what is special");
    diagnostic_note(checking->diagnostics, warning, *first, "it is used here too");
}

/* Of a file that is a thing of its own: a network, a round, a meeting … */
static void add_file(struct titles *titles, const void *object, struct text title, struct place place)
{
    add_title(titles, title, checking_place(checking_file(titles->checking, object), "title", place));
}

static struct titles begin(struct checking *checking)
{
    return (struct titles){checking, {.arena = checking->arena}};
}

/* A cancelled meeting may come again under its old title. */
static void check_round(struct checking *checking, const struct round *round)
{
    struct titles meetings = begin(checking), newsletters = begin(checking);
    for (size_t i = 0; i < round->meetings.count; i++)
        if (!checking_is_cancelled(round->meetings.items[i]))
            add_file(&meetings, round->meetings.items[i], round->meetings.items[i]->title,
                     round->meetings.items[i]->place);
    for (size_t i = 0; i < round->newsletters.count; i++)
        add_file(&newsletters, round->newsletters.items[i], round->newsletters.items[i]->title,
                 round->newsletters.items[i]->place);
}

/* A chart names a measure by its title. */
static void check_measures_of(struct checking *checking, const measure_list *measures)
{
    struct titles titles = begin(checking);
    for (size_t i = 0; i < measures->count; i++)
        add_title(&titles, measures->items[i].title, measures->items[i].place);
}

static void check_network(struct checking *checking, const struct network *network)
{
    struct titles rounds = begin(checking), teams = begin(checking);
    for (size_t i = 0; i < network->rounds.count; i++) {
        add_file(&rounds, network->rounds.items[i], network->rounds.items[i]->title, network->rounds.items[i]->place);
        check_round(checking, network->rounds.items[i]);
    }
    check_measures_of(checking, &network->measures);
    for (size_t i = 0; i < network->teams.count; i++) {
        add_title(&teams, network->teams.items[i]->title, network->teams.items[i]->place);
        check_measures_of(checking, &network->teams.items[i]->measures);
    }
}

void check_titles(struct checking *checking)
{
    struct titles networks = begin(checking), pages = begin(checking);
    const struct model *model = checking->model;
    for (size_t i = 0; i < model->networks.count; i++) {
        add_file(&networks, model->networks.items[i], model->networks.items[i]->title, model->networks.items[i]->place);
        check_network(checking, model->networks.items[i]);
    }
    for (size_t i = 0; i < model->pages.count; i++)
        add_file(&pages, model->pages.items[i], model->pages.items[i]->title, model->pages.items[i]->place);
}
