/* Findings as people and programs read them. For commands/. */
#ifndef COMMANDS_FINDINGS_H
#define COMMANDS_FINDINGS_H

#include "base/diagnostic.h"

/* "2 errors, 1 warning, 14 pieces of advice"; kinds that there are none of are left out, but errors. */
void findings_count(const struct diagnostics *diagnostics, struct buffer *buffer);
/* The last lines of `check`: the counts, and where to begin. */
void findings_summarise(const struct diagnostics *diagnostics, struct buffer *buffer);
/* What a check finds, why it matters, how to mend it, in lines of at most 79 characters. */
void findings_explain(const struct check *check, struct buffer *buffer);
/* One JSON object: {"findings": [{"file", "line", "column", "level", "check", "message", "hint", "note",
 * "reason"}], "errors": n, "warnings": n, "advice": n, "allowed": n}; names and levels always in English. */
void findings_write_json(const struct diagnostics *diagnostics, struct buffer *buffer);

#endif
