/* Walks the folders of content/ and says which files are not read. */
#include "model/checks.h"
#include "model/loading.h"

#include "base/identifier.h"
#include "base/locale.h"
#include "base/translate.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Names that the site's addresses need for themselves. */
static const char *const reserved_ids[] = {"teams",   "people", "accessibility", "archive", "films", "municipalities",
                                           "reports", "search", "assets",        "404",     NULL};

enum { DEEPEST_LOOK = 4 }; /* folders below one that is not read, where content is looked for */

static bool is_reserved(struct text id)
{
    for (size_t i = 0; reserved_ids[i]; i++)
        if (text_is(id, reserved_ids[i]))
            return true;
    return false;
}

static bool has_file(const struct loading *loading, struct text folder, const char *name)
{
    return file_kind(loading_path(loading, path_join(loading->arena, folder, text_from(name)))) == FILE_REGULAR;
}

static bool has_entry(const file_entries *entries, const char *name)
{
    for (size_t i = 0; i < entries->count; i++)
        if (text_is(entries->items[i].name, name))
            return true;
    return false;
}

/* Files that nobody reads */

/* What the author most likely wanted to call a file whose ending is not read; empty when all is well. */
static struct text with_right_ending(struct arena *arena, struct text name)
{
    static const struct {
        const char *wrong, *right;
    } endings[] = {{".md.txt", ".md"}, {".yml.txt", ".yml"}, {".yaml.txt", ".yml"}, {".markdown", ".md"},
                   {".mdown", ".md"},  {".yaml", ".yml"},    {".md", ".md"},        {".yml", ".yml"}};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        struct text wrong = text_from(endings[i].wrong), stem = text_slice(name, 0, name.size - wrong.size);
        if (name.size <= wrong.size || !text_equal_but_case(text_slice(name, stem.size, name.size), wrong))
            continue;
        struct text right = text_format(arena, "%.*s%s", TEXT_ARGUMENTS(stem), endings[i].right);
        if (!text_equal(right, name))
            return right;
        break;
    }
    return (struct text){0};
}

static bool is_content_file(struct arena *arena, struct text name)
{
    return text_ends_with(name, ".md") || text_ends_with(name, ".yml") || with_right_ending(arena, name).size > 0;
}

static bool has_wrong_ending(struct loading *loading, struct text path, struct text name)
{
    struct text right = with_right_ending(loading->arena, name);
    if (!right.size)
        return false;
    struct diagnostic *error = diagnostic_error(loading->diagnostics, loading_place(loading, path),
                                                "the file is not read, for its name ends wrongly");
    diagnostic_hint(loading->diagnostics, error, "rename it to '%.*s'", TEXT_ARGUMENTS(right));
    loading_fail(loading, path_join(loading->arena, path_folder(path), right));
    return true;
}

/* A file where none such is expected. Pictures and the like may lie anywhere. */
static void say_unread(struct loading *loading, struct text path, struct text name, const struct text *expected,
                       size_t count)
{
    if (has_wrong_ending(loading, path, name) || !is_content_file(loading->arena, name))
        return;
    struct diagnostic *warning =
        diagnostic_warning(loading->diagnostics, loading_place(loading, path), "the file is not read");
    struct text nearest = text_nearest(name, expected, count);
    if (!diagnostic_suggest(loading->diagnostics, warning, nearest))
        diagnostic_hint(loading->diagnostics, warning, "move it to the folder where such files belong");
}

static bool is_link(const struct loading *loading, struct text path)
{
    struct stat status;
    return lstat(loading_path(loading, path), &status) == 0 && S_ISLNK(status.st_mode);
}

