/* The key by which one click unsubscribes one person from one network (RFC 8058): what {key} in the site's
 * `unsubscribe` stands for. It tells nothing of the person and cannot be guessed without the secret. For commands/.
 *
 * It is the first 32 digits of HMAC-SHA256 over the network's id, a line feed and the address in lower case. The secret
 * is the line of private/unsubscribe.key as it stands there. So the service can find out who clicked:
 *     printf '%s\n%s' laslust namn@example.org | openssl dgst -sha256 -hmac "$(cat private/unsubscribe.key)" */
#ifndef MAILING_UNSUBSCRIBE_H
#define MAILING_UNSUBSCRIBE_H

#include "base/diagnostic.h"

/* Reads the secret (64 hexadecimal digits) into `arena`, or makes one at first need: the file is whole or missing, and
 * its owner's alone (0600). False with a diagnostic when that fails, or the file holds something else. */
bool unsubscribe_secret(struct arena *arena, const char *path, struct text *secret, struct diagnostics *diagnostics);

/* 32 hexadecimal digits in `arena`, or an empty text without a secret. `key` is the address as it is compared
 * (mailing/address.h). Any thread. */
struct text unsubscribe_key(struct arena *arena, struct text secret, struct text network, struct text key);

#endif
