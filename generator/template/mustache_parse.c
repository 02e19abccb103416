#include "template/mustache_tree.h"

#include "base/translate.h"

#include <string.h>

/* More mistakes than this in one template are not worth reading. */
enum { MISTAKE_LIMIT = 50, FEW_BLOCKS = 8 };

/* A tag as it stands in the source, and its line. */
struct token {
    size_t start, end; /* with its delimiters */
    char sign;         /* '#', '^', '/', '>', '<', '$', '&', '{', '!', '=' or 0 */
    struct text content;
    bool is_first, is_last; /* nothing but white space before, after it on its line */
    size_t line_start;      /* before the white space on its left, when is_first */
    size_t next_line;       /* after the line's end, when is_last */
};

/* A section, parent or block that is not closed yet. */
struct element {
    struct tag *tag;
    struct tag **end_outside; /* where the tag after it goes */
    struct text prefix_outside;
    bool is_first, is_last; /* the opening tag on its line */
};

struct parser {
    struct arena *arena;
    struct template *template;
    struct diagnostics *diagnostics;
    struct text bytes;
    struct text opener, closer;
    struct text raw_closer, set_closer; /* of {{{x}}} and {{=x x=}} */
    size_t text_start;                  /* of the static text not yet added */
    struct text prefix;                 /* white space to take away at the start of each line */
    struct tag **end;                   /* where the next tag goes */
    struct element elements[MUSTACHE_DEPTH_LIMIT];
    unsigned depth, mistakes;
};

