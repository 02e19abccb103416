/* Puts everything in its documented order, resolves the references of fields, fills in what is inherited
 * and what points back. */
#include "model/loading.h"

#include "base/locale.h"

#include <stdlib.h>
#include <string.h>

/* Order */

/* Each language is opened once a load. */
static void use_language(struct loading *loading, struct text language)
{
    const struct locale **locale = &loading->locales[text_is(language, "en")];
    if (!*locale)
        *locale = locale_open(loading->arena, language);
    loading->locale = *locale;
}

static int compare_words(const struct loading *loading, struct text a, struct text b)
{
    return loading->locale ? locale_compare(loading->locale, a, b) : text_compare(a, b);
}

static int compare_people(const void *left, const void *right, void *loading)
{
    const struct person *a = *(struct person *const *)left, *b = *(struct person *const *)right;
    int order = compare_words(loading, a->name, b->name);
    return order ? order : text_compare(a->id, b->id);
}

static int compare_teams(const void *left, const void *right, void *loading)
{
    const struct team *a = *(struct team *const *)left, *b = *(struct team *const *)right;
    int order = compare_words(loading, a->title, b->title);
    return order ? order : text_compare(a->id, b->id);
}

static int compare_pages(const void *left, const void *right, void *loading)
{
    const struct page *a = *(struct page *const *)left, *b = *(struct page *const *)right;
    if (a->order != b->order)
        return a->order < b->order ? -1 : 1;
    int order = compare_words(loading, a->title, b->title);
    return order ? order : text_compare(a->id, b->id);
}

static int compare_rounds(const void *left, const void *right)
{
    const struct round *a = *(struct round *const *)left, *b = *(struct round *const *)right;
    int order = date_compare(a->start, b->start);
    return order ? order : text_compare(a->id, b->id);
}

static int compare_meetings(const void *left, const void *right)
{
    const struct meeting *a = *(struct meeting *const *)left, *b = *(struct meeting *const *)right;
    int order = date_compare(a->date, b->date);
    return order ? order : text_compare(a->id, b->id);
}

static int compare_changes(const void *left, const void *right)
{
    const struct meeting_change *a = left, *b = right;
    int order = date_compare(a->date, b->date);
    return order ? order : (a->order > b->order) - (a->order < b->order);
}

static int compare_newsletters(const void *left, const void *right)
{
    const struct newsletter *a = *(struct newsletter *const *)left, *b = *(struct newsletter *const *)right;
    return a->number != b->number ? a->number - b->number : text_compare(a->id, b->id);
}

/* qsort must not be given NULL, which is what an empty array holds. */
#define SORT(array, compare)                                                                                           \
    do {                                                                                                               \
        if ((array).count > 1)                                                                                         \
            qsort((array).items, (array).count, sizeof *(array).items, compare);                                       \
    } while (0)
#define SORT_WORDS(array, compare, loading)                                                                            \
    do {                                                                                                               \
        if ((array).count > 1)                                                                                         \
            qsort_r((array).items, (array).count, sizeof *(array).items, compare, (loading));                          \
    } while (0)

static void sort_changes(struct meeting *meeting)
{
    for (size_t i = 0; i < meeting->changes.count; i++)
        meeting->changes.items[i].order = i;
    SORT(meeting->changes, compare_changes);
}

static void sort_round(struct round *round)
{
    SORT(round->meetings, compare_meetings);
    SORT(round->newsletters, compare_newsletters);
    for (size_t i = 0; i < round->meetings.count; i++) {
        sort_changes(round->meetings.items[i]);
        if (round->meetings.items[i]->number == 0)
            round->meetings.items[i]->number = (double)(i + 1);
    }
}

static void sort_network(struct loading *loading, struct network *network)
{
    use_language(loading, network->language);
    SORT_WORDS(network->teams, compare_teams, loading);
    SORT(network->rounds, compare_rounds);
    for (size_t i = 0; i < network->rounds.count; i++)
        sort_round(network->rounds.items[i]);
}

static void sort_all(struct loading *loading)
{
    struct model *model = loading->model;
    for (size_t i = 0; i < model->networks.count; i++)
        sort_network(loading, model->networks.items[i]);
    use_language(loading, model->site.language);
    SORT_WORDS(model->people, compare_people, loading);
    SORT_WORDS(model->pages, compare_pages, loading);
}

/* References */

static struct text known_people(struct loading *loading, struct text wanted)
{
    const struct model *model = loading->model;
    struct text id = markup_identifier(loading->arena, wanted);
    if (map_get(&model->people_by_id, id)) /* written as a name */
        return id;
    text_list ids = {0};
    if (!loading_may_compare(loading, model->people.count))
        return (struct text){0};
    for (size_t i = 0; i < model->people.count; i++)
        ARRAY_PUSH(loading->arena, &ids, model->people.items[i]->id);
    return text_nearest(wanted, ids.items, ids.count);
}

