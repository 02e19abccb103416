#include "markup/parser.h"

bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t';
}

size_t skip_blanks(struct text line, size_t position)
{
    while (position < line.size && is_blank(line.bytes[position]))
        position++;
    return position;
}

void lines_find(struct markup_parser *parser)
{
    struct text source = parser->source;
    ARRAY_PUSH(parser->arena, &parser->line_starts, 0);
    for (size_t i = text_find_byte(source, '\n', 0); i < source.size; i = text_find_byte(source, '\n', i + 1))
        ARRAY_PUSH(parser->arena, &parser->line_starts, i + 1);
}

struct text line_text(const struct markup_parser *parser, unsigned line)
{
    if (line < 1 || line > parser->line_starts.count)
        return (struct text){0};
    size_t from = parser->line_starts.items[line - 1];
    bool is_last = line == parser->line_starts.count;
    size_t to = is_last ? parser->source.size : parser->line_starts.items[line] - 1;
    return text_slice(parser->source, from, to);
}

size_t line_indent(const struct markup_parser *parser, unsigned line, int quotes)
{
    struct text text = line_text(parser, line);
    size_t position = skip_blanks(text, 0);
    while (quotes-- > 0 && position < text.size && text.bytes[position] == '>')
        position = skip_blanks(text, position + 1);
    return position;
}

static bool is_character_start(char byte)
{
    return ((unsigned char)byte & 0xC0) != 0x80;
}

/* Counting goes on from the latest place, because a line may be a megabyte with a node every few bytes. */
struct place place_at(struct markup_parser *parser, unsigned line, size_t byte)
{
    struct text text = line_text(parser, line);
    if (byte > text.size)
        byte = text.size;
    if (text.size) /* the same line as written: a protected escape is one character, but was two */
        text.bytes = parser->passage->text.bytes + (text.bytes - parser->source.bytes);
    if (parser->latest.line != line) {
        parser->latest.line = line;
        parser->latest.byte = parser->latest.characters = 0;
    }
    for (; parser->latest.byte < byte; parser->latest.byte++)
        parser->latest.characters += is_character_start(text.bytes[parser->latest.byte]);
    for (; parser->latest.byte > byte; parser->latest.byte--)
        parser->latest.characters -= is_character_start(text.bytes[parser->latest.byte - 1]);
    return passage_place(parser->passage, line, (unsigned)parser->latest.characters + 1);
}
