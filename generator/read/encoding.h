/* In which encoding a spreadsheet saved a table, and text from and to it. For csv.c and mailing/. Any thread. */
#ifndef READ_ENCODING_H
#define READ_ENCODING_H

#include "base/text.h"

enum encoding {
    ENCODING_UTF8,
    ENCODING_WINDOWS_1252, /* "CSV" of Excel in Sweden */
    ENCODING_UTF16_LITTLE, /* with a byte order mark: "Unicode text" of Excel */
    ENCODING_UTF16_BIG,
};

/* What the bytes most likely are. UTF-16 only with a byte order mark. */
enum encoding encoding_of(struct text bytes);
/* `bytes` as UTF-8, a byte order mark included; in `arena`. False when they are not in this encoding. */
bool encoding_decode(struct arena *arena, enum encoding encoding, struct text bytes, struct text *text);
/* The reverse. False when a character has no place in the encoding. */
bool encoding_encode(struct arena *arena, enum encoding encoding, struct text text, struct text *bytes);

#endif
