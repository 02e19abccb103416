#include "template/value.h"

/* Up to this many names are compared one by one, which is faster than hashing. */
enum { LINEAR_LIMIT = 8 };

struct named_value {
    struct text name;
    struct value value;
};

struct value_record {
    ARRAY(struct named_value) fields;
    struct map index; /* name to position + 1, only above LINEAR_LIMIT */
};

struct value value_nothing(void)
{
    return (struct value){.kind = VALUE_NOTHING};
}

struct value value_flag(bool flag)
{
    return (struct value){.kind = VALUE_FLAG, .flag = flag};
}

struct value value_text(struct text text)
{
    return (struct value){.kind = VALUE_TEXT, .text = text};
}

struct value value_string(const char *string)
{
    return string ? value_text(text_from(string)) : value_nothing();
}

struct value value_markup(struct text text)
{
    return (struct value){.kind = VALUE_MARKUP, .text = text};
}

struct value value_object(const struct value_class *class, const void *object, void *context)
{
    return (struct value){.kind = VALUE_OBJECT, .class = class, .object = object, .context = context};
}

struct value value_new_list(struct arena *arena)
{
    return (struct value){.kind = VALUE_LIST, .list = ARENA_NEW(arena, struct value_list)};
}

void value_add(struct arena *arena, struct value list, struct value item)
{
    /* Const for readers; whoever still fills the list is its owner. */
    struct value_list *own = (struct value_list *)list.list;
    ARRAY_PUSH(arena, &own->values, item);
}

struct value value_new_record(struct arena *arena)
{
    return (struct value){.kind = VALUE_RECORD, .record = ARENA_NEW(arena, struct value_record)};
}

static struct named_value *find_field(const struct value_record *record, struct text name)
{
    if (record->index.capacity) {
        size_t found = (size_t)(uintptr_t)map_get(&record->index, name);
        return found ? &record->fields.items[found - 1] : NULL;
    }
    for (size_t i = 0; i < record->fields.count; i++)
        if (text_equal(record->fields.items[i].name, name))
            return &record->fields.items[i];
    return NULL;
}

static void index_field(struct value_record *record, size_t position)
{
    map_set(&record->index, record->fields.items[position].name, (void *)(uintptr_t)(position + 1));
}

void value_set_named(struct arena *arena, struct value record, struct text name, struct value value)
{
    struct value_record *own = (struct value_record *)record.record;
    struct named_value *field = find_field(own, name);
    if (field) {
        field->value = value;
        return;
    }
    ARRAY_PUSH(arena, &own->fields, ((struct named_value){name, value}));
    if (own->index.capacity) {
        index_field(own, own->fields.count - 1);
    } else if (own->fields.count > LINEAR_LIMIT) {
        own->index.arena = arena;
        for (size_t i = 0; i < own->fields.count; i++)
            index_field(own, i);
    }
}

void value_set(struct arena *arena, struct value record, const char *name, struct value value)
{
    value_set_named(arena, record, text_from(name), value);
}

bool value_get(struct value value, struct text name, struct value *result)
{
    if (value.kind == VALUE_OBJECT)
        return value.class->get(value.object, value.context, name, result);
    if (value.kind != VALUE_RECORD)
        return false;
    const struct named_value *field = find_field(value.record, name);
    if (!field)
        return false;
    *result = field->value;
    return true;
}

bool value_is_true(struct value value)
{
    switch (value.kind) {
    case VALUE_NOTHING:
        return false;
    case VALUE_FLAG:
        return value.flag;
    case VALUE_TEXT:
    case VALUE_MARKUP:
        return value.text.size > 0;
    case VALUE_LIST:
        return value.list->values.count > 0;
    case VALUE_RECORD:
    case VALUE_OBJECT:
        return true;
    }
    return false;
}

void value_names(struct value value, struct arena *arena, struct text **names, size_t *count)
{
    *names = NULL;
    *count = 0;
    if (value.kind == VALUE_OBJECT)
        value.class->names(value.object, value.context, arena, names, count);
    if (value.kind != VALUE_RECORD)
        return;
    *count = value.record->fields.count;
    *names = arena_allocate(arena, *count * sizeof **names);
    for (size_t i = 0; i < *count; i++)
        (*names)[i] = value.record->fields.items[i].name;
}
