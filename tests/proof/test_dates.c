/* Dates with their weekdays, and times of day: what is found, and what only looks like it. */
#include "marked.h"
#include "proof/dates.h"

#define NBSP "\u00A0"
#define SHY "\u00AD"

struct found_case {
    const char *marked; /* what is to be found stands between « and » */
    const char *values; /* parted by " | ": the date, the weekday and its text, "!" when it does not exist */
};

static void add_date(struct buffer *values, struct text text, const struct written_date *found)
{
    if (values->size)
        buffer_add_string(values, " | ");
    buffer_format(values, "%d-%d-%d", found->date.year, found->date.month, found->date.day);
    if (found->weekday >= 0)
        buffer_format(values, " %d:%.*s", found->weekday,
                      TEXT_ARGUMENTS(text_slice(text, found->weekday_from, found->weekday_to)));
    if (!found->exists)
        buffer_add_byte(values, '!');
}

static bool dates_hold(const struct found_case *one)
{
    struct arena arena = {0};
    struct text text = unmarked(&arena, one->marked);
    struct buffer marked = {.arena = &arena}, values = {.arena = &arena};
    struct written_date found;
    size_t done = 0;
    while (date_find(text, done, &found)) {
        mark(&marked, text, &done, found.from, found.to);
        add_date(&values, text, &found);
    }
    buffer_add(&marked, text_slice(text, done, text.size));
    bool is_good = is_same(buffer_text(&marked), one->marked);
    is_good &= is_same(buffer_text(&values), one->values ? one->values : "");
    arena_release(&arena);
    return is_good;
}

static void add_time(struct buffer *values, const struct written_times *found)
{
    if (values->size)
        buffer_add_string(values, " | ");
    assert_true(found->exists == found->start.is_set);
    if (found->exists)
        buffer_format(values, "%d:%02d", found->start.hour, found->start.minute);
    else
        buffer_add_byte(values, '!');
    if (found->end.is_set)
        buffer_format(values, "–%d:%02d", found->end.hour, found->end.minute);
}

static bool times_hold(const struct found_case *one)
{
    struct arena arena = {0};
    struct text text = unmarked(&arena, one->marked);
    struct buffer marked = {.arena = &arena}, values = {.arena = &arena};
    struct written_times found;
    size_t done = 0;
    while (times_find(text, done, &found)) {
        mark(&marked, text, &done, found.from, found.to);
        add_time(&values, &found);
    }
    buffer_add(&marked, text_slice(text, done, text.size));
    bool is_good = is_same(buffer_text(&marked), one->marked);
    is_good &= is_same(buffer_text(&values), one->values ? one->values : "");
    arena_release(&arena);
    return is_good;
}

static void check_cases(bool (*holds)(const struct found_case *), const struct found_case *cases, size_t count)
{
    size_t failures = 0;
    for (size_t i = 0; i < count; i++)
        failures += !holds(&cases[i]);
    if (failures)
        fail_msg("%zu of %zu cases", failures, count);
}

#define CHECK_CASES(holds, cases) check_cases((holds), (cases), sizeof(cases) / sizeof *(cases))

