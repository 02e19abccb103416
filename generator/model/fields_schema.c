/* The field tables as JSON Schema for editors, and as Markdown tables for people. */
#include "model/fields.h"

#include "base/translate.h"

#include <string.h>

/* Types that stand inside files. The profile's fields belong to the types that extend it. */
static const struct record_type *const part_types[] = {&sender_type,
                                                       &contact_type,
                                                       &link_type,
                                                       &film_type,
                                                       &box_type,
                                                       &figure_type,
                                                       &term_type,
                                                       &step_type,
                                                       &measure_type,
                                                       &goal_change_type,
                                                       &phase_type,
                                                       &measurement_type,
                                                       &driver_type,
                                                       &secondary_driver_type,
                                                       &idea_type,
                                                       &cycle_type,
                                                       &chart_type,
                                                       &bar_type,
                                                       &vote_type,
                                                       &programme_item_type,
                                                       &meeting_change_type,
                                                       &report_goal_type,
                                                       &accessibility_type,
                                                       &shortcoming_type,
                                                       &feedback_type,
                                                       &theme_type,
                                                       &palette_type,
                                                       &type_sizes_type,
                                                       &font_stacks_type,
                                                       &face_type,
                                                       NULL};

/* JSON Schema */

static void add_json(struct buffer *buffer, const char *string)
{
    buffer_add_byte(buffer, '"');
    for (const char *c = string; *c; c++) {
        if (*c == '"' || *c == '\\')
            buffer_format(buffer, "\\%c", *c);
        else if ((unsigned char)*c < 0x20)
            buffer_format(buffer, "\\u%04x", *c);
        else
            buffer_add_byte(buffer, *c);
    }
    buffer_add_byte(buffer, '"');
}

/* Names of types as part of an address. */
static void add_name(struct buffer *buffer, const struct record_type *type, const char *ending)
{
    for (const char *c = type->name; *c; c++)
        buffer_add_byte(buffer, *c == ' ' ? '-' : *c);
    buffer_add_string(buffer, ending);
}

/* Types whose file holds many of them, each below an id. */
static const char *plural_of(const struct record_type *type)
{
    return type == &person_type ? "people" : type == &team_type ? "teams" : NULL;
}

/* An editor's YAML reader makes a number of `since: 2020`; the generator takes it as a text. */
static const char *schema_of_kind(enum field_kind kind)
{
    switch (kind) {
    case FIELD_EMAIL:
        return "\"type\": \"string\", \"pattern\": \"^[^@\\\\s]+@[^@\\\\s]+\\\\.[^@\\\\s]+$\"";
    case FIELD_ADDRESS:
        return "\"type\": \"string\", \"pattern\": \"^https?://[^\\\\s]+$\"";
    case FIELD_DATE:
        return "\"type\": \"string\", \"pattern\": \"^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$\"";
    case FIELD_TIME:
        return "\"type\": [\"string\", \"number\"], \"pattern\": \"^([01]?[0-9]|2[0-3])[:.][0-5][0-9]$\"";
    case FIELD_NUMBER:
        return "\"type\": [\"number\", \"string\"], \"pattern\": \"^[-+\u2212]?[0-9][0-9 "
               "\u00A0\u202F]*([,.][0-9]+)?$\"";
    case FIELD_COUNT:
        return "\"type\": [\"integer\", \"string\"], \"minimum\": 0, \"maximum\": 1000000000, \"pattern\": "
               "\"^[0-9]+$\"";
    case FIELD_COLOUR:
        return "\"type\": \"string\", \"pattern\": \"^#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$\"";
    case FIELD_FLAG:
        return "\"enum\": [true, false, \"yes\", \"no\", \"ja\", \"nej\"]";
    default:
        return "\"type\": [\"string\", \"number\"]";
    }
}

static void add_value_schema(struct buffer *buffer, const struct field *field)
{
    switch (field->kind) {
    case FIELD_CHOICE:
        buffer_add_string(buffer, "\"enum\": [");
        for (size_t i = 0; field->choices[i]; i++) {
            buffer_add_string(buffer, i ? ", " : "");
            add_json(buffer, field->choices[i]);
        }
        buffer_add_byte(buffer, ']');
        break;
    case FIELD_REFERENCE:
        if (field->type == &meeting_type)
            buffer_add_string(buffer, "\"type\": \"string\", \"pattern\": \"^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$\"");
        else
            buffer_add_string(buffer, "\"type\": \"string\", \"pattern\": \"^[a-z0-9]([a-z0-9-]*[a-z0-9])?$\"");
        break;
    case FIELD_RECORD:
        buffer_add_string(buffer, "\"$ref\": \"#/$defs/");
        add_name(buffer, field->type, "\"");
        break;
    default:
        buffer_add_string(buffer, schema_of_kind(field->kind));
    }
}

