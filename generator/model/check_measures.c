/* Measures: goal and direction, the dates and the range of their values, their phases. */
#include "model/checking.h"

#include "base/number.h"
#include "base/translate.h"
#include "statistics/run_rules.h"

#include <limits.h>

static void check_goal(struct checking *checking, const struct measure *measure)
{
    struct diagnostic *advice;
    bool has_direction = measure->better.size > 0, has_goal = measure->has_goal || measure->has_goal_change;
    if (has_goal && has_direction)
        return;
    const char *hint = N_("add 'goal:' with the value to reach, and 'better: up' or 'better: down'");
    if (has_goal)
        hint = N_("add 'better: up' or 'better: down'");
    else if (has_direction)
        hint = N_("add 'goal:' with the value to reach");
    if (has_goal)
        advice = diagnostic_check(checking->diagnostics, &checks[CHECK_MEASURE_GOAL], measure->place,
                                  "the measure '%.*s' does not say which direction is better",
                                  TEXT_ARGUMENTS(measure->title));
    else if (has_direction)
        advice = diagnostic_check(checking->diagnostics, &checks[CHECK_MEASURE_GOAL], measure->place,
                                  "the measure '%.*s' has no goal", TEXT_ARGUMENTS(measure->title));
    else
        advice =
            diagnostic_check(checking->diagnostics, &checks[CHECK_MEASURE_GOAL], measure->place,
                             "the measure '%.*s' has neither a goal nor a direction", TEXT_ARGUMENTS(measure->title));
    diagnostic_hint(checking->diagnostics, advice, hint, 0);
}

/* A month that comes before or after one of its days is in order. */
static bool is_before(struct date a, struct date b)
{
    return date_days(date_last_day(a)) < date_days(date_first_day(b));
}

/* Only the first of a kind is told: a table in the wrong order has as many as it has rows. */
static void check_value_dates(struct checking *checking, const struct measure *measure)
{
    bool is_told[2] = {false};
    for (size_t i = 1; i < measure->values.count; i++) {
        const struct measurement *value = &measure->values.items[i], *before = value - 1;
        bool is_twice = date_compare(value->date, before->date) == 0;
        struct text date = date_iso(checking->arena, value->date);
        struct diagnostic *warning;
        if ((!is_twice && !is_before(value->date, before->date)) || is_told[is_twice])
            continue;
        is_told[is_twice] = true;
        if (is_twice)
            warning = diagnostic_check(checking->diagnostics, &checks[CHECK_MEASURE_DATES], value->place,
                                       "the date %.*s stands twice", TEXT_ARGUMENTS(date));
        else
            warning = diagnostic_check(checking->diagnostics, &checks[CHECK_MEASURE_DATES], value->place,
                                       "the date %.*s stands below a later one", TEXT_ARGUMENTS(date));
        diagnostic_hint(checking->diagnostics, warning, "correct the date, or sort the rows by date");
        checking_note_series(checking, warning, measure);
    }
}

/* Goals that move */

static void check_goal_change(struct checking *checking, const struct measure *measure)
{
    const struct goal_change *change = &measure->goal_change;
    bool is_up = text_is(measure->better, "up");
    struct diagnostic *warning = NULL;
    if (!measure->has_goal_change)
        return;
    if (change->per_year == 0) {
        warning = diagnostic_check(checking->diagnostics, &checks[CHECK_GOAL_CHANGE], measure->place,
                                   "the goal of '%.*s' does not move: 'per_year' is 0", TEXT_ARGUMENTS(measure->title));
        diagnostic_hint(checking->diagnostics, warning,
                        "write how much is to change in a year, or 'goal:' in place of 'goal_change:'");
    } else if (measure->better.size && is_up != (change->per_year > 0)) {
        if (is_up)
            warning =
                diagnostic_check(checking->diagnostics, &checks[CHECK_GOAL_CHANGE], measure->place,
                                 "the goal of '%.*s' moves down, but up is better", TEXT_ARGUMENTS(measure->title));
        else
            warning =
                diagnostic_check(checking->diagnostics, &checks[CHECK_GOAL_CHANGE], measure->place,
                                 "the goal of '%.*s' moves up, but down is better", TEXT_ARGUMENTS(measure->title));
        diagnostic_hint(checking->diagnostics, warning, "correct the sign of 'per_year:', or 'better:'");
    }
}

/* Percent */

/* A share of 100 is one, whatever its unit. */
static bool is_percent(const struct measure *measure)
{
    return model_percent(measure->unit).size ||
           (measure->values.count && measure->values.items[0].has_numerator && measure->per == 100);
}

static bool is_outside(double value)
{
    /* Of what was counted a hair more than all is the computer's, not the author's. */
    return value < -1e-9 || value > 100 + 1e-9;
}

