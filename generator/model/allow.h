/* Findings that the author allows in the file itself, with a reason: `<!-- allow weekday: the reason -->` in
 * a text, `# allow weekday: the reason` in YAML. Only for model/; what others need is in model.h.
 *
 * What it covers: alone on its line, everything from there to the next empty line (empty lines and other
 * allowances right below it are skipped); behind other text, its own line. A finding about a whole file is
 * covered by an allowance anywhere in it. A finding with a note is also covered at the note's place.
 */
#ifndef MODEL_ALLOW_H
#define MODEL_ALLOW_H

#include "model/checks.h"
#include "model/model.h"

/* Reads the allowances of a source into the model's; a name that no check has, a check that cannot be
 * allowed and a missing reason are errors. */
void allow_read(struct model *model, struct arena *arena, const struct source *source, struct diagnostics *diagnostics);

#endif
