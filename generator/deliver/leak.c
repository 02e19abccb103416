#include "deliver/leak.h"

#include "base/file.h"
#include "deliver/email_search.h"

#include <errno.h>
#include <fts.h>
#include <glib.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* The same bytes as a reader sees them: marks that a writer put in are taken out, and each may stand in the
 * middle of an address. */
enum view { AS_WRITTEN, QUOTED_PRINTABLE, UNFOLDED, VIEW_COUNT };

/* The size of a line feed, with or without carriage return, at `position`; else 0. */
static size_t line_feed(struct text bytes, size_t position)
{
    size_t size = position < bytes.size && bytes.bytes[position] == '\r' ? 1 : 0;
    return position + size < bytes.size && bytes.bytes[position + size] == '\n' ? size + 1 : 0;
}

/* What stands at `position`, which moves on: a byte, or -1 for a mark that stands for nothing. */
static int read_quoted(struct text bytes, size_t *position)
{
    size_t at = (*position)++, feed = line_feed(bytes, at + 1);
    int high, low;
    if (bytes.bytes[at] != '=')
        return (unsigned char)bytes.bytes[at];
    if (feed) {
        *position += feed;
        return -1;
    }
    if (at + 2 >= bytes.size || (high = g_ascii_xdigit_value(bytes.bytes[at + 1])) < 0 ||
        (low = g_ascii_xdigit_value(bytes.bytes[at + 2])) < 0)
        return '=';
    *position += 2;
    return high << 4 | low;
}

/* Lines of calendars and of a letter's head go on behind a line feed and a space. */
static int read_folded(struct text bytes, size_t *position)
{
    size_t at = (*position)++, feed = line_feed(bytes, at);
    if (feed < 2 || at + feed >= bytes.size || (bytes.bytes[at + feed] != ' ' && bytes.bytes[at + feed] != '\t'))
        return (unsigned char)bytes.bytes[at];
    *position += feed;
    return -1;
}

static int read_byte(enum view view, struct text bytes, size_t *position)
{
    return view == QUOTED_PRINTABLE ? read_quoted(bytes, position) : read_folded(bytes, position);
}

/* Whether the view differs from what is written. */
static bool has_marks(enum view view, struct text bytes)
{
    char first = view == QUOTED_PRINTABLE ? '=' : '\r';
    for (size_t at = text_find_byte(bytes, first, 0); at < bytes.size; at = text_find_byte(bytes, first, at + 1)) {
        size_t next = at;
        read_byte(view, bytes, &next);
        if (next > at + 1)
            return true;
    }
    return false;
}

static struct text show(struct arena *arena, enum view view, struct text bytes)
{
    char *shown = arena_allocate(arena, bytes.size);
    size_t size = 0;
    for (size_t position = 0; position < bytes.size;) {
        int byte = read_byte(view, bytes, &position);
        if (byte >= 0)
            shown[size++] = (char)byte;
    }
    return (struct text){shown, size};
}

/* Where what stands at `shown` in the view stands in `bytes`. */
static size_t position_of(enum view view, struct text bytes, size_t shown)
{
    size_t position = 0;
    for (size_t size = 0; position < bytes.size;) {
        size_t next = position;
        int byte = read_byte(view, bytes, &next);
        if (byte >= 0 && size++ == shown)
            break;
        position = next;
    }
    return position;
}

/* Gathering */

struct gathering {
    struct arena *arena;
    struct arena scratch; /* of one file */
    struct leak_list *list;
    struct map publics;
    char *real_folder;
    struct diagnostics *diagnostics;
};

static void gather_addresses(struct gathering *gathering, struct text bytes, struct map *into)
{
    struct email_search search = {.bytes = bytes};
    struct text address;
    for (size_t at; email_search_next(&search, &address, &at);) {
        if (map_get(into, address) || map_get(&gathering->publics, address))
            continue;
        struct text *kept = ARENA_NEW(gathering->arena, struct text);
        *kept = text_copy(gathering->arena, address);
        map_set(into, *kept, kept);
    }
}

