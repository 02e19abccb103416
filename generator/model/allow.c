#include "model/allow.h"

#include <string.h>

struct mark {
    const char *begin, *end; /* of the comment; an `end` of NULL is the end of the line */
};
static const struct mark marks[] = {{"<!--", "-->"}, {"# ", NULL}};
static const struct text word = TEXT("allow ");

/* One line of a source, and what an allowance on it says. */
struct allowing {
    const struct source *source;
    struct text line, name, reason;
    unsigned number;    /* of the line */
    size_t at, name_at; /* bytes: of the comment, of the name */
    size_t end;         /* of the comment */
    bool is_comment;    /* of YAML */
};

static bool is_name(char c)
{
    return (c >= 'a' && c <= 'z') || c == '-';
}

/* "name: reason"; a comment that only begins like an allowance is none. Without a colon the reason is empty. */
static bool split(struct allowing *allowing, struct text said)
{
    size_t size = 0;
    while (size < said.size && is_name(said.bytes[size]))
        size++;
    struct text after = text_trim(text_slice(said, size, said.size));
    allowing->name = text_slice(said, 0, size);
    bool has_colon = after.size && after.bytes[0] == ':';
    if (size == 0 || (after.size && !has_colon && !check_find(allowing->name)))
        return false;
    allowing->reason = has_colon ? text_trim(text_slice(after, 1, after.size)) : (struct text){0};
    return true;
}

/* Whether an allowance stands at `at`, behind the beginning of a comment. */
static bool read_at(struct allowing *allowing, const struct mark *mark, size_t at)
{
    struct text line = allowing->line;
    size_t name_at = at + strlen(mark->begin);
    while (name_at < line.size && line.bytes[name_at] == ' ')
        name_at++;
    if (!text_equal_but_case(text_slice(line, name_at, name_at + word.size), word))
        return false;
    allowing->at = at;
    allowing->name_at = name_at + word.size;
    allowing->end = mark->end ? text_find(line, text_from(mark->end), allowing->name_at) : line.size;
    allowing->is_comment = !mark->end;
    return split(allowing, text_slice(line, allowing->name_at, allowing->end));
}

/* The next allowance of the line from `from` on; a second one only after a comment that ends. */
static bool find(struct allowing *allowing, size_t from)
{
    struct text line = allowing->line;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        struct text begin = text_from(marks[i].begin);
        for (size_t at = text_find(line, begin, from); at < line.size; at = text_find(line, begin, at + 1))
            if ((at == 0 || strchr(" >", line.bytes[at - 1])) && read_at(allowing, &marks[i], at))
                return true;
    }
    return false;
}

static size_t indent_of(struct text line)
{
    size_t size = 0;
    while (size < line.size && line.bytes[size] == ' ')
        size++;
    return size;
}

/* Whether nothing but the marks of a quotation and other comments stand before: then it is about what is below. */
static bool is_alone(const struct allowing *allowing)
{
    struct text before = text_slice(allowing->line, 0, allowing->at);
    for (size_t i = 0; i < before.size;) {
        size_t end = text_find(before, TEXT("-->"), i);
        if (text_starts_with(text_slice(before, i, before.size), "<!--") && end < before.size)
            i = end + 3;
        else if (before.bytes[i] == ' ' || before.bytes[i] == '>')
            i++;
        else
            return false;
    }
    return true;
}

/* In YAML any other comment too; in a text "#" is a heading. */
static bool is_other_allowance(const struct allowing *allowing, struct text line)
{
    return text_starts_with(text_trim(line), allowing->is_comment ? "#" : marks[0].begin);
}

/* The last line of what stands below: in YAML the entry with all that is indented below it, in a text the
 * paragraph. */
static unsigned last_line(const struct allowing *allowing, struct text rest)
{
    unsigned number = allowing->number, last = number;
    struct text line;
    size_t indent = 0;
    bool has_begun = false;
    while (text_next_line(&rest, &line)) {
        number++;
        if (!has_begun && (text_is_blank(line) || is_other_allowance(allowing, line)))
            continue;
        if (has_begun && allowing->is_comment && text_is_blank(line))
            continue;
        if (has_begun && (allowing->is_comment ? indent_of(line) <= indent : text_is_blank(line)))
            break;
        indent = has_begun ? indent : indent_of(line);
        has_begun = true;
        last = number;
    }
    return last;
}

