/* The field tables, reading by them, and what is written from them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <jansson.h>

#include "model/fields_read.h"
#include "model/syntax.h"

static const struct record_type *const all_types[] = {&site_type,
                                                      &person_type,
                                                      &network_type,
                                                      &team_type,
                                                      &round_type,
                                                      &meeting_type,
                                                      &newsletter_type,
                                                      &report_type,
                                                      &page_type,
                                                      &contact_type,
                                                      &link_type,
                                                      &film_type,
                                                      &box_type,
                                                      &figure_type,
                                                      &term_type,
                                                      &step_type,
                                                      &measure_type,
                                                      &measurement_type,
                                                      &phase_type,
                                                      &goal_change_type,
                                                      &chart_type,
                                                      &bar_type,
                                                      &vote_type,
                                                      &idea_type,
                                                      &secondary_driver_type,
                                                      &driver_type,
                                                      &cycle_type,
                                                      &programme_item_type,
                                                      &report_goal_type,
                                                      &sender_type,
                                                      &profile_type,
                                                      &accessibility_type,
                                                      &shortcoming_type,
                                                      &feedback_type};

enum { ALL_TYPES = sizeof all_types / sizeof *all_types };

/* What is read lives as long as the reader. */
struct reader {
    struct arena arena;
    struct diagnostics diagnostics;
    struct reading reading;
};

static void reader_open(struct reader *reader)
{
    *reader = (struct reader){0};
    reader->diagnostics.arena = &reader->arena;
    reader->reading =
        (struct reading){.arena = &reader->arena, .diagnostics = &reader->diagnostics, .context.language = TEXT("sv")};
}

static bool reader_read(struct reader *reader, const struct record_type *type, const char *yaml, void *object)
{
    struct source *source = ARENA_NEW(&reader->arena, struct source);
    *source = (struct source){.path = TEXT("x.yml"), .bytes = text_from(yaml)};
    struct passage passage = {.text = source->bytes, .start = {source, 1, 1}};
    const struct yaml_node *node = yaml_parse(&reader->arena, &passage, &reader->diagnostics);
    assert_non_null(node);
    return fields_read(&reader->reading, type, node, object);
}

static void assert_text(struct text text, const char *expected)
{
    struct arena arena = {0};
    assert_string_equal(text_string(&arena, text), expected);
    arena_release(&arena);
}

static void check_field(const struct record_type *type, const struct field *field)
{
    size_t offset;
    assert_ptr_equal(field_find(type, text_from(field->name), &offset), field);
    assert_int_equal(offset, 0);
    assert_true(field->offset < type->size);
    assert_true(field->help && field->help[0] && !strchr(field->help, '\n'));
    assert_true((field->kind == FIELD_CHOICE) == (field->choices != NULL));
    assert_true((field->kind == FIELD_REFERENCE || field->kind == FIELD_RECORD) == (field->type != NULL));
    assert_false(field->is_required && field->fallback);
}

static void tables_are_sound(void **state)
{
    (void)state;
    struct arena arena = {0};
    size_t offset;
    for (size_t i = 0; i < ALL_TYPES; i++) {
        const struct record_type *type = all_types[i];
        assert_string_equal(type->the, text_format(&arena, "the %s", type->name).bytes);
        assert_non_null(type->help);
        for (size_t j = 0; j < type->count; j++) {
            check_field(type, &type->fields[j]);
            if (type->extends)
                assert_null(field_find(type->extends, text_from(type->fields[j].name), &offset));
        }
        if (type->shorthand)
            assert_non_null(field_find(type, text_from(type->shorthand), &offset));
    }
    arena_release(&arena);
}

static void fields_are_found_in_the_extended_type(void **state)
{
    (void)state;
    size_t offset;
    const struct field *field = field_find(&round_type, TEXT("coaches"), &offset);
    assert_non_null(field);
    assert_int_equal(offset, offsetof(struct round, profile));
    assert_int_equal(field->offset, offsetof(struct profile, coaches));
    assert_null(field_find(&round_type, TEXT("coach"), &offset));
}

static void a_meeting_is_read(void **state)
{
    (void)state;
    struct reader reader;
    struct meeting meeting = {0};
    reader_open(&reader);
    assert_true(
        reader_read(&reader, &meeting_type,
                    "title: Den \"första\" -- tr\u00e4ffen\nnumber: 3\nkind: follow-up\nstart: 13:00\nend: \"15.30\"\n"
                    "place: >\n  Tr\u00e4salen,\n  J\u00f6nk\u00f6ping\n"
                    "speakers:\n  - ida\n  - person: per\n    role: coach\nteams: [a, b]\n"
                    "prepare: |\n  Vad *vill* ni?\nlead:\n"
                    "programme:\n  - time: 13.00-13.30\n    title: Start\n",
                    &meeting));
    assert_text(meeting.title, "Den \u201df\u00f6rsta\u201d \u2013 tr\u00e4ffen");
    assert_text(meeting.location, "Tr\u00e4salen, J\u00f6nk\u00f6ping");
    assert_true(meeting.number == 3);
    assert_text(meeting.kind, "follow-up");
    assert_text(meeting.status, "planned");
    assert_int_equal(meeting.start.hour, 13);
    assert_int_equal(meeting.end.minute, 30);
    assert_int_equal(meeting.speakers.count, 2);
    assert_text(meeting.speakers.items[0].person.name, "ida");
    assert_text(meeting.speakers.items[1].role, "coach");
    assert_int_equal(meeting.teams.count, 2);
    assert_text(meeting.programme.items[0].time, "13.00\u201313.30");
    assert_non_null(meeting.prepare.tree);
    assert_int_equal(meeting.lead.size, 0);
    assert_int_equal(reader.reading.references.count, 4);
    assert_ptr_equal(reader.reading.references.items[1].reference, &meeting.speakers.items[1].person);
    assert_int_equal(reader.reading.proses.count, 1);
    arena_release(&reader.arena);
}

