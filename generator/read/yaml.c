#include "read/yaml.h"

#include "base/map.h"
#include "read/source.h"
#include "read/yaml_explain.h"
#include "read/yaml_fault.h"
#include "read/yaml_search.h"

#include <yaml.h>

/* A mark of libyaml counts characters; this is the same spot in bytes and in lines as sources count them. */
struct spot {
    size_t index, byte;
    unsigned line, column;
};

struct reader {
    yaml_parser_t parser;
    yaml_event_t event;
    struct arena *arena;
    struct arena scratch;
    const struct passage *passage;
    struct diagnostics *diagnostics;
    struct spot last; /* where the latest mark was found: marks mostly go forward */
    unsigned depth, flow_depth;
    bool has_failed; /* libyaml gave up */
    bool is_stopped; /* we refused to go on; the message is written */
};

/* What surrounds a node. */
struct context {
    struct yaml_node *key; /* NULL for a list item and the root */
    unsigned line;         /* of the key's end; 0 for the root */
    unsigned column;       /* at which the block around begins; 0 for the root */
    bool is_item;
};

static void step_back(struct spot *spot, struct text text)
{
    spot->byte = utf8_before(text, spot->byte);
    spot->index--;
    if (text.bytes[spot->byte] != '\n') {
        spot->column--;
        return;
    }
    size_t line_start = spot->byte;
    while (line_start > 0 && text.bytes[line_start - 1] != '\n')
        line_start--;
    spot->line--;
    spot->column = (unsigned)utf8_count(text_slice(text, line_start, spot->byte)) + 1;
}

static struct spot find_spot(struct reader *reader, yaml_mark_t mark)
{
    struct text text = reader->passage->text;
    struct spot *spot = &reader->last;
    while (spot->index > mark.index && spot->byte > 0)
        step_back(spot, text);
    while (spot->index < mark.index && spot->byte < text.size) {
        bool is_line_feed = text.bytes[spot->byte] == '\n';
        utf8_next(text, &spot->byte);
        spot->index++;
        spot->line += is_line_feed;
        spot->column = is_line_feed ? 1 : spot->column + 1;
    }
    return *spot;
}

static struct place place_of(const struct reader *reader, struct spot spot)
{
    return passage_place(reader->passage, spot.line, spot.column);
}

static struct text line_from(const struct reader *reader, struct spot spot)
{
    struct text text = reader->passage->text;
    return text_slice(text, spot.byte, text_find_byte(text, '\n', spot.byte));
}

static bool next_event(struct reader *reader)
{
    yaml_event_delete(&reader->event);
    if (!yaml_parser_parse(&reader->parser, &reader->event)) {
        if (reader->parser.error == YAML_MEMORY_ERROR)
            abort();
        reader->has_failed = true;
    }
    return !reader->has_failed;
}

static bool stop(struct reader *reader)
{
    reader->is_stopped = true;
    return false;
}

/* A literal block's lines are the file's lines without their indentation. */
static void map_literal(struct reader *reader, struct yaml_node *node, struct spot header)
{
    struct text text = reader->passage->text;
    size_t file = text_find_byte(text, '\n', header.byte) + 1, value = 0;
    struct text content = node->passage.text;
    while (value < content.size && content.bytes[value] == '\n') {
        file = text_find_byte(text, '\n', file) + 1;
        value++;
    }
    size_t file_spaces = 0, value_spaces = 0;
    while (file + file_spaces < text.size && text.bytes[file + file_spaces] == ' ')
        file_spaces++;
    while (value + value_spaces < content.size && content.bytes[value + value_spaces] == ' ')
        value_spaces++;
    unsigned indent = file_spaces > value_spaces ? (unsigned)(file_spaces - value_spaces) : 0;
    node->place = passage_place(reader->passage, header.line + 1, indent + 1);
    node->passage.indent = node->place.column > 0 ? node->place.column - 1 : 0;
}

