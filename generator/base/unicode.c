#include "base/unicode.h"

#include <unicode/uchar.h>
#include <unicode/uidna.h>
#include <unicode/unorm2.h>

/* What may differ between two tellings of a text; and scripts that a PDF may tell in another order, or with fonts of
 * its own: those from right to left, those of Asia, pictures. */
static bool is_dropped(uint32_t character)
{
    int8_t type = u_charType((UChar32)character);
    return character <= ' ' || character == '-' || character == '"' || character == '\'' || character == 0xAB ||
           character == 0xBB || character >= 0x530 || type == U_NON_SPACING_MARK || type == U_FORMAT_CHAR ||
           type == U_SPACE_SEPARATOR || type == U_CONTROL_CHAR;
}

static void add_plain(struct buffer *words, uint32_t character)
{
    if (!is_dropped(character))
        buffer_add_character(words, (uint32_t)u_foldCase((UChar32)character, U_FOLD_CASE_DEFAULT));
}

void unicode_add_comparable(struct buffer *words, uint32_t character)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar parts[32];
    if (character < 0x80) {
        add_plain(words, character);
        return;
    }
    const UNormalizer2 *normalizer = unorm2_getNFKDInstance(&status);
    int32_t size = unorm2_getDecomposition(normalizer, (UChar32)character, parts, 32, &status);
    if (U_FAILURE(status) || size < 0)
        add_plain(words, character);
    for (int32_t i = 0; U_SUCCESS(status) && i < size;) {
        UChar32 part;
        U16_NEXT(parts, i, size, part);
        add_plain(words, (uint32_t)part);
    }
}

struct text unicode_host(struct arena *arena, struct text host)
{
    UErrorCode status = U_ZERO_ERROR;
    UIDNAInfo info = UIDNA_INFO_INITIALIZER;
    char name[1024];
    UIDNA *names = uidna_openUTS46(UIDNA_NONTRANSITIONAL_TO_UNICODE | UIDNA_NONTRANSITIONAL_TO_ASCII, &status);
    int32_t size = uidna_nameToUnicodeUTF8(names, host.bytes, (int32_t)host.size, name, sizeof name, &info, &status);
    uidna_close(names);
    return U_SUCCESS(status) ? text_copy(arena, (struct text){name, (size_t)size}) : host;
}
