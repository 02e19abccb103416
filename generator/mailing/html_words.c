#include "mailing/html_words.h"

#include <string.h>

static const struct {
    const char *name;
    uint32_t character;
} entities[] = {
    {"amp", '&'},    {"lt", '<'},     {"gt", '>'},     {"quot", '"'},   {"apos", '\''},  {"nbsp", ' '},
    {"aring", 229},  {"auml", 228},   {"ouml", 246},   {"Aring", 197},  {"Auml", 196},   {"Ouml", 214},
    {"eacute", 233}, {"ndash", 8211}, {"mdash", 8212}, {"rsquo", 8217}, {"commat", '@'}, {"period", '.'},
};

/* Elements that stand on lines of their own, and those whose content is no text. */
static const char *const lines[] = {"br", "p",  "div",   "tr",         "td",  "li", "h1",
                                    "h2", "h3", "table", "blockquote", "pre", "hr"};
static const char *const silent[] = {"style", "script", "title", "head"};

static bool is_one_of(struct text name, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (text_equal_but_case(name, text_from(names[i])))
            return true;
    return false;
}

/* Adds the character of an entity at `position` and returns where it ends. */
static size_t add_entity(struct buffer *words, struct text html, size_t position)
{
    enum { LONGEST = 12 };
    size_t end = position + 1;
    while (end < html.size && end < position + LONGEST && html.bytes[end] != ';')
        end++;
    struct text name = text_slice(html, position + 1, end);
    uint32_t character = 0;
    if (end == html.size || html.bytes[end] != ';' || !name.size) {
        buffer_add_byte(words, '&');
        return position + 1;
    }
    if (name.bytes[0] == '#') {
        char digits[LONGEST + 1] = {0};
        memcpy(digits, name.bytes + 1, name.size - 1);
        bool is_hexadecimal = digits[0] == 'x' || digits[0] == 'X';
        character = (uint32_t)strtoul(digits + is_hexadecimal, NULL, is_hexadecimal ? 16 : 10);
    }
    for (size_t i = 0; i < sizeof entities / sizeof *entities; i++)
        if (text_is(name, entities[i].name))
            character = entities[i].character;
    if (character && character < 0x110000 && (character < 0xD800 || character > 0xDFFF))
        buffer_add_character(words, character);
    return end + 1;
}

/* Returns where the tag at `position` ends; of one whose content is no text where that ends. */
static size_t read_tag(struct buffer *words, struct text html, size_t position)
{
    bool is_comment = text_starts_with(text_slice(html, position, position + 4), "<!--");
    if (is_comment) {
        size_t end = text_find(html, TEXT("-->"), position);
        return end < html.size ? end + 3 : html.size;
    }
    size_t start = position + 1, end = text_find_byte(html, '>', position);
    bool is_closing = start < html.size && html.bytes[start] == '/';
    start += is_closing;
    size_t name_end = start;
    while (name_end < end && !strchr(" \t\r\n/", html.bytes[name_end]))
        name_end++;
    struct text name = text_slice(html, start, name_end);
    if (is_one_of(name, lines, sizeof lines / sizeof *lines))
        buffer_add_byte(words, '\n');
    if (!is_closing && is_one_of(name, silent, sizeof silent / sizeof *silent)) {
        for (size_t next = text_find(html, TEXT("</"), end); next < html.size;
             next = text_find(html, TEXT("</"), next + 2))
            if (text_equal_but_case(text_slice(html, next + 2, next + 2 + name.size), name))
                return next;
        return html.size;
    }
    return end < html.size ? end + 1 : html.size;
}

struct text html_words(struct arena *arena, struct text html)
{
    struct buffer words = {.arena = arena};
    for (size_t i = 0; i < html.size;) {
        if (html.bytes[i] == '<') {
            i = read_tag(&words, html, i);
        } else if (html.bytes[i] == '&') {
            i = add_entity(&words, html, i);
        } else {
            buffer_add_byte(&words, html.bytes[i] == '\n' || html.bytes[i] == '\r' ? ' ' : html.bytes[i]);
            i++;
        }
    }
    return buffer_text(&words);
}
