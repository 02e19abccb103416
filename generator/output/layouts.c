#include "output/layouts.h"

#include "read/source.h"
#include "template/data.h"

/* "sv" and "en": what locale_open knows and strings/ must have. */
static const char *const languages[] = {"sv", "en"};

mustache_escape *layouts_escape(struct text name)
{
    return text_ends_with(name, ".txt") || text_ends_with(name, ".css") ? NULL : buffer_add_escaped;
}

static struct text find_file(const site_files *files, struct text path)
{
    for (size_t i = 0; i < files->count; i++)
        if (text_equal(files->items[i].path, path))
            return files->items[i].bytes;
    return (struct text){0};
}

/* Reads a YAML file of layouts/ or assets/ as a value; nothing, with a message, when it is not there. */
static struct value read_data(struct arena *arena, const char *folder, const site_files *files, struct text path,
                              struct diagnostics *diagnostics)
{
    struct text bytes = find_file(files, path);
    struct text name = text_format(arena, "%s/%.*s", folder, TEXT_ARGUMENTS(path));
    if (!bytes.size) {
        diagnostic_world(diagnostics, name, 0, "cannot find or read anything in");
        return value_nothing();
    }
    const struct source *source = source_from(arena, name, bytes, diagnostics);
    return source ? data_read(arena, source, diagnostics) : value_nothing();
}

static void compile_templates(struct layouts *layouts, struct arena *arena, const site_files *files,
                              struct diagnostics *diagnostics)
{
    layouts->set = mustache_set_new(arena);
    for (size_t i = 0; i < files->count; i++) {
        const struct site_file *file = &files->items[i];
        if (text_ends_with(file->path, ".yml"))
            continue;
        struct text name = text_format(arena, "layouts/%.*s", TEXT_ARGUMENTS(file->path));
        const struct source *source = source_from(arena, name, file->bytes, diagnostics);
        if (source)
            mustache_add(layouts->set, file->path, source, diagnostics);
    }
    mustache_link(layouts->set, false, diagnostics);
}

static void read_languages(struct layouts *layouts, struct arena *arena, const site_files *files,
                           struct diagnostics *diagnostics)
{
    layouts->strings.arena = layouts->locales.arena = arena;
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
        struct text language = text_from(languages[i]);
        struct text path = text_format(arena, "strings/%s.yml", languages[i]);
        struct value *strings = ARENA_NEW(arena, struct value);
        *strings = read_data(arena, "layouts", files, path, diagnostics);
        map_set(&layouts->strings, language, strings);
        const struct locale *locale = locale_open(arena, language);
        if (locale)
            map_set(&layouts->locales, language, (void *)locale);
        else
            diagnostic_world(diagnostics, language, 0, "ICU has no language data for");
    }
}

static struct text text_of(struct value record, const char *name)
{
    struct value value;
    return value_get(record, text_from(name), &value) && value.kind == VALUE_TEXT ? value.text : (struct text){0};
}

static void read_fonts(struct layouts *layouts, struct arena *arena)
{
    struct value fonts;
    if (!value_get(layouts->theme, TEXT("fonts"), &fonts) || fonts.kind != VALUE_LIST)
        return;
    for (size_t i = 0; i < fonts.list->values.count; i++) {
        struct value entry = fonts.list->values.items[i];
        struct font font = {text_of(entry, "family"), text_of(entry, "weight"), text_of(entry, "style"),
                            text_of(entry, "file"), text_of(entry, "features")};
        if (!font.style.size)
            font.style = TEXT("normal");
        ARRAY_PUSH(arena, &layouts->fonts, font);
    }
}

static struct value theme_root(const struct layouts *layouts, struct arena *arena)
{
    struct value root = value_new_record(arena);
    value_set(arena, root, "theme", layouts->theme);
    return root;
}

