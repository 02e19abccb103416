/* What comes back when letters were sent: messages saved from a mail program, told apart. For commands/.
 *
 * Anybody can write to us, so an address is only told as known when the caller knows it, and the id of our own letter
 * that a reply carries is kept as evidence. Nothing is changed on the disk. One thread. */
#ifndef MAILING_REPLIES_H
#define MAILING_REPLIES_H

#include "base/date.h"
#include "base/diagnostic.h"
#include "base/map.h"

enum reply_kind {
    REPLY_HARD,        /* a server: nobody can be reached at this address */
    REPLY_SOFT,        /* a server: not delivered, but the address may be good */
    REPLY_UNSUBSCRIBE, /* a person: no more letters */
    REPLY_ABSENCE,     /* a program: out of office, thanks for your mail */
    REPLY_NOTICE,      /* a server: delivered, late; or a receipt */
    REPLY_LETTER,      /* anything else: a person should read it */
    REPLY_UNREADABLE,  /* no message */
    REPLY_KINDS
};

struct reply {
    struct text path;
    size_t number; /* in a mailbox file, from 1; 0: a file of its own */
    enum reply_kind kind;
    struct text key;           /* whom a server speaks of, or who wrote; lower case; may be empty */
    bool is_known;             /* is `key` one of the caller's? */
    struct text status, words; /* the server's (5.1.1), or the subject; one line */
    struct date date;          /* may be unset */
    struct text message_id;    /* of the letter that it answers, without <>; may be empty */
    bool is_ours;              /* `message_id` is one that the caller sent to `key` */
};
typedef ARRAY(struct reply) reply_list;

struct reply_context {
    const struct map *keys; /* of the list and the journals */
    const struct map
        *message_ids; /* sent ids, without <> → const struct text *, the key that it was sent to; or NULL */
    const struct text *leave_subjects; /* of the letters' unsubscribe links, in all languages; decoded */
    size_t leave_subject_count;
};

/* Reads a folder (also a Maildir), a mailbox file or one message into `replies`, owned by `arena`, in the order of the
 * files; a server's report on several recipients gives several. False with a failure of the world when anything could
 * not be read; what was read is there. */
bool replies_read(struct arena *arena, const char *path, const struct reply_context *context, reply_list *replies,
                  struct diagnostics *diagnostics);
/* One message in memory. */
void replies_read_message(struct arena *arena, struct text path, size_t number, struct text bytes,
                          const struct reply_context *context, reply_list *replies);

#endif
