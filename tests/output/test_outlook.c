/* A letter as Word's engine shows it, and in the dark: what falls away, what stays, and any bytes in linear time. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "output/dark_mail.h"
#include "output/outlook.h"

static void word_drops_what_it_does_not_know(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        /* properties, by element */
        {"<td style=\"padding:4px;border-radius:9px;color:#000\">a</td>",
         "<td style=\"padding:4px;color:#000;\">a</td>"},
        {"<p style=\"padding:4px;max-width:9px\">a</p>", "<p>a</p>"},
        {"<table width=\"600\" style=\"width:100%;max-width:600px;min-width:1px\">",
         "<table width=\"600\" style=\"width:100%;max-width:600px;\">"},
        {"<div style=\"width:50%;padding:3px;MARGIN:0 auto;margin:4px\">", "<div style=\"margin:4px;\">"},
        {"<span style=\"margin:4px;color:red\">", "<span style=\"color:red;\">"},
        {"<p style=\"margin:-4px 0\">", "<p>"},
        {"<img src=\"a\" width=\"9\" style=\"width:100%;height:auto;border:0;\">",
         "<img src=\"a\" width=\"9\" style=\"border:0;\">"},
        {"<p style=\"display:flex\"><p style=\"display:none\">", "<p><p style=\"display:none;\">"},
        {"<p style=\"mso-hide:all\">", "<p style=\"display:none;\">"},
        {"<p style=\"color:var(--a);font-size:1rem;line-height:26px;mso-line-height-rule:exactly\">",
         "<p style=\"line-height:26px;mso-line-height-rule:exactly;\">"},
        {"<p style=\"background:url(a;b.png);letter-spacing:1px\">", "<p style=\"letter-spacing:1px;\">"},
        /* typefaces */
        {"<p style=\"font-family:Manrope,&quot;Segoe UI&quot;,Arial\">",
         "<p style=\"font-family:&#39;Segoe UI&#39;,sans-serif;\">"},
        {"<p style=\"font-family:Vollkorn\">", "<p style=\"font-family:&#39;Times New Roman&#39;,serif;\">"},
        /* elements */
        {"<main><section><p>a</p></section></main>", "<p>a</p>"},
        {"a<svg><path d=\"\"/></svg>b<script>1 < 2</script>c<link rel=\"x\">", "abc"},
        {"<a href=\"#x\">a</a><h2 id=\"x\">b</h2>", "<a href=\"#x\">a</a><h2>b</h2>"},
        /* comments */
        {"<!doctype html><!-- a -->b", "<!doctype html>b"},
        {"a<!--[if mso]><table><![endif]-->b<!--[if mso]></table><![endif]-->", "a<table>b</table>"},
        {"a<!--[if !mso]><!--><b>b</b><!--<![endif]-->c", "ac"},
        {"a<!--[if !mso]><b>b</b><![endif]-->c", "ac"},
        {"a<!--[if mso]><!-->b<!--<![endif]-->c", "abc"},
        {"<!--[if gte mso 9]>a<![endif]--><!--[if lt mso 16]>b<![endif]--><!--[if mso 16]>c<![endif]-->", "ac"},
        {"<!--[if IE]>a<![endif]-->b", "b"},
        {"<!--[if mso]><xml><o:a/></xml><![endif]-->a", "a"},
        /* style sheets */
        {"<style>@media (x){p{color:red}} p{color:blue;border-radius:3px}</style>a", "<style>p{color:blue;}</style>a"},
        /* damaged */
        {"a < b <", "a < b <"},
        {"<p style=\"color:red", "<p style=\"color:red"},
        {"<!--[if mso]>a", "<!--[if mso]>a"},
        {"", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena arena = {0};
        assert_string_equal(text_string(&arena, outlook_simplify(&arena, text_from(cases[i][0]))), cases[i][1]);
        arena_release(&arena);
    }
}

static void the_dark_turns_lightness_over(void **state)
{
    (void)state;
    assert_int_equal(dark_mail_colour(0xFFFFFF), 0x333333);
    assert_int_equal(dark_mail_colour(0x000000), 0xFFFFFF);
    uint32_t green = dark_mail_colour(0x00453B);
    assert_true((green >> 8 & 255) > (green >> 16 & 255)); /* still green, but light */
    assert_true((green >> 8 & 255) > 0xB0);
    static const char *const cases[][2] = {
        {"<td bgcolor=\"#FFFFFF\" style=\"color:#000;font-family:&#39;A&#39;;border:1px solid #ffffff\">#ffffff</td>",
         "<td bgcolor=\"#333333\" style=\"color:#ffffff;font-family:&#39;A&#39;;border:1px solid "
         "#333333\">#ffffff</td>"},
        {"<a href=\"#ffffff\" color=\"#12345\" style=\"color:#\">",
         "<a href=\"#ffffff\" color=\"#12345\" style=\"color:#\">"},
        {"<!-- style=\"color:#000000\" --><p", "<!-- style=\"color:#000000\" --><p"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena arena = {0};
        assert_string_equal(text_string(&arena, dark_mail(&arena, text_from(cases[i][0]))), cases[i][1]);
        arena_release(&arena);
    }
}

/* Two megabytes of each, where anything but linear time would take minutes. */
static void hostile_bytes_take_linear_time(void **state)
{
    (void)state;
    static const char *const pieces[] = {"<",         "<!--",          "<!--[if mso]>",  "<!--[if !mso]><!-->",
                                         "<a x=\"",   "</style ",      "<style>",        "<svg>",
                                         "<p style=", "<p style=\"(;", "<xml></xml =\"", "&#39;#abc"};
    enum { SIZE = 2000000 };
    char *bytes = malloc(SIZE);
    for (size_t i = 0; i < 2 * sizeof pieces / sizeof *pieces; i++) {
        const char *piece = pieces[i / 2];
        size_t size = strlen(piece);
        for (size_t at = 0; at < SIZE; at++)
            bytes[at] = piece[at % size];
        if (i % 2)
            memcpy(bytes + SIZE - 20, "\"'>--><![endif]-->  ", 20);
        struct arena arena = {0};
        struct text html = {bytes, SIZE};
        clock_t start = clock();
        assert_true(outlook_simplify(&arena, html).size < 40 * (size_t)SIZE);
        assert_true(dark_mail(&arena, html).size < 40 * (size_t)SIZE);
        assert_true(clock() - start < 5 * CLOCKS_PER_SEC);
        arena_release(&arena);
    }
    free(bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(word_drops_what_it_does_not_know),
        cmocka_unit_test(the_dark_turns_lightness_over),
        cmocka_unit_test(hostile_bytes_take_linear_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
