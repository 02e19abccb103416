/* Every rule of the Mustache specification that the engine promises; one row a rule. Lenient, as the
 * specification wants it. */
#include "harness.h"

struct rule {
    const char *name, *template, *data, *expected;
    struct named_template partials[4];
};

static void check_rule(const struct rule *rule)
{
    struct page page;
    page_open(&page);
    page_add(&page, "page", text_from(rule->template));
    for (size_t i = 0; i < 4 && rule->partials[i].name; i++)
        page_add(&page, rule->partials[i].name, text_from(rule->partials[i].text));
    page_link(&page, true);
    page_render(&page, "page", page_data(&page, rule->data ? rule->data : "{}"), true);
    const char *found = text_string(&page.arena, buffer_text(&page.buffer));
    if (!page.is_good || strcmp(found, rule->expected) != 0)
        fail_msg("%s\n found: [%s]\n expected: [%s]\n %s", rule->name, found, rule->expected, page_messages(&page));
    page_close(&page);
}

#define CHECK_RULES(rules)                                                                                             \
    for (size_t i = 0; i < sizeof(rules) / sizeof *(rules); i++)                                                       \
    check_rule(&(rules)[i])

static void interpolation(void **state)
{
    (void)state;
    static const struct rule rules[] = {
        {"empty", "", NULL, "", {{0}}},
        {"no tags", "Hej {du} och }} du\n", NULL, "Hej {du} och }} du\n", {{0}}},
        {"a name", "Hej {{who}}!", "who: Ida", "Hej Ida!", {{0}}},
        {"values are not templates", "{{a}}{{{a}}}", "a: '{{b}}'\nb: no", "{{b}}{{b}}", {{0}}},
        {"escaped", "{{a}}", "a: '<b> & \"c\"'", "&lt;b&gt; &amp; &quot;c&quot;", {{0}}},
        {"three braces", "{{{a}}}", "a: '<b> & \"c\"'", "<b> & \"c\"", {{0}}},
        {"ampersand", "{{&a}}", "a: '<b> & \"c\"'", "<b> & \"c\"", {{0}}},
        {"numbers are texts", "{{a}} {{{b}}} {{&c}}", "a: 12\nb: 1.20\nc: -3", "12 1.20 -3", {{0}}},
        {"flags", "{{a}} {{b}}", "a: yes\nb: no", "true false", {{0}}},
        {"nothing", "({{a}})({{{a}}})({{&a}})", "a:", "()()()", {{0}}},
        {"missing", "({{a}})({{{a}}})({{&a}})", NULL, "()()()", {{0}}},
        {"a list prints nothing", "({{a}})", "a: [1]", "()", {{0}}},
        {"dotted", "{{a.b}}|{{{a.b}}}|{{&a.b}}", "a: {b: x}", "x|x|x", {{0}}},
        {"dotted, deep", "{{a.b.c.d.e}}", "a: {b: {c: {d: {e: x}}}}", "x", {{0}}},
        {"dotted, broken", "({{a.b.c}})", "a: {}", "()", {{0}}},
        {"dotted, later parts only in the earlier", "({{a.b.c.n}})", "a: {b: {}}\nc: {n: x}", "()", {{0}}},
        {"dotted, first part on the stack", "{{#a}}{{b.c}}{{/a}}", "a: {b: {c: x}}\nb: {c: wrong}", "x", {{0}}},
        {"dotted, first find counts", "({{#a}}{{b.c}}{{/a}})", "a: {b: {}}\nb: {c: wrong}", "()", {{0}}},
        {"a dot in a key is no path", "({{a.b}})", "'a.b': wrong", "()", {{0}}},
        {"a dot in a key hides nothing", "{{a.b}}", "'a.b': wrong\na: {b: x}", "x", {{0}}},
        {"leading dot: only the top",
         "({{#a}}{{.n}}{{/a}})({{#b}}{{.n}}{{/b}})",
         "a: {m: 1}\nb: {n: x}\nn: wrong",
         "()(x)",
         {{0}}},
        {"white space around stays",
         "| {{a}} |\n {{a}}\n {{{a}}} \n\t{{&a}}\n",
         "a: x",
         "| x |\n x\n x \n\tx\n",
         {{0}}},
        {"white space inside goes", "{{ a }}|{{{ a }}}|{{& a }}|{{\na\n}}", "a: x", "x|x|x|x", {{0}}},
        {"text in UTF-8", "å{{ö}}ä", "ö: é", "åéä", {{0}}},
    };
    CHECK_RULES(rules);
}

