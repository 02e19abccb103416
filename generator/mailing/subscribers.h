/* The list of participants as listmonk imports it. For commands/. */
#ifndef MAILING_SUBSCRIBERS_H
#define MAILING_SUBSCRIBERS_H

#include "mailing/participants.h"

/* CSV (RFC 4180, commas, UTF-8 without BOM) with the columns email, name and attributes: of these a JSON object with
 * what is known of organisation, team, role and language. Everybody in `participants` is in it: leave out before who
 * is not to be written to. In `arena`. */
struct text subscribers_csv(struct arena *arena, const participant_list *participants);

#endif
