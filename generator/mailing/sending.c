#include "mailing/sending.h"

#include "base/digest.h"
#include "base/translate.h"
#include "mailing/journal_line.h"
#include "mailing/unsubscribe.h"

#include <errno.h>
#include <time.h>

enum {
    ID_DIGITS = 32,
    LATER_IN_A_ROW = 3,     /* of persons who had not been tried: then it is the server */
    UNCERTAIN_IN_A_ROW = 3, /* then the server is not given more messages to lose */
    REFUSED_IN_A_ROW = 5,   /* then it refuses us: a relay that is not allowed, a daily quota */
};

/* Somebody who is still to be tried. */
struct turn {
    struct delivery *delivery;
    double due; /* seconds of the monotonic clock */
};
typedef ARRAY(struct turn) turn_list;

struct run {
    const struct sending *sending;
    struct arena *arena;
    struct arena scratch; /* of one message */
    struct smtp *smtp;
    struct smtp_answer answer; /* the newest; its words are in the scratch arena */
    turn_list later;           /* for the next round */
    double next;               /* not before this may the next message begin */
    double pause;              /* of the whole sending, when the server is in trouble */
    int pauses;                /* since it last worked */
    int later_in_a_row, uncertain_in_a_row, refused_in_a_row;
    bool is_unwritten, is_broken;
    size_t announced; /* turns of the first round that the journal knows of, when they follow each other at once */
    size_t done, total;
};

struct text sending_message_id(struct arena *arena, struct text letter_path, struct text key, int revision,
                               struct text host)
{
    struct text parts[] = {letter_path, key, text_format(arena, "%d", revision)};
    return text_format(arena, "%.*s@%.*s", ID_DIGITS, digest_texts(arena, parts, 3).bytes, TEXT_ARGUMENTS(host));
}

static bool is_to_be_sent(const struct journal_state *state, const struct delivery *delivery, bool resend_uncertain)
{
    return state->plan && delivery->revision == state->plan->revision &&
           (delivery->state == DELIVERY_WAITING || delivery->state == DELIVERY_LATER ||
            (delivery->state == DELIVERY_UNCERTAIN && resend_uncertain));
}

static bool is_stopped(const struct sending *sending, const struct delivery *delivery)
{
    return sending->is_stopped && sending->is_stopped(sending->stop_context, delivery->key);
}

size_t sending_count(const struct journal_state *state, bool resend_uncertain)
{
    size_t count = 0;
    for (size_t i = 0; i < state->deliveries.count; i++)
        count += is_to_be_sent(state, state->deliveries.items[i], resend_uncertain);
    return count;
}

/* Time. */

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static bool is_ended(const struct run *run)
{
    return run->sending->is_ended && *run->sending->is_ended;
}

/* Waits for a time, in short pieces, so that a signal just before one is not missed. What was appended to the journal
 * is on the disk meanwhile. False when the sending is to end. */
static bool wait_until(struct run *run, double time)
{
    const double piece = 0.1;
    if (time > now() && !journal_wait(run->sending->journal))
        run->is_unwritten = true;
    for (double left; !run->is_unwritten && !is_ended(run) && (left = time - now()) > 0;) {
        left = left < piece ? left : piece;
        struct timespec rest = {.tv_nsec = (long)(left * 1e9)};
        nanosleep(&rest, NULL);
    }
    return !run->is_unwritten && !is_ended(run);
}

/* One person. */

static bool is_journal_safe(void *context)
{
    struct run *run = context;
    run->is_unwritten = !journal_wait_try(run->sending->journal);
    return !run->is_unwritten;
}

static const enum delivery_state state_after[] = {
    [SMTP_ACCEPTED] = DELIVERY_SENT,       [SMTP_REFUSED] = DELIVERY_REFUSED, [SMTP_LATER] = DELIVERY_LATER,
    [SMTP_UNCERTAIN] = DELIVERY_UNCERTAIN, [SMTP_BROKEN] = DELIVERY_WAITING,
};

