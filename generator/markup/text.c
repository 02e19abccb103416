/* Plain text as a person would write it in a letter. */
#include "markup/writer.h"

/* Headings down to this level have a line below. */
enum { UNDERLINED = 3 };

struct text_writer {
    const struct markup_render_options *options;
    struct arena *arena; /* scratch */
    struct buffer *buffer;
    size_t width;
    struct text first, rest; /* what the next line and those after it begin with */
    bool needs_gap;          /* something stands above */
    bool is_tight;           /* … without a blank line between */
};

static void write_inlines(struct text_writer *writer, const struct markup_node *parent, struct buffer *buffer);
static void write_blocks(struct text_writer *writer, const struct markup_node *parent);

static void write_link(struct text_writer *writer, const struct markup_node *link, struct buffer *buffer)
{
    size_t from = buffer->size;
    write_inlines(writer, link, buffer);
    struct text shown = text_slice(buffer_text(buffer), from, buffer->size);
    struct text url = render_link(writer->options, writer->arena, link);
    if (url.size == 0 || url.bytes[0] == '#' || render_is_said(url, shown))
        return;
    buffer_add_string(buffer, shown.size ? " (" : "");
    render_url(buffer, url);
    buffer_add_string(buffer, buffer->size > from && shown.size ? ")" : "");
}

static void write_picture(struct text_writer *writer, const struct markup_node *picture, struct buffer *buffer)
{
    if (picture->text.size == 0)
        return;
    buffer_add_byte(buffer, '[');
    buffer_add(buffer, render_word(writer->options->words.picture, "Bild"));
    buffer_add_string(buffer, ": ");
    buffer_add(buffer, picture->text);
    buffer_add_byte(buffer, ']');
}

/* What is struck out must not read as if it held. */
static void write_strike(struct text_writer *writer, const struct markup_node *strike, struct buffer *buffer)
{
    buffer_add_byte(buffer, '(');
    buffer_add(buffer, render_word(writer->options->words.struck, "struket"));
    buffer_add_string(buffer, ": ");
    write_inlines(writer, strike, buffer);
    buffer_add_byte(buffer, ')');
}

static void write_inlines(struct text_writer *writer, const struct markup_node *parent, struct buffer *buffer)
{
    for (const struct markup_node *node = parent->first; node; node = node->next) {
        if (node->kind == MARKUP_LINK)
            write_link(writer, node, buffer);
        else if (node->kind == MARKUP_PICTURE)
            write_picture(writer, node, buffer);
        else if (node->kind == MARKUP_SOFT_BREAK || node->kind == MARKUP_LINE_BREAK)
            buffer_add_byte(buffer, node->kind == MARKUP_SOFT_BREAK ? ' ' : '\n');
        else if (node->kind == MARKUP_STRIKE)
            write_strike(writer, node, buffer);
        else if (node->first)
            write_inlines(writer, node, buffer);
        else
            buffer_add(buffer, node->text);
    }
}

static struct text inline_text(struct text_writer *writer, const struct markup_node *node)
{
    struct buffer buffer = {.arena = writer->arena};
    write_inlines(writer, node, &buffer);
    return text_trim(buffer_text(&buffer));
}

/* With the quote marks it stands in. */
static void write_blank_line(struct text_writer *writer)
{
    struct text rest = writer->rest;
    while (rest.size && rest.bytes[rest.size - 1] == ' ')
        rest.size--;
    buffer_add(writer->buffer, rest);
    buffer_add_byte(writer->buffer, '\n');
}

/* Blank lines above a block. */
static void write_gap(struct text_writer *writer, int count)
{
    for (; writer->needs_gap && !writer->is_tight && count > 0; count--)
        write_blank_line(writer);
    writer->needs_gap = true;
}

static void write_wrapped(struct text_writer *writer, struct text text)
{
    text_wrap(text, writer->first, writer->rest, writer->width, writer->buffer);
    writer->first = writer->rest;
}

/* Lines as they are, indented as their surroundings. */
static void write_lines(struct text_writer *writer, struct text text, const char *indent)
{
    struct text line;
    while (text_next_line(&text, &line)) {
        size_t from = writer->buffer->size;
        buffer_add(writer->buffer, writer->first);
        buffer_add_string(writer->buffer, indent);
        buffer_add(writer->buffer, line);
        while (writer->buffer->size > from && writer->buffer->bytes[writer->buffer->size - 1] == ' ')
            writer->buffer->size--;
        buffer_add_byte(writer->buffer, '\n');
        writer->first = writer->rest;
    }
}

