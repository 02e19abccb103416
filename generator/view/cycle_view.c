/* Small tests of change (PDSA): each with its number, its four parts and what was decided. */
#include "view/lookup.h"

#include <stdlib.h>

enum outcome { ADOPTED, ADAPTED, ABANDONED, UNDECIDED, GOING_ON, PLANNED, OUTCOMES };

static const struct {
    const char *name, *word, *one, *many;
} outcomes[OUTCOMES] = {
    [ADOPTED] = {"adopted", "cycle_adopted", "one_adopted", "many_adopted"},
    [ADAPTED] = {"adapted", "cycle_adapted", "one_adapted", "many_adapted"},
    [ABANDONED] = {"abandoned", "cycle_abandoned", "one_abandoned", "many_abandoned"},
    [UNDECIDED] = {"undecided", "cycle_undecided", "one_undecided", "many_undecided"},
    [GOING_ON] = {"going-on", "cycle_going_on", "one_going_on", "many_going_on"},
    [PLANNED] = {"planned", "cycle_planned", "one_planned", "many_planned"},
};

static enum outcome outcome_of(const struct view *view, const struct cycle *cycle)
{
    if (text_is(cycle->decision, "adopt"))
        return ADOPTED;
    if (text_is(cycle->decision, "adapt"))
        return ADAPTED;
    if (text_is(cycle->decision, "abandon"))
        return ABANDONED;
    if (date_compare(cycle->start, view->as_of) > 0)
        return PLANNED;
    bool is_over = date_is_set(cycle->end) && date_compare(date_last_day(cycle->end), view->as_of) < 0;
    return is_over ? UNDECIDED : GOING_ON;
}

/* "3 mars – 20 mars 2026": to leave out the month as well would need rules for each language. */
static struct text time_of(struct view *view, const struct cycle *cycle)
{
    struct text start = locale_date(view->locale, view->arena, cycle->start, DATE_MEDIUM);
    const struct view_word words[] = {{"date", start}, {NULL, {0}}};
    if (outcome_of(view, cycle) == GOING_ON && !date_is_set(cycle->end))
        return view_sentence(view, "cycle_since", words);
    if (!date_is_set(cycle->end) || date_compare(cycle->start, cycle->end) == 0)
        return start;
    struct text end = locale_date(view->locale, view->arena, cycle->end, DATE_MEDIUM);
    if (cycle->start.year == cycle->end.year)
        start = locale_date(view->locale, view->arena, cycle->start, DATE_DAY_MONTH);
    return text_format(view->arena, "%.*s – %.*s", TEXT_ARGUMENTS(start), TEXT_ARGUMENTS(end));
}

static struct value parts_of(struct view *view, const struct cycle *cycle, size_t number)
{
    const struct {
        const char *word;
        const struct prose *text;
    } parts[] = {
        {"cycle_plan", &cycle->plan},
        {"cycle_do", &cycle->carried_out},
        {"cycle_study", &cycle->study},
        {"cycle_act", &cycle->act},
    };
    struct arena *arena = view->arena;
    struct value list = value_new_list(arena);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        struct text prefix = text_format(arena, "c%zu-%zu-", number, i + 1);
        struct value text = view_prose(view, parts[i].text, 2, prefix);
        if (text.kind == VALUE_NOTHING)
            continue;
        struct value part = value_new_record(arena);
        value_set(arena, part, "word", view_text(view_string(view, parts[i].word)));
        value_set(arena, part, "text", text);
        value_add(arena, list, part);
    }
    return list;
}

static struct value cycle_value(struct view *view, const struct cycle *cycle, size_t number)
{
    struct arena *arena = view->arena;
    struct value record = value_new_record(arena), parts = parts_of(view, cycle, number);
    enum outcome outcome = outcome_of(view, cycle);
    value_set(arena, record, "number", view_count(view, number));
    value_set(arena, record, "title", value_text(cycle->title));
    value_set(arena, record, "when", value_text(time_of(view, cycle)));
    value_set(arena, record, "parts", parts);
    value_set(arena, record, "parts_count", view_count(view, parts.list->values.count));
    value_set(arena, record, "decision", view_text(view_string(view, outcomes[outcome].word)));
    value_set(arena, record, "decision_class", value_string(outcomes[outcome].name));
    return record;
}

/* Those of one day stay as they are written. */
static int compare_cycles(const void *left, const void *right)
{
    const struct cycle *a = *(const struct cycle *const *)left, *b = *(const struct cycle *const *)right;
    int order = date_compare(a->start, b->start);
    return order ? order : (a > b) - (a < b);
}

struct value view_cycles(struct view *view, const cycle_list *cycles)
{
    struct value list = value_new_list(view->arena);
    ARRAY(const struct cycle *) sorted = {0};
    for (size_t i = 0; i < cycles->count; i++)
        ARRAY_PUSH(view->arena, &sorted, &cycles->items[i]);
    if (sorted.count > 1)
        qsort(sorted.items, sorted.count, sizeof *sorted.items, compare_cycles);
    for (size_t i = sorted.count; i-- > 0;)
        value_add(view->arena, list, cycle_value(view, sorted.items[i], i + 1));
    return list;
}

struct value view_cycles_summary(struct view *view, const cycle_list *cycles)
{
    size_t counts[OUTCOMES] = {0};
    struct buffer decisions = {.arena = view->arena};
    for (size_t i = 0; i < cycles->count; i++)
        counts[outcome_of(view, &cycles->items[i])]++;
    for (size_t i = 0; i < OUTCOMES; i++) {
        if (!counts[i])
            continue;
        buffer_add_string(&decisions, decisions.size ? ", " : "");
        buffer_add(&decisions, view_counted(view, counts[i], outcomes[i].one, outcomes[i].many).text);
    }
    const struct view_word words[] = {
        {"cycles", view_counted(view, cycles->count, "one_cycle", "many_cycles").text},
        {"decisions", buffer_text(&decisions)},
        {NULL, {0}},
    };
    return cycles->count ? value_text(view_sentence(view, "cycles_summary", words)) : value_nothing();
}
