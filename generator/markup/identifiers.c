#include "markup/parser.h"

#include "base/identifier.h"

/* How often an id was wanted: the next number to try. */
struct id_counter {
    unsigned next;
};

struct text markup_identifier(struct arena *arena, struct text text)
{
    struct text id = identifier_from(arena, text);
    return id.size ? id : TEXT("avsnitt");
}

static void add_counter(struct markup_parser *parser, struct text id)
{
    struct id_counter *counter = ARENA_NEW(parser->arena, struct id_counter);
    counter->next = 2;
    map_set(parser->identifiers, id, counter);
}

void identifier_set(struct markup_parser *parser, struct markup_node *heading)
{
    struct text wanted = markup_identifier(parser->arena, markup_plain(parser->arena, heading));
    struct text id = wanted;
    struct id_counter *counter = map_get(parser->identifiers, wanted);
    while (map_get(parser->identifiers, id))
        id = text_format(parser->arena, "%.*s-%u", TEXT_ARGUMENTS(wanted), counter->next++);
    add_counter(parser, id);
    heading->id = id;
}
