#include "draw/plot.h"

#include "draw/lettering.h"
#include "draw/svg.h"

#include <math.h>

static const double type = DRAWING_TYPE;

bool plot_can_draw(const struct run_point *point)
{
    return date_is_set(point->date) && fabs(point->value) <= AXIS_MOST;
}

static void gather_phase(struct plot *plot, const struct run_chart_phase *phase)
{
    const struct run_chart *chart = plot->chart;
    size_t first = phase->first < chart->count ? phase->first : chart->count;
    size_t count = phase->count < chart->count - first ? phase->count : chart->count - first;
    size_t baseline = phase->baseline && phase->baseline < count ? phase->baseline : count;
    struct plot_phase drawn = {.phase = phase, .has_median = phase->has_median && fabs(phase->median) <= AXIS_MOST};
    bool is_empty = true;
    for (size_t i = 0; i < count; i++) {
        const struct run_point *point = &chart->points[first + i];
        if (!plot_can_draw(point))
            continue;
        long day = date_days(point->date);
        if (is_empty)
            drawn.first = drawn.baseline_last = day;
        if (i < baseline)
            drawn.baseline_last = day;
        drawn.last = day;
        is_empty = false;
    }
    if (!is_empty)
        ARRAY_PUSH(plot->arena, &plot->phases, drawn);
}

bool plot_gather(struct plot *plot, const struct run_chart *chart)
{
    plot->chart = chart;
    for (size_t i = 0; i < chart->count; i++) {
        const struct run_point *point = &chart->points[i];
        if (!plot_can_draw(point))
            continue;
        ARRAY_PUSH(plot->arena, &plot->points,
                   ((struct plot_point){date_days(point->date), point->value, 0, 0, point->is_signal, point->is_marked,
                                        point->note}));
        plot->time.has_days |= point->date.day > 1;
    }
    if (!plot->points.count)
        return false;
    for (size_t i = 0; i < chart->phase_count; i++)
        gather_phase(plot, &chart->phases[i]);
    bool moves = date_is_set(chart->goal_start) && date_is_set(chart->goal_end);
    plot->has_goal =
        chart->has_goal && fabs(chart->goal_from) <= AXIS_MOST && (!moves || fabs(chart->goal_to) <= AXIS_MOST);
    return true;
}

static double goal_on(const struct run_chart *chart, long day)
{
    if (!date_is_set(chart->goal_start) || !date_is_set(chart->goal_end))
        return chart->goal_from;
    long start = date_days(chart->goal_start), end = date_days(chart->goal_end);
    if (day >= end)
        return chart->goal_to;
    if (day <= start)
        return chart->goal_from;
    return chart->goal_from + (chart->goal_to - chart->goal_from) * ((double)(day - start) / (double)(end - start));
}

struct range {
    double low, high;
};

static void include(struct range *range, double value)
{
    if (fabs(value) <= AXIS_MOST) {
        range->low = fmin(range->low, value);
        range->high = fmax(range->high, value);
    }
}

/* The goal only falls or only rises, so its ends hold it. */
static struct range find_range(const struct plot *plot, double *goal_low)
{
    const struct run_chart *chart = plot->chart;
    const struct plot_point *points = plot->points.items, *last = &points[plot->points.count - 1];
    struct range range = {points->value, points->value};
    for (size_t i = 1; i < plot->points.count; i++)
        include(&range, points[i].value);
    for (size_t i = 0; i < plot->phases.count; i++)
        if (plot->phases.items[i].has_median)
            include(&range, plot->phases.items[i].phase->median);
    if (plot->has_goal) {
        double first_goal = goal_on(chart, points->day), last_goal = goal_on(chart, last->day);
        include(&range, first_goal);
        include(&range, last_goal);
        *goal_low = fmin(first_goal, last_goal);
    }
    if (chart->has_scale) {
        include(&range, chart->low);
        include(&range, chart->high);
    }
    return range;
}

