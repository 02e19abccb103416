/* Personal numbers, e-mail addresses and telephone numbers: what is found, and what only looks like it.
 *
 * The numbers are test numbers of Skatteverket's, or made from them with a check digit of their own. */
#include "marked.h"
#include "proof/personal.h"

#define NBSP "\u00A0"
#define THIN "\u2009"
#define NARROW "\u202F"
#define SHY "\u00AD"
#define ZWSP "\u200B"

struct found_case {
    const char *marked; /* what is to be found stands between « and » */
    const char *values; /* a letter for the kind and the value of each, parted by " | " */
};

static void add_value(struct buffer *values, const struct personal_find *find)
{
    if (values->size)
        buffer_add_string(values, " | ");
    buffer_add_byte(values, "NCEP"[find->kind]);
    buffer_add(values, find->value);
}

static bool holds(const struct found_case *one)
{
    struct arena arena = {0};
    struct text text = unmarked(&arena, one->marked);
    struct buffer marked = {.arena = &arena}, values = {.arena = &arena};
    struct personal_find find;
    size_t done = 0;
    while (personal_find(&arena, text, done, &find)) {
        mark(&marked, text, &done, find.from, find.to);
        add_value(&values, &find);
    }
    buffer_add(&marked, text_slice(text, done, text.size));
    bool is_good = is_same(buffer_text(&marked), one->marked);
    is_good &= is_same(buffer_text(&values), one->values ? one->values : "");
    arena_release(&arena);
    return is_good;
}

static void check_cases(const struct found_case *cases, size_t count)
{
    size_t failures = 0;
    for (size_t i = 0; i < count; i++)
        failures += !holds(&cases[i]);
    if (failures)
        fail_msg("%zu of %zu cases", failures, count);
}

#define CHECK_CASES(cases) check_cases((cases), sizeof(cases) / sizeof *(cases))

static void numbers(void **state)
{
    (void)state;
    static const struct found_case cases[] = {
        {"«199107172380»", "N199107172380"},
        {"«191212121212»", "N191212121212"},
        {"«640823-3234»", "N6408233234"},
        {"«6408233234»", "N6408233234"},
        {"Kalle («19910717-2380») och Lisa, «19121212-1212».", "N199107172380 | N191212121212"},
        {"«121212+1212»", "N121212+1212"},
        {"«19121212+1212»", "N191212121212"},
        {"«910717–2380»", "N9107172380"}, /* en dash */
        {"«910717—2380»", "N9107172380"},
        {"«910717‐2380»", "N9107172380"}, /* U+2010 */
        {"«910717‑2380»", "N9107172380"}, /* U+2011 */
        {"«910717−2380»", "N9107172380"}, /* minus */
        {"«910717--2380»", "N9107172380"},
        {"«910717 2380»", "N9107172380"},
        {"«910717" NBSP "2380»", "N9107172380"},
        {"«910717" THIN "2380»", "N9107172380"},
        {"«910717" NARROW "-" NARROW "2380»", "N9107172380"},
        {"«910717 - 2380»", "N9107172380"},
        {"«910717-" SHY "2380»", "N9107172380"},
        {"«91" SHY "0717-2380»", "N9107172380"},
        {"«910717" ZWSP "2380»", "N9107172380"},
        {"«19910717-\n2380» bor", "N199107172380"},
        {"«19910717\r\n2380» bor", "N199107172380"},
        {"«1991-07-17-2380»", "N199107172380"},
        {"«1991-07-17 2380»", "N199107172380"},
        {"«91-07-17-2380»", "N9107172380"},
        {"«1991/07/17-2380»", "N199107172380"},
        {"«91.07.17-2380»", "N9107172380"},
        {"«91.07.17.2380»", "N9107172380"},
        {"«910717/2380»", "N9107172380"},
        {"«19 91 07 17-2380»", "N199107172380"},
        {"«19910717 23 80»", "N199107172380"},
        {"«19 91 07 17 23 80»", "N199107172380"},
        {"«91 07 17-23 80»", "N9107172380"},
        {"«91 07 17 2380»", "N9107172380"},
        {"«9 1 0 7 1 7 2 3 8 0»", "N9107172380"},
        {"«9 1 0 7 1 7 - 2 3 8 0»", "N9107172380"},
        {"«910717-2380» 12 personer", "N9107172380"},
        {"12 «910717-2380»", "N9107172380"},
        {"«910717-2380»\n«121212-1212»\n", "N9107172380 | N1212121212"},
        {"«9107172380»,«6408233234»", "N9107172380 | N6408233234"},
        {"«910717-2380»/«640823-3234»", "N9107172380 | N6408233234"},
        {"«910717-2380» – «640823-3234»", "N9107172380 | N6408233234"},
        {"https://example.org/elev?pnr=«199107172380»&x=1", "N199107172380"},
        {"https://example.org/«199107172380»/bild", "N199107172380"},
        {"foto_«910717-2380»_2.jpg", "N9107172380"},
        {"pnr«910717-2380»", "N9107172380"},
        {"Pnr:«9107172380»", "N9107172380"},
        {"«910717-2380»s", "N9107172380"},
        {"«910717-2380».", "N9107172380"},
        {"org.nr «640823-3234» (enskild firma)", "N6408233234"},
        {"«000229-0013»", "N0002290013"}, /* a leap day in 2000 */
        {"«20000229-0013»", "N200002290013"},
    };
    CHECK_CASES(cases);
}

