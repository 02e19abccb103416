#include "deliver/pdf_operator.h"

#include <string.h>

enum {
    NUMBER_LIMIT = 1000 * 1000, /* no page has more sequences */
    AFTER_IMAGE = 12,           /* bytes that must look like a content stream where an inline image ends */
};

enum token_kind { TOKEN_END, TOKEN_WORD, TOKEN_NUMBER, TOKEN_NAME, TOKEN_OPEN, TOKEN_CLOSE, TOKEN_OTHER };

struct token {
    enum token_kind kind;
    struct text text;
};

static bool is_space(char byte)
{
    return byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t' || byte == '\f' || byte == '\0';
}

static bool is_regular(char byte)
{
    return !is_space(byte) && !memchr("()<>[]{}/%", byte, 10);
}

static void pass_string(struct pdf_reader *reader)
{
    struct text stream = reader->stream;
    size_t depth = 0;
    do {
        char byte = stream.bytes[reader->position++];
        if (byte == '\\' && reader->position < stream.size)
            reader->position++;
        else if (byte == '(')
            depth++;
        else if (byte == ')')
            depth--;
    } while (depth && reader->position < stream.size);
}

static void pass_blank(struct pdf_reader *reader)
{
    struct text stream = reader->stream;
    bool is_comment = false;
    for (; reader->position < stream.size; reader->position++) {
        char byte = stream.bytes[reader->position];
        if (byte == '%')
            is_comment = true;
        else if (byte == '\n' || byte == '\r')
            is_comment = false;
        else if (!is_comment && !is_space(byte))
            return;
    }
}

static enum token_kind pass_delimited(struct pdf_reader *reader)
{
    struct text rest = text_slice(reader->stream, reader->position, reader->stream.size);
    if (rest.bytes[0] == '(') {
        pass_string(reader);
        return TOKEN_OTHER;
    }
    if (text_starts_with(rest, "<<") || text_starts_with(rest, ">>")) {
        reader->position += 2;
        return rest.bytes[0] == '<' ? TOKEN_OPEN : TOKEN_CLOSE;
    }
    size_t end = rest.bytes[0] == '<' ? text_find_byte(rest, '>', 0) + 1 : 1;
    reader->position += end < rest.size ? end : rest.size;
    return rest.bytes[0] == '[' ? TOKEN_OPEN : rest.bytes[0] == ']' ? TOKEN_CLOSE : TOKEN_OTHER;
}

static struct token next_token(struct pdf_reader *reader)
{
    struct text stream = reader->stream;
    pass_blank(reader);
    size_t start = reader->position;
    if (start >= stream.size)
        return (struct token){0};
    char first = stream.bytes[start];
    enum token_kind kind = TOKEN_WORD;
    if (first != '/' && !is_regular(first)) {
        kind = pass_delimited(reader);
    } else {
        do
            reader->position++;
        while (reader->position < stream.size && is_regular(stream.bytes[reader->position]));
        if (first == '/')
            kind = TOKEN_NAME;
        else if ((first >= '0' && first <= '9') || first == '+' || first == '-' || first == '.')
            kind = TOKEN_NUMBER;
    }
    struct text text = text_slice(stream, start, reader->position);
    if (kind == TOKEN_WORD && (text_is(text, "true") || text_is(text, "false") || text_is(text, "null")))
        kind = TOKEN_OTHER;
    return (struct token){kind, text};
}

/* After ID: bytes of any kind, up to an EI that stands alone and is followed by what looks like a content stream. */
static void pass_image(struct pdf_reader *reader)
{
    struct text stream = reader->stream;
    for (size_t at = text_find_byte(stream, 'E', reader->position); at < stream.size;
         at = text_find_byte(stream, 'E', at + 1)) {
        struct text after = text_slice(stream, at + 2, at + 2 + AFTER_IMAGE);
        bool is_end = text_starts_with(text_slice(stream, at, stream.size), "EI") && is_space(stream.bytes[at - 1]) &&
                      (after.size == 0 || is_space(after.bytes[0]));
        for (size_t i = 0; is_end && i < after.size; i++)
            is_end = is_space(after.bytes[i]) || (after.bytes[i] > ' ' && after.bytes[i] < 0x7f);
        if (is_end) {
            reader->position = at + 2;
            return;
        }
    }
    reader->position = stream.size;
}

static int value_of(struct text digits)
{
    int value = 0;
    for (size_t i = 0; i < digits.size; i++) {
        if (digits.bytes[i] < '0' || digits.bytes[i] > '9' || value > NUMBER_LIMIT)
            return -1;
        value = value * 10 + (digits.bytes[i] - '0');
    }
    return value;
}

static void see_name(struct pdf_operator *found, struct text name)
{
    if (!found->tag.size)
        found->tag = name;
    else if (!found->property.size)
        found->property = text_slice(name, 1, name.size);
}

bool pdf_next_operator(struct pdf_reader *reader, struct pdf_operator *found)
{
    size_t depth = 0;
    bool has_start = false, is_number_next = false, is_in_image = false;
    *found = (struct pdf_operator){.number = -1};
    for (struct token token = next_token(reader); token.kind != TOKEN_END; token = next_token(reader)) {
        if (!has_start)
            found->from = reader->position - token.text.size;
        has_start = true;
        if (token.kind == TOKEN_OPEN)
            depth++;
        else if (token.kind == TOKEN_CLOSE)
            depth -= depth > 0;
        else if (token.kind == TOKEN_NAME && depth == 0 && !is_in_image)
            see_name(found, token.text);
        else if (token.kind == TOKEN_NUMBER && is_number_next)
            found->number = value_of(token.text);
        is_number_next = token.kind == TOKEN_NAME && depth == 1 && text_is(token.text, "/MCID");
        if (token.kind != TOKEN_WORD)
            continue;
        /* In an array or dictionary that was never closed too: no operand is a word. */
        if (text_is(token.text, "BI"))
            is_in_image = true;
        if (is_in_image && !text_is(token.text, "ID"))
            continue;
        if (is_in_image)
            pass_image(reader);
        found->word = is_in_image ? TEXT("BI") : token.text;
        found->to = reader->position;
        return true;
    }
    return false;
}
