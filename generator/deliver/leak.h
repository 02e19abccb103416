/* The leak stop: what stands below private/ must never be published. Gathers the e-mail addresses there, and
 * finds them in what is about to be written. For commands/.
 *
 *     struct leak_list list;
 *     if (leak_list_read(arena, "private", publics, count, &list, diagnostics) &&
 *         leak_find(&list, artifact.bytes, &at, &address))
 *         …
 */
#ifndef DELIVER_LEAK_H
#define DELIVER_LEAK_H

#include "base/diagnostic.h"
#include "base/map.h"

/* After leak_list_read immutable; any thread. */
struct leak_list {
    struct map addresses; /* address in lower case → struct text *, the same */
};

/* Gathers every address in all files below `folder`, hidden ones too, that is none of `publics`: CSV, YAML,
 * text, letters, in UTF-8, UTF-16 or Windows-1252. Owned by `arena`. A missing folder gives an empty list.
 * Links out of the folder are not followed, FIFOs and devices not opened.
 *
 * A file that packs its text (a workbook, a zip, a PDF), is larger than FILE_SIZE_LIMIT, or is a link out of the
 * folder gives a warning at its path; a packed one none when a CSV of the same name lies beside it. False, with
 * a failure of the world, when something cannot be read: the list is then not whole. */
bool leak_list_read(struct arena *arena, const char *folder, const struct text *publics, size_t count,
                    struct leak_list *list, struct diagnostics *diagnostics);

/* The first address of the list in `bytes`, and the position of its first byte: as written, in any case, as in
 * HTML, addresses of the web, JSON (see email_search.h), quoted-printable and folded calendar lines. What is
 * packed (base64, PDF) must be unpacked first. Linear in the bytes, whatever the number of addresses. */
bool leak_find(const struct leak_list *list, struct text bytes, size_t *at, struct text *address);

#endif