static void implicit_iterator(void **state)
{
    (void)state;
    static const struct rule rules[] = {
        {"items", "{{#a}}({{.}}){{/a}}", "a: [x, 2, 3.5]", "(x)(2)(3.5)", {{0}}},
        {"escaped", "{{#a}}{{.}}{{/a}}", "a: ['<', '&']", "&lt;&amp;", {{0}}},
        {"raw", "{{#a}}{{{.}}}{{&.}}{{/a}}", "a: ['<', '&']", "<<&&", {{0}}},
        {"lists in lists", "{{#a}}[{{#.}}{{.}}{{/.}}]{{/a}}", "a: [[1, 2], [x, y]]", "[12][xy]", {{0}}},
        {"the root", "{{#.}}{{n}}{{/.}}", "[{n: a}, {n: b}]", "ab", {{0}}},
        {"inverted", "{{#a}}{{^.}}none{{/.}}{{/a}}", "a: [[], [1]]", "none", {{0}}},
    };
    CHECK_RULES(rules);
}

static void sections(void **state)
{
    (void)state;
    static const struct rule rules[] = {
        {"true", "({{#a}}x{{/a}})", "a: true", "(x)", {{0}}},
        {"false", "({{#a}}x{{/a}})", "a: false", "()", {{0}}},
        {"nothing", "({{#a}}x{{/a}})", "a:", "()", {{0}}},
        {"empty text", "({{#a}}x{{/a}})", "a: ''", "()", {{0}}},
        {"missing", "({{#a}}x{{/a}})", NULL, "()", {{0}}},
        {"record", "{{#a}}Hej {{n}}{{/a}}", "a: {n: Ida}", "Hej Ida", {{0}}},
        {"empty record is true", "{{#a}}x{{/a}}", "a: {}", "x", {{0}}},
        {"outer names are seen",
         "{{#s}}{{a}}{{b}}{{c.d}}{{/s}}",
         "{a: 1, b: wrong, s: {b: 2}, c: {d: 3}}",
         "123",
         {{0}}},
        {"text is pushed", "{{#a}}{{.}} is {{a}}{{/a}}", "a: x", "x is x", {{0}}},
        {"text is no list", "{{#a}}x{{/a}}", "a: '123'", "x", {{0}}},
        {"list", "{{#a}}{{n}}{{/a}}", "a: [{n: 1}, {n: 2}, {n: 3}]", "123", {{0}}},
        {"empty list", "({{#a}}x{{/a}})", "a: []", "()", {{0}}},
        {"lists see all levels",
         "{{#a}}{{#b}}{{n.u}}{{m}}.{{#c}}{{n.u}}{{m}}{{k}} {{/c}}{{/b}}{{/a}}",
         "a: [{n: {u: A}, b: [{m: 1, c: [{k: x}, {k: y}]}]}]",
         "A1.A1x A1y ",
         {{0}}},
        {"three levels of records",
         "{{#a}}{{1}}{{#b}}{{1}}{{2}}{{#c}}{{1}}{{2}}{{3}}{{/c}}{{2}}{{/b}}{{1}}{{/a}}",
         "{a: {'1': x}, b: {'2': y}, c: {'3': z}}",
         "xxyxyzyx",
         {{0}}},
        {"twice", "{{#a}}\n1\n{{/a}}\n2\n{{#a}}\n3\n{{/a}}\n", "a: yes", "1\n2\n3\n", {{0}}},
        {"the same in itself", "A{{#a}}B{{#a}}C{{/a}}D{{/a}}E", "a: yes", "ABCDE", {{0}}},
        {"the same in itself, false", "A{{#a}}B{{#a}}C{{/a}}D{{/a}}E", "a: no", "AE", {{0}}},
        {"dotted", "({{#a.b.c}}x{{/a.b.c}})", "a: {b: {c: yes}}", "(x)", {{0}}},
        {"dotted, false", "({{#a.b.c}}x{{/a.b.c}})", "a: {b: {c: no}}", "()", {{0}}},
        {"dotted, broken", "({{#a.b.c}}x{{/a.b.c}})", "a: {}", "()", {{0}}},
        {"white space inside", "{{# a }}x{{/ a }}", "a: yes", "x", {{0}}},
    };
    CHECK_RULES(rules);
}

