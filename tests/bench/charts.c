/* What drawing costs: 1,000 run charts of 50 values with phases, medians, a goal, notes and a signal, on one thread,
 * and as a yardstick of the same run the bytes of as many drawings written by printf, a number at a time. Prints the
 * median of several turns. `make bench` calls it. */
#include "draw/run_chart.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { CHARTS = 1000, VALUES = 50, TURNS = 7 };

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static struct run_chart make_chart(struct run_point *points, struct run_chart_phase *phases, int seed)
{
    for (int i = 0; i < VALUES; i++) {
        points[i] = (struct run_point){.date = {2022 + i / 12, i % 12 + 1, 0}, .is_signal = i > 38};
        points[i].value = 40 + i * 0.6 + (i * 7919 + seed * 104729) % 200 / 10.0;
        points[i].note = i % 17 == 5 ? i / 17 + 1 : 0;
        points[i].is_marked = i == 22;
    }
    phases[0] = (struct run_chart_phase){0, 20, TEXT("före"), true, 55, 12};
    phases[1] = (struct run_chart_phase){20, 15, TEXT("i liten skala"), true, 66, 0};
    phases[2] = (struct run_chart_phase){35, 15, TEXT("i alla förskolor"), true, 74.5, 0};
    return (struct run_chart){
        .frame = {.title = TEXT("Närvaro"), .description = TEXT("Från 40 till 79."), .width = 680, .height = 300},
        .points = points,
        .count = VALUES,
        .phases = phases,
        .phase_count = 3,
        .has_goal = true,
        .goal_start = {2023, 1, 1},
        .goal_end = {2026, 1, 1},
        .goal_from = 50,
        .goal_to = 85,
        .goal_label = TEXT("mål 85"),
        .median_label = TEXT("median 74,5"),
        .unit = TEXT("procent"),
        .signal_first = 39,
        .signal_last = 49,
        .signal_label = TEXT("11 i rad över medianen"),
    };
}

static double draw_all(const struct locale *locale, size_t *bytes)
{
    struct arena arena = {0};
    struct run_point points[VALUES];
    struct run_chart_phase phases[3];
    double start = now();
    *bytes = 0;
    for (int i = 0; i < CHARTS; i++) {
        struct run_chart chart = make_chart(points, phases, i);
        *bytes += run_chart_draw(&arena, locale, &chart).size;
        arena_reset(&arena);
    }
    double taken = now() - start;
    arena_release(&arena);
    return taken;
}

static double print_as_much(size_t bytes)
{
    char *page = malloc(bytes / CHARTS + 64);
    double start = now();
    size_t written = 0;
    if (!page)
        abort();
    while (written < bytes)
        for (size_t used = 0; used < bytes / CHARTS && written < bytes;) {
            int size = snprintf(page + used, 64, "<circle class=\"point\" cx=\"%.1f\" cy=\"%.1f\" r=\"4\"/>\n",
                                (double)used / 7, (double)written / 3e4);
            used += (size_t)size, written += (size_t)size;
        }
    double taken = now() - start;
    free(page);
    return taken;
}

static int by_size(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;
    return (left > right) - (left < right);
}

int main(void)
{
    struct arena arena = {0};
    const struct locale *locale = locale_open(&arena, TEXT("sv"));
    double drawn[TURNS], printed[TURNS];
    size_t bytes = 0;
    if (!locale)
        return 1;
    for (int i = 0; i < TURNS; i++) {
        drawn[i] = draw_all(locale, &bytes);
        printed[i] = print_as_much(bytes);
    }
    qsort(drawn, TURNS, sizeof *drawn, by_size);
    qsort(printed, TURNS, sizeof *printed, by_size);
    double ours = drawn[TURNS / 2], yardstick = printed[TURNS / 2];
    printf("%d run charts of %d values, %zu bytes each, median of %d turns, one thread\n", CHARTS, VALUES,
           bytes / CHARTS, TURNS);
    printf("drawn:      %.0f ms (at most 500)\n", ours);
    printf("yardstick:  %.0f ms for as many bytes by printf (%.1f times as long)\n", yardstick, ours / yardstick);
    locale_close(locale);
    arena_release(&arena);
    return ours <= 500 ? 0 : 1;
}
