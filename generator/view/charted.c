#include "view/charted.h"

#include "base/digest.h"
#include "base/number.h"
#include "draw/run_chart.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Comments that have a number in a chart: more would stand over each other. All stand in the table. */
enum { NOTES_MOST = 9 };

/* The latest ones, numbered by date. */
static int *number_notes(struct view *view, const struct measured *measured)
{
    size_t count = measured->values.count, first = count;
    int *numbers = arena_allocate(view->arena, (count + 1) * sizeof *numbers), number = 0;
    memset(numbers, 0, (count + 1) * sizeof *numbers);
    for (size_t found = 0; first > 0 && found < NOTES_MOST; first--)
        found += measured->values.items[first - 1].note.size > 0;
    for (size_t i = first; i < count; i++)
        if (measured->values.items[i].note.size)
            numbers[i] = ++number;
    return numbers;
}

struct charted *charted_of(struct view *view, const struct measure *measure)
{
    struct text key = {(const char *)&measure, sizeof measure};
    view->charted.arena = view->arena;
    struct charted *charted = map_get(&view->charted, key);
    if (charted)
        return charted;
    charted = ARENA_NEW(view->arena, struct charted);
    charted->measure = measure;
    charted->measured = measured_of(view, measure);
    charted->sentence = measured_sentence(view, charted->measured);
    charted->notes = number_notes(view, charted->measured);
    map_set(&view->charted, (struct text){(const char *)&charted->measure, sizeof measure}, charted);
    return charted;
}

const struct measure *measure_until(struct view *view, const struct measure *measure, struct date date)
{
    struct measure *until = ARENA_NEW(view->arena, struct measure);
    *until = *measure;
    memset(&until->values, 0, sizeof until->values);
    for (size_t i = 0; i < measure->values.count; i++)
        if (date_compare(measure->values.items[i].date, date) <= 0)
            ARRAY_PUSH(view->arena, &until->values, measure->values.items[i]);
    return until;
}

void chart_scale_add(struct chart_scale *scale, const struct measured *measured)
{
    for (size_t i = 0; i < measured->values.count; i++) {
        const struct measurement *value = &measured->values.items[i];
        bool is_set = scale->is_set;
        scale->low = is_set ? fmin(scale->low, value->value) : value->value;
        scale->high = is_set ? fmax(scale->high, value->value) : value->value;
        scale->first = is_set && date_compare(scale->first, value->date) <= 0 ? scale->first : value->date;
        scale->last = is_set && date_compare(scale->last, value->date) >= 0 ? scale->last : value->date;
        scale->is_set = true;
    }
    if (measured->has_goal && scale->is_set) {
        scale->low = fmin(scale->low, measured->goal);
        scale->high = fmax(scale->high, measured->goal);
    }
}

bool is_on_paper(const struct view *view)
{
    return view->medium == MEDIUM_WEB && view->picture_target == PICTURES_NAMED;
}

bool drawing_frame(struct view *view, struct text title, struct text description, int width, int height,
                   struct frame *frame)
{
    bool is_letter = view->medium == MEDIUM_MAIL;
    *frame = (struct frame){.title = title, .description = description, .width = width, .height = height};
    frame->kind = is_letter ? FRAME_ALONE : view->picture_target == PICTURES_NAMED ? FRAME_ON_PAPER : FRAME_IN_PAGE;
    frame->style = is_letter ? view->drawing_style : (struct text){0};
    bool is_feed = view->page_url.size > 0; /* programs that read feeds know neither drawings nor their colours */
    return is_letter ? view->picture_target == PICTURES_ATTACHED : view->medium == MEDIUM_WEB && !is_feed;
}

static struct run_point *points_of(struct view *view, const struct charted *charted, const struct chart_form *form)
{
    const measurement_list *values = &charted->measured->values;
    /* Where no words beside it tell of the mark, a ring would be taken for something that a rule has found. */
    bool has_marks = !form->is_small && !form->has_few_words;
    struct run_point *points = arena_allocate(view->arena, (values->count + 1) * sizeof *points);
    for (size_t i = 0; i < values->count; i++) {
        const struct measurement *value = &values->items[i];
        points[i] = (struct run_point){.date = value->date,
                                       .value = value->value,
                                       .is_marked = value->mark && has_marks,
                                       .note = form->has_no_notes ? 0 : charted->notes[i]};
    }
    return points;
}

static struct text labelled(struct view *view, const char *word, double number)
{
    return text_format(view->arena, "%.*s %.*s", TEXT_ARGUMENTS(view_string(view, word)),
                       TEXT_ARGUMENTS(view_number(view, number).text));
}

static void add_goal(struct view *view, const struct charted *charted, struct run_chart *chart)
{
    const struct measure *measure = charted->measure;
    const struct measured *measured = charted->measured;
    chart->has_goal = measured->has_goal;
    chart->goal_from = chart->goal_to = measured->goal;
    if (!measured->has_goal)
        return;
    if (measure->has_goal_change && chart->count) {
        struct date last = measured->values.items[chart->count - 1].date;
        chart->goal_start = measure->goal_change.start;
        chart->goal_from = measure->goal_change.from;
        chart->goal_end = last;
        if (date_compare(chart->goal_start, last) >= 0) {
            chart->goal_start = chart->goal_end = (struct date){0};
            chart->goal_from = measured->goal;
        }
    }
    chart->goal_label = labelled(view, "measure_goal", measured->goal);
}

