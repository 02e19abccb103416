/* What authors of layouts are told: every message with its exact text and place. */
#include "harness.h"

struct mistake {
    const char *template, *data, *messages;
    struct named_template others[3];
};

static void check_mistake(const struct mistake *mistake)
{
    struct page page;
    page_open(&page);
    page_add(&page, "page.html", text_from(mistake->template));
    for (size_t i = 0; i < 3 && mistake->others[i].name; i++)
        page_add(&page, mistake->others[i].name, text_from(mistake->others[i].text));
    if (page.is_good)
        page_link(&page, false);
    if (page.is_good && mistake->data)
        page_render(&page, "page.html", page_data(&page, mistake->data), false);
    assert_string_equal(page_messages(&page), mistake->messages);
    assert_int_equal(page.is_good, !diagnostics_has_error(&page.diagnostics));
    page_close(&page);
}

#define CHECK_MISTAKES(mistakes)                                                                                       \
    for (size_t i = 0; i < sizeof(mistakes) / sizeof *(mistakes); i++)                                                 \
    check_mistake(&(mistakes)[i])

static void tags(void **state)
{
    (void)state;
    static const struct mistake mistakes[] = {
        {"<p>\n å{{title", NULL, "page.html:2:3: tag '{{title' is never closed | end it with '}}'\n", {{0}}},
        {"{{", NULL, "page.html:1:1: tag '{{' is never closed | end it with '}}'\n", {{0}}},
        {"{{{a}}", NULL, "page.html:1:1: tag '{{{a}}' is never closed | end it with '}}'\n", {{0}}},
        {"{{=| |=}}\n|a", NULL, "page.html:2:1: tag '|a' is never closed | end it with '|'\n", {{0}}},
        {"{{! a", NULL, "page.html:1:1: tag '{{!' is never closed | end it with '}}'\n", {{0}}},
        {"{{title\n<p>{{text}}", NULL, "page.html:1:1: tag '{{title' is never closed | end it with '}}'\n", {{0}}},
        {"{{#a <b>{{/a}}", NULL, "page.html:1:1: tag '{{#a' is never closed | end it with '}}'\n", {{0}}},
        {"a {{}} {{ # }}", NULL, "page.html:1:3: tag without a name\npage.html:1:8: tag without a name\n", {{0}}},
        {"{{first name}}", NULL, "page.html:1:1: name 'first name' has a space in it\n", {{0}}},
        {"{{a..b}}", NULL, "page.html:1:1: bad name 'a..b' | write one dot between two names\n", {{0}}},
        {"{{#a.}}", NULL, "page.html:1:1: bad name 'a.' | write one dot between two names\n", {{0}}},
        {"{{=<%=}}",
         NULL,
         "page.html:1:1: bad delimiters '<%' | write two signs with a space between them, such as {{=<% %>=}}\n",
         {{0}}},
        {"{{=a = b=}}",
         NULL,
         "page.html:1:1: bad delimiters 'a = b' | write two signs with a space between them, such as {{=<% %>=}}\n",
         {{0}}},
        {"{{==}}",
         NULL,
         "page.html:1:1: bad delimiters '' | write two signs with a space between them, such as {{=<% %>=}}\n",
         {{0}}},
    };
    CHECK_MISTAKES(mistakes);
}

