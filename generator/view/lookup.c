#include "view/lookup.h"
#include "view/address.h"

#include "base/number.h"

#include <string.h>

/* A model object with all that answering a name needs. */
struct viewed {
    const struct view_type *view_type; /* may be NULL: fields only */
    const struct record_type *type;
    const void *object;
};

static const struct view_type *const view_types[] = {
    &site_view,    &person_view,       &contact_view,    &network_view, &round_view, &meeting_view, &team_view,
    &measure_view, &newsletter_view,   &report_view,     &page_view,    &step_view,  &film_view,    &accessibility_view,
    &year_view,    &municipality_view, &shown_film_view, &change_view,  &chart_view, &idea_view,
};

static const struct view_type *find_view_type(const struct record_type *type)
{
    for (size_t i = 0; i < sizeof view_types / sizeof *view_types; i++)
        if (view_types[i]->type == type)
            return view_types[i];
    return NULL;
}

struct value view_text(struct text text)
{
    return text.size ? value_text(text) : value_nothing();
}

struct value view_address(struct view *view, struct text path)
{
    return path.size ? value_text(address_of(view, path)) : value_nothing();
}

struct value view_absolute(struct view *view, struct text path)
{
    return path.size ? value_text(address_absolute(view, path)) : value_nothing();
}

struct value view_count(struct view *view, size_t count)
{
    return count ? value_text(text_format(view->arena, "%zu", count)) : value_nothing();
}

struct value view_counted(struct view *view, size_t count, const char *one, const char *many)
{
    struct text word = view_string(view, count == 1 ? one : many);
    struct text number = view_number(view, (double)count).text;
    return value_text(text_format(view->arena, "%.*s %.*s", TEXT_ARGUMENTS(number), TEXT_ARGUMENTS(word)));
}

struct text view_sentence(struct view *view, const char *name, const struct view_word *words)
{
    struct text sentence = view_string(view, name);
    struct buffer buffer = {.arena = view->arena};
    for (size_t at = 0, open, close; at < sentence.size; at = close + 1) {
        open = text_find_byte(sentence, '{', at);
        close = text_find_byte(sentence, '}', open);
        struct text wanted = text_slice(sentence, open + 1, close);
        const struct view_word *word = words;
        while (word->name && (close == sentence.size || !text_is(wanted, word->name)))
            word++;
        buffer_add(&buffer, text_slice(sentence, at, word->name ? open : close + 1));
        buffer_add(&buffer, word->text);
    }
    return buffer_text(&buffer);
}

struct value view_letters(struct view *view, struct text title)
{
    size_t longest = 1, letters = 0;
    for (size_t position = 0; position < title.size;) {
        uint32_t character = utf8_next(title, &position);
        bool is_break = character == ' ' || character == '-' || character == 0x2013; /* – */
        letters = is_break ? 0 : letters + 1;
        longest = letters > longest ? letters : longest;
    }
    return value_text(text_format(view->arena, "%zu", longest));
}

struct value view_number(struct view *view, double number)
{
    return value_text(number_write(view->arena, number, 4, locale_decimal(view->locale)));
}

struct value view_pointers(struct view *view, const struct record_type *type, const void *const *items, size_t count,
                           bool is_reversed)
{
    struct value list = value_new_list(view->arena);
    for (size_t i = 0; i < count; i++)
        value_add(view->arena, list, view_object(view, type, items[is_reversed ? count - 1 - i : i]));
    return list;
}

struct value view_records(struct view *view, const struct record_type *type, const void *items, size_t count)
{
    struct value list = value_new_list(view->arena);
    for (size_t i = 0; i < count; i++)
        value_add(view->arena, list, view_object(view, type, (const char *)items + i * type->size));
    return list;
}

/* A list of the targets of references. */
static struct value view_references(struct view *view, const struct record_type *type, const reference_list *references)
{
    struct value list = value_new_list(view->arena);
    for (size_t i = 0; i < references->count; i++)
        value_add(view->arena, list, view_object(view, type, references->items[i].target));
    return list;
}

