#include "commands/dispatch.h"

#include "base/file.h"
#include "base/identifier.h"
#include "base/translate.h"

#include <errno.h>
#include <string.h>

/* Names */

/* "network/round/letter", also as the path of its file: content/network/round/newsletters/letter.md. */
static bool read_name(struct dispatch *dispatch, const char *argument)
{
    struct text rest = text_from(argument), *parts[] = {&dispatch->network, &dispatch->round, &dispatch->letter_id};
    if (text_starts_with(rest, "./"))
        rest = text_slice(rest, 2, rest.size);
    if (text_starts_with(rest, "content/"))
        rest = text_slice(rest, strlen("content/"), rest.size);
    if (text_ends_with(rest, ".md"))
        rest.size -= strlen(".md");
    for (size_t i = 0; i < 3; i++) {
        size_t end = i < 2 ? text_find_byte(rest, '/', 0) : rest.size;
        *parts[i] = text_slice(rest, 0, end);
        rest = text_slice(rest, end + 1, rest.size);
        if (i == 1 && text_starts_with(rest, "newsletters/"))
            rest = text_slice(rest, strlen("newsletters/"), rest.size);
        if (!identifier_is_valid(*parts[i]))
            return false;
    }
    return true;
}

static bool understand_name(struct dispatch *dispatch, const char *argument)
{
    struct arena *arena = &dispatch->workshop.arena;
    if (read_name(dispatch, argument)) {
        dispatch->path = text_format(arena, "%.*s/%.*s/%.*s", TEXT_ARGUMENTS(dispatch->network),
                                     TEXT_ARGUMENTS(dispatch->round), TEXT_ARGUMENTS(dispatch->letter_id));
        dispatch->journal_path = text_format(arena, SENT_FOLDER "/%.*s.journal", TEXT_ARGUMENTS(dispatch->path)).bytes;
        return true;
    }
    struct diagnostic *error =
        diagnostic_error(&dispatch->diagnostics, (struct place){0}, "this does not name a letter: '%s'", argument);
    diagnostic_hint(&dispatch->diagnostics, error, "write network/round/number, such as laslust/2026-2027/3");
    return false;
}

bool dispatch_open(struct dispatch *dispatch, const struct options *options)
{
    struct workshop *workshop = &dispatch->workshop;
    *dispatch = (struct dispatch){.options = *options};
    bool is_open = workshop_open(workshop, options);
    dispatch->diagnostics.arena = &workshop->arena;
    return is_open && understand_name(dispatch, options->arguments[0]) &&
           private_folder_check(&workshop->arena, PRIVATE_FOLDER, &dispatch->diagnostics) &&
           journal_read(&workshop->arena, dispatch->journal_path, &dispatch->state, &dispatch->diagnostics);
}

/* The letter */

bool dispatch_is_open(const struct journal_state *state)
{
    return state->counts[DELIVERY_WAITING] + state->counts[DELIVERY_LATER] + state->counts[DELIVERY_UNCERTAIN] > 0;
}

/* A plan that is carried out goes on until another is asked for. A finished correction may be followed by another. */
static bool shall_go_on(const struct dispatch *dispatch)
{
    const struct plan_of_sending *plan = dispatch->state.plan;
    if (!plan || dispatch->options.is_replanned || dispatch->options.draft)
        return false;
    return dispatch->options.is_correction ? plan->kind == PLAN_CORRECTION && dispatch_is_open(&dispatch->state) : true;
}

static const struct newsletter *find_in_round(struct dispatch *dispatch, const struct round *round)
{
    for (size_t i = 0; i < round->newsletters.count; i++)
        if (text_equal(round->newsletters.items[i]->id, dispatch->letter_id))
            return round->newsletters.items[i];
    return NULL;
}

static const struct newsletter *find_letter(struct dispatch *dispatch)
{
    const struct network *network = map_get(&dispatch->workshop.model->networks_by_id, dispatch->network);
    for (size_t i = 0; network && i < network->rounds.count; i++)
        if (text_equal(network->rounds.items[i]->id, dispatch->round))
            return find_in_round(dispatch, network->rounds.items[i]);
    return NULL;
}

static bool say_unknown_letter(struct dispatch *dispatch)
{
    struct diagnostic *error =
        diagnostic_error(&dispatch->diagnostics, (struct place){0}, "there is no letter '%.*s' in content/",
                         TEXT_ARGUMENTS(dispatch->path));
    diagnostic_hint(&dispatch->diagnostics, error, "'rundbrev send' alone lists the letters");
    return false;
}

