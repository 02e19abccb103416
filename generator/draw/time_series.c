#include "draw/time_series.h"

#include "draw/axis.h"
#include "draw/lettering.h"

#include <math.h>
#include <stdlib.h>

static const double type = TIME_SERIES_TYPE;
static const double line_height = TIME_SERIES_TYPE * 1.2;
static const double drop = TIME_SERIES_TYPE * 0.35; /* from the middle of a line of type to its baseline */
static const double space = 10;                     /* between the plot and what stands beside it */
static const double inset = 8;                      /* between the ends of the axis and the first and last dot */

struct point {
    long day;
    double value;
    size_t order; /* as given */
    double x, y;
};
typedef ARRAY(struct point) point_list;

struct chart {
    const struct time_series *series;
    struct arena *arena;
    const struct locale *locale;
    struct buffer *svg;
    point_list points; /* by date */
    struct value_axis values;
    struct time_axis time;
    double left, right, top, bottom; /* of the plot */
    struct text goal_label, last_label;
};

static int by_date(const void *a, const void *b)
{
    const struct point *left = a, *right = b;
    if (left->day != right->day)
        return left->day < right->day ? -1 : 1;
    return left->order < right->order ? -1 : 1;
}

static void gather_points(struct chart *chart)
{
    const struct time_series *series = chart->series;
    for (size_t i = 0; i < series->count; i++) {
        struct date date = series->values[i].date;
        if (!date_is_set(date) || !(fabs(series->values[i].value) <= AXIS_MOST))
            continue;
        struct point point = {date_days(date), series->values[i].value, i, 0, 0};
        ARRAY_PUSH(chart->arena, &chart->points, point);
        chart->time.has_days |= date.day > 1;
    }
    if (chart->points.count)
        qsort(chart->points.items, chart->points.count, sizeof *chart->points.items, by_date);
}

static bool has_goal(const struct chart *chart)
{
    return chart->series->has_goal && fabs(chart->series->goal) <= AXIS_MOST;
}

static void make_values(struct chart *chart)
{
    double low = chart->points.items[0].value, high = low;
    for (size_t i = 1; i < chart->points.count; i++) {
        low = fmin(low, chart->points.items[i].value);
        high = fmax(high, chart->points.items[i].value);
    }
    if (has_goal(chart)) {
        low = fmin(low, chart->series->goal);
        high = fmax(high, chart->series->goal);
    }
    double steps = (chart->bottom - chart->top) / (1.7 * line_height);
    chart->values = value_axis_make(low, high, (int)fmax(2, fmin(5, steps)));
    /* The goal's dashes would be lost on the axis of time. */
    if (has_goal(chart) && chart->values.first != 0 && value_axis_share(&chart->values, chart->series->goal) < 1e-6) {
        chart->values.first--;
        chart->values.steps++;
    }
}

/* Beside the plot there is as much room as the labels need, but never so much that nothing is left of it. */
static void make_room(struct chart *chart)
{
    const struct time_series *series = chart->series;
    double labels = 0, most = series->width / 3.0;
    for (int i = 0; i <= chart->values.steps; i++)
        labels = fmax(labels, lettering_width(value_axis_label(&chart->values, chart->arena, chart->locale, i), type));
    chart->left = fmin(labels, most) + space;
    double last = chart->points.items[chart->points.count - 1].value;
    struct text written = value_axis_write(&chart->values, chart->arena, chart->locale, last);
    chart->last_label = lettering_fit(chart->arena, written, type, most);
    if (has_goal(chart))
        chart->goal_label = lettering_fit(chart->arena, series->goal_label, type, most);
    labels = fmax(lettering_width(chart->last_label, type), lettering_width(chart->goal_label, type));
    chart->right = series->width - labels - space;
}

static void make_time(struct chart *chart)
{
    const point_list *points = &chart->points;
    chart->time.first = date_from_days(points->items[0].day);
    chart->time.last = date_from_days(points->items[points->count - 1].day);
    chart->time.left = chart->left + inset;
    chart->time.right = chart->right - inset;
    chart->time.width = chart->series->width;
    chart->time.size = type;
}

static double height_of(const struct chart *chart, double value)
{
    return chart->bottom - (chart->bottom - chart->top) * value_axis_share(&chart->values, value);
}

/* Of the points that share a column of the drawing, the first, the lowest, the highest and the last draw the same line
 * as all of them. */
