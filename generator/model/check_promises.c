/* What somebody is to do: whether the text says who, and until when. Open tasks (`- [ ]`) of notes and letters,
 * and in notes also the items below headings such as "Att göra"; the lists of a letter ask its readers. */
#include "model/blocks.h"
#include "model/checking.h"
#include "model/names.h"

#include "proof/dates.h"
#include "proof/word.h"

#include <string.h>

/* Besides these, the names of people and teams say who, and dates.h finds dates. */
static const char *const who_words[] = {
    "alla", "allihop",    "coach",   "coachen",     "coacher",  "coacherna", "deltagarna", "du",     "er",
    "era",  "ert",        "ni",      "samordnaren", "samtliga", "team",      "teamen",     "teamet", "teams",
    "all",  "var och en", "coaches", "everybody",   "everyone", "you",       "your",       NULL,
};
static const char *const when_words[] = {
    "direkt",
    "genast",
    "hösten",
    "höst",
    "höstterminen",
    "i dag",
    "i morgon",
    "i vår",
    "idag",
    "imorgon",
    "jul",
    "julen",
    "jullovet",
    "kvartalet",
    "löpande",
    "midsommar",
    "måndag",
    "tisdag",
    "onsdag",
    "torsdag",
    "fredag",
    "månad",
    "månaden",
    "nyår",
    "nästa dag",
    "nästa gång",
    "nästa möte",
    "nästa seminarium",
    "nästa träff",
    "nästa år",
    "omgående",
    "påsk",
    "påsken",
    "snarast",
    "sommar",
    "sommaren",
    "sommarlovet",
    "terminen",
    "terminsslut",
    "terminsstart",
    "v",
    "varje",
    "vecka",
    "veckan",
    "veckor",
    "vinter",
    "vintern",
    "våren",
    "vårterminen",
    "next month",
    "next time",
    "next meeting",
    "next year",
    "today",
    "tomorrow",
    "week",
    "weekly",
    "spring",
    "summer",
    "autumn",
    "winter",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "nästa lärandeseminarium",
    NULL,
};
static const char *const heading_words[] = {
    "att göra",   "hemuppgift",      "hemuppgifter",
    "läxa",       "läxan",           "nästa steg",
    "åtgärder",   "till nästa gång", "till nästa träff",
    "actions",    "action items",    "homework",
    "next steps", "to do",           NULL,
};
/* What was decided is a promise only with a word of duty. */
static const char *const decision_words[] = {"beslut", "decisions", NULL};
static const char *const duty_words[] = {"ska", "skall", "bör", "shall", "should", "will", NULL};
/* Behind the first word of an item they show that it is the one who acts: "Rektorn bjuder in". */
static const char *const verbs[] = {
    "ansvarar", "bjuder", "bokar",   "bygger",  "frågar", "gör",    "håller", "kollar", "kontaktar", "köper",
    "leder",    "mejlar", "mäter",   "ordnar",  "pratar", "provar", "ringer", "räknar", "samlar",    "ser",
    "ska",      "skall",  "skickar", "skriver", "tar",    "testar", "visar",  "asks",   "books",     "buys",
    "calls",    "checks", "sends",   "shall",   "will",   "writes", NULL,
};
static const char *const nobody[] = {"vi", "man", "det", "den", "jag", "we", "i", "it", "this", NULL};

struct promises {
    struct checking *checking;
    struct names who, when, headings, decisions, duties, verbs, nobody;
    struct names people; /* whole names, first and last */
    struct names teams;  /* of the network */
};

static struct names names_of(struct checking *checking, const char *const *words)
{
    struct names names = {.arena = checking->arena};
    for (; *words; words++)
        names_add(&names, text_from(*words), checking);
    return names;
}

static bool has_any(const struct names *names, struct text text)
{
    struct name_found found;
    size_t at = 0;
    return names_find(names, text, &at, &found);
}

/* The names of people may be everyday words: "Bo", "Tor". */
static bool has_name(const struct names *names, struct text text)
{
    struct name_found found;
    for (size_t at = 0; names_find(names, text, &at, &found);)
        if (word_begins_upper(text, found.from))
            return true;
    return false;
}