bool dispatch_render(struct dispatch *dispatch)
{
    struct workshop *workshop = &dispatch->workshop;
    dispatch->goes_on = shall_go_on(dispatch);
    if (dispatch->goes_on)
        dispatch->options.date = dispatch->state.plan->date;
    bool is_correction =
        dispatch->goes_on ? dispatch->state.plan->kind == PLAN_CORRECTION : dispatch->options.is_correction;
    if (!workshop_read(workshop, &dispatch->options))
        return false;
    dispatch->newsletter = find_letter(dispatch);
    if (!dispatch->newsletter)
        return say_unknown_letter(dispatch);
    dispatch->letter = workshop_render_letter(workshop, &dispatch->options, dispatch->newsletter,
                                              is_correction ? LETTER_CORRECTION : LETTER_FIRST);
    if (!dispatch->letter)
        return false;
    dispatch->message = message_prepare(&workshop->arena, dispatch->letter);
    return true;
}

bool dispatch_read_settings(struct dispatch *dispatch)
{
    return smtp_settings_read(&dispatch->workshop.arena, PRIVATE_FOLDER "/smtp.yml", &dispatch->settings,
                              &dispatch->diagnostics);
}

/* The list */

/* The list of the round, where it has one of its own, else that of the network. */
static const char *list_path(struct dispatch *dispatch)
{
    struct arena *arena = &dispatch->workshop.arena;
    if (dispatch->options.list)
        return dispatch->options.list;
    const char *of_round = text_format(arena, PRIVATE_FOLDER "/%.*s/%.*s.csv", TEXT_ARGUMENTS(dispatch->network),
                                       TEXT_ARGUMENTS(dispatch->round))
                               .bytes;
    return file_kind(of_round) == FILE_REGULAR
               ? of_round
               : text_format(arena, PRIVATE_FOLDER "/%.*s.csv", TEXT_ARGUMENTS(dispatch->network)).bytes;
}

static void part(struct dispatch *dispatch, const participant_list *chosen)
{
    struct arena *arena = &dispatch->workshop.arena;
    ARRAY_RESERVE(arena, &dispatch->recipients, chosen->count);
    for (size_t i = 0; i < chosen->count; i++) {
        struct participant participant = chosen->items[i];
        const struct stop *stop = stopped_find(&dispatch->stops, participant.key, dispatch->network);
        if (stop && stop->reason == STOP_BOUNCED)
            ARRAY_PUSH(arena, &dispatch->bounced, participant);
        else if (stop || participant.left.size)
            ARRAY_PUSH(arena, &dispatch->left, participant);
        else
            ARRAY_PUSH(arena, &dispatch->recipients, participant);
    }
}

static bool say_no_list(struct dispatch *dispatch)
{
    struct diagnostic *error = diagnostic_world(&dispatch->diagnostics, text_from(dispatch->list_path), ENOENT,
                                                "cannot read the list of participants");
    diagnostic_hint(
        &dispatch->diagnostics, error,
        "save it there from a spreadsheet as CSV, with a column 'e-post'; or name another file with --list");
    return false;
}

bool dispatch_read_list(struct dispatch *dispatch)
{
    struct arena *arena = &dispatch->workshop.arena;
    struct diagnostics *diagnostics = &dispatch->diagnostics;
    const struct options *options = &dispatch->options;
    participant_list chosen = {0};
    dispatch->list_path = list_path(dispatch);
    if (file_kind(dispatch->list_path) == FILE_NONE)
        return say_no_list(dispatch);
    bool has_list = participants_read(arena, dispatch->list_path, &dispatch->listed, &dispatch->folded, diagnostics) &&
                    participants_choose(arena, &dispatch->listed, options->teams, options->roles, &chosen, diagnostics);
    bool has_stops = stopped_read(arena, STOPPED_FILE, &dispatch->stops, diagnostics);
    if (!has_list || !has_stops)
        return false;
    dispatch->not_chosen = dispatch->listed.count - chosen.count;
    part(dispatch, &chosen);
    return true;
}

/* The end */

int dispatch_report(struct dispatch *dispatch)
{
    if (diagnostics_has_error(&dispatch->workshop.diagnostics))
        return report(&dispatch->workshop.diagnostics, SEVERITY_ERROR);
    return report(&dispatch->diagnostics, SEVERITY_WARNING);
}

void dispatch_close(struct dispatch *dispatch)
{
    workshop_close(&dispatch->workshop);
}
