/* People, and people in a certain task. */
#include "view/address.h"
#include "view/lookup.h"

static struct value person_link(struct view *view, const struct person *person)
{
    return value_text(address_of(view, address_person(view->arena, person)));
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
