/* What letters have of their own: attributes and inline styles that Outlook's Word engine obeys. */
#include "markup/writer.h"

/* Pixels; the narrowest column that a theme has for the text of a letter. Word, which knows no share of a column, takes
 * it from the attribute; others fill their column. */
enum { PICTURE_WIDTH = 520 };

static void item_begin(struct html_writer *writer, const struct markup_node *item)
{
    if (item->task == TASK_NONE) {
        html_tag(writer, "li");
        return;
    }
    /* The box stands where the bullet would. */
    struct text style = text_join(writer->buffer->arena, html_style(writer, "li"), TEXT("list-style-type:none;"));
    buffer_add_string(writer->buffer, "<li");
    html_attribute(writer, "style", style);
    html_end(writer);
    buffer_add_string(writer->buffer, item->task == TASK_DONE ? "☑ " : "☐ ");
}

static const char *align_name(enum markup_align align)
{
    return align == ALIGN_RIGHT ? "right" : align == ALIGN_CENTER ? "center" : "left";
}

static void write_cell(struct html_writer *writer, const struct markup_node *cell, bool is_head)
{
    bool is_th = is_head && cell->first;
    html_begin(writer, is_th ? "th" : "td");
    if (is_th)
        buffer_add_string(writer->buffer, " scope=\"col\"");
    buffer_format(writer->buffer, " align=\"%s\" valign=\"top\">", align_name(cell->align));
    html_inlines(writer, cell);
    buffer_add_string(writer->buffer, is_th ? "</th>" : "</td>");
}

static void write_table(struct html_writer *writer, const struct markup_node *table)
{
    html_begin(writer, "table");
    buffer_add_string(writer->buffer, " cellpadding=\"0\" cellspacing=\"0\" border=\"0\">\n");
    for (const struct markup_node *row = table->first; row; row = row->next) {
        buffer_add_string(writer->buffer, "<tr>");
        for (const struct markup_node *cell = row->first; cell; cell = cell->next)
            write_cell(writer, cell, row == table->first);
        buffer_add_string(writer->buffer, "</tr>\n");
    }
    buffer_add_string(writer->buffer, "</table>\n");
}

static void write_img(struct html_writer *writer, const struct markup_node *node, struct markup_picture picture,
                      struct text style)
{
    struct buffer address = {.arena = writer->buffer->arena};
    bool is_wide = picture.width > PICTURE_WIDTH;
    render_url(&address, picture.url);
    buffer_add_string(writer->buffer, "<img");
    html_attribute(writer, "src", buffer_text(&address));
    html_attribute(writer, "alt", node->text);
    html_number(writer, "width", is_wide ? PICTURE_WIDTH : picture.width);
    html_number(writer, "height",
                is_wide ? (picture.height * PICTURE_WIDTH + picture.width / 2) / picture.width : picture.height);
    buffer_add_string(writer->buffer, " border=\"0\"");
    if (node->kind == MARKUP_FIGURE && !is_wide && picture.width > 0) /* no picture is drawn larger than it is */
        style = text_format(address.arena, "%.*smax-width:%dpx;", TEXT_ARGUMENTS(style), picture.width);
    if (style.size)
        html_attribute(writer, "style", style);
    html_end(writer);
}

static void write_picture(struct html_writer *writer, const struct markup_node *node, struct markup_picture picture)
{
    write_img(writer, node, picture, TEXT("max-width:100%;height:auto;"));
}

static void write_figure(struct html_writer *writer, const struct markup_node *figure, struct markup_picture picture)
{
    html_tag(writer, "p");
    if (picture.url.size)
        write_img(writer, figure, picture,
                  text_join(writer->buffer->arena, TEXT("display:block;"), html_style(writer, "img")));
    else
        buffer_add_escaped(writer->buffer, figure->text);
    buffer_add_string(writer->buffer, "</p>\n");
    if (figure->title.size) {
        buffer_add_string(writer->buffer, "<p");
        struct text style = html_style(writer, "figcaption");
        if (style.size)
            html_attribute(writer, "style", style);
        html_end(writer);
        buffer_add_escaped(writer->buffer, figure->title);
        buffer_add_string(writer->buffer, "</p>\n");
    }
}

/* Only a cell keeps its words away from a line beside them. */
static void quote_begin(struct html_writer *writer)
{
    struct text style = html_style(writer, "quote");
    buffer_add_string(writer->buffer, "<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" "
                                      "border=\"0\"><tr><td align=\"left\"");
    if (style.size)
        html_attribute(writer, "style", style);
    buffer_add_string(writer->buffer, ">\n");
}

static void quote_end(struct html_writer *writer)
{
    buffer_add_string(writer->buffer, "</td></tr></table>");
}

const struct html_medium mail_medium = {item_begin, write_table, write_figure, write_picture, quote_begin, quote_end};
