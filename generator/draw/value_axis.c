#include "draw/axis.h"

#include "base/number.h"

#include <math.h>

/* The smallest of 1, 2, 5, 10, 20 … (and 0.5, 0.2 …) that is no less than `least`; by plain multiplication, which
 * gives the same bits everywhere. `*decimals` gets those that its multiples need. */
static double round_step(double least, int *decimals)
{
    double power = 1;
    int exponent = 0;
    for (; power * 10 <= least; exponent++)
        power *= 10;
    for (; power > least; exponent--)
        power /= 10;
    double step = power >= least ? power : 2 * power >= least ? 2 * power : 5 * power >= least ? 5 * power : 10 * power;
    if (step == 10 * power)
        exponent++;
    *decimals = exponent < 0 ? -exponent : 0;
    return step;
}

struct value_axis value_axis_make(double low, double high, int most)
{
    double size = fmax(fabs(low), fabs(high));
    if (size < 1 / AXIS_MOST)
        low = high = size = 0;
    if (high - low <= size * 1e-9) {
        double room = size > 0 ? size / 5 : 1;
        low -= room, high += room;
    } else if (low > 0 && low <= (high - low) / 2) {
        low = 0;
    } else if (high < 0 && -high <= (high - low) / 2) {
        high = 0;
    }
    struct value_axis axis = {0};
    axis.step = round_step((high - low) / most, &axis.decimals);
    /* A value that is a tick stays one when its division leaves a trace. */
    axis.first = floor(low / axis.step + 1e-6);
    axis.steps = (int)(ceil(high / axis.step - 1e-6) - axis.first);
    axis.is_long = size >= 1e12 || axis.decimals > 6;
    return axis;
}

double value_axis_share(const struct value_axis *axis, double value)
{
    return (value / axis->step - axis->first) / axis->steps;
}

/* "1,5e12": `digits` of them. */
static struct text with_exponent(struct arena *arena, double value, int digits, char separator)
{
    struct text plain = text_format(arena, "%.*g", digits, value);
    struct buffer buffer = {.arena = arena};
    for (size_t i = 0; i < plain.size; i++) {
        if (plain.bytes[i] == '-')
            buffer_add_string(&buffer, "\u2212");
        else if (plain.bytes[i] != '+')
            buffer_add_byte(&buffer, plain.bytes[i] == '.' ? separator : plain.bytes[i]);
    }
    return buffer_text(&buffer);
}

struct text value_axis_label(const struct value_axis *axis, struct arena *arena, const struct locale *locale, int tick)
{
    char separator = locale_decimal(locale);
    double value = (axis->first + tick) * axis->step;
    if (axis->is_long)
        return with_exponent(arena, value, 11, separator);
    struct buffer buffer = {.arena = arena};
    buffer_add(&buffer, number_write(arena, value, axis->decimals, separator));
    size_t point = text_find_byte(buffer_text(&buffer), separator, 0);
    size_t missing = (size_t)axis->decimals;
    if (point < buffer.size)
        missing -= buffer.size - point - 1;
    else if (missing)
        buffer_add_byte(&buffer, separator);
    for (; missing; missing--)
        buffer_add_byte(&buffer, '0');
    return buffer_text(&buffer);
}

struct text value_axis_write(const struct value_axis *axis, struct arena *arena, const struct locale *locale,
                             double value)
{
    char separator = locale_decimal(locale);
    return axis->is_long ? with_exponent(arena, value, 4, separator) : number_write(arena, value, 4, separator);
}
