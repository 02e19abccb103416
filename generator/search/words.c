#include "search/words.h"

#include <glib.h>
#include <string.h>

enum { SOFT_HYPHEN = 0xAD, RING = 0x30A, DIAERESIS = 0x308, PARTS_MOST = 18 /* of a character, says Unicode */ };

static bool begins_word(uint32_t character)
{
    if (character < 0x80)
        return (character >= '0' && character <= '9') || ((character | 0x20) >= 'a' && (character | 0x20) <= 'z');
    return g_unichar_isalnum(character);
}

static bool goes_on(uint32_t character)
{
    return begins_word(character) || character == SOFT_HYPHEN || (character >= 0x300 && g_unichar_ismark(character));
}

bool words_next(struct text text, size_t *position, struct text *word)
{
    size_t at = *position, from = at;
    while (at < text.size && !begins_word(utf8_next(text, &at)))
        from = at;
    *position = from;
    for (at = from; at < text.size && goes_on(utf8_next(text, &at));)
        *position = at;
    *word = text_slice(text, from, *position);
    return word->size > 0;
}

/* Where the letters go, and the last of them: an accent may change it. */
struct folding {
    char *room;
    size_t size, characters, last;
};

static void add(struct folding *folding, uint32_t character)
{
    if (folding->characters == WORDS_CHARACTERS_MOST)
        return;
    folding->last = folding->size;
    folding->size += utf8_encode(character, folding->room + folding->size);
    folding->characters++;
}

static void replace_last(struct folding *folding, uint32_t character)
{
    folding->size = folding->last + utf8_encode(character, folding->room + folding->last);
}

static void add_accent(struct folding *folding, uint32_t accent)
{
    char letter = folding->size ? folding->room[folding->last] : '\0';
    if (accent == RING && letter == 'a')
        replace_last(folding, 0xE5);
    else if (accent == DIAERESIS && letter == 'a')
        replace_last(folding, 0xE4);
    else if (accent == DIAERESIS && letter == 'o')
        replace_last(folding, 0xF6);
}

static void add_part(struct folding *folding, uint32_t part)
{
    uint32_t lower = g_unichar_tolower(part);
    if (g_unichar_ismark(part))
        add_accent(folding, part);
    else if (lower == 0xE6) /* æ */
        add(folding, 0xE4);
    else if (lower == 0xF8) /* ø */
        add(folding, 0xF6);
    else if (lower == 0x3C2) /* the last sigma of a word */
        add(folding, 0x3C3);
    else if (part != SOFT_HYPHEN)
        add(folding, lower);
}

struct text words_fold(struct text word, char room[WORDS_ROOM])
{
    struct folding folding = {.room = room};
    gunichar parts[PARTS_MOST];
    for (size_t at = 0; at < word.size;) {
        uint32_t character = utf8_next(word, &at);
        if (folding.characters == WORDS_CHARACTERS_MOST && !g_unichar_ismark(character))
            break;
        if (character < 0x80) {
            add(&folding, character >= 'A' && character <= 'Z' ? character | 0x20 : character);
            continue;
        }
        gsize count = g_unichar_fully_decompose(character, FALSE, parts, PARTS_MOST);
        for (gsize i = 0; i < count; i++)
            add_part(&folding, parts[i]);
    }
    return (struct text){room, folding.size};
}
