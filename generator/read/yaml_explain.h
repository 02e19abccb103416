/* Why a file is no YAML, in plain words and at the right place. Only for yaml.c. */
#ifndef READ_YAML_EXPLAIN_H
#define READ_YAML_EXPLAIN_H

#include "base/diagnostic.h"

/* A spot in the passage; line and column from 1. */
struct yaml_position {
    size_t byte;
    unsigned line, column;
};

/* What libyaml said. */
struct yaml_failure {
    const char *problem;        /* libyaml's words */
    struct yaml_position at;    /* where it gave up */
    struct yaml_position began; /* where what it was reading begins; the same when it did not say */
};

/* Reports the faults of a passage that libyaml refused: those that people make, and libyaml's own
 * complaint in other words when none of them explains it. Adds at least one error. */
void yaml_explain(const struct passage *passage, const struct yaml_failure *failure, struct diagnostics *diagnostics);

#endif
