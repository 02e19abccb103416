#include "template/mustache_tree.h"

#include "base/path.h"

/* ---- names of partials and parents ---- */

/* "site/" of "site/home.html". */
static struct text folder_of(struct text name)
{
    return text_slice(name, 0, name.size - path_name(name).size);
}

/* ".html" of "site/home.html". */
static struct text extension_of(struct text name)
{
    struct text file = path_name(name);
    size_t dot = file.size;
    while (dot > 0 && file.bytes[dot - 1] != '.')
        dot--;
    return dot ? text_slice(file, dot - 1, file.size) : (struct text){0};
}

static struct template *look_in(const struct mustache_set *set, struct buffer *path, struct text folder,
                                struct text name, struct text extension)
{
    path->size = 0;
    buffer_add(path, folder);
    buffer_add(path, name);
    buffer_add(path, extension);
    return map_get(&set->by_name, buffer_text(path));
}

static struct template *find_target(const struct mustache_set *set, const struct template *from, struct text name,
                                    struct buffer *path)
{
    struct text extension = extension_of(from->name);
    struct template *found = look_in(set, path, folder_of(from->name), name, extension);
    if (!found)
        found = look_in(set, path, TEXT("partials/"), name, extension);
    return found ? found : map_get(&set->by_name, name);
}

/* ---- checks ---- */

struct names {
    struct arena *arena;
    struct map seen;
    ARRAY(struct text) list;
};

struct linker {
    struct mustache_set *set;
    struct diagnostics *diagnostics; /* NULL: lenient */
    struct arena *scratch;
    struct buffer path;
    struct map names_of; /* template's name to all block names that it can show */
    size_t told;         /* messages about the template at hand */
    bool is_good;
};

/* More would help nobody, and each has to find its line. */
static bool may_tell(struct linker *linker)
{
    enum { MISTAKE_LIMIT = 50 };
    return linker->diagnostics && ++linker->told <= MISTAKE_LIMIT;
}

static void add_name(struct names *names, struct text name)
{
    if (name.size && !map_set(&names->seen, name, names))
        ARRAY_PUSH(names->arena, &names->list, name);
}

static void add_hint(struct linker *linker, struct diagnostic *diagnostic, struct text name, const struct names *names)
{
    diagnostic_suggest(linker->diagnostics, diagnostic, text_nearest(name, names->list.items, names->list.count));
}

/* Every template that a partial tag in `from` could name, in its shortest form. */
static void add_targets(const struct linker *linker, const struct template *from, struct names *names)
{
    struct text own = folder_of(from->name), extension = extension_of(from->name);
    for (size_t i = 0; i < linker->set->templates.count; i++) {
        struct text name = linker->set->templates.items[i]->name, folder = folder_of(name);
        bool is_near = text_equal(folder, own) || text_is(folder, "partials/");
        if (is_near && text_equal(extension_of(name), extension))
            name = text_slice(name, folder.size, name.size - extension.size);
        add_name(names, name);
    }
}

static void report_unknown_target(struct linker *linker, const struct template *template, const struct tag *tag)
{
    struct names names = {.arena = linker->scratch, .seen = {.arena = linker->scratch}};
    linker->is_good = false;
    if (!may_tell(linker))
        return;
    add_targets(linker, template, &names);
    struct diagnostic *diagnostic =
        diagnostic_error(linker->diagnostics, mustache_place(template, tag), mustache_messages(tag->kind)->unknown,
                         TEXT_ARGUMENTS(mustache_shown(tag->name)));
    add_hint(linker, diagnostic, tag->name, &names);
}

static void link_tags(struct linker *linker, struct template *template, struct tag *tags)
{
    for (struct tag *tag = tags; tag; tag = tag->next) {
        if (tag->kind == TAG_PARTIAL || tag->kind == TAG_PARENT) {
            tag->target = find_target(linker->set, template, tag->name, &linker->path);
            if (!tag->target && linker->diagnostics)
                report_unknown_target(linker, template, tag);
        }
        link_tags(linker, template, tag->children);
    }
}

static void collect_template(struct names *names, struct map *visited, const struct template *template);

static void collect_blocks(struct names *names, struct map *visited, const struct tag *tags)
{
    for (const struct tag *tag = tags; tag; tag = tag->next) {
        if (tag->kind == TAG_BLOCK)
            add_name(names, tag->name);
        collect_blocks(names, visited, tag->children);
        if (tag->kind == TAG_PARTIAL || tag->kind == TAG_PARENT)
            collect_template(names, visited, tag->target);
    }
}

/* A parent shows its own blocks and those of its partials and parents. */
static void collect_template(struct names *names, struct map *visited, const struct template *template)
{
    if (template && !map_set(visited, template->name, visited))
        collect_blocks(names, visited, template->tags);
}

static const struct names *blocks_of(struct linker *linker, const struct template *template)
{
    struct names *names = map_get(&linker->names_of, template->name);
    if (!names) {
        names = ARENA_NEW(linker->scratch, struct names);
        names->arena = names->seen.arena = linker->scratch;
        struct map visited = {.arena = linker->scratch};
        collect_template(names, &visited, template);
        map_set(&linker->names_of, template->name, names);
    }
    return names;
}

static void check_parent(struct linker *linker, const struct template *template, const struct tag *parent)
{
    if (parent->ignored && may_tell(linker))
        diagnostic_warning(linker->diagnostics, source_place(template->source, parent->ignored - 1),
                           "what stands in parent '%.*s' outside of its blocks is ignored",
                           TEXT_ARGUMENTS(mustache_shown(parent->name)));
    if (!parent->target)
        return;
    const struct names *names = blocks_of(linker, parent->target);
    for (const struct tag *tag = parent->children; tag; tag = tag->next) {
        if (tag->kind != TAG_BLOCK || map_get(&names->seen, tag->name))
            continue;
        linker->is_good = false;
        if (!may_tell(linker))
            return;
        struct diagnostic *diagnostic =
            diagnostic_error(linker->diagnostics, mustache_place(template, tag), "parent '%.*s' has no block '%.*s'",
                             TEXT_ARGUMENTS(mustache_shown(parent->name)), TEXT_ARGUMENTS(mustache_shown(tag->name)));
        add_hint(linker, diagnostic, tag->name, names);
    }
}

static void check_parents(struct linker *linker, const struct template *template, const struct tag *tags)
{
    for (const struct tag *tag = tags; tag; tag = tag->next) {
        if (tag->kind == TAG_PARENT)
            check_parent(linker, template, tag);
        check_parents(linker, template, tag->children);
    }
}

bool mustache_link(struct mustache_set *set, bool is_lenient, struct diagnostics *diagnostics)
{
    struct arena scratch = {0};
    struct linker linker = {.set = set, .diagnostics = is_lenient ? NULL : diagnostics, .scratch = &scratch};
    linker.path.arena = linker.names_of.arena = &scratch;
    linker.is_good = true;
    for (size_t i = 0; i < set->templates.count; i++) {
        linker.told = 0;
        link_tags(&linker, set->templates.items[i], set->templates.items[i]->tags);
    }
    /* Which blocks a parent can show is known only when all of them are linked. */
    for (size_t i = 0; !is_lenient && i < set->templates.count; i++) {
        linker.told = 0;
        check_parents(&linker, set->templates.items[i], set->templates.items[i]->tags);
    }
    arena_release(&scratch);
    return linker.is_good;
}
