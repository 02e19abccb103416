#include "model/names.h"

#include "proof/word.h"

#include <string.h>

/* Names are a tree of their words: from each state one word leads to the next. State 0 is the beginning. */
struct step {
    size_t state;
    const void *target; /* of the name that ends here; NULL when none does */
};

struct step_key {
    char bytes[sizeof(size_t) + WORD_ROOM];
};

static struct text key_of(size_t state, struct text word, struct step_key *key)
{
    memcpy(key->bytes, &state, sizeof state);
    memcpy(key->bytes + sizeof state, word.bytes, word.size);
    return (struct text){key->bytes, sizeof state + word.size};
}

void names_add(struct names *names, struct text name, const void *target)
{
    struct step *step = NULL;
    struct word word;
    char room[WORD_ROOM];
    size_t at = 0, state = 0;
    names->steps.arena = names->arena;
    for (size_t count = 0; count < NAME_WORDS && word_next(name, &at, &word); count++) {
        struct step_key key;
        struct text folded = word_fold(text_slice(name, word.from, word.to), room);
        if (!folded.size)
            return;
        struct text wanted = key_of(state, folded, &key);
        step = map_get(&names->steps, wanted);
        if (!step) {
            step = ARENA_NEW(names->arena, struct step);
            step->state = ++names->states;
            map_set(&names->steps, text_copy(names->arena, wanted), step);
        }
        state = step->state;
    }
    if (step && !step->target)
        step->target = target;
}

/* Without the s of a genitive: "skolans", "KAA:s", "Anna's"; empty when there is none. */
static struct text without_genitive(struct text word)
{
    if (!text_ends_with(word, "s"))
        return (struct text){0};
    word.size--;
    if (text_ends_with(word, ":") || text_ends_with(word, "'"))
        word.size--;
    return word;
}

static const struct step *next_step(const struct names *names, size_t state, struct text word)
{
    struct step_key key;
    char room[WORD_ROOM];
    struct text folded = word_fold(word, room);
    const struct step *step = map_get(&names->steps, key_of(state, folded, &key));
    struct text plain = without_genitive(folded);
    return step || !plain.size ? step : map_get(&names->steps, key_of(state, plain, &key));
}

static bool may_stand_between(struct text gap)
{
    enum { LONGEST = 8 };
    for (size_t i = 0; i < gap.size; i++)
        if (strchr(".!?:;|", gap.bytes[i]))
            return false;
    return gap.size <= LONGEST;
}

/* The longest name that begins with the word [from, to). */
static bool find_here(const struct names *names, struct text text, struct word word, struct name_found *found)
{
    size_t state = 0, at = word.to;
    *found = (struct name_found){.from = word.from};
    for (size_t count = 0; count < NAME_WORDS; count++) {
        const struct step *step = next_step(names, state, text_slice(text, word.from, word.to));
        if (!step)
            break;
        if (step->target) {
            found->target = step->target;
            found->to = word.to;
        }
        state = step->state;
        size_t end = word.to;
        if (!word_next(text, &at, &word) || !may_stand_between(text_slice(text, end, word.from)))
            break;
    }
    return found->target != NULL;
}

bool names_find(const struct names *names, struct text text, size_t *position, struct name_found *found)
{
    struct word word;
    while (word_next(text, position, &word)) {
        if (!find_here(names, text, word, found))
            continue;
        *position = found->to;
        return true;
    }
    return false;
}
