/* Reads YAML into structs as the field tables say, and tells what does not fit in plain words. */
#include "model/fields_read.h"
#include "model/blocks.h"
#include "model/checks.h"
#include "model/syntax.h"

#include "base/number.h"
#include "base/translate.h"
#include "read/source.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

static void *at(void *object, size_t offset)
{
    return (char *)object + offset;
}

static struct text shown(struct text text)
{
    return text_cut(text, 60);
}

/* One-line texts */

static bool is_text(struct reading *reading, const struct field *field, const struct yaml_node *node)
{
    if (node->kind == YAML_TEXT)
        return true;
    struct diagnostic *error;
    if (node->kind == YAML_LIST) {
        error = diagnostic_error(reading->diagnostics, node->place, "'%s' must be a text, not a list", field->name);
        if (field->kind == FIELD_PROSE)
            diagnostic_hint(reading->diagnostics, error,
                            "write '%s: |' and the text below it, indented; its lists are lists in Markdown",
                            field->name);
        else
            diagnostic_hint(reading->diagnostics, error, "write all of it after '%s:', without hyphens", field->name);
        return false;
    }
    error = diagnostic_error(reading->diagnostics, node->place, "'%s' must be a text, not fields", field->name);
    diagnostic_hint(reading->diagnostics, error, "put the whole text in quotes when it holds a colon");
    return false;
}

static bool read_line(struct reading *reading, const struct field *field, const struct yaml_node *node,
                      struct text *line)
{
    if (!is_text(reading, field, node))
        return false;
    *line = text_trim(yaml_text(node));
    if (syntax_find_control(*line) < line->size) {
        struct diagnostic *error =
            diagnostic_error(reading->diagnostics, node->place, "'%s' holds an invisible character", field->name);
        diagnostic_hint(reading->diagnostics, error, "write the text anew instead of pasting it");
        return false;
    }
    if (syntax_find_line_break(*line) < line->size) {
        struct diagnostic *error =
            diagnostic_error(reading->diagnostics, node->place, "'%s' must be one line", field->name);
        diagnostic_hint(reading->diagnostics, error, "remove the line breaks, or write '>' instead of '|' after '%s:'",
                        field->name);
        return false;
    }
    return true;
}

static bool read_email(struct reading *reading, const struct field *field, struct place place, struct text line)
{
    if (syntax_is_email(line))
        return true;
    struct diagnostic *error = diagnostic_error(reading->diagnostics, place, "'%s' is not an e-mail address: '%.*s'",
                                                field->name, TEXT_ARGUMENTS(shown(line)));
    diagnostic_hint(reading->diagnostics, error, "write one address alone, such as namn@example.org");
    return false;
}

static bool read_address(struct reading *reading, const struct field *field, struct place place, struct text line)
{
    if (syntax_is_address(line))
        return true;
    struct diagnostic *error =
        diagnostic_error(reading->diagnostics, place, "'%s' is not an address on the web: '%.*s'", field->name,
                         TEXT_ARGUMENTS(shown(line)));
    if (text_starts_with(line, "www."))
        diagnostic_hint(reading->diagnostics, error, "write 'https://%.*s'", TEXT_ARGUMENTS(shown(line)));
    else
        diagnostic_hint(reading->diagnostics, error, "write the whole address, from https:// and without spaces");
    return false;
}

static bool read_choice(struct reading *reading, const struct field *field, struct place place, struct text line)
{
    enum { MOST = 16 };
    struct text known[MOST];
    struct buffer names = {.arena = reading->arena};
    size_t count = 0;
    for (; count < MOST && field->choices[count]; count++) {
        known[count] = text_from(field->choices[count]);
        if (text_equal(known[count], line))
            return true;
        buffer_format(&names, "%s%s", count ? ", " : "", field->choices[count]);
    }
    struct diagnostic *error = diagnostic_error(reading->diagnostics, place, "'%s' cannot be '%.*s'", field->name,
                                                TEXT_ARGUMENTS(shown(line)));
    struct text nearest = text_nearest(line, known, count);
    if (!diagnostic_suggest(reading->diagnostics, error, nearest))
        diagnostic_hint(reading->diagnostics, error, "write one of these: %.*s", TEXT_ARGUMENTS(buffer_text(&names)));
    return false;
}

/* Values that are no texts */

