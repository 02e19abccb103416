#include "markup_test.h"

static void check(const struct test_case *cases, size_t count, const char *language)
{
    struct arena arena = {0};
    for (size_t i = 0; i < count; i++) {
        struct text text = markup_typography(&arena, text_from(cases[i].source), text_from(language));
        assert_string_equal(text_string(&arena, text), cases[i].expected);
    }
    arena_release(&arena);
}

#define CHECK(cases, language) check(cases, sizeof cases / sizeof cases[0], language)

static void test_swedish(void **state)
{
    (void)state;
    static const struct test_case cases[] = {
        {"", ""},
        {"Hej då", "Hej då"},
        {"\"Hej\" sa 'Bo'", "”Hej” sa ’Bo’"},
        {"Lars' bil, rock'n'roll", "Lars’ bil, rock’n’roll"},
        {"ett -- två--tre", "ett – två–tre"},
        {"ett - två", "ett – två"},
        {"ett -två- tre-fyra", "ett -två- tre-fyra"},
        {"- a", "- a"},
        {"a -", "a -"},
        {"a --- b", "a --- b"},
        {"och så vidare...", "och så vidare…"},
        {"a.. b....", "a.. b...."},
        {"se https://a.se/x--y'z-9-12 -- och \"www.b.se/1-2\" a-1--2@c.se.",
         "se https://a.se/x--y'z-9-12 – och ”www.b.se/1-2” a-1--2@c.se."},
    };
    CHECK(cases, "sv");
}

static void test_english(void **state)
{
    (void)state;
    static const struct test_case cases[] = {
        {"\"Hi\" said 'Bo'", "“Hi” said ‘Bo’"},
        {"It's the teams' ('our') \"own\".", "It’s the teams’ (‘our’) “own”."},
        {"\"'Yes', she said\" and \"she said 'no'\"", "“‘Yes’, she said” and “she said ‘no’”"},
        {"the '90s -- \"a\"--\"b\"", "the ’90s – “a”–“b”"},
        {"a \" b", "a ” b"},
    };
    CHECK(cases, "en");
}

static void test_ranges(void **state)
{
    (void)state;
    static const struct test_case cases[] = {
        {"kl. 9-12", "kl. 9–12"},
        {"kl. 9.00-15.30, 08.00-16.00 och 08-17", "kl. 9.00–15.30, 08.00–16.00 och 08–17"},
        {"13:00-16:00", "13:00–16:00"},
        {"16-20-åringar, 0-18 år, 1,5-2 %", "16–20-åringar, 0–18 år, 1,5–2 %"},
        {"s.12-14 (3-5) 250-300, 7-9.", "s.12–14 (3–5) 250–300, 7–9."},
        {"2019-2020, 2019-20, 1914-18", "2019–2020, 2019–20, 1914–18"},
        {"10 000-12 000, 10000-12000", "10 000–12 000, 10000–12000"},
        /* telephone numbers */
        {"070-1740605", "070-1740605"},
        {"070-174 06 05, 08-465 004 00, 08-12 34 56", "070-174 06 05, 08-465 004 00, 08-12 34 56"},
        {"0980-319 200, 031-390 06 00", "0980-319 200, 031-390 06 00"},
        {"+46 70-174 06 05, +46-70-174, (0)70-174", "+46 70-174 06 05, +46-70-174, (0)70-174"},
        /* dates */
        {"2020-03-03, 2020-12, 20-03-03", "2020-03-03, 2020-12, 20-03-03"},
        {"3/4-5/4", "3/4-5/4"},
        /* identifiers */
        {"640823-3234, 556000-4615", "640823-3234, 556000-4615"},
        {"ISBN 978-91-44-12345-6, A4-5, x1-2, 1-2x, 9-12.pdf", "ISBN 978-91-44-12345-6, A4-5, x1-2, 1-2x, 9-12.pdf"},
        {"1.2.3-4, 1-2-3, 5-", "1.2.3-4, 1-2-3, 5-"},
        {"F-3, 12345678-12345679", "F-3, 12345678-12345679"},
    };
    CHECK(cases, "sv");
}

/* Over the borders of inline markup, and where it must keep away. */
static void test_in_markdown(void **state)
{
    (void)state;
    static const struct test_case cases[] = {
        {"\"*Hej* - `\"--\"`\" -\nnästa", "<p>”<em>Hej</em> – <code>&quot;--&quot;</code>” –\nnästa</p>\n"},
        {"\\\"a\\\" \\'b\\' c\\--d e \\- f \\~~g\\~~ \\|", "<p>&quot;a&quot; &#39;b&#39; c--d e - f ~~g~~ |</p>\n"},
        {"`a\\-\\\"b`", "<p><code>a\\-\\&quot;b</code></p>\n"},
        {"[\"a\" 1-2](u--v \"x 'y'\")", "<p><a href=\"u--v\" title=\"x ’y’\">”a” 1–2</a></p>\n"},
        {"<https://a.se/b--c> <a--b@c.se>", "<p><a href=\"https://a.se/b--c\" class=\"bare\">https://a.se/b--c</a> <a "
                                            "href=\"mailto:a--b@c.se\" class=\"bare\">a--b@c.se</a></p>\n"},
        {"    \"--\" \\-", "<pre tabindex=\"0\"><code>&quot;--&quot; \\-\n</code></pre>\n"},
        {"[a](\\\"b\\-c)", "<p><a href=\"%22b-c\">a</a></p>\n"},
        {"&quot;a&quot;", "<p>”a”</p>\n"},
        /* in the language of the phrase, if it is one of ours */
        {"\"[a \"b\"](lang:en-GB)\" [\"*c*\"](lang:en) ['d'](lang:fi)",
         "<p>”<span lang=\"en-GB\">a “b”</span>” <span lang=\"en\">“<em>c</em>”</span> "
         "<span lang=\"fi\">’d’</span></p>\n"},
    };
    struct markup_render_options options = {.medium = MEDIUM_WEB};
    CHECK_RENDERED(cases, &options);

    struct parsed parsed;
    struct markup_options english = {.language = TEXT("en")};
    parse_with(&parsed, TEXT("\"*Hi*\" *\"there\"*, 'you'\n\"all\" (**'x'**)"), &english);
    assert_string_equal(rendered(&parsed, &options),
                        "<p>“<em>Hi</em>” <em>“there”</em>, ‘you’\n“all” (<strong>‘x’</strong>)</p>\n");
    arena_release(&parsed.arena);
    parse_with(&parsed, TEXT("[\"Hej\"](lang:sv) ['Guten Tag'](lang:de)"), &english);
    assert_string_equal(rendered(&parsed, &options),
                        "<p><span lang=\"sv\">”Hej”</span> <span lang=\"de\">‘Guten Tag’</span></p>\n");
    arena_release(&parsed.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_swedish),
        cmocka_unit_test(test_english),
        cmocka_unit_test(test_ranges),
        cmocka_unit_test(test_in_markdown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
