/* E-mail addresses cut out of any bytes: HTML, mail, CSV, calendars, also UTF-16. For leak.c. Any thread.
 *
 * An address is cut where no letter, digit or one of ". _ + -" stands before it, so of `johanna@example.org`
 * nothing else is found than that. "@" and the letters may also be written as in HTML (&#64; &#x40;
 * &commat;), in addresses of the web (%40) and in JSON (\u0040); what has no width on the screen does not
 * count. Linear in the bytes.
 *
 *     struct email_search search = {.bytes = bytes};
 *     while (email_search_next(&search, &address, &at))
 *         …
 */
#ifndef DELIVER_EMAIL_SEARCH_H
#define DELIVER_EMAIL_SEARCH_H

#include "base/text.h"

enum { EMAIL_NAME_SIZE = 128, EMAIL_DOMAIN_SIZE = 256 }; /* bytes; what is longer is no address */

struct email_search {
    struct text bytes; /* the only field that the caller sets */
    size_t position;
    /* The letters since the last character that cannot stand in an address, in lower case. */
    char word[EMAIL_DOMAIN_SIZE];
    size_t word_size, word_at;
    /* What stood before an "@", followed by that and then by the domain; empty until there is one. */
    char address[EMAIL_NAME_SIZE + 1 + EMAIL_DOMAIN_SIZE];
    size_t name_size, name_at;
};

/* The next address, in lower case, valid until the next call, and the position of its first byte. False at the
 * end. The domain has a dot, and its last label at least two characters. */
bool email_search_next(struct email_search *search, struct text *address, size_t *at);
/* Cuts the last label (or part of it behind a hyphen) off an address: what was taken for it may be the next
 * word. False when no dot would be left. */
bool email_shorten(struct text *address);

#endif
