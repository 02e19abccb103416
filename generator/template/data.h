/* YAML as template values: strings files, themes, `rundbrev template --data`. */
#ifndef TEMPLATE_DATA_H
#define TEMPLATE_DATA_H

#include "read/yaml.h"
#include "template/value.h"

/* Maps become records, lists lists, texts texts; `true`/`yes` and `false`/`no` unquoted become flags,
 * an empty value nothing. In `arena`; borrows the tree's texts. */
struct value data_value(struct arena *arena, const struct yaml_node *node);

/* The YAML of a whole file as a value; nothing, with messages, when it has faults. In `arena`. */
struct value data_read(struct arena *arena, const struct source *source, struct diagnostics *diagnostics);

#endif