static void keep_column(struct chart *chart, const struct point *points, size_t count, point_list *kept)
{
    size_t lowest = 0, highest = 0;
    for (size_t i = 1; i < count; i++) {
        if (points[i].value < points[lowest].value)
            lowest = i;
        if (points[i].value > points[highest].value)
            highest = i;
    }
    size_t order[] = {0, lowest < highest ? lowest : highest, lowest < highest ? highest : lowest, count - 1};
    for (size_t i = 0; i < 4; i++)
        if (!i || order[i] != order[i - 1])
            ARRAY_PUSH(chart->arena, kept, points[order[i]]);
}

static void place_points(struct chart *chart)
{
    struct point *points = chart->points.items;
    size_t count = chart->points.count, start = 0;
    for (size_t i = 0; i < count; i++) {
        points[i].x = time_axis_place(&chart->time, points[i].day);
        points[i].y = height_of(chart, points[i].value);
    }
    if (count <= (size_t)chart->series->width)
        return;
    point_list kept = {0};
    for (size_t i = 1; i <= count; i++)
        if (i == count || floor(points[i].x) > floor(points[start].x)) {
            keep_column(chart, points + start, i - start, &kept);
            start = i;
        }
    chart->points = kept;
}

/* With one decimal, in whole tenths: no rounding of a printf differs. */
static void add_number(struct chart *chart, double number)
{
    long tenths = lround(number * 10);
    buffer_format(chart->svg, "%s%ld", tenths < 0 ? "-" : "", labs(tenths) / 10);
    if (tenths % 10)
        buffer_format(chart->svg, ".%ld", labs(tenths) % 10);
}

static void add_place(struct chart *chart, const char *before, double x, double y)
{
    buffer_add_string(chart->svg, before);
    add_number(chart, x);
    buffer_add_byte(chart->svg, ' ');
    add_number(chart, y);
}

static void add_attribute(struct chart *chart, const char *name, double number)
{
    buffer_format(chart->svg, " %s=\"", name);
    add_number(chart, number);
    buffer_add_byte(chart->svg, '"');
}

/* `y` is the middle of the line of type. */
static void add_text(struct chart *chart, const char *class, double x, double y, const char *anchor, struct text text)
{
    if (!text.size)
        return;
    buffer_format(chart->svg, "<text class=\"%s\"", class);
    add_attribute(chart, "x", x);
    add_attribute(chart, "y", y + drop);
    if (anchor)
        buffer_format(chart->svg, " text-anchor=\"%s\"", anchor);
    buffer_add_byte(chart->svg, '>');
    buffer_add_escaped(chart->svg, text);
    buffer_add_string(chart->svg, "</text>\n");
}

static void open_path(struct chart *chart, const char *class)
{
    buffer_format(chart->svg, "<path class=\"%s\" fill=\"none\" stroke=\"currentColor\"", class);
}

static void add_level(struct chart *chart, double y)
{
    add_place(chart, "M", chart->left, y);
    buffer_add_byte(chart->svg, 'H');
    add_number(chart, chart->right);
}

static void draw_value_axis(struct chart *chart)
{
    open_path(chart, "grid");
    buffer_add_string(chart->svg, " opacity=\".3\" d=\"");
    for (int i = 0; i <= chart->values.steps; i++) {
        double y = chart->bottom - (chart->bottom - chart->top) * i / chart->values.steps;
        /* No line shows between the goal's dashes. */
        if (!has_goal(chart) || fabs(y - height_of(chart, chart->series->goal)) >= 1)
            add_level(chart, y);
    }
    buffer_add_string(chart->svg, "\"/>\n");
    for (int i = 0; i <= chart->values.steps; i++) {
        struct text label = value_axis_label(&chart->values, chart->arena, chart->locale, i);
        double y = chart->bottom - (chart->bottom - chart->top) * i / chart->values.steps;
        add_text(chart, "tick", chart->left - space, y, "end",
                 lettering_fit(chart->arena, label, type, chart->left - space));
    }
    struct text unit = lettering_fit(chart->arena, chart->series->unit, type, chart->series->width);
    add_text(chart, "unit", 0, line_height / 2, NULL, unit);
}

