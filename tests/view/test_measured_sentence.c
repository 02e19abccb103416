/* What charts say of each kind of signal, in the words of layouts/strings/ in both languages, and how far measures have
 * come. */
#include "base/file.h"
#include "model/model.h"
#include "read/source.h"
#include "template/data.h"
#include "view/measured.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static struct arena arena;
static struct diagnostics diagnostics;
static struct view swedish, english;

static struct view open_view(const char *language)
{
    struct text path = text_format(&arena, "layouts/strings/%s.yml", language), bytes;
    assert_true(file_read(&arena, path.bytes, &bytes, &diagnostics));
    struct view view = {
        .arena = &arena,
        .diagnostics = &diagnostics,
        .locale = locale_open(&arena, text_from(language)),
        .strings = data_read(&arena, source_from(&arena, path, bytes, &diagnostics), &diagnostics),
    };
    assert_false(diagnostics_has_error(&diagnostics));
    return view;
}

static int open_views(void **unused)
{
    (void)unused;
    diagnostics.arena = &arena;
    swedish = open_view("sv");
    english = open_view("en");
    return 0;
}

static int close_views(void **unused)
{
    (void)unused;
    locale_close(swedish.locale);
    locale_close(english.locale);
    arena_release(&arena);
    return 0;
}

/* Values of one month after the other, from January 2025 on. */
static struct measure monthly(const double *values, size_t count, const char *rules, const char *better)
{
    struct measure measure = {
        .title = TEXT("Bokpåsar"),
        .unit = TEXT("påsar"),
        .rules = text_from(rules),
        .better = text_from(better),
    };
    for (size_t i = 0; i < count; i++) {
        struct measurement value = {.date = {2025 + (int)i / 12, 1 + (int)i % 12, 0}, .value = values[i]};
        value.has_value = true;
        ARRAY_PUSH(&arena, &measure.values, value);
    }
    return measure;
}

static void check_text(struct text got, const char *wanted, const char *file, int line)
{
    if (text_is(got, wanted))
        return;
    print_error("got:\n%.*s\nexpected:\n%s\n", TEXT_ARGUMENTS(got), wanted);
    _fail(file, line);
}

static void check_part(struct text got, const char *part, const char *file, int line)
{
    if (text_find(got, text_from(part), 0) < got.size)
        return;
    print_error("got:\n%.*s\nexpected in it:\n%s\n", TEXT_ARGUMENTS(got), part);
    _fail(file, line);
}

#define expect_part(got, part) check_part((got), (part), __FILE__, __LINE__)
#define expect_text(got, wanted) check_text((got), (wanted), __FILE__, __LINE__)

/* The sentence without what every chart begins with (up to "… det senaste 5 påsar."). */
static struct text told(struct view *view, const struct measure *measure)
{
    struct text sentence = measured_sentence(view, measured_of(view, measure)), end = TEXT(" påsar.");
    size_t found = text_find(sentence, end, 0);
    return text_slice(sentence, found == sentence.size ? 0 : found + end.size + 1, sentence.size);
}

#define expect_told(measure, in_swedish, in_english)                                                                   \
    do {                                                                                                               \
        expect_text(told(&swedish, &(measure)), in_swedish);                                                           \
        expect_text(told(&english, &(measure)), in_english);                                                           \
    } while (0)

static enum progress progress_of(const struct measure *measure)
{
    return measured_of(&swedish, measure)->progress;
}