static void say_unknown_person(struct loading *loading, struct text id, struct place place)
{
    if (loading_has_failed(loading, TEXT("people.yml")))
        return;
    struct diagnostic *error =
        diagnostic_error(loading->diagnostics, place, "there is no person '%.*s'", TEXT_ARGUMENTS(id));
    struct text nearest = known_people(loading, id);
    if (!diagnostic_suggest(loading->diagnostics, error, nearest))
        diagnostic_hint(loading->diagnostics, error, "add '%.*s:' to people.yml, with a name below it",
                        TEXT_ARGUMENTS(markup_identifier(loading->arena, id)));
}

/* All that refers to a person is published. */
static void check_published(struct loading *loading, const struct person *person, struct place place)
{
    if (person->publish)
        return;
    struct diagnostic *error =
        diagnostic_error(loading->diagnostics, place, "'%.*s' is not to be published", TEXT_ARGUMENTS(person->id));
    diagnostic_hint(loading->diagnostics, error, "take the reference away, or ask the person and remove 'publish: no'");
    diagnostic_note(loading->diagnostics, error, person->place, "the person in people.yml");
}

const struct person *link_person(struct loading *loading, struct text id, struct place place)
{
    const struct person *person = map_get(&loading->model->people_by_id, id);
    if (person)
        check_published(loading, person, place);
    else
        say_unknown_person(loading, id, place);
    return person;
}

static struct text known_team(struct loading *loading, const struct network *network, struct text wanted)
{
    struct text id = markup_identifier(loading->arena, wanted);
    if (map_get(&network->teams_by_id, id))
        return id;
    text_list ids = {0};
    if (!loading_may_compare(loading, network->teams.count))
        return (struct text){0};
    for (size_t i = 0; i < network->teams.count; i++) {
        const struct team *team = network->teams.items[i];
        if (text_equal(team->title, wanted))
            return team->id;
        ARRAY_PUSH(loading->arena, &ids, team->id);
    }
    return text_nearest(wanted, ids.items, ids.count);
}

void link_say_unknown_team(struct loading *loading, const struct network *network, struct text id, struct place place)
{
    if (loading_has_failed(loading, path_join(loading->arena, network->id, TEXT("teams.yml"))))
        return;
    struct diagnostic *error =
        diagnostic_error(loading->diagnostics, place, "there is no team '%.*s' in the network '%.*s'",
                         TEXT_ARGUMENTS(id), TEXT_ARGUMENTS(network->id));
    struct text nearest = known_team(loading, network, id);
    if (!diagnostic_suggest(loading->diagnostics, error, nearest))
        diagnostic_hint(loading->diagnostics, error, "add '%.*s:' to %.*s/teams.yml, with a title below it",
                        TEXT_ARGUMENTS(markup_identifier(loading->arena, id)), TEXT_ARGUMENTS(network->id));
}

static struct text known_meeting(struct loading *loading, const struct round *round, struct text wanted)
{
    text_list ids = {0};
    if (!loading_may_compare(loading, round->meetings.count))
        return (struct text){0};
    for (size_t i = 0; i < round->meetings.count; i++)
        ARRAY_PUSH(loading->arena, &ids, round->meetings.items[i]->id);
    return text_nearest(wanted, ids.items, ids.count);
}

static void resolve_meeting(struct loading *loading, struct reference *reference, const struct round *round)
{
    struct text folder = text_format(loading->arena, "%.*s/%.*s/meetings", TEXT_ARGUMENTS(round->network->id),
                                     TEXT_ARGUMENTS(round->id));
    struct text path =
        text_format(loading->arena, "%.*s/%.*s.md", TEXT_ARGUMENTS(folder), TEXT_ARGUMENTS(reference->name));
    const struct target *target = map_get(&loading->model->targets, path);
    reference->target = target && target->kind == TARGET_MEETING ? target->object : NULL;
    if (reference->target || loading_has_failed(loading, folder) || loading_has_failed(loading, path))
        return;
    struct diagnostic *error =
        diagnostic_error(loading->diagnostics, reference->place, "there is no meeting '%.*s' in the round '%.*s'",
                         TEXT_ARGUMENTS(reference->name), TEXT_ARGUMENTS(round->id));
    if (!diagnostic_suggest(loading->diagnostics, error, known_meeting(loading, round, reference->name)))
        diagnostic_hint(loading->diagnostics, error, "write the name of its file without '.md', such as 2026-02-24");
}

