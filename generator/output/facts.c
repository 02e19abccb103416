#include "output/facts.h"

#include "base/translate.h"
#include "model/checks.h"
#include "view/address.h"
#include "view/view.h"

#include <glib.h>

struct finder {
    struct arena *arena;
    struct view view; /* of the letter, on the day after its own */
    const struct newsletter *letter;
    fact_list *facts;
    struct text near; /* for all facts that are added now */
    size_t reach;
};

enum { REACH = 300 }; /* the fixed words of a card, and then some */

static const char the_title[] = N_("the title '%.*s' is missing in %.*s");
static const char the_date[] = N_("the date '%.*s' is missing in %.*s");
static const char the_time[] = N_("the time '%.*s' is missing in %.*s");
static const char the_place[] = N_("the place '%.*s' is missing in %.*s");
static const char the_link[] = N_("the link to '%.*s' is missing in %.*s");
static const char the_team[] = N_("the team '%.*s' is missing in %.*s");
static const char the_number[] = N_("the number '%.*s' is missing in %.*s");

static struct text words_of(struct finder *finder, struct text text)
{
    struct buffer words = {.arena = finder->arena};
    told_add_words(&words, text);
    return buffer_text(&words);
}

static void add(struct finder *finder, const char *missing, struct text text, struct place place)
{
    struct fact fact = {.missing = missing, .text = text, .place = place, .near = finder->near, .reach = finder->reach};
    fact.words = words_of(finder, text);
    if (fact.words.size)
        ARRAY_PUSH(finder->arena, finder->facts, fact);
}

static void add_date(struct finder *finder, struct date date, struct place place)
{
    add(finder, the_date, locale_date(finder->view.locale, finder->arena, date, DATE_MEDIUM), place);
}

static void add_meeting(struct finder *finder, const struct meeting *meeting)
{
    add(finder, the_title, meeting->title, meeting->place);
    add_date(finder, meeting->date, meeting->place);
}

static void add_link(struct finder *finder, struct text link, struct place place)
{
    struct text address = finder->view.model->site.address;
    struct text whole = told_whole_link(finder->arena, link, address, (struct text){0});
    struct fact fact = {.missing = the_link, .text = whole, .place = place};
    if (!link.size || link.bytes[0] == '#')
        return;
    fact.words = words_of(finder, told_unescape(finder->arena, whole));
    fact.link = told_link(finder->arena, whole, address, (struct text){0});
    ARRAY_PUSH(finder->arena, finder->facts, fact);
}

static void add_next_meeting(struct finder *finder, const struct meeting *meeting)
{
    add_meeting(finder, meeting);
    finder->near = words_of(finder, locale_date(finder->view.locale, finder->arena, meeting->date, DATE_DAY_MONTH));
    finder->reach = REACH + meeting->title.size + meeting->location.size;
    add(finder, the_time, locale_time(finder->view.locale, finder->arena, meeting->start, meeting->end),
        meeting->place);
    add(finder, the_place, meeting->location, meeting->place);
    finder->near = (struct text){0};
    add_link(finder, meeting->registration, meeting->place);
}

/* Texts */

/* Numbers of two digits or more, or with a decimal or a per cent sign: "37 %", "3,5", "2020". */
static void add_numbers(struct finder *finder, const struct markup_node *node)
{
    struct text text = node->text;
    for (size_t i = 0; i < text.size; i++) {
        size_t from = i;
        while (i < text.size &&
               (g_ascii_isdigit(text.bytes[i]) ||
                (i > from && text.bytes[i] == ',' && i + 1 < text.size && g_ascii_isdigit(text.bytes[i + 1]))))
            i++;
        if (i - from >= 2)
            add(finder, the_number, text_slice(text, from, i), node->place);
    }
}

static void add_charts(struct finder *finder, const struct markup_node *node)
{
    const ARRAY(struct chart) *charts = node->record;
    for (size_t i = 0; i < charts->count; i++)
        add(finder, the_title, charts->items[i].target->title, node->place);
}

static void add_number(struct finder *finder, double number, struct place place)
{
    add(finder, the_number, view_number(&finder->view, number).text, place);
}

static void add_bars(struct finder *finder, const struct markup_node *node)
{
    const ARRAY(struct bar) *bars = node->record;
    for (size_t i = 0; i < bars->count; i++) {
        add_number(finder, bars->items[i].value, node->place);
        if (bars->items[i].has_before)
            add_number(finder, bars->items[i].before, node->place);
    }
}

static void add_votes(struct finder *finder, const struct markup_node *node)
{
    const ARRAY(struct vote) *votes = node->record;
    for (size_t i = 0; i < votes->count; i++)
        add_number(finder, votes->items[i].count, node->place);
}

static void add_prose(struct finder *finder, const struct prose *prose);

static void add_cycles(struct finder *finder, const struct markup_node *node)
{
    const cycle_list *cycles = node->record;
    for (size_t i = 0; i < cycles->count; i++) {
        const struct cycle *cycle = &cycles->items[i];
        const struct prose *parts[] = {&cycle->plan, &cycle->carried_out, &cycle->study, &cycle->act};
        add(finder, the_title, cycle->title, node->place);
        for (size_t j = 0; j < sizeof parts / sizeof *parts; j++)
            add_prose(finder, parts[j]);
    }
}

