#include "view/address.h"
#include "view/charted.h"
#include "view/lookup.h"

static const struct network *network_of(const void *object)
{
    return object;
}

static struct value id(struct view *view, const void *object)
{
    (void)view;
    return value_text(network_of(object)->id);
}

static struct value url(struct view *view, const void *object)
{
    return value_text(address_of(view, address_network(view->arena, object)));
}

static struct value feed_url(struct view *view, const void *object)
{
    return value_text(address_of(view, address_feed(view->arena, object)));
}

static struct value calendar_url(struct view *view, const void *object)
{
    return view_address(view, address_network_calendar(view->arena, object));
}

static struct value calendar_address(struct view *view, const void *object)
{
    return view_absolute(view, address_network_calendar(view->arena, object));
}

static struct value rounds(struct view *view, const void *object)
{
    const struct network *network = object;
    return view_pointers(view, &round_type, (const void *const *)network->rounds.items, network->rounds.count, true);
}

static struct value teams(struct view *view, const void *object)
{
    const struct network *network = object;
    return view_pointers(view, &team_type, (const void *const *)network->teams.items, network->teams.count, false);
}

/* Each page of the network asks, so the list is not made only to be counted. */
static struct value teams_count(struct view *view, const void *object)
{
    return view_count(view, network_of(object)->teams.count);
}

static struct value current_round(struct view *view, const void *object)
{
    return view_object(view, &round_type, view_current_round(view, object));
}

static struct value next_meeting(struct view *view, const void *object)
{
    return view_object(view, &meeting_type, view_network_next_meeting(view, object));
}

/* Rounds follow one another and letters are numbered within them: newest first is both backwards. */
static struct value newsletters(struct view *view, const void *object)
{
    const struct network *network = object;
    struct value list = value_new_list(view->arena);
    for (size_t i = network->rounds.count; i-- > 0;)
        for (size_t j = network->rounds.items[i]->newsletters.count; j-- > 0;)
            value_add(view->arena, list,
                      view_object(view, &newsletter_type, network->rounds.items[i]->newsletters.items[j]));
    return list;
}

static struct value latest_newsletter(struct view *view, const void *object)
{
    const struct network *network = object;
    for (size_t i = network->rounds.count; i-- > 0;) {
        const struct round *round = network->rounds.items[i];
        if (round->newsletters.count)
            return view_object(view, &newsletter_type, round->newsletters.items[round->newsletters.count - 1]);
    }
    return value_nothing();
}

static struct value reports(struct view *view, const void *object)
{
    const struct network *network = object;
    struct value list = value_new_list(view->arena);
    for (size_t i = network->rounds.count; i-- > 0;)
        for (size_t j = 0; j < network->rounds.items[i]->reports.count; j++)
            value_add(view->arena, list, view_object(view, &report_type, network->rounds.items[i]->reports.items[j]));
    return list;
}

static struct value contacts(struct view *view, const void *object)
{
    return view_contacts(view, &network_of(object)->profile.coaches);
}

static struct value letters(struct view *view, const void *object)
{
    return view_letters(view, network_of(object)->title);
}

static struct value diagram(struct view *view, const void *object)
{
    const struct network *network = object;
    return view_diagram(view, view_first_words(view, &network->profile.goal), &network->drivers);
}

/* Where its titles stand on a page in another language. */
static struct value foreign_language(struct view *view, const void *object)
{
    return view_foreign_language(view, network_of(object)->language);
}

/* Of the teams that are at it, when a round is. */
static struct value glance(struct view *view, const void *object)
{
    const struct round *round = view_current_round(view, object);
    return view_glance(view, object, round && round->teams.count ? round : NULL);
}

static const struct derived derived[] = {
    {"id", id},
    {"url", url},
    {"feed_url", feed_url},
    {"calendar_url", calendar_url},
    {"calendar_address", calendar_address},
    {"rounds", rounds},
    {"teams", teams},
    {"teams_count", teams_count},
    {"current_round", current_round},
    {"next_meeting", next_meeting},
    {"newsletters", newsletters},
    {"latest_newsletter", latest_newsletter},
    {"reports", reports},
    {"contacts", contacts},
    {"diagram", diagram},
    {"foreign_language", foreign_language},
    {"letters", letters},
    {"glance", glance},
    {NULL, NULL},
};

const struct view_type network_view = {&network_type, derived};
