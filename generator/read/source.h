/* Content files as sources: decoded, checked and cut. For model/ and commands/. */
#ifndef READ_SOURCE_H
#define READ_SOURCE_H

#include "base/diagnostic.h"

enum { SOURCE_SIZE_LIMIT = 1024 * 1024 }; /* bytes; as much as a thick book */

/* Reads `path` (shown as `name`) into a source in `arena`: drops a UTF-8 BOM, turns CR LF and a lone CR
 * into LF, reports what is over the limit, UTF-16 and the first invalid UTF-8 or NUL byte with its place (hint: save as
 * UTF-8). NULL with a message on failure. */
struct source *source_read(struct arena *arena, const char *path, struct text name, struct diagnostics *diagnostics);
/* The same for bytes already in memory; the source may borrow them. */
struct source *source_from(struct arena *arena, struct text name, struct text bytes, struct diagnostics *diagnostics);
/* Whether bytes look like UTF-16, with or without a byte order mark. */
bool source_is_utf16(struct text bytes);
/* The whole source as a passage. */
struct passage source_passage(const struct source *source);

/* Cuts a Markdown file into its front matter (between a first line `---` and the next) and body.
 * False with a message when the first line is not `---` or it is never closed. */
bool source_split(const struct source *source, struct passage *front_matter, struct passage *body,
                  struct diagnostics *diagnostics);

/* A character that no text of the content may have: controls, and line breaks that only some programs see. */
bool source_is_bad_character(uint32_t character);
void source_report_character(struct diagnostics *diagnostics, struct place place, uint32_t character);
/* Reports every such character of a passage (at most 10 of them); true when there was one. */
bool source_find_bad_characters(const struct passage *passage, struct diagnostics *diagnostics);

#endif