static void values_keep_their_form(void **state)
{
    (void)state;
    struct reader reader;
    struct person person = {0}, hidden = {0};
    struct measure measure = {0}, other = {0};
    struct page page = {0}, second = {0};
    reader_open(&reader);
    assert_true(reader_read(&reader, &person_type, "name: Ida\nphone: 070-1740 605\nemail: ida@b\u00e5t.example.org\n",
                            &person));
    assert_text(person.phone, "070-1740 605");
    assert_text(person.email, "ida@b\u00e5t.example.org");
    assert_true(person.publish);
    assert_true(reader_read(&reader, &person_type, "name: Ida\npublish: nej\n", &hidden));
    assert_false(hidden.publish);
    assert_true(reader_read(&reader, &measure_type, "title: A\ngoal: 0\nseries: m/a-1-2.csv\n", &measure));
    assert_true(measure.has_goal && measure.goal == 0);
    assert_text(measure.series, "m/a-1-2.csv");
    assert_true(reader_read(&reader, &measure_type, "title: A\ngoal:\nseries: a.csv\n", &other));
    assert_false(other.has_goal);
    assert_true(reader_read(&reader, &page_type, "title: Om\nmenu: Ja\norder: 2\n", &page));
    assert_true(page.menu && page.order == 2);
    assert_true(reader_read(&reader, &page_type, "title: Om\nmenu: no\n", &second));
    assert_true(!second.menu && second.order == 1000);
    arena_release(&reader.arena);
}

