#include "base/digest.h"

#include <glib.h>

struct text digest_texts(struct arena *arena, const struct text *texts, size_t count)
{
    GChecksum *checksum = g_checksum_new(G_CHECKSUM_SHA256);
    for (size_t i = 0; i < count; i++) {
        struct text size = text_format(arena, "%zu:", texts[i].size);
        g_checksum_update(checksum, (const guchar *)size.bytes, (gssize)size.size);
        g_checksum_update(checksum, (const guchar *)texts[i].bytes, (gssize)texts[i].size);
    }
    struct text digest = text_copy(arena, text_from(g_checksum_get_string(checksum)));
    g_checksum_free(checksum);
    return digest;
}
