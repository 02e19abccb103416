/* Quotation marks, dashes and ellipses of the language, from what people type. Swedish has one mark
 * for both sides; English marks depend on what stands before. */
#include "markup/parser.h"

/* One text and what surrounds it in its paragraph. */
struct setting {
    struct text text;
    uint32_t before;     /* the character before it; 0 at the beginning of a paragraph */
    bool is_space_after; /* a line break follows */
    bool is_english;
};

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static bool is_space(uint32_t character)
{
    return character == ' ' || character == '\t' || character == '\n' || character == 0xA0;
}

static uint32_t character_before(const struct setting *setting, size_t position)
{
    if (position == 0)
        return setting->before;
    size_t at = utf8_before(setting->text, position);
    return utf8_next(setting->text, &at);
}

/* Whether a number with at most one point, comma or colon stands at [from, to); its whole part. */
static bool read_number(struct text text, size_t from, size_t to, size_t *digits, unsigned long *whole)
{
    size_t separators = 0;
    *digits = 0;
    *whole = 0;
    for (size_t i = from; i < to; i++) {
        if (!is_digit(text.bytes[i]))
            separators++;
        else if (separators == 0 && ++*digits <= 7)
            *whole = *whole * 10 + (unsigned long)(text.bytes[i] - '0');
    }
    return separators <= 1 && *digits >= 1 && *digits <= 7;
}

static bool is_separator(char byte)
{
    return byte == '.' || byte == ',' || byte == ':';
}

enum { NUMBER_SIZE = 16 };

static size_t number_start(struct text text, size_t hyphen)
{
    size_t at = hyphen;
    while (at > 0 && hyphen - at < NUMBER_SIZE &&
           (is_digit(text.bytes[at - 1]) ||
            (at < hyphen && is_separator(text.bytes[at - 1]) && at > 1 && is_digit(text.bytes[at - 2]))))
        at--;
    return at;
}

static size_t number_end(struct text text, size_t hyphen)
{
    size_t at = hyphen + 1;
    while (at < text.size && at - hyphen < NUMBER_SIZE &&
           (is_digit(text.bytes[at]) ||
            (at > hyphen + 1 && is_separator(text.bytes[at]) && at + 1 < text.size && is_digit(text.bytes[at + 1]))))
        at++;
    return at;
}

/* What may stand before a range: not a part of a date, phone number, path or identifier. */
static bool may_precede(struct text text, size_t start)
{
    if (start == 0)
        return true;
    char byte = text.bytes[start - 1];
    if (byte == '.')
        return start > 1 && is_letter(text.bytes[start - 2]); /* "s.9-12" */
    if (is_letter(byte) || is_digit(byte) || strchr("-_/@#+=%&)*\\", byte))
        return false;
    if (byte != ' ')
        return true;
    size_t at = start - 1; /* "+46 70-174" */
    while (at > 0 && start - at < 5 && is_digit(text.bytes[at - 1]))
        at--;
    return at == 0 || text.bytes[at - 1] != '+';
}

static bool may_follow(struct text text, size_t end)
{
    if (end >= text.size)
        return true;
    char byte = text.bytes[end], next = end + 1 < text.size ? text.bytes[end + 1] : ' ';
    if (byte == '-')
        return !is_digit(next) && next != '-';
    if (byte == '.')
        return !is_letter(next) && !is_digit(next);
    unsigned char first = (unsigned char)byte;
    return !is_letter(byte) && !is_digit(byte) && !strchr("_/@=+*", byte) && (first < 0xC3 || first > 0xC5);
}

/* "08-12" is hours; "08-465 004 00" and "070-1740605" are telephone numbers. */
static bool are_hours(struct text text, size_t end, const size_t digits[2], const unsigned long whole[2])
{
    bool more_digits = end + 1 < text.size && text.bytes[end] == ' ' && is_digit(text.bytes[end + 1]);
    return digits[0] == 2 && digits[1] == 2 && whole[0] < whole[1] && whole[1] <= 24 && !more_digits;
}

/* Whether the hyphen at `hyphen` stands between the two numbers of a range: "9-12", "kl. 9.00-15.30",
 * "2019-2020", "16-20-åringar". */
static bool is_range(struct text text, size_t hyphen)
{
    size_t start = number_start(text, hyphen), end = number_end(text, hyphen), digits[2];
    unsigned long whole[2];
    if (!read_number(text, start, hyphen, &digits[0], &whole[0]) ||
        !read_number(text, hyphen + 1, end, &digits[1], &whole[1]) || !may_precede(text, start) ||
        !may_follow(text, end))
        return false;
    bool is_group = digits[0] == 3 && start > 1 && text.bytes[start - 1] == ' ' && is_digit(text.bytes[start - 2]);
    if (is_group)
        return true; /* "10 000-12 000" */
    if (text.bytes[start] == '0' && digits[0] > 1)
        return are_hours(text, end, digits, whole);
    bool is_month = digits[0] == 4 && digits[1] == 2 && hyphen - start == 4 && whole[1] >= 1 && whole[1] <= 12;
    if (is_month || (text.bytes[hyphen + 1] == '0' && digits[1] > 1))
        return false;
    if (digits[0] <= 4 && digits[1] <= 4)
        return digits[0] <= digits[1] || digits[0] <= 2 || (digits[0] == 4 && digits[1] == 2);
    return whole[0] < whole[1] && digits[1] - digits[0] <= 1;
}