static void inverted(void **state)
{
    (void)state;
    static const struct rule rules[] = {
        {"false", "({{^a}}x{{/a}})", "a: false", "(x)", {{0}}},
        {"true", "({{^a}}x{{/a}})", "a: true", "()", {{0}}},
        {"nothing", "({{^a}}x{{/a}})", "a:", "(x)", {{0}}},
        {"missing", "({{^a}}x{{/a}})", NULL, "(x)", {{0}}},
        {"record", "({{^a}}x{{/a}})", "a: {n: 1}", "()", {{0}}},
        {"list", "({{^a}}x{{/a}})", "a: [{n: 1}]", "()", {{0}}},
        {"empty list", "({{^a}}x{{/a}})", "a: []", "(x)", {{0}}},
        {"twice", "{{^a}}\n1\n{{/a}}\n2\n{{^a}}\n3\n{{/a}}\n", "a: no", "1\n2\n3\n", {{0}}},
        {"in itself", "A{{^a}}B{{^a}}C{{/a}}D{{/a}}E", "a: no", "ABCDE", {{0}}},
        {"in itself, true", "A{{^a}}B{{^a}}C{{/a}}D{{/a}}E", "a: yes", "AE", {{0}}},
        {"dotted",
         "({{^a.b}}x{{/a.b}})({{^a.c}}y{{/a.c}})({{^a.d.e}}z{{/a.d.e}})",
         "a: {b: yes, c: no}",
         "()(y)(z)",
         {{0}}},
        {"standalone", "1\n{{^a}}\n2\n{{/a}}\n3\n", "a: no", "1\n2\n3\n", {{0}}},
        {"standalone, indented", "1\n  {{^a}}\n2\n\t{{/a}}\n3\n", "a: no", "1\n2\n3\n", {{0}}},
        {"inline", " {{^a}}1{{/a}}\n {{^a}}2{{/a}} \n", "a: no", " 1\n 2 \n", {{0}}},
        {"white space inside", "{{^ a }}x{{/ a }}", "a: no", "x", {{0}}},
    };
    CHECK_RULES(rules);
}

static void comments(void **state)
{
    (void)state;
    static const struct rule rules[] = {
        {"inline", "1{{! no }}2", NULL, "12", {{0}}},
        {"many lines", "1{{!\n  no\n  nor this\n}}2\n", NULL, "12\n", {{0}}},
        {"standalone", "1\n{{! no }}\n2\n", NULL, "1\n2\n", {{0}}},
        {"standalone, indented", "1\n \t{{! no }} \n2\n", NULL, "1\n2\n", {{0}}},
        {"standalone, many lines", "1\n  {{!\n  no\n  }}\n2\n", NULL, "1\n2\n", {{0}}},
        {"standalone, CR LF", "1\r\n{{! no }}\r\n2", NULL, "1\r\n2", {{0}}},
        {"first line", "  {{! no }}\n2", NULL, "2", {{0}}},
        {"last line", "1\n  {{! no }}", NULL, "1\n", {{0}}},
        {"with text before", "  1 {{! no }}\n", NULL, "  1 \n", {{0}}},
        {"white space around", "1 {{! no }} 2", NULL, "1  2", {{0}}},
        {"empty", "1{{!}}2", NULL, "12", {{0}}},
        {"with braces", "1{{! {{no }}2", NULL, "12", {{0}}},
        {"never a name", "({{! a }}{{!a}})", "{a: 1, '! a': 2, '!a': 3}", "()", {{0}}},
    };
    CHECK_RULES(rules);
}

