/* What the structure tree of a printed page lacks of PDF/UA-1, one rule a function. */
#include "base/map.h"
#include "deliver/pdf_tags.h"

#include <string.h>

enum { SPAN_LIMIT = 1000 }; /* the largest row span or column span, as in HTML */

/* All roles of PDF 1.7; what may stand within a line of text. */
static const struct {
    const char *role;
    bool is_inline;
} standard[] = {
    {"/Document", false},   {"/Part", false},    {"/Art", false},    {"/Sect", false},   {"/Div", false},
    {"/BlockQuote", false}, {"/Caption", false}, {"/TOC", false},    {"/TOCI", false},   {"/Index", false},
    {"/NonStruct", true},   {"/Private", true},  {"/P", false},      {"/H", false},      {"/H1", false},
    {"/H2", false},         {"/H3", false},      {"/H4", false},     {"/H5", false},     {"/H6", false},
    {"/L", false},          {"/LI", false},      {"/Lbl", true},     {"/LBody", false},  {"/Table", false},
    {"/TR", false},         {"/TH", false},      {"/TD", false},     {"/THead", false},  {"/TBody", false},
    {"/TFoot", false},      {"/Span", true},     {"/Quote", true},   {"/Note", true},    {"/Reference", true},
    {"/BibEntry", true},    {"/Code", true},     {"/Link", true},    {"/Annot", true},   {"/Ruby", true},
    {"/RB", true},          {"/RT", true},       {"/RP", true},      {"/Warichu", true}, {"/WT", true},
    {"/WP", true},          {"/Figure", true},   {"/Formula", true}, {"/Form", true},
};

/* What the words of HTML that PDF 1.7 does not know are nearest to. Any other becomes a Span, or a Div when it holds
 * more than a piece of a line. */
static const struct {
    const char *word, *role;
} known[] = {
    {"/Strong", "/Span"},
    {"/Em", "/Span"},
    {"/Sub", "/Span"},
    {"/Aside", "/Sect"},
    {"/Title", "/P"},
    {"/FENote", "/Note"},
    {"/DocumentFragment", "/Sect"},
};

enum role_kind { ROLE_UNKNOWN, ROLE_BLOCK, ROLE_INLINE };

static enum role_kind kind_of(const char *role)
{
    for (size_t i = 0; i < sizeof standard / sizeof *standard; i++)
        if (strcmp(standard[i].role, role) == 0)
            return standard[i].is_inline ? ROLE_INLINE : ROLE_BLOCK;
    return ROLE_UNKNOWN;
}

static bool holds_block(const struct pdf_element *element)
{
    for (const struct pdf_item *item = element->first; item; item = item->next)
        if (item->kind == ITEM_ELEMENT && kind_of(item->element->role) == ROLE_BLOCK)
            return true;
    return false;
}

static const char *role_for(const struct pdf_element *element)
{
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (element_is(element, known[i].word))
            return known[i].role;
    return holds_block(element) ? "/Div" : "/Span";
}

/* A word stands for one role in the whole document: Div wherever it must be one somewhere. */
static void map_roles(struct pdf_tags *tags)
{
    struct map seen = {.arena = tags->arena};
    qpdf_oh roles = qpdf_oh_new_dictionary(tags->pdf);
    for (size_t i = 0; i < tags->elements.count; i++) {
        const struct pdf_element *element = tags->elements.items[i];
        if (element->is_gone || kind_of(element->role) != ROLE_UNKNOWN)
            continue;
        struct text word = text_from(element->role);
        const char *role = role_for(element), *before = map_get(&seen, word);
        if (before && (strcmp(before, role) == 0 || strcmp(role, "/Div") != 0))
            continue;
        map_set(&seen, word, (void *)role);
        pdf_put(tags->pdf, roles, element->role, qpdf_oh_new_name(tags->pdf, role));
    }
    if (seen.count)
        qpdf_oh_replace_key(tags->pdf, tags->top, "/RoleMap", roles);
    else
        qpdf_oh_remove_key(tags->pdf, tags->top, "/RoleMap");
}

static bool has(struct pdf_tags *tags, const struct pdf_element *element, const char *key)
{
    return qpdf_oh_has_key(tags->pdf, element->handle, key);
}

