#include "output/pages.h"

#include "view/address.h"

/* The addresses of view/ are typed; the table is not. */
#define PATH(kind)                                                                                                     \
    static struct text kind##_path(struct arena *arena, const void *object)                                            \
    {                                                                                                                  \
        return address_##kind(arena, object);                                                                          \
    }
PATH(network)
PATH(round)
PATH(meeting)
PATH(newsletter)
PATH(report)
PATH(team)
PATH(person)
PATH(year)
PATH(page)
PATH(left)

/* Of pages that there is one of. */
#define SINGLE_PATH(kind)                                                                                              \
    static struct text kind##_path(struct arena *arena, const void *object)                                            \
    {                                                                                                                  \
        (void)arena, (void)object;                                                                                     \
        return address_##kind();                                                                                       \
    }
SINGLE_PATH(home)
SINGLE_PATH(people)
SINGLE_PATH(archive)
SINGLE_PATH(municipalities)
SINGLE_PATH(films)
SINGLE_PATH(reports)
SINGLE_PATH(accessibility)
SINGLE_PATH(search)
SINGLE_PATH(not_found)

const struct page_kind page_kinds[PAGE_KIND_COUNT] = {
    [PAGE_HOME] = {"home", "site/home.html", NULL, NULL, NULL, &site_type, home_path},
    [PAGE_NETWORK] = {"network", "site/network.html", NULL, NULL, "network", &network_type, network_path},
    [PAGE_ROUND] = {"round", "site/round.html", NULL, NULL, "round", &round_type, round_path},
    [PAGE_MEETING] = {"meeting", "site/meeting.html", NULL, NULL, "meeting", &meeting_type, meeting_path},
    [PAGE_LEFT] = {"left", "site/left.html", "left_title", NULL, "change", &meeting_change_type, left_path},
    [PAGE_NEWSLETTER] = {"newsletter", "site/newsletter.html", NULL, NULL, "newsletter", &newsletter_type,
                         newsletter_path},
    [PAGE_REPORT] = {"report", "site/report.html", NULL, NULL, "report", &report_type, report_path},
    [PAGE_TEAM] = {"team", "site/team.html", NULL, NULL, "team", &team_type, team_path},
    [PAGE_PEOPLE] = {"people", "site/people.html", "people", "people_lead", NULL, &site_type, people_path},
    [PAGE_PERSON] = {"person", "site/person.html", NULL, NULL, "person", &person_type, person_path},
    [PAGE_ARCHIVE] = {"archive", "site/archive.html", "archive", "archive_lead", NULL, &site_type, archive_path},
    [PAGE_YEAR] = {"year", "site/year.html", NULL, NULL, "year", &year_type, year_path},
    [PAGE_MUNICIPALITIES] = {"municipalities", "site/municipalities.html", "municipalities", "municipalities_lead",
                             NULL, &site_type, municipalities_path},
    [PAGE_FILMS] = {"films", "site/films.html", "films", "films_lead", NULL, &site_type, films_path},
    [PAGE_REPORTS] = {"reports", "site/reports.html", "reports", "reports_lead", NULL, &site_type, reports_path},
    [PAGE_ACCESSIBILITY] = {"accessibility", "site/accessibility.html", "accessibility", "accessibility_lead",
                            "accessibility", &accessibility_type, accessibility_path},
    [PAGE_ARTICLE] = {"page", "site/page.html", NULL, NULL, "article", &page_type, page_path},
    [PAGE_SEARCH] = {"search", "site/search.html", "search", NULL, NULL, &site_type, search_path},
    [PAGE_NOT_FOUND] = {"not-found", "site/404.html", "not_found_title", "not_found_text", NULL, &site_type,
                        not_found_path},
};

/* One going-through: who wants to know, and where in the model it stands. */
struct walk {
    void *context;
    void (*add)(void *context, const struct subject *subject);
    struct subject at;
};

