/* The set of compiled templates, and what messages and look-ups ask of its tags. */
#include "template/mustache_tree.h"

#include "base/translate.h"

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

const struct tag_messages *mustache_messages(enum tag_kind kind)
{
    static const struct tag_messages messages[] = {
        [TAG_SECTION] = {N_("section '%.*s' is nested more than %d deep"), N_("section '%.*s' is never closed"),
                         N_("section '%.*s' is open here"), NULL},
        [TAG_PARTIAL] = {N_("partial '%.*s' is nested more than %d deep"), NULL, NULL, N_("unknown partial '%.*s'")},
        [TAG_PARENT] = {N_("parent '%.*s' is nested more than %d deep"), N_("parent '%.*s' is never closed"),
                        N_("parent '%.*s' is open here"), N_("unknown parent '%.*s'")},
        [TAG_BLOCK] = {N_("block '%.*s' is nested more than %d deep"), N_("block '%.*s' is never closed"),
                       N_("block '%.*s' is open here"), NULL},
    };
    return &messages[kind == TAG_INVERTED ? TAG_SECTION : kind];
}

struct place mustache_place(const struct template *template, const struct tag *tag)
{
    return source_place(template->source, tag->position);
}

struct text mustache_shown(struct text name)
{
    return text_cut(name, 60);
}
