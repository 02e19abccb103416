/* The tables: every field of the content, once. */
#include "model/fields.h"

#include "base/translate.h"

#define FIELD(owner, member, its_kind, words, ...)                                                                     \
    {                                                                                                                  \
        .name = #member, .kind = FIELD_##its_kind, .offset = offsetof(struct owner, member), .help = words,            \
        __VA_ARGS__                                                                                                    \
    }
#define REQUIRED .is_required = true
#define LIST .is_list = true
#define FIELDS(table) .fields = table, .count = sizeof table / sizeof *table

static const char *const languages[] = {"sv", "en", NULL};
static const char *const meeting_kinds[] = {"meeting", "digital", "visit", "follow-up", NULL};
static const char *const meeting_statuses[] = {"planned", "cancelled", "unconfirmed", NULL};
static const char *const directions[] = {"up", "down", NULL};
static const char *const rules[] = {"anhoj", "ihi", NULL};
static const char *const idea_states[] = {"planned", "testing", "kept", "stopped", NULL};
static const char *const decisions[] = {"adopt", "adapt", "abandon", NULL};
static const char *const compliances[] = {"full", "partial", "none", NULL};

/* Parts of files */

static const struct field contact_fields[] = {
    FIELD(contact, person, REFERENCE, "id of a person in people.yml", REQUIRED, .type = &person_type),
    FIELD(contact, role, TEXT, "the role at that time; else the person's own"),
    FIELD(contact, organisation, TEXT, "the organisation at that time; else the person's own"),
};
const struct record_type contact_type = {
    .name = "contact",
    .the = N_("the contact"),
    .help = N_("a person in a certain task: the person's id alone, or these fields"),
    .size = sizeof(struct contact),
    FIELDS(contact_fields),
    .shorthand = "person",
};

static const struct field link_fields[] = {
    FIELD(link, title, TEXT, "the words of the link", REQUIRED),
    FIELD(link, address, ADDRESS, "where it leads, with https://", REQUIRED),
    FIELD(link, note, TEXT, "what is found there"),
};
const struct record_type link_type = {.name = "link",
                                      .the = N_("the link"),
                                      .help = N_("a link with a note"),
                                      .size = sizeof(struct link),
                                      FIELDS(link_fields)};

static const struct field film_fields[] = {
    FIELD(film, title, TEXT, "the words of the link", REQUIRED),
    FIELD(film, address, ADDRESS, "where the film is, with https://", REQUIRED),
    FIELD(film, note, TEXT, "what it is about"),
    FIELD(film, captions, FLAG, "yes: it has captions; no: it has none; left out: nobody knows",
          .presence = offsetof(struct film, is_captions_known)),
};
const struct record_type film_type = {.name = "film",
                                      .the = N_("the film"),
                                      .help = N_("a film to watch"),
                                      .size = sizeof(struct film),
                                      FIELDS(film_fields)};

static const struct field box_fields[] = {
    FIELD(box, title, TEXT, "the heading of the box", REQUIRED),
    FIELD(box, text, PROSE, "what it tells", REQUIRED),
};
const struct record_type box_type = {.name = "box",
                                     .the = N_("the box"),
                                     .help = N_("a box beside the text"),
                                     .size = sizeof(struct box),
                                     FIELDS(box_fields)};

static const struct field figure_fields[] = {
    FIELD(figure, value, TEXT, "the number, with its unit", REQUIRED),
    FIELD(figure, text, TEXT, "what the number means", REQUIRED),
};
const struct record_type figure_type = {.name = "figure",
                                        .the = N_("the figure"),
                                        .help = N_("a big number"),
                                        .size = sizeof(struct figure),
                                        FIELDS(figure_fields)};

static const struct field term_fields[] = {
    FIELD(term, term, TEXT, "the word", REQUIRED),
    FIELD(term, text, TEXT, "what it means, on one line", REQUIRED),
};
const struct record_type term_type = {.name = "term",
                                      .the = N_("the term"),
                                      .help = N_("a word of the network's own"),
                                      .size = sizeof(struct term),
                                      FIELDS(term_fields)};

