#include "proof/phrases.h"

#include "proof/character_class.h"
#include "proof/word.h"

#include <string.h>

#define COUNT(table) (sizeof(table) / sizeof *(table))

/* Without what stands around the first and the last letter or digit: punctuation, arrows, spaces. */
static struct text bare(struct text words)
{
    size_t from = words.size, to = 0;
    for (size_t at = 0; at < words.size;) {
        size_t start = at;
        uint32_t character = utf8_next(words, &at);
        if (!is_letter(character) && !is_digit(character))
            continue;
        from = from < start ? from : start;
        to = at;
    }
    return text_slice(words, from, to);
}

struct vague {
    const char *language, *words;
};

static const struct vague vague_links[] = {
    {"sv", "här"},
    {"sv", "klicka här"},
    {"sv", "klicka"},
    {"sv", "klick här"},
    {"sv", "tryck här"},
    {"sv", "gå hit"},
    {"sv", "hit"},
    {"sv", "se här"},
    {"sv", "se mer"},
    {"sv", "se mer här"},
    {"sv", "visa"},
    {"sv", "visa mer"},
    {"sv", "mer"},
    {"sv", "mer här"},
    {"sv", "mer info"},
    {"sv", "mer information"},
    {"sv", "mer information här"},
    {"sv", "information"},
    {"sv", "info"},
    {"sv", "läs"},
    {"sv", "läs här"},
    {"sv", "läs mer"},
    {"sv", "läs mera"},
    {"sv", "läs mer här"},
    {"sv", "läs vidare"},
    {"sv", "läs vidare här"},
    {"sv", "läs hela"},
    {"sv", "länk"},
    {"sv", "länken"},
    {"sv", "länk här"},
    {"sv", "en länk"},
    {"sv", "denna länk"},
    {"sv", "den här länken"},
    {"sv", "följ länken"},
    {"sv", "via länken"},
    {"sv", "länk till sida"},
    {"sv", "denna sida"},
    {"sv", "den här sidan"},
    {"sv", "sidan"},
    {"sv", "webbsidan"},
    {"sv", "hemsidan"},
    {"sv", "dokument"},
    {"sv", "dokumentet"},
    {"sv", "ladda ner"},
    {"sv", "ladda ned"},
    {"sv", "ladda ner här"},
    {"sv", "hämta"},
    {"sv", "hämta här"},
    {"sv", "öppna"},
    {"sv", "fortsätt"},
    {"sv", "anmäl här"},
    {"sv", "pdf"},
    {"sv", "url"},
    {"en", "here"},
    {"en", "click"},
    {"en", "click here"},
    {"en", "press here"},
    {"en", "see here"},
    {"en", "go"},
    {"en", "go here"},
    {"en", "more"},
    {"en", "more here"},
    {"en", "more info"},
    {"en", "more information"},
    {"en", "see more"},
    {"en", "show more"},
    {"en", "read"},
    {"en", "read here"},
    {"en", "read more"},
    {"en", "read more here"},
    {"en", "read on"},
    {"en", "continue"},
    {"en", "continue reading"},
    {"en", "learn more"},
    {"en", "find out more"},
    {"en", "details"},
    {"en", "link"},
    {"en", "a link"},
    {"en", "this link"},
    {"en", "this page"},
    {"en", "the link"},
    {"en", "the page"},
    {"en", "follow this link"},
    {"en", "follow the link"},
    {"en", "download"},
    {"en", "download here"},
    {"en", "document"},
    {"en", "open"},
    {"en", "page"},
    {"en", "website"},
    {"en", "info"},
    {"en", "information"},
    {"en", "pdf"},
    {"en", "url"},
};

bool phrase_is_vague_link(struct text words, struct text language)
{
    char room[WORD_ROOM];
    struct text folded = word_fold(bare(words), room);
    bool is_swedish = text_is(language, "sv");
    for (size_t i = 0; i < COUNT(vague_links); i++) {
        if (text_is(folded, vague_links[i].words) && (is_swedish || text_is(language, vague_links[i].language)))
            return true;
    }
    return false;
}

static bool is_one_of(struct text word, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (text_is(word, words[i]))
            return true;
    }
    return false;
}

/* Also a name that is longer than a word. */
static bool is_picture_file(struct text name)
{
    static const char *const endings[] = {".jpg", ".jpeg", ".png",  ".gif",  ".svg",  ".webp",
                                          ".bmp", ".tif",  ".tiff", ".heic", ".avif", ".pdf"};
    char room[WORD_ROOM];
    enum { LONGEST = 5 };
    size_t from = name.size > LONGEST ? name.size - LONGEST : 0;
    struct text end = word_fold(text_slice(name, from, name.size), room);
    for (size_t i = 0; i < COUNT(endings); i++) {
        size_t size = strlen(endings[i]);
        if (text_ends_with(end, endings[i]) && name.size > size && name.bytes[name.size - size - 1] != ' ')
            return true;
    }
    return false;
}

/* Digits and what parts them in names of files: "_2034", " 2026-01-02 kl. 10.20.30", "-20260102-wa0003". */
static bool is_counter(struct text rest)
{
    size_t digits = 0, letters = 0;
    for (size_t at = 0; at < rest.size;) {
        bool is_first = at == 0;
        uint32_t character = utf8_next(rest, &at);
        digits += is_digit(character);
        letters = is_letter(character) ? letters + 1 : 0;
        if (letters > 2 || (letters && is_first))
            return false;
    }
    return digits > 0;
}

/* What cameras, telephones and computers call their pictures, before a number. */
static bool is_camera_name(struct text name)
{
    static const char *const beginnings[] = {"img",       "dsc",        "dscn",           "dscf",        "pxl",
                                             "mvi",       "image",      "bild",           "foto",        "photo",
                                             "picture",   "screenshot", "skärmavbild",    "skarmavbild", "skärmbild",
                                             "skarmbild", "skärmklipp", "whatsapp image", "namnlös",     "namnlos",
                                             "untitled",  "scan",       "screen shot",    "figur",       "figure"};
    for (size_t i = 0; i < COUNT(beginnings); i++) {
        if (text_starts_with(name, beginnings[i]) && is_counter(text_slice(name, strlen(beginnings[i]), name.size)))
            return true;
    }
    return false;
}

bool phrase_is_empty_alternative(struct text words)
{
    static const char *const kinds[] = {
        "bild",       "bilder",   "en bild",     "foto",      "fotot",    "fotografi", "image",          "picture",
        "pic",        "photo",    "photograph",  "a picture", "an image", "img",       "logo",           "logga",
        "logotyp",    "logotype", "ikon",        "icon",      "figur",    "figure",    "illustration",   "graf",
        "graph",      "diagram",  "tabell",      "grafik",    "graphic",  "skärmbild", "skärmdump",      "skärmavbild",
        "screenshot", "omslag",   "omslagsbild", "bilden",    "bildtext", "alt",       "alternativtext", "alt text",
        "namnlös",    "untitled", "null",        "undefined"};
    char room[WORD_ROOM];
    struct text trimmed = bare(words), folded = word_fold(trimmed, room);
    return is_picture_file(trimmed) || is_one_of(folded, kinds, COUNT(kinds)) || is_camera_name(folded);
}
