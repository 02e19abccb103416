/* rundbrev sent: who got a letter, who not, and why; from the journal alone. */
#include "commands/dispatch.h"

#include "base/translate.h"
#include "commands/sendings.h"

#include <time.h>

/* The groups in the order of what asks for action. */
static const struct group {
    enum delivery_state state;
    const char *title;
} groups[] = {
    {DELIVERY_UNCERTAIN, N_("uncertain: whether these have got it is not known")},
    {DELIVERY_REFUSED, N_("refused by the server")},
    {DELIVERY_LATER, N_("to be tried again")},
    {DELIVERY_WAITING, N_("not tried yet")},
    {DELIVERY_SENT, N_("have got it")},
};
enum { GROUP_COUNT = sizeof groups / sizeof *groups };

static bool is_in(const struct journal_state *state, const struct delivery *delivery, enum delivery_state which)
{
    return delivery->revision == state->plan->revision && delivery->state == which;
}

/* "2026-03-01T08:00:03Z" as the clock on the wall shows it. */
static void add_time(struct text instant, struct buffer *buffer)
{
    struct tm utc = {0}, local;
    char words[32];
    const char *end = strptime(text_string(buffer->arena, instant), "%Y-%m-%dT%H:%M:%SZ", &utc);
    time_t seconds = end ? timegm(&utc) : 0;
    if (end && localtime_r(&seconds, &local) && strftime(words, sizeof words, "%Y-%m-%d %H:%M", &local))
        buffer_format(buffer, "  %s", words);
}

static void tell_delivery(const struct delivery *delivery, struct buffer *buffer)
{
    buffer_add_string(buffer, "  ");
    buffer_add_plain(buffer, delivery->mailbox.email);
    if (delivery->mailbox.name.size) {
        buffer_add_string(buffer, "  ");
        buffer_add_plain(buffer, delivery->mailbox.name);
    }
    if (delivery->state != DELIVERY_WAITING)
        add_time(delivery->time, buffer);
    if (delivery->words.size) {
        buffer_add_string(buffer, "  ");
        /* Most are the server's; those of this program are English in the journal. */
        buffer_add_plain(buffer, text_from(translate(text_string(buffer->arena, delivery->words))));
    }
    buffer_add_byte(buffer, '\n');
}

static void tell_group(const struct journal_state *state, const struct group *group, struct buffer *buffer)
{
    if (!state->counts[group->state])
        return;
    buffer_format(buffer, "\n%s: %zu\n", translate(group->title), state->counts[group->state]);
    for (size_t i = 0; i < state->deliveries.count; i++)
        if (is_in(state, state->deliveries.items[i], group->state))
            tell_delivery(state->deliveries.items[i], buffer);
}

/* Who belongs to an earlier plan alone: got another revision, or was on the list then. */
static void tell_earlier(const struct journal_state *state, struct buffer *buffer)
{
    bool has_title = false;
    for (size_t i = 0; i < state->deliveries.count; i++) {
        const struct delivery *delivery = state->deliveries.items[i];
        if (delivery->revision == state->plan->revision || !delivery->got)
            continue;
        if (!has_title)
            buffer_format(buffer, "\n%s\n", _("got an earlier revision, or may have got it:"));
        has_title = true;
        tell_delivery(delivery, buffer);
    }
}

/* Who was in an earlier plan, and is in no plan now: they may have gone from the list, or may be forgotten. */
static void tell_left_behind(const struct journal_state *state, struct buffer *buffer)
{
    if (!state->left_behind)
        return;
    buffer_format(buffer, "\n%s: %zu\n", _("planned earlier, and have got nothing (--replan plans for them)"),
                  state->left_behind);
    for (size_t i = 0; i < state->deliveries.count; i++)
        if (state->deliveries.items[i]->revision != state->plan->revision && !state->deliveries.items[i]->got)
            tell_delivery(state->deliveries.items[i], buffer);
}

static void tell_plan(const struct dispatch *dispatch, struct buffer *buffer)
{
    static const char *const kinds[] = {N_("sending"), N_("sending, planned anew"), N_("correction"), N_("draft")};
    const struct plan_of_sending *plan = dispatch->state.plan;
    buffer_add(buffer, dispatch->path);
    buffer_format(buffer, _(": %s, revision %d, "), translate(kinds[plan->kind]), plan->revision);
    buffer_format(buffer, translate_count("planned for %zu person\n", "planned for %zu people\n", plan->persons.count),
                  plan->persons.count);
}

static int tell(struct dispatch *dispatch, const struct options *options)
{
    struct buffer buffer = {.arena = &dispatch->workshop.arena};
    const struct journal_state *state = &dispatch->state;
    if (!dispatch_open(dispatch, options))
        return dispatch_report(dispatch);
    if (!state->plan) {
        buffer_add(&buffer, dispatch->path);
        buffer_add_string(&buffer, _(": nothing has been sent\n"));
        return print(buffer_text(&buffer)) ? STATUS_FINE : STATUS_WORLD;
    }
    tell_plan(dispatch, &buffer);
    for (size_t i = 0; i < GROUP_COUNT; i++)
        tell_group(state, &groups[i], &buffer);
    tell_earlier(state, &buffer);
    tell_left_behind(state, &buffer);
    return print(buffer_text(&buffer)) ? STATUS_FINE : STATUS_WORLD;
}

int command_sent(const struct options *options)
{
    if (!options->argument_count)
        return list_sendings(options);
    struct dispatch dispatch;
    int status = tell(&dispatch, options);
    dispatch_close(&dispatch);
    return status;
}
