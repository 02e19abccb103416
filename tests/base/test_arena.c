/* Memory with one lifetime. */
#include "harness.h"

#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static bool is_zero(const char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (bytes[i])
            return false;
    return true;
}

static void check_allocations(struct arena *arena)
{
    static const size_t sizes[] = {0, 1, 2, 15, 16, 17, 100, 4096, 65535, 65536, 65537, 300000, 1};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        char *memory = arena_allocate(arena, sizes[i]);
        assert_int_equal((uintptr_t)memory % 16, 0);
        assert_true(is_zero(memory, sizes[i]));
        memset(memory, 0xFF, sizes[i]);
    }
}

static void allocations_are_zeroed_and_aligned(void **state)
{
    (void)state;
    struct arena arena = {0};
    check_allocations(&arena);
    arena_reset(&arena); /* the next round gets the dirty chunk again */
    check_allocations(&arena);
    arena_release(&arena);
    assert_null(arena.newest);
    check_allocations(&arena);
    arena_release(&arena);
}

static void allocations_do_not_overlap(void **state)
{
    (void)state;
    enum { COUNT = 2000 };
    struct arena arena = {0};
    unsigned char *blocks[COUNT];
    for (size_t i = 0; i < COUNT; i++) {
        blocks[i] = arena_allocate(&arena, i % 97 + 1);
        memset(blocks[i], (int)(i % 251), i % 97 + 1);
    }
    for (size_t i = 0; i < COUNT; i++)
        for (size_t j = 0; j < i % 97 + 1; j++)
            assert_int_equal(blocks[i][j], i % 251);
    arena_release(&arena);
}

static void copies_end_with_nul(void **state)
{
    (void)state;
    struct arena arena = {0};
    char *dirty = arena_allocate(&arena, 64);
    memset(dirty, 'x', 64);
    arena_reset(&arena);
    char *copy = arena_copy(&arena, "omgång", 3);
    assert_string_equal(copy, "omg");
    assert_string_equal(arena_copy(&arena, NULL, 0), "");
    assert_memory_equal(arena_copy(&arena, "a\0b", 3), "a\0b\0", 4);
    /* A copy that ends with its 16 bytes: the NUL needs room too. */
    char *full = arena_copy(&arena, "0123456789abcdef", 16);
    char *next = arena_copy(&arena, "next", 4);
    assert_string_equal(full, "0123456789abcdef");
    assert_string_equal(next, "next");
    arena_release(&arena);
}

static void resize_in_place(void **state)
{
    (void)state;
    struct arena arena = {0};
    char *first = arena_resize(&arena, NULL, 0, 10);
    assert_true(is_zero(first, 10));
    memset(first, 'a', 10);
    char *larger = arena_resize(&arena, first, 10, 1000);
    assert_ptr_equal(larger, first);
    assert_memory_equal(larger, "aaaaaaaaaa", 10);
    assert_true(is_zero(larger + 10, 990));
    memset(larger, 'b', 1000);
    assert_ptr_equal(arena_resize(&arena, larger, 1000, 5), first);
    char *next = arena_allocate(&arena, 1); /* takes the room that was given back */
    assert_true(next > first && next < first + 1000);
    assert_true(is_zero(next, 1));
    arena_release(&arena);
}

static void resize_zeroes_what_it_adds(void **state)
{
    (void)state;
    struct arena arena = {0};
    char *memory = arena_allocate(&arena, 100);
    memset(memory, 'x', 100);
    memory = arena_resize(&arena, memory, 100, 3);
    memory = arena_resize(&arena, memory, 3, 100);
    assert_memory_equal(memory, "xxx", 3);
    assert_true(is_zero(memory + 3, 97));
    memory = arena_resize(&arena, memory, 100, 0);
    memory = arena_resize(&arena, memory, 0, 16);
    assert_true(is_zero(memory, 16));
    arena_release(&arena);
}

static void resize_moves(void **state)
{
    (void)state;
    struct arena arena = {0};
    char *first = arena_copy(&arena, "first", 5);
    char *second = arena_copy(&arena, "second", 6);
    char *moved = arena_resize(&arena, first, 5, 200);
    assert_ptr_not_equal(moved, first);
    assert_memory_equal(moved, "first", 5);
    assert_true(is_zero(moved + 5, 195));
    assert_string_equal(second, "second");
    char *shorter = arena_resize(&arena, second, 6, 3);
    assert_memory_equal(shorter, "sec", 3);
    /* The latest, but its chunk is too small. */
    char *last = arena_copy(&arena, "last", 4);
    char *large = arena_resize(&arena, last, 4, 500000);
    assert_memory_equal(large, "last", 4);
    assert_true(is_zero(large + 4, 500000 - 4));
    arena_release(&arena);
}