static void resolve_references(struct loading *loading)
{
    for (size_t i = 0; i < loading->reading.references.count; i++) {
        const struct pending_reference *pending = &loading->reading.references.items[i];
        struct reference *reference = pending->reference;
        if (pending->type == &person_type) {
            reference->target = link_person(loading, reference->name, reference->place);
        } else if (pending->type == &team_type && pending->context.network) {
            reference->target = map_get(&pending->context.network->teams_by_id, reference->name);
            if (!reference->target)
                link_say_unknown_team(loading, pending->context.network, reference->name, reference->place);
        } else if (pending->type == &meeting_type && pending->context.round) {
            resolve_meeting(loading, reference, pending->context.round);
        }
    }
}

static void complete_contacts(struct loading *loading)
{
    for (size_t i = 0; i < loading->reading.contacts.count; i++) {
        struct contact *contact = loading->reading.contacts.items[i];
        const struct person *person = contact->person.target;
        if (person && !contact->role.size)
            contact->role = person->role;
        if (person && !contact->organisation.size)
            contact->organisation = person->organisation;
    }
}

/* What is inherited */

static void inherit_profile(struct profile *profile, const struct profile *above)
{
    struct array_header list;
    for (size_t i = 0; i < profile_type.count; i++) {
        const struct field *field = &profile_type.fields[i];
        char *own = (char *)profile + field->offset;
        const char *others = (const char *)above + field->offset;
        struct prose prose;
        if (field->is_list) {
            memcpy(&list, own, sizeof list);
            if (!list.items)
                memcpy(own, others, sizeof list);
        } else {
            memcpy(&prose, own, sizeof prose);
            if (!prose.tree)
                memcpy(own, others, sizeof prose);
        }
    }
}

static void inherit_newsletter(struct newsletter *newsletter, const struct round *round)
{
    inherit_profile(&newsletter->profile, &round->profile);
    if (!newsletter->subject.size)
        newsletter->subject = newsletter->title;
    if (!newsletter->preheader.size)
        newsletter->preheader = newsletter->lead;
}

/* What points back */

static void add_round_to_teams(struct loading *loading, const struct round *round)
{
    for (size_t i = 0; i < round->teams.count; i++) {
        struct team *team = (struct team *)round->teams.items[i].target;
        if (team && (!team->rounds.count || team->rounds.items[team->rounds.count - 1] != round))
            ARRAY_PUSH(loading->arena, &team->rounds, round);
    }
}

static void add_newsletter_to_meetings(struct loading *loading, const struct newsletter *newsletter)
{
    for (size_t i = 0; i < newsletter->meetings.count; i++) {
        struct meeting *meeting = (struct meeting *)newsletter->meetings.items[i].target;
        if (meeting)
            ARRAY_PUSH(loading->arena, &meeting->newsletters, newsletter);
    }
}

/* From the last change to the first, each move led to where the next one came from. */
static void link_changes(struct loading *loading, struct meeting *meeting, struct map *taken)
{
    struct date to = meeting->date;
    for (size_t i = meeting->changes.count; i-- > 0;) {
        struct meeting_change *change = &meeting->changes.items[i];
        change->meeting = meeting;
        if (!date_is_set(change->from))
            continue;
        struct text from = date_iso(loading->arena, change->from);
        change->to = to;
        change->is_left = !map_get(taken, from);
        map_set(taken, from, meeting);
        to = change->from;
    }
}

static void link_moves(struct loading *loading, const struct round *round)
{
    struct map taken = {.arena = loading->arena};
    for (size_t i = 0; i < round->meetings.count; i++)
        map_set(&taken, round->meetings.items[i]->id, round->meetings.items[i]);
    for (size_t i = 0; i < round->meetings.count; i++)
        link_changes(loading, round->meetings.items[i], &taken);
}

static void link_round(struct loading *loading, struct round *round)
{
    inherit_profile(&round->profile, &round->network->profile);
    add_round_to_teams(loading, round);
    link_moves(loading, round);
    for (size_t i = 0; i < round->newsletters.count; i++) {
        inherit_newsletter(round->newsletters.items[i], round);
        add_newsletter_to_meetings(loading, round->newsletters.items[i]);
    }
}

void link_model(struct loading *loading)
{
    sort_all(loading);
    resolve_references(loading);
    complete_contacts(loading);
    for (size_t i = 0; i < loading->model->networks.count; i++) {
        const struct network *network = loading->model->networks.items[i];
        for (size_t j = 0; j < network->rounds.count; j++)
            link_round(loading, network->rounds.items[j]);
    }
}
