/* Links in one shape: a browser that prints writes "https://Läslust.se/å b" as "https://xn--.../%C3%A5%20b". */
#include "output/told.h"

#include "base/path.h"

#include <glib.h>
#include <string.h>

/* The byte that "%C3" at `position` stands for; -1: no such. */
static int escaped_byte(struct text text, size_t position)
{
    if (position + 2 >= text.size || text.bytes[position] != '%')
        return -1;
    int high = g_ascii_xdigit_value(text.bytes[position + 1]), low = g_ascii_xdigit_value(text.bytes[position + 2]);
    return high < 0 || low < 0 ? -1 : high << 4 | low;
}

/* The escapes at `position` that make one character: how many, and its bytes. 0: none do. */
static size_t escaped_character(struct text text, size_t position, char bytes[4])
{
    for (size_t size = 1; size <= 4; size++) {
        int byte = escaped_byte(text, position + 3 * (size - 1));
        if (byte < ' ' || byte == 0x7F)
            return 0;
        bytes[size - 1] = (char)byte;
        if (utf8_first_invalid((struct text){bytes, size}) == size)
            return size;
    }
    return 0;
}

struct text told_unescape(struct arena *arena, struct text text)
{
    struct buffer buffer = {.arena = arena};
    char bytes[4];
    if (text_find_byte(text, '%', 0) == text.size)
        return text;
    for (size_t i = 0; i < text.size;) {
        size_t size = escaped_character(text, i, bytes);
        if (size)
            buffer_add(&buffer, (struct text){bytes, size});
        else
            buffer_add_byte(&buffer, text.bytes[i]);
        i += size ? 3 * size : 1;
    }
    return buffer_text(&buffer);
}

/* "läslust.se" of "Läslust.se" and of "xn--lslust-bua.se". */
static struct text plain_host(struct arena *arena, struct text host)
{
    char *name = g_hostname_to_unicode(text_string(arena, host));
    struct text plain = name ? text_copy(arena, text_from(name)) : host;
    g_free(name);
    return plain;
}

static size_t find_any(struct text text, const char *bytes)
{
    size_t first = text.size;
    for (; *bytes; bytes++) {
        size_t at = text_find_byte(text, *bytes, 0);
        first = at < first ? at : first;
    }
    return first;
}

/* "/a/b" of "/x/../a/./b"; of "" it is "/". */
static void add_path(struct buffer *buffer, struct text path)
{
    size_t top = buffer->size;
    for (size_t from = 0; from < path.size;) {
        size_t end = text_find_byte(path, '/', from + 1);
        struct text part = text_slice(path, from + 1, end);
        bool is_up = text_is(part, "..");
        while (is_up && buffer->size > top && buffer->bytes[--buffer->size] != '/')
            ;
        if (!is_up && !text_is(part, "."))
            buffer_add(buffer, text_slice(path, from, end));
        else if (end == path.size)
            buffer_add_byte(buffer, '/');
        from = end;
    }
    if (buffer->size == top)
        buffer_add_byte(buffer, '/');
}

static struct text web_shape(struct arena *arena, const char *scheme, struct text rest, const char *port)
{
    struct buffer buffer = {.arena = arena};
    size_t host_end = find_any(rest, "/?");
    struct text host = text_slice(rest, 0, host_end), way = text_slice(rest, host_end, rest.size);
    size_t path_end = text_find_byte(way, '?', 0);
    if (text_ends_with(host, port))
        host.size -= strlen(port);
    buffer_add_string(&buffer, scheme);
    buffer_add(&buffer, plain_host(arena, told_unescape(arena, host)));
    add_path(&buffer, told_unescape(arena, text_slice(way, 0, path_end)));
    buffer_add(&buffer, told_unescape(arena, text_slice(way, path_end, way.size)));
    return buffer_text(&buffer);
}

struct text told_whole_link(struct arena *arena, struct text link, struct text address, struct text path)
{
    struct text resolved;
    link = text_slice(link, 0, text_find_byte(link, '#', 0));
    if (text_find_byte(link, ':', 0) == link.size) {
        if (!path_resolve(arena, path_folder(path), link, &resolved))
            return link;
        link = text_format(arena, "%.*s/%.*s%s", TEXT_ARGUMENTS(address), TEXT_ARGUMENTS(resolved),
                           text_ends_with(link, "/") && resolved.size ? "/" : "");
    }
    if (text_equal(text_slice(link, 0, address.size), address) && text_ends_with(link, "/index.html"))
        link.size -= sizeof "index.html" - 1;
    return link;
}

struct text told_link(struct arena *arena, struct text link, struct text address, struct text path)
{
    static const struct {
        const char *scheme, *port;
    } schemes[] = {{"https://", ":443"}, {"http://", ":80"}};
    link = told_whole_link(arena, link, address, path);
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
        size_t size = strlen(schemes[i].scheme);
        if (text_starts_with(link, schemes[i].scheme))
            return web_shape(arena, schemes[i].scheme, text_slice(link, size, link.size), schemes[i].port);
    }
    return told_unescape(arena, link);
}
