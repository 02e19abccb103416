/* A message that somebody else wrote, as plain texts (GMime). For bounce.c and replies.c.
 *
 * It may be anything: what is longer than MAIL_SIZE_LIMIT is cut, what is nested deeper than MAIL_DEPTH_LIMIT or has
 * more parts than MAIL_PART_LIMIT is left out. All texts are valid UTF-8 without NUL, owned by the arena. One thread.
 */
#ifndef MAILING_MAIL_FILE_H
#define MAILING_MAIL_FILE_H

#include "base/date.h"
#include "base/text.h"

enum { MAIL_SIZE_LIMIT = 1024 * 1024, MAIL_DEPTH_LIMIT = 16, MAIL_PART_LIMIT = 200 };

struct mail {
    struct text subject;  /* one line */
    struct text from, to; /* keys of the first address of each; empty when there is none */
    struct date date;
    struct text return_path, auto_submitted, precedence, failed_recipients; /* header fields as written */
    bool has_autoreply;                                                     /* X-Autoreply, X-Autorespond … */
    text_list answers;  /* ids in In-Reply-To and References, without <>, the newest letter first */
    struct text body;   /* the plain text, or that of the HTML */
    struct text report; /* delivery status (RFC 3464), all parts of it */
    bool is_receipt;    /* tells that a letter was opened or deleted (RFC 8098) */
    struct {
        struct text message_id, from, to; /* of the message that came back: id without <>, keys */
    } returned;
};

/* False when the bytes do not begin with a header field: no message. */
bool mail_read(struct arena *arena, struct text bytes, struct mail *mail);
/* The value of the first field `name` in lines of "Name: value", with its continuation lines; empty when there is none.
 * `*position` (may be NULL) is where to search from, and then where the value ended. In `arena`. */
struct text mail_field(struct arena *arena, struct text lines, const char *name, size_t *position);
/* The first "<id>" of `text` from `*position` on, without <>; empty at the end. Borrows. */
struct text mail_next_id(struct text text, size_t *position);

#endif
