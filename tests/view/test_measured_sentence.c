/* What charts say of each kind of signal, in both languages. */
#include "measures.h"

static void what_was_measured(void **unused)
{
    (void)unused;
    static const double values[] = {31, 34.5, 38};
    struct measure measure = monthly(values, 3, "anhoj", "up");
    expect_text(measured_sentence(&swedish, measured_of(&swedish, &measure)),
                "Bokpåsar: 3 värden från januari 2025 till mars 2025. Det första är 31 och det senaste 38 påsar. Det "
                "behövs fler värden för att skilja en förändring från slumpen: reglerna kräver minst 10.");
    expect_text(measured_sentence(&english, measured_of(&english, &measure)),
                "Bokpåsar: 3 values from January 2025 to March 2025. The first is 31, the latest 38 påsar. More values "
                "are needed to tell a change from chance: the rules ask for at least 10.");
    assert_int_equal(progress_of(&measure), PROGRESS_FEW);
    measure.values.count = 1;
    expect_text(measured_sentence(&swedish, measured_of(&swedish, &measure)),
                "Bokpåsar: ett enda värde, 31 påsar, från januari 2025. Det behövs fler värden för att skilja en "
                "förändring från slumpen: reglerna kräver minst 10.");
    measure.values.count = 0;
    expect_text(measured_sentence(&swedish, measured_of(&swedish, &measure)), "Bokpåsar: det finns inga värden än.");
    expect_text(measured_sentence(&english, measured_of(&english, &measure)), "Bokpåsar: there are no values yet.");
    expect_text(measured_rule(&swedish, measured_of(&swedish, &measure)), "");
    assert_int_equal(progress_of(&measure), PROGRESS_NONE);
}

/* Days where all are of one month; those of one day in the order of the file. */
static void days_and_orders(void **unused)
{
    (void)unused;
    static const double values[] = {4, 6, 1};
    struct measure measure = monthly(values, 3, "anhoj", "up");
    measure.unit = TEXT("%");
    measure.values.items[0].date = (struct date){2026, 2, 9};
    measure.values.items[1].date = (struct date){2026, 2, 20};
    measure.values.items[2].date = (struct date){2026, 2, 3};
    struct text sentence = measured_sentence(&swedish, measured_of(&swedish, &measure));
    expect_text(
        text_slice(sentence, 0, text_find(sentence, TEXT(" Det behövs"), 0)),
        "Bokpåsar: 3 värden från 3 februari 2026 till 20 februari 2026. Det första är 1 och det senaste 6\u00A0%.");
    for (size_t i = 0; i < 3; i++)
        measure.values.items[i].date = (struct date){2026, 2, 3};
    sentence = measured_sentence(&english, measured_of(&english, &measure));
    expect_text(text_slice(sentence, 0, text_find(sentence, TEXT(" More"), 0)),
                "Bokpåsar: 3 values from 3 February 2026. The first is 4, the latest 1\u00A0%.");
}

static void no_signal(void **unused)
{
    (void)unused;
    static const double values[] = {30, 32, 33, 29, 31, 28, 34, 30, 33, 29, 27, 35};
    struct measure measure = monthly(values, COUNT(values), "anhoj", "up");
    expect_told(measure,
                "Reglerna ser ingen förändring: värdena varierar kring medianen 30,5 ungefär som slumpen ensam kan få "
                "dem att göra. En liten eller ny förändring kan ändå finnas där.",
                "The rules see no change: the values vary around the median, 30.5, about as chance alone can make "
                "them. A small or recent change may still be there.");
    assert_int_equal(progress_of(&measure), PROGRESS_UNSURE);
    assert_null(measured_pointed(measured_of(&swedish, &measure)));
    expect_text(measured_signal(&swedish, measured_of(&swedish, &measure)), "");
}

static void nothing_off_the_median(void **unused)
{
    (void)unused;
    double values[14];
    for (size_t i = 0; i < COUNT(values); i++)
        values[i] = 5;
    struct measure measure = monthly(values, COUNT(values), "anhoj", "up");
    expect_told(measure, "Alla 14 värden är lika stora. Då har reglerna inget att pröva.",
                "All 14 values are the same, so there is nothing for the rules to judge.");
    measure.values.items[3].value = 6;
    expect_told(
        measure,
        "Reglerna räknar bara värden som inte ligger på medianen, 5. Här är de 1 av 14, och det krävs minst 10.",
        "The rules only count values that are not on the median, 5. Here that is 1 of 14, and at least 10 are needed.");
    expect_text(measured_rule(&swedish, measured_of(&swedish, &measure)),
                "Färre än tio värden vid sidan av medianen: ingen regel används.");
    assert_int_equal(progress_of(&measure), PROGRESS_FEW);
}

