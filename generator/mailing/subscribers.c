#include "mailing/subscribers.h"

#include <jansson.h>

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
    json_t *object = json_object();
    for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++)
        if (attributes[i].value.size)
            json_object_set_new(object, attributes[i].name,
                                json_stringn_nocheck(attributes[i].value.bytes, attributes[i].value.size));
    char *written = json_dumps(object, JSON_PRESERVE_ORDER);
    struct text json = text_copy(arena, text_from(written));
    free(written);
    json_decref(object);
    return json;
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
