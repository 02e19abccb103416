/* A map from text to pointer. */
#include "base/map.h"
#include "harness.h"

static void empty_map(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct map map = {.arena = &arena};
    assert_null(map_get(&map, TEXT("a")));
    assert_null(map_get(&map, (struct text){0}));
    assert_int_equal(map.count, 0);
    arena_release(&arena);
}

static void setting_and_getting(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct map map = {.arena = &arena};
    int one = 1, two = 2;
    assert_null(map_set(&map, TEXT("träff"), &one));
    assert_ptr_equal(map_get(&map, text_join(&arena, TEXT("trä"), TEXT("ff"))), &one);
    assert_null(map_get(&map, TEXT("träf")));
    assert_null(map_get(&map, TEXT("träfff")));
    assert_ptr_equal(map_set(&map, TEXT("träff"), &two), &one);
    assert_ptr_equal(map_get(&map, TEXT("träff")), &two);
    assert_int_equal(map.count, 1);
    assert_null(map_set(&map, (struct text){0}, &one)); /* the empty key is a key */
    assert_ptr_equal(map_get(&map, TEXT("")), &one);
    assert_null(map_set(&map, TEXT("a\0b"), &one));
    assert_null(map_get(&map, TEXT("a\0c")));
    assert_int_equal(map.count, 3);
    arena_release(&arena);
}

static void many_keys(void **state)
{
    (void)state;
    enum { COUNT = 20000 };
    static int values[2 * COUNT];
    struct arena arena = {0};
    struct map map = {.arena = &arena};
    for (size_t i = 0; i < COUNT; i++)
        assert_null(map_set(&map, text_format(&arena, "key-%zu", i), &values[i]));
    assert_int_equal(map.count, COUNT);
    assert_true(map.capacity > COUNT);
    for (size_t i = 0; i < COUNT; i++)
        assert_ptr_equal(map_set(&map, text_format(&arena, "key-%zu", i), &values[COUNT + i]), &values[i]);
    assert_int_equal(map.count, COUNT);
    for (size_t i = 0; i < COUNT; i++)
        assert_ptr_equal(map_get(&map, text_format(&arena, "key-%zu", i)), &values[COUNT + i]);
    assert_null(map_get(&map, TEXT("key-20000")));
    arena_release(&arena);
}

/* Every fill on the way, so that the steps at which it grows are among them. */
static void every_size(void **state)
{
    (void)state;
    static int values[200];
    struct arena arena = {0};
    struct map map = {.arena = &arena};
    for (size_t i = 0; i < 200; i++) {
        map_set(&map, text_format(&arena, "%zu", i), &values[i]);
        assert_true(map.count < map.capacity); /* a free slot ends every search */
        for (size_t j = 0; j <= i; j++)
            assert_ptr_equal(map_get(&map, text_format(&arena, "%zu", j)), &values[j]);
        assert_null(map_get(&map, TEXT("none")));
    }
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(empty_map),
        cmocka_unit_test(setting_and_getting),
        cmocka_unit_test(many_keys),
        cmocka_unit_test(every_size),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
