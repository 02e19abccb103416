/* What is still to be done before a letter goes out. Rounds that are over stay quiet: nobody mends an archive. */
#include "model/checking.h"

#include "base/translate.h"

static long today(const struct checking *checking)
{
    return date_days(checking->date);
}

static bool has_begun(const struct checking *checking, const struct round *round)
{
    return !date_is_set(round->start) || date_days(date_first_day(round->start)) <= today(checking);
}

/* The next meeting */

static bool has_coming_meeting(const struct checking *checking, const struct round *round)
{
    for (size_t i = round->meetings.count; i-- > 0;) {
        const struct meeting *meeting = round->meetings.items[i];
        if (date_days(date_last_day(meeting->date)) < today(checking))
            return false;
        if (!checking_is_cancelled(meeting))
            return true;
    }
    return false;
}

/* In its last month a round has had its last meeting. */
static void check_next_meeting(struct checking *checking, const struct round *round)
{
    enum { LAST_DAYS = 31 };
    const struct loaded_file *file = checking_file(checking, round);
    if (has_coming_meeting(checking, round) ||
        (date_is_set(round->end) && date_days(date_last_day(round->end)) < today(checking) + LAST_DAYS))
        return;
    struct place place = checking_place(file, "end", checking_place(file, "start", round->place));
    struct diagnostic *advice = diagnostic_check(checking->diagnostics, &checks[CHECK_NO_NEXT_MEETING], place,
                                                 "the round goes on, but no coming meeting is planned");
    if (date_is_set(round->end))
        diagnostic_hint(checking->diagnostics, advice,
                        "add a file for the next meeting, named by its date or its month");
    else
        diagnostic_hint(checking->diagnostics, advice,
                        "add a file for the next meeting, named by its date or its month, or give the round its end");
}

/* Somebody to ask */

static bool is_any_going_on(const struct checking *checking, const struct network *network)
{
    for (size_t i = 0; i < network->rounds.count; i++)
        if (!checking_is_over(checking, network->rounds.items[i]))
            return true;
    return network->rounds.count == 0;
}

static bool has_contact(const struct network *network)
{
    bool has_coach = network->profile.coaches.count > 0;
    for (size_t i = 0; i < network->rounds.count; i++)
        has_coach = has_coach || network->rounds.items[i]->profile.coaches.count > 0;
    return has_coach;
}

static void say_no_contact(struct checking *checking, const void *object, struct place place)
{
    struct diagnostic *warning =
        diagnostic_check(checking->diagnostics, &checks[CHECK_NO_CONTACT],
                         checking_place(checking_file(checking, object), "coaches", place), "nobody is named to ask");
    diagnostic_hint(checking->diagnostics, warning, "add 'coaches:' with the ids of one or more people");
}

/* Once for the network when all its rounds lack one. */
static void check_contacts(struct checking *checking, const struct network *network)
{
    if (!has_contact(network)) {
        if (is_any_going_on(checking, network))
            say_no_contact(checking, network, network->place);
        return;
    }
    for (size_t i = 0; i < network->rounds.count; i++) {
        const struct round *round = network->rounds.items[i];
        if (!round->profile.coaches.count && !checking_is_over(checking, round))
            say_no_contact(checking, round, round->place);
    }
}

/* Measures */

/* The latest meeting but one that has been held; NULL when there are not two. */
static const struct meeting *meeting_before_last(const struct checking *checking, const struct round *round)
{
    bool has_last = false;
    for (size_t i = round->meetings.count; i-- > 0;) {
        if (!checking_is_held(checking, round->meetings.items[i]))
            continue;
        if (has_last)
            return round->meetings.items[i];
        has_last = true;
    }
    return NULL;
}

static void check_measure(struct checking *checking, const struct measure *measure, const struct meeting *meeting)
{
    struct date last = {0};
    struct diagnostic *advice;
    for (size_t i = 0; i < measure->values.count; i++)
        if (!date_is_set(last) || date_compare(measure->values.items[i].date, last) > 0)
            last = measure->values.items[i].date;
    if (date_is_set(last) && date_days(date_last_day(last)) >= date_days(date_first_day(meeting->date)))
        return;
    if (date_is_set(last))
        advice = diagnostic_check(checking->diagnostics, &checks[CHECK_MEASURE_NOT_UPDATED], measure->place,
                                  "the last value of '%.*s' is of %.*s, and two meetings have been held since then",
                                  TEXT_ARGUMENTS(measure->title), TEXT_ARGUMENTS(date_iso(checking->arena, last)));
    else
        advice = diagnostic_check(checking->diagnostics, &checks[CHECK_MEASURE_NOT_UPDATED], measure->place,
                                  "the measure '%.*s' has no values, though two meetings have been held",
                                  TEXT_ARGUMENTS(measure->title));
    struct text where = measure->series.size ? measure->series : TEXT("values:");
    if (measure->team)
        diagnostic_hint(checking->diagnostics, advice, "ask the team for its latest value and add it to '%.*s'",
                        TEXT_ARGUMENTS(where));
    else
        diagnostic_hint(checking->diagnostics, advice, "add the network's latest value to '%.*s'",
                        TEXT_ARGUMENTS(where));
    diagnostic_note(checking->diagnostics, advice, (struct place){.source = meeting->place.source},
                    "the first of the two meetings");
}

/* The network's own go with its latest round that goes on and has had two meetings: false when this one has not. */
static bool check_own_measures(struct checking *checking, const struct round *round)
{
    const struct meeting *meeting = meeting_before_last(checking, round);
    for (size_t i = 0; meeting && i < round->network->measures.count; i++)
        check_measure(checking, &round->network->measures.items[i], meeting);
    return meeting != NULL;
}

/* A team in several rounds is asked about in the latest that goes on. */
static void check_team_measures(struct checking *checking, const struct round *round, struct map *asked)
{
    const struct meeting *meeting = meeting_before_last(checking, round);
    for (size_t i = 0; i < round->teams.count; i++) {
        const struct team *team = round->teams.items[i].target;
        if (map_set(asked, team->id, checking) || !meeting)
            continue;
        for (size_t j = 0; j < team->measures.count; j++)
            check_measure(checking, &team->measures.items[j], meeting);
    }
}

static void check_network(struct checking *checking, const struct network *network)
{
    struct map asked = {.arena = checking->arena};
    bool is_asked = false;
    check_contacts(checking, network);
    for (size_t i = network->rounds.count; i-- > 0;) {
        const struct round *round = network->rounds.items[i];
        if (checking_is_over(checking, round))
            continue;
        check_notes(checking, round);
        check_letter_teams(checking, round);
        if (has_begun(checking, round)) {
            check_next_meeting(checking, round);
            is_asked = is_asked || check_own_measures(checking, round);
            check_team_measures(checking, round, &asked);
        }
    }
}

void check_publishing(struct checking *checking)
{
    for (size_t i = 0; i < checking->model->networks.count; i++)
        check_network(checking, checking->model->networks.items[i]);
}