static bool holds_content(struct loading *loading, struct text folder, int depth)
{
    file_entries entries = {0};
    if (depth == 0 || is_link(loading, folder) || !loading_list(loading, folder, &entries))
        return false;
    for (size_t i = 0; i < entries.count; i++) {
        const struct file_entry *entry = &entries.items[i];
        if (entry->kind == FILE_REGULAR && is_content_file(loading->arena, entry->name))
            return true;
        if (entry->kind == FILE_FOLDER &&
            holds_content(loading, path_join(loading->arena, folder, entry->name), depth - 1))
            return true;
    }
    return false;
}

/* Whether the file that would make the folder one to read is there, but for its ending. */
static bool has_needed_but_ending(struct loading *loading, struct text folder, const char *needed)
{
    file_entries entries = {0};
    if (!needed || !loading_list(loading, folder, &entries))
        return false;
    for (size_t i = 0; i < entries.count; i++) {
        struct text name = entries.items[i].name;
        if (text_is(with_right_ending(loading->arena, name), needed))
            return has_wrong_ending(loading, path_join(loading->arena, folder, name), name);
    }
    return false;
}

/* Warns of a folder that holds content but is none that is read. `needed` is the file that would make it one. */
static void say_unread_folder(struct loading *loading, struct text path, const char *needed,
                              const struct text *expected, size_t count)
{
    if (has_needed_but_ending(loading, path, needed) || !holds_content(loading, path, DEEPEST_LOOK))
        return;
    struct diagnostic *warning =
        diagnostic_warning(loading->diagnostics, loading_place(loading, path), "the folder is not read");
    if (diagnostic_suggest(loading->diagnostics, warning, text_nearest(path_name(path), expected, count)))
        return;
    if (needed)
        diagnostic_hint(loading->diagnostics, warning, "it needs a file named '%s'", needed);
    else
        diagnostic_hint(loading->diagnostics, warning, "only pictures may lie here");
}

/* Ids from the names of files and folders */

/* What is said of a wrong name, as formats that take it. */
struct naming {
    const char *wrong, *reserved;
};
static const struct naming naming_network = {
    N_("'%.*s' cannot be the name of a network"),
    N_("'%.*s' cannot be the name of a network, for the site needs it itself"),
};
static const struct naming naming_round = {
    N_("'%.*s' cannot be the name of a round"),
    N_("'%.*s' cannot be the name of a round, for the site needs it itself"),
};
static const struct naming naming_page = {
    N_("'%.*s' cannot be the name of a page"),
    N_("'%.*s' cannot be the name of a page, for the site needs it itself"),
};
static const struct naming naming_report = {.wrong = N_("'%.*s' cannot be the name of a report")};

static void check_name(struct loading *loading, struct text path, struct text id, const struct naming *naming)
{
    if (!identifier_is_valid(id)) {
        struct diagnostic *error =
            diagnostic_error(loading->diagnostics, loading_place(loading, path), naming->wrong, TEXT_ARGUMENTS(id));
        diagnostic_hint(loading->diagnostics, error, "use a-z, 0-9 and hyphens only: '%.*s'",
                        TEXT_ARGUMENTS(markup_identifier(loading->arena, id)));
    }
}

static void check_unreserved_name(struct loading *loading, struct text path, struct text id,
                                  const struct naming *naming)
{
    check_name(loading, path, id, naming);
    if (is_reserved(id)) {
        struct diagnostic *error =
            diagnostic_error(loading->diagnostics, loading_place(loading, path), naming->reserved, TEXT_ARGUMENTS(id));
        diagnostic_hint(loading->diagnostics, error, "choose another name");
    }
}

/* Folders of files of one type */

/* Whoever links to it shall not be told that it is missing. */
static void say_folder(struct loading *loading, struct text path)
{
    struct diagnostic *error =
        diagnostic_error(loading->diagnostics, loading_place(loading, path), "this is a folder, not a file");
    diagnostic_hint(loading->diagnostics, error, "rename or remove it");
    loading_fail(loading, path);
}

typedef void load_file(struct loading *loading, struct text path, struct text id, struct round *round);

