#include "markup_test.h"

static const struct markup_style styles[] = {
    {{"p", 1}, {"margin:0 0 16px 0;", 18}},
    {{"a", 1}, {"color:#00453B;", 14}},
    {{"td", 2}, {"padding:4px;", 12}},
    {{"th", 2}, {"padding:4px;font-weight:bold;", 29}},
    {{"img", 3}, {"width:100%;", 11}},
    {{"figcaption", 10}, {"font-size:14px;", 15}},
    {{"h3", 2}, {"font-family:\"Segoe UI\";", 23}},
};

static struct markup_picture picture(void *context, struct arena *arena, const struct markup_node *node)
{
    (void)context;
    (void)arena;
    if (text_is(node->url, "no"))
        return (struct markup_picture){0};
    if (text_is(node->url, "small"))
        return (struct markup_picture){.url = TEXT("cid:1"), .width = 90, .height = 60};
    return (struct markup_picture){.url = TEXT("cid:1"), .width = 544, .height = 300};
}

static void test_mail(void **state)
{
    (void)state;
    static const struct test_case cases[] = {
        {"## Rubrik", "<h3 style=\"font-family:&quot;Segoe UI&quot;;\">Rubrik</h3>\n"},
        {"a *b*\\\n~~c~~", "<p style=\"margin:0 0 16px 0;\">a <em>b</em><br>\n<del>c</del></p>\n"},
        {"[a](https://b.se) [c](#d)",
         "<p style=\"margin:0 0 16px 0;\"><a style=\"color:#00453B;\" href=\"https://b.se\">a</a> c</p>\n"},
        {"a [b](lang:en)", "<p style=\"margin:0 0 16px 0;\">a <span lang=\"en\">b</span></p>\n"},
        {"- [x] a\n- [ ] b\n\n2. c\n\n   d",
         "<ul>\n<li style=\"list-style-type:none;\">☑ a</li>\n<li style=\"list-style-type:none;\">☐ b</li>\n</ul>\n<ol "
         "start=\"2\">\n<li>\n<p style=\"margin:0 0 16px 0;\">c</p>\n"
         "<p style=\"margin:0 0 16px 0;\">d</p>\n</li>\n</ol>\n"},
        {"a | b\n--|--:\n1 | 2",
         "<table cellpadding=\"0\" cellspacing=\"0\" border=\"0\">\n"
         "<tr><th style=\"padding:4px;font-weight:bold;\" scope=\"col\" align=\"left\" valign=\"top\">a</th>"
         "<th style=\"padding:4px;font-weight:bold;\" scope=\"col\" align=\"right\" valign=\"top\">b</th></tr>\n"
         "<tr><td style=\"padding:4px;\" align=\"left\" valign=\"top\">1</td>"
         "<td style=\"padding:4px;\" align=\"right\" valign=\"top\">2</td></tr>\n</table>\n"},
        {"![a](b \"c\")",
         "<p style=\"margin:0 0 16px 0;\"><img src=\"cid:1\" alt=\"a\" width=\"520\" height=\"287\" border=\"0\" "
         "style=\"display:block;width:100%;\"></p>\n<p style=\"font-size:14px;\">c</p>\n"},
        {"![a](small)",
         "<p style=\"margin:0 0 16px 0;\"><img src=\"cid:1\" alt=\"a\" width=\"90\" height=\"60\" border=\"0\" "
         "style=\"display:block;width:100%;max-width:90px;\"></p>\n"},
        {"![a](no)", "<p style=\"margin:0 0 16px 0;\">a</p>\n"},
        {"x ![a](b)", "<p style=\"margin:0 0 16px 0;\">x <img src=\"cid:1\" alt=\"a\" width=\"520\" height=\"287\" "
                      "border=\"0\" style=\"max-width:100%;height:auto;\"></p>\n"},
        {"> a\n\n---\n\n    b",
         "<blockquote><table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\">"
         "<tr><td align=\"left\">\n<p style=\"margin:0 0 16px "
         "0;\">a</p>\n</td></tr></table></blockquote>\n<hr>\n<pre><code>b\n</code></pre>\n"},
        {"```fact A\nb\n```",
         "<p style=\"margin:0 0 16px 0;\"><strong>A</strong></p>\n<p style=\"margin:0 0 16px 0;\">b</p>\n"},
    };
    struct markup_render_options options = {.medium = MEDIUM_MAIL,
                                            .heading_shift = 1,
                                            .styles = styles,
                                            .style_count = sizeof styles / sizeof styles[0],
                                            .callbacks.picture = picture};
    CHECK_RENDERED(cases, &options);
    static const struct test_case headings[] = {
        {"# a\n\n## b", "<h2>a</h2>\n<h2>b</h2>\n"},
    };
    options = (struct markup_render_options){.medium = MEDIUM_MAIL, .top_level = 2};
    CHECK_RENDERED(headings, &options);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_mail)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
