#include "markup_test.h"

static const struct markup_render_options plain = {.medium = MEDIUM_WEB};

/* The basics of CommonMark, so that nothing of cmark's work is lost on the way. */
static void test_commonmark(void **state)
{
    (void)state;
    static const struct test_case cases[] = {
        {"", ""},
        {"aaa\n\nbbb", "<p>aaa</p>\n<p>bbb</p>\n"},
        {"  aaa\n bbb", "<p>aaa\nbbb</p>\n"},
        {"foo  \n   bar\\\nbaz", "<p>foo<br>\nbar<br>\nbaz</p>\n"},
        {"# foo\n## foo *b* \\# ##\n#5 x\n\nSet\n===\nset\n---",
         "<h1 id=\"foo\">foo</h1>\n<h2 id=\"foo-b\">foo <em>b</em> #</h2>\n<p>#5 x</p>\n<h1 id=\"set\">Set</h1>\n"
         "<h2 id=\"set-2\">set</h2>\n"},
        {"***\n\n- - -\n\n_____", "<hr>\n<hr>\n<hr>\n"},
        {"    a\n      b\n\nc", "<pre tabindex=\"0\"><code>a\n  b\n</code></pre>\n<p>c</p>\n"},
        {"```\n<&\n```\n\n~~~ text\nb\n~~~",
         "<pre tabindex=\"0\"><code>&lt;&amp;\n</code></pre>\n<pre tabindex=\"0\"><code>b\n</code></pre>\n"},
        {"> # Foo\n> bar\nbaz\n>\n> > x",
         "<blockquote>\n<h1 "
         "id=\"foo\">Foo</h1>\n<p>bar\nbaz</p>\n<blockquote>\n<p>x</p>\n</blockquote>\n</blockquote>\n"},
        {"- a\n  - b\n\n    c\n- d",
         "<ul>\n<li>a\n<ul>\n<li>\n<p>b</p>\n<p>c</p>\n</li>\n</ul>\n</li>\n<li>d</li>\n</ul>\n"},
        {"1. a\n2. b\n\n3) c\n4) d",
         "<ol>\n<li>a</li>\n<li>b</li>\n</ol>\n<ol start=\"3\">\n<li>c</li>\n<li>d</li>\n</ol>\n"},
        {"- a\n\n- b", "<ul>\n<li>\n<p>a</p>\n</li>\n<li>\n<p>b</p>\n</li>\n</ul>\n"},
        {"- foo\n-\n- ```\n  x\n  ```\n  bar",
         "<ul>\n<li>foo</li>\n<li></li>\n<li>\n<pre tabindex=\"0\"><code>x\n</code></pre>\nbar</li>\n</ul>\n"},
        {"*a* __b__ ***c*** a*b*c a_b_c **d *e* f**", "<p><em>a</em> <strong>b</strong> <em><strong>c</strong></em> "
                                                      "a<em>b</em>c a_b_c <strong>d <em>e</em> f</strong></p>\n"},
        {"`a` ``b`c`` ` `` `", "<p><code>a</code> <code>b`c</code> <code>``</code></p>\n"},
        {"\\*a\\* &copy; &#35; &amp; < > \\`", "<p>*a* © # &amp; &lt; &gt; `</p>\n"},
        {"[a](/u) [b](</u v>) [c](u 't') [d]\n\n[d]: <x>\n\"y\"",
         "<p><a href=\"/u\">a</a> <a href=\"/u%20v\">b</a> <a href=\"u\" title=\"t\">c</a> <a href=\"x\" "
         "title=\"y\">d</a></p>\n"},
        {"[*a* `b`](u?x=1&y=å) [x] [y](z",
         "<p><a href=\"u?x=1&amp;y=%C3%A5\"><em>a</em> <code>b</code></a> [x] [y](z</p>\n"},
        {"<https://a.se/?b=1&c> <x@y.se>",
         "<p><a href=\"https://a.se/?b=1&amp;c\" class=\"bare\">https://a.se/?b=1&amp;c</a> <a href=\"mailto:x@y.se\" "
         "class=\"bare\">x@y.se</a></p>\n"},
        {"a ![*b* c](d \"e\")",
         "<p>a <img src=\"d\" alt=\"b c\" loading=\"lazy\" decoding=\"async\" title=\"e\"></p>\n"},
        {"[![a](b)](c)", "<p><a href=\"c\"><img src=\"b\" alt=\"a\" loading=\"lazy\" decoding=\"async\"></a></p>\n"},
        {"a\r\nb\r\n", "<p>a\nb</p>\n"},
        {"a&#1;&#27;b&#xfffe;c&#xffff;d&#127; [e](f&#1; 'g&#2;')", "<p>abcd <a href=\"f\" title=\"g\">e</a></p>\n"},
        {"\ta\n\n- b\n\n\tc",
         "<pre tabindex=\"0\"><code>a\n</code></pre>\n<ul>\n<li>\n<p>b</p>\n<p>c</p>\n</li>\n</ul>\n"},
    };
    CHECK_RENDERED(cases, &plain);
}

