#include "markup_test.h"

static const char *const kind_names[] = {
    "document", "heading", "paragraph", "list",   "item",    "quote",      "code-block", "rule",
    "figure",   "table",   "row",       "cell",   "block",   "text",       "code",       "emphasis",
    "strong",   "strike",  "link",      "phrase", "picture", "soft-break", "line-break",
};

/* "kind@line:column" of every node, nested by parentheses, with what it holds. */
static void describe(struct buffer *buffer, const struct markup_node *node)
{
    buffer_format(buffer, "%s@%u:%u", kind_names[node->kind], node->place.line, node->place.column);
    if (node->text.size)
        buffer_format(buffer, "'%.*s'", TEXT_ARGUMENTS(node->text));
    if (node->url.size)
        buffer_format(buffer, "<%.*s>", TEXT_ARGUMENTS(node->url));
    if (node->language.size)
        buffer_format(buffer, "{%.*s}", TEXT_ARGUMENTS(node->language));
    if (node->id.size)
        buffer_format(buffer, "#%.*s", TEXT_ARGUMENTS(node->id));
    if (node->argument.size)
        buffer_format(buffer, "=%.*s@%u:%u", TEXT_ARGUMENTS(node->argument), node->argument_place.line,
                      node->argument_place.column);
    if (!node->first)
        return;
    buffer_add_byte(buffer, '(');
    for (const struct markup_node *child = node->first; child; child = child->next) {
        assert_ptr_equal(child->parent, node);
        assert_true(child->next || node->last == child);
        describe(buffer, child);
        buffer_add_string(buffer, child->next ? " " : "");
    }
    buffer_add_byte(buffer, ')');
}

static const char *tree(struct parsed *parsed)
{
    struct buffer buffer = {.arena = &parsed->arena};
    for (const struct markup_node *child = parsed->document->first; child; child = child->next) {
        describe(&buffer, child);
        buffer_add_string(&buffer, child->next ? " " : "");
    }
    return text_string(&parsed->arena, buffer_text(&buffer));
}

