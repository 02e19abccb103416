#include "output/tags.h"

#include <glib.h>

static struct text rest_of(struct text text, size_t from)
{
    return text_slice(text, from, text.size);
}

static bool is_space(char byte)
{
    return byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r' || byte == '\f';
}

/* Behind the ">" that closes the tag at `at`, which may stand in quotes before; 0 when nothing does. */
static size_t end_of_tag(struct text html, size_t at)
{
    char quote = 0;
    for (; at < html.size; at++) {
        char byte = html.bytes[at];
        if (quote)
            quote = byte == quote ? 0 : quote;
        else if (byte == '>')
            return at + 1;
        else if ((byte == '"' || byte == '\'') && html.bytes[at - 1] == '=')
            quote = byte;
    }
    return 0;
}

static size_t end_of_comment(struct text html, size_t at)
{
    bool is_long = text_starts_with(rest_of(html, at), "<!--");
    size_t end = text_find(html, is_long ? TEXT("-->") : TEXT(">"), at + (is_long ? 4 : 2));
    return end == html.size ? 0 : end + (is_long ? 3 : 1);
}

static size_t name_size(struct text text)
{
    size_t size = 0;
    while (size < text.size &&
           (g_ascii_isalnum(text.bytes[size]) || text.bytes[size] == ':' || text.bytes[size] == '-'))
        size++;
    return size;
}

/* A tag or comment at `at`; false when there is none. */
static bool read_tag(struct text html, size_t at, struct tag *tag)
{
    char second = at + 1 < html.size ? html.bytes[at + 1] : ' ';
    bool is_end = second == '/', is_comment = second == '!';
    struct text name = rest_of(html, at + 1 + is_end);
    name.size = name_size(name);
    if (!is_comment && (!name.size || !g_ascii_isalpha(name.bytes[0])))
        return false;
    size_t end = is_comment ? end_of_comment(html, at) : end_of_tag(html, at + 1);
    *tag = (struct tag){.kind = is_comment ? TAG_COMMENT
                                : is_end   ? TAG_END
                                           : TAG_START,
                        .whole = end ? text_slice(html, at, end) : rest_of(html, at)};
    if (!end)
        tag->kind = TAG_TEXT;
    if (tag->kind >= TAG_START) {
        size_t from = 1 + is_end + name.size;
        tag->name = name;
        tag->attributes = text_slice(tag->whole, from, tag->whole.size - 1);
    }
    return true;
}

bool tag_next(struct text html, size_t *at, struct tag *tag)
{
    if (*at >= html.size)
        return false;
    if (html.bytes[*at] != '<' || !read_tag(html, *at, tag)) {
        size_t end = text_find_byte(html, '<', *at + 1);
        *tag = (struct tag){.kind = TAG_TEXT, .whole = text_slice(html, *at, end)};
    }
    *at += tag->whole.size;
    return true;
}

struct text tag_content(struct text html, size_t *at, const char *name)
{
    size_t from = *at;
    for (size_t next = text_find(html, TEXT("</"), from); next < html.size;
         next = text_find(html, TEXT("</"), next + 2)) {
        struct text found = rest_of(html, next + 2);
        found.size = name_size(found);
        if (!text_equal_but_case(found, text_from(name)))
            continue;
        size_t end = end_of_tag(html, next + 2);
        *at = end ? end : html.size;
        return text_slice(html, from, next);
    }
    *at = html.size;
    return rest_of(html, from);
}

bool tag_is(const struct tag *tag, const char *name)
{
    return text_equal_but_case(tag->name, text_from(name));
}

bool tag_is_among(struct text name, const char *list)
{
    struct text rest = text_from(list);
    while (rest.size) {
        size_t end = text_find_byte(rest, ' ', 0);
        if (text_equal_but_case(name, text_slice(rest, 0, end)))
            return true;
        rest = rest_of(rest, end + 1);
    }
    return false;
}

bool tag_attribute(struct text *rest, struct text *name, struct text *value)
{
    size_t at = 0;
    while (at < rest->size && (is_space(rest->bytes[at]) || rest->bytes[at] == '/'))
        at++;
    size_t from = at;
    while (at < rest->size && !is_space(rest->bytes[at]) && rest->bytes[at] != '=')
        at++;
    *name = text_slice(*rest, from, at);
    *value = (struct text){0};
    if (at < rest->size && rest->bytes[at] == '=') {
        char quote = ++at < rest->size ? rest->bytes[at] : ' ';
        bool is_quoted = quote == '"' || quote == '\'';
        from = at += is_quoted;
        while (at < rest->size && (is_quoted ? rest->bytes[at] != quote : !is_space(rest->bytes[at])))
            at++;
        *value = text_slice(*rest, from, at);
        at += is_quoted;
    }
    *rest = rest_of(*rest, at);
    return name->size || value->size;
}

bool tag_find(const struct tag *tag, const char *name, struct text *value)
{
    struct text rest = tag->attributes, found;
    while (tag_attribute(&rest, &found, value))
        if (text_equal_but_case(found, text_from(name)))
            return true;
    return false;
}

/* Where a declaration ends: at a ";" outside quotes and brackets. */
static size_t end_of_declaration(struct text text)
{
    char quote = 0;
    int depth = 0;
    for (size_t i = 0; i < text.size; i++) {
        char byte = text.bytes[i];
        if (quote)
            quote = byte == quote ? 0 : quote;
        else if (byte == '"' || byte == '\'')
            quote = byte;
        else if (byte == ';' && depth <= 0)
            return i;
        else
            depth += (byte == '(') - (byte == ')');
    }
    return text.size;
}

bool tag_declaration(struct text *rest, struct text *property, struct text *value)
{
    while (rest->size) {
        size_t end = end_of_declaration(*rest);
        struct text one = text_slice(*rest, 0, end);
        size_t colon = text_find_byte(one, ':', 0);
        *rest = rest_of(*rest, end + 1);
        *property = text_trim(text_slice(one, 0, colon));
        *value = text_trim(text_slice(one, colon + 1, one.size));
        if (property->size && value->size)
            return true;
    }
    return false;
}
