/* Memory with one lifetime. Everyone above the C library allocates from an arena and frees nothing
 * by itself; releasing or resetting the arena ends the life of all it gave out.
 *
 * Invariants: memory from an arena is zeroed and aligned for any type. Running out of memory ends
 * the program with one line (no caller checks for NULL). An arena belongs to one thread at a time.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

struct arena_chunk;

/* Plain data only so that it can live on the stack; `{0}` is a valid empty arena. */
struct arena {
    struct arena_chunk *newest;
};

/* Returns `size` zeroed bytes owned by `arena`. */
void *arena_allocate(struct arena *arena, size_t size);

/* Returns a copy of `size` bytes owned by `arena`, followed by a NUL that is not counted. */
char *arena_copy(struct arena *arena, const void *bytes, size_t size);

/* Returns memory of `new_size` bytes that begins with the first `old_size` bytes of `memory`
 * (NULL allowed). Extends in place when `memory` was the arena's latest allocation. */
void *arena_resize(struct arena *arena, void *memory, size_t old_size, size_t new_size);

/* Ends the life of everything allocated so far; keeps one chunk for reuse. */
void arena_reset(struct arena *arena);

/* As arena_reset, and gives all memory back. The arena may be used again. */
void arena_release(struct arena *arena);

/* Moves everything that `from` owns into `arena`, to live as long as that; `from` is empty afterwards. */
void arena_adopt(struct arena *arena, struct arena *from);

#define ARENA_NEW(arena, type) ((type *)arena_allocate((arena), sizeof(type)))

/* A growing array of `type`: `ARRAY(struct meeting *) meetings;` then `ARRAY_PUSH(arena, &meetings, m)`.
 * Pointers into `items` are valid until the next push. */
#define ARRAY(type)                                                                                                    \
    struct {                                                                                                           \
        type *items;                                                                                                   \
        size_t count;                                                                                                  \
        size_t capacity;                                                                                               \
    }

#define ARRAY_PUSH(arena, array, item)                                                                                 \
    ((array)->items =                                                                                                  \
         array_reserve((arena), (array)->items, &(array)->capacity, (array)->count + 1, sizeof *(array)->items),       \
     (array)->items[(array)->count++] = (item))

/* Makes room for `wanted` items where so many are expected: an array that grows leaves its old places in the arena. */
#define ARRAY_RESERVE(arena, array, wanted)                                                                            \
    ((array)->items = array_reserve((arena), (array)->items, &(array)->capacity, (wanted), sizeof *(array)->items))

/* Behind ARRAY_PUSH: returns `items`, moved when needed, with room for at least `wanted` items of
 * `item_size` bytes. */
void *array_reserve(struct arena *arena, void *items, size_t *capacity, size_t wanted, size_t item_size);

/* Every ARRAY is laid out so: for tables that know an array by its offset alone. Copied in and out with
 * memcpy, since its real type is another. */
struct array_header {
    void *items;
    size_t count, capacity;
};

#endif