static void map_places(struct reader *reader, struct yaml_node *node, struct spot start, struct spot end)
{
    yaml_scalar_style_t style = reader->event.data.scalar.style;
    struct spot first = start;
    if (style == YAML_DOUBLE_QUOTED_SCALAR_STYLE || style == YAML_SINGLE_QUOTED_SCALAR_STYLE)
        first.column++;
    node->place = place_of(reader, first);
    node->passage.indent = node->place.column > 0 ? node->place.column - 1 : 0;
    node->passage.is_folded = reader->passage->is_folded || start.line != end.line;
    bool is_block = style == YAML_LITERAL_SCALAR_STYLE || style == YAML_FOLDED_SCALAR_STYLE;
    /* A block without a text has only the sign that begins it. */
    if (is_block && !text_is_blank(node->passage.text)) {
        map_literal(reader, node, start);
        node->passage.is_folded = reader->passage->is_folded || style == YAML_FOLDED_SCALAR_STYLE;
    }
    node->passage.start = node->place;
}

/* "\0" and its like bring in what the file itself may not have. */
static void check_escapes(struct reader *reader, const struct yaml_node *node)
{
    struct text text = node->passage.text;
    for (size_t position = 0; position < text.size;) {
        uint32_t character = utf8_next(text, &position);
        if (source_is_bad_character(character)) {
            source_report_character(reader->diagnostics, node->place, character);
            return;
        }
    }
}

static enum yaml_spot spot_before(const struct reader *reader, struct spot start, const struct context *context)
{
    if (reader->flow_depth > 0)
        return YAML_SPOT_VALUE;
    bool is_line_start = start.byte == 0 || reader->passage->text.bytes[start.byte - 1] == '\n' || context->line == 0;
    return is_line_start || (context->key && start.line > context->line) ? YAML_SPOT_LINE
           : context->is_item                                            ? YAML_SPOT_AFTER_DASH
                                                                         : YAML_SPOT_AFTER_COLON;
}

/* Lines of a plain text that begin with a no-break space or a hyphen were meant to be more than text. */
static void check_plain_lines(struct reader *reader, struct spot start, struct text raw)
{
    struct text rest = raw, line;
    for (unsigned n = 0; text_next_line(&rest, &line); n++) {
        size_t spaces = 0;
        while (spaces < line.size && line.bytes[spaces] == ' ')
            spaces++;
        uint32_t character = yaml_character(line, spaces);
        struct place place = passage_place(reader->passage, start.line + n, (unsigned)spaces + 1);
        if (n > 0 && yaml_is_special_space(character)) {
            yaml_fault_special_space(reader->diagnostics, place, character, YAML_SPOT_LINE, (struct text){0}, 1);
            return;
        } else if (n > 0 && character == '-' && yaml_character(line, spaces + 1) == ' ') {
            struct diagnostic *fault = diagnostic_warning(
                reader->diagnostics, place, "this '-' goes on with the text above and begins no list item");
            diagnostic_hint(reader->diagnostics, fault,
                            "indent it like the items above; below a name, the name's own line must be empty");
        }
    }
}

/* What libyaml takes for a plain text though the author meant something else. */
static void check_plain(struct reader *reader, struct spot start, struct text raw, const struct context *context)
{
    struct diagnostics *diagnostics = reader->diagnostics;
    struct place place = place_of(reader, start);
    uint32_t character = yaml_character(raw, 0), second = yaml_character(raw, 1);
    bool may_be_key = reader->flow_depth == 0 && (context->is_item || start.line > context->line);
    struct text line = may_be_key ? line_from(reader, start) : (struct text){0}, key = yaml_text(context->key);
    size_t glued = may_be_key ? yaml_glued_key(line) : 0;
    if (yaml_is_special_space(character)) {
        enum yaml_spot spot = spot_before(reader, start, context);
        if (spot == YAML_SPOT_LINE)
            key = (struct text){0};
        yaml_fault_special_space(diagnostics, place, character, spot, key, 1);
    } else if (yaml_is_curly(character)) {
        yaml_fault_curly(diagnostics, place, raw);
    } else if (character == '-' && yaml_is_special_space(second)) {
        place.column += place.column > 0;
        yaml_fault_special_space(diagnostics, place, second, YAML_SPOT_AFTER_DASH, (struct text){0}, 1);
    } else if (glued) {
        yaml_fault_glued_key(diagnostics, place, line);
    } else if (may_be_key && yaml_key_before_special_space(line)) {
        size_t size = yaml_key_before_special_space(line);
        place.column += place.column > 0 ? (unsigned)size + 1 : 0;
        yaml_fault_special_space(diagnostics, place, yaml_character(line, size + 1), YAML_SPOT_AFTER_COLON,
                                 text_slice(line, 0, size), 1);
    } else if (may_be_key && character == '-' && raw.size > 1 && yaml_is_letter(second)) {
        yaml_fault_glued_dash(diagnostics, place, line);
    } else {
        check_plain_lines(reader, start, raw);
    }
}

