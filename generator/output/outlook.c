#include "output/outlook.h"

#include "output/tags.h"

#include <glib.h>
#include <stdlib.h>

enum { WORD_VERSION = 16 };

/* The tables */

/* Properties that begin so are kept on these elements alone; "" on none. The first row that fits counts. */
static const struct {
    const char *property, *elements;
} properties[] = {
    {"max-width", "table"},
    {"width", "table td th col"},
    {"height", "table tr td th"},
    {"padding", "td th ul ol"}, /* lists have none in Word; browsers must be told so */
    {"border-radius", ""},
    {"border-top-left-radius", ""},
    {"border-top-right-radius", ""},
    {"border-bottom-left-radius", ""},
    {"border-bottom-right-radius", ""},
    {"background-image", ""},
    {"background-size", ""},
    {"background-position", ""},
    {"background-repeat", ""},
    {"min-", ""},
    {"max-height", ""},
    {"opacity", ""},
    {"box-", ""},
    {"text-shadow", ""},
    {"overflow", ""},
    {"white-space", ""},
    {"object-", ""},
    {"aspect-ratio", ""},
    {"gap", ""},
    {"column-gap", ""},
    {"row-gap", ""},
    {"flex", ""},
    {"grid", ""},
    {"align-", ""},
    {"justify-", ""},
    {"place-", ""},
    {"order", ""},
    {"float", ""},
    {"clear", ""},
    {"position", ""},
    {"top", ""},
    {"right", ""},
    {"bottom", ""},
    {"left", ""},
    {"inset", ""},
    {"z-index", ""},
    {"transform", ""},
    {"transition", ""},
    {"animation", ""},
    {"filter", ""},
    {"clip", ""},
    {"mask", ""},
    {"cursor", ""},
    {"--", ""},
};

/* Values with any of this make a declaration void. */
static const char *const unknown_values[] = {"var(", "calc(",     "min(", "max(", "clamp(",
                                             "url(", "gradient(", "rem",  "vw",   "vh"};

/* Elements that Word does not know: their tags fall away, what stands in them stays. */
static const char unwrapped[] = "article section nav main header footer aside figure figcaption details summary mark "
                                "time picture source hgroup search dialog template slot";
/* … and those that fall away whole. */
static const char dropped[] =
    "script svg video audio object iframe canvas form button select textarea xml o:p noscript";
static const char lone[] = "input link base embed track";                 /* the same, without an end tag */
static const char void_attributes[] = "id srcset sizes loading decoding"; /* an anchor is found by its name alone */

/* Typefaces that come with Windows and Office; what Word falls back to when a list names none of them. */
static const char *const faces[][2] = {
    {"Arial", "sans-serif"},
    {"Calibri", "Carlito,sans-serif"},
    {"Cambria", "Caladea,serif"},
    {"Georgia", "serif"},
    {"Times New Roman", "serif"},
    {"Verdana", "sans-serif"},
    {"Tahoma", "sans-serif"},
    {"Segoe UI", "sans-serif"},
    {"Trebuchet MS", "sans-serif"},
    {"Consolas", "monospace"},
    {"Courier New", "monospace"},
    {"Constantia", "serif"},
    {"Candara", "sans-serif"},
    {"Corbel", "sans-serif"},
    {"Helvetica", "Arial,sans-serif"},
    {"sans-serif", "sans-serif"},
    {"serif", "serif"},
    {"monospace", "monospace"},
};
static const char fallback[] = "'Times New Roman',serif";

/* Styles */

static bool has_prefix(struct text text, const char *prefix)
{
    if (!text.size || g_ascii_tolower(text.bytes[0]) != prefix[0])
        return false;
    struct text wanted = text_from(prefix);
    return text.size >= wanted.size && text_equal_but_case(text_slice(text, 0, wanted.size), wanted);
}

static bool has_unknown_value(struct text value)
{
    for (size_t i = 0; i < G_N_ELEMENTS(unknown_values); i++)
        if (text_find(value, text_from(unknown_values[i]), 0) < value.size)
            return true;
    return false;
}

/* No margin that centres or pulls, and none on what Word does not take for a block. */
static bool is_margin_kept(struct text value, struct text element)
{
    bool has_auto = text_find(value, TEXT("auto"), 0) < value.size;
    bool is_negative = text_find_byte(value, '-', 0) < value.size;
    return !has_auto && !is_negative && !tag_is_among(element, "body span a img");
}

