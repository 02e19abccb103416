#include "view/address.h"
#include "view/charted.h"

static const struct measure *measure_of(const void *object)
{
    return object;
}

static struct value measurement_value(struct view *view, const struct charted *charted, size_t i)
{
    struct arena *arena = view->arena;
    const struct measurement *measurement = &charted->measured->values.items[i];
    struct value record = value_new_record(arena);
    bool is_part = measurement->has_numerator && measurement->has_denominator;
    value_set(arena, record, "date", view_date(view, measurement->date));
    value_set(arena, record, "value", view_number(view, measurement->value));
    value_set(arena, record, "numerator", is_part ? view_number(view, measurement->numerator) : value_nothing());
    value_set(arena, record, "denominator", is_part ? view_number(view, measurement->denominator) : value_nothing());
    value_set(arena, record, "note", view_text(measurement->note));
    value_set(arena, record, "number", view_count(view, (size_t)charted->notes[i]));
    value_set(arena, record, "is_marked", value_flag(measurement->mark));
    return record;
}

static struct value values_from(struct view *view, const void *object, size_t first)
{
    const struct charted *charted = charted_of(view, object);
    struct value list = value_new_list(view->arena);
    for (size_t i = first; i < charted->measured->values.count; i++)
        value_add(view->arena, list, measurement_value(view, charted, i));
    return list;
}

static struct value values(struct view *view, const void *object)
{
    return values_from(view, object, 0);
}

/* For a letter and for paper, which are no place for long tables. */
static struct value latest_values(struct view *view, const void *object)
{
    enum { MOST = 6 };
    size_t count = measure_of(object)->values.count;
    return values_from(view, object, count > MOST ? count - MOST : 0);
}

static struct value has_parts(struct view *view, const void *object)
{
    (void)view;
    const struct measure *measure = object;
    for (size_t i = 0; i < measure->values.count; i++)
        if (measure->values.items[i].has_numerator && measure->values.items[i].has_denominator)
            return value_flag(true);
    return value_flag(false);
}

static struct value has_notes(struct view *view, const void *object)
{
    (void)view;
    const struct measure *measure = object;
    for (size_t i = 0; i < measure->values.count; i++)
        if (measure->values.items[i].note.size || measure->values.items[i].mark)
            return value_flag(true);
    return value_flag(false);
}

static struct value latest(struct view *view, const void *object)
{
    const struct charted *charted = charted_of(view, object);
    size_t count = charted->measured->values.count;
    return count ? measurement_value(view, charted, count - 1) : value_nothing();
}

static struct value notes(struct view *view, const void *object)
{
    const struct charted *charted = charted_of(view, object);
    struct value list = value_new_list(view->arena);
    for (size_t i = 0; i < charted->measured->values.count; i++)
        if (charted->notes[i])
            value_add(view->arena, list, measurement_value(view, charted, i));
    return list;
}

static struct value is_better_up(struct view *view, const void *object)
{
    (void)view;
    return value_flag(text_is(measure_of(object)->better, "up"));
}

static struct value is_better_down(struct view *view, const void *object)
{
    (void)view;
    return value_flag(text_is(measure_of(object)->better, "down"));
}

static struct value sentence(struct view *view, const void *object)
{
    return view_text(charted_of(view, object)->sentence);
}

static struct value rule(struct view *view, const void *object)
{
    return view_text(measured_rule(view, charted_of(view, object)->measured));
}

static struct value goal_now(struct view *view, const void *object)
{
    const struct measured *measured = charted_of(view, object)->measured;
    return measured->has_goal ? view_number(view, measured->goal) : value_nothing();
}

/* "Mål 60", or "Mål 66 i oktober 2026, 2 mer varje år". */
static struct value goal_text(struct view *view, const void *object)
{
    const struct measure *measure = object;
    const struct measured *measured = charted_of(view, object)->measured;
    if (!measured->has_goal)
        return value_nothing();
    double change = measure->goal_change.per_year;
    size_t count = measured->values.count;
    bool is_moving = measured->is_moving && count > 0;
    struct date date = is_moving ? measured->values.items[count - 1].date : (struct date){0};
    const struct view_word words[] = {
        {"goal", view_number(view, measured->goal).text},
        {"change", view_number(view, change < 0 ? -change : change).text},
        {"month", is_moving ? locale_date(view->locale, view->arena, date, DATE_MONTH) : (struct text){0}},
        {0},
    };
    return value_text(view_sentence(view,
                                    !is_moving   ? "goal_fixed"
                                    : change < 0 ? "goal_falling"
                                                 : "goal_rising",
                                    words));
}