static void test_additions(void **state)
{
    (void)state;
    static const struct test_case cases[] = {
        {"~~a~~ ~~ b ~~ ~~*c* d~~ ~e~ ~~~f~~~", "<p><del>a</del> ~~ b ~~ <del><em>c</em> d</del> ~e~ ~~~f~~~</p>\n"},
        {"~~a *b~~ c* ~~d ~~e~~", "<p>~~a <em>b~~ c</em> ~~d <del>e</del></p>\n"},
        {"**~~a~~** [~~b~~](u) ~~a\nb~~",
         "<p><strong><del>a</del></strong> <a href=\"u\"><del>b</del></a> <del>a\nb</del></p>\n"},
        {"http://a.se, (https://b.se/x_(y)) www.c.se/d? HTTPS://D.se!",
         "<p><a href=\"http://a.se\" class=\"bare\">http://a.se</a>, (<a href=\"https://b.se/x_(y)\" "
         "class=\"bare\">https://b.se/x_(y)</a>) "
         "<a href=\"https://www.c.se/d\" class=\"bare\">www.c.se/d</a>? <a href=\"HTTPS://D.se\" "
         "class=\"bare\">HTTPS://D.se</a>!</p>\n"},
        {"ida.b+c@d-e.se. a@b @c.se a@ xhttp://a.se http:// www.",
         "<p><a href=\"mailto:ida.b+c@d-e.se\" class=\"bare\">ida.b+c@d-e.se</a>. a@b @c.se a@ xhttp://a.se http:// "
         "www.</p>\n"},
        {"[http://a.se b@c.se](u) `http://a.se` **http://b.se** \"http://c.se\"",
         "<p><a href=\"u\">http://a.se b@c.se</a> <code>http://a.se</code> <strong><a href=\"http://b.se\" "
         "class=\"bare\">http://b.se</a></strong> "
         "”<a href=\"http://c.se\" class=\"bare\">http://c.se</a>”</p>\n"},
        {"https://sv.wikipedia.org/wiki/Växjö\xC2\xA0x",
         "<p><a "
         "href=\"https://sv.wikipedia.org/wiki/V%C3%A4xj%C3%B6\" "
         "class=\"bare\">https://sv.wikipedia.org/wiki/Växjö</a>\xC2\xA0x</"
         "p>\n"},
        {"- [ ] a\n- [x] b",
         "<ul>\n<li class=\"task\"><span role=\"img\" aria-label=\"inte klart\">☐</span> a</li>\n"
         "<li class=\"task done\"><span role=\"img\" aria-label=\"klart\">☑</span> b</li>\n</ul>\n"},
        {"| A | \"B\" | |\n|:--|:-:|--:|\n| 1 | *2* | 3 |",
         "<div class=\"table\" role=\"group\" tabindex=\"0\" aria-label=\"A, ”B”\">\n<table>\n<thead>\n"
         "<tr><th scope=\"col\" class=\"align-left\">A</th><th scope=\"col\" class=\"align-center\">”B”</th>"
         "<td class=\"align-right\"></td></tr>\n</thead>\n<tbody>\n<tr><td class=\"align-left\">1</td>"
         "<td class=\"align-center\"><em>2</em></td><td "
         "class=\"align-right\">3</td></tr>\n</tbody>\n</table>\n</div>\n"},
        {"| |\n|-|", "<div class=\"table\" role=\"group\" tabindex=\"0\" aria-label=\"tabell\">\n<table>\n<thead>\n"
                     "<tr><td></td></tr>\n</thead>\n</table>\n</div>\n"},
        {"![En \"alt\"](b.png \"Bild -- x\")",
         "<figure aria-label=\"Bild – x\"><img src=\"b.png\" alt=\"En ”alt”\" "
         "loading=\"lazy\" decoding=\"async\"><figcaption>Bild – x</figcaption></figure>\n"},
        {"![](b.png)",
         "<figure><img src=\"b.png\" alt=\"\" role=\"presentation\" loading=\"lazy\" decoding=\"async\"></figure>\n"},
        {"## [Breakthrough *Series*](lang:en)\n\n- [a](lang:fi) ~~[b](lang:en-GB)~~ **[c](lang:en)**\n\n> "
         "[~~d~~ www.e.se](lang:en 'f')",
         "<h2 id=\"breakthrough-series\"><span lang=\"en\">Breakthrough <em>Series</em></span></h2>\n<ul>\n"
         "<li><span lang=\"fi\">a</span> <del><span lang=\"en-GB\">b</span></del> "
         "<strong><span lang=\"en\">c</span></strong></li>\n</ul>\n<blockquote>\n"
         "<p><span lang=\"en\"><del>d</del> <a href=\"https://www.e.se\" class=\"bare\">www.e.se</a></span></p>\n"
         "</blockquote>\n"},
        {"| [A b](lang:en) |\n|--|\n| [c](lang:en) |",
         "<div class=\"table\" role=\"group\" tabindex=\"0\" aria-label=\"A b\">\n<table>\n<thead>\n"
         "<tr><th scope=\"col\"><span lang=\"en\">A b</span></th></tr>\n</thead>\n<tbody>\n"
         "<tr><td><span lang=\"en\">c</span></td></tr>\n</tbody>\n</table>\n</div>\n"},
        {"```fact En & ruta\n*a*\n```", "<p><strong>En &amp; ruta</strong></p>\n<p><em>a</em></p>\n"},
        {"```films\n- title: A\n  note: B\n- c\n```",
         "<ul>\n<li><ul>\n<li>title: A</li>\n<li>note: B</li>\n</ul>\n</li>\n<li>c</li>\n</ul>\n"},
    };
    CHECK_RENDERED(cases, &plain);
}

