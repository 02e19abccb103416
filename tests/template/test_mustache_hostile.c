/* Templates that want to overflow, to run without end or to be slow. */
#include "harness.h"

static struct text repeated(struct page *page, const char *piece, size_t count)
{
    struct buffer buffer = {.arena = &page->arena};
    for (size_t i = 0; i < count; i++)
        buffer_add_string(&buffer, piece);
    return buffer_text(&buffer);
}

static void add_repeated(struct page *page, const char *piece, size_t count)
{
    page_add(page, "page", repeated(page, piece, count));
}

static void sections_nested_too_deep(void **state)
{
    (void)state;
    static const char *const openings[] = {"{{#a}}", "{{^a}}", "{{<a}}", "{{$a}}", "{{<a}}{{$a}}"};
    static const char *const words[] = {"section", "section", "parent", "block", "parent"};
    for (size_t i = 0; i < 5; i++) {
        struct page page;
        page_open(&page);
        add_repeated(&page, openings[i], 100000);
        assert_false(page.is_good);
        assert_true(page.diagnostics.list.count == 1);
        const char *expected =
            text_string(&page.arena, text_format(&page.arena, "%s 'a' is nested more than 64 deep", words[i]));
        assert_string_equal(text_string(&page.arena, page.diagnostics.list.items[0]->message), expected);
        page_link(&page, true);
        page_render(&page, "page", value_nothing(), true);
        page_close(&page);
    }
}

static void deepest_allowed(void **state)
{
    (void)state;
    struct page page;
    page_open(&page);
    struct buffer buffer = {.arena = &page.arena};
    buffer_add(&buffer, repeated(&page, "{{#a}}", MUSTACHE_DEPTH_LIMIT));
    buffer_add_byte(&buffer, 'x');
    buffer_add(&buffer, repeated(&page, "{{/a}}", MUSTACHE_DEPTH_LIMIT));
    page_add(&page, "page", buffer_text(&buffer));
    page_link(&page, false);
    page_render(&page, "page", page_data(&page, "a: yes"), false);
    assert_true(page.is_good);
    assert_true(text_is(buffer_text(&page.buffer), "x"));
    page_close(&page);
}

static void mistakes_without_number(void **state)
{
    (void)state;
    static const char *const pieces[] = {"{{/a}}", "{{}}", "{{a b}}", "{{=x=}}", "{{", "{{a..}}", "{{#a}}{{#b}}{{/a}}"};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        struct page page;
        page_open(&page);
        add_repeated(&page, pieces[i], 100000);
        assert_false(page.is_good);
        assert_true(page.diagnostics.list.count > 0 && page.diagnostics.list.count <= 50);
        page_close(&page);
    }
    struct page page;
    page_open(&page);
    add_repeated(&page, "{{a}}", 100000);
    page_link(&page, false);
    page_render(&page, "page", page_data(&page, "b: 1"), false);
    assert_true(page.diagnostics.list.count == 50);
    page_close(&page);
}

static void large_template(void **state)
{
    (void)state;
    struct page page;
    page_open(&page);
    add_repeated(&page, "  {{#a}}\n<p class=\"text\">{{b}} and {{{c.d}}}</p>\n  {{/a}}\n", 200000);
    page_add(&page, "inner", TEXT("x\n{{$a}}\n  y\n{{/a}}\n"));
    page_add(&page, "outer", TEXT("  {{>page}}\n"));
    page_link(&page, false);
    struct value root = page_data(&page, "a: yes\nb: <\nc: {d: '>'}");
    page_render(&page, "page", root, false);
    assert_true(page.is_good);
    size_t line = strlen("<p class=\"text\">&lt; and ></p>\n");
    assert_true(page.buffer.size == 200000 * line);
    page_render(&page, "outer", root, false);
    assert_true(page.is_good);
    assert_true(page.buffer.size == 200000 * (2 * line + 2));
    page_close(&page);
}

/* Tags on one endless line, white space without end, one endless name, one endless comment. */
static void endless_lines(void **state)
{
    (void)state;
    static const char *const pieces[] = {"{{a}} \t", " \t ",         "{{! x }}",    "\n",
                                         "{{>a}}",   "{{<a}}{{/a}}", "{{$a}}{{/a}}"};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        struct page page;
        page_open(&page);
        add_repeated(&page, pieces[i], 300000);
        page_link(&page, true);
        page_render(&page, "page", value_nothing(), true);
        assert_true(page.is_good);
        page_close(&page);
    }
    struct page page;
    page_open(&page);
    struct buffer buffer = {.arena = &page.arena};
    buffer_add_string(&buffer, "{{");
    buffer_add(&buffer, repeated(&page, "å", 300000));
    buffer_add_string(&buffer, "}}");
    page_add(&page, "page", buffer_text(&buffer));
    page_link(&page, false);
    page_render(&page, "page", page_data(&page, "b: 1"), false);
    assert_string_equal(page_messages(&page), "page:1:1: unknown name 'åååååååååååååååååååååååååååååå'\n");
    page_close(&page);
}

static void includes_itself(void **state)
{
    (void)state;
    static const char *const templates[] = {
        "{{>page}}",
        "{{>page}}{{>page}}",
        "  {{>page}}\nx",
        "{{<page}}{{/page}}",
        "{{<page}}{{$a}}{{<page}}{{/page}}{{/a}}{{/page}}{{$a}}{{>page}}{{/a}}",
    };
    for (size_t i = 0; i < sizeof templates / sizeof *templates; i++)
        for (int is_lenient = 0; is_lenient < 2; is_lenient++) {
            struct page page;
            page_open(&page);
            page_add(&page, "page", text_from(templates[i]));
            page_link(&page, is_lenient);
            page_render(&page, "page", value_nothing(), is_lenient);
            assert_false(page.is_good);
            assert_true(page.diagnostics.list.count == 1);
            page_close(&page);
        }
}

/* Few words that stand for more output, or more work, than there is time for. */
static void grows_without_end(void **state)
{
    (void)state;
    static const char *const templates[] = {
        "{{#a}}{{#a}}{{#a}}{{#a}}{{#a}}{{#a}}{{#a}}{{#a}}{{#a}}{{x}}{{/a}}{{/a}}{{/a}}{{/a}}{{/a}}{{/a}}{{/a}}{{/a}}{{/"
        "a}}",
        "{{#a}}{{#a}}{{#a}}{{#a}}{{#a}}{{#a}}{{#a}}{{#a}}{{#a}}{{/a}}{{/a}}{{/a}}{{/a}}{{/a}}{{/a}}{{/a}}{{/a}}{{/a}}",
        "{{#a}}{{#a}}{{#a}}{{#a}}{{#a}}{{#a}}{{#a}}a long line of text that is "
        "repeated{{/a}}{{/a}}{{/a}}{{/a}}{{/a}}{{/a}}{{/a}}",
    };
    for (size_t i = 0; i < 3; i++) {
        struct page page;
        page_open(&page);
        page_add(&page, "page", text_from(templates[i]));
        page_link(&page, true);
        page_render(&page, "page", page_data(&page, "a: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]"), true);
        assert_false(page.is_good);
        assert_string_equal(text_string(&page.arena, page.diagnostics.list.items[0]->message),
                            "the page grows without end here");
        page_close(&page);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sections_nested_too_deep),
        cmocka_unit_test(deepest_allowed),
        cmocka_unit_test(mistakes_without_number),
        cmocka_unit_test(large_template),
        cmocka_unit_test(endless_lines),
        cmocka_unit_test(includes_itself),
        cmocka_unit_test(grows_without_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
