#include "output/findable.h"

#include <string.h>

struct finding {
    struct arena *arena;
    search_pieces *pieces;
    const struct profile *inherited; /* from above, or NULL */
};

static void add(struct finding *finding, struct text text, enum stem_level level)
{
    struct search_piece piece = {.text = text, .level = level};
    if (!text_is_blank(text))
        ARRAY_PUSH(finding->arena, finding->pieces, piece);
}

/* Which fields of a record. */
enum part { PART_WHOLE, PART_STORY, PART_FACTS };

static void add_record(struct finding *finding, const struct record_type *type, const void *record, enum part part);

/* Texts in Markdown */

static struct text row_text(struct arena *arena, const struct markup_node *row)
{
    struct buffer line = {.arena = arena};
    for (const struct markup_node *cell = row->first; cell; cell = cell->next) {
        struct text words = markup_plain(arena, cell);
        buffer_add_string(&line, line.size && words.size ? " · " : "");
        buffer_add(&line, words);
    }
    return buffer_text(&line);
}

static void add_records(struct finding *finding, const struct record_type *type, const struct array_header *list)
{
    for (size_t i = 0; i < list->count; i++)
        add_record(finding, type, (const char *)list->items + i * type->size, PART_WHOLE);
}

/* A chart is found by what it shows; its entry may name the team alone, or nothing. */
static void add_charts(struct finding *finding, const struct array_header *list)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct measure *measure = ((const struct chart *)list->items)[i].target;
        if (!measure)
            continue;
        add(finding, measure->title, STEM_TEXT);
        if (measure->team)
            add(finding, measure->team->title, STEM_TEXT);
    }
}

static void add_block(struct finding *finding, const struct markup_node *node)
{
    const struct model_block *block = model_block_of(node);
    if (block->argument == ARGUMENT_TEAM)
        add(finding, node->record ? ((const struct team *)node->record)->title : node->argument, STEM_HEADING);
    else
        add(finding, node->argument, block->argument == ARGUMENT_TITLE ? STEM_HEADING : STEM_TEXT);
    struct array_header list;
    if (!block->type || !node->record)
        return;
    memcpy(&list, node->record, sizeof list);
    if (block->type == &chart_type)
        add_charts(finding, &list);
    else
        add_records(finding, block->type, &list);
}

static void add_node(struct finding *finding, const struct markup_node *node)
{
    switch (node->kind) {
    case MARKUP_HEADING:
        add(finding, markup_plain(finding->arena, node), STEM_HEADING);
        break;
    case MARKUP_PARAGRAPH:
        add(finding, markup_plain(finding->arena, node), STEM_TEXT);
        break;
    case MARKUP_ROW:
        add(finding, row_text(finding->arena, node), STEM_TEXT);
        break;
    case MARKUP_CODE_BLOCK:
        add(finding, node->text, STEM_TEXT);
        break;
    case MARKUP_FIGURE:
        add(finding, node->title, STEM_TEXT);
        add(finding, node->text, STEM_TEXT);
        break;
    case MARKUP_BLOCK:
        add_block(finding, node);
        break;
    default:
        break; /* its words are those of what stands in it, or around it */
    }
}

static void add_markup(struct finding *finding, const struct markup_node *top)
{
    for (const struct markup_node *node = top; node; node = markup_next(top, node))
        add_node(finding, node);
}

static void add_prose(struct finding *finding, const struct prose *prose)
{
    if (prose->tree)
        add_markup(finding, prose->tree);
}

/* Fields */

/* A team or a person is found by name where they take part. */
static void add_reference(struct finding *finding, const struct record_type *type, const struct reference *reference)
{
    if (type == &team_type && reference->target)
        add(finding, ((const struct team *)reference->target)->title, STEM_TEXT);
    if (type == &person_type && reference->target)
        add(finding, ((const struct person *)reference->target)->name, STEM_TEXT);
}

/* Of an object with a page: the story reads well in an excerpt, the facts (names, a place) come after it. What stands
 * at the top of the page comes before both; words for mail alone do not come at all. */
static bool is_within(const struct record_type *type, const struct field *field, enum part part)
{
    static const char *const elsewhere[] = {"title", "subtitle", "lead", "subject", "preheader", NULL};
    for (size_t i = 0; elsewhere[i] && part != PART_WHOLE; i++)
        if (strcmp(field->name, elsewhere[i]) == 0)
            return false;
    bool is_fact = (field->kind == FIELD_TEXT && type != &profile_type) || field->type == &contact_type ||
                   field->kind == FIELD_REFERENCE;
    return part == PART_WHOLE || is_fact == (part == PART_FACTS);
}