static bool is_kept(struct text property, struct text value, struct text element)
{
    if (text_equal_but_case(property, TEXT("font-family")))
        return true;
    if (has_unknown_value(value))
        return false;
    if (has_prefix(property, "margin"))
        return is_margin_kept(value, element);
    if (text_equal_but_case(property, TEXT("display")))
        return has_prefix(value, "none");
    for (size_t i = 0; i < G_N_ELEMENTS(properties); i++)
        if (has_prefix(property, properties[i].property))
            return tag_is_among(element, properties[i].elements);
    return true;
}

static struct text without_quotes(struct text text)
{
    text = text_trim(text);
    bool is_quoted = text.size >= 2 && (text.bytes[0] == '"' || text.bytes[0] == '\'');
    return is_quoted ? text_slice(text, 1, text.size - 1) : text;
}

/* The first typeface of a list that Word has. */
static void add_face(struct buffer *style, struct text list)
{
    for (size_t from = 0; from < list.size;) {
        size_t end = text_find_byte(list, ',', from);
        struct text name = without_quotes(text_slice(list, from, end));
        for (size_t i = 0; i < G_N_ELEMENTS(faces); i++)
            if (text_equal_but_case(name, text_from(faces[i][0]))) {
                buffer_format(style, "'%s',%s", faces[i][0], faces[i][1]);
                return;
            }
        from = end + 1;
    }
    buffer_add_string(style, fallback);
}

static void add_declarations(struct buffer *style, struct text rest, struct text element)
{
    struct text property, value;
    while (tag_declaration(&rest, &property, &value)) {
        if (!is_kept(property, value, element))
            continue;
        if (text_equal_but_case(property, TEXT("mso-hide"))) {
            buffer_add_string(style, "display:none;");
            continue;
        }
        buffer_format(style, "%.*s:", TEXT_ARGUMENTS(property));
        if (text_equal_but_case(property, TEXT("font-family")))
            add_face(style, value);
        else
            buffer_add(style, value);
        buffer_add_byte(style, ';');
    }
}

/* A style sheet: rules without conditions, and of them what any element may have. */
static void add_sheet(struct buffer *html, struct text sheet)
{
    buffer_add_string(html, "<style>");
    for (size_t at = 0; at < sheet.size;) {
        size_t open = text_find_byte(sheet, '{', at);
        struct text selector = text_trim(text_slice(sheet, at, open));
        size_t end = open + 1, depth = 1;
        for (; end < sheet.size && depth; end++)
            depth = depth + (sheet.bytes[end] == '{') - (sheet.bytes[end] == '}');
        if (selector.size && selector.bytes[0] != '@' && open < sheet.size) {
            buffer_format(html, "%.*s{", TEXT_ARGUMENTS(selector));
            add_declarations(html, text_slice(sheet, open + 1, end - 1), TEXT("*"));
            buffer_add_byte(html, '}');
        }
        at = end;
    }
    buffer_add_string(html, "</style>");
}

/* Tags */

static struct text decode(struct arena *arena, struct text text)
{
    static const char *const entities[][2] = {{"&amp;", "&"}, {"&quot;", "\""}, {"&#34;", "\""},
                                              {"&#39;", "'"}, {"&lt;", "<"},    {"&gt;", ">"}};
    struct buffer plain = {.arena = arena};
    if (text_find_byte(text, '&', 0) == text.size)
        return text;
    for (size_t i = 0; i < text.size;) {
        struct text rest = text_slice(text, i, text.size);
        size_t entity = 0;
        while (entity < G_N_ELEMENTS(entities) && !text_starts_with(rest, entities[entity][0]))
            entity++;
        bool is_entity = entity < G_N_ELEMENTS(entities);
        buffer_add_byte(&plain, is_entity ? entities[entity][1][0] : text.bytes[i]);
        i += is_entity ? text_from(entities[entity][0]).size : 1;
    }
    return buffer_text(&plain);
}

static void add_attribute(struct buffer *html, struct text name, struct text value)
{
    bool has_double = text_find_byte(value, '"', 0) < value.size;
    buffer_format(html, " %.*s=%c", TEXT_ARGUMENTS(name), has_double ? '\'' : '"');
    buffer_add(html, value);
    buffer_add_byte(html, has_double ? '\'' : '"');
}

