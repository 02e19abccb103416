#include "draw/axis.h"

#include "draw/lettering.h"

static const double clear = 8; /* between two labels */

enum { LONGEST_OF_DAYS = 62 }; /* over a longer time than that, months say more than days */

/* Steps of the calendar, in days or else in months. */
static const struct calendar_step {
    int days, months;
} calendar_steps[] = {
    {1, 0},  {2, 0},  {7, 0},  {14, 0},  {28, 0},  {0, 1},   {0, 2},    {0, 3},    {0, 6},
    {0, 12}, {0, 24}, {0, 60}, {0, 120}, {0, 240}, {0, 600}, {0, 1200}, {0, 2400},
};

double time_axis_place(const struct time_axis *axis, long day)
{
    long first = date_days(axis->first), days = date_days(axis->last) - first;
    if (days <= 0)
        return (axis->left + axis->right) / 2;
    return axis->left + (axis->right - axis->left) * (double)(day - first) / (double)days;
}

/* Months since the year 0, so that a step of three stands at January, April … and one of ten years at 2020. */
static long month_number(struct date date)
{
    return date.year * 12L + date.month - 1;
}

static struct date first_tick(const struct time_axis *axis, struct calendar_step step)
{
    struct date first = date_first_day(axis->first);
    if (step.days)
        return first;
    long month = month_number(first) + (first.day > 1);
    month = (month + step.months - 1) / step.months * step.months;
    return (struct date){(int)(month / 12), (int)(month % 12) + 1, 1};
}

static struct date next_tick(struct date tick, struct calendar_step step)
{
    if (step.days)
        return date_from_days(date_days(tick) + step.days);
    long month = month_number(tick) + step.months;
    return (struct date){(int)(month / 12), (int)(month % 12) + 1, 1};
}

static double half_width(const struct time_axis *axis, struct text text)
{
    return lettering_width(text, axis->size) / 2;
}

static bool is_clear(const struct time_axis *axis, const struct time_tick *before, const struct time_tick *after)
{
    double room = after->place - before->place - clear;
    bool has_years = before->year.size && after->year.size;
    return half_width(axis, before->label) + half_width(axis, after->label) <= room &&
           (!has_years || half_width(axis, before->year) + half_width(axis, after->year) <= room);
}

/* Labels at the ends are moved in, so that they stay in the drawing. */
static void place_label(const struct time_axis *axis, struct time_tick *tick)
{
    double label = half_width(axis, tick->label), year = half_width(axis, tick->year);
    double half = label > year ? label : year;
    tick->place = time_axis_place(axis, tick->day);
    if (tick->place + half > axis->width)
        tick->place = axis->width - half;
    if (tick->place < half)
        tick->place = half;
}

static struct time_tick make_tick(const struct time_axis *axis, struct arena *arena, const struct locale *locale,
                                  struct date date, struct calendar_step step, int year_before)
{
    struct time_tick tick = {.day = date_days(date)};
    struct text year = text_format(arena, "%d", date.year);
    if (step.months >= 12) {
        tick.label = year;
    } else {
        struct date shown = step.days ? date : (struct date){date.year, date.month, 0};
        tick.label = locale_date(locale, arena, shown, DATE_SHORT);
        tick.year = date.year != year_before ? year : (struct text){0};
    }
    place_label(axis, &tick);
    return tick;
}

/* False when two labels would meet, as soon as that is known. */
static bool make_ticks(const struct time_axis *axis, struct arena *arena, const struct locale *locale,
                       struct calendar_step step, time_tick_list *ticks)
{
    long last = date_days(axis->last);
    int year_before = 0;
    *ticks = (time_tick_list){0};
    for (struct date date = first_tick(axis, step); date_days(date) <= last; date = next_tick(date, step)) {
        struct time_tick tick = make_tick(axis, arena, locale, date, step, year_before);
        if (ticks->count && !is_clear(axis, &ticks->items[ticks->count - 1], &tick))
            return false;
        ARRAY_PUSH(arena, ticks, tick);
        year_before = date.year;
    }
    return ticks->count > 1;
}

time_tick_list time_axis_ticks(const struct time_axis *axis, struct arena *arena, const struct locale *locale)
{
    time_tick_list ticks;
    bool is_short = date_days(axis->last) - date_days(axis->first) < LONGEST_OF_DAYS;
    for (size_t i = 0; i < sizeof calendar_steps / sizeof *calendar_steps; i++)
        if (((axis->has_days && is_short) || !calendar_steps[i].days) &&
            make_ticks(axis, arena, locale, calendar_steps[i], &ticks))
            return ticks;
    /* No step has two ticks in so short a time or so little room: the first date alone. */
    struct calendar_step alone = {.days = axis->has_days, .months = !axis->has_days};
    ticks = (time_tick_list){0};
    ARRAY_PUSH(arena, &ticks, make_tick(axis, arena, locale, date_first_day(axis->first), alone, 0));
    return ticks;
}

time_tick_list time_axis_ends(const struct time_axis *axis, struct arena *arena, const struct locale *locale)
{
    const struct date dates[] = {axis->first, axis->last};
    bool is_one_year = axis->first.year == axis->last.year;
    time_tick_list ticks = {0};
    for (int is_short = 0; is_short <= 1; is_short++) {
        ticks.count = 0;
        for (size_t i = 0; i < 2; i++) {
            struct date date = axis->has_days ? dates[i] : (struct date){dates[i].year, dates[i].month, 0};
            struct text day = locale_date(locale, arena, date, DATE_SHORT), year = text_format(arena, "%d", date.year);
            struct time_tick tick = {.day = date_days(date)};
            tick.label = !is_short     ? text_format(arena, "%.*s %d", TEXT_ARGUMENTS(day), date.year)
                         : is_one_year ? day
                                       : year;
            place_label(axis, &tick);
            ARRAY_PUSH(arena, &ticks, tick);
        }
        if (is_clear(axis, &ticks.items[0], &ticks.items[1]))
            return ticks;
        if (ticks.items[0].day == ticks.items[1].day)
            break;
    }
    ticks.items[0] = ticks.items[1];
    ticks.count = 1;
    return ticks;
}
