/* What went wrong, where, and what to do about it: the author's mistakes with a place in a source,
 * the world's failures with a path. Collected and printed together; nobody below commands/ prints.
 *
 * Invariants: lines and columns count from 1, columns in characters. A list belongs to one thread;
 * lists of parallel jobs are merged in job order. Texts are copied into the list's arena.
 */
#ifndef BASE_DIAGNOSTIC_H
#define BASE_DIAGNOSTIC_H

#include "base/arena.h"
#include "base/text.h"

/* A file as it was read. Lives as long as anything that points into it. */
struct source {
    struct text path;  /* as shown to the user, relative to the site's folder */
    struct text bytes; /* whole, UTF-8; NULL: its lines are not shown in messages */
};

/* One spot in a source. `source` NULL means no place. `column` 0 means the whole line. */
struct place {
    const struct source *source;
    unsigned line, column;
};

/* A piece of a source that another parser reads: Markdown after the front matter, a block's data, a
 * YAML block scalar. Its line n is the source's line start.line + n - 1; its columns are moved by
 * `indent` characters on every line. `is_folded`: lines do not correspond, all places are `start`. */
struct passage {
    struct text text;
    struct place start;
    unsigned indent;
    bool is_folded;
};

/* The place of line and column (both from 1) of a passage, in its source. */
struct place passage_place(const struct passage *passage, unsigned line, unsigned column);
/* The place of a byte position in a source. */
struct place source_place(const struct source *source, size_t position);

enum severity {
    SEVERITY_ERROR,   /* stops a build */
    SEVERITY_WARNING, /* most likely wrong */
    SEVERITY_ADVICE,  /* could be better */
    SEVERITY_ALLOWED, /* found, but the author has said in the file why it is right */
};

/* Something that is looked for in the content: a row of model/checks.c. */
struct check {
    const char *name; /* short, as the author writes it to allow a finding */
    enum severity level;
    bool can_be_allowed;     /* a judgement; not: what the site cannot be made with */
    const char *help;        /* one line: what it finds */
    const char *explanation; /* a paragraph: what is wrong, why it matters, how to mend it */
};

/* Prepared by diagnostic_*, then immutable. */
struct diagnostic {
    enum severity severity;
    bool is_world;             /* a failure of the world: `path` and reason, no place */
    const struct check *check; /* that found it; NULL for a failure of the world */
    struct place place;
    struct text message;     /* small letter, no full stop, what is wrong first, names in quotes */
    struct text hint;        /* may be empty */
    struct place note_place; /* a second place; source NULL when there is none */
    struct text note;
    struct text reason; /* SEVERITY_ALLOWED: why, in the author's words */
};

struct diagnostics {
    struct arena *arena; /* owns all texts */
    ARRAY(struct diagnostic *) list;
};

/* Each adds one entry and returns it, so that a hint or note can follow; it lives as long as the list.
 * Formats are English literals, told in the user's language (base/translate.h). What is longer than 600 bytes
 * is cut. */
struct diagnostic *diagnostic_error(struct diagnostics *diagnostics, struct place place, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
struct diagnostic *diagnostic_warning(struct diagnostics *diagnostics, struct place place, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* The same, as severe as the check says. */
struct diagnostic *diagnostic_check(struct diagnostics *diagnostics, const struct check *check, struct place place,
                                    const char *format, ...) __attribute__((format(printf, 4, 5)));
/* "cannot `verb` '`path`': translate_error(error)"; `error` 0 leaves the reason out. */
struct diagnostic *diagnostic_world(struct diagnostics *diagnostics, struct text path, int error, const char *format,
                                    ...) __attribute__((format(printf, 4, 5)));
void diagnostic_hint(struct diagnostics *diagnostics, struct diagnostic *diagnostic, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* The hint "did you mean '`nearest`'?"; false, without a hint, when `nearest` is empty (see text_nearest). */
bool diagnostic_suggest(struct diagnostics *diagnostics, struct diagnostic *diagnostic, struct text nearest);
void diagnostic_note(struct diagnostics *diagnostics, struct diagnostic *diagnostic, struct place place,
                     const char *format, ...) __attribute__((format(printf, 4, 5)));

/* Gives all entries from the index `from` on that no check claims yet to `check`. */
void diagnostics_attribute(struct diagnostics *diagnostics, size_t from, const struct check *check);
/* Appends copies of `from`'s entries. */
void diagnostics_merge(struct diagnostics *to, const struct diagnostics *from);
/* Sorts by path, line, column (the world's failures last) and drops exact repetitions. */
void diagnostics_sort(struct diagnostics *diagnostics);
size_t diagnostics_count(const struct diagnostics *diagnostics, enum severity severity);
bool diagnostics_has_error(const struct diagnostics *diagnostics);
/* 0 no error, 1 an author's mistake, 3 a failure of the world. */
int diagnostics_exit_status(const struct diagnostics *diagnostics);
/* How the user reads a severity: "error", "fel" … */
const char *severity_word(enum severity severity);
/* Writes the entries up to `mildest` as the user reads them: below the path of each file "Line 7, error:
 * message [check]", the source line and a caret, the hint and a note on lines of their own. Of each severity
 * the first 1000, and how many more there are. */
void diagnostics_write(const struct diagnostics *diagnostics, enum severity mildest, struct buffer *buffer);

#endif