static size_t run_length(struct text text, size_t position)
{
    size_t end = position;
    while (end < text.size && text.bytes[end] == text.bytes[position])
        end++;
    return end - position;
}

static const char *quotation_mark(const struct setting *setting, size_t position)
{
    bool is_double = setting->text.bytes[position] == '"';
    if (!setting->is_english)
        return is_double ? "”" : "’";
    uint32_t before = character_before(setting, position);
    char next = position + 1 < setting->text.size ? setting->text.bytes[position + 1] : '\0';
    bool is_open = before == 0 || is_space(before) || before == '(' || before == '[' || before == '{' ||
                   before == 0x2013 || before == 0x2014 || before == 0x201C || before == 0x2018 || before == '"' ||
                   before == '\'' || before == '/' || before == '-';
    is_open = is_open && !is_space((unsigned char)next) && (is_double || !is_digit(next)); /* ’90s */
    if (before == '"' || before == '\'') /* nested: as the mark outside */
        is_open = is_open && (is_letter(next) || is_digit(next));
    return is_double ? is_open ? "“" : "”" : is_open ? "‘" : "’";
}

/* What stands for the `run` bytes at `position`, or NULL when they stay. */
static const char *replacement(const struct setting *setting, size_t position, size_t run)
{
    struct text text = setting->text;
    size_t end = position + run;
    switch (text.bytes[position]) {
    case '"':
    case '\'':
        return quotation_mark(setting, position);
    case '.':
        return run == 3 ? "…" : NULL;
    default:
        break;
    }
    if (run == 2)
        return "–";
    if (run != 1)
        return NULL;
    bool is_space_before = is_space(character_before(setting, position));
    bool is_space_next = end < text.size ? is_space((unsigned char)text.bytes[end]) : setting->is_space_after;
    return (is_space_before && is_space_next) || is_range(text, position) ? "–" : NULL;
}

static struct text apply(struct arena *arena, const struct setting *setting)
{
    struct text text = setting->text;
    struct buffer buffer = {.arena = arena};
    struct bare_link link = {0};
    bool has_link = bare_link_find(text, 0, &link);
    size_t from = 0;
    for (size_t i = 0; i < text.size;) {
        while (has_link && i >= link.to)
            has_link = bare_link_find(text, link.to, &link);
        char byte = text.bytes[i];
        if (byte != '"' && byte != '\'' && byte != '-' && byte != '.') {
            i++;
            continue;
        }
        if (has_link && i >= link.from) {
            i = link.to;
            continue;
        }
        size_t run = byte == '-' || byte == '.' ? run_length(text, i) : 1;
        const char *with = replacement(setting, i, run);
        if (with) {
            buffer_add(&buffer, text_slice(text, from, i));
            buffer_add_string(&buffer, with);
            from = i + run;
        }
        i += run;
    }
    if (from == 0)
        return text;
    buffer_add(&buffer, text_slice(text, from, text.size));
    return buffer_text(&buffer);
}

struct text markup_typography(struct arena *arena, struct text text, struct text language)
{
    struct setting setting = {.text = text, .is_english = text_is(language, "en")};
    return apply(arena, &setting);
}

/* A text that is the address of its link stays as it is. */
static bool is_address(const struct markup_node *node)
{
    const struct markup_node *link = node->parent;
    if (link->kind != MARKUP_LINK || link->first != node || node->next)
        return false;
    return link->url.size >= node->text.size &&
           text_equal(text_slice(link->url, link->url.size - node->text.size, link->url.size), node->text);
}

static bool is_break(const struct markup_node *node)
{
    return node && (node->kind == MARKUP_SOFT_BREAK || node->kind == MARKUP_LINE_BREAK);
}

/* Marks of other languages than these two are those of the text around the phrase. */
static bool is_english(const struct markup_parser *parser, const struct markup_node *node)
{
    for (; node; node = node->parent) {
        if (text_starts_with(node->language, "en") || text_starts_with(node->language, "sv"))
            return text_starts_with(node->language, "en");
    }
    return text_is(parser->options->language, "en");
}

static struct text set(struct markup_parser *parser, const struct markup_node *node, struct text text, uint32_t before,
                       bool is_space_after)
{
    struct setting setting = {text, before, is_space_after, is_english(parser, node)};
    return escapes_restore(parser->arena, apply(parser->arena, &setting), ESCAPE_CHARACTER);
}

static uint32_t last_character(struct text text, uint32_t before)
{
    struct setting setting = {.text = text, .before = before};
    return character_before(&setting, text.size);
}

void typography_apply(struct markup_parser *parser, struct markup_node *block)
{
    uint32_t before = 0;
    for (struct markup_node *node = block; node; node = markup_next(block, node)) {
        if (is_break(node)) {
            before = ' ';
        } else if (node->kind == MARKUP_CODE || node->kind == MARKUP_PICTURE) {
            node->text = node->kind == MARKUP_PICTURE ? set(parser, node, node->text, 0, false) : node->text;
            before = 'x';
        } else if (node->kind == MARKUP_TEXT) {
            struct text text = node->text;
            if (is_address(node))
                node->text = escapes_restore(parser->arena, text, ESCAPE_CHARACTER);
            else
                node->text = set(parser, node, text, before, is_break(node->next));
            before = last_character(text, before);
        }
        if (node->title.size)
            node->title = set(parser, node, node->title, 0, false);
    }
}
