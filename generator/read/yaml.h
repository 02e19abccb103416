/* YAML as a tree with places, without type guessing: every scalar is text. For markup/, template/data
 * and model/. The only module that includes <yaml.h>.
 *
 * Refused with a place, a plain message and a hint: duplicate keys, anchors and aliases, tags, more
 * than one document, depth over 64, keys that are not text, invisible control characters (also by
 * escapes). The faults that people make in practice (tab as indentation, curly quotes as quotes, no-break
 * space as indentation or beside a colon, a missing space after a colon, an unquoted ": " in a value, an
 * unclosed quote …) are told in plain words: libyaml's places are wrong for them, so a file that it
 * refuses is searched line by line (yaml_search), and a tree that it accepts is checked for texts that
 * were meant to be something else (yaml). Several faults of one file are all told, up to about 20.
 *
 * Invariants: the tree is immutable and owned by the arena given to yaml_parse.
 */
#ifndef READ_YAML_H
#define READ_YAML_H

#include "base/diagnostic.h"

enum { YAML_DEPTH_LIMIT = 64 };

enum yaml_kind { YAML_TEXT, YAML_LIST, YAML_MAP };

struct yaml_node;

struct yaml_entry {
    struct yaml_node *key; /* kind YAML_TEXT */
    struct yaml_node *value;
};

struct yaml_node {
    enum yaml_kind kind;
    struct place place;               /* of the first character (after the quote, if any) */
    struct passage passage;           /* YAML_TEXT: the text with its places, for parsers of the text */
    bool is_quoted;                   /* YAML_TEXT written in quotes or as a block: never "nothing" */
    ARRAY(struct yaml_node *) items;  /* YAML_LIST */
    ARRAY(struct yaml_entry) entries; /* YAML_MAP, in the order of the file */
};

/* Parses a passage. NULL when there was an error, all of which are in `diagnostics`. An empty passage
 * (or only comments) gives an empty map. */
struct yaml_node *yaml_parse(struct arena *arena, const struct passage *passage, struct diagnostics *diagnostics);

/* The value of `key` in a map, or NULL; also for a node that is no map, and for NULL. */
struct yaml_node *yaml_get(const struct yaml_node *map, const char *key);
/* The text of a YAML_TEXT node. */
struct text yaml_text(const struct yaml_node *node);
/* True for a plain empty value, `~` or `null`. */
bool yaml_is_nothing(const struct yaml_node *node);

#endif
