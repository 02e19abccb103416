/* What the website and the print pages have of their own: classes instead of styles, and names for
 * what is read aloud. */
#include "markup/writer.h"

static void item_begin(struct html_writer *writer, const struct markup_node *item)
{
    if (item->task == TASK_NONE) {
        html_tag(writer, "li");
        return;
    }
    const struct markup_words *words = &writer->options->words;
    bool is_done = item->task == TASK_DONE;
    html_begin(writer, "li");
    html_attribute(writer, "class", is_done ? TEXT("task done") : TEXT("task"));
    buffer_add_string(writer->buffer, "><span role=\"img\"");
    html_attribute(writer, "aria-label",
                   is_done ? render_word(words->done, "klart") : render_word(words->open, "inte klart"));
    buffer_add_string(writer->buffer, is_done ? ">☑</span> " : ">☐</span> ");
}

static const char *align_class(enum markup_align align)
{
    static const char *const classes[] = {
        [ALIGN_LEFT] = "align-left", [ALIGN_CENTER] = "align-center", [ALIGN_RIGHT] = "align-right"};
    return align == ALIGN_NONE ? NULL : classes[align];
}

/* A head without text is no head: it would be read aloud as an empty one. */
static void write_cell(struct html_writer *writer, const struct markup_node *cell, bool is_head)
{
    const char *element = is_head && cell->first ? "th" : "td";
    html_begin(writer, element);
    if (is_head && cell->first)
        buffer_add_string(writer->buffer, " scope=\"col\"");
    if (align_class(cell->align))
        html_attribute(writer, "class", text_from(align_class(cell->align)));
    html_end(writer);
    html_inlines(writer, cell);
    buffer_format(writer->buffer, "</%s>", element);
}

static void write_row(struct html_writer *writer, const struct markup_node *row, bool is_head)
{
    buffer_add_string(writer->buffer, "<tr>");
    for (const struct markup_node *cell = row->first; cell; cell = cell->next)
        write_cell(writer, cell, is_head);
    buffer_add_string(writer->buffer, "</tr>\n");
}

static struct text table_name(struct html_writer *writer, const struct markup_node *table)
{
    struct buffer name = {.arena = writer->buffer->arena};
    for (const struct markup_node *cell = table->first ? table->first->first : NULL; cell; cell = cell->next) {
        struct text head = markup_plain(name.arena, cell);
        buffer_add_string(&name, head.size && name.size ? ", " : "");
        buffer_add(&name, head);
    }
    return buffer_text(&name);
}

static void write_table(struct html_writer *writer, const struct markup_node *table)
{
    struct text name = table_name(writer, table);
    buffer_add_string(writer->buffer, "<div class=\"table\" role=\"group\" tabindex=\"0\"");
    html_attribute(writer, "aria-label", name.size ? name : render_word(writer->options->words.table, "tabell"));
    buffer_add_string(writer->buffer, ">\n<table>\n<thead>\n");
    const struct markup_node *row = table->first;
    if (row)
        write_row(writer, row, true);
    buffer_add_string(writer->buffer, "</thead>\n");
    if (row && row->next) {
        buffer_add_string(writer->buffer, "<tbody>\n");
        for (row = row->next; row; row = row->next)
            write_row(writer, row, false);
        buffer_add_string(writer->buffer, "</tbody>\n");
    }
    buffer_add_string(writer->buffer, "</table>\n</div>\n");
}

static void write_picture(struct html_writer *writer, const struct markup_node *node, struct markup_picture picture)
{
    struct buffer address = {.arena = writer->buffer->arena};
    render_url(&address, picture.url);
    buffer_add_string(writer->buffer, "<img");
    html_attribute(writer, "src", buffer_text(&address));
    if (picture.sources.size) {
        html_attribute(writer, "srcset", picture.sources);
        html_attribute(writer, "sizes", picture.sizes);
    }
    html_attribute(writer, "alt", node->text);
    if (node->text.size == 0)
        buffer_add_string(writer->buffer, " role=\"presentation\""); /* decoration, for the PDF's tags too */
    html_number(writer, "width", picture.width);
    html_number(writer, "height", picture.height);
    if (!picture.is_eager)
        buffer_add_string(writer->buffer, " loading=\"lazy\" decoding=\"async\"");
    if (node->kind == MARKUP_PICTURE && node->title.size)
        html_attribute(writer, "title", node->title);
    html_end(writer);
}

static void write_figure(struct html_writer *writer, const struct markup_node *figure, struct markup_picture picture)
{
    struct text name = figure->title.size ? figure->title : figure->text;
    buffer_add_string(writer->buffer, "<figure");
    if (picture.url.size && name.size)
        html_attribute(writer, "aria-label", name); /* else the PDF's Figure has no alternative text */
    html_end(writer);
    if (picture.url.size) {
        write_picture(writer, figure, picture);
    } else {
        buffer_add_string(writer->buffer, "<p>");
        buffer_add_escaped(writer->buffer, figure->text);
        buffer_add_string(writer->buffer, "</p>");
    }
    if (figure->title.size) {
        buffer_add_string(writer->buffer, "<figcaption>");
        buffer_add_escaped(writer->buffer, figure->title);
        buffer_add_string(writer->buffer, "</figcaption>");
    }
    buffer_add_string(writer->buffer, "</figure>\n");
}

static void quote_begin(struct html_writer *writer)
{
    buffer_add_byte(writer->buffer, '\n');
}

static void quote_end(struct html_writer *writer)
{
    (void)writer;
}

const struct html_medium web_medium = {item_begin, write_table, write_figure, write_picture, quote_begin, quote_end};
