#include "proof/readability.h"

#include "proof/character_class.h"
#include "proof/word.h"

#include <string.h>

#define COUNT(table) (sizeof(table) / sizeof *(table))

/* The longest ending of `endings` (longest first) cut off, when at least three letters are left. */
static struct text stem(struct text word)
{
    static const char *const endings[] = {"arnas", "ernas", "ornas", "arens", "arna", "erna", "orna", "aren", "ares",
                                          "ens",   "ets",   "ers",   "ars",   "ors",  "ans",  "are",  "ums",  "en",
                                          "et",    "er",    "ar",    "or",    "an",   "as",   "es",   "um",   "na",
                                          "ns",    "n",     "t",     "s",     "a",    "e"};
    for (size_t i = 0; i < COUNT(endings); i++) {
        size_t size = strlen(endings[i]);
        if (word.size >= size + 3 && text_ends_with(word, endings[i]))
            return text_slice(word, 0, word.size - size);
    }
    return word;
}

/* The stems of one to KNOWN_WORDS words, with spaces between. */
struct term {
    char bytes[KNOWN_WORDS * (WORD_ROOM + 1)];
    size_t size, words;
};

/* False when the term is full or the word too long to be a known one. SKR:s is known with SKR. */
static bool term_add(struct term *term, struct text word)
{
    char room[WORD_ROOM];
    struct text folded = word_fold(word, room);
    folded = stem(text_slice(folded, 0, text_find_byte(folded, ':', 0)));
    if (term->words == KNOWN_WORDS || folded.size == 0)
        return false;
    if (term->words++)
        term->bytes[term->size++] = ' ';
    memcpy(term->bytes + term->size, folded.bytes, folded.size);
    term->size += folded.size;
    return true;
}

static struct text term_text(const struct term *term)
{
    return (struct text){term->bytes, term->size};
}

void readability_know(struct map *known, struct text term)
{
    static char yes;
    struct term stems = {.size = 0};
    struct word word;
    for (size_t position = 0; word_next(term, &position, &word);) {
        if (!term_add(&stems, text_slice(term, word.from, word.to)))
            return;
    }
    if (stems.words && !map_get(known, term_text(&stems)))
        map_set(known, text_copy(known->arena, term_text(&stems)), &yes);
}

/* How many words from `word` on make a known term; the longest counts. */
static size_t known_words(struct text piece, struct word word, const struct map *known)
{
    struct term term = {.size = 0};
    size_t position = word.to, end, found = 0;
    if (!known || known->count == 0)
        return 0;
    do {
        if (!term_add(&term, text_slice(piece, word.from, word.to)))
            break;
        if (map_get(known, term_text(&term)))
            found = term.words;
        end = word.to;
    } while (word_next(piece, &position, &word) && word_gap_is_space(text_slice(piece, end, word.from)));
    return found;
}

/* Needs a continuation: its full stop ends no sentence, not even before a capital letter. */
static bool is_abbreviation(struct text word)
{
    static const char *const abbreviations[] = {
        "t.ex",   "bl.a",  "kl",   "s.k",  "dvs",  "d.v.s", "p.g.a", "pga", "resp",  "nr",  "ca",
        "fr.o.m", "t.o.m", "f.d",  "inkl", "exkl", "jfr",   "jmf",   "dr",  "prof",  "doc", "tel",
        "m.a.o",  "sid",   "kap",  "fig",  "tab",  "ex",    "ang",   "avd", "bitr",  "tf",  "ordf",
        "sekr",   "övers", "e.g",  "i.e",  "mr",   "mrs",   "ms",    "vs",  "st.f",  "vol", "jan",
        "feb",    "aug",   "sept", "okt",  "nov",  "dec",   "f.n",   "f.ö", "i.o.m",
    };
    char room[WORD_ROOM];
    struct text folded = word_fold(word, room);
    for (size_t i = 0; i < COUNT(abbreviations); i++) {
        if (text_is(folded, abbreviations[i]))
            return true;
    }
    return false;
}

