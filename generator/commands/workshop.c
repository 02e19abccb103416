#include "commands/workshop.h"

#include "commands/inspect.h"

#include "base/digest.h"
#include "base/file.h"
#include "base/path.h"
#include "base/translate.h"
#include "deliver/font.h"
#include "deliver/picture.h"
#include "deliver/png.h"
#include "model/checks.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const char font_folder[] = "/usr/share/fonts/truetype";

/* Layers, the later over the earlier */

static bool is_words(struct text path)
{
    return text_starts_with(path, "strings/");
}

/* A file takes the place of the one with its path; files of words are both kept, for one replaces only some. */
static void lay_over(struct workshop *workshop, struct site_file file, site_files *files)
{
    for (size_t i = 0; i < files->count && !is_words(file.path); i++)
        if (text_equal(files->items[i].path, file.path)) {
            files->items[i] = file;
            return;
        }
    ARRAY_PUSH(&workshop->arena, files, file);
}

static bool read_layer(struct workshop *workshop, const char *folder, site_files *files)
{
    struct arena *arena = &workshop->arena;
    file_entries entries = {0};
    if (!file_list_tree(arena, folder, &entries, &workshop->diagnostics))
        return false;
    bool is_read = true;
    for (size_t i = 0; i < entries.count; i++) {
        struct site_file file = {.path = entries.items[i].name};
        const char *path = file_path(arena, folder, file.path.bytes);
        if (file_read(arena, path, &file.bytes, &workshop->diagnostics))
            lay_over(workshop, file, files);
        else
            is_read = false;
    }
    return is_read;
}

/* What comes with the program: beside it as `make install` lays it, or in the checkout that it was built in; NULL. */
static const char *shared_folder(struct arena *arena, const char *name)
{
    struct text prefix = path_folder(file_program_folder(arena));
    const char *installed = text_format(arena, "%.*s/share/rundbrev/%s", TEXT_ARGUMENTS(prefix), name).bytes;
    const char *built = text_format(arena, "%.*s/%s", TEXT_ARGUMENTS(prefix), name).bytes;
    return file_kind(installed) == FILE_FOLDER ? installed : file_kind(built) == FILE_FOLDER ? built : NULL;
}

/* The program's layouts/ or assets/, and over them the site's own. */
static bool read_files(struct workshop *workshop, const char *name, site_files *files)
{
    const char *shared = shared_folder(&workshop->arena, name);
    bool is_own = file_kind(name) == FILE_FOLDER, is_same = shared && file_is_same(shared, name);
    if (shared && !is_same && !read_layer(workshop, shared, files))
        return false;
    return shared && !is_same && !is_own ? true : read_layer(workshop, name, files);
}

