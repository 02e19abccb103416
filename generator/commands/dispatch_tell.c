/* A plan in words: what the coordinator should see before anything is sent. */
#include "commands/dispatch.h"

#include "base/translate.h"
#include "mailing/sending.h"
#include "output/letter_weight.h"

#include <math.h>

enum { LABEL_WIDTH = 16, LONGEST = 1000 * 1000 * 1000 /* minutes that are told; any number may stand in smtp.yml */ };

static void add_label(struct buffer *buffer, const char *label)
{
    buffer_add_string(buffer, "  ");
    add_column(buffer, text_from(label), LABEL_WIDTH);
}

static void add_mailbox(struct buffer *buffer, const struct mailbox *mailbox)
{
    buffer_add_plain(buffer, mailbox->name);
    buffer_add_string(buffer, mailbox->name.size ? " <" : "");
    buffer_add_plain(buffer, mailbox->email);
    buffer_add_string(buffer, mailbox->name.size ? ">" : "");
}

static void tell_letter(struct dispatch *dispatch, struct buffer *buffer)
{
    const struct letter *letter = dispatch->letter;
    buffer_add_plain(buffer, dispatch->newsletter->round->network->title);
    buffer_add_string(buffer, ": ");
    buffer_add_plain(buffer, dispatch->newsletter->title);
    buffer_add_string(buffer, "\n");
    add_label(buffer, _("from"));
    add_mailbox(buffer, &letter->from);
    if (letter->reply_to.email.size) {
        buffer_add_string(buffer, _(", answers to "));
        buffer_add_plain(buffer, letter->reply_to.email);
    }
    buffer_add_byte(buffer, '\n');
    add_label(buffer, _("subject"));
    buffer_add_plain(buffer, letter->subject);
    buffer_add_byte(buffer, '\n');
    add_label(buffer, "");
    buffer_add_plain(buffer, letter->preheader);
    buffer_add_byte(buffer, '\n');
}

static void tell_weight(struct dispatch *dispatch, struct buffer *buffer)
{
    const struct letter *letter = dispatch->letter;
    add_label(buffer, _("weight"));
    buffer_format(buffer, _("%zu kB of HTML (warned of from 80, cut at 95), %zu kB in all\n"),
                  (letter->html.size + 500) / 1000, (dispatch->message->body.size + 500) / 1000);
    letter_weight_write(letter, buffer);
}

static void tell_server(struct dispatch *dispatch, struct buffer *buffer)
{
    const struct smtp_settings *settings = &dispatch->settings;
    add_label(buffer, _("server"));
    buffer_add_plain(buffer, settings->server);
    buffer_format(buffer, _(", port %d (%.*s)"), (int)settings->port, TEXT_ARGUMENTS(settings->security));
    if (settings->user.size) {
        buffer_add_string(buffer, _(", as "));
        buffer_add_plain(buffer, settings->user);
    }
    buffer_add_byte(buffer, '\n');
    add_label(buffer, "");
    if (settings->per_minute > 0) {
        size_t minutes = (size_t)fmin(ceil((double)dispatch->count / settings->per_minute), LONGEST);
        unsigned hundredths = (unsigned)fmin(settings->per_minute * 100 + 0.5, LONGEST);
        if (hundredths % 100)
            buffer_format(buffer, _("%u.%02u a minute"), hundredths / 100, hundredths % 100);
        else
            buffer_format(buffer, _("%u a minute"), hundredths / 100);
        buffer_format(buffer, translate_count(": about %zu minute\n", ": about %zu minutes\n", minutes), minutes);
    } else {
        buffer_add_string(buffer, _("as fast as the server takes them\n"));
    }
}

/* Who is not written to, and why. */
static void tell_left_out(struct buffer *buffer, const char *words, size_t count)
{
    if (count) {
        add_label(buffer, "");
        buffer_format(buffer, "%zu %s\n", count, translate(words));
    }
}

static void tell_list(struct dispatch *dispatch, struct buffer *buffer)
{
    add_label(buffer, _("list"));
    buffer_add_plain(buffer, text_from(dispatch->list_path));
    buffer_format(buffer, translate_count(", %zu person\n", ", %zu people\n", dispatch->listed.count),
                  dispatch->listed.count);
    tell_left_out(buffer, N_("told twice"), dispatch->folded);
    tell_left_out(buffer, N_("of other teams or roles than those chosen"), dispatch->not_chosen);
    tell_left_out(buffer, N_("unsubscribed"), dispatch->left.count);
    tell_left_out(buffer, N_("bounced: the address is gone"), dispatch->bounced.count);
}

void dispatch_tell_counts(const struct journal_state *state, struct buffer *buffer)
{
    buffer_format(buffer, _("%zu have got it, %zu refused, %zu to be tried again, %zu uncertain, %zu not tried\n"),
                  state->counts[DELIVERY_SENT], state->counts[DELIVERY_REFUSED], state->counts[DELIVERY_LATER],
                  state->counts[DELIVERY_UNCERTAIN], state->counts[DELIVERY_WAITING]);
}

/* What the journal knows. */
static void tell_state(struct dispatch *dispatch, struct buffer *buffer)
{
    const struct journal_state *state = &dispatch->state;
    if (!state->plan)
        return;
    add_label(buffer, _("so far"));
    dispatch_tell_counts(state, buffer);
    if (dispatch->newcomers) {
        add_label(buffer, "");
        buffer_format(buffer, _("%zu more on the list have got nothing; --replan plans for them\n"),
                      dispatch->newcomers);
    }
}