static void add_property(struct buffer *buffer, const struct field *field)
{
    buffer_add_string(buffer, "        ");
    add_json(buffer, field->name);
    buffer_add_string(buffer, ": {\"description\": ");
    add_json(buffer, translate(field->help));
    buffer_add_string(buffer, ", ");
    if (field->is_list)
        buffer_format(buffer, "\"type\": \"array\", %s%s\"items\": {", field->is_required ? "\"minItems\": 1, " : "",
                      field->kind == FIELD_REFERENCE ? "\"uniqueItems\": true, " : "");
    add_value_schema(buffer, field);
    if (field->is_list)
        buffer_add_byte(buffer, '}');
    if (field->fallback && field->kind == FIELD_COUNT) {
        buffer_format(buffer, ", \"default\": %s", field->fallback);
    } else if (field->fallback) {
        buffer_add_string(buffer, ", \"default\": ");
        add_json(buffer, field->fallback);
    }
    buffer_add_byte(buffer, '}');
}

static void add_properties(struct buffer *buffer, const struct record_type *type)
{
    const char *between = "\n";
    for (const struct record_type *part = type; part; part = part->extends)
        for (size_t i = 0; i < part->count; i++) {
            buffer_add_string(buffer, between);
            add_property(buffer, &part->fields[i]);
            between = ",\n";
        }
}

static void add_required(struct buffer *buffer, const struct record_type *type)
{
    const char *between = "";
    buffer_add_string(buffer, "      \"required\": [");
    for (const struct record_type *part = type; part; part = part->extends)
        for (size_t i = 0; i < part->count; i++)
            if (part->fields[i].is_required) {
                buffer_add_string(buffer, between);
                add_json(buffer, part->fields[i].name);
                between = ", ";
            }
    buffer_add_string(buffer, "],\n");
}

static void add_definition(struct buffer *buffer, const struct record_type *type)
{
    buffer_add_string(buffer, "    \"");
    add_name(buffer, type, type->shorthand ? "-fields" : "");
    buffer_add_string(buffer, "\": {\n      \"type\": \"object\",\n      \"description\": ");
    add_json(buffer, translate(type->help));
    buffer_add_string(buffer, ",\n      \"additionalProperties\": false,\n");
    add_required(buffer, type);
    buffer_add_string(buffer, "      \"properties\": {");
    add_properties(buffer, type);
    buffer_add_string(buffer, "\n      }\n    }");
    if (!type->shorthand)
        return;
    buffer_add_string(buffer, ",\n    \"");
    add_name(buffer, type, "\": {\n      \"description\": ");
    add_json(buffer, translate(type->help));
    buffer_add_string(buffer, ",\n      \"anyOf\": [{\"type\": [\"string\", \"number\"]}, {\"$ref\": \"#/$defs/");
    add_name(buffer, type, "-fields\"}]\n    }");
}

static void add_plural(struct buffer *buffer, const struct record_type *type)
{
    buffer_format(buffer, ",\n    \"%s\": {\n      \"type\": \"object\",\n      \"description\": ", plural_of(type));
    add_json(buffer, translate(type->help));
    buffer_add_string(buffer, ",\n      \"propertyNames\": {\"pattern\": \"^[a-z0-9]([a-z0-9-]*[a-z0-9])?$\"},\n"
                              "      \"additionalProperties\": {\"$ref\": \"#/$defs/");
    add_name(buffer, type, "\"}\n    }");
}

void fields_write_json(struct buffer *buffer, const struct record_type *const *others)
{
    buffer_add_string(buffer, "{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n"
                              "  \"title\": \"Rundbrev\",\n  \"description\": ");
    add_json(buffer, _("The content files of a Rundbrev site. Point an editor to #/$defs/round for round.yml, and so "
                       "on."));
    buffer_add_string(buffer, ",\n  \"anyOf\": [");
    for (size_t i = 0; file_types[i]; i++)
        buffer_format(buffer, "%s\n    {\"$ref\": \"#/$defs/%s\"}", i ? "," : "",
                      plural_of(file_types[i]) ? plural_of(file_types[i]) : file_types[i]->name);
    for (size_t i = 0; others[i]; i++)
        buffer_format(buffer, ",\n    {\"$ref\": \"#/$defs/%s\"}", others[i]->name);
    buffer_add_string(buffer, "\n  ],\n  \"$defs\": {\n");
    for (size_t i = 0; file_types[i]; i++) {
        buffer_add_string(buffer, i ? ",\n" : "");
        add_definition(buffer, file_types[i]);
        if (plural_of(file_types[i]))
            add_plural(buffer, file_types[i]);
    }
    for (size_t i = 0; others[i]; i++) {
        buffer_add_string(buffer, ",\n");
        add_definition(buffer, others[i]);
    }
    for (size_t i = 0; part_types[i]; i++) {
        buffer_add_string(buffer, ",\n");
        add_definition(buffer, part_types[i]);
    }
    buffer_add_string(buffer, "\n  }\n}\n");
}

