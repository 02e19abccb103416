/* What a file of the content is about, in the same few words for every kind of file. */
#include "view/address.h"
#include "view/lookup.h"

struct facts {
    struct text what, title, path;
    struct date date;
    const struct network *network;
    const struct round *round;
    const struct meeting *meeting;
};

static struct text numbered(struct view *view, const char *word, double number)
{
    struct text name = view_string(view, word), figures = view_number(view, number).text;
    return text_format(view->arena, "%.*s %.*s", TEXT_ARGUMENTS(name), TEXT_ARGUMENTS(figures));
}

static struct facts meeting_facts(struct view *view, const struct meeting *meeting)
{
    struct text path = address_meeting(view->arena, meeting);
    return (struct facts){numbered(view, "meeting", meeting->number),
                          meeting->title,
                          path,
                          meeting->date,
                          meeting->round->network,
                          meeting->round,
                          meeting};
}

static struct facts newsletter_facts(struct view *view, const struct newsletter *letter)
{
    struct text path = address_newsletter(view->arena, letter);
    return (struct facts){numbered(view, "newsletter", letter->number),
                          letter->title,
                          path,
                          letter->date,
                          letter->round->network,
                          letter->round,
                          NULL};
}

static struct facts report_facts(struct view *view, const struct report *report)
{
    struct text path = address_report(view->arena, report);
    return (struct facts){view_string(view, "report"), report->title, path, report->date,
                          report->round->network,      report->round, NULL};
}

static struct facts facts_of(struct view *view, const struct target *target, const struct team *team)
{
    struct arena *arena = view->arena;
    const struct network *network = target->object;
    const struct round *round = target->object;
    const struct page *page = target->object;
    switch (target->kind) {
    case TARGET_MEETING:
        return meeting_facts(view, target->object);
    case TARGET_NEWSLETTER:
        return newsletter_facts(view, target->object);
    case TARGET_REPORT:
        return report_facts(view, target->object);
    case TARGET_ROUND:
        return (struct facts){.title = round->title, .path = address_round(arena, round), .network = round->network};
    case TARGET_NETWORK:
        return (struct facts){.title = network->title, .path = address_network(arena, network), .network = network};
    case TARGET_TEAMS:
        return (struct facts){view_string(view, "team"), team->title, address_team(arena, team), {0}, network, 0, 0};
    case TARGET_PAGE:
        return (struct facts){.title = page->title, .path = address_page(arena, page)};
    case TARGET_PEOPLE:
        return (struct facts){.title = view_string(view, "people"), .path = address_people()};
    case TARGET_SITE:
        break;
    }
    return (struct facts){.title = view_string(view, "accessibility"), .path = address_accessibility()};
}

struct value view_target(struct view *view, const struct target *target, const struct team *team)
{
    struct arena *arena = view->arena;
    struct facts facts = facts_of(view, target, team);
    struct value record = value_new_record(arena), state = value_nothing();
    struct value meeting = view_object(view, &meeting_type, facts.meeting);
    if (facts.meeting && view_meeting_state(view, facts.meeting) != STATE_HELD)
        value_get(meeting, TEXT("state"), &state);
    value_set(arena, record, "what", view_text(facts.what));
    value_set(arena, record, "title", value_text(facts.title));
    value_set(arena, record, "url", value_text(address_of(view, facts.path)));
    value_set(arena, record, "date", view_date(view, facts.date));
    value_set(arena, record, "network", view_object(view, &network_type, facts.network));
    value_set(arena, record, "round", view_object(view, &round_type, facts.round));
    value_set(arena, record, "state", state);
    return record;
}
