/* What a mail server says of a message that it could not deliver: RFC 3464, and what servers write that do not know it
 * (Exim, qmail, Postfix without a report, Exchange and Microsoft 365 in HTML alone). For replies.c. Any thread. */
#ifndef MAILING_BOUNCE_H
#define MAILING_BOUNCE_H

#include "base/map.h"
#include "mailing/mail_file.h"

enum bounce_verdict {
    BOUNCE_HARD,   /* nobody can be reached at this address */
    BOUNCE_SOFT,   /* the address may be good: full, refused for what stands in the letter, or nobody knows why */
    BOUNCE_NOTICE, /* delivered, passed on, expanded, or late */
};

struct bounce {
    struct text key; /* whom it is about; empty when nothing tells */
    enum bounce_verdict verdict;
    struct text status; /* 5.1.1; may be empty */
    struct text words;  /* the server's, one line */
};
typedef ARRAY(struct bounce) bounce_list;

/* False when `mail` is something else. Of several addresses that are told for one recipient, one that is a key of
 * `known` goes first; in plain words only such are looked for. One entry for each recipient, owned by `arena`. */
bool bounce_read(struct arena *arena, const struct mail *mail, const struct map *known, bounce_list *bounces);
/* What a status (RFC 3463; may be empty) and a server's words say together. */
enum bounce_verdict bounce_judge(struct arena *arena, struct text status, struct text words);

#endif
