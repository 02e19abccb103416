#include "view/address.h"
#include "view/charted.h"
#include "view/lookup.h"

#include <string.h>

static const struct round *round_of(const void *object)
{
    return object;
}

static struct value id(struct view *view, const void *object)
{
    (void)view;
    return value_text(round_of(object)->id);
}

static struct value url(struct view *view, const void *object)
{
    return value_text(address_of(view, address_round(view->arena, object)));
}

static struct value calendar_url(struct view *view, const void *object)
{
    return view_address(view, address_round_calendar(view->arena, object));
}

static struct value calendar_address(struct view *view, const void *object)
{
    return view_absolute(view, address_round_calendar(view->arena, object));
}

static struct value pdf_url(struct view *view, const void *object)
{
    return view_address(view, address_round_pdf(view->arena, object));
}

static struct value network(struct view *view, const void *object)
{
    return view_object(view, &network_type, round_of(object)->network);
}

static struct value meetings(struct view *view, const void *object)
{
    return view_road(view, object);
}

static struct value newsletters(struct view *view, const void *object)
{
    const struct round *round = object;
    return view_pointers(view, &newsletter_type, (const void *const *)round->newsletters.items,
                         round->newsletters.count, true);
}

/* Takes away what a letter has inherited: what is the same, byte for byte. */
static void keep_own(struct profile *profile, const struct profile *above)
{
    for (size_t i = 0; i < profile_type.count; i++) {
        const struct field *field = &profile_type.fields[i];
        size_t size = field->is_list ? sizeof(struct array_header) : sizeof(struct prose);
        char *own = (char *)profile + field->offset;
        if (!memcmp(own, (const char *)above + field->offset, size))
            memset(own, 0, size);
    }
}

/* Oldest first, each as it was on its own day, and without what it has inherited: a document that holds all of them
 * tells that once. */
static struct value letters_in_order(struct view *view, const void *object)
{
    const struct round *round = object;
    struct value list = value_new_list(view->arena);
    for (size_t i = 0; i < round->newsletters.count; i++) {
        const struct newsletter *letter = round->newsletters.items[i];
        struct newsletter *alone = ARENA_NEW(view->arena, struct newsletter);
        struct view *then = ARENA_NEW(view->arena, struct view);
        *alone = *letter;
        keep_own(&alone->profile, &round->profile);
        *then = *view;
        then->letter = letter;
        then->profile = &letter->profile;
        then->as_of = view_day_after(letter->date);
        value_add(view->arena, list, view_object(then, &newsletter_type, alone));
    }
    return list;
}

/* Whether there is anything to tell about the round itself. */
static struct value has_about(struct view *view, const void *object)
{
    (void)view;
    return value_flag(round_of(object)->text.tree || view_is_told(&round_of(object)->profile));
}

static struct value reports(struct view *view, const void *object)
{
    const struct round *round = object;
    return view_pointers(view, &report_type, (const void *const *)round->reports.items, round->reports.count, false);
}

static struct value period(struct view *view, const void *object)
{
    const struct round *round = object;
    int last = date_is_set(round->end) ? round->end.year : round->start.year;
    if (last == round->start.year)
        return value_text(text_format(view->arena, "%d", last));
    return value_text(text_format(view->arena, "%d–%d", round->start.year, last));
}

static bool has_ended(const struct view *view, const struct round *round)
{
    if (view_next_meeting(view, round))
        return false;
    return !date_is_set(round->end) || date_compare(round->end, view->as_of) < 0;
}

static bool has_begun(const struct view *view, const struct round *round)
{
    return date_compare(round->start, view->as_of) <= 0;
}

static struct value is_current(struct view *view, const void *object)
{
    return value_flag(has_begun(view, object) && !has_ended(view, object));
}

static struct value is_ended(struct view *view, const void *object)
{
    return value_flag(has_begun(view, object) && has_ended(view, object));
}

static struct value is_coming(struct view *view, const void *object)
{
    return value_flag(!has_begun(view, object));
}

static struct value next_meeting(struct view *view, const void *object)
{
    return view_object(view, &meeting_type, view_next_meeting(view, object));
}