static void captions_are_known_or_not(void **state)
{
    (void)state;
    static const struct {
        const char *line;
        bool captions, is_known;
    } cases[] = {{"captions: yes", true, true},
                 {"captions: nej", false, true},
                 {"captions:", false, false},
                 {"note: en film", false, false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct reader reader;
        struct film film = {0};
        reader_open(&reader);
        struct text yaml = text_format(&reader.arena, "title: A\naddress: https://example.org\n%s\n", cases[i].line);
        assert_true(reader_read(&reader, &film_type, text_string(&reader.arena, yaml), &film));
        assert_int_equal(film.captions, cases[i].captions);
        assert_int_equal(film.is_captions_known, cases[i].is_known);
        arena_release(&reader.arena);
    }
}

static void an_empty_list_is_not_an_absent_one(void **state)
{
    (void)state;
    struct reader reader;
    struct network network = {0};
    reader_open(&reader);
    assert_true(reader_read(&reader, &network_type, "title: Lek\nlinks: []\nboxes:\ngoal: \"\"\n", &network));
    assert_non_null(network.profile.links.items);
    assert_int_equal(network.profile.links.count, 0);
    assert_null(network.profile.boxes.items);
    assert_non_null(network.profile.goal.tree);
    assert_null(network.profile.purpose.tree);
    arena_release(&reader.arena);
}

static void mistakes_do_not_stop_the_reading(void **state)
{
    (void)state;
    struct reader reader;
    struct meeting meeting = {0};
    reader_open(&reader);
    assert_false(
        reader_read(&reader, &meeting_type, "start: nu\nkind: fest\nplac: H\u00e4r\nteams: a\ntitle: Ja\n", &meeting));
    assert_int_equal(reader.diagnostics.list.count, 4);
    assert_text(meeting.title, "Ja");
    assert_text(meeting.kind, "meeting");
    arena_release(&reader.arena);
}

static void email_addresses(void **state)
{
    (void)state;
    static const char *const good[] = {"a@example.org", "a.b+c@x.example.org", "\u00e5sa@bl\u00e5.example.org",
                                       "o'hara@example.org"};
    static const char *const bad[] = {"",
                                      "a",
                                      "@example.org",
                                      "a@",
                                      "a@example",
                                      "a@@example.org",
                                      "a b@example.org",
                                      "a@example.org\nBcc: b@example.org",
                                      "a@.example.org",
                                      "a@example.org.",
                                      "a..b@example.org",
                                      ".a@example.org",
                                      "<a@example.org>",
                                      "a@example.org,b@example.org",
                                      "a\u00a0b@example.org",
                                      "\u201da@example.org",
                                      "a@exa\u200bmple.org",
                                      "a\x01@example.org"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        assert_true(syntax_is_email(text_from(good[i])));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(syntax_is_email(text_from(bad[i])));
}

static void web_addresses(void **state)
{
    (void)state;
    static const char *const good[] = {"https://example.org", "http://example.org/a?b=c#d",
                                       "https://example.org/\u00e5"};
    static const char *const bad[] = {"",
                                      "https://",
                                      "example.org",
                                      "ftp://example.org",
                                      "https:///x",
                                      "https://a b",
                                      "javascript:alert(1)",
                                      "https://a\"b",
                                      "https://a<b",
                                      "HTTPS//x"};
    struct text scheme;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        assert_true(syntax_is_address(text_from(good[i])));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(syntax_is_address(text_from(bad[i])));
    assert_true(syntax_scheme(TEXT("mailto:a@example.org"), &scheme));
    assert_text(scheme, "mailto");
    assert_false(syntax_scheme(TEXT("../a:b.md"), &scheme));
    assert_false(syntax_scheme(TEXT("om.md"), &scheme));
}

static void percent_signs_are_decoded(void **state)
{
    (void)state;
    struct arena arena = {0};
    assert_text(syntax_percent_decode(&arena, TEXT("b%C3%A5t%20a.png")), "b\u00e5t a.png");
    assert_text(syntax_percent_decode(&arena, TEXT("100%.png%4")), "100%.png%4");
    assert_text(syntax_percent_decode(&arena, TEXT("a%00b")), "a%00b");
    arena_release(&arena);
}

/* Schema */

static void check_references(const json_t *root, const json_t *value)
{
    const char *key;
    size_t index;
    json_t *child;
    if (json_is_array(value))
        json_array_foreach(value, index, child) check_references(root, child);
    if (!json_is_object(value))
        return;
    const char *reference = json_string_value(json_object_get(value, "$ref"));
    if (reference) {
        assert_memory_equal(reference, "#/$defs/", 8);
        assert_non_null(json_object_get(json_object_get(root, "$defs"), reference + 8));
    }
    json_object_foreach((json_t *)value, key, child) check_references(root, child);
}

static void check_definition(const json_t *definitions, const struct record_type *type)
{
    char name[80];
    snprintf(name, sizeof name, "%s%s", type->name, type->shorthand ? "-fields" : "");
    if (strchr(name, ' '))
        *strchr(name, ' ') = '-';
    json_t *definition = json_object_get(definitions, name);
    size_t expected = type->count + (type->extends ? type->extends->count : 0), required = 0;
    assert_non_null(definition);
    assert_true(json_is_false(json_object_get(definition, "additionalProperties")));
    assert_int_equal(json_object_size(json_object_get(definition, "properties")), expected);
    for (size_t i = 0; i < type->count; i++) {
        json_t *property = json_object_get(json_object_get(definition, "properties"), type->fields[i].name);
        assert_string_equal(json_string_value(json_object_get(property, "description")), type->fields[i].help);
        required += type->fields[i].is_required;
    }
    assert_int_equal(json_array_size(json_object_get(definition, "required")), required);
}

static const struct record_type *const none[] = {NULL};

static void the_schema_holds_every_field(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct buffer first = {.arena = &arena}, second = {.arena = &arena};
    fields_write_json(&first, none);
    fields_write_json(&second, none);
    assert_true(text_equal(buffer_text(&first), buffer_text(&second)));
    json_error_t error;
    json_t *root = json_loadb(first.bytes, first.size, JSON_REJECT_DUPLICATES, &error);
    assert_non_null(root);
    assert_string_equal(json_string_value(json_object_get(root, "$schema")),
                        "https://json-schema.org/draft/2020-12/schema");
    for (size_t i = 0; i < ALL_TYPES; i++)
        if (all_types[i] != &profile_type)
            check_definition(json_object_get(root, "$defs"), all_types[i]);
    check_references(root, root);
    json_decref(root);
    arena_release(&arena);
}

static void the_reference_names_every_field(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct buffer buffer = {.arena = &arena};
    fields_write_reference(&buffer, none);
    struct text text = buffer_text(&buffer);
    for (size_t i = 0; i < ALL_TYPES; i++) {
        struct text heading = text_format(&arena, "\n## %s\n", all_types[i]->name);
        size_t at = text_find(text, heading, 0);
        assert_true(at < text.size);
        for (size_t j = 0; j < all_types[i]->count; j++) {
            at = text_find(text, text_format(&arena, "\n| `%s` | ", all_types[i]->fields[j].name), at);
            assert_true(at < text.size);
        }
    }
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tables_are_sound),
        cmocka_unit_test(fields_are_found_in_the_extended_type),
        cmocka_unit_test(a_meeting_is_read),
        cmocka_unit_test(values_keep_their_form),
        cmocka_unit_test(captions_are_known_or_not),
        cmocka_unit_test(an_empty_list_is_not_an_absent_one),
        cmocka_unit_test(mistakes_do_not_stop_the_reading),
        cmocka_unit_test(email_addresses),
        cmocka_unit_test(web_addresses),
        cmocka_unit_test(percent_signs_are_decoded),
        cmocka_unit_test(the_schema_holds_every_field),
        cmocka_unit_test(the_reference_names_every_field),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
