/* What a site is about: the first file to read. Networks hold rounds, rounds hold meetings, newsletters
 * and reports; teams belong to a network, people to the site. Typed, linked and checked by model_load,
 * then const for ever. For view/, output/ and commands/.
 *
 * Invariants after a load without errors: every reference is resolved, every required field is set,
 * every list is in the order documented here, inherited fields are filled in. All is owned by the arena
 * given to model_load.
 */
#ifndef MODEL_MODEL_H
#define MODEL_MODEL_H

#include "base/artifact.h"
#include "base/date.h"
#include "base/diagnostic.h"
#include "base/map.h"
#include "markup/markup.h"
#include "model/theme.h"

struct network;
struct round;
struct meeting;
struct newsletter;
struct report;
struct team;
struct contact;
struct measure;
struct record_type;

/* A name written in the content, and what it stands for. */
struct reference {
    struct text name;
    struct place place;
    const void *target; /* of the type that the field table names; never NULL after linking */
};

/* A text of the content: as it was read, and as a tree. `tree` is NULL when the field is absent or, for
 * the body of a file, blank. */
struct prose {
    struct passage passage;
    struct markup_node *tree;
};

typedef ARRAY(struct reference) reference_list;

/* What a person leads or does: where they are named, and as what. */
enum task_kind {
    TASK_COACH,   /* of a round, or of a network alone */
    TASK_SPEAKER, /* at a meeting */
    TASK_TEAM,    /* whom to ask about a team */
    TASK_REPORT,  /* whom to ask about a report */
    TASK_KINDS
};
struct task {
    const struct contact *contact; /* with the role at that time */
    const struct network *network;
    const struct round *round; /* TASK_COACH: NULL when none of the network's rounds has this coach */
    const struct meeting *meeting;
    const struct team *team;
    const struct report *report;
};
typedef ARRAY(struct task) task_list;

struct person {
    struct text id;
    struct place place;
    struct text name, role, organisation, email, phone;
    bool publish; /* else nothing of the person is shown, and nothing refers to them */
    /* By network, newest round first; by date, newest first; by network and team; by date, newest first. */
    task_list tasks[TASK_KINDS];
    bool has_tasks;
};

/* A person in a certain task; role and organisation default to the person's own. */
struct contact {
    struct reference person; /* struct person */
    struct text role, organisation;
};
typedef ARRAY(struct contact) contact_list;

struct link {
    struct text title, address, note;
};
typedef ARRAY(struct link) link_list;

struct film {
    struct text title, address, note;
    bool captions;
    bool is_captions_known; /* else nobody knows whether it has any */
};

struct box {
    struct text title;
    struct prose text;
};
typedef ARRAY(struct box) box_list;

struct figure {
    struct text value, text;
};
typedef ARRAY(struct figure) figure_list;

/* A word that the readers of a network know, or ought to. */
struct term {
    struct text term, text;
};
typedef ARRAY(struct term) term_list;

struct step {
    struct text title, text;
    bool here;
    size_t number; /* 1, 2, … in its list */
};
typedef ARRAY(struct step) step_list;

/* A measure that a `chart` block shows. */
struct chart {
    struct reference team; /* struct team; not set: the network itself */
    struct text measure;   /* its title; empty: the only one */
    struct place place;
    const struct measure *target; /* never NULL after linking */
};

/* One of a few things to compare. */
struct bar {
    struct text text;
    double value, before;
    bool has_before;
};

/* How many gave an answer. */
struct vote {
    struct text text;
    double count;
};

/* A driver diagram: what has to change for the goal to be reached, what moves that, and what was tried. */
struct idea {
    struct text title;
    struct text state; /* planned, testing, kept, stopped, or empty */
};
struct secondary_driver {
    struct text title;
    ARRAY(struct idea) ideas;
};
struct driver {
    struct text title;
    ARRAY(struct secondary_driver) secondary;
};
typedef ARRAY(struct driver) driver_list;

/* A small test of change: plan, do, study, act. */
struct cycle {
    struct text title;
    struct date start, end;
    struct prose plan, carried_out, study, act; /* carried_out is `do` in YAML and templates: C has that word */
    struct text decision;                       /* adopt, adapt, abandon, or empty while it goes on */
};
typedef ARRAY(struct cycle) cycle_list;

