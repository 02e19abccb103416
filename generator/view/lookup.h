/* How an object of the model answers a name: first the derived names of its kind, then its field table.
 * Only for view/. */
#ifndef VIEW_LOOKUP_H
#define VIEW_LOOKUP_H

#include "view/view.h"

struct derived {
    const char *name;
    struct value (*value)(struct view *view, const void *object);
};

struct view_type {
    const struct record_type *type;
    const struct derived *derived; /* ended by a NULL name */
};

/* One per kind of object, each in the file of its name. */
extern const struct view_type site_view, person_view, contact_view, network_view, round_view, meeting_view, team_view,
    measure_view, newsletter_view, report_view, page_view, step_view, film_view, accessibility_view, year_view,
    municipality_view, shown_film_view, change_view, chart_view, idea_view;

/* A list of objects from an ARRAY of pointers. */
struct value view_pointers(struct view *view, const struct record_type *type, const void *const *items, size_t count,
                           bool is_reversed);
/* A list of objects from an ARRAY of structs. */
struct value view_records(struct view *view, const struct record_type *type, const void *items, size_t count);
/* Whether a profile holds anything but people. */
bool view_is_told(const struct profile *profile);
/* Contacts as objects. */
struct value view_contacts(struct view *view, const contact_list *contacts);
struct value view_text(struct text text);                        /* nothing when empty */
struct value view_address(struct view *view, struct text path);  /* nothing when the path is empty */
struct value view_absolute(struct view *view, struct text path); /* the same, always absolute */
struct value view_count(struct view *view, size_t count);        /* nothing when 0 */
/* A number of things in words, such as "1 träff" and "4 träffar": the words of strings/ for one and for many. */
struct value view_counted(struct view *view, size_t count, const char *one, const char *many);
/* A sentence of strings/ with its words filled in: "{title}" is the word of that name. Ends with a NULL name. */
struct view_word {
    const char *name;
    struct text text;
};
struct text view_sentence(struct view *view, const char *name, const struct view_word *words);
/* What a target is: what (such as "Träff 2"), title, url, date, network, round, state (of a meeting that is not held).
 * `team`: the one of a target of teams.yml, or NULL. */
struct value view_target(struct view *view, const struct target *target, const struct team *team);
/* The first paragraph of a text as plain words; without any, all its words. In the view's arena. */
struct text view_first_words(struct view *view, const struct prose *prose);
/* A driver diagram: goal (may be nothing), drivers (with `secondary` and their `ideas`), has_secondary, has_ideas,
 * levels (columns that it takes, with the goal's). Nothing when there are no drivers. */
struct value view_diagram(struct view *view, struct text goal, const driver_list *drivers);
/* Small tests, the newest first: number (1 is the oldest), title, when, parts (word, text), decision, decision_class.
 */
struct value view_cycles(struct view *view, const cycle_list *cycles);
/* "3 försök: 1 infört, 1 ändras, 1 avslutat."; nothing without any. */
struct value view_cycles_summary(struct view *view, const cycle_list *cycles);
/* The teams of a round by municipality, alphabetical, as objects of municipality_type; those without one; and how many
 * they are: "6 team från 4 kommuner". */
struct value view_places(struct view *view, const struct round *round);
struct value view_elsewhere(struct view *view, const struct round *round);
struct value view_teams_summary(struct view *view, const struct round *round);

#endif