static const struct field step_fields[] = {
    FIELD(step, title, TEXT, "the name of the step", REQUIRED),
    FIELD(step, text, TEXT, "what happens in it"),
    FIELD(step, here, FLAG, "yes: we are here now"),
};
const struct record_type step_type = {
    .name = "step",
    .the = N_("the step"),
    .help = N_("a step on the way: its title alone, or these fields"),
    .size = sizeof(struct step),
    FIELDS(step_fields),
    .shorthand = "title",
};

static const struct field measurement_fields[] = {
    FIELD(measurement, date, DATE, "the day, or its month", REQUIRED),
    FIELD(measurement, value, NUMBER, "the value, such as 12 or 37,5; or numerator and denominator in its place",
          .presence = offsetof(struct measurement, has_value)),
    FIELD(measurement, numerator, NUMBER, "how many, such as 60 children who read; needs the denominator too",
          .presence = offsetof(struct measurement, has_numerator)),
    FIELD(measurement, denominator, NUMBER, "of how many in all, such as 200 children who were asked",
          .presence = offsetof(struct measurement, has_denominator)),
    FIELD(measurement, note, TEXT, "what happened then, in a few words; shown in the chart"),
    FIELD(measurement, mark, FLAG, "yes: it is far off, and everyone can see it; no rule says so by itself"),
};
const struct record_type measurement_type = {.name = "value",
                                             .the = N_("the value"),
                                             .help =
                                                 N_("a value of a measure; one without numbers is not measured yet"),
                                             .size = sizeof(struct measurement),
                                             FIELDS(measurement_fields)};

static const struct field phase_fields[] = {
    FIELD(phase, start, DATE, "its first day, or month", REQUIRED),
    FIELD(phase, title, TEXT, "what was new then, in a few words, such as a change that began", REQUIRED),
    FIELD(
        phase, median_until, DATE,
        "freezes the median: it is that of the phase's values up to this day, ten or more, to compare later ones with"),
};
const struct record_type phase_type = {.name = "phase",
                                       .the = N_("the phase"),
                                       .help = N_("a time with a median of its own, up to the next phase"),
                                       .size = sizeof(struct phase),
                                       FIELDS(phase_fields)};

static const struct field goal_change_fields[] = {
    FIELD(goal_change, from, NUMBER, "the value that it starts from, such as the first that was measured", REQUIRED),
    FIELD(goal_change, start, DATE, "the day, or month, of that value", REQUIRED),
    FIELD(goal_change, per_year, NUMBER, "how much it is to change in a year: 2 for two more, -5 for five less",
          REQUIRED),
};
const struct record_type goal_change_type = {.name = "goal change",
                                             .the = N_("the goal change"),
                                             .help = N_("a goal that moves evenly, year by year"),
                                             .size = sizeof(struct goal_change),
                                             FIELDS(goal_change_fields)};

static const struct field measure_fields[] = {
    FIELD(measure, title, TEXT, "what is measured", REQUIRED),
    FIELD(measure, unit, TEXT, "the unit, such as children, or percent of the classes"),
    FIELD(measure, goal, NUMBER, "the value to reach", .presence = offsetof(struct measure, has_goal)),
    FIELD(measure, goal_change, RECORD, "in place of goal: how much the value is to change each year",
          .type = &goal_change_type, .presence = offsetof(struct measure, has_goal_change)),
    FIELD(measure, better, CHOICE, "the direction that is better", .choices = directions),
    FIELD(measure, rules, CHOICE,
          "the rules that tell a change from chance: anhoj has few false alarms; ihi is quicker, and has many",
          .choices = rules, .fallback = "anhoj"),
    FIELD(measure, per, NUMBER,
          "what numerator / denominator is multiplied with: 100 for percent, 1000 for so many in a thousand",
          .fallback = "100"),
    FIELD(measure, phases, RECORD, "times with a median of their own, such as before and after a change", LIST,
          .type = &phase_type),
    FIELD(measure, series, CODE,
          "CSV file as seen from the YAML file, such as measures/x.csv; columns date, value and note, or numerator and "
          "denominator in place of value, and mark"),
    FIELD(measure, values, RECORD, "the values, one by one, in place of series", LIST, .type = &measurement_type),
};
const struct record_type measure_type = {.name = "measure",
                                         .the = N_("the measure"),
                                         .help = N_("a measure of a team, or of the whole network"),
                                         .size = sizeof(struct measure),
                                         FIELDS(measure_fields)};

