/* Input made to take forever: a hundred kilobytes each, parsed and written three ways, in bounded time. */
#include "markup_test.h"

enum { SIZE = 100000, SECONDS = 10 };

struct hostile {
    const char *before, *unit, *after;
};

static const struct hostile cases[] = {
    {"", "[", ""},
    {"", "![", ""},
    {"", "![[]()", ""},
    {"", "[a](", ""},
    {"", "[a](<b", ""},
    {"", "](", ""},
    {"", "[a]", ""},
    {"", "[a](lang:en)", ""},
    {"", "[a](lang:)", ""},
    {"", "[a][b", ""},
    {"", "[x](\\(", ""},
    {"", "[a](b)", ""},
    {"", ">", ""},
    {"", "> ", ""},
    {"", "- ", ""},
    {"", "* ", ""},
    {"", "1. ", ""},
    {"", "*", ""},
    {"", "_", ""},
    {"", "*a_ ", ""},
    {"", "**a *a ", ""},
    {"", "*_", ""},
    {"", "**a ", "a**"},
    {"", "a**b", ""},
    {"", "~", ""},
    {"", "~~a ", ""},
    {"", "~~a~~", ""},
    {"", "`a``b", ""},
    {"", "``` a\n", ""},
    {"", "```\n", ""},
    {"", "~~~~\n```\n", ""},
    {"", "`", ""},
    {"", "|", ""},
    {"", "|\n", ""},
    {"", "a|", "\n-|-"},
    {"|a|\n|-|\n", "|\n", ""},
    {"", "|a|\n|-|\n\n", ""},
    {"a|b\n-|-\n", "x|[a](b) \"\n", ""},
    {"", "a|b\n-|-|-\n", ""},
    {"", "-|-\n", ""},
    {"", "-", "\n"},
    {"", "<", ""},
    {"", "<b>", ""},
    {"", "<!--", ""},
    {"", "<!-- a --> ", ""},
    {"", "<?", ""},
    {"", "<![CDATA[", ""},
    {"", "<!A ", ""},
    {"", "</", ""},
    {"", "<a b='", ""},
    {"", "<div>\n", ""},
    {"", "&", ""},
    {"", "&amp;", ""},
    {"", "\\", ""},
    {"", "\\\n", ""},
    {"", "a\\\nb *c* ", ""},
    {"", "\"", ""},
    {"", "'\"", ""},
    {"", "1-2-", ""},
    {"", "-1", ""},
    {"", "1.", ""},
    {"", "1 - ", ""},
    {"", "...", ""},
    {"", "a@", ""},
    {"", "@a.", ""},
    {"", "a.b@c.de ", ""},
    {"", "http://", ""},
    {"", "http://,", ""},
    {"", "www.", ""},
    {"", "www._", ""},
    {"", "https://a.se) ", ""},
    {"https://", "(", ""},
    {"https://", ")", ""},
    {"", "h", ""},
    {"", "[a]: b\n", ""},
    {"", "[a]: b\n\n", "[a]"},
    {"", "# a\n", ""},
    {"", "# \n", ""},
    {"", "a\n===\n", ""},
    {"", "- a\n", ""},
    {"", "- a\n\n", ""},
    {"", "- [x] a\n", ""},
    {"", "> a\n", ""},
    {"", "- a\n  > b\n", ""},
    {"", "a  \n", ""},
    {"", "    a\n", ""},
    {"", "\n", ""},
    {"", " ", "a"},
    {"", "\t", "a"},
    {"", "\r", ""},
    {"", "a\r> ", ""},
    {"", "\xC3\xA5", ""},
    {"", "\xC3", ""},
    {"", "\xC2\x9D", ""},
    {"", "![a](b)\n\n", ""},
    {"", "```fact\n```\n", ""},
    {"", "*a* ", ""},
    {"\xC3\xA5", "*a* ", ""},
    {"", "`a` \"", ""},
    {"", "\\~~a\\~~", ""},
};

static void render_all(struct parsed *parsed)
{
    for (int medium = MEDIUM_WEB; medium <= MEDIUM_TEXT; medium++) {
        struct markup_render_options options = {.medium = (enum markup_medium)medium, .width = 72};
        rendered(parsed, &options);
    }
}

