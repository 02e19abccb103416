#include "proof/phrases.h"

#include "proof/word.h"

#include <string.h>

#define COUNT(table) (sizeof(table) / sizeof *(table))

/* What a word may be in the patterns below. Black and white are left out: they need no colour, and people are
 * called so. */
enum {
    COLOUR = 1 << 0,       /* röda, green */
    COLOUR_ALONE = 1 << 1, /* rött, red */
    COLOURED = 1 << 2,     /* rödmarkerade */
    MARKED = 1 << 3,       /* markerat, visas, marked */
    IN = 1 << 4,           /* i, in */
    WITH = 1 << 5,         /* i, med, in */
    DEFINITE = 1 << 6,     /* den, de, the */
    THING = 1 << 7,        /* linjen, rutorna, boxes: of forms and diagrams */
    ONES = 1 << 8,         /* ones */
    LOOK = 1 << 9,         /* se, välj, click */
    ON = 1 << 10,          /* på, on */
    MEANS = 1 << 11,       /* betyder, means */
    SHOWS = 1 << 12,       /* visar, betyder, shows, means */
};

struct entry {
    unsigned kinds;
    const char *words; /* between spaces */
};

static const struct entry lexicon[] = {
    {COLOUR, " röda gröna blåa blå gula orangea orange rosa lila grå gråa turkosa röd grön gul red green blue yellow "
             "pink purple grey gray "},
    {COLOUR_ALONE,
     " rött grönt blått gult orange rosa lila grått turkost red green blue yellow pink purple grey gray "},
    {MARKED,
     " markerat markerad markerade markeras markera visas anges angivet angivna angiven skrivet skriven skrivna "
     "skrivs färgat färgad färgade färgas inringat inringad inringade inramat inramad inramade understruket "
     "understruken understrukna lyser marked highlighted shown written printed coloured colored circled "
     "underlined indicated "},
    {IN | WITH | ON, " i in "},
    {WITH, " med "},
    {ON, " på on at "},
    {DEFINITE, " den det de dom the "},
    {THING, " linjen linjerna rutan rutorna stapeln staplarna punkten punkterna pricken prickarna kurvan kurvorna "
            "fältet fälten cirkeln cirklarna strecket strecken siffran siffrorna texten texterna orden ordet raden "
            "raderna knappen knapparna länken länkarna cellen cellerna kolumnen kolumnerna symbolen symbolerna pilen "
            "pilarna staplar linjer rutor line lines box boxes bar bars dot dots curve curves field fields circle "
            "circles number numbers text row rows button buttons link links cell cells column columns arrow arrows "},
    {ONES, " ones "},
    {LOOK, " se välj klicka tryck följ läs fyll titta see choose select click press follow read "},
    {MEANS | SHOWS, " betyder innebär means mean "},
    {SHOWS, " visar anger markerar motsvarar representerar shows show marks mark represents represent indicates "
            "indicate "},
};

static const unsigned patterns[][5] = {
    {DEFINITE, COLOURED},
    {COLOURED},
    {MARKED, WITH, COLOUR_ALONE},
    {THING, IN, COLOUR_ALONE},
    {LOOK, DEFINITE, COLOUR, THING},
    {LOOK, ON, DEFINITE, COLOUR, THING},
    {LOOK, ON, COLOUR, THING},
    {DEFINITE, COLOUR, THING, SHOWS},
    {DEFINITE, COLOUR, MEANS},
    {DEFINITE, COLOUR, ONES},
    {COLOUR_ALONE | COLOUR, MEANS},
};

enum { PATTERN_WORDS = 5 };

static bool is_listed(struct text word, const char *words)
{
    char bytes[WORD_ROOM + 2] = " ";
    memcpy(bytes + 1, word.bytes, word.size);
    bytes[word.size + 1] = ' ';
    struct text list = text_from(words);
    return word.size > 0 && text_find(list, (struct text){bytes, word.size + 2}, 0) < list.size;
}

