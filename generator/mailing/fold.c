#include "mailing/fold.h"

#include <glib.h>

bool fold_is_blank(uint32_t c)
{
    return c <= 0x20 || (c >= 0x7F && c <= 0xA0) || c == 0xAD || c == 0x1680 || c == 0x180E ||
           (c >= 0x2000 && c <= 0x200F) || (c >= 0x2028 && c <= 0x202F) || (c >= 0x205F && c <= 0x206F) ||
           c == 0x3000 || c == 0xFEFF;
}

struct text fold_trim(struct text text)
{
    size_t start = 0, end = text.size;
    for (size_t next = 0; next < end && fold_is_blank(utf8_next(text, &next)); start = next)
        ;
    while (end > start) {
        size_t before = utf8_before(text, end), next = before;
        if (!fold_is_blank(utf8_next(text, &next)))
            break;
        end = before;
    }
    return text_slice(text, start, end);
}

static bool is_space(uint32_t c)
{
    return c <= 0x20 || (c >= 0x7F && c <= 0xA0) || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 ||
           c == 0x202F || c == 0x205F || c == 0x3000;
}

struct text fold_line(struct arena *arena, struct text text, size_t size)
{
    struct buffer line = {.arena = arena};
    bool is_due = false;
    for (size_t next = 0; next < text.size && line.size <= size;) {
        uint32_t character = utf8_next(text, &next);
        if (is_space(character)) {
            is_due = line.size > 0;
            continue;
        }
        if (!utf8_is_plain(character) && character != 0x200C && character != 0x200D)
            continue;
        if (is_due)
            buffer_add_byte(&line, ' ');
        is_due = false;
        buffer_add_character(&line, character);
    }
    return fold_trim(text_cut(buffer_text(&line), size));
}

struct text fold_words(struct arena *arena, struct text words)
{
    struct text line = fold_line(arena, words, words.size);
    char *folded = g_utf8_casefold(line.bytes ? line.bytes : "", (gssize)line.size);
    char *composed = g_utf8_normalize(folded, -1, G_NORMALIZE_ALL_COMPOSE);
    struct text result = text_copy(arena, text_from(composed));
    g_free(folded);
    g_free(composed);
    return result;
}

struct text fold_name(struct arena *arena, struct text name)
{
    struct text words = fold_words(arena, name);
    struct buffer result = {.arena = arena};
    for (size_t next = 0; next < words.size;) {
        uint32_t character = utf8_next(words, &next);
        bool is_left_out = character < 0x80 ? !g_ascii_isalnum((char)character)
                                            : fold_is_blank(character) || (character >= 0x2010 && character <= 0x2015);
        if (!is_left_out)
            buffer_add_character(&result, character);
    }
    return buffer_text(&result);
}
