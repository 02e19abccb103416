/* The site itself, its people, pages and reports. */
#include "view/address.h"
#include "view/lookup.h"

static struct value home(struct view *view, const void *object)
{
    (void)object;
    return value_text(address_of(view, address_home()));
}

static struct value people_url(struct view *view, const void *object)
{
    (void)object;
    return value_text(address_of(view, address_people()));
}

static struct value networks(struct view *view, const void *object)
{
    (void)object;
    return view_pointers(view, &network_type, (const void *const *)view->model->networks.items,
                         view->model->networks.count, false);
}

static struct value pages(struct view *view, const void *object)
{
    (void)object;
    struct value list = value_new_list(view->arena);
    for (size_t i = 0; i < view->model->pages.count; i++)
        if (view->model->pages.items[i]->menu)
            value_add(view->arena, list, view_object(view, &page_type, view->model->pages.items[i]));
    return list;
}

static const struct derived site_derived[] = {
    {"url", home},
    {"people_url", people_url},
    {"networks", networks},
    {"pages", pages},
    {NULL, NULL},
};

const struct view_type site_view = {&site_type, site_derived};

static struct value person_link(struct view *view, const struct person *person)
{
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

static struct value person_mailto(struct view *view, const void *object)
{
    return mail_address(view, object);
}

static const struct derived person_derived[] = {
    {"id", person_id},
    {"url", person_url},
    {"mailto", person_mailto},
    {NULL, NULL},
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
    {"name", contact_name},
    {"role", contact_role},
    {"organisation", contact_organisation},
    {"email", contact_email},
    {"phone", contact_phone},
    {"mailto", contact_mailto},
    {NULL, NULL},
};

const struct view_type contact_view = {&contact_type, contact_derived};

static struct value page_id(struct view *view, const void *object)
{
    (void)view;
    return value_text(((const struct page *)object)->id);
}

static struct value page_url(struct view *view, const void *object)
{
    return value_text(address_of(view, address_page(view->arena, object)));
}

static struct value page_content(struct view *view, const void *object)
{
    return view_prose(view, &((const struct page *)object)->body, 0, (struct text){0});
}

static const struct derived page_derived[] = {
    {"id", page_id},
    {"url", page_url},
    {"content", page_content},
    {NULL, NULL},
};

const struct view_type page_view = {&page_type, page_derived};

static struct value report_id(struct view *view, const void *object)
{
    (void)view;
    return value_text(((const struct report *)object)->id);
}

static struct value report_url(struct view *view, const void *object)
{
    return value_text(address_of(view, address_report(view->arena, object)));
}

static struct value report_network(struct view *view, const void *object)
{
    return view_object(view, &network_type, ((const struct report *)object)->round->network);
}

static struct value report_round(struct view *view, const void *object)
{
    return view_object(view, &round_type, ((const struct report *)object)->round);
}

/* Goals are numbered by their order; their texts stand two levels below the page's heading. */
static struct value report_goals(struct view *view, const void *object)
{
    const report_goal_list *goals = &((const struct report *)object)->goals;
    struct arena *arena = view->arena;
    struct value list = value_new_list(arena);
    for (size_t i = 0; i < goals->count; i++) {
        const struct report_goal *goal = &goals->items[i];
        const struct {
            const char *name;
            const struct prose *prose;
        } texts[] = {{"text", &goal->text}, {"done", &goal->done}, {"result", &goal->result},
                     {"well", &goal->well}, {"hard", &goal->hard}, {"milestones", &goal->milestones}};
        struct value record = value_new_record(arena);
        value_set(arena, record, "number", value_text(text_format(arena, "%zu", i + 1)));
        value_set(arena, record, "title", value_text(goal->title));
        for (size_t j = 0; j < sizeof texts / sizeof *texts; j++)
            value_set(arena, record, texts[j].name, view_prose(view, texts[j].prose, 2, (struct text){0}));
        value_add(arena, list, record);
    }
    return list;
}

static const struct derived report_derived[] = {
    {"id", report_id},
    {"url", report_url},
    {"network", report_network},
    {"round", report_round},
    {"goals", report_goals},
    {NULL, NULL},
};

const struct view_type report_view = {&report_type, report_derived};