struct value view_foreign_language(struct view *view, struct text language)
{
    bool is_foreign = language.size && !text_equal(language, locale_language(view->locale));
    return is_foreign ? value_text(language) : value_nothing();
}

struct value view_contacts(struct view *view, const contact_list *contacts)
{
    return view_records(view, &contact_type, contacts->items, contacts->count);
}

static struct value time_value(struct view *view, struct time_of_day time)
{
    if (!time.is_set)
        return value_nothing();
    return value_text(text_format(view->arena, "%02d:%02d", time.hour, time.minute));
}

/* Every ARRAY begins alike; only the item type differs. */
static struct value list_value(struct view *view, const struct field *field, const void *at)
{
    const text_list *array = at;
    if (field->kind == FIELD_RECORD)
        return view_records(view, field->type, array->items, array->count);
    if (field->kind == FIELD_REFERENCE)
        return view_references(view, field->type, at);
    struct value list = value_new_list(view->arena);
    for (size_t i = 0; i < array->count; i++)
        value_add(view->arena, list, value_text(array->items[i]));
    return list;
}

static struct value field_value(struct view *view, const struct field *field, const char *owner)
{
    const void *at = owner + field->offset;
    if (field->presence && !*(const bool *)(owner + field->presence))
        return value_nothing();
    if (field->is_list)
        return list_value(view, field, at);
    switch (field->kind) {
    case FIELD_PROSE:
        return view_prose(view, at, 0, (struct text){0});
    case FIELD_DATE:
        return view_date(view, *(const struct date *)at);
    case FIELD_TIME:
        return time_value(view, *(const struct time_of_day *)at);
    case FIELD_NUMBER:
    case FIELD_COUNT:
        return view_number(view, *(const double *)at);
    case FIELD_FLAG:
        return value_flag(*(const bool *)at);
    case FIELD_REFERENCE:
        return view_object(view, field->type, ((const struct reference *)at)->target);
    case FIELD_RECORD:
        return view_object(view, field->type, at);
    default:
        return view_text(*(const struct text *)at);
    }
}

static bool get_plain(const struct viewed *viewed, struct view *view, struct text name, struct value *result)
{
    if (viewed->view_type)
        for (const struct derived *derived = viewed->view_type->derived; derived->name; derived++)
            if (text_is(name, derived->name)) {
                *result = derived->value(view, viewed->object);
                return true;
            }
    size_t owner_offset = 0;
    const struct field *field = field_find(viewed->type, name, &owner_offset);
    if (!field)
        return false;
    *result = field_value(view, field, (const char *)viewed->object + owner_offset);
    return true;
}

/* Every list `x` also answers `x_count`, so that a heading can stand before a loop. */
static bool get(const void *object, void *context, struct text name, struct value *result)
{
    if (get_plain(object, context, name, result))
        return true;
    struct text list_name = text_slice(name, 0, name.size < 6 ? 0 : name.size - 6);
    if (!text_ends_with(name, "_count") || !get_plain(object, context, list_name, result) || result->kind != VALUE_LIST)
        return false;
    *result = view_count(context, result->list->values.count);
    return true;
}

static void add_fields(const struct record_type *type, struct arena *arena, text_list *names)
{
    for (size_t i = 0; i < type->count; i++)
        ARRAY_PUSH(arena, names, text_from(type->fields[i].name));
    if (type->extends)
        add_fields(type->extends, arena, names);
}

static void list_names(const void *object, void *context, struct arena *arena, struct text **names, size_t *count)
{
    (void)context;
    const struct viewed *viewed = object;
    text_list list = {0};
    if (viewed->view_type)
        for (const struct derived *derived = viewed->view_type->derived; derived->name; derived++)
            ARRAY_PUSH(arena, &list, text_from(derived->name));
    add_fields(viewed->type, arena, &list);
    *names = list.items;
    *count = list.count;
}

struct value view_object(struct view *view, const struct record_type *type, const void *object)
{
    static const struct value_class class = {get, list_names};
    if (!object)
        return value_nothing();
    struct viewed *viewed = ARENA_NEW(view->arena, struct viewed);
    *viewed = (struct viewed){find_view_type(type), type, object};
    return value_object(&class, viewed, view);
}