/* "A" of "A. Ståhl" and "J.R.R" of "J.R.R. Tolkien": its last piece is one letter, and a capital unless alone. */
static bool is_initial(struct text piece, struct word word)
{
    size_t last = utf8_before(piece, word.to);
    if (word.letters == 1 && last == word.from)
        return true;
    return word.has_stop && last > word.from && piece.bytes[last - 1] == '.' && word_begins_upper(piece, last);
}

static bool stop_is_of_word(struct text piece, struct word word, size_t words)
{
    if (word.kind == WORD_NUMBER)
        return words == 1;
    return is_initial(piece, word) || is_abbreviation(text_slice(piece, word.from, word.to));
}

static bool is_end_mark(uint32_t character)
{
    return character == '.' || character == '!' || character == '?' || character == 0x2026;
}

static bool is_closing(uint32_t character)
{
    return character == ')' || character == ']' || character == '"' || character == '\'' || character == 0x2019 ||
           character == 0x201D || character == 0xBB;
}

/* Whether a sentence ends in the gap at `*end`, behind `word`, its `words`th word; `*end` is then the end. The
 * gap ends at `next`. */
static bool gap_ends_sentence(struct text piece, struct word word, size_t words, size_t next, size_t *end)
{
    size_t at = *end;
    bool is_found = false;
    if (at < next && piece.bytes[at] == '.' && stop_is_of_word(piece, word, words))
        at++;
    while (at < next) {
        size_t after = at;
        uint32_t character = utf8_next(text_slice(piece, 0, next), &after);
        bool is_mark = is_end_mark(character);
        if (is_found && !is_mark && !is_closing(character))
            break;
        is_found = is_found || is_mark;
        at = after;
        *end = is_found ? at : *end;
    }
    return is_found && !word_begins_lower(piece, next);
}

static size_t first_of(struct text piece, size_t position)
{
    for (size_t at = position; at < piece.size; position = at) {
        if (!is_space(utf8_next(piece, &at)))
            break;
    }
    return position;
}

bool sentence_next(struct text piece, size_t *position, const struct map *known, struct sentence *sentence)
{
    struct word word, next;
    size_t at = *position, known_left = 0;
    *sentence = (struct sentence){.from = first_of(piece, at)};
    bool has_word = word_next(piece, &at, &word);
    while (has_word) {
        size_t end = word.to;
        bool has_next = word_next(piece, &at, &next);
        if (known_left == 0)
            known_left = known_words(piece, word, known);
        sentence->words++;
        sentence->long_words +=
            word.kind == WORD_LETTERS && word.letters >= LONG_WORD_LETTERS && !word.has_stop && known_left == 0;
        known_left -= known_left > 0;
        bool is_end = gap_ends_sentence(piece, word, sentence->words, has_next ? next.from : piece.size, &end);
        sentence->to = end;
        if (is_end || !has_next)
            break;
        word = next;
    }
    *position = has_word ? sentence->to : piece.size;
    return has_word;
}

void readability_add(struct readability *readability, struct text piece, const struct map *known)
{
    struct sentence sentence;
    for (size_t position = 0; sentence_next(piece, &position, known, &sentence);) {
        readability->sentences++;
        readability->words += sentence.words;
        readability->long_words += sentence.long_words;
    }
}

double readability_lix(const struct readability *readability)
{
    if (readability->words == 0)
        return 0;
    double words = (double)readability->words;
    return words / (double)readability->sentences + 100 * (double)readability->long_words / words;
}

double sentence_weight(const struct sentence *sentence)
{
    return readability_lix(&(struct readability){sentence->words, 1, sentence->long_words});
}

enum sentence_load sentence_load(const struct sentence *sentence)
{
    bool is_long = sentence->words > SENTENCE_WORDS_LIMIT;
    bool has_long_words = sentence->words >= SENTENCE_WORDS_LEAST &&
                          100 * sentence->long_words > SENTENCE_LONG_SHARE_LIMIT * sentence->words;
    if (is_long)
        return has_long_words ? SENTENCE_LONG_AND_LONG_WORDS : SENTENCE_LONG;
    return has_long_words ? SENTENCE_LONG_WORDS : SENTENCE_LIGHT;
}
