/* What the renderers share. Nobody outside markup/ includes it. */
#ifndef MARKUP_WRITER_H
#define MARKUP_WRITER_H

#include "base/wrap.h"
#include "markup/render.h"

struct html_writer;

/* What web and mail write differently. */
struct html_medium {
    void (*item_begin)(struct html_writer *writer, const struct markup_node *item);
    void (*table)(struct html_writer *writer, const struct markup_node *table);
    void (*figure)(struct html_writer *writer, const struct markup_node *figure, struct markup_picture picture);
    void (*picture)(struct html_writer *writer, const struct markup_node *picture, struct markup_picture found);
    void (*quote_begin)(struct html_writer *writer); /* within the element */
    void (*quote_end)(struct html_writer *writer);
};

struct html_writer {
    const struct markup_render_options *options;
    const struct html_medium *medium;
    struct buffer *buffer;
};

extern const struct html_medium web_medium, mail_medium;

/* html.c */
void html_render(const struct markup_node *node, const struct markup_render_options *options,
                 const struct html_medium *medium, struct buffer *buffer);
void html_inlines(struct html_writer *writer, const struct markup_node *parent);
/* "<element" with the style of the medium, if it has one; then attributes and html_end. */
void html_begin(struct html_writer *writer, const char *element);
void html_end(struct html_writer *writer);
void html_tag(struct html_writer *writer, const char *element); /* both */
void html_attribute(struct html_writer *writer, const char *name, struct text value);
void html_number(struct html_writer *writer, const char *name, int value); /* left out when 0 */
/* The inline style of `element`, or an empty text. */
struct text html_style(const struct html_writer *writer, const char *element);

/* text.c */
void text_render(const struct markup_node *node, const struct markup_render_options *options, struct buffer *buffer);
/* text_table.c: a table as lines in `arena`, columns or records, none wider than `width` if possible. */
struct text_table_cell {
    struct text text;
    enum markup_align align;
};
void text_table_write(struct arena *arena, const struct text_table_cell *cells, size_t rows, size_t columns,
                      size_t width, struct buffer *buffer);

/* Whether the address says nothing that the link's text does not. */
bool render_is_said(struct text url, struct text text);
/* render.c: what the callbacks say, or what is written when there is none. */
struct text render_link(const struct markup_render_options *options, struct arena *arena,
                        const struct markup_node *node);
struct markup_picture render_picture(const struct markup_render_options *options, struct arena *arena,
                                     const struct markup_node *node);
bool render_block(const struct markup_render_options *options, const struct markup_node *node, struct buffer *buffer);
/* 1–6 after heading_shift. */
int render_level(const struct markup_render_options *options, const struct markup_node *heading);
struct text render_word(struct text word, const char *otherwise);
bool render_is_inline(const struct markup_node *parent);
/* A list, table or figure given by itself is written whole: its children are nothing without it. */
bool render_is_whole(const struct markup_node *node);
/* `url` with everything that no address may contain as %XX. */
void render_url(struct buffer *buffer, struct text url);

#endif
