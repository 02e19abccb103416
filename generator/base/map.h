/* A map from text to pointer, in an arena. For all floors. Keys are borrowed and must outlive the
 * map. Reading an unchanging map is safe from any thread. `{.arena = a}` is a valid empty map. */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include "base/arena.h"
#include "base/text.h"

struct map_slot;

struct map {
    struct arena *arena;
    struct map_slot *slots;
    size_t count, capacity;
};

/* The value of `key`, or NULL. */
void *map_get(const struct map *map, struct text key);
/* Sets `key` to `value` (not NULL) and returns the value it had before, or NULL. */
void *map_set(struct map *map, struct text key, void *value);

#endif
