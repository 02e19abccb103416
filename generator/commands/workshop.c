#include "commands/workshop.h"

#include "base/file.h"
#include "base/identifier.h"
#include "base/path.h"
#include "base/translate.h"
#include "deliver/font.h"
#include "deliver/picture.h"
#include "model/checks.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

static const char font_folder[] = "/usr/share/fonts/truetype";

/* The site's own layouts/ or assets/; else those that `make install` put into ../share/rundbrev, seen from
 * the program's folder, wherever that is. */
static const char *find_folder(struct arena *arena, const char *name)
{
    struct text prefix = path_folder(file_program_folder(arena));
    const char *shared = text_format(arena, "%.*s/share/rundbrev/%s", TEXT_ARGUMENTS(prefix), name).bytes;
    return file_kind(name) != FILE_FOLDER && file_kind(shared) == FILE_FOLDER ? shared : name;
}

static bool read_files(struct workshop *workshop, const char *name, site_files *files)
{
    struct arena *arena = &workshop->arena;
    const char *folder = find_folder(arena, name);
    file_entries entries = {0};
    if (!file_list_tree(arena, folder, &entries, &workshop->diagnostics))
        return false;
    bool is_read = true;
    for (size_t i = 0; i < entries.count; i++) {
        struct site_file file = {.path = entries.items[i].name};
        const char *path = file_path(arena, folder, file.path.bytes);
        if (file_read(arena, path, &file.bytes, &workshop->diagnostics))
            ARRAY_PUSH(arena, files, file);
        else
            is_read = false;
    }
    return is_read;
}

static void prepare_fonts(struct workshop *workshop, const struct options *options)
{
    struct arena *arena = &workshop->arena;
    ARRAY(struct font_source) sources = {0};
    for (size_t i = 0; i < workshop->layouts->fonts.count; i++) {
        const struct font *font = &workshop->layouts->fonts.items[i];
        struct font_source source = {
            .family = font->family, .weight = font->weight, .style = font->style, .features = font->features};
        struct text below;
        if (path_resolve(arena, (struct text){0}, font->file, &below)) {
            source.path = text_from(file_path(arena, font_folder, text_string(arena, below)));
            ARRAY_PUSH(arena, &sources, source);
        } else {
            diagnostic_error(&workshop->diagnostics, (struct place){0}, "the theme's font is not in '%s': '%.*s'",
                             font_folder, TEXT_ARGUMENTS(font->file));
        }
    }
    progress(options, _("fonts"), 0, 0);
    font_prepare(arena, sources.items, sources.count, &workshop->cache, options->jobs, &workshop->fonts,
                 &workshop->diagnostics);
    progress_end(options);
}

static void show_picture_progress(void *context, size_t done, size_t total)
{
    progress(context, _("pictures"), done, total);
}

static void prepare_pictures(struct workshop *workshop, const struct options *options)
{
    struct arena *arena = &workshop->arena;
    size_t from = workshop->diagnostics.list.count, count = workshop->model->pictures.count;
    struct picture_source *sources = arena_allocate(arena, count * sizeof *sources);
    struct picture_options picture = {
        .folder = "content",
        .cache = &workshop->cache,
        .threads = options->jobs,
        .metadata = &checks[CHECK_PICTURE_METADATA],
        .progress = show_picture_progress,
        .progress_context = (void *)options,
    };
    for (size_t i = 0; i < count; i++)
        sources[i] = (struct picture_source){workshop->model->pictures.items[i].source,
                                             workshop->model->pictures.items[i].place};
    picture_prepare(arena, sources, count, &picture, &workshop->pictures, &workshop->diagnostics);
    progress_end(options);
    diagnostics_attribute(&workshop->diagnostics, from, &checks[CHECK_PICTURE]);
}

bool workshop_open(struct workshop *workshop, const struct options *options)
{
    *workshop = (struct workshop){0};
    workshop->diagnostics.arena = &workshop->arena;
    workshop->cache.folder = options->cache;
    if (chdir(options->site) == 0)
        return true;
    diagnostic_world(&workshop->diagnostics, text_from(options->site), errno, "cannot go to the folder");
    return false;
}

static bool read_all_files(struct workshop *workshop)
{
    size_t from = workshop->diagnostics.list.count;
    bool has_layouts = read_files(workshop, "layouts", &workshop->layout_files);
    bool has_assets = read_files(workshop, "assets", &workshop->assets);
    diagnostics_attribute(&workshop->diagnostics, from, &checks[CHECK_LAYOUT]);
    return has_layouts && has_assets;
}

