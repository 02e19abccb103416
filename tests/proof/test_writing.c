/* The writing rules: what breaks them, and what only looks so. */
#include "finds.h"

#include "proof/writing.h"

/* "rule: words > suggestion | …" */
static struct text all_finds(struct arena *arena, struct text text)
{
    struct buffer buffer = {.arena = arena};
    struct writing_find find;
    for (size_t from = 0; writing_find(arena, text, from, &find); from = find.to) {
        assert_true(find.from >= from && find.to > find.from && find.to <= text.size);
        struct text words = text_slice(text, find.from, find.to);
        buffer_format(&buffer, "%s%s: %.*s > %.*s", buffer.size ? " | " : "", find.rule->name, TEXT_ARGUMENTS(words),
                      TEXT_ARGUMENTS(find.suggestion));
    }
    return buffer_text(&buffer);
}

static void dates(void **state)
{
    (void)state;
    static const struct find_case cases[] = {
        {"Träffen är 13/12 2026.", "date: 13/12 2026 > 13 december 2026"},
        {"13.12.2026 ses vi", "date: 13.12.2026 > 13 december 2026"},
        {"Brevet av 13/12-26 och (1/3/2027)", "date: 13/12-26 > 13 december 2026 | date: 1/3/2027 > 1 mars 2027"},
        {"9/11-98", "date: 9/11-98 > 9 november 1998"},
        {"den 13:e december 2026", "date: 13:e december 2026 > 13 december 2026"},
        {"Den 1:a maj och den 2:de Juni", "date: 1:a maj > 1 maj | date: 2:de Juni > 2 juni"},
        {"den 13/12 ses vi, Den 1/3 inte", "date: 13/12 > 13 december | date: 1/3 > 1 mars"},
        {"den 24 Februari", "date: 24 Februari > 24 februari"},
        {"24 Februari 2026.", "date: 24 Februari 2026 > 24 februari 2026"},
        /* right, or no dates */
        {"den 13 december 2026, 2026-12-13, 13 mars", ""},
        {"31/2 2026, 12/13 2026, 32.1.2026 och 13/12 3026", ""},
        {"1/2 av barnen, 24/7, 3/4 dl", ""},
        {"SFS 2018:1937, 192.168.10.2026, v1.12.2026, 1.2.3", ""},
        {"den 13:e gången, 2:a omgången, 1:a Majgatan", ""},
        {"https://example.org/13/12/2026 och bild_13.12.2026.png", ""},
        {"113/12 2026, 13/12 20266-x, a13/12 2026", ""},
        {"", ""},
    };
    check_finds(cases, COUNT(cases), all_finds);
}

static void capitals(void **state)
{
    (void)state;
    static const struct find_case cases[] = {
        {"Vi ses på Tisdag.", "capital: Tisdag > tisdag"},
        {"På Tisdag 24 Februari", "capital: Tisdag > tisdag | date: 24 Februari > 24 februari"},
        {"nästa Lördag och i Januari", "capital: Lördag > lördag | capital: Januari > januari"},
        {"under Mars 2027 och hela Söndagen", "capital: Mars > mars | capital: Söndagen > söndagen"},
        /* the first word, a title or a name */
        {"Tisdag är bra. Onsdag också! Torsdag?", ""},
        {"på tisdag i februari", ""},
        {"Onsdag:\nTisdag", ""},
        {"När: Tisdag", ""},
        {"på Maj, med April och till Mars", ""},
        {"hos Söndagsskolan och till Måndagsklubben", ""},
        {"i filmen Svarta Fredag och Fredag Hela Veckan", ""},
        {"den ”Lördag” som var", ""},
    };
    check_finds(cases, COUNT(cases), all_finds);
}

