/* The HTML that web and mail have in common: the same elements, in mail with inline styles. */
#include "markup/writer.h"

struct text html_style(const struct html_writer *writer, const char *element)
{
    if (writer->options->medium != MEDIUM_MAIL)
        return (struct text){0};
    for (size_t i = 0; i < writer->options->style_count; i++) {
        if (text_is(writer->options->styles[i].element, element))
            return writer->options->styles[i].style;
    }
    return (struct text){0};
}

void html_attribute(struct html_writer *writer, const char *name, struct text value)
{
    buffer_add_byte(writer->buffer, ' ');
    buffer_add_string(writer->buffer, name);
    buffer_add_string(writer->buffer, "=\"");
    buffer_add_escaped(writer->buffer, value);
    buffer_add_byte(writer->buffer, '"');
}

void html_number(struct html_writer *writer, const char *name, int value)
{
    if (value > 0)
        buffer_format(writer->buffer, " %s=\"%d\"", name, value);
}

void html_begin(struct html_writer *writer, const char *element)
{
    buffer_add_byte(writer->buffer, '<');
    buffer_add_string(writer->buffer, element);
    struct text style = html_style(writer, element);
    if (style.size)
        html_attribute(writer, "style", style);
}

void html_end(struct html_writer *writer)
{
    buffer_add_byte(writer->buffer, '>');
}

void html_tag(struct html_writer *writer, const char *element)
{
    html_begin(writer, element);
    html_end(writer);
}

static void close_tag(struct html_writer *writer, const char *element, bool is_block)
{
    buffer_add_string(writer->buffer, "</");
    buffer_add_string(writer->buffer, element);
    buffer_add_string(writer->buffer, is_block ? ">\n" : ">");
}

static void write_around(struct html_writer *writer, const struct markup_node *node, const char *element, bool is_block)
{
    html_tag(writer, element);
    html_inlines(writer, node);
    close_tag(writer, element, is_block);
}

/* An anchor of the same page has nothing to point to in a letter. */
static bool is_dead(const struct html_writer *writer, struct text url)
{
    return url.size == 0 || (writer->options->medium == MEDIUM_MAIL && url.bytes[0] == '#');
}

static void write_link(struct html_writer *writer, const struct markup_node *link)
{
    struct text url = render_link(writer->options, writer->buffer->arena, link);
    if (is_dead(writer, url)) {
        html_inlines(writer, link);
        return;
    }
    struct buffer address = {.arena = writer->buffer->arena};
    /* A heading of this text: see write_heading. What the caller leads to another part of the page stands as it is. */
    if (url.bytes[0] == '#' && text_equal(url, link->url))
        url = text_format(writer->buffer->arena, "%.*s#%.*s%.*s", TEXT_ARGUMENTS(writer->options->page),
                          TEXT_ARGUMENTS(writer->options->id_prefix), TEXT_ARGUMENTS(text_slice(url, 1, url.size)));
    render_url(&address, url);
    html_begin(writer, "a");
    html_attribute(writer, "href", buffer_text(&address));
    if (link->title.size)
        html_attribute(writer, "title", link->title);
    /* Paper prints the address of a link after its words, unless they are the address. */
    if (writer->options->medium == MEDIUM_WEB && render_is_said(link->url, markup_plain(writer->buffer->arena, link)))
        html_attribute(writer, "class", TEXT("bare"));
    html_end(writer);
    html_inlines(writer, link);
    close_tag(writer, "a", false);
}

static void write_picture(struct html_writer *writer, const struct markup_node *node)
{
    struct markup_picture picture = render_picture(writer->options, writer->buffer->arena, node);
    if (picture.url.size)
        writer->medium->picture(writer, node, picture);
    else
        buffer_add_escaped(writer->buffer, node->text);
}

static void write_inline(struct html_writer *writer, const struct markup_node *node)
{
    switch (node->kind) {
    case MARKUP_CODE:
        html_tag(writer, "code");
        buffer_add_escaped(writer->buffer, node->text);
        close_tag(writer, "code", false);
        break;
    case MARKUP_EMPHASIS:
        write_around(writer, node, "em", false);
        break;
    case MARKUP_STRONG:
        write_around(writer, node, "strong", false);
        break;
    case MARKUP_STRIKE:
        write_around(writer, node, "del", false);
        break;
    case MARKUP_PHRASE:
        html_begin(writer, "span");
        html_attribute(writer, "lang", node->language);
        html_end(writer);
        html_inlines(writer, node);
        close_tag(writer, "span", false);
        break;
    case MARKUP_LINK:
        write_link(writer, node);
        break;
    case MARKUP_PICTURE:
        write_picture(writer, node);
        break;
    case MARKUP_SOFT_BREAK:
        buffer_add_byte(writer->buffer, '\n');
        break;
    case MARKUP_LINE_BREAK:
        buffer_add_string(writer->buffer, "<br>\n");
        break;
    default:
        buffer_add_escaped(writer->buffer, node->text);
        break;
    }
}

void html_inlines(struct html_writer *writer, const struct markup_node *parent)
{
    for (const struct markup_node *node = parent->first; node; node = node->next)
        write_inline(writer, node);
}

