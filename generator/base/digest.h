/* SHA-256 (GLib). For caches and stable identifiers. Any thread. */
#ifndef BASE_DIGEST_H
#define BASE_DIGEST_H

#include "base/text.h"

/* 64 hexadecimal digits of the digest over `count` texts, each preceded by its size; in `arena`. */
struct text digest_texts(struct arena *arena, const struct text *texts, size_t count);

#endif