/* The state that the journal will tell, and its counts. */
static void settle(struct run *run, struct delivery *delivery, enum delivery_state state)
{
    struct journal_state *all = run->sending->state;
    all->counts[delivery->state]--;
    delivery_settle(delivery, state, run->answer.code, text_copy(run->arena, run->answer.words),
                    journal_time(run->arena));
    all->counts[state]++;
}

static void note(struct run *run, struct delivery *delivery)
{
    enum delivery_state state = state_after[run->answer.outcome];
    if (!journal_answer(run->sending->journal, delivery->revision, delivery->key, state, run->answer.code,
                        run->answer.words)) {
        run->is_unwritten = true;
        state = DELIVERY_UNCERTAIN;
    }
    settle(run, delivery, state);
}

static bool send_to(struct run *run, struct delivery *delivery)
{
    const struct sending *sending = run->sending;
    struct text id =
        sending_message_id(&run->scratch, sending->letter_path, delivery->key, delivery->revision, sending->host);
    struct recipient recipient = {
        .to = delivery->mailbox,
        .message_id = id,
        .in_reply_to = delivery->corrects,
        .unsubscribe_key = unsubscribe_key(&run->scratch, sending->unsubscribe_secret, sending->network, delivery->key),
        .time = time(NULL),
    };
    struct smtp_message message = {
        .from = sending->return_path,
        .to = delivery->mailbox.email,
        .head = message_head(&run->scratch, sending->message, &recipient),
        .body = sending->message->body,
        .before_end = is_journal_safe,
        .context = run,
    };
    if (!journal_try(sending->journal, delivery->revision, delivery->key, id)) {
        run->is_unwritten = true;
        return false;
    }
    delivery->trying = text_copy(run->arena, id);
    run->answer = smtp_send(run->smtp, &run->scratch, &message);
    note(run, delivery);
    return !run->is_unwritten;
}

/* What the server's answers say of the server. */

static void count_answer(struct run *run, bool was_waiting)
{
    enum smtp_outcome outcome = run->answer.outcome;
    bool is_well = outcome == SMTP_ACCEPTED || outcome == SMTP_REFUSED;
    if (is_well)
        run->pauses = 0;
    if (outcome != SMTP_BROKEN) {
        run->uncertain_in_a_row = outcome == SMTP_UNCERTAIN ? run->uncertain_in_a_row + 1 : 0;
        run->refused_in_a_row = outcome == SMTP_REFUSED ? run->refused_in_a_row + 1 : 0;
    }
    if (outcome == SMTP_LATER)
        run->later_in_a_row += was_waiting;
    else if (is_well)
        run->later_in_a_row = 0;
}

/* After trouble that is the server's: everybody waits, longer each time. False when that was often enough. */
static bool pause_all(struct run *run)
{
    const struct sending *sending = run->sending;
    if (run->answer.outcome == SMTP_BROKEN && run->answer.trouble != SMTP_PASSING)
        return false;
    if (++run->pauses > sending->attempts)
        return false;
    run->pause = run->pauses == 1 ? sending->retry : run->pause * 2;
    double until = now() + run->pause;
    if (run->next < until)
        run->next = until;
    run->later_in_a_row = 0;
    return true;
}

/* Whether the sending may go on after the answer. */
static bool can_go_on(struct run *run)
{
    if (run->uncertain_in_a_row >= UNCERTAIN_IN_A_ROW || run->refused_in_a_row >= REFUSED_IN_A_ROW)
        return false;
    if (run->answer.outcome == SMTP_BROKEN || run->later_in_a_row >= LATER_IN_A_ROW)
        return pause_all(run);
    return true;
}

/* Tries one person until the server has said something about them; false when the sending ends. `round` counts
 * from 0. */