static bool is_title(const struct field *field)
{
    return strcmp(field->name, "title") == 0 || strcmp(field->name, "term") == 0;
}

static void add_list(struct finding *finding, const struct field *field, const void *at)
{
    struct array_header list;
    memcpy(&list, at, sizeof list);
    for (size_t i = 0; i < list.count && field->kind == FIELD_TEXT; i++)
        add(finding, ((const struct text *)list.items)[i], STEM_TEXT);
    for (size_t i = 0; i < list.count && field->kind == FIELD_REFERENCE; i++)
        add_reference(finding, field->type, (const struct reference *)list.items + i);
    if (field->kind == FIELD_RECORD)
        add_records(finding, field->type, &list);
}

static void add_field(struct finding *finding, const struct field *field, const char *record)
{
    const void *at = record + field->offset;
    if (field->presence && !*(const bool *)(record + field->presence))
        return;
    if (field->is_list)
        add_list(finding, field, at);
    else if (field->kind == FIELD_TEXT)
        add(finding, *(const struct text *)at, is_title(field) ? STEM_HEADING : STEM_TEXT);
    else if (field->kind == FIELD_PROSE)
        add_prose(finding, at);
    else if (field->kind == FIELD_REFERENCE)
        add_reference(finding, field->type, at);
    else if (field->kind == FIELD_RECORD)
        add_record(finding, field->type, at, PART_WHOLE);
}

static bool is_inherited(const struct profile *own, const struct profile *above, const struct field *field)
{
    const char *a = (const char *)own + field->offset, *b = (const char *)above + field->offset;
    struct array_header list, list_above;
    if (field->is_list) {
        memcpy(&list, a, sizeof list);
        memcpy(&list_above, b, sizeof list_above);
        return list.items == list_above.items;
    }
    return ((const struct prose *)(const void *)a)->tree == ((const struct prose *)(const void *)b)->tree;
}

static void add_profile(struct finding *finding, const struct profile *profile, enum part part)
{
    for (size_t i = 0; i < profile_type.count; i++) {
        const struct field *field = &profile_type.fields[i];
        bool is_own = !finding->inherited || !is_inherited(profile, finding->inherited, field);
        if (is_own && is_within(&profile_type, field, part))
            add_field(finding, field, (const char *)profile);
    }
}

static void add_record(struct finding *finding, const struct record_type *type, const void *record, enum part part)
{
    for (size_t i = 0; i < type->count; i++)
        if (is_within(type, &type->fields[i], part))
            add_field(finding, &type->fields[i], record);
    if (type->extends == &profile_type)
        add_profile(finding, (const struct profile *)(const void *)((const char *)record + type->extends_offset), part);
}

/* Pages */

/* What it told at the meetings. */
static void add_told(struct finding *finding, const struct team *team)
{
    for (size_t i = 0; i < team->texts.count; i++)
        for (const struct markup_node *node = team->texts.items[i].block->first; node; node = node->next)
            add_markup(finding, node);
}

static void add_at_top(struct finding *finding, const struct subject *subject)
{
    static const char *const names[] = {"subtitle", "lead"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        size_t offset;
        const struct field *field = field_find(subject->kind->type, text_from(names[i]), &offset);
        if (field && offset == 0)
            add(finding, *(const struct text *)(const void *)((const char *)subject->object + field->offset),
                STEM_HEADING);
    }
}

void findable_pieces(struct arena *arena, const struct subject *subject, search_pieces *pieces)
{
    struct finding finding = {.arena = arena, .pieces = pieces};
    const struct record_type *type = subject->kind->type;
    const void *object = subject->object;
    add_at_top(&finding, subject);
    if (type == &newsletter_type) {
        finding.inherited = &subject->round->profile;
        add_prose(&finding, &((const struct newsletter *)object)->body);
    } else if (type == &round_type) {
        finding.inherited = &subject->network->profile;
    } else if (type == &meeting_type) {
        add_prose(&finding, &((const struct meeting *)object)->notes);
    } else if (type == &page_type) {
        add_prose(&finding, &((const struct page *)object)->body);
    }
    if (type == &site_type)
        return; /* all else of it are settings */
    add_record(&finding, type, object, PART_STORY);
    if (type == &team_type)
        add_told(&finding, object);
    add_record(&finding, type, object, PART_FACTS);
}

struct text findable_text(struct arena *arena, const search_pieces *pieces)
{
    struct buffer text = {.arena = arena};
    for (size_t i = 0; i < pieces->count; i++) {
        struct text line, rest = pieces->items[i].text;
        while (text_next_line(&rest, &line)) {
            buffer_add_string(&text, text.size ? "\n" : "");
            buffer_add(&text, text_trim(line));
        }
    }
    return buffer_text(&text);
}
