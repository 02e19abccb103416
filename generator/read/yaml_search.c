#include "read/yaml_search.h"
#include "read/yaml_fault.h"

#include <string.h>

enum { LEVEL_LIMIT = 130 };

enum after {
    AFTER_OPEN,   /* a name or hyphen without value: something deeper may follow */
    AFTER_PLAIN,  /* a text that may go on in deeper lines */
    AFTER_CLOSED, /* a value that is complete */
    AFTER_BLOCK,  /* the same, a text block with | or > */
};

/* A map or list that is open, and the column (from 0) where it begins. */
struct level {
    size_t column;
    bool is_list;
    struct text key; /* the latest */
};

struct line {
    size_t start, end;
    unsigned number;
};

/* Faults of indentation come in every line once they come; each kind is told once, with a number. */
struct repeated {
    struct place place;
    uint32_t character;
    unsigned lines;
};

struct scan {
    const struct passage *passage;
    struct diagnostics *diagnostics;
    struct text text;
    struct line now;
    struct level levels[LEVEL_LIMIT];
    size_t depth;
    enum after after;
    bool is_loose; /* the columns are not what the author saw: say nothing of them */
    struct repeated tabs, special_spaces;
    unsigned misfit_line;    /* the latest line that did not fit: the next one follows it */
    struct place text_place; /* of a plain text that begins on a line of its own, and the column */
    size_t text_column;      /* where names would have begun; SIZE_MAX when there is none */
};

static struct place place_at(const struct scan *scan, size_t position)
{
    size_t column = utf8_count(text_slice(scan->text, scan->now.start, position));
    return passage_place(scan->passage, scan->now.number, (unsigned)column + 1);
}

static struct text rest_of_line(const struct scan *scan, size_t position)
{
    return text_slice(scan->text, position, scan->now.end);
}

static bool go_to_line_of(struct scan *scan, size_t position)
{
    while (scan->now.end < position) {
        scan->now.start = scan->now.end + 1;
        scan->now.end = text_find_byte(scan->text, '\n', scan->now.start);
        scan->now.number++;
    }
    return scan->now.start < scan->text.size;
}

static bool next_line(struct scan *scan)
{
    return scan->now.end < scan->text.size && go_to_line_of(scan, scan->now.end + 1);
}

static char byte_at(const struct scan *scan, size_t position)
{
    return position < scan->now.end ? scan->text.bytes[position] : '\n';
}