static struct value held_count(struct view *view, const void *object)
{
    const struct round *round = object;
    size_t count = 0;
    for (size_t i = 0; i < round->meetings.count; i++)
        count += view_meeting_state(view, round->meetings.items[i]) == STATE_HELD;
    return value_text(text_format(view->arena, "%zu", count)); /* also when it is 0 */
}

static struct value mark(struct view *view, const void *object)
{
    return view_mark(view, object);
}

/* More lines do not fit beside one another on a telephone. */
enum { LINE_LIMIT = 7 };

/* A round as a bundle of lines, one per team, that run apart between two meetings: where each lies across a stretch
 * that is 32 high, with the meetings at 16. */
static struct value strands(struct view *view, const void *object)
{
    static const double middle = 16, widest = 7.5, reach = 10;
    size_t count = round_of(object)->teams.count;
    size_t lines = count < 1 ? 1 : count > LINE_LIMIT ? LINE_LIMIT : count;
    double last = (double)(lines - 1);
    double gap = lines > 1 && 2 * reach / last < widest ? 2 * reach / last : widest;
    struct value list = value_new_list(view->arena);
    for (size_t i = 0; i < lines; i++) {
        struct value strand = value_new_record(view->arena);
        double y = middle + ((double)i - last / 2) * gap;
        value_set(view->arena, strand, "y", value_text(text_format(view->arena, "%.4g", y)));
        value_add(view->arena, list, strand);
    }
    return list;
}

/* More teams than lines: the bundle stands for them all. */
static struct value is_bundled(struct view *view, const void *object)
{
    (void)view;
    return value_flag(round_of(object)->teams.count > LINE_LIMIT);
}

static struct value contacts(struct view *view, const void *object)
{
    return view_contacts(view, &round_of(object)->profile.coaches);
}

static struct value places(struct view *view, const void *object)
{
    return view_places(view, object);
}

static struct value elsewhere(struct view *view, const void *object)
{
    return view_elsewhere(view, object);
}

static struct value teams_summary(struct view *view, const void *object)
{
    return view_teams_summary(view, object);
}

static void add_part(struct collection *collection, struct arena *arena, struct text path, struct text id)
{
    struct text *fragment = ARENA_NEW(arena, struct text);
    *fragment = text_join(arena, TEXT("#"), id);
    map_set(&collection->parts, path, fragment);
}

void view_collect(struct view *view, const struct round *round)
{
    struct arena *arena = view->arena;
    struct collection *parts = ARENA_NEW(arena, struct collection);
    *parts = (struct collection){.round = round, .parts = {.arena = arena}};
    for (size_t i = 0; i < round->newsletters.count; i++) {
        const struct newsletter *letter = round->newsletters.items[i];
        add_part(parts, arena, address_newsletter(arena, letter), address_newsletter_part(arena, letter));
    }
    for (size_t i = 0; i < round->meetings.count; i++) {
        const struct meeting *meeting = round->meetings.items[i];
        add_part(parts, arena, address_meeting(arena, meeting), address_meeting_part(arena, meeting));
    }
    for (size_t i = 0; i < round->teams.count; i++) {
        const struct team *team = round->teams.items[i].target;
        add_part(parts, arena, address_team(arena, team), address_team_part(arena, team));
    }
    view->collection = parts;
}

static struct value glance(struct view *view, const void *object)
{
    return view_glance(view, round_of(object)->network, object);
}

static const struct derived derived[] = {
    {"id", id},
    {"url", url},
    {"pdf_url", pdf_url},
    {"calendar_url", calendar_url},
    {"calendar_address", calendar_address},
    {"network", network},
    {"meetings", meetings},
    {"newsletters", newsletters},
    {"letters_in_order", letters_in_order},
    {"has_about", has_about},
    {"reports", reports},
    {"places", places},
    {"elsewhere", elsewhere},
    {"teams_summary", teams_summary},
    {"period", period},
    {"is_current", is_current},
    {"is_ended", is_ended},
    {"is_coming", is_coming},
    {"next_meeting", next_meeting},
    {"held_count", held_count},
    {"mark", mark},
    {"strands", strands},
    {"is_bundled", is_bundled},
    {"contacts", contacts},
    {"glance", glance},
    {NULL, NULL},
};

const struct view_type round_view = {&round_type, derived};
