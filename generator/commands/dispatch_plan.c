/* Who gets the letter now. Nobody who has got it gets it again, and nobody who asked not to be written to. */
#include "commands/dispatch.h"

#include "base/digest.h"
#include "mailing/sending.h"

typedef ARRAY(const struct mailbox *) mailbox_list;

static struct map keys_of(struct dispatch *dispatch, const participant_list *participants)
{
    struct map keys = {.arena = &dispatch->workshop.arena};
    for (size_t i = 0; i < participants->count; i++)
        map_set(&keys, participants->items[i].key, &participants->items[i]);
    return keys;
}

static struct map deliveries_by_key(struct dispatch *dispatch)
{
    struct map keys = {.arena = &dispatch->workshop.arena};
    for (size_t i = 0; i < dispatch->state.deliveries.count; i++)
        map_set(&keys, dispatch->state.deliveries.items[i]->key, dispatch->state.deliveries.items[i]);
    return keys;
}

/* Of the whole list, whatever team or role was chosen. */
static struct map keys_of_left(struct dispatch *dispatch)
{
    struct map keys = {.arena = &dispatch->workshop.arena};
    for (size_t i = 0; i < dispatch->listed.count; i++)
        if (dispatch->listed.items[i].left.size)
            map_set(&keys, dispatch->listed.items[i].key, &dispatch->listed.items[i]);
    return keys;
}

static bool is_stopped(struct dispatch *dispatch, const struct map *left, struct text key)
{
    return map_get(left, key) || stopped_find(&dispatch->stops, key, dispatch->network);
}

/* Going on: a letter or list that changed since is refused */

static bool say_changed_letter(struct dispatch *dispatch)
{
    struct diagnostics *diagnostics = &dispatch->diagnostics;
    size_t got = dispatch->state.counts[DELIVERY_SENT];
    struct diagnostic *error =
        diagnostic_error(diagnostics, dispatch->newsletter->place,
                         "the letter is no longer the one that is being sent: %zu have got it as it was before", got);
    diagnostic_hint(diagnostics, error,
                    "undo the change; or send the new letter with --replan to those who have got nothing, and with "
                    "--correction to those who got the old one");
    return false;
}

/* Whoever has got nothing and is in no plan, or only in one that another has taken the place of. */
static void find_newcomers(struct dispatch *dispatch, mailbox_list *came)
{
    struct map planned = deliveries_by_key(dispatch);
    for (size_t i = 0; i < dispatch->recipients.count; i++) {
        const struct participant *participant = &dispatch->recipients.items[i];
        const struct delivery *delivery = map_get(&planned, participant->key);
        if (!delivery || (delivery->revision != dispatch->state.plan->revision && !delivery->got))
            ARRAY_PUSH(&dispatch->workshop.arena, came, &participant->mailbox);
    }
}

/* Who would be written to now, and is gone from the list, or was not chosen this time. */
static void find_gone(struct dispatch *dispatch, mailbox_list *gone)
{
    struct map recipients = keys_of(dispatch, &dispatch->recipients), left = keys_of_left(dispatch);
    for (size_t i = 0; i < dispatch->state.deliveries.count; i++) {
        const struct delivery *delivery = dispatch->state.deliveries.items[i];
        bool is_next = delivery->state == DELIVERY_WAITING || delivery->state == DELIVERY_LATER ||
                       (delivery->state == DELIVERY_UNCERTAIN && dispatch->options.resends_uncertain);
        if (is_next && delivery->revision == dispatch->state.plan->revision && !map_get(&recipients, delivery->key) &&
            !is_stopped(dispatch, &left, delivery->key))
            ARRAY_PUSH(&dispatch->workshop.arena, gone, &delivery->mailbox);
    }
}

static struct text first_names(struct dispatch *dispatch, const mailbox_list *list)
{
    enum { SHOWN = 3 };
    struct buffer buffer = {.arena = &dispatch->workshop.arena};
    for (size_t i = 0; i < list->count && i < SHOWN; i++)
        buffer_format(&buffer, "%s%.*s", i ? ", " : "", TEXT_ARGUMENTS(list->items[i]->email));
    buffer_add_string(&buffer, list->count > SHOWN ? " …" : "");
    return buffer_text(&buffer);
}

static bool say_changed_list(struct dispatch *dispatch, const mailbox_list *came, const mailbox_list *gone)
{
    struct diagnostics *diagnostics = &dispatch->diagnostics;
    struct text path = text_from(dispatch->list_path);
    struct source *source = ARENA_NEW(&dispatch->workshop.arena, struct source);
    source->path = path;
    struct place place = {.source = source};
    struct diagnostic *error = NULL;
    if (came->count)
        error = diagnostic_error(diagnostics, place, "not part of the sending that is under way: %zu (%.*s)",
                                 came->count, TEXT_ARGUMENTS(first_names(dispatch, came)));
    if (gone->count)
        error = diagnostic_error(diagnostics, place, "planned, but not on the list, or not chosen: %zu (%.*s)",
                                 gone->count, TEXT_ARGUMENTS(first_names(dispatch, gone)));
    diagnostic_hint(diagnostics, error,
                    "choose the same list, --team and --role as before; or plan anew for those who have got nothing: "
                    "--replan");
    return false;
}

