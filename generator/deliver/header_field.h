/* Header fields of a message (RFC 5322), in ASCII: folded at 78 bytes where there is a space to fold at, other letters
 * as encoded words (RFC 2047) of at most 75. For message.c.
 *
 * Whatever stands in a value, it begins no other field: line feeds and all other control characters are spaces, and
 * what cannot be folded is cut off at 900 bytes. Nothing is written for an empty value.
 *
 * GMime's own encoder (3.2.13) is not used: it chooses base64 by itself, makes encoded words of up to 168 bytes (75 is
 * the limit), loses all that follows the first of several that end with "=" when it reads them again, lets "=?…?=" in a
 * subject and ">" in an address through as they stand, and mixes encoded words with quoted ones in a name. */
#ifndef DELIVER_HEADER_FIELD_H
#define DELIVER_HEADER_FIELD_H

#include "base/artifact.h"

/* Free text: a subject. */
void header_field_text(struct buffer *out, const char *name, struct text value);
/* Addresses with their names: a list. The domain is written as DNS has it (xn--…). */
void header_field_mailboxes(struct buffer *out, const char *name, const struct mailbox *mailboxes, size_t count);
/* "Phrase <value>", as in List-Id. */
void header_field_named(struct buffer *out, const char *name, struct text phrase, struct text value);
/* "<value>, <value>": message ids, addresses of the web. */
void header_field_angles(struct buffer *out, const char *name, const struct text *values, size_t count);

/* The value on one line, in `arena`: without control characters, line separators and marks that turn the direction of
 * the text, no space at either end or beside another, valid UTF-8. */
struct text header_field_line(struct arena *arena, struct text value);

#endif
