/* Good YAML: the tree, its places, its passages; the search for faults finds none; hostile input ends
 * soon. */
#include "try_yaml.h"

#include "read/source.h"
#include "read/yaml_search.h"

static void write_node(struct buffer *out, const struct yaml_node *node)
{
    struct text text = node->passage.text;
    buffer_format(out, "%u:%u", node->place.line, node->place.column);
    if (node->kind == YAML_TEXT) {
        buffer_format(out, "%s", node->passage.is_folded ? "~" : node->is_quoted ? "=" : "-");
        for (size_t i = 0; i < text.size; i++)
            buffer_add_byte(out, text.bytes[i] == '\n' ? '/' : text.bytes[i]);
    }
    for (size_t i = 0; i < node->items.count; i++) {
        buffer_add_string(out, i ? ", " : "[");
        write_node(out, node->items.items[i]);
    }
    for (size_t i = 0; i < node->entries.count; i++) {
        buffer_add_string(out, i ? ", " : "{");
        write_node(out, node->entries.items[i].key);
        buffer_add_string(out, " ");
        write_node(out, node->entries.items[i].value);
    }
    if (node->kind != YAML_TEXT)
        buffer_add_string(out, node->kind == YAML_LIST ? node->items.count ? "]" : "[]"
                               : node->entries.count   ? "}"
                                                       : "{}");
}

/* As "line:column" and then "-text", "=quoted", "~folded", [list] or {key value}; "/" is a line feed. */
static const struct tree {
    const char *yaml, *expected;
} trees[] = {
    {"", "1:1{}"},
    {"# only a comment\n\n", "1:1{}"},
    {"---\n", "1:1{}"},
    {"---\na: b\n...\n", "2:1{2:1-a 2:4-b}"},
    {"title: Hej\n", "1:1{1:1-title 1:8-Hej}"},
    {"title: Hej # varför\n", "1:1{1:1-title 1:8-Hej}"},
    {"title:\tHej\n", "1:1{1:1-title 1:8-Hej}"},
    {"a:\nb: ~\nc: null\n", "1:1{1:1-a 1:3-, 2:1-b 2:4-~, 3:1-c 3:4-null}"},
    {"å: vi sade ”hej” då\nb: c", "1:1{1:1-å 1:4-vi sade ”hej” då, 2:1-b 2:4-c}"},
    {"a: no\nb: 12:30\nc: 010\nd: 2020-03-03\n",
     "1:1{1:1-a 1:4-no, 2:1-b 2:4-12:30, 3:1-c 3:4-010, 4:1-d 4:4-2020-03-03}"},
    {"a: http://x.se/#y\nb: mailto:x@y.se\n", "1:1{1:1-a 1:4-http://x.se/#y, 2:1-b 2:4-mailto:x@y.se}"},
    {"- mailto:x@y.se\n- kl: 3\n- http://x\n", "1:1[1:3-mailto:x@y.se, 2:3{2:3-kl 2:7-3}, 3:3-http://x]"},
    {"a: -5\nb:\n  -5\n", "1:1{1:1-a 1:4--5, 2:1-b 3:3--5}"},
    {"a: 'it''s'\n\"b c\": \"x \\\"y\\\"\"\n", "1:1{1:1-a 1:5=it's, 2:2=b c 2:9=x \"y\"}"},
    {"a: ''\nb: \"\"\n", "1:1{1:1-a 1:5=, 2:1-b 2:5=}"},
    {"a: x\n  y\n\n  z\nb: \"x\n  y: z\"\n", "1:1{1:1-a 1:4~x y/z, 5:1-b 5:5~x y: z}"},
    {"t: |\n  Rad: ett\n    två\n\n  - tre\n", "1:1{1:1-t 2:3=Rad: ett/  två//- tre/}"},
    {"t: |\n\n   \n    ett\n", "1:1{1:1-t 2:5=//ett/}"},
    {"t: |2-\n    ett\n", "1:1{1:1-t 2:3=  ett}"},
    {"t: >\n  ett\n  två\n", "1:1{1:1-t 2:3~ett två/}"},
    {"t: | # kommentar\n  ett\n  \ttvå\n", "1:1{1:1-t 2:3=ett/\ttvå/}"},
    {"a: [b, \"c, ]\", {d: e}]\n", "1:1{1:1-a 1:4[1:5-b, 1:9=c, ], 1:16{1:17-d 1:20-e}]}"},
    {"a: [b,\n  c\n  ]\n", "1:1{1:1-a 1:4[1:5-b, 2:3-c]}"},
    {"a: []\nb: {}\n", "1:1{1:1-a 1:4[], 2:1-b 2:4{}}"},
    {"a:\n- b\n- c: d\n  e: f\n", "1:1{1:1-a 2:1[2:3-b, 3:3{3:3-c 3:6-d, 4:3-e 4:6-f}]}"},
    {"a:\n  - - b\n    - c\n  -\n    d: e\n", "1:1{1:1-a 2:3[2:5[2:7-b, 3:7-c], 5:5{5:5-d 5:8-e}]}"},
    {"- text: |\n    ett\n  b: c\n", "1:1[1:3{1:3-text 2:5=ett/, 3:3-b 3:6-c}]"},
    {"a: x\n# c\nb: y\n", "1:1{1:1-a 1:4-x, 3:1-b 3:4-y}"},
    {"  a: x\n  b: y\n", "1:3{1:3-a 1:6-x, 2:3-b 2:6-y}"},
    {"bara text\n", "1:1-bara text"},
    {"a: hej\u00a0du\n", "1:1{1:1-a 1:4-hej\u00a0du}"},
};