static void add_phases(struct view *view, const struct charted *charted, bool has_titles, struct run_chart *chart)
{
    const struct measured *measured = charted->measured;
    struct run_chart_phase *phases = arena_allocate(view->arena, (measured->phases.count + 1) * sizeof *phases);
    for (size_t i = 0; i < measured->phases.count; i++) {
        const struct measured_phase *phase = &measured->phases.items[i];
        phases[i] = (struct run_chart_phase){
            .first = phase->first,
            .count = phase->count,
            .title = phase->phase && has_titles ? phase->phase->title : (struct text){0},
            .has_median = true,
            .median = phase->findings.median,
            .baseline = phase->baseline,
        };
    }
    chart->phases = phases;
    chart->phase_count = measured->phases.count;
    if (chart->phase_count)
        chart->median_label = labelled(view, "chart_median", phases[chart->phase_count - 1].median);
}

static void mark_run(struct run_point *points, struct run run)
{
    for (size_t i = run.first; i <= run.last; i++)
        points[i].is_signal = true;
}

/* A run is pointed at; that the median is crossed too seldom is no property of any point. */
static void add_signals(struct view *view, const struct measured *measured, struct run_point *points,
                        struct run_chart *chart)
{
    for (size_t i = 0; i < measured->phases.count; i++) {
        const struct measured_phase *phase = &measured->phases.items[i];
        if (phase->findings.signals & RUN_SHIFT)
            mark_run(points + phase->first, phase->findings.shift);
        if (phase->findings.signals & RUN_TREND)
            mark_run(points + phase->first, phase->findings.trend);
    }
    const struct run *pointed = measured_pointed(measured);
    if (!pointed)
        return;
    size_t first = measured->phases.items[measured->phases.count - 1].first;
    chart->signal_first = first + pointed->first;
    chart->signal_last = first + pointed->last;
    chart->signal_label = measured_signal(view, measured);
}

struct text charted_draw(struct view *view, const struct charted *charted, const struct chart_form *form)
{
    struct run_chart chart = {.is_small = form->is_small};
    struct text title = form->title.size ? form->title : charted->measure->title;
    if (!charted->measured->values.count ||
        !drawing_frame(view, title, charted->sentence, form->width, form->height, &chart.frame))
        return (struct text){0};
    struct run_point *points = points_of(view, charted, form);
    chart.points = points;
    chart.count = charted->measured->values.count;
    add_goal(view, charted, &chart);
    add_phases(view, charted, !form->has_few_words, &chart);
    add_signals(view, charted->measured, points, &chart);
    if (form->has_few_words)
        chart.median_label = (struct text){0};
    if (!form->has_no_unit)
        chart.unit = charted->measure->unit;
    if (form->scale && form->scale->is_set) {
        chart.has_scale = true;
        chart.low = form->scale->low;
        chart.high = form->scale->high;
        chart.scale_first = form->scale->first;
        chart.scale_last = form->scale->last;
    }
    return run_chart_draw(view->arena, view->locale, &chart);
}

struct value drawing_value(struct text svg)
{
    return svg.size ? value_markup(svg) : value_nothing();
}

/* As the drawing says itself, `… width="440" height="300"`: the height of some is found out. */
static bool drawing_size(struct text svg, double *width, double *height)
{
    double *sizes[] = {width, height};
    static const char *const names[] = {" width=\"", " height=\""};
    for (size_t i = 0; i < 2; i++) {
        size_t at = text_find(svg, text_from(names[i]), 0) + strlen(names[i]);
        if (!number_parse(text_slice(svg, at, text_find_byte(svg, '"', at)), sizes[i]) || !(*sizes[i] > 0))
            return false;
    }
    return true;
}

struct value drawing_picture(struct view *view, struct text svg, int width)
{
    double own_width = 0, own_height = 0;
    if (!svg.size || !drawing_size(svg, &own_width, &own_height))
        return value_nothing();
    struct text digest = digest_texts(view->arena, &svg, 1);
    struct view_drawing drawing = {
        .name = text_format(view->arena, "chart-%.16s", digest.bytes),
        .svg = svg,
        .width = width,
        .height = (int)lround(own_height * width / own_width),
    };
    size_t i = 0;
    while (i < view->drawings.count && !text_equal(view->drawings.items[i].name, drawing.name))
        i++;
    if (i == view->drawings.count)
        ARRAY_PUSH(view->arena, &view->drawings, drawing);
    struct value picture = value_new_record(view->arena);
    struct text id = view_drawing_id(view->arena, &drawing);
    value_set(view->arena, picture, "url", value_text(text_format(view->arena, "cid:%.*s", TEXT_ARGUMENTS(id))));
    value_set(view->arena, picture, "width", value_text(text_format(view->arena, "%d", drawing.width)));
    value_set(view->arena, picture, "height", value_text(text_format(view->arena, "%d", drawing.height)));
    return picture;
}

struct text view_drawing_id(struct arena *arena, const struct view_drawing *drawing)
{
    return text_format(arena, "%.*s@rundbrev", TEXT_ARGUMENTS(drawing->name));
}
