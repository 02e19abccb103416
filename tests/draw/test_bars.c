/* Bars: a drawing to the letter, and what holds for all of them. */
#include "draw/bars.h"

#include "drawing.h"

#define ROW(words, number, beside)                                                                                     \
    {                                                                                                                  \
        .text = TEXT(words), .value = number, .label = TEXT(beside)                                                    \
    }

static struct arena arena;

static const char *draw(struct bars bars)
{
    if (!bars.frame.width)
        bars.frame.width = 360;
    return text_string(&arena, bars_draw(&arena, &bars));
}

static void expect_all_sound(struct bars bars)
{
    static const int widths[] = {760, 360, 240};
    for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
        bars.frame.width = widths[i];
        const char *svg = draw(bars);
        expect_sound(&arena, svg);
        assert_int_equal(strncmp(svg, "<svg class=\"bars\" ", 18), 0);
        assert_true(strlen(svg) < 100000);
    }
}

static void to_the_letter(void **unused)
{
    (void)unused;
    const struct bar_row rows[] = {
        {TEXT("Jag vet vad mitt team ska göra härnäst & varför"), 4.4, TEXT("4,4"), true, 3.1, TEXT("3,1")},
        {TEXT("Träffen var värd restiden"), 3.2, TEXT("3,2"), true, 4, TEXT("4,0")},
        {TEXT("Jag hann prata"), 4.8, TEXT("4,8"), true, 4.75, TEXT("4,75")},
        ROW("Ny fråga", 2, "2,0"),
    };
    struct bars bars = {
        .frame = {.title = TEXT("Utvärdering"), .description = TEXT("Från 3,1 till 4,4."), .width = 360},
        .rows = rows,
        .count = 4,
        .before_key = TEXT("första träffen"),
        .value_key = TEXT("senaste träffen")};
    const char *svg = draw(bars);
    expect_drawing(&arena, svg, "bars.svg");
    expect_sound(&arena, svg);
    assert_int_equal(occurrences(svg, "class=\"key-label\""), 2);
    assert_int_equal(occurrences(svg, "class=\"change\""), 2);
    bars.frame.kind = FRAME_ON_PAPER;
    assert_non_null(strstr(draw(bars), " aria-label=\"Utvärdering. Från 3,1 till 4,4.\">"));
    expect_all_sound(bars);
    /* The keys of one row alone have nothing to part. */
    bars.rows = rows + 3, bars.count = 1;
    assert_null(strstr(draw(bars), "key"));
}

static void nothing_to_draw(void **unused)
{
    (void)unused;
    const struct bar_row rows[] = {ROW("a", NAN, "x"), {TEXT("b"), -INFINITY, TEXT("y"), true, NAN, TEXT("")}};
    assert_string_equal(draw((struct bars){0}), "");
    assert_string_equal(draw((struct bars){.rows = rows, .count = 2}), "");
}

/* Left, right and top of the path of a class, the nth of them. */
static void find_bar(const char *svg, const char *wanted, int which, double *left, double *width)
{
    const char *at = svg;
    for (int i = 0; i <= which; i++, at++)
        assert_non_null(at = strstr(at, wanted));
    double y;
    assert_int_equal(sscanf(strstr(at, " d=\"M"), " d=\"M%lf %lfh%lf", left, &y, width), 3);
}

/* The lowest point of an arrow stands clear of the digits of what was, which are 0.72 of the type high. */
static void arrows_clear_of_labels(void **unused)
{
    (void)unused;
    const struct bar_row row = {TEXT("a"), 14, TEXT("14"), true, 12, TEXT("12")};
    const char *svg = draw((struct bars){.rows = &row, .count = 1});
    const char *arrow = strstr(svg, "class=\"change\""), *label = strstr(svg, "class=\"before-label\"");
    assert_true(arrow && label);
    double x, y, lowest = 0, baseline;
    for (const char *at = strstr(arrow, " d=\""); *at != '>'; at++)
        if (strchr("ML", *at) && sscanf(at + 1, "%lf %lf", &x, &y) == 2)
            lowest = fmax(lowest, y);
    assert_int_equal(sscanf(label, "class=\"before-label\" x=\"%lf\" y=\"%lf\"", &x, &baseline), 2);
    assert_true(lowest > 0 && lowest + 3 < baseline - 0.72 * DRAWING_TYPE);
}

