/* What a person reads in the HTML of a letter that somebody else wrote, roughly. For mail_file.c. Any thread. */
#ifndef MAILING_HTML_WORDS_H
#define MAILING_HTML_WORDS_H

#include "base/text.h"

/* The words, a line for each paragraph, row and line break; style sheets and scripts left out. In `arena`. Linear. */
struct text html_words(struct arena *arena, struct text html);

#endif
