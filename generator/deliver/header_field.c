#include "deliver/header_field.h"

#include <glib.h>
#include <idn2.h>
#include <string.h>

enum {
    LINE = 78, /* RFC 5322, 2.1.1 */
    LONGEST_WORD = 60,
    LONGEST = 900 /* of what cannot be folded; a line must not be longer than 998 */
};

/* "=?utf-8?Q?" and "?=" around at most 63 bytes make an encoded word of 75. */
enum { WORD_FRAME = 12, WORD_CONTENT = 63, WORD_LEAST = 24 };

/* A field under way: `column` bytes stand on its current line. */
struct field {
    struct buffer *out;
    size_t column;
};

static bool is_ascii(struct text text)
{
    for (size_t i = 0; i < text.size; i++)
        if ((unsigned char)text.bytes[i] >= 0x80)
            return false;
    return true;
}

/* Letters that a name may be made of without quotes (RFC 5322, atext). */
static bool is_atom(char c)
{
    return g_ascii_isalnum(c) || (c && strchr("!#$%&'*+-/=?^_`{|}~", c));
}

struct text header_field_line(struct arena *arena, struct text value)
{
    struct buffer line = {.arena = arena};
    bool is_space = false;
    for (size_t position = 0; position < value.size;) {
        uint32_t character = utf8_next(value, &position);
        if (character == ' ' || !utf8_is_plain(character)) {
            is_space = true;
            continue;
        }
        if (is_space && line.size)
            buffer_add_byte(&line, ' ');
        is_space = false;
        buffer_add_character(&line, character);
    }
    return buffer_text(&line);
}

static struct field begin(struct buffer *out, const char *name)
{
    buffer_format(out, "%s:", name);
    return (struct field){out, strlen(name) + 1};
}

static void end(struct field *field)
{
    buffer_add_string(field->out, "\r\n");
}

/* A space, or the beginning of a new line when `size` more bytes do not fit on this one. */
static void space_before(struct field *field, size_t size)
{
    if (field->column + 1 + size > LINE) {
        buffer_add_string(field->out, "\r\n");
        field->column = 0;
    }
    buffer_add_byte(field->out, ' ');
    field->column++;
}

static void put_glued(struct field *field, struct text token)
{
    struct text cut = text_cut(token, LONGEST);
    buffer_add(field->out, cut);
    field->column += cut.size;
}

static void put(struct field *field, struct text token)
{
    space_before(field, token.size);
    put_glued(field, token);
}

static bool is_quotable(char c)
{
    return g_ascii_isalnum(c) || (c && strchr("!*+-/", c));
}

/* How many bytes of `text` make at most `room` bytes in the Q encoding; no character is cut in two. */
static size_t fit_quoted(struct text text, size_t room)
{
    size_t fitting = 0;
    for (size_t position = 0, used = 0; position < text.size; fitting = position) {
        size_t start = position;
        utf8_next(text, &position);
        for (size_t i = start; i < position; i++)
            used += is_quotable(text.bytes[i]) || text.bytes[i] == ' ' ? 1 : 3;
        if (used > room)
            break;
    }
    return fitting;
}

static void add_quoted(struct buffer *out, struct text text)
{
    for (size_t i = 0; i < text.size; i++)
        if (text.bytes[i] == ' ')
            buffer_add_byte(out, '_');
        else if (is_quotable(text.bytes[i]))
            buffer_add_byte(out, text.bytes[i]);
        else
            buffer_format(out, "=%02X", (unsigned char)text.bytes[i]);
}

/* Several encoded words beside each other are read as one text, without the space between them. The Q encoding whatever
 * the letters are: of words in base64, some readers lose what follows the first one that ends with "=". */
static void put_encoded(struct field *field, struct text text)
{
    while (text.size) {
        space_before(field, WORD_FRAME + WORD_LEAST);
        size_t room = LINE - field->column - WORD_FRAME, start = field->out->size;
        size_t size = fit_quoted(text, room < WORD_CONTENT ? room : WORD_CONTENT);
        buffer_add_string(field->out, "=?utf-8?Q?");
        add_quoted(field->out, text_slice(text, 0, size));
        buffer_add_string(field->out, "?=");
        field->column += field->out->size - start;
        text = text_slice(text, size, text.size);
    }
}

/* Whether a word cannot stand as it is: other letters, what would be read as encoded, too long to fold. */
static bool must_be_encoded(struct text word)
{
    return word.size > LONGEST_WORD || !is_ascii(word) || text_find(word, TEXT("=?"), 0) < word.size;
}

/* The first word of `*rest`, which is a line with single spaces. */
static bool next_word(struct text *rest, struct text *word)
{
    if (!rest->size)
        return false;
    size_t end = text_find_byte(*rest, ' ', 0);
    *word = text_slice(*rest, 0, end);
    *rest = text_slice(*rest, end + 1, rest->size);
    return true;
}

static void put_words(struct field *field, struct text line)
{
    struct text word;
    while (next_word(&line, &word))
        put(field, word);
}