static void load_one_page(struct loading *loading, struct text path, struct text id, struct round *round)
{
    (void)round; /* pages belong to the site */
    check_unreserved_name(loading, path, id, &naming_page);
    load_page(loading, path, id);
}

static void load_one_report(struct loading *loading, struct text path, struct text id, struct round *round)
{
    check_name(loading, path, id, &naming_report);
    load_report(loading, path, id, round);
}

static void walk_files(struct loading *loading, struct text folder, const char *ending, load_file *load,
                       struct round *round)
{
    file_entries entries = {0};
    if (!loading_list(loading, folder, &entries)) {
        loading_fail(loading, folder);
        return;
    }
    for (size_t i = 0; i < entries.count; i++) {
        struct text name = entries.items[i].name, path = path_join(loading->arena, folder, name);
        if (entries.items[i].kind == FILE_FOLDER && text_ends_with(name, ending))
            say_folder(loading, path);
        else if (entries.items[i].kind == FILE_FOLDER)
            say_unread_folder(loading, path, NULL, NULL, 0);
        else if (!text_ends_with(name, ending))
            say_unread(loading, path, name, NULL, 0);
        else
            load(loading, path, text_slice(name, 0, name.size - strlen(ending)), round);
    }
}

/* The tree */

static const struct {
    const char *name, *ending;
    load_file *load;
} round_folders[] = {
    {"meetings", ".md", load_meeting}, {"newsletters", ".md", load_newsletter}, {"reports", ".yml", load_one_report}};

enum { ROUND_FOLDERS = sizeof round_folders / sizeof *round_folders };

static void walk_round_entry(struct loading *loading, struct text folder, const struct file_entry *entry,
                             struct round *round)
{
    struct text path = path_join(loading->arena, folder, entry->name), names[ROUND_FOLDERS], file = TEXT("round.yml");
    for (size_t i = 0; i < ROUND_FOLDERS; i++) {
        names[i] = text_from(round_folders[i].name);
        if (entry->kind == FILE_FOLDER && text_equal(entry->name, names[i])) {
            walk_files(loading, path, round_folders[i].ending, round_folders[i].load, round);
            return;
        }
    }
    if (entry->kind == FILE_FOLDER)
        say_unread_folder(loading, path, NULL, names, ROUND_FOLDERS);
    else if (!text_equal(entry->name, file))
        say_unread(loading, path, entry->name, &file, 1);
}

static void walk_round(struct loading *loading, struct text folder, struct text id, struct network *network)
{
    file_entries entries = {0};
    check_unreserved_name(loading, folder, id, &naming_round);
    if (!loading_list(loading, folder, &entries))
        return;
    struct round *round = load_round(loading, path_join(loading->arena, folder, TEXT("round.yml")), id, network);
    for (size_t i = 0; i < entries.count; i++)
        walk_round_entry(loading, folder, &entries.items[i], round);
}

static void walk_network_entry(struct loading *loading, struct text folder, const struct file_entry *entry,
                               struct network *network)
{
    const struct text names[] = {TEXT("network.yml"), TEXT("teams.yml")};
    struct text path = path_join(loading->arena, folder, entry->name);
    if (entry->kind == FILE_FOLDER && has_file(loading, path, "round.yml"))
        walk_round(loading, path, entry->name, network);
    else if (entry->kind == FILE_FOLDER)
        say_unread_folder(loading, path, "round.yml", NULL, 0);
    else if (!text_equal(entry->name, names[0]) && !text_equal(entry->name, names[1]))
        say_unread(loading, path, entry->name, names, 2);
}

static void walk_network(struct loading *loading, struct text id)
{
    file_entries entries = {0};
    check_unreserved_name(loading, id, id, &naming_network);
    if (!loading_list(loading, id, &entries))
        return;
    struct network *network = load_network(loading, path_join(loading->arena, id, TEXT("network.yml")), id);
    if (has_entry(&entries, "teams.yml"))
        load_teams(loading, path_join(loading->arena, id, TEXT("teams.yml")), network);
    for (size_t i = 0; i < entries.count; i++)
        walk_network_entry(loading, id, &entries.items[i], network);
}