static void swedish(void **state)
{
    (void)state;
    static const struct found_case cases[] = {
        {"«24 februari 2021»", "2021-2-24"},
        {"«24 februari»", "0-2-24"},
        {"Den «3 mars» sågs vi.", "0-3-3"},
        {"«tisdag 24 februari 2021»", "2021-2-24 1:tisdag"},
        {"«Tisdag 24 Februari 2021»", "2021-2-24 1:Tisdag"},
        {"«TISDAG 24 FEBRUARI 2021»", "2021-2-24 1:TISDAG"},
        {"«tisdagen den 24 februari»", "0-2-24 1:tisdagen"},
        {"«Måndagen den 1 mars 2021»", "2021-3-1 0:Måndagen"},
        {"«MÅNDAG 1 MARS»", "0-3-1 0:MÅNDAG"},
        {"på «lördag, den 6 mars»", "0-3-6 5:lördag"},
        {"på «lo\u0308r\u00ADdag, den 6 mars»", "0-3-6 5:lo\u0308r\u00ADdag"}, /* as macOS writes ö */
        {"«söndag, 7 mars 2021»,", "2021-3-7 6:söndag"},
        {"«onsdagskvällen den 3 mars»", "0-3-3 2:onsdagskvällen"},
        {"«torsdagseftermiddagen 4 mars»", "0-3-4 3:torsdagseftermiddagen"},
        {"Mejla före måndag. Den «17 mars 2027» stänger", "2027-3-17"},
        {"«tis. 24 feb. 2021»", "2021-2-24 1:tis"},
        {"«tis 24 feb»", "0-2-24 1:tis"},
        {"«24 feb».", "0-2-24"},
        {"«24 feb. 2021».", "2021-2-24"},
        {"«24 feb», men", "0-2-24"},
        {"«1 jan 2020»–«31 dec 2020»", "2020-1-1 | 2020-12-31"},
        {"«3 mar» «4 apr» «5 maj» «6 jun» «7 jul» «8 aug» «9 sep» «10 sept» «11 okt» «12 nov»",
         "0-3-3 | 0-4-4 | 0-5-5 | 0-6-6 | 0-7-7 | 0-8-8 | 0-9-9 | 0-9-10 | 0-10-11 | 0-11-12"},
        {"«1 januari» «2 april» «3 juni» «4 juli» «5 augusti» «6 september» «7 oktober» «8 november» «9 december»",
         "0-1-1 | 0-4-2 | 0-6-3 | 0-7-4 | 0-8-5 | 0-9-6 | 0-10-7 | 0-11-8 | 0-12-9"},
        {"den «24:e februari»", "0-2-24"},
        {"den «1:a mars 2021»", "2021-3-1"},
        {"den «8e juni»", "0-6-8"},
        {"«24. februari 2021»", "2021-2-24"},
        {"«24" NBSP "februari" NBSP "2021»", "2021-2-24"},
        {"«24\u202Ffebruari»", "0-2-24"},
        {"«tisdag\n24 februari\r\n2021»", "2021-2-24 1:tisdag"},
        {"«24 feb" SHY "ruari»", "0-2-24"},
        {"«24 februari, 2021»", "2021-2-24"},
        {"«24 februari -21»", "2021-2-24"},
        {"«13 mars»", "0-3-13"},
        {"«03 mars»", "0-3-3"},
        {"«24 februari (tisdag)»", "0-2-24 1:tisdag"},
        {"«24 februari 2021 (tis.)» kl", "2021-2-24 1:tis"},
        {"«tisdag (24 februari») är", "0-2-24 1:tisdag"},
        {"(«24 februari»)", "0-2-24"},
        {"\"«24 februari»\"", "0-2-24"},
        {"«24 februari»-mötet", "0-2-24"},
        {"«24 februari 2021» 88 personer", "2021-2-24"},
        {"kl. 13.00 «24 februari»", "0-2-24"},
        {"covid, «19 mars»", "0-3-19"},
        {"-«3 mars»", "0-3-3"},
        {"* «3 mars 2020»: träff", "2020-3-3"},
        {"«3 mars 2020»\n«27 april 2020»\n", "2020-3-3 | 2020-4-27"},
        {"2020 «3 mars»", "0-3-3"},
        {"v. 2, «3 mars»", "0-3-3"},
    };
    CHECK_CASES(dates_hold, cases);
}