struct programme_item {
    struct text time, title, who;
};
typedef ARRAY(struct programme_item) programme_list;

/* What is said once and inherited: network → round → newsletter. A field that is written but empty
 * (`links: []`) is not inherited. */
struct profile {
    struct prose background, purpose, goal;
    text_list approach, priorities, ground_rules;
    contact_list coaches;
    link_list links;
    box_list boxes;
};

/* A value and the day (or month) that it was measured on. */
struct measurement {
    struct date date;
    double value; /* as written, or numerator / denominator × the measure's `per`, to its thousandths */
    double numerator, denominator; /* how many of how many */
    bool has_value, has_numerator,
        has_denominator; /* as written; of a measure's values after loading, has_value holds */
    struct text note;
    bool mark;          /* somebody has seen that it is far off: no rule ever says so */
    struct place place; /* of its date */
};
typedef ARRAY(struct measurement) measurement_list;

/* A time with a median of its own, from `start` until the next phase. */
struct phase {
    struct date start;
    struct text title;
    struct date median_until; /* set: the median is that of the values up to then, frozen */
    struct place place;
};

/* A goal that moves: from the baseline `from` at `start`, by `per_year` each year, evenly. */
struct goal_change {
    struct date start;
    double from, per_year;
};

struct measure {
    struct text title, unit, series; /* series: the CSV file as written, or empty */
    struct place place, series_place;
    double goal;
    bool has_goal;
    struct goal_change goal_change;
    bool has_goal_change;       /* in place of `goal` */
    struct text better;         /* "up", "down" or empty */
    struct text rules;          /* "anhoj" or "ihi" */
    double per;                 /* what a numerator and denominator are multiplied with: 100 for percent */
    ARRAY(struct phase) phases; /* by start, which differ */
    measurement_list values;    /* in the order of the file */
    const struct team *team;    /* whose it is; NULL: the network's own */
    const struct network *network;
};
typedef ARRAY(struct measure) measure_list;

/* The word that makes a unit percent: "procent" of "procent av eleverna", "%", "per cent". Empty for any other unit,
 * such as "procentenheter". A part of `unit`. */
struct text model_percent(struct text unit);

/* What was changed in a meeting once it was known: the program has no memory, so the file tells. */
struct meeting_change {
    struct date date; /* the day on which it was changed */
    struct date from; /* the meeting's date until then, when it was moved; else not set */
    struct text text; /* what changed, in the author's words; may be empty when it was moved */
    const struct meeting *meeting;
    size_t order;   /* 0, 1, … as written */
    struct date to; /* when it was moved: the date it got then */
    bool is_left;   /* `from` is a date that no meeting of the round has; once for each such date */
};
typedef ARRAY(struct meeting_change) change_list;

/* What a team told at a meeting (a `team` block in its notes). */
struct team_text {
    const struct meeting *meeting;
    const struct markup_node *block;
};

struct team {
    struct text id;
    struct place place;
    struct text title, municipality, since;
    struct prose aim, text;
    contact_list contacts;
    measure_list measures;
    driver_list drivers; /* to its aim */
    cycle_list cycles;   /* as written */
    const struct network *network;
    ARRAY(const struct round *) rounds;   /* oldest first */
    ARRAY(struct team_text) texts;        /* newest meeting first */
    ARRAY(const struct report *) reports; /* that tell about it, newest first */
    const struct team *previous, *next;   /* alphabetical, in the network; or NULL */
};

struct meeting {
    struct text id; /* the file's name: 2020-03-03 or 2020-09 */
    struct place place;
    struct date date; /* of the file's name */
    struct text title, lead, location, bring, registration;
    struct text kind;   /* meeting, digital, visit, follow-up */
    struct text status; /* planned, cancelled, unconfirmed (once planned; nobody knows whether it was held) */
    double number;      /* 1, 2, …: written, or the order in the round */
    struct time_of_day start, end;
    contact_list speakers;
    reference_list teams; /* struct team */
    struct prose prepare;
    programme_list programme;
    struct text between; /* what happens between this meeting and the next one */
    change_list changes; /* oldest first */
    struct prose notes;  /* the body */
    const struct round *round;
    ARRAY(const struct newsletter *) newsletters; /* that cover it */
};

