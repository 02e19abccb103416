/* Finished work that is kept from run to run: PDFs, what they tell, pictures, fonts. Files in one folder, each named
 * by the digest of all that decides it, so that nothing in it is ever out of date. For deliver/ and commands/. */
#ifndef DELIVER_CACHE_H
#define DELIVER_CACHE_H

#include "base/diagnostic.h"

#include <stdatomic.h>

/* Any number of threads may read and write, of different names. */
struct cache {
    const char *folder;    /* NULL: nothing is kept */
    atomic_bool is_broken; /* something could not be written; nothing more is tried */
};

/* The name for what these parts decide: their digest and `ending` (".pdf"). In `arena`. The first part tells who
 * makes it, and by which version of the code. */
struct text cache_name(struct arena *arena, const struct text *parts, size_t count, const char *ending);
/* Reads into `arena` what was kept. False when there is nothing, or it is not what was written under this name:
 * a disk that was full may have left half a file. */
bool cache_read(const struct cache *cache, struct arena *arena, struct text name, struct text *bytes);
/* Keeps `bytes`, whole or not at all. Failing costs only time, later. */
void cache_write(struct cache *cache, struct text name, struct text bytes);
/* Removes what was not used for 30 days, and warns when something could not be kept. Once, at the end of a run. */
void cache_end(const struct cache *cache, struct diagnostics *diagnostics);

#endif
