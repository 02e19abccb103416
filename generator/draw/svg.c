#include "draw/svg.h"

#include <math.h>

/* From the middle of a line of type to its baseline. */
static const double drop = DRAWING_TYPE * 0.35;

void svg_number(struct buffer *svg, double number)
{
    char digits[24];
    size_t at = sizeof digits;
    long tenths = lround(number * 10);
    unsigned long rest = (unsigned long)(tenths < 0 ? -tenths : tenths);
    if (rest % 10) {
        digits[--at] = (char)('0' + rest % 10);
        digits[--at] = '.';
    }
    rest /= 10;
    do {
        digits[--at] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest);
    if (tenths < 0)
        digits[--at] = '-';
    buffer_add(svg, (struct text){digits + at, sizeof digits - at});
}

void svg_attribute(struct buffer *svg, const char *name, double number)
{
    buffer_add_byte(svg, ' ');
    buffer_add_string(svg, name);
    buffer_add_string(svg, "=\"");
    svg_number(svg, number);
    buffer_add_byte(svg, '"');
}

void svg_place(struct buffer *svg, const char *command, double x, double y)
{
    buffer_add_string(svg, command);
    svg_number(svg, x);
    buffer_add_byte(svg, ' ');
    svg_number(svg, y);
}

void svg_path(struct buffer *svg, const char *class, const char *attributes)
{
    buffer_add_string(svg, "<path class=\"");
    buffer_add_string(svg, class);
    buffer_add_string(svg, "\" fill=\"none\" stroke=\"currentColor\"");
    buffer_add_string(svg, attributes);
    buffer_add_string(svg, " d=\"");
}

void svg_path_end(struct buffer *svg)
{
    buffer_add_string(svg, "\"/>\n");
}

static void add_text(struct buffer *svg, const char *class, double x, double y, const char *attribute, struct text text)
{
    if (!text.size)
        return;
    buffer_add_string(svg, "<text class=\"");
    buffer_add_string(svg, class);
    buffer_add_byte(svg, '"');
    svg_attribute(svg, "x", x);
    svg_attribute(svg, "y", y + drop);
    buffer_add_string(svg, attribute);
    buffer_add_byte(svg, '>');
    buffer_add_escaped(svg, text);
    buffer_add_string(svg, "</text>\n");
}

void svg_text(struct buffer *svg, const char *class, double x, double y, enum anchor anchor, struct text text)
{
    static const char *const anchors[] = {"", " text-anchor=\"middle\"", " text-anchor=\"end\""};
    add_text(svg, class, x, y, anchors[anchor], text);
}

void svg_strong_text(struct buffer *svg, const char *class, double x, double y, struct text text)
{
    add_text(svg, class, x, y, " font-weight=\"700\"", text);
}

static void add_element(struct buffer *svg, const char *name, struct text text)
{
    if (!text.size)
        return;
    buffer_add_byte(svg, '<');
    buffer_add_string(svg, name);
    buffer_add_byte(svg, '>');
    buffer_add_escaped(svg, text);
    buffer_add_string(svg, "</");
    buffer_add_string(svg, name);
    buffer_add_string(svg, ">\n");
}

/* The title as a sentence, then the description. */
static void add_label(struct buffer *svg, const struct frame *frame)
{
    struct text title = text_trim(frame->title);
    buffer_add_string(svg, " aria-label=\"");
    buffer_add_escaped(svg, title);
    if (title.size && frame->description.size) {
        bool is_ended = text_ends_with(title, ".") || text_ends_with(title, "?") || text_ends_with(title, "!");
        buffer_add_string(svg, is_ended ? " " : ". ");
    }
    buffer_add_escaped(svg, frame->description);
    buffer_add_byte(svg, '"');
}

void svg_open(struct buffer *svg, const char *class, const struct frame *frame, int height)
{
    buffer_add_string(svg, "<svg class=\"");
    buffer_add_string(svg, class);
    buffer_add_byte(svg, '"');
    int margin = frame->kind == FRAME_ALONE ? DRAWING_MARGIN : 0;
    int whole_width = frame->width + 2 * margin, whole_height = height + 2 * margin;
    if (frame->kind == FRAME_ALONE) {
        buffer_add_string(svg, " xmlns=\"http://www.w3.org/2000/svg\"");
        svg_attribute(svg, "width", whole_width);
        svg_attribute(svg, "height", whole_height);
    }
    buffer_format(svg, " viewBox=\"%d %d %d %d\" role=\"img\" font-size=\"%d\" fill=\"currentColor\"", -margin, -margin,
                  whole_width, whole_height, DRAWING_TYPE);
    if (frame->kind == FRAME_ON_PAPER)
        add_label(svg, frame);
    buffer_add_string(svg, ">\n");
    if (frame->kind == FRAME_ON_PAPER)
        return;
    bool has_title = !text_is_blank(frame->title);
    add_element(svg, "title", has_title ? frame->title : frame->description);
    if (has_title)
        add_element(svg, "desc", frame->description);
    if (frame->kind == FRAME_ALONE) {
        add_element(svg, "style", frame->style);
        buffer_format(svg, "<rect class=\"ground\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"#fff\"/>\n",
                      -margin, -margin, whole_width, whole_height);
    }
}

void svg_close(struct buffer *svg)
{
    buffer_add_string(svg, "</svg>\n");
}