static const struct field chart_fields[] = {
    FIELD(chart, team, REFERENCE, "the team whose measure it is; left out: the network's own", .type = &team_type),
    FIELD(chart, measure, TEXT, "the title of the measure, when there is more than one"),
};
const struct record_type chart_type = {
    .name = "chart",
    .the = N_("the chart"),
    .help = N_("a measure to draw: the team's id alone, or these fields"),
    .size = sizeof(struct chart),
    FIELDS(chart_fields),
    .shorthand = "team",
};

static const struct field bar_fields[] = {
    FIELD(bar, text, TEXT, "what is compared", REQUIRED),
    FIELD(bar, value, NUMBER, "its value", REQUIRED),
    FIELD(bar, before, NUMBER, "its value before, to compare with", .presence = offsetof(struct bar, has_before)),
};
const struct record_type bar_type = {.name = "bar",
                                     .the = N_("the bar"),
                                     .help = N_("one of a few values to compare"),
                                     .size = sizeof(struct bar),
                                     FIELDS(bar_fields)};

static const struct field vote_fields[] = {
    FIELD(vote, text, TEXT, "the answer", REQUIRED),
    FIELD(vote, count, COUNT, "how many gave it", REQUIRED),
};
const struct record_type vote_type = {.name = "vote",
                                      .the = N_("the vote"),
                                      .help = N_("an answer, and how many gave it"),
                                      .size = sizeof(struct vote),
                                      FIELDS(vote_fields)};

static const struct field idea_fields[] = {
    FIELD(idea, title, TEXT, "the idea", REQUIRED),
    FIELD(idea, state, CHOICE, "how far it has come: planned, testing, kept for good, or stopped",
          .choices = idea_states),
};
const struct record_type idea_type = {
    .name = "idea",
    .the = N_("the idea"),
    .help = N_("something to try: its title alone, or these fields"),
    .size = sizeof(struct idea),
    FIELDS(idea_fields),
    .shorthand = "title",
};

static const struct field secondary_driver_fields[] = {
    FIELD(secondary_driver, title, TEXT, "what moves the driver", REQUIRED),
    FIELD(secondary_driver, ideas, RECORD, "ideas to try", LIST, .type = &idea_type),
};
const struct record_type secondary_driver_type = {
    .name = "secondary driver",
    .the = N_("the secondary driver"),
    .help = N_("what moves a driver: its title alone, or these fields"),
    .size = sizeof(struct secondary_driver),
    FIELDS(secondary_driver_fields),
    .shorthand = "title",
};

static const struct field driver_fields[] = {
    FIELD(driver, title, TEXT, "what has to change", REQUIRED),
    FIELD(driver, secondary, RECORD, "what moves it", LIST, .type = &secondary_driver_type),
};
const struct record_type driver_type = {
    .name = "driver",
    .the = N_("the driver"),
    .help = N_("what has to change for the goal to be reached: its title alone, or these fields"),
    .size = sizeof(struct driver),
    FIELDS(driver_fields),
    .shorthand = "title",
};

static const struct field cycle_fields[] = {
    FIELD(cycle, title, TEXT, "what is tested", REQUIRED),
    FIELD(cycle, start, DATE, "its first day, or month", REQUIRED),
    FIELD(cycle, end, DATE, "its last day, or month"),
    FIELD(cycle, plan, PROSE, "plan: what we want to know, and what we believe will happen"),
    {.name = "do",
     .kind = FIELD_PROSE,
     .offset = offsetof(struct cycle, carried_out),
     .help = N_("do: what we did, and what we saw")},
    FIELD(cycle, study, PROSE, "study: what it taught us"),
    FIELD(cycle, act, PROSE, "act: what we do next"),
    FIELD(cycle, decision, CHOICE, "whether the change is adopted, adapted and tested again, or abandoned",
          .choices = decisions),
};
const struct record_type cycle_type = {.name = "cycle",
                                       .the = N_("the cycle"),
                                       .help = N_("a small test of change: plan, do, study, act"),
                                       .size = sizeof(struct cycle),
                                       FIELDS(cycle_fields)};

