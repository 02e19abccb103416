#include "view/address.h"

#include "base/path.h"

#include <ctype.h>

struct text address_home(void)
{
    return TEXT("index.html");
}

struct text address_people(void)
{
    return TEXT("people/index.html");
}

struct text address_person(struct arena *arena, const struct person *person)
{
    return text_format(arena, "people/%.*s/index.html", TEXT_ARGUMENTS(person->id));
}

struct text address_archive(void)
{
    return TEXT("archive/index.html");
}

struct text address_year(struct arena *arena, const struct archive_year *year)
{
    return text_format(arena, "archive/%d/index.html", year->year);
}

struct text address_municipalities(void)
{
    return TEXT("municipalities/index.html");
}

/* Not a plain identifier: Habo and Håbo are two municipalities. */
struct text address_municipality_id(struct arena *arena, struct text name)
{
    struct buffer id = {.arena = arena};
    for (size_t i = 0; i < name.size; i++) {
        bool is_sign = (unsigned char)name.bytes[i] < 0x80 && !isalnum((unsigned char)name.bytes[i]);
        buffer_add_byte(&id, is_sign ? '_' : name.bytes[i]);
    }
    return buffer_text(&id);
}

struct text address_films(void)
{
    return TEXT("films/index.html");
}

struct text address_reports(void)
{
    return TEXT("reports/index.html");
}

struct text address_accessibility(void)
{
    return TEXT("accessibility/index.html");
}

struct text address_search(void)
{
    return TEXT("search/index.html");
}

struct text address_search_index(void)
{
    return TEXT("search/index.js");
}

struct text address_not_found(void)
{
    return TEXT("404.html");
}

struct text address_sitemap(void)
{
    return TEXT("sitemap.xml");
}

struct text address_asset(struct arena *arena, struct text path)
{
    return path_join(arena, TEXT("assets"), path);
}

struct text address_style(struct arena *arena, struct text look)
{
    return text_format(arena, "assets/%.*s.css", TEXT_ARGUMENTS(look));
}

struct text address_font(struct arena *arena, struct text name)
{
    return path_join(arena, TEXT("assets/fonts"), name);
}

struct text address_picture(struct arena *arena, const struct picture *picture)
{
    return path_join(arena, TEXT("pictures"), picture->name);
}

struct text address_small_picture(struct arena *arena, const struct picture *picture)
{
    return path_join(arena, TEXT("pictures"), picture->small_name);
}

struct text address_person_entry(struct arena *arena, const struct person *person)
{
    struct text page = address_people();
    return text_format(arena, "%.*s#%.*s", TEXT_ARGUMENTS(page), TEXT_ARGUMENTS(person->id));
}

struct text address_page(struct arena *arena, const struct page *page)
{
    return text_format(arena, "%.*s/index.html", TEXT_ARGUMENTS(page->id));
}

static struct text in_network(struct arena *arena, const struct network *network, const char *rest)
{
    return text_format(arena, "%.*s/%s", TEXT_ARGUMENTS(network->id), rest);
}

struct text address_network(struct arena *arena, const struct network *network)
{
    return in_network(arena, network, "index.html");
}

struct text address_feed(struct arena *arena, const struct network *network)
{
    return in_network(arena, network, "feed.xml");
}

struct text address_site_feed(void)
{
    return TEXT("feed.xml");
}

struct text address_team(struct arena *arena, const struct team *team)
{
    return text_format(arena, "%.*s/teams/%.*s/index.html", TEXT_ARGUMENTS(team->network->id),
                       TEXT_ARGUMENTS(team->id));
}

static struct text in_round(struct arena *arena, const struct round *round, const char *before, struct text id,
                            const char *after)
{
    return text_format(arena, "%.*s/%.*s/%s%.*s%s", TEXT_ARGUMENTS(round->network->id), TEXT_ARGUMENTS(round->id),
                       before, TEXT_ARGUMENTS(id), after);
}

struct text address_round(struct arena *arena, const struct round *round)
{
    return in_round(arena, round, "", TEXT(""), "index.html");
}

struct text address_meeting(struct arena *arena, const struct meeting *meeting)
{
    return in_round(arena, meeting->round, "meeting-", meeting->id, "/index.html");
}

struct text address_left(struct arena *arena, const struct meeting_change *change)
{
    return in_round(arena, change->meeting->round, "meeting-", date_iso(arena, change->from), "/index.html");
}

struct text address_meeting_calendar(struct arena *arena, const struct meeting *meeting)
{
    if (date_is_month(meeting->date))
        return (struct text){0};
    return in_round(arena, meeting->round, "meeting-", meeting->id, ".ics");
}

static bool has_day(const struct round *round)
{
    for (size_t i = 0; i < round->meetings.count; i++)
        if (!date_is_month(round->meetings.items[i]->date))
            return true;
    return false;
}

struct text address_round_calendar(struct arena *arena, const struct round *round)
{
    return has_day(round) ? in_round(arena, round, "", TEXT(""), "calendar.ics") : (struct text){0};
}

struct text address_network_calendar(struct arena *arena, const struct network *network)
{
    for (size_t i = 0; i < network->rounds.count; i++)
        if (has_day(network->rounds.items[i]))
            return in_network(arena, network, "calendar.ics");
    return (struct text){0};
}

struct text address_report(struct arena *arena, const struct report *report)
{
    return in_round(arena, report->round, "report-", report->id, "/index.html");
}