static void a_shift_that_lasts(void **unused)
{
    (void)unused;
    struct measure measure = monthly(rising, COUNT(rising), "anhoj", "up");
    expect_told(
        measure,
        "Sedan december 2025 ligger 9 värden i rad över medianen 31,5. Dessutom korsar värdena medianen bara 3 gånger. "
        "Reglerna väntar sig minst 6. Så ser slumpen sällan ut: något har troligen förändrats, åt rätt håll. I högst 3 "
        "av 100 serier med 20 värden slår reglerna till av ren slump.",
        "Since December 2025, 9 values in a row have been above the median, 31.5. The values also cross the median "
        "only 3 times. The rules expect at least 6. Chance seldom looks like that: something has probably changed, for "
        "the better. In at most 3 of 100 series of 20 values, the rules respond to chance alone.");
    assert_int_equal(progress_of(&measure), PROGRESS_TOWARD);
    expect_text(measured_signal(&swedish, measured_of(&swedish, &measure)), "9 i rad över medianen");
    expect_text(measured_signal(&english, measured_of(&english, &measure)), "9 in a row above the median");
    assert_int_equal(measured_pointed(measured_of(&swedish, &measure))->first, 11);
    measure.better = TEXT("down");
    expect_part(told(&swedish, &measure), "förändrats, åt fel håll.");
    expect_part(told(&english, &measure), "changed, for the worse.");
    assert_int_equal(progress_of(&measure), PROGRESS_AWAY);
    measure.better = (struct text){0};
    expect_part(told(&swedish, &measure), "troligen förändrats. I högst");
    expect_part(told(&english, &measure), "probably changed. In at most");
    assert_int_equal(progress_of(&measure), PROGRESS_CHANGED);
}

/* Seven below in a row and then up and down: the first run counts, since the one at the end is short. */
static void a_shift_that_has_ended(void **unused)
{
    (void)unused;
    static const double values[] = {1, 1, 1, 1, 1, 1, 1, 9, 1, 9, 9, 1, 9, 9, 1, 9, 9, 9, 1, 9, 9, 9};
    struct measure measure = monthly(values, COUNT(values), "ihi", "up");
    expect_told(measure,
                "Från januari 2025 till juli 2025 låg 7 värden i rad under medianen 5. Reglerna tar det som ett tecken "
                "på att något var annorlunda då. Men var försiktig: i upp till 35 av 100 serier med 22 värden slår "
                "reglerna till av ren slump.",
                "From January 2025 to July 2025, 7 values in a row were below the median, 5. The rules take that as a "
                "sign that something was different then. But take care: in up to 35 of 100 series of 22 values, the "
                "rules respond to chance alone.");
    assert_int_equal(progress_of(&measure), PROGRESS_CHANGED);
    expect_text(measured_signal(&swedish, measured_of(&swedish, &measure)), "7 i rad under medianen");
    for (size_t i = 0; i < measure.values.count; i++)
        measure.values.items[i].value = -measure.values.items[i].value;
    expect_part(told(&swedish, &measure), "Från januari 2025 till juli 2025 låg 7 värden i rad över medianen −5. ");
}

static void what_was_different_once(void **unused)
{
    (void)unused;
    static const double values[] = {1, 1, 1, 1, 1, 1, 1, 1, 9, 9, 1, 9, 9, 9, 1, 9, 9, 9, 1, 9, 9, 9};
    struct measure measure = monthly(values, COUNT(values), "anhoj", "up");
    expect_told(
        measure,
        "Från januari 2025 till augusti 2025 låg 8 värden i rad under medianen 5. Så ser slumpen sällan ut: något var "
        "troligen annorlunda då. I högst 3 av 100 serier med 22 värden slår reglerna till av ren slump.",
        "From January 2025 to August 2025, 8 values in a row were below the median, 5. Chance seldom looks like that: "
        "something was probably different then. In at most 3 of 100 series of 22 values, the rules respond to chance "
        "alone.");
    /* all of it in one month of a longer series: days are told */
    for (size_t i = 0; i < 8; i++)
        measure.values.items[i].date = (struct date){2025, 1, 2 + (int)i};
    expect_part(told(&swedish, &measure), "Från 2 januari 2025 till 9 januari 2025 låg 8 värden");
}

