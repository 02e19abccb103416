#include "output/told.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>

/* Comparable words */

/* What may differ between two tellings of a text; and scripts that a PDF may tell in another order, or with fonts of
 * its own: those from right to left, those of Asia, pictures. */
static bool is_dropped(uint32_t character)
{
    GUnicodeType type = g_unichar_type(character);
    return character <= ' ' || character == '-' || character == '"' || character == '\'' || character == 0xAB ||
           character == 0xBB || character >= 0x530 || type == G_UNICODE_NON_SPACING_MARK || type == G_UNICODE_FORMAT ||
           type == G_UNICODE_SPACE_SEPARATOR || type == G_UNICODE_CONTROL;
}

static void add_plain(struct buffer *words, uint32_t character)
{
    if (!is_dropped(character))
        buffer_add_character(words, g_unichar_tolower(character));
}

/* A letter without its accent, "ﬁ" as two letters, "½" as digits. */
static void add_character(struct buffer *words, uint32_t character)
{
    gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
    size_t count = character < 0x80 ? 0 : g_unichar_fully_decompose(character, TRUE, parts, G_N_ELEMENTS(parts));
    if (count == 0)
        add_plain(words, character);
    for (size_t i = 0; i < count && i < G_N_ELEMENTS(parts); i++)
        add_plain(words, parts[i]);
}

void told_add_words(struct buffer *words, struct text text)
{
    for (size_t i = 0; i < text.size;)
        add_character(words, utf8_next(text, &i));
}

/* HTML as this program writes it */

struct reader {
    struct arena *arena;
    struct text html;
    size_t at;
    struct buffer words;
};

/* An entity's character, moving past it; "&" itself when it is none that our layouts write. */
static uint32_t read_entity(struct text html, size_t *at)
{
    static const struct {
        const char *name;
        uint32_t character;
    } names[] = {{"&amp;", '&'},   {"&lt;", '<'},      {"&gt;", '>'},   {"&quot;", '"'},
                 {"&nbsp;", 0xA0}, {"&zwnj;", 0x200C}, {"&shy;", 0xAD}, {"&ndash;", 0x2013}};
    struct text rest = text_slice(html, *at, html.size);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (text_starts_with(rest, names[i].name)) {
            *at += strlen(names[i].name);
            return names[i].character;
        }
    size_t end = text_find_byte(text_slice(rest, 0, 12), ';', 0);
    if (text_starts_with(rest, "&#") && end < 12 && end < rest.size) {
        bool is_hexadecimal = rest.size > 2 && (rest.bytes[2] | 0x20) == 'x';
        *at += end + 1;
        return (uint32_t)strtoul(rest.bytes + (is_hexadecimal ? 3 : 2), NULL, is_hexadecimal ? 16 : 10);
    }
    ++*at;
    return '&';
}

static struct text decode(struct arena *arena, struct text text)
{
    struct buffer buffer = {.arena = arena};
    if (text_find_byte(text, '&', 0) == text.size)
        return text;
    for (size_t i = 0; i < text.size;)
        buffer_add_character(&buffer, text.bytes[i] == '&' ? read_entity(text, &i) : utf8_next(text, &i));
    return buffer_text(&buffer);
}

/* Skips a tag, a comment, or an element whose content is not shown; collects where links lead. */
static void read_tag(struct reader *reader, struct text address, struct text path, struct told *told)
{
    struct text rest = text_slice(reader->html, reader->at, reader->html.size);
    static const char *const hidden[][2] = {
        {"<!--", "-->"}, {"<style", "</style>"}, {"<script", "</script>"}, {"<title", "</title>"}};
    for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++)
        if (text_starts_with(rest, hidden[i][0])) {
            reader->at = text_find(reader->html, text_from(hidden[i][1]), reader->at) + strlen(hidden[i][1]);
            return;
        }
    struct text tag = text_slice(rest, 0, text_find_byte(rest, '>', 0));
    size_t href = text_starts_with(tag, "<a ") ? text_find(tag, TEXT(" href=\""), 0) : tag.size;
    if (href < tag.size) {
        struct text link = text_slice(tag, href + 7, text_find_byte(tag, '"', href + 7));
        ARRAY_PUSH(reader->arena, &told->links, told_link(reader->arena, decode(reader->arena, link), address, path));
    }
    reader->at += tag.size + 1;
}

void told_read_html(struct arena *arena, struct text html, struct text address, struct text path, struct told *told)
{
    struct reader reader = {.arena = arena, .html = html, .words = {.arena = arena}};
    told->has_links = true;
    while (reader.at < html.size) {
        if (html.bytes[reader.at] == '<')
            read_tag(&reader, address, path, told);
        else if (html.bytes[reader.at] == '&')
            add_character(&reader.words, read_entity(html, &reader.at));
        else
            add_character(&reader.words, utf8_next(html, &reader.at));
    }
    told->words = buffer_text(&reader.words);
}
