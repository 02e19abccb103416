/* LIX: what is a word, a long word and a sentence. */
#include "finds.h"

#include "proof/readability.h"

static struct readability count(const char *piece, const struct map *known)
{
    struct readability readability = {0};
    readability_add(&readability, text_from(piece), known);
    return readability;
}

static void the_formula(void **state)
{
    (void)state;
    /* the example of Swedish Wikipedia */
    struct readability example = {.words = 437, .sentences = 21, .long_words = 112};
    assert_float_equal(readability_lix(&example), 46.4, 0.05);
    assert_float_equal(readability_lix(&(struct readability){10, 1, 0}), 10, 1e-9);
    assert_float_equal(readability_lix(&(struct readability){10, 2, 5}), 55, 1e-9);
    assert_float_equal(readability_lix(&(struct readability){0}), 0, 0);
}

static void a_text(void **state)
{
    (void)state;
    struct readability sum = {0};
    readability_add(&sum, TEXT("En rubrik"), NULL);
    readability_add(&sum, TEXT(""), NULL);
    readability_add(&sum, TEXT(" – \n"), NULL);
    readability_add(&sum, TEXT("Biblioteken lånade ut böcker. Det gick bra!"), NULL);
    assert_int_equal(sum.words, 9);
    assert_int_equal(sum.sentences, 3);
    assert_int_equal(sum.long_words, 1);
    assert_float_equal(readability_lix(&sum), 9 / 3.0 + 100 / 9.0, 1e-9);
}

struct word_case {
    const char *text;
    size_t words, long_words;
};

static void words(void **state)
{
    (void)state;
    static const struct word_case cases[] = {
        {"", 0, 0},
        {"–  …!", 0, 0},
        {"hej", 1, 0},
        {"sexsex", 1, 0}, /* six letters are not long */
        {"sjusjus!", 1, 1},
        {"åäöåäö", 1, 0}, /* letters, not bytes */
        {"åäöåäöå", 1, 1},
        {"a\u030Aa\u0308o\u0308a\u030Aa\u0308o\u0308", 1, 0}, /* accents of their own */
        {"sjusju\u00ADs", 1, 1},                              /* a soft hyphen shows nothing */
        {"e-postadress", 1, 1},
        {"e-post kultur- och fritid", 4, 0},
        {"16-20-åringar", 1, 1},
        {"och/eller", 2, 0},
        {"SKR:s PGSA:s", 2, 0},
        {"don't barnet’s", 2, 1},
        {"i dag kl. 13.00 den 13/12 2026", 7, 0},
        {"1 000 000 2,5 93 % 1234567890", 6, 0},
        {"t.ex. fr.o.m. p.g.a.", 3, 0},
        {"Se https://www.example.org/en/mycket-lang-adress, imy.se/tillsyn och natverk@example.org.", 5, 0},
        {"https://www.example.org/mötesanteckningar", 1, 0},
        {"natverk.example.org", 1, 0},
        {"slut.Nästa", 2, 0},
        {"ord–ord ord—ord", 4, 0},
        {"\xFF\xFEhej\x80", 1, 0},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct readability found = count(cases[i].text, NULL);
        if (found.words != cases[i].words || found.long_words != cases[i].long_words)
            fail_msg("%s: %zu words, %zu long", cases[i].text, found.words, found.long_words);
    }
}

/* The sentences of a text, with "|" between. */
static struct text sentences_of(struct arena *arena, struct text text)
{
    struct buffer buffer = {.arena = arena};
    struct sentence sentence;
    for (size_t position = 0; sentence_next(text, &position, NULL, &sentence);) {
        assert_true(sentence.to > sentence.from && sentence.to <= text.size && position == sentence.to);
        if (buffer.size)
            buffer_add_byte(&buffer, '|');
        buffer_add(&buffer, text_slice(text, sentence.from, sentence.to));
    }
    return buffer_text(&buffer);
}

