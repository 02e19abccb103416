/* pdf_pictures.h: pictures are put in by name, everything else stays as it is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "deliver/pdf_pictures.h"

static void expect(const char *html, const char *expected)
{
    struct arena arena = {0};
    struct map pictures = {.arena = &arena};
    struct picture picture = {.media_type = TEXT("image/png"), .bytes = TEXT("abc")};
    map_set(&pictures, TEXT("a.png"), &picture);
    struct text whole = pdf_embed_pictures(&arena, text_from(html), &pictures);
    assert_string_equal(text_string(&arena, whole), expected);
    arena_release(&arena);
}

static void puts_pictures_in(void **state)
{
    (void)state;
    expect("<img src=\"picture:a.png\" alt=\"å\"><img src=\"picture:a.png\">",
           "<img src=\"data:image/png;base64,YWJj\" alt=\"å\"><img src=\"data:image/png;base64,YWJj\">");
}

static void leaves_the_rest_alone(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "",
        "<p>ingen bild, picture:a.png</p>",
        "<p>&quot;src=&quot;picture:a.png&quot;</p>",
        "<img src=\"picture:b.png\">",
        "<img src=\"picture:",
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        expect(cases[i], cases[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(puts_pictures_in),
        cmocka_unit_test(leaves_the_rest_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
