/* The blocks that a Markdown text may have: see model_blocks. Only for model/. */
#ifndef MODEL_BLOCKS_H
#define MODEL_BLOCKS_H

#include "model/fields_read.h"

/* Reads the data of all data blocks below `tree` into node->record. */
void blocks_read(struct reading *reading, struct markup_node *tree);

/* Whether the block is the `team` block, whose argument is a team's id. */
bool blocks_is_team(const struct markup_node *node);

#endif