static const struct field programme_item_fields[] = {
    FIELD(programme_item, time, TEXT, "when, such as 13.00-13.30"),
    FIELD(programme_item, title, TEXT, "what happens", REQUIRED),
    FIELD(programme_item, who, TEXT, "who leads it"),
};
const struct record_type programme_item_type = {.name = "programme item",
                                                .the = N_("the programme item"),
                                                .help = N_("a line of a meeting's programme"),
                                                .size = sizeof(struct programme_item),
                                                FIELDS(programme_item_fields)};

static const struct field change_fields[] = {
    FIELD(meeting_change, date, DATE, "the day on which it was changed", REQUIRED),
    FIELD(meeting_change, from, DATE, "when it was moved: the date of the meeting until then"),
    FIELD(meeting_change, text, TEXT, "what changed, such as a new room"),
};
const struct record_type meeting_change_type = {.name = "change",
                                                .the = N_("the change"),
                                                .help = N_("what was changed in a meeting once it was known"),
                                                .size = sizeof(struct meeting_change),
                                                FIELDS(change_fields)};

static const struct field report_goal_fields[] = {
    FIELD(report_goal, title, TEXT, "the goal in one line", REQUIRED),
    FIELD(report_goal, text, PROSE, "more about the goal"),
    FIELD(report_goal, done, PROSE, "what was done"),
    FIELD(report_goal, result, PROSE, "what came of it"),
    FIELD(report_goal, well, PROSE, "what went well"),
    FIELD(report_goal, hard, PROSE, "what was hard"),
    FIELD(report_goal, milestones, PROSE, "the milestones"),
};
const struct record_type report_goal_type = {.name = "goal",
                                             .the = N_("the goal"),
                                             .help = N_("a goal of a report"),
                                             .size = sizeof(struct report_goal),
                                             FIELDS(report_goal_fields)};

static const struct field sender_fields[] = {
    FIELD(sender, name, TEXT, "the name that readers see in their inbox", REQUIRED),
    FIELD(sender, email, EMAIL, "the address that letters come from", REQUIRED),
    FIELD(sender, reply_to, EMAIL, "the address that answers go to"),
    FIELD(sender, list, CODE, "a name for the mailing list, shaped like a domain: brev.example.org"),
    FIELD(sender, unsubscribe, CODE, "address, with https:// and {key}, of a service that unsubscribes at one click"),
};
const struct record_type sender_type = {.name = "sender",
                                        .the = N_("the sender"),
                                        .help = N_("who sends the newsletters"),
                                        .size = sizeof(struct sender),
                                        FIELDS(sender_fields)};

static const struct field shortcoming_fields[] = {
    FIELD(shortcoming, situation, TEXT, "when one meets it, such as use without vision"),
    FIELD(shortcoming, problem, PROSE, "what is wrong", REQUIRED),
    FIELD(shortcoming, reason, PROSE, "why it is so"),
    FIELD(shortcoming, action, PROSE, "what is done about it"),
};
const struct record_type shortcoming_type = {.name = "shortcoming",
                                             .the = N_("the shortcoming"),
                                             .help = N_("content that not everybody can use"),
                                             .size = sizeof(struct shortcoming),
                                             FIELDS(shortcoming_fields)};

static const struct field feedback_fields[] = {
    FIELD(feedback, address, ADDRESS, "the form, with https://; it must work without giving one's name", REQUIRED),
    FIELD(feedback, text, PROSE, "what one should know about the form"),
};
const struct record_type feedback_type = {
    .name = "feedback",
    .the = N_("the feedback"),
    .help = N_("where readers tell what they cannot use: the form's address alone, or these fields"),
    .size = sizeof(struct feedback),
    FIELDS(feedback_fields),
    .shorthand = "address",
};

static const struct field accessibility_fields[] = {
    FIELD(accessibility, note, PROSE, "words above the statement"),
    FIELD(accessibility, compliance, CHOICE, "whether the site complies with the law", REQUIRED,
          .choices = compliances),
    FIELD(accessibility, shortcomings, RECORD, "all content that is not accessible", LIST, .type = &shortcoming_type),
    FIELD(accessibility, outside, PROSE, "content that the law does not cover (section 9)"),
    FIELD(accessibility, burden, PROSE,
          "content that it would be a disproportionate burden to make accessible (section 12), and why"),
    FIELD(accessibility, feedback, RECORD, "where readers tell what they cannot use", .type = &feedback_type),
    FIELD(accessibility, assessed, DATE, "the day of the latest assessment"),
    FIELD(accessibility, updated, DATE, "the day when the statement was last changed"),
    FIELD(accessibility, method, PROSE, "how the site was assessed, such as self-assessment"),
};
const struct record_type accessibility_type = {
    .name = "accessibility statement",
    .the = N_("the accessibility statement"),
    .help = N_(
        "how accessible the site is, as the Swedish act (2018:1937) asks; texts link to it as site.yml#accessibility"),
    .size = sizeof(struct accessibility),
    FIELDS(accessibility_fields),
};

