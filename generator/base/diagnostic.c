#include "base/diagnostic.h"

#include "base/translate.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct place passage_place(const struct passage *passage, unsigned line, unsigned column)
{
    struct place place = passage->start;
    if (passage->is_folded || line == 0)
        return place;
    if (line == 1 && passage->indent == 0 && place.column)
        place.column += column ? column - 1 : 0;
    else
        place.column = column ? passage->indent + column : 0;
    place.line += line - 1;
    return place;
}

struct place source_place(const struct source *source, size_t position)
{
    struct place place = {source, 1, 1};
    struct text before = text_slice(source->bytes, 0, position);
    size_t line_start = 0;
    for (size_t i = text_find_byte(before, '\n', 0); i < before.size; i = text_find_byte(before, '\n', i + 1)) {
        place.line++;
        line_start = i + 1;
    }
    place.column = (unsigned)utf8_count(text_slice(before, line_start, before.size)) + 1;
    return place;
}

enum {
    MESSAGE_LIMIT = 600, /* bytes: a name in it may be as long as the file */
    SHOWN_LIMIT = 1000,  /* of each severity: nobody reads more before mending some */
};

static struct text format_list(struct arena *arena, const char *format, va_list arguments)
{
    struct text text = text_format_list(arena, translate(format), arguments);
    if (text.size <= MESSAGE_LIMIT)
        return text;
    return text_format(arena, "%.*s…", TEXT_ARGUMENTS(text_cut(text, MESSAGE_LIMIT)));
}

static struct diagnostic *add(struct diagnostics *diagnostics, struct diagnostic diagnostic, const char *format,
                              va_list arguments)
{
    struct diagnostic *added = ARENA_NEW(diagnostics->arena, struct diagnostic);
    *added = diagnostic;
    added->message = format_list(diagnostics->arena, format, arguments);
    ARRAY_PUSH(diagnostics->arena, &diagnostics->list, added);
    return added;
}

struct diagnostic *diagnostic_error(struct diagnostics *diagnostics, struct place place, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    struct diagnostic *added =
        add(diagnostics, (struct diagnostic){.severity = SEVERITY_ERROR, .place = place}, format, arguments);
    va_end(arguments);
    return added;
}

struct diagnostic *diagnostic_warning(struct diagnostics *diagnostics, struct place place, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    struct diagnostic *added =
        add(diagnostics, (struct diagnostic){.severity = SEVERITY_WARNING, .place = place}, format, arguments);
    va_end(arguments);
    return added;
}

struct diagnostic *diagnostic_check(struct diagnostics *diagnostics, const struct check *check, struct place place,
                                    const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    struct diagnostic *added = add(
        diagnostics, (struct diagnostic){.severity = check->level, .check = check, .place = place}, format, arguments);
    va_end(arguments);
    return added;
}

struct diagnostic *diagnostic_world(struct diagnostics *diagnostics, struct text path, int error, const char *format,
                                    ...)
{
    va_list arguments;
    va_start(arguments, format);
    struct diagnostic *added =
        add(diagnostics, (struct diagnostic){.severity = SEVERITY_ERROR, .is_world = true}, format, arguments);
    va_end(arguments);
    if (path.size)
        added->message =
            text_format(diagnostics->arena, _("%.*s '%.*s'"), TEXT_ARGUMENTS(added->message), TEXT_ARGUMENTS(path));
    if (error)
        added->message =
            text_format(diagnostics->arena, "%.*s: %s", TEXT_ARGUMENTS(added->message), translate_error(error));
    return added;
}

void diagnostic_hint(struct diagnostics *diagnostics, struct diagnostic *diagnostic, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    diagnostic->hint = format_list(diagnostics->arena, format, arguments);
    va_end(arguments);
}

bool diagnostic_suggest(struct diagnostics *diagnostics, struct diagnostic *diagnostic, struct text nearest)
{
    if (nearest.size)
        diagnostic_hint(diagnostics, diagnostic, "did you mean '%.*s'?", TEXT_ARGUMENTS(nearest));
    return nearest.size > 0;
}

void diagnostic_note(struct diagnostics *diagnostics, struct diagnostic *diagnostic, struct place place,
                     const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    diagnostic->note = format_list(diagnostics->arena, format, arguments);
    va_end(arguments);
    diagnostic->note_place = place;
}

void diagnostics_attribute(struct diagnostics *diagnostics, size_t from, const struct check *check)
{
    for (size_t i = from; i < diagnostics->list.count; i++)
        if (!diagnostics->list.items[i]->check && !diagnostics->list.items[i]->is_world)
            diagnostics->list.items[i]->check = check;
}