/* Whether a warning of `check` is about a file that this letter is made of. */
static bool is_of_letter(struct dispatch *dispatch, struct text path)
{
    struct arena *arena = &dispatch->workshop.arena;
    const char *content = "content/";
    struct text round =
        text_format(arena, "%s%.*s/%.*s/", content, TEXT_ARGUMENTS(dispatch->network), TEXT_ARGUMENTS(dispatch->round));
    if (!text_starts_with(path, round.bytes))
        return false;
    struct text rest = text_slice(path, round.size, path.size);
    if (text_starts_with(rest, "newsletters/"))
        return text_equal(path, dispatch->newsletter->place.source->path);
    for (size_t i = 0; i < dispatch->newsletter->meetings.count; i++) {
        const struct meeting *meeting = dispatch->newsletter->meetings.items[i].target;
        if (text_equal(path, meeting->place.source->path))
            return true;
    }
    return text_is(rest, "round.yml");
}

static void tell_warnings(struct dispatch *dispatch, struct buffer *buffer)
{
    struct diagnostics mine = {.arena = &dispatch->workshop.arena};
    const struct diagnostics *all = &dispatch->workshop.diagnostics;
    for (size_t i = 0; i < all->list.count; i++) {
        struct diagnostic *diagnostic = all->list.items[i];
        const struct source *source = diagnostic->place.source;
        if (diagnostic->severity == SEVERITY_WARNING && source && is_of_letter(dispatch, source->path))
            ARRAY_PUSH(mine.arena, &mine.list, diagnostic);
    }
    for (size_t i = 0; i < dispatch->diagnostics.list.count; i++)
        ARRAY_PUSH(mine.arena, &mine.list, dispatch->diagnostics.list.items[i]);
    add_label(buffer, _("warnings"));
    buffer_format(buffer, "%zu\n", mine.list.count);
    diagnostics_sort(&mine);
    diagnostics_write(&mine, SEVERITY_WARNING, buffer);
}

/* As a shell reads it as one word. */
static void add_argument(struct buffer *buffer, const char *option, const char *value)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZåäöÅÄÖéÉüÜ0123456789-_.,/@+";
    if (!value)
        return;
    buffer_format(buffer, " %s ", option);
    if (value[strspn(value, plain)] == '\0') {
        buffer_add_string(buffer, value);
        return;
    }
    buffer_add_byte(buffer, '\'');
    struct text rest = text_from(value);
    for (size_t quote; (quote = text_find_byte(rest, '\'', 0)) < rest.size;
         rest = text_slice(rest, quote + 1, rest.size)) {
        buffer_add_plain(buffer, text_slice(rest, 0, quote));
        buffer_add_string(buffer, "'\\''");
    }
    buffer_add_plain(buffer, rest);
    buffer_add_byte(buffer, '\'');
}

/* The options that choose the recipients: without them it would be another sending. */
static struct text choices(struct dispatch *dispatch)
{
    const struct options *options = &dispatch->options;
    struct buffer buffer = {.arena = &dispatch->workshop.arena};
    add_argument(&buffer, "--list", options->list);
    add_argument(&buffer, "--team", options->teams);
    add_argument(&buffer, "--role", options->roles);
    return buffer_text(&buffer);
}

static void tell_commands(struct dispatch *dispatch, struct buffer *buffer)
{
    const struct options *options = &dispatch->options;
    struct text path = dispatch->path;
    const char *what = options->is_correction ? " --correction" : "";
    buffer_format(buffer, _("to look at it first:  rundbrev send %.*s%s --test %.*s\n"), TEXT_ARGUMENTS(path), what,
                  TEXT_ARGUMENTS(dispatch->letter->from.email));
    buffer_format(buffer, _("to send it:           rundbrev send %.*s%s%.*s%s%s --really %zu\n"), TEXT_ARGUMENTS(path),
                  what, TEXT_ARGUMENTS(choices(dispatch)), options->is_replanned ? " --replan" : "",
                  options->resends_uncertain ? " --resend-uncertain" : "", dispatch->count);
}

static void tell_what_next(struct dispatch *dispatch, struct buffer *buffer)
{
    if (dispatch->state.counts[DELIVERY_UNCERTAIN] && !dispatch->options.resends_uncertain)
        buffer_format(buffer, _("\n'rundbrev sent %.*s' names those who are uncertain\n"),
                      TEXT_ARGUMENTS(dispatch->path));
    if (!dispatch->count) {
        buffer_add_string(buffer, _("\nThere is nobody to send it to now.\n"));
        return;
    }
    buffer_format(buffer,
                  translate_count("\nIt goes to %zu recipient, in a message of their own.\n",
                                  "\nIt goes to %zu recipients, each in a message of their own.\n", dispatch->count),
                  dispatch->count);
    tell_commands(dispatch, buffer);
}

void dispatch_tell(struct dispatch *dispatch, struct buffer *buffer)
{
    tell_letter(dispatch, buffer);
    tell_server(dispatch, buffer);
    tell_weight(dispatch, buffer);
    tell_list(dispatch, buffer);
    tell_state(dispatch, buffer);
    tell_warnings(dispatch, buffer);
    tell_what_next(dispatch, buffer);
}