/* The part of a line from the first to the last word that must be encoded; empty when there is none. */
static struct text part_to_encode(struct text line)
{
    struct text rest = line, word;
    const char *first = NULL, *last = NULL;
    while (next_word(&rest, &word))
        if (must_be_encoded(word)) {
            first = first ? first : word.bytes;
            last = word.bytes + word.size;
        }
    return first ? (struct text){first, (size_t)(last - first)} : (struct text){0};
}

void header_field_text(struct buffer *out, const char *name, struct text value)
{
    struct text line = header_field_line(out->arena, value), encoded = part_to_encode(line);
    if (!line.size)
        return;
    struct field field = begin(out, name);
    if (!encoded.size) {
        put_words(&field, line);
    } else {
        size_t from = (size_t)(encoded.bytes - line.bytes);
        put_words(&field, text_slice(line, 0, from));
        put_encoded(&field, encoded);
        put_words(&field, text_trim(text_slice(line, from + encoded.size, line.size)));
    }
    end(&field);
}

static struct text quoted_string(struct arena *arena, struct text text)
{
    struct buffer quoted = {.arena = arena};
    buffer_add_byte(&quoted, '"');
    for (size_t i = 0; i < text.size; i++) {
        if (text.bytes[i] == '"' || text.bytes[i] == '\\')
            buffer_add_byte(&quoted, '\\');
        buffer_add_byte(&quoted, text.bytes[i]);
    }
    buffer_add_byte(&quoted, '"');
    return buffer_text(&quoted);
}

/* A name before an address: atoms, a quoted string, or encoded words, but never a mixture. A long one is encoded too:
 * not every reader takes the line feed out of a name that is folded. */
static void put_phrase(struct field *field, struct text line)
{
    if (line.size > LONGEST_WORD || part_to_encode(line).size) {
        put_encoded(field, line);
        return;
    }
    bool is_plain = true;
    for (size_t i = 0; i < line.size; i++)
        is_plain = is_plain && (is_atom(line.bytes[i]) || line.bytes[i] == ' ');
    put_words(field, is_plain ? line : quoted_string(field->out->arena, line));
}

/* Without what would end an address in angle brackets; a word of other letters is percent-encoded. */
static struct text angle(struct arena *arena, struct text value)
{
    struct buffer clean = {.arena = arena};
    buffer_add_byte(&clean, '<');
    for (size_t i = 0; i < value.size && clean.size < LONGEST - 5; i++) {
        unsigned char byte = (unsigned char)value.bytes[i];
        if (byte >= 0x80)
            buffer_format(&clean, "%%%02X", byte);
        else if (byte > ' ' && byte < 0x7F && byte != '<' && byte != '>')
            buffer_add_byte(&clean, (char)byte);
    }
    buffer_add_byte(&clean, '>');
    return buffer_text(&clean);
}

/* A domain in ASCII (IDNA), with "?" for what cannot be written so. */
static struct text ascii_domain(struct arena *arena, struct text domain)
{
    char *ascii = NULL;
    if (!is_ascii(domain) &&
        idn2_to_ascii_8z(text_string(arena, domain), &ascii, IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL) == IDN2_OK) {
        domain = text_copy(arena, text_from(ascii));
        idn2_free(ascii);
    }
    return domain;
}

/* Which bytes an address may have; a "?" in it is an address that no server knows, and never another. */
static struct text address(struct arena *arena, struct text email)
{
    size_t at = email.size;
    while (at > 0 && email.bytes[at - 1] != '@')
        at--;
    struct text parts[] = {text_slice(email, 0, at), ascii_domain(arena, text_slice(email, at, email.size))};
    struct buffer clean = {.arena = arena};
    for (size_t part = 0; part < 2; part++)
        for (size_t i = 0; i < parts[part].size && clean.size < LONGEST - 2; i++) {
            char byte = parts[part].bytes[i];
            bool is_right = is_atom(byte) || byte == '.' || (part == 0 && i + 1 == at && byte == '@');
            buffer_add_byte(&clean, is_right ? byte : '?');
        }
    return buffer_text(&clean);
}

void header_field_mailboxes(struct buffer *out, const char *name, const struct mailbox *mailboxes, size_t count)
{
    if (!count)
        return;
    struct field field = begin(out, name);
    for (size_t i = 0; i < count; i++) {
        const char *comma = i + 1 < count ? "," : "";
        struct text phrase = header_field_line(out->arena, mailboxes[i].name);
        struct text email = address(out->arena, text_trim(mailboxes[i].email));
        put_phrase(&field, phrase);
        put(&field, text_format(out->arena, phrase.size ? "<%.*s>%s" : "%.*s%s", TEXT_ARGUMENTS(email), comma));
    }
    end(&field);
}

void header_field_named(struct buffer *out, const char *name, struct text phrase, struct text value)
{
    if (!value.size)
        return;
    struct field field = begin(out, name);
    put_phrase(&field, header_field_line(out->arena, phrase));
    put(&field, angle(out->arena, value));
    end(&field);
}

void header_field_angles(struct buffer *out, const char *name, const struct text *values, size_t count)
{
    struct field field = {0};
    for (size_t i = 0; i < count; i++) {
        if (!values[i].size)
            continue;
        if (field.out)
            put_glued(&field, TEXT(","));
        else
            field = begin(out, name);
        put(&field, angle(out->arena, values[i]));
    }
    if (field.out)
        end(&field);
}
