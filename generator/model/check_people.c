/* People who are shown by name alone. */
#include "model/checking.h"

/* Each once, however often they are shown. */
void check_people(struct checking *checking)
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
