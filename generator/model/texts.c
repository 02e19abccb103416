#include "model/texts.h"

struct gathering {
    struct arena *arena;
    published_list *texts;
    const struct pending_prose *prose;
};

static void add_segment(struct gathering *gathering, struct published_text *text, size_t at, struct place place,
                        struct text language)
{
    struct text_segment segment = {at, place, language};
    ARRAY_PUSH(gathering->arena, &text->parts, segment);
}

static void add(struct gathering *gathering, enum text_role role, const struct markup_node *node, struct text words)
{
    struct published_text text = {.role = role,
                                  .text = words,
                                  .context = gathering->prose->context,
                                  .node = node,
                                  .top = gathering->prose->prose->tree};
    if (!words.size && role != ROLE_ALTERNATIVE)
        return;
    add_segment(gathering, &text, 0, node->place, text.context.language);
    ARRAY_PUSH(gathering->arena, gathering->texts, text);
}

/* Texts in Markdown */

static bool is_leaf(const struct markup_node *node)
{
    return node->kind == MARKUP_PARAGRAPH || node->kind == MARKUP_HEADING || node->kind == MARKUP_CELL;
}

static enum text_role role_of(const struct markup_node *leaf)
{
    return leaf->kind == MARKUP_HEADING ? ROLE_HEADING : leaf->kind == MARKUP_CELL ? ROLE_CELL : ROLE_PARAGRAPH;
}

/* That of the phrase around a node, else of the text. */
static struct text language_of(const struct markup_node *leaf, const struct markup_node *node, struct text otherwise)
{
    for (; node != leaf; node = node->parent)
        if (node->kind == MARKUP_PHRASE)
            return node->language;
    return otherwise;
}

/* The words of a paragraph, heading or cell, piece by piece, so that each byte keeps its place. */
static void gather_leaf(struct gathering *gathering, const struct markup_node *leaf)
{
    struct published_text text = {.role = role_of(leaf),
                                  .context = gathering->prose->context,
                                  .node = leaf,
                                  .top = gathering->prose->prose->tree,
                                  .follows_source = !gathering->prose->prose->passage.is_folded};
    struct buffer words = {.arena = gathering->arena};
    for (const struct markup_node *node = leaf; node; node = markup_next(leaf, node)) {
        if (node->kind == MARKUP_TEXT || node->kind == MARKUP_CODE) {
            add_segment(gathering, &text, words.size, node->place, language_of(leaf, node, text.context.language));
            buffer_add(&words, node->text);
        } else if (node->kind == MARKUP_SOFT_BREAK || node->kind == MARKUP_LINE_BREAK) {
            buffer_add_byte(&words, ' ');
        }
    }
    text.text = buffer_text(&words);
    if (text.parts.count)
        ARRAY_PUSH(gathering->arena, gathering->texts, text);
}

static void gather_prose(struct gathering *gathering)
{
    const struct markup_node *top = gathering->prose->prose->tree;
    for (const struct markup_node *node = top; node; node = markup_next(top, node)) {
        if (is_leaf(node))
            gather_leaf(gathering, node);
        if (node->kind == MARKUP_CODE_BLOCK)
            add(gathering, ROLE_CODE, node, node->text);
        if (node->kind == MARKUP_LINK) {
            add(gathering, ROLE_ADDRESS, node, node->url);
            add(gathering, ROLE_CAPTION, node, node->title);
        }
        if (node->kind == MARKUP_FIGURE || node->kind == MARKUP_PICTURE) {
            add(gathering, ROLE_ALTERNATIVE, node, node->text);
            add(gathering, ROLE_CAPTION, node, node->title);
        }
        if (node->kind == MARKUP_BLOCK && node->argument.size)
            add(gathering, ROLE_CAPTION, node, node->argument);
    }
}

/* Fields */

static void gather_line(struct gathering *gathering, const struct pending_line *line)
{
    struct published_text text = {.role = line->field->kind == FIELD_TEXT ? ROLE_FIELD : ROLE_ADDRESS,
                                  .text = line->text,
                                  .context = line->context,
                                  .field = line->field,
                                  .follows_source = line->field->kind == FIELD_TEXT && !line->passage.is_folded};
    if (!text.text.size)
        return;
    add_segment(gathering, &text, 0, passage_place(&line->passage, 1, 1), text.context.language);
    ARRAY_PUSH(gathering->arena, gathering->texts, text);
}

void texts_gather(struct arena *arena, const struct reading *reading, published_list *texts)
{
    struct gathering gathering = {.arena = arena, .texts = texts};
    for (size_t i = 0; i < reading->lines.count; i++)
        gather_line(&gathering, &reading->lines.items[i]);
    for (size_t i = 0; i < reading->proses.count; i++) {
        gathering.prose = &reading->proses.items[i];
        gather_prose(&gathering);
    }
}

static const struct text_segment *segment_at(const struct published_text *text, size_t at)
{
    size_t low = 0, high = text->parts.count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (text->parts.items[middle].at <= at)
            low = middle;
        else
            high = middle;
    }
    return &text->parts.items[low];
}

struct place texts_place(const struct published_text *text, size_t at)
{
    const struct text_segment *segment = segment_at(text, at);
    struct place place = segment->place;
    /* Typography and escapes may move it by a character or two; the line is right. */
    if (place.column && text->follows_source)
        place.column += (unsigned)utf8_count(text_slice(text->text, segment->at, at));
    return place;
}

bool texts_is_words(const struct published_text *text)
{
    return text->role != ROLE_CODE && text->role != ROLE_ADDRESS;
}

struct text texts_language(const struct published_text *text, size_t at)
{
    return segment_at(text, at)->language;
}
