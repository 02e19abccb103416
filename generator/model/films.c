/* Every film that a text of the site shows, told once however many texts show it. */
#include "model/loading.h"

#include <stdlib.h>

struct gathering {
    struct loading *loading;
    struct map known; /* address → struct shown_film */
    size_t count;     /* of showings */
};

static struct showing showing_of(const struct context *context, const struct team *team)
{
    struct showing showing = {.what = context->owner, .team = team, .network = context->network};
    const void *object = context->owner.object;
    if (context->owner.kind == TARGET_MEETING)
        showing.date = ((const struct meeting *)object)->date;
    else if (context->owner.kind == TARGET_NEWSLETTER)
        showing.date = ((const struct newsletter *)object)->date;
    else if (context->owner.kind == TARGET_REPORT)
        showing.date = ((const struct report *)object)->date;
    else if (context->owner.kind == TARGET_ROUND)
        showing.date = ((const struct round *)object)->start;
    return showing;
}

static bool is_same_place(const struct showing *a, const struct showing *b)
{
    return a->what.kind == b->what.kind && a->what.object == b->what.object && a->team == b->team;
}

/* All texts of a file are read one after the other, so the last showing is the only one that can be the same. */
static void add_film(struct gathering *gathering, const struct film *film, struct text heading,
                     const struct showing *showing)
{
    struct loading *loading = gathering->loading;
    struct shown_film *shown = map_get(&gathering->known, film->address);
    if (!film->address.size)
        return;
    if (!shown) {
        shown = ARENA_NEW(loading->arena, struct shown_film);
        map_set(&gathering->known, film->address, shown);
        ARRAY_PUSH(loading->arena, &loading->model->archive.films, shown);
    } else if (is_same_place(&shown->showings.items[shown->showings.count - 1], showing)) {
        return;
    }
    struct showing copy = *showing;
    copy.film = film;
    copy.heading = heading;
    copy.order = gathering->count++;
    ARRAY_PUSH(loading->arena, &shown->showings, copy);
}

static void add_films(struct gathering *gathering, const struct prose *prose, const struct showing *showing)
{
    for (const struct markup_node *node = prose->tree; node; node = markup_next(prose->tree, node)) {
        if (node->kind != MARKUP_BLOCK || model_block_of(node)->type != &film_type || !node->record)
            continue;
        const ARRAY(struct film) *films = node->record;
        for (size_t i = 0; i < films->count; i++)
            add_film(gathering, &films->items[i], node->argument, showing);
    }
}

static void add_films_of_cycles(struct gathering *gathering, const struct team *team, const struct showing *showing)
{
    for (size_t i = 0; i < team->cycles.count; i++) {
        const struct cycle *cycle = &team->cycles.items[i];
        add_films(gathering, &cycle->plan, showing);
        add_films(gathering, &cycle->carried_out, showing);
        add_films(gathering, &cycle->study, showing);
        add_films(gathering, &cycle->act, showing);
    }
}

/* The texts of teams are gone through team by team: their file is the network's. */
static void add_teams(struct gathering *gathering, const struct network *network)
{
    struct context context = {.owner = {TARGET_TEAMS, network}, .network = network};
    for (size_t i = 0; i < network->teams.count; i++) {
        const struct team *team = network->teams.items[i];
        struct showing showing = showing_of(&context, team);
        add_films(gathering, &team->aim, &showing);
        add_films(gathering, &team->text, &showing);
        add_films_of_cycles(gathering, team, &showing);
    }
}

/* Newest first; what has no day comes last. */
static int compare_dates(struct date a, struct date b)
{
    if (date_is_set(a) != date_is_set(b))
        return date_is_set(a) ? -1 : 1;
    return date_compare(b, a);
}

static int compare_showings(const void *left, const void *right)
{
    const struct showing *a = left, *b = right;
    int order = compare_dates(a->date, b->date);
    return order ? order : a->order < b->order ? -1 : 1;
}

static int compare_films(const void *left, const void *right)
{
    const struct showing *a = &(*(struct shown_film *const *)left)->showings.items[0];
    const struct showing *b = &(*(struct shown_film *const *)right)->showings.items[0];
    if (!a->network != !b->network)
        return a->network ? -1 : 1;
    int order = a->network ? text_compare(a->network->id, b->network->id) : 0;
    return order ? order : compare_showings(a, b);
}

/* What the newest text says of the film, and what only older ones know. */
static void tell(struct shown_film *shown)
{
    shown->film = *shown->showings.items[0].film;
    for (size_t i = 1; i < shown->showings.count; i++) {
        const struct film *other = shown->showings.items[i].film;
        if (!shown->film.note.size)
            shown->film.note = other->note;
        if (!shown->film.is_captions_known) {
            shown->film.captions = other->captions;
            shown->film.is_captions_known = other->is_captions_known;
        }
    }
}

void films_gather(struct loading *loading)
{
    struct gathering gathering = {.loading = loading, .known.arena = loading->arena};
    struct archive *archive = &loading->model->archive;
    for (size_t i = 0; i < loading->reading.proses.count; i++) {
        const struct pending_prose *pending = &loading->reading.proses.items[i];
        struct showing showing = showing_of(&pending->context, NULL);
        if (pending->context.owner.kind != TARGET_TEAMS)
            add_films(&gathering, pending->prose, &showing);
    }
    for (size_t i = 0; i < loading->model->networks.count; i++)
        add_teams(&gathering, loading->model->networks.items[i]);
    for (size_t i = 0; i < archive->films.count; i++) {
        struct shown_film *shown = archive->films.items[i];
        qsort(shown->showings.items, shown->showings.count, sizeof *shown->showings.items, compare_showings);
        tell(shown);
    }
    if (archive->films.count > 1)
        qsort(archive->films.items, archive->films.count, sizeof *archive->films.items, compare_films);
}
