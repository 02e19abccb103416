/* What the tests of markup/ share: text in, tree, output and messages out. */
#ifndef MARKUP_TEST_H
#define MARKUP_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "markup/render.h"

struct test_case {
    const char *source, *expected;
};

static const struct markup_block test_blocks[] = {
    {"fact", BODY_MARKDOWN, "a fact box"},
    {"quote", BODY_MARKDOWN, "a quotation"},
    {"films", BODY_DATA, "a list of films"},
};

static const struct markup_options test_options = {test_blocks, 3, {"sv", 2}};

struct parsed {
    struct arena arena;
    struct source source;
    struct passage passage;
    struct diagnostics diagnostics;
    struct markup_node *document;
};

__attribute__((unused)) static void parse_with(struct parsed *parsed, struct text text,
                                               const struct markup_options *options)
{
    *parsed = (struct parsed){.source = {TEXT("a.md"), text}};
    parsed->diagnostics.arena = &parsed->arena;
    parsed->passage = (struct passage){.text = text, .start = {&parsed->source, 1, 1}};
    parsed->document = markup_parse(&parsed->arena, &parsed->passage, options, &parsed->diagnostics);
}

__attribute__((unused)) static void parse(struct parsed *parsed, const char *text)
{
    parse_with(parsed, text_from(text), &test_options);
}

/* "line:column severity: message (hint)" for each, with a line feed. */
__attribute__((unused)) static const char *messages(struct parsed *parsed)
{
    struct buffer buffer = {.arena = &parsed->arena};
    for (size_t i = 0; i < parsed->diagnostics.list.count; i++) {
        const struct diagnostic *found = parsed->diagnostics.list.items[i];
        buffer_format(&buffer, "%u:%u %s: %.*s (%.*s)\n", found->place.line, found->place.column,
                      found->severity == SEVERITY_ERROR ? "error" : "warning", TEXT_ARGUMENTS(found->message),
                      TEXT_ARGUMENTS(found->hint));
    }
    return text_string(&parsed->arena, buffer_text(&buffer));
}

__attribute__((unused)) static const char *rendered(struct parsed *parsed, const struct markup_render_options *options)
{
    struct buffer buffer = {.arena = &parsed->arena};
    markup_render(parsed->document, options, &buffer);
    return text_string(&parsed->arena, buffer_text(&buffer));
}

__attribute__((unused)) static void check_rendered(const struct test_case *cases, size_t count,
                                                   const struct markup_render_options *options)
{
    for (size_t i = 0; i < count; i++) {
        struct parsed parsed;
        parse(&parsed, cases[i].source);
        assert_string_equal(rendered(&parsed, options), cases[i].expected);
        assert_string_equal(messages(&parsed), "");
        arena_release(&parsed.arena);
    }
}

#define CHECK_RENDERED(cases, options) check_rendered(cases, sizeof cases / sizeof cases[0], options)

#endif
