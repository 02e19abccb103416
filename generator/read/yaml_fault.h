/* The faults people make in YAML, in plain words: one function per message, so that the search in a
 * broken file (yaml_explain) and the look at a good tree (yaml) say the same. Only for yaml*.c.
 *
 * Places are given by the caller; hints are written into the arena of the diagnostics. */
#ifndef READ_YAML_FAULT_H
#define READ_YAML_FAULT_H

#include "base/diagnostic.h"

/* Where a special space stands. */
enum yaml_spot { YAML_SPOT_LINE, YAML_SPOT_BEFORE_COLON, YAML_SPOT_AFTER_COLON, YAML_SPOT_AFTER_DASH, YAML_SPOT_VALUE };

/* A no-break space or another character that looks like a space or like nothing, but is none to YAML. */
bool yaml_is_special_space(uint32_t character);
/* A typographic quote that people write where YAML wants a straight one: ” “ „ » « ’ ‘ ‚ */
bool yaml_is_curly(uint32_t character);
/* The character at `position`, or 0 at the end. */
uint32_t yaml_character(struct text text, size_t position);
/* The number of bytes of special spaces at `position`; 0 when there is none. */
size_t yaml_special_spaces(struct text text, size_t position);
/* The length of a key written like `name:x` (without the colon) at the start of `line`: at least two of
 * a–z, A–Z, 0–9, hyphen and underscore, a colon, and right after it no space, end or slash. 0 when there
 * is none or the word begins an address (mailto:, tel: …). */
size_t yaml_glued_key(struct text line);
/* The length of a key written like `name: x` or `name:` at the start of `line`, or 0. */
size_t yaml_plain_key(struct text line);
/* The length of a key at the start of `line` that has a colon and a special space after it, or 0. */
size_t yaml_key_before_special_space(struct text line);
/* Whether a whole `line` begins with a key (or hyphens and a key) at most `column` characters in. */
bool yaml_is_next_key(struct text line, size_t column);
bool yaml_is_letter(uint32_t character); /* also å, ä, ö and every other letter beyond ASCII */

void yaml_fault_tab(struct diagnostics *diagnostics, struct place place, unsigned lines);
void yaml_fault_special_space(struct diagnostics *diagnostics, struct place place, uint32_t character,
                              enum yaml_spot spot, struct text key, unsigned lines);
void yaml_fault_curly(struct diagnostics *diagnostics, struct place place, struct text value);
/* `line` begins with the key. */
void yaml_fault_glued_key(struct diagnostics *diagnostics, struct place place, struct text line);
void yaml_fault_glued_dash(struct diagnostics *diagnostics, struct place place, struct text line);
void yaml_fault_no_name(struct diagnostics *diagnostics, struct place place);
/* `value` empty: it begins on a line above. */
void yaml_fault_colon(struct diagnostics *diagnostics, struct place place, struct text key, struct text value);
/* `line` begins with the quote. */
void yaml_fault_open_quote(struct diagnostics *diagnostics, struct place place, struct text line);
void yaml_fault_after_quote(struct diagnostics *diagnostics, struct place place, struct text value);
void yaml_fault_first_character(struct diagnostics *diagnostics, struct place place, struct text value);
void yaml_fault_open_bracket(struct diagnostics *diagnostics, struct place place, char bracket);
void yaml_fault_block_header(struct diagnostics *diagnostics, struct place place, char sign);

#endif
