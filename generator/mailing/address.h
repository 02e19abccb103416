/* E-mail addresses as people write and paste them, and what is wrong with one. For mailing/. Any thread. */
#ifndef MAILING_ADDRESS_H
#define MAILING_ADDRESS_H

#include "base/text.h"

struct address {
    struct text name;  /* of `Namn <a@b>`, "Efternamn, Förnamn" turned round; may be empty */
    struct text email; /* the domain in ASCII and lower case */
    struct text key;   /* address_key: addresses are one when their keys are */
};

struct address_fault {
    const char *message, *hint; /* English; translated where they are shown */
    size_t position;            /* in what was written, bytes */
};

/* What a list, a spreadsheet or a mail program has for an address: what surrounds it is left out (white space,
 * characters without width, "mailto:", angle brackets, a semicolon at the end). False with `*fault` when it is none, or
 * more than one. Owned by `arena`. */
bool address_read(struct arena *arena, struct text written, struct address *address, struct address_fault *fault);
/* What addresses are compared by, everywhere: `email` (as address_read gives it) with the letters A to Z in lower case.
 * In `arena`. */
struct text address_key(struct arena *arena, struct text email);

#endif
