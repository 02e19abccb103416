#include "output/handover.h"

static const char comment_start[] = "<!--", comment_end[] = "-->";

static bool stands_at(struct text text, size_t at, const char *words)
{
    return text_starts_with(text_slice(text, at, text.size), words);
}

/* Adds {{ UnsubscribeURL }} when the mark stands at `*at`, and moves past it. */
static bool take_unsubscribe(struct buffer *out, struct text text, size_t *at)
{
    if (!stands_at(text, *at, HANDOVER_UNSUBSCRIBE))
        return false;
    buffer_add_string(out, "{{ UnsubscribeURL }}");
    *at += sizeof HANDOVER_UNSUBSCRIBE - 1;
    return true;
}

/* Adds a comment as it is. A back quote would end Go's raw string; the layouts write none. */
static bool take_comment(struct buffer *out, struct text html, size_t *at)
{
    if (!stands_at(html, *at, comment_start))
        return false;
    size_t end = text_find(html, TEXT(comment_end), *at);
    struct text comment = text_slice(html, *at, end + sizeof comment_end - 1);
    if (text_find_byte(comment, '`', 0) == comment.size)
        buffer_format(out, "{{ Safe `%.*s` }}", TEXT_ARGUMENTS(comment));
    *at += comment.size;
    return true;
}

struct text handover_html(struct arena *arena, struct text html)
{
    struct buffer out = {.arena = arena};
    for (size_t at = 0; at < html.size;) {
        if (take_unsubscribe(&out, html, &at) || take_comment(&out, html, &at))
            continue;
        /* Of two braces the second one: no template begins, and none ends, with a character reference. */
        bool is_second = at > 0 && html.bytes[at] == '{' && html.bytes[at - 1] == '{';
        if (is_second)
            buffer_add_string(&out, "&#123;");
        else
            buffer_add_byte(&out, html.bytes[at]);
        at++;
    }
    return buffer_text(&out);
}

/* listmonk reads the text as if it were HTML, so that a "<" might begin a tag. */
struct text handover_text(struct arena *arena, struct text text)
{
    struct buffer out = {.arena = arena};
    for (size_t at = 0; at < text.size;) {
        if (take_unsubscribe(&out, text, &at))
            continue;
        if (text.bytes[at] == '<' || text.bytes[at] == '{')
            buffer_format(&out, "{{ Safe \"%c\" }}", text.bytes[at]);
        else
            buffer_add_byte(&out, text.bytes[at]);
        at++;
    }
    return buffer_text(&out);
}