/* A quoted text that runs over a line which looks like the next key was never meant to. */
static void check_quoted(struct reader *reader, struct spot start, struct text raw, const struct context *context)
{
    struct text rest = raw, line;
    for (unsigned n = 0; reader->flow_depth == 0 && text_next_line(&rest, &line); n++)
        if (n > 0 && context->column > 0 && yaml_is_next_key(line, context->column - 1)) {
            yaml_fault_open_quote(reader->diagnostics, place_of(reader, start), line_from(reader, start));
            return;
        }
}

static void check_key(struct reader *reader, struct spot start, struct spot end, struct text raw)
{
    struct place place = place_of(reader, start);
    if (raw.size == 0) {
        yaml_fault_no_name(reader->diagnostics, place);
        return;
    }
    uint32_t first = yaml_character(raw, 0), last = yaml_character(raw, utf8_before(raw, raw.size));
    if (yaml_is_special_space(first)) {
        yaml_fault_special_space(reader->diagnostics, place, first, YAML_SPOT_LINE, (struct text){0}, 1);
    } else if (yaml_is_special_space(last)) {
        end.column--;
        size_t size = raw.size;
        while (size && yaml_is_special_space(yaml_character(raw, utf8_before(raw, size))))
            size = utf8_before(raw, size);
        yaml_fault_special_space(reader->diagnostics, place_of(reader, end), last, YAML_SPOT_BEFORE_COLON,
                                 text_trim(text_slice(raw, 0, size)), 1);
    } else if (yaml_is_curly(first)) {
        yaml_fault_curly(reader->diagnostics, place, raw);
    }
}

static struct yaml_node *new_node(struct reader *reader, enum yaml_kind kind)
{
    struct yaml_node *node = ARENA_NEW(reader->arena, struct yaml_node);
    struct spot start = find_spot(reader, reader->event.start_mark);
    node->kind = kind;
    node->place = node->passage.start = place_of(reader, start);
    return node;
}

static void refuse_first_character(struct reader *reader)
{
    struct spot start = find_spot(reader, reader->event.start_mark);
    struct text line = line_from(reader, start);
    if (line.size)
        yaml_fault_first_character(reader->diagnostics, place_of(reader, start), line);
}

static struct yaml_node *read_scalar(struct reader *reader, const struct context *context, bool is_key)
{
    struct yaml_node *node = new_node(reader, YAML_TEXT);
    const yaml_event_t *event = &reader->event;
    struct spot start = find_spot(reader, event->start_mark), end = find_spot(reader, event->end_mark);
    struct text raw = text_slice(reader->passage->text, start.byte, end.byte);
    node->passage.text =
        text_copy(reader->arena, (struct text){(const char *)event->data.scalar.value, event->data.scalar.length});
    node->is_quoted = event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
    if (event->data.scalar.anchor || event->data.scalar.tag) {
        refuse_first_character(reader);
        return node;
    }
    map_places(reader, node, start, end);
    if (event->data.scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE)
        check_escapes(reader, node);
    if (!node->is_quoted && is_key)
        check_key(reader, start, end, raw);
    else if (!node->is_quoted && raw.size)
        check_plain(reader, start, raw, context);
    else if (event->data.scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE ||
             event->data.scalar.style == YAML_SINGLE_QUOTED_SCALAR_STYLE)
        check_quoted(reader, start, raw, context);
    return node;
}

static struct yaml_node *read_node(struct reader *reader, const struct context *context);

