/* The set of compiled templates, and what messages and look-ups ask of its tags. */
#include "template/mustache_tree.h"

struct mustache_set *mustache_set_new(struct arena *arena)
{
    struct mustache_set *set = ARENA_NEW(arena, struct mustache_set);
    set->arena = arena;
    set->by_name.arena = arena;
    return set;
}

bool mustache_add(struct mustache_set *set, struct text name, const struct source *source,
                  struct diagnostics *diagnostics)
{
    struct template *template = map_get(&set->by_name, name);
    if (!template) {
        template = ARENA_NEW(set->arena, struct template);
        template->name = text_copy(set->arena, name);
        map_set(&set->by_name, template->name, template);
        ARRAY_PUSH(set->arena, &set->templates, template);
    }
    template->source = source;
    return mustache_parse(set->arena, template, diagnostics);
}

const struct tag *mustache_override(const struct tag *parent, struct text name)
{
    if (parent->blocks)
        return map_get(parent->blocks, name);
    for (const struct tag *tag = parent->children; tag; tag = tag->next)
        if (tag->kind == TAG_BLOCK && text_equal(tag->name, name))
            return tag;
    return NULL;
}

const char *mustache_kind_word(enum tag_kind kind)
{
    static const char *const words[] = {
        [TAG_TEXT] = "text",        [TAG_ESCAPED] = "tag",     [TAG_RAW] = "tag",       [TAG_SECTION] = "section",
        [TAG_INVERTED] = "section", [TAG_PARTIAL] = "partial", [TAG_PARENT] = "parent", [TAG_BLOCK] = "block",
    };
    return words[kind];
}

struct place mustache_place(const struct template *template, const struct tag *tag)
{
    return source_place(template->source, tag->position);
}

struct text mustache_shown(struct text name)
{
    return text_cut(name, 60);
}