static struct text link(void *context, struct arena *arena, const struct markup_node *node)
{
    (void)context;
    if (text_starts_with(node->url, "#"))
        return node->url;
    return text_ends_with(node->url, ".md") ? text_join(arena, TEXT("../"), node->url) : (struct text){0};
}

static struct markup_picture picture(void *context, struct arena *arena, const struct markup_node *node)
{
    (void)context;
    (void)arena;
    struct markup_picture picture = {.url = TEXT("p-1.jpg"), .width = 640, .height = 480};
    if (text_is(node->url, "no"))
        return (struct markup_picture){0};
    if (text_is(node->url, "wide")) {
        picture.is_eager = true;
        picture.sources = TEXT("p-2.jpg 640w, p-1.jpg 1280w");
        picture.sizes = TEXT("calc(100vw - 2rem)");
    }
    return picture;
}

static bool block(void *context, const struct markup_node *node, struct buffer *buffer)
{
    if (!text_is(text_from(node->block->name), "quote"))
        return false;
    const struct markup_render_options *options = context;
    buffer_add_string(buffer, "<aside>\n");
    markup_render(node, options, buffer);
    buffer_add_string(buffer, "</aside>\n");
    return true;
}

static void test_options_and_callbacks(void **state)
{
    (void)state;
    static const struct test_case cases[] = {
        {"# A\n## B\n###### C", "<h3 id=\"m-a\">A</h3>\n<h4 id=\"m-b\">B</h4>\n<h6 id=\"m-c\">C</h6>\n"},
        {"[a](b.md) [c](d)", "<p><a href=\"../b.md\">a</a> c</p>\n"},
        {"[a](#b)", "<p><a href=\"#m-b\">a</a></p>\n"},
        {"![a](x \"t\")\n\nx ![b](y)\n\n![c](no \"t\")\n\nx ![d](no)",
         "<figure aria-label=\"t\"><img src=\"p-1.jpg\" alt=\"a\" width=\"640\" height=\"480\" "
         "loading=\"lazy\" decoding=\"async\"><figcaption>t</figcaption></figure>\n"
         "<p>x <img src=\"p-1.jpg\" alt=\"b\" width=\"640\" height=\"480\" loading=\"lazy\" decoding=\"async\"></p>\n"
         "<figure><p>c</p><figcaption>t</figcaption></figure>\n<p>x d</p>\n"},
        {"x ![e](wide)", "<p>x <img src=\"p-1.jpg\" srcset=\"p-2.jpg 640w, p-1.jpg 1280w\" "
                         "sizes=\"calc(100vw - 2rem)\" alt=\"e\" width=\"640\" height=\"480\"></p>\n"},
        {"```quote\na\n```\n\n```fact\nb\n```", "<aside>\n<p>a</p>\n</aside>\n<p>b</p>\n"},
        {"- [x] a", "<ul>\n<li class=\"task done\"><span role=\"img\" aria-label=\"done\">☑</span> a</li>\n</ul>\n"},
    };
    struct markup_render_options options = {.medium = MEDIUM_WEB,
                                            .heading_shift = 2,
                                            .id_prefix = TEXT("m-"),
                                            .callbacks = {&options, link, picture, block},
                                            .words = {.done = TEXT("done")}};
    CHECK_RENDERED(cases, &options);
}

static void test_parts(void **state)
{
    (void)state;
    struct parsed parsed;
    parse(&parsed, "*a*\nb\n\n- c");
    struct buffer buffer = {.arena = &parsed.arena};
    markup_render(parsed.document->first, &plain, &buffer);
    assert_string_equal(text_string(&parsed.arena, buffer_text(&buffer)), "<em>a</em>\nb");
    buffer = (struct buffer){.arena = &parsed.arena};
    markup_render(parsed.document->last, &plain, &buffer);
    assert_string_equal(text_string(&parsed.arena, buffer_text(&buffer)), "<ul>\n<li>c</li>\n</ul>\n");
    arena_release(&parsed.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_commonmark),
        cmocka_unit_test(test_additions),
        cmocka_unit_test(test_options_and_callbacks),
        cmocka_unit_test(test_parts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