/* All bars have one scale, which begins at 0; those below it lie on its other side. */
static void one_scale_from_nothing(void **unused)
{
    (void)unused;
    const struct bar_row rows[] = {ROW("a", 100, "100"), ROW("b", 50, "50"), ROW("c", 99, "")};
    double left[3], width[3];
    const char *svg = draw((struct bars){.rows = rows, .count = 3});
    for (int i = 0; i < 3; i++)
        find_bar(svg, "class=\"bar\"", i, &left[i], &width[i]);
    assert_true(left[0] == left[1] && fabs(width[1] * 2 - width[0]) < 0.3 && fabs(width[0] * 0.99 - width[2]) < 0.3);
    const struct bar_row below[] = {ROW("a", -3, "−3"), {TEXT("b"), 6, TEXT("6"), true, -1.5, TEXT("−1,5")}};
    svg = draw((struct bars){.rows = below, .count = 2});
    find_bar(svg, "class=\"bar\"", 0, &left[0], &width[0]);
    find_bar(svg, "class=\"bar\"", 1, &left[1], &width[1]);
    find_bar(svg, "class=\"before\"", 0, &left[2], &width[2]);
    assert_true(fabs(left[0] + width[0] - left[1]) < 0.2 && fabs(width[0] * 2 - width[1]) < 0.3);
    assert_true(fabs(left[2] + width[2] - left[1]) < 0.2 && fabs(width[2] * 2 - width[0]) < 0.3);
    expect_all_sound((struct bars){.rows = below, .count = 2, .before_key = TEXT("då"), .value_key = TEXT("nu")});
}

static void odd_values(void **unused)
{
    (void)unused;
    static const double sizes[] = {0, 1e-300, 1e-101, 1e-12, 0.25, 1, 99.5, 104.2, 1e9, 1e100, 1e101, INFINITY, NAN};
    enum { COUNT = sizeof sizes / sizeof *sizes };
    for (size_t i = 0; i < COUNT; i++)
        for (size_t j = 0; j < COUNT; j++)
            for (int sign = -1; sign <= 1; sign++) {
                const struct bar_row rows[] = {
                    {TEXT("ett"), sizes[i], TEXT("11 (46 %)"), true, sizes[j] * sign, TEXT("förr 3")},
                    {TEXT("två"), sizes[j] * sign, TEXT("2"), i % 2, sizes[i] * sign, TEXT("")},
                    ROW("", 1, "")};
                expect_all_sound((struct bars){
                    .rows = rows, .count = 3, .before_key = TEXT("förra året"), .value_key = TEXT("i år")});
            }
    /* Nothing but zeros. */
    const struct bar_row zeros[] = {ROW("a", 0, "0"), ROW("b", 0, "0")};
    const char *svg = draw((struct bars){.rows = zeros, .count = 2});
    assert_null(strstr(svg, "class=\"bar\""));
    assert_int_equal(occurrences(svg, ">0</text>"), 2);
}

static void long_words(void **unused)
{
    (void)unused;
    char letters[401], words[401];
    for (int i = 0; i < 400; i++) {
        letters[i] = 'w';
        words[i] = i % 7 == 6 ? ' ' : 'm';
    }
    letters[400] = words[400] = '\0';
    const struct bar_row rows[] = {
        {text_from(letters), 100, text_from(letters), true, 50, text_from(words)},
        {text_from(words), 0, text_from(words), true, -80, text_from(letters)},
    };
    struct bars bars = {.rows = rows, .count = 2, .before_key = text_from(words), .value_key = text_from(letters)};
    expect_all_sound(bars);
    /* One line of what is one word, two of what are many. */
    const char *svg = draw(bars);
    assert_int_equal(occurrences(svg, "class=\"row-label\""), 3);
}

static void many_rows(void **unused)
{
    (void)unused;
    struct bar_row rows[200];
    for (int i = 0; i < 200; i++)
        rows[i] = (struct bar_row){TEXT("rad"), i, TEXT("värde"), true, 200 - i, TEXT("förr")};
    const char *svg = draw((struct bars){.rows = rows, .count = 200});
    expect_sound(&arena, svg);
    assert_int_equal(occurrences(svg, "class=\"row-label\""), BARS_MOST);
}

static int close_all(void **unused)
{
    (void)unused;
    arena_release(&arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(to_the_letter),
        cmocka_unit_test(nothing_to_draw),
        cmocka_unit_test(arrows_clear_of_labels),
        cmocka_unit_test(one_scale_from_nothing),
        cmocka_unit_test(odd_values),
        cmocka_unit_test(long_words),
        cmocka_unit_test(many_rows),
    };
    return cmocka_run_group_tests_name("draw/bars", tests, NULL, close_all);
}
