/* Names in running text: which is found, and where. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/names.h"

/* What is found in `text`, one a line, with the name it stands for. */
static const char *found_in(const char *const *known, const char *text)
{
    static struct arena arena;
    arena_reset(&arena);
    struct names names = {.arena = &arena};
    struct buffer buffer = {.arena = &arena};
    struct name_found found;
    for (; *known; known++)
        names_add(&names, text_from(*known), *known);
    for (size_t at = 0; names_find(&names, text_from(text), &at, &found);)
        buffer_format(&buffer, "[%.*s=%s]", TEXT_ARGUMENTS(text_slice(text_from(text), found.from, found.to)),
                      (const char *)found.target);
    return text_string(&arena, buffer_text(&buffer));
}

static void whole_words_in_any_case(void **state)
{
    static const char *const known[] = {"Lilla skolan", "Kojan", NULL};
    (void)state;
    assert_string_equal(found_in(known, "LILLA  Skolan, kojan"), "[LILLA  Skolan=Lilla skolan][kojan=Kojan]");
    assert_string_equal(found_in(known, "Lilla skolanen, Kojanen, Lilla. Skolan, skolan"), "");
    assert_string_equal(found_in(known, "Lilla (skolan) och lilla"), "[Lilla (skolan=Lilla skolan]");
    assert_string_equal(found_in(known, ""), "");
}

static void the_longest_name_wins(void **state)
{
    static const char *const known[] = {"Kojan", "Kojan på fritids", "på fritids", NULL};
    (void)state;
    assert_string_equal(found_in(known, "Kojan på fritids"), "[Kojan på fritids=Kojan på fritids]");
    assert_string_equal(found_in(known, "Kojan på taket"), "[Kojan=Kojan]");
    assert_string_equal(found_in(known, "Kojan på Kojan på fritids"),
                        "[Kojan=Kojan][Kojan på fritids=Kojan på fritids]");
}

static void genitives(void **state)
{
    static const char *const known[] = {"Skolan", "KAA", "Lars", "Anna Berg", NULL};
    (void)state;
    assert_string_equal(found_in(known, "skolans, KAA:s, Lars, Annas Bergs, Anna's Berg"),
                        "[skolans=Skolan][KAA:s=KAA][Lars=Lars][Annas Bergs=Anna Berg][Anna's Berg=Anna Berg]");
}

static void odd_names(void **state)
{
    static const char *const known[] = {"", "-", "ett två tre fyra fem sex sju åtta nio", "Två", "två", NULL};
    (void)state;
    assert_string_equal(found_in(known, "- ett två tre fyra fem sex sju åtta"),
                        "[ett två tre fyra fem sex sju åtta=ett två tre fyra fem sex sju åtta nio]");
    assert_string_equal(found_in(known, "två"), "[två=Två]");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_words_in_any_case),
        cmocka_unit_test(the_longest_name_wins),
        cmocka_unit_test(genitives),
        cmocka_unit_test(odd_names),
    };
    return cmocka_run_group_tests_name("names", tests, NULL, NULL);
}