static void test_trees(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof trees / sizeof *trees; i++) {
        struct try try;
        parse(&try, text_from(trees[i].yaml));
        assert_string_equal(render(&try), "");
        assert_non_null(try.root);
        struct buffer out = {.arena = &try.arena};
        write_node(&out, try.root);
        assert_string_equal(text_string(&try.arena, buffer_text(&out)), trees[i].expected);
        /* Good YAML has no faults. */
        if (try.root->kind != YAML_TEXT)
            yaml_search_faults(&try.passage, &try.diagnostics);
        assert_string_equal(render(&try), "");
        arena_release(&try.arena);
    }
}

static struct place in_text(const struct yaml_node *root, const char *key, unsigned line, unsigned column)
{
    return passage_place(&yaml_get(root, key)->passage, line, column);
}

static void assert_place(struct place place, unsigned line, unsigned column)
{
    assert_int_equal(place.line, line);
    assert_int_equal(place.column, column);
}

/* A fault in Markdown of a YAML text is told at its place in the file. */
static void test_passages(void **state)
{
    (void)state;
    struct try try;
    parse(&try, TEXT("plain: hej du\nquoted: \"hej du\"\nliteral: |\n    ett\n    två\nfolded: >\n  ett\n  två\n"
                     "long: a\n  b\nempty:\n\n  |\n\n   x\n"));
    assert_place(in_text(try.root, "plain", 1, 1), 1, 8);
    assert_place(in_text(try.root, "plain", 1, 5), 1, 12);
    assert_place(in_text(try.root, "quoted", 1, 5), 2, 14);
    assert_place(in_text(try.root, "literal", 1, 1), 4, 5);
    assert_place(in_text(try.root, "literal", 2, 3), 5, 7);
    assert_place(in_text(try.root, "folded", 2, 3), 7, 3);
    assert_place(in_text(try.root, "long", 1, 3), 9, 7);
    assert_place(in_text(try.root, "empty", 2, 1), 15, 4);
    arena_release(&try.arena);
}

/* Front matter begins on line 2; the data of a block may be indented. */
static void test_inner_passages(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct diagnostics diagnostics = {.arena = &arena};
    struct source *source =
        source_from(&arena, TEXT("a.md"), TEXT("---\ntext: |\n  ett\n---\nBrödtext\n"), &diagnostics);
    struct passage front_matter, body;
    assert_true(source_split(source, &front_matter, &body, &diagnostics));
    struct yaml_node *root = yaml_parse(&arena, &front_matter, &diagnostics);
    assert_place(in_text(root, "text", 1, 2), 3, 4);
    struct passage block = {.text = TEXT("a: b\nc: |\n  d\n"), .start = {source, 10, 3}, .indent = 2};
    root = yaml_parse(&arena, &block, &diagnostics);
    assert_place(yaml_get(root, "a")->place, 10, 6);
    assert_place(in_text(root, "c", 1, 1), 12, 5);
    block.is_folded = true;
    root = yaml_parse(&arena, &block, &diagnostics);
    assert_place(in_text(root, "c", 1, 1), 10, 3);
    assert_int_equal(diagnostics.list.count, 0);
    block.is_folded = false;
    block.text = TEXT("a: b\nc: d: e\n");
    assert_null(yaml_parse(&arena, &block, &diagnostics));
    assert_place(diagnostics.list.items[0]->place, 11, 7);
    arena_release(&arena);
}