static void numeric(void **state)
{
    (void)state;
    static const struct found_case cases[] = {
        {"«2021-02-24»", "2021-2-24"},
        {"«tisdag 2021-02-24»", "2021-2-24 1:tisdag"},
        {"«2021-02-24 (tisdag)»", "2021-2-24 1:tisdag"},
        {"(«2021-02-24»)", "2021-2-24"},
        {"«2021–02–24»", "2021-2-24"},
        {"«2021\u201102\u201124»", "2021-2-24"},
        {"«2021-02-24»T13:00:00", "2021-2-24"},
        {"«2021-02-24»–«2021-03-01»", "2021-2-24 | 2021-3-1"},
        {"«2021-02-24»/«2021-03-01»", "2021-2-24 | 2021-3-1"},
        {"«2021-02-24».", "2021-2-24"},
        {"«2021-02-24»: träff", "2021-2-24"},
        {"«2021-02-30»", "2021-2-30!"},
        {"«2020-09»", "2020-9-0"},
        {"«24/2»", "0-2-24"},
        {"«tis 24/2»", "0-2-24 1:tis"},
        {"«tisdag den 24/2»", "0-2-24 1:tisdag"},
        {"«24/2 2021»", "2021-2-24"},
        {"«24/2-21»", "2021-2-24"},
        {"«24/2 -21»", "2021-2-24"},
        {"«24/2-2021»", "2021-2-24"},
        {"«24/2»-«28 feb»", "0-2-24 | 0-2-28"},
        {"«24/2/2021»", "2021-2-24"},
        {"«24/02»", "0-2-24"},
        {"«24/2 (tis)»", "0-2-24 1:tis"},
        {"den «3/4»", "0-4-3"},
        {"«lör 3/4»", "0-4-3 5:lör"},
        {"«3/4 2021»", "2021-4-3"},
        {"«3/4» kl. 13", "0-4-3"},
        {"«3/4»–«5/4»", "0-4-3 | 0-4-5"},
        {"«24»–«25/2»", "0-2-24 | 0-2-25"},
        {"«24/2»–«3/3 2021»", "2021-2-24 | 2021-3-3"},
        {"«lör 24/7»", "0-7-24 5:lör"},
        {"«24.2.2021»", "2021-2-24"},
        {"«24.02.2021».", "2021-2-24"},
    };
    CHECK_CASES(dates_hold, cases);
}

static void several(void **state)
{
    (void)state;
    static const struct found_case cases[] = {
        {"«24»–«25 februari 2021»", "2021-2-24 | 2021-2-25"},
        {"«24»-«25 februari»", "0-2-24 | 0-2-25"},
        {"«24» – «25 februari»", "0-2-24 | 0-2-25"},
        {"den «24» till «25 februari»", "0-2-24 | 0-2-25"},
        {"«24» och «25 februari 2021»", "2021-2-24 | 2021-2-25"},
        {"den «24:e» och den «25:e februari 2021»", "2021-2-24 | 2021-2-25"},
        {"«3», «10» och «17 mars 2021»", "2021-3-3 | 2021-3-10 | 2021-3-17"},
        {"«tisdag 24»–«25 februari»", "0-2-24 1:tisdag | 0-2-25"},
        {"«tisdag–onsdag 24»–«25 februari»", "0-2-24 1:tisdag | 0-2-25 2:onsdag"},
        {"«tisdag och onsdag den 24» och «25 februari»", "0-2-24 1:tisdag | 0-2-25 2:onsdag"},
        {"«tis, ons och tors 3», «4» och «5 mars»", "0-3-3 1:tis | 0-3-4 2:ons | 0-3-5 3:tors"},
        {"«tisdag 24» och «onsdag 25 februari 2021»", "2021-2-24 1:tisdag | 2021-2-25 2:onsdag"},
        {"«lördagen den 24» och «söndagen den 25 februari»", "0-2-24 5:lördagen | 0-2-25 6:söndagen"},
        {"«tisdagarna 3» och «10 mars»", "0-3-3 1:tisdagarna | 0-3-10 1:tisdagarna"},
        {"måndag eller «tisdag 24 februari»", "0-2-24 1:tisdag"},
        {"«28 februari»–«3 mars 2021»", "2021-2-28 | 2021-3-3"},
        {"«28 februari» till «3 mars 2021»", "2021-2-28 | 2021-3-3"},
        {"«tisdag 3 mars», «måndag 27 april» och «måndag 8 juni 2020»",
         "2020-3-3 1:tisdag | 2020-4-27 0:måndag | 2020-6-8 0:måndag"},
        {"«28 december»–«3 januari 2021»", "2020-12-28 | 2021-1-3"},
        {"«mars»–«april 2021»", "2021-3-0 | 2021-4-0"},
        {"«december» till «mars 2021»", "2020-12-0 | 2021-3-0"},
        {"25–«24 februari»", "0-2-24"},
        {"«28 februari»-«3 mars 2021»", "2021-2-28 | 2021-3-3"},
        {"mötet–«3 mars»", "0-3-3"},
        {"Vi var 12\n- «24 februari»", "0-2-24"}, /* an item of a list */
        {"tisdag och onsdag\n3\n- «24 februari»", "0-2-24"},
        {"«24» –\n«25 februari»", "0-2-24 | 0-2-25"},
    };
    CHECK_CASES(dates_hold, cases);
}

