#include "model/values.h"
#include "model/checks.h"

#include "base/number.h"
#include "base/translate.h"

#include <math.h>

/* Of more, the four decimals that readers see are not those that were written, nor soon the other digits. */
static const double largest = 1e12;

bool values_is_measured(const struct value_row *row)
{
    for (size_t i = 0; i < VALUE_PARTS; i++)
        if (row->parts[i].text.size)
            return true;
    return false;
}

static bool is_whole(struct loading *loading, const struct value_row *row)
{
    const struct value_cell *numerator = &row->parts[PART_NUMERATOR], *denominator = &row->parts[PART_DENOMINATOR];
    struct diagnostic *error;
    if (!numerator->text.size == !denominator->text.size)
        return true;
    if (numerator->text.size) {
        error = diagnostic_error(loading->diagnostics, numerator->place, "a numerator without its denominator");
        diagnostic_hint(loading->diagnostics, error, "write how many there were in all beside it");
    } else {
        error = diagnostic_error(loading->diagnostics, denominator->place, "a denominator without its numerator");
        diagnostic_hint(loading->diagnostics, error,
                        "write how many of them beside it; when nobody has counted yet, leave both empty");
    }
    return false;
}

static bool is_countable(struct loading *loading, const struct value_row *row, const struct measurement *measurement)
{
    const struct value_cell *numerator = &row->parts[PART_NUMERATOR], *denominator = &row->parts[PART_DENOMINATOR];
    struct diagnostic *error;
    if (measurement->denominator == 0) {
        error = diagnostic_error(loading->diagnostics, denominator->place, "the denominator is 0: nobody to count");
        diagnostic_hint(loading->diagnostics, error, "leave the row empty when there was nobody to count");
        return false;
    }
    if (measurement->denominator > 0 && measurement->numerator >= 0)
        return true;
    const struct value_cell *cell = measurement->denominator < 0 ? denominator : numerator;
    error = diagnostic_error(loading->diagnostics, cell->place, "a number of people or things cannot be below 0: %.*s",
                             TEXT_ARGUMENTS(text_cut(cell->text, 40)));
    diagnostic_hint(loading->diagnostics, error, "write how many there were, or a value instead");
    return false;
}

static int decimals_of(struct text written)
{
    size_t separator = 0;
    while (separator < written.size && written.bytes[separator] != ',' && written.bytes[separator] != '.')
        separator++;
    return separator < written.size ? (int)(written.size - separator - 1) : 0;
}

/* A value is written with as many decimals as its author finds fit. */
static void compare(struct loading *loading, const struct value_cell *cell, double value, double counted)
{
    int decimals = decimals_of(text_trim(cell->text));
    double half = 0.5 * pow(10, -decimals);
    if (fabs(value - counted) <= half + 1e-9 * fmax(fabs(value), fabs(counted)))
        return;
    char separator = text_find_byte(cell->text, ',', 0) < cell->text.size ? ',' : '.'; /* as its author writes */
    struct text shown = number_write(loading->arena, counted, decimals + 1, separator);
    struct diagnostic *warning =
        diagnostic_check(loading->diagnostics, &checks[CHECK_MEASURE_VALUES], cell->place,
                         "the value is %.*s, but numerator and denominator make %.*s",
                         TEXT_ARGUMENTS(text_cut(cell->text, 40)), TEXT_ARGUMENTS(text_cut(shown, 60)));
    diagnostic_hint(loading->diagnostics, warning,
                    "correct what is wrong, or take the value away: it is counted from the other two");
}

static bool is_drawable(struct loading *loading, const struct value_cell *cell, double value)
{
    if (fabs(value) <= largest)
        return true;
    struct diagnostic *error =
        diagnostic_error(loading->diagnostics, cell->place, "no chart can show so large a value");
    diagnostic_hint(loading->diagnostics, error, "look whether a digit is wrong");
    return false;
}

/* In thousandths of what is counted per, as readers want it: 51.3 percent, of 648 in 1,262. */
static double as_told(double counted, double per)
{
    double rounded = round(counted / per * 1000) * per / 1000;
    return rounded != 0 && isfinite(rounded) ? rounded : counted;
}

bool values_settle(struct loading *loading, const struct measure *measure, const struct value_row *row,
                   struct measurement *measurement)
{
    bool is_written = row->parts[PART_VALUE].text.size > 0;
    if (!is_whole(loading, row))
        return false;
    if (!row->parts[PART_NUMERATOR].text.size)
        return is_drawable(loading, &row->parts[PART_VALUE], measurement->value);
    if (!is_countable(loading, row, measurement))
        return false;
    double counted = measurement->numerator / measurement->denominator * measure->per;
    if (!is_drawable(loading, &row->parts[PART_NUMERATOR], counted))
        return false;
    if (is_written)
        compare(loading, &row->parts[PART_VALUE], measurement->value, counted);
    else
        measurement->value = as_told(counted, measure->per);
    measurement->has_value = true;
    return true;
}
