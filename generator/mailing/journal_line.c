#include "mailing/journal_line.h"

#include <fcntl.h>
#include <unistd.h>

const char *const journal_kinds[] = {
    [PLAN_FIRST] = "first",
    [PLAN_ANEW] = "anew",
    [PLAN_CORRECTION] = "correction",
    [PLAN_DRAFT] = "draft",
};

const char *const journal_answers[DELIVERY_STATES] = {
    [DELIVERY_WAITING] = "waiting", [DELIVERY_LATER] = "later",         [DELIVERY_SENT] = "sent",
    [DELIVERY_REFUSED] = "refused", [DELIVERY_UNCERTAIN] = "uncertain",
};

void journal_line_add(struct buffer *buffer, struct text field, bool is_last)
{
    for (size_t position = 0; position < field.size;) {
        size_t start = position;
        uint32_t character = utf8_next(field, &position);
        bool is_invalid = character == 0xFFFD && position - start == 1;
        if (character != '\\' && utf8_is_plain(character) && !is_invalid)
            buffer_add(buffer, text_slice(field, start, position));
        else
            for (size_t i = start; i < position; i++)
                buffer_format(buffer, "\\x%02x", (unsigned char)field.bytes[i]);
    }
    buffer_add_byte(buffer, is_last ? '\n' : '\t');
}

static int digit_of(char byte)
{
    return byte >= '0' && byte <= '9' ? byte - '0' : byte >= 'a' && byte <= 'f' ? byte - 'a' + 10 : -1;
}

struct text journal_field(struct arena *arena, struct text written)
{
    if (text_find_byte(written, '\\', 0) == written.size)
        return written;
    struct buffer buffer = {.arena = arena};
    for (size_t i = 0; i < written.size; i++) {
        bool is_escaped = written.bytes[i] == '\\' && i + 3 < written.size && written.bytes[i + 1] == 'x' &&
                          digit_of(written.bytes[i + 2]) >= 0 && digit_of(written.bytes[i + 3]) >= 0;
        if (!is_escaped) {
            buffer_add_byte(&buffer, written.bytes[i]);
            continue;
        }
        buffer_add_byte(&buffer, (char)(digit_of(written.bytes[i + 2]) * 16 + digit_of(written.bytes[i + 3])));
        i += 3;
    }
    return buffer_text(&buffer);
}

struct text journal_time(struct arena *arena)
{
    struct tm now;
    char written[32] = "";
    time_t seconds = time(NULL);
    gmtime_r(&seconds, &now);
    size_t size = strftime(written, sizeof written, "%Y-%m-%dT%H:%M:%SZ", &now);
    return text_copy(arena, (struct text){written, size});
}

struct text journal_boot(struct arena *arena)
{
    char id[64];
    int descriptor = open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC);
    ssize_t size = descriptor >= 0 ? read(descriptor, id, sizeof id) : 0;
    if (descriptor >= 0)
        close(descriptor);
    return size > 0 ? text_copy(arena, text_trim((struct text){id, (size_t)size})) : (struct text){0};
}
