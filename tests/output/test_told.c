/* What an output tells: comparable words, links, and facts that are missing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

#include "model/checks.h"
#include "output/facts.h"

static const char *words_of(struct arena *arena, const char *text)
{
    struct buffer words = {.arena = arena};
    told_add_words(&words, text_from(text));
    return text_string(arena, buffer_text(&words));
}

static void words_are_comparable(void **state)
{
    (void)state;
    struct arena arena = {0};
    static const char *const same[][2] = {
        {"Tisdag 3 mars 2020", "TISDAG\n3 mars  2020"}, /* capitals of a style, lines of a PDF */
        {"kl. 13–16", "kl. 13-16"},                     /* dashes */
        {"Träff i Åsele", "Tra\xCC\x88"
                          "ff i A\xCC\x8Asele"}, /* composed and not */
        {"biblioteket", "biblio\xC2\xADteket"},  /* soft hyphen */
        {"biblioteket", "biblio-\nteket"},       /* a word broken by a PDF */
        {"en flygande fiol", "en ﬂygande ﬁol"},  /* joined letters */
        {"10 000", "10\xC2\xA0"
                   "000"}, /* no-break space */
        {"”Hej”", "\"Hej\""},
        {"Čapek", "C\xCC\x8C"
                  "apek"},
        {"Åk 4 😀", "åk 4"},               /* a PDF has no font for it */
        {"Hej مرحبا du", "Hej du ابحرم"}, /* from right to left */
    };
    static const char *const other[][2] = {{"3 mars 2020", "3 mars 2021"}, {"13.00", "13.30"}, {"a", "b"}, {"ø", "o!"}};
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        assert_string_equal(words_of(&arena, same[i][0]), words_of(&arena, same[i][1]));
    for (size_t i = 0; i < sizeof other / sizeof *other; i++)
        assert_string_not_equal(words_of(&arena, other[i][0]), words_of(&arena, other[i][1]));
    arena_release(&arena);
}

#define SITE TEXT("https://n.example.org")

static void html_is_read(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct told told = {0};
    struct text html = TEXT(
        "<title>Dold</title><style>p{}</style><!-- dold <b> --><p>H&auml;j &amp; h&#229;&#xE5; <b>d\xC3\xA5</b>"
        "<a class=\"x\" href=\"../meeting-1/index.html#a\">dit</a><a href=\"https://b.example.org/?a=1&amp;b=2\">x</a>"
        "<script>dold()</script><a href=\"#har\">y</a>&nbsp;slut & <");
    told_read_html(&arena, html, SITE, TEXT("n/letter-1/index.html"), &told);
    assert_string_equal(text_string(&arena, told.words), "h&auml;j&haadaditxyslut&");
    assert_int_equal(told.links.count, 3);
    assert_string_equal(text_string(&arena, told.links.items[0]), "https://n.example.org/n/meeting-1/");
    assert_string_equal(text_string(&arena, told.links.items[1]), "https://b.example.org/?a=1&b=2");
    arena_release(&arena);
}