/* Above the median, but on the way down: which way it goes is not known. */
static void signals_that_contradict(void **unused)
{
    (void)unused;
    static const double values[] = {1, 2, 1, 2, 1, 2, 20, 19, 18, 17, 16, 15};
    struct measure measure = monthly(values, COUNT(values), "ihi", "up");
    expect_told(
        measure,
        "Sedan juli 2025 ligger 6 värden i rad över medianen 8,5. Sedan juli 2025 faller värdena: 6 i rad. Dessutom "
        "korsar värdena medianen bara 1 gång. Reglerna väntar sig minst 3. Reglerna tar det som ett tecken på en "
        "förändring. I högst 14 av 100 serier med 12 värden slår reglerna till av ren slump.",
        "Since July 2025, 6 values in a row have been above the median, 8.5. Since July 2025, the values have gone "
        "down: 6 in a row. The values also cross the median only 1 time. The rules expect at least 3. The rules take "
        "that as a sign of a change. In at most 14 of 100 series of 12 values, the rules respond to chance alone.");
    assert_int_equal(progress_of(&measure), PROGRESS_CHANGED);
    expect_text(measured_signal(&swedish, measured_of(&swedish, &measure)), "6 i rad över medianen");
}

/* As long at the start as at the end: the latest counts. */
static void two_runs_of_one_length(void **unused)
{
    (void)unused;
    static const double values[] = {1, 2, 1, 2, 1, 2, 9, 8, 9, 8, 9, 8};
    struct measure measure = monthly(values, COUNT(values), "ihi", "down");
    measure.has_goal = true;
    assert_int_equal(progress_of(&measure), PROGRESS_AWAY);
    expect_told(
        measure,
        "Sedan juli 2025 ligger 6 värden i rad över medianen 5. Dessutom korsar värdena medianen bara 1 gång. Reglerna "
        "väntar sig minst 3. Reglerna tar det som ett tecken på en förändring, åt fel håll. I högst 14 av 100 serier "
        "med 12 värden slår reglerna till av ren slump. Det är 8 kvar till målet på 0.",
        "Since July 2025, 6 values in a row have been above the median, 5. The values also cross the median only 1 "
        "time. The rules expect at least 3. The rules take that as a sign of a change, for the worse. In at most 14 of "
        "100 series of 12 values, the rules respond to chance alone. The goal of 0 is 8 away.");
    /* values on the median come after it: the run still lasts; one below ends it */
    struct measurement later = {.date = {2026, 1, 0}, .value = 5};
    ARRAY_PUSH(&arena, &measure.values, later);
    assert_int_equal(progress_of(&measure), PROGRESS_AWAY);
    measure.values.items[12].value = 3;
    measure.values.items[5].value = 9;
    assert_int_equal(measured_of(&swedish, &measure)->direction, 0);
    assert_int_equal(progress_of(&measure), PROGRESS_CHANGED);
}

static void too_few_crossings(void **unused)
{
    (void)unused;
    static const double values[] = {1, 2, 1, 2, 9, 8, 9, 8, 1, 2, 1, 9, 8, 9, 2, 1, 2, 8, 9, 8};
    struct measure measure = monthly(values, COUNT(values), "anhoj", "up");
    expect_told(measure,
                "Värdena korsar medianen 5 bara 5 gånger. Reglerna väntar sig minst 6. Så ser slumpen sällan ut: något "
                "har troligen förändrats, men reglerna säger inte när eller åt vilket håll. I högst 3 av 100 serier "
                "med 20 värden slår reglerna till av ren slump.",
                "The values cross the median, 5, only 5 times. The rules expect at least 6. Chance seldom looks like "
                "that: something has probably changed, but the rules do not say when or which way. In at most 3 of 100 "
                "series of 20 values, the rules respond to chance alone.");
    assert_int_equal(progress_of(&measure), PROGRESS_CHANGED);
    measure.rules = TEXT("ihi");
    expect_told(measure,
                "Värdena korsar medianen 5 bara 5 gånger. Reglerna väntar sig minst 6. Reglerna tar det som ett tecken "
                "på en förändring, men säger inte när eller åt vilket håll. Men var försiktig: i upp till 31 av 100 "
                "serier med 20 värden slår reglerna till av ren slump.",
                "The values cross the median, 5, only 5 times. The rules expect at least 6. The rules take that as a "
                "sign of a change, but do not say when or which way. But take care: in up to 31 of 100 series of 20 "
                "values, the rules respond to chance alone.");
}