static void write_heading(struct text_writer *writer, const struct markup_node *heading)
{
    int level = render_level(writer->options, heading);
    struct text text = inline_text(writer, heading);
    if (text.size == 0)
        return;
    write_gap(writer, level <= 2 ? 2 : 1);
    struct buffer wrapped = {.arena = writer->arena};
    size_t indent = utf8_count(writer->rest);
    text_wrap(text, TEXT(""), TEXT(""), writer->width > indent ? writer->width - indent : 1, &wrapped);
    if (level <= UNDERLINED) {
        size_t longest = 0;
        struct text rest = buffer_text(&wrapped), line;
        while (text_next_line(&rest, &line))
            longest = utf8_count(line) > longest ? utf8_count(line) : longest;
        while (longest-- > 0)
            buffer_add_byte(&wrapped, level == 1 ? '=' : '-');
        buffer_add_byte(&wrapped, '\n');
    }
    write_lines(writer, buffer_text(&wrapped), "");
}

/* What stands deeper begins with `first`, then `rest`, after what its surroundings begin with. */
static struct text_writer deeper(struct text_writer *writer, struct text first, struct text rest)
{
    struct text_writer inner = *writer;
    inner.first = text_join(writer->arena, writer->first, first);
    inner.rest = text_join(writer->arena, writer->rest, rest);
    inner.needs_gap = false;
    inner.is_tight = false;
    return inner;
}

static struct text spaces(struct text_writer *writer, size_t count)
{
    char *bytes = arena_allocate(writer->arena, count + 1);
    memset(bytes, ' ', count);
    return (struct text){bytes, count};
}

static size_t item_count(const struct markup_node *list)
{
    size_t count = 0;
    for (const struct markup_node *item = list->first; item; item = item->next)
        count++;
    return count;
}

static size_t number_size(long number)
{
    size_t size = 1;
    for (; number >= 10; number /= 10)
        size++;
    return size;
}

static void write_item(struct text_writer *writer, const struct markup_node *item, struct text marker, bool is_tight)
{
    const char *task = item->task == TASK_DONE ? "☑ " : item->task == TASK_OPEN ? "☐ " : "";
    bool is_task = item->task != TASK_NONE;
    struct text first = is_task ? text_join(writer->arena, marker, text_from(task)) : marker;
    struct text_writer inner = deeper(writer, first, spaces(writer, utf8_count(first)));
    inner.is_tight = is_tight;
    size_t size = writer->buffer->size;
    write_blocks(&inner, item);
    if (writer->buffer->size == size)
        write_lines(&inner, TEXT("\n"), "");
    writer->first = writer->rest;
}

static void write_list(struct text_writer *writer, const struct markup_node *list)
{
    write_gap(writer, 1);
    long number = list->start;
    size_t digits = number_size(number + (long)item_count(list) - 1);
    for (const struct markup_node *item = list->first; item; item = item->next, number++) {
        struct text marker = TEXT("- ");
        if (list->is_ordered)
            marker = text_format(writer->arena, "%*s%ld. ", (int)(digits - number_size(number)), "", number);
        if (item != list->first && !list->is_tight)
            write_blank_line(writer);
        write_item(writer, item, marker, list->is_tight);
    }
}

static void write_table(struct text_writer *writer, const struct markup_node *table)
{
    ARRAY(struct text_table_cell) cells = {0};
    size_t rows = 0;
    for (const struct markup_node *row = table->first; row; row = row->next, rows++) {
        for (const struct markup_node *cell = row->first; cell; cell = cell->next) {
            struct text_table_cell written = {inline_text(writer, cell), cell->align};
            ARRAY_PUSH(writer->arena, &cells, written);
        }
    }
    if (rows == 0)
        return;
    struct buffer lines = {.arena = writer->arena};
    size_t indent = utf8_count(writer->rest);
    text_table_write(writer->arena, cells.items, rows, cells.count / rows,
                     writer->width > indent ? writer->width - indent : 1, &lines);
    write_gap(writer, 1);
    write_lines(writer, buffer_text(&lines), "");
}