static void english(void **state)
{
    (void)state;
    static const struct found_case cases[] = {
        {"«Tuesday 24 February 2021»", "2021-2-24 1:Tuesday"},
        {"«Tuesday, February 24, 2021»", "2021-2-24 1:Tuesday"},
        {"«Tuesday, 24 February 2021»", "2021-2-24 1:Tuesday"},
        {"«Tue 24 Feb»", "0-2-24 1:Tue"},
        {"«Tue. Feb. 24»", "0-2-24 1:Tue"},
        {"«February 24th»", "0-2-24"},
        {"«February 24», 88 people", "0-2-24"},
        {"the «24th of February 2021»", "2021-2-24"},
        {"«Thursday the 4th of March»", "0-3-4 3:Thursday"},
        {"«February 24»–«25, 2021»", "2021-2-24 | 2021-2-25"},
        {"«February 24» and «25»", "0-2-24 | 0-2-25"},
        {"«February 28» to «March 3, 2021»", "2021-2-28 | 2021-3-3"},
        {"«May 3, 2021»", "2021-5-3"},
        {"«3 May 2021»", "2021-5-3"},
        {"in «May 2021»", "2021-5-0"},
        {"«2 October» and «1 March»", "0-10-2 | 0-3-1"},
        {"«1st March 2021»", "2021-3-1"},
    };
    CHECK_CASES(dates_hold, cases);
}

static void months(void **state)
{
    (void)state;
    static const struct found_case cases[] = {
        {"i «februari 2021»", "2021-2-0"},
        {"i «februari» var", "0-2-0"},
        {"«Mars 2023»\n", "2023-3-0"},
        {"«Januari 2021»\n«2021-01-19»", "2021-1-0 | 2021-1-19"},
        {"Mars\n«2020-03-03»", "2020-3-3"},
        {"i «april 2021» 88 utbildade", "2021-4-0"},
        {"i «maj».", "0-5-0"},
        {"«dec. 2021»", "2021-12-0"},
        {"«februari»-mötet", "0-2-0"},
    };
    CHECK_CASES(dates_hold, cases);
}

static void mistyped(void **state)
{
    (void)state;
    static const struct found_case cases[] = {
        {"«31 april»", "0-4-31!"},
        {"«30 februari»", "0-2-30!"},
        {"«29 februari»", "0-2-29"},
        {"«29 februari 2020»", "2020-2-29"},
        {"«29 februari 2021»", "2021-2-29!"},
        {"«29 februari»–«3 mars 2021»", "2021-2-29! | 2021-3-3"},
        {"«fredag 31 september»", "0-9-31 4:fredag!"},
        {"«32 mars»", "0-3-32!"},
        {"«31/4»", "0-4-31!"},
        {"«2021-04-31»", "2021-4-31!"},
    };
    CHECK_CASES(dates_hold, cases);
}

static void no_dates(void **state)
{
    (void)state;
    static const struct found_case cases[] = {
        {"24 marsipan", NULL},
        {"24 majoritet", NULL},
        {"24 majs", NULL},
        {"5 augustinermunkar", NULL},
        {"3 decembermöten", NULL},
        {"februarimötet", NULL},
        {"mötesjanuari", NULL},
        {"åmaj ömars émars", NULL},
        {"marså", NULL},
        {"113 Mars", NULL},
        {"1 000 Mars", NULL},
        {"2021 Mars", NULL},
        {"A3 Mars", NULL},
        {"covid-19 Mars", NULL},
        {"2,3 Mars", NULL},
        {"2.3 Mars", NULL},
        {"0 Mars 40 Mars", NULL},
        {"Maj Ek och April Ek", NULL},
        {"Maj-Britt", NULL},
        {"you may 3 times", NULL},
        {"may 2021", NULL},
        {"Jan Ek", NULL},
        {"jul och jan", NULL},
        {"tisdag", NULL},
        {"tisdag 24", NULL},
        {"24:e", NULL},
        {"1/2 och 3/4 och 2/3", NULL},
        {"9/12 team", NULL},
        {"öppet 24/7", NULL},
        {"120/80", NULL},
        {"24/13", NULL},
        {"32/2", NULL},
        {"24/2/5", NULL},
        {"1/24/2", NULL},
        {"24/2,5", NULL},
        {"2020/2021", NULL},
        {"läsåret 2020/21", NULL},
        {"läsåret 20/21", NULL},
        {"24 / 2", NULL},
        {"https://example.org/2021/02/24/", NULL},
        {"https://example.org/2021-02-24.html", NULL},
        {"https://example.org/24/2", NULL},
        {"https://example.org/februari", NULL},
        {"anna@april.example.org", NULL},
        {"foto-2021-02-24.jpg", NULL},
        {"foto_2021-02-24", NULL},
        {"2021-02-24.pdf", NULL},
        {"2021-02-24-protokoll", NULL},
        {"?d=2021-02-24", NULL},
        {"2020-2021", NULL},
        {"2011-12", NULL},
        {"2009-10", NULL},
        {"2021-13", NULL},
        {"2021-13-01", NULL},
        {"2021-02-240", NULL},
        {"2021-2-24", NULL},
        {"2021 - 02 - 24", NULL},
        {"12021-02-24", NULL},
        {"1021-02-24", NULL},
        {"20210224", NULL},
        {"24.2.21", NULL},
        {"version 24.2.2021.1", NULL},
        {"24.2", NULL},
        {"24\n\nMars", NULL},
        {"24     Mars", NULL},
        {"2018:1937", NULL},
        {"910717-2380", NULL},
        {"070-174 06 05", NULL},
        {"10 000 kronor", NULL},
        {"", NULL},
        {"24", NULL},
        {"3,", NULL},
        {"tisdag 1, 2, 3, 4", NULL},
    };
    CHECK_CASES(dates_hold, cases);
}

