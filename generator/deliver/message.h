/* A letter as the bytes of an .eml file (GMime): multipart/mixed { multipart/alternative { text/plain,
 * multipart/related { text/html, inline pictures } }, attachments }, quoted-printable, CR LF.
 * Byte-identical for the same letter: boundaries from its message id. For commands/. */
#ifndef DELIVER_MESSAGE_H
#define DELIVER_MESSAGE_H

#include "base/artifact.h"

/* The draft that stands in the outbox: no To (the sender adds one person at a time), X-Unsent: 1.
 * Owned by `arena`. Refuses nothing: the letter was checked where it was read. One thread. */
struct text message_compose(struct arena *arena, const struct letter *letter);

#endif