struct text address_newsletter(struct arena *arena, const struct newsletter *letter)
{
    return in_round(arena, letter->round, "newsletter-", letter->id, "/index.html");
}

struct text address_newsletter_pdf(struct arena *arena, const struct newsletter *letter)
{
    return in_round(arena, letter->round, "newsletter-", letter->id, ".pdf");
}

struct text address_meeting_pdf(struct arena *arena, const struct meeting *meeting)
{
    if (!meeting->programme.count && !meeting->prepare.tree)
        return (struct text){0};
    return in_round(arena, meeting->round, "meeting-", meeting->id, ".pdf");
}

struct text address_report_pdf(struct arena *arena, const struct report *report)
{
    return in_round(arena, report->round, "report-", report->id, ".pdf");
}

struct text address_round_pdf(struct arena *arena, const struct round *round)
{
    return in_round(arena, round, "", TEXT(""), "booklet.pdf");
}

struct text address_team_pdf(struct arena *arena, const struct team *team)
{
    return text_format(arena, "%.*s/teams/%.*s.pdf", TEXT_ARGUMENTS(team->network->id), TEXT_ARGUMENTS(team->id));
}

struct text address_newsletter_letter(struct arena *arena, const struct newsletter *letter)
{
    return in_round(arena, letter->round, "newsletter-", letter->id, ".eml");
}

struct text address_newsletter_part(struct arena *arena, const struct newsletter *letter)
{
    return text_format(arena, "newsletter-%.*s", TEXT_ARGUMENTS(letter->id));
}

struct text address_meeting_part(struct arena *arena, const struct meeting *meeting)
{
    return text_format(arena, "meeting-%.*s", TEXT_ARGUMENTS(meeting->id));
}

struct text address_notes_part(struct arena *arena, const struct newsletter *letter, const struct meeting *meeting)
{
    return text_format(arena, "newsletter-%.*s-meeting-%.*s", TEXT_ARGUMENTS(letter->id), TEXT_ARGUMENTS(meeting->id));
}

struct text address_team_part(struct arena *arena, const struct team *team)
{
    return text_format(arena, "team-%.*s", TEXT_ARGUMENTS(team->id));
}

struct text address_root(struct arena *arena, struct text path)
{
    struct buffer root = {.arena = arena};
    for (size_t i = 0; i < path.size; i++)
        if (path.bytes[i] == '/')
            buffer_add_string(&root, "../");
    return buffer_text(&root);
}

struct text address_absolute(struct view *view, struct text path)
{
    if (text_is(path, "index.html") || text_ends_with(path, "/index.html"))
        path.size -= sizeof "index.html" - 1;
    return text_format(view->arena, "%.*s/%.*s", TEXT_ARGUMENTS(view->model->site.address), TEXT_ARGUMENTS(path));
}

struct text address_host(const struct view *view)
{
    struct text address = view->model->site.address;
    size_t from = text_find(address, TEXT("://"), 0);
    from = from < address.size ? from + 3 : 0;
    return text_slice(address, from, text_find_byte(address, '/', from));
}

struct text address_of(struct view *view, struct text path)
{
    const struct text *part = view->collection ? map_get(&view->collection->parts, path) : NULL;
    if (part)
        return *part;
    return view->is_absolute ? address_absolute(view, path) : text_join(view->arena, view->root, path);
}

/* Of people.yml, or of a person in it who has a page. */
static struct text people_path(struct view *view, struct text *fragment)
{
    const struct person *person = fragment->size ? map_get(&view->model->people_by_id, *fragment) : NULL;
    if (!person || !view_has_page(person))
        return address_people();
    *fragment = (struct text){0};
    return address_person(view->arena, person);
}

static struct text target_path(struct view *view, const struct target *target, struct text *fragment)
{
    struct arena *arena = view->arena;
    switch (target->kind) {
    case TARGET_SITE:
        if (!text_is(*fragment, "accessibility"))
            return address_home();
        *fragment = (struct text){0};
        return address_accessibility();
    case TARGET_PEOPLE:
        return people_path(view, fragment);
    case TARGET_NETWORK:
        return address_network(arena, target->object);
    case TARGET_ROUND:
        return address_round(arena, target->object);
    case TARGET_MEETING:
        return address_meeting(arena, target->object);
    case TARGET_NEWSLETTER:
        return address_newsletter(arena, target->object);
    case TARGET_REPORT:
        return address_report(arena, target->object);
    case TARGET_PAGE:
        return address_page(arena, target->object);
    case TARGET_TEAMS:
        break;
    }
    const struct network *network = target->object;
    const struct team *team = fragment->size ? map_get(&network->teams_by_id, *fragment) : NULL;
    if (!team)
        return address_network(arena, network);
    *fragment = (struct text){0};
    return address_team(arena, team);
}

struct text address_of_link(struct view *view, const struct markup_node *link)
{
    struct text fragment = {0};
    const struct target *target = view->model ? model_link_target(view->model, view->arena, link, &fragment) : NULL;
    if (!target)
        return link->url;
    struct text address = address_of(view, target_path(view, target, &fragment));
    bool is_part = address.size && address.bytes[0] == '#';
    if (fragment.size && !is_part)
        address = text_format(view->arena, "%.*s#%.*s", TEXT_ARGUMENTS(address), TEXT_ARGUMENTS(fragment));
    return address;
}
