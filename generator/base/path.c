#include "base/path.h"

struct text path_name(struct text path)
{
    size_t from = path.size;
    while (from > 0 && path.bytes[from - 1] != '/')
        from--;
    return text_slice(path, from, path.size);
}

struct text path_folder(struct text path)
{
    size_t size = path.size - path_name(path).size;
    return text_slice(path, 0, size ? size - 1 : 0);
}

struct text path_join(struct arena *arena, struct text folder, struct text name)
{
    if (!folder.size)
        return name;
    return text_format(arena, "%.*s/%.*s", TEXT_ARGUMENTS(folder), TEXT_ARGUMENTS(name));
}

static void drop_last(struct buffer *path)
{
    while (path->size && path->bytes[path->size - 1] != '/')
        path->size--;
    if (path->size)
        path->size--;
}

bool path_resolve(struct arena *arena, struct text folder, struct text relative, struct text *resolved)
{
    struct buffer path = {.arena = arena};
    buffer_add(&path, folder);
    for (size_t from = 0; from <= relative.size;) {
        size_t end = text_find_byte(relative, '/', from);
        struct text part = text_slice(relative, from, end);
        from = end + 1;
        if (part.size == 0 || text_is(part, "."))
            continue;
        if (text_is(part, "..")) {
            if (path.size == 0)
                return false;
            drop_last(&path);
            continue;
        }
        if (path.size)
            buffer_add_byte(&path, '/');
        buffer_add(&path, part);
    }
    *resolved = text_copy(arena, buffer_text(&path));
    return true;
}

struct text path_relative(struct arena *arena, struct text folder, struct text path)
{
    size_t common = 0; /* how many bytes of the folder, with the slash, both share */
    for (size_t i = 0; i <= folder.size && i < path.size; i++) {
        char c = i < folder.size ? folder.bytes[i] : '/';
        if (c != path.bytes[i])
            break;
        if (c == '/')
            common = i + 1;
    }
    struct buffer relative = {.arena = arena};
    for (size_t i = common; i < folder.size; i++)
        if (i == common || folder.bytes[i] == '/')
            buffer_add_string(&relative, "../");
    buffer_add(&relative, text_slice(path, common, path.size));
    return buffer_text(&relative);
}
