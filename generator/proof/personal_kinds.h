/* One recogniser per kind of personal data. For personal.c only.
 *
 * Each looks at one place, takes bounded time, and fills `find` but for its value when something begins there.
 */
#ifndef PROOF_PERSONAL_KINDS_H
#define PROOF_PERSONAL_KINDS_H

#include "proof/personal.h"

/* `at` is that of a digit that continues no other digits; the value too, in `arena`. */
bool personal_number_at(struct arena *arena, struct text text, size_t at, struct personal_find *find);
bool personal_email_at(struct text text, size_t at, struct personal_find *find);
/* `at` is that of a "+", a "(" or a 0 that continues no other digits. */
bool personal_phone_at(struct text text, size_t at, struct personal_find *find);

#endif
