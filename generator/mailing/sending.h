/* A letter to each person of a plan, once: the loop between journal, clock and server. For commands/.
 *
 * One message a person, nobody else's address in it; at most `per_minute`, evenly; who gets a 4xx waits and is tried
 * again, with doubled pauses; when the server itself is in trouble (no connection, 421, 3 persons in a row put off) all
 * wait, and after some attempts the sending ends. It ends at once when waiting is of no use (login, certificate), after
 * 3 uncertain persons in a row, so that not everybody becomes uncertain, and after 5 refused in a row, since then it is
 * most likely us who are refused. A signal ends it after the message under way. */
#ifndef MAILING_SENDING_H
#define MAILING_SENDING_H

#include "deliver/message.h"
#include "deliver/smtp.h"
#include "mailing/journal.h"

#include <signal.h>

struct sending {
    struct journal *journal;
    struct journal_state *state; /* after the plan was made; follows what happens */
    const struct message *message;
    struct text letter_path; /* network/round/letter: with person and revision it makes the message's id */
    struct text host;        /* of message ids */
    struct text network, unsubscribe_secret; /* of which a person's key is made (mailing/unsubscribe.h); may be empty */
    struct text return_path;
    const struct smtp_server *server;
    double per_minute, retry; /* 0: no limit; seconds */
    int attempts;
    bool resend_uncertain;
    const volatile sig_atomic_t *is_ended; /* set by a signal */
    /* Asked before each message: whether this person is not to be written to any more. May be NULL. */
    bool (*is_stopped)(void *context, struct text key);
    void *stop_context;
    /* After each message; may be NULL. */
    void (*progress)(void *context, size_t done, size_t total);
    void *progress_context;
};

enum sending_end {
    SENDING_DONE,     /* nobody is left to be tried */
    SENDING_ENDED,    /* by a signal */
    SENDING_LATER,    /* some got a 4xx in all attempts */
    SENDING_BROKEN,   /* the server cannot be reached, or refuses us: the message says why */
    SENDING_UNWRITTEN /* the journal could not be written */
};

/* The id of the message to one person: the same in every attempt, and no other's. In `arena`, without <>. */
struct text sending_message_id(struct arena *arena, struct text letter_path, struct text key, int revision,
                               struct text host);
/* Why a message was not taken over, in words, with what to do about it where that is known. */
struct diagnostic *sending_tell_answer(const struct smtp_server *settings, const struct smtp_answer *answer,
                                       struct diagnostics *diagnostics);
/* How many would be sent to now. */
size_t sending_count(const struct journal_state *state, bool resend_uncertain);
enum sending_end sending_run(struct arena *arena, const struct sending *sending, struct diagnostics *diagnostics);

#endif