static const struct field profile_fields[] = {
    FIELD(profile, background, PROSE, "why we do this"),
    FIELD(profile, purpose, PROSE, "what it is for"),
    FIELD(profile, goal, PROSE, "what we want to reach"),
    FIELD(profile, approach, TEXT, "how we work, one line each", LIST),
    FIELD(profile, priorities, TEXT, "what comes first, one line each", LIST),
    FIELD(profile, ground_rules, TEXT, "how we talk with one another, one line each", LIST),
    FIELD(profile, coaches, RECORD, "who supports the teams", LIST, .type = &contact_type),
    FIELD(profile, links, RECORD, "links worth knowing", LIST, .type = &link_type),
    FIELD(profile, boxes, RECORD, "boxes beside the text", LIST, .type = &box_type),
};
const struct record_type profile_type = {
    .name = "profile",
    .the = N_("the profile"),
    .help = N_("what is said once: a round inherits it from its network, a newsletter from its round"),
    .size = sizeof(struct profile),
    FIELDS(profile_fields),
};

/* Files */

static const struct field site_fields[] = {
    FIELD(site, title, TEXT, "the name of the site", REQUIRED),
    FIELD(site, subtitle, TEXT, "a line below the name"),
    FIELD(site, lead, TEXT, "what the site is, in one or two sentences"),
    FIELD(site, address, ADDRESS, "where the site is published, such as https://natverk.example.org", REQUIRED),
    FIELD(site, language, CHOICE, "the language of the site", .choices = languages, .fallback = "sv"),
    FIELD(site, publisher, TEXT, "who answers for the site", REQUIRED),
    FIELD(site, email, EMAIL, "the public e-mail address"),
    FIELD(site, sender, RECORD, "who sends the newsletters", .type = &sender_type),
    FIELD(site, accessibility, RECORD, "the accessibility statement, a page that every page links to",
          .type = &accessibility_type, .presence = offsetof(struct site, has_accessibility)),
    FIELD(site, theme, RECORD, "how things look", .type = &theme_type),
};
const struct record_type site_type = {.name = "site",
                                      .the = N_("the site"),
                                      .help = N_("site.yml: the whole site"),
                                      .size = sizeof(struct site),
                                      FIELDS(site_fields)};

static const struct field person_fields[] = {
    FIELD(person, name, TEXT, "first name and family name", REQUIRED),
    FIELD(person, role, TEXT, "the role today"),
    FIELD(person, organisation, TEXT, "the organisation today"),
    FIELD(person, email, EMAIL, "e-mail address"),
    FIELD(person, phone, CODE, "telephone"), /* typography would make a dash of its hyphen */
    FIELD(person, publish, FLAG, "no: the person is never shown, and nothing may refer to them", .fallback = "yes"),
};
const struct record_type person_type = {.name = "person",
                                        .the = N_("the person"),
                                        .help = N_("people.yml: everyone who is named, each below an id of their own"),
                                        .size = sizeof(struct person),
                                        FIELDS(person_fields)};

static const struct field network_fields[] = {
    FIELD(network, title, TEXT, "the name of the network", REQUIRED),
    FIELD(network, subtitle, TEXT, "a line below the name"),
    FIELD(network, lead, TEXT, "what the network is, in one or two sentences"),
    FIELD(network, language, CHOICE, "the language of the network; else the site's", .choices = languages),
    FIELD(network, theme, RECORD, "how the network's pages and letters look; else like the site's",
          .type = &theme_type),
    FIELD(network, figures, RECORD, "big numbers", LIST, .type = &figure_type),
    FIELD(network, measures, RECORD, "what the whole network measures", LIST, .type = &measure_type),
    FIELD(network, drivers, RECORD, "what has to change for the goal to be reached", LIST, .type = &driver_type),
    FIELD(network, glossary, RECORD, "words of the network's own, for its page alone", LIST, .type = &term_type),
};
const struct record_type network_type = {
    .name = "network",
    .the = N_("the network"),
    .help = N_("<network>/network.yml: a network"),
    .size = sizeof(struct network),
    FIELDS(network_fields),
    .extends = &profile_type,
    .extends_offset = offsetof(struct network, profile),
};