static bool read_list(struct reader *reader, struct yaml_node *list, struct spot start)
{
    struct context context = {.line = start.line, .column = start.column, .is_item = true};
    while (next_event(reader) && reader->event.type != YAML_SEQUENCE_END_EVENT) {
        struct yaml_node *item = read_node(reader, &context);
        if (!item)
            return false;
        ARRAY_PUSH(reader->arena, &list->items, item);
    }
    return !reader->has_failed;
}

static void refuse_repeated_key(struct reader *reader, struct map *seen, struct yaml_node *key)
{
    struct yaml_node *first = map_get(seen, key->passage.text);
    if (!first) {
        map_set(seen, key->passage.text, key);
        return;
    }
    struct diagnostic *fault = diagnostic_error(reader->diagnostics, key->place, "'%.*s' is given a second time",
                                                TEXT_ARGUMENTS(key->passage.text));
    diagnostic_hint(reader->diagnostics, fault, "keep one of them");
    diagnostic_note(reader->diagnostics, fault, first->place, "first given here");
}

static bool refuse_key(struct reader *reader)
{
    struct spot start = find_spot(reader, reader->event.start_mark);
    struct text line = line_from(reader, start);
    if (line.size && memchr("{[*", line.bytes[0], 3)) {
        /* {{name}} of a template is a map whose only key is a map. */
        if (start.byte > 0 && line.bytes[0] == '{' && line.bytes[-1] == '{') {
            step_back(&start, reader->passage->text);
            line = line_from(reader, start);
        }
        yaml_fault_first_character(reader->diagnostics, place_of(reader, start), line);
        return stop(reader);
    }
    struct diagnostic *fault = diagnostic_error(reader->diagnostics, place_of(reader, start), "a name must be text");
    diagnostic_hint(reader->diagnostics, fault, "write 'name: value'");
    return stop(reader);
}

static bool read_entries(struct reader *reader, struct yaml_node *map, unsigned column)
{
    struct map seen = {.arena = &reader->scratch};
    while (next_event(reader) && reader->event.type != YAML_MAPPING_END_EVENT) {
        if (reader->event.type != YAML_SCALAR_EVENT)
            return refuse_key(reader);
        struct context context = {.column = column};
        struct yaml_entry entry = {.key = read_scalar(reader, &context, true)};
        context.key = entry.key;
        context.line = find_spot(reader, reader->event.end_mark).line;
        refuse_repeated_key(reader, &seen, entry.key);
        if (!next_event(reader) || !(entry.value = read_node(reader, &context)))
            return false;
        ARRAY_PUSH(reader->arena, &map->entries, entry);
    }
    return !reader->has_failed;
}

static struct yaml_node *read_collection(struct reader *reader, enum yaml_kind kind)
{
    const yaml_event_t *event = &reader->event;
    bool is_list = kind == YAML_LIST;
    bool is_flow = is_list ? event->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE
                           : event->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE;
    struct yaml_node *node = new_node(reader, kind);
    struct spot start = find_spot(reader, event->start_mark);
    if (is_list ? event->data.sequence_start.anchor || event->data.sequence_start.tag
                : event->data.mapping_start.anchor || event->data.mapping_start.tag)
        refuse_first_character(reader);
    if (++reader->depth > YAML_DEPTH_LIMIT) {
        struct diagnostic *fault = diagnostic_error(reader->diagnostics, node->place,
                                                    "more than %d levels inside each other", YAML_DEPTH_LIMIT);
        diagnostic_hint(reader->diagnostics, fault, "put text that has many brackets or hyphens in quotes");
        stop(reader);
        return NULL;
    }
    reader->flow_depth += is_flow;
    bool is_read = is_list ? read_list(reader, node, start) : read_entries(reader, node, start.column);
    reader->flow_depth -= is_flow;
    reader->depth--;
    return is_read ? node : NULL;
}