/* Bytes that are no UTF-8 are taken for Windows-1252. So is UTF-16, whose NULs between the letters count for
 * nothing; only its byte order mark would be letters. */
static struct text as_utf8(struct arena *arena, struct text bytes)
{
    struct buffer buffer = {.arena = arena};
    if (utf8_first_invalid(bytes) == bytes.size)
        return bytes;
    if (text_starts_with(bytes, "\xff\xfe") || text_starts_with(bytes, "\xfe\xff"))
        bytes = text_slice(bytes, 2, bytes.size);
    for (size_t i = 0; i < bytes.size; i++) {
        unsigned char byte = (unsigned char)bytes.bytes[i];
        if (byte < 0x80)
            buffer_add_byte(&buffer, bytes.bytes[i]);
        else
            buffer_add_character(&buffer, byte);
    }
    return buffer_text(&buffer);
}

static void gather_bytes(struct gathering *gathering, struct text bytes)
{
    bytes = as_utf8(&gathering->scratch, bytes);
    gather_addresses(gathering, bytes, &gathering->list->addresses);
    for (enum view view = AS_WRITTEN + 1; view < VIEW_COUNT; view++)
        if (has_marks(view, bytes))
            gather_addresses(gathering, show(&gathering->scratch, view, bytes), &gathering->list->addresses);
}

static bool is_packed(struct text bytes)
{
    static const struct text beginnings[] = {
        TEXT("PK\x03\x04"),       /* zip; .xlsx, .ods, .docx, .odt, .numbers */
        TEXT("\xd0\xcf\x11\xe0"), /* .xls, .doc, .msg */
        TEXT("%PDF"),
        TEXT("\x1f\x8b"),
        TEXT("7z\xbc\xaf"),
        TEXT("Rar!"),
        TEXT("BZh"),
        TEXT("\xfd"
             "7zXZ"),
        TEXT("(\xb5/\xfd"), /* zstd */
        TEXT("!BDN"),       /* .pst */
    };
    for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++)
        if (text_equal(text_slice(bytes, 0, beginnings[i].size), beginnings[i]))
            return true;
    return false;
}

/* "private/list.csv" beside "private/list.xlsx". */
static bool has_csv(struct gathering *gathering, struct text path)
{
    size_t dot = path.size;
    while (dot > 0 && path.bytes[dot - 1] != '.' && path.bytes[dot - 1] != '/')
        dot--;
    return dot > 0 && path.bytes[dot - 1] == '.' &&
           file_kind(text_format(&gathering->scratch, "%.*scsv", (int)dot, path.bytes).bytes) == FILE_REGULAR;
}

static struct place place_of(struct gathering *gathering, const char *path)
{
    struct source *source = ARENA_NEW(gathering->arena, struct source);
    source->path = text_copy(gathering->arena, text_from(path));
    return (struct place){.source = source};
}

static bool gather_file(struct gathering *gathering, const char *path, long long size)
{
    struct diagnostic *added;
    struct text bytes;
    if (size > FILE_SIZE_LIMIT) {
        added = diagnostic_warning(gathering->diagnostics, place_of(gathering, path),
                                   "this file is too large to be searched for addresses that must not be published");
        diagnostic_hint(gathering->diagnostics, added,
                        "keep lists of participants in files of their own, and this one elsewhere");
        return true;
    }
    bool is_read = file_read(&gathering->scratch, path, &bytes, gathering->diagnostics);
    if (is_read)
        gather_bytes(gathering, bytes);
    if (is_read && is_packed(bytes) && !has_csv(gathering, text_from(path))) {
        added = diagnostic_warning(gathering->diagnostics, place_of(gathering, path),
                                   "this file cannot be searched for addresses that must not be published");
        diagnostic_hint(gathering->diagnostics, added,
                        "if it holds a list of participants, save it as CSV too, under the same name beside it");
    }
    arena_release(&gathering->scratch);
    return is_read;
}

