#include "base/number.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Copies digits into `plain` in the form that strtod of the C locale reads. False when the text is not
 * a number. Group separators are accepted only between digits and only in threes. */
static bool normalise(struct text text, char *plain, size_t room)
{
    size_t out = 0, digits_in_group = 0;
    bool has_digit = false, has_separator = false, has_group = false;
    for (size_t i = 0; i < text.size;) {
        uint32_t c = utf8_next(text, &i);
        if (out + 2 > room)
            return false;
        if (c >= '0' && c <= '9') {
            plain[out++] = (char)c;
            has_digit = true;
            digits_in_group++;
        } else if ((c == '-' || c == 0x2212 || c == '+') && out == 0) {
            plain[out++] = c == '+' ? '+' : '-';
        } else if ((c == ',' || c == '.') && has_digit && !has_separator && (!has_group || digits_in_group == 3)) {
            plain[out++] = '.';
            has_separator = true;
            has_group = false;
        } else if ((c == ' ' || c == 0xA0 || c == 0x202F) && has_digit && !has_separator &&
                   (has_group ? digits_in_group == 3 : digits_in_group <= 3)) {
            has_group = true;
            digits_in_group = 0;
        } else {
            return false;
        }
    }
    plain[out] = '\0';
    return has_digit && (!has_group || digits_in_group == 3) && plain[out - 1] != '.';
}

bool number_parse(struct text text, double *number)
{
    char plain[64], *end;
    if (!normalise(text_trim(text), plain, sizeof plain))
        return false;
    *number = strtod(plain, &end);
    return *end == '\0' && isfinite(*number);
}

struct text number_write(struct arena *arena, double number, int decimals, char separator)
{
    struct text text = text_format(arena, "%.*f", decimals, number == 0 ? 0.0 : number);
    size_t point = text_find_byte(text, '.', 0);
    if (point < text.size) {
        while (text_ends_with(text, "0"))
            text.size--;
        if (text_ends_with(text, "."))
            text.size--;
    }
    if (text_is(text, "-0"))
        text = TEXT("0");
    struct buffer buffer = {.arena = arena};
    size_t whole = point < text.size ? point : text.size, sign = text_starts_with(text, "-");
    bool is_grouped = whole - sign > 4;
    for (size_t i = 0; i < text.size; i++) {
        if (is_grouped && i > sign && i < whole && (whole - i) % 3 == 0)
            buffer_add_string(&buffer, "\u00A0");
        if (text.bytes[i] == '-')
            buffer_add_string(&buffer, "\u2212");
        else
            buffer_add_byte(&buffer, text.bytes[i] == '.' ? separator : text.bytes[i]);
    }
    return buffer_text(&buffer);
}
