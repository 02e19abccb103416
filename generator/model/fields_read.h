/* YAML into structs as the field tables say, and what is left to resolve afterwards. Only for model/. */
#ifndef MODEL_FIELDS_READ_H
#define MODEL_FIELDS_READ_H

#include "model/fields.h"

/* Where a text or name stands. */
struct context {
    struct target owner; /* the file's object */
    struct text language;
    const struct network *network; /* whose teams it may name, or NULL */
    const struct round *round;     /* whose meetings it may name, or NULL */
};

/* What fields_read gathers: references to resolve, and the texts that readers will see. */
struct pending_reference {
    struct reference *reference; /* stable address */
    const struct record_type *type;
    struct context context;
};

struct pending_prose {
    struct prose *prose; /* stable address */
    struct context context;
};

/* A FIELD_TEXT, FIELD_EMAIL or FIELD_ADDRESS, and where it was written. */
struct pending_line {
    struct text text;
    const struct field *field;
    struct passage passage;
    struct context context;
};

/* A small test, and its fields. */
struct pending_cycle {
    const struct cycle *cycle; /* stable address */
    const struct yaml_node *node;
};

struct reading {
    struct arena *arena;
    struct diagnostics *diagnostics;
    struct context context; /* of what is being read */
    ARRAY(struct pending_reference) references;
    ARRAY(struct pending_prose) proses;
    ARRAY(struct pending_line) lines;
    ARRAY(struct contact *) contacts; /* stable addresses, also those in blocks */
    ARRAY(struct pending_cycle) cycles;
    bool is_in_block; /* in a block's data, where a text can hold no blocks: so nesting has an end */
};

/* Reads a YAML map (or a bare text, for a type with a shorthand) into `object`, whose address must be
 * stable. Unknown keys with "did you mean", wrong kinds, missing required fields are reported; reading goes
 * on. False when anything was. A list that is written but empty (`[]`) has items that are not NULL. */
bool fields_read(struct reading *reading, const struct record_type *type, const struct yaml_node *node, void *object);

/* Reads a YAML list of records into `list`, an ARRAY of the type's struct. `name` is what messages call it. */
bool fields_read_list(struct reading *reading, const struct record_type *type, const char *name,
                      const struct yaml_node *node, void *list);

/* Reads a Markdown passage into `prose` (stable address) with the data of its blocks, and notes it in
 * `reading->proses`. */
void fields_read_prose(struct reading *reading, const struct passage *passage, struct prose *prose);

#endif
