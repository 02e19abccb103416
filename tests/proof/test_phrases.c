/* Links and pictures that say nothing, and colour as the only sign. */
#include "finds.h"

#include "proof/phrases.h"

static void check_links(const char *language, bool expected, const char *const *links, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (phrase_is_vague_link(text_from(links[i]), text_from(language)) != expected)
            fail_msg("'%s' (%s) is %s", links[i], language, expected ? "vague" : "not vague");
    }
}

static void vague_links(void **state)
{
    (void)state;
    static const char *const swedish[] = {"klicka här",      "här",         "Här",         "HÄR!",
                                          "läs mer",         "Läs mer »",   "→ Läs  mer…", "länk",
                                          "Mer information", "läs mer här", "denna länk",  "(här)",
                                          "\u00A0här\n",     "ha\u0308r",   "click here",  "Read more >",
                                          "läs\u00A0mer",    "”Länken”",    "PDF",         "Ladda ner"};
    static const char *const english[] = {"click here", "Here.",     "read more",   "link",
                                          "more",       "This page", "Learn more →"};
    static const char *const clear[] = {"",
                                        "»",
                                        "läs mer om träffen i maj",
                                        "Härnösand",
                                        "klicka här för att anmäla dig",
                                        "Anmälan",
                                        "tre frågor",
                                        "imy.se",
                                        "länkar till mått",
                                        "https://example.org",
                                        "en mycket lång länktext som säger vad som finns där borta och mer än så",
                                        "mer om oss"};
    static const char *const clear_english[] = {"här", "läs mer", "read more about us", "hereby", "linked data"};
    check_links("sv", true, swedish, COUNT(swedish));
    check_links("en", true, english, COUNT(english));
    check_links("sv", false, clear, COUNT(clear));
    check_links("en", false, clear, COUNT(clear));
    check_links("en", false, clear_english, COUNT(clear_english));
}

static void alternatives(void **state)
{
    (void)state;
    static const char *const empty[] = {"IMG_2034.jpg",
                                        "bild1.png",
                                        "DSC00123",
                                        "skarmavbild 2026-01-02",
                                        "bild",
                                        "Foto",
                                        "image",
                                        "Logo",
                                        "Logotyp.",
                                        "Bild 3",
                                        "bild 3 av 5",
                                        "Skärmavbild 2026-01-02 kl. 10.20.30",
                                        "IMG-20260102-WA0003",
                                        "PXL_20260102_101530",
                                        "WhatsApp Image 2026-01-02 at 10.20 PM",
                                        "min fina bild.JPEG",
                                        "en-mycket-lang-beskrivning-av-en-bild-som-ingen-har-skrivit-ordentligt.webp",
                                        "en bild",
                                        "Figur 2",
                                        "graf",
                                        "(bild)",
                                        "untitled"};
    static const char *const good[] = {"",
                                       "Barn läser i en koja",
                                       "Bild på en bokhylla",
                                       "Foto av Alva Sagström",
                                       "Bilden visar 3 barn",
                                       "Logotyp för Region Jönköpings län",
                                       "Bildstöd 1",
                                       "3 barn",
                                       "imgs och 4 till",
                                       "Figuren 7 sover",
                                       "Ett png",
                                       "Exporteras som .png",
                                       "Fotografen Mira, 2026",
                                       "Diagram: andelen ökar från 3 till 5"};
    for (size_t i = 0; i < COUNT(empty); i++) {
        if (!phrase_is_empty_alternative(text_from(empty[i])))
            fail_msg("'%s' says nothing", empty[i]);
    }
    for (size_t i = 0; i < COUNT(good); i++) {
        if (phrase_is_empty_alternative(text_from(good[i])))
            fail_msg("'%s' says something", good[i]);
    }
}

static struct text colours_in(struct arena *arena, struct text text)
{
    struct buffer buffer = {.arena = arena};
    size_t begin, end;
    for (size_t from = 0; phrase_find_colour(text, from, &begin, &end); from = end) {
        assert_true(begin >= from && end > begin && end <= text.size);
        if (buffer.size)
            buffer_add_string(&buffer, " | ");
        buffer_add(&buffer, text_slice(text, begin, end));
    }
    return buffer_text(&buffer);
}

static void colours(void **state)
{
    (void)state;
    static const struct find_case cases[] = {
        {"Fyll i de rödmarkerade fälten.", "de rödmarkerade"},
        {"Rutorna är grönmarkerade, en är färgmarkerad", "grönmarkerade | färgmarkerad"},
        {"Det viktiga är markerat med rött.", "markerat med rött"},
        {"Försenade team visas i gult, siffrorna i rött är sena", "visas i gult | siffrorna i rött"},
        {"Se de gröna rutorna", "Se de gröna rutorna"},
        {"Klicka på den gröna knappen, tryck på röda knappen", "Klicka på den gröna knappen | tryck på röda knappen"},
        {"Den röda linjen visar medianen", "Den röda linjen visar"},
        {"Grönt betyder klart och rött betyder sent", "Grönt betyder | rött betyder"},
        {"marked in red", "marked in red"},
        {"Look at the green ones", "the green ones"},
        {"Click the blue button. The red line shows it.", "Click the blue button | The red line shows"},
        {"de ro\u0308da rutorna visar", "de ro\u0308da rutorna visar"},
        /* colours of things */
        {"På den gröna skrev de något att behålla, på den vita något att släppa.", ""},
        {"Den röda tråden. Den röda stugan visar vägen. De gröna visar sitt program.", ""},
        {"Hon var klädd i rött. Huset målades i gult.", ""},
        {"shown in black and white, a box with red ribbons, the red house", ""},
        {"Den röda linjen har tolv stationer. Grönmärkt el.", ""},
        {"Vi ser rött. Röda Korset visar film. Blått ljus", ""},
        {"Markerat. I rött", ""},
        {"den röda, linjen visar", ""},
        {"", ""},
    };
    check_finds(cases, COUNT(cases), colours_in);
}

static void read_all(struct text text)
{
    size_t begin, end;
    for (size_t from = 0; phrase_find_colour(text, from, &begin, &end); from = end)
        assert_true(begin >= from && end > begin);
    phrase_is_vague_link(text, TEXT("sv"));
    phrase_is_empty_alternative(text);
}

static void hostile(void **state)
{
    (void)state;
    static const char *const units[] = {"1",   ".",    "röd", "röd ", "den röda ",       "a.",
                                        "a. ", "\x80", "i ",  "a ",   "se på den gula ", ".png"};
    static const char *const large[] = {"a", "Barnen lånar den röda boken. "};
    check_hostile(units, COUNT(units), MEGABYTE, read_all);
    check_hostile(large, COUNT(large), 10 * MEGABYTE, read_all);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(vague_links),
        cmocka_unit_test(alternatives),
        cmocka_unit_test(colours),
        cmocka_unit_test(hostile),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
