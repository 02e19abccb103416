/* What charts say of goals, marks and rules, and how far measures have come. */
#include "measures.h"

#include <math.h>

static struct text goal_told(struct view *view, const struct measure *measure)
{
    struct text sentence = measured_sentence(view, measured_of(view, measure));
    struct text end = view == &swedish ? TEXT("minst 10. ") : TEXT("at least 10. ");
    return text_slice(sentence, text_find(sentence, end, 0) + end.size, sentence.size);
}

static void fixed_goals(void **unused)
{
    (void)unused;
    static const double values[] = {31, 34.5};
    static const struct {
        const char *better, *unit;
        double goal;
        enum progress progress;
        const char *swedish, *english;
    } cases[] = {
        {"up", "påsar", 60, PROGRESS_FEW, "Det är 25,5 kvar till målet på 60.", "The goal of 60 is 25.5 away."},
        {"up", "påsar", 34.5, PROGRESS_REACHED, "Det senaste värdet når målet på 34,5.",
         "The latest value reaches the goal of 34.5."},
        {"up", "", 20, PROGRESS_REACHED, "Det senaste värdet når målet på 20.",
         "The latest value reaches the goal of 20."},
        {"down", "procent av eleverna", 30, PROGRESS_FEW, "Det är 4,5 procentenheter kvar till målet på 30 procent.",
         "The goal of 30 procent is 4.5 percentage points away."},
        {"up", "%", 35.5, PROGRESS_FEW, "Det är 1 procentenhet kvar till målet på 35,5\u00A0%.",
         "The goal of 35.5\u00A0% is 1 percentage point away."},
        {"up", "Per cent of pupils", 36.5, PROGRESS_FEW, "Det är 2 procentenheter kvar till målet på 36,5 Per cent.",
         "The goal of 36.5 Per cent is 2 percentage points away."},
        {"up", "percent", 36.5, PROGRESS_FEW, "Det är 2 procentenheter kvar till målet på 36,5 percent.",
         "The goal of 36.5 percent is 2 percentage points away."},
        {"up", "procentare", 36.5, PROGRESS_FEW, "Det är 2 kvar till målet på 36,5.", "The goal of 36.5 is 2 away."},
        {"", "påsar", 30, PROGRESS_FEW, "Det senaste värdet ligger 4,5 från målet på 30.",
         "The latest value is 4.5 from the goal of 30."},
        {"", "påsar", 34.5, PROGRESS_FEW, "Det senaste värdet är detsamma som målet på 34,5.",
         "The latest value is the same as the goal of 34.5."},
        /* what is not to be seen is no distance */
        {"up", "påsar", 34.500001, PROGRESS_REACHED, "Det senaste värdet når målet på 34,5.",
         "The latest value reaches the goal of 34.5."},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct measure measure = monthly(values, COUNT(values), "anhoj", cases[i].better);
        measure.unit = text_from(cases[i].unit);
        measure.has_goal = true;
        measure.goal = cases[i].goal;
        expect_text(goal_told(&swedish, &measure), cases[i].swedish);
        expect_text(goal_told(&english, &measure), cases[i].english);
        assert_int_equal(progress_of(&measure), cases[i].progress);
    }
}

static void moving_goals(void **unused)
{
    (void)unused;
    static const double values[] = {50, 50.5, 51};
    struct measure measure = monthly(values, COUNT(values), "anhoj", "up");
    measure.unit = TEXT("procent");
    measure.has_goal_change = true;
    measure.goal_change = (struct goal_change){{2024, 3, 0}, 50, 2};
    expect_text(
        goal_told(&swedish, &measure),
        "Målet flyttas efter hand. Vid det senaste värdet är det 52 procent, och dit är det 1 procentenhet kvar.");
    expect_text(
        goal_told(&english, &measure),
        "The goal moves as time goes by. At the latest value it is 52 procent, with 1 percentage point left to go.");
    measure.better = (struct text){0};
    expect_text(
        goal_told(&swedish, &measure),
        "Målet flyttas efter hand. Vid det senaste värdet är det 52 procent, och avståndet dit är 1 procentenhet.");
    measure.values.items[2].value = 52;
    expect_text(goal_told(&swedish, &measure),
                "Målet flyttas efter hand. Vid det senaste värdet är det 52 procent, precis som värdet.");
    measure.better = TEXT("up");
    expect_text(goal_told(&swedish, &measure),
                "Målet flyttas efter hand. Vid det senaste värdet är det 52 procent, och det är nått.");
    assert_int_equal(progress_of(&measure), PROGRESS_REACHED);
    /* to stand where one starts is no feat */
    measure.goal_change.start = (struct date){2025, 3, 1};
    expect_text(goal_told(&swedish, &measure),
                "Målet börjar på 50 procent och flyttas efter hand, med start mars 2025.");
    expect_text(goal_told(&english, &measure),
                "The goal starts at 50 procent and moves as time goes by, from March 2025 on.");
    assert_int_equal(progress_of(&measure), PROGRESS_FEW);
}