static bool read_date(struct reading *reading, const struct field *field, struct place place, struct text line,
                      struct date *date)
{
    if (date_parse(line, date))
        return true;
    struct diagnostic *error = diagnostic_error(reading->diagnostics, place, "'%s' is not a date: '%.*s'", field->name,
                                                TEXT_ARGUMENTS(shown(line)));
    diagnostic_hint(reading->diagnostics, error,
                    "write year, month and day, such as 2026-02-24, or 2026-02 when the day is not known");
    return false;
}

static bool read_time(struct reading *reading, const struct field *field, struct place place, struct text line,
                      struct time_of_day *time)
{
    if (time_parse(line, time))
        return true;
    struct diagnostic *error = diagnostic_error(reading->diagnostics, place, "'%s' is not a time of day: '%.*s'",
                                                field->name, TEXT_ARGUMENTS(shown(line)));
    diagnostic_hint(reading->diagnostics, error, "write hours and minutes, such as 13:00");
    return false;
}

static bool read_number(struct reading *reading, const struct field *field, struct place place, struct text line,
                        double *number)
{
    struct diagnostic *error;
    if (!number_parse(line, number)) {
        error = diagnostic_error(reading->diagnostics, place, "'%s' is not a number: '%.*s'", field->name,
                                 TEXT_ARGUMENTS(shown(line)));
        diagnostic_hint(reading->diagnostics, error, "write digits alone, such as 12 or 2,5");
        return false;
    }
    if (field->kind == FIELD_COUNT && (*number < 0 || floor(*number) != *number || *number > 1e9)) {
        error = diagnostic_error(reading->diagnostics, place, "'%s' is not a whole number: '%.*s'", field->name,
                                 TEXT_ARGUMENTS(shown(line)));
        diagnostic_hint(reading->diagnostics, error, "write 0, 1, 2 or more");
        *number = 0;
        return false;
    }
    return true;
}