static void other_numbers(void **state)
{
    (void)state;
    static const struct found_case cases[] = {
        {"«640883-3231»", "C6408833231"},
        {"«19640883-3231»", "C196408833231"},
        {"«19910777 2387»", "C199107772387"},
        {"«9107772387»", "C9107772387"},
    };
    CHECK_CASES(cases);
}

static void no_numbers(void **state)
{
    (void)state;
    static const struct found_case cases[] = {
        {"910717-2381", NULL},              /* check digit */
        {"911317-2382", NULL},              /* month 13 */
        {"910732-2381", NULL},              /* day 32 */
        {"910230-2388", NULL},              /* 30 February */
        {"910229-2381", NULL},              /* no leap year in any century */
        {"19000229-0013", NULL},            /* 1900 had no leap day */
        {"640823-0008", NULL},              /* serial 000 */
        {"556036-0793", NULL},              /* an organisation number */
        {"16556036-0793", NULL},            /* the same with 16 before it */
        {"18490717-2380", NULL},            /* the year */
        {"21000717-2380", NULL},            /* the year */
        {"1910717-2380", NULL},             /* seven digits first */
        {"1199107172380", NULL},            /* 13 digits */
        {"1991071723801", NULL},            /* 13 digits */
        {"9107172380123456", NULL},         /* 16 digits */
        {"4571 9107 1723 8012", NULL},      /* a card */
        {"1991 0717 2380 1234", NULL},      /* a card */
        {"1234 1991 0717 2380", NULL},      /* a card */
        {"SE45 1991 0717 2380 7466", NULL}, /* IBAN */
        {"978-91-0717-238-0", NULL},        /* ISBN-13 */
        {"9789107172380", NULL},
        {"ISBN 9107172380", NULL}, /* ISBN-10 */
        {"ISBN-10: 9107172380", NULL},
        {"ISBN\u201110: 9107172380", NULL}, /* a no-break hyphen */
        {"isbn: 91-07-17-2380", NULL},
        {"«+9107172380»", "P+9107172380"}, /* abroad */
        {"2021-02-24 1300", NULL},         /* a date and a time; its check digit is right */
        {"2021-02-24\n1300–1600", NULL},
        {"5+9107172380", NULL},
        {"1991-0717-2380", NULL},
        {"910-717-2380", NULL},
        {"1234-910717-2380", NULL}, /* longer with hyphens */
        {"910717-2380-11", NULL},
        {"59.9107172380", NULL}, /* a co-ordinate */
        {"910717.2380", NULL},
        {"9107172380.55", NULL},
        {"0,1 9 1 0 7 1 7 2 3 8 0", NULL}, /* a row of measurements */
        {"9 1 0 7 1 7 2 3 8 0 4", NULL},
        {"91 07 17 23 80", NULL}, /* five numbers beside each other */
        {"910 717 23 80", NULL},
        {"910717    2380", NULL}, /* two columns */
        {"910717\n\n2380", NULL}, /* two paragraphs */
        {"910717, 2380", NULL},
        {"910717 (2380)", NULL},
        {"910717:2380", NULL},
        {"910717--- 2380", NULL},
        {"a9107172380f", NULL}, /* of a checksum */
        {"9107172380f", NULL},
        {"12 19 91 07 17 2380", NULL},
        {"2020-2021", NULL},
        {"2020-03-03 2021-04-05", NULL},
        {"10 000 000 000", NULL},
        {"20210224130059", NULL},
        {"", NULL},
        {"9", NULL},
    };
    CHECK_CASES(cases);
}

