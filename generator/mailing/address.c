#include "mailing/address.h"

#include "base/translate.h"
#include "mailing/fold.h"

#include <glib.h>
#include <idn2.h>

enum { LOCAL_LIMIT = 64, ADDRESS_LIMIT = 254, NAME_LIMIT = 200 }; /* bytes; RFC 5321, 4.5.3.1 */

struct scan {
    struct arena *arena;
    struct text written; /* places are told in it */
    struct address_fault *fault;
};

static bool refuse(struct scan *scan, const char *at, const char *message, const char *hint)
{
    size_t position = at ? (size_t)(at - scan->written.bytes) : 0;
    *scan->fault = (struct address_fault){message, hint, position < scan->written.size ? position : 0};
    return false;
}

static size_t count_byte(struct text text, char byte)
{
    size_t count = 0;
    for (size_t i = text_find_byte(text, byte, 0); i < text.size; i = text_find_byte(text, byte, i + 1))
        count++;
    return count;
}

static bool is_quotation_mark(uint32_t c)
{
    return c == '"' || c == 0xAB || c == 0xBB || c == 0xB4 || (c >= 0x2018 && c <= 0x201F) || c == 0x2039 ||
           c == 0x203A;
}

/* White space, invisible marks and what mail programs put around and between addresses. */
static struct text strip(struct text text)
{
    for (size_t before = text.size + 1; before != text.size;) {
        before = text.size;
        text = fold_trim(text);
        while (text.size && strchr(";,", text.bytes[text.size - 1]))
            text.size--;
        if (text_equal_but_case(text_slice(text, 0, 7), TEXT("mailto:")))
            text = text_slice(text, 7, text.size);
    }
    return text;
}

/* Names */

static struct text without_quotes(struct text name)
{
    for (size_t before = name.size + 1; before != name.size;) {
        before = name.size;
        name = strip(name);
        size_t first = 0, last = utf8_before(name, name.size), end = last;
        if (!name.size)
            break;
        uint32_t opening = utf8_next(name, &first), closing = utf8_next(name, &end);
        if (last > 0 && (is_quotation_mark(opening) || opening == '\'') &&
            (is_quotation_mark(closing) || closing == '\''))
            name = text_slice(name, first, last);
    }
    return name;
}

/* "Sagström, Alva" is how directories sort; "Sagström, Alva (Lugnvik)" is left as it is. */
static struct text turned_round(struct arena *arena, struct text name)
{
    size_t comma = text_find_byte(name, ',', 0);
    struct text last = text_trim(text_slice(name, 0, comma)), first = text_trim(text_slice(name, comma + 1, name.size));
    if (count_byte(name, ',') != 1 || !last.size || !first.size || count_byte(name, '('))
        return name;
    return text_format(arena, "%.*s %.*s", TEXT_ARGUMENTS(first), TEXT_ARGUMENTS(last));
}

static struct text read_name(struct arena *arena, struct text written, struct text email)
{
    struct buffer name = {.arena = arena};
    struct text inner = without_quotes(written);
    for (size_t i = 0; i < inner.size; i++)
        if (inner.bytes[i] != '\\' && inner.bytes[i] != '"')
            buffer_add_byte(&name, inner.bytes[i]);
    struct text line = fold_line(arena, buffer_text(&name), NAME_LIMIT);
    if (text_equal_but_case(line, email) || text_find_byte(line, '@', 0) < line.size)
        return (struct text){0};
    return turned_round(arena, line);
}

/* Parts */

static const char *const one_each = N_("give each person a line of their own");
static const char *const anew = N_("write the address anew instead of pasting it");