static void visit(struct walk *walk, enum page_kind_index kind, const void *object)
{
    walk->at.kind = &page_kinds[kind];
    walk->at.object = object;
    walk->add(walk->context, &walk->at);
}

static void visit_meeting(struct walk *walk, const struct meeting *meeting)
{
    visit(walk, PAGE_MEETING, meeting);
    for (size_t i = 0; i < meeting->changes.count; i++)
        if (meeting->changes.items[i].is_left)
            visit(walk, PAGE_LEFT, &meeting->changes.items[i]);
}

static void visit_round(struct walk *walk, const struct round *round)
{
    walk->at.round = round;
    visit(walk, PAGE_ROUND, round);
    for (size_t i = 0; i < round->meetings.count; i++)
        visit_meeting(walk, round->meetings.items[i]);
    for (size_t i = 0; i < round->newsletters.count; i++) {
        walk->at.newsletter = round->newsletters.items[i];
        visit(walk, PAGE_NEWSLETTER, walk->at.newsletter);
    }
    walk->at.newsletter = NULL;
    for (size_t i = 0; i < round->reports.count; i++)
        visit(walk, PAGE_REPORT, round->reports.items[i]);
    walk->at.round = NULL;
}

/* Pages of lists, for all networks; none that would be empty. */
static void visit_lists(struct walk *walk, const struct model *model)
{
    const struct archive *archive = &model->archive;
    visit(walk, PAGE_PEOPLE, &model->site);
    for (size_t i = 0; i < model->people.count; i++)
        if (view_has_page(model->people.items[i]))
            visit(walk, PAGE_PERSON, model->people.items[i]);
    if (archive->years.count)
        visit(walk, PAGE_ARCHIVE, &model->site);
    for (size_t i = 0; i < archive->years.count; i++)
        visit(walk, PAGE_YEAR, &archive->years.items[i]);
    if (archive->municipalities.count)
        visit(walk, PAGE_MUNICIPALITIES, &model->site);
    if (archive->films.count)
        visit(walk, PAGE_FILMS, &model->site);
    if (archive->reports.count)
        visit(walk, PAGE_REPORTS, &model->site);
}

void pages_each(const struct model *model, void *context, void (*add)(void *context, const struct subject *subject))
{
    struct walk walk = {.context = context, .add = add};
    visit(&walk, PAGE_HOME, &model->site);
    for (size_t i = 0; i < model->networks.count; i++) {
        const struct network *network = model->networks.items[i];
        walk.at.network = network;
        visit(&walk, PAGE_NETWORK, network);
        for (size_t j = 0; j < network->rounds.count; j++)
            visit_round(&walk, network->rounds.items[j]);
        for (size_t j = 0; j < network->teams.count; j++)
            visit(&walk, PAGE_TEAM, network->teams.items[j]);
    }
    walk.at.network = NULL;
    visit_lists(&walk, model);
    for (size_t i = 0; i < model->pages.count; i++)
        visit(&walk, PAGE_ARTICLE, model->pages.items[i]);
    if (model->site.has_accessibility)
        visit(&walk, PAGE_ACCESSIBILITY, &model->site.accessibility);
    visit(&walk, PAGE_NOT_FOUND, &model->site);
}

/* A text field of the subject's object, by the field table; empty when its type has no such field. */
static struct text field_text(struct view *view, const struct subject *subject, const char *name)
{
    struct value value;
    if (!subject->kind || !value_get(view_object(view, subject->kind->type, subject->object), text_from(name), &value))
        return (struct text){0};
    return value.kind == VALUE_TEXT ? value.text : (struct text){0};
}

struct text subject_title(struct view *view, const struct subject *subject)
{
    if (subject->kind && subject->kind->title)
        return view_string(view, subject->kind->title);
    return field_text(view, subject, "title");
}

struct text subject_lead(struct view *view, const struct subject *subject)
{
    if (subject->kind && subject->kind->lead)
        return view_string(view, subject->kind->lead);
    return field_text(view, subject, "lead");
}
