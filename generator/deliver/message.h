/* A letter as the bytes of a message (GMime): multipart/mixed { multipart/alternative { text/plain,
 * multipart/related { text/html, inline pictures } }, attachments }, quoted-printable, CR LF.
 * Byte-identical for the same letter: boundaries from its message id. For mailing/ and commands/. */
#ifndef DELIVER_MESSAGE_H
#define DELIVER_MESSAGE_H

#include "base/artifact.h"

/* The draft that stands in the outbox: no To, X-Unsent: 1. With `bcc` it goes to all of them, To the sender. Owned by
 * `arena`. Refuses nothing: the letter was checked where it was read; no field can begin another, whatever stands in
 * it. One thread. */
struct text message_compose(struct arena *arena, const struct letter *letter);
struct text message_draft(struct arena *arena, const struct letter *letter, const struct mailbox *bcc, size_t count);

/* A letter that is sent to many, each alone. What is the same for all is composed once; `head` is in three pieces,
 * between which a person's own fields go: From and Reply-To, Subject, all others. */
struct message {
    const struct letter *letter;
    struct text head[3];
    struct text body;   /* from the part's own header fields on: follows every head */
    struct text digest; /* 64 hexadecimal digits of all that readers get */
};

struct recipient {
    struct mailbox to;
    struct text message_id;      /* without <> */
    struct text in_reply_to;     /* without <>: of the letter that this one corrects; may be empty */
    struct text unsubscribe_key; /* takes the place of {key} in the letter's unsubscribe_url; empty: only mailto: */
    int64_t time;                /* of the Date, in seconds since 1970; 0: 08:00 of the letter's day */
};

struct message *message_prepare(struct arena *arena, const struct letter *letter);
/* The header fields of the message to one person, with To, Date, ids and the way out; `body` follows. In `arena`. */
struct text message_head(struct arena *arena, const struct message *message, const struct recipient *recipient);

#endif