static void a_run_and_too_few_crossings(void **unused)
{
    (void)unused;
    static const double values[] = {1, 2, 1, 2, 9, 8, 9, 8, 1, 2, 1, 2, 9, 8, 9, 8, 9, 9, 2, 1};
    struct measure measure = monthly(values, COUNT(values), "ihi", "up");
    expect_part(told(&swedish, &measure),
                "Från januari 2026 till juni 2026 låg 6 värden i rad över medianen 5. Dessutom korsar värdena medianen "
                "bara 4 gånger. Reglerna väntar sig minst 6. Reglerna tar det som ett tecken på en förändring. Men");
}

static void restless_values(void **unused)
{
    (void)unused;
    static const double values[] = {1, 9, 2, 8, 1, 9, 2, 8, 1, 9};
    struct measure measure = monthly(values, COUNT(values), "ihi", "up");
    expect_told(measure,
                "Värdena växlar ofta mellan att ligga över och under medianen 5: 9 gånger. Reglerna väntar sig högst "
                "7. Reglerna tar det som ett tecken på att något mer än slumpen spelar in. I högst 16 av 100 serier "
                "med 10 värden slår reglerna till av ren slump.",
                "The values often change sides of the median, 5: 9 times. The rules expect at most 7. The rules take "
                "that as a sign that more than chance is at work. In at most 16 of 100 series of 10 values, the rules "
                "respond to chance alone.");
    assert_int_equal(progress_of(&measure), PROGRESS_CHANGED);
}

static void trends(void **unused)
{
    (void)unused;
    static const double values[] = {9, 2, 8, 3, 7, 6, 2, 8, 7, 5, 4, 4, 3};
    struct measure measure = monthly(values, COUNT(values), "ihi", "down");
    expect_told(measure,
                "Sedan augusti 2025 faller värdena: 5 i rad. Reglerna tar det som ett tecken på en förändring, åt rätt "
                "håll. I högst 15 av 100 serier med 13 värden slår reglerna till av ren slump.",
                "Since August 2025, the values have gone down: 5 in a row. The rules take that as a sign of a change, "
                "for the better. In at most 15 of 100 series of 13 values, the rules respond to chance alone.");
    assert_int_equal(progress_of(&measure), PROGRESS_TOWARD);
    expect_text(measured_signal(&swedish, measured_of(&swedish, &measure)), "5 i rad som faller");
    measure.better = (struct text){0};
    expect_part(told(&swedish, &measure), "Reglerna tar det som ett tecken på en förändring. I");
    measure.better = TEXT("down");
    for (size_t i = 0; i < measure.values.count; i++)
        measure.values.items[i].value = -measure.values.items[i].value;
    expect_part(
        told(&swedish, &measure),
        "Sedan augusti 2025 stiger värdena: 5 i rad. Reglerna tar det som ett tecken på en förändring, åt fel håll.");
    expect_text(measured_signal(&english, measured_of(&english, &measure)), "5 in a row going up");
    struct measurement later = {.date = {2026, 2, 0}, .value = -5};
    ARRAY_PUSH(&arena, &measure.values, later);
    expect_told(
        measure,
        "Från augusti 2025 till januari 2026 steg värdena: 5 i rad. Reglerna tar det som ett tecken på att något var "
        "annorlunda då. Men var försiktig: i upp till 20 av 100 serier med 14 värden slår reglerna till av ren slump.",
        "From August 2025 to January 2026, the values went up: 5 in a row. The rules take that as a sign that "
        "something was different then. But take care: in up to 20 of 100 series of 14 values, the rules respond to "
        "chance alone.");
}

/* Phases */

static struct phase *add_phase(struct measure *measure, struct date start, const char *title)
{
    struct phase phase = {.start = start, .title = text_from(title)};
    ARRAY_PUSH(&arena, &measure->phases, phase);
    return &measure->phases.items[measure->phases.count - 1];
}