static const struct field team_fields[] = {
    FIELD(team, title, TEXT, "the name of the team", REQUIRED),
    FIELD(team, municipality, TEXT, "where it works"),
    FIELD(team, since, TEXT, "when it joined, in words"),
    FIELD(team, aim, PROSE, "what the team wants to reach"),
    FIELD(team, text, PROSE, "who the team is"),
    FIELD(team, contacts, RECORD, "whom to ask", LIST, .type = &contact_type),
    FIELD(team, measures, RECORD, "what the team measures", LIST, .type = &measure_type),
    FIELD(team, drivers, RECORD, "what has to change for its aim to be reached", LIST, .type = &driver_type),
    FIELD(team, cycles, RECORD, "the small tests that the team has made", LIST, .type = &cycle_type),
};
const struct record_type team_type = {.name = "team",
                                      .the = N_("the team"),
                                      .help = N_("<network>/teams.yml: the teams, each below an id of its own"),
                                      .size = sizeof(struct team),
                                      FIELDS(team_fields)};

static const struct field round_fields[] = {
    FIELD(round, title, TEXT, "the name of the round", REQUIRED),
    FIELD(round, subtitle, TEXT, "a line below the name"),
    FIELD(round, lead, TEXT, "what the round is, in one or two sentences"),
    FIELD(round, start, DATE, "the first day, or its month", REQUIRED),
    FIELD(round, end, DATE, "the last day, or its month"),
    FIELD(round, teams, REFERENCE, "ids of the teams that take part", LIST, .type = &team_type),
    FIELD(round, text, PROSE, "how the round works"),
};
const struct record_type round_type = {
    .name = "round",
    .the = N_("the round"),
    .help = N_("<network>/<round>/round.yml: a round of a network"),
    .size = sizeof(struct round),
    FIELDS(round_fields),
    .extends = &profile_type,
    .extends_offset = offsetof(struct round, profile),
};

static const struct field meeting_fields[] = {
    FIELD(meeting, title, TEXT, "what the meeting is called", REQUIRED),
    FIELD(meeting, number, COUNT, "its number; else its order in the round"),
    FIELD(meeting, kind, CHOICE, "the kind of meeting", .choices = meeting_kinds, .fallback = "meeting"),
    FIELD(meeting, start, TIME, "when it begins, such as 13:00"),
    FIELD(meeting, end, TIME, "when it ends, such as 16:00"),
    {.name = "place", .kind = FIELD_TEXT, .offset = offsetof(struct meeting, location), .help = N_("where it is held")},
    FIELD(meeting, status, CHOICE, "cancelled when it is called off; unconfirmed when nobody knows whether it was held",
          .choices = meeting_statuses, .fallback = "planned"),
    FIELD(meeting, lead, TEXT, "what it is about, in one or two sentences"),
    FIELD(meeting, speakers, RECORD, "who speaks", LIST, .type = &contact_type),
    FIELD(meeting, teams, REFERENCE, "ids of the teams that took part", LIST, .type = &team_type),
    FIELD(meeting, bring, TEXT, "what to bring"),
    FIELD(meeting, prepare, PROSE, "questions to prepare"),
    FIELD(meeting, registration, ADDRESS, "where one signs up, with https://"),
    FIELD(meeting, programme, RECORD, "the programme, line by line", LIST, .type = &programme_item_type),
    FIELD(meeting, between, TEXT, "what happens between this meeting and the next one, in one sentence"),
    FIELD(meeting, changes, RECORD, "what was changed once it was known, such as its date", LIST,
          .type = &meeting_change_type),
};
const struct record_type meeting_type = {
    .name = "meeting",
    .the = N_("the meeting"),
    .help = N_("<network>/<round>/meetings/<date>.md, between the lines ---: a meeting; its notes follow below"),
    .size = sizeof(struct meeting),
    FIELDS(meeting_fields)};