static void interim_numbers(void **state)
{
    (void)state;
    static const struct found_case cases[] = {
        {"«640823-T238»", "N640823T238"},
        {"«640823-t238»", "N640823T238"},
        {"«19640823-R238»", "N19640823R238"},
        {"«640823T238»", "N640823T238"},
        {"«640823+X238»", "N640823+X238"},
        {"«640823–W238»,", "N640823W238"},
        {"640823-T234", NULL},
        {"640823-A238", NULL},
        {"640823t238", NULL},
        {"640823 T238", NULL}, /* a date and a room */
        {"640823-T2383", NULL},
        {"640823-T23", NULL},
        {"«640823-T238»a", "N640823T238"},
        {"20210224T130000", NULL},
        {"5-640823-T238", NULL},
        {"641323-T231", NULL},
    };
    CHECK_CASES(cases);
}

static void addresses(void **state)
{
    (void)state;
    static const struct found_case cases[] = {
        {"«anna@example.org»", "Eanna@example.org"},
        {"Skriv till «Anna.Ek@Example.ORG».", "Eanna.ek@example.org"},
        {"«anna@example.org», «bo@example.org»;«cia@example.org»",
         "Eanna@example.org | Ebo@example.org | Ecia@example.org"},
        {"(«anna@example.org»)", "Eanna@example.org"},
        {"<«anna@example.org»>", "Eanna@example.org"},
        {"'«anna@example.org»'", "Eanna@example.org"},
        {"-«anna@example.org»", "Eanna@example.org"},
        {"– «anna@example.org»", "Eanna@example.org"},
        {"mailto:«anna@example.org»?subject=Hej", "Eanna@example.org"},
        {"mailto:«anna%40example.org»", "Eanna@example.org"},
        {"?till=«anna%40example.org»&x=1", "Eanna@example.org"},
        {"mailto:«%C3%85sa.ek@example.org»", "Eåsa.ek@example.org"},
        {"«åsa.öberg@example.org»", "Eåsa.öberg@example.org"},
        {"«ÅSA@example.org»", "Eåsa@example.org"},
        {"«info@räksmörgås.example.org»", "Einfo@räksmörgås.example.org"},
        {"«anna@example.xn--p1ai»", "Eanna@example.xn--p1ai"},
        {"«anna+nyhetsbrev@mail.example.org»", "Eanna+nyhetsbrev@mail.example.org"},
        {"«a_b-c.d'e@ex-ample.example.org»", "Ea_b-c.d'e@ex-ample.example.org"},
        {"«a--b@example.org»", "Ea--b@example.org"},
        {"Anna Ek......«anna@example.org»", "Eanna@example.org"},
        {"«anna@example.org».Nästa mening", "Eanna@example.org"},
        {"«anna@example.org»-", "Eanna@example.org"},
        {"«anna@example.org»/mer", "Eanna@example.org"},
        {"«anna@example.org»\n«bo@example.org»", "Eanna@example.org | Ebo@example.org"},
        {"«anna (at) example.org»", "Eanna@example.org"},
        {"«anna(at)example.org»", "Eanna@example.org"},
        {"«anna[at]example.org»", "Eanna@example.org"},
        {"«anna {at} example.org»", "Eanna@example.org"},
        {"«anna (AT) example.org»", "Eanna@example.org"},
        {"«anna [@] example.org»", "Eanna@example.org"},
        {"«anna(a)example.org»", "Eanna@example.org"},
        {"«anna (snabel-a) example.org»", "Eanna@example.org"},
        {"«anna snabel-a example.org»", "Eanna@example.org"},
        {"«anna" NBSP "snabela" NBSP "example.org»", "Eanna@example.org"},
        {"«anna (at) example (punkt) org»", "Eanna@example.org"},
        {"«anna[at]example[dot]org» eller", "Eanna@example.org"},
        {"«ottos" SHY "son@exam" SHY "ple.org»", "Eottosson@example.org"},
        {"Tfn:" ZWSP "«anna@example.org»", "Eanna@example.org"},
        {"\uFEFF«anna@example.org»", "Eanna@example.org"},
        {"«7@example.org»", "E7@example.org"},
        {"«0701740605@example.org»", "E0701740605@example.org"},
        {"«9107172380»@example.org", "N9107172380"},
    };
    CHECK_CASES(cases);
}