static void phases(void **unused)
{
    (void)unused;
    struct measure measure = monthly(rising, COUNT(rising), "anhoj", "up");
    add_phase(&measure, (struct date){2026, 4, 15}, "bokbussen kommer varje vecka. ");
    expect_told(measure,
                "Nytt från och med april 2026: bokbussen kommer varje vecka. Medianen var 31 dessförinnan och har "
                "varit 34,5 sedan dess. Efter det finns ännu bara 4 värden. Det behövs fler för att skilja en "
                "förändring från slumpen: reglerna kräver minst 10.",
                "New from April 2026 on: bokbussen kommer varje vecka. The median was 31 before that, and has been "
                "34.5 since. That has given only 4 values so far. More are needed to tell a change from chance: "
                "the rules ask for at least 10.");
    struct measured *measured = measured_of(&swedish, &measure);
    assert_int_equal(measured->phases.count, 2);
    assert_null(measured->phases.items[0].phase);
    assert_int_equal(measured->phases.items[0].count, 16); /* a month counts as its first day */
    assert_int_equal(measured->phases.items[1].first, 16);
    assert_int_equal(measured->progress, PROGRESS_FEW);
    expect_text(measured_rule(&swedish, measured), "Färre än tio värden i den senaste perioden: ingen regel används.");
    expect_text(measured_rule(&english, measured), "Fewer than ten values in the latest period: no rule is used.");
    /* what begins with the first value, or after the last one, parts nothing; of two that begin between the same values
     * the later one counts */
    measure.phases.count = 0;
    add_phase(&measure, (struct date){2025, 1, 1}, "ett");
    add_phase(&measure, (struct date){2026, 8, 20}, "två");
    add_phase(&measure, (struct date){2026, 8, 25}, "tre");
    measured = measured_of(&swedish, &measure);
    assert_int_equal(measured->phases.count, 1);
    expect_text(measured->phases.items[0].phase->title, "ett");
    measure.phases.items[1].start.month = measure.phases.items[2].start.month = 7;
    measured = measured_of(&swedish, &measure);
    assert_int_equal(measured->phases.count, 2);
    expect_text(measured->phases.items[1].phase->title, "tre");
}

/* The latest three are told, each by the medians before and after it. */
static void many_phases(void **unused)
{
    (void)unused;
    static const double values[] = {1, 1, 5, 5, 9, 9, 13, 13, 17, 17};
    struct measure measure = monthly(values, COUNT(values), "anhoj", "up");
    add_phase(&measure, (struct date){2025, 3, 0}, "ett");
    add_phase(&measure, (struct date){2025, 5, 0}, "två.");
    add_phase(&measure, (struct date){2025, 7, 0}, "tre");
    add_phase(&measure, (struct date){2025, 9, 0}, "fyra");
    expect_told(measure,
                "Nytt från och med maj 2025: två. Medianen var 5 dessförinnan och sedan 9. Nytt från och med "
                "juli 2025: tre. Medianen var 9 dessförinnan och sedan 13. Nytt från och med september 2025: "
                "fyra. Medianen var 13 dessförinnan och har varit 17 sedan dess. Efter det finns ännu bara 2 "
                "värden. Det behövs fler för att skilja en förändring från slumpen: reglerna kräver minst 10.",
                "New from May 2025 on: två. The median was 5 before that, and then 9. New from July 2025 on: "
                "tre. The median was 9 before that, and then 13. New from September 2025 on: fyra. The median "
                "was 13 before that, and has been 17 since. That has given only 2 values so far. More are "
                "needed to tell a change from chance: the rules ask for at least 10.");
    measure.phases.count = 2;
    struct text told = measured_sentence(&english, measured_of(&english, &measure));
    assert_true(text_find(told, TEXT("New from March 2025 on: ett. The median was 1 before that, and then 5"), 0) <
                told.size);
}

/* The run of the second phase is told by its own dates and median. */
static void a_signal_in_a_phase(void **unused)
{
    (void)unused;
    double values[12 + COUNT(rising)];
    for (size_t i = 0; i < COUNT(values); i++)
        values[i] = i < 12 ? 20 + (double)(i % 2) : rising[i - 12];
    struct measure measure = monthly(values, COUNT(values), "anhoj", "up");
    add_phase(&measure, (struct date){2026, 1, 0}, "nya påsar");
    expect_told(measure,
                "Nytt från och med januari 2026: nya påsar. Medianen var 20,5 dessförinnan och har varit 31,5 "
                "sedan dess. Reglerna prövar bara värdena efter det: 20 av 32. Sedan december 2026 ligger 9 värden i "
                "rad över medianen 31,5. Dessutom korsar värdena medianen bara 3 gånger. Reglerna väntar sig minst 6. "
                "Så ser slumpen sällan ut: något har troligen förändrats, åt rätt håll. I högst 3 av 100 serier med 20 "
                "värden slår reglerna till av ren slump.",
                "New from January 2026 on: nya påsar. The median was 20.5 before that, and has been 31.5 since. "
                "The rules judge only the values after that: 20 of 32. Since December 2026, 9 values in a row have "
                "been above the median, 31.5. The values also cross the median only 3 times. The rules expect at least "
                "6. Chance seldom looks like that: something has probably changed, for the better. In at most 3 of 100 "
                "series of 20 values, the rules respond to chance alone.");
}

