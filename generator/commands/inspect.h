/* The finished pages, PDFs and letters, looked at once more before they are published. For commands/. */
#ifndef COMMANDS_INSPECT_H
#define COMMANDS_INSPECT_H

#include "commands/workshop.h"

/* Looks for every newsletter's facts in each of its outputs, and for the addresses of private/ in all of them.
 * `has_pdfs`: documents hold their PDF; else they are left out. False when it finds an error. */
bool inspect_artifacts(struct workshop *workshop, const artifact_list *artifacts, bool has_pdfs);

#endif