static void the_goal_on_a_day(void **unused)
{
    (void)unused;
    static const struct {
        struct goal_change change;
        struct date date;
        double goal;
    } cases[] = {
        {{{2025, 1, 0}, 50, 2}, {2024, 6, 1}, 50},
        {{{2025, 1, 0}, 50, 2}, {2025, 1, 0}, 50},
        {{{2025, 1, 0}, 50, 2}, {2026, 1, 0}, 52},
        {{{2025, 1, 0}, 50, 2}, {2025, 7, 1}, 51},
        {{{2025, 1, 0}, 50, 2}, {2025, 6, 0}, 50.8},
        {{{2024, 2, 29}, 80, -5}, {2026, 3, 0}, 70},
        {{{2025, 1, 0}, 33.33, 0.1}, {2026, 1, 1}, 33.43},
        {{{2025, 1, 0}, 1000, 120}, {2025, 2, 0}, 1010},
        {{{2025, 1, 0}, 50, 0}, {2030, 1, 0}, 50},
        {{{2025, 1, 0}, 0, 0.004}, {2026, 1, 0}, 0.004},
        {{{1900, 1, 0}, 1e308, 1e308}, {2199, 1, 0}, INFINITY},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct measure measure = {.has_goal_change = true, .goal_change = cases[i].change};
        assert_true(measured_goal_on(&measure, cases[i].date) == cases[i].goal);
    }
    struct measure fixed = {.has_goal = true, .goal = 60};
    assert_true(measured_goal_on(&fixed, (struct date){2025, 1, 0}) == 60);
}

/* Marks */

static void marked_values(void **unused)
{
    (void)unused;
    static const double values[] = {31, 34.5, 2, 36, 37};
    struct measure measure = monthly(values, COUNT(values), "anhoj", "up");
    measure.values.items[2].mark = true;
    measure.values.items[2].note = TEXT("biblioteket var stängt.");
    measure.values.items[3].note = TEXT("ingen markering");
    expect_text(goal_told(&swedish, &measure), "Värdet från mars 2025 är markerat: biblioteket var stängt.");
    expect_text(goal_told(&english, &measure), "The value from March 2025 is marked: biblioteket var stängt.");
    for (size_t i = 0; i < COUNT(values); i++)
        measure.values.items[i].mark = i != 3;
    expect_text(goal_told(&swedish, &measure), "Värdet från februari 2025 är markerat. Värdet från mars 2025 är "
                                               "markerat: biblioteket var stängt. Värdet från maj 2025 är markerat.");
    expect_part(goal_told(&english, &measure), "The value from February 2025 is marked. ");
}

/* Rules and words of progress */

static void rules_in_words(void **unused)
{
    (void)unused;
    struct measure measure = monthly(rising, COUNT(rising), "anhoj", "up");
    expect_text(measured_rule(&swedish, measured_of(&swedish, &measure)),
                "Anhøjs regler: minst 8 värden i rad på samma sida om medianen, eller färre än 6 korsningar av den, "
                "räknas som tecken på en förändring. Värden på medianen räknas inte.");
    expect_text(measured_rule(&english, measured_of(&english, &measure)),
                "Anhøj’s rules: at least 8 values in a row on the same side of the median, or fewer than 6 crossings "
                "of it, count as signs of a change. Values on the median are not counted.");
    measure.rules = TEXT("ihi");
    expect_text(measured_rule(&swedish, measured_of(&swedish, &measure)),
                "IHI:s regler: minst 6 värden i rad på samma sida om medianen, minst 5 i rad som stiger eller faller, "
                "eller färre än 6 eller fler än 14 korsningar av medianen räknas som tecken på en förändring. Värden "
                "på medianen och upprepade värden i en stigning eller ett fall räknas inte.");
    expect_text(measured_rule(&english, measured_of(&english, &measure)),
                "IHI’s rules: at least 6 values in a row on the same side of the median, at least 5 in a row that go "
                "up or down, or fewer than 6 or more than 14 crossings of the median, count as signs of a change. "
                "Values on the median, and repeated values in a row that goes up or down, are not counted.");
    measure.values.count = 9;
    expect_text(measured_rule(&swedish, measured_of(&swedish, &measure)), "Färre än tio värden: ingen regel används.");
}