static void times(void **state)
{
    (void)state;
    static const struct found_case cases[] = {
        {"«kl. 13»", "13:00"},
        {"«kl 13»", "13:00"},
        {"«Kl. 13.30».", "13:30"},
        {"«kl. 13:30»", "13:30"},
        {"«kl: 13»", "13:00"},
        {"«klockan 13»", "13:00"},
        {"«Klockan 9.15» börjar", "9:15"},
        {"«kl. 13–16»", "13:00–16:00"},
        {"«kl 13-16»", "13:00–16:00"},
        {"«kl. 9.00–15.30»", "9:00–15:30"},
        {"«kl 9.00-15.30».", "9:00–15:30"},
        {"«kl. 09.00 – 15.30»", "9:00–15:30"},
        {"«kl. 9–15.30»", "9:00–15:30"},
        {"«kl. 13 till 16»", "13:00–16:00"},
        {"«kl." NBSP "13–16»", "13:00–16:00"},
        {"«kl.\n13–16»", "13:00–16:00"},
        {"«kl 1300»", "13:00"},
        {"«kl 0900-1530»", "9:00–15:30"},
        {"«kl. 13». 24 deltog", "13:00"},
        {"«kl. 13», 24 februari", "13:00"},
        {"«kl. 13»\n- 16 deltog", "13:00"},
        {"«kl. 24»", "0:00"},
        {"«kl. 22–24.00»", "22:00–0:00"},
        {"«kl. 13–16», fika «kl. 14.30»", "13:00–16:00 | 14:30"},
        {"mellan «kl. 13» och 16", "13:00"},
        {"«13:00»", "13:00"},
        {"«13:00–16:00»", "13:00–16:00"},
        {"«9:00»,", "9:00"},
        {"«13:00»–16", "13:00"},
        {"«13:00 to 16:00»", "13:00–16:00"},
        {"«9.00–15.30»", "9:00–15:30"},
        {"24 februari «13.00-16.00».", "13:00–16:00"},
        {"«1 pm»", "13:00"},
        {"«1.30 p.m.» sharp", "13:30"},
        {"«9–11 am»", "9:00–11:00"},
        {"«1–3 pm»", "13:00–15:00"},
        {"«11 am–1 pm»", "11:00–13:00"},
        {"«12 am» «12 pm»", "0:00 | 12:00"},
        {"«kl. 25.70»", "!"},
        {"«kl. 25»", "!"},
        {"«kl. 13.60»", "!"},
        {"«kl. 9.5»", "!"},
        {"«kl. 13–25»", "!"},
        {"«kl 2460»", "!"},
    };
    CHECK_CASES(times_hold, cases);
}