static void test_access(void **state)
{
    (void)state;
    struct try try;
    parse(&try, TEXT("a: b\nc: [d]\nempty:\nquoted: ''\ntilde: ~\nnull: null\nword: 'null'\n"));
    assert_true(text_is(yaml_text(yaml_get(try.root, "a")), "b"));
    assert_null(yaml_get(try.root, "x"));
    assert_null(yaml_get(yaml_get(try.root, "c"), "a"));
    assert_int_equal(yaml_text(yaml_get(try.root, "c")).size, 0);
    assert_true(yaml_is_nothing(yaml_get(try.root, "empty")));
    assert_true(yaml_is_nothing(yaml_get(try.root, "tilde")));
    assert_true(yaml_is_nothing(yaml_get(try.root, "null")));
    assert_false(yaml_is_nothing(yaml_get(try.root, "quoted")));
    assert_false(yaml_is_nothing(yaml_get(try.root, "word")));
    assert_false(yaml_is_nothing(yaml_get(try.root, "c")));
    arena_release(&try.arena);
}

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static struct text repeat(struct arena *arena, const char *piece, size_t size)
{
    struct buffer buffer = {.arena = arena};
    while (buffer.size < size)
        buffer_add_string(&buffer, piece);
    return buffer_text(&buffer);
}

/* Each piece is repeated to `size` bytes after `start`. The times are far above what is measured (0.05 to
 * 1.5 s with sanitizers) and far below what a quadratic algorithm takes. */
static void test_hostile(void **state)
{
    enum { MEGABYTE = 1000 * 1000 };
    static const struct {
        const char *start, *piece;
        size_t size;
        const char *message; /* of the first entry; NULL for a good file */
    } inputs[] = {
        {"", "[", 4 * MEGABYTE, "more than 64 levels inside each other"},
        {"", "{", MEGABYTE, "a value cannot begin with '{' unless it is in quotes"},
        {"", "{a: ", MEGABYTE, "more than 64 levels inside each other"},
        {"", "- ", MEGABYTE, "more than 64 levels inside each other"},
        {"", "? ", MEGABYTE, "a name must be text"},
        {"", "[\n", MEGABYTE, "more than 64 levels inside each other"},
        {"a: ", "ord ", 10 * MEGABYTE, NULL},
        {"a: \"", "ord ", MEGABYTE, "the quote \" that begins here is never closed"},
        {"a: [", "b, ", MEGABYTE, "the bracket '[' that begins here is never closed"},
        {"a: [", "*b, ", MEGABYTE, "a value cannot begin with '*' unless it is in quotes"},
        {"a: [", "”b”, ", MEGABYTE, "the typographic quote ” cannot stand around a value"},
        {"", " ", MEGABYTE, NULL},
        {"a: |\n  ", "rad\n  ", MEGABYTE, NULL},
        {"a: |\n  ", "\n\t", MEGABYTE, "a tab at the beginning of the line"},
        {"x: @\n", "a: \"x\n", MEGABYTE, "a value cannot begin with '@' unless it is in quotes"},
        {"x: @\n", "a: '''\n", MEGABYTE, "a value cannot begin with '@' unless it is in quotes"},
        {"x: @\n", " [\n", MEGABYTE, "a value cannot begin with '@' unless it is in quotes"},
        {"x: @\n", "\ta\n", MEGABYTE, "a value cannot begin with '@' unless it is in quotes"},
        {"x: @\n", "- ", MEGABYTE, "a value cannot begin with '@' unless it is in quotes"},
        {"", "a: b\n", MEGABYTE, "'a' is given a second time"},
        {"", "\x01", MEGABYTE, "an invisible control character (U+0001)"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof inputs / sizeof *inputs; i++) {
        struct arena arena = {0};
        struct text bytes = repeat(&arena, inputs[i].piece, inputs[i].size);
        double start = seconds();
        struct try try;
        parse(&try, text_join(&arena, text_from(inputs[i].start), bytes));
        if (seconds() - start > 10)
            fail_msg("%s%s…: %.1f s", inputs[i].start, inputs[i].piece, seconds() - start);
        assert_true((try.root != NULL) == (inputs[i].message == NULL));
        if (inputs[i].message)
            assert_string_equal(text_string(&arena, try.diagnostics.list.items[0]->message), inputs[i].message);
        arena_release(&try.arena);
        arena_release(&arena);
    }
}

static void test_depth(void **state)
{
    (void)state;
    for (int levels = YAML_DEPTH_LIMIT; levels <= YAML_DEPTH_LIMIT + 1; levels++) {
        struct arena arena = {0};
        struct buffer buffer = {.arena = &arena};
        for (int i = 0; i < levels; i++)
            buffer_format(&buffer, "%*sa:%s", i, "", i + 1 < levels ? "\n" : " b\n");
        struct try try;
        parse(&try, buffer_text(&buffer));
        assert_string_equal(render(&try), levels == YAML_DEPTH_LIMIT
                                              ? ""
                                              : "65:65 more than 64 levels inside each other | put text that has many "
                                                "brackets or hyphens in quotes\n");
        arena_release(&try.arena);
        arena_release(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_trees),  cmocka_unit_test(test_passages), cmocka_unit_test(test_inner_passages),
        cmocka_unit_test(test_access), cmocka_unit_test(test_hostile),  cmocka_unit_test(test_depth),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