struct newsletter {
    struct text id; /* the file's name: 1, 2, … */
    struct place place;
    int number;
    struct text title, lead, subject, preheader;
    struct date date;
    reference_list meetings; /* struct meeting */
    struct prose correction; /* what was wrong in the letter as it was first sent */
    struct profile profile;
    struct prose body;
    const struct round *round;
};

struct report_goal {
    struct text title;
    struct prose text, done, result, well, hard, milestones;
};
typedef ARRAY(struct report_goal) report_goal_list;

struct report {
    struct text id;
    struct place place;
    struct text title, subtitle, lead;
    struct date date;
    struct prose background;
    report_goal_list goals;
    reference_list teams; /* struct team */
    contact_list contacts;
    const struct round *round;
    const struct report *newer, *older; /* of the same network, or NULL */
};

struct round {
    struct text id; /* the folder's name */
    struct place place;
    struct text title, subtitle, lead;
    struct date start, end;
    reference_list teams; /* struct team */
    struct prose text;
    struct profile profile;
    const struct network *network;
    ARRAY(struct meeting *) meetings;       /* by date */
    ARRAY(struct newsletter *) newsletters; /* by number */
    ARRAY(struct report *) reports;         /* by id */
};

struct network {
    struct text id; /* the folder's name */
    struct place place;
    struct text title, subtitle, lead, language;
    struct theme theme; /* what the network changes; no name: the site's theme */
    figure_list figures;
    term_list glossary;    /* as written; rounds do not inherit it */
    measure_list measures; /* of the whole network */
    driver_list drivers;   /* to its goal */
    struct profile profile;
    ARRAY(struct team *) teams;   /* alphabetical */
    ARRAY(struct round *) rounds; /* oldest first */
    struct map teams_by_id;
};

struct page {
    struct text id;
    struct place place;
    struct text title, lead;
    bool menu;
    double order;
    struct prose body;
};

struct sender {
    struct text name, email, reply_to, list;
    struct text unsubscribe; /* https: address with {key} in it, where one click unsubscribes; may be empty */
};

/* Content of the site that not everybody can use. */
struct shortcoming {
    struct text situation;
    struct prose problem, reason, action;
};

/* Where readers tell what they cannot use. */
struct feedback {
    struct text address; /* of a form */
    struct prose text;
};

/* The accessibility statement: what the Swedish act (2018:1937) on accessibility to digital public services asks
 * of the publisher of a site. */
struct accessibility {
    struct prose note;
    struct text compliance; /* full, partial, none */
    ARRAY(struct shortcoming) shortcomings;
    struct prose outside; /* content that the act does not cover, section 9 */
    struct prose burden;  /* content excepted as a disproportionate burden, section 12 */
    struct feedback feedback;
    struct date assessed, updated;
    struct prose method;
};

struct site {
    struct place place;
    struct text title, subtitle, lead, address, language, publisher, email;
    struct theme theme; /* its name is never empty; of the rest only what the site changes */
    struct sender sender;
    struct accessibility accessibility;
    bool has_accessibility;
};

/* A picture used somewhere, once per file. */
struct picture_use {
    struct text source; /* path below content/ */
    struct place place; /* of the first use */
};

/* What a path below content/ stands for when a text links to it. */
enum target_kind {
    TARGET_SITE,
    TARGET_NETWORK,
    TARGET_ROUND,
    TARGET_MEETING,
    TARGET_NEWSLETTER,
    TARGET_REPORT,
    TARGET_TEAMS,
    TARGET_PEOPLE,
    TARGET_PAGE
};
struct target {
    enum target_kind kind;
    const void *object; /* struct network for TARGET_TEAMS, NULL for TARGET_SITE and links to people.yml */
};

/* What the whole site lists: derived from everything else by model/archive.c and model/films.c. */