static struct diagnostic *report_mistake(struct parser *parser, size_t position, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static struct diagnostic *report_mistake(struct parser *parser, size_t position, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    struct text message = text_format_list(parser->diagnostics->arena, translate(format), arguments);
    va_end(arguments);
    parser->mistakes++;
    return diagnostic_error(parser->diagnostics, source_place(parser->template->source, position), "%s", message.bytes);
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t';
}

static bool begins(struct text text, struct text start)
{
    return text_equal(text_slice(text, 0, start.size), start);
}

/* As text_find, for needles of few bytes; memmem costs more, and under ASan time in the square. */
static size_t find(struct text text, struct text needle, size_t from)
{
    for (;; from++) {
        from = text_find_byte(text, needle.bytes[0], from);
        if (from == text.size || begins(text_slice(text, from, text.size), needle))
            return from;
    }
}

/* ---- static text ---- */

static struct element *innermost(struct parser *parser)
{
    return parser->depth ? &parser->elements[parser->depth - 1] : NULL;
}

static bool is_in_parent(struct parser *parser)
{
    return parser->depth && innermost(parser)->tag->kind == TAG_PARENT;
}

static struct tag *append(struct parser *parser, enum tag_kind kind, size_t position, struct text name)
{
    if (is_in_parent(parser) && kind != TAG_BLOCK && !innermost(parser)->tag->ignored)
        innermost(parser)->tag->ignored = position + 1;
    struct tag *tag = ARENA_NEW(parser->arena, struct tag);
    tag->kind = kind;
    tag->position = position;
    tag->name = name;
    tag->first_size = text_find_byte(name, '.', 0);
    *parser->end = tag;
    parser->end = &tag->next;
    return tag;
}

/* Copies a piece of the source without the prefix of its lines. */
static struct text without_prefix(struct parser *parser, size_t from, size_t to)
{
    char *copy = arena_allocate(parser->arena, to - from);
    size_t size = 0;
    while (from < to) {
        struct text rest = text_slice(parser->bytes, from, to);
        if ((from == 0 || parser->bytes.bytes[from - 1] == '\n') && begins(rest, parser->prefix))
            rest = text_slice(rest, parser->prefix.size, rest.size);
        struct text line = text_slice(rest, 0, text_find_byte(rest, '\n', 0) + 1);
        if (line.size)
            memcpy(copy + size, line.bytes, line.size);
        size += line.size;
        from = to - (rest.size - line.size);
    }
    return (struct text){copy, size};
}

/* Adds the pending static text up to `to`. */
static void add_text(struct parser *parser, size_t to)
{
    size_t from = parser->text_start;
    if (from >= to)
        return;
    struct text text = text_slice(parser->bytes, from, to);
    if (is_in_parent(parser)) {
        struct tag *parent = innermost(parser)->tag;
        if (!parent->ignored && !text_is_blank(text))
            parent->ignored = from + (size_t)(text_trim(text).bytes - text.bytes) + 1;
        return;
    }
    if (parser->prefix.size)
        text = without_prefix(parser, from, to);
    if (text.size)
        append(parser, TAG_TEXT, from, text);
}

/* Ends the static text before a tag and begins the next one after it; takes the whole line away when
 * the tag stands alone on it. */
static bool pass_tag(struct parser *parser, const struct token *token, bool may_stand_alone)
{
    bool is_alone = may_stand_alone && token->is_first && token->is_last;
    add_text(parser, is_alone ? token->line_start : token->start);
    parser->text_start = is_alone ? token->next_line : token->end;
    return is_alone;
}

/* ---- tokens ---- */

static void find_line(struct parser *parser, struct token *token)
{
    const char *bytes = parser->bytes.bytes;
    size_t from = token->start, to = token->end, size = parser->bytes.size;
    while (from > 0 && is_blank(bytes[from - 1]))
        from--;
    token->is_first = from == 0 || bytes[from - 1] == '\n';
    token->line_start = from;
    while (to < size && is_blank(bytes[to]))
        to++;
    if (to + 1 < size && bytes[to] == '\r' && bytes[to + 1] == '\n')
        to++;
    token->is_last = to == size || bytes[to] == '\n';
    token->next_line = to < size ? to + 1 : to;
}

static bool report_unclosed_tag(struct parser *parser, size_t start)
{
    struct text line = text_slice(parser->bytes, start, start + 40);
    line = text_trim(text_slice(line, 0, text_find_byte(line, '\n', 0)));
    struct text tag = text_slice(line, 0, text_find_byte(line, ' ', parser->opener.size + 1));
    struct diagnostic *diagnostic =
        report_mistake(parser, start, "tag '%.*s' is never closed", TEXT_ARGUMENTS(mustache_shown(tag)));
    diagnostic_hint(parser->diagnostics, diagnostic, "end it with '%.*s'", TEXT_ARGUMENTS(parser->closer));
    return false;
}

/* Cuts the tag that begins at `start`. False when it has no end. */
static bool read_token(struct parser *parser, size_t start, struct token *token)
{
    struct text bytes = parser->bytes;
    size_t at = start + parser->opener.size;
    while (at < bytes.size && strchr(" \t\r\n", bytes.bytes[at]) && bytes.bytes[at])
        at++;
    char sign = at < bytes.size ? bytes.bytes[at] : '\0';
    *token = (struct token){.start = start, .sign = sign && strchr("#^/><$&{!=", sign) ? sign : '\0'};
    if (token->sign)
        at++;
    struct text closer = sign == '{' ? parser->raw_closer : sign == '=' ? parser->set_closer : parser->closer;
    size_t end = find(bytes, closer, at);
    if (end + closer.size > bytes.size)
        return report_unclosed_tag(parser, start);
    token->content = text_trim(text_slice(bytes, at, end));
    token->end = end + closer.size;
    if (token->sign != '!' && (text_find_byte(token->content, '\n', 0) < token->content.size ||
                               find(token->content, parser->opener, 0) < token->content.size))
        return report_unclosed_tag(parser, start);
    find_line(parser, token);
    return true;
}

static bool has_blank(struct text text)
{
    for (size_t i = 0; i < text.size; i++)
        if (is_blank(text.bytes[i]))
            return true;
    return false;
}

static bool check_name(struct parser *parser, const struct token *token)
{
    struct text name = token->content, shown = mustache_shown(name);
    if (name.size == 0) {
        report_mistake(parser, token->start, "tag without a name");
        return false;
    }
    if (has_blank(name)) {
        report_mistake(parser, token->start, "name '%.*s' has a space in it", TEXT_ARGUMENTS(shown));
        return false;
    }
    bool is_path = token->sign == '\0' || strchr("#^&{", token->sign);
    if (is_path && name.size > 1 && (text_ends_with(name, ".") || find(name, TEXT(".."), 0) < name.size)) {
        struct diagnostic *diagnostic = report_mistake(parser, token->start, "bad name '%.*s'", TEXT_ARGUMENTS(shown));
        diagnostic_hint(parser->diagnostics, diagnostic, "write one dot between two names");
        return false;
    }
    return true;
}

static void use_delimiters(struct parser *parser, struct text opener, struct text closer)
{
    parser->opener = opener;
    parser->closer = closer;
    parser->raw_closer = text_join(parser->arena, TEXT("}"), closer);
    parser->set_closer = text_join(parser->arena, TEXT("="), closer);
}

static void set_delimiters(struct parser *parser, const struct token *token)
{
    struct text content = token->content;
    size_t middle = 0;
    while (middle < content.size && !is_blank(content.bytes[middle]))
        middle++;
    struct text opener = text_slice(content, 0, middle), closer = text_trim(text_slice(content, middle, content.size));
    if (opener.size == 0 || closer.size == 0 || has_blank(closer) || text_find_byte(content, '=', 0) < content.size) {
        struct diagnostic *diagnostic =
            report_mistake(parser, token->start, "bad delimiters '%.*s'", TEXT_ARGUMENTS(mustache_shown(content)));
        diagnostic_hint(parser->diagnostics, diagnostic,
                        "write two signs with a space between them, such as {{=<%% %%>=}}");
        return;
    }
    use_delimiters(parser, opener, closer);
}

/* ---- elements ---- */

static bool open_element(struct parser *parser, const struct token *token, struct tag *tag)
{
    if (parser->depth == MUSTACHE_DEPTH_LIMIT) {
        report_mistake(parser, token->start, mustache_messages(tag->kind)->too_deep,
                       TEXT_ARGUMENTS(mustache_shown(tag->name)), MUSTACHE_DEPTH_LIMIT);
        return false;
    }
    parser->elements[parser->depth++] =
        (struct element){tag, parser->end, parser->prefix, token->is_first, token->is_last};
    parser->end = &tag->children;
    return true;
}

/* The white space at `position` without the prefix. */
static struct text indent_at(struct parser *parser, size_t position)
{
    size_t end = position;
    while (end < parser->bytes.size && is_blank(parser->bytes.bytes[end]))
        end++;
    struct text indent = text_slice(parser->bytes, position, end);
    return begins(indent, parser->prefix) ? text_slice(indent, parser->prefix.size, indent.size) : indent;
}

static bool open_parent(struct parser *parser, const struct token *token)
{
    /* Whether it stands alone is only known at its end; until then its white space is set aside. */
    add_text(parser, token->is_first ? token->line_start : token->start);
    parser->text_start = token->end;
    struct tag *tag = append(parser, TAG_PARENT, token->start, token->content);
    if (token->is_first)
        tag->indent = indent_at(parser, token->line_start);
    return open_element(parser, token, tag);
}

static bool open_override(struct parser *parser, const struct token *token)
{
    add_text(parser, token->start);
    parser->text_start = token->is_last ? token->next_line : token->end;
    struct tag *tag = append(parser, TAG_BLOCK, token->start, token->content);
    if (!open_element(parser, token, tag))
        return false;
    if (token->is_last) {
        struct text inner = indent_at(parser, token->next_line);
        size_t outer_size = parser->prefix.size;
        if (begins(text_slice(parser->bytes, token->next_line, parser->bytes.size), parser->prefix))
            parser->prefix = text_slice(parser->bytes, token->next_line, token->next_line + outer_size + inner.size);
    }
    return true;
}

static bool open_block(struct parser *parser, const struct token *token)
{
    if (is_in_parent(parser))
        return open_override(parser, token);
    bool is_alone = pass_tag(parser, token, true);
    struct tag *tag = append(parser, TAG_BLOCK, token->start, token->content);
    tag->is_standalone = is_alone;
    if (is_alone)
        tag->indent = indent_at(parser, token->next_line);
    else if (token->is_first)
        tag->indent = indent_at(parser, token->line_start);
    return open_element(parser, token, tag);
}

/* Refuses two overrides of one block, and prepares fast look-up where there are many. */
static void index_overrides(struct parser *parser, struct tag *parent)
{
    struct map *blocks = ARENA_NEW(parser->arena, struct map);
    blocks->arena = parser->arena;
    for (struct tag *tag = parent->children; tag; tag = tag->next) {
        if (tag->kind != TAG_BLOCK)
            continue;
        const struct tag *before = map_set(blocks, tag->name, tag);
        if (before && parser->mistakes < MISTAKE_LIMIT) {
            struct diagnostic *diagnostic = report_mistake(parser, tag->position, "block '%.*s' is given twice",
                                                           TEXT_ARGUMENTS(mustache_shown(tag->name)));
            diagnostic_note(parser->diagnostics, diagnostic, mustache_place(parser->template, before),
                            "the first one is here");
        }
    }
    if (blocks->count > FEW_BLOCKS)
        parent->blocks = blocks;
}

static void pop_element(struct parser *parser)
{
    struct element *element = innermost(parser);
    parser->end = element->end_outside;
    parser->prefix = element->prefix_outside;
    parser->depth--;
}

static void report_unclosed_element(struct parser *parser, const struct token *closing)
{
    const struct tag *tag = innermost(parser)->tag;
    struct text name = mustache_shown(tag->name);
    struct diagnostic *diagnostic =
        report_mistake(parser, tag->position, mustache_messages(tag->kind)->unclosed, TEXT_ARGUMENTS(name));
    diagnostic_hint(parser->diagnostics, diagnostic, "add %.*s/%.*s%.*s", TEXT_ARGUMENTS(parser->opener),
                    TEXT_ARGUMENTS(name), TEXT_ARGUMENTS(parser->closer));
    if (closing)
        diagnostic_note(parser->diagnostics, diagnostic, source_place(parser->template->source, closing->start),
                        "'%.*s' is closed here, around it", TEXT_ARGUMENTS(mustache_shown(closing->content)));
}

static void report_stray_closing(struct parser *parser, const struct token *token)
{
    struct diagnostic *diagnostic = report_mistake(parser, token->start, "'%.*s' is closed but was never opened",
                                                   TEXT_ARGUMENTS(mustache_shown(token->content)));
    if (!parser->depth)
        return;
    const struct tag *tag = innermost(parser)->tag;
    diagnostic_note(parser->diagnostics, diagnostic, mustache_place(parser->template, tag),
                    mustache_messages(tag->kind)->open, TEXT_ARGUMENTS(mustache_shown(tag->name)));
}

static void close_matching(struct parser *parser, const struct token *token)
{
    struct element element = *innermost(parser);
    struct tag *tag = element.tag;
    bool is_override =
        tag->kind == TAG_BLOCK && parser->depth > 1 && parser->elements[parser->depth - 2].tag->kind == TAG_PARENT;
    if (tag->kind == TAG_PARENT) {
        add_text(parser, token->start);
        tag->is_standalone = element.is_first && (element.is_last || token->is_last);
        bool ends_line = token->is_last && (token->is_first || element.is_first);
        parser->text_start = ends_line ? token->next_line : token->end;
        index_overrides(parser, tag);
    } else if (is_override) {
        add_text(parser, token->is_first ? token->line_start : token->start);
        parser->text_start = token->end;
    } else {
        pass_tag(parser, token, true);
        if (tag->kind == TAG_BLOCK && !tag->is_standalone && !token->is_last)
            tag->indent = (struct text){0};
    }
    pop_element(parser);
}

static void close_element(struct parser *parser, const struct token *token)
{
    unsigned match = parser->depth;
    while (match > 0 && !text_equal(parser->elements[match - 1].tag->name, token->content))
        match--;
    if (match == 0) {
        pass_tag(parser, token, true);
        report_stray_closing(parser, token);
        return;
    }
    if (match < parser->depth) {
        pass_tag(parser, token, true);
        for (; match < parser->depth; pop_element(parser))
            report_unclosed_element(parser, token);
    }
    close_matching(parser, token);
}

/* ---- the whole ---- */

static enum tag_kind kind_of(char sign)
{
    switch (sign) {
    case '#':
        return TAG_SECTION;
    case '^':
        return TAG_INVERTED;
    case '>':
        return TAG_PARTIAL;
    case '&':
    case '{':
        return TAG_RAW;
    default:
        return TAG_ESCAPED;
    }
}

static bool add_tag(struct parser *parser, const struct token *token)
{
    if (token->sign == '<')
        return open_parent(parser, token);
    if (token->sign == '$')
        return open_block(parser, token);
    enum tag_kind kind = kind_of(token->sign);
    bool is_alone = pass_tag(parser, token, kind != TAG_ESCAPED && kind != TAG_RAW);
    struct tag *tag = append(parser, kind, token->start, token->content);
    if (kind == TAG_SECTION || kind == TAG_INVERTED)
        return open_element(parser, token, tag);
    tag->is_standalone = is_alone;
    if (is_alone)
        tag->indent = indent_at(parser, token->line_start);
    return true;
}

/* False when nothing sensible can follow. */
static bool take_tag(struct parser *parser, size_t start)
{
    struct token token;
    if (!read_token(parser, start, &token))
        return false;
    if (token.sign == '!' || token.sign == '=') {
        pass_tag(parser, &token, true);
        if (token.sign == '=')
            set_delimiters(parser, &token);
        return true;
    }
    if (!check_name(parser, &token)) {
        pass_tag(parser, &token, true);
        return true;
    }
    if (token.sign != '/')
        return add_tag(parser, &token);
    close_element(parser, &token);
    return true;
}

bool mustache_parse(struct arena *arena, struct template *template, struct diagnostics *diagnostics)
{
    struct parser parser = {.arena = arena, .template = template, .diagnostics = diagnostics};
    parser.bytes = template->source->bytes;
    use_delimiters(&parser, TEXT("{{"), TEXT("}}"));
    parser.end = &template->tags;
    template->tags = NULL;
    bool goes_on = true;
    while (goes_on && parser.mistakes < MISTAKE_LIMIT) {
        size_t start = find(parser.bytes, parser.opener, parser.text_start);
        if (start == parser.bytes.size)
            break;
        goes_on = take_tag(&parser, start);
    }
    if (goes_on) {
        add_text(&parser, parser.bytes.size);
        for (; parser.depth && parser.mistakes < MISTAKE_LIMIT; pop_element(&parser))
            report_unclosed_element(&parser, NULL);
    }
    return parser.mistakes == 0;
}
