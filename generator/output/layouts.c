#include "output/layouts.h"

#include "base/identifier.h"
#include "model/checks.h"
#include "read/source.h"
#include "template/data.h"

/* "sv" and "en": what locale_open knows and strings/ must have. */
static const char *const languages[] = {"sv", "en"};

mustache_escape *layouts_escape(struct text name)
{
    return text_ends_with(name, ".txt") || text_ends_with(name, ".css") ? NULL : buffer_add_escaped;
}

/* Words */

/* A word that the program never asks for is most likely misspelt. */
static void check_word(struct value strings, const struct yaml_entry *entry, struct arena *arena,
                       struct diagnostics *diagnostics)
{
    const struct yaml_node *key = entry->key;
    struct value known;
    struct text name = yaml_text(key), *names;
    size_t count;
    if (value_get(strings, name, &known)) {
        if (entry->value && entry->value->kind != YAML_TEXT)
            diagnostic_error(diagnostics, key->place, "the word '%.*s' must be a text", TEXT_ARGUMENTS(name));
        return;
    }
    struct diagnostic *error =
        diagnostic_error(diagnostics, key->place, "there is no word '%.*s' to replace", TEXT_ARGUMENTS(name));
    value_names(strings, arena, &names, &count);
    diagnostic_suggest(diagnostics, error, text_nearest(name, names, count));
}

static void replace_words(struct value strings, const struct yaml_node *node, struct arena *arena,
                          struct diagnostics *diagnostics)
{
    if (node->kind != YAML_MAP && !yaml_is_nothing(node))
        diagnostic_error(diagnostics, node->place, "each word must stand on a line of its own: 'name: word'");
    for (size_t i = 0; i < node->entries.count; i++) {
        const struct yaml_entry *entry = &node->entries.items[i];
        check_word(strings, entry, arena, diagnostics);
        value_set_named(arena, strings, yaml_text(entry->key), data_value(arena, entry->value));
    }
}

/* The first file has all words; a site's own replaces some. */
static struct value read_strings(struct arena *arena, const site_files *files, struct text path,
                                 struct diagnostics *diagnostics)
{
    struct value strings = value_nothing();
    struct text name = text_format(arena, "layouts/%.*s", TEXT_ARGUMENTS(path));
    for (size_t i = 0; i < files->count; i++) {
        if (!text_equal(files->items[i].path, path))
            continue;
        const struct source *source = source_from(arena, name, files->items[i].bytes, diagnostics);
        if (source && strings.kind == VALUE_NOTHING) {
            strings = data_read(arena, source, diagnostics);
        } else if (source) {
            struct passage passage = source_passage(source);
            const struct yaml_node *node = yaml_parse(arena, &passage, diagnostics);
            if (node)
                replace_words(strings, node, arena, diagnostics);
        }
    }
    if (strings.kind != VALUE_RECORD && !diagnostics_has_error(diagnostics))
        diagnostic_world(diagnostics, name, 0, "cannot find or read anything in");
    return strings;
}

static void read_languages(struct layouts *layouts, struct arena *arena, const site_files *files,
                           struct diagnostics *diagnostics)
{
    layouts->strings.arena = layouts->locales.arena = arena;
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
        struct text language = text_from(languages[i]);
        struct value *strings = ARENA_NEW(arena, struct value);
        *strings = read_strings(arena, files, text_format(arena, "strings/%s.yml", languages[i]), diagnostics);
        map_set(&layouts->strings, language, strings);
        const struct locale *locale = locale_open(arena, language);
        if (locale)
            map_set(&layouts->locales, language, (void *)locale);
        else
            diagnostic_world(diagnostics, language, 0, "ICU has no language data for");
    }
}

/* Looks */

struct making {
    struct layouts *layouts;
    struct arena *arena;
    const site_files *files, *assets;
    struct map themes; /* name → struct theme, as its file says */
    struct map looks;  /* theme, and the network that changes it → struct look */
    struct map faces;  /* all that is said of a face → struct face */
    struct diagnostics *diagnostics;
};

/* The names of the themes: folders of assets/themes/ that hold a theme.yml. */
static void say_unknown_theme(struct making *making, const struct theme *wanted, struct text name)
{
    static const char before[] = "themes/", after[] = "/theme.yml";
    struct buffer list = {.arena = making->arena};
    for (size_t i = 0; i < making->assets->count; i++) {
        struct text path = making->assets->items[i].path;
        if (!text_starts_with(path, before) || !text_ends_with(path, after))
            continue;
        struct text theme = text_slice(path, sizeof before - 1, path.size - (sizeof after - 1));
        buffer_format(&list, "%s%.*s", list.size ? ", " : "", TEXT_ARGUMENTS(theme));
    }
    struct diagnostic *error = diagnostic_error(making->diagnostics, wanted ? wanted->place : (struct place){0},
                                                "there is no theme '%.*s'", TEXT_ARGUMENTS(name));
    if (list.size)
        diagnostic_hint(making->diagnostics, error, "the themes in assets/themes/ are: %.*s",
                        TEXT_ARGUMENTS(buffer_text(&list)));
    else
        diagnostic_hint(making->diagnostics, error, "there is none in assets/themes/");
}