static bool is_link(struct pdf_tags *tags, const struct pdf_item *item)
{
    qpdf_oh object = qpdf_oh_get_key(tags->pdf, item->handle, "/Obj");
    qpdf_oh type = qpdf_oh_get_key_if_dict(tags->pdf, object, "/Subtype");
    bool is = qpdf_oh_is_name_and_equals(tags->pdf, type, "/Link");
    qpdf_oh_release(tags->pdf, type);
    qpdf_oh_release(tags->pdf, object);
    return is;
}

/* Chromium has no word for what is a link and something else too (a reference to a note), nor for a phrase in another
 * language. */
static void name_plain(struct pdf_tags *tags, struct pdf_element *element)
{
    if (has(tags, element, "/Lang") && !holds_block(element))
        element_rename(tags, element, "/Span");
    for (const struct pdf_item *item = element->first; item; item = item->next)
        if (item->kind == ITEM_OBJECT && is_link(tags, item)) {
            element_rename(tags, element, "/Link");
            return;
        }
}

/* An annotation that stands in no element is read at the end, by its contents. */
static void adopt_links(struct pdf_tags *tags)
{
    qpdf_data pdf = tags->pdf;
    for (size_t i = 0; i < tags->canvases.count && tags->elements.count; i++) {
        struct pdf_canvas *page = tags->canvases.items[i];
        qpdf_oh annotations = page->is_form ? 0 : qpdf_oh_get_key(pdf, page->handle, "/Annots");
        int count = annotations && qpdf_oh_is_array(pdf, annotations) ? qpdf_oh_get_array_n_items(pdf, annotations) : 0;
        for (int j = 0; j < count; j++) {
            qpdf_oh annotation = qpdf_oh_get_array_item(pdf, annotations, j);
            int id = qpdf_oh_get_object_id(pdf, annotation);
            if (id <= 0 || index_get(&tags->objects, id) || !qpdf_oh_is_dictionary(pdf, annotation))
                continue;
            struct pdf_element *link = element_new(tags, tags->elements.items[0], "/Link");
            struct pdf_item *item = element_add(tags, link, NULL, ITEM_OBJECT);
            item->handle = qpdf_oh_new_dictionary(pdf);
            pdf_put(pdf, item->handle, "/Type", qpdf_oh_new_name(pdf, "/OBJR"));
            qpdf_oh_replace_key(pdf, item->handle, "/Pg", page->handle);
            qpdf_oh_replace_key(pdf, item->handle, "/Obj", annotation);
            index_set(tags, &tags->objects, id, item);
        }
    }
}

/* A figure with elements that have something to tell (a picture with its own words, a table) is no figure: those who
 * hear its alternative text would hear nothing else. */
static void find_holders(struct pdf_tags *tags)
{
    for (size_t i = 0; i < tags->elements.count; i++) {
        struct pdf_element *element = tags->elements.items[i];
        if (!element_is(element, "/Figure") && !element_is(element, "/Table") && !element_is(element, "/L") &&
            !element_is(element, "/Link"))
            continue;
        for (struct pdf_element *outer = element->parent;
             outer && !outer->holds_others && !element_is(outer, "/Caption"); outer = outer->parent)
            outer->holds_others = true;
    }
}

static void open_figure(struct pdf_tags *tags, struct pdf_element *element)
{
    if (!element->holds_others)
        return;
    element_rename(tags, element, "/Div");
    qpdf_oh_remove_key(tags->pdf, element->handle, "/Alt");
}

/* A list holds items, an item a label and a body. */

static void wrap_in_item(struct pdf_tags *tags, struct pdf_element *list)
{
    struct pdf_item *item = list->first;
    list->first = list->last = NULL;
    bool was_changed = list->is_changed, is_wrapped = false;
    for (struct pdf_item *next; item; item = next) {
        next = item->next;
        const struct pdf_element *held = item->kind == ITEM_ELEMENT ? item->element : NULL;
        if (item->is_gone)
            continue;
        if (held && (element_is(held, "/LI") || element_is(held, "/Caption"))) {
            element_take(list, item);
        } else {
            element_take(element_new(tags, list, "/LI"), item);
            is_wrapped = true;
        }
    }
    list->is_changed = was_changed || is_wrapped;
}

static void give_body(struct pdf_tags *tags, struct pdf_element *entry)
{
    if (!element_is(entry->parent, "/L")) {
        element_rename(tags, entry, "/Div");
        return;
    }
    struct pdf_item *item = entry->first;
    struct pdf_element *body = NULL;
    entry->first = entry->last = NULL;
    for (struct pdf_item *next; item; item = next) {
        next = item->next;
        const struct pdf_element *held = item->kind == ITEM_ELEMENT ? item->element : NULL;
        if (held && (element_is(held, "/Lbl") || element_is(held, "/LBody"))) {
            element_take(entry, item);
        } else if (!item->is_gone) {
            body = body ? body : element_new(tags, entry, "/LBody");
            element_take(body, item);
        }
    }
}