/* Median 31.5, a run of nine above it at the end. */
static const double rising[] = {28, 30, 33, 31, 27, 30, 28, 31, 30, 30, 31, 33, 34, 32, 35, 36, 33, 34, 35, 36};

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
        "av 100 serier med 20 värden slår reglerna till av slumpen ensam.",
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
                "reglerna till av slumpen ensam.",
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
        "troligen annorlunda då. I högst 3 av 100 serier med 22 värden slår reglerna till av slumpen ensam.",
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
        "förändring. I högst 14 av 100 serier med 12 värden slår reglerna till av slumpen ensam.",
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
        "med 12 värden slår reglerna till av slumpen ensam. Det är 8 kvar till målet, 0 påsar.",
        "Since July 2025, 6 values in a row have been above the median, 5. The values also cross the median only 1 "
        "time. The rules expect at least 3. The rules take that as a sign of a change, for the worse. In at most 14 of "
        "100 series of 12 values, the rules respond to chance alone. The goal, 0 påsar, is 8 away.");
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
                "med 20 värden slår reglerna till av slumpen ensam.",
                "The values cross the median, 5, only 5 times. The rules expect at least 6. Chance seldom looks like "
                "that: something has probably changed, but the rules do not say when or which way. In at most 3 of 100 "
                "series of 20 values, the rules respond to chance alone.");
    assert_int_equal(progress_of(&measure), PROGRESS_CHANGED);
    measure.rules = TEXT("ihi");
    expect_told(measure,
                "Värdena korsar medianen 5 bara 5 gånger. Reglerna väntar sig minst 6. Reglerna tar det som ett tecken "
                "på en förändring, men säger inte när eller åt vilket håll. Men var försiktig: i upp till 31 av 100 "
                "serier med 20 värden slår reglerna till av slumpen ensam.",
                "The values cross the median, 5, only 5 times. The rules expect at least 6. The rules take that as a "
                "sign of a change, but do not say when or which way. But take care: in up to 31 of 100 series of 20 "
                "values, the rules respond to chance alone.");
}

static void restless_values(void **unused)
{
    (void)unused;
    static const double values[] = {1, 9, 2, 8, 1, 9, 2, 8, 1, 9};
    struct measure measure = monthly(values, COUNT(values), "ihi", "up");
    expect_told(measure,
                "Värdena växlar ofta mellan att ligga över och under medianen 5: 9 gånger. Reglerna väntar sig högst "
                "7. Reglerna tar det som ett tecken på att något mer än slumpen spelar in. I högst 16 av 100 serier "
                "med 10 värden slår reglerna till av slumpen ensam.",
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
                "håll. I högst 15 av 100 serier med 13 värden slår reglerna till av slumpen ensam.",
                "Since August 2025, the values have gone down: 5 in a row. The rules take that as a sign of a change, "
                "for the better. In at most 15 of 100 series of 13 values, the rules respond to chance alone.");
    assert_int_equal(progress_of(&measure), PROGRESS_TOWARD);
    expect_text(measured_signal(&swedish, measured_of(&swedish, &measure)), "5 i rad som faller");
    for (size_t i = 0; i < measure.values.count; i++)
        measure.values.items[i].value = -measure.values.items[i].value;
    expect_part(
        told(&swedish, &measure),
        "Sedan augusti 2025 stiger värdena: 5 i rad. Reglerna tar det som ett tecken på en förändring, åt fel håll.");
    expect_text(measured_signal(&english, measured_of(&english, &measure)), "5 in a row going up");
    struct measurement later = {.date = {2026, 2, 0}, .value = -5};
    ARRAY_PUSH(&arena, &measure.values, later);
    expect_told(measure,
                "Från augusti 2025 till januari 2026 steg värdena: 5 i rad. Reglerna tar det som ett tecken på att "
                "något var annorlunda då. Men var försiktig: i upp till 20 av 100 serier med 14 värden slår reglerna "
                "till av slumpen ensam.",
                "From August 2025 to January 2026, the values went up: 5 in a row. The rules take that as a sign that "
                "something was different then. But take care: in up to 20 of 100 series of 14 values, the rules "
                "respond to chance alone.");
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
    add_phase(&measure, (struct date){2026, 4, 15}, "bokbussen kommer varje vecka");
    expect_told(measure,
                "Nytt från och med april 2026: bokbussen kommer varje vecka. Medianen var 31 dessförinnan och har "
                "varit 34,5 påsar sedan dess. Efter det finns ännu bara 4 värden. Det behövs fler för att skilja en "
                "förändring från slumpen: reglerna kräver minst 10.",
                "New from April 2026 on: bokbussen kommer varje vecka. The median was 31 before that, and has been "
                "34.5 påsar since. That has given only 4 values so far. More are needed to tell a change from chance: "
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
                "Nytt från och med januari 2026: nya påsar. Medianen var 20,5 dessförinnan och har varit 31,5 påsar "
                "sedan dess. Reglerna prövar bara värdena efter det: 20 av 32. Sedan december 2026 ligger 9 värden i "
                "rad över medianen 31,5. Dessutom korsar värdena medianen bara 3 gånger. Reglerna väntar sig minst 6. "
                "Så ser slumpen sällan ut: något har troligen förändrats, åt rätt håll. I högst 3 av 100 serier med 20 "
                "värden slår reglerna till av slumpen ensam.",
                "New from January 2026 on: nya påsar. The median was 20.5 before that, and has been 31.5 påsar since. "
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
                "hur ofta reglerna slår till av slumpen ensam.",
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
                                          "dessförinnan och är nu 9 påsar. Reglerna prövar");
    expect_text(
        text_slice(told(&english, &measure), 0, 108),
        "New from March 2025 on: mer. The median that the values are compared with was 10 before that, and is now 9 p");
}