/* Words alone would do; the sign is for those who look over many. */
static struct value progress(struct view *view, const void *object)
{
    static const char *const names[] = {
        [PROGRESS_REACHED] = "reached", [PROGRESS_TOWARD] = "toward", [PROGRESS_AWAY] = "away",
        [PROGRESS_CHANGED] = "changed", [PROGRESS_UNSURE] = "unsure", [PROGRESS_FEW] = "few",
        [PROGRESS_NONE] = "none",
    };
    const struct measured *measured = charted_of(view, object)->measured;
    struct value record = value_new_record(view->arena);
    value_set(view->arena, record, "name", value_string(names[measured->progress]));
    value_set(view->arena, record, "sign", value_text(measured_sign(measured->progress)));
    value_set(view->arena, record, "word", view_text(measured_progress(view, measured)));
    return record;
}

static struct value draw(struct view *view, const void *object, const struct chart_form *form)
{
    if (view->medium != MEDIUM_WEB)
        return value_nothing();
    return drawing_value(charted_draw(view, charted_of(view, object), form));
}

static struct value chart(struct view *view, const void *object)
{
    return draw(view, object, &(struct chart_form){.width = 620, .height = 330});
}

/* Type in a drawing shrinks with it, so a narrow screen or column gets a drawing of its own. */
static struct value chart_narrow(struct view *view, const void *object)
{
    if (is_on_paper(view))
        return value_nothing();
    return draw(view, object, &(struct chart_form){.width = 360, .height = 300});
}

/* For a band of charts side by side on paper, where the latest value and its unit stand above each. */
static struct value chart_flat(struct view *view, const void *object)
{
    return draw(view, object,
                &(struct chart_form){.width = 460, .height = 210, .has_no_unit = true, .has_no_notes = true});
}

/* For a team's sheet, where a wide drawing would shrink until its type is too small to read. */
static struct value chart_sheet(struct view *view, const void *object)
{
    const struct team *team = measure_of(object)->team;
    struct chart_form form = {.width = 380, .height = 180, .has_no_unit = true, .has_no_notes = true};
    if (team && team->measures.count > 1) {
        form.width = 300;
        form.height = 170;
        form.has_few_words = true;
    }
    return draw(view, object, &form);
}

static struct value chart_small(struct view *view, const void *object)
{
    return draw(view, object, &(struct chart_form){.width = 220, .height = 90, .has_no_notes = true, .is_small = true});
}

/* In a letter it is shown 520 pixels wide; a telephone makes it half as large, and its type stays readable. */
static struct value picture(struct view *view, const void *object)
{
    enum { SHOWN = 520 };
    if (view->medium != MEDIUM_MAIL)
        return value_nothing();
    const struct chart_form form = {.width = 420, .height = 280};
    return drawing_picture(view, charted_draw(view, charted_of(view, object), &form), SHOWN);
}

/* The page where all values stand. */
static struct value url(struct view *view, const void *object)
{
    const struct measure *measure = object;
    struct text address =
        measure->team ? address_team(view->arena, measure->team) : address_network(view->arena, measure->network);
    return value_text(address_of(view, address));
}

static struct value on_paper(struct view *view, const void *object)
{
    (void)object;
    return value_flag(is_on_paper(view));
}

static struct value team(struct view *view, const void *object)
{
    return view_object(view, &team_type, measure_of(object)->team);
}

static const struct derived derived[] = {
    {"values", values},
    {"latest_values", latest_values},
    {"has_parts", has_parts},
    {"has_notes", has_notes},
    {"latest", latest},
    {"notes", notes},
    {"sentence", sentence},
    {"rule", rule},
    {"goal_now", goal_now},
    {"goal_text", goal_text},
    {"progress", progress},
    {"chart", chart},
    {"chart_narrow", chart_narrow},
    {"chart_flat", chart_flat},
    {"chart_sheet", chart_sheet},
    {"chart_small", chart_small},
    {"picture", picture},
    {"team", team},
    {"url", url},
    {"is_paper", on_paper},
    {"is_better_up", is_better_up},
    {"is_better_down", is_better_down},
    {NULL, NULL},
};

const struct view_type measure_view = {&measure_type, derived};