static void make_values(struct plot *plot)
{
    double goal_low = 0;
    struct range range = find_range(plot, &goal_low);
    double steps = plot->chart->is_small ? 5 : (plot->floor - plot->top) / (1.7 * SVG_LINE);
    plot->values = value_axis_make(range.low, range.high, (int)fmax(2, fmin(5, steps)));
    /* The goal's dashes would be lost on the axis of time. */
    if (plot->has_goal && !plot->chart->has_scale && plot->values.first != 0 &&
        value_axis_share(&plot->values, goal_low) < 1e-6) {
        plot->values.first--;
        plot->values.steps++;
    }
}

/* Beside the plot there is as much room as the labels need, but never so much that nothing is left of it. */
static void make_sides(struct plot *plot)
{
    const struct run_chart *chart = plot->chart;
    double labels = 0, most = chart->frame.width / 3.0;
    int step = chart->is_small ? plot->values.steps : 1; /* a small one tells the ends alone */
    for (int i = 0; i <= plot->values.steps; i += step)
        labels = fmax(labels, lettering_width(value_axis_label(&plot->values, plot->arena, plot->locale, i), type));
    plot->left = fmin(labels, most) + PLOT_SPACE;
    double last = plot->points.items[plot->points.count - 1].value;
    struct text written = value_axis_write(&plot->values, plot->arena, plot->locale, last);
    plot->last_label = lettering_fit(plot->arena, written, type, most);
    if (!chart->is_small) {
        if (plot->has_goal)
            plot->goal_label = lettering_fit(plot->arena, chart->goal_label, type, most);
        if (plot->phases.count && plot->phases.items[plot->phases.count - 1].has_median)
            plot->median_label = lettering_fit(plot->arena, chart->median_label, type, most);
    }
    labels = fmax(lettering_width(plot->last_label, type), lettering_width(plot->goal_label, type));
    labels = fmax(labels, lettering_width(plot->median_label, type));
    plot->right = chart->frame.width - labels - PLOT_SPACE;
}

static void make_time(struct plot *plot)
{
    const struct run_chart *chart = plot->chart;
    long first = plot->points.items[0].day, last = plot->points.items[plot->points.count - 1].day;
    if (chart->has_scale && date_is_set(chart->scale_first) && date_days(chart->scale_first) < first)
        first = date_days(chart->scale_first);
    if (chart->has_scale && date_is_set(chart->scale_last) && date_days(chart->scale_last) > last)
        last = date_days(chart->scale_last);
    plot->time.first = date_from_days(first);
    plot->time.last = date_from_days(last);
    plot->time.left = plot->left + PLOT_INSET;
    plot->time.right = plot->right - PLOT_INSET;
    plot->time.width = chart->frame.width;
    plot->time.size = type;
}

double plot_height_of(const struct plot *plot, double value)
{
    return plot->floor - (plot->floor - plot->top) * value_axis_share(&plot->values, value);
}

/* Of the points that share a column of the drawing, the first, the lowest, the highest and the last draw the same line
 * as all of them; one of each kind that has a form of its own is kept too. */
static void keep_column(struct plot *plot, size_t start, size_t end, size_t *kept)
{
    struct plot_point *points = plot->points.items;
    size_t chosen[] = {start, start, start, end - 1, end, end, end};
    for (size_t i = start; i < end; i++) {
        if (points[i].value < points[chosen[1]].value)
            chosen[1] = i;
        if (points[i].value > points[chosen[2]].value)
            chosen[2] = i;
        if (points[i].is_signal)
            chosen[4] = i;
        if (points[i].is_marked)
            chosen[5] = i;
        if (points[i].note)
            chosen[6] = i;
    }
    for (size_t i = start; i < end; i++)
        for (size_t j = 0; j < sizeof chosen / sizeof *chosen; j++)
            if (chosen[j] == i) {
                points[(*kept)++] = points[i];
                break;
            }
}

