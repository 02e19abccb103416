/* What the files of writing*.c share: the finders of writing.c's table (see struct writing_rule), and what they
 * read. Only for them. All positions are of bytes; nothing here looks further than WRITING_REACH bytes. */
#ifndef PROOF_WRITING_RULES_H
#define PROOF_WRITING_RULES_H

#include "proof/word.h"
#include "proof/writing.h"

enum { WRITING_REACH = 200 };

bool writing_date(struct arena *arena, struct text text, size_t at, struct writing_find *find);
bool writing_capital(struct arena *arena, struct text text, size_t at, struct writing_find *find);
bool writing_time(struct arena *arena, struct text text, size_t at, struct writing_find *find);
bool writing_decimal(struct arena *arena, struct text text, size_t at, struct writing_find *find);
bool writing_number(struct arena *arena, struct text text, size_t at, struct writing_find *find);
bool writing_unit(struct arena *arena, struct text text, size_t at, struct writing_find *find);
bool writing_interval(struct arena *arena, struct text text, size_t at, struct writing_find *find);
bool writing_space_before(struct arena *arena, struct text text, size_t at, struct writing_find *find);
bool writing_space_double(struct arena *arena, struct text text, size_t at, struct writing_find *find);
bool writing_space_missing(struct arena *arena, struct text text, size_t at, struct writing_find *find);

bool is_digit_at(struct text text, size_t at); /* false at the end */
size_t digits_end(struct text text, size_t at);
/* After at most two spaces (no-break ones too) at `at`. */
size_t spaces_end(struct text text, size_t at);
/* After a hyphen, or an en or em dash, at `at`; `at` itself when there is none. */
size_t dash_end(struct text text, size_t at);
/* The number of one to nine digits [from, to). */
long digits_value(struct text text, size_t from, size_t to);

/* Whether a date, time or number may begin at `at`: not inside an id, a path or a longer number. */
bool may_begin(struct text text, size_t at);
/* Whether it may end at `at`: neither a letter nor a digit goes on, not even behind a hyphen, stop or slash. */
bool may_end(struct text text, size_t at);

/* The word that ends before the spaces before `at`, with a full stop that may follow it; and the one at or after
 * `at`. Empty when there is none on this line, or something else between. Borrow. */
struct text word_before(struct text text, size_t at);
struct text word_after(struct text text, size_t at);
/* Whether a number at `at` is likely a name: "ärende 12345", "WCAG 2.1", "EN 301549", "diarienummer: 10000". */
bool is_name_of_number(struct text text, size_t at);

/* Sets the find; true. `suggestion` must be in the find's arena. */
bool writing_found(struct writing_find *find, size_t from, size_t to, struct text suggestion);

#endif
