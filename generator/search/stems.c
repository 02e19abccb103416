#include "search/stems.h"

#include "base/map.h"
#include "search/words.h"

#include <libstemmer.h>
#include <string.h>

struct gathering {
    struct arena *arena;
    struct sb_stemmer *stemmer; /* or NULL */
    bool is_swedish;
    search_stems *stems;
    struct map known; /* stem → its number, from 1 */
    char joined[WORDS_ROOM];
    size_t joined_size, joined_parts;
    const char *end; /* of the last word */
};

static struct sb_stemmer *open_stemmer(struct text language)
{
    const char *algorithm = text_is(language, "sv") ? "swedish" : text_is(language, "en") ? "english" : NULL;
    return algorithm ? sb_stemmer_new(algorithm, "UTF_8") : NULL;
}

static bool has_vowel(struct text text)
{
    for (size_t at = 0; at < text.size;) {
        uint32_t letter = utf8_next(text, &at);
        if ((letter < 0x80 && strchr("aeiouy", (int)letter)) || letter == 0xE5 || letter == 0xE4 || letter == 0xF6)
            return true;
    }
    return false;
}

/* "nätverket" → "nätverk". */
static struct text without_neuter(struct text stem)
{
    struct text rest = text_slice(stem, 0, stem.size < 2 ? 0 : stem.size - 2);
    return text_ends_with(stem, "et") && utf8_count(rest) >= 2 && has_vowel(rest) ? rest : stem;
}

/* Borrows from the stemmer, until its next word. */
static struct text stem(struct sb_stemmer *stemmer, bool is_swedish, struct text folded)
{
    if (!stemmer)
        return folded;
    const sb_symbol *bytes = sb_stemmer_stem(stemmer, (const sb_symbol *)folded.bytes, (int)folded.size);
    struct text stemmed = {(const char *)bytes, (size_t)sb_stemmer_length(stemmer)};
    return is_swedish ? without_neuter(stemmed) : stemmed;
}

struct text stems_of_word(struct arena *arena, struct text language, struct text folded)
{
    struct sb_stemmer *stemmer = open_stemmer(language);
    struct text stemmed = text_copy(arena, stem(stemmer, text_is(language, "sv"), folded));
    sb_stemmer_delete(stemmer);
    return stemmed;
}

static void count_stem(struct gathering *gathering, struct text stemmed, enum stem_level level)
{
    size_t number = (size_t)map_get(&gathering->known, stemmed);
    if (!number) {
        struct search_stem new = {.stem = text_copy(gathering->arena, stemmed)};
        ARRAY_PUSH(gathering->arena, gathering->stems, new);
        number = gathering->stems->count;
        map_set(&gathering->known, new.stem, (void *)number); /* a number: pointers to items move */
    }
    struct search_stem *known = &gathering->stems->items[number - 1];
    if (level > known->level)
        known->level = level;
}

static void add_word(struct gathering *gathering, struct text folded, const struct search_piece *piece)
{
    if (folded.size)
        count_stem(gathering, stem(gathering->stemmer, gathering->is_swedish, folded), piece->level);
    if (folded.size && piece->is_name)
        count_stem(gathering, folded, piece->level);
}

static bool is_number(struct text text)
{
    for (size_t i = 0; i < text.size; i++)
        if (text.bytes[i] < '0' || text.bytes[i] > '9')
            return false;
    return true;
}

/* The word whose parts have been read; a date is none. */
static void end_joined(struct gathering *gathering, const struct search_piece *piece)
{
    struct text joined = {gathering->joined, gathering->joined_size};
    char room[WORDS_ROOM];
    if (gathering->joined_parts > 1 && !is_number(joined))
        add_word(gathering, words_fold(joined, room), piece);
    gathering->joined_size = gathering->joined_parts = 0;
}

static bool is_hyphen(const char *from, const char *to)
{
    struct text gap = {from, (size_t)(to - from)};
    return from && (text_is(gap, "-") || text_is(gap, "\u2010") || text_is(gap, "\u2011"));
}

static void join(struct gathering *gathering, struct text word, struct text folded, const struct search_piece *piece)
{
    if (!is_hyphen(gathering->end, word.bytes))
        end_joined(gathering, piece);
    gathering->end = word.bytes + word.size;
    gathering->joined_parts++;
    if (gathering->joined_size + folded.size > sizeof gathering->joined)
        return;
    memcpy(gathering->joined + gathering->joined_size, folded.bytes, folded.size);
    gathering->joined_size += folded.size;
}

static void add_piece(struct gathering *gathering, const struct search_piece *piece)
{
    char room[WORDS_ROOM];
    struct text word;
    gathering->end = NULL;
    for (size_t at = 0; words_next(piece->text, &at, &word);) {
        struct text folded = words_fold(word, room);
        join(gathering, word, folded, piece);
        add_word(gathering, folded, piece);
    }
    end_joined(gathering, piece);
}

void stems_gather(struct arena *arena, struct text language, const search_pieces *pieces, search_stems *stems)
{
    struct gathering gathering = {
        .arena = arena,
        .stemmer = open_stemmer(language),
        .is_swedish = text_is(language, "sv"),
        .stems = stems,
        .known = {.arena = arena},
    };
    for (size_t i = 0; i < pieces->count; i++)
        add_piece(&gathering, &pieces->items[i]);
    sb_stemmer_delete(gathering.stemmer);
}