static void progress_in_words(void **unused)
{
    (void)unused;
    static const struct {
        enum progress progress;
        bool has_goal;
        const char *swedish, *english, *sign;
    } cases[] = {
        {PROGRESS_REACHED, true, "Når målet", "Reaches the goal", "✓"},
        {PROGRESS_TOWARD, true, "På väg mot målet", "Moving toward the goal", "→"},
        {PROGRESS_TOWARD, false, "Åt rätt håll", "For the better", "→"},
        {PROGRESS_AWAY, true, "På väg bort från målet", "Moving away from the goal", "←"},
        {PROGRESS_AWAY, false, "Åt fel håll", "For the worse", "←"},
        {PROGRESS_CHANGED, true, "Tecken på en förändring", "Signs of a change", "◆"},
        {PROGRESS_UNSURE, false, "Ingen förändring syns", "No change seen", "~"},
        {PROGRESS_FEW, false, "Kan inte bedömas än", "Cannot be judged yet", "…"},
        {PROGRESS_NONE, false, "Inga värden än", "No values yet", "–"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct measured measured = {.progress = cases[i].progress, .has_goal = cases[i].has_goal};
        expect_text(measured_progress(&swedish, &measured), cases[i].swedish);
        expect_text(measured_progress(&english, &measured), cases[i].english);
        expect_text(measured_sign(cases[i].progress), cases[i].sign);
    }
}

/* A goal that is written as moving, but by nothing, stands still; that it moves would be wrong. */
static void goals_that_move_by_nothing(void **unused)
{
    (void)unused;
    static const double values[] = {31, 34.5};
    struct measure measure = monthly(values, COUNT(values), "anhoj", "up");
    measure.has_goal_change = true;
    measure.goal_change = (struct goal_change){.from = 60, .start = {2024, 1, 0}};
    expect_text(goal_told(&swedish, &measure), "Det är 25,5 kvar till målet på 60.");
    measure.goal_change.start = (struct date){2090, 1, 0};
    expect_text(goal_told(&english, &measure), "The goal of 60 is 25.5 away.");
    measure.goal_change.from = 30;
    assert_int_equal(progress_of(&measure), PROGRESS_REACHED);
}

/* Chance almost always gives a signal in so long a series; and no size is too much. */
static void long_and_odd_series(void **unused)
{
    (void)unused;
    double values[600];
    for (size_t i = 0; i < COUNT(values); i++)
        values[i] = (double)i;
    struct measure measure = monthly(values, COUNT(values), "ihi", "up");
    expect_part(told(&swedish, &measure),
                "Men var försiktig: i en serie med 600 värden slår reglerna nästan alltid till av ren slump.");
    expect_part(told(&english, &measure), "of 600 values, the rules almost always respond to chance alone.");
    measure.has_goal = true;
    measure.goal = -1.7e308;
    for (size_t i = 0; i < COUNT(values); i++)
        measure.values.items[i].value = i % 3 ? 1.7e308 : -1.7e308;
    assert_true(told(&swedish, &measure).size > 0);
}

/* Numbers of values are written as all numbers are. */
static void ten_thousand_values(void **unused)
{
    (void)unused;
    static double values[10000];
    struct measure measure = monthly(values, COUNT(values), "anhoj", "up");
    expect_part(measured_sentence(&swedish, measured_of(&swedish, &measure)), "Bokpåsar: 10\u00A0000 värden från");
    expect_part(told(&swedish, &measure), "Alla 10\u00A0000 värden är lika stora.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fixed_goals),         cmocka_unit_test(moving_goals),
        cmocka_unit_test(the_goal_on_a_day),   cmocka_unit_test(marked_values),
        cmocka_unit_test(rules_in_words),      cmocka_unit_test(progress_in_words),
        cmocka_unit_test(long_and_odd_series), cmocka_unit_test(goals_that_move_by_nothing),
        cmocka_unit_test(ten_thousand_values),
    };
    return cmocka_run_group_tests_name("view/measured_goal", tests, open_views, close_views);
}