static const struct test_case places[] = {
    {"", ""},
    {"Hej", "paragraph@1:1(text@1:1'Hej')"},
    {"åäö *ä* b", "paragraph@1:1(text@1:1'åäö ' emphasis@1:5(text@1:6'ä') text@1:8' b')"},
    {"## Rubrik *x* ##", "heading@1:1#rubrik-x(text@1:4'Rubrik ' emphasis@1:11(text@1:12'x'))"},
    {"Två\nrader *x*", "paragraph@1:1(text@1:1'Två' soft-break@1:1 text@2:1'rader ' emphasis@2:7(text@2:8'x'))"},
    /* cmark does not count the line feed of a hard break by backslash, in a title or a definition */
    {"a\\\nb *c*\nd",
     "paragraph@1:1(text@1:1'a' line-break@1:1 text@2:1'b ' emphasis@2:3(text@2:4'c') soft-break@2:4 text@3:1'd')"},
    {"a  \nb *c*", "paragraph@1:1(text@1:1'a' line-break@1:1 text@2:1'b ' emphasis@2:3(text@2:4'c'))"},
    {"[a](u \"x\ny\") *c*\n*d*", "paragraph@1:1(link@1:1<u>(text@1:2'a') text@2:4' ' emphasis@2:5(text@2:6'c') "
                                 "soft-break@2:6 emphasis@3:1(text@3:2'd'))"},
    {"[a]: u\n[b]: v\n*c*", "paragraph@3:1(emphasis@3:1(text@3:2'c'))"},
    {"`a\nb` *c*", "paragraph@1:1(code@1:2'a b' text@2:3' ' emphasis@2:4(text@2:5'c'))"},
    {"[a\nb](u)", "paragraph@1:1(link@1:1<u>(text@1:2'a' soft-break@1:2 text@2:1'b'))"},
    /* what stands before a line in quotes and lists */
    {"> a\n>   b *c*\nd *e*",
     "quote@1:1(paragraph@1:3(text@1:3'a' soft-break@1:3 text@2:5'b ' emphasis@2:7(text@2:8'c') "
     "soft-break@2:8 text@3:1'd ' emphasis@3:3(text@3:4'e')))"},
    {"> - å\n>   b *c*", "quote@1:1(list@1:3(item@1:3(paragraph@1:5(text@1:5'å' soft-break@1:5 text@2:5'b ' "
                         "emphasis@2:7(text@2:8'c')))))"},
    {"se https://x.se/a, b",
     "paragraph@1:1(text@1:1'se ' link@1:4<https://x.se/a>(text@1:4'https://x.se/a') text@1:18', b')"},
    /* cmark gives such an address the column 33 */
    {"[n](b) [m](c)\n[o](d) <https://x.se/>.\n*a*",
     "paragraph@1:1(link@1:1<b>(text@1:2'n') text@1:7' ' link@1:8<c>(text@1:9'm') soft-break@1:9 "
     "link@2:1<d>(text@2:2'o') text@2:7' ' link@2:8<https://x.se/>(text@2:9'https://x.se/') text@2:23'.' "
     "soft-break@2:23 emphasis@3:1(text@3:2'a'))"},
    {"a ~~å~~ b", "paragraph@1:1(text@1:1'a ' strike@1:3(text@1:5'å') text@1:8' b')"},
    {"- [x] a *b*", "list@1:1(item@1:1(paragraph@1:3(text@1:7'a ' emphasis@1:9(text@1:10'b'))))"},
    {"a [b *c*](lang:en) d", "paragraph@1:1(text@1:1'a ' phrase@1:3{en}(text@1:4'b ' emphasis@1:6(text@1:7'c')) "
                             "text@1:19' d')"},
    {"| [å][e] |\n|--|\n\n[e]: lang:en-GB", "table@1:1(row@1:1(cell@1:3(phrase@1:3{en-GB}(text@1:4'å'))))"},
    {"![a](b \"c\")", "figure@1:1'a'<b>"},
    {"x ![a *b*](c)", "paragraph@1:1(text@1:1'x ' picture@1:3'a b'<c>)"},
    {"x | å *y*\n--|--\n1 | \\| *z*",
     "table@1:1(row@1:1(cell@1:1(text@1:1'x') cell@1:5(text@1:5'å ' emphasis@1:7(text@1:8'y'))) "
     "row@3:1(cell@3:1(text@3:1'1') cell@3:5(text@3:5'| ' emphasis@3:8(text@3:9'z'))))"},
    {"före *a*\n| b |\n|---|\n\nefter",
     "paragraph@1:1(text@1:1'före ' emphasis@1:6(text@1:7'a')) table@2:1(row@2:1(cell@2:3(text@2:3'b'))) "
     "paragraph@5:1(text@5:1'efter')"},
    {"> | a |\n> |---|\n> | *b* |",
     "quote@1:1(table@1:3(row@1:3(cell@1:5(text@1:5'a')) row@3:3(cell@3:5(emphasis@3:5(text@3:6'b')))))"},
    /* bodies of blocks */
    {"```fact  Om *x*\nå *b*\n```", "block@1:1=Om *x*@1:10(paragraph@2:1(text@2:1'å ' emphasis@2:3(text@2:4'b')))"},
    {"- ```fact Å\n  *b*\n\n    c\n  ```",
     "list@1:1(item@1:1(block@1:3=Å@1:11(paragraph@2:3(emphasis@2:3(text@2:4'b')) paragraph@4:5(text@4:5'c'))))"},
    {"> ```` quote Vem\n> a\n>\n> ```fact\n> *b*\n> ```\n> ````",
     "quote@1:1(block@1:3=Vem@1:14(paragraph@2:3(text@2:3'a') block@4:3(paragraph@5:3(emphasis@5:3(text@5:4'b')))))"},
    {"```text\na\\\"b\n```\n\n    ```\n    c\n", "code-block@1:1'a\\\"b\n' code-block@5:5'```\nc\n'"},
};