static void standalone_lines(void **state)
{
    (void)state;
    static const struct rule rules[] = {
        {"both lines go", "1\n{{#a}}\n2\n{{/a}}\n3\n", "a: yes", "1\n2\n3\n", {{0}}},
        {"indented", "1\n  {{#a}}\n2\n\t{{/a}}  \n3\n", "a: yes", "1\n2\n3\n", {{0}}},
        {"CR LF", "1\r\n{{#a}}\r\n{{/a}}\r\n2", "a: yes", "1\r\n2", {{0}}},
        {"first line", "  {{#a}}\n1{{/a}}\n2", "a: yes", "1\n2", {{0}}},
        {"last line", "1{{#a}}\n2\n  {{/a}}", "a: yes", "1\n2\n", {{0}}},
        {"inline", " {{#a}}1{{/a}}\n {{#a}}2{{/a}}\n", "a: yes", " 1\n 2\n", {{0}}},
        {"white space inside stays", "| {{#a}}\t|\t{{/a}} |\n", "a: yes", "| \t|\t |\n", {{0}}},
        {"white space around tags stays", " | {{#a}} {{! x }}\n {{/a}} | \n", "a: yes", " |  \n  | \n", {{0}}},
        {"two tags are not alone", "1\n{{#a}}{{/a}}\n2\n", "a: yes", "1\n\n2\n", {{0}}},
        {"a value is not alone", "1\n{{a}}\n2\n", "a:", "1\n\n2\n", {{0}}},
        {"blank lines stay", "1\n\n{{#a}}\n\n2\n{{/a}}\n\n3\n", "a: yes", "1\n\n\n2\n\n3\n", {{0}}},
    };
    CHECK_RULES(rules);
}

static void delimiters(void **state)
{
    (void)state;
    static const struct rule rules[] = {
        {"changed", "{{=<% %>=}}(<%a%>){{a}}", "a: x", "(x){{a}}", {{0}}},
        {"one sign each", "({{=[ ]=}}[a])", "a: x", "(x)", {{0}}},
        {"changed back", "{{=| |=}}|a||={{ }}=|{{a}}|a|", "a: x", "xx|a|", {{0}}},
        {"longer and shorter", "{{=<<<< >=}}<<<<a>{{=x", "a: 1", "1{{=x", {{0}}},
        {"in a section", "{{#a}}{{b}}|b|{{/a}}{{=| |=}}|#a|{{b}}|b||/a|", "a: yes\nb: x", "x|b|{{b}}x", {{0}}},
        {"in an inverted section", "{{^a}}{{b}}|b|{{/a}}{{=| |=}}|^a|{{b}}|b||/a|", "a: no\nb: x", "x|b|{{b}}x", {{0}}},
        {"raw", "{{=<% %>=}}<%{a}%><%&a%><%a%>", "a: '<'", "<<&lt;", {{0}}},
        {"not handed to a partial", "[{{>p}}]{{=| |=}}[|>p|]", "a: x", "[.x.][.x.]", {{"p", ".{{a}}."}}},
        {"not handed back", "{{>p}} {{a}}|a|", "a: x", "xx x|a|", {{"p", "{{a}}{{=| |=}}|a|"}}},
        {"white space around", "| {{=@ @=}} |", NULL, "|  |", {{0}}},
        {"inline", " | {{=@ @=}}\n", NULL, " | \n", {{0}}},
        {"standalone", "1\n{{=@ @=}}\n2\n", NULL, "1\n2\n", {{0}}},
        {"standalone, indented", "1\n  {{=@ @=}} \n2\n", NULL, "1\n2\n", {{0}}},
        {"standalone, CR LF", "|\r\n{{= @ @ =}}\r\n|", NULL, "|\r\n|", {{0}}},
        {"first line", "  {{=@ @=}}\n=", NULL, "=", {{0}}},
        {"last line", "=\n  {{=@ @=}}", NULL, "=\n", {{0}}},
        {"white space inside", "|{{=  @ \t @  =}}|", NULL, "||", {{0}}},
    };
    CHECK_RULES(rules);
}

