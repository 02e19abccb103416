/* Values and the YAML that they are made of. */
#include "harness.h"

#include <stdio.h>

static void kinds_and_truth(void **state)
{
    (void)state;
    struct arena arena = {0};
    assert_false(value_is_true(value_nothing()));
    assert_false(value_is_true(value_flag(false)));
    assert_true(value_is_true(value_flag(true)));
    assert_false(value_is_true(value_string("")));
    assert_true(value_is_true(value_string("no")));
    assert_true(value_string(NULL).kind == VALUE_NOTHING);
    assert_false(value_is_true(value_markup(TEXT(""))));
    assert_true(value_is_true(value_markup(TEXT("<b>"))));
    struct value list = value_new_list(&arena), record = value_new_record(&arena);
    assert_false(value_is_true(list));
    assert_true(value_is_true(record));
    value_add(&arena, list, value_nothing());
    assert_true(value_is_true(list));
    arena_release(&arena);
}

static void check_records(size_t count)
{
    struct arena arena = {0};
    struct value record = value_new_record(&arena), found;
    for (size_t i = 0; i < count; i++)
        value_set_named(&arena, record, text_format(&arena, "name%zu", i), value_text(text_format(&arena, "%zu", i)));
    for (size_t i = 0; i < count; i++) {
        assert_true(value_get(record, text_format(&arena, "name%zu", i), &found));
        assert_true(text_equal(found.text, text_format(&arena, "%zu", i)));
    }
    assert_false(value_get(record, TEXT("name"), &found));
    assert_false(value_get(record, TEXT(""), &found));
    if (count) {
        value_set(&arena, record, "name0", value_nothing());
        assert_true(value_get(record, TEXT("name0"), &found));
        assert_true(found.kind == VALUE_NOTHING);
    }
    struct text *names;
    size_t name_count;
    value_names(record, &arena, &names, &name_count);
    assert_true(name_count == count);
    for (size_t i = 0; i < count; i++)
        assert_true(text_equal(names[i], text_format(&arena, "name%zu", i)));
    arena_release(&arena);
}

static void records_of_all_sizes(void **state)
{
    (void)state;
    for (size_t count = 0; count < 40; count++)
        check_records(count);
    check_records(1000);
}

static void names_of_others(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct text *names;
    size_t count = 7;
    struct value found;
    value_names(value_string("x"), &arena, &names, &count);
    assert_true(count == 0);
    assert_false(value_get(value_new_list(&arena), TEXT("x"), &found));
    assert_false(value_get(value_nothing(), TEXT("x"), &found));
    arena_release(&arena);
}

struct point {
    const char *title;
};

static bool point_get(const void *object, void *context, struct text name, struct value *result)
{
    const struct point *point = object;
    if (text_is(name, "title"))
        *result = value_string(point->title);
    else if (text_is(name, "context"))
        *result = value_string(context);
    else
        return false;
    return true;
}

static void point_names(const void *object, void *context, struct arena *arena, struct text **names, size_t *count)
{
    (void)object;
    (void)context;
    *names = arena_allocate(arena, 2 * sizeof **names);
    (*names)[0] = TEXT("title");
    (*names)[1] = TEXT("context");
    *count = 2;
}

static void objects(void **state)
{
    (void)state;
    static const struct value_class class = {point_get, point_names};
    struct point point = {"Start"};
    char context[] = "here";
    struct page page;
    page_open(&page);
    page_add(&page, "page", TEXT("{{title}} {{#.}}{{.context}}{{/.}}{{contxt}}{{.}}"));
    page_link(&page, false);
    page_render(&page, "page", value_object(&class, &point, context), false);
    assert_true(text_is(buffer_text(&page.buffer), "Start here"));
    assert_string_equal(
        page_messages(&page),
        "page:1:35: unknown name 'contxt' | did you mean 'context'?\n"
        "page:1:45: '.' is a record and cannot be printed | open it with {{#.}} and print what is in it\n");
    page_close(&page);
}

/* A value as letters: n, true, false, "text", [list], {record}. */
static void describe(struct buffer *buffer, struct arena *arena, struct value value)
{
    struct text *names;
    size_t count;
    value_names(value, arena, &names, &count);
    if (value.kind == VALUE_NOTHING)
        buffer_add_byte(buffer, 'n');
    else if (value.kind == VALUE_FLAG)
        buffer_add_string(buffer, value.flag ? "true" : "false");
    else if (value.kind == VALUE_TEXT)
        buffer_format(buffer, "\"%.*s\"", TEXT_ARGUMENTS(value.text));
    else
        buffer_add_byte(buffer, value.kind == VALUE_LIST ? '[' : '{');
    for (size_t i = 0; value.kind == VALUE_LIST && i < value.list->values.count; i++)
        describe(buffer, arena, value.list->values.items[i]);
    for (size_t i = 0; i < count; i++) {
        struct value field;
        assert_true(value_get(value, names[i], &field));
        buffer_format(buffer, "%.*s:", TEXT_ARGUMENTS(names[i]));
        describe(buffer, arena, field);
    }
    if (value.kind == VALUE_LIST || value.kind == VALUE_RECORD)
        buffer_add_byte(buffer, value.kind == VALUE_LIST ? ']' : '}');
}

static void data_from_yaml(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"a: true\nb: yes\nc: false\nd: no", "{a:trueb:truec:falsed:false}"},
        {"a: 'true'\nb: \"no\"\nc: |\n  yes", "{a:\"true\"b:\"no\"c:\"yes\n\"}"},
        {"a:\nb: ~\nc: null\nd: ''\ne: 'null'", "{a:nb:nc:nd:\"\"e:\"null\"}"},
        {"a: 12:30\nb: 010\nc: True\nd: 1.20", "{a:\"12:30\"b:\"010\"c:\"True\"d:\"1.20\"}"},
        {"- x\n- [1, 2]\n- {k: v}", "[\"x\"[\"1\"\"2\"]{k:\"v\"}]"},
        {"", "{}"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct page page;
        page_open(&page);
        struct buffer buffer = {.arena = &page.arena};
        describe(&buffer, &page.arena, page_data(&page, cases[i][0]));
        assert_string_equal(text_string(&page.arena, buffer_text(&buffer)), cases[i][1]);
        assert_true(page.diagnostics.list.count == 0);
        page_close(&page);
    }
    struct arena arena = {0};
    assert_true(data_value(&arena, NULL).kind == VALUE_NOTHING);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kinds_and_truth), cmocka_unit_test(records_of_all_sizes), cmocka_unit_test(names_of_others),
        cmocka_unit_test(objects),         cmocka_unit_test(data_from_yaml),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
