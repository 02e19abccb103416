/* Saved messages: a folder of files (a Maildir too), a mailbox file, or one message. Nothing is changed. For replies.c.
 */
#ifndef MAILING_MAIL_STORE_H
#define MAILING_MAIL_STORE_H

#include "base/diagnostic.h"

struct mail_visitor {
    /* One message; `number` counts from 1 in a mailbox file and is 0 in a file of its own. The texts live until it
     * returns. */
    void (*visit)(void *context, struct text path, size_t number, struct text bytes);
    void *context;
};

/* Visits all messages at `path`, files in the order of their paths, at most MAIL_SIZE_LIMIT bytes of each. Symbolic
 * links in a folder are not followed, hidden files and folders left out. A file that begins with "From " and a time is
 * a mailbox (mboxo or mboxrd), at most FILE_SIZE_LIMIT. False with a failure of the world when anything cannot be read.
 */
bool mail_store_visit(const char *path, const struct mail_visitor *visitor, struct diagnostics *diagnostics);
/* The messages of a mailbox's bytes. */
void mail_store_split(struct text path, struct text bytes, const struct mail_visitor *visitor);

#endif