static void no_addresses(void **state)
{
    (void)state;
    static const struct found_case cases[] = {
        {"@example.org", NULL},
        {"@anna", NULL},
        {"@anna@example.org", NULL}, /* a name on a social network */
        {"https://social.example.org/@anna", NULL},
        {"anna@", NULL},
        {"anna@example", NULL},
        {"anna@example.", NULL},
        {"anna@example.4", NULL},
        {"anna@.org", NULL},
        {"anna@-example.org", NULL},
        {"anna@@example.org", NULL},
        {"anna @ example.org", NULL}, /* "lunch @ example.org" */
        {"anna@ example.org", NULL},
        {"bild@2x.png", NULL},
        {"logga@3x.jpg", NULL},
        {"mustache@4.2.0", NULL},
        {"%40example.org", NULL},
        {"titta at example.org", NULL},
        {"alternativ (a) example.org", NULL},
        {"frågor (at) oss", NULL},
        {"en snabel-a", NULL},
        {"en snabel-a här", NULL},
        {"ensnabel-aexample.org", NULL},
        {"anna (at] example.org", NULL},
        {"10 kg @ 25 kr.", NULL},
        {"example.org", NULL},
        {"anna.example.org", NULL},
    };
    CHECK_CASES(cases);
}

static void telephones(void **state)
{
    (void)state;
    static const struct found_case cases[] = {
        {"«070-174 06 05»", "P+46701740605"},
        {"«070-1740605»", "P+46701740605"},
        {"«0701740605»", "P+46701740605"},
        {"«0701740607»", "P+46701740607"}, /* would do as a personal number */
        {"«070 174 06 05»", "P+46701740605"},
        {"«070–174 06 05»", "P+46701740605"},
        {"«070-174" NBSP "06" NARROW "05»", "P+46701740605"},
        {"«070‑174" THIN "06" THIN "05»", "P+46701740605"},
        {"«070 - 174 06 05»", "P+46701740605"},
        {"«070/174 06 05»", "P+46701740605"},
        {"«070.174.06.05»", "P+46701740605"},
        {"«070-174-06-05»", "P+46701740605"},
        {"«0701-74 06 05»", "P+46701740605"},
        {"«070-17 40 605»", "P+46701740605"},
        {"«070-" SHY "174 06 05»", "P+46701740605"},
        {"«070-174\n06 05»", "P+46701740605"},
        {"«+46701740605»", "P+46701740605"},
        {"«+46 70 174 06 05»", "P+46701740605"},
        {"«+46 70-174 06 05»", "P+46701740605"},
        {"«+46 (0)70-174 06 05»", "P+46701740605"},
        {"«+46(0)701740605»", "P+46701740605"},
        {"«+46-70-174-06-05»", "P+46701740605"},
        {"«+46 070 174 06 05»", "P+46701740605"},
        {"«(+46) 70 174 06 05»", "P+46701740605"},
        {"«0046701740605»", "P+46701740605"},
        {"«0046 70 174 06 05»", "P+46701740605"},
        {"«00 46 70 174 06 05»", "P+46701740605"},
        {"«0046 (0)70-174 06 05»", "P+46701740605"},
        {"«(0)70-174 06 05»", "P+46701740605"},
        {"tel:«+46701740605»", "P+46701740605"},
        {"tel:«070-1740605»", "P+46701740605"},
        {"Tel. «070-1740605», fax «08-465 004 00».", "P+46701740605 | P+46846500400"},
        {"«08-465 004 00»", "P+46846500400"},
        {"«08-46 50 04 00»", "P+46846500400"},
        {"«08/465 004 00»", "P+46846500400"},
        {"«+46 8 465 004 00»", "P+46846500400"},
        {"«0846500400»", "P+46846500400"},
        {"«(08) 465 004 00»", "P+46846500400"},
        {"«031-390 06 00»", "P+46313900600"},
        {"«040-628 04 00»", "P+46406280400"},
        {"(«031-390 06 00»)", "P+46313900600"},
        {"«0980-319 200»", "P+46980319200"},
        {"«0980-31 92 00»", "P+46980319200"},
        {"«0980 31 92 00»", "P+46980319200"},
        {"«036-12 34 56»", "P+4636123456"},
        {"«036–123456»", "P+4636123456"},
        {"«036-12 34 56» 30 deltagare", "P+4636123456"},
        {"«070-174 06 05» 30 deltagare", "P+46701740605"},
        {"«08-46 50 04»\n08", "P+468465004"},
        {"«036-12 34 56»\n«036-12 34 57»\n", "P+4636123456 | P+4636123457"},
        {"«036-12 34 56»/«070-174 06 05»", "P+4636123456 | P+46701740605"},
        {"«036-123456»,«036-123457»", "P+4636123456 | P+4636123457"},
        {"«036-12 34 56».", "P+4636123456"},
        {"«010-123 45 67»", "P+46101234567"},
        {"ring «070-1740605»anna", "P+46701740605"},
        {"«070-1740605@example.org»", "E070-1740605@example.org"},
        {"«+45 12 34 56 78»", "P+4512345678"},
        {"«+1 202-555-0123»", "P+12025550123"},
        {"«+358 40 123 45 67» vardagar", "P+358401234567"},
    };
    CHECK_CASES(cases);
}