static void partials(void **state)
{
    (void)state;
    static const struct rule rules[] = {
        {"simple", "({{>p}})", NULL, "(x)", {{"p", "x"}}},
        {"missing", "({{>p}})", NULL, "()", {{0}}},
        {"sees the stack", "{{#a}}{{>p}}{{/a}}", "a: {b: 1}\nc: 2", "1 2", {{"p", "{{b}} {{c}}"}}},
        {"recursion ended by data",
         "{{>n}}",
         "c: X\nn: [{c: Y, n: [{c: Z, n: []}]}]",
         "X<Y<Z<>>>",
         {{"n", "{{c}}<{{#n}}{{>n}}{{/n}}>"}}},
        {"nested", "{{>p}}", "a: x", "-(x)-", {{"p", "-{{>q}}-"}, {"q", "({{a}})"}}},
        {"white space around stays", "| {{>p}} |", NULL, "| \t|\t |", {{"p", "\t|\t"}}},
        {"inline: no indentation", "  {{a}}  {{>p}}\n", "a: '|'", "  |  >\n>\n", {{"p", ">\n>"}}},
        {"standalone, CR LF", "|\r\n{{>p}}\r\n|", NULL, "|\r\n>|", {{"p", ">"}}},
        {"first line", "  {{>p}}\n>", NULL, "  >\n  >>", {{"p", ">\n>"}}},
        {"last line", ">\n  {{>p}}", NULL, ">\n  >\n  >", {{"p", ">\n>"}}},
        {"every line, but not those of values",
         "(\n {{>p}}\n)\n",
         "a: \"<\\n->\"",
         "(\n |\n <\n->1<\n->2\n |\n)\n",
         {{"p", "|\n{{{a}}}1{{{a}}}2\n|\n"}}},
        {"blank lines get none", "  {{>p}}\n", NULL, "  1\n\n\r\n  2\n", {{"p", "1\n\n\r\n2\n"}}},
        {"indentation adds up",
         " {{>p}}\n",
         NULL,
         " 1\n   2\n   3\n 4\n",
         {{"p", "1\n  {{>q}}\n4\n"}, {"q", "2\n3\n"}}},
        {"sections in an indented partial",
         "  {{>p}}\n",
         "a: [1, 2]",
         "  <\n  1\n  2\n  >\n",
         {{"p", "<\n{{#a}}\n{{.}}\n{{/a}}\n>\n"}}},
        {"inline sections in an indented partial",
         "  {{>p}}\n",
         "a: [1, 2]",
         "  12\n  .\n",
         {{"p", "{{#a}}{{.}}{{/a}}\n.\n"}}},
        {"a line with an empty value", "  {{>p}}\n", "a:", "\n  .\n", {{"p", "{{a}}\n.\n"}}},
        {"white space inside", "|{{> p }}|", NULL, "|[]|", {{"p", "[]"}}},
        {"itself, when data ends it", "{{n}}{{#a}}{{>page}}{{/a}}", "{n: 1, a: {n: 2, a: ''}}", "12", {{0}}},
    };
    CHECK_RULES(rules);
}

