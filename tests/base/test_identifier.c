/* Identifiers and how they are made of words. */
#include "base/identifier.h"
#include "harness.h"

static void valid_identifiers(void **state)
{
    (void)state;
    assert_true(identifier_is_valid(TEXT("a")));
    assert_true(identifier_is_valid(TEXT("7")));
    assert_true(identifier_is_valid(TEXT("omgang-2-ost")));
    assert_true(identifier_is_valid(TEXT("a--b")));
    static const char *const wrong[] = {"", "-", "-a", "a-", "A", "a_b", "a b", "omgång", "a.b", "a/b"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_false(identifier_is_valid(text_from(wrong[i])));
    assert_false(identifier_is_valid((struct text){0}));
    assert_false(identifier_is_valid(TEXT("a\0")));
}

static void identifiers_of_words(void **state)
{
    (void)state;
    static const struct {
        const char *words, *identifier;
    } cases[] = {
        {"Så går det: Ärenden & Önskemål!", "sa-gar-det-arenden-onskemal"},
        {"Café Müller – Łódź, Ærø, Straße", "cafe-muller-lodz-aero-strasse"},
        {"9–12 år", "9-12-ar"},
        {"it's it’s 100 %", "its-its-100"},
        {"a\u030A b\u00ADc", "a-bc"}, /* a ring of its own, as from a Mac; a soft hyphen */
        {"--a--", "a"},
        {"a\xFFz", "az"},
        {"Ω ✓", ""},
        {"", ""},
    };
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct text identifier = identifier_from(&arena, text_from(cases[i].words));
        assert_text(identifier, cases[i].identifier);
        assert_int_equal(identifier_is_valid(identifier), identifier.size > 0);
    }
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(valid_identifiers),
        cmocka_unit_test(identifiers_of_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
