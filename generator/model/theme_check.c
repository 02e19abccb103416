/* Whether a theme can be read by everybody: nothing missing, sizes that can be meant, contrast. */
#include "model/theme.h"

#include "model/checks.h"
#include "model/fields.h"

#include "base/translate.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SMALLEST_SIZE = 10, LARGEST_SIZE = 200, SMALLEST_SPACE = 4, LARGEST_SPACE = 16 };

/* Contrast */

struct rgb {
    double channels[3]; /* 0 … 255 */
};

static struct rgb rgb_of(struct text code)
{
    unsigned long value = strtoul(code.bytes + 1, NULL, 16);
    return (struct rgb){{(double)(value >> 16), (double)(value >> 8 & 255), (double)(value & 255)}};
}

/* Relative luminance as WCAG 2.1 defines it. */
static double luminance(struct rgb colour)
{
    static const double weights[] = {0.2126, 0.7152, 0.0722};
    double sum = 0;
    for (int i = 0; i < 3; i++) {
        double channel = colour.channels[i] / 255;
        sum += weights[i] * (channel <= 0.04045 ? channel / 12.92 : pow((channel + 0.055) / 1.055, 2.4));
    }
    return sum;
}

static double contrast(struct rgb a, struct rgb b)
{
    double lighter = fmax(luminance(a), luminance(b)), darker = fmin(luminance(a), luminance(b));
    return (lighter + 0.05) / (darker + 0.05);
}

static struct rgb mix(struct rgb from, double to, double share)
{
    for (int i = 0; i < 3; i++)
        from.channels[i] = round(from.channels[i] + (to - from.channels[i]) * share);
    return from;
}

/* The nearest shade of `colour` that has enough contrast, towards the end that can have more of it. */
static struct text better_shade(struct arena *arena, struct rgb colour, struct rgb ground, double least)
{
    struct rgb black = {{0, 0, 0}}, white = {{255, 255, 255}};
    double end = contrast(white, ground) > contrast(black, ground) ? 255 : 0;
    struct rgb shade = colour;
    for (int percent = 1; percent <= 100 && contrast(shade, ground) < least; percent++)
        shade = mix(colour, end, percent / 100.0);
    return text_format(arena, "#%02X%02X%02X", (unsigned)shade.channels[0], (unsigned)shade.channels[1],
                       (unsigned)shade.channels[2]);
}

/* What stands on what. */
#define ON(over, under, its_least)                                                                                     \
    {                                                                                                                  \
#over, #under, offsetof(struct palette, over), offsetof(struct palette, under), its_least                      \
    }
#define LETTERS 4.5 /* WCAG 2.1, 1.4.3 */
#define LINES 3.0   /* 1.4.11 */

static const struct pair {
    const char *over, *under;
    size_t over_offset, under_offset;
    double least;
} pairs[] = {
    ON(ink, page, LETTERS),
    ON(ink, tint, LETTERS),
    ON(dim, page, LETTERS),
    ON(dim, tint, LETTERS),
    ON(heading, page, LETTERS),
    ON(heading, tint, LETTERS),
    ON(link, page, LETTERS),
    ON(link, tint, LETTERS),
    ON(brand, page, LETTERS),
    ON(brand, tint, LETTERS),
    ON(on_brand, brand, LETTERS),
    ON(on_field, field, LETTERS),
    ON(on_field_dim, field, LETTERS),
    ON(on_signal, signal, LETTERS),
    ON(ring, page, LINES),
    ON(ring, tint, LINES),
    ON(signal_text, page, LETTERS),
    ON(signal_text, tint, LETTERS),
    ON(field_ring, field, LINES),
    ON(c1, page, LINES),
    ON(c1, tint, LINES),
    ON(c2, page, LINES),
    ON(c3, page, LINES),
    ON(c4, page, LINES),
};

static const struct colour *colour_at(const struct palette *palette, size_t offset)
{
    return (const struct colour *)((const char *)palette + offset);
}

/* Whoever changed a colour hears of it there, not in the theme's file. */
static struct place place_of(const struct theme *theme, const struct colour *over, const struct colour *under)
{
    bool is_changed = under->place.source != theme->place.source && over->place.source == theme->place.source;
    return is_changed ? under->place : over->place;
}

