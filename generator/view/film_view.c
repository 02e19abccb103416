/* Films: in a block, and all those that the site shows. */
#include "view/lookup.h"

static struct value lacks(const struct film *film)
{
    return value_flag(film->is_captions_known && !film->captions);
}

static struct value lacks_captions(struct view *view, const void *object)
{
    (void)view;
    return lacks(object);
}

static const struct derived film_derived[] = {
    {"lacks_captions", lacks_captions},
    {NULL, NULL},
};

const struct view_type film_view = {&film_type, film_derived};

const struct record_type shown_film_type = {.name = "shown film"};

static const struct film *film_of(const void *object)
{
    return &((const struct shown_film *)object)->film;
}

static struct value title(struct view *view, const void *object)
{
    (void)view;
    return value_text(film_of(object)->title);
}

static struct value address(struct view *view, const void *object)
{
    (void)view;
    return value_text(film_of(object)->address);
}

static struct value note(struct view *view, const void *object)
{
    (void)view;
    return view_text(film_of(object)->note);
}

static struct value captions(struct view *view, const void *object)
{
    (void)view;
    return value_flag(film_of(object)->is_captions_known && film_of(object)->captions);
}

static struct value shown_lacks_captions(struct view *view, const void *object)
{
    (void)view;
    return lacks(film_of(object));
}

static struct value showings(struct view *view, const void *object)
{
    const struct shown_film *shown = object;
    struct arena *arena = view->arena;
    struct value list = value_new_list(arena);
    for (size_t i = 0; i < shown->showings.count; i++) {
        const struct showing *showing = &shown->showings.items[i];
        struct text heading = markup_typography(arena, showing->heading, locale_language(view->locale));
        struct value record = view_target(view, &showing->what, showing->team);
        value_set(arena, record, "heading", view_text(heading));
        value_add(arena, list, record);
    }
    return list;
}

static const struct derived shown_derived[] = {
    {"title", title},
    {"address", address},
    {"note", note},
    {"captions", captions},
    {"lacks_captions", shown_lacks_captions},
    {"showings", showings},
    {NULL, NULL},
};

const struct view_type shown_film_view = {&shown_film_type, shown_derived};
