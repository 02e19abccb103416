/* png.h: drawings as pictures for letters: opaque, at twice their size, the same each time. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/file.h"
#include "deliver/png.h"

static struct arena arena;
static struct diagnostics diagnostics = {.arena = &arena};

static const char drawing[] =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"20\" viewBox=\"-10 -10 40 20\">"
    "<rect x=\"-10\" y=\"-10\" width=\"40\" height=\"20\" fill=\"#123456\"/>"
    "<text x=\"0\" y=\"5\" font-family=\"Manrope, sans-serif\">Mål</text></svg>";

static struct text made(const char *svg, int width, int height, const struct png_options *options)
{
    struct png picture = {.svg = text_from(svg), .width = width, .height = height};
    png_make(&arena, &picture, 1, options);
    return picture.bytes;
}

static unsigned number_at(struct text bytes, size_t at)
{
    const unsigned char *byte = (const unsigned char *)bytes.bytes + at;
    return (unsigned)byte[0] << 24 | (unsigned)byte[1] << 16 | (unsigned)byte[2] << 8 | byte[3];
}

static void opaque_and_at_twice_its_size(void **unused)
{
    (void)unused;
    struct cache none = {0};
    struct png_options options = {.cache = &none};
    struct text png = made(drawing, 60, 30, &options);
    assert_true(png.size > 33);
    assert_memory_equal(png.bytes, "\x89PNG\r\n\x1a\n", 8);
    assert_int_equal(number_at(png, 16), 120);
    assert_int_equal(number_at(png, 20), 60);
    assert_int_equal(png.bytes[25], 2); /* colours without transparency */
    assert_true(text_equal(png, made(drawing, 60, 30, &options)));
    assert_false(text_equal(png, made(drawing, 61, 30, &options)));
}

static void kept_by_all_that_decides_it(void **unused)
{
    (void)unused;
    char folder[] = "/tmp/rundbrev-test-png-XXXXXX";
    struct cache cache = {.folder = mkdtemp(folder)};
    struct png_options options = {.cache = &cache, .fonts_digest = TEXT("a")};
    file_entries kept = {0};
    struct text png = made(drawing, 60, 30, &options);
    assert_true(text_equal(png, made(drawing, 60, 30, &options)));
    options.fonts_digest = TEXT("b");
    assert_true(text_equal(png, made(drawing, 60, 30, &options)));
    assert_true(file_list_tree(&arena, folder, &kept, &diagnostics));
    assert_int_equal(kept.count, 2);
    file_remove_tree(folder, &diagnostics);
}

static void no_drawing_no_picture(void **unused)
{
    (void)unused;
    struct cache none = {0};
    struct png_options options = {.cache = &none};
    struct png pictures[] = {
        {.svg = TEXT(drawing), .width = 60, .height = 30},
        {.svg = TEXT("<svg"), .width = 60, .height = 30},
        {.svg = TEXT(drawing), .width = 70, .height = 30},
    };
    png_make(&arena, pictures, 3, &options);
    assert_int_equal(number_at(pictures[0].bytes, 16), 120);
    assert_int_equal(pictures[1].bytes.size, 0);
    assert_int_equal(number_at(pictures[2].bytes, 16), 140);
    assert_int_equal(made("<svg", 60, 30, &options).size, 0);
    assert_int_equal(made("Hej", 60, 30, &options).size, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(opaque_and_at_twice_its_size),
        cmocka_unit_test(kept_by_all_that_decides_it),
        cmocka_unit_test(no_drawing_no_picture),
    };
    int failed = cmocka_run_group_tests_name("deliver/png", tests, NULL, NULL);
    arena_release(&arena);
    return failed;
}
