/* Facts that disagree: within the files, between them and with the calendar. */
#include "model/checking.h"

/* Once for each person, however often they are shown. */
static void check_person_roles(struct checking *checking)
{
    struct map told = {.arena = checking->arena};
    for (size_t i = 0; i < checking->loading->reading.contacts.count; i++) {
        const struct contact *contact = checking->loading->reading.contacts.items[i];
        const struct person *person = contact->person.target;
        if (!person || contact->role.size || map_set(&told, person->id, checking))
            continue;
        struct diagnostic *advice = diagnostic_check(checking->diagnostics, &checks[CHECK_PERSON_ROLE], person->place,
                                                     "'%.*s' is shown without a role", TEXT_ARGUMENTS(person->name));
        diagnostic_hint(checking->diagnostics, advice, "write 'role:' here, or where the person is named");
        diagnostic_note(checking->diagnostics, advice, contact->person.place, "shown here");
    }
}

void check_facts(struct checking *checking)
{
    check_dates(checking);
    check_programmes(checking);
    if (!checking->is_whole)
        return;
    check_meetings(checking);
    check_next_meetings(checking);
    check_teams(checking);
    check_person_roles(checking);
    check_measures(checking);
    check_titles(checking);
}