static void inheritance(void **state)
{
    (void)state;
    static const struct rule rules[] = {
        {"default", "{{$t}}default{{/t}}\n", NULL, "default\n", {{0}}},
        {"default with tags",
         "{{$t}}{{a}}{{{a}}}{{#b}}{{c}}{{/b}}{{^d}}e{{/d}}{{/t}}",
         "a: '<'\nb: {c: x}",
         "&lt;<xe",
         {{0}}},
        {"parent alone", "{{<p}}{{/p}}\n", NULL, "default", {{"p", "{{$t}}default{{/t}}"}}},
        {"override", "{{<p}}{{$t}}mine{{/t}}{{/p}}", NULL, "(mine)", {{"p", "({{$t}}default{{/t}})"}}},
        {"override with nothing", "{{<p}}{{$t}}{{/t}}{{/p}}", NULL, "()", {{"p", "({{$t}}default{{/t}})"}}},
        {"missing parent", "({{<p}}{{$t}}mine{{/t}}{{/p}})", NULL, "()", {{0}}},
        {"data is no block",
         "{{<p}}{{$t}}mine{{/t}}{{/p}}{{<p}}{{/p}}",
         "t: data",
         "minedefault",
         {{"p", "{{$t}}default{{/t}}"}}},
        {"twice",
         "{{<p}}{{$t}}1{{/t}}{{/p}} {{<p}}{{$t}}2{{/t}}{{/p}}\n",
         NULL,
         "|1 d| |2 d|\n",
         {{"p", "|{{$t}}.{{/t}}{{$u}} d{{/u}}|"}}},
        {"some of the blocks",
         "{{<p}}{{$u}}mine{{/u}}{{/p}}",
         NULL,
         "one, mine",
         {{"p", "{{$t}}one{{/t}}, {{$u}}two{{/u}}"}}},
        {"as a partial", "{{>p}}|{{<p}}{{/p}}", NULL, "default|default", {{"p", "{{$t}}default{{/t}}"}}},
        {"a block shown twice", "{{<p}}{{$t}}x{{/t}}{{/p}}", NULL, "x-x", {{"p", "{{$t}}1{{/t}}-{{$t}}2{{/t}}"}}},
        {"text outside of blocks is ignored",
         "{{<p}} no {{$t}}x{{/t}} {{a}}{{#b}}no{{/b}}{{>q}} {{/p}}",
         "a: 1\nb: yes",
         "x",
         {{"p", "{{$t}}.{{/t}}"}, {"q", "no"}}},
        {"only text", "{{<p}} no {{/p}}", NULL, "default", {{"p", "{{$t}}default{{/t}}"}}},
        {"overrides reach parents in parents",
         "{{<p}}{{$f}}o{{/f}}{{/p}}",
         NULL,
         "o o o end",
         {{"p", "{{$f}}d{{/f}} {{$b}}{{<q}}{{/q}}{{/b}}"}, {"q", "{{$f}}qd{{/f}} {{<p}}{{$b}}end{{/b}}{{/p}}"}}},
        {"overrides reach partials", "{{<p}}{{$t}}x{{/t}}{{/p}}", NULL, "x", {{"p", "{{>q}}"}, {"q", "{{$t}}.{{/t}}"}}},
        {"the nearest to the page wins",
         "{{<p}}{{$a}}page{{/a}}{{/p}}",
         NULL,
         "page",
         {{"p", "{{<q}}{{$a}}p{{/a}}{{/q}}"}, {"q", "{{<r}}{{$a}}q{{/a}}{{/r}}"}, {"r", "{{$a}}r{{/a}}"}}},
        {"or the next nearest",
         "{{<p}}{{/p}}",
         NULL,
         "p",
         {{"p", "{{<q}}{{$a}}p{{/a}}{{/q}}"}, {"q", "{{<r}}{{$a}}q{{/a}}{{/r}}"}, {"r", "{{$a}}r{{/a}}"}}},
        {"an override sees the parent's stack",
         "{{<p}}{{$t}}{{f}}{{/t}}{{/p}}",
         "f: outer\nn: {f: inner}",
         "inner",
         {{"p", "{{#n}}{{$t}}.{{/t}}{{/n}}"}}},
        {"a block in an override has the scope of its page",
         "{{<p}}{{$main}}{{<q}}{{$t}}card{{/t}}{{/q}}{{/main}}{{$t}}page{{/t}}{{/p}}",
         NULL,
         "page: <card>",
         {{"p", "{{$t}}.{{/t}}: {{$main}}.{{/main}}"}, {"q", "<{{$t}}.{{/t}}>"}}},
        {"a block in an override of its own name",
         "{{<p}}{{$t}}({{$t}}x{{/t}}){{/t}}{{/p}}",
         NULL,
         "(x)",
         {{"p", "{{$t}}.{{/t}}"}}},
        {"many blocks",
         "{{<p}}{{$a}}1{{/a}}{{$b}}2{{/b}}{{$c}}3{{/c}}{{$d}}4{{/d}}{{$e}}5{{/e}}{{$f}}6{{/f}}{{$g}}7{{/g}}{{$h}}8{{/"
         "h}}{{$i}}9{{/i}}{{$j}}0{{/j}}{{/p}}",
         NULL,
         "0987",
         {{"p", "{{$j}}{{/j}}{{$i}}{{/i}}{{$h}}{{/h}}{{$g}}{{/g}}"}}},
        {"delimiters do not reach the parent", "{{=| |=}}|<p||$t|x|/t||/p|", NULL, "x", {{"p", "{{$t}}.{{/t}}"}}},
    };
    CHECK_RULES(rules);
}

