#include "output/shorten.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const struct {
    const char *before, *after;
} cases[] = {
    {"", ""},
    {" /* nothing */ \n", ""},
    {"a { color: red; margin: 0 auto; }\n\nb { top: 0 }\n", "a{color:red;margin:0 auto}\nb{top:0}"},
    {"/* one */\na, b > c ~ d {\n  top: 0;\n  /* two */\n  left: 0;\n}\n", "a,b>c ~ d{top:0;left:0}"},
    {"@media screen and (min-width: 40rem) {\n  a { top: 0; }\n  b { top: 0; }\n}\n",
     "@media screen and (min-width:40rem){a{top:0}\nb{top:0}}"},
    /* white space that means something */
    {"li :first-child { top: 0 }", "li :first-child{top:0}"},
    {"li:not( .a , .b ) .c { }", "li:not(.a,.b) .c{}"},
    {"a { top: calc( (1px + var(--b)) * 2 - 3px ) }", "a{top:calc((1px + var(--b)) * 2 - 3px)}"},
    {"a { --gap: ; --b: x }", "a{--gap:;--b:x}"},
    {"a { color: red !important }", "a{color:red !important}"},
    /* kept byte for byte */
    {"a::after { content: \"a  { /* b */ ; }\" / '  \\' ;  ' ; }",
     "a::after{content:\"a  { /* b */ ; }\" / '  \\' ;  '}"},
    {"a { src: url( a  b//*c ) format(\"x\") }", "a{src:url( a  b//*c ) format(\"x\")}"},
    {"a { src: url( \"a  b\" ) }", "a{src:url(\"a  b\")}"},
    {".a\\,  .b\\31  .c { }", ".a\\, .b\\31  .c{}"},
    /* a comment alone is no white space */
    {"a/* b */.c { top: 1px/* d */2px; /* e */left: 0/* f */ 1px }", "a/**/.c{top:1px/**/2px;left:0 1px}"},
    /* broken off */
    {"a { top: 0; /* b", "a{top:0;"},
    {"a { content: \"b  ", "a{content:\"b  "},
    {"a\\", "a\\"},
    {"a { src: url( b", "a{src:url( b"},
};

static void shortens(void **state)
{
    struct arena arena = {0};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct text after = style_shorten(&arena, text_from(cases[i].before));
        assert_string_equal(text_string(&arena, after), cases[i].after);
        /* What is short stays as it is. */
        assert_string_equal(text_string(&arena, style_shorten(&arena, after)), cases[i].after);
    }
    arena_release(&arena);
}

/* Two million bytes of a character, and of what opens something: in linear time. */
static void hostile(void **state)
{
    static const char *const pieces[] = {" ", "/*", "/", "\"", "\\", "\\9 ", "}", "url(", "a/**/"};
    enum { SIZE = 2000000 };
    (void)state;
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        struct arena arena = {0};
        size_t size = strlen(pieces[i]), count = SIZE / size;
        char *bytes = arena_allocate(&arena, count * size);
        for (size_t n = 0; n < count; n++)
            memcpy(bytes + n * size, pieces[i], size);
        assert_true(style_shorten(&arena, (struct text){bytes, count * size}).size <= count * size);
        arena_release(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(shortens), cmocka_unit_test(hostile)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
