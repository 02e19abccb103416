#include "draw/plot_words.h"

#include "draw/lettering.h"
#include "draw/svg.h"

#include <math.h>

static const double type = DRAWING_TYPE;

static struct box word_box(const struct plot_word *word)
{
    return (struct box){word->x, word->y - SVG_LINE / 2.0, word->x + lettering_width(word->text, type),
                        word->y + SVG_LINE / 2.0};
}

/* Texts that want certain heights get the nearest ones that keep them clear of each other: the ones that press against
 * each other share their way, and all stay between two edges. */
static void part(struct plot_word **words, size_t count, double low, double high)
{
    for (size_t i = 1; i < count; i++)
        for (size_t j = i; j > 0 && words[j]->y < words[j - 1]->y; j--) {
            struct plot_word *swapped = words[j];
            words[j] = words[j - 1];
            words[j - 1] = swapped;
        }
    /* A group of words one below the other, by the middle of what they want. */
    struct {
        double sum; /* of the places wanted by the first, if all others follow */
        size_t count;
    } groups[3];
    size_t group_count = 0;
    for (size_t i = 0; i < count; i++) {
        groups[group_count].sum = words[i]->y - (double)i * SVG_LINE;
        groups[group_count++].count = 1;
        while (group_count > 1 && groups[group_count - 1].sum / (double)groups[group_count - 1].count <
                                      groups[group_count - 2].sum / (double)groups[group_count - 2].count) {
            group_count--;
            groups[group_count - 1].sum += groups[group_count].sum;
            groups[group_count - 1].count += groups[group_count].count;
        }
    }
    double most = high - (double)(count - 1) * SVG_LINE;
    for (size_t i = 0, word = 0; i < group_count; i++)
        for (size_t j = 0; j < groups[i].count; j++, word++) {
            double first = fmax(fmin(groups[i].sum / (double)groups[i].count, most), low);
            words[word]->y = first + (double)word * SVG_LINE;
        }
}

static void place_ends(struct plot *plot, struct plot_words *words)
{
    struct plot_word *wanted[3];
    size_t count = 0;
    const struct plot_point *last = &plot->points.items[plot->points.count - 1];
    words->goal = words->median = (struct plot_word){0};
    words->last = (struct plot_word){plot->end, last->y, plot->last_label};
    if (plot->goal_label.size)
        words->goal = (struct plot_word){plot->end, plot->goal.items[plot->goal.count - 1].y2, plot->goal_label};
    if (plot->median_label.size) {
        double median = plot->phases.items[plot->phases.count - 1].phase->median;
        words->median = (struct plot_word){plot->end, plot_height_of(plot, median), plot->median_label};
    }
    /* Of equals the higher one is what is better to read first: goal, last value, median. */
    struct plot_word *all[] = {&words->goal, &words->last, &words->median};
    for (size_t i = 0; i < 3; i++)
        if (all[i]->text.size)
            wanted[count++] = all[i];
    /* Beside the plot a label may stand half below the axis, but not within. */
    bool is_beside = plot->end >= plot->right + PLOT_SPACE;
    part(wanted, count, plot->top, is_beside ? plot->floor : plot->floor - SVG_LINE / 2.0);
}

/* A title says little with fewer letters than these. */
enum { LEAST_OF_TITLE = 4 };

static void place_phases(struct plot *plot, struct plot_words *words)
{
    const double gap = 5, y = plot->top - SVG_LINE * 1.1;
    words->phases.count = 0;
    for (size_t i = 0; i < plot->phases.count; i++) {
        const struct plot_phase *phase = &plot->phases.items[i];
        double end = i + 1 < plot->phases.count ? plot->phases.items[i + 1].border - gap : plot->chart->frame.width;
        double start = phase->border + (i ? gap : 0);
        struct text title = lettering_fit(plot->arena, phase->phase->title, type, end - start);
        bool is_cut = title.size && title.bytes != phase->phase->title.bytes;
        if (title.size && lettering_width(title, type) <= end - start &&
            (!is_cut || utf8_count(title) > LEAST_OF_TITLE))
            ARRAY_PUSH(plot->arena, &words->phases, ((struct plot_word){start, y, title}));
    }
}

/* What stands in the plot, but for the dots' numbers. */
static struct room take_room(const struct plot *plot, const struct plot_words *words)
{
    struct room room = {.arena = plot->arena};
    const struct plot_point *points = plot->points.items;
    ARRAY_RESERVE(plot->arena, &room.strokes, plot->points.count + 3 * plot->phases.count + 4);
    ARRAY_RESERVE(plot->arena, &room.boxes, plot->points.count + 4);
    for (size_t i = 0; i < plot->points.count; i++) {
        if (i)
            room_take_stroke(&room, points[i - 1].x, points[i - 1].y, points[i].x, points[i].y);
        if (!plot_has_dot(plot, i))
            continue;
        double reach = plot_reach(plot, i) + (points[i].is_marked ? PLOT_RING : 0);
        room_take(&room,
                  (struct box){points[i].x - reach, points[i].y - reach, points[i].x + reach, points[i].y + reach});
    }
    for (size_t i = 0; i < plot->goal.count; i++) {
        const struct stroke *goal = &plot->goal.items[i];
        room_take_stroke(&room, goal->x1, goal->y1, goal->x2, goal->y2);
    }
    for (size_t i = 0; i < plot->phases.count; i++) {
        const struct plot_phase *phase = &plot->phases.items[i];
        if (phase->has_median) {
            double y = plot_height_of(plot, phase->phase->median);
            room_take_stroke(&room, phase->left, y, phase->right, y);
        }
        if (i)
            room_take_stroke(&room, phase->border, plot->top, phase->border, plot->floor);
    }
    const struct plot_word *ends[] = {&words->goal, &words->median, &words->last};
    for (size_t i = 0; i < 3; i++)
        if (ends[i]->text.size)
            room_take(&room, word_box(ends[i]));
    return room;
}

