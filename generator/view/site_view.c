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

static struct value feed_url(struct view *view, const void *object)
{
    (void)object;
    return value_text(address_of(view, address_site_feed()));
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

static const struct derived derived[] = {
    {"url", home},          {"feed_url", feed_url}, {"people_url", people_url},
    {"networks", networks}, {"pages", pages},       {NULL, NULL},
};

const struct view_type site_view = {&site_type, derived};
