/* GFM pipe tables, found in the lines of paragraphs because cmark has none. */
#include "markup/parser.h"

struct table_lines {
    struct markup_parser *parser;
    unsigned first, last; /* of the paragraph */
    size_t first_byte;
    int quotes;
};

struct cell_span {
    size_t from, to; /* bytes of the line, trimmed */
};

typedef ARRAY(struct cell_span) cell_spans;

static size_t content_from(const struct table_lines *lines, unsigned line)
{
    return line == lines->first ? lines->first_byte : line_indent(lines->parser, line, lines->quotes);
}

/* The cells of a line. An escaped pipe is protected by now, so that every "|" parts two cells. */
static cell_spans split_cells(const struct table_lines *lines, unsigned number)
{
    cell_spans cells = {0};
    struct text line = line_text(lines->parser, number);
    size_t from = content_from(lines, number), end = line.size;
    while (end > from && is_blank(line.bytes[end - 1]))
        end--;
    if (from < end && line.bytes[from] == '|')
        from++;
    if (end > from && line.bytes[end - 1] == '|')
        end--;
    for (size_t start = from; start <= end;) {
        size_t pipe = text_find_byte(text_slice(line, 0, end), '|', start);
        struct cell_span span = {start, pipe};
        span.from = skip_blanks(text_slice(line, 0, span.to), span.from);
        while (span.to > span.from && is_blank(line.bytes[span.to - 1]))
            span.to--;
        ARRAY_PUSH(lines->parser->arena, &cells, span);
        start = pipe + 1;
    }
    return cells;
}

static bool may_be_delimiter(struct text line)
{
    bool has_dash = false, has_pipe_or_colon = false;
    for (size_t i = 0; i < line.size; i++) {
        char byte = line.bytes[i];
        if (byte != '-' && byte != '|' && byte != ':' && !is_blank(byte))
            return false;
        has_dash = has_dash || byte == '-';
        has_pipe_or_colon = has_pipe_or_colon || byte == '|' || byte == ':';
    }
    return has_dash && has_pipe_or_colon;
}

/* ":--", ":-:", "--:" or "--"; false for anything else. */
static bool read_align(struct text cell, enum markup_align *align)
{
    bool is_left = text_starts_with(cell, ":"), is_right = text_ends_with(cell, ":");
    size_t from = is_left, to = is_right && cell.size > 1 ? cell.size - 1 : cell.size;
    if (from >= to)
        return false;
    for (size_t i = from; i < to; i++) {
        if (cell.bytes[i] != '-')
            return false;
    }
    *align = is_left && is_right ? ALIGN_CENTER : is_left ? ALIGN_LEFT : is_right ? ALIGN_RIGHT : ALIGN_NONE;
    return true;
}

static bool read_delimiters(const struct table_lines *lines, const cell_spans *cells, unsigned line,
                            enum markup_align *aligns)
{
    struct text text = line_text(lines->parser, line);
    for (size_t i = 0; i < cells->count; i++) {
        if (!read_align(text_slice(text, cells->items[i].from, cells->items[i].to), &aligns[i]))
            return false;
    }
    return true;
}

static void report_mismatch(const struct table_lines *lines, unsigned head, size_t head_count, size_t count)
{
    struct markup_parser *parser = lines->parser;
    struct diagnostic *warning =
        diagnostic_warning(parser->diagnostics, place_at(parser, head, content_from(lines, head)),
                           "not a table: this line has %zu cells, the line of dashes below it %zu", head_count, count);
    diagnostic_hint(parser->diagnostics, warning, "write as many '---' as there are columns");
}

/* The line of the head when the next is its line of dashes; 0 when there is none. */
static unsigned find_head(const struct table_lines *lines, enum markup_align **aligns, size_t *count)
{
    struct markup_parser *parser = lines->parser;
    for (unsigned head = lines->first; head < lines->last; head++) {
        struct text line = line_text(parser, head + 1);
        line = text_slice(line, content_from(lines, head + 1), line.size);
        if (!may_be_delimiter(line))
            continue;
        cell_spans cells = split_cells(lines, head + 1), heads = split_cells(lines, head);
        struct text head_line = line_text(parser, head);
        bool has_pipe = text_find_byte(head_line, '|', content_from(lines, head)) < head_line.size ||
                        text_find_byte(line, '|', 0) < line.size;
        *aligns = arena_allocate(parser->arena, cells.count * sizeof **aligns);
        if (!has_pipe || !read_delimiters(lines, &cells, head + 1, *aligns))
            continue;
        if (heads.count == cells.count) {
            *count = cells.count;
            return head;
        }
        if (heads.count > 1 && cells.count > 1)
            report_mismatch(lines, head, heads.count, cells.count);
    }
    return 0;
}