static void check_pair(struct arena *arena, const struct theme *theme, const struct palette *palette, bool is_dark,
                       const struct pair *pair, struct diagnostics *diagnostics)
{
    const struct colour *over = colour_at(palette, pair->over_offset);
    const struct colour *under = colour_at(palette, pair->under_offset);
    if (!over->code.size || !under->code.size)
        return;
    double found = contrast(rgb_of(over->code), rgb_of(under->code));
    if (found >= pair->least)
        return;
    /* Rounded down: 4.49 is not enough, and must not look so. */
    int ratio = (int)floor(found * 10), least = (int)(pair->least * 10);
    struct place place = place_of(theme, over, under);
    struct diagnostic *error =
        is_dark ? diagnostic_check(diagnostics, &checks[CHECK_CONTRAST], place,
                                   "in the dark colours '%s' (%.*s) on '%s' (%.*s) has a contrast of %d.%d to 1, "
                                   "and %d.%d to 1 is needed",
                                   pair->over, TEXT_ARGUMENTS(over->code), pair->under, TEXT_ARGUMENTS(under->code),
                                   ratio / 10, ratio % 10, least / 10, least % 10)
                : diagnostic_check(diagnostics, &checks[CHECK_CONTRAST], place,
                                   "'%s' (%.*s) on '%s' (%.*s) has a contrast of %d.%d to 1, and %d.%d to 1 is needed",
                                   pair->over, TEXT_ARGUMENTS(over->code), pair->under, TEXT_ARGUMENTS(under->code),
                                   ratio / 10, ratio % 10, least / 10, least % 10);
    struct text shade = better_shade(arena, rgb_of(over->code), rgb_of(under->code), pair->least);
    diagnostic_hint(diagnostics, error, "for '%s' the nearest shade with enough contrast is \"%.*s\"", pair->over,
                    TEXT_ARGUMENTS(shade));
}

/* Missing and impossible values */

static bool is_missing(const struct field *field, const void *at)
{
    if (field->kind == FIELD_NUMBER)
        return *(const double *)at == 0;
    return (field->kind == FIELD_COLOUR || field->kind == FIELD_CODE) && !((const struct text *)at)->size;
}

static void check_complete(const struct theme *theme, const struct record_type *type, const void *object,
                           struct diagnostics *diagnostics)
{
    for (size_t i = 0; i < type->count; i++) {
        const struct field *field = &type->fields[i];
        const void *at = (const char *)object + field->offset;
        if (field->kind == FIELD_RECORD && !field->is_list)
            check_complete(theme, field->type, at, diagnostics);
        else if (!field->is_list && is_missing(field, at))
            diagnostic_check(diagnostics, &checks[CHECK_LAYOUT], theme->place, "'%s' is missing in %s of the theme",
                             field->name, translate(type->the));
    }
}

static void check_range(const struct theme *theme, const char *name, double value, int least, int most,
                        struct diagnostics *diagnostics)
{
    if (value != 0 && (value < least || value > most))
        diagnostic_check(diagnostics, &checks[CHECK_SITE], theme->place, "'%s' of the theme must be from %d to %d px",
                         name, least, most);
}

static void check_sizes(const struct theme *theme, struct diagnostics *diagnostics)
{
    for (size_t i = 0; i < type_sizes_type.count; i++) {
        const struct field *field = &type_sizes_type.fields[i];
        const void *size = (const char *)&theme->size + field->offset;
        check_range(theme, field->name, *(const double *)size, SMALLEST_SIZE, LARGEST_SIZE, diagnostics);
    }
    check_range(theme, "space", theme->space, SMALLEST_SPACE, LARGEST_SPACE, diagnostics);
}

/* Names of fonts stand in a style sheet as they are. */
static void check_font(const struct theme *theme, const char *field, struct text names, const char *refused,
                       struct diagnostics *diagnostics)
{
    char quote = 0;
    for (size_t i = 0; i < names.size; i++) {
        char c = names.bytes[i];
        if (strchr(refused, c)) {
            diagnostic_check(diagnostics, &checks[CHECK_SITE], theme->place, "'%s' of the theme cannot hold '%c'",
                             field, c);
            return;
        }
        if (c == quote)
            quote = 0;
        else if (!quote && (c == '"' || c == '\''))
            quote = c;
    }
    if (quote)
        diagnostic_check(diagnostics, &checks[CHECK_SITE], theme->place,
                         "'%s' of the theme has a quote %c that is never closed", field, quote);
}

static void check_fonts(const struct theme *theme, struct diagnostics *diagnostics)
{
    for (size_t i = 0; i < font_stacks_type.count; i++) {
        const struct field *field = &font_stacks_type.fields[i];
        check_font(theme, field->name, *(const struct text *)((const char *)&theme->fonts + field->offset),
                   "<>{};\\/()@", diagnostics);
    }
    for (size_t i = 0; i < theme->faces.count; i++) {
        check_font(theme, "family", theme->faces.items[i].family, "<>{};\\\"'", diagnostics);
        check_font(theme, "file", theme->faces.items[i].file, "<>{};\\", diagnostics);
    }
}

void theme_check_values(const struct theme *theme, struct diagnostics *diagnostics)
{
    check_sizes(theme, diagnostics);
    check_fonts(theme, diagnostics);
}

void theme_check(struct arena *arena, const struct theme *theme, struct diagnostics *diagnostics)
{
    check_complete(theme, &theme_type, theme, diagnostics);
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        check_pair(arena, theme, &theme->light, false, &pairs[i], diagnostics);
        check_pair(arena, theme, &theme->dark, true, &pairs[i], diagnostics);
    }
}
