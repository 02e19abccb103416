/* Any bytes as Markdown with blocks of both bodies, written three ways: a whole tree, places inside the
 * file, no control characters of our own and no address with a script in what is written. */
#include "base/identifier.h"
#include "fuzz.h"
#include "markup/render.h"
#include "read/source.h"

static const struct markup_block blocks[] = {
    {"fact", BODY_MARKDOWN, "a fact box"},
    {"films", BODY_DATA, "a list of films"},
};

static void check_place(struct place place, unsigned lines, size_t size)
{
    require(place.line >= 1 && place.line <= lines + 1 && place.column >= 1 && place.column <= size + 1);
}

static void check_tree(const struct markup_node *document, unsigned lines, size_t size)
{
    for (const struct markup_node *n = document; n; n = markup_next(document, n)) {
        check_place(n->place, lines, size);
        int depth = 0;
        for (const struct markup_node *up = n; up != document; up = up->parent)
            depth++;
        require(depth <= 2 * MARKUP_DEPTH_LIMIT); /* links and strikes come on top */
        for (const struct markup_node *child = n->first; child; child = child->next) {
            require(child->parent == n);
            require(child->next || n->last == child);
        }
        require((n->kind == MARKUP_BLOCK) == (n->block != NULL));
        require(n->kind != MARKUP_BLOCK || n->block->body == BODY_MARKDOWN || n->data);
        require(n->kind != MARKUP_HEADING || identifier_is_valid(n->id));
    }
}

static bool has_escape_left(struct text text)
{
    for (size_t i = text_find_byte(text, (char)0xC2, 0); i + 1 < text.size;
         i = text_find_byte(text, (char)0xC2, i + 1)) {
        if ((unsigned char)text.bytes[i + 1] < 0xA0)
            return true;
    }
    return false;
}

static void check_output(const struct markup_node *document, struct text source, struct arena *arena)
{
    for (int medium = MEDIUM_WEB; medium <= MEDIUM_TEXT; medium++) {
        struct markup_render_options options = {.medium = (enum markup_medium)medium, .width = 40};
        struct buffer buffer = {.arena = arena};
        markup_render(document, &options, &buffer);
        struct text written = buffer_text(&buffer);
        if (utf8_first_invalid(source) == source.size) {
            require(has_escape_left(source) || !has_escape_left(written));
            require(utf8_first_invalid(written) == written.size);
        }
        if (medium != MEDIUM_TEXT) {
            require(text_find(written, TEXT("href=\"javascript:"), 0) == written.size);
            require(text_find(written, TEXT("<script"), 0) == written.size);
        }
    }
}

static void check_passage(const struct passage *passage, const char *language)
{
    struct arena arena = {0};
    struct diagnostics diagnostics = {.arena = &arena};
    struct markup_options options = {blocks, sizeof blocks / sizeof blocks[0], text_from(language)};
    struct markup_node *document = markup_parse(&arena, passage, &options, &diagnostics);
    unsigned lines = count_lines(passage->text);
    check_tree(document, lines, passage->text.size);
    check_output(document, passage->text, &arena);
    for (size_t i = 0; i < diagnostics.list.count; i++)
        check_place(diagnostics.list.items[i]->place, lines, passage->text.size);
    markup_typography(&arena, passage->text, options.language);
    markup_plain(&arena, document);
    struct buffer buffer = {.arena = &arena};
    diagnostics_write(&diagnostics, SEVERITY_ALLOWED, &buffer);
    arena_release(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct diagnostics diagnostics = {.arena = &arena};
    struct text bytes = {(const char *)data, size};
    struct source *source = source_from(&arena, TEXT("seed.md"), bytes, &diagnostics);
    if (source) {
        struct passage whole = source_passage(source);
        check_passage(&whole, "sv");
        check_passage(&whole, "en");
    }
    /* The parser alone must also stand bytes that no source would have. */
    struct source raw = {.path = TEXT("raw.md"), .bytes = bytes};
    struct passage passage = {.text = bytes, .start = {&raw, 1, 1}};
    check_passage(&passage, "sv");
    arena_release(&arena);
    return 0;
}