struct archive_item {
    struct target what; /* a meeting, newsletter or report */
    struct date date;
};
struct archive_year {
    int year;
    ARRAY(struct archive_item) items; /* by date; a month stands after its days */
};

/* Where a film is shown: the page of a team or of what a file is about. */
struct showing {
    const struct film *film; /* as told there */
    struct text heading;     /* of the block, as written; may be empty */
    size_t order;            /* in which the texts were read */
    struct target what;
    const struct team *team;       /* or NULL */
    const struct network *network; /* NULL for the site's own pages */
    struct date date;              /* of the meeting, newsletter, report or round; else unset */
};
/* A film by its address. What the newest showing leaves out is told as the others tell it. */
struct shown_film {
    struct film film;
    ARRAY(struct showing) showings; /* newest first */
};

struct municipality {
    struct text name;
    ARRAY(const struct team *) teams; /* by network, then alphabetical */
};

struct archive {
    ARRAY(struct archive_year) years;          /* newest first */
    ARRAY(const struct report *) reports;      /* newest first */
    ARRAY(struct shown_film *) films;          /* by network, newest first; those of no network last */
    ARRAY(struct municipality) municipalities; /* alphabetical */
    ARRAY(const struct team *) elsewhere;      /* teams without a municipality, by network, then alphabetical */
};

/* A finding that the author allows, with the reason: see model/allow.h. */
struct allowance {
    const struct check *check;
    struct place place; /* of its name in the comment */
    unsigned last_line; /* that it covers, from place.line on */
    struct text reason;
};

struct model {
    struct site site;
    ARRAY(struct network *) networks; /* by id */
    ARRAY(struct person *) people;    /* alphabetical by name */
    ARRAY(struct page *) pages;       /* by order, then title */
    struct map people_by_id, networks_by_id;
    /* Every content file that is a page, by path below content/: struct target. */
    struct map targets;
    ARRAY(struct picture_use) pictures; /* in the order of their first use */
    ARRAY(struct allowance) allowances;
    struct archive archive;
};

/* Reads, links and checks everything below the folder `content`, on the day `today`. Never NULL; whether it
 * is fit for use is in `diagnostics`, with allowed findings marked. Reads on one thread, checks on `threads`. */
struct model *model_load(struct arena *arena, const char *content, struct date today, size_t threads,
                         struct diagnostics *diagnostics);
/* Marks what the author allows as such; for findings that were added after model_load. */
void model_allow(const struct model *model, struct diagnostics *diagnostics);
/* Warns of allowances that nothing needed; when everything that can be found has been. */
void model_say_unused_allowances(const struct model *model, struct diagnostics *diagnostics);

/* What stands after a block's name, and what its data is a list of. */
struct model_block {
    enum { ARGUMENT_TITLE, ARGUMENT_WHO, ARGUMENT_TEAM } argument;
    const struct record_type *type; /* NULL: Markdown */
    bool is_of_round;               /* shows the round of its text: node->record is the struct round */
};

/* The blocks that a text may have, for markup_parse; `*count` rows. A data block's node->record is an
 * ARRAY of its type's struct; a team block's is the struct team, that of a block of the round the struct round (NULL
 * when there is no model). */
const struct markup_block *model_blocks(size_t *count);
/* The rest of the row, by its index in model_blocks. */
const struct model_block *model_block(size_t index);
/* The row of a MARKUP_BLOCK. */
const struct model_block *model_block_of(const struct markup_node *node);

/* A lone Markdown text without a site around it: names in its blocks are not resolved. */
struct prose model_lone_text(struct arena *arena, const struct passage *passage, struct text language,
                             struct diagnostics *diagnostics);

/* What a link in a text points to inside the site: NULL for any address with a scheme, "#…", or when
 * nothing is there. `*fragment` gets what follows "#" (a team's id for teams.yml, "accessibility" for the statement
 * of site.yml). Pure. */
const struct target *model_link_target(const struct model *model, struct arena *arena, const struct markup_node *link,
                                       struct text *fragment);
/* Path below content/ of the picture that a MARKUP_FIGURE or MARKUP_PICTURE shows. In `arena`. */
struct text model_picture_source(struct arena *arena, const struct markup_node *picture);

#endif
