/* What a row of a measure says, whether it stands in a table or in YAML: its value, or how many of how many. Only for
 * measures.c. */
#ifndef MODEL_VALUES_H
#define MODEL_VALUES_H

#include "model/loading.h"

enum value_part { PART_VALUE, PART_NUMERATOR, PART_DENOMINATOR, VALUE_PARTS };

/* As written: empty texts where nothing is. */
struct value_cell {
    struct text text;
    struct place place;
};

struct value_row {
    struct value_cell parts[VALUE_PARTS];
};

/* A row without a number is one that nobody has measured yet. */
bool values_is_measured(const struct value_row *row);

/* Once all numbers that are written have been read into `measurement`: the value, from numerator and denominator where
 * it is not written itself. False, with a message, when the row makes no sense. */
bool values_settle(struct loading *loading, const struct measure *measure, const struct value_row *row,
                   struct measurement *measurement);

#endif
