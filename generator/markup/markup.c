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