static void no_telephones(void **state)
{
    (void)state;
    static const struct found_case cases[] = {
        {"112, 1177 och 114 14", NULL},
        {"0771-123 456 och 020-12 34 56", NULL}, /* nobody's own */
        {"2020-2021", NULL},
        {"2021-02-24", NULL},
        {"2021–02–24", NULL},
        {"20210224", NULL},
        {"2020-03-03–08-12", NULL},
        {"08-12-2020", NULL}, /* day, month, year */
        {"08 12 2020", NULL},
        {"03-03-2020", NULL},
        {"08.12.2020", NULL},
        {"24/2 2021", NULL},
        {"08-12", NULL},
        {"kl. 08.00-16.30", NULL},
        {"08:00–12:00", NULL},
        {"0800-1630", NULL},
        {"0730-1600", NULL},
        {"08-12 13:00", NULL},
        {"10 000 000", NULL},
        {"1 000 000 000 kronor", NULL},
        {"+10 000 000 kronor", NULL},
        {"+100 000 000 kronor", NULL},
        {"08-12 13 14:00", NULL},
        {"036-12 34 5", NULL},
        {"+5 procent", NULL},
        {"0,123456789", NULL},
        {"0.123456789", NULL},
        {"553 20 Jönköping", NULL},
        {"036 12", NULL},
        {"556036-0793", NULL},
        {"010203-1235", NULL}, /* wrong check digit, and no area code */
        {"01 02 03 04 05", NULL},
        {"0 1 2 3 4 5 6 7 8 9", NULL},
        {"070-174 06 0", NULL},
        {"07017406050", NULL},
        {"070-174 06 055", NULL},
        {"1070-174 06 05", NULL},
        {"00000000000", NULL},
        {"01234", NULL},
        {"10.1000/0701740605", NULL}, /* DOI */
        {"https://example.org/0812345678", NULL},
        {"https://example.org/?id=0812345678", NULL},
        {"a0701740605", NULL},
        {"0701740605f", NULL},
        {"dnr 2021-0701740605", NULL},
        {"ISBN 0701740605", NULL},
        {"036-034 56 78", NULL}, /* no subscriber's number begins with 0 */
        {"036-123", NULL},
        {"036-1234 5678 90", NULL},
        {"0036-12 34 56", NULL},
        {"3.036-123456", NULL},
        {"bankgiro 123-4567", NULL},
        {"(0", NULL},
        {"+", NULL},
        {"+46", NULL},
        {"0046", NULL},
        {"+46 123", NULL},
    };
    CHECK_CASES(cases);
}