static void test_places(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        struct parsed parsed;
        parse(&parsed, places[i].source);
        assert_string_equal(tree(&parsed), places[i].expected);
        assert_string_equal(messages(&parsed), "");
        arena_release(&parsed.arena);
    }
}

static const struct test_case faults[] = {
    {"```fakt\n```", "1:4 error: unknown block 'fakt' (did you mean 'fact'?)\n"},
    {"```python\n```",
     "1:4 error: unknown block 'python' (the blocks are fact, quote, films; for plain text write 'text')\n"},
    {"text\n\n~~~fact a\nx",
     "3:1 error: the block is never closed (end it with a line of '~~~', indented like its first line)\n"},
    {"- ```fact\n  x\nute",
     "1:3 error: the block is never closed (end it with a line of '```', indented like its first line)\n"},
    {"```\nx\n``",
     "1:1 error: the block is never closed (end it with a line of '```', indented like its first line)\n"},
    {"å <b>x</b>\n\n<div>\nx\n</div>",
     "1:3 warning: HTML is left out (write it in Markdown; for a less-than sign write '\\<')\n"
     "3:1 warning: HTML is left out (write it in Markdown; for a less-than sign write '\\<')\n"},
    {"<!-- a --> <!-- b -->\n\nx <!-- c --> y\n", ""},
    {"x\n\n<!-- a -->\ny", ""},
    {"x\n\n<!-- a --> y",
     "3:1 warning: the text after a comment is left out (put it on a line of its own, below an empty line)\n"},
    {"x\n\n<!-- a\n\ny", "3:1 error: the comment '<!--' is never closed (end it with '-->')\n"},
    {"x [a](javascript:b)",
     "1:3 error: an address that begins with 'javascript:' is not allowed (use an address that begins "
     "with 'https://' or 'mailto:', or a file of the site)\n"},
    {"![a](DATA:b)", "1:1 error: an address that begins with 'data:' is not allowed (use an address that begins with "
                     "'https://' or 'mailto:', or a file of the site)\n"},
    {"[a](java&#9;script:b) <vbscript:x>", "1:1 error: an address that begins with 'javascript:' is not allowed (use "
                                           "an address that begins with 'https://' or "
                                           "'mailto:', or a file of the site)\n1:23 error: an address that begins with "
                                           "'vbscript:' is not allowed (use an address "
                                           "that begins with 'https://' or 'mailto:', or a file of the site)\n"},
    {"[a](file:///C:/x.doc)",
     "1:1 error: an address that begins with 'file:' is not allowed (readers cannot open files of your "
     "computer: put the file beside the text and name it relative to the text)\n"},
    {"a | b\n--|--|--",
     "1:1 warning: not a table: this line has 2 cells, the line of dashes below it 3 (write as many '---' "
     "as there are columns)\n"},
    {"a | b\n--|--\n1 | 2 | å",
     "3:9 warning: the row has 3 cells, the head 2: the rest is left out (for a '|' inside a cell "
     "write '\\|')\n"},
    {"Se [a](lang:english) och\n[b](lang:)",
     "1:4 error: 'lang:english' names no language (write two letters after the colon, such as 'lang:en', or a country "
     "too: 'lang:en-GB')\n2:1 error: 'lang:' names no language (write two letters after the colon, such as 'lang:en', "
     "or a country too: 'lang:en-GB')\n"},
    {"> ```fact\n> <i>x</i>\n> ```",
     "2:3 warning: HTML is left out (write it in Markdown; for a less-than sign write '\\<')\n"},
};

