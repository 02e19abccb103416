#include "read/encoding.h"

#include "read/source.h"

#include <iconv.h>

static const char *const names[] = {
    [ENCODING_UTF8] = "UTF-8",
    [ENCODING_WINDOWS_1252] = "WINDOWS-1252",
    [ENCODING_UTF16_LITTLE] = "UTF-16LE",
    [ENCODING_UTF16_BIG] = "UTF-16BE",
};

/* How much of `bytes` beyond ASCII is UTF-8 and how much is not. */
static void count_encoding(struct text bytes, size_t *valid, size_t *invalid)
{
    *valid = *invalid = 0;
    for (size_t position = 0; position < bytes.size;) {
        size_t start = position;
        bool is_ascii = (unsigned char)bytes.bytes[position] < 0x80;
        utf8_next(bytes, &position);
        *valid += position > start + 1;
        *invalid += position == start + 1 && !is_ascii;
    }
}

enum encoding encoding_of(struct text bytes)
{
    size_t valid, invalid;
    if (text_starts_with(bytes, "\xFF\xFE"))
        return ENCODING_UTF16_LITTLE;
    if (text_starts_with(bytes, "\xFE\xFF"))
        return ENCODING_UTF16_BIG;
    count_encoding(bytes, &valid, &invalid);
    /* A file with both has been through two programs: a guess would spoil half of its letters. */
    return invalid > valid && !source_is_utf16(bytes) ? ENCODING_WINDOWS_1252 : ENCODING_UTF8;
}

static bool convert(struct arena *arena, const char *from, const char *to, struct text text, struct text *converted)
{
    size_t room = text.size * 3 + 4, in_size = text.size, out_size = room;
    char *memory = arena_allocate(arena, room), *in = arena_copy(arena, text.bytes, text.size), *out = memory;
    iconv_t converter = iconv_open(to, from);
    if (converter == (iconv_t)-1)
        return false;
    bool is_converted = iconv(converter, &in, &in_size, &out, &out_size) != (size_t)-1;
    iconv_close(converter);
    *converted = (struct text){memory, room - out_size};
    return is_converted;
}

bool encoding_decode(struct arena *arena, enum encoding encoding, struct text bytes, struct text *text)
{
    *text = bytes;
    return encoding == ENCODING_UTF8 ? utf8_first_invalid(bytes) == bytes.size
                                     : convert(arena, names[encoding], "UTF-8", bytes, text);
}

bool encoding_encode(struct arena *arena, enum encoding encoding, struct text text, struct text *bytes)
{
    *bytes = text;
    return encoding == ENCODING_UTF8 || convert(arena, "UTF-8", names[encoding], text, bytes);
}
