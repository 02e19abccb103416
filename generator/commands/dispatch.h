/* One letter on its way to its readers: what it is, who is to get it, how far that has come. For `send`, which plans
 * and does it. The steps stand in the order in which they are taken; each is false when there was an error, all of them
 * in `diagnostics`. */
#ifndef COMMANDS_DISPATCH_H
#define COMMANDS_DISPATCH_H

#include "commands/workshop.h"

#include "deliver/message.h"
#include "mailing/journal.h"
#include "mailing/participants.h"
#include "mailing/settings.h"
#include "mailing/stopped.h"

#include <time.h>

#define PRIVATE_FOLDER "private"
#define SENT_FOLDER PRIVATE_FOLDER "/sent"
#define STOPPED_FILE PRIVATE_FOLDER "/stopped.csv"

struct dispatch {
    struct options options; /* as given, but for the date: a sending that goes on is of the day of its plan */
    struct workshop workshop;
    struct diagnostics diagnostics; /* about this letter; those of the whole site are the workshop's */

    struct text path; /* network/round/letter */
    struct text network, round, letter_id;
    const char *journal_path;
    struct journal_state state; /* as the journal tells it */
    bool goes_on;               /* with the journal's newest plan; else a new one is made */

    const struct newsletter *newsletter;
    const struct letter *letter;
    const struct message *message;
    struct smtp_settings settings;

    const char *list_path;
    participant_list listed; /* everybody on the list */
    size_t folded;           /* lines that told of somebody again */
    size_t not_chosen;       /* by --team and --role */
    stop_list stops;
    struct timespec stops_read;     /* when its file was last changed, as read while sending */
    participant_list left, bounced; /* chosen, and never written to again */
    participant_list recipients;    /* the rest */

    struct plan_of_sending plan;  /* the new one, when it does not go on */
    struct journal_state sending; /* whom it goes to now: of `state` or `plan`, without those who have left */
    size_t count;                 /* of those */
    size_t newcomers;             /* on the list and in no plan */
};

/* Begins; whatever it returns, dispatch_close ends. Goes to the site's folder, looks at private/, finds the names in
 * "network/round/letter" (or the path of its file), and reads the journal. */
bool dispatch_open(struct dispatch *dispatch, const struct options *options);
/* Reads the site and renders the letter. */
bool dispatch_render(struct dispatch *dispatch);
/* Reads private/smtp.yml. */
bool dispatch_read_settings(struct dispatch *dispatch);
/* Reads the list of participants, and who is never written to again. */
bool dispatch_read_list(struct dispatch *dispatch);
/* Decides who gets it now. Refuses a letter or list that was changed under a sending, and a correction of nothing. */
bool dispatch_plan(struct dispatch *dispatch);
/* Whether somebody of the newest plan has not got it, or may not have. */
bool dispatch_is_open(const struct journal_state *state);
/* How many have got it, were refused, and so on: one line. */
void dispatch_tell_counts(const struct journal_state *state, struct buffer *buffer);
/* The plan in words, with all that should be seen before it is carried out. */
void dispatch_tell(struct dispatch *dispatch, struct buffer *buffer);
/* Prints what is wrong and returns the exit status that it asks for. */
int dispatch_report(struct dispatch *dispatch);
void dispatch_close(struct dispatch *dispatch);

#endif