static void add_block(struct finder *finder, const struct markup_node *node)
{
    const struct record_type *type = model_block_of(node)->type;
    const struct array_header *list = node->record;
    if (type == &chart_type)
        add_charts(finder, node);
    if (type == &bar_type)
        add_bars(finder, node);
    if (type == &vote_type)
        add_votes(finder, node);
    if (type == &cycle_type)
        add_cycles(finder, node);
    if (model_block_of(node)->argument == ARGUMENT_TEAM && node->record)
        add(finder, the_team, ((const struct team *)node->record)->title, node->place);
    for (size_t i = 0; type == &figure_type && list && i < list->count; i++)
        add(finder, the_number, ((const struct figure *)list->items)[i].value, node->place);
    for (size_t i = 0; type == &film_type && list && i < list->count; i++)
        add_link(finder, ((const struct film *)list->items)[i].address, node->place);
}

static void add_prose(struct finder *finder, const struct prose *prose)
{
    for (const struct markup_node *node = prose->tree; node; node = markup_next(prose->tree, node)) {
        if (node->kind == MARKUP_TEXT)
            add_numbers(finder, node);
        else if (node->kind == MARKUP_LINK)
            add_link(finder, address_of_link(&finder->view, node), node->place);
        else if (node->kind == MARKUP_BLOCK)
            add_block(finder, node);
    }
}

static void add_links(struct finder *finder)
{
    const struct newsletter *letter = finder->letter;
    for (size_t i = 0; i < letter->profile.links.count; i++)
        add_link(finder, letter->profile.links.items[i].address, letter->place);
}

void facts_of(struct arena *arena, const struct model *model, const struct newsletter *letter, fact_list *facts)
{
    struct text language = letter->round->network->language;
    struct finder finder = {.arena = arena, .letter = letter, .facts = facts};
    finder.view = (struct view){.model = model,
                                .arena = arena,
                                .locale = locale_open(arena, language),
                                .is_absolute = true,
                                .as_of = view_day_after(letter->date)};
    if (!finder.view.locale)
        return;
    add(&finder, the_title, letter->title, letter->place);
    add_date(&finder, letter->date, letter->place);
    add_prose(&finder, &letter->body);
    for (size_t i = 0; i < letter->meetings.count; i++) {
        const struct meeting *meeting = letter->meetings.items[i].target;
        if (meeting->notes.tree && !markup_is_empty(meeting->notes.tree)) /* else the road alone tells of it */
            add_meeting(&finder, meeting);
        add_prose(&finder, &meeting->notes);
    }
    const struct meeting *next = view_next_meeting(&finder.view, letter->round);
    if (next)
        add_next_meeting(&finder, next);
    add_links(&finder);
    locale_close(finder.view.locale);
}

/* Comparing */

/* Where the last fact was found, in words and links: outputs mostly tell them in the order of the model, so the next
 * is looked for from there on, and a long letter takes linear time. */
struct cursor {
    const struct told *told;
    size_t word, link;
};

static bool leads_to(struct cursor *cursor, struct text link)
{
    size_t count = cursor->told->links.count;
    for (size_t i = 0; i < count; i++) {
        size_t at = (cursor->link + i) % count;
        if (!text_equal(cursor->told->links.items[at], link))
            continue;
        cursor->link = at;
        return true;
    }
    return false;
}

/* Among words an address may stand without its scheme. */
static struct text shown_words(const struct fact *fact)
{
    static const char *const schemes[] = {"mailto:", "tel:", "https://", "http://"};
    for (size_t i = 0; fact->link.size && i < sizeof schemes / sizeof *schemes; i++)
        if (text_starts_with(fact->words, schemes[i]))
            return text_slice(fact->words, text_from(schemes[i]).size, fact->words.size);
    return fact->words;
}

static bool has_words(struct cursor *cursor, struct text words)
{
    struct text all = cursor->told->words;
    size_t at = text_find(all, words, cursor->word);
    if (at == all.size) {
        all = text_slice(all, 0, cursor->word + words.size);
        at = text_find(all, words, 0);
    }
    if (at == all.size)
        return false;
    cursor->word = at;
    return true;
}

static bool has_words_near(const struct told *told, struct text words, struct text near, size_t reach)
{
    for (size_t at = text_find(told->words, near, 0); at < told->words.size;
         at = text_find(told->words, near, at + near.size)) {
        struct text around = text_slice(told->words, at < reach ? 0 : at - reach, at + near.size + reach);
        if (text_find(around, words, 0) < around.size)
            return true;
    }
    return false;
}

static bool is_told(const struct fact *fact, struct cursor *cursor)
{
    if (fact->link.size && cursor->told->has_links)
        return leads_to(cursor, fact->link);
    if (fact->near.size)
        return has_words_near(cursor->told, shown_words(fact), fact->near, fact->reach);
    return has_words(cursor, shown_words(fact));
}

void facts_compare(const fact_list *facts, const struct told *told, struct diagnostics *diagnostics)
{
    struct cursor cursor = {.told = told};
    for (size_t i = 0; i < facts->count; i++) {
        const struct fact *fact = &facts->items[i];
        if (!is_told(fact, &cursor))
            diagnostic_check(diagnostics, &checks[CHECK_SAME_FACTS], fact->place, fact->missing,
                             TEXT_ARGUMENTS(fact->text), TEXT_ARGUMENTS(told->path));
    }
}
