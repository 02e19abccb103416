#include "model/loading.h"

#include "read/source.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

const char *loading_path(const struct loading *loading, struct text path)
{
    return file_path(loading->arena, loading->content, text_string(loading->arena, path));
}

static struct text shown_path(const struct loading *loading, struct text path)
{
    return text_format(loading->arena, "content/%.*s", TEXT_ARGUMENTS(path));
}

struct place loading_place(const struct loading *loading, struct text path)
{
    struct source *source = ARENA_NEW(loading->arena, struct source);
    source->path = shown_path(loading, path);
    return (struct place){.source = source};
}

struct text loading_shown_path(struct text shown)
{
    return text_slice(shown, text_find_byte(shown, '/', 0) + 1, shown.size);
}

bool loading_is_inside(struct loading *loading, struct text path)
{
    bool is_inside = file_is_inside(loading->real_path, loading_path(loading, path));
    if (!is_inside) {
        struct diagnostic *error = diagnostic_error(loading->diagnostics, loading_place(loading, path),
                                                    "a symbolic link leads out of the folder 'content'");
        diagnostic_hint(loading->diagnostics, error, "put the file itself here");
    }
    return is_inside;
}

struct source *loading_source(struct loading *loading, struct text path)
{
    struct source *source = NULL;
    if (loading_is_inside(loading, path))
        source =
            source_read(loading->arena, loading_path(loading, path), shown_path(loading, path), loading->diagnostics);
    if (source)
        ARRAY_PUSH(loading->arena, &loading->sources, source);
    else
        loading_fail(loading, path);
    return source;
}

/* "~$1.md" is how Word remembers that somebody has the file open. */
static void drop_word_locks(file_entries *entries)
{
    size_t kept = 0;
    for (size_t i = 0; i < entries->count; i++)
        if (!text_starts_with(entries->items[i].name, "~$"))
            entries->items[kept++] = entries->items[i];
    entries->count = kept;
}

static struct text in_small_letters(struct arena *arena, struct text name)
{
    char *small = arena_copy(arena, name.bytes, name.size);
    for (size_t i = 0; i < name.size; i++)
        if (small[i] >= 'A' && small[i] <= 'Z')
            small[i] += 'a' - 'A';
    return (struct text){small, name.size};
}

/* Windows, SharePoint and many Macs take both for the same file: one would overwrite the other. */
static void say_same_but_case(struct loading *loading, struct text folder, const file_entries *entries)
{
    struct map seen = {.arena = loading->arena};
    for (size_t i = 0; i < entries->count; i++) {
        struct text name = entries->items[i].name;
        const struct text *other =
            map_set(&seen, in_small_letters(loading->arena, name), (void *)&entries->items[i].name);
        if (!other)
            continue;
        struct diagnostic *warning =
            diagnostic_warning(loading->diagnostics, loading_place(loading, path_join(loading->arena, folder, name)),
                               "the name differs from '%.*s' only in capital letters", TEXT_ARGUMENTS(*other));
        diagnostic_hint(loading->diagnostics, warning,
                        "rename one of them; on Windows and in SharePoint they are the same file");
    }
}

bool loading_list(struct loading *loading, struct text folder, file_entries *entries)
{
    if (!loading_is_inside(loading, folder) ||
        !file_list(loading->arena, loading_path(loading, folder), entries, loading->diagnostics))
        return false;
    drop_word_locks(entries);
    say_same_but_case(loading, folder, entries);
    return true;
}

void loading_fail(struct loading *loading, struct text path)
{
    map_set(&loading->failed, text_copy(loading->arena, path), loading);
}

bool loading_has_failed(const struct loading *loading, struct text path)
{
    return map_get(&loading->failed, path) != NULL;
}

bool loading_may_compare(struct loading *loading, size_t count)
{
    enum { MOST = 3 * 1000 * 1000 };
    loading->compared += count;
    return loading->compared <= MOST;
}

struct text loading_nearest(struct loading *loading, struct text wanted, const struct text *names, size_t count)
{
    return loading_may_compare(loading, count) ? text_nearest(wanted, names, count) : (struct text){0};
}

/* What is in a folder, read once; NULL with a message. */
static const file_entries *list_once(struct loading *loading, struct text folder)
{
    file_entries *entries = map_get(&loading->listed, folder);
    if (!entries) {
        entries = ARENA_NEW(loading->arena, file_entries);
        if (!loading_list(loading, folder, entries))
            return NULL;
        map_set(&loading->listed, text_copy(loading->arena, folder), entries);
    }
    return entries;
}

struct text loading_nearest_file(struct loading *loading, struct text path, bool *differs_in_case)
{
    size_t from = 0, end = text_find_byte(path, '/', 0);
    *differs_in_case = false;
    while (end < path.size && file_kind(loading_path(loading, text_slice(path, 0, end))) == FILE_FOLDER) {
        from = end + 1;
        end = text_find_byte(path, '/', from);
    }
    struct text folder = path_folder(text_slice(path, 0, end)), wanted = text_slice(path, from, end);
    const file_entries *entries =
        file_kind(loading_path(loading, folder)) == FILE_FOLDER ? list_once(loading, folder) : NULL;
    text_list names = {0};
    struct text nearest = {0};
    if (!entries || !loading_may_compare(loading, entries->count))
        return nearest;
    for (size_t i = 0; i < entries->count && !nearest.size; i++) {
        struct text name = entries->items[i].name;
        if (text_equal(name, wanted)) /* it is there, but is no file */
            return nearest;
        ARRAY_PUSH(loading->arena, &names, name);
        if (text_equal_but_case(name, wanted))
            nearest = name;
    }
    *differs_in_case = nearest.size > 0;
    if (!nearest.size)
        nearest = text_nearest(wanted, names.items, names.count);
    if (!nearest.size)
        return nearest;
    return text_join(loading->arena, path_join(loading->arena, folder, nearest), text_slice(path, end, path.size));
}

void loading_add_target(struct loading *loading, struct text path, enum target_kind kind, const void *object)
{
    struct target *target = ARENA_NEW(loading->arena, struct target);
    *target = (struct target){kind, object};
    path = text_copy(loading->arena, path);
    map_set(&loading->model->targets, path, target);
    ARRAY_PUSH(loading->arena, &loading->targets, path);
}
