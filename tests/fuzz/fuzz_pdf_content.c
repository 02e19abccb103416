/* Any bytes as a content stream: afterwards every operator that paints belongs to an element or an artifact. */
#include "fuzz.h"

#include "deliver/pdf_content.h"
#include "deliver/pdf_operator.h"

#include <string.h>

static bool is_one_of(struct text word, const char *list)
{
    char padded[64], wanted[16];
    snprintf(padded, sizeof padded, " %s ", list);
    snprintf(wanted, sizeof wanted, " %.*s ", TEXT_ARGUMENTS(text_cut(word, 8)));
    return word.size && strstr(padded, wanted) != NULL;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct content content = {.stream = {(const char *)data, size}, .is_page = true};
    for (size_t i = 0; i < 4; i++) {
        struct content_mark mark = {.owner = i < 2 ? OWNER_TEXT : i == 2 ? OWNER_FIGURE : OWNER_NONE, .continues = i};
        ARRAY_PUSH(&arena, &content.marks, mark);
    }
    content_mark(&arena, &content);
    struct pdf_reader reader = {.stream = content.marked};
    struct pdf_operator found;
    size_t depth = 0;
    while (pdf_next_operator(&reader, &found)) {
        bool is_begun = is_one_of(found.word, "BDC BMC"), is_ended = text_is(found.word, "EMC");
        require(!is_ended || depth > 0);
        require(depth > 0 || !is_one_of(found.word, "Tj TJ ' \" S s f F f* B B* b b* sh BI Do"));
        depth += is_begun;
        depth -= is_ended;
    }
    require(depth == 0);
    arena_release(&arena);
    return 0;
}
