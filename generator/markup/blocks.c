/* Fenced code: a block of the caller's table when its first word names one. */
#include "markup/parser.h"

static size_t run_of(struct text line, size_t from, char byte)
{
    size_t to = from;
    while (to < line.size && line.bytes[to] == byte)
        to++;
    return to - from;
}

/* Length of the fence at the place of `fence`; 0 when the code is indented, not fenced. */
static size_t fence_size(const struct markup_parser *parser, const struct code_fence *fence)
{
    struct text line = line_text(parser, fence->line);
    if (fence->byte >= line.size || (line.bytes[fence->byte] != '`' && line.bytes[fence->byte] != '~'))
        return 0;
    size_t size = run_of(line, fence->byte, line.bytes[fence->byte]);
    bool is_body = fence->info.size == 0 && run_of(fence->body, 0, line.bytes[fence->byte]) >= size;
    return size >= 3 && !is_body ? size : 0;
}

static unsigned count_lines(struct text text)
{
    unsigned count = 0;
    for (size_t i = text_find_byte(text, '\n', 0); i < text.size; i = text_find_byte(text, '\n', i + 1))
        count++;
    return count;
}

/* cmark closes a fence silently at the end of the text or of the list or quote it stands in. */
static void check_closed(struct markup_parser *parser, const struct code_fence *fence, size_t size)
{
    struct text opening = line_text(parser, fence->line);
    char mark = opening.bytes[fence->byte];
    struct text line = line_text(parser, fence->line + 1 + count_lines(fence->body));
    size_t from = 0;
    while (from < line.size && (line.bytes[from] == ' ' || line.bytes[from] == '\t' || line.bytes[from] == '>'))
        from++;
    size_t found = run_of(line, from, mark);
    if (found >= size && text_is_blank(text_slice(line, from + found, line.size)))
        return;
    struct text marks = text_slice(opening, fence->byte, fence->byte + size);
    struct diagnostic *error =
        diagnostic_error(parser->diagnostics, place_at(parser, fence->line, fence->byte), "the block is never closed");
    diagnostic_hint(parser->diagnostics, error, "end it with a line of '%.*s', indented like its first line",
                    TEXT_ARGUMENTS(marks));
}

/* The part of the source that the body is; its indentation is that of its first line with text. */
static struct passage body_passage(struct markup_parser *parser, const struct code_fence *fence)
{
    struct text body = text_copy(parser->arena, escapes_restore(parser->arena, fence->body, ESCAPE_WRITTEN));
    struct passage passage = {.text = body, .is_folded = parser->passage->is_folded};
    struct text rest = fence->body, line = {0};
    unsigned number = fence->line + 1;
    while (text_next_line(&rest, &line) && text_is_blank(line))
        number++;
    struct text whole = line_text(parser, number);
    struct place start = place_at(parser, number, whole.size > line.size ? whole.size - line.size : 0);
    passage.start = place_at(parser, fence->line + 1, 0);
    if (!passage.is_folded && start.column > 0 && !text_is_blank(line)) {
        passage.start.column = start.column;
        passage.indent = start.column - 1;
    }
    return passage;
}

static void add_body(struct markup_parser *parser, struct markup_node *node, int depth, const struct code_fence *fence)
{
    struct passage *passage = ARENA_NEW(parser->arena, struct passage);
    *passage = body_passage(parser, fence);
    if (node->block->body == BODY_DATA) {
        node->data = yaml_parse(parser->arena, passage, parser->diagnostics);
        node->is_broken = !node->data;
        if (node->is_broken) {
            node->data = ARENA_NEW(parser->arena, struct yaml_node);
            node->data->kind = YAML_MAP;
            node->data->place = passage->start;
        }
        return;
    }
    struct markup_parser body = {
        .arena = parser->arena,
        .passage = passage,
        .options = parser->options,
        .diagnostics = parser->diagnostics,
        .identifiers = parser->identifiers,
        .depth = parser->depth + depth + 1,
    };
    parse_passage(&body, node);
}

static void report_unknown(struct markup_parser *parser, struct text name, struct place place)
{
    const struct markup_options *options = parser->options;
    struct diagnostic *error =
        diagnostic_error(parser->diagnostics, place, "unknown block '%.*s'", TEXT_ARGUMENTS(name));
    struct text *names = arena_allocate(parser->arena, (options->block_count + 1) * sizeof *names);
    struct buffer all = {.arena = parser->arena};
    for (size_t i = 0; i < options->block_count; i++) {
        names[i] = text_from(options->blocks[i].name);
        buffer_add_string(&all, i ? ", " : "");
        buffer_add(&all, names[i]);
    }
    struct text nearest = text_nearest(name, names, options->block_count);
    if (diagnostic_suggest(parser->diagnostics, error, nearest))
        return;
    if (options->block_count)
        diagnostic_hint(parser->diagnostics, error, "the blocks are %.*s; for plain text write 'text'",
                        TEXT_ARGUMENTS(buffer_text(&all)));
    else
        diagnostic_hint(parser->diagnostics, error, "no blocks can be used here; for plain text write 'text'");
}

static const struct markup_block *block_find(const struct markup_options *options, struct text name)
{
    for (size_t i = 0; i < options->block_count; i++) {
        if (text_is(name, options->blocks[i].name))
            return &options->blocks[i];
    }
    return NULL;
}

void block_add(struct markup_parser *parser, struct markup_node *parent, int depth, const struct code_fence *fence)
{
    size_t size = fence_size(parser, fence);
    if (size)
        check_closed(parser, fence, size);
    struct text info = text_trim(escapes_restore(parser->arena, fence->info, ESCAPE_CHARACTER));
    size_t name_size = 0;
    while (name_size < info.size && !is_blank(info.bytes[name_size]))
        name_size++;
    struct text name = text_copy(parser->arena, text_slice(info, 0, name_size));
    const struct markup_block *block = block_find(parser->options, name);
    struct text line = line_text(parser, fence->line);
    size_t at = skip_blanks(line, fence->byte + size);
    if (!block && name.size && !text_is(name, "text") && !text_is(name, "code"))
        report_unknown(parser, name, place_at(parser, fence->line, at));

    struct place place = place_at(parser, fence->line, fence->byte);
    struct markup_node *node = node_new(parser->arena, block ? MARKUP_BLOCK : MARKUP_CODE_BLOCK, place);
    node_append(parent, node);
    if (!block) {
        node->text = text_copy(parser->arena, escapes_restore(parser->arena, fence->body, ESCAPE_WRITTEN));
        return;
    }
    node->block = block;
    node->argument = text_copy(parser->arena, text_trim(text_slice(info, name_size, info.size)));
    node->argument_place = place_at(parser, fence->line, skip_blanks(line, at + name_size));
    add_body(parser, node, depth, fence);
}