static void finds_from_a_place(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct personal_find find;
    struct text text = TEXT("anna@example.org 070-1740605 910717-2380");
    assert_true(personal_find(&arena, text, 1, &find)); /* not the rest of the address */
    assert_int_equal(find.kind, PERSONAL_PHONE);
    assert_int_equal(find.from, 17);
    assert_int_equal(find.to, 28);
    assert_true(personal_find(&arena, text, 18, &find)); /* nor of the telephone number */
    assert_int_equal(find.kind, PERSONAL_NUMBER);
    assert_false(personal_find(&arena, text, 30, &find));
    assert_false(personal_find(&arena, text, text.size, &find));
    assert_false(personal_find(&arena, text, text.size + 1, &find));
    assert_false(personal_find(&arena, (struct text){0}, 0, &find));
    arena_release(&arena);
}

static void normalised(void **state)
{
    (void)state;
    static const char *const emails[][2] = {
        {"anna@example.org", "anna@example.org"},
        {" Anna@Example.org ", "anna@example.org"},
        {"MAILTO:anna@example.org", "anna@example.org"},
        {"mailto:anna%40example.org?subject=Hej", "anna@example.org"},
        {"anna (at) example (punkt) org", "anna@example.org"},
        {"Åsa%2Btest@example.org", "åsa+test@example.org"},
        {"%C3%85sa@example.org", "åsa@example.org"},
        {"%FFanna@example.org", "%ffanna@example.org"},
        {"", ""},
        {"mailto:", ""},
        {"%", "%"},
        {"%4", "%4"},
        {"snabela x", "snabela x"},
    };
    static const char *const phones[][2] = {
        {"070-174 06 05", "+46701740605"},
        {"tel:+46-70-174-06-05", "+46701740605"},
        {"+46 (0)70-174 06 05", "+46701740605"},
        {"0046701740605", "+46701740605"},
        {"(036) 12 34 56", "+4636123456"},
        {"+45 12 34 56 78", "+4512345678"},
        {"0045 12 34 56 78", "+4512345678"},
        {"112", "112"},
        {"1177", "1177"},
        {"", ""},
        {"växel", ""},
    };
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof emails / sizeof *emails; i++)
        assert_true(is_same(personal_email(&arena, text_from(emails[i][0])), emails[i][1]));
    for (size_t i = 0; i < sizeof phones / sizeof *phones; i++)
        assert_true(is_same(personal_phone(&arena, text_from(phones[i][0])), phones[i][1]));
    arena_release(&arena);
}

/* All finds of what is made to take long; in bounded time. */
static void hostile(void **state)
{
    (void)state;
    static const struct {
        const char *unit;
        size_t size;
    } cases[] = {
        {"1", 10000000},
        {"@", 10000000},
        {"0-", 10000000},
        {" ", 10000000},
        {"a", 10000000},
        {"0 ", 300000},
        {"0", 300000},
        {"+", 300000},
        {"(0", 300000},
        {"a@", 300000},
        {"a.", 300000},
        {"a@a.", 300000},
        {"%41", 300000},
        {"\x80", 300000},
        {"\xE2\x80", 300000},
        {"\u00AD", 300000},
        {"-", 300000},
        {"a(at)", 300000},
        {"0701740605 ", 300000},
        {"9107172380,", 300000},
        {"9 1 0 7 ", 300000},
        {"070.174.06.", 300000},
        {"a@example.org ", 300000},
        {"1\u00AD", 300000},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena arena = {0};
        struct text text = repeated(cases[i].unit, cases[i].size);
        double start = processor_seconds();
        struct personal_find find;
        for (size_t at = 0; personal_find(&arena, text, at, &find); at = find.to)
            assert_true(find.from >= at && find.to > find.from && find.to <= text.size);
        double seconds = processor_seconds() - start;
        if (seconds > 10)
            fail_msg("'%s' took %.1f s", cases[i].unit, seconds);
        free((char *)text.bytes);
        arena_release(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers),         cmocka_unit_test(other_numbers), cmocka_unit_test(no_numbers),
        cmocka_unit_test(interim_numbers), cmocka_unit_test(addresses),     cmocka_unit_test(no_addresses),
        cmocka_unit_test(telephones),      cmocka_unit_test(no_telephones), cmocka_unit_test(finds_from_a_place),
        cmocka_unit_test(normalised),      cmocka_unit_test(hostile),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