static bool is_right(const struct allowing *allowing, const struct check *check, struct place place,
                     struct diagnostics *diagnostics)
{
    struct diagnostic *error;
    if (!check) {
        error = diagnostic_check(diagnostics, &checks[CHECK_ALLOWANCE], place, "there is no check named '%.*s'",
                                 TEXT_ARGUMENTS(allowing->name));
        if (!diagnostic_suggest(diagnostics, error, check_nearest(allowing->name)))
            diagnostic_hint(diagnostics, error, "the name stands in brackets after each finding");
    } else if (!check->can_be_allowed) {
        error = diagnostic_check(diagnostics, &checks[CHECK_ALLOWANCE], place, "'%s' cannot be allowed", check->name);
        diagnostic_hint(diagnostics, error, "mend what it finds, and remove this comment");
    } else if (!allowing->reason.size) {
        error = diagnostic_check(diagnostics, &checks[CHECK_ALLOWANCE], place, "the reason is missing");
        diagnostic_hint(diagnostics, error, "write why this is right: 'allow %s: the reason'", check->name);
    } else {
        return true;
    }
    return false;
}

static void add(const struct allowing *allowing, struct text rest, struct model *model, struct arena *arena,
                struct diagnostics *diagnostics)
{
    const struct check *check = check_find(allowing->name);
    struct place place = {allowing->source, allowing->number,
                          (unsigned)utf8_count(text_slice(allowing->line, 0, allowing->name_at)) + 1};
    if (!is_right(allowing, check, place, diagnostics))
        return;
    struct allowance allowance = {.check = check,
                                  .place = place,
                                  .last_line = is_alone(allowing) ? last_line(allowing, rest) : allowing->number,
                                  .reason = allowing->reason};
    ARRAY_PUSH(arena, &model->allowances, allowance);
}

/* Each is compared with the lines below it and with every finding. */
static bool is_one_too_many(const struct allowing *allowing, size_t count, struct diagnostics *diagnostics)
{
    enum { MOST = 100 };
    if (count <= MOST)
        return false;
    struct place place = {allowing->source, allowing->number, 0};
    struct diagnostic *error = diagnostic_check(diagnostics, &checks[CHECK_ALLOWANCE], place,
                                                "more than %d findings are allowed in this file", MOST);
    diagnostic_hint(diagnostics, error, "mend what is found, and remove the comments");
    return true;
}

void allow_read(struct model *model, struct arena *arena, const struct source *source, struct diagnostics *diagnostics)
{
    struct text rest = source->bytes;
    struct allowing allowing = {.source = source};
    size_t count = 0;
    while (text_next_line(&rest, &allowing.line)) {
        allowing.number++;
        for (size_t from = 0; find(&allowing, from); from = allowing.end) {
            if (is_one_too_many(&allowing, ++count, diagnostics))
                return;
            add(&allowing, rest, model, arena, diagnostics);
        }
    }
}

/* Using them */

static bool covers_place(const struct allowance *allowance, struct place place)
{
    return place.source == allowance->place.source ||
                   (place.source && text_equal(place.source->path, allowance->place.source->path))
               ? place.line == 0 || (place.line >= allowance->place.line && place.line <= allowance->last_line)
               : false;
}

static bool covers(const struct allowance *allowance, const struct diagnostic *diagnostic)
{
    return allowance->check == diagnostic->check &&
           (covers_place(allowance, diagnostic->place) || covers_place(allowance, diagnostic->note_place));
}

void model_allow(const struct model *model, struct diagnostics *diagnostics)
{
    for (size_t i = 0; i < diagnostics->list.count && model->allowances.count; i++) {
        struct diagnostic *diagnostic = diagnostics->list.items[i];
        for (size_t j = 0; j < model->allowances.count && diagnostic->check; j++)
            if (covers(&model->allowances.items[j], diagnostic)) {
                diagnostic->severity = SEVERITY_ALLOWED;
                diagnostic->reason = model->allowances.items[j].reason;
            }
    }
}

void model_say_unused_allowances(const struct model *model, struct diagnostics *diagnostics)
{
    size_t count = diagnostics->list.count;
    for (size_t i = 0; i < model->allowances.count; i++) {
        const struct allowance *allowance = &model->allowances.items[i];
        bool is_used = false;
        for (size_t j = 0; j < count && !is_used; j++)
            is_used = covers(allowance, diagnostics->list.items[j]);
        if (is_used)
            continue;
        struct diagnostic *warning =
            diagnostic_check(diagnostics, &checks[CHECK_UNUSED_ALLOWANCE], allowance->place,
                             "nothing here needs to be allowed: there is no '%s'", allowance->check->name);
        diagnostic_hint(diagnostics, warning, "remove the comment, or move it right above what it is about");
    }
}