/* The address of `Namn <a@b>`, or all of it. */
static bool find_address(struct scan *scan, struct text *name, struct text *address)
{
    struct text whole = strip(scan->written);
    size_t open = text_find_byte(whole, '<', 0), close = text_find_byte(whole, '>', 0);
    *name = (struct text){0};
    *address = whole;
    if (!whole.size)
        return refuse(scan, whole.bytes, N_("there is no address"),
                      N_("write the address, or remove the line if nobody shall be written to"));
    if (open == whole.size && close == whole.size)
        return true;
    if (close < open || close == whole.size)
        return refuse(scan, whole.bytes + (close < open ? close : open), N_("an angle bracket without its other half"),
                      N_("write the address between < and >, or alone"));
    struct text after = text_slice(whole, close + 1, whole.size);
    if (text_find_byte(after, '@', 0) < after.size)
        return refuse(scan, strip(after).bytes, N_("a second address"), one_each);
    if (strip(after).size)
        return refuse(scan, strip(after).bytes, N_("words behind the address"),
                      N_("write the name before the address"));
    *name = text_slice(whole, 0, open);
    *address = strip(text_slice(whole, open + 1, close));
    if (!address->size)
        return refuse(scan, whole.bytes + open, N_("there is no address"),
                      N_("write the address, or remove the line if nobody shall be written to"));
    return true;
}

/* Characters that stand nowhere in an address; at the first that does not belong is said why. */
static bool check_characters(struct scan *scan, struct text address)
{
    bool has_several = count_byte(address, '@') > 1;
    for (size_t next = 0; next < address.size;) {
        const char *at = address.bytes + next;
        uint32_t c = utf8_next(address, &next);
        bool is_between = c == ';' || c == ',' || c == '|' || (c == '/' && has_several) ||
                          ((c == ' ' || c == '\n' || c == '\t' || c == 0xA0) && has_several);
        if (is_between && has_several) {
            struct text rest = strip(text_slice(address, next, address.size));
            return refuse(scan, rest.size ? rest.bytes : at, N_("a second address"), one_each);
        }
        if (c == ' ' || c == '\n' || c == '\t' || c == 0xA0 || c == 0x202F || c == 0x3000)
            return refuse(scan, at, N_("a space inside the address"), N_("remove the space"));
        if (fold_is_blank(c) || c == 0xFFFD)
            return refuse(scan, at, N_("an invisible character inside the address"), anew);
        if (is_quotation_mark(c))
            return refuse(scan, at, N_("a quotation mark in the address"), N_("remove it"));
        if (c == ',')
            return refuse(scan, at, N_("a comma in the address"), N_("write a dot if one is meant"));
        if (c == ';' || c == '(' || c == ')' || c == '<' || c == '>' || c == ':' || c == '[' || c == ']' || c == '\\')
            return refuse(scan, at, N_("a character that no address has"), N_("write the address alone"));
        if ((c >= 0xFF01 && c <= 0xFF60) || c == 0xFE6B)
            return refuse(scan, at, N_("a wide character that only looks like the one on the keyboard"), anew);
    }
    return true;
}

static bool check_local(struct scan *scan, struct text local)
{
    if (!local.size)
        return refuse(scan, local.bytes, N_("nothing stands before the @"), N_("write the whole address"));
    if (local.size > LOCAL_LIMIT)
        return refuse(scan, local.bytes, N_("more than 64 characters before the @"), N_("write the address alone"));
    if (local.bytes[0] == '-')
        return refuse(scan, local.bytes, N_("the address begins with a hyphen"),
                      N_("remove the hyphen; a list needs none"));
    for (size_t i = 0; i < local.size; i++) {
        const char *at = local.bytes + i;
        if ((unsigned char)*at >= 0x80)
            return refuse(scan, at, N_("a letter before the @ that hardly any mail server takes"),
                          N_("ask for the address as it is written: most have a, a and o for å, ä and ö"));
        if (*at == '.' && (i == 0 || i + 1 == local.size || at[1] == '.'))
            return refuse(scan, at, N_("a dot at the wrong place"), N_("remove the dot"));
        if (!g_ascii_isalnum(*at) && !strchr(".!#$%&'*+-/=?^_`{}~", *at))
            return refuse(scan, at, N_("a character that no address has"), N_("write the address alone"));
    }
    return true;
}

static const char *const domain_hint = N_("write what stands behind the @ as in namn@example.org");

