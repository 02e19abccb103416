/* The faults people make in YAML, looked for line by line: libyaml says where it gave up, which is often
 * far from the fault. Less strict than YAML, so that one fault does not hide the next. Only for yaml*.c.
 *
 * Linear in the size of the text. Finds nothing in good YAML. */
#ifndef READ_YAML_SEARCH_H
#define READ_YAML_SEARCH_H

#include "base/diagnostic.h"

enum { YAML_SEARCH_LIMIT = 20 }; /* about so many faults are reported of one file */

/* Adds an error for each fault found. `diagnostics` must be empty before. */
void yaml_search_faults(const struct passage *passage, struct diagnostics *diagnostics);

#endif