/* "rödmarkerade", "grönmarkerat", "färgmarkerade"; not "grönmärkt", which is of the environment. */
static bool is_coloured(struct text word)
{
    static const char *const colours[] = {"röd", "grön", "blå", "gul", "orange", "rosa", "lila", "grå", "färg"};
    for (size_t i = 0; i < COUNT(colours); i++) {
        struct text rest = text_slice(word, strlen(colours[i]), word.size);
        if (text_starts_with(word, colours[i]) && text_starts_with(rest, "marker"))
            return true;
    }
    return false;
}

static unsigned kinds_of(struct text word)
{
    char room[WORD_ROOM];
    struct text folded = word_fold(word, room);
    unsigned kinds = is_coloured(folded) ? COLOURED : 0;
    for (size_t i = 0; i < COUNT(lexicon); i++)
        kinds |= is_listed(folded, lexicon[i].words) ? lexicon[i].kinds : 0;
    return kinds;
}

/* The latest words, the first of them `first`; between them nothing but spaces. */
struct window {
    struct word words[PATTERN_WORDS];
    unsigned kinds[PATTERN_WORDS];
    size_t count;
};

/* The longest pattern that the window begins with: how many words; 0 for none. */
static size_t match(const struct window *window)
{
    size_t longest = 0;
    for (size_t i = 0; i < COUNT(patterns); i++) {
        size_t size = 0;
        while (size < PATTERN_WORDS && size < window->count && (patterns[i][size] & window->kinds[size]))
            size++;
        bool is_whole = size == PATTERN_WORDS || patterns[i][size] == 0;
        if (is_whole && size > longest)
            longest = size;
    }
    return longest;
}

/* Fills the window from `*position` on, as long as only spaces stand between the words. */
static void fill(struct text text, size_t *position, struct window *window)
{
    struct word word;
    while (window->count < PATTERN_WORDS) {
        size_t next = *position;
        if (!word_next(text, &next, &word))
            return;
        if (window->count > 0) {
            size_t end = window->words[window->count - 1].to;
            if (!word_gap_is_space(text_slice(text, end, word.from)))
                return;
        }
        window->words[window->count] = word;
        window->kinds[window->count++] = kinds_of(text_slice(text, word.from, word.to));
        *position = next;
    }
}

/* Whether any word begins like a colour: nearly all texts name none, and need no closer look. */
static bool names_colour(struct text text)
{
    static const char *const beginnings[] = {
        "röd",    "rött",  "ro\xCC\x88", "grön",   "gro\xCC\x88", "blå",    "bla\xCC\x8A", "gul",
        "orange", "rosa",  "lila",       "grå",    "gra\xCC\x8A", "turkos", "färg",        "fa\xCC\x88",
        "red",    "green", "blue",       "yellow", "pink",        "purple", "grey",        "gray"};
    for (size_t i = 0; i < text.size; i++) {
        char first = (char)(text.bytes[i] | 0x20);
        if (!strchr("rgbolftyp", first) ||
            (i > 0 && (text.bytes[i - 1] | 0x20) >= 'a' && (text.bytes[i - 1] | 0x20) <= 'z'))
            continue;
        struct text rest = text_slice(text, i + 1, text.size);
        for (size_t j = 0; j < COUNT(beginnings); j++)
            if (beginnings[j][0] == first && text_starts_with(rest, beginnings[j] + 1))
                return true;
    }
    return false;
}

bool phrase_find_colour(struct text text, size_t from, size_t *begin, size_t *end)
{
    struct window window = {.count = 0};
    size_t position = from;
    if (!names_colour(text_slice(text, from, text.size)))
        return false;
    for (;;) {
        fill(text, &position, &window);
        if (window.count == 0)
            return false;
        size_t size = match(&window);
        if (size > 0) {
            *begin = window.words[0].from;
            *end = window.words[size - 1].to;
            return true;
        }
        window.count--;
        memmove(window.words, window.words + 1, window.count * sizeof *window.words);
        memmove(window.kinds, window.kinds + 1, window.count * sizeof *window.kinds);
    }
}
