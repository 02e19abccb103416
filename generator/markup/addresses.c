#include "markup/parser.h"

static bool is_alphanumeric(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9');
}

/* The size of `prefix` when it stands at `from`, in capitals or not; else 0. */
static size_t prefix_size(struct text text, size_t from, const char *prefix)
{
    struct text wanted = text_from(prefix);
    return text_equal_but_case(text_slice(text, from, from + wanted.size), wanted) ? wanted.size : 0;
}

/* A space, "<", a quotation mark, or the characters of U+2000–U+203F (spaces, dashes, quotation marks, …). */
static bool ends_address(struct text text, size_t position)
{
    unsigned char byte = (unsigned char)text.bytes[position];
    if (byte <= ' ' || byte == '<' || byte == '"' || byte == 0x7F)
        return true;
    unsigned char next = position + 1 < text.size ? (unsigned char)text.bytes[position + 1] : 0;
    return (byte == 0xC2 && next <= 0xA0) || (byte == 0xE2 && next == 0x80);
}

/* Without punctuation at the end, which belongs to the sentence; a bracket stays when it is balanced. */
static size_t trim_address(struct text text, size_t from, size_t to)
{
    long round = 0, square = 0;
    for (size_t i = from; i < to; i++) {
        round += (text.bytes[i] == '(') - (text.bytes[i] == ')');
        square += (text.bytes[i] == '[') - (text.bytes[i] == ']');
    }
    for (; to > from; to--) {
        char last = text.bytes[to - 1];
        if (last == ')' && round < 0)
            round++;
        else if (last == ']' && square < 0)
            square++;
        else if (!strchr("?!.,:;*_~'", last) || last == '\0')
            break;
    }
    return to;
}

static bool may_begin_after(struct text text, size_t position)
{
    return position == 0 ||
           (!is_alphanumeric(text.bytes[position - 1]) && !strchr("/.-_@=&%#+", text.bytes[position - 1]));
}

static bool find_web(struct text text, size_t position, struct bare_link *link)
{
    static const char *const beginnings[] = {"https://", "http://", "www."};
    size_t which = 0, size = 0;
    while (which < 3 && (size = prefix_size(text, position, beginnings[which])) == 0)
        which++;
    size_t host = position + size;
    if (size == 0 || host >= text.size || !may_begin_after(text, position))
        return false;
    if (!is_alphanumeric(text.bytes[host]) && (unsigned char)text.bytes[host] < 0xC3)
        return false;
    if (ends_address(text, host))
        return false;
    size_t to = host;
    while (to < text.size && !ends_address(text, to))
        to++;
    *link = (struct bare_link){position, trim_address(text, position, to), which == 2 ? "https://" : ""};
    return link->to > host;
}

static bool is_of_name(char byte)
{
    return is_alphanumeric(byte) || byte == '.' || byte == '-' || byte == '_';
}

/* `from` is where the search began: nothing before it belongs to the address. */
static bool find_email(struct text text, size_t from, size_t at, struct bare_link *link)
{
    size_t start = at, to = at + 1;
    while (start > from && (is_of_name(text.bytes[start - 1]) || text.bytes[start - 1] == '+'))
        start--;
    while (to < text.size && is_of_name(text.bytes[to]))
        to++;
    while (to > at + 1 && text.bytes[to - 1] == '.')
        to--;
    bool has_dot = text_find_byte(text_slice(text, 0, to), '.', at + 1) < to;
    if (start == at || !has_dot || text.bytes[at + 1] == '.' || !is_alphanumeric(text.bytes[to - 1]))
        return false;
    *link = (struct bare_link){start, to, "mailto:"};
    return true;
}

bool bare_link_find(struct text text, size_t from, struct bare_link *link)
{
    for (size_t i = from; i < text.size; i++) {
        char byte = text.bytes[i];
        bool is_web = byte == 'h' || byte == 'H' || byte == 'w' || byte == 'W';
        if (is_web ? find_web(text, i, link) : byte == '@' && find_email(text, from, i, link))
            return true;
    }
    return false;
}

const char *address_forbidden(struct text url)
{
    static const char *const schemes[] = {"javascript:", "vbscript:", "data:", "file:"};
    char start[16];
    size_t size = 0;
    /* Browsers skip control characters and spaces here. */
    for (size_t i = 0; i < url.size && size < sizeof start - 1; i++) {
        if ((unsigned char)url.bytes[i] > ' ')
            start[size++] = url.bytes[i];
    }
    for (size_t i = 0; i < sizeof schemes / sizeof schemes[0]; i++) {
        if (prefix_size((struct text){start, size}, 0, schemes[i]))
            return schemes[i];
    }
    return NULL;
}

bool address_is_language(struct text url, struct text *code)
{
    size_t size = prefix_size(url, 0, "lang:");
    *code = text_slice(url, size, url.size);
    return size > 0;
}

bool language_is_valid(struct text code)
{
    static const char pattern[] = "aa-AA";
    for (size_t i = 0; i < code.size && i < sizeof pattern - 1; i++) {
        char byte = code.bytes[i];
        bool is_fit = pattern[i] == '-' ? byte == '-' : byte >= pattern[i] && byte <= pattern[i] + ('z' - 'a');
        if (!is_fit)
            return false;
    }
    return code.size == 2 || code.size == sizeof pattern - 1;
}