static bool go_on(struct dispatch *dispatch)
{
    struct arena *arena = &dispatch->workshop.arena;
    const struct plan_of_sending *plan = dispatch->state.plan;
    mailbox_list came = {0}, gone = {0};
    if (!text_equal(dispatch->message->digest, plan->letter))
        return say_changed_letter(dispatch);
    find_newcomers(dispatch, &came);
    dispatch->newcomers = came.count;
    /* A correction is of the journal, and not of the list. */
    if (plan->kind != PLAN_CORRECTION)
        find_gone(dispatch, &gone);
    if (plan->kind != PLAN_CORRECTION && dispatch_is_open(&dispatch->state) && came.count + gone.count)
        return say_changed_list(dispatch, &came, &gone);
    struct map left = keys_of_left(dispatch);
    dispatch->sending = (struct journal_state){.plan = plan};
    for (size_t i = 0; i < dispatch->state.deliveries.count; i++) {
        struct delivery *delivery = dispatch->state.deliveries.items[i];
        if (delivery->revision != plan->revision || is_stopped(dispatch, &left, delivery->key))
            continue;
        ARRAY_PUSH(arena, &dispatch->sending.deliveries, delivery);
        dispatch->sending.counts[delivery->state]++;
    }
    dispatch->count = sending_count(&dispatch->sending, dispatch->options.resends_uncertain);
    return true;
}

/* A new plan */

static bool may_get_it(const struct delivery *delivery, bool resends_uncertain)
{
    return !delivery || !delivery->got || (resends_uncertain && delivery->state != DELIVERY_SENT);
}

/* Those on the list who have got nothing yet. An address that the server refused may be tried with a new plan. */
static void plan_list(struct dispatch *dispatch)
{
    struct arena *arena = &dispatch->workshop.arena;
    struct map planned = deliveries_by_key(dispatch);
    for (size_t i = 0; i < dispatch->recipients.count; i++) {
        const struct participant *participant = &dispatch->recipients.items[i];
        if (may_get_it(map_get(&planned, participant->key), dispatch->options.resends_uncertain))
            ARRAY_PUSH(arena, &dispatch->plan.persons, participant->mailbox);
    }
}

/* Whoever has got this very letter, or may have got it, needs no correction. */
static bool needs_correction(const struct dispatch *dispatch, const struct delivery *delivery)
{
    bool may_have_it = text_equal(delivery->got_letter, dispatch->message->digest);
    bool is_uncertain = delivery->state == DELIVERY_UNCERTAIN && delivery->got == delivery->revision;
    return delivery->got && (!may_have_it || (is_uncertain && dispatch->options.resends_uncertain));
}

/* Exactly those who got an earlier letter, or may have got it. */
static bool plan_correction(struct dispatch *dispatch)
{
    struct arena *arena = &dispatch->workshop.arena;
    struct diagnostics *diagnostics = &dispatch->diagnostics;
    struct map left = keys_of_left(dispatch);
    size_t got = 0;
    for (size_t i = 0; i < dispatch->state.deliveries.count; i++) {
        const struct delivery *delivery = dispatch->state.deliveries.items[i];
        got += delivery->got > 0;
        if (needs_correction(dispatch, delivery) && !is_stopped(dispatch, &left, delivery->key))
            ARRAY_PUSH(arena, &dispatch->plan.persons, delivery->mailbox);
    }
    if (!got)
        diagnostic_error(diagnostics, dispatch->newsletter->place,
                         "there is nothing to correct: nobody has got this letter yet");
    else if (!dispatch->newsletter->correction.tree)
        diagnostic_hint(
            diagnostics,
            diagnostic_error(diagnostics, dispatch->newsletter->place, "the letter does not say what is corrected"),
            "write above its date: 'correction:' and what was wrong");
    return !diagnostics_has_error(diagnostics);
}

static struct text list_digest(struct dispatch *dispatch)
{
    text_list addresses = {0};
    for (size_t i = 0; i < dispatch->plan.persons.count; i++)
        ARRAY_PUSH(&dispatch->workshop.arena, &addresses, dispatch->plan.persons.items[i].email);
    return digest_texts(&dispatch->workshop.arena, addresses.items, addresses.count);
}

static bool plan_anew(struct dispatch *dispatch)
{
    const struct plan_of_sending *before = dispatch->state.plan;
    const struct options *options = &dispatch->options;
    dispatch->plan = (struct plan_of_sending){
        .kind = options->is_correction ? PLAN_CORRECTION
                : before               ? PLAN_ANEW
                                       : PLAN_FIRST,
        .revision = before ? before->revision + 1 : 1,
        .date = options->date,
        .letter = dispatch->message->digest,
    };
    if (options->is_correction && !plan_correction(dispatch))
        return false;
    if (!options->is_correction)
        plan_list(dispatch);
    dispatch->plan.list = list_digest(dispatch);
    dispatch->count = dispatch->plan.persons.count;
    return true;
}

bool dispatch_plan(struct dispatch *dispatch)
{
    return dispatch->goes_on ? go_on(dispatch) : plan_anew(dispatch);
}