static bool check_domain(struct scan *scan, struct text domain)
{
    if (!domain.size)
        return refuse(scan, domain.bytes - 1, N_("nothing stands behind the @"), domain_hint);
    if (text_find_byte(domain, '.', 0) == domain.size)
        return refuse(scan, domain.bytes, N_("no dot behind the @"), domain_hint);
    for (size_t i = 0; i < domain.size; i++) {
        const char *at = domain.bytes + i;
        bool is_first = i == 0 || at[-1] == '.', is_last = i + 1 == domain.size || at[1] == '.';
        if (*at == '.' && (is_first || i + 1 == domain.size))
            return refuse(scan, at, N_("a dot at the wrong place"), N_("remove the dot"));
        if (*at == '-' && (is_first || is_last))
            return refuse(scan, at, N_("a hyphen at the wrong place"), N_("remove the hyphen"));
        if ((unsigned char)*at < 0x80 && !g_ascii_isalnum(*at) && *at != '.' && *at != '-')
            return refuse(scan, at, N_("a character that cannot stand behind the @"), domain_hint);
        if (is_first) {
            size_t dot = text_find_byte(domain, '.', i);
            if (dot - i > 63)
                return refuse(scan, at, N_("a part of more than 63 characters behind the @"), domain_hint);
        }
    }
    return true;
}

/* The name as DNS has it. */
static bool encode_domain(struct scan *scan, struct text written, struct text *domain)
{
    *domain = written;
    bool is_ascii = true;
    for (size_t i = 0; i < written.size && is_ascii; i++)
        is_ascii = (unsigned char)written.bytes[i] < 0x80;
    if (!is_ascii) {
        char *encoded = NULL;
        struct text lowered = fold_words(scan->arena, written);
        if (idn2_to_ascii_8z(lowered.bytes, &encoded, IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL) != IDN2_OK)
            return refuse(scan, written.bytes, N_("no domain on the Internet can be called so"), domain_hint);
        *domain = text_copy(scan->arena, text_from(encoded));
        idn2_free(encoded);
    }
    *domain = text_lower(scan->arena, *domain);
    size_t last = domain->size;
    bool is_number = true;
    for (; last > 0 && domain->bytes[last - 1] != '.'; last--)
        is_number = is_number && domain->bytes[last - 1] >= '0' && domain->bytes[last - 1] <= '9';
    if (domain->size - last < 2 || is_number)
        return refuse(scan, written.bytes, N_("no domain on the Internet can be called so"), domain_hint);
    return true;
}

struct text address_key(struct arena *arena, struct text email)
{
    return text_lower(arena, email);
}

bool address_read(struct arena *arena, struct text written, struct address *address, struct address_fault *fault)
{
    struct scan scan = {arena, written, fault};
    struct text name, whole, domain;
    *address = (struct address){0};
    if (!find_address(&scan, &name, &whole) || !check_characters(&scan, whole))
        return false;
    if (whole.size > 1 && whole.bytes[whole.size - 1] == '.')
        whole.size--;
    size_t at = text_find_byte(whole, '@', 0);
    if (at == whole.size)
        return refuse(&scan, whole.bytes, N_("the address has no @"), N_("write the whole address: namn@example.org"));
    struct text local = text_slice(whole, 0, at), rest = {whole.bytes + at + 1, whole.size - at - 1};
    size_t second = text_find_byte(rest, '@', 0);
    if (second < rest.size)
        return refuse(&scan, rest.bytes + second, N_("a second @ in the address"),
                      N_("remove it, or give each person a line of their own"));
    if (!check_local(&scan, local) || !check_domain(&scan, rest) || !encode_domain(&scan, rest, &domain))
        return false;
    address->email = text_format(arena, "%.*s@%.*s", TEXT_ARGUMENTS(local), TEXT_ARGUMENTS(domain));
    if (address->email.size > ADDRESS_LIMIT)
        return refuse(&scan, whole.bytes, N_("the address is longer than any that exists"),
                      N_("write the address alone"));
    address->key = address_key(arena, address->email);
    address->name = read_name(arena, name, address->email);
    return true;
}
