#include "commands/sendings.h"

#include "base/translate.h"
#include "commands/dispatch.h"

static void tell_state(const struct journal_state *state, struct buffer *buffer)
{
    const struct plan_of_sending *plan = state->plan;
    if (!plan) {
        buffer_add_string(buffer, _("not sent"));
        return;
    }
    buffer_format(buffer, _("sent to %zu of %zu"), state->counts[DELIVERY_SENT], plan->persons.count);
    if (state->counts[DELIVERY_UNCERTAIN])
        buffer_format(buffer, _(", %zu uncertain"), state->counts[DELIVERY_UNCERTAIN]);
    if (state->counts[DELIVERY_REFUSED])
        buffer_format(buffer, _(", %zu refused"), state->counts[DELIVERY_REFUSED]);
    if (state->left_behind)
        buffer_format(buffer, _(", %zu of an earlier plan have got nothing"), state->left_behind);
}

static bool tell_letter(struct workshop *workshop, const struct newsletter *letter, struct buffer *buffer)
{
    struct arena *arena = &workshop->arena;
    struct journal_state state = {0};
    const struct round *round = letter->round;
    struct text path = text_format(arena, "%.*s/%.*s/%.*s", TEXT_ARGUMENTS(round->network->id),
                                   TEXT_ARGUMENTS(round->id), TEXT_ARGUMENTS(letter->id));
    const char *journal = text_format(arena, SENT_FOLDER "/%.*s.journal", TEXT_ARGUMENTS(path)).bytes;
    if (!journal_read(arena, journal, &state, &workshop->diagnostics))
        return false;
    add_column(buffer, path, 30);
    buffer_add_byte(buffer, ' ');
    add_column(buffer, date_iso(arena, letter->date), 11);
    tell_state(&state, buffer);
    buffer_add_string(buffer, "  ");
    buffer_add_plain(buffer, letter->title);
    buffer_add_byte(buffer, '\n');
    return true;
}

static bool tell_all(struct workshop *workshop, struct buffer *buffer)
{
    const struct model *model = workshop->model;
    for (size_t i = 0; i < model->networks.count; i++)
        for (size_t j = 0; j < model->networks.items[i]->rounds.count; j++) {
            const struct round *round = model->networks.items[i]->rounds.items[j];
            for (size_t k = 0; k < round->newsletters.count; k++)
                if (!tell_letter(workshop, round->newsletters.items[k], buffer))
                    return false;
        }
    return true;
}

int list_sendings(const struct options *options)
{
    struct workshop workshop;
    int status = STATUS_WORLD;
    struct buffer buffer = {.arena = &workshop.arena};
    bool is_read = workshop_load(&workshop, options) && tell_all(&workshop, &buffer);
    if (!is_read)
        status = report(&workshop.diagnostics, SEVERITY_ERROR);
    else if (print(buffer_text(&buffer)))
        status = STATUS_FINE;
    workshop_close(&workshop);
    return status;
}