/* Goals */

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
        {"up", "påsar", 60, PROGRESS_FEW, "Det är 25,5 kvar till målet, 60 påsar.",
         "The goal, 60 påsar, is 25.5 away."},
        {"up", "påsar", 34.5, PROGRESS_REACHED, "Det senaste värdet når målet, 34,5 påsar.",
         "The latest value reaches the goal, 34.5 påsar."},
        {"up", "", 20, PROGRESS_REACHED, "Det senaste värdet når målet, 20.", "The latest value reaches the goal, 20."},
        {"down", "procent av eleverna", 30, PROGRESS_FEW,
         "Det är 4,5 procentenheter kvar till målet, 30 procent av eleverna.",
         "The goal, 30 procent av eleverna, is 4.5 percentage points away."},
        {"up", "%", 35.5, PROGRESS_FEW, "Det är 1 procentenhet kvar till målet, 35,5\u00A0%.",
         "The goal, 35.5\u00A0%, is 1 percentage point away."},
        {"up", "Per cent of pupils", 36.5, PROGRESS_FEW,
         "Det är 2 procentenheter kvar till målet, 36,5 Per cent of pupils.",
         "The goal, 36.5 Per cent of pupils, is 2 percentage points away."},
        {"up", "percent", 36.5, PROGRESS_FEW, "Det är 2 procentenheter kvar till målet, 36,5 percent.",
         "The goal, 36.5 percent, is 2 percentage points away."},
        {"up", "procentare", 36.5, PROGRESS_FEW, "Det är 2 kvar till målet, 36,5 procentare.",
         "The goal, 36.5 procentare, is 2 away."},
        {"", "påsar", 30, PROGRESS_FEW, "Det senaste värdet ligger 4,5 från målet, 30 påsar.",
         "The latest value is 4.5 from the goal, 30 påsar."},
        {"", "påsar", 34.5, PROGRESS_FEW, "Det senaste värdet är detsamma som målet, 34,5 påsar.",
         "The latest value is the same as the goal, 34.5 påsar."},
        /* what is not to be seen is no distance */
        {"up", "påsar", 34.500001, PROGRESS_REACHED, "Det senaste värdet når målet, 34,5 påsar.",
         "The latest value reaches the goal, 34.5 påsar."},
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
        {PROGRESS_CHANGED, true, "Något har förändrats", "Something has changed", "◆"},
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

/* Chance almost always gives a signal in so long a series; and no size is too much. */
static void long_and_odd_series(void **unused)
{
    (void)unused;
    double values[600];
    for (size_t i = 0; i < COUNT(values); i++)
        values[i] = (double)i;
    struct measure measure = monthly(values, COUNT(values), "ihi", "up");
    expect_part(told(&swedish, &measure),
                "Men var försiktig: i en serie med 600 värden slår reglerna nästan alltid till av slumpen ensam.");
    expect_part(told(&english, &measure), "of 600 values, the rules almost always respond to chance alone.");
    measure.has_goal = true;
    measure.goal = -1.7e308;
    for (size_t i = 0; i < COUNT(values); i++)
        measure.values.items[i].value = i % 3 ? 1.7e308 : -1.7e308;
    assert_true(told(&swedish, &measure).size > 0);
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
        cmocka_unit_test(restless_values),
        cmocka_unit_test(trends),
        cmocka_unit_test(phases),
        cmocka_unit_test(a_signal_in_a_phase),
        cmocka_unit_test(a_frozen_median),
        cmocka_unit_test(fixed_goals),
        cmocka_unit_test(moving_goals),
        cmocka_unit_test(the_goal_on_a_day),
        cmocka_unit_test(marked_values),
        cmocka_unit_test(rules_in_words),
        cmocka_unit_test(progress_in_words),
        cmocka_unit_test(long_and_odd_series),
    };
    return cmocka_run_group_tests_name("view/measured_sentence", tests, open_views, close_views);
}
