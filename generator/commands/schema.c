/* rundbrev schema: the content format, from the field tables. */
#include "commands/command.h"

#include "mailing/settings.h"

int command_schema(const struct options *options)
{
    static const struct record_type *const others[] = {&smtp_settings_type, NULL};
    struct arena arena = {0};
    struct buffer buffer = {.arena = &arena};
    if (options->is_json)
        fields_write_json(&buffer, others);
    else
        fields_write_reference(&buffer, others);
    int status = print(buffer_text(&buffer)) ? STATUS_FINE : STATUS_WORLD;
    arena_release(&arena);
    return status;
}