static void add_start(struct buffer *html, const struct tag *tag)
{
    struct text rest = tag->attributes, name, value;
    buffer_add_byte(html, '<');
    buffer_add(html, tag->name);
    while (tag_attribute(&rest, &name, &value)) {
        struct buffer style = {.arena = html->arena};
        if (tag_is_among(name, void_attributes))
            continue;
        if (!text_equal_but_case(name, TEXT("style"))) {
            add_attribute(html, name, value);
            continue;
        }
        add_declarations(&style, decode(html->arena, value), tag->name);
        if (!style.size)
            continue;
        buffer_add_string(html, " style=\"");
        buffer_add_escaped(html, buffer_text(&style));
        buffer_add_byte(html, '"');
    }
    buffer_add_byte(html, '>');
}

/* Conditional comments */

/* "[if gte mso 9]" and its like, as Word 2016 and later answer. */
static bool is_for_word(struct text condition)
{
    static const char *const comparisons[] = {"lt ", "lte ", "gt ", "gte "};
    size_t mso = text_find(condition, TEXT("mso"), 0);
    if (mso == condition.size)
        return false;
    if (mso && condition.bytes[mso - 1] == '!')
        return false;
    struct text number = text_trim(text_slice(condition, mso + 3, condition.size));
    int version = number.size && g_ascii_isdigit(number.bytes[0]) ? number.bytes[0] - '0' : WORD_VERSION;
    if (number.size > 1 && g_ascii_isdigit(number.bytes[0]) && g_ascii_isdigit(number.bytes[1]))
        version = version * 10 + number.bytes[1] - '0';
    struct text before = text_slice(condition, 0, mso);
    size_t kind = 0;
    while (kind < G_N_ELEMENTS(comparisons) && !text_ends_with(before, comparisons[kind]))
        kind++;
    switch (kind) {
    case 0:
        return WORD_VERSION < version;
    case 1:
        return WORD_VERSION <= version;
    case 2:
        return WORD_VERSION > version;
    case 3:
        return WORD_VERSION >= version;
    default:
        return WORD_VERSION == version;
    }
}

struct reader {
    struct text html, part; /* `part`: of `html`, up to where the conditional comment that is open ends */
    size_t at, resume;      /* `resume`: behind that comment; 0: none is open */
};

static bool next(struct reader *reader, struct tag *tag)
{
    if (tag_next(reader->part, &reader->at, tag))
        return true;
    if (!reader->resume)
        return false;
    reader->part = reader->html;
    reader->at = reader->resume;
    reader->resume = 0;
    return tag_next(reader->part, &reader->at, tag);
}

/* Enters what a conditional comment holds for Word, or passes over what it holds for others. */
static void read_comment(struct reader *reader, struct text comment)
{
    if (reader->resume || !text_starts_with(comment, "<!--[if"))
        return;
    size_t close = text_find(comment, TEXT("]>"), 0), start = reader->at - comment.size;
    bool is_open_to_others = text_ends_with(comment, "<!-->") || text_ends_with(comment, "<!-- -->");
    bool is_ours = is_for_word(text_slice(comment, 7, close));
    if (is_ours && !is_open_to_others && close < comment.size) {
        reader->resume = reader->at;
        reader->at = start + close + 2;
        reader->part.size = start + text_find(comment, TEXT("<![endif]"), 0);
    } else if (!is_ours && is_open_to_others) {
        size_t end = text_find_byte(reader->html, '>', text_find(reader->html, TEXT("<![endif]"), reader->at));
        reader->at = end < reader->html.size ? end + 1 : end;
    }
}

static void write_tag(struct reader *reader, const struct tag *tag, struct buffer *simple)
{
    if (tag_is_among(tag->name, unwrapped) || tag_is_among(tag->name, lone))
        return;
    bool is_dropped = tag_is_among(tag->name, dropped);
    if (tag->kind == TAG_END && !is_dropped)
        buffer_add(simple, tag->whole);
    else if (tag->kind == TAG_END)
        return;
    else if (is_dropped)
        tag_content(reader->part, &reader->at, text_string(simple->arena, tag->name));
    else if (tag_is(tag, "style"))
        add_sheet(simple, tag_content(reader->part, &reader->at, "style"));
    else
        add_start(simple, tag);
}

struct text outlook_simplify(struct arena *arena, struct text html)
{
    struct buffer simple = {.arena = arena};
    struct reader reader = {.html = html, .part = html};
    struct tag tag;
    while (next(&reader, &tag)) {
        bool is_doctype = tag.kind == TAG_COMMENT && has_prefix(tag.whole, "<!doctype");
        if (tag.kind == TAG_TEXT || is_doctype)
            buffer_add(&simple, tag.whole);
        else if (tag.kind == TAG_COMMENT)
            read_comment(&reader, tag.whole);
        else
            write_tag(&reader, &tag, &simple);
    }
    return buffer_text(&simple);
}