static bool compile(struct workshop *workshop, struct text theme)
{
    size_t from = workshop->diagnostics.list.count;
    workshop->layouts =
        layouts_compile(&workshop->arena, &workshop->layout_files, &workshop->assets, theme, &workshop->diagnostics);
    diagnostics_attribute(&workshop->diagnostics, from, &checks[CHECK_LAYOUT]);
    return !diagnostics_has_error(&workshop->diagnostics);
}

bool workshop_load_layouts(struct workshop *workshop, struct text theme)
{
    return read_all_files(workshop) && compile(workshop, theme);
}

/* The names of the themes: folders of assets/themes/ that hold a theme.yml. */
static text_list theme_names(struct workshop *workshop)
{
    static const char before[] = "themes/", after[] = "/theme.yml";
    text_list names = {0};
    for (size_t i = 0; i < workshop->assets.count; i++) {
        struct text path = workshop->assets.items[i].path;
        if (text_starts_with(path, before) && text_ends_with(path, after))
            ARRAY_PUSH(&workshop->arena, &names, text_slice(path, sizeof before - 1, path.size - (sizeof after - 1)));
    }
    return names;
}

static bool has_theme(struct workshop *workshop, struct text theme)
{
    text_list names = theme_names(workshop);
    if (!identifier_is_valid(theme))
        return false; /* the model has said so */
    struct buffer list = {.arena = &workshop->arena};
    for (size_t i = 0; i < names.count; i++) {
        if (text_equal(names.items[i], theme))
            return true;
        buffer_format(&list, "%s%.*s", i ? ", " : "", TEXT_ARGUMENTS(names.items[i]));
    }
    struct diagnostic *error = diagnostic_error(&workshop->diagnostics, workshop->model->site.theme_place,
                                                "there is no theme '%.*s'", TEXT_ARGUMENTS(theme));
    if (names.count)
        diagnostic_hint(&workshop->diagnostics, error, "the themes in assets/themes/ are: %.*s",
                        TEXT_ARGUMENTS(buffer_text(&list)));
    else
        diagnostic_hint(&workshop->diagnostics, error, "there is none in assets/themes/");
    return false;
}

bool workshop_load(struct workshop *workshop, const struct options *options)
{
    if (!workshop_open(workshop, options))
        return false;
    progress(options, _("reading"), 0, 0);
    workshop->model = model_load(&workshop->arena, "content", options->date, options->jobs, &workshop->diagnostics);
    struct text theme = workshop->model->site.theme.size ? workshop->model->site.theme : TEXT(MODEL_DEFAULT_THEME);
    /* The author hears of mistakes in the content and in the layouts in one run. */
    if (read_all_files(workshop) && has_theme(workshop, theme))
        compile(workshop, theme);
    progress_end(options);
    if (diagnostics_has_error(&workshop->diagnostics))
        return false;
    prepare_fonts(workshop, options);
    prepare_pictures(workshop, options);
    model_allow(workshop->model, &workshop->diagnostics);
    return !diagnostics_has_error(&workshop->diagnostics);
}

bool workshop_render(struct workshop *workshop, const struct options *options, unsigned selected,
                     artifact_list *artifacts)
{
    struct output_input input = {
        .model = workshop->model,
        .layouts = workshop->layouts,
        .assets = &workshop->assets,
        .fonts = &workshop->fonts,
        .pictures = &workshop->pictures,
        .date = options->date,
        .threads = options->jobs,
    };
    progress(options, _("rendering"), 0, 0);
    bool is_rendered = output_render(&workshop->arena, &input, selected, artifacts, &workshop->diagnostics);
    progress_end(options);
    diagnostics_attribute(&workshop->diagnostics, 0, &checks[CHECK_LAYOUT]);
    return is_rendered;
}

static bool select_one(struct text name, unsigned *selected)
{
    for (unsigned i = 0; outputs[i].name; i++)
        if (text_is(name, outputs[i].name)) {
            *selected |= 1u << i;
            return true;
        }
    return false;
}

bool workshop_select(const struct options *options, unsigned *selected)
{
    *selected = 0;
    if (!options->only)
        *selected = ~0u;
    struct text list = text_from(options->only);
    for (size_t from = 0; options->only && from <= list.size;) {
        size_t end = text_find_byte(list, ',', from);
        struct text name = text_trim(text_slice(list, from, end));
        from = end + 1;
        if (select_one(name, selected))
            continue;
        fprintf(stderr, _("rundbrev: unknown output '%.*s' in --only; there are:"), TEXT_ARGUMENTS(name));
        for (size_t i = 0; outputs[i].name; i++)
            fprintf(stderr, "%s %s", i ? "," : "", outputs[i].name);
        fputc('\n', stderr);
        return false;
    }
    return true;
}

void workshop_close(struct workshop *workshop)
{
    layouts_close(workshop->layouts);
    arena_release(&workshop->arena);
}