static const struct field newsletter_fields[] = {
    FIELD(newsletter, title, TEXT, "the heading of the letter", REQUIRED),
    FIELD(newsletter, date, DATE, "the day it is published, or its month", REQUIRED),
    FIELD(newsletter, lead, TEXT, "the first words, in one or two sentences", REQUIRED),
    FIELD(newsletter, meetings, REFERENCE, "dates of the meetings that it covers", REQUIRED, LIST,
          .type = &meeting_type),
    FIELD(newsletter, subject, TEXT, "the subject of the e-mail; else the title"),
    FIELD(newsletter, preheader, TEXT, "what the inbox shows after the subject; else the lead"),
    FIELD(newsletter, correction, PROSE, "what was wrong in the letter as it was first sent, and is right now"),
};
const struct record_type newsletter_type = {
    .name = "newsletter",
    .the = N_("the newsletter"),
    .help =
        N_("<network>/<round>/newsletters/<number>.md, between the lines ---: a newsletter; its words follow below"),
    .size = sizeof(struct newsletter),
    FIELDS(newsletter_fields),
    .extends = &profile_type,
    .extends_offset = offsetof(struct newsletter, profile),
};

static const struct field report_fields[] = {
    FIELD(report, title, TEXT, "the name of the report", REQUIRED),
    FIELD(report, subtitle, TEXT, "a line below the name"),
    FIELD(report, date, DATE, "the day it was written, or its month", REQUIRED),
    FIELD(report, lead, TEXT, "what it tells, in one or two sentences"),
    FIELD(report, background, PROSE, "why the work was done"),
    FIELD(report, goals, RECORD, "the goals and how they went", REQUIRED, LIST, .type = &report_goal_type),
    FIELD(report, teams, REFERENCE, "ids of the teams that it tells about", LIST, .type = &team_type),
    FIELD(report, contacts, RECORD, "whom to ask", LIST, .type = &contact_type),
};
const struct record_type report_type = {.name = "report",
                                        .the = N_("the report"),
                                        .help = N_("<network>/<round>/reports/<id>.yml: an improvement report"),
                                        .size = sizeof(struct report),
                                        FIELDS(report_fields)};

static const struct field page_fields[] = {
    FIELD(page, title, TEXT, "the heading of the page", REQUIRED),
    FIELD(page, lead, TEXT, "what it tells, in one or two sentences"),
    FIELD(page, menu, FLAG, "yes: it stands in the list of pages at the foot"),
    FIELD(page, order, COUNT, "its place in that list", .fallback = "1000"),
};
const struct record_type page_type = {
    .name = "page",
    .the = N_("the page"),
    .help = N_("pages/<id>.md, between the lines ---: a free page; its text follows below"),
    .size = sizeof(struct page),
    FIELDS(page_fields)};

const struct record_type *const file_types[] = {&site_type,    &person_type,     &network_type, &team_type, &round_type,
                                                &meeting_type, &newsletter_type, &report_type,  &page_type, NULL};

const struct field *field_find(const struct record_type *type, struct text name, size_t *owner_offset)
{
    *owner_offset = 0;
    for (size_t i = 0; i < type->count; i++)
        if (text_is(name, type->fields[i].name))
            return &type->fields[i];
    if (!type->extends)
        return NULL;
    const struct field *field = field_find(type->extends, name, owner_offset);
    *owner_offset += type->extends_offset;
    return field;
}

size_t field_item_size(const struct field *field)
{
    switch (field->kind) {
    case FIELD_PROSE:
        return sizeof(struct prose);
    case FIELD_DATE:
        return sizeof(struct date);
    case FIELD_TIME:
        return sizeof(struct time_of_day);
    case FIELD_NUMBER:
    case FIELD_COUNT:
        return sizeof(double);
    case FIELD_FLAG:
        return sizeof(bool);
    case FIELD_REFERENCE:
        return sizeof(struct reference);
    case FIELD_COLOUR:
        return sizeof(struct colour);
    case FIELD_RECORD:
        return field->type->size;
    default:
        return sizeof(struct text);
    }
}

size_t field_size(const struct field *field)
{
    return field->is_list ? sizeof(struct array_header) : field_item_size(field);
}
