#include "markup/writer.h"

#include <string.h>

void markup_render(const struct markup_node *node, const struct markup_render_options *options, struct buffer *buffer)
{
    switch (options->medium) {
    case MEDIUM_WEB:
        html_render(node, options, &web_medium, buffer);
        break;
    case MEDIUM_MAIL:
        html_render(node, options, &mail_medium, buffer);
        break;
    case MEDIUM_TEXT:
        text_render(node, options, buffer);
        break;
    }
}

struct text render_link(const struct markup_render_options *options, struct arena *arena,
                        const struct markup_node *node)
{
    const struct markup_callbacks *callbacks = &options->callbacks;
    return callbacks->link ? callbacks->link(callbacks->context, arena, node) : node->url;
}

struct markup_picture render_picture(const struct markup_render_options *options, struct arena *arena,
                                     const struct markup_node *node)
{
    const struct markup_callbacks *callbacks = &options->callbacks;
    return callbacks->picture ? callbacks->picture(callbacks->context, arena, node)
                              : (struct markup_picture){.url = node->url};
}

bool render_block(const struct markup_render_options *options, const struct markup_node *node, struct buffer *buffer)
{
    const struct markup_callbacks *callbacks = &options->callbacks;
    return callbacks->block && callbacks->block(callbacks->context, node, buffer);
}

int render_level(const struct markup_render_options *options, const struct markup_node *heading)
{
    int level = heading->level + options->heading_shift;
    int top = options->top_level > 1 ? options->top_level : 1;
    return level < top ? top : level > 6 ? 6 : level;
}

struct text render_word(struct text word, const char *otherwise)
{
    return word.size ? word : text_from(otherwise);
}

bool render_is_inline(const struct markup_node *parent)
{
    return parent->first && parent->first->kind >= MARKUP_TEXT;
}

bool render_is_whole(const struct markup_node *node)
{
    return node->kind == MARKUP_LIST || node->kind == MARKUP_TABLE || node->kind == MARKUP_FIGURE;
}

static bool is_of_address(char byte)
{
    return isalnum((unsigned char)byte) || (byte > ' ' && byte < 0x7F && !strchr("\"<>[\\]^`{|}", byte));
}

void render_url(struct buffer *buffer, struct text url)
{
    for (size_t i = 0; i < url.size; i++) {
        if (is_of_address(url.bytes[i]))
            buffer_add_byte(buffer, url.bytes[i]);
        else
            buffer_format(buffer, "%%%02X", (unsigned)(unsigned char)url.bytes[i]);
    }
}

bool render_is_said(struct text url, struct text text)
{
    static const char *const prefixes[] = {"", "mailto:", "https://", "http://", "tel:"};
    for (size_t i = 0; i < sizeof prefixes / sizeof prefixes[0]; i++) {
        if (text_starts_with(url, prefixes[i]) && text_equal(text_slice(url, strlen(prefixes[i]), url.size), text))
            return true;
    }
    return false;
}