static void nesting(void **state)
{
    (void)state;
    static const struct mistake mistakes[] = {
        {"a\n {{#items}}\n", NULL, "page.html:2:2: section 'items' is never closed | add {{/items}}\n", {{0}}},
        {"{{^items}}", NULL, "page.html:1:1: section 'items' is never closed | add {{/items}}\n", {{0}}},
        {"{{<p}}{{$b}}",
         NULL,
         "page.html:1:7: block 'b' is never closed | add {{/b}}\n"
         "page.html:1:1: parent 'p' is never closed | add {{/p}}\n",
         {{0}}},
        {"{{#a}}\n{{#b}}\n{{/a}}\n",
         NULL,
         "page.html:2:1: section 'b' is never closed | add {{/b}} | 3:1: 'a' is closed here, around it\n",
         {{0}}},
        {"a\n{{/b}}", NULL, "page.html:2:1: 'b' is closed but was never opened\n", {{0}}},
        {"{{#items}}\n{{/itmes}}\n{{/items}}",
         NULL,
         "page.html:2:1: 'itmes' is closed but was never opened | 1:1: section 'items' is open here\n",
         {{0}}},
        {"{{<p}}\n{{$t}}1{{/t}}\n{{$t}}2{{/t}}{{/p}}",
         NULL,
         "page.html:3:1: block 't' is given twice | 2:1: the first one is here\n",
         {{0}}},
    };
    CHECK_MISTAKES(mistakes);
}

static void links(void **state)
{
    (void)state;
    static const struct mistake mistakes[] = {
        {"a\n {{>raod}}",
         NULL,
         "page.html:2:2: unknown partial 'raod' | did you mean 'road'?\n",
         {{"partials/road.html", ""}}},
        {"{{>logoo}}{{>other}}",
         NULL,
         "page.html:1:1: unknown partial 'logoo' | did you mean 'logo'?\n"
         "page.html:1:11: unknown partial 'other'\n",
         {{"logo", ""}}},
        {"{{<bas}}{{$x}}{{/x}}{{/bas}}",
         NULL,
         "page.html:1:1: unknown parent 'bas' | did you mean 'base'?\n",
         {{"base.html", ""}}},
        {"{{<base}}\n{{$mian}}{{/mian}}{{/base}}",
         NULL,
         "page.html:2:1: parent 'base' has no block 'mian' | did you mean 'main'?\n",
         {{"base.html", "{{#a}}{{$main}}{{/main}}{{/a}}"}}},
        {"{{<base}}{{$menu}}{{/menu}}{{$main}}{{/main}}{{/base}}",
         NULL,
         "",
         {{"base.html", "{{<root}}{{$main}}{{/main}}{{/root}}"},
          {"root.html", "{{>nav}}{{$main}}{{/main}}"},
          {"nav.html", "{{$menu}}{{/menu}}"}}},
        {"{{<base}}\n  {{title}}{{/base}}",
         NULL,
         "page.html:2:3: warning: what stands in parent 'base' outside of its blocks is ignored\n",
         {{"base.html", ""}}},
        {"{{<base}}\n  text{{/base}}",
         NULL,
         "page.html:2:3: warning: what stands in parent 'base' outside of its blocks is ignored\n",
         {{"base.html", ""}}},
    };
    CHECK_MISTAKES(mistakes);
}