static bool read_flag(struct reading *reading, const struct field *field, struct place place, struct text line,
                      bool *flag)
{
    static const char *const words[] = {"no", "yes", "nej", "ja", "false", "true"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (text_equal_but_case(line, text_from(words[i]))) {
            *flag = i % 2 == 1;
            return true;
        }
    struct diagnostic *error = diagnostic_error(reading->diagnostics, place, "'%s' must be yes or no, not '%.*s'",
                                                field->name, TEXT_ARGUMENTS(shown(line)));
    diagnostic_hint(reading->diagnostics, error, "write 'yes' or 'no'");
    return false;
}

/* "#0a5" means "#00AA55". */
static bool read_colour(struct reading *reading, const struct field *field, struct place place, struct text line,
                        struct colour *colour)
{
    bool is_colour = (line.size == 4 || line.size == 7) && line.bytes[0] == '#';
    struct buffer code = {.arena = reading->arena};
    buffer_add_byte(&code, '#');
    for (size_t i = 1; i < line.size && is_colour; i++) {
        is_colour = isxdigit((unsigned char)line.bytes[i]);
        for (size_t times = line.size == 4 ? 2 : 1; times > 0; times--)
            buffer_add_byte(&code, (char)toupper((unsigned char)line.bytes[i]));
    }
    if (is_colour) {
        *colour = (struct colour){buffer_text(&code), place};
        return true;
    }
    struct diagnostic *error = diagnostic_error(reading->diagnostics, place, "'%s' is not a colour: '%.*s'",
                                                field->name, TEXT_ARGUMENTS(shown(line)));
    diagnostic_hint(reading->diagnostics, error,
                    "write # and six digits from 0 to 9 and A to F, in quotes: \"#00453B\"");
    return false;
}

static void read_reference(struct reading *reading, const struct field *field, struct place place, struct text line,
                           struct reference *reference)
{
    *reference = (struct reference){.name = line, .place = place};
    struct pending_reference pending = {reference, field->type, reading->context};
    ARRAY_PUSH(reading->arena, &reading->references, pending);
}

void fields_read_prose(struct reading *reading, const struct passage *passage, struct prose *prose)
{
    struct markup_options options = {.language = reading->context.language};
    if (!reading->is_in_block)
        options.blocks = model_blocks(&options.block_count);
    prose->passage = *passage;
    /* Those of a YAML text have been reported, and then there is no passage. */
    size_t from = reading->diagnostics->list.count;
    source_find_bad_characters(passage, reading->diagnostics);
    prose->tree = markup_parse(reading->arena, &prose->passage, &options, reading->diagnostics);
    diagnostics_attribute(reading->diagnostics, from, &checks[CHECK_MARKDOWN]);
    struct pending_prose pending = {prose, reading->context};
    ARRAY_PUSH(reading->arena, &reading->proses, pending);
    blocks_read(reading, prose->tree);
    diagnostics_attribute(reading->diagnostics, from, &checks[CHECK_FIELD]);
}

/* One value of any kind */

static void note_line(struct reading *reading, const struct field *field, const struct yaml_node *node,
                      struct text line)
{
    struct pending_line pending = {line, field, node->passage, reading->context};
    ARRAY_PUSH(reading->arena, &reading->lines, pending);
}

static bool read_of_line(struct reading *reading, const struct field *field, const struct yaml_node *node, void *value)
{
    struct text line;
    if (!read_line(reading, field, node, &line))
        return false;
    switch (field->kind) {
    case FIELD_DATE:
        return read_date(reading, field, node->place, line, value);
    case FIELD_TIME:
        return read_time(reading, field, node->place, line, value);
    case FIELD_NUMBER:
    case FIELD_COUNT:
        return read_number(reading, field, node->place, line, value);
    case FIELD_FLAG:
        return read_flag(reading, field, node->place, line, value);
    case FIELD_REFERENCE:
        read_reference(reading, field, node->place, line, value);
        return true;
    case FIELD_EMAIL:
        if (!read_email(reading, field, node->place, line))
            return false;
        break;
    case FIELD_ADDRESS:
        if (!read_address(reading, field, node->place, line))
            return false;
        break;
    case FIELD_CHOICE:
        if (!read_choice(reading, field, node->place, line))
            return false;
        break;
    case FIELD_COLOUR:
        return read_colour(reading, field, node->place, line, value);
    default:
        break;
    }
    if (field->kind == FIELD_TEXT)
        line = markup_typography(reading->arena, line, reading->context.language);
    if (field->kind == FIELD_TEXT || field->kind == FIELD_EMAIL || field->kind == FIELD_ADDRESS)
        note_line(reading, field, node, line);
    *(struct text *)value = line;
    return true;
}

static bool read_value(struct reading *reading, const struct field *field, const struct yaml_node *node, void *value)
{
    if (field->kind == FIELD_RECORD)
        return fields_read(reading, field->type, node, value);
    if (field->kind != FIELD_PROSE)
        return read_of_line(reading, field, node, value);
    if (!is_text(reading, field, node))
        return false;
    fields_read_prose(reading, &node->passage, value);
    return true;
}

/* Lists */

static bool is_list(struct reading *reading, const struct field *field, const struct yaml_node *node)
{
    if (node->kind == YAML_LIST)
        return true;
    struct diagnostic *error = diagnostic_error(reading->diagnostics, node->place, "'%s' must be a list", field->name);
    if (node->kind == YAML_TEXT &&
        syntax_find_line_break(text_trim(yaml_text(node))) == text_trim(yaml_text(node)).size)
        diagnostic_hint(reading->diagnostics, error, "write '- %.*s' on a line of its own below",
                        TEXT_ARGUMENTS(shown(text_trim(yaml_text(node)))));
    else
        diagnostic_hint(reading->diagnostics, error, "begin each entry with a hyphen on a line of its own: '- …'");
    return false;
}

/* The array is made once, so that pointers into it (references, texts) stay good. */
static bool read_list(struct reading *reading, const struct field *field, const struct yaml_node *node, void *list)
{
    if (!is_list(reading, field, node))
        return false;
    size_t size = field_item_size(field), room = node->items.count ? node->items.count : 1;
    struct array_header header = {arena_allocate(reading->arena, room * size), node->items.count, room};
    struct map seen = {.arena = reading->arena};
    bool is_good = true;
    for (size_t i = 0; i < node->items.count; i++) {
        struct yaml_node *item = node->items.items[i];
        if (yaml_is_nothing(item) || (item->kind == YAML_TEXT && text_is_blank(yaml_text(item)))) {
            struct diagnostic *error =
                diagnostic_error(reading->diagnostics, item->place, "an entry of '%s' is empty", field->name);
            diagnostic_hint(reading->diagnostics, error, "write something after the hyphen, or remove the line");
            is_good = false;
            continue;
        }
        is_good &= read_value(reading, field, item, at(header.items, i * size));
        if (field->kind != FIELD_REFERENCE || item->kind != YAML_TEXT)
            continue;
        struct yaml_node *first = map_set(&seen, text_trim(yaml_text(item)), item);
        if (first) {
            struct diagnostic *error =
                diagnostic_error(reading->diagnostics, item->place, "'%.*s' stands twice in '%s'",
                                 TEXT_ARGUMENTS(shown(yaml_text(item))), field->name);
            diagnostic_note(reading->diagnostics, error, first->place, "here for the first time");
            is_good = false;
        }
    }
    memcpy(list, &header, sizeof header);
    return is_good;
}

bool fields_read_list(struct reading *reading, const struct record_type *type, const char *name,
                      const struct yaml_node *node, void *list)
{
    struct field field = {.name = name, .kind = FIELD_RECORD, .is_list = true, .type = type};
    return read_list(reading, &field, node, list);
}

/* Records */

/* An absent value counts as not written; an empty text in quotes is written. */
static bool is_absent(const struct yaml_node *node)
{
    return !node || yaml_is_nothing(node);
}

static bool is_blank(const struct yaml_node *node)
{
    return (node->kind == YAML_TEXT && text_is_blank(yaml_text(node))) ||
           (node->kind == YAML_LIST && node->items.count == 0);
}

/* `ink: #0C2620` is an empty field to YAML, and a comment. */
static bool is_empty_colour(struct reading *reading, const struct field *field, const struct yaml_node *node)
{
    if (field->kind != FIELD_COLOUR || !node || !yaml_is_nothing(node))
        return false;
    struct diagnostic *error =
        diagnostic_error(reading->diagnostics, node->place, "the colour '%s' is empty", field->name);
    diagnostic_hint(reading->diagnostics, error,
                    "put the colour in quotes, for # without them begins a comment: \"#00453B\"");
    return true;
}

static bool read_field(struct reading *reading, const struct field *field, const struct yaml_node *node, void *owner)
{
    if (is_empty_colour(reading, field, node))
        return false;
    if (is_absent(node))
        return true;
    /* For a reader an empty text says the same as none; but an empty prose or list stops inheritance. */
    if (field->kind != FIELD_PROSE && node->kind == YAML_TEXT && is_blank(node))
        return true;
    if (field->is_list)
        return read_list(reading, field, node, at(owner, field->offset));
    bool is_good = read_value(reading, field, node, at(owner, field->offset));
    /* A record is there even when something in it is wrong, which has been reported. */
    if (field->presence && (is_good || field->kind == FIELD_RECORD))
        *(bool *)at(owner, field->presence) = true;
    return is_good;
}

static void use_fallback(const struct field *field, void *owner)
{
    if (!field->fallback)
        return;
    if (field->kind == FIELD_COUNT || field->kind == FIELD_NUMBER)
        number_parse(text_from(field->fallback), at(owner, field->offset));
    else if (field->kind == FIELD_FLAG)
        *(bool *)at(owner, field->offset) = text_is(text_from(field->fallback), "yes");
    else
        *(struct text *)at(owner, field->offset) = text_from(field->fallback);
}

/* The field that the author may have meant; empty when none is near. */
static struct text nearest_field(const struct record_type *type, struct text name)
{
    enum { MOST = 64 };
    struct text known[MOST];
    size_t count = 0;
    for (const struct record_type *part = type; part; part = part->extends)
        for (size_t i = 0; i < part->count && count < MOST; i++)
            known[count++] = text_from(part->fields[i].name);
    return text_nearest(name, known, count);
}

static void say_unknown(struct reading *reading, const struct record_type *type, const struct yaml_node *key)
{
    struct diagnostic *error = diagnostic_error(reading->diagnostics, key->place, "unknown field '%.*s' in %s",
                                                TEXT_ARGUMENTS(shown(yaml_text(key))), translate(type->the));
    struct text nearest = nearest_field(type, yaml_text(key));
    struct buffer names = {.arena = reading->arena};
    for (const struct record_type *part = type; part; part = part->extends)
        for (size_t i = 0; i < part->count; i++)
            buffer_format(&names, "%s%s", names.size ? ", " : "", part->fields[i].name);
    if (!diagnostic_suggest(reading->diagnostics, error, nearest))
        diagnostic_hint(reading->diagnostics, error, "the fields are %.*s", TEXT_ARGUMENTS(buffer_text(&names)));
}

/* A field written with a slip of the pen has been reported as unknown. */
static bool is_misspelt(const struct record_type *type, const struct field *field, const struct yaml_node *node)
{
    size_t owner_offset;
    for (size_t i = 0; i < node->entries.count; i++) {
        struct text key = yaml_text(node->entries.items[i].key);
        if (!field_find(type, key, &owner_offset) && text_is(nearest_field(type, key), field->name))
            return true;
    }
    return false;
}

static void say_missing(struct reading *reading, const struct record_type *type, const struct field *field,
                        const struct yaml_node *node)
{
    const struct yaml_node *value = yaml_get(node, field->name);
    struct diagnostic *error;
    if (value) {
        error = diagnostic_error(reading->diagnostics, value->place, "'%s' is empty", field->name);
        diagnostic_hint(reading->diagnostics, error, "write something after '%s:' (%s)", field->name,
                        translate(field->help));
    } else if (!is_misspelt(type, field, node)) {
        error = diagnostic_error(reading->diagnostics, node->place, "'%s' is missing in %s", field->name,
                                 translate(type->the));
        diagnostic_hint(reading->diagnostics, error, "add '%s: …' (%s)", field->name, translate(field->help));
    }
}

static void complete(struct reading *reading, const struct record_type *type, const struct yaml_node *node,
                     void *object)
{
    for (size_t i = 0; i < type->count; i++) {
        const struct field *field = &type->fields[i];
        const struct yaml_node *value = yaml_get(node, field->name);
        bool is_wrong_kind = value && value->kind == YAML_LIST && !field->is_list; /* reported */
        if (is_absent(value) || is_blank(value)) {
            use_fallback(field, object);
            if (field->is_required && !is_wrong_kind)
                say_missing(reading, type, field, node);
        }
    }
}

static void read_entries(struct reading *reading, const struct record_type *type, const struct yaml_node *node,
                         void *object)
{
    for (size_t i = 0; i < node->entries.count; i++) {
        const struct yaml_entry *entry = &node->entries.items[i];
        size_t owner_offset;
        const struct field *field = field_find(type, yaml_text(entry->key), &owner_offset);
        if (!field)
            say_unknown(reading, type, entry->key);
        else if (!read_field(reading, field, entry->value, at(object, owner_offset)) && !field->is_list)
            use_fallback(field, at(object, owner_offset));
    }
    complete(reading, type, node, object);
    if (type->extends)
        complete(reading, type->extends, node, at(object, type->extends_offset));
}

/* The first that is required, else the first. */
static const char *first_field(const struct record_type *type)
{
    for (size_t i = 0; i < type->count; i++)
        if (type->fields[i].is_required)
            return type->fields[i].name;
    return type->fields[0].name;
}

static void say_no_fields(struct reading *reading, const struct record_type *type, const struct yaml_node *node)
{
    const char *the = translate(type->the);
    struct diagnostic *error =
        node->kind == YAML_LIST
            ? diagnostic_error(reading->diagnostics, node->place, "%s must have fields, not a list", the)
            : diagnostic_error(reading->diagnostics, node->place, "%s must have fields, not a text", the);
    diagnostic_hint(reading->diagnostics, error, "write '%s: …' with a colon", first_field(type));
}

/* `- Plan: what shall happen?` in a list of texts is a map to YAML, and a text to its author. */
static bool is_text_with_colon(const struct record_type *type, const struct yaml_node *node)
{
    return type->shorthand && node->kind == YAML_MAP && node->entries.count == 1 &&
           !nearest_field(type, yaml_text(node->entries.items[0].key)).size;
}

static void say_text_with_colon(struct reading *reading, const struct yaml_node *node)
{
    struct diagnostic *error =
        diagnostic_error(reading->diagnostics, node->place, "a text with a colon in it must stand in quotes");
    diagnostic_hint(reading->diagnostics, error, "put one \" before the text and one after it");
}

bool fields_read(struct reading *reading, const struct record_type *type, const struct yaml_node *node, void *object)
{
    size_t before = reading->diagnostics->list.count, owner_offset;
    if (is_text_with_colon(type, node)) {
        say_text_with_colon(reading, node);
    } else if (node->kind == YAML_MAP) {
        read_entries(reading, type, node, object);
    } else if (node->kind == YAML_TEXT && type->shorthand) {
        const struct field *field = field_find(type, text_from(type->shorthand), &owner_offset);
        read_field(reading, field, node, at(object, owner_offset));
    } else {
        say_no_fields(reading, type, node);
        for (size_t i = 0; i < type->count; i++)
            use_fallback(&type->fields[i], object);
    }
    if (type == &contact_type)
        ARRAY_PUSH(reading->arena, &reading->contacts, object);
    if (type == &cycle_type) {
        struct pending_cycle pending = {object, node};
        ARRAY_PUSH(reading->arena, &reading->cycles, pending);
    }
    return reading->diagnostics->list.count == before;
}
