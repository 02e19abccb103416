#include "output/look.h"

#include "model/fields.h"
#include "output/shorten.h"

#include "base/digest.h"
#include "base/number.h"
#include "read/source.h"
#include "template/data.h"

#include <math.h>

static const char theme_folder[] = "themes/";

struct text look_file(const site_files *files, struct text path)
{
    for (size_t i = 0; i < files->count; i++)
        if (text_equal(files->items[i].path, path))
            return files->items[i].bytes;
    return (struct text){0};
}

/* Layouts */

static void add_template(struct look *look, struct arena *arena, const struct site_file *file, struct text path,
                         struct diagnostics *diagnostics)
{
    struct text name = text_format(arena, "layouts/%.*s", TEXT_ARGUMENTS(file->path));
    const struct source *source = source_from(arena, name, file->bytes, diagnostics);
    if (source)
        mustache_add(look->set, path, source, diagnostics);
}

/* What a theme has of its own takes the place of the layout with the same path. */
static void compile_templates(struct look *look, struct arena *arena, const site_files *files,
                              struct diagnostics *diagnostics)
{
    struct text own = text_format(arena, "%s%.*s/", theme_folder, TEXT_ARGUMENTS(look->theme.name));
    look->set = mustache_set_new(arena);
    for (size_t i = 0; i < files->count; i++) {
        const struct site_file *file = &files->items[i];
        bool is_own = text_starts_with(file->path, own.bytes);
        struct text path = is_own ? text_slice(file->path, own.size, file->path.size) : file->path;
        bool is_replaced = !is_own && look_file(files, text_join(arena, own, path)).size;
        if (text_ends_with(path, ".yml") || text_starts_with(path, theme_folder) || is_replaced)
            continue;
        add_template(look, arena, file, path, diagnostics);
    }
    mustache_link(look->set, false, diagnostics);
}

/* Tokens as template values: the field tables once more */

static struct value field_token(struct arena *arena, const struct field *field, const void *at);

static struct value record_tokens(struct arena *arena, const struct record_type *type, const void *object)
{
    struct value record = value_new_record(arena);
    for (size_t i = 0; i < type->count; i++) {
        const struct field *field = &type->fields[i];
        value_set(arena, record, field->name, field_token(arena, field, (const char *)object + field->offset));
    }
    return record;
}

static struct value field_token(struct arena *arena, const struct field *field, const void *at)
{
    if (field->is_list) {
        const struct array_header *array = at;
        struct value list = value_new_list(arena);
        for (size_t i = 0; i < array->count; i++)
            value_add(arena, list,
                      record_tokens(arena, field->type, (const char *)array->items + i * field->type->size));
        return list;
    }
    switch (field->kind) {
    case FIELD_RECORD:
        return record_tokens(arena, field->type, at);
    case FIELD_NUMBER:
        return value_text(number_write(arena, *(const double *)at, 3, '.'));
    case FIELD_COLOUR:
        return value_text(((const struct colour *)at)->code);
    default:
        return value_text(*(const struct text *)at);
    }
}

/* Programs for mail want whole px, and a line height for each size. Letters are narrow, so the larger sizes shrink as
 * they do on a telephone. */
static struct value mail_sizes(struct arena *arena, const struct type_sizes *size)
{
    const struct {
        const char *name, *line_name;
        double size, line; /* px; height of a line as a part of the size */
    } sizes[] = {
        {"small", "small_line", size->small * 0.95, 1.43}, {"text", "text_line", size->text * 0.945, 1.53},
        {"lead", "lead_line", size->lead * 0.91, 1.4},     {"heading", "heading_line", size->heading * 0.8125, 1.2},
        {"part", "part_line", size->heading, 1.16},        {"large", "large_line", size->large * 0.77, 1.075},
    };
    struct value record = value_new_record(arena);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        double px = round(sizes[i].size);
        value_set(arena, record, sizes[i].name, value_text(text_format(arena, "%.0f", px)));
        value_set(arena, record, sizes[i].line_name, value_text(text_format(arena, "%.0f", round(px * sizes[i].line))));
    }
    return record;
}

static struct value theme_root(const struct look *look, struct arena *arena)
{
    struct value root = value_new_record(arena);
    value_set(arena, root, "theme", look->tokens);
    return root;
}

/* Styles */

/* Tokens first, then structure, then what only this theme draws. */
static struct text make_style(const struct look *look, struct arena *arena, const site_files *assets,
                              const char *medium, struct diagnostics *diagnostics)
{
    struct buffer style = {.arena = arena};
    struct mustache_options options = {0};
    struct text tokens = text_format(arena, "%s/theme.css", medium);
    mustache_render(look->set, tokens, theme_root(look, arena), &options, &style, diagnostics);
    buffer_add(&style, look_file(assets, text_format(arena, "styles/%s.css", medium)));
    buffer_add(&style, look_file(assets, text_format(arena, "%s%.*s/%s.css", theme_folder,
                                                     TEXT_ARGUMENTS(look->theme.name), medium)));
    return buffer_text(&style);
}

