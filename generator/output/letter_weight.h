/* What the HTML part of a letter weighs: Gmail shows about 100 kB and hides the rest behind a link. Bytes of the UTF-8
 * text, before it is encoded for sending. For output/ and commands/. */
#ifndef OUTPUT_LETTER_WEIGHT_H
#define OUTPUT_LETTER_WEIGHT_H

#include "base/artifact.h"
#include "output/facts.h"

/* From here on a warning; above here sections are cut; above here programs hide the end of a letter. */
enum { LETTER_WEIGHT_WARNING = 80000, LETTER_WEIGHT_CUT = 95000, LETTER_WEIGHT_CLIPPED = 100000 };

/* For a plan on a terminal: a line for each of the heaviest sections, in the order of the letter, and one for all else:
 * name, bar, kilobytes; columns are aligned by characters. */
void letter_weight_write(const struct letter *letter, struct buffer *buffer);
/* "34 kB" */
struct text letter_weight_text(struct arena *arena, size_t bytes);
/* Reports a part that is heavy, was cut (of `whole` bytes before that), or is too heavy all the same. */
void letter_weight_report(const struct letter *letter, size_t whole, struct place place,
                          struct diagnostics *diagnostics);
/* The facts that must stand in the letter's HTML part: without those that were written in a section which is cut. */
void letter_weight_facts(struct arena *arena, const struct letter *letter, const fact_list *facts, fact_list *kept);

#endif