static void times(void **state)
{
    (void)state;
    static const struct find_case cases[] = {
        {"Vi ses kl 9:00.", "time: kl 9:00 > kl. 9.00"},
        {"kl. 09.00", "time: kl. 09.00 > kl. 9.00"},
        {"kl 13", "time: kl 13 > kl. 13"},
        {"Kl.9 och kl. 09", "time: Kl.9 > Kl. 9 | time: kl. 09 > kl. 9"},
        {"klockan 13:00", "time: klockan 13:00 > klockan 13.00"},
        {"kl. 9.00–15.00", "time: kl. 9.00–15.00 > kl. 9–15"},
        {"kl. 9.00-15.30", "time: kl. 9.00-15.30 > kl. 9.00–15.30"},
        {"kl. 9 - 15.", "time: kl. 9 - 15 > kl. 9–15"},
        {"kl. 9-15", "time: kl. 9-15 > kl. 9–15"},
        {"i tiden 9:00–15:30", "time: 9:00–15:30 > 9.00–15.30"},
        {"15.40-16.00 fika", "time: 15.40-16.00 > 15.40–16.00"},
        {"Fika 14:30 och start 09.00", "time: 14:30 > 14.30 | time: 09.00 > 9.00"},
        /* right */
        {"kl. 9, kl. 9.30, kl. 9–15, kl. 9.00–15.30, kl. 00.30", ""},
        {"kl.\u00A013 och kl. 9.", ""},
        {"klockan fyra, klockan 13, klockan 9.30", ""},
        {"9.00–15.30 i matsalen", ""},
        /* no times */
        {"kl. 9 – 15 barn kom senare", ""},
        {"Joh 3:16, SFS 2018:1937, skala 1:50, 10:1", ""},
        {"på 2:15 timmar, 1:30 min, 1:15 sek", ""},
        {"2.10–3.15 kr", "decimal: 2.10–3.15 > 2,10–3,15"},
        {"10:15:30 och 25:00 och 12:60", ""},
        {"version 2.15, klass 9, klubb 13, kl 25", ""},
        {"start: 2:07, avsnitt 2:15, Ps 12:15", ""},
        {"kl", ""},
        {"kl.", ""},
        {"klockan", ""},
        {"k", ""},
    };
    check_finds(cases, COUNT(cases), all_finds);
}

static void numbers(void **state)
{
    (void)state;
    static const struct find_case cases[] = {
        {"De var 10000 barn.", "number: 10000 > 10 000"},
        {"Omkring 1250000 kronor", "number: 1250000 > 1 250 000"},
        {"10.000 kronor och 1.250.000", "number: 10.000 > 10 000 | number: 1.250.000 > 1 250 000"},
        {"10,000 kronor", "number: 10,000 > 10 000"},
        {"nu 15000-20000 personer", "number: 15000-20000 > 15 000–20 000"},
        {"12345.", "number: 12345 > 12 345"},
        {"640823 kronor", "number: 640823 > 640 823"},
        /* right */
        {"1000 barn, 10 000 barn, 1 000 000 kronor, 9999, år 2026, 1,25", ""},
        {"10\u00A0000 barn", ""},
        /* others */
        {"553 16 Jönköping och 55316 Jönköping", ""},
        {"070-174 06 05, 0701740605, +46 70 174 06 05, 036-324000", ""},
        {"ärende 12345, nr 12345, dnr. 12345, diarienummer: 12345, #12345, EN 301549, Box 12345", ""},
        {"19910717-2380, 199107172380, 5566778899, 20261213, (640823)", ""},
        {"192.168.100.200 och 10.1000 och 1.2.3", ""},
        {"2,125 och 10,050 liter", ""},
        {"A10000, 10000-x, 10000/2, 10000:2, id_10000, x=10000", ""},
        {"123456789012345678901234567890", ""},
    };
    check_finds(cases, COUNT(cases), all_finds);
}

static void decimals(void **state)
{
    (void)state;
    static const struct find_case cases[] = {
        {"3.5 % av barnen", "decimal: 3.5 > 3,5"},
        {"2.4 procentenheter, 0.5 miljoner", "decimal: 2.4 > 2,4 | decimal: 0.5 > 0,5"},
        {"2.5-3.5 procent", "decimal: 2.5-3.5 > 2,5–3,5"},
        {"3.5%", "decimal: 3.5% > 3,5 %"},
        {"1.125 %", "number: 1.125 > 1 125"}, /* three digits are thousands */
        {"0.125 %", "decimal: 0.125 > 0,125"},
        /* right, or no decimals */
        {"3,5 %", ""},
        {"version 2.0, WCAG 2.1, Rundbrev 2.0 kg, avsnitt 3.2, punkt 4.1 och enligt 3.2", ""},
        {"kl. 9.30 dagar", ""},
        {"2.1.3 kr och 3.5.", ""},
    };
    check_finds(cases, COUNT(cases), all_finds);
}

static void units(void **state)
{
    (void)state;
    static const struct find_case cases[] = {
        {"50% av 20kr", "unit: 50% > 50 % | unit: 20kr > 20 kr"},
        {"10-20% och 9§", "unit: 10-20% > 10–20 % | unit: 9§ > 9 §"},
        {"20°C, 5kg.", "unit: 20°C > 20 °C | unit: 5kg > 5 kg"},
        /* right, or no units */
        {"50 %, 20 kr, 9 §, 50\u00A0%", ""},
        {"50%-ig, 100%igt, 5krona, 4G, A4, 3D, 90-tal, 5:e", ""},
        {"a50%, https://example.org/%20kr", ""},
    };
    check_finds(cases, COUNT(cases), all_finds);
}