/* Each style may use the theme, so it is a template of its own. */
static void make_mail_styles(struct look *look, struct arena *arena, const site_files *layouts,
                             struct diagnostics *diagnostics)
{
    static const char path[] = "mail/styles.yml";
    struct text own = text_format(arena, "%s%.*s/%s", theme_folder, TEXT_ARGUMENTS(look->theme.name), path);
    struct text bytes = look_file(layouts, look_file(layouts, own).size ? own : text_from(path));
    const struct source *source = source_from(arena, text_format(arena, "layouts/%s", path), bytes, diagnostics);
    struct value styles = source ? data_read(arena, source, diagnostics) : value_nothing();
    struct text *names = NULL;
    size_t count = 0;
    if (styles.kind == VALUE_RECORD)
        value_names(styles, arena, &names, &count);
    for (size_t i = 0; i < count; i++) {
        struct value style;
        value_get(styles, names[i], &style);
        struct text name = text_format(arena, "%s#%.*s", path, TEXT_ARGUMENTS(names[i]));
        source = source_from(arena, name, style.text, diagnostics);
        struct buffer rendered = {.arena = arena};
        struct mustache_options options = {0};
        if (!source || !mustache_add(look->set, name, source, diagnostics) ||
            !mustache_render(look->set, name, theme_root(look, arena), &options, &rendered, diagnostics))
            continue;
        struct markup_style entry = {names[i], buffer_text(&rendered)};
        ARRAY_PUSH(arena, &look->mail_styles, entry);
    }
}

static struct text make_drawing_style(const struct look *look, struct arena *arena, struct diagnostics *diagnostics)
{
    struct buffer style = {.arena = arena};
    struct mustache_options options = {0};
    mustache_render(look->set, TEXT("mail/drawing.css"), theme_root(look, arena), &options, &style, diagnostics);
    return style_shorten(arena, buffer_text(&style));
}

struct look *look_make(struct arena *arena, const site_files *layouts, const site_files *assets, struct text name,
                       const struct theme *base, const struct theme *changes[2], struct diagnostics *diagnostics)
{
    struct look *look = ARENA_NEW(arena, struct look);
    look->name = name;
    look->theme = *base;
    for (int i = 0; i < 2; i++)
        if (changes[i]) {
            theme_check_values(changes[i], diagnostics);
            theme_change(&look->theme, changes[i]);
        }
    theme_check(arena, &look->theme, diagnostics);
    compile_templates(look, arena, layouts, diagnostics);
    if (diagnostics_has_error(diagnostics))
        return look;
    look->tokens = record_tokens(arena, &theme_type, &look->theme);
    value_set(arena, look->tokens, "mail", mail_sizes(arena, &look->theme.size));
    look->site_style = style_shorten(arena, make_style(look, arena, assets, "site", diagnostics));
    look->print_style = make_style(look, arena, assets, "print", diagnostics);
    make_mail_styles(look, arena, layouts, diagnostics);
    look->drawing_style = make_drawing_style(look, arena, diagnostics);
    return look;
}

/* Looks may take different files for the same family. */
static bool is_of(const struct face *face, const struct web_font *font)
{
    return text_equal(face->family, font->family) && text_equal(face->weight, font->weight) &&
           text_equal(face->style, font->style) && text_equal(face->features, font->features) &&
           text_equal(face->file, font->file);
}

static bool brings_along(const struct theme *theme, const struct web_font *font)
{
    for (size_t i = 0; i < theme->faces.count; i++)
        if (is_of(&theme->faces.items[i], font))
            return true;
    return false;
}

static struct value font_value(struct arena *arena, const struct web_font *font)
{
    struct value record = value_new_record(arena);
    value_set(arena, record, "family", value_text(font->family));
    value_set(arena, record, "weight", value_text(font->weight));
    value_set(arena, record, "style", value_text(font->style));
    value_set(arena, record, "name", value_text(font->name));
    value_set(arena, record, "unicode_range", value_text(font->unicode_range));
    return record;
}

void look_add_fonts(struct look *look, struct arena *arena, const web_fonts *fonts, struct diagnostics *diagnostics)
{
    struct buffer sheet = {.arena = arena};
    struct mustache_options options = {0};
    struct value root = value_new_record(arena), list = value_new_list(arena);
    for (size_t i = 0; i < fonts->count; i++)
        if (brings_along(&look->theme, &fonts->items[i]))
            value_add(arena, list, font_value(arena, &fonts->items[i]));
    value_set(arena, root, "fonts", list);
    mustache_render(look->set, TEXT("site/fonts.css"), root, &options, &sheet, diagnostics);
    buffer_add(&sheet, look->site_style);
    look->style_sheet = style_shorten(arena, buffer_text(&sheet));
    /* Whoever has kept an older sheet does not take it for this one. */
    struct text digest = digest_texts(arena, &look->style_sheet, 1);
    look->name = text_format(arena, "%.*s-%.8s", TEXT_ARGUMENTS(look->name), digest.bytes);
}
