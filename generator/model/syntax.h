/* What e-mail addresses, web addresses and one-line texts look like. Only for model/. Any thread. */
#ifndef MODEL_SYNTAX_H
#define MODEL_SYNTAX_H

#include "base/text.h"

/* A modest check: one @ with something on both sides, a dot inside the domain, no spaces, quotes, commas,
 * angle brackets or control characters. Letters such as å are allowed. */
bool syntax_is_email(struct text text);
/* http:// or https://, a host, no spaces, quotes, angle brackets or control characters. */
bool syntax_is_address(struct text text);
/* Words of a-z, A-Z, 0-9, hyphens and underscores with dots between them, at least two. */
bool syntax_is_host(struct text text);
/* Position of the first line break, of any kind that Unicode knows; text.size when there is none. */
size_t syntax_find_line_break(struct text text);
/* Position of the first control character other than a line break or tab, or of an invisible mark that turns
 * the direction of the text; text.size when there is none. */
size_t syntax_find_control(struct text text);
/* Whether the address begins with a scheme ("https:", "mailto:") of at least two letters; `*scheme` gets it
 * without the colon. */
bool syntax_scheme(struct text address, struct text *scheme);
/* Bytes written as %C3%A5 in an address, decoded; %00 stays. In `arena`. */
struct text syntax_percent_decode(struct arena *arena, struct text address);

#endif
