#include "deliver/email_search.h"

#include <glib.h>
#include <string.h>

/* What a byte is in an address. */
enum byte_kind { OUTSIDE, OF_WORD, PUNCTUATION, ESCAPE };

static const unsigned char byte_kinds[256] = {
    ['0' ... '9'] = OF_WORD,  ['A' ... 'Z'] = OF_WORD, ['a' ... 'z'] = OF_WORD, ['.'] = PUNCTUATION,
    ['_'] = PUNCTUATION,      ['+'] = PUNCTUATION,     ['-'] = PUNCTUATION,     ['@'] = ESCAPE,
    ['&'] = ESCAPE,           ['%'] = ESCAPE,          ['\\'] = ESCAPE,         ['\0'] = ESCAPE,
    [0xC2 ... 0xC9] = ESCAPE, [0xE2] = ESCAPE,         [0xEF] = ESCAPE,
};

enum { NO_WIDTH = 0, NO_LETTER = ' ' };

/* The number of `digits` digits at `from`; -1 when they are not there. */
static long hex_number(struct text bytes, size_t from, size_t digits)
{
    long number = 0;
    for (size_t i = from; i < from + digits; i++) {
        int value = i < bytes.size ? g_ascii_xdigit_value(bytes.bytes[i]) : -1;
        if (value < 0)
            return -1;
        number = number * 16 + value;
    }
    return number;
}

/* The letter in lower case, or "@"; NO_WIDTH; else NO_LETTER. Letters with accents are the Latin ones. */
static uint32_t as_letter(uint32_t character)
{
    if (character < 0x80) {
        bool is_of_word = byte_kinds[character] == OF_WORD || byte_kinds[character] == PUNCTUATION;
        if (is_of_word || character == '@')
            return character >= 'A' && character <= 'Z' ? character + 0x20 : character;
        return character == 0 ? NO_WIDTH : NO_LETTER;
    }
    if (character >= 0xC0 && character <= 0x24F && character != 0xD7 && character != 0xF7)
        return character <= 0xDE ? character + 0x20 : character;
    bool has_no_width =
        character == 0xAD || (character >= 0x200B && character <= 0x200D) || character == 0x2060 || character == 0xFEFF;
    return has_no_width ? NO_WIDTH : NO_LETTER;
}

/* `position` is behind "&" and moves behind the reference, where there is one that matters. */
static uint32_t read_reference(struct text bytes, size_t *position)
{
    static const struct {
        const char *name;
        char letter;
    } named[] = {{"commat;", '@'}, {"period;", '.'}, {"lowbar;", '_'}, {"plus;", '+'}, {"shy;", '\0'}};
    struct text rest = text_slice(bytes, *position, *position + 10);
    for (size_t i = 0; i < sizeof named / sizeof *named; i++)
        if (text_starts_with(rest, named[i].name)) {
            *position += strlen(named[i].name);
            return as_letter((unsigned char)named[i].letter);
        }
    bool is_hex = text_starts_with(rest, "#x") || text_starts_with(rest, "#X");
    size_t start = is_hex ? 2 : 1, end = start;
    uint32_t number = 0;
    if (!text_starts_with(rest, "#"))
        return NO_LETTER;
    for (int value; end < rest.size && (value = g_ascii_xdigit_value(rest.bytes[end])) >= 0 && (is_hex || value < 10);
         end++)
        number = number * (is_hex ? 16 : 10) + (uint32_t)value;
    if (end == start)
        return NO_LETTER;
    *position += end + (end < rest.size && rest.bytes[end] == ';');
    return as_letter(number);
}

/* `position` is behind "%". A letter with an accent takes two escapes. */
static uint32_t read_percent(struct text bytes, size_t *position)
{
    long byte = hex_number(bytes, *position, 2), next = -1;
    if (byte <= 0)
        return NO_LETTER;
    *position += 2;
    if (byte >= 0xC3 && byte <= 0xC9 && *position < bytes.size && bytes.bytes[*position] == '%')
        next = hex_number(bytes, *position + 1, 2);
    if (next < 0x80 || next > 0xBF)
        return byte < 0x80 ? as_letter((uint32_t)byte) : NO_LETTER;
    *position += 3;
    return as_letter((uint32_t)((byte & 0x1F) << 6 | (next & 0x3F)));
}

