/* The finished pages, PDFs and letters, looked at once more before they are published. For commands/. */
#ifndef COMMANDS_INSPECT_H
#define COMMANDS_INSPECT_H

#include "commands/workshop.h"

/* Looks for every newsletter's facts in each of its outputs, and for addresses of private/ in all of them.
 * `cache`: the folder of finished PDFs, or NULL. `has_pdfs`: documents hold their PDF, not the HTML it is made
 * of. False when there is an error. */
bool inspect_artifacts(struct workshop *workshop, const artifact_list *artifacts, const char *cache, bool has_pdfs);

#endif
