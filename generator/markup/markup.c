#include "markup/parser.h"

void parse_passage(struct markup_parser *parser, struct markup_node *document)
{
    parser->source = escapes_protect(parser->arena, parser->passage->text);
    lines_find(parser);
    if (!nesting_check(parser))
        return;
    convert_document(parser, document);
    convert_pending(parser);
}

struct markup_node *markup_parse(struct arena *arena, const struct passage *passage,
                                 const struct markup_options *options, struct diagnostics *diagnostics)
{
    struct map identifiers = {.arena = arena};
    struct markup_parser parser = {
        .arena = arena,
        .passage = passage,
        .options = options,
        .diagnostics = diagnostics,
        .identifiers = &identifiers,
    };
    struct markup_node *document = node_new(arena, MARKUP_DOCUMENT, passage_place(passage, 1, 1));
    parse_passage(&parser, document);
    return document;
}

/* A text of several lines becomes one line: places are then those of a folded passage anyway. */
static struct text one_line(struct arena *arena, struct text text)
{
    if (text_find_byte(text, '\n', 0) == text.size)
        return text;
    char *bytes = arena_copy(arena, text.bytes, text.size);
    for (size_t i = 0; i < text.size; i++) {
        if (bytes[i] == '\n')
            bytes[i] = ' ';
    }
    return (struct text){bytes, text.size};
}

struct markup_node *markup_parse_line(struct arena *arena, const struct passage *passage,
                                      const struct markup_options *options, struct diagnostics *diagnostics)
{
    struct markup_parser parser = {
        .arena = arena,
        .passage = passage,
        .options = options,
        .diagnostics = diagnostics,
        .source = one_line(arena, escapes_protect(arena, passage->text)),
    };
    struct markup_node *paragraph = node_new(arena, MARKUP_PARAGRAPH, passage_place(passage, 1, 1));
    lines_find(&parser);
    if (!nesting_check(&parser))
        return paragraph;
    struct text line = line_text(&parser, 1), trimmed = text_trim(line);
    if (trimmed.size == 0)
        return paragraph;
    struct pending_line pending = {.target = paragraph, .line = 1, .from = (size_t)(trimmed.bytes - line.bytes)};
    pending.to = pending.from + trimmed.size;
    ARRAY_PUSH(arena, &parser.pending, pending);
    convert_pending(&parser);
    return paragraph;
}
