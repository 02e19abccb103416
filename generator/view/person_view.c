/* People, and people in a certain task. */
#include "view/address.h"
#include "view/lookup.h"

bool view_has_page(const struct person *person)
{
    return person->publish && person->has_tasks;
}

static struct value person_page(struct view *view, const struct person *person)
{
    return view_has_page(person) ? value_text(address_of(view, address_person(view->arena, person))) : value_nothing();
}

static struct value person_link(struct view *view, const struct person *person)
{
    if (view_has_page(person))
        return person_page(view, person);
    struct text page = address_of(view, address_people());
    return value_text(text_format(view->arena, "%.*s#%.*s", TEXT_ARGUMENTS(page), TEXT_ARGUMENTS(person->id)));
}

static struct value mail_address(struct view *view, const struct person *person)
{
    return person->email.size ? value_text(text_format(view->arena, "mailto:%.*s", TEXT_ARGUMENTS(person->email)))
                              : value_nothing();
}

static struct value person_id(struct view *view, const void *object)
{
    (void)view;
    return value_text(((const struct person *)object)->id);
}

static struct value person_url(struct view *view, const void *object)
{
    return person_link(view, object);
}

static struct value person_page_url(struct view *view, const void *object)
{
    return person_page(view, object);
}

static struct value person_title(struct view *view, const void *object)
{
    (void)view;
    return value_text(((const struct person *)object)->name);
}

static struct value person_mailto(struct view *view, const void *object)
{
    return mail_address(view, object);
}

static struct value has_address(struct view *view, const void *object)
{
    (void)view;
    const struct person *person = object;
    return value_flag(person->email.size || person->phone.size);
}

/* What they lead and do */

/* A task with the role and organisation at that time, where they differ from the person's own of today. */
static struct value task_value(struct view *view, const struct person *person, const struct task *task)
{
    struct arena *arena = view->arena;
    const struct contact *contact = task->contact;
    struct value record = value_new_record(arena);
    bool has_other_role = !text_equal(contact->role, person->role);
    bool has_other_organisation = !text_equal(contact->organisation, person->organisation);
    value_set(arena, record, "network", view_object(view, &network_type, task->network));
    value_set(arena, record, "round", view_object(view, &round_type, task->round));
    value_set(arena, record, "meeting", view_object(view, &meeting_type, task->meeting));
    value_set(arena, record, "team", view_object(view, &team_type, task->team));
    value_set(arena, record, "report", view_object(view, &report_type, task->report));
    value_set(arena, record, "other_role", has_other_role ? view_text(contact->role) : value_nothing());
    value_set(arena, record, "other_organisation",
              has_other_organisation ? view_text(contact->organisation) : value_nothing());
    return record;
}

static struct value tasks_value(struct view *view, const struct person *person, enum task_kind kind)
{
    struct value list = value_new_list(view->arena);
    for (size_t i = 0; i < person->tasks[kind].count; i++)
        value_add(view->arena, list, task_value(view, person, &person->tasks[kind].items[i]));
    return list;
}

/* Rounds stand network by network. A network without any round of theirs has an empty list. */
static struct value coached_networks(struct view *view, const void *object)
{
    const struct person *person = object;
    const task_list *tasks = &person->tasks[TASK_COACH];
    struct arena *arena = view->arena;
    struct value list = value_new_list(arena), rounds = value_nothing();
    for (size_t i = 0; i < tasks->count; i++) {
        const struct task *task = &tasks->items[i];
        if (!i || task->network != tasks->items[i - 1].network) {
            struct value record = task_value(view, person, task);
            rounds = value_new_list(arena);
            value_set(arena, record, "rounds", rounds);
            value_add(arena, list, record);
        }
        if (task->round)
            value_add(arena, rounds, task_value(view, person, task));
    }
    return list;
}

static struct value spoken(struct view *view, const void *object)
{
    return tasks_value(view, object, TASK_SPEAKER);
}

