/* English in Swedish, Swedish in English, and what only looks so. */
#include "finds.h"

#include "proof/foreign.h"

static struct text finds_in(struct arena *arena, struct text text, const char *language, const char *expected)
{
    struct buffer buffer = {.arena = arena};
    struct foreign_find find;
    for (size_t from = 0; foreign_find(text, text_from(language), from, &find); from = find.to) {
        assert_true(find.from >= from && find.to > find.from && find.to <= text.size);
        assert_string_equal(find.language, expected);
        if (buffer.size)
            buffer_add_string(&buffer, " | ");
        buffer_add(&buffer, text_slice(text, find.from, find.to));
    }
    return buffer_text(&buffer);
}

static struct text in_swedish(struct arena *arena, struct text text)
{
    return finds_in(arena, text, "sv", "en");
}

static struct text in_english(struct arena *arena, struct text text)
{
    return finds_in(arena, text, "en", "sv");
}

static void english_in_swedish(void **state)
{
    (void)state;
    static const struct find_case cases[] = {
        {"He said that this is the best way to do it.", "He said that this is the best way to do it"},
        {"Som Deming sade: every system is perfectly designed to get the results it gets.",
         "every system is perfectly designed to get the results it gets"},
        {"Boken heter The Art of the Start och handlar om mod.", "The Art of the Start"},
        {"Vi såg Lord of the Rings i går på bio.", "Lord of the Rings"},
        {"Enligt The Art of War gav chefer bonus. De blev glada.", "The Art of War"},
        {"Enligt The Art of War gav chefer bonus. That is what they say.", "The Art of War | That is what they say"},
        {"”If you want to go far, go together.” Så sade någon.", "If you want to go far, go together"},
        {"Ett mål är better health and care for everyone in Jönköping with our partners.",
         "better health and care for everyone in Jönköping with our partners"},
        {"Don't tell me that you're late! Det är sant. We shall see what they say.",
         "Don't tell me that you're late | We shall see what they say"},
        {"THE TIMES skrev that there is hope for all of them i går", "that there is hope for all of them"},
        /* a few words, names and loans */
        {"The End. Lean Startup. The Improvement Guide.", ""},
        {"Institute for Healthcare Improvement (IHI) har tagit fram Model for Improvement.", ""},
        {"Det är just in time och learning by doing som gäller.", ""},
        {"Vi gav dem feedback, coaching, training. Quality Improvement Collaborative Breakthrough Series.", ""},
        {"Out of office är på, och work in progress gäller.", ""},
        /* Swedish words that are English ones too */
        {"IT and is i WHO, men han var just under in my", ""},
        {"Barn for men man as by be at all can do good most must", ""},
        {"Han bad om mer is i sin saft, och en and simmade by the way.", ""},
        {"Alva Sagström bad alla att minnas den första boken som någon läste för dem.", ""},
        {"", ""},
    };
    check_finds(cases, COUNT(cases), in_swedish);
}

static void swedish_in_english(void **state)
{
    (void)state;
    static const struct find_case cases[] = {
        {"The network ”Bästa platsen att leva på” is about children.", "Bästa platsen att leva på"},
        {"Hej! Nu har en ny omgång börjat och vi ses snart igen. Then we go.",
         "Nu har en ny omgång börjat och vi ses snart igen"},
        {"We ask: vad behöver barnen, och vem kan ge det?", "vad behöver barnen, och vem kan ge det"},
        {"We asked the Institutet för språk och folkminnen.", "Institutet för språk och folkminnen"},
        /* names and loans */
        {"Region Jönköpings län is a region in Sweden.", ""},
        {"The smörgåsbord at Åsa and Öland was good, and so was Malmö.", ""},
        {"de facto, en route, i.e. the men under the barn dig till dawn", ""},
        {"i am sure i can do it, i said, and i did", ""},
        {"Alva Sagström and Tor Bokelund of Silverbygdens kommunförbund", ""},
    };
    check_finds(cases, COUNT(cases), in_english);
}

static void other_languages(void **state)
{
    (void)state;
    struct foreign_find find;
    assert_false(foreign_find(TEXT("He said that this is the best way to do it"), TEXT("en"), 0, &find));
    assert_false(foreign_find(TEXT("He said that this is the best way to do it"), TEXT("fi"), 0, &find));
    assert_false(foreign_find(TEXT("Nu har en ny omgång börjat och vi ses snart"), TEXT("sv"), 0, &find));
    assert_false(foreign_find((struct text){0}, TEXT("sv"), 0, &find));
}

static void read_all(struct text text)
{
    struct foreign_find find;
    for (size_t from = 0; foreign_find(text, TEXT("sv"), from, &find); from = find.to)
        assert_true(find.to > find.from && find.from >= from);
}

static void hostile(void **state)
{
    (void)state;
    static const char *const units[] = {"1",
                                        ".",
                                        "the.",
                                        "the. ",
                                        "och ",
                                        "Aa ",
                                        "the of a b c d e f g h i j k l m n o p q r s t ",
                                        "the of the of och ",
                                        "the\n",
                                        "a\"",
                                        "\x80",
                                        "å ",
                                        "don't ",
                                        "the of a a a a a a a a. "};
    static const char *const large[] = {"a", "Barnen the lånar of "};
    check_hostile(units, COUNT(units), MEGABYTE, read_all);
    check_hostile(large, COUNT(large), 10 * MEGABYTE, read_all);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(english_in_swedish),
        cmocka_unit_test(swedish_in_english),
        cmocka_unit_test(other_languages),
        cmocka_unit_test(hostile),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
