#include "view/measured.h"

#include <math.h>
#include <stdlib.h>

/* A goal counts as reached from here on: no more decimals are shown. */
static const double shown_least = 0.00005;

/* Both point into the measure's own list, where the earlier stands first. */
static int compare_dates(const void *a, const void *b)
{
    const struct measurement *first = *(const struct measurement *const *)a;
    const struct measurement *second = *(const struct measurement *const *)b;
    long days = date_days(first->date) - date_days(second->date);
    return days ? (days > 0) - (days < 0) : (first > second) - (first < second);
}

static void sort_values(struct arena *arena, const measurement_list *values, measurement_list *sorted)
{
    const struct measurement **order = arena_allocate(arena, values->count * sizeof *order);
    for (size_t i = 0; i < values->count; i++)
        order[i] = &values->items[i];
    if (values->count)
        qsort(order, values->count, sizeof *order, compare_dates);
    ARRAY_RESERVE(arena, sorted, values->count);
    for (size_t i = 0; i < values->count; i++)
        ARRAY_PUSH(arena, sorted, *order[i]);
}

static size_t baseline_of(const struct measured *measured, const struct measured_phase *phase)
{
    size_t baseline = 0;
    if (!phase->phase || !date_is_set(phase->phase->median_until))
        return 0;
    long until = date_days(date_last_day(phase->phase->median_until));
    while (baseline < phase->count && date_days(measured->values.items[phase->first + baseline].date) <= until)
        baseline++;
    return baseline < phase->count ? baseline : 0;
}

static void part_into_phases(struct arena *arena, struct measured *measured)
{
    const struct measure *measure = measured->measure;
    size_t begun = 0;
    for (size_t i = 0; i < measured->values.count; i++) {
        long day = date_days(measured->values.items[i].date);
        size_t before = begun;
        while (begun < measure->phases.count && date_days(measure->phases.items[begun].start) <= day)
            begun++;
        if (!i || begun > before) {
            struct measured_phase phase = {.phase = begun ? &measure->phases.items[begun - 1] : NULL, .first = i};
            ARRAY_PUSH(arena, &measured->phases, phase);
        }
        measured->phases.items[measured->phases.count - 1].count++;
    }
}

static void judge(struct arena *arena, struct measured *measured)
{
    double *values = arena_allocate(arena, measured->values.count * sizeof *values);
    for (size_t i = 0; i < measured->values.count; i++)
        values[i] = measured->values.items[i].value;
    for (size_t i = 0; i < measured->phases.count; i++) {
        struct measured_phase *phase = &measured->phases.items[i];
        phase->baseline = baseline_of(measured, phase);
        phase->findings = run_rules_judge(arena, values + phase->first, phase->count, phase->baseline, measured->rules);
    }
}

/* Months since the year 0, and the part of one that has passed. */
static double months_of(struct date date)
{
    struct date day = date_first_day(date);
    return 12.0 * day.year + day.month - 1 + (day.day - 1.0) / date_days_in_month(day.year, day.month);
}

static double round_goal(double goal, double per_year)
{
    double step = pow(10, floor(log10(fabs(per_year))) - 1);
    double rounded = step < 1 ? round(goal * round(1 / step)) / round(1 / step) : round(goal / step) * step;
    return isfinite(rounded) ? rounded : goal;
}

double measured_goal_on(const struct measure *measure, struct date date)
{
    const struct goal_change *change = &measure->goal_change;
    if (!measure->has_goal_change)
        return measure->goal;
    double months = months_of(date) - months_of(change->start);
    if (months <= 0 || change->per_year == 0)
        return change->from;
    return round_goal(change->from + change->per_year * months / 12, change->per_year);
}

static bool is_at(double value, double goal, int better)
{
    return better ? (value - goal) * better > -shown_least : fabs(value - goal) < shown_least;
}

static void set_goal(struct measured *measured)
{
    const struct measure *measure = measured->measure;
    size_t count = measured->values.count;
    measured->has_goal = measure->has_goal || measure->has_goal_change;
    measured->is_moving = measure->has_goal_change && measure->goal_change.per_year != 0;
    measured->goal = measure->has_goal_change ? measure->goal_change.from : measure->goal;
    if (!count || !measured->has_goal)
        return;
    struct date latest = measured->values.items[count - 1].date;
    measured->goal = measured_goal_on(measure, latest);
    measured->is_at_goal = is_at(measured->values.items[count - 1].value, measured->goal, measured->better);
    measured->has_begun = !measured->is_moving || date_days(latest) > date_days(measure->goal_change.start);
}

static int direction_of(const struct run *run)
{
    return !run->is_lasting ? 0 : run->is_up ? 1 : -1;
}

/* Where a shift and a trend that both last contradict each other, nobody can tell. */
static int lasting_direction(const struct run_findings *findings)
{
    int shift = findings->signals & RUN_SHIFT ? direction_of(&findings->shift) : 0;
    int trend = findings->signals & RUN_TREND ? direction_of(&findings->trend) : 0;
    int sum = shift + trend;
    return (sum > 0) - (sum < 0);
}

static enum progress progress_of(const struct measured *measured, const struct run_findings *findings)
{
    if (measured->has_begun && measured->is_at_goal && measured->better)
        return PROGRESS_REACHED;
    if (!findings->is_judged)
        return PROGRESS_FEW;
    if (!findings->signals)
        return PROGRESS_UNSURE;
    if (!measured->better || !measured->direction)
        return PROGRESS_CHANGED;
    return measured->direction == measured->better ? PROGRESS_TOWARD : PROGRESS_AWAY;
}

struct measured *measured_of(struct view *view, const struct measure *measure)
{
    struct measured *measured = ARENA_NEW(view->arena, struct measured);
    measured->measure = measure;
    measured->rules = text_is(measure->rules, "ihi") ? RUN_RULES_IHI : RUN_RULES_ANHOJ;
    measured->better = text_is(measure->better, "up") - text_is(measure->better, "down");
    measured->progress = PROGRESS_NONE;
    sort_values(view->arena, &measure->values, &measured->values);
    part_into_phases(view->arena, measured);
    judge(view->arena, measured);
    set_goal(measured);
    if (!measured->phases.count)
        return measured;
    const struct run_findings *findings = &measured->phases.items[measured->phases.count - 1].findings;
    measured->direction = lasting_direction(findings);
    measured->progress = progress_of(measured, findings);
    return measured;
}

const struct run *measured_pointed(const struct measured *measured)
{
    if (!measured->phases.count)
        return NULL;
    const struct run_findings *findings = &measured->phases.items[measured->phases.count - 1].findings;
    const struct run *shift = findings->signals & RUN_SHIFT ? &findings->shift : NULL;
    const struct run *trend = findings->signals & RUN_TREND ? &findings->trend : NULL;
    if (!shift || (trend && trend->is_lasting && !shift->is_lasting))
        return trend;
    return shift;
}