static void no_times(void **state)
{
    (void)state;
    static const struct found_case cases[] = {
        {"13", NULL},
        {"13.30", NULL},
        {"9–15", NULL},
        {"13–16 deltagare", NULL},
        {"klass 13", NULL},
        {"klockan är 13", NULL},
        {"klockan tre", NULL},
        {"kl. ", NULL},
        {"nyckl 13", NULL},
        {"kl\n\n13", NULL},
        {"kl. 130", NULL},
        {"25:70", NULL},
        {"13:5", NULL},
        {"113:00", NULL},
        {"1:02:33", NULL},
        {"12:45 min", NULL},
        {"skala 1:50 000", NULL},
        {"2018:1937", NULL},
        {"2009:600", NULL},
        {"13:00a", NULL},
        {"a13:00", NULL},
        {"12.50–14.95 kr", NULL},
        {"12.50–14.50 kr", NULL},
        {"12.50–14.50 %", NULL},
        {"9.12–9.17", NULL},
        {"9.12–9.20", NULL},
        {"9.10–9.17", NULL},
        {"15.30–9.00", NULL},
        {"1.5–2.5", NULL},
        {"08-465 004 00", NULL},
        {"2021-02-24", NULL},
        {"13 pm", NULL},
        {"1 pmr", NULL},
        {"I am 5 to 10", NULL},
        {"10:e", NULL},
        {"", NULL},
        {":", NULL},
        {"1:", NULL},
    };
    CHECK_CASES(times_hold, cases);
}

static void finds_from_a_place(void **state)
{
    (void)state;
    struct text text = TEXT("tisdag 24 februari 2021");
    struct written_date found;
    assert_true(date_find(text, 1, &found)); /* the weekday begins earlier: it counts, but is not in the find */
    assert_int_equal(found.from, 7);
    assert_int_equal(found.weekday, 1);
    assert_int_equal(found.weekday_from, 0);
    assert_true(date_find(text, 8, &found)); /* no half number: "februari 2021" */
    assert_int_equal(found.from, 10);
    assert_int_equal(found.date.day, 0);
    assert_false(date_find(text, 11, &found));
    assert_false(date_find(text, text.size, &found));
    assert_false(date_find(text, text.size + 1, &found));
    assert_false(date_find((struct text){0}, 0, &found));
    struct written_times times_found;
    assert_true(times_find(TEXT("kl. 13–16"), 1, &times_found));
    assert_int_equal(times_found.from, 4);
    assert_false(times_find(TEXT("kl. 13–16"), 5, &times_found));
    assert_false(times_find((struct text){0}, 0, &times_found));
}

/* All finds of what is made to take long; in bounded time. */
static void hostile(void **state)
{
    (void)state;
    static const struct {
        const char *unit;
        size_t size;
    } cases[] = {
        {"1", 10000000},          {"a", 10000000},      {" ", 10000000},         {"1,", 300000},
        {"1-", 300000},           {"1 ", 300000},       {"1/", 300000},          {"1/1-", 300000},
        {"1-2-3-4-5-6-", 300000}, {"3 mars, ", 300000}, {"mars-", 300000},       {"tis-", 300000},
        {"tis ", 300000},         {"May 1-", 300000},   {"2021-02-24-", 300000}, {"kl. ", 300000},
        {"13:00-", 300000},       {"1:", 300000},       {"å", 300000},           {"\x80", 300000},
        {"\u00AD", 300000},       {"\n", 300000},       {"1 och ", 300000},      {"kl 13-", 300000},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct text text = repeated(cases[i].unit, cases[i].size);
        double start = processor_seconds();
        struct written_date date;
        struct written_times times_found;
        for (size_t at = 0; date_find(text, at, &date); at = date.to)
            assert_true(date.from >= at && date.to > date.from && date.to <= text.size);
        for (size_t at = 0; times_find(text, at, &times_found); at = times_found.to)
            assert_true(times_found.from >= at && times_found.to > times_found.from && times_found.to <= text.size);
        double seconds = processor_seconds() - start;
        if (seconds > 10)
            fail_msg("'%s' took %.1f s", cases[i].unit, seconds);
        free((char *)text.bytes);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(swedish),  cmocka_unit_test(numeric),
        cmocka_unit_test(several),  cmocka_unit_test(english),
        cmocka_unit_test(months),   cmocka_unit_test(mistyped),
        cmocka_unit_test(no_dates), cmocka_unit_test(times),
        cmocka_unit_test(no_times), cmocka_unit_test(finds_from_a_place),
        cmocka_unit_test(hostile),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
