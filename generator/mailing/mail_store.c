#include "mailing/mail_store.h"

#include "base/file.h"
#include "mailing/mail_file.h"

#include <errno.h>
#include <fcntl.h>
#include <fts.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Mailboxes */

/* ">From " and ">>From " at the beginning of a line were written with one ">" more. */
static bool is_quoted_from(struct text line)
{
    size_t signs = 0;
    while (signs < line.size && line.bytes[signs] == '>')
        signs++;
    return signs > 0 && text_starts_with(text_slice(line, signs, line.size), "From ");
}

static void visit_message(struct arena *arena, struct text path, size_t number, struct text quoted,
                          const struct mail_visitor *visitor)
{
    struct buffer message = {.arena = arena};
    for (size_t at = 0; at < quoted.size && message.size < MAIL_SIZE_LIMIT;) {
        size_t end = text_find_byte(quoted, '\n', at);
        end = end < quoted.size ? end + 1 : end;
        struct text line = text_slice(quoted, at, end);
        buffer_add(&message, is_quoted_from(line) ? text_slice(line, 1, line.size) : line);
        at = end;
    }
    visitor->visit(visitor->context, path, number, buffer_text(&message));
}

static size_t after_line(struct text bytes, size_t position)
{
    size_t end = text_find_byte(bytes, '\n', position);
    return end < bytes.size ? end + 1 : end;
}

/* "From anna@example.org Mon Nov 23 09:12:33 2026": with a time, or it is a sentence that nobody quoted. */
static bool is_from_line(struct text bytes, size_t position)
{
    enum { LONGEST = 400 };
    if (!text_starts_with(text_slice(bytes, position, position + 5), "From "))
        return false;
    struct text line = text_slice(bytes, position, position + LONGEST);
    line = text_slice(line, 0, text_find_byte(line, '\n', 0));
    for (size_t i = 2; i + 2 < line.size; i++)
        if (line.bytes[i] == ':' && isdigit((unsigned char)line.bytes[i - 1]) &&
            isdigit((unsigned char)line.bytes[i + 1]))
            return true;
    return false;
}

/* A message begins below a line "From …" that stands first or below an empty line. */
void mail_store_split(struct text path, struct text bytes, const struct mail_visitor *visitor)
{
    struct arena scratch = {0};
    size_t number = 0, start = after_line(bytes, 0);
    bool is_above_empty = false;
    for (size_t at = start; start < bytes.size; at = after_line(bytes, at)) {
        bool is_end = at >= bytes.size;
        bool is_start = !is_end && is_above_empty && is_from_line(bytes, at);
        if (is_end || is_start) {
            visit_message(&scratch, path, ++number, text_slice(bytes, start, at), visitor);
            arena_reset(&scratch);
            start = is_end ? bytes.size : after_line(bytes, at);
        }
        is_above_empty = !is_end && (bytes.bytes[at] == '\n' || bytes.bytes[at] == '\r');
    }
    arena_release(&scratch);
}

/* Files */

/* The beginning of a file that may be of any size. */
static bool read_start(struct arena *arena, const char *path, struct text *bytes, struct diagnostics *diagnostics)
{
    int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    char *memory = arena_allocate(arena, MAIL_SIZE_LIMIT);
    size_t size = 0;
    ssize_t got = descriptor < 0 ? -1 : 1;
    while (got > 0 && size < MAIL_SIZE_LIMIT) {
        got = read(descriptor, memory + size, MAIL_SIZE_LIMIT - size);
        size += got > 0 ? (size_t)got : 0;
        got = got < 0 && errno == EINTR ? 1 : got;
    }
    if (got < 0)
        diagnostic_world(diagnostics, text_from(path), errno, "cannot read");
    if (descriptor >= 0)
        close(descriptor);
    *bytes = (struct text){memory, size};
    return got >= 0;
}

static bool visit_file(const char *path, const struct mail_visitor *visitor, struct diagnostics *diagnostics)
{
    struct arena arena = {0};
    struct text bytes, name = text_from(path);
    bool is_read = read_start(&arena, path, &bytes, diagnostics);
    if (is_read && is_from_line(bytes, 0)) {
        is_read = bytes.size < MAIL_SIZE_LIMIT || file_read(&arena, path, &bytes, diagnostics);
        if (is_read)
            mail_store_split(name, bytes, visitor);
    } else if (is_read) {
        visitor->visit(visitor->context, name, 0, bytes);
    }
    arena_release(&arena);
    return is_read;
}

static int compare_names(const FTSENT **left, const FTSENT **right)
{
    return strcmp((*left)->fts_name, (*right)->fts_name);
}

static bool visit_entry(FTS *tree, FTSENT *entry, const struct mail_visitor *visitor, struct diagnostics *diagnostics)
{
    bool is_hidden = entry->fts_level > 0 && entry->fts_name[0] == '.';
    switch (entry->fts_info) {
    case FTS_D:
        if (is_hidden)
            fts_set(tree, entry, FTS_SKIP);
        return true;
    case FTS_F:
        return is_hidden || visit_file(entry->fts_path, visitor, diagnostics);
    case FTS_DNR:
    case FTS_ERR:
    case FTS_NS:
        diagnostic_world(diagnostics, text_from(entry->fts_path), entry->fts_errno, "cannot read");
        return false;
    default:
        return true;
    }
}

static bool visit_folder(const char *path, const struct mail_visitor *visitor, struct diagnostics *diagnostics)
{
    char *const paths[] = {(char *)(uintptr_t)path, NULL};
    FTS *tree = fts_open(paths, FTS_PHYSICAL | FTS_COMFOLLOW | FTS_NOCHDIR, compare_names);
    bool is_read = tree != NULL;
    if (!tree)
        diagnostic_world(diagnostics, text_from(path), errno, "cannot read the folder");
    for (FTSENT *entry; tree && (entry = fts_read(tree)) != NULL;)
        is_read &= visit_entry(tree, entry, visitor, diagnostics);
    if (tree)
        fts_close(tree);
    return is_read;
}

bool mail_store_visit(const char *path, const struct mail_visitor *visitor, struct diagnostics *diagnostics)
{
    enum file_kind kind = file_kind(path);
    if (kind == FILE_FOLDER)
        return visit_folder(path, visitor, diagnostics);
    if (kind == FILE_REGULAR)
        return visit_file(path, visitor, diagnostics);
    struct text name = text_from(path);
    if (kind == FILE_NONE)
        diagnostic_world(diagnostics, name, ENOENT, "cannot read");
    else
        diagnostic_world(diagnostics, name, 0, "cannot read, it is no regular file:");
    return false;
}
