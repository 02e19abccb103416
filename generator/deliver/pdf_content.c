#include "deliver/pdf_content.h"

#include "deliver/pdf_operator.h"

#include <stdint.h>
#include <string.h>

#define NOWHERE SIZE_MAX

enum scope_kind { SCOPE_ELEMENT, SCOPE_ARTIFACT, SCOPE_THROUGH };

/* What stands between BDC or BMC and EMC. Outside all of them everything is an artifact too: the lowest scope, that
 * is opened where something is painted. */
struct scope {
    enum scope_kind kind;
    struct text tag;
    size_t number; /* of an element's */
    size_t above;  /* the index of the scope that was in force before */
    bool is_deleted;
};

struct edit {
    size_t from, to;
    struct text words;
};

struct marking {
    struct arena *arena;
    struct content *content;
    ARRAY(struct scope) scopes;
    ARRAY(struct edit) edits; /* in the order of the stream */
    size_t in_force;          /* index of the innermost element or artifact */
    /* The part of it that is open, between one BDC and one EMC. */
    bool is_open, is_ours; /* ours: we wrote its BDC and write its EMC */
    bool shows_text;
    size_t opening;    /* the edit of its BDC */
    size_t path_start; /* of the path under construction, when nothing was changed since; or NOWHERE */
    size_t body_start;
};

static bool is_one_of(struct text word, const char *list)
{
    for (const char *at = list; *at; at += strcspn(at, " "), at += *at == ' ')
        if (strcspn(at, " ") == word.size && memcmp(at, word.bytes, word.size) == 0)
            return true;
    return false;
}

static void edit(struct marking *marking, size_t from, size_t to, struct text words)
{
    struct edit added = {from, to, words};
    ARRAY_PUSH(marking->arena, &marking->edits, added);
    if (marking->path_start != NOWHERE && marking->path_start < to)
        marking->path_start = NOWHERE;
}

static struct scope *in_force(struct marking *marking)
{
    return &marking->scopes.items[marking->in_force];
}

static struct content_mark *mark_of(struct marking *marking, size_t number)
{
    return &marking->content->marks.items[number];
}

static void begin_part(struct marking *marking, size_t opening, bool is_ours)
{
    marking->is_open = true;
    marking->is_ours = is_ours;
    marking->shows_text = false;
    marking->opening = opening;
}

/* Now it is known what the part has shown. */
static void judge_part(struct marking *marking)
{
    struct scope *scope = in_force(marking);
    marking->is_open = false;
    if (scope->kind != SCOPE_ELEMENT)
        return;
    struct content_mark *mark = mark_of(marking, scope->number);
    bool is_shown = marking->shows_text || mark->owner == OWNER_FIGURE;
    mark->fate = is_shown ? FATE_SHOWN : FATE_ARTIFACT;
    if (!is_shown)
        marking->edits.items[marking->opening].words = TEXT("\n/Artifact BMC");
}

/* Ends the open part before the place, though its own end is still to come. */
static void interrupt(struct marking *marking, size_t place)
{
    if (!marking->is_open)
        return;
    edit(marking, place, place, TEXT("\nEMC\n"));
    judge_part(marking);
}

static void interrupt_ours(struct marking *marking, size_t place)
{
    if (marking->is_ours)
        interrupt(marking, place);
}

/* Something is painted, from the place on: what it belongs to is opened unless it is open. */
static void open_part(struct marking *marking, size_t place)
{
    struct scope *scope = in_force(marking);
    if (marking->is_open)
        return;
    if (scope->kind == SCOPE_ARTIFACT) {
        bool is_foot = marking->in_force == 0 && marking->content->is_page && place < marking->body_start;
        edit(marking, place, place,
             is_foot ? TEXT("\n/Artifact <</Type /Pagination>> BDC\n") : TEXT("\n/Artifact BMC\n"));
    } else {
        struct content_mark rest = *mark_of(marking, scope->number);
        size_t number = marking->content->marks.count;
        ARRAY_PUSH(marking->arena, &marking->content->marks, rest);
        edit(marking, place, place,
             text_format(marking->arena, "\n%.*s <</MCID %zu>> BDC\n", TEXT_ARGUMENTS(scope->tag), number));
        scope->number = number;
    }
    begin_part(marking, marking->edits.count - 1, true);
}

static void push(struct marking *marking, struct scope scope)
{
    scope.above = marking->in_force;
    ARRAY_PUSH(marking->arena, &marking->scopes, scope);
    if (scope.kind != SCOPE_THROUGH)
        marking->in_force = marking->scopes.count - 1;
}

static bool is_known(struct marking *marking, int number)
{
    return number >= 0 && (size_t)number < marking->content->marks.count &&
           mark_of(marking, (size_t)number)->owner != OWNER_NONE &&
           mark_of(marking, (size_t)number)->fate == FATE_MISSING;
}