static void write_figure(struct text_writer *writer, const struct markup_node *figure)
{
    struct buffer buffer = {.arena = writer->arena};
    write_picture(writer, figure, &buffer);
    if (buffer.size && figure->title.size)
        buffer_add_byte(&buffer, '\n');
    buffer_add(&buffer, figure->title);
    if (buffer.size == 0)
        return;
    write_gap(writer, 1);
    write_wrapped(writer, buffer_text(&buffer));
}

static void write_data(struct text_writer *writer, const struct yaml_node *data)
{
    if (data->kind == YAML_TEXT) {
        write_wrapped(writer, text_trim(yaml_text(data)));
        return;
    }
    for (size_t i = 0; i < data->items.count && data->kind == YAML_LIST; i++) {
        struct text_writer inner = deeper(writer, TEXT("- "), TEXT("  "));
        write_data(&inner, data->items.items[i]);
        writer->first = writer->rest;
    }
    for (size_t i = 0; i < data->entries.count && data->kind == YAML_MAP; i++) {
        const struct yaml_entry *entry = &data->entries.items[i];
        struct text key = text_join(writer->arena, yaml_text(entry->key), TEXT(": "));
        if (entry->value->kind != YAML_TEXT)
            write_wrapped(writer, key);
        struct text_writer inner = deeper(writer, entry->value->kind == YAML_TEXT ? key : TEXT("  "), TEXT("  "));
        write_data(&inner, entry->value);
        writer->first = writer->rest;
    }
}

static void write_block(struct text_writer *writer, const struct markup_node *block)
{
    struct buffer own = {.arena = writer->arena};
    if (render_block(writer->options, block, &own)) {
        if (own.size) {
            write_gap(writer, 1);
            write_lines(writer, buffer_text(&own), "");
        }
        return;
    }
    if (block->argument.size) {
        write_gap(writer, 1);
        write_wrapped(writer, block->argument);
    }
    if (block->data && (block->data->kind == YAML_TEXT || block->data->items.count || block->data->entries.count)) {
        write_gap(writer, 1);
        write_data(writer, block->data);
    }
    write_blocks(writer, block);
}

static void write_paragraph(struct text_writer *writer, const struct markup_node *paragraph)
{
    struct text text = inline_text(writer, paragraph);
    if (text.size == 0)
        return;
    write_gap(writer, 1);
    write_wrapped(writer, text);
}

static void write_quote(struct text_writer *writer, const struct markup_node *quote)
{
    write_gap(writer, 1);
    struct text_writer inner = deeper(writer, TEXT("> "), TEXT("> "));
    write_blocks(&inner, quote);
    writer->first = writer->rest;
}

static void write_one(struct text_writer *writer, const struct markup_node *node)
{
    switch (node->kind) {
    case MARKUP_HEADING:
        write_heading(writer, node);
        break;
    case MARKUP_LIST:
        write_list(writer, node);
        break;
    case MARKUP_QUOTE:
        write_quote(writer, node);
        break;
    case MARKUP_CODE_BLOCK:
        if (!text_is_blank(node->text))
            write_gap(writer, 1);
        write_lines(writer, node->text, "    ");
        break;
    case MARKUP_RULE:
        write_gap(writer, 1);
        write_lines(writer, TEXT("* * *"), "");
        break;
    case MARKUP_FIGURE:
        write_figure(writer, node);
        break;
    case MARKUP_TABLE:
        write_table(writer, node);
        break;
    case MARKUP_BLOCK:
        write_block(writer, node);
        break;
    default:
        write_paragraph(writer, node);
        break;
    }
}

static void write_blocks(struct text_writer *writer, const struct markup_node *parent)
{
    for (const struct markup_node *node = parent->first; node; node = node->next)
        write_one(writer, node);
}

void text_render(const struct markup_node *node, const struct markup_render_options *options, struct buffer *buffer)
{
    struct arena scratch = {0};
    struct text_writer writer = {.options = options, .arena = &scratch, .buffer = buffer};
    writer.width = options->width > 0 ? (size_t)options->width : MARKUP_TEXT_WIDTH;
    if (options->is_quoted && options->medium == MEDIUM_TEXT)
        writer.first = writer.rest = TEXT("> ");
    if (render_is_whole(node))
        write_one(&writer, node);
    else if (render_is_inline(node))
        buffer_add(buffer, inline_text(&writer, node));
    else
        write_blocks(&writer, node);
    arena_release(&scratch);
}