static bool try_person(struct run *run, struct turn turn, int round)
{
    const struct sending *sending = run->sending;
    do {
        if (!wait_until(run, turn.due > run->next ? turn.due : run->next))
            return false;
        if (is_stopped(sending, turn.delivery)) {
            run->done++;
            return true;
        }
        arena_reset(&run->scratch);
        run->next = sending->per_minute > 0 ? now() + 60 / sending->per_minute : 0;
        bool was_waiting = turn.delivery->state == DELIVERY_WAITING;
        if (!send_to(run, turn.delivery))
            return false;
        count_answer(run, was_waiting);
        run->is_broken = !can_go_on(run);
    } while (!run->is_broken && run->answer.outcome == SMTP_BROKEN);
    if (run->answer.outcome == SMTP_LATER && round + 1 < sending->attempts) {
        struct turn again = {turn.delivery, now() + sending->retry * (double)(1u << (round < 20 ? round : 20))};
        ARRAY_PUSH(run->arena, &run->later, again);
    } else if (run->answer.outcome != SMTP_BROKEN) {
        run->done++;
    }
    if (sending->progress)
        sending->progress(sending->progress_context, run->done, run->total);
    return !run->is_broken;
}

/* Tells the journal who comes from the turn `next` on, each time that half of those it knows of have had theirs. */
static void announce(struct run *run, const turn_list *turns, size_t next)
{
    struct text keys[JOURNAL_AHEAD];
    size_t from = run->announced > next ? run->announced : next, count = 0;
    if (from >= next + JOURNAL_AHEAD / 2 && from < turns->count)
        return;
    while (count < next + JOURNAL_AHEAD - from && from + count < turns->count) {
        keys[count] = turns->items[from + count].delivery->key;
        count++;
    }
    if (count && !journal_announce(run->sending->journal, turns->items[from].delivery->revision, keys, count))
        run->is_unwritten = true;
    run->announced = from + count;
}

/* Who waits comes first, in the order of the plan, then who was put off; each further round is made of those that were
 * put off in the one before, and so in the order in which they are due. */
static bool run_rounds(struct run *run)
{
    const struct sending *sending = run->sending;
    const struct journal_state *state = sending->state;
    turn_list turns = {0};
    for (int is_later = 0; is_later < 2; is_later++)
        for (size_t i = 0; i < state->deliveries.count; i++) {
            struct delivery *delivery = state->deliveries.items[i];
            if (is_to_be_sent(state, delivery, sending->resend_uncertain) &&
                (delivery->state == DELIVERY_LATER) == is_later)
                ARRAY_PUSH(run->arena, &turns, ((struct turn){delivery, 0}));
        }
    run->total = turns.count;
    for (int round = 0; turns.count; round++) {
        run->later = (turn_list){0};
        for (size_t i = 0; i < turns.count; i++) {
            if (round == 0 && sending->per_minute <= 0)
                announce(run, &turns, i + 1);
            if (!try_person(run, turns.items[i], round))
                return false;
        }
        turns = run->later;
    }
    return true;
}

/* Why it ended. */

static void hint_at_trouble(struct diagnostics *diagnostics, struct diagnostic *broken, enum smtp_trouble trouble)
{
    if (trouble == SMTP_NO_HOST)
        diagnostic_hint(diagnostics, broken,
                        "look at 'server' and 'port' in private/smtp.yml, and whether there is a network");
    else if (trouble == SMTP_NO_TLS)
        diagnostic_hint(diagnostics, broken,
                        "look at 'security' and 'port' in private/smtp.yml: starttls with port 587, tls with port 465");
    else if (trouble == SMTP_BAD_CERTIFICATE)
        diagnostic_hint(diagnostics, broken,
                        "no more is sent: another may stand in the server's place; does the name in private/smtp.yml "
                        "agree with the certificate, or does 'certificates' have to name its issuer");
    else if (trouble == SMTP_NO_LOGIN)
        diagnostic_hint(diagnostics, broken,
                        "look at 'user' and the password in private/smtp.yml; the server may want a password for "
                        "programs, or a leave to send by SMTP");
    else if (trouble == SMTP_UNWILLING)
        diagnostic_hint(diagnostics, broken, "may this user send in the name of the sender's address?");
}

static struct text said_by(struct arena *arena, const struct smtp_answer *answer)
{
    return answer->code ? text_format(arena, "%d %.*s", answer->code, TEXT_ARGUMENTS(answer->words))
                        : text_from(translate(text_string(arena, answer->words)));
}