static void test_faults(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
        struct parsed parsed;
        parse(&parsed, faults[i].source);
        assert_string_equal(messages(&parsed), faults[i].expected);
        arena_release(&parsed.arena);
    }
    struct parsed parsed;
    struct markup_options none = {.language = TEXT("sv")};
    parse_with(&parsed, TEXT("```fact\n```"), &none);
    assert_string_equal(messages(&parsed),
                        "1:4 error: unknown block 'fact' (no blocks can be used here; for plain text write 'text')\n");
    arena_release(&parsed.arena);
}

static void test_languages(void **state)
{
    (void)state;
    static const char *const good[] = {"en", "fi", "en-GB", "zh-CN"};
    static const char *const bad[] = {"", "e", "EN", "en-", "en-G", "en-gb", "en_GB", "en-GBR", "e\xC3\xA5", "en/GB"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        struct parsed parsed;
        struct arena arena = {0};
        parse_with(&parsed, text_format(&arena, "[a](Lang:%s)", good[i]), &test_options);
        assert_string_equal(messages(&parsed), "");
        assert_int_equal(parsed.document->first->first->kind, MARKUP_PHRASE);
        arena_release(&arena);
        arena_release(&parsed.arena);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct parsed parsed;
        struct arena arena = {0};
        parse_with(&parsed, text_format(&arena, "[a](lang:%s)", bad[i]), &test_options);
        assert_int_equal(parsed.diagnostics.list.count, 1);
        assert_string_equal(tree(&parsed), "paragraph@1:1(text@1:2'a')");
        arena_release(&arena);
        arena_release(&parsed.arena);
    }
}

/* What is dropped, and what stays. */
static void test_dangerous(void **state)
{
    (void)state;
    struct parsed parsed;
    parse(&parsed, "[a *b*](javascript:x) ![c](data:y)\nx <!-- hej --> <b>fet</b>");
    assert_string_equal(tree(&parsed), "paragraph@1:1(text@1:2'a ' emphasis@1:4(text@1:5'b') text@1:22' ' text@1:23'c' "
                                       "soft-break@1:23 text@2:1'x ' text@2:15' ' text@2:19'fet')");
    arena_release(&parsed.arena);
}

static void test_data(void **state)
{
    (void)state;
    struct parsed parsed;
    parse(&parsed, "- ```films Att se\n  - title: Å\n    note: x\n  ```\n\n```films\n```\n\n```films\n- [\n```");
    const struct markup_node *block = parsed.document->first->first->first;
    assert_int_equal(block->kind, MARKUP_BLOCK);
    assert_string_equal(block->block->name, "films");
    assert_int_equal(block->data->kind, YAML_LIST);
    const struct yaml_node *note = yaml_get(block->data->items.items[0], "note");
    assert_int_equal(note->place.line, 3);
    assert_int_equal(note->place.column, 11);
    const struct markup_node *empty = parsed.document->first->next, *broken = empty->next;
    assert_int_equal(empty->data->kind, YAML_MAP);
    assert_int_equal(empty->data->entries.count, 0);
    assert_int_equal(broken->data->kind, YAML_MAP);
    assert_int_equal(parsed.diagnostics.list.items[0]->place.line, 10);
    arena_release(&parsed.arena);
}

static void test_lists(void **state)
{
    (void)state;
    struct parsed parsed;
    parse(&parsed, "3. a\n4. b\n\n- [ ] c\n- [x] d\n- [X] *e*\n- \\[x] f\n- [x]\n- [y] g\n\n* h\n\n* i");
    const struct markup_node *ordered = parsed.document->first, *tasks = ordered->next, *loose = tasks->next;
    assert_true(ordered->is_ordered && ordered->is_tight && ordered->start == 3);
    static const enum markup_task expected[] = {TASK_OPEN, TASK_DONE, TASK_DONE, TASK_NONE, TASK_NONE, TASK_NONE};
    const struct markup_node *item = tasks->first;
    for (size_t i = 0; i < 6; i++, item = item->next)
        assert_int_equal(item->task, expected[i]);
    assert_true(!loose->is_ordered && !loose->is_tight);
    arena_release(&parsed.arena);
}

