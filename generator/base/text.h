/* Text as pointer and size, UTF-8 and growing buffers. For all floors.
 *
 * Invariants: `bytes` of a struct text is never NULL when `size` > 0 and need not be NUL-terminated.
 * A text does not own its bytes; the header that hands one out names the arena that does.
 */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include "base/arena.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct text {
    const char *bytes;
    size_t size;
};

/* For printf: printf("%.*s", TEXT_ARGUMENTS(text)). Evaluates `text` several times. */
#define TEXT_ARGUMENTS(text) (int)(text).size, (text).bytes ? (text).bytes : ""
/* A text of a string literal; usable in initialisers. */
#define TEXT(literal) ((struct text){(literal), sizeof(literal) - 1})

struct text text_from(const char *string);                        /* borrows; NULL gives an empty text */
struct text text_slice(struct text text, size_t from, size_t to); /* borrows; ends are clamped */
bool text_equal(struct text a, struct text b);
bool text_is(struct text text, const char *string);
bool text_equal_but_case(struct text a, struct text b);        /* the case of a–z is ignored */
struct text text_lower(struct arena *arena, struct text text); /* a copy with A–Z as a–z; in `arena` */
int text_compare(struct text a, struct text b);                /* by bytes, like memcmp */
bool text_starts_with(struct text text, const char *prefix);
bool text_ends_with(struct text text, const char *suffix);
/* Position of the first `needle` at or after `from`; text.size when there is none. */
size_t text_find(struct text text, struct text needle, size_t from);
size_t text_find_byte(struct text text, char byte, size_t from);
struct text text_trim(struct text text); /* without ASCII white space at both ends; borrows */
/* The beginning, at most `size` bytes, of what may be too long to show; no character is cut in two. */
struct text text_cut(struct text text, size_t size);
/* Cuts the first line (without its line feed or CR LF) off `*rest`; false when `*rest` is empty. */
bool text_next_line(struct text *rest, struct text *line);
struct text text_copy(struct arena *arena, struct text text);   /* owned by `arena`, NUL follows */
const char *text_string(struct arena *arena, struct text text); /* NUL-terminated copy */
/* A text without its owner: printf into `arena`. */
struct text text_format(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
struct text text_format_list(struct arena *arena, const char *format, va_list arguments)
    __attribute__((format(printf, 2, 0)));
struct text text_join(struct arena *arena, struct text a, struct text b);
bool text_is_blank(struct text text);

/* The nearest of `count` candidates by edit distance for a "did you mean"; an empty text when none
 * is near (distance over a third of the length, at least 1 and at most 3). Borrows from `candidates`. */
struct text text_nearest(struct text wanted, const struct text *candidates, size_t count);

/* UTF-8. */
/* Decodes one character at `*position` and moves past it. An invalid byte gives U+FFFD and moves one
 * byte. Must not be called at the end of the text. */
uint32_t utf8_next(struct text text, size_t *position);
/* Where the character before `position` begins; 0 at the start of the text. */
size_t utf8_before(struct text text, size_t position);
/* Writes the encoding of `character` into `bytes` (room for 4) and returns its length. */
size_t utf8_encode(uint32_t character, char bytes[4]);
size_t utf8_count(struct text text); /* characters, invalid bytes counting one each */
/* Whether a terminal shows the character and does no more: no control, no line separator, no mark that turns
 * the direction of the text. */
bool utf8_is_plain(uint32_t character);
/* Position of the first byte that is not valid UTF-8 (or is NUL); text.size when all is well. */
size_t utf8_first_invalid(struct text text);

/* A growing text in an arena. `{.arena = a}` is a valid empty buffer. */
struct buffer {
    struct arena *arena;
    char *bytes;
    size_t size, capacity;
};

void buffer_add(struct buffer *buffer, struct text text);
void buffer_add_string(struct buffer *buffer, const char *string);
void buffer_add_byte(struct buffer *buffer, char byte);
void buffer_add_character(struct buffer *buffer, uint32_t character);
void buffer_format(struct buffer *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Escapes & < > " and ' for HTML and XML, in text and in quoted attributes; drops control characters
 * that XML does not allow. */
void buffer_add_escaped(struct buffer *buffer, struct text text);
/* A text from anywhere (a file's name, what an author wrote) as a terminal may get it: '?' for each character that
 * is not plain, U+FFFD for each invalid byte. */
void buffer_add_plain(struct buffer *buffer, struct text text);
void buffer_drop_spaces(struct buffer *buffer); /* those at the end */
/* The text written so far; owned by the buffer's arena, valid until the next addition. */
struct text buffer_text(const struct buffer *buffer);

typedef ARRAY(struct text) text_list;

#endif
