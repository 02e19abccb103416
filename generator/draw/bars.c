#include "draw/bars.h"

#include "draw/axis.h"
#include "draw/lettering.h"
#include "draw/svg.h"

#include <math.h>

static const double type = DRAWING_TYPE;
static const double bar_height = 18, before_height = 10;
static const double change_room = 16; /* for the arrow between the two bars, clear of the lower one's label */
static const double change_place = 6; /* below the upper one */
static const double between = 16;     /* rows */
static const double beside = 7;       /* a bar and its label */
static const double under = 5;        /* the last row, whose label is taller than its bar */
static const double edge = 1;         /* so that no stroke is cut off */

struct drawing {
    const struct bars *bars;
    struct arena *arena;
    struct buffer *svg;
    size_t count; /* rows that are drawn */
    double low, high;
    double room; /* the width of the bars */
    bool has_keys;
};

static bool is_drawable(double value)
{
    return fabs(value) <= AXIS_MOST;
}

static bool has_before(const struct bar_row *row)
{
    return row->has_before && is_drawable(row->before);
}

/* The values that have to have room, with 0; false when there is none. */
static bool find_range(struct drawing *drawing)
{
    bool has_value = false;
    for (size_t i = 0; i < drawing->count; i++) {
        const struct bar_row *row = &drawing->bars->rows[i];
        double values[] = {row->value, has_before(row) ? row->before : 0};
        for (size_t j = 0; j < 2; j++)
            if (is_drawable(values[j])) {
                drawing->low = fmin(drawing->low, values[j]);
                drawing->high = fmax(drawing->high, values[j]);
            }
        has_value |= is_drawable(row->value) || has_before(row);
        drawing->has_keys |= has_before(row) && is_drawable(row->value);
    }
    /* Where all is 0, or too small to divide by. */
    if (drawing->high - drawing->low < 1 / AXIS_MOST)
        drawing->high = drawing->low + 1;
    return has_value;
}

static struct text fit_label(const struct drawing *drawing, struct text label)
{
    return lettering_fit(drawing->arena, label, type, drawing->bars->frame.width / 2.0);
}

static double share(const struct drawing *drawing, double value)
{
    /* Each divided for itself: their difference may be too large for a number. */
    double span = drawing->high - drawing->low;
    return value / span - drawing->low / span;
}

/* The bars are so wide that the label beside each, or beside 0 when it lies to the left, has room. */
static void leave_room(struct drawing *drawing, double value, struct text label)
{
    double taken = lettering_width(fit_label(drawing, label), type) + (label.size ? beside : 0) + 2 * edge;
    double end = share(drawing, fmax(is_drawable(value) ? value : 0, 0));
    double room = drawing->bars->frame.width - taken;
    /* What stands to the right of its end is for the label. */
    drawing->room = fmin(drawing->room, end > 0 ? room / end : drawing->room);
}

static double place(const struct drawing *drawing, double value)
{
    return edge + drawing->room * share(drawing, value);
}

static void draw_box(const struct drawing *drawing, const char *class, const char *look, double value, double y,
                     double height)
{
    double zero = place(drawing, 0), end = place(drawing, value);
    if (value == 0 || !is_drawable(value))
        return;
    double left = fmin(zero, end), width = fmax(fabs(end - zero), 1);
    buffer_format(drawing->svg, "<path class=\"%s\"%s", class, look);
    svg_place(drawing->svg, " d=\"M", left, y);
    buffer_add_byte(drawing->svg, 'h');
    svg_number(drawing->svg, width);
    buffer_add_byte(drawing->svg, 'v');
    svg_number(drawing->svg, height);
    buffer_add_byte(drawing->svg, 'h');
    svg_number(drawing->svg, -width);
    buffer_add_string(drawing->svg, "z\"/>\n");
}

static double label_place(const struct drawing *drawing, double value)
{
    return place(drawing, fmax(is_drawable(value) ? value : 0, 0)) + beside;
}