/* The bracket stands on the axis of time, its words above it, as far as to the right as they may. */
static void place_bracket(const struct plot *plot, struct plot_words *words, double right)
{
    const struct run_chart *chart = plot->chart;
    const double beside = 6;
    long first = 0, last = 0;
    words->has_bracket = false;
    for (size_t i = chart->signal_first; i <= chart->signal_last && i < chart->count; i++) {
        const struct run_point *point = &chart->points[i];
        if (!plot_can_draw(point))
            continue;
        last = date_days(point->date);
        first = words->has_bracket ? first : last;
        words->has_bracket = true;
    }
    words->bracket_left = fmax(time_axis_place(&plot->time, first) - beside, plot->left);
    words->bracket_right = fmin(time_axis_place(&plot->time, last) + beside, plot->right);
    words->bracket_y = plot->bottom - beside;
    struct plot_word *signal = &words->signal;
    signal->text = lettering_fit(plot->arena, chart->signal_label, type, right - plot->left);
    double width = lettering_width(signal->text, type);
    signal->x = fmin(words->bracket_left, right - width);
    signal->y = words->bracket_y - PLOT_BRACKET - 1 - SVG_LINE / 2.0;
}

static struct box bracket_box(const struct plot_words *words)
{
    const struct box signal = word_box(&words->signal);
    return (struct box){fmin(signal.left, words->bracket_left), signal.top, fmax(signal.right, words->bracket_right),
                        words->bracket_y};
}

static void place_all(struct plot *plot, struct plot_words *words, double below)
{
    plot_place(plot, below);
    place_ends(plot, words);
    if (!plot->chart->is_small)
        place_phases(plot, words);
}

double plot_note_half_width(struct text number)
{
    return fmax(PLOT_NOTE, lettering_width(number, type) * 0.4 + 3);
}

/* Numbers stand near their points: above, below, or a little to a side. */
static void place_notes(struct plot *plot, struct plot_words *words, struct room *room)
{
    static const struct {
        double x, y;
    } tries[] = {{0, -1}, {0, 1}, {-0.9, -0.9}, {0.9, -0.9}, {-0.9, 0.9}, {0.9, 0.9}, {0, -1.8}, {0, 1.8}};
    const double clear = 1.5;
    for (size_t i = 0; i < plot->points.count; i++) {
        const struct plot_point *point = &plot->points.items[i];
        if (!point->note)
            continue;
        struct text number = text_format(plot->arena, "%d", point->note);
        double half = plot_note_half_width(number) + clear, tall = PLOT_NOTE + clear;
        double reach = plot_reach(plot, i) + (point->is_marked ? PLOT_RING : 0) + 2;
        for (size_t j = 0; j < sizeof tries / sizeof *tries; j++) {
            double x = point->x + tries[j].x * (reach + half), y = point->y + tries[j].y * (reach + tall);
            struct box box = {x - half, y - tall, x + half, y + tall};
            if (box.left < plot->left || box.right > plot->right || box.top < plot->top - SVG_LINE / 2.0 ||
                box.bottom > plot->bottom || !room_is_clear(room, box))
                continue;
            room_take(room, box);
            ARRAY_PUSH(plot->arena, &words->notes, ((struct plot_word){x, y, number}));
            break;
        }
    }
}

/* Whether the bracket has room between the axis of time and all that is drawn, when its words may reach so far. */
static bool fits_bracket(const struct plot *plot, struct plot_words *words, const struct room *room, double right)
{
    place_bracket(plot, words, right);
    struct box box = bracket_box(words);
    double step = (plot->floor - plot->top) / plot->values.steps;
    return words->has_bracket && step > plot->floor - box.top && room_is_clear(room, box);
}

void plot_words_place(struct plot *plot, struct plot_words *words)
{
    const struct run_chart *chart = plot->chart;
    const double below = SVG_LINE * 2.2, least = SVG_LINE * 3;
    place_all(plot, words, 0);
    if (chart->is_small)
        return;
    struct room room = take_room(plot, words);
    if (chart->signal_label.size && !fits_bracket(plot, words, &room, chart->frame.width) &&
        !fits_bracket(plot, words, &room, plot->right)) {
        words->has_bracket &= plot->bottom - below - plot->top >= least;
        if (words->has_bracket) {
            place_all(plot, words, below);
            place_bracket(plot, words, chart->frame.width);
            room = take_room(plot, words);
        }
    }
    if (words->has_bracket)
        room_take(&room, bracket_box(words));
    place_notes(plot, words, &room);
}