/* `position` is behind a backslash: \u0040 of JSON; the n of "\n" (also of calendars) begins no address. */
static uint32_t read_backslash(struct text bytes, size_t *position)
{
    char next = *position < bytes.size ? bytes.bytes[*position] : '\0';
    long number = next == 'u' ? hex_number(bytes, *position + 1, 4) : -1;
    if (number >= 0) {
        *position += 5;
        return as_letter((uint32_t)number);
    }
    if (next && strchr("nNrtbf", next))
        ++*position;
    return NO_LETTER;
}

/* The letter at `position`, which moves behind it. */
static uint32_t read_letter(struct text bytes, size_t *position)
{
    unsigned char byte = (unsigned char)bytes.bytes[*position];
    if (byte >= 0x80)
        return byte_kinds[byte] == ESCAPE ? as_letter(utf8_next(bytes, position)) : (++*position, NO_LETTER);
    ++*position;
    switch (byte) {
    case '\0': /* one is half a letter of UTF-16, two end what stands before them in a binary file */
        return *position < bytes.size && bytes.bytes[*position] == '\0' ? NO_LETTER : NO_WIDTH;
    case '&':
        return read_reference(bytes, position);
    case '%':
        return read_percent(bytes, position);
    case '\\':
        return read_backslash(bytes, position);
    default:
        return as_letter(byte);
    }
}

/* Punctuation at the beginning belongs to the sentence or the list. A full word stays full: it is no address. */
static void add_letter(struct email_search *search, uint32_t letter, size_t at)
{
    if (search->word_size == 0) {
        if (letter < 0x80 && byte_kinds[letter] == PUNCTUATION)
            return;
        search->word_at = at;
    }
    if (search->word_size + 4 > sizeof search->word)
        search->word_size = sizeof search->word;
    else if (letter < 0x80)
        search->word[search->word_size++] = (char)letter;
    else
        search->word_size += utf8_encode(letter, search->word + search->word_size);
}

static void begin_name(struct email_search *search)
{
    if (search->word_size == 0 || search->word_size > EMAIL_NAME_SIZE)
        return;
    memcpy(search->address, search->word, search->word_size);
    search->name_size = search->word_size;
    search->name_at = search->word_at;
}

bool email_shorten(struct text *address)
{
    size_t domain = text_find_byte(*address, '@', 0) + 1, end = address->size;
    while (end > domain && address->bytes[end - 1] != '.' && address->bytes[end - 1] != '-')
        end--;
    while (end > domain && (address->bytes[end - 1] == '.' || address->bytes[end - 1] == '-'))
        end--;
    address->size = end;
    return text_find_byte(*address, '.', domain) < end;
}

/* The last label has two characters or more, and does not begin with a digit. */
static bool has_domain(struct text address)
{
    size_t dot = address.size;
    while (dot > 0 && address.bytes[dot - 1] != '.' && address.bytes[dot - 1] != '@')
        dot--;
    return dot > 0 && address.bytes[dot - 1] == '.' && address.size >= dot + 2 &&
           (address.bytes[dot] < '0' || address.bytes[dot] > '9');
}

/* The name before the "@" with the word behind it. */
static bool finish(struct email_search *search, struct text *address, size_t *at)
{
    size_t domain = search->name_size + 1, size = 0;
    if (search->name_size == 0 || search->word_size == sizeof search->word)
        return false;
    while (size < search->word_size && search->word[size] != '_' && search->word[size] != '+')
        size++;
    search->address[search->name_size] = '@';
    memcpy(search->address + domain, search->word, size);
    *address = (struct text){search->address, domain + size};
    *at = search->name_at;
    bool is_address = has_domain(*address);
    while (!is_address && email_shorten(address))
        is_address = has_domain(*address);
    return is_address;
}

bool email_search_next(struct email_search *search, struct text *address, size_t *at)
{
    struct text bytes = search->bytes;
    while (search->position < bytes.size) {
        size_t next = search->position;
        uint32_t letter = read_letter(bytes, &next);
        if (letter == '@' || letter == NO_LETTER) {
            /* What ends an address may begin the next one, and is read again by the next call. */
            bool is_found = finish(search, address, at);
            search->name_size = 0;
            if (is_found)
                return true;
            if (letter == '@')
                begin_name(search);
            search->word_size = 0;
        } else if (letter != NO_WIDTH) {
            add_letter(search, letter, search->position);
        }
        search->position = next;
    }
    bool is_found = finish(search, address, at);
    search->name_size = 0;
    return is_found;
}
