/* What a finished output tells: its words, made comparable, and where its links lead. For output/facts.c and
 * commands/. Any thread. */
#ifndef OUTPUT_TOLD_H
#define OUTPUT_TOLD_H

#include "base/text.h"

struct told {
    struct text path;         /* of the output, as messages name it */
    struct text words;        /* comparable */
    ARRAY(struct text) links; /* as told_link gives them */
    bool has_links;           /* false: where links lead stands among the words */
};

/* Only what two tellings of a text must share: letters and digits of any case and accent without spaces,
 * hyphens, quotes and soft marks; joined letters (ﬁ) apart. Of scripts beyond Cyrillic nothing: a PDF may tell
 * them in another order. */
void told_add_words(struct buffer *words, struct text text);
/* A page or an HTML part: words and links. `path` is where it is published below the site's `address`; its
 * relative links are seen from there. */
void told_read_html(struct arena *arena, struct text html, struct text address, struct text path, struct told *told);
/* Absolute, without "#…" and a last "index.html". */
struct text told_whole_link(struct arena *arena, struct text link, struct text address, struct text path);
/* The shape in which links are compared: whole, and whatever browsers may write otherwise in one way. */
struct text told_link(struct arena *arena, struct text link, struct text address, struct text path);
/* "å" for "%C3%A5"; what is no character stays. */
struct text told_unescape(struct arena *arena, struct text text);

#endif