static void add_paragraph_before(const struct table_lines *lines, struct markup_node *parent, int depth, unsigned head)
{
    struct markup_parser *parser = lines->parser;
    if (head == lines->first)
        return;
    struct place place = place_at(parser, lines->first, content_from(lines, lines->first));
    struct markup_node *paragraph = node_new(parser->arena, MARKUP_PARAGRAPH, place);
    node_append(parent, paragraph);
    for (unsigned line = lines->first; line < head; line++) {
        struct pending_line pending = {.target = paragraph,
                                       .line = line,
                                       .from = content_from(lines, line),
                                       .to = line_text(parser, line).size,
                                       .depth = depth + 1,
                                       .is_paragraph = true};
        ARRAY_PUSH(parser->arena, &parser->pending, pending);
    }
}

static void report_excess(struct markup_parser *parser, unsigned line, const cell_spans *cells, size_t count)
{
    const struct cell_span *cell = &cells->items[count];
    if (cell->from == cell->to && cells->count == count + 1)
        return;
    struct diagnostic *warning =
        diagnostic_warning(parser->diagnostics, place_at(parser, line, cell->from),
                           "the row has %zu cells, the head %zu: the rest is left out", cells->count, count);
    diagnostic_hint(parser->diagnostics, warning, "for a '|' inside a cell write '\\|'");
}

/* False when the row leaves more cells to be filled than one passage may. */
static bool add_row(const struct table_lines *lines, struct markup_node *table, int depth, unsigned line,
                    const enum markup_align *aligns, size_t count)
{
    struct markup_parser *parser = lines->parser;
    cell_spans cells = split_cells(lines, line);
    parser->filled_cells += cells.count < count ? count - cells.count : 0;
    if (parser->filled_cells > FILLED_CELL_LIMIT) {
        diagnostic_error(parser->diagnostics, place_at(parser, line, 0), "more than %d cells of tables are missing",
                         FILLED_CELL_LIMIT);
        return false;
    }
    struct markup_node *row = node_new(parser->arena, MARKUP_ROW, place_at(parser, line, content_from(lines, line)));
    node_append(table, row);
    for (size_t i = 0; i < count; i++) {
        bool is_there = i < cells.count;
        size_t from = is_there ? cells.items[i].from : line_text(parser, line).size;
        struct markup_node *cell = node_new(parser->arena, MARKUP_CELL, place_at(parser, line, from));
        cell->align = aligns[i];
        node_append(row, cell);
        struct pending_line pending = {.target = cell, .line = line, .from = from, .depth = depth + 3};
        pending.to = is_there ? cells.items[i].to : from;
        if (pending.from < pending.to)
            ARRAY_PUSH(parser->arena, &parser->pending, pending);
    }
    if (cells.count > count)
        report_excess(parser, line, &cells, count);
    return true;
}

bool table_add(struct markup_parser *parser, struct markup_node *parent, int depth, unsigned first, size_t first_byte,
               unsigned last, int quotes)
{
    struct table_lines lines = {parser, first, last, first_byte, quotes};
    enum markup_align *aligns = NULL;
    size_t count = 0;
    unsigned head = find_head(&lines, &aligns, &count);
    if (!head)
        return false;
    if (parser->depth + depth + 3 > MARKUP_DEPTH_LIMIT) {
        nesting_report(parser, place_at(parser, head, content_from(&lines, head)));
        return true;
    }
    add_paragraph_before(&lines, parent, depth, head);
    struct markup_node *table =
        node_new(parser->arena, MARKUP_TABLE, place_at(parser, head, content_from(&lines, head)));
    node_append(parent, table);
    add_row(&lines, table, depth, head, aligns, count);
    for (unsigned line = head + 2; line <= last; line++) {
        if (!add_row(&lines, table, depth, line, aligns, count))
            break;
    }
    return true;
}
