#include "base/map.h"

struct map_slot {
    struct text key;
    void *value; /* NULL: free */
};

/* FNV-1a; keys come from the site's own author, so no protection against collisions is needed. */
static size_t hash(struct text key)
{
    uint64_t value = 14695981039346656037u;
    for (size_t i = 0; i < key.size; i++)
        value = (value ^ (unsigned char)key.bytes[i]) * 1099511628211u;
    return (size_t)(value ^ value >> 32);
}

static struct map_slot *find(const struct map *map, struct text key)
{
    size_t mask = map->capacity - 1;
    for (size_t i = hash(key) & mask;; i = (i + 1) & mask)
        if (!map->slots[i].value || text_equal(map->slots[i].key, key))
            return &map->slots[i];
}

void *map_get(const struct map *map, struct text key)
{
    return map->capacity ? find(map, key)->value : NULL;
}

static void grow(struct map *map)
{
    struct map old = *map;
    map->capacity = old.capacity ? old.capacity * 2 : 16;
    map->slots = arena_allocate(map->arena, map->capacity * sizeof *map->slots);
    for (size_t i = 0; i < old.capacity; i++)
        if (old.slots[i].value)
            *find(map, old.slots[i].key) = old.slots[i];
}

void *map_set(struct map *map, struct text key, void *value)
{
    if ((map->count + 1) * 4 > map->capacity * 3)
        grow(map);
    struct map_slot *slot = find(map, key);
    void *before = slot->value;
    if (!before)
        map->count++;
    *slot = (struct map_slot){key, value};
    return before;
}
