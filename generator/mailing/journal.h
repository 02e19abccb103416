/* The journal of one letter's sendings: an append-only file, one line an event, from which alone it is known who got
 * what. private/sent/<network>/<round>/<letter>.journal. For mailing/ and commands/.
 *
 * Lines are fields between tabs: time (UTC), event, revision, address, code, words; control characters and backslashes
 * as \xHH.
 *   plan       kind in place of the address, number of persons, date, digest of the letter, digest of the list
 *   person     their number from 1 in place of the code, and their name
 *   next       0, and the boot id of the computer: this person comes next, at once
 *   try        0, and the message's id
 *   sent, refused, later, uncertain   the answer to the try before
 *   waiting    the server could not be reached, or refused us all: as if the person had not been tried
 * A plan is frozen before anything is sent: its line, then a line for each person. A plan that lacks lines was never
 * begun. `try` is written before a message is complete, the answer before the next message begins: so when the program
 * is killed at most one person has a `try` without an answer, who is uncertain. Against the computer's own end the
 * `try` is on the disk too before the message is complete. Only where messages follow each other at once is a person's
 * `next` enough, which the disk gets while the message before is sent: it counts as a `try` when the computer has been
 * started anew since, so that then up to three persons are uncertain, but never one forgotten. A torn last line is
 * completed with a mark (\torn), and is as if it had never been written. */
#ifndef MAILING_JOURNAL_H
#define MAILING_JOURNAL_H

#include "base/artifact.h"
#include "base/diagnostic.h"
#include "base/map.h"

enum plan_kind {
    PLAN_FIRST,      /* everybody on the list */
    PLAN_ANEW,       /* letter or list changed: those who have got nothing */
    PLAN_CORRECTION, /* a revised letter, to those who got an earlier one */
    PLAN_DRAFT,      /* handed over as a draft: whether it was sent is not known */
};

struct plan_of_sending {
    enum plan_kind kind;
    int revision;             /* 1, 2, …: each plan has its own, greater than those before */
    struct date date;         /* on which the letter was rendered */
    struct text letter, list; /* digests */
    ARRAY(struct mailbox) persons;
};

/* Where a person stands, by the newest line about them. */
enum delivery_state {
    DELIVERY_WAITING, /* planned, not tried yet */
    DELIVERY_LATER,   /* 4xx: may be tried again */
    DELIVERY_SENT,
    DELIVERY_REFUSED,   /* 5xx */
    DELIVERY_UNCERTAIN, /* tried, and no answer is known */
    DELIVERY_STATES
};

struct delivery {
    struct mailbox mailbox;
    struct text key; /* address, lower case */
    enum delivery_state state;
    int revision;           /* of the plan that it belongs to */
    struct text letter;     /* the digest of that plan's letter */
    int got;                /* the newest revision that was sent, or may have been; 0: none */
    struct text got_letter; /* its digest */
    struct text message_id; /* of that one; empty when none */
    struct text corrects;   /* in a correction: the id of the message that they got before */
    struct text trying;     /* the id of a message that is tried, with no answer yet */
    struct text next;       /* the boot id under which they were to come next, with no try yet */
    int attempts;           /* of this revision */
    int code;
    struct text words, time; /* of the newest line */
};

/* What an answer makes of a delivery; both texts are borrowed. */
void delivery_settle(struct delivery *delivery, enum delivery_state state, int code, struct text words,
                     struct text time);

struct journal;

struct journal_state {
    const struct plan_of_sending *plan;  /* the newest, or NULL */
    ARRAY(struct delivery *) deliveries; /* of all plans, in the order in which they were planned */
    size_t counts[DELIVERY_STATES];      /* of the newest plan */
    size_t left_behind;                  /* of earlier plans alone, who have got nothing */
};

/* Reads what a journal tells; a missing file is an empty state. False on damage that is not a torn end, told with its
 * line. Nothing is locked: for `rundbrev sent`. While a sending is under way its last person seems uncertain. */
bool journal_read(struct arena *arena, const char *path, struct journal_state *state, struct diagnostics *diagnostics);

/* Counts anew: after a sending, which changes the deliveries. */
void journal_count(struct journal_state *state);

/* Opens for writing, with folders made as needed (0700, files 0600), and locks out every other sending below
 * `folder`, whatever the letter. NULL with a message: another one is under way (with its process id), no permission. */
struct journal *journal_open(struct arena *arena, const char *folder, const char *path,
                             struct diagnostics *diagnostics);
/* The process that holds the lock below `folder`, or 0. */
int journal_holder(const char *folder);
/* Writes and syncs a plan as a whole. The persons are another's duty: nobody twice, and in PLAN_ANEW nobody who is
 * known to have got something (reading such a plan is an error). */
bool journal_plan(struct journal *journal, const struct plan_of_sending *plan, struct diagnostics *diagnostics);
/* Append an event; false when it could not be written (then nothing more is). From `journal_try` on another thread
 * syncs what was appended, while the caller goes on: so an answer and the next try share a sync. Who will not try
 * anybody for a while calls journal_wait. `state` is any; DELIVERY_WAITING: it was the server's trouble. */
bool journal_try(struct journal *journal, int revision, struct text key, struct text message_id);
/* Announces who is tried next, at once and in this order, at most JOURNAL_AHEAD persons at a time: so one sync serves
 * them all. The keys are borrowed until the journal is closed. */
enum { JOURNAL_AHEAD = 16 };
bool journal_announce(struct journal *journal, int revision, const struct text *keys, size_t count);
/* Waits until the disk knows that the person may get the message: before it is complete. */
bool journal_wait_try(struct journal *journal);
bool journal_answer(struct journal *journal, int revision, struct text key, enum delivery_state state, int code,
                    struct text words);
/* Waits until all that was appended is on the disk; false when it is not. */
bool journal_wait(struct journal *journal);
/* Waits, closes, unlocks; false with a message when anything could not be written. */
bool journal_close(struct journal *journal, struct diagnostics *diagnostics);

#endif