static void check_time(struct text text, const char *name)
{
    clock_t start = clock();
    struct parsed parsed;
    parse_with(&parsed, text, &test_options);
    render_all(&parsed);
    arena_release(&parsed.arena);
    double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
    if (seconds > SECONDS)
        fail_msg("'%s' took %.1f seconds", name, seconds);
    if (getenv("HOSTILE_TIMES"))
        print_message("%.2f %s\n", seconds, name);
}

static void test_time(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct arena arena = {0};
        struct buffer buffer = {.arena = &arena};
        buffer_add_string(&buffer, cases[i].before);
        while (buffer.size < SIZE)
            buffer_add_string(&buffer, cases[i].unit);
        buffer_add_string(&buffer, cases[i].after);
        check_time(buffer_text(&buffer), cases[i].unit);
        arena_release(&arena);
    }
}

/* Emphasis, links and fences of growing length. */
static void test_growing(void **state)
{
    (void)state;
    static const char *const units[] = {"`", "*", "_", "~", "[", "  ", ">"};
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        struct arena arena = {0};
        struct buffer buffer = {.arena = &arena};
        for (int length = 1; buffer.size < SIZE; length++) {
            for (int k = 0; k < length; k++)
                buffer_add_string(&buffer, units[i]);
            buffer_add_string(&buffer, i % 2 ? "- a " : "- a\n");
        }
        check_time(buffer_text(&buffer), units[i]);
        arena_release(&arena);
    }
}

static const char *repeated(struct arena *arena, const char *unit, int count, const char *after)
{
    struct buffer buffer = {.arena = arena};
    while (count-- > 0)
        buffer_add_string(&buffer, unit);
    buffer_add_string(&buffer, after);
    return text_string(arena, buffer_text(&buffer));
}

static void check_message(const char *source, const char *expected)
{
    struct parsed parsed;
    parse(&parsed, source);
    render_all(&parsed);
    assert_string_equal(messages(&parsed), expected);
    arena_release(&parsed.arena);
}

#define TOO_DEEP "error: nested more than 64 levels deep (put fewer lists and quotes inside each other)\n"

static void test_limits(void **state)
{
    (void)state;
    struct arena arena = {0};
    check_message(repeated(&arena, ">", 60, "a"), "");
    check_message(repeated(&arena, ">", 65, "a"), "1:65 " TOO_DEEP);
    check_message(repeated(&arena, "> ", 200000, ""), "1:129 " TOO_DEEP);
    check_message(repeated(&arena, "1. ", 65, "a"), "1:193 " TOO_DEEP);
    check_message(repeated(&arena, "- ", 100, ""), ""); /* a rule */
    check_message(repeated(&arena, "- ", 100, "a"), "1:129 " TOO_DEEP);
    check_message(repeated(&arena, "*a **b ", 40, repeated(&arena, "b** a*", 40, "")), "1:219 " TOO_DEEP);
    check_message(repeated(&arena, "[", 501, "a"), "1:501 error: more than 500 '[' in one paragraph are never closed "
                                                   "(write '\\[' for a bracket that begins no link)\n");
    check_message(repeated(&arena, "[ a\n\n", 600, ""), "");
    arena_release(&arena);
}

/* A list in a list … over many lines, and blocks in blocks. */
static void test_depth_over_lines(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct buffer lists = {.arena = &arena}, fences = {.arena = &arena};
    for (int i = 0; i < 100; i++) {
        for (int k = 0; k < i; k++)
            buffer_add_string(&lists, "  ");
        buffer_add_string(&lists, "- a\n");
    }
    check_message(text_string(&arena, buffer_text(&lists)), "32:65 " TOO_DEEP);
    for (int i = 100; i > 2; i--)
        buffer_format(&fences, "%s fact\n", repeated(&arena, "`", i, ""));
    for (int i = 3; i <= 100; i++)
        buffer_format(&fences, "%s\n", repeated(&arena, "`", i, ""));
    check_message(text_string(&arena, buffer_text(&fences)), "65:1 " TOO_DEEP);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_limits),
        cmocka_unit_test(test_depth_over_lines),
        cmocka_unit_test(test_time),
        cmocka_unit_test(test_growing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