static void place_points(struct plot *plot)
{
    struct plot_point *points = plot->points.items;
    size_t count = plot->points.count, start = 0, kept = 0;
    for (size_t i = 0; i < count; i++) {
        points[i].x = time_axis_place(&plot->time, points[i].day);
        points[i].y = plot_height_of(plot, points[i].value);
    }
    plot->end = points[count - 1].x + PLOT_INSET + PLOT_SPACE;
    if (count > (size_t)plot->chart->frame.width) {
        for (size_t i = 1; i <= count; i++)
            if (i == count || floor(points[i].x) != floor(points[start].x)) {
                keep_column(plot, start, i, &kept);
                start = i;
            }
        plot->points.count = kept;
    }
    /* Dots grow smaller as they come closer. */
    const double most = plot->chart->is_small ? 3 : 4, least = 1.2;
    plot->radius = fmin(most, (plot->time.right - plot->time.left) / (double)plot->points.count * 0.4);
    if (plot->radius < least)
        plot->radius = 0;
}

static void place_phases(struct plot *plot)
{
    for (size_t i = 0; i < plot->phases.count; i++) {
        struct plot_phase *phase = &plot->phases.items[i];
        phase->left = time_axis_place(&plot->time, phase->first);
        phase->right = time_axis_place(&plot->time, phase->last);
        phase->computed = time_axis_place(&plot->time, phase->baseline_last);
        phase->border = i ? (plot->phases.items[i - 1].right + phase->left) / 2 : plot->left;
    }
}

/* A level reaches from side to side; what moves is drawn where there are points. */
static void place_goal(struct plot *plot)
{
    const struct run_chart *chart = plot->chart;
    plot->goal.count = 0;
    if (!plot->has_goal)
        return;
    long first = plot->points.items[0].day, last = plot->points.items[plot->points.count - 1].day;
    double y = plot_height_of(plot, goal_on(chart, first));
    if (first == last || goal_on(chart, first) == goal_on(chart, last)) {
        ARRAY_PUSH(plot->arena, &plot->goal, ((struct stroke){plot->left, y, plot->end - PLOT_SPACE, y}));
        return;
    }
    struct stroke stroke = {.x2 = time_axis_place(&plot->time, first), .y2 = y};
    const struct {
        long day;
        double value;
    } corners[] = {{date_days(chart->goal_start), chart->goal_from},
                   {date_days(chart->goal_end), chart->goal_to},
                   {last, goal_on(chart, last)}};
    for (size_t i = 0; i < 3; i++) {
        if (corners[i].day <= first || corners[i].day > last)
            continue;
        stroke = (struct stroke){stroke.x2, stroke.y2, time_axis_place(&plot->time, corners[i].day),
                                 plot_height_of(plot, corners[i].value)};
        ARRAY_PUSH(plot->arena, &plot->goal, stroke);
    }
}

static bool has_titles(const struct plot *plot)
{
    for (size_t i = 0; i < plot->phases.count; i++)
        if (plot->phases.items[i].phase->title.size)
            return true;
    return false;
}

void plot_place(struct plot *plot, double below)
{
    const struct run_chart *chart = plot->chart;
    if (chart->is_small) {
        plot->top = SVG_LINE / 2.0;
        plot->bottom = chart->frame.height - SVG_LINE * 1.5;
    } else {
        plot->top = SVG_LINE * (1 + (chart->unit.size ? 1.2 : 0) + (has_titles(plot) ? 1.1 : 0));
        plot->bottom = chart->frame.height - 2.6 * SVG_LINE;
    }
    plot->floor = plot->bottom - below;
    make_values(plot);
    make_sides(plot);
    make_time(plot);
    place_points(plot);
    place_phases(plot);
    place_goal(plot);
}

bool plot_has_dot(const struct plot *plot, size_t point)
{
    const struct plot_point *points = plot->points.items;
    return plot->radius > 0 || point + 1 == plot->points.count || points[point].is_signal || points[point].is_marked ||
           points[point].note;
}

double plot_reach(const struct plot *plot, size_t point)
{
    const struct plot_point *points = plot->points.items;
    double radius = fmax(plot->radius, 2);
    if (points[point].is_signal)
        radius *= 1.6;
    else if (point + 1 == plot->points.count)
        radius = fmax(radius, plot->chart->is_small ? 4 : 5);
    return radius;
}
