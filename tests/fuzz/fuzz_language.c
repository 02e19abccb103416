/* Input: plain text. Everything that reads its language goes forward, stays inside, and says the same when asked
 * again. */
#include "fuzz.h"
#include "proof/foreign.h"
#include "proof/phrases.h"
#include "proof/readability.h"
#include "proof/writing.h"

static void check_range(struct text text, size_t before, size_t from, size_t to)
{
    require(from >= before && to > from && to <= text.size);
}

static void read_sentences(struct arena *arena, struct text text)
{
    struct map known = {.arena = arena};
    struct readability all = {0}, sum = {0};
    struct sentence sentence;
    readability_know(&known, text_cut(text, 20));
    readability_add(&all, text, &known);
    for (size_t position = 0, before = 0; sentence_next(text, &position, &known, &sentence); before = sentence.to) {
        check_range(text, before, sentence.from, sentence.to);
        require(sentence.words > 0 && sentence.long_words <= sentence.words && position == sentence.to);
        sum.sentences++;
        sum.words += sentence.words;
        sum.long_words += sentence.long_words;
    }
    require(sum.words == all.words && sum.sentences == all.sentences && sum.long_words == all.long_words);
}

static void read_writing(struct arena *arena, struct text text)
{
    struct writing_find find, again;
    for (size_t from = 0; writing_find(arena, text, from, &find); from = find.to) {
        check_range(text, from, find.from, find.to);
        require(writing_find(arena, text, find.from, &again) && again.from == find.from);
        require(!text_equal(find.suggestion, text_slice(text, find.from, find.to)));
    }
}

static void read_phrases(struct text text)
{
    static const char *const languages[] = {"sv", "en"};
    struct foreign_find find;
    size_t begin, end;
    for (size_t i = 0; i < 2; i++) {
        struct text language = text_from(languages[i]);
        for (size_t from = 0; foreign_find(text, language, from, &find); from = find.to)
            check_range(text, from, find.from, find.to);
        phrase_is_vague_link(text, language);
    }
    for (size_t from = 0; phrase_find_colour(text, from, &begin, &end); from = end)
        check_range(text, from, begin, end);
    phrase_is_empty_alternative(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct text text = {(const char *)data, size};
    read_sentences(&arena, text);
    read_writing(&arena, text);
    read_phrases(text);
    arena_release(&arena);
    return 0;
}
