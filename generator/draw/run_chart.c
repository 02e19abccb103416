#include "draw/run_chart.h"

#include "draw/lettering.h"
#include "draw/plot_words.h"
#include "draw/svg.h"

#include <math.h>

static const double type = DRAWING_TYPE;
/* Of the width, for the unit: readers may space its letters wider (WCAG 2.1, 1.4.12) without losing its end. */
static const double unit_share = 0.8;

static double height_of_tick(const struct plot *plot, int tick)
{
    return plot->floor - (plot->floor - plot->top) * tick / plot->values.steps;
}

/* No line shows between a goal's dashes. */
static bool is_on_goal(const struct plot *plot, double y)
{
    for (size_t i = 0; i < plot->goal.count; i++)
        if (fabs(plot->goal.items[i].y1 - y) < 1 && fabs(plot->goal.items[i].y2 - y) < 1)
            return true;
    return false;
}

static void add_level(const struct plot *plot, struct buffer *svg, double y)
{
    svg_place(svg, "M", plot->left, y);
    buffer_add_byte(svg, 'H');
    svg_number(svg, plot->right);
}

/* A line of the grid, but for where the words at the ends of the lines stand within the plot. */
static void add_grid_line(const struct plot *plot, const struct plot_words *words, struct buffer *svg, double y)
{
    const struct plot_word *ends[] = {&words->goal, &words->median, &words->last};
    const double gap = 4;
    double gap_left = plot->right, gap_right = plot->right;
    for (size_t i = 0; i < 3; i++)
        if (ends[i]->text.size && fabs(ends[i]->y - y) < SVG_LINE / 2.0) {
            gap_left = plot->end - gap;
            gap_right = plot->end + lettering_width(ends[i]->text, type);
        }
    svg_place(svg, "M", plot->left, y);
    buffer_add_byte(svg, 'H');
    svg_number(svg, fmin(gap_left, plot->right));
    if (gap_right < plot->right) {
        svg_place(svg, "M", gap_right, y);
        buffer_add_byte(svg, 'H');
        svg_number(svg, plot->right);
    }
}

static void draw_grid(const struct plot *plot, const struct plot_words *words, struct buffer *svg)
{
    svg_path(svg, "grid", " opacity=\".3\"");
    /* The lowest line is the axis of time, but for a bracket between them. */
    for (int i = plot->floor < plot->bottom ? 0 : 1; i <= plot->values.steps; i++) {
        double y = height_of_tick(plot, i);
        if (!is_on_goal(plot, y))
            add_grid_line(plot, words, svg, y);
    }
    svg_path_end(svg);
}

/* Of a small one the ends alone. */
static void draw_values(const struct plot *plot, struct buffer *svg)
{
    int step = plot->chart->is_small ? plot->values.steps : 1;
    for (int i = 0; i <= plot->values.steps; i += step) {
        struct text label = value_axis_label(&plot->values, plot->arena, plot->locale, i);
        svg_text(svg, "tick", plot->left - PLOT_SPACE, height_of_tick(plot, i), ANCHOR_END,
                 lettering_fit(plot->arena, label, type, plot->left - PLOT_SPACE));
    }
}

static void draw_axis(const struct plot *plot, struct buffer *svg, const time_tick_list *ticks)
{
    svg_path(svg, "axis", "");
    add_level(plot, svg, plot->bottom);
    for (size_t i = 0; i < ticks->count; i++) {
        svg_place(svg, "M", time_axis_place(&plot->time, ticks->items[i].day), plot->bottom);
        buffer_add_string(svg, "v5");
    }
    svg_path_end(svg);
}

static void draw_time(const struct plot *plot, struct buffer *svg)
{
    bool is_small = plot->chart->is_small;
    time_tick_list ticks = is_small ? time_axis_ends(&plot->time, plot->arena, plot->locale)
                                    : time_axis_ticks(&plot->time, plot->arena, plot->locale);
    draw_axis(plot, svg, &ticks);
    double y = is_small ? plot->chart->frame.height - SVG_LINE / 2.0 : plot->bottom + PLOT_SPACE + SVG_LINE / 2.0;
    for (size_t i = 0; i < ticks.count; i++) {
        svg_text(svg, "tick", ticks.items[i].place, y, ANCHOR_MIDDLE, ticks.items[i].label);
        svg_text(svg, "tick", ticks.items[i].place, y + SVG_LINE, ANCHOR_MIDDLE, ticks.items[i].year);
    }
}