static void prepare_fonts(struct workshop *workshop, const struct options *options)
{
    struct arena *arena = &workshop->arena;
    ARRAY(struct font_source) sources = {0};
    for (size_t i = 0; i < workshop->layouts->faces.count; i++) {
        const struct face *face = &workshop->layouts->faces.items[i];
        struct font_source source = {.file = face->file,
                                     .family = face->family,
                                     .weight = face->weight,
                                     .style = face->style,
                                     .features = face->features};
        struct text below;
        if (path_resolve(arena, (struct text){0}, face->file, &below)) {
            source.path = text_from(file_path(arena, font_folder, text_string(arena, below)));
            ARRAY_PUSH(arena, &sources, source);
        } else {
            diagnostic_error(&workshop->diagnostics, (struct place){0}, "the theme's font is not in '%s': '%.*s'",
                             font_folder, TEXT_ARGUMENTS(face->file));
        }
    }
    progress(options, _("fonts"), 0, 0);
    font_prepare(arena, sources.items, sources.count, &workshop->cache, options->jobs, &workshop->fonts,
                 &workshop->diagnostics);
    layouts_add_fonts(workshop->layouts, arena, &workshop->fonts, &workshop->diagnostics);
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

static bool compile(struct workshop *workshop)
{
    size_t from = workshop->diagnostics.list.count;
    workshop->layouts = layouts_compile(&workshop->arena, &workshop->layout_files, &workshop->assets, workshop->model,
                                        &workshop->diagnostics);
    diagnostics_attribute(&workshop->diagnostics, from, &checks[CHECK_LAYOUT]);
    return !diagnostics_has_error(&workshop->diagnostics);
}

bool workshop_load_layouts(struct workshop *workshop)
{
    return read_all_files(workshop) && compile(workshop);
}

bool workshop_read(struct workshop *workshop, const struct options *options)
{
    progress(options, _("reading"), 0, 0);
    workshop->model = model_load(&workshop->arena, "content", options->date, options->jobs, &workshop->diagnostics);
    /* The author hears of mistakes in the content and in the layouts in one run. */
    workshop_load_layouts(workshop);
    progress_end(options);
    if (diagnostics_has_error(&workshop->diagnostics))
        return false;
    prepare_fonts(workshop, options);
    prepare_pictures(workshop, options);
    model_allow(workshop->model, &workshop->diagnostics);
    return !diagnostics_has_error(&workshop->diagnostics);
}

bool workshop_load(struct workshop *workshop, const struct options *options)
{
    return workshop_open(workshop, options) && workshop_read(workshop, options);
}

static struct output_input input_of(const struct workshop *workshop, const struct options *options)
{
    return (struct output_input){
        .model = workshop->model,
        .layouts = workshop->layouts,
        .assets = &workshop->assets,
        .fonts = &workshop->fonts,
        .pictures = &workshop->pictures,
        .date = options->date,
        .threads = options->jobs,
    };
}

struct text workshop_fonts_digest(struct workshop *workshop)
{
    text_list fonts = {0};
    for (size_t i = 0; i < workshop->fonts.count; i++)
        ARRAY_PUSH(&workshop->arena, &fonts, workshop->fonts.items[i].bytes);
    return digest_texts(&workshop->arena, fonts.items, fonts.count);
}

typedef ARRAY(struct png) png_list;

static void gather_drawings(struct arena *arena, const struct letter *letter, png_list *drawings)
{
    for (size_t i = 0; i < letter->inline_pictures.count; i++) {
        const struct attachment *picture = &letter->inline_pictures.items[i];
        struct png drawing = {.svg = picture->drawing, .width = picture->width, .height = picture->height};
        if (picture->drawing.size)
            ARRAY_PUSH(arena, drawings, drawing);
    }
}

/* The letter with pictures of its drawings; moves `*next` past them. */
static const struct letter *with_pictures(struct workshop *workshop, const struct letter *letter,
                                          const png_list *drawings, size_t *next)
{
    struct arena *arena = &workshop->arena;
    struct letter *whole = ARENA_NEW(arena, struct letter);
    *whole = *letter;
    memset(&whole->inline_pictures, 0, sizeof whole->inline_pictures);
    for (size_t i = 0; i < letter->inline_pictures.count; i++) {
        struct attachment picture = letter->inline_pictures.items[i];
        if (picture.drawing.size)
            picture.bytes = drawings->items[(*next)++].bytes;
        if (picture.drawing.size && !picture.bytes.size)
            diagnostic_error(&workshop->diagnostics, (struct place){0}, "a chart of the letter '%.*s' cannot be drawn",
                             TEXT_ARGUMENTS(letter->subject));
        ARRAY_PUSH(arena, &whole->inline_pictures, picture);
    }
    return whole;
}

/* False when one cannot be drawn: a letter is not sent with holes in it. */
static bool draw_pictures(struct workshop *workshop, artifact_list *artifacts)
{
    size_t before = diagnostics_count(&workshop->diagnostics, SEVERITY_ERROR);
    png_list drawings = {0};
    size_t next = 0;
    struct png_options options = {.cache = &workshop->cache, .fonts_digest = workshop_fonts_digest(workshop)};
    for (size_t i = 0; i < artifacts->count; i++)
        if (artifacts->items[i].kind == ARTIFACT_LETTER)
            gather_drawings(&workshop->arena, artifacts->items[i].letter, &drawings);
    if (!drawings.count)
        return true;
    png_make(&workshop->arena, drawings.items, drawings.count, &options);
    for (size_t i = 0; i < artifacts->count; i++)
        if (artifacts->items[i].kind == ARTIFACT_LETTER)
            artifacts->items[i].letter = with_pictures(workshop, artifacts->items[i].letter, &drawings, &next);
    return diagnostics_count(&workshop->diagnostics, SEVERITY_ERROR) == before;
}

static bool render(struct workshop *workshop, const struct options *options, const struct output_input *input,
                   unsigned selected, artifact_list *artifacts)
{
    progress(options, _("rendering"), 0, 0);
    bool is_rendered = output_render(&workshop->arena, input, selected, artifacts, &workshop->diagnostics) &&
                       draw_pictures(workshop, artifacts);
    progress_end(options);
    diagnostics_attribute(&workshop->diagnostics, 0, &checks[CHECK_LAYOUT]);
    return is_rendered;
}

bool workshop_render(struct workshop *workshop, const struct options *options, unsigned selected,
                     artifact_list *artifacts)
{
    struct output_input input = input_of(workshop, options);
    return render(workshop, options, &input, selected, artifacts);
}

const struct letter *workshop_render_letter(struct workshop *workshop, const struct options *options,
                                            const struct newsletter *newsletter, enum letter_purpose purpose)
{
    struct output_input input = input_of(workshop, options);
    artifact_list artifacts = {0};
    struct options mail = *options;
    unsigned selected;
    input.only_letter = newsletter;
    input.is_correction = purpose == LETTER_CORRECTION;
    input.is_handover = purpose == LETTER_HANDOVER;
    mail.only = "mail";
    bool is_rendered = workshop_select(&mail, &selected) && render(workshop, options, &input, selected, &artifacts);
    return is_rendered && inspect_artifacts(workshop, &artifacts, false) ? artifacts.items[0].letter : NULL;
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
