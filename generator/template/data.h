/* YAML as template values: strings files, themes, `rundbrev template --data`. */
#ifndef TEMPLATE_DATA_H
#define TEMPLATE_DATA_H

#include "read/yaml.h"
#include "template/value.h"

/* Maps become records, lists lists, texts texts; `true`/`yes` and `false`/`no` unquoted become flags,
 * an empty value nothing. In `arena`; borrows the tree's texts. */
struct value data_value(struct arena *arena, const struct yaml_node *node);

#endif