void diagnostics_merge(struct diagnostics *to, const struct diagnostics *from)
{
    for (size_t i = 0; i < from->list.count; i++) {
        struct diagnostic *copy = ARENA_NEW(to->arena, struct diagnostic);
        *copy = *from->list.items[i];
        copy->message = text_copy(to->arena, copy->message);
        copy->hint = text_copy(to->arena, copy->hint);
        copy->note = text_copy(to->arena, copy->note);
        copy->reason = text_copy(to->arena, copy->reason);
        ARRAY_PUSH(to->arena, &to->list, copy);
    }
}

static int compare_places(struct place a, struct place b)
{
    if (!a.source || !b.source)
        return (a.source == NULL) - (b.source == NULL);
    int order = text_compare(a.source->path, b.source->path);
    if (!order)
        order = (a.line > b.line) - (a.line < b.line);
    return order ? order : (a.column > b.column) - (a.column < b.column);
}

static int compare_checks(const struct check *a, const struct check *b)
{
    return text_compare(text_from(a ? a->name : NULL), text_from(b ? b->name : NULL));
}

static int compare(const void *left, const void *right)
{
    const struct diagnostic *a = *(struct diagnostic *const *)left, *b = *(struct diagnostic *const *)right;
    int order = compare_places(a->place, b->place);
    if (!order)
        order = text_compare(a->message, b->message);
    if (!order)
        order = (a->severity > b->severity) - (a->severity < b->severity);
    if (!order)
        order = a->is_world - b->is_world;
    if (!order)
        order = text_compare(a->hint, b->hint);
    if (!order)
        order = compare_places(a->note_place, b->note_place);
    if (!order)
        order = text_compare(a->note, b->note);
    if (!order)
        order = compare_checks(a->check, b->check);
    return order ? order : text_compare(a->reason, b->reason);
}

/* qsort is not stable in C; every field that the user sees takes part in the order, so it need not be. */
void diagnostics_sort(struct diagnostics *diagnostics)
{
    size_t count = diagnostics->list.count, kept = 0;
    struct diagnostic **items = diagnostics->list.items;
    if (count > 1)
        qsort(items, count, sizeof *items, compare);
    for (size_t i = 0; i < count; i++)
        if (kept == 0 || compare(&items[kept - 1], &items[i]) != 0)
            items[kept++] = items[i];
    diagnostics->list.count = kept;
}

size_t diagnostics_count(const struct diagnostics *diagnostics, enum severity severity)
{
    size_t count = 0;
    for (size_t i = 0; i < diagnostics->list.count; i++)
        count += diagnostics->list.items[i]->severity == severity;
    return count;
}

bool diagnostics_has_error(const struct diagnostics *diagnostics)
{
    return diagnostics_count(diagnostics, SEVERITY_ERROR) > 0;
}

int diagnostics_exit_status(const struct diagnostics *diagnostics)
{
    int status = 0;
    for (size_t i = 0; i < diagnostics->list.count; i++) {
        const struct diagnostic *diagnostic = diagnostics->list.items[i];
        if (diagnostic->severity == SEVERITY_ERROR && status < 3)
            status = diagnostic->is_world ? 3 : 1;
    }
    return status;
}

/* Where the last excerpt began: messages come in the order of their places, so each source is read once, and
 * so is a line that is the whole file. */
struct cursor {
    const struct source *source;
    unsigned line, column;
    struct text rest, text; /* behind the line; the line */
    size_t position;        /* of the column, in the line */
};

/* Goes to the line of `place`, and in it to the character `column`. */
static void go_to(struct cursor *cursor, struct place place, unsigned column)
{
    if (cursor->source != place.source || cursor->line > place.line)
        *cursor = (struct cursor){.source = place.source, .rest = place.source->bytes};
    if (cursor->line < place.line || cursor->column > column) {
        cursor->column = 1;
        cursor->position = 0;
    }
    for (; cursor->line < place.line; cursor->line++)
        if (!text_next_line(&cursor->rest, &cursor->text))
            cursor->text = (struct text){0}; /* behind the last line feed */
    for (; cursor->column < column && cursor->position < cursor->text.size; cursor->column++)
        utf8_next(cursor->text, &cursor->position);
}

/* Accents that stand over the letter before them (as macOS writes å) and invisible characters. */
static bool has_no_width(uint32_t character)
{
    return (character >= 0x300 && character <= 0x36F) || (character >= 0x200B && character <= 0x200F) ||
           character == 0x2060 || character == 0xFEFF;
}

