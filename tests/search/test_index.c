/* The script with the index, to the letter. What reads it is tested with it in tests/search/index.js. */
#include "search/index.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static search_stems stems_of(struct arena *arena, struct text words)
{
    search_pieces pieces = {0};
    search_stems stems = {0};
    ARRAY_PUSH(arena, &pieces, ((struct search_piece){words, STEM_TEXT, false}));
    stems_gather(arena, TEXT(""), &pieces, &stems);
    return stems;
}

static void a_small_index(void **state)
{
    struct arena arena = {0};
    const struct text groups[] = {TEXT(""), TEXT("Brev")};
    struct search_document documents[3] = {
        {TEXT("a/index.html"),
         TEXT("Ett \"brev\"\\\n</script>"),
         TEXT("N\xe2\x80\xa8"),
         TEXT("sv"),
         TEXT("2020-03"),
         1,
         true,
         {0}},
        {TEXT("a/b/index.html"), TEXT("Två"), TEXT("M"), TEXT("en"), TEXT(""), 1, false, {0}},
        {TEXT("p/index.html#x"), TEXT("Tre"), TEXT("M"), TEXT("en"), TEXT("2020-03-03"), 0, false, {0}},
    };
    (void)state;
    documents[0].stems = stems_of(&arena, TEXT("läsa år"));
    documents[1].stems = stems_of(&arena, TEXT("läsning år"));
    documents[2].stems = stems_of(&arena, TEXT("år"));
    documents[2].stems.items[0].level = STEM_TITLE;
    const struct search_index index = {groups, 2, documents, 3};
    struct text pieces[INDEX_PIECES];
    assert_string_equal(text_string(&arena, index_write(&arena, &index, pieces)),
                        "rundbrevSearch.index({groups:[\"\",\"Brev\"],\n"
                        "titles:\"Ett \\\"brev\\\"\\\\ </script>\\nTvå\\nTre\",\n"
                        "addresses:\"Aa/Cb/Ap/#x\",\n"
                        "dates:\"2020-03  2020-03-03\",\n"
                        "wheres:\"svN\\u2028\\nenM\",\n"
                        "places:\"$#$$$##$#\",\n"
                        "terms:\"AläsaDningAår\",\n"
                        "counts:\"##%\",\n"
                        "levels:\"##$$\",\n"
                        /* 0 of 0 to 2 is the bit 0; 1 is 10; all three none; the title's place 2 of 0 to 2 is 11 */
                        "postings:\"9\",\n"
                        "pieces:\"\"});\n");
    assert_int_equal(pieces[0].size, 0);
    arena_release(&arena);
}

/* On all of seven pages, in the title of the second. */
static void a_common_stem(void **state)
{
    struct arena arena = {0};
    enum { COUNT = INDEX_RARE_MOST + 2 };
    struct search_document documents[COUNT];
    struct text pieces[INDEX_PIECES];
    (void)state;
    for (size_t i = 0; i < COUNT; i++)
        documents[i] = (struct search_document){.address = TEXT("a"), .stems = stems_of(&arena, TEXT("år"))};
    documents[1].stems.items[0].level = STEM_TITLE;
    const struct search_index index = {.documents = documents, .count = COUNT};
    struct text script = index_write(&arena, &index, pieces);
    /* 1 of 0 to 6 is 010. All six others of 0 to 6: 4, as 1 of 0 to 1, is 1; of those below it 2 is 1; 0 is 0. */
    assert_string_equal(text_string(&arena, text_slice(script, text_find(script, TEXT("terms:"), 0), script.size)),
                        "terms:\"Aår\",\ncounts:\"(\",\nlevels:\"$$\",\npostings:\"3\",\npieces:\"$\"});\n");
    assert_string_equal(text_string(&arena, pieces[0]), "rundbrevSearch.piece(0,\")\",\"S\");\n");
    assert_int_equal(pieces[1].size, 0);
    assert_string_equal(text_string(&arena, index_piece_path(&arena, 3)), "search/words/3.js");
    arena_release(&arena);
}

static void no_document(void **state)
{
    struct arena arena = {0};
    struct text pieces[INDEX_PIECES];
    (void)state;
    assert_string_equal(text_string(&arena, index_write(&arena, &(struct search_index){0}, pieces)),
                        "rundbrevSearch.index({groups:[],\ntitles:\"\",\naddresses:\"\",\ndates:\"\",\nwheres:\"\",\n"
                        "places:\"\",\nterms:\"\",\ncounts:\"\",\nlevels:\"\",\npostings:\"\","
                        "\npieces:\"\"});\n");
    arena_release(&arena);
}

static void texts(void **state)
{
    struct arena arena = {0};
    (void)state;
    assert_string_equal(text_string(&arena, index_text_path(&arena, TEXT("a/b-1/index.html"))),
                        "search/texts/a.b-1.js");
    assert_string_equal(text_string(&arena, index_write_text(&arena, TEXT("a/index.html"), TEXT("Ett\n\"två\"\t"))),
                        "rundbrevSearch.text(\"a/\",\"Ett\\n\\\"två\\\"\\u0009\");\n");
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_small_index),
        cmocka_unit_test(a_common_stem),
        cmocka_unit_test(no_document),
        cmocka_unit_test(texts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
