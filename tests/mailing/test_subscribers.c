/* subscribers.h: what stands in a list comes out of CSV, and of the JSON in it, as it was. */
#include "../base/harness.h"

#include "mailing/subscribers.h"

#include <jansson.h>

static const char *const hostile = "Å \"å\", {{x}} \\ ; 'x' 🎉";

/* One row of three quoted cells, by RFC 4180. */
static struct text take_cell(struct arena *arena, struct text *rest)
{
    struct buffer cell = {.arena = arena};
    assert_int_equal(rest->bytes[0], '"');
    size_t at = 1;
    for (; rest->bytes[at] != '"' || rest->bytes[at + 1] == '"'; at++) {
        at += rest->bytes[at] == '"';
        buffer_add_byte(&cell, rest->bytes[at]);
    }
    *rest = text_slice(*rest, at + 2, rest->size);
    return text_copy(arena, buffer_text(&cell));
}

static void writes_what_stands_in_the_list(void **state)
{
    (void)state;
    struct arena arena = {0};
    participant_list list = {0};
    struct participant full = {
        .mailbox = {text_from(hostile), TEXT("bo@example.org")},
        .organisation = text_from(hostile),
        .team = TEXT("a\nb\t\x01"),
        .role = TEXT("coach"),
        .language = TEXT("sv"),
    };
    struct participant bare = {.mailbox = {{0}, TEXT("eva@example.org")}};
    ARRAY_PUSH(&arena, &list, full);
    ARRAY_PUSH(&arena, &list, bare);
    struct text csv = subscribers_csv(&arena, &list), rest = csv, line;
    assert_true(text_next_line(&rest, &line));
    assert_text(line, "email,name,attributes");
    assert_text(take_cell(&arena, &rest), "bo@example.org");
    assert_text(take_cell(&arena, &rest), hostile);
    struct text json = take_cell(&arena, &rest);
    json_t *object = json_loadb(json.bytes, json.size, 0, NULL);
    assert_non_null(object);
    assert_int_equal(json_object_size(object), 4);
    assert_string_equal(json_string_value(json_object_get(object, "organisation")), hostile);
    assert_string_equal(json_string_value(json_object_get(object, "team")), "a\nb\t\x01");
    assert_string_equal(json_string_value(json_object_get(object, "role")), "coach");
    assert_string_equal(json_string_value(json_object_get(object, "language")), "sv");
    json_decref(object);
    assert_text(rest, "\n\"eva@example.org\",\"\",\"{}\"\r\n");
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(writes_what_stands_in_the_list)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