static void reset_keeps_one_chunk(void **state)
{
    (void)state;
    struct arena arena = {0};
    arena_reset(&arena);
    assert_null(arena.newest);
    for (int i = 0; i < 100; i++)
        arena_allocate(&arena, 10000);
    struct arena_chunk *newest = arena.newest;
    arena_reset(&arena);
    assert_ptr_equal(arena.newest, newest);
    arena_allocate(&arena, 10000);
    assert_ptr_equal(arena.newest, newest);
    arena_release(&arena);
    arena_release(&arena);
}

static void check_adoption(size_t here, size_t there)
{
    struct arena arena = {0}, from = {0};
    char **ours = arena_allocate(&arena, (here + 1) * sizeof *ours);
    char **theirs = arena_allocate(&arena, (there + 1) * sizeof *theirs);
    for (size_t i = 0; i < here; i++)
        ours[i] = arena_copy(&arena, "ours", 4);
    for (size_t i = 0; i < there; i++)
        theirs[i] = arena_copy(&from, memset(arena_allocate(&from, 3000), 't', 3000), 2999);
    arena_adopt(&arena, &from);
    assert_null(from.newest);
    arena_release(&from);
    char *later = arena_copy(&arena, "later", 5);
    for (size_t i = 0; i < here; i++)
        assert_string_equal(ours[i], "ours");
    for (size_t i = 0; i < there; i++)
        assert_int_equal(strspn(theirs[i], "t"), 2999);
    assert_string_equal(later, "later");
    arena_release(&arena);
}

static void adoption(void **state)
{
    (void)state;
    check_adoption(0, 0);
    check_adoption(5, 0);
    check_adoption(5, 1);
    check_adoption(5, 200);
    struct arena empty = {0}, from = {0};
    char *kept = arena_copy(&from, "kept", 4);
    arena_adopt(&empty, &from);
    assert_string_equal(kept, "kept");
    assert_ptr_equal(arena_resize(&empty, kept, 5, 6), kept);
    arena_release(&empty);
}

static void arrays_grow(void **state)
{
    (void)state;
    struct arena arena = {0};
    ARRAY(size_t) numbers = {0};
    for (size_t i = 0; i < 5000; i++) {
        ARRAY_PUSH(&arena, &numbers, i * i);
        if (i % 3 == 0)
            arena_allocate(&arena, 1); /* so that some growth moves */
        assert_true(numbers.count <= numbers.capacity);
    }
    assert_int_equal(numbers.count, 5000);
    for (size_t i = 0; i < 5000; i++)
        assert_int_equal(numbers.items[i], i * i);
    /* An item of the array itself may be pushed, also when the array moves. */
    ARRAY(struct text) texts = {0};
    ARRAY_PUSH(&arena, &texts, TEXT("one"));
    for (int i = 0; i < 100; i++)
        ARRAY_PUSH(&arena, &texts, texts.items[0]);
    assert_text(texts.items[100], "one");
    void *items = NULL;
    size_t capacity = 0;
    items = array_reserve(&arena, items, &capacity, 0, 4);
    assert_null(items);
    items = array_reserve(&arena, items, &capacity, 100, 4);
    assert_non_null(items);
    assert_int_equal(capacity, 100);
    assert_ptr_equal(array_reserve(&arena, items, &capacity, 100, 4), items);
    arena_release(&arena);
}

/* Runs `exhaust` in a child that may not leave a core file, and tells what it said before it aborted. */
static void check_exhaustion(void (*exhaust)(struct arena *arena))
{
    int ends[2];
    char said[200] = "";
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    if (child == 0) {
        struct arena arena = {0};
        setrlimit(RLIMIT_CORE, &(struct rlimit){0});
        dup2(ends[1], STDERR_FILENO);
        exhaust(&arena);
        _exit(0);
    }
    close(ends[1]);
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(read(ends[0], said, sizeof said - 1) >= 0);
    close(ends[0]);
    assert_string_equal(said, "rundbrev: out of memory\n");
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
}

static void allocate_everything(struct arena *arena)
{
    arena_allocate(arena, SIZE_MAX - 3);
}

static void reserve_everything(struct arena *arena)
{
    void *items = NULL;
    size_t capacity = 0;
    array_reserve(arena, items, &capacity, SIZE_MAX / 8, 16);
}

static void add_more_than_everything(struct arena *arena)
{
    arena_allocate(arena, SIZE_MAX - 20);
}

static void exhaustion_ends_the_program(void **state)
{
    (void)state;
    check_exhaustion(allocate_everything);
    check_exhaustion(add_more_than_everything);
    check_exhaustion(reserve_everything);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(allocations_are_zeroed_and_aligned),
        cmocka_unit_test(allocations_do_not_overlap),
        cmocka_unit_test(copies_end_with_nul),
        cmocka_unit_test(resize_in_place),
        cmocka_unit_test(resize_zeroes_what_it_adds),
        cmocka_unit_test(resize_moves),
        cmocka_unit_test(reset_keeps_one_chunk),
        cmocka_unit_test(adoption),
        cmocka_unit_test(arrays_grow),
        cmocka_unit_test(exhaustion_ends_the_program),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