static bool is_blank_at(const struct scan *scan, size_t position)
{
    char c = byte_at(scan, position);
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static size_t skip_blanks(const struct scan *scan, size_t position)
{
    while (position < scan->now.end && is_blank_at(scan, position))
        position++;
    return position;
}

static bool is_line_over(const struct scan *scan, size_t position)
{
    size_t next = skip_blanks(scan, position);
    return next == scan->now.end || (scan->text.bytes[next] == '#' &&
                                     (next > position || next == scan->now.start || is_blank_at(scan, next - 1)));
}

static struct level *top(struct scan *scan)
{
    return scan->depth ? &scan->levels[scan->depth - 1] : NULL;
}

static void push(struct scan *scan, size_t column, bool is_list)
{
    if (scan->depth < LEVEL_LIMIT)
        scan->levels[scan->depth++] = (struct level){.column = column, .is_list = is_list};
}

static struct text top_key(struct scan *scan)
{
    return scan->depth ? top(scan)->key : (struct text){0};
}

static bool is_full(const struct scan *scan)
{
    return scan->diagnostics->list.count >= YAML_SEARCH_LIMIT;
}

/* The end of a plain text in this line: before a comment and the spaces at the end. */
static struct text plain_text(const struct scan *scan, size_t position)
{
    struct text rest = rest_of_line(scan, position);
    for (size_t i = text_find_byte(rest, '#', 0); i < rest.size; i = text_find_byte(rest, '#', i + 1))
        if (i > 0 && (rest.bytes[i - 1] == ' ' || rest.bytes[i - 1] == '\t'))
            return text_trim(text_slice(rest, 0, i));
    return text_trim(rest);
}

/* A comment ends a plain text. */
static enum after after_plain(const struct scan *scan, size_t position)
{
    return plain_text(scan, position).size < text_trim(rest_of_line(scan, position)).size ? AFTER_CLOSED : AFTER_PLAIN;
}

/* The position in `text` of a colon that ends a name: with a space or the end after it. */
static size_t find_colon(struct text text)
{
    for (size_t i = text_find_byte(text, ':', 0); i < text.size; i = text_find_byte(text, ':', i + 1))
        if (i + 1 == text.size || text.bytes[i + 1] == ' ' || text.bytes[i + 1] == '\t')
            return i;
    return text.size;
}

/* The position after the quote that closes the one at `position`; 0 when there is none or the text runs
 * into the next key. */
static size_t find_quote_end(struct scan *scan, size_t position)
{
    char quote = scan->text.bytes[position];
    size_t column = scan->depth ? top(scan)->column : 0;
    struct text text = scan->text;
    for (size_t i = position + 1; i < text.size; i++) {
        if (text.bytes[i] == quote && quote == '\'' && i + 1 < text.size && text.bytes[i + 1] == quote)
            i++;
        else if (text.bytes[i] == quote)
            return i + 1;
        else if (text.bytes[i] == '\\' && quote == '"' && i + 1 < text.size && text.bytes[i + 1] != '\n')
            i++;
        else if (text.bytes[i] == '\n' &&
                 yaml_is_next_key(text_slice(text, i + 1, text_find_byte(text, '\n', i + 1)), column))
            return 0;
    }
    return 0;
}

static void read_quoted(struct scan *scan, size_t position)
{
    size_t end = find_quote_end(scan, position);
    struct line line = scan->now;
    scan->after = AFTER_CLOSED;
    if (end)
        go_to_line_of(scan, end);
    if (end && is_line_over(scan, end))
        return;
    if (end && scan->now.number == line.number) {
        yaml_fault_after_quote(scan->diagnostics, place_at(scan, skip_blanks(scan, end)), rest_of_line(scan, position));
        scan->after = AFTER_PLAIN;
        return;
    }
    scan->now = line;
    yaml_fault_open_quote(scan->diagnostics, place_at(scan, position), rest_of_line(scan, position));
    scan->after = AFTER_PLAIN;
}

/* The position after the bracket that closes the one at `position`; 0 when there is none or the list
 * runs into the next key. */
static size_t find_bracket_end(struct scan *scan, size_t position)
{
    struct text text = scan->text;
    size_t open = 0, column = scan->depth ? top(scan)->column : 0;
    for (size_t i = position; i < text.size; i++) {
        char c = text.bytes[i];
        bool is_token_start = i > 0 && memchr(" \t\n[{,:", text.bytes[i - 1], 7);
        if (c == '[' || c == '{') {
            open++;
        } else if ((c == ']' || c == '}') && --open == 0) {
            return i + 1;
        } else if ((c == '"' || c == '\'') && is_token_start) {
            i = find_quote_end(scan, i);
            if (i-- == 0)
                return 0;
        } else if (c == '#' && is_token_start) {
            i = text_find_byte(text, '\n', i) - 1;
        } else if (c == '\n' && yaml_is_next_key(text_slice(text, i + 1, text_find_byte(text, '\n', i + 1)), column)) {
            return 0;
        }
    }
    return 0;
}

static void read_bracket(struct scan *scan, size_t position)
{
    size_t end = find_bracket_end(scan, position);
    scan->after = end ? AFTER_CLOSED : AFTER_PLAIN;
    if (!end) {
        yaml_fault_open_bracket(scan->diagnostics, place_at(scan, position), scan->text.bytes[position]);
        return;
    }
    struct place place = place_at(scan, position);
    struct text value = rest_of_line(scan, position);
    bool is_double = byte_at(scan, position) == '{' && byte_at(scan, position + 1) == '{';
    go_to_line_of(scan, end);
    if (is_double || (!is_line_over(scan, end) && byte_at(scan, end) != ':')) {
        yaml_fault_first_character(scan->diagnostics, place, value);
        scan->after = AFTER_PLAIN;
    }
}

static void count_repeated(struct repeated *repeated, struct place place, uint32_t character)
{
    if (repeated->lines++ == 0) {
        repeated->place = place;
        repeated->character = character;
    }
}

/* Measures the white space at the start of the line, as the author sees it: a tab as two columns; `*position`
 * gets its end. Counts what YAML does not allow there. */
static size_t measure_indentation(struct scan *scan, size_t *position, bool may_have_tabs)
{
    size_t column = 0;
    bool has_fault = false;
    for (*position = scan->now.start; *position < scan->now.end;) {
        size_t here = *position;
        uint32_t character = utf8_next(scan->text, position);
        bool is_special = yaml_is_special_space(character);
        if (character != ' ' && character != '\t' && !is_special) {
            *position = here;
            break;
        }
        column += character == '\t' ? 2 : 1;
        if (!has_fault && (is_special || (character == '\t' && !may_have_tabs))) {
            count_repeated(is_special ? &scan->special_spaces : &scan->tabs, place_at(scan, here), character);
            has_fault = true;
        }
    }
    scan->is_loose = scan->is_loose || has_fault;
    return column;
}

/* The spaces at the start of the line; SIZE_MAX when there is nothing else in it. */
static size_t count_spaces(const struct scan *scan)
{
    size_t position = scan->now.start;
    while (byte_at(scan, position) == ' ')
        position++;
    return skip_blanks(scan, position) == scan->now.end ? SIZE_MAX : position - scan->now.start;
}

static bool has_fake_indentation(const struct scan *scan, size_t spaces)
{
    size_t position = scan->now.start + spaces;
    return byte_at(scan, position) == '\t' || yaml_special_spaces(rest_of_line(scan, position), 0) > 0;
}

static void fault_block_line(struct scan *scan, size_t spaces, size_t indent)
{
    struct diagnostic *fault = diagnostic_error(scan->diagnostics, place_at(scan, scan->now.start + spaces),
                                                "this line of the text is indented less than the first one");
    diagnostic_hint(scan->diagnostics, fault, "put as many spaces before it as before the first line of the text: %zu",
                    indent);
}

static void fault_blank_line(struct scan *scan, struct line blank, size_t indent)
{
    struct diagnostic *fault = diagnostic_error(scan->diagnostics, passage_place(scan->passage, blank.number, 1),
                                                "this empty line has more spaces than the text below it");
    diagnostic_hint(scan->diagnostics, fault, "delete its spaces, or all but %zu of them", indent);
}

/* Reads the lines below the sign of a text block as long as they are indented more than `parent` - 1. */
static void read_block_lines(struct scan *scan, size_t parent, bool is_explicit)
{
    size_t indent = 0, content;
    bool is_told = is_explicit;
    struct line blank = {0};
    for (struct line before = scan->now; next_line(scan); before = scan->now) {
        size_t spaces = count_spaces(scan);
        if (spaces == SIZE_MAX) {
            if (indent == 0 && scan->now.end - scan->now.start > blank.end - blank.start)
                blank = scan->now;
        } else if (spaces < parent) {
            /* Tabs and no-break spaces look like an indentation to the author. */
            if (text_is_blank(rest_of_line(scan, scan->now.start + spaces)) || !has_fake_indentation(scan, spaces)) {
                scan->now = before;
                return;
            }
            measure_indentation(scan, &content, false);
        } else if (indent == 0) {
            indent = spaces;
            if (blank.end - blank.start > indent && !is_explicit)
                fault_blank_line(scan, blank, indent);
        } else if (spaces < indent && !is_told && byte_at(scan, scan->now.start + spaces) != '#') {
            fault_block_line(scan, spaces, indent);
            is_told = true;
        }
    }
}

/* Reads a text block; `position` is its sign, | or >. */
static void read_block(struct scan *scan, size_t position)
{
    size_t header = position + 1;
    bool is_explicit = false;
    for (; memchr("+-123456789", byte_at(scan, header), 11); header++)
        is_explicit = is_explicit || (byte_at(scan, header) >= '1' && byte_at(scan, header) <= '9');
    if (!is_line_over(scan, header) || byte_at(scan, header) == '#') {
        yaml_fault_block_header(scan->diagnostics, place_at(scan, skip_blanks(scan, header)),
                                scan->text.bytes[position]);
        scan->after = AFTER_PLAIN;
        return;
    }
    read_block_lines(scan, scan->depth ? top(scan)->column + 1 : 0, is_explicit);
    scan->after = AFTER_BLOCK;
}

static void read_value(struct scan *scan, size_t position, struct text key)
{
    size_t special = yaml_special_spaces(rest_of_line(scan, position), 0);
    uint32_t character = yaml_character(rest_of_line(scan, position), 0);
    struct text value = plain_text(scan, position);
    if (special && position > scan->now.start) {
        yaml_fault_special_space(scan->diagnostics, place_at(scan, position), character,
                                 key.size ? YAML_SPOT_AFTER_COLON : YAML_SPOT_AFTER_DASH, key, 1);
        position = skip_blanks(scan, position + special);
        character = yaml_character(rest_of_line(scan, position), 0);
        value = plain_text(scan, position);
    }
    scan->after = AFTER_PLAIN;
    if (is_line_over(scan, position)) {
        scan->after = AFTER_OPEN;
    } else if (character == '|' || character == '>') {
        read_block(scan, position);
    } else if (character == '"' || character == '\'') {
        read_quoted(scan, position);
    } else if (character == '[' || character == '{') {
        read_bracket(scan, position);
    } else if (yaml_is_curly(character)) {
        yaml_fault_curly(scan->diagnostics, place_at(scan, position), value);
    } else if (character < 0x80 && memchr("@`%*&!,]}", (int)character, 9)) {
        yaml_fault_first_character(scan->diagnostics, place_at(scan, position), value);
    } else if (key.size && character == '-' && is_blank_at(scan, position + 1)) {
        struct diagnostic *fault =
            diagnostic_error(scan->diagnostics, place_at(scan, position), "a list begins on the line of its name");
        diagnostic_hint(scan->diagnostics, fault, "write each '- …' on a line of its own below '%.*s'",
                        TEXT_ARGUMENTS(key));
    } else if (find_colon(value) < value.size) {
        yaml_fault_colon(scan->diagnostics, place_at(scan, position + find_colon(value)), key, value);
    } else {
        scan->after = after_plain(scan, position);
    }
}

/* The end of a key that begins at `position`, and the position of its colon; false when there is none. */
static bool find_key(struct scan *scan, size_t position, struct text *key, size_t *colon)
{
    char first = byte_at(scan, position);
    if (first == '[' || first == '{' || first == '|' || first == '>')
        return false;
    if (first == '"' || first == '\'') {
        size_t end = find_quote_end(scan, position);
        if (!end || end > scan->now.end)
            return false;
        *key = text_slice(scan->text, position + 1, end - 1);
        *colon = skip_blanks(scan, end);
        return byte_at(scan, *colon) == ':' && is_blank_at(scan, *colon + 1);
    }
    struct text line = plain_text(scan, position);
    *colon = position + find_colon(line);
    *key = text_trim(text_slice(scan->text, position, *colon));
    return *colon < position + line.size;
}

static void check_key(struct scan *scan, size_t position, struct text *key)
{
    size_t size = key->size;
    uint32_t last = 0;
    if (byte_at(scan, position) == ':') {
        yaml_fault_no_name(scan->diagnostics, place_at(scan, position));
        return;
    }
    while (size) {
        size_t before = utf8_before(*key, size);
        uint32_t character = yaml_character(*key, before);
        if (!yaml_is_special_space(character) && !(last && character == ' '))
            break;
        last = last ? last : character;
        size = before;
    }
    *key = text_slice(*key, 0, size);
    if (last)
        yaml_fault_special_space(scan->diagnostics, place_at(scan, position + size), last, YAML_SPOT_BEFORE_COLON, *key,
                                 1);
    if (yaml_is_curly(yaml_character(*key, 0)))
        yaml_fault_curly(scan->diagnostics, place_at(scan, position), *key);
}

static bool is_dash(const struct scan *scan, size_t position)
{
    return byte_at(scan, position) == '-' && is_blank_at(scan, position + 1);
}

/* `left` is the outermost level that this line ended, or NULL. The hint names the columns of what the line
 * looks like: a list item or a name. */
static void fault_indentation(struct scan *scan, size_t position, const struct level *left)
{
    bool is_told = scan->misfit_line && scan->misfit_line + 1 == scan->now.number;
    scan->misfit_line = scan->now.number;
    if (is_told)
        return;
    struct diagnostic *fault = diagnostic_error(scan->diagnostics, place_at(scan, position),
                                                "the indentation of this line does not fit the lines above");
    bool is_item = is_dash(scan, position), is_left = left && left->is_list == is_item;
    bool is_top = scan->depth && (top(scan)->is_list == is_item || !is_left);
    size_t column = scan->depth ? top(scan)->column + 1 : 1;
    size_t spaces = is_left ? left->column : column - 1;
    if (is_left && is_top)
        diagnostic_hint(scan->diagnostics, fault, "put %zu or %zu spaces before it", column - 1, left->column);
    else if (spaces == 0)
        diagnostic_hint(scan->diagnostics, fault, "put no spaces before it");
    else
        diagnostic_hint(scan->diagnostics, fault, "put exactly this many spaces before it: %zu", spaces);
}

static void fault_without_colon(struct scan *scan, size_t position)
{
    struct text line = plain_text(scan, position), above = top_key(scan);
    bool is_item = byte_at(scan, position) == '-';
    struct diagnostic *fault;
    if (is_item && line.size > 1 && !strchr(" -", line.bytes[1])) {
        yaml_fault_glued_dash(scan->diagnostics, place_at(scan, position), line);
        return;
    }
    if (is_item) {
        fault = diagnostic_error(scan->diagnostics, place_at(scan, position), "a list item among names with values");
        diagnostic_hint(scan->diagnostics, fault, "write 'name:' above the list that it belongs to");
        return;
    }
    fault = diagnostic_error(scan->diagnostics, place_at(scan, position), "no colon in this line");
    if (scan->after == AFTER_BLOCK && above.size)
        diagnostic_hint(scan->diagnostics, fault,
                        "if it belongs to the text of '%.*s', indent it like the other lines "
                        "of the text",
                        TEXT_ARGUMENTS(above));
    else if (scan->after == AFTER_PLAIN && above.size)
        diagnostic_hint(scan->diagnostics, fault,
                        "write 'name: value'; if it goes on with the text of '%.*s', indent it", TEXT_ARGUMENTS(above));
    else if (line.size <= 40 && text_find_byte(line, ' ', 0) == line.size)
        diagnostic_hint(scan->diagnostics, fault, "write '%.*s: value'", TEXT_ARGUMENTS(line));
    else
        diagnostic_hint(scan->diagnostics, fault, "write 'name: value'");
}

/* A line that should begin with a key, but has none that YAML would see. */
static void read_keyless(struct scan *scan, size_t position)
{
    struct text line = plain_text(scan, position);
    size_t special = yaml_key_before_special_space(line), glued = yaml_glued_key(line);
    enum after before = scan->after;
    scan->after = AFTER_CLOSED;
    if (special) {
        if (scan->depth)
            top(scan)->key = text_slice(line, 0, special);
        read_value(scan, position + special + 1, text_slice(line, 0, special));
    } else if (glued) {
        yaml_fault_glued_key(scan->diagnostics, place_at(scan, position), line);
        if (scan->depth)
            top(scan)->key = text_slice(line, 0, glued);
        scan->after = AFTER_PLAIN;
    } else if (byte_at(scan, position) == '"' || byte_at(scan, position) == '\'') {
        size_t faults = scan->diagnostics->list.count;
        read_quoted(scan, position);
        if (faults == scan->diagnostics->list.count)
            fault_without_colon(scan, position < scan->now.start ? scan->now.start : position);
    } else {
        scan->after = before;
        fault_without_colon(scan, position);
        scan->after = AFTER_PLAIN;
        if (scan->depth && (text_ends_with(line, " |") || text_ends_with(line, " >")))
            read_block_lines(scan, top(scan)->column + 1, true);
    }
}

/* Opens the list that a hyphen at `column` belongs to. False when there can be none here. */
static bool enter_list(struct scan *scan, size_t position, size_t column)
{
    struct level *level = top(scan);
    if (!level || level->column < column || (level->column == column && !level->is_list && scan->after == AFTER_OPEN)) {
        push(scan, column, true);
        return true;
    }
    if (level->is_list)
        return true;
    if (!scan->is_loose)
        fault_without_colon(scan, position);
    return false;
}

static void leave_list_beside_map(struct scan *scan, size_t column)
{
    while (scan->depth > 1 && top(scan)->is_list && top(scan)->column == column &&
           scan->levels[scan->depth - 2].column == column)
        scan->depth--;
}

/* Reads the hyphens at the start of a line and moves past them; false when the line is done. */
static bool read_hyphens(struct scan *scan, size_t *position, size_t *column)
{
    for (;;) {
        size_t special = byte_at(scan, *position) == '-' ? yaml_special_spaces(rest_of_line(scan, *position), 1) : 0;
        if (!is_dash(scan, *position) && !special)
            return true;
        if (!enter_list(scan, *position, *column)) {
            scan->after = AFTER_PLAIN;
            return false;
        }
        scan->after = AFTER_OPEN;
        size_t next = *position + 1;
        if (special) {
            yaml_fault_special_space(scan->diagnostics, place_at(scan, next),
                                     yaml_character(rest_of_line(scan, next), 0), YAML_SPOT_AFTER_DASH,
                                     (struct text){0}, 1);
            scan->is_loose = true;
            next += special;
        }
        next = skip_blanks(scan, next);
        if (is_line_over(scan, next))
            return false;
        *column += next - *position;
        *position = next;
    }
}

/* Reads what a line holds after its indentation; the levels above fit. */
static void read_entry(struct scan *scan, size_t position, size_t column)
{
    bool is_item = is_dash(scan, position);
    if (!read_hyphens(scan, &position, &column))
        return;
    if (!is_item)
        leave_list_beside_map(scan, column);
    scan->text_column = SIZE_MAX;
    struct text key = {0};
    size_t colon = 0;
    struct level *level = top(scan);
    bool is_sibling = level && level->column == column;
    if (is_sibling && level->is_list && !scan->is_loose) {
        struct text line = plain_text(scan, position);
        if (line.size > 1 && line.bytes[0] == '-' && yaml_is_letter(yaml_character(line, 1))) {
            yaml_fault_glued_dash(scan->diagnostics, place_at(scan, position), line);
        } else {
            struct diagnostic *fault =
                diagnostic_error(scan->diagnostics, place_at(scan, position), "no '-' before this line of a list");
            diagnostic_hint(scan->diagnostics, fault, "begin it with '- ', or indent it below the item it belongs to");
        }
        scan->after = AFTER_PLAIN;
    } else if (find_key(scan, position, &key, &colon)) {
        if (!is_sibling || level->is_list)
            push(scan, column, false);
        check_key(scan, position, &key);
        top(scan)->key = key;
        read_value(scan, skip_blanks(scan, colon + 1), key);
    } else if (is_sibling) {
        read_keyless(scan, position);
    } else if (!level || yaml_glued_key(rest_of_line(scan, position)) ||
               yaml_key_before_special_space(rest_of_line(scan, position))) {
        push(scan, column, false);
        read_keyless(scan, position);
    } else if (byte_at(scan, position) == '-' && yaml_is_letter(yaml_character(rest_of_line(scan, position), 1)) &&
               !is_item) {
        yaml_fault_glued_dash(scan->diagnostics, place_at(scan, position), plain_text(scan, position));
        push(scan, column, true);
        scan->after = AFTER_PLAIN;
    } else {
        scan->text_column = is_item ? SIZE_MAX : column;
        scan->text_place = place_at(scan, position);
        read_value(scan, position, (struct text){0});
    }
}

/* A line that goes on with a plain text. True when it is done. */
static bool read_continuation(struct scan *scan, size_t position)
{
    struct text line = plain_text(scan, position);
    size_t colon = find_colon(line);
    if (colon == line.size) {
        scan->after = after_plain(scan, position);
        return true;
    }
    if (yaml_plain_key(line) || is_dash(scan, position)) {
        if (!is_dash(scan, position) && position - scan->now.start == scan->text_column) {
            struct diagnostic *fault = diagnostic_error(scan->diagnostics, scan->text_place, "no colon in this line");
            diagnostic_hint(scan->diagnostics, fault, "write 'name: value'");
        } else if (!scan->is_loose)
            fault_indentation(scan, position, NULL);
        return false;
    }
    yaml_fault_colon(scan->diagnostics, place_at(scan, position + colon), top_key(scan), (struct text){0});
    return true;
}

static void read_line(struct scan *scan)
{
    struct level left = {0};
    size_t position, column, blank = skip_blanks(scan, scan->now.start);
    if (blank == scan->now.end || scan->text.bytes[blank] == '#') {
        if (blank < scan->now.end && scan->after == AFTER_PLAIN)
            scan->after = AFTER_CLOSED;
        return;
    }
    if (text_starts_with(rest_of_line(scan, scan->now.start), "---") ||
        text_starts_with(rest_of_line(scan, scan->now.start), "...")) {
        scan->depth = 0;
        scan->after = AFTER_OPEN;
        return;
    }
    bool is_deep = scan->after == AFTER_PLAIN && scan->depth && count_spaces(scan) > top(scan)->column;
    column = measure_indentation(scan, &position, is_deep);
    if (position == scan->now.end)
        return;
    bool is_realigned = false;
    if (scan->after == AFTER_PLAIN && scan->depth && column > top(scan)->column) {
        if (read_continuation(scan, position))
            return;
        is_realigned = true;
    }
    for (; scan->depth && top(scan)->column > column; scan->depth--) {
        left = *top(scan);
        scan->after = AFTER_CLOSED;
    }
    bool is_beside_all = !scan->depth && left.column > column;
    bool is_deeper = scan->depth && column > top(scan)->column && scan->after != AFTER_OPEN;
    if ((is_deeper || is_beside_all) && !is_realigned && !scan->is_loose)
        fault_indentation(scan, position, left.column ? &left : NULL);
    read_entry(scan, position, column);
}

void yaml_search_faults(const struct passage *passage, struct diagnostics *diagnostics)
{
    struct scan scan = {.passage = passage, .diagnostics = diagnostics, .text = passage->text, .now = {.number = 1}};
    scan.now.end = text_find_byte(scan.text, '\n', 0);
    if (scan.text.size == 0)
        return;
    do
        read_line(&scan);
    while (!is_full(&scan) && scan.depth < LEVEL_LIMIT && next_line(&scan));
    if (scan.tabs.lines)
        yaml_fault_tab(diagnostics, scan.tabs.place, scan.tabs.lines);
    if (scan.special_spaces.lines)
        yaml_fault_special_space(diagnostics, scan.special_spaces.place, scan.special_spaces.character, YAML_SPOT_LINE,
                                 (struct text){0}, scan.special_spaces.lines);
}