/* A table: every row reaches over all columns. */

static int span(struct pdf_tags *tags, const struct pdf_element *element, const char *name)
{
    int value = 1;
    qpdf_oh found = element_attribute(tags, element, name);
    if (!qpdf_oh_get_value_as_int(tags->pdf, found, &value))
        value = 1;
    qpdf_oh_release(tags->pdf, found);
    return value < 1 ? 1 : value > SPAN_LIMIT ? SPAN_LIMIT : value;
}

struct grid {
    ARRAY(struct pdf_element *) rows;
    ARRAY(int) widths;  /* of the rows */
    ARRAY(int) reaches; /* by column: how many more rows the cell above reaches down */
    int width;
};

static void place_cell(struct pdf_tags *tags, struct grid *grid, int *column, const struct pdf_element *cell)
{
    while ((size_t)*column < grid->reaches.count && grid->reaches.items[*column] > 0)
        ++*column;
    int columns = span(tags, cell, "/ColSpan"), rows = span(tags, cell, "/RowSpan");
    for (int i = 0; i < columns; i++, ++*column) {
        while (grid->reaches.count <= (size_t)*column)
            ARRAY_PUSH(tags->arena, &grid->reaches, 0);
        if (grid->reaches.items[*column] < rows)
            grid->reaches.items[*column] = rows;
    }
}

static void place_row(struct pdf_tags *tags, struct grid *grid, struct pdf_element *row)
{
    int column = 0, width = 0;
    for (const struct pdf_item *item = row->first; item; item = item->next)
        if (item->kind == ITEM_ELEMENT && (element_is(item->element, "/TD") || element_is(item->element, "/TH")))
            place_cell(tags, grid, &column, item->element);
    for (size_t i = 0; i < grid->reaches.count; i++)
        if (grid->reaches.items[i] > 0) {
            width = (int)i + 1;
            grid->reaches.items[i]--;
        }
    ARRAY_PUSH(tags->arena, &grid->rows, row);
    ARRAY_PUSH(tags->arena, &grid->widths, width);
    grid->width = width > grid->width ? width : grid->width;
}

static void place_rows(struct pdf_tags *tags, struct grid *grid, const struct pdf_element *element)
{
    for (const struct pdf_item *item = element->first; item; item = item->next)
        if (item->kind == ITEM_ELEMENT && element_is(item->element, "/TR"))
            place_row(tags, grid, item->element);
}

static void complete_table(struct pdf_tags *tags, struct pdf_element *table)
{
    struct grid grid = {0};
    place_rows(tags, &grid, table);
    for (const struct pdf_item *item = table->first; item; item = item->next)
        if (item->kind == ITEM_ELEMENT && (element_is(item->element, "/THead") || element_is(item->element, "/TBody") ||
                                           element_is(item->element, "/TFoot")))
            place_rows(tags, &grid, item->element);
    for (size_t i = 0; i < grid.rows.count; i++)
        for (int width = grid.widths.items[i]; width < grid.width; width++)
            element_new(tags, grid.rows.items[i], "/TD");
}

/* Chromium makes an element of every piece of a line, and of boxes that mean nothing. Pieces of a line go up to the
 * paragraph, cell or heading that they stand in; a box that holds nothing but pieces of lines is a paragraph. */

static bool is_plain(struct pdf_tags *tags, const struct pdf_element *element)
{
    return element_is(element, "/NonStruct") && !has(tags, element, "/Lang") && !has(tags, element, "/Alt") &&
           !has(tags, element, "/ActualText") && !has(tags, element, "/A") && !has(tags, element, "/ID");
}

static bool is_inline(const struct pdf_element *element)
{
    enum role_kind kind = kind_of(element->role);
    return element_is(element, "/NonStruct") ? element->is_phrase
                                             : kind == ROLE_INLINE || (kind == ROLE_UNKNOWN && !holds_block(element));
}