static void check_range(struct checking *checking, const struct measure *measure)
{
    if (!is_percent(measure))
        return;
    for (size_t i = 0; i < measure->values.count; i++) {
        const struct measurement *value = &measure->values.items[i];
        if (!is_outside(value->value))
            continue;
        struct text shown = number_write(checking->arena, value->value, 2, '.');
        struct diagnostic *warning =
            diagnostic_check(checking->diagnostics, &checks[CHECK_MEASURE_RANGE], value->place,
                             "a percentage cannot be %.*s", TEXT_ARGUMENTS(text_cut(shown, 40)));
        diagnostic_hint(checking->diagnostics, warning,
                        "look whether a comma is missing, or numerator and denominator have changed places");
        checking_note_series(checking, warning, measure);
        break; /* a wrong column makes all rows wrong */
    }
    double goal = measure->has_goal_change ? measure->goal_change.from : measure->goal;
    if ((!measure->has_goal && !measure->has_goal_change) || !is_outside(goal))
        return;
    struct text shown = number_write(checking->arena, goal, 2, '.');
    struct diagnostic *warning = diagnostic_check(checking->diagnostics, &checks[CHECK_MEASURE_RANGE], measure->place,
                                                  "the goal of '%.*s' is a percentage that cannot be: %.*s",
                                                  TEXT_ARGUMENTS(measure->title), TEXT_ARGUMENTS(text_cut(shown, 40)));
    diagnostic_hint(checking->diagnostics, warning, "write a number from 0 to 100, or another unit");
}

/* Phases */

/* A new phase waits for its first value. */
enum { DAYS_TO_WAIT = 92 };

/* The phase's values on days up to `last`. */
static size_t count_values(const struct measure *measure, size_t index, long last)
{
    long start = date_days(measure->phases.items[index].start);
    bool has_next = index + 1 < measure->phases.count;
    long end = has_next ? date_days(measure->phases.items[index + 1].start) - 1 : last;
    size_t count = 0;
    end = end < last ? end : last;
    for (size_t i = 0; i < measure->values.count; i++) {
        long day = date_days(measure->values.items[i].date);
        count += day >= start && day <= end;
    }
    return count;
}

static void check_median(struct checking *checking, const struct measure *measure, size_t index)
{
    const struct phase *phase = &measure->phases.items[index];
    size_t count = count_values(measure, index, date_days(date_last_day(phase->median_until)));
    struct diagnostic *found;
    if (count == 0) {
        found = diagnostic_check(checking->diagnostics, &checks[CHECK_FIELD], phase->place,
                                 "the phase '%.*s' has no value up to %.*s, so there is no median to freeze",
                                 TEXT_ARGUMENTS(phase->title),
                                 TEXT_ARGUMENTS(date_iso(checking->arena, phase->median_until)));
        diagnostic_hint(checking->diagnostics, found, "write a later day after 'median_until:', or leave it out");
    } else if (count < RUN_RULES_LEAST) {
        found = diagnostic_check(checking->diagnostics, &checks[CHECK_FROZEN_MEDIAN], phase->place,
                                 "the median of the phase '%.*s' is frozen after %zu of at least %d values",
                                 TEXT_ARGUMENTS(phase->title), count, RUN_RULES_LEAST);
        diagnostic_hint(checking->diagnostics, found, "freeze it later, or leave 'median_until' out");
    }
}

static void check_phases(struct checking *checking, const struct measure *measure)
{
    enum { MOST = 50 }; /* phases that are gone through: each costs a look at all values */
    for (size_t i = 0; measure->values.count && i < measure->phases.count && i < MOST; i++) {
        const struct phase *phase = &measure->phases.items[i];
        bool is_new =
            i + 1 == measure->phases.count && date_days(phase->start) + DAYS_TO_WAIT >= date_days(checking->date);
        if (count_values(measure, i, LONG_MAX) > 0) {
            if (date_is_set(phase->median_until))
                check_median(checking, measure, i);
        } else if (!is_new) {
            struct diagnostic *warning =
                diagnostic_check(checking->diagnostics, &checks[CHECK_MEASURE_PHASES], phase->place,
                                 "the phase '%.*s' has no value", TEXT_ARGUMENTS(phase->title));
            diagnostic_hint(checking->diagnostics, warning, "correct its start, or take it away");
        }
    }
}

static void check_measure(struct checking *checking, const struct measure *measure)
{
    check_goal(checking, measure);
    check_goal_change(checking, measure);
    check_value_dates(checking, measure);
    check_range(checking, measure);
    check_phases(checking, measure);
}

void check_measures(struct checking *checking)
{
    checking_each_measure(checking, check_measure);
}