static void sentences(void **state)
{
    (void)state;
    static const struct find_case cases[] = {
        {"Ett. Två! Tre? Fyra… Fem", "Ett.|Två!|Tre?|Fyra…|Fem"},
        {"Ett ... Två?! Tre", "Ett ...|Två?!|Tre"},
        {"Han kom (i går). Sedan ”gick han.” Slut", "Han kom (i går).|Sedan ”gick han.”|Slut"},
        {"slut.Nästa mening", "slut.|Nästa mening"},
        {"Det var 2026. Sedan var det 13.00. Klart", "Det var 2026.|Sedan var det 13.00.|Klart"},
        {"Vi ses hos SKR. Region Jönköpings län", "Vi ses hos SKR.|Region Jönköpings län"},
        {"Böcker, penna m.m. Ta med dem", "Böcker, penna m.m.|Ta med dem"},
        {"Se imy.se. Bra", "Se imy.se.|Bra"},
        {"– Ja. – Nej.", "– Ja.|– Nej."},
        /* one sentence */
        {"Böcker, t.ex. Pippi, bl.a. Emil, s.k. Alla, p.g.a. Allt", NULL},
        {"Vi ses kl. 13 och kl. Nio, resp. Tio, dvs. Nu, ca. Elva, nr. Tolv", NULL},
        {"Boken av A. Ståhl och J.R.R. Tolkien", NULL},
        {"1. Skriv in siffran", NULL},
        {"USA och U.S.A. Tillsammans", NULL},
        {"13.00 är 2.5 av 3.5", NULL},
        {"böcker m.m. och ca 10 st. till, osv. utan slut", NULL},
        {"”Varför?” sade hon. ", "”Varför?” sade hon."},
        {"Hjälp! ropade han", NULL},
        {"Klippet är från 30 jan. 1968", NULL},
        {"Två saker: Läs och skriv", NULL},
        {"en\nrad", NULL},
        {"...", ""},
        {"", ""},
    };
    struct arena arena = {0};
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *expected = cases[i].expected ? cases[i].expected : cases[i].text;
        struct text found = sentences_of(&arena, text_from(cases[i].text));
        if (!text_is(found, expected))
            fail_msg("got:      %.*s\nexpected: %s", TEXT_ARGUMENTS(found), expected);
    }
    arena_release(&arena);
}

static void known_words(void **state)
{
    (void)state;
    static const char *const terms[] = {"Lärandeseminarium",  "förskola",  "PGSA-hjul",          "lärande nätverk",
                                        "Förbättringsarbete", "nära vård", "barnets perspektiv", ""};
    static const struct word_case cases[] = {
        {"lärandeseminarium Lärandeseminariet lärandeseminarier lärandeseminariernas", 4, 0},
        {"förskola förskolan förskolor förskolorna förskolornas FÖRSKOLAN", 6, 0},
        {"la\u0308randeseminarium", 1, 0}, /* an accent of its own */
        {"lärande nätverket lärande nätverkens", 4, 0},
        {"PGSA-hjulet PGSA-hjulets", 2, 0},
        {"barnets perspektiv barnens perspektiv", 4, 0},
        {"förbättringsarbeten", 1, 0},
        /* not known */
        {"lärande perspektiv", 2, 2},
        {"lärande. Nätverk", 2, 2},
        {"förskollärare förbättring seminarium", 3, 3},
        {"nätverk", 1, 1},
    };
    struct arena arena = {0};
    struct map known = {.arena = &arena};
    for (size_t i = 0; i < COUNT(terms); i++)
        readability_know(&known, text_from(terms[i]));
    readability_know(&known, TEXT("ett två tre fyra fem sex sju"));
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct readability found = count(cases[i].text, &known);
        if (found.words != cases[i].words || found.long_words != cases[i].long_words)
            fail_msg("%s: %zu words, %zu long", cases[i].text, found.words, found.long_words);
    }
    arena_release(&arena);
}

static void heavy_sentences(void **state)
{
    (void)state;
    assert_float_equal(sentence_weight(&(struct sentence){.words = 20, .long_words = 5}), 45, 1e-9);
    assert_int_equal(sentence_load(&(struct sentence){.words = 25, .long_words = 10}), SENTENCE_LIGHT);
    assert_int_equal(sentence_load(&(struct sentence){.words = 26, .long_words = 10}), SENTENCE_LONG);
    assert_int_equal(sentence_load(&(struct sentence){.words = 25, .long_words = 11}), SENTENCE_LONG_WORDS);
    assert_int_equal(sentence_load(&(struct sentence){.words = 14, .long_words = 14}), SENTENCE_LIGHT);
    assert_int_equal(sentence_load(&(struct sentence){.words = 30, .long_words = 20}), SENTENCE_LONG_AND_LONG_WORDS);
}

static void read_all(struct text text)
{
    struct arena arena = {0};
    struct map known = {.arena = &arena};
    readability_know(&known, TEXT("a a a a a a"));
    struct readability readability = {0};
    readability_add(&readability, text, &known);
    assert_true(readability.sentences <= readability.words);
    arena_release(&arena);
}

static void hostile(void **state)
{
    (void)state;
    static const char *const units[] = {"1",  ".",    "a.",   "a. ",      "A. ",    "A! ",   "a-",        "a@",
                                        "a/", "a.b/", "://",  "a://) ",   "www.",   "\x80",  "\xCC\x81",  "a\xCC\x81",
                                        "\"", "a)",   "A. (", "\xC2\xAD", "t.ex. ", "1. A ", "a a a a a "};
    static const char *const large[] = {"a", "Barnen lånar böcker. "};
    check_hostile(units, COUNT(units), MEGABYTE, read_all);
    check_hostile(large, COUNT(large), 10 * MEGABYTE, read_all);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_formula), cmocka_unit_test(a_text),      cmocka_unit_test(words),
        cmocka_unit_test(sentences),   cmocka_unit_test(known_words), cmocka_unit_test(heavy_sentences),
        cmocka_unit_test(hostile),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
