#include "mailing/unsubscribe.h"

#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <sys/random.h>
#include <unistd.h>

enum { SECRET_BYTES = 32, SECRET_DIGITS = 2 * SECRET_BYTES, KEY_DIGITS = 32 };

static bool is_secret(struct text line)
{
    for (size_t i = 0; i < line.size; i++)
        if (!g_ascii_isxdigit(line.bytes[i]))
            return false;
    return line.size == SECRET_DIGITS;
}

static bool write_synced(const char *path, struct text bytes)
{
    int descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return false;
    bool is_written = file_write_all(descriptor, bytes) && fsync(descriptor) == 0;
    int reason = errno;
    bool is_closed = close(descriptor) == 0;
    if (is_written)
        return is_closed;
    errno = reason;
    return false;
}

/* Links the finished file to its place, so that of two programs at once one makes it and both read the same. */
static bool make_secret(struct arena *arena, const char *path, struct diagnostics *diagnostics)
{
    unsigned char random[SECRET_BYTES];
    struct buffer line = {.arena = arena};
    if (getrandom(random, sizeof random, 0) != (ssize_t)sizeof random) {
        diagnostic_world(diagnostics, text_from(path), errno, "cannot make");
        return false;
    }
    for (size_t i = 0; i < sizeof random; i++)
        buffer_format(&line, "%02x", random[i]);
    buffer_add_byte(&line, '\n');
    const char *beside = text_format(arena, "%s.%ld.new", path, (long)getpid()).bytes;
    unlink(beside);
    bool is_made = write_synced(beside, buffer_text(&line)) && (link(beside, path) == 0 || errno == EEXIST);
    if (!is_made)
        diagnostic_world(diagnostics, text_from(path), errno, "cannot write");
    unlink(beside);
    return is_made;
}

bool unsubscribe_secret(struct arena *arena, const char *path, struct text *secret, struct diagnostics *diagnostics)
{
    if (file_kind(path) == FILE_NONE && !make_secret(arena, path, diagnostics))
        return false;
    struct text bytes;
    if (!file_read(arena, path, &bytes, diagnostics))
        return false;
    *secret = text_trim(bytes);
    if (is_secret(*secret))
        return true;
    struct diagnostic *error = diagnostic_error(diagnostics, (struct place){0},
                                                "'%s' is no secret of %d hexadecimal digits", path, SECRET_DIGITS);
    diagnostic_hint(
        diagnostics, error,
        "bring back the file as it was; a new one, made when it is gone, does not fit the letters already sent");
    return false;
}

struct text unsubscribe_key(struct arena *arena, struct text secret, struct text network, struct text key)
{
    if (!secret.size)
        return (struct text){0};
    struct text subject = text_format(arena, "%.*s\n%.*s", TEXT_ARGUMENTS(network), TEXT_ARGUMENTS(key));
    char *digits = g_compute_hmac_for_data(G_CHECKSUM_SHA256, (const guchar *)secret.bytes, secret.size,
                                           (const guchar *)subject.bytes, subject.size);
    struct text result = text_copy(arena, text_slice(text_from(digits), 0, KEY_DIGITS));
    g_free(digits);
    return result;
}
