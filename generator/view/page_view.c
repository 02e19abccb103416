#include "view/address.h"
#include "view/lookup.h"

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

static struct value page_is_here(struct view *view, const void *object)
{
    return value_flag(view->subject == object);
}

static const struct derived derived[] = {
    {"id", page_id}, {"url", page_url}, {"content", page_content}, {"is_here", page_is_here}, {NULL, NULL},
};

const struct view_type page_view = {&page_type, derived};