/* The theme as its file says; NULL with a message. */
static const struct theme *find_theme(struct making *making, const struct theme *wanted, struct text name)
{
    struct arena *arena = making->arena;
    struct theme *theme = map_get(&making->themes, name);
    if (theme || !identifier_is_valid(name)) /* the model has said so */
        return theme;
    struct text path = text_format(arena, "themes/%.*s/theme.yml", TEXT_ARGUMENTS(name));
    struct text bytes = look_file(making->assets, path);
    if (!bytes.size) {
        say_unknown_theme(making, wanted, name);
        return NULL;
    }
    struct text shown = text_format(arena, "assets/%.*s", TEXT_ARGUMENTS(path));
    const struct source *source = source_from(arena, shown, bytes, making->diagnostics);
    theme = ARENA_NEW(arena, struct theme);
    if (!source || !theme_read(arena, source, theme, making->diagnostics))
        return NULL;
    theme_check_values(theme, making->diagnostics);
    theme->name = name;
    map_set(&making->themes, name, theme);
    return theme;
}

static void add_faces(struct making *making, const struct theme *theme)
{
    for (size_t i = 0; i < theme->faces.count; i++) {
        struct face *face = &theme->faces.items[i];
        struct text key = text_format(making->arena, "%.*s\n%.*s\n%.*s\n%.*s\n%.*s", TEXT_ARGUMENTS(face->family),
                                      TEXT_ARGUMENTS(face->weight), TEXT_ARGUMENTS(face->style),
                                      TEXT_ARGUMENTS(face->features), TEXT_ARGUMENTS(face->file));
        if (map_get(&making->faces, key))
            continue;
        map_set(&making->faces, key, face);
        ARRAY_PUSH(making->arena, &making->layouts->faces, *face);
    }
}

/* A theme as the site has it, or as a network (if not NULL) changes it, made when it is not there yet; NULL with
 * messages. */
static struct look *find_look(struct making *making, struct text theme_name, const struct network *network,
                              const struct theme *changes[2])
{
    struct arena *arena = making->arena;
    struct text id = network ? network->id : (struct text){0};
    struct text key = text_format(arena, "%.*s/%.*s", TEXT_ARGUMENTS(theme_name), TEXT_ARGUMENTS(id));
    struct text name =
        network ? text_format(arena, "%.*s-%.*s", TEXT_ARGUMENTS(theme_name), TEXT_ARGUMENTS(id)) : theme_name;
    struct look *look = map_get(&making->looks, key);
    const struct theme *theme = look ? NULL : find_theme(making, changes[1] ? changes[1] : changes[0], theme_name);
    if (!theme)
        return look;
    look = look_make(arena, making->files, making->assets, name, theme, changes, making->diagnostics);
    map_set(&making->looks, key, look);
    ARRAY_PUSH(arena, &making->layouts->looks, look);
    add_faces(making, &look->theme);
    return look;
}

/* A network names a theme, changes the site's, or both. */
static void add_network_look(struct making *making, const struct site *site, const struct network *network)
{
    const struct theme *own = &network->theme;
    bool is_sites = !own->name.size || text_equal(own->name, site->theme.name), is_changed = theme_is_changed(own);
    if (is_sites && !is_changed)
        return;
    struct text theme = is_sites ? site->theme.name : own->name;
    const struct theme *changes[2] = {is_sites ? &site->theme : NULL, own};
    map_set(&making->layouts->network_looks, network->id,
            find_look(making, theme, is_changed ? network : NULL, changes));
}

static void make_looks(struct making *making, const struct model *model)
{
    const struct theme *changes[2] = {model ? &model->site.theme : NULL, NULL};
    struct text name = model ? model->site.theme.name : TEXT(MODEL_DEFAULT_THEME);
    find_look(making, name, NULL, changes);
    /* What is wrong in a layout is told once. */
    for (size_t i = 0; model && i < model->networks.count && !diagnostics_has_error(making->diagnostics); i++)
        add_network_look(making, &model->site, model->networks.items[i]);
}

struct layouts *layouts_compile(struct arena *arena, const site_files *files, const site_files *assets,
                                const struct model *model, struct diagnostics *diagnostics)
{
    struct layouts *layouts = ARENA_NEW(arena, struct layouts);
    struct making making = {layouts,          arena,      files, assets, {.arena = arena}, {.arena = arena},
                            {.arena = arena}, diagnostics};
    layouts->network_looks.arena = arena;
    read_languages(layouts, arena, files, diagnostics);
    make_looks(&making, model);
    return layouts;
}

void layouts_add_fonts(struct layouts *layouts, struct arena *arena, const web_fonts *fonts,
                       struct diagnostics *diagnostics)
{
    for (size_t i = 0; i < layouts->looks.count; i++)
        look_add_fonts(layouts->looks.items[i], arena, fonts, diagnostics);
}

void layouts_close(struct layouts *layouts)
{
    for (size_t i = 0; layouts && i < sizeof languages / sizeof *languages; i++)
        locale_close(map_get(&layouts->locales, text_from(languages[i])));
}

const struct look *layouts_look(const struct layouts *layouts, const struct network *network)
{
    return layouts_look_named(layouts, network ? network->id : (struct text){0});
}

const struct look *layouts_look_named(const struct layouts *layouts, struct text network)
{
    const struct look *look = network.size ? map_get(&layouts->network_looks, network) : NULL;
    return look ? look : layouts->looks.items[0];
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