/* An arrow from what was to what is, when there is a way between them. */
static void draw_change(const struct drawing *drawing, const struct bar_row *row, double y)
{
    const double head = 4, least = 6;
    double from = place(drawing, row->before), to = place(drawing, row->value);
    if (!is_drawable(row->value) || fabs(to - from) < least)
        return;
    double back = to > from ? -head : head;
    svg_path(drawing->svg, "change", " stroke-width=\"1.5\"");
    svg_place(drawing->svg, "M", from, y);
    buffer_add_byte(drawing->svg, 'H');
    svg_number(drawing->svg, to);
    svg_place(drawing->svg, "M", to + back, y - head);
    svg_place(drawing->svg, "L", to, y);
    svg_place(drawing->svg, "L", to + back, y + head);
    svg_path_end(drawing->svg);
}

/* One row from `y` on; returns where it ends. */
static double draw_row(const struct drawing *drawing, const struct bar_row *row, double y)
{
    struct text lines[2];
    size_t count = lettering_break(drawing->arena, row->text, type, drawing->bars->frame.width, lines, 2);
    for (size_t i = 0; i < count; i++, y += SVG_LINE)
        svg_text(drawing->svg, "row-label", 0, y + SVG_LINE / 2.0, ANCHOR_START, lines[i]);
    y += count ? 3 : 0;
    double start = y;
    draw_box(drawing, "bar", "", row->value, y, bar_height);
    svg_strong_text(drawing->svg, "value-label", label_place(drawing, row->value), y + bar_height / 2,
                    fit_label(drawing, row->label));
    y += bar_height;
    if (has_before(row)) {
        draw_change(drawing, row, y + change_place);
        y += change_room;
        draw_box(drawing, "before", " fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.5\"", row->before, y,
                 before_height);
        svg_text(drawing->svg, "before-label", label_place(drawing, row->before), y + before_height / 2, ANCHOR_START,
                 fit_label(drawing, row->before_label));
        y += before_height;
    }
    svg_path(drawing->svg, "axis", "");
    svg_place(drawing->svg, "M", place(drawing, 0), start - 2);
    buffer_add_byte(drawing->svg, 'V');
    svg_number(drawing->svg, y + 2);
    svg_path_end(drawing->svg);
    return y;
}

/* A full and a hollow square with what they mean, beside or below each other. */
static double draw_keys(const struct drawing *drawing)
{
    const struct bars *bars = drawing->bars;
    const double side = 11, gap = 6, apart = 18;
    double x = edge, y = SVG_LINE / 2.0, width = bars->frame.width;
    const struct {
        const char *class, *look;
        struct text text;
    } keys[] = {{"bar", "", bars->value_key},
                {"before", " fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.5\"", bars->before_key}};
    for (size_t i = 0; i < 2; i++) {
        struct text text = lettering_fit(drawing->arena, keys[i].text, type, width - side - gap - 2 * edge);
        double taken = side + gap + lettering_width(text, type);
        if (i && x + taken > width) {
            x = edge;
            y += SVG_LINE + 2;
        }
        buffer_format(drawing->svg, "<path class=\"%s\"%s", keys[i].class, keys[i].look);
        svg_place(drawing->svg, " d=\"M", x, y - side / 2);
        buffer_format(drawing->svg, "h%dv%dh-%dz\"/>\n", (int)side, (int)side, (int)side);
        svg_text(drawing->svg, "key-label", x + side + gap, y, ANCHOR_START, text);
        x += taken + apart;
    }
    return y + SVG_LINE / 2.0 + between;
}

struct text bars_draw(struct arena *arena, const struct bars *bars)
{
    struct buffer body = {.arena = arena}, svg = {.arena = arena};
    struct drawing drawing = {.bars = bars, .arena = arena, .svg = &body, .room = bars->frame.width - 2 * edge};
    drawing.count = bars->count < BARS_MOST ? bars->count : BARS_MOST;
    if (!find_range(&drawing))
        return (struct text){0};
    for (size_t i = 0; i < drawing.count; i++) {
        const struct bar_row *row = &bars->rows[i];
        leave_room(&drawing, row->value, row->label);
        if (has_before(row))
            leave_room(&drawing, row->before, row->before_label);
    }
    bool has_keys = drawing.has_keys && bars->before_key.size && bars->value_key.size;
    double y = has_keys ? draw_keys(&drawing) : 2;
    for (size_t i = 0; i < drawing.count; i++)
        y = draw_row(&drawing, &bars->rows[i], y) + between;
    svg_open(&svg, "bars", &bars->frame, (int)ceil(y - between + under));
    buffer_add(&svg, buffer_text(&body));
    svg_close(&svg);
    return buffer_text(&svg);
}
