#include "mailing/subscribers.h"

/* A cell in quotes; it cannot begin another row. */
static void add_cell(struct buffer *csv, struct text value)
{
    buffer_add_byte(csv, '"');
    for (size_t i = 0; i < value.size; i++) {
        if (value.bytes[i] == '"')
            buffer_add_byte(csv, '"');
        bool is_break = value.bytes[i] == '\n' || value.bytes[i] == '\r' || value.bytes[i] == '\0';
        buffer_add_byte(csv, is_break ? ' ' : value.bytes[i]);
    }
    buffer_add_byte(csv, '"');
}

static void add_json_string(struct buffer *json, struct text value)
{
    buffer_add_byte(json, '"');
    for (size_t position = 0; position < value.size;) {
        uint32_t character = utf8_next(value, &position);
        if (character == '"' || character == '\\')
            buffer_add_byte(json, '\\');
        if (character < 0x20)
            buffer_format(json, "\\u%04x", (unsigned)character);
        else
            buffer_add_character(json, character);
    }
    buffer_add_byte(json, '"');
}

static struct text attributes_of(struct arena *arena, const struct participant *participant)
{
    const struct {
        const char *name;
        struct text value;
    } attributes[] = {
        {"organisation", participant->organisation},
        {"team", participant->team},
        {"role", participant->role},
        {"language", participant->language},
    };
    struct buffer json = {.arena = arena};
    buffer_add_byte(&json, '{');
    for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++) {
        if (!attributes[i].value.size)
            continue;
        buffer_format(&json, "%s\"%s\": ", json.size > 1 ? ", " : "", attributes[i].name);
        add_json_string(&json, attributes[i].value);
    }
    buffer_add_byte(&json, '}');
    return buffer_text(&json);
}

struct text subscribers_csv(struct arena *arena, const participant_list *participants)
{
    struct buffer csv = {.arena = arena};
    buffer_add_string(&csv, "email,name,attributes\r\n");
    for (size_t i = 0; i < participants->count; i++) {
        const struct participant *participant = &participants->items[i];
        add_cell(&csv, participant->mailbox.email);
        buffer_add_byte(&csv, ',');
        add_cell(&csv, participant->mailbox.name);
        buffer_add_byte(&csv, ',');
        add_cell(&csv, attributes_of(arena, participant));
        buffer_add_string(&csv, "\r\n");
    }
    return buffer_text(&csv);
}
