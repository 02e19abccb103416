#include "commands/findings.h"

#include "base/translate.h"
#include "base/wrap.h"

#include <jansson.h>
#include <stdlib.h>

void findings_count(const struct diagnostics *diagnostics, struct buffer *buffer)
{
    size_t errors = diagnostics_count(diagnostics, SEVERITY_ERROR);
    size_t warnings = diagnostics_count(diagnostics, SEVERITY_WARNING);
    size_t advice = diagnostics_count(diagnostics, SEVERITY_ADVICE);
    size_t allowed = diagnostics_count(diagnostics, SEVERITY_ALLOWED);
    if (errors)
        buffer_format(buffer, translate_count("%zu error", "%zu errors", errors), errors);
    else
        buffer_add_string(buffer, _("no errors"));
    buffer_add_string(buffer, ", ");
    buffer_format(buffer, translate_count("%zu warning", "%zu warnings", warnings), warnings);
    if (advice)
        buffer_format(buffer, translate_count(", %zu piece of advice", ", %zu pieces of advice", advice), advice);
    if (allowed)
        buffer_format(buffer, translate_count(", %zu allowed", ", %zu allowed", allowed), allowed);
}

void findings_summarise(const struct diagnostics *diagnostics, struct buffer *buffer)
{
    if (diagnostics->list.count)
        buffer_add_byte(buffer, '\n');
    findings_count(diagnostics, buffer);
    buffer_add_byte(buffer, '\n');
    for (size_t i = 0; i < diagnostics->list.count; i++) {
        const struct diagnostic *diagnostic = diagnostics->list.items[i];
        if (diagnostic->severity != SEVERITY_ERROR || !diagnostic->place.source)
            continue;
        struct buffer plain = {.arena = buffer->arena};
        buffer_add_plain(&plain, diagnostic->place.source->path);
        struct text path = buffer_text(&plain);
        if (diagnostic->place.line)
            buffer_format(buffer, _("begin with the first error: %.*s, line %u\n"), TEXT_ARGUMENTS(path),
                          diagnostic->place.line);
        else
            buffer_format(buffer, _("begin with the first error: %.*s\n"), TEXT_ARGUMENTS(path));
        break;
    }
    if (diagnostics->list.count)
        buffer_add_string(buffer, _("'rundbrev check --explain NAME' tells more of what stands in [brackets]\n"));
}

static void add_wrapped(struct buffer *buffer, struct text text)
{
    enum { WIDTH = 79 };
    text_wrap(text, (struct text){0}, (struct text){0}, WIDTH, buffer);
}

void findings_explain(const struct check *check, struct buffer *buffer)
{
    buffer_format(buffer, "%s (%s): %s\n\n", check->name, severity_word(check->level), translate(check->help));
    add_wrapped(buffer, text_from(translate(check->explanation)));
    if (!check->can_be_allowed)
        return;
    buffer_add_string(buffer, _("\nIf it is right as it is, say why on the line above, in a text or in YAML:\n"));
    buffer_format(buffer, _("  <!-- allow %s: the reason -->\n"), check->name);
    buffer_format(buffer, _("  # allow %s: the reason\n"), check->name);
}

/* JSON */

/* JSON is UTF-8; the name of a file may be anything. */
static json_t *json_text(struct text text)
{
    if (utf8_first_invalid(text) == text.size)
        return json_stringn_nocheck(text.bytes ? text.bytes : "", text.size);
    struct arena arena = {0};
    struct buffer buffer = {.arena = &arena};
    buffer_add_plain(&buffer, text);
    json_t *string = json_stringn_nocheck(buffer.bytes, buffer.size);
    arena_release(&arena);
    return string;
}

static void set_place(json_t *object, struct place place)
{
    if (!place.source)
        return;
    json_object_set_new(object, "file", json_text(place.source->path));
    json_object_set_new(object, "line", json_integer(place.line));
    json_object_set_new(object, "column", json_integer(place.column));
}

static void set_text(json_t *object, const char *name, struct text text)
{
    if (text.size)
        json_object_set_new(object, name, json_text(text));
}

static json_t *finding(const struct diagnostic *diagnostic)
{
    static const char *const levels[] = {"error", "warning", "advice", "allowed"};
    json_t *object = json_object();
    set_place(object, diagnostic->place);
    json_object_set_new(object, "level", json_string(levels[diagnostic->severity]));
    if (diagnostic->check)
        json_object_set_new(object, "check", json_string(diagnostic->check->name));
    json_object_set_new(object, "message", json_text(diagnostic->message));
    set_text(object, "hint", diagnostic->hint);
    set_text(object, "reason", diagnostic->reason);
    if (diagnostic->note_place.source) {
        json_t *note = json_object();
        set_place(note, diagnostic->note_place);
        json_object_set_new(note, "message", json_text(diagnostic->note));
        json_object_set_new(object, "note", note);
    }
    return object;
}

void findings_write_json(const struct diagnostics *diagnostics, struct buffer *buffer)
{
    static const struct {
        const char *name;
        enum severity severity;
    } counts[] = {{"errors", SEVERITY_ERROR},
                  {"warnings", SEVERITY_WARNING},
                  {"advice", SEVERITY_ADVICE},
                  {"allowed", SEVERITY_ALLOWED}};
    json_t *top = json_object(), *findings = json_array();
    for (size_t i = 0; i < diagnostics->list.count; i++)
        json_array_append_new(findings, finding(diagnostics->list.items[i]));
    json_object_set_new(top, "findings", findings);
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        json_object_set_new(top, counts[i].name,
                            json_integer((json_int_t)diagnostics_count(diagnostics, counts[i].severity)));
    char *text = json_dumps(top, JSON_INDENT(2));
    buffer_add_string(buffer, text ? text : "{}");
    buffer_add_byte(buffer, '\n');
    free(text);
    json_decref(top);
}