/* Where phases are so short that their borders would run together, not all are drawn. */
static void draw_borders(const struct plot *plot, struct buffer *svg)
{
    const double least = 5;
    double before = plot->left;
    bool has_border = false;
    for (size_t i = 1; i < plot->phases.count; i++) {
        double border = plot->phases.items[i].border;
        if (border - before < least)
            continue;
        if (!has_border)
            svg_path(svg, "phase-line", " opacity=\".6\"");
        has_border = true;
        before = border;
        svg_place(svg, "M", border, plot->top - (plot->chart->is_small ? 0 : SVG_LINE));
        buffer_add_byte(svg, 'V');
        svg_number(svg, plot->floor);
    }
    if (has_border)
        svg_path_end(svg);
}

static void draw_goal(const struct plot *plot, struct buffer *svg)
{
    if (!plot->goal.count)
        return;
    svg_path(svg, "goal-line", " stroke-width=\"1.5\" stroke-dasharray=\"7 4\"");
    svg_place(svg, "M", plot->goal.items[0].x1, plot->goal.items[0].y1);
    for (size_t i = 0; i < plot->goal.count; i++)
        svg_place(svg, "L", plot->goal.items[i].x2, plot->goal.items[i].y2);
    svg_path_end(svg);
}

static void draw_median(const struct plot *plot, struct buffer *svg, bool is_frozen)
{
    bool has_median = false;
    for (size_t i = 0; i < plot->phases.count; i++) {
        const struct plot_phase *phase = &plot->phases.items[i];
        if (!phase->has_median || (is_frozen && phase->computed >= phase->right))
            continue;
        if (!has_median)
            svg_path(svg, is_frozen ? "median-line frozen" : "median-line",
                     is_frozen ? " stroke-width=\"1.5\" stroke-dasharray=\"3 3\"" : " stroke-width=\"1.5\"");
        has_median = true;
        /* The median of one value is seen on both sides of its dot. */
        double beside = phase->left < phase->right ? 0 : PLOT_INSET;
        double left = is_frozen ? phase->computed : phase->left - beside;
        double right = is_frozen ? phase->right : phase->computed + beside;
        svg_place(svg, "M", left, plot_height_of(plot, phase->phase->median));
        buffer_add_byte(svg, 'H');
        svg_number(svg, right);
    }
    if (has_median)
        svg_path_end(svg);
}

static void draw_line(const struct plot *plot, struct buffer *svg)
{
    if (plot->points.count < 2)
        return;
    svg_path(svg, "line", " stroke-width=\"2\" stroke-linejoin=\"round\"");
    for (size_t i = 0; i < plot->points.count; i++)
        svg_place(svg, i ? "L" : "M", plot->points.items[i].x, plot->points.items[i].y);
    svg_path_end(svg);
}

static void draw_circle(struct buffer *svg, const char *opening, double x, double y, double radius)
{
    buffer_add_string(svg, opening);
    svg_attribute(svg, "cx", x);
    svg_attribute(svg, "cy", y);
    svg_attribute(svg, "r", radius);
    buffer_add_string(svg, "/>\n");
}

