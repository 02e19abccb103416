#include "template/data.h"

#include "read/source.h"

static struct value scalar_value(const struct yaml_node *node)
{
    struct text text = yaml_text(node);
    if (yaml_is_nothing(node))
        return value_nothing();
    if (!node->is_quoted && (text_is(text, "true") || text_is(text, "yes")))
        return value_flag(true);
    if (!node->is_quoted && (text_is(text, "false") || text_is(text, "no")))
        return value_flag(false);
    return value_text(text);
}

static struct value list_value(struct arena *arena, const struct yaml_node *node)
{
    struct value list = value_new_list(arena);
    for (size_t i = 0; i < node->items.count; i++)
        value_add(arena, list, data_value(arena, node->items.items[i]));
    return list;
}

static struct value record_value(struct arena *arena, const struct yaml_node *node)
{
    struct value record = value_new_record(arena);
    for (size_t i = 0; i < node->entries.count; i++) {
        const struct yaml_entry *entry = &node->entries.items[i];
        value_set_named(arena, record, yaml_text(entry->key), data_value(arena, entry->value));
    }
    return record;
}

struct value data_value(struct arena *arena, const struct yaml_node *node)
{
    if (!node)
        return value_nothing();
    switch (node->kind) {
    case YAML_TEXT:
        return scalar_value(node);
    case YAML_LIST:
        return list_value(arena, node);
    case YAML_MAP:
        return record_value(arena, node);
    }
    return value_nothing();
}

struct value data_read(struct arena *arena, const struct source *source, struct diagnostics *diagnostics)
{
    struct passage passage = source_passage(source);
    const struct yaml_node *tree = yaml_parse(arena, &passage, diagnostics);
    return tree ? data_value(arena, tree) : value_nothing();
}