/* Tokens first, then structure, then what only this theme draws. */
static struct text make_style(const struct layouts *layouts, struct arena *arena, const site_files *assets,
                              const char *medium, struct diagnostics *diagnostics)
{
    struct buffer style = {.arena = arena};
    struct mustache_options options = {0};
    struct text tokens = text_format(arena, "%s/theme.css", medium);
    mustache_render(layouts->set, tokens, theme_root(layouts, arena), &options, &style, diagnostics);
    buffer_add(&style, find_file(assets, text_format(arena, "styles/%s.css", medium)));
    buffer_add(&style, find_file(assets, text_format(arena, "themes/%.*s/%s.css", TEXT_ARGUMENTS(layouts->theme_name),
                                                     medium)));
    return buffer_text(&style);
}

/* Each style may use the theme, so it is a template of its own. */
static void read_mail_styles(struct layouts *layouts, struct arena *arena, const site_files *files,
                             struct diagnostics *diagnostics)
{
    struct value styles = read_data(arena, "layouts", files, TEXT("mail/styles.yml"), diagnostics);
    struct text *names = NULL;
    size_t count = 0;
    if (styles.kind == VALUE_RECORD)
        value_names(styles, arena, &names, &count);
    for (size_t i = 0; i < count; i++) {
        struct value style;
        value_get(styles, names[i], &style);
        struct text name = text_format(arena, "mail/styles.yml#%.*s", TEXT_ARGUMENTS(names[i]));
        const struct source *source = source_from(arena, name, style.text, diagnostics);
        struct buffer rendered = {.arena = arena};
        struct mustache_options options = {0};
        if (!source || !mustache_add(layouts->set, name, source, diagnostics) ||
            !mustache_render(layouts->set, name, theme_root(layouts, arena), &options, &rendered, diagnostics))
            continue;
        struct markup_style entry = {names[i], buffer_text(&rendered)};
        ARRAY_PUSH(arena, &layouts->mail_styles, entry);
    }
}

struct layouts *layouts_compile(struct arena *arena, const site_files *files, const site_files *assets,
                                struct text theme, struct diagnostics *diagnostics)
{
    struct layouts *layouts = ARENA_NEW(arena, struct layouts);
    layouts->theme_name = theme;
    compile_templates(layouts, arena, files, diagnostics);
    read_languages(layouts, arena, files, diagnostics);
    struct text path = text_format(arena, "themes/%.*s/theme.yml", TEXT_ARGUMENTS(theme));
    layouts->theme = read_data(arena, "assets", assets, path, diagnostics);
    if (diagnostics_has_error(diagnostics))
        return layouts;
    read_fonts(layouts, arena);
    layouts->site_style = make_style(layouts, arena, assets, "site", diagnostics);
    layouts->print_style = make_style(layouts, arena, assets, "print", diagnostics);
    read_mail_styles(layouts, arena, files, diagnostics);
    return layouts;
}

struct text layouts_font_rules(const struct layouts *layouts, struct arena *arena, const web_fonts *fonts,
                               struct diagnostics *diagnostics)
{
    struct buffer rules = {.arena = arena};
    struct mustache_options options = {0};
    struct value root = value_new_record(arena), list = value_new_list(arena);
    for (size_t i = 0; i < fonts->count; i++) {
        const struct web_font *font = &fonts->items[i];
        struct value record = value_new_record(arena);
        value_set(arena, record, "family", value_text(font->family));
        value_set(arena, record, "weight", value_text(font->weight));
        value_set(arena, record, "style", value_text(font->style));
        value_set(arena, record, "name", value_text(font->name));
        value_set(arena, record, "unicode_range", value_text(font->unicode_range));
        value_add(arena, list, record);
    }
    value_set(arena, root, "fonts", list);
    mustache_render(layouts->set, TEXT("site/fonts.css"), root, &options, &rules, diagnostics);
    return buffer_text(&rules);
}

void layouts_close(struct layouts *layouts)
{
    for (size_t i = 0; layouts && i < sizeof languages / sizeof *languages; i++)
        locale_close(map_get(&layouts->locales, text_from(languages[i])));
}

struct value layouts_strings(const struct layouts *layouts, struct text language)
{
    const struct value *strings = map_get(&layouts->strings, language);
    return strings ? *strings : value_nothing();
}

const struct locale *layouts_locale(const struct layouts *layouts, struct text language)
{
    const struct locale *locale = map_get(&layouts->locales, language);
    return locale ? locale : map_get(&layouts->locales, text_from(languages[0]));
}
