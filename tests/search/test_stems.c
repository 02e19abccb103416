/* Words as they are searched for, and their stems. With a language as its argument: reads lines, and prints the stem
 * of each word on them between spaces, for stems.js to compare. */
#include "search/stems.h"
#include "search/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

struct pair {
    const char *from, *to;
};

static struct text words_of(struct arena *arena, struct text text)
{
    struct buffer buffer = {.arena = arena};
    struct text word;
    char room[WORDS_ROOM];
    for (size_t at = 0; words_next(text, &at, &word);) {
        buffer_add_string(&buffer, buffer.size ? " " : "");
        buffer_add(&buffer, words_fold(word, room));
    }
    return text_copy(arena, buffer_text(&buffer));
}

static void words(void **state)
{
    static const struct pair cases[] = {
        {"", ""},
        {" – !", ""},
        {"E-post till SKR:s ÅRSMÖTE 2020–2021", "e post till skr s årsmöte 2020 2021"},
        {"idé Åsa a\u030Asa A\u0308r O\u0308l u\u0308", "ide åsa åsa är öl u"},
        {"Ærø Müller Łódź ǅ İ", "ärö muller łodz ǆ i"},
        {"sam\u00ADver\u00ADkan", "samverkan"},
        {"ΟΔΟΣ οδος", "οδοσ οδοσ"},
        {"a\xff\xfe b", "a b"},
    };
    struct arena arena = {0};
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_string_equal(words_of(&arena, text_from(cases[i].from)).bytes, cases[i].to);
    arena_release(&arena);
}

static void long_words_are_cut(void **state)
{
    enum { SIZE = 1 << 20 };
    struct arena arena = {0};
    char *bytes = arena_allocate(&arena, SIZE + 1);
    (void)state;
    for (size_t i = 0; i < SIZE; i += 2)
        memcpy(bytes + i, "å", 2);
    assert_int_equal(utf8_count(words_of(&arena, (struct text){bytes, SIZE})), WORDS_CHARACTERS_MOST);
    arena_release(&arena);
}

static void swedish_stems(void **state)
{
    static const struct pair cases[] = {
        {"kommunernas", "kommun"},
        {"kommuner", "kommun"},
        {"nätverket", "nätverk"},
        {"nätverkets", "nätverk"},
        {"mötet", "möt"},
        {"möten", "möt"},
        {"året", "år"},
        {"smet", "smet"},
        {"ett", "ett"},
        {"verksamheter", "verksam"},
        {"andersson", "andersson"},
    };
    struct arena arena = {0};
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_string_equal(stems_of_word(&arena, TEXT("sv"), text_from(cases[i].from)).bytes, cases[i].to);
    assert_string_equal(stems_of_word(&arena, TEXT("en"), TEXT("networks")).bytes, "network");
    assert_string_equal(stems_of_word(&arena, TEXT("fi"), TEXT("verkostot")).bytes, "verkostot");
    arena_release(&arena);
}

/* "stem:level" of each. */
static struct text gathered(struct arena *arena, const struct search_piece *pieces, size_t count)
{
    search_pieces list = {0};
    search_stems stems = {0};
    struct buffer buffer = {.arena = arena};
    for (size_t i = 0; i < count; i++)
        ARRAY_PUSH(arena, &list, pieces[i]);
    stems_gather(arena, TEXT("sv"), &list, &stems);
    for (size_t i = 0; i < stems.count; i++)
        buffer_format(&buffer, "%s%.*s:%d", i ? " " : "", TEXT_ARGUMENTS(stems.items[i].stem), stems.items[i].level);
    return text_copy(arena, buffer_text(&buffer));
}

static void gathering(void **state)
{
    const struct search_piece pieces[] = {
        {TEXT("Möten om mål"), STEM_TITLE, false},
        {TEXT("Mötet och möten och"), STEM_TEXT, false},
        {TEXT("och team"), STEM_TEXT, false},
        {TEXT("Teamen"), STEM_HEADING, false},
    };
    struct arena arena = {0};
    (void)state;
    assert_string_equal(gathered(&arena, pieces, COUNT(pieces)).bytes, "möt:2 om:2 mål:2 och:0 team:1");
    arena_release(&arena);
}

static void hyphens_and_names(void **state)
{
    const struct search_piece hyphens[] = {{TEXT("e-post covid-19 a- b 2020-03-03"), STEM_TEXT, false}};
    const struct search_piece name[] = {{TEXT("Eva Bergsten"), STEM_TITLE, true}};
    struct arena arena = {0};
    (void)state;
    assert_string_equal(gathered(&arena, hyphens, COUNT(hyphens)).bytes,
                        "e:0 post:0 epost:0 covid:0 19:0 covid19:0 a:0 b:0 2020:0 03:0");
    assert_string_equal(gathered(&arena, name, COUNT(name)).bytes, "eva:2 bergst:2 bergsten:2");
    arena_release(&arena);
}

static int print_stems(struct text language)
{
    char line[1 << 16];
    while (fgets(line, sizeof line, stdin)) {
        struct arena arena = {0};
        struct text word;
        char room[WORDS_ROOM];
        for (size_t at = 0; words_next(text_from(line), &at, &word);) {
            struct text stem = stems_of_word(&arena, language, words_fold(word, room));
            printf("%.*s ", TEXT_ARGUMENTS(stem));
        }
        putchar('\n');
        arena_release(&arena);
    }
    return 0;
}

int main(int count, char **arguments)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words),     cmocka_unit_test(long_words_are_cut), cmocka_unit_test(swedish_stems),
        cmocka_unit_test(gathering), cmocka_unit_test(hyphens_and_names),
    };
    return count > 1 ? print_stems(text_from(arguments[1])) : cmocka_run_group_tests(tests, NULL, NULL);
}