static struct text server_name(struct arena *arena, const struct smtp_server *server)
{
    return text_format(arena, "%.*s:%d", TEXT_ARGUMENTS(server->host), server->port);
}

/* Too many of one kind in a row: a message, or NULL. */
static struct diagnostic *tell_row(const struct run *run, struct diagnostics *diagnostics)
{
    struct text server = server_name(diagnostics->arena, run->sending->server);
    struct text said = said_by(diagnostics->arena, &run->answer);
    struct diagnostic *broken = NULL;
    if (run->uncertain_in_a_row >= UNCERTAIN_IN_A_ROW) {
        broken = diagnostic_world(diagnostics, server, 0,
                                  "the connection was lost after %d messages in a row, so that nobody knows whether "
                                  "they were taken over (%.*s) by",
                                  UNCERTAIN_IN_A_ROW, TEXT_ARGUMENTS(said));
        diagnostic_hint(diagnostics, broken, "ask who runs the server what became of them before you go on");
    } else if (run->refused_in_a_row >= REFUSED_IN_A_ROW) {
        broken = diagnostic_world(diagnostics, server, 0, "%d persons in a row were refused (%.*s) by",
                                  REFUSED_IN_A_ROW, TEXT_ARGUMENTS(said));
        diagnostic_hint(diagnostics, broken,
                        "so many wrong addresses are rare: may you send by this server, and so many a day? "
                        "The same command goes on with those who wait");
    }
    return broken;
}

struct diagnostic *sending_tell_answer(const struct smtp_server *settings, const struct smtp_answer *answer,
                                       struct diagnostics *diagnostics)
{
    struct diagnostic *broken;
    struct text server = server_name(diagnostics->arena, settings), said = said_by(diagnostics->arena, answer);
    enum smtp_trouble trouble = answer->outcome == SMTP_BROKEN ? answer->trouble : SMTP_PASSING;
    if (trouble == SMTP_BAD_CERTIFICATE)
        broken =
            diagnostic_world(diagnostics, server, 0, "the certificate is not valid (%.*s) of", TEXT_ARGUMENTS(said));
    else if (trouble == SMTP_NO_LOGIN)
        broken = diagnostic_world(diagnostics, server, 0, "the login is refused (%.*s) by", TEXT_ARGUMENTS(said));
    else
        broken = diagnostic_world(diagnostics, server, 0, "cannot send (%.*s) by", TEXT_ARGUMENTS(said));
    hint_at_trouble(diagnostics, broken, trouble);
    return broken;
}

static void tell_broken(const struct run *run, struct diagnostics *diagnostics)
{
    if (tell_row(run, diagnostics))
        return;
    struct diagnostic *broken = sending_tell_answer(run->sending->server, &run->answer, diagnostics);
    if (run->answer.outcome != SMTP_BROKEN || run->answer.trouble == SMTP_PASSING)
        diagnostic_hint(diagnostics, broken,
                        "nobody who is waiting is forgotten: give the same command again when the server works");
}

enum sending_end sending_run(struct arena *arena, const struct sending *sending, struct diagnostics *diagnostics)
{
    struct run run = {.sending = sending, .arena = arena, .smtp = smtp_open(arena, sending->server)};
    if (!run.smtp) {
        diagnostic_world(diagnostics, (struct text){0}, 0, "libcurl cannot be started");
        return SENDING_BROKEN;
    }
    bool is_through = run_rounds(&run);
    /* The words of the newest answer go with the scratch arena. */
    if (run.is_broken)
        tell_broken(&run, diagnostics);
    arena_release(&run.scratch);
    smtp_close(run.smtp);
    if (run.is_unwritten || !journal_wait(sending->journal))
        return SENDING_UNWRITTEN;
    if (!is_through)
        return run.is_broken ? SENDING_BROKEN : SENDING_ENDED;
    for (size_t i = 0; i < sending->state->deliveries.count; i++)
        if (is_to_be_sent(sending->state, sending->state->deliveries.items[i], false) &&
            !is_stopped(sending, sending->state->deliveries.items[i]))
            return SENDING_LATER;
    return SENDING_DONE;
}
