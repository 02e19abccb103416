/* rundbrev template: any layout with any YAML. */
#include "commands/command.h"

#include "base/file.h"
#include "base/path.h"
#include "base/translate.h"
#include "output/layouts.h"
#include "read/source.h"
#include "template/data.h"

#include <stdio.h>

static struct value read_data(struct arena *arena, const char *path, struct diagnostics *diagnostics)
{
    const struct source *source = source_read(arena, path, text_from(path), diagnostics);
    return source ? data_read(arena, source, diagnostics) : value_nothing();
}

static void add_template(struct arena *arena, struct mustache_set *set, struct text name, const char *path,
                         struct diagnostics *diagnostics)
{
    struct source *source = source_read(arena, path, text_from(path), diagnostics);
    if (source)
        mustache_add(set, name, source, diagnostics);
}

static void add_partials(struct arena *arena, struct mustache_set *set, const char *folder,
                         struct diagnostics *diagnostics)
{
    file_entries files = {0};
    if (!folder || !file_list_tree(arena, folder, &files, diagnostics))
        return;
    for (size_t i = 0; i < files.count; i++)
        add_template(arena, set, files.items[i].name, file_path(arena, folder, files.items[i].name.bytes), diagnostics);
}

static bool render(struct arena *arena, const struct options *options, struct buffer *buffer,
                   struct diagnostics *diagnostics)
{
    /* Partials are named as seen from the layout's folder, so the layout is named by its file alone. */
    struct text layout = path_name(text_from(options->arguments[0]));
    struct mustache_set *set = mustache_set_new(arena);
    struct mustache_options how = {layouts_escape(layout), options->is_lenient};
    add_partials(arena, set, options->partials, diagnostics);
    add_template(arena, set, layout, options->arguments[0], diagnostics);
    struct value data = read_data(arena, options->data, diagnostics);
    return !diagnostics_has_error(diagnostics) && mustache_link(set, options->is_lenient, diagnostics) &&
           mustache_render(set, layout, data, &how, buffer, diagnostics);
}

int command_template(const struct options *options)
{
    if (options->argument_count != 1 || !options->data) {
        fputs(_("rundbrev template: a layout and --data FILE are needed (see rundbrev help template)\n"), stderr);
        return STATUS_USAGE;
    }
    struct arena arena = {0};
    struct diagnostics diagnostics = {.arena = &arena};
    struct buffer buffer = {.arena = &arena};
    bool is_rendered = render(&arena, options, &buffer, &diagnostics);
    int status = report(&diagnostics, SEVERITY_WARNING);
    if (is_rendered && !print(buffer_text(&buffer)))
        status = STATUS_WORLD;
    arena_release(&arena);
    return status;
}
