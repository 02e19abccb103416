/* rundbrev schema: the content format, from the field tables. */
#include "commands/command.h"

#include "model/fields.h"

int command_schema(const struct options *options)
{
    struct arena arena = {0};
    struct buffer buffer = {.arena = &arena};
    if (options->is_json)
        fields_write_json(&buffer);
    else
        fields_write_reference(&buffer);
    int status = print(buffer_text(&buffer)) ? STATUS_FINE : STATUS_WORLD;
    arena_release(&arena);
    return status;
}