static struct value teams(struct view *view, const void *object)
{
    return tasks_value(view, object, TASK_TEAM);
}

static struct value reports(struct view *view, const void *object)
{
    return tasks_value(view, object, TASK_REPORT);
}

/* All that they are known in, each once; kinds of tasks stand by network or by date. */
static struct value person_networks(struct view *view, const void *object)
{
    const struct person *person = object;
    struct value list = value_new_list(view->arena);
    struct map known = {.arena = view->arena};
    for (size_t kind = 0; kind < TASK_KINDS; kind++)
        for (size_t i = 0; i < person->tasks[kind].count; i++) {
            const struct network *network = person->tasks[kind].items[i].network;
            if (!map_set(&known, network->id, (void *)network))
                value_add(view->arena, list, view_object(view, &network_type, network));
        }
    return list;
}

static const struct derived person_derived[] = {
    {"id", person_id},         {"url", person_url},          {"page_url", person_page_url}, {"title", person_title},
    {"mailto", person_mailto}, {"has_address", has_address}, {"coached", coached_networks}, {"spoken", spoken},
    {"teams", teams},          {"reports", reports},         {"networks", person_networks}, {NULL, NULL},
};

const struct view_type person_view = {&person_type, person_derived};

/* Without a site around it a contact is only the name that was written. */
static const struct person *person_of(const void *object)
{
    static const struct person unknown;
    const struct contact *contact = object;
    return contact->person.target ? contact->person.target : &unknown;
}

static struct value contact_id(struct view *view, const void *object)
{
    (void)view;
    return value_text(((const struct contact *)object)->person.name);
}

static struct value contact_url(struct view *view, const void *object)
{
    return person_link(view, person_of(object));
}

static struct value contact_page_url(struct view *view, const void *object)
{
    return person_page(view, person_of(object));
}

static struct value contact_name(struct view *view, const void *object)
{
    const struct person *person = person_of(object);
    return person->name.size ? value_text(person->name) : contact_id(view, object);
}

static struct value contact_role(struct view *view, const void *object)
{
    (void)view;
    const struct contact *contact = object;
    return view_text(contact->role.size ? contact->role : person_of(object)->role);
}

static struct value contact_organisation(struct view *view, const void *object)
{
    (void)view;
    const struct contact *contact = object;
    return view_text(contact->organisation.size ? contact->organisation : person_of(object)->organisation);
}

/* What a person is called stands in the site's language, unless the network says it in its own. */

static struct value contact_role_language(struct view *view, const void *object)
{
    const struct contact *contact = object;
    bool is_own = !contact->role.size || text_equal(contact->role, person_of(object)->role);
    return is_own ? view_foreign_language(view, view->model->site.language) : value_nothing();
}

static struct value contact_organisation_language(struct view *view, const void *object)
{
    const struct contact *contact = object;
    bool is_own = !contact->organisation.size || text_equal(contact->organisation, person_of(object)->organisation);
    return is_own ? view_foreign_language(view, view->model->site.language) : value_nothing();
}

static struct value contact_email(struct view *view, const void *object)
{
    (void)view;
    return view_text(person_of(object)->email);
}

static struct value contact_phone(struct view *view, const void *object)
{
    (void)view;
    return view_text(person_of(object)->phone);
}

static struct value contact_mailto(struct view *view, const void *object)
{
    return mail_address(view, person_of(object));
}

static const struct derived contact_derived[] = {
    {"id", contact_id},
    {"url", contact_url},
    {"page_url", contact_page_url},
    {"name", contact_name},
    {"role", contact_role},
    {"organisation", contact_organisation},
    {"role_language", contact_role_language},
    {"organisation_language", contact_organisation_language},
    {"email", contact_email},
    {"phone", contact_phone},
    {"mailto", contact_mailto},
    {NULL, NULL},
};

const struct view_type contact_view = {&contact_type, contact_derived};
