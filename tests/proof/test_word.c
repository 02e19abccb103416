/* What is one word, and how words are made comparable. */
#include "finds.h"

#include "proof/word.h"

static struct text words_of(struct arena *arena, struct text text)
{
    struct buffer buffer = {.arena = arena};
    struct word word;
    for (size_t at = 0; word_next(text, &at, &word);) {
        buffer_add_string(&buffer, buffer.size ? " | " : "");
        buffer_add(&buffer, text_slice(text, word.from, word.to));
    }
    return buffer_text(&buffer);
}

static struct text folded(struct arena *arena, struct text text)
{
    char room[WORD_ROOM];
    return text_copy(arena, word_fold(text, room));
}

static void where_words_end(void **state)
{
    static const struct find_case cases[] = {
        {"", ""},
        {" – !", ""},
        {"e-post, covid-19", "e-post | covid-19"},
        {"slut.Nästa t.ex. 2,5", "slut | Nästa | t.ex | 2,5"},
        {"och/eller 13/12 SKR:s", "och | eller | 13/12 | SKR:s"},
        {"se https://imy.se/om. Sedan", "se | https://imy.se/om | Sedan"},
        {"a\u030A\u00ADr ett", "a\u030A\u00ADr | ett"},
    };
    (void)state;
    check_finds(cases, COUNT(cases), words_of);
}

static void folding(void **state)
{
    static const struct find_case cases[] = {
        {"  Nästa\u00A0 Träff ", "nästa träff"},
        {"NA\u030A\u00ADgon", "någon"},
        {"it’s e‑post", "it's e-post"},
        /* an accent that no letter is composed with stays behind its letter */
        {"q\u0301X\u0323\u0301a", "q\u0301x\u0323\u0301a"},
        {"\u0301a", "\u0301a"},
        {"0123456789 0123456789 0123456789 0123456789 0123456789 0123456789", ""},
    };
    (void)state;
    check_finds(cases, COUNT(cases), folded);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(where_words_end),
        cmocka_unit_test(folding),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