static void links_have_one_shape(void **state)
{
    (void)state;
    struct arena arena = {0};
    static const struct {
        const char *link, *path, *shape;
    } cases[] = {
        {"https://n.example.org/a/#b", "", "https://n.example.org/a/"},
        {"https://n.example.org/a/index.html", "", "https://n.example.org/a/"},
        {"../../index.html", "a/b/index.html", "https://n.example.org/"},
        {"brev.pdf", "a/index.html", "https://n.example.org/a/brev.pdf"},
        {"mailto:a@example.org", "a/index.html", "mailto:a@example.org"},
        {"../../../ut", "a/index.html", "../../../ut"},
        /* what Chromium makes of an address */
        {"https://b.example.org", "", "https://b.example.org/"},
        {"https://b.example.org?a=1", "", "https://b.example.org/?a=1"},
        {"https://B.Example.org:443/A", "", "https://b.example.org/A"},
        {"https://läslust.example.org/sök å?q=ö", "", "https://läslust.example.org/sök å?q=ö"},
        {"https://xn--lslust-bua.example.org/s%C3%B6k%20%c3%a5?q=%C3%B6", "", "https://läslust.example.org/sök å?q=ö"},
        {"https://b.example.org/a/./b/../c/..", "", "https://b.example.org/a/"},
        {"https://b.example.org/../a//b", "", "https://b.example.org/a//b"},
        {"https://b.example.org/100%/%E5/%0A", "", "https://b.example.org/100%/%E5/%0A"},
        {"mailto:a@example.org?subject=Hej%20d%C3%A5", "", "mailto:a@example.org?subject=Hej då"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(
            text_string(&arena, told_link(&arena, text_from(cases[i].link), SITE, text_from(cases[i].path))),
            cases[i].shape);
    arena_release(&arena);
}

/* Facts */

static const struct source source = {{"content/x.md", 12}, {"x", 1}};

static size_t missing(struct arena *arena, const fact_list *facts, const struct told *told, const char **message)
{
    struct diagnostics diagnostics = {.arena = arena};
    facts_compare(facts, told, &diagnostics);
    *message = diagnostics.list.count ? text_string(arena, diagnostics.list.items[0]->message) : "";
    for (size_t i = 0; i < diagnostics.list.count; i++)
        assert_ptr_equal(diagnostics.list.items[i]->check, &checks[CHECK_SAME_FACTS]);
    return diagnostics.list.count;
}

static void add(struct arena *arena, fact_list *facts, const char *missing_words, const char *text, bool is_link)
{
    struct fact fact = {.missing = missing_words,
                        .text = text_from(text),
                        .words = text_from(words_of(arena, text)),
                        .link = is_link ? text_from(text) : (struct text){0},
                        .place = {&source, 1, 1}};
    ARRAY_PUSH(arena, facts, fact);
}

static void a_missing_fact_is_told(void **state)
{
    (void)state;
    struct arena arena = {0};
    const char *message;
    fact_list facts = {0};
    add(&arena, &facts, "the date '%.*s' is missing in %.*s", "3 mars 2020", false);
    add(&arena, &facts, "the link to '%.*s' is missing in %.*s", "mailto:a-b@example.org", true);
    struct told page = {.path = TEXT("a.html"), .words = TEXT("denn3mars2020var"), .has_links = true};
    assert_int_equal(missing(&arena, &facts, &page, &message), 1);
    assert_string_equal(message, "the link to 'mailto:a-b@example.org' is missing in a.html");
    ARRAY_PUSH(&arena, &page.links, TEXT("mailto:a-b@example.org"));
    assert_int_equal(missing(&arena, &facts, &page, &message), 0);
    page.words = TEXT("den4mars2020");
    assert_int_equal(missing(&arena, &facts, &page, &message), 1);
    assert_string_equal(message, "the date '3 mars 2020' is missing in a.html");
    struct told plain = {.path = TEXT("a.eml"), .words = TEXT("3mars2020skrivtillab@example.org")};
    assert_int_equal(missing(&arena, &facts, &plain, &message), 0);
    arena_release(&arena);
}

/* The time of the next meeting is not told by the same time somewhere else. */
static void facts_that_belong_together_stand_together(void **state)
{
    (void)state;
    struct arena arena = {0};
    const char *message;
    fact_list facts = {0};
    add(&arena, &facts, "the time '%.*s' is missing in %.*s", "kl. 13", false);
    facts.items[0].near = TEXT("3mars2020");
    facts.items[0].reach = 300;
    struct text far = text_format(&arena, "3mars2020%0500dkl.13", 0);
    struct told page = {.path = TEXT("a.html"), .words = far};
    assert_int_equal(missing(&arena, &facts, &page, &message), 1);
    page.words = text_format(&arena, "%.*s3mars2020", TEXT_ARGUMENTS(far));
    assert_int_equal(missing(&arena, &facts, &page, &message), 0);
    arena_release(&arena);
}

/* Each is looked for from where the one before it was found, and then from the beginning. */
static void the_order_of_facts_does_not_matter(void **state)
{
    (void)state;
    struct arena arena = {0};
    fact_list facts = {0};
    const char *message;
    struct told page = {.path = TEXT("x.html"), .words = TEXT("1234567"), .has_links = true};
    ARRAY_PUSH(&arena, &page.links, TEXT("https://a.example.org/"));
    ARRAY_PUSH(&arena, &page.links, TEXT("https://b.example.org/"));
    add(&arena, &facts, "%.*s is missing in %.*s", "567", false);
    add(&arena, &facts, "%.*s is missing in %.*s", "456", false);
    add(&arena, &facts, "%.*s is missing in %.*s", "12", false);
    add(&arena, &facts, "%.*s is missing in %.*s", "https://b.example.org/", true);
    add(&arena, &facts, "%.*s is missing in %.*s", "https://a.example.org/", true);
    add(&arena, &facts, "%.*s is missing in %.*s", "567", false);
    assert_int_equal(missing(&arena, &facts, &page, &message), 0);
    add(&arena, &facts, "%.*s is missing in %.*s", "678", false);
    add(&arena, &facts, "%.*s is missing in %.*s", "https://c.example.org/", true);
    assert_int_equal(missing(&arena, &facts, &page, &message), 2);
    assert_string_equal(message, "678 is missing in x.html");
    arena_release(&arena);
}

/* A letter of a megabyte, all of it numbers, in seconds. */
static void long_letters_take_linear_time(void **state)
{
    enum { NUMBERS = 150000, MOST_SECONDS = 5 };
    (void)state;
    struct arena arena = {0};
    struct buffer words = {.arena = &arena};
    fact_list facts = {0};
    const char *message;
    for (int i = 0; i < NUMBERS; i++) {
        const char *number = text_format(&arena, "%d", 100000 + i * 5).bytes;
        buffer_add_string(&words, number);
        add(&arena, &facts, "%.*s is missing in %.*s", number, false);
    }
    struct told page = {.path = TEXT("x.html"), .words = buffer_text(&words)};
    clock_t start = clock();
    assert_int_equal(missing(&arena, &facts, &page, &message), 0);
    assert_true((clock() - start) / CLOCKS_PER_SEC < MOST_SECONDS);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_comparable),
        cmocka_unit_test(html_is_read),
        cmocka_unit_test(links_have_one_shape),
        cmocka_unit_test(a_missing_fact_is_told),
        cmocka_unit_test(facts_that_belong_together_stand_together),
        cmocka_unit_test(the_order_of_facts_does_not_matter),
        cmocka_unit_test(long_letters_take_linear_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