static void names(void **state)
{
    (void)state;
    static const struct mistake mistakes[] = {
        {"<h1>\n  {{tilte}}", "title: x", "page.html:2:3: unknown name 'tilte' | did you mean 'title'?\n", {{0}}},
        {"{{{entirely}}}", "title: x", "page.html:1:1: unknown name 'entirely'\n", {{0}}},
        {"{{#itmes}}{{/itmes}}{{#itmes}}x{{/itmes}}{{^itmes}}x{{/itmes}}",
         "items: []",
         "page.html:1:1: unknown name 'itmes' | did you mean 'items'?\n"
         "page.html:1:21: unknown name 'itmes' | did you mean 'items'?\n"
         "page.html:1:42: unknown name 'itmes' | did you mean 'items'?\n",
         {{0}}},
        {"{{#teams}}{{#lead}}{{nmae}}{{tilte}}{{/lead}}{{/teams}}",
         "title: x\nteams: [{name: y, lead: {}}]",
         "page.html:1:20: unknown name 'nmae' | did you mean 'name'?\n"
         "page.html:1:28: unknown name 'tilte' | did you mean 'title'?\n",
         {{0}}},
        {"{{#items}}{{a}}{{/items}}", "items: [{}, {}, {a: x}, {}]", "page.html:1:11: unknown name 'a'\n", {{0}}},
        {"{{a.tilte}}", "a: {title: x}", "page.html:1:1: unknown name 'tilte' in 'a' | did you mean 'title'?\n", {{0}}},
        {"{{a.b.c}}", "a: {b: {}}\nc: 1", "page.html:1:1: unknown name 'c' in 'a.b'\n", {{0}}},
        {"{{x.y}}", "a: 1", "page.html:1:1: unknown name 'x'\n", {{0}}},
        {"{{.tilte}}", "title: x", "page.html:1:1: unknown name 'tilte' in '.' | did you mean 'title'?\n", {{0}}},
        {"{{a.b}}{{c.d}}{{e.f}}",
         "{a: [1], c: text, e: no}",
         "page.html:1:1: 'a' is a list and has no 'b'\n"
         "page.html:1:8: 'c' is a text and has no 'd'\n"
         "page.html:1:15: 'e' is a flag and has no 'f'\n",
         {{0}}},
        {"{{a}}{{{b}}}{{#c}}{{.}}{{/c}}",
         "a: [1]\nb: {}\nc: [[]]",
         "page.html:1:1: 'a' is a list and cannot be printed | open it with {{#a}} and print what is in it\n"
         "page.html:1:6: 'b' is a record and cannot be printed | open it with {{#b}} and print what is in it\n"
         "page.html:1:19: '.' is a list and cannot be printed | open it with {{#.}} and print what is in it\n",
         {{0}}},
        {"{{a}}{{a.b.c}}{{#a.b}}{{/a.b}}{{b}}", "a:\nb: no", "", {{0}}},
    };
    CHECK_MISTAKES(mistakes);
}

/* Mistakes are told where they were written, not where they are shown. */
static void places(void **state)
{
    (void)state;
    static const struct mistake mistakes[] = {
        {"\n{{>part}}", "a: 1", "partials/part.html:3:1: unknown name 'b'\n", {{"partials/part.html", "\n\n{{b}}"}}},
        {"{{<base}}\n{{$t}}\n{{x}}{{/t}}{{/base}}{{z}}",
         "a: 1",
         "page.html:3:1: unknown name 'x'\nbase.html:1:21: unknown name 'yyyy'\npage.html:3:21: unknown name 'z'\n",
         {{"base.html", "{{$t}}{{zzzz}}{{/t}}{{yyyy}}"}}},
        {"{{<base}}{{$t}}{{>part}}{{x}}{{/t}}{{/base}}",
         "a: 1",
         "part.html:1:1: unknown name 'p'\npage.html:1:25: unknown name 'x'\n",
         {{"base.html", "{{$t}}{{/t}}"}, {"part.html", "{{p}}"}}},
        {"{{#a}}{{>page}}{{/a}}",
         "a: yes",
         "page.html:1:1: section 'a' is nested more than 64 deep | does a partial include itself without end?\n",
         {{0}}},
        {"{{>page}}",
         "a: yes",
         "page.html:1:1: partial 'page' is nested more than 64 deep | does a partial include itself without end?\n",
         {{0}}},
        {"{{<page}}{{/page}}",
         "a: yes",
         "page.html:1:1: parent 'page' is nested more than 64 deep | does a partial include itself without end?\n",
         {{0}}},
    };
    CHECK_MISTAKES(mistakes);
}

static void unknown_templates(void **state)
{
    (void)state;
    struct page page;
    page_open(&page);
    page_add(&page, "page.html", TEXT("{{>part}}{{<base}}{{/base}}"));
    page_render(&page, "hoem.html", value_nothing(), false);
    page_render(&page, "page.html", value_nothing(), false);
    assert_false(page.is_good);
    assert_string_equal(page_messages(&page), "unknown template 'hoem.html'\n"
                                              "page.html:1:1: unknown partial 'part'\n"
                                              "page.html:1:10: unknown parent 'base'\n");
    page_close(&page);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tags),  cmocka_unit_test(nesting), cmocka_unit_test(links),
        cmocka_unit_test(names), cmocka_unit_test(places),  cmocka_unit_test(unknown_templates),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