static void intervals(void **state)
{
    (void)state;
    static const struct find_case cases[] = {
        {"sidorna 9-15, 250-300 namn", "interval: 9-15 > 9–15 | interval: 250-300 > 250–300"},
        {"åren 2020-2021 och 2020-21", "interval: 2020-2021 > 2020–2021 | interval: 2020-21 > 2020–21"},
        {"6-20 år, 16-20-åringar", "interval: 6-20 > 6–20 | interval: 16-20 > 16–20"},
        {"10 000-12 000 kr", "interval: 10 000-12 000 > 10 000–12 000"},
        {"(4-6) och 2,5-3,5 kg", "interval: 4-6 > 4–6 | interval: 2,5-3,5 > 2,5–3,5"},
        {"0-3 år", "interval: 0-3 > 0–3"},
        /* right, or no intervals */
        {"9–15, 2020–2021, 3 - 5 barn", ""},
        {"2026-12-13, 2026-09, 2026-12-13-2026-12-15", ""},
        {"070-1740605, 036-32 40 00, 08-123 45, +46 70-174 06 05, tel 123-456, ring 12-34", ""},
        {"covid-19, A3-4, F-6, 640823-3234, 556677-8899", ""},
        {"EN 301-549, ISO 9001-9015, 1-2-3-metoden, 1-2/3", ""},
        {"vann med 3-1, 5-5, 4-6:an", ""},
        {"91-7000-123-4", ""},
        {"9-15.html, 9-15_x, 1-2@example.org", ""},
    };
    check_finds(cases, COUNT(cases), all_finds);
}

static void spaces(void **state)
{
    (void)state;
    static const struct find_case cases[] = {
        {"två  ord", "space-double:    >  "},
        {"slut.  Nästa", "space-double:    >  "},
        {"ord , ord .", "space-before:  , > , | space-before:  . > ."},
        {"Ja  !", "space-before:   ! > !"},
        {"slut.Nästa mening", "space-missing: slut.Nästa > slut. Nästa"},
        {"ett,två", "space-missing: ett,två > ett, två"},
        {"Hejsan!Vad nu?Jo", "space-missing: Hejsan!Vad > Hejsan! Vad"},
        /* right, or no words */
        {"ord, ord. Ord! Ord? Ord: ord; ord … ord", ""},
        {"  indrag\n  och slut  \nmer  ", ""},
        {"t.ex. bl.a. p.g.a. Fil.Mag J.R.R. U.S.A", ""},
        {"Node.js, imy.se, README.md, www.Example.Org, anna@Exempel.Se, rad.Med.Flera", ""},
        {"i .net ordet, :) och ;-) samt 3 : 4", ""},
        {"- , -", ""},
        {"SKR:s, 2,5, a,b", ""},
    };
    check_finds(cases, COUNT(cases), all_finds);
}

/* A search that begins in the middle finds the rest. */
static void going_on(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct writing_find find;
    struct text text = TEXT("kl 9 och kl 10");
    assert_true(writing_find(&arena, text, 1, &find));
    assert_int_equal(find.from, 9);
    assert_int_equal(find.to, 14);
    assert_false(writing_find(&arena, text, 14, &find));
    assert_false(writing_find(&arena, (struct text){0}, 0, &find));
    arena_release(&arena);
}

static void read_all(struct text text)
{
    struct arena arena = {0};
    struct writing_find find;
    for (size_t from = 0; writing_find(&arena, text, from, &find); from = find.to)
        assert_true(find.to > find.from && find.from >= from);
    arena_release(&arena);
}

static void hostile(void **state)
{
    (void)state;
    static const char *const units[] = {"1",      ".",        "1-",        "1 ",   "1 000 ", "kl 9",
                                        "13/12 ", "\xC2\xA0", "\x80",      "a  ",  "a, ",    "1:1 ",
                                        "\n",     "a.B ",     "a\xCC\x81", "\xC3", "9-15 ",  "1\xC2\xA0"};
    /* Just short enough not to be passed over as no words at all. */
#define TIMES_64(unit) EIGHT(EIGHT(unit))
#define EIGHT(unit) unit unit unit unit unit unit unit unit
    static const char *const long_words[] = {TIMES_64("1-") " ",   TIMES_64("(1.") " ", TIMES_64("(1:") " ",
                                             TIMES_64("(1/") "2 ", TIMES_64("a,") " ",  TIMES_64("(kl") " "};
    static const char *const large[] = {"a", "Den 10000 barn, "};
    check_hostile(units, COUNT(units), MEGABYTE, read_all);
    check_hostile(long_words, COUNT(long_words), MEGABYTE, read_all);
    check_hostile(large, COUNT(large), 10 * MEGABYTE, read_all);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates),    cmocka_unit_test(capitals), cmocka_unit_test(times),     cmocka_unit_test(numbers),
        cmocka_unit_test(decimals), cmocka_unit_test(units),    cmocka_unit_test(intervals), cmocka_unit_test(spaces),
        cmocka_unit_test(going_on), cmocka_unit_test(hostile),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