static void find_phrases(struct pdf_tags *tags)
{
    for (size_t i = tags->elements.count; i > 0; i--) {
        struct pdf_element *element = tags->elements.items[i - 1];
        element->is_phrase = !element->is_gone && is_plain(tags, element);
        for (const struct pdf_item *item = element->first; item && element->is_phrase; item = item->next)
            element->is_phrase = item->is_gone || item->kind != ITEM_ELEMENT || is_inline(item->element);
    }
}

static bool holds_lines(const struct pdf_element *element)
{
    static const char *const roles[] = {"/P",  "/H1",    "/H2", "/H3", "/H4",     "/H5",
                                        "/H6", "/LBody", "/TD", "/TH", "/Caption"};
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        if (element_is(element, roles[i]))
            return true;
    return element->is_phrase || (!element_is(element, "/NonStruct") && is_inline(element));
}

static void name_phrase(struct pdf_tags *tags, struct pdf_element *element)
{
    if (!element->is_phrase || !element->parent)
        return;
    element->is_joined = holds_lines(element->parent);
    if (!element->is_joined) {
        element_rename(tags, element, "/P");
        element->is_phrase = false;
    }
}

/* Puts what the joined element holds in the place of its item; what comes next. */
static struct pdf_item *join(struct pdf_tags *tags, struct pdf_element *element, struct pdf_item *item)
{
    struct pdf_element *joined = item->element;
    for (struct pdf_item *held = joined->first; held; held = held->next)
        if (held->handle && joined->page && !qpdf_oh_has_key(tags->pdf, held->handle, "/Pg"))
            qpdf_oh_replace_key(tags->pdf, held->handle, "/Pg", joined->page->handle);
    if (!element->page && joined->page) {
        element->page = joined->page;
        qpdf_oh_replace_key(tags->pdf, element->handle, "/Pg", joined->page->handle);
    }
    struct pdf_item *first = joined->first ? joined->first : item->next;
    if (joined->last)
        joined->last->next = item->next;
    element_discard(tags, joined);
    element->is_changed = true;
    return first;
}

static void join_phrases(struct pdf_tags *tags, struct pdf_element *element)
{
    struct pdf_item *item = element->first;
    bool was_changed = element->is_changed;
    element->first = element->last = NULL;
    element->is_changed = false;
    for (struct pdf_item *next; item; item = next) {
        bool is_joined = item->kind == ITEM_ELEMENT && !item->is_gone && item->element->is_joined;
        next = is_joined ? join(tags, element, item) : item->next;
        if (is_joined)
            was_changed = true;
        else
            element_take(element, item);
    }
    element->is_changed = was_changed;
}

/* Elements that hold nothing any more, or never did. An empty cell is one too. */
static void drop_empty(struct pdf_tags *tags)
{
    for (size_t i = tags->elements.count; i > 0; i--) {
        struct pdf_element *element = tags->elements.items[i - 1];
        bool holds = !element->parent || element_is(element, "/TD") || element_is(element, "/TH") ||
                     has(tags, element, "/Alt") || has(tags, element, "/ActualText");
        for (struct pdf_item *item = element->first; item && !holds; item = item->next)
            holds = !item->is_gone && (item->kind != ITEM_ELEMENT || !item->element->is_gone);
        element->is_gone = !holds;
    }
    for (size_t i = 0; i < tags->elements.count; i++)
        for (struct pdf_item *item = tags->elements.items[i]->first; item; item = item->next)
            if (item->kind == ITEM_ELEMENT && item->element->is_gone && !item->is_gone)
                item->is_gone = tags->elements.items[i]->is_changed = true;
}

static void for_each(struct pdf_tags *tags, const char *role, void (*repair)(struct pdf_tags *, struct pdf_element *))
{
    size_t count = tags->elements.count; /* what is new is right already */
    for (size_t i = 0; i < count; i++)
        if (!tags->elements.items[i]->is_gone && element_is(tags->elements.items[i], role))
            repair(tags, tags->elements.items[i]);
}

void structure_repair(struct pdf_tags *tags)
{
    for_each(tags, "/NonStruct", name_plain);
    adopt_links(tags);
    find_holders(tags);
    for_each(tags, "/Figure", open_figure);
    drop_empty(tags);
    for_each(tags, "/L", wrap_in_item);
    for_each(tags, "/LI", give_body);
    for_each(tags, "/Table", complete_table);
    find_phrases(tags);
    for_each(tags, "/NonStruct", name_phrase);
    for (size_t i = 0; i < tags->elements.count; i++)
        if (!tags->elements.items[i]->is_gone)
            join_phrases(tags, tags->elements.items[i]);
    map_roles(tags);
}