static void test_ids(void **state)
{
    (void)state;
    struct parsed parsed;
    parse(&parsed, "# A\n\n# A-2\n\n# *A*\n\n````fact\n# A\n````\n\n# !\n\n# A");
    struct buffer ids = {.arena = &parsed.arena};
    for (const struct markup_node *n = parsed.document; n; n = markup_next(parsed.document, n)) {
        if (n->kind == MARKUP_HEADING)
            buffer_format(&ids, "%.*s ", TEXT_ARGUMENTS(n->id));
    }
    assert_string_equal(text_string(&parsed.arena, buffer_text(&ids)), "a a-2 a-3 a-4 avsnitt a-5 ");
    arena_release(&parsed.arena);
}

static void test_identifier(void **state)
{
    (void)state;
    static const struct test_case cases[] = {
        {"Så går det: Ärenden & Önskemål!", "sa-gar-det-arenden-onskemal"},
        {"Ω ✓", "avsnitt"},
        {"", "avsnitt"},
    };
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct text id = markup_identifier(&arena, text_from(cases[i].source));
        assert_string_equal(text_string(&arena, id), cases[i].expected);
    }
    arena_release(&arena);
}

static void test_passages(void **state)
{
    (void)state;
    struct parsed parsed = {.source = {TEXT("a.yml"), TEXT("")}};
    parsed.diagnostics.arena = &parsed.arena;
    /* a YAML block scalar: from line 4, indented by 2 */
    parsed.passage =
        (struct passage){.text = TEXT("a *b*\n\n```fact\n*c*\n```\n"), .start = {&parsed.source, 4, 3}, .indent = 2};
    parsed.document = markup_parse(&parsed.arena, &parsed.passage, &test_options, &parsed.diagnostics);
    assert_string_equal(tree(&parsed), "paragraph@4:3(text@4:3'a ' emphasis@4:5(text@4:6'b')) "
                                       "block@6:3(paragraph@7:3(emphasis@7:3(text@7:4'c')))");
    parsed.passage.is_folded = true;
    parsed.document = markup_parse(&parsed.arena, &parsed.passage, &test_options, &parsed.diagnostics);
    assert_string_equal(tree(&parsed), "paragraph@4:3(text@4:3'a ' emphasis@4:3(text@4:3'b')) "
                                       "block@4:3(paragraph@4:3(emphasis@4:3(text@4:3'c')))");
    arena_release(&parsed.arena);
}

static void test_plain(void **state)
{
    (void)state;
    struct parsed parsed;
    parse(&parsed, "# Hej *du*\n\nrad\nett `två` [l](u)\n\n- a\n- b\n\n![alt](x)");
    assert_string_equal(text_string(&parsed.arena, markup_plain(&parsed.arena, parsed.document)),
                        "Hej du rad ett två l a b alt");
    assert_false(markup_is_empty(parsed.document));
    arena_release(&parsed.arena);
    static const char *const empty[] = {"", " \n\n", "<!-- x -->", "[a]: b", "-", ">"};
    for (size_t i = 0; i < sizeof empty / sizeof empty[0]; i++) {
        parse(&parsed, empty[i]);
        assert_true(markup_is_empty(parsed.document));
        arena_release(&parsed.arena);
    }
    static const char *const full[] = {"a", "---", "![](x)", "```fact\n```", "- a"};
    for (size_t i = 0; i < sizeof full / sizeof full[0]; i++) {
        parse(&parsed, full[i]);
        assert_false(markup_is_empty(parsed.document));
        arena_release(&parsed.arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_places),    cmocka_unit_test(test_faults),     cmocka_unit_test(test_languages),
        cmocka_unit_test(test_dangerous), cmocka_unit_test(test_data),       cmocka_unit_test(test_lists),
        cmocka_unit_test(test_ids),       cmocka_unit_test(test_identifier), cmocka_unit_test(test_passages),
        cmocka_unit_test(test_plain),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
