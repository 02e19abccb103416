/* The official Swedish writing rules that a program can judge: dates, times, numbers, intervals and spaces, as
 * Svenska skrivregler and webbriktlinje 66 have them. For model/. Any thread.
 *
 * Swedish plain text only. A find is meant to be right nearly always; what may be something else (a version, a
 * section, a telephone number, a statute, an id, an address, a file) is left alone.
 */
#ifndef PROOF_WRITING_H
#define PROOF_WRITING_H

#include "base/text.h"

struct writing_find;

struct writing_rule {
    const char *name; /* an identifier: "date" */
    /* Whether what begins at `at` breaks the rule; sets all of the find but `rule`. Called at every run of
     * spaces and wherever a word or number may begin; looks at a bounded number of bytes, spaces apart. */
    bool (*find)(struct arena *arena, struct text text, size_t at, struct writing_find *find);
};

struct writing_find {
    const struct writing_rule *rule;
    size_t from, to;
    struct text suggestion; /* what should stand there, with plain spaces; in the arena */
};

/* The first find that begins at or after `from`, of any rule; go on from its `to`. False when there is none. */
bool writing_find(struct arena *arena, struct text text, size_t from, struct writing_find *find);

#endif