/* Long lines are shown as the part around the fault. */
static void write_excerpt(struct cursor *cursor, struct place place, struct buffer *buffer)
{
    enum { WIDEST = 100 };
    if (!place.source->bytes.bytes)
        return;
    go_to(cursor, place, place.column > WIDEST - 20 ? place.column - (WIDEST - 20) : 1);
    struct text line = cursor->text;
    struct buffer caret = {.arena = buffer->arena};
    size_t position = cursor->position;
    buffer_format(buffer, "%5u | ", place.line);
    for (unsigned shown = 0; position < line.size && shown < WIDEST; shown++) {
        uint32_t character = utf8_next(line, &position);
        buffer_add_character(buffer, character == '\t' || utf8_is_plain(character) ? character : ' ');
        if (cursor->column + shown < place.column && !has_no_width(character))
            buffer_add_byte(&caret, character == '\t' ? '\t' : ' ');
    }
    buffer_add_byte(buffer, '\n');
    if (place.column) {
        buffer_add_string(buffer, "      | ");
        buffer_add(buffer, buffer_text(&caret));
        buffer_add_string(buffer, "^\n");
    }
}

const char *severity_word(enum severity severity)
{
    static const char *const words[] = {[SEVERITY_ERROR] = N_("error"),
                                        [SEVERITY_WARNING] = N_("warning"),
                                        [SEVERITY_ADVICE] = N_("advice"),
                                        [SEVERITY_ALLOWED] = N_("allowed")};
    return translate(words[severity]);
}

static void write_labelled(const char *label, struct text text, struct buffer *buffer)
{
    if (!text.size)
        return;
    buffer_format(buffer, "    %s: ", translate(label));
    buffer_add_plain(buffer, text);
    buffer_add_byte(buffer, '\n');
}

static void write_note(struct cursor *cursor, const struct diagnostic *diagnostic, struct buffer *buffer)
{
    struct place place = diagnostic->note_place;
    if (!place.source)
        return;
    buffer_add_string(buffer, "    ");
    if (place.source != diagnostic->place.source) {
        buffer_add_plain(buffer, place.source->path);
        buffer_add_string(buffer, place.line ? ", " : ": ");
    }
    if (place.line)
        buffer_format(buffer, place.source == diagnostic->place.source ? _("Line %u: ") : _("line %u: "), place.line);
    buffer_add_plain(buffer, diagnostic->note);
    buffer_add_byte(buffer, '\n');
    if (place.line)
        write_excerpt(cursor, place, buffer);
}

static void write_head(const struct diagnostic *diagnostic, const struct source **shown, struct buffer *buffer)
{
    const struct source *source = diagnostic->place.source;
    const char *word = severity_word(diagnostic->severity);
    if (!source) {
        buffer_format(buffer, "rundbrev: %s: ", word);
        return;
    }
    if (!*shown || !text_equal((*shown)->path, source->path)) {
        buffer_add_plain(buffer, source->path);
        buffer_add_byte(buffer, '\n');
        *shown = source;
    }
    if (diagnostic->place.line)
        buffer_format(buffer, _("  Line %u, %s: "), diagnostic->place.line, word);
    else
        buffer_format(buffer, _("  The file, %s: "), word);
}

/* The cursors of the places and of the notes' places. */
static void write_one(struct cursor cursors[2], const struct diagnostic *diagnostic, struct buffer *buffer)
{
    buffer_add_plain(buffer, diagnostic->message);
    if (diagnostic->check)
        buffer_format(buffer, " [%s]", diagnostic->check->name);
    buffer_add_byte(buffer, '\n');
    if (diagnostic->place.source && diagnostic->place.line)
        write_excerpt(&cursors[0], diagnostic->place, buffer);
    write_labelled(N_("reason"), diagnostic->reason, buffer);
    if (!diagnostic->reason.size)
        write_labelled(N_("hint"), diagnostic->hint, buffer);
    write_note(&cursors[1], diagnostic, buffer);
}

static void write_left_out(size_t count, enum severity severity, struct buffer *buffer)
{
    if (count <= SHOWN_LIMIT)
        return;
    buffer_format(buffer, "rundbrev: %s: ", severity_word(severity));
    buffer_format(buffer, _("%zu more are not shown\n"), count - SHOWN_LIMIT);
}

void diagnostics_write(const struct diagnostics *diagnostics, enum severity mildest, struct buffer *buffer)
{
    struct cursor cursors[2] = {0};
    const struct source *shown = NULL;
    size_t counts[SEVERITY_ALLOWED + 1] = {0};
    for (size_t i = 0; i < diagnostics->list.count; i++) {
        const struct diagnostic *diagnostic = diagnostics->list.items[i];
        if (diagnostic->severity > mildest || ++counts[diagnostic->severity] > SHOWN_LIMIT)
            continue;
        write_head(diagnostic, &shown, buffer);
        write_one(cursors, diagnostic, buffer);
    }
    for (enum severity severity = SEVERITY_ERROR; severity <= mildest; severity++)
        write_left_out(counts[severity], severity, buffer);
}