static void inheritance_lines(void **state)
{
    (void)state;
    static const struct rule rules[] = {
        {"an override's first line feed belongs to its tag",
         "{{<p}}{{$t}}\n1\n\n2\n{{/t}}{{/p}}",
         NULL,
         "1\n\n2\n",
         {{"p", "{{$t}}.{{/t}}"}}},
        {"usual form",
         "{{<p}}\n{{$t}}\n1\n2\n{{/t}}\n{{/p}}\n",
         NULL,
         "<\n1\n2\n>\n",
         {{"p", "<\n{{$t}}\n.\n{{/t}}\n>\n"}}},
        {"usual form, indented",
         "  {{<p}}\n    {{$t}}\n      1\n        2\n    {{/t}}\n  {{/p}}\n",
         NULL,
         "  <\n    1\n      2\n  >\n",
         {{"p", "<\n  {{$t}}\n  .\n  {{/t}}\n>\n"}}},
        {"the block's indentation", "{{<p}}{{$t}}x{{/t}}{{/p}}", NULL, "1:\n  x\n", {{"p", "1:\n  {{$t}}y{{/t}}\n"}}},
        {"standalone parent on one line", "1\n  {{<p}}{{/p}}\n4\n", NULL, "1\n  2\n  3\n4\n", {{"p", "2\n3\n"}}},
        {"parent with text before", "1 {{<p}}{{/p}}\n4\n", NULL, "1 2\n4\n", {{"p", "2"}}},
        {"parent with text after", "  {{<p}}{{/p}} 4\n", NULL, "  2\n3 4\n", {{"p", "2\n3"}}},
        {"standalone block on one line",
         "{{<p}}{{$t}}\n1\n2{{/t}}\n{{/p}}\n",
         NULL,
         "0\n  1\n  2\n",
         {{"p", "0\n  {{$t}}{{/t}}\n"}}},
        {"block in text",
         "{{<p}}{{$t}}\n  1\n  2\n{{/t}}{{/p}}",
         NULL,
         "  <p>1\n2\n</p>\n",
         {{"p", "  <p>{{$t}}{{/t}}</p>\n"}}},
        {"block with text after",
         "{{<p}}{{$t}}\n1\n2{{/t}}{{/p}}",
         NULL,
         "  1\n2</p>\n",
         {{"p", "  {{$t}}{{/t}}</p>\n"}}},
        {"indentation taken and given",
         "{{<p}}{{$t}}\n    1\n    2\n{{/t}}{{/p}}\n",
         NULL,
         "0\n  1\n  2\n",
         {{"p", "0\n  {{$t}}\n  {{/t}}\n"}}},
        {"indentation of the default",
         "{{<p}}{{$t}}\n1\n2\n{{/t}}{{/p}}\n",
         NULL,
         "0\n  1\n  2\n",
         {{"p", "0\n{{$t}}\n  .\n{{/t}}\n"}}},
        {"blocks in blocks",
         "{{<p}}{{$n}}\nthree\n{{/n}}{{/p}}\n",
         NULL,
         "one\n  three\n",
         {{"p", "{{<g}}{{$b}}\n  one\n  {{$n}}\n    two\n  {{/n}}\n{{/b}}{{/g}}\n"}, {"g", "{{$b}}default{{/b}}"}}},
        {"less indented lines stay",
         "{{<p}}{{$t}}\n    1\n  2\n\n    3\n{{/t}}{{/p}}",
         NULL,
         "1\n  2\n\n3\n",
         {{"p", "{{$t}}{{/t}}"}}},
        {"sections in an override",
         "{{<p}}\n{{$t}}\n  {{#a}}\n  <{{.}}>\n  {{/a}}\n{{/t}}\n{{/p}}\n",
         "a: [1, 2]",
         "    <1>\n    <2>\n",
         {{"p", "    {{$t}}\n    {{/t}}\n"}}},
        {"a parent in an override",
         "{{<p}}\n{{$t}}\n  1\n  {{<q}}\n    {{$u}}\n    2\n    {{/u}}\n  {{/q}}\n{{/t}}\n{{/p}}\n",
         NULL,
         "<1\n[\n  2\n]\n>\n",
         {{"p", "<{{$t}}{{/t}}>\n"}, {"q", "[\n  {{$u}}\n  {{/u}}\n]\n"}}},
        {"in an indented partial",
         "  {{>i}}\n",
         NULL,
         "  <\n    1\n    2\n  >\n",
         {{"i", "{{<p}}\n{{$t}}\n1\n2\n{{/t}}\n{{/p}}\n"}, {"p", "<\n  {{$t}}\n  .\n  {{/t}}\n>\n"}}},
        {"CR LF",
         "{{<p}}\r\n{{$t}}\r\n  1\r\n{{/t}}\r\n{{/p}}\r\n",
         NULL,
         "<\r\n1\r\n>\r\n",
         {{"p", "<\r\n{{$t}}\r\n{{/t}}\r\n>\r\n"}}},
    };
    CHECK_RULES(rules);
}

