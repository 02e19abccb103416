/* handover.h: nothing of the letter is a template, but for what is put in. */
#include "../base/harness.h"

#include "output/handover.h"

struct handover_case {
    const char *from, *to;
};

static void check(const struct handover_case *cases, size_t count,
                  struct text (*hand_over)(struct arena *arena, struct text text))
{
    struct arena arena = {0};
    for (size_t i = 0; i < count; i++)
        assert_text(hand_over(&arena, text_from(cases[i].from)), cases[i].to);
    arena_release(&arena);
}

static void hands_over_html(void **state)
{
    (void)state;
    static const struct handover_case cases[] = {
        {"", ""},
        {"<p>a { b } c</p>", "<p>a { b } c</p>"},
        {"{{ .Subscriber.Email }}", "{&#123; .Subscriber.Email }}"},
        {"{{{{x}}}}", "{&#123;&#123;&#123;x}}}}"},
        {"<a href=\"https://unsubscribe.invalid/\">", "<a href=\"{{ UnsubscribeURL }}\">"},
        {"a<!--[if mso]><td><![endif]-->b", "a{{ Safe `<!--[if mso]><td><![endif]-->` }}b"},
        {"a<!-- ` -->b", "ab"},
        {"a<!-- b", "a{{ Safe `<!-- b` }}"},
    };
    check(cases, sizeof cases / sizeof *cases, handover_html);
}

static void hands_over_text(void **state)
{
    (void)state;
    static const struct handover_case cases[] = {
        {"", ""},
        {"a > b", "a > b"},
        {"{{ TrackView }}", "{{ Safe \"{\" }}{{ Safe \"{\" }} TrackView }}"},
        {"a <script", "a {{ Safe \"<\" }}script"},
        {"Avsluta: https://unsubscribe.invalid/ .", "Avsluta: {{ UnsubscribeURL }} ."},
    };
    check(cases, sizeof cases / sizeof *cases, handover_text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(hands_over_html), cmocka_unit_test(hands_over_text)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