/* A link to another file of the folder is nothing to tell: that one is read by itself. */
static void check_link(struct gathering *gathering, const char *path)
{
    char *real = realpath(path, NULL);
    size_t size = strlen(gathering->real_folder);
    bool is_inside = real && strncmp(real, gathering->real_folder, size) == 0 && (real[size] == '/' || !real[size]);
    if (real && !is_inside) {
        struct diagnostic *added = diagnostic_warning(
            gathering->diagnostics, place_of(gathering, path),
            "this link leads out of its folder and is not searched for addresses that must not be published");
        diagnostic_hint(gathering->diagnostics, added, "put the file itself here");
    }
    free(real);
}

static bool gather_entry(struct gathering *gathering, const FTSENT *entry)
{
    switch (entry->fts_info) {
    case FTS_F:
        return gather_file(gathering, entry->fts_path, entry->fts_statp->st_size);
    case FTS_SL:
        check_link(gathering, entry->fts_path);
        return true;
    case FTS_DNR:
    case FTS_ERR:
    case FTS_NS:
        diagnostic_world(gathering->diagnostics, text_from(entry->fts_path), entry->fts_errno, "cannot read");
        return false;
    default: /* folders, FIFOs, devices */
        return true;
    }
}

static bool gather_folder(struct gathering *gathering, const char *folder)
{
    char *paths[] = {arena_copy(gathering->arena, folder, strlen(folder)), NULL};
    FTS *tree = fts_open(paths, FTS_PHYSICAL | FTS_COMFOLLOW | FTS_NOCHDIR, NULL);
    bool is_whole = tree != NULL;
    errno = tree ? 0 : errno;
    for (FTSENT *entry; tree && (entry = fts_read(tree)) != NULL; errno = 0)
        is_whole = gather_entry(gathering, entry) && is_whole;
    int error = errno;
    if (tree)
        fts_close(tree);
    if (error)
        diagnostic_world(gathering->diagnostics, text_from(folder), error, "cannot read the folder");
    return is_whole && !error;
}

bool leak_list_read(struct arena *arena, const char *folder, const struct text *publics, size_t count,
                    struct leak_list *list, struct diagnostics *diagnostics)
{
    struct stat status;
    struct gathering gathering = {.arena = arena, .list = list, .publics.arena = arena, .diagnostics = diagnostics};
    *list = (struct leak_list){.addresses.arena = arena};
    if (lstat(folder, &status) != 0 && errno == ENOENT)
        return true;
    /* A link that leads nowhere is no missing folder: the share it stands for may not be there today. */
    gathering.real_folder = realpath(folder, NULL);
    if (!gathering.real_folder) {
        diagnostic_world(diagnostics, text_from(folder), errno, "cannot read the folder");
        return false;
    }
    for (size_t i = 0; i < count; i++)
        gather_addresses(&gathering, publics[i], &gathering.publics);
    bool is_whole = gather_folder(&gathering, folder);
    free(gathering.real_folder);
    return is_whole;
}

/* Finding */

static bool find_in(const struct leak_list *list, struct text bytes, size_t *at, struct text *address)
{
    struct email_search search = {.bytes = bytes};
    struct text candidate;
    while (email_search_next(&search, &candidate, at))
        do {
            const struct text *found = map_get(&list->addresses, candidate);
            if (found) {
                *address = *found;
                return true;
            }
        } while (email_shorten(&candidate));
    return false;
}

bool leak_find(const struct leak_list *list, struct text bytes, size_t *at, struct text *address)
{
    if (list->addresses.count == 0)
        return false;
    bool is_found = find_in(list, bytes, at, address);
    for (enum view view = AS_WRITTEN + 1; !is_found && view < VIEW_COUNT; view++) {
        if (!has_marks(view, bytes))
            continue;
        struct arena scratch = {0};
        is_found = find_in(list, show(&scratch, view, bytes), at, address);
        if (is_found)
            *at = position_of(view, bytes, *at);
        arena_release(&scratch);
    }
    return is_found;
}
