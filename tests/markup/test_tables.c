#include "markup_test.h"

/* Each table as "head|head / cell|cell", with < = > for alignment after the head. */
static const char *tables(struct parsed *parsed)
{
    struct buffer buffer = {.arena = &parsed->arena};
    static const char *const aligns[] = {"", "<", "=", ">"};
    for (const struct markup_node *n = parsed->document; n; n = markup_next(parsed->document, n)) {
        if (n->kind == MARKUP_TABLE && buffer.size && buffer.bytes[buffer.size - 1] != ')')
            buffer_add_string(&buffer, "; ");
        if (n->kind == MARKUP_PARAGRAPH)
            buffer_format(&buffer, "(%.*s)", TEXT_ARGUMENTS(markup_plain(&parsed->arena, n)));
        for (const struct markup_node *cell = n->kind == MARKUP_ROW ? n->first : NULL; cell; cell = cell->next) {
            bool is_head = n->parent->first == n;
            buffer_format(&buffer, "%s%.*s%s",
                          cell != n->first ? "|"
                          : is_head        ? ""
                                           : " / ",
                          TEXT_ARGUMENTS(markup_plain(&parsed->arena, cell)), is_head ? aligns[cell->align] : "");
        }
    }
    return text_string(&parsed->arena, buffer_text(&buffer));
}

static const struct test_case cases[] = {
    {"| a | b |\n|---|---|\n| 1 | 2 |", "a|b / 1|2"},
    {"a | b\n-|-\n1 | 2\n", "a|b / 1|2"},
    {"| a | b | c | d |\n| :-- | :-: | --: | --- |", "a<|b=|c>|d"},
    {"| a |\n|:-:|", "a="},
    {"| a |\n| - |\n| 1 |\n\nefter", "a / 1(efter)"},
    {"a\n---|", "a"},
    {"|a|b|\n|-|-|\n|1|\n|", "a|b / 1| / |"},
    {"|a|b|\n|-|-|\nbar\n\nbaz", "a|b / bar|(baz)"},
    {"|a|b|\n|-|-|\n|1|2|\n> citat", "a|b / 1|2(citat)"},
    {"|a|b|\n|-|-|\n|1|2|\n- punkt", "a|b / 1|2(punkt)"},
    /* interrupts a paragraph */
    {"Text\n*här*\n|a|b|\n|-|-|\n|1|2|", "(Text här)a|b / 1|2"},
    {"[r]: /u\n|a|[r]|\n|-|-|", "a|r"},
    {"[r]: /u\nText [r]\n|a|b|\n|-|-|", "(Text r)a|b"},
    /* escaped pipes, also in code */
    {"|a|b|\n|-|-|\n| `x\\|y` \\| z | \\\\|", "a|b / x|y | z|\\"},
    {"|a|b|\n|-|-|\n| `x|y` |", "a|b / `x|y`"},
    /* what would be a block elsewhere is text in a cell */
    {"|a|b|\n|-|-|\n| # x | - y |\n|> z | 1. w|\n| ``` | --- |", "a|b / # x|- y / > z|1. w / ```|---"},
    {"|a|b|\n|-|-|\n| x # | # |", "a|b / x #|#"},
    {"|a|\n|-|\n|\\|", "a / |"},
    /* no tables */
    {"a | b", "(a | b)"},
    {"a\nb", "(a b)"},
    {"a | b\nc | d", "(a | b c | d)"},
    {"a\n:-:", "(a :-:)"},
    {"a | b\n-- | x-", "(a | b – | x-)"},
    {"`a | b\n--|--`", "(a | b --|--)"},
    /* in lists and quotes */
    {"- x\n\n  |a|\n  |-|\n  |1|\n- |b|\n  |-|", "(x)a / 1; b"},
    {"> |a|b|\n> |-|-|\n> |1|2|\n|3|4|", "a|b / 1|2 / 3|4"},
    {"1. > |a|\n   > |-|\n   > |1|", "a / 1"},
    /* tabs and spaces */
    {"  |\ta\t|  b|  \n  |-\t|-|\t\n |1|2", "a|b / 1|2"},
    {"|a|b|\n|-|-|\n|1|2|\n\n|c|\n|-|\n|3|", "a|b / 1|2; c / 3"},
};

static void test_tables(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct parsed parsed;
        parse(&parsed, cases[i].source);
        assert_string_equal(tables(&parsed), cases[i].expected);
        assert_string_equal(messages(&parsed), "");
        arena_release(&parsed.arena);
    }
}

static void test_inlines(void **state)
{
    (void)state;
    struct parsed parsed;
    parse(&parsed, "|a|b|\n|-|-|\n|**x** \"y\" -- 9-12|[t] ~~s~~ `\\*` www.a.se|\n\n> [t]: /u");
    struct markup_render_options options = {.medium = MEDIUM_MAIL};
    assert_string_equal(rendered(&parsed, &options),
                        "<table cellpadding=\"0\" cellspacing=\"0\" border=\"0\">\n"
                        "<tr><th scope=\"col\" align=\"left\" valign=\"top\">a</th><th scope=\"col\" align=\"left\" "
                        "valign=\"top\">b</th></tr>\n"
                        "<tr><td align=\"left\" valign=\"top\"><strong>x</strong> ”y” – 9–12</td>"
                        "<td align=\"left\" valign=\"top\"><a href=\"/u\">t</a> <del>s</del> <code>\\*</code> "
                        "<a href=\"https://www.a.se\">www.a.se</a></td></tr>\n</table>\n"
                        "<blockquote><table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" "
                        "border=\"0\"><tr><td align=\"left\">\n</td></tr></table></blockquote>\n");
    arena_release(&parsed.arena);
}

/* Two bytes a row may not become a hundred cells each without end. */
static void test_limit(void **state)
{
    (void)state;
    struct parsed parsed = {0};
    struct arena arena = {0};
    struct buffer buffer = {.arena = &arena};
    for (int i = 0; i < 101; i++)
        buffer_add_string(&buffer, "|a");
    buffer_add_byte(&buffer, '\n');
    for (int i = 0; i < 101; i++)
        buffer_add_string(&buffer, "|-");
    for (int i = 0; i < 5000; i++)
        buffer_add_string(&buffer, "\nx");
    parse_with(&parsed, buffer_text(&buffer), &test_options);
    assert_string_equal(messages(&parsed), "103:1 error: more than 10000 cells of tables are missing ()\n");
    arena_release(&parsed.arena);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tables),
        cmocka_unit_test(test_inlines),
        cmocka_unit_test(test_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
