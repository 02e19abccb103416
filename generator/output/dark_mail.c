#include "output/dark_mail.h"

#include "output/tags.h"

#include <glib.h>
#include <math.h>

/* CIE Lab of sRGB with the white D65: IEC 61966-2-1, CIE 15. */

static const double white[3] = {0.95047, 1.0, 1.08883};
static const double threshold = 6.0 / 29.0;
static const double darkest = 21.247; /* L of #333333 */

static double to_linear(double part)
{
    return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4);
}

static double from_linear(double part)
{
    return part <= 0.0031308 ? part * 12.92 : 1.055 * pow(part, 1 / 2.4) - 0.055;
}

static double lab_of(double ratio)
{
    return ratio > pow(threshold, 3) ? cbrt(ratio) : ratio / (3 * threshold * threshold) + 4.0 / 29.0;
}

static double ratio_of(double lab)
{
    return lab > threshold ? lab * lab * lab : 3 * threshold * threshold * (lab - 4.0 / 29.0);
}

static uint32_t byte_of(double part)
{
    double value = part <= 0 ? 0 : part >= 1 ? 1 : from_linear(part);
    return (uint32_t)lround(value * 255);
}

uint32_t dark_mail_colour(uint32_t colour)
{
    double r = to_linear((double)(colour >> 16 & 255) / 255), g = to_linear((double)(colour >> 8 & 255) / 255);
    double b = to_linear((double)(colour & 255) / 255);
    double x = lab_of((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / white[0]);
    double y = lab_of((0.2126729 * r + 0.7151522 * g + 0.0721750 * b) / white[1]);
    double z = lab_of((0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / white[2]);
    double lightness = 116 * y - 16;
    double turned = darkest + (100 - lightness) * (100 - darkest) / 100;
    double moved = (turned + 16) / 116;
    double new_x = white[0] * ratio_of(moved + x - y), new_y = white[1] * ratio_of(moved);
    double new_z = white[2] * ratio_of(moved - (y - z));
    uint32_t red = byte_of(3.2404542 * new_x - 1.5371385 * new_y - 0.4985314 * new_z);
    uint32_t green = byte_of(-0.9692660 * new_x + 1.8760108 * new_y + 0.0415560 * new_z);
    uint32_t blue = byte_of(0.0556434 * new_x - 0.2040259 * new_y + 1.0572252 * new_z);
    return red << 16 | green << 8 | blue;
}

/* How many hexadecimal digits follow, at most 7; they are put together. */
static size_t read_digits(struct text text, size_t at, uint32_t *number)
{
    size_t count = 0;
    for (*number = 0; count < 7 && at + count < text.size && g_ascii_isxdigit(text.bytes[at + count]); count++)
        *number = *number << 4 | (uint32_t)g_ascii_xdigit_value(text.bytes[at + count]);
    return count;
}

/* "#RRGGBB" and "#RGB" wherever they stand; "&#39;" is a quote. */
static void add_turned(struct buffer *html, struct text text)
{
    size_t from = 0;
    for (size_t at = text_find_byte(text, '#', 0); at < text.size; at = text_find_byte(text, '#', at + 1)) {
        uint32_t number;
        size_t count = at && text.bytes[at - 1] == '&' ? 0 : read_digits(text, at + 1, &number);
        if (count == 3)
            number = (number >> 8 & 15) * 0x110000 | (number >> 4 & 15) * 0x1100 | (number & 15) * 0x11;
        if (count != 3 && count != 6)
            continue;
        buffer_add(html, text_slice(text, from, at));
        buffer_format(html, "#%06x", (unsigned)dark_mail_colour(number));
        from = at + 1 + count;
    }
    buffer_add(html, text_slice(text, from, text.size));
}

struct text dark_mail(struct arena *arena, struct text html)
{
    struct buffer dark = {.arena = arena};
    struct tag tag;
    for (size_t at = 0; tag_next(html, &at, &tag);) {
        size_t done = 0;
        struct text rest = tag.attributes, name, value;
        while (tag.kind == TAG_START && tag_attribute(&rest, &name, &value)) {
            if (!value.size || !tag_is_among(name, "style bgcolor color"))
                continue;
            size_t from = (size_t)(value.bytes - tag.whole.bytes);
            buffer_add(&dark, text_slice(tag.whole, done, from));
            add_turned(&dark, value);
            done = from + value.size;
        }
        buffer_add(&dark, text_slice(tag.whole, done, tag.whole.size));
    }
    return buffer_text(&dark);
}
