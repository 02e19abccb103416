/* Templates and data as strings, for the tests of Mustache. */
#ifndef TESTS_TEMPLATE_HARNESS_H
#define TESTS_TEMPLATE_HARNESS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "template/data.h"
#include "template/mustache.h"

struct named_template {
    const char *name, *text;
};

struct page {
    struct arena arena;
    struct diagnostics diagnostics;
    struct mustache_set *set;
    struct buffer buffer;
    bool is_good;
};

static inline struct source *page_source(struct page *page, const char *name, struct text text)
{
    struct source *source = ARENA_NEW(&page->arena, struct source);
    *source = (struct source){.path = text_from(name), .bytes = text};
    return source;
}

static inline void page_open(struct page *page)
{
    *page = (struct page){.is_good = true};
    page->diagnostics.arena = &page->arena;
    page->buffer.arena = &page->arena;
    page->set = mustache_set_new(&page->arena);
}

static inline void page_close(struct page *page)
{
    arena_release(&page->arena);
}

static inline void page_add(struct page *page, const char *name, struct text text)
{
    page->is_good &= mustache_add(page->set, text_from(name), page_source(page, name, text), &page->diagnostics);
}

/* The parser wants lines to end. */
static inline struct value page_data(struct page *page, const char *yaml)
{
    struct text text = text_format(&page->arena, "%s\n", yaml);
    struct passage passage = {.text = text, .start = {page_source(page, "data.yml", text), 1, 1}};
    struct yaml_node *node = yaml_parse(&page->arena, &passage, &page->diagnostics);
    assert_non_null(node);
    return data_value(&page->arena, node);
}

static inline void page_link(struct page *page, bool is_lenient)
{
    page->is_good &= mustache_link(page->set, is_lenient, &page->diagnostics);
}

static inline void page_render(struct page *page, const char *name, struct value root, bool is_lenient)
{
    struct mustache_options options = {.escape = buffer_add_escaped, .is_lenient = is_lenient};
    page->is_good &= mustache_render(page->set, text_from(name), root, &options, &page->buffer, &page->diagnostics);
}

/* All messages, one a line: "place: text | hint | note place: note". */
static inline const char *page_messages(struct page *page)
{
    struct buffer out = {.arena = &page->arena};
    for (size_t i = 0; i < page->diagnostics.list.count; i++) {
        const struct diagnostic *one = page->diagnostics.list.items[i];
        if (one->place.source)
            buffer_format(&out, "%.*s:%u:%u: ", TEXT_ARGUMENTS(one->place.source->path), one->place.line,
                          one->place.column);
        buffer_format(&out, "%s%.*s", one->severity == SEVERITY_WARNING ? "warning: " : "",
                      TEXT_ARGUMENTS(one->message));
        if (one->hint.size)
            buffer_format(&out, " | %.*s", TEXT_ARGUMENTS(one->hint));
        if (one->note_place.source)
            buffer_format(&out, " | %u:%u: %.*s", one->note_place.line, one->note_place.column,
                          TEXT_ARGUMENTS(one->note));
        buffer_add_byte(&out, '\n');
    }
    return text_string(&page->arena, buffer_text(&out));
}

#endif