static void draw_time_axis(struct chart *chart)
{
    time_tick_list ticks = time_axis_ticks(&chart->time, chart->arena, chart->locale);
    open_path(chart, "axis");
    buffer_add_string(chart->svg, " d=\"");
    add_level(chart, chart->bottom);
    for (size_t i = 0; i < ticks.count; i++) {
        add_place(chart, "M", time_axis_place(&chart->time, ticks.items[i].day), chart->bottom);
        buffer_add_string(chart->svg, "v5");
    }
    buffer_add_string(chart->svg, "\"/>\n");
    for (size_t i = 0; i < ticks.count; i++) {
        double y = chart->bottom + space + line_height / 2;
        add_text(chart, "tick", ticks.items[i].place, y, "middle", ticks.items[i].label);
        add_text(chart, "tick", ticks.items[i].place, y + line_height, "middle", ticks.items[i].year);
    }
}

static void draw_goal(struct chart *chart)
{
    if (!has_goal(chart))
        return;
    open_path(chart, "goal-line");
    buffer_add_string(chart->svg, " stroke-width=\"1.5\" stroke-dasharray=\"7 4\" d=\"");
    add_level(chart, height_of(chart, chart->series->goal));
    buffer_add_string(chart->svg, "\"/>\n");
}

static void draw_line(struct chart *chart)
{
    if (chart->points.count < 2)
        return;
    open_path(chart, "line");
    buffer_add_string(chart->svg, " stroke-width=\"1.5\" stroke-linejoin=\"round\" d=\"");
    for (size_t i = 0; i < chart->points.count; i++)
        add_place(chart, i ? "L" : "M", chart->points.items[i].x, chart->points.items[i].y);
    buffer_add_string(chart->svg, "\"/>\n");
}

/* Dots grow smaller as they come closer; where they would run together only the line is left, and the last dot. */
static void draw_points(struct chart *chart)
{
    const point_list *points = &chart->points;
    const double most = 4, least = 1.2, last_radius = 5;
    double radius = fmin(most, (chart->time.right - chart->time.left) / (double)points->count * 0.4);
    for (size_t i = 0; i < points->count; i++) {
        bool is_last = i + 1 == points->count;
        if (radius < least && !is_last)
            continue;
        buffer_format(chart->svg, "<circle class=\"point%s\" fill=\"currentColor\"", is_last ? " last" : "");
        add_attribute(chart, "cx", points->items[i].x);
        add_attribute(chart, "cy", points->items[i].y);
        add_attribute(chart, "r", is_last ? last_radius : radius);
        buffer_add_string(chart->svg, "/>\n");
    }
}

/* The last value and the goal stand at the end of their lines, parted when these meet. */
static void draw_end_labels(struct chart *chart)
{
    double last = chart->points.items[chart->points.count - 1].y, goal = 0;
    if (has_goal(chart)) {
        goal = height_of(chart, chart->series->goal);
        double apart = line_height - fabs(last - goal);
        if (chart->goal_label.size && apart > 0) {
            double up = last <= goal ? apart / 2 : -apart / 2;
            last -= up;
            goal += up;
        }
    }
    double x = chart->right + space;
    add_text(chart, "goal-label", x, goal, NULL, chart->goal_label);
    add_text(chart, "last-label", x, last, NULL, chart->last_label);
}

struct text time_series_draw(struct arena *arena, const struct locale *locale, const struct time_series *series)
{
    struct buffer svg = {.arena = arena};
    struct chart chart = {.series = series, .arena = arena, .locale = locale, .svg = &svg};
    chart.top = series->unit.size ? 2.2 * line_height : line_height;
    chart.bottom = series->height - 2.6 * line_height;
    gather_points(&chart);
    if (!chart.points.count)
        return (struct text){0};
    make_values(&chart);
    make_room(&chart);
    make_time(&chart);
    place_points(&chart);
    buffer_format(&svg, "<svg class=\"chart\" viewBox=\"0 0 %d %d\" role=\"img\" font-size=\"%d\" aria-label=\"",
                  series->width, series->height, TIME_SERIES_TYPE);
    buffer_add_escaped(&svg, series->description);
    buffer_add_string(&svg, "\">\n");
    draw_value_axis(&chart);
    draw_time_axis(&chart);
    draw_goal(&chart);
    draw_line(&chart);
    draw_points(&chart);
    draw_end_labels(&chart);
    buffer_add_string(&svg, "</svg>\n");
    return buffer_text(&svg);
}
