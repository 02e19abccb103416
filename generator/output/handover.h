/* A letter for listmonk, which takes HTML and text with templates of the language Go in them. For commands/.
 *
 * It is rendered with `is_handover`: its pictures are those of the published site, and it says HANDOVER_UNSUBSCRIBE
 * where it tells how to leave, in place of an address for mail. */
#ifndef OUTPUT_HANDOVER_H
#define OUTPUT_HANDOVER_H

#include "base/text.h"

/* Stands for the reader's own address in the letter as it is rendered; no such host can exist (RFC 2606). */
#define HANDOVER_UNSUBSCRIBE "https://unsubscribe.invalid/"

/* The letter's HTML as a campaign's body ("Raw HTML"): {{ UnsubscribeURL }} where the reader leaves, braces of the
 * letter itself escaped. Comments, which Go's templates drop and Outlook's engine needs, go through {{ Safe }}.
 * The template around it must be {{ template "content" . }} alone. In `arena`. */
struct text handover_html(struct arena *arena, struct text html);
/* The same for the plain text: the campaign's "alternate plain text message". */
struct text handover_text(struct arena *arena, struct text text);

#endif