static struct names names_of_people(struct checking *checking)
{
    struct names names = {.arena = checking->arena};
    for (size_t i = 0; i < checking->model->people.count; i++) {
        const struct person *person = checking->model->people.items[i];
        struct word word;
        names_add(&names, person->name, person);
        for (size_t at = 0; word_next(person->name, &at, &word);)
            names_add(&names, text_slice(person->name, word.from, word.to), person);
    }
    return names;
}

static struct names names_of_teams(struct checking *checking, const struct network *network)
{
    struct names names = {.arena = checking->arena};
    for (size_t i = 0; i < network->teams.count; i++) {
        names_add(&names, network->teams.items[i]->title, network->teams.items[i]);
        names_add(&names, network->teams.items[i]->municipality, network->teams.items[i]);
    }
    return names;
}

/* Who and when */

/* "Läskojan: mäta dörren" */
static bool has_label(struct text item)
{
    enum { LONGEST_LABEL = 60 };
    size_t colon = text_find(text_slice(item, 0, LONGEST_LABEL), TEXT(": "), 0);
    return item.size && word_begins_upper(item, 0) && colon + 1 < item.size && item.bytes[colon] == ':';
}

/* "Rektorn bjuder in"; not "lokalen ska städas". */
static bool is_actor(const struct promises *promises, struct text first, struct text second, struct text third)
{
    bool is_passive = has_any(&promises->duties, second) && text_ends_with(third, "s");
    return has_any(&promises->verbs, second) && !is_passive && !has_any(&promises->nobody, first);
}

/* One who acts, or a capital inside a sentence: somebody who is not in people.yml. */
static bool has_actor(const struct promises *promises, struct text item)
{
    struct text words[3] = {{0}};
    struct word word;
    size_t at = 0;
    for (size_t i = 0; word_next(item, &at, &word); i++) {
        struct text written = text_slice(item, word.from, word.to);
        bool is_inside =
            i > 0 && word.from > 1 && item.bytes[word.from - 1] == ' ' && !strchr(".!?:", item.bytes[word.from - 2]);
        if (is_inside && word_begins_upper(item, word.from) && !has_any(&promises->when, written))
            return true;
        if (i < 3)
            words[i] = written;
    }
    return is_actor(promises, words[0], words[1], words[2]);
}

static bool has_who(const struct promises *promises, struct text text)
{
    return has_any(&promises->who, text) || has_name(&promises->people, text) || has_name(&promises->teams, text);
}

static bool has_when(const struct promises *promises, struct text text)
{
    struct written_date found;
    return has_any(&promises->when, text) || date_find(text, 0, &found);
}

/* What a list and its heading say of all its items. */
struct list_context {
    bool has_who, has_when;
};

static void say_promise(struct checking *checking, const struct markup_node *item, bool who, bool when)
{
    struct diagnostic *advice;
    if (!who && !when) {
        advice = diagnostic_check(checking->diagnostics, &checks[CHECK_PROMISE], item->place,
                                  "this says neither who does it nor until when");
        diagnostic_hint(checking->diagnostics, advice, "write a name or a team, and a date");
    } else if (!who) {
        advice = diagnostic_check(checking->diagnostics, &checks[CHECK_PROMISE], item->place,
                                  "this does not say who does it");
        diagnostic_hint(checking->diagnostics, advice, "write a name or a team");
    } else {
        advice = diagnostic_check(checking->diagnostics, &checks[CHECK_PROMISE], item->place,
                                  "this does not say until when");
        diagnostic_hint(checking->diagnostics, advice, "write a date, or that it is for the next meeting");
    }
}

static void check_item(struct promises *promises, const struct markup_node *item, struct list_context context,
                       bool is_decision)
{
    struct text text = markup_plain(promises->checking->arena, item);
    if (is_decision && !has_any(&promises->duties, text))
        return;
    bool who = context.has_who || has_who(promises, text) || has_label(text) || has_actor(promises, text);
    bool when = context.has_when || has_when(promises, text);
    if (!who || !when)
        say_promise(promises->checking, item, who, when);
}

