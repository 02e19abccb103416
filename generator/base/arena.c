#include "base/arena.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CHUNK_SIZE = 64 * 1024, ALIGNMENT = 16 };

struct arena_chunk {
    struct arena_chunk *older;
    size_t used, size;
    size_t latest; /* where the latest allocation begins, for arena_resize */
    _Alignas(ALIGNMENT) char bytes[];
};

static void give_up(void)
{
    fputs("rundbrev: out of memory\n", stderr);
    abort();
}

static size_t align(size_t size)
{
    if (size > SIZE_MAX - ALIGNMENT)
        give_up();
    return (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
}

static struct arena_chunk *add_chunk(struct arena *arena, size_t wanted)
{
    /* Grow with the arena, so that a large one does not consist of thousands of small chunks. */
    size_t size = CHUNK_SIZE;
    if (arena->newest && arena->newest->size > size)
        size = arena->newest->size;
    if (arena->newest && size < 4 * 1024 * 1024)
        size *= 2;
    if (size < wanted)
        size = wanted;
    if (size > SIZE_MAX - sizeof(struct arena_chunk))
        give_up();
    struct arena_chunk *chunk = malloc(sizeof *chunk + size);
    if (!chunk)
        give_up();
    chunk->older = arena->newest;
    chunk->used = 0;
    chunk->latest = 0;
    chunk->size = size;
    arena->newest = chunk;
    return chunk;
}

static void *take(struct arena *arena, size_t size)
{
    size_t wanted = align(size ? size : 1);
    struct arena_chunk *chunk = arena->newest;
    if (!chunk || chunk->size - chunk->used < wanted)
        chunk = add_chunk(arena, wanted);
    char *memory = chunk->bytes + chunk->used;
    chunk->latest = chunk->used;
    chunk->used += wanted;
    return memory;
}

void *arena_allocate(struct arena *arena, size_t size)
{
    return memset(take(arena, size), 0, size ? size : 1);
}

char *arena_copy(struct arena *arena, const void *bytes, size_t size)
{
    char *copy = take(arena, size + 1);
    if (size)
        memcpy(copy, bytes, size);
    copy[size] = '\0';
    return copy;
}

void *arena_resize(struct arena *arena, void *memory, size_t old_size, size_t new_size)
{
    struct arena_chunk *chunk = arena->newest;
    if (memory && chunk && (char *)memory == chunk->bytes + chunk->latest) {
        size_t wanted = align(new_size ? new_size : 1);
        if (chunk->size - chunk->latest >= wanted) {
            chunk->used = chunk->latest + wanted;
            if (new_size > old_size)
                memset((char *)memory + old_size, 0, new_size - old_size);
            return memory;
        }
    }
    char *moved = take(arena, new_size);
    size_t kept = old_size < new_size ? old_size : new_size;
    if (kept)
        memcpy(moved, memory, kept);
    memset(moved + kept, 0, new_size - kept);
    return moved;
}

void arena_reset(struct arena *arena)
{
    struct arena_chunk *keep = arena->newest;
    if (!keep)
        return;
    for (struct arena_chunk *chunk = keep->older, *older; chunk; chunk = older) {
        older = chunk->older;
        free(chunk);
    }
    keep->older = NULL;
    keep->used = 0;
    keep->latest = 0;
}

void arena_release(struct arena *arena)
{
    arena_reset(arena);
    free(arena->newest);
    arena->newest = NULL;
}

void arena_adopt(struct arena *arena, struct arena *from)
{
    struct arena_chunk *oldest = from->newest;
    if (!oldest)
        return;
    while (oldest->older)
        oldest = oldest->older;
    /* Behind the newest chunk, which may still have room. */
    if (arena->newest) {
        oldest->older = arena->newest->older;
        arena->newest->older = from->newest;
    } else {
        arena->newest = from->newest;
    }
    from->newest = NULL;
}

_Static_assert(sizeof(struct array_header) == sizeof(ARRAY(char)), "every ARRAY is laid out like its header");

void *array_reserve(struct arena *arena, void *items, size_t *capacity, size_t wanted, size_t item_size)
{
    if (wanted <= *capacity)
        return items;
    size_t larger = *capacity ? *capacity * 2 : 8;
    if (larger < wanted)
        larger = wanted;
    if (larger > SIZE_MAX / item_size)
        give_up();
    items = arena_resize(arena, items, *capacity * item_size, larger * item_size);
    *capacity = larger;
    return items;
}