/* Tables for people */

static const char *words_of_kind(enum field_kind kind)
{
    switch (kind) {
    case FIELD_CODE:
        return _("text, as written");
    case FIELD_EMAIL:
        return _("e-mail address");
    case FIELD_ADDRESS:
        return _("address with https://");
    case FIELD_PROSE:
        return _("Markdown");
    case FIELD_DATE:
        return _("date, 2026-02-24 or 2026-02");
    case FIELD_TIME:
        return _("time, 13:00");
    case FIELD_NUMBER:
        return _("number");
    case FIELD_COUNT:
        return _("whole number");
    case FIELD_COLOUR:
        return _("colour, \"#00453B\"");
    case FIELD_FLAG:
        return _("yes or no");
    default:
        return _("text");
    }
}

static void add_cell(struct buffer *buffer, const char *words)
{
    for (const char *c = words; *c; c++) {
        if (*c == '|' || *c == '<' || *c == '>' || *c == '*')
            buffer_add_byte(buffer, '\\');
        buffer_add_byte(buffer, *c);
    }
}

static void add_kind(struct buffer *buffer, const struct field *field)
{
    buffer_add_string(buffer, field->is_list ? _("list: ") : "");
    if (field->kind == FIELD_CHOICE) {
        for (size_t i = 0; field->choices[i]; i++)
            buffer_format(buffer, "%s`%s`", i ? ", " : "", field->choices[i]);
    } else if (field->kind == FIELD_REFERENCE) {
        buffer_add_string(buffer, field->type == &person_type ? _("id of a person")
                                  : field->type == &team_type ? _("id of a team")
                                                              : _("id of a meeting"));
    } else if (field->kind == FIELD_RECORD) {
        buffer_format(buffer, "[%s](#", field->type->name);
        add_name(buffer, field->type, ")");
    } else {
        buffer_add_string(buffer, words_of_kind(field->kind));
    }
    if (field->fallback)
        buffer_format(buffer, _("; else `%s`"), field->fallback);
}

static void add_table(struct buffer *buffer, const struct record_type *type)
{
    buffer_format(buffer, "\n## %s\n\n", type->name);
    add_cell(buffer, translate(type->help));
    buffer_format(buffer, ".\n\n%s\n|---|---|---|---|\n", _("| Field | Written as | Needed | What it is |"));
    for (size_t i = 0; i < type->count; i++) {
        const struct field *field = &type->fields[i];
        buffer_format(buffer, "| `%s` | ", field->name);
        add_kind(buffer, field);
        buffer_format(buffer, " | %s | ", field->is_required ? _("yes") : "");
        add_cell(buffer, translate(field->help));
        buffer_add_string(buffer, " |\n");
    }
    if (type->extends)
        buffer_format(buffer, _("\nAnd the fields of the [%s](#%s).\n"), type->extends->name, type->extends->name);
}

static void add_blocks(struct buffer *buffer)
{
    size_t count;
    const struct markup_block *blocks = model_blocks(&count);
    buffer_format(buffer, "\n## %s\n\n%s\n\n", _("Blocks"),
                  _("In Markdown, between lines of three backticks; the first line names the block."));
    buffer_format(buffer, "%s\n|---|---|---|\n", _("| Block | Holds | What it is |"));
    for (size_t i = 0; i < count; i++) {
        buffer_format(buffer, "| `%s` | %s | ", blocks[i].name, blocks[i].body == BODY_DATA ? "YAML" : "Markdown");
        add_cell(buffer, translate(blocks[i].help));
        buffer_add_string(buffer, " |\n");
    }
}

static void add_languages(struct buffer *buffer)
{
    buffer_format(buffer, "\n## %s\n\n%s\n", _("Words in another language"),
                  _("In Markdown, written as a link whose address is `lang:` and the code of the language: "
                    "`[Breakthrough Series](lang:en)`. Readers see the words alone; a program that reads aloud knows "
                    "how to say them."));
}

void fields_write_reference(struct buffer *buffer, const struct record_type *const *others)
{
    buffer_add_string(buffer, _("# Content files\n"));
    for (size_t i = 0; file_types[i]; i++)
        add_table(buffer, file_types[i]);
    for (size_t i = 0; others[i]; i++)
        add_table(buffer, others[i]);
    add_table(buffer, &profile_type);
    for (size_t i = 0; part_types[i]; i++)
        add_table(buffer, part_types[i]);
    add_blocks(buffer);
    add_languages(buffer);
}
