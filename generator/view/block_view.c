/* The records that the layouts of blocks get. */
#include "view/lookup.h"

static struct value steps_value(struct view *view, const step_list *steps)
{
    struct value list = value_new_list(view->arena);
    for (size_t i = 0; steps && i < steps->count; i++) {
        struct value step = value_new_record(view->arena);
        value_set(view->arena, step, "number", value_text(text_format(view->arena, "%zu", i + 1)));
        value_set(view->arena, step, "index", value_text(text_format(view->arena, "%zu", i)));
        value_set(view->arena, step, "title", view_text(steps->items[i].title));
        value_set(view->arena, step, "text", view_text(steps->items[i].text));
        value_set(view->arena, step, "here", value_flag(steps->items[i].here));
        value_add(view->arena, list, step);
    }
    return list;
}

static struct value contacts_value(struct view *view, const struct markup_node *node)
{
    const contact_list *contacts = node->record;
    if ((!contacts || !contacts->count) && view->profile)
        contacts = &view->profile->coaches;
    return contacts ? view_contacts(view, contacts) : value_new_list(view->arena);
}

struct value view_block(struct view *view, const struct markup_node *node)
{
    struct arena *arena = view->arena;
    struct value record = value_new_record(arena);
    struct text name = text_from(node->block->name);
    bool is_team = text_is(name, "team"), is_quote = text_is(name, "quote");
    const struct team *team = is_team ? node->record : NULL;
    const text_list *data = node->record;
    bool is_data = node->block->body == BODY_DATA;
    value_set(arena, record, "title", is_team || is_quote ? value_nothing() : view_text(node->argument));
    value_set(arena, record, "who", is_quote ? view_text(node->argument) : value_nothing());
    value_set(arena, record, "team", view_object(view, &team_type, team));
    value_set(arena, record, "name", is_team ? view_text(team ? team->title : node->argument) : value_nothing());
    value_set(arena, record, "content",
              is_data ? value_nothing() : view_markup(view, node, is_team ? 1 : 0, (struct text){0}));
    struct value nothing = value_new_list(arena);
    bool is_films = text_is(name, "films"), is_figures = text_is(name, "figures");
    value_set(arena, record, "films", is_films && data ? view_records(view, &link_type, data->items, data->count) : nothing);
    value_set(arena, record, "figures",
              is_figures && data ? view_records(view, &figure_type, data->items, data->count) : nothing);
    value_set(arena, record, "steps", text_is(name, "steps") ? steps_value(view, node->record) : nothing);
    value_set(arena, record, "contacts", text_is(name, "contacts") ? contacts_value(view, node) : nothing);
    return record;
}
