/* What templates can look up: plain values, and objects that answer by name. For view/, output/ and
 * template/. Values are small and passed by copy; what they point to is owned by whoever made it. */
#ifndef TEMPLATE_VALUE_H
#define TEMPLATE_VALUE_H

#include "base/map.h"

enum value_kind {
    VALUE_NOTHING, /* false in a section, empty in text */
    VALUE_FLAG,
    VALUE_TEXT,   /* escaped by {{name}}, not by {{{name}}} */
    VALUE_MARKUP, /* already in the medium's own markup: never escaped */
    VALUE_LIST,
    VALUE_RECORD, /* names to values, built by hand */
    VALUE_OBJECT, /* names answered by a function, e.g. from a field table */
};

struct value;
struct value_list;
struct value_record;

/* Answers names for objects. `names` is for "did you mean". */
struct value_class {
    /* Sets `*result` and returns true when `object` knows `name`. `context` is the one of the value. */
    bool (*get)(const void *object, void *context, struct text name, struct value *result);
    /* Sets `*names` and `*count` to all names (owned by `arena` or longer). */
    void (*names)(const void *object, void *context, struct arena *arena, struct text **names, size_t *count);
};

struct value {
    enum value_kind kind;
    bool flag;
    struct text text; /* VALUE_TEXT, VALUE_MARKUP */
    const struct value_list *list;
    const struct value_record *record;
    const struct value_class *class; /* VALUE_OBJECT */
    const void *object;
    void *context;
};

struct value_list {
    ARRAY(struct value) values;
};

struct value value_nothing(void);
struct value value_flag(bool flag);
struct value value_text(struct text text);     /* borrows */
struct value value_string(const char *string); /* borrows; NULL gives nothing */
struct value value_markup(struct text text);   /* borrows */
struct value value_object(const struct value_class *class, const void *object, void *context);

/* A new, empty list or record in `arena`; filled before it is handed out, then immutable. */
struct value value_new_list(struct arena *arena);
void value_add(struct arena *arena, struct value list, struct value item);
struct value value_new_record(struct arena *arena);
void value_set(struct arena *arena, struct value record, const char *name, struct value value);
void value_set_named(struct arena *arena, struct value record, struct text name, struct value value);

/* Looks `name` (without dots) up in a record or object. */
bool value_get(struct value value, struct text name, struct value *result);
/* False for nothing, false, an empty text and an empty list. */
bool value_is_true(struct value value);
/* All names of a record or object, in `arena`. */
void value_names(struct value value, struct arena *arena, struct text **names, size_t *count);

#endif