/* A partial's name is looked for beside its template, then in partials/, then as it is. */
static void names_of_partials(void **state)
{
    (void)state;
    struct page page;
    page_open(&page);
    page_add(&page, "site/home.html", TEXT("{{>road}} {{>foot}} {{>logo}} {{<base}}{{$t}}x{{/t}}{{/base}}"));
    page_add(&page, "site/road.html", TEXT("near"));
    page_add(&page, "partials/road.html", TEXT("wrong"));
    page_add(&page, "partials/foot.html", TEXT("foot ({{>line}})"));
    page_add(&page, "partials/line.html", TEXT("line"));
    page_add(&page, "site/line.html", TEXT("wrong"));
    page_add(&page, "foot.html", TEXT("wrong"));
    page_add(&page, "partials/foot.txt", TEXT("wrong"));
    page_add(&page, "logo", TEXT("logo"));
    page_add(&page, "partials/base.html", TEXT("<{{$t}}{{/t}}>"));
    page_link(&page, false);
    page_render(&page, "site/home.html", value_new_record(&page.arena), false);
    assert_true(page.is_good);
    assert_string_equal(text_string(&page.arena, buffer_text(&page.buffer)), "near foot (line) logo <x>");
    page_close(&page);
}

static void values_and_escapes(void **state)
{
    (void)state;
    struct page page;
    page_open(&page);
    page_add(&page, "page", TEXT("{{m}} {{{m}}} {{t}} {{{t}}}"));
    page_add(&page, "again", TEXT("first"));
    page_add(&page, "again", TEXT("{{>page}}"));
    struct value root = value_new_record(&page.arena);
    value_set(&page.arena, root, "m", value_markup(TEXT("<b>")));
    value_set(&page.arena, root, "t", value_string("<i>"));
    page_link(&page, false);
    page_render(&page, "again", root, false);
    struct mustache_options plain = {0};
    buffer_add_byte(&page.buffer, '|');
    assert_true(mustache_render(page.set, TEXT("page"), root, &plain, &page.buffer, &page.diagnostics));
    assert_true(page.is_good);
    assert_string_equal(text_string(&page.arena, buffer_text(&page.buffer)), "<b> <b> &lt;i&gt; <i>|<b> <b> <i> <i>");
    page_close(&page);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(interpolation),     cmocka_unit_test(implicit_iterator), cmocka_unit_test(sections),
        cmocka_unit_test(inverted),          cmocka_unit_test(comments),          cmocka_unit_test(standalone_lines),
        cmocka_unit_test(delimiters),        cmocka_unit_test(partials),          cmocka_unit_test(inheritance),
        cmocka_unit_test(inheritance_lines), cmocka_unit_test(names_of_partials), cmocka_unit_test(values_and_escapes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