/* Lists */

static bool is_in_team_block(const struct markup_node *node)
{
    for (; node; node = node->parent)
        if (blocks_is_team(node))
            return true;
    return false;
}

static bool has_open_task(const struct markup_node *list)
{
    for (const struct markup_node *item = list->first; item; item = item->next)
        if (item->task == TASK_OPEN)
            return true;
    return false;
}

static struct list_context context_of(const struct promises *promises, const struct markup_node *list,
                                      struct text before, struct text heading)
{
    return (struct list_context){
        .has_who = is_in_team_block(list) || has_who(promises, before) || has_who(promises, heading),
        .has_when = has_when(promises, before) || has_when(promises, heading),
    };
}

/* `before` is what stands right above the list, and `heading` what stands over it; NULL when nothing does. */
static void check_list(struct promises *promises, const struct markup_node *list, const struct markup_node *before,
                       const struct markup_node *heading, bool is_of_duties)
{
    struct arena *arena = promises->checking->arena;
    if (!is_of_duties && !has_open_task(list))
        return;
    bool is_led_in = before && before->kind == MARKUP_PARAGRAPH;
    struct text lead_in = is_led_in ? markup_plain(arena, before) : (struct text){0};
    struct text title = heading ? markup_plain(arena, heading) : (struct text){0};
    struct list_context context = context_of(promises, list, lead_in, title);
    bool is_decision = !has_any(&promises->headings, title);
    for (const struct markup_node *item = list->first; item; item = item->next)
        if (item->task == TASK_OPEN)
            check_item(promises, item, context, false);
        else if (is_of_duties && item->task == TASK_NONE)
            check_item(promises, item, context, is_decision);
}

/* The lists right below a document, block, quotation or item, and the headings that they stand under. */
static void check_container(struct promises *promises, const struct markup_node *container, bool are_notes)
{
    const struct markup_node *heading = NULL, *duty = NULL, *before = NULL;
    for (const struct markup_node *node = container->first; node; node = node->next) {
        if (node->kind == MARKUP_HEADING) {
            struct text text = markup_plain(promises->checking->arena, node);
            heading = node;
            if (has_any(&promises->headings, text) || has_any(&promises->decisions, text))
                duty = node;
            else if (duty && node->level <= duty->level)
                duty = NULL;
        } else if (node->kind == MARKUP_LIST) {
            check_list(promises, node, before, duty ? duty : heading, duty && are_notes);
        }
        before = node;
    }
}

static void check_text(struct promises *promises, const struct prose *prose, bool are_notes)
{
    for (const struct markup_node *node = prose->tree; node; node = markup_next(prose->tree, node))
        if (node->kind == MARKUP_DOCUMENT || node->kind == MARKUP_BLOCK || node->kind == MARKUP_QUOTE ||
            node->kind == MARKUP_ITEM)
            check_container(promises, node, are_notes);
}

static void check_round(struct promises *promises, const struct round *round)
{
    for (size_t i = 0; i < round->meetings.count; i++)
        check_text(promises, &round->meetings.items[i]->notes, true);
    for (size_t i = 0; i < round->newsletters.count; i++)
        check_text(promises, &round->newsletters.items[i]->body, false);
}

static struct promises begin(struct checking *checking)
{
    return (struct promises){
        .checking = checking,
        .who = names_of(checking, who_words),
        .when = names_of(checking, when_words),
        .headings = names_of(checking, heading_words),
        .decisions = names_of(checking, decision_words),
        .duties = names_of(checking, duty_words),
        .verbs = names_of(checking, verbs),
        .nobody = names_of(checking, nobody),
        .people = names_of_people(checking),
    };
}

void check_promises(struct checking *checking)
{
    struct promises promises = begin(checking);
    for (size_t i = 0; i < checking->model->networks.count; i++) {
        const struct network *network = checking->model->networks.items[i];
        promises.teams = names_of_teams(checking, network);
        for (size_t j = 0; j < network->rounds.count; j++)
            if (!checking_is_over(checking, network->rounds.items[j]))
                check_round(&promises, network->rounds.items[j]);
    }
}