static void draw_points(const struct plot *plot, struct buffer *svg)
{
    for (size_t i = 0; i < plot->points.count; i++) {
        const struct plot_point *point = &plot->points.items[i];
        if (!plot_has_dot(plot, i))
            continue;
        bool is_last = i + 1 == plot->points.count;
        double reach = plot_reach(plot, i);
        if (point->is_signal) {
            buffer_add_string(svg, is_last ? "<path class=\"signal last\"" : "<path class=\"signal\"");
            svg_place(svg, " d=\"M", point->x - reach, point->y);
            svg_place(svg, "L", point->x, point->y - reach);
            svg_place(svg, "L", point->x + reach, point->y);
            svg_place(svg, "L", point->x, point->y + reach);
            buffer_add_string(svg, "Z\"/>\n");
        } else {
            draw_circle(svg, is_last ? "<circle class=\"point last\"" : "<circle class=\"point\"", point->x, point->y,
                        reach);
        }
        if (point->is_marked)
            draw_circle(svg, "<circle class=\"ring\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.5\"",
                        point->x, point->y, reach + PLOT_RING);
    }
}

static void draw_bracket(const struct plot_words *words, struct buffer *svg)
{
    if (!words->has_bracket)
        return;
    svg_path(svg, "bracket", " stroke-width=\"1.5\"");
    svg_place(svg, "M", words->bracket_left, words->bracket_y - PLOT_BRACKET);
    buffer_format(svg, "v%dH", PLOT_BRACKET);
    svg_number(svg, words->bracket_right);
    buffer_format(svg, "v-%d", PLOT_BRACKET);
    svg_path_end(svg);
    svg_text(svg, "signal-label", words->signal.x, words->signal.y, ANCHOR_START, words->signal.text);
}

static void draw_notes(const struct plot_words *words, struct buffer *svg)
{
    if (!words->notes.count)
        return;
    svg_path(svg, "note", "");
    for (size_t i = 0; i < words->notes.count; i++) {
        const struct plot_word *note = &words->notes.items[i];
        double half = plot_note_half_width(note->text);
        svg_place(svg, "M", note->x - half, note->y - PLOT_NOTE);
        buffer_add_byte(svg, 'h');
        svg_number(svg, 2 * half);
        buffer_format(svg, "v%dh", 2 * PLOT_NOTE);
        svg_number(svg, -2 * half);
        buffer_add_byte(svg, 'z');
    }
    svg_path_end(svg);
    for (size_t i = 0; i < words->notes.count; i++)
        svg_text(svg, "note-label", words->notes.items[i].x, words->notes.items[i].y, ANCHOR_MIDDLE,
                 words->notes.items[i].text);
}

static void draw_words(const struct plot *plot, const struct plot_words *words, struct buffer *svg)
{
    const struct run_chart *chart = plot->chart;
    if (!chart->is_small)
        svg_text(svg, "unit", 0, SVG_LINE / 2.0, ANCHOR_START,
                 lettering_fit(plot->arena, chart->unit, type, chart->frame.width * unit_share));
    for (size_t i = 0; i < words->phases.count; i++)
        svg_text(svg, "phase-label", words->phases.items[i].x, words->phases.items[i].y, ANCHOR_START,
                 words->phases.items[i].text);
    svg_text(svg, "goal-label", words->goal.x, words->goal.y, ANCHOR_START, words->goal.text);
    svg_text(svg, "median-label", words->median.x, words->median.y, ANCHOR_START, words->median.text);
    svg_strong_text(svg, "last-label", words->last.x, words->last.y, words->last.text);
}

struct text run_chart_draw(struct arena *arena, const struct locale *locale, const struct run_chart *chart)
{
    struct plot plot = {.arena = arena, .locale = locale};
    struct plot_words words = {0};
    struct buffer svg = {.arena = arena};
    if (!plot_gather(&plot, chart))
        return (struct text){0};
    plot_words_place(&plot, &words);
    svg_open(&svg, "chart", &chart->frame, chart->frame.height);
    if (!chart->is_small)
        draw_grid(&plot, &words, &svg);
    draw_values(&plot, &svg);
    draw_time(&plot, &svg);
    draw_borders(&plot, &svg);
    draw_goal(&plot, &svg);
    draw_median(&plot, &svg, false);
    draw_median(&plot, &svg, true);
    draw_line(&plot, &svg);
    draw_bracket(&words, &svg);
    draw_points(&plot, &svg);
    draw_notes(&words, &svg);
    draw_words(&plot, &words, &svg);
    svg_close(&svg);
    return buffer_text(&svg);
}