static void write_heading(struct html_writer *writer, const struct markup_node *heading)
{
    char element[] = {'h', (char)('0' + render_level(writer->options, heading)), '\0'};
    html_begin(writer, element);
    if (writer->options->medium == MEDIUM_WEB)
        html_attribute(writer, "id", text_join(writer->buffer->arena, writer->options->id_prefix, heading->id));
    html_end(writer);
    html_inlines(writer, heading);
    close_tag(writer, element, true);
}

static void write_block(struct html_writer *writer, const struct markup_node *node);

static void write_blocks(struct html_writer *writer, const struct markup_node *parent)
{
    for (const struct markup_node *node = parent->first; node; node = node->next)
        write_block(writer, node);
}

static void write_item(struct html_writer *writer, const struct markup_node *item, bool is_tight)
{
    writer->medium->item_begin(writer, item);
    for (const struct markup_node *node = item->first; node; node = node->next) {
        bool is_bare = is_tight && node->kind == MARKUP_PARAGRAPH;
        if (!is_bare && writer->buffer->bytes[writer->buffer->size - 1] != '\n')
            buffer_add_byte(writer->buffer, '\n');
        if (!is_bare) {
            write_block(writer, node);
            continue;
        }
        html_inlines(writer, node);
        if (node->next)
            buffer_add_byte(writer->buffer, '\n');
    }
    close_tag(writer, "li", true);
}

static void write_list(struct html_writer *writer, const struct markup_node *list)
{
    const char *element = list->is_ordered ? "ol" : "ul";
    html_begin(writer, element);
    if (list->is_ordered && list->start != 1)
        buffer_format(writer->buffer, " start=\"%d\"", list->start);
    html_end(writer);
    buffer_add_byte(writer->buffer, '\n');
    for (const struct markup_node *item = list->first; item; item = item->next)
        write_item(writer, item, list->is_tight);
    close_tag(writer, element, true);
}

static void write_code_block(struct html_writer *writer, const struct markup_node *code)
{
    html_begin(writer, "pre");
    if (writer->options->medium == MEDIUM_WEB)
        buffer_add_string(writer->buffer, " tabindex=\"0\""); /* may be scrolled sideways by keyboard */
    buffer_add_string(writer->buffer, "><code>");
    buffer_add_escaped(writer->buffer, code->text);
    buffer_add_string(writer->buffer, "</code></pre>\n");
}

static void write_figure(struct html_writer *writer, const struct markup_node *figure)
{
    struct markup_picture picture = render_picture(writer->options, writer->buffer->arena, figure);
    writer->medium->figure(writer, figure, picture);
}

static void write_data(struct html_writer *writer, const struct yaml_node *data)
{
    if (data->kind == YAML_TEXT) {
        buffer_add_escaped(writer->buffer, yaml_text(data));
        return;
    }
    size_t count = data->kind == YAML_LIST ? data->items.count : data->entries.count;
    if (count == 0)
        return;
    html_tag(writer, "ul");
    buffer_add_byte(writer->buffer, '\n');
    for (size_t i = 0; i < count; i++) {
        html_tag(writer, "li");
        if (data->kind == YAML_MAP) {
            buffer_add_escaped(writer->buffer, yaml_text(data->entries.items[i].key));
            buffer_add_string(writer->buffer, ": ");
        }
        write_data(writer, data->kind == YAML_LIST ? data->items.items[i] : data->entries.items[i].value);
        close_tag(writer, "li", true);
    }
    close_tag(writer, "ul", true);
}

/* A block that nobody has a layout for. */
static void write_unknown(struct html_writer *writer, const struct markup_node *block)
{
    if (block->argument.size) {
        html_tag(writer, "p");
        html_tag(writer, "strong");
        buffer_add_escaped(writer->buffer, block->argument);
        buffer_add_string(writer->buffer, "</strong></p>\n");
    }
    if (block->data && block->data->kind == YAML_TEXT) {
        html_tag(writer, "p");
        write_data(writer, block->data);
        close_tag(writer, "p", true);
    } else if (block->data) {
        write_data(writer, block->data);
    }
    write_blocks(writer, block);
}

static void write_block(struct html_writer *writer, const struct markup_node *node)
{
    switch (node->kind) {
    case MARKUP_HEADING:
        write_heading(writer, node);
        break;
    case MARKUP_LIST:
        write_list(writer, node);
        break;
    case MARKUP_QUOTE:
        html_tag(writer, "blockquote");
        writer->medium->quote_begin(writer);
        write_blocks(writer, node);
        writer->medium->quote_end(writer);
        close_tag(writer, "blockquote", true);
        break;
    case MARKUP_CODE_BLOCK:
        write_code_block(writer, node);
        break;
    case MARKUP_RULE:
        html_tag(writer, "hr");
        buffer_add_byte(writer->buffer, '\n');
        break;
    case MARKUP_FIGURE:
        write_figure(writer, node);
        break;
    case MARKUP_TABLE:
        writer->medium->table(writer, node);
        break;
    case MARKUP_BLOCK:
        if (!render_block(writer->options, node, writer->buffer))
            write_unknown(writer, node);
        break;
    default:
        if (node->first)
            write_around(writer, node, "p", true);
        break;
    }
}

void html_render(const struct markup_node *node, const struct markup_render_options *options,
                 const struct html_medium *medium, struct buffer *buffer)
{
    struct html_writer writer = {options, medium, buffer};
    if (render_is_whole(node))
        write_block(&writer, node);
    else if (render_is_inline(node))
        html_inlines(&writer, node);
    else
        write_blocks(&writer, node);
}