static void a_frozen_median(void **unused)
{
    (void)unused;
    static const double values[] = {9, 11, 10, 8, 12, 13, 14, 12, 11, 15, 12, 13, 14};
    struct measure measure = monthly(values, COUNT(values), "anhoj", "up");
    add_phase(&measure, (struct date){2025, 1, 0}, "start")->median_until = (struct date){2025, 5, 0};
    expect_told(measure,
                "Sedan maj 2025 ligger 9 värden i rad över medianen 10. Reglerna tar det som ett tecken på en "
                "förändring, åt rätt håll. Medianen är låst vid de tidigaste värdena, 5 av 13. Därför är det inte känt "
                "hur ofta reglerna slår till av ren slump.",
                "Since May 2025, 9 values in a row have been above the median, 10. The rules take that as a sign of a "
                "change, for the better. The median is frozen at that of the earliest values, 5 of 13, so it is not "
                "known how often the rules respond to chance alone.");
    assert_int_equal(measured_of(&swedish, &measure)->phases.items[0].baseline, 5);
    static const struct {
        struct date until;
        size_t baseline;
    } cases[] = {{{2025, 5, 1}, 5}, {{2025, 4, 30}, 4}, {{2024, 12, 31}, 0}, {{2026, 1, 0}, 0}, {{2025, 12, 31}, 12}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        measure.phases.items[0].median_until = cases[i].until;
        assert_int_equal(measured_of(&swedish, &measure)->phases.items[0].baseline, cases[i].baseline);
    }
    /* what was before a frozen phase */
    measure.phases.items[0] = (struct phase){{2025, 3, 0}, TEXT("mer"), {2025, 4, 0}, {0}};
    expect_part(told(&swedish, &measure), "Nytt från och med mars 2025: mer. Medianen som värdena jämförs med var 10 "
                                          "dessförinnan och är nu 9. Reglerna prövar");
    expect_text(
        text_slice(told(&english, &measure), 0, 106),
        "New from March 2025 on: mer. The median that the values are compared with was 10 before that, and is now 9");
}

static void beside_a_frozen_median(void **unused)
{
    (void)unused;
    /* never crossed: that has been said */
    static const double values[] = {5, 6, 7, 6, 7, 6, 7, 6, 7, 6, 7};
    struct measure measure = monthly(values, COUNT(values), "anhoj", "");
    add_phase(&measure, (struct date){2025, 1, 0}, "start")->median_until = (struct date){2025, 1, 0};
    expect_part(told(&swedish, &measure),
                "Sedan februari 2025 ligger 10 värden i rad över medianen 5. Reglerna tar det som ett tecken på en "
                "förändring. Medianen är låst vid de tidigaste värdena, 1 av 11.");
    add_phase(&measure, (struct date){2025, 10, 0}, "mer");
    expect_part(told(&english, &measure),
                "The median that the values are compared with was 5 before that, and is now 6.5.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_measured),
        cmocka_unit_test(days_and_orders),
        cmocka_unit_test(no_signal),
        cmocka_unit_test(nothing_off_the_median),
        cmocka_unit_test(a_shift_that_lasts),
        cmocka_unit_test(a_shift_that_has_ended),
        cmocka_unit_test(what_was_different_once),
        cmocka_unit_test(signals_that_contradict),
        cmocka_unit_test(two_runs_of_one_length),
        cmocka_unit_test(too_few_crossings),
        cmocka_unit_test(a_run_and_too_few_crossings),
        cmocka_unit_test(restless_values),
        cmocka_unit_test(trends),
        cmocka_unit_test(phases),
        cmocka_unit_test(many_phases),
        cmocka_unit_test(a_signal_in_a_phase),
        cmocka_unit_test(a_frozen_median),
        cmocka_unit_test(beside_a_frozen_median),
    };
    return cmocka_run_group_tests_name("view/measured_sentence", tests, open_views, close_views);
}
