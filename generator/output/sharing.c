#include "output/sharing.h"

#include "output/structured_data.h"
#include "view/address.h"

/* A picture of the content, and what it shows. */
struct shown {
    const struct picture *picture;
    struct text alternative;
};

static struct shown picture_of_text(struct view *view, const struct prose *prose)
{
    struct shown shown = {0};
    shown.picture = view_first_picture(view, prose, &shown.alternative);
    return shown;
}

/* The first of a letter is that of its own words, else of the notes it covers. */
static struct shown picture_of_letter(struct view *view, const struct newsletter *letter)
{
    struct shown shown = picture_of_text(view, &letter->body);
    for (size_t i = 0; !shown.picture && i < letter->meetings.count; i++) {
        const struct meeting *meeting = letter->meetings.items[i].target;
        shown = picture_of_text(view, &meeting->notes);
    }
    return shown;
}

static struct shown picture_of(struct view *view, const struct subject *subject)
{
    if (subject->kind == &page_kinds[PAGE_NEWSLETTER])
        return picture_of_letter(view, subject->newsletter);
    if (subject->kind == &page_kinds[PAGE_MEETING])
        return picture_of_text(view, &((const struct meeting *)subject->object)->notes);
    if (subject->kind == &page_kinds[PAGE_ROUND])
        return picture_of_text(view, &((const struct round *)subject->object)->text);
    if (subject->kind == &page_kinds[PAGE_TEAM])
        return picture_of_text(view, &((const struct team *)subject->object)->text);
    if (subject->kind == &page_kinds[PAGE_ARTICLE])
        return picture_of_text(view, &((const struct page *)subject->object)->body);
    return (struct shown){0};
}

static struct value picture_record(struct view *view, const struct shown *shown, struct text url)
{
    struct arena *arena = view->arena;
    if (!shown->picture)
        return value_nothing();
    struct value record = value_new_record(arena);
    value_set(arena, record, "url", value_text(url));
    value_set(arena, record, "width", value_text(text_format(arena, "%d", shown->picture->width)));
    value_set(arena, record, "height", value_text(text_format(arena, "%d", shown->picture->height)));
    value_set(arena, record, "media_type", value_text(shown->picture->media_type));
    value_set(arena, record, "alternative", shown->alternative.size ? value_text(shown->alternative) : value_nothing());
    return record;
}

static struct date published(const struct subject *subject)
{
    if (subject->kind == &page_kinds[PAGE_NEWSLETTER])
        return subject->newsletter->date;
    if (subject->kind == &page_kinds[PAGE_REPORT])
        return ((const struct report *)subject->object)->date;
    return (struct date){0};
}

struct value sharing_of(const struct view *page_view, const struct subject *subject)
{
    struct view view = *page_view;
    struct arena *arena = view.arena;
    struct date date = published(subject);
    if (!subject->kind || subject->kind == &page_kinds[PAGE_NOT_FOUND])
        return value_nothing();
    view.is_absolute = true;
    struct shown shown = picture_of(&view, subject);
    struct text url = shown.picture ? address_of(&view, address_picture(arena, shown.picture)) : (struct text){0};
    struct text data = structured_data(&view, subject, subject_crumbs(&view, subject), url);
    struct value record = value_new_record(arena);
    bool is_english = text_is(locale_language(view.locale), "en");
    value_set(arena, record, "type", value_string(date_is_set(date) ? "article" : "website"));
    value_set(arena, record, "locale", value_string(is_english ? "en_GB" : "sv_SE"));
    value_set(arena, record, "published", date_is_set(date) ? value_text(date_iso(arena, date)) : value_nothing());
    value_set(arena, record, "picture", picture_record(&view, &shown, url));
    value_set(arena, record, "data", data.size ? value_markup(data) : value_nothing());
    return record;
}
