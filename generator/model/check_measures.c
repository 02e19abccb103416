/* The measures of teams: goal and direction, and the dates of their values. */
#include "model/checking.h"

#include "base/translate.h"

static void check_goal(struct checking *checking, const struct measure *measure)
{
    struct diagnostic *advice;
    bool has_direction = measure->better.size > 0;
    if (measure->has_goal && has_direction)
        return;
    const char *hint = N_("add 'goal:' with the value to reach, and 'better: up' or 'better: down'");
    if (measure->has_goal)
        hint = N_("add 'better: up' or 'better: down'");
    else if (has_direction)
        hint = N_("add 'goal:' with the value to reach");
    if (measure->has_goal)
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
        diagnostic_note(checking->diagnostics, warning, measure->series_place, "the measure with these values");
    }
}

void check_measures(struct checking *checking)
{
    for (size_t i = 0; i < checking->model->networks.count; i++) {
        const struct network *network = checking->model->networks.items[i];
        for (size_t j = 0; j < network->teams.count; j++) {
            const struct team *team = network->teams.items[j];
            for (size_t k = 0; k < team->measures.count; k++) {
                check_goal(checking, &team->measures.items[k]);
                check_value_dates(checking, &team->measures.items[k]);
            }
        }
    }
}