static struct yaml_node *read_node(struct reader *reader, const struct context *context)
{
    if (reader->diagnostics->list.count >= YAML_SEARCH_LIMIT) {
        stop(reader);
        return NULL;
    }
    switch (reader->event.type) {
    case YAML_SCALAR_EVENT:
        return read_scalar(reader, context, false);
    case YAML_SEQUENCE_START_EVENT:
        return read_collection(reader, YAML_LIST);
    case YAML_MAPPING_START_EVENT:
        return read_collection(reader, YAML_MAP);
    default:
        refuse_first_character(reader);
        return new_node(reader, YAML_TEXT);
    }
}

static struct yaml_node *empty_map(struct reader *reader)
{
    struct yaml_node *map = ARENA_NEW(reader->arena, struct yaml_node);
    map->kind = YAML_MAP;
    map->place = map->passage.start = passage_place(reader->passage, 1, 1);
    return map;
}

static struct yaml_node *read_document(struct reader *reader)
{
    struct context context = {0};
    if (!next_event(reader) || !next_event(reader))
        return NULL;
    if (reader->event.type == YAML_STREAM_END_EVENT)
        return empty_map(reader);
    struct yaml_node *root = next_event(reader) ? read_node(reader, &context) : NULL;
    if (!root || !next_event(reader) || !next_event(reader))
        return NULL;
    if (reader->event.type != YAML_STREAM_END_EVENT) {
        struct place place = place_of(reader, find_spot(reader, reader->event.start_mark));
        struct diagnostic *fault = diagnostic_error(reader->diagnostics, place, "a second document begins here");
        diagnostic_hint(reader->diagnostics, fault, "remove this line; a file holds one document");
        return NULL;
    }
    bool is_empty = root->kind == YAML_TEXT && !root->is_quoted && root->passage.text.size == 0;
    return is_empty ? empty_map(reader) : root;
}

static struct yaml_position find_failure(struct reader *reader, yaml_mark_t mark)
{
    struct spot spot = find_spot(reader, mark);
    return (struct yaml_position){spot.byte, spot.line, spot.column};
}

static struct yaml_failure failure_of(struct reader *reader)
{
    const yaml_parser_t *parser = &reader->parser;
    return (struct yaml_failure){
        .problem = parser->problem,
        .at = find_failure(reader, parser->problem_mark),
        .began = find_failure(reader, parser->context ? parser->context_mark : parser->problem_mark),
    };
}

struct yaml_node *yaml_parse(struct arena *arena, const struct passage *passage, struct diagnostics *diagnostics)
{
    if (source_find_bad_characters(passage, diagnostics))
        return NULL;
    struct reader reader = {.arena = arena, .passage = passage, .last = {.line = 1, .column = 1}};
    struct diagnostics found = {.arena = &reader.scratch};
    reader.diagnostics = &found;
    if (!yaml_parser_initialize(&reader.parser))
        abort();
    yaml_parser_set_encoding(&reader.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(
        &reader.parser, (const unsigned char *)(passage->text.bytes ? passage->text.bytes : ""), passage->text.size);
    struct yaml_node *root = read_document(&reader);
    if (reader.has_failed) {
        struct yaml_failure failure = failure_of(&reader);
        yaml_explain(passage, &failure, diagnostics);
    } else {
        diagnostics_merge(diagnostics, &found);
    }
    bool is_good = !reader.has_failed && !reader.is_stopped && !diagnostics_has_error(&found);
    yaml_event_delete(&reader.event);
    yaml_parser_delete(&reader.parser);
    arena_release(&reader.scratch);
    return is_good ? root : NULL;
}

struct yaml_node *yaml_get(const struct yaml_node *map, const char *key)
{
    if (!map || map->kind != YAML_MAP)
        return NULL;
    for (size_t i = 0; i < map->entries.count; i++)
        if (text_is(map->entries.items[i].key->passage.text, key))
            return map->entries.items[i].value;
    return NULL;
}

struct text yaml_text(const struct yaml_node *node)
{
    return node && node->kind == YAML_TEXT ? node->passage.text : (struct text){0};
}

bool yaml_is_nothing(const struct yaml_node *node)
{
    if (!node || node->kind != YAML_TEXT || node->is_quoted)
        return false;
    struct text text = node->passage.text;
    return text.size == 0 || text_is(text, "~") || text_is(text, "null");
}