static void begin_scope(struct marking *marking, const struct pdf_operator *found)
{
    struct content *content = marking->content;
    int number = found->number;
    if (number < 0 && text_is(found->word, "BDC") && found->property.size && content->number)
        number = content->number(content->context, found->property);
    bool is_artifact = text_is(found->tag, "/Artifact");
    interrupt_ours(marking, found->from);
    if (!is_artifact && !is_known(marking, number) && marking->in_force > 0) {
        push(marking, (struct scope){.kind = SCOPE_THROUGH});
        /* An unknown number inside an element would be its own again. */
        if (number >= 0) {
            marking->scopes.items[marking->scopes.count - 1].is_deleted = true;
            edit(marking, found->from, found->to, TEXT(" "));
        }
        return;
    }
    interrupt(marking, found->from);
    struct scope scope = {.kind = SCOPE_ARTIFACT, .tag = found->tag};
    bool stays = is_artifact && number < 0;
    if (!is_artifact && is_known(marking, number)) {
        scope.kind = SCOPE_ELEMENT;
        scope.number = (size_t)number;
        mark_of(marking, scope.number)->continues = scope.number;
        mark_of(marking, scope.number)->fate = FATE_ARTIFACT; /* met; until something is shown */
        stays = true;
    }
    push(marking, scope);
    edit(marking, found->from, found->to,
         stays ? text_slice(content->stream, found->from, found->to) : TEXT("\n/Artifact BMC"));
    begin_part(marking, marking->edits.count - 1, false);
}

static void end_scope(struct marking *marking, const struct pdf_operator *found)
{
    if (marking->scopes.count == 1) { /* it ends nothing */
        interrupt(marking, found->from);
        edit(marking, found->from, found->to, TEXT(" "));
        return;
    }
    interrupt_ours(marking, found->from);
    struct scope scope = marking->scopes.items[marking->scopes.count - 1];
    if (scope.kind == SCOPE_THROUGH) {
        if (scope.is_deleted)
            edit(marking, found->from, found->to, TEXT(" "));
    } else {
        if (!marking->is_open)
            edit(marking, found->from, found->to, TEXT(" "));
        else
            judge_part(marking);
        marking->in_force = scope.above;
        marking->is_ours = true; /* the outer one was interrupted: what comes of it is opened by us */
    }
    marking->scopes.count--;
}

static void paint(struct marking *marking, size_t from, bool is_text)
{
    open_part(marking, from);
    marking->shows_text = marking->shows_text || is_text;
}

static void paint_object(struct marking *marking, const struct pdf_operator *found)
{
    struct content *content = marking->content;
    struct text name = text_slice(found->tag, 1, found->tag.size);
    enum content_object object = content->object ? content->object(content->context, name) : OBJECT_FORM;
    if (object == OBJECT_MARKED_FORM)
        interrupt(marking, found->from);
    else
        paint(marking, found->from, object == OBJECT_FORM);
}

static void follow(struct marking *marking, const struct pdf_operator *found)
{
    struct text word = found->word;
    if (is_one_of(word, "BDC BMC")) {
        begin_scope(marking, found);
    } else if (text_is(word, "EMC")) {
        end_scope(marking, found);
    } else if (is_one_of(word, "BT ET q Q")) {
        interrupt_ours(marking, found->from);
        marking->path_start = NOWHERE;
    } else if (is_one_of(word, "Tj TJ ' \"")) {
        paint(marking, found->from, true);
    } else if (is_one_of(word, "m re")) {
        if (marking->path_start == NOWHERE)
            marking->path_start = found->from;
    } else if (is_one_of(word, "S s f F f* B B* b b* n")) {
        if (!text_is(word, "n"))
            paint(marking, marking->path_start == NOWHERE ? found->from : marking->path_start, false);
        marking->path_start = NOWHERE;
    } else if (is_one_of(word, "sh BI")) {
        paint(marking, found->from, false);
    } else if (text_is(word, "Do")) {
        paint_object(marking, found);
    }
}

/* Chromium paints the boxes in a page's margins first, in groups (q … Q) of their own: the body begins with the group
 * that holds the first numbered sequence. */
static size_t find_body(struct text stream)
{
    struct pdf_reader reader = {.stream = stream};
    struct pdf_operator found;
    size_t depth = 0, start = 0;
    while (pdf_next_operator(&reader, &found)) {
        if (text_is(found.word, "q") && depth++ == 0)
            start = found.from;
        else if (text_is(found.word, "Q") && depth > 0)
            depth--;
        else if (found.number >= 0)
            return start;
    }
    return 0;
}

/* What was never ended ends with the stream. */
static void end_all(struct marking *marking)
{
    size_t end = marking->content->stream.size;
    struct pdf_operator nothing = {.from = end, .to = end};
    while (marking->scopes.count > 1) {
        const struct scope *scope = &marking->scopes.items[marking->scopes.count - 1];
        interrupt_ours(marking, end);
        bool has_end = scope->kind == SCOPE_THROUGH ? !scope->is_deleted : marking->is_open;
        end_scope(marking, &nothing);
        if (has_end)
            edit(marking, end, end, TEXT("\nEMC"));
    }
    interrupt(marking, end);
}

static struct text apply_edits(struct marking *marking)
{
    struct text stream = marking->content->stream;
    struct buffer marked = {.arena = marking->arena};
    size_t done = 0;
    for (size_t i = 0; i < marking->edits.count; i++) {
        const struct edit *next = &marking->edits.items[i];
        buffer_add(&marked, text_slice(stream, done, next->from));
        buffer_add(&marked, next->words);
        done = next->to;
    }
    buffer_add(&marked, text_slice(stream, done, stream.size));
    return buffer_text(&marked);
}

void content_mark(struct arena *arena, struct content *content)
{
    struct marking marking = {.arena = arena, .content = content, .path_start = NOWHERE, .is_ours = true};
    struct pdf_reader reader = {.stream = content->stream};
    struct pdf_operator found;
    push(&marking, (struct scope){.kind = SCOPE_ARTIFACT});
    marking.body_start = content->is_page ? find_body(content->stream) : 0;
    while (pdf_next_operator(&reader, &found))
        follow(&marking, &found);
    end_all(&marking);
    content->marked = apply_edits(&marking);
}
