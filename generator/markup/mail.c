/* What letters have of their own: attributes and inline styles that Outlook's Word engine obeys. */
#include "markup/writer.h"

#include <stdlib.h>

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

/* A column of a table, in characters. */
struct column {
    size_t longest; /* word */
    bool may_break; /* words: else the table would be wider than a telephone */
};

/* What a telephone shows in a line of the small type; a column takes one more; the least of a column whose words break.
 */
enum { LINE = 30, BROKEN = 5 };

static size_t longest_word(struct text text)
{
    size_t longest = 0, size = 0;
    for (size_t at = 0; at < text.size;) {
        size = utf8_next(text, &at) <= ' ' ? 0 : size + 1;
        longest = size > longest ? size : longest;
    }
    return longest;
}

static int compare_columns(const void *a, const void *b)
{
    const struct column *first = *(struct column *const *)a, *second = *(struct column *const *)b;
    if (first->longest != second->longest)
        return first->longest < second->longest ? 1 : -1;
    return first < second ? -1 : first > second;
}

/* Lets the columns with the longest words break them, as many as must. */
static void let_break(struct arena *arena, struct column *columns, size_t count)
{
    struct column **sorted = arena_allocate(arena, (count + 1) * sizeof *sorted);
    size_t width = 0;
    for (size_t i = 0; i < count; i++) {
        sorted[i] = &columns[i];
        width += columns[i].longest + 1;
    }
    qsort(sorted, count, sizeof *sorted, compare_columns);
    for (size_t i = 0; i < count && width > LINE && sorted[i]->longest > BROKEN; i++) {
        sorted[i]->may_break = true;
        width -= sorted[i]->longest - BROKEN;
    }
}

static struct column *measure_columns(struct arena *arena, const struct markup_node *table)
{
    size_t count = 0, column;
    for (const struct markup_node *cell = table->first ? table->first->first : NULL; cell; cell = cell->next)
        count++;
    struct column *columns = arena_allocate(arena, (count + 1) * sizeof *columns);
    for (const struct markup_node *row = table->first; row; row = row->next) {
        column = 0;
        for (const struct markup_node *cell = row->first; cell && column < count; cell = cell->next, column++) {
            size_t longest = longest_word(markup_plain(arena, cell));
            if (longest > columns[column].longest)
                columns[column].longest = longest;
        }
    }
    let_break(arena, columns, count);
    return columns;
}

static void write_cell(struct html_writer *writer, const struct markup_node *cell, bool is_head, bool may_break)
{
    bool is_th = is_head && cell->first;
    struct text style = html_style(writer, is_th ? "th" : "td");
    buffer_add_string(writer->buffer, is_th ? "<th" : "<td");
    if (may_break)
        style = text_join(writer->buffer->arena, style, TEXT("word-break:break-word;"));
    if (style.size)
        html_attribute(writer, "style", style);
    if (is_th)
        buffer_add_string(writer->buffer, " scope=\"col\"");
    buffer_format(writer->buffer, " align=\"%s\" valign=\"top\">", align_name(cell->align));
    html_inlines(writer, cell);
    buffer_add_string(writer->buffer, is_th ? "</th>" : "</td>");
}

static void write_table(struct html_writer *writer, const struct markup_node *table)
{
    const struct column *columns = measure_columns(writer->buffer->arena, table), *column;
    html_begin(writer, "table");
    buffer_add_string(writer->buffer, " cellpadding=\"0\" cellspacing=\"0\" border=\"0\">\n");
    for (const struct markup_node *row = table->first; row; row = row->next) {
        buffer_add_string(writer->buffer, "<tr>");
        column = columns;
        for (const struct markup_node *cell = row->first; cell; cell = cell->next, column++)
            write_cell(writer, cell, row == table->first, column->may_break);
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