static void walk_content_entry(struct loading *loading, const struct file_entry *entry)
{
    const struct text files[] = {TEXT("site.yml"), TEXT("people.yml")}, pages = TEXT("pages");
    if (entry->kind != FILE_FOLDER) {
        if (!text_equal(entry->name, files[0]) && !text_equal(entry->name, files[1]))
            say_unread(loading, entry->name, entry->name, files, 2);
    } else if (text_equal(entry->name, pages)) {
        walk_files(loading, pages, ".md", load_one_page, NULL);
    } else if (has_file(loading, entry->name, "network.yml")) {
        walk_network(loading, entry->name);
    } else {
        say_unread_folder(loading, entry->name, "network.yml", &pages, 1);
    }
}

/* A page and a network would get the same address. */
static void check_pages(struct loading *loading)
{
    for (size_t i = 0; i < loading->model->pages.count; i++) {
        const struct page *page = loading->model->pages.items[i];
        const struct network *network = map_get(&loading->model->networks_by_id, page->id);
        if (!network)
            continue;
        struct diagnostic *error =
            diagnostic_error(loading->diagnostics, page->place, "the page and a network are both named '%.*s'",
                             TEXT_ARGUMENTS(page->id));
        diagnostic_hint(loading->diagnostics, error, "rename the file of the page");
        diagnostic_note(loading->diagnostics, error, network->place, "the network");
    }
}

static void walk_content(struct loading *loading)
{
    file_entries entries = {0};
    if (!loading_list(loading, (struct text){0}, &entries))
        return;
    load_site(loading);
    if (has_entry(&entries, "people.yml"))
        load_people(loading);
    for (size_t i = 0; i < entries.count; i++)
        walk_content_entry(loading, &entries.items[i]);
    check_pages(loading);
}

/* The folder's path without symbolic links, in the arena; NULL with a message. */
static const char *real_folder(struct loading *loading)
{
    char *real = realpath(loading->content, NULL);
    if (!real) {
        diagnostic_world(loading->diagnostics, text_from(loading->content), errno, "cannot read the folder");
        return NULL;
    }
    const char *copy = text_string(loading->arena, text_from(strcmp(real, "/") == 0 ? "" : real));
    free(real);
    return copy;
}

struct model *model_load(struct arena *arena, const char *content, struct date today, size_t threads,
                         struct diagnostics *diagnostics)
{
    struct model *model = ARENA_NEW(arena, struct model);
    model->people_by_id.arena = model->networks_by_id.arena = model->targets.arena = arena;
    model->site.language = TEXT("sv");
    struct loading loading = {.arena = arena,
                              .diagnostics = diagnostics,
                              .model = model,
                              .content = content,
                              .reading = {.arena = arena, .diagnostics = diagnostics, .context.language = TEXT("sv")},
                              .listed = {.arena = arena},
                              .measures = {.arena = arena},
                              .failed = {.arena = arena}};
    loading.real_path = real_folder(&loading);
    if (loading.real_path) {
        walk_content(&loading);
        diagnostics_attribute(diagnostics, 0, &checks[CHECK_FILE]);
        link_model(&loading);
        diagnostics_attribute(diagnostics, 0, &checks[CHECK_REFERENCE]);
        link_texts(&loading);
        archive_gather(&loading);
        films_gather(&loading);
        tasks_gather(&loading);
        check_model(&loading, today, threads);
    }
    locale_close(loading.locales[0]);
    locale_close(loading.locales[1]);
    return model;
}

struct prose model_lone_text(struct arena *arena, const struct passage *passage, struct text language,
                             struct diagnostics *diagnostics)
{
    struct reading reading = {.arena = arena, .diagnostics = diagnostics, .context.language = language};
    struct prose prose = {0};
    fields_read_prose(&reading, passage, &prose);
    return prose;
}
