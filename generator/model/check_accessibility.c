/* Headings, tables, colours, languages, films; and what the accessibility statement lacks. */
#include "model/checking.h"

#include "base/translate.h"
#include "proof/foreign.h"
#include "proof/phrases.h"

/* Headings */

/* The page's title is the first level, so a text may begin with the first or the second. */
static void check_headings(struct checking *checking, const struct markup_node *top)
{
    int level = 1;
    for (const struct markup_node *node = top; node; node = markup_next(top, node)) {
        if (node->kind != MARKUP_HEADING)
            continue;
        if (node->level > level + 1) {
            struct diagnostic *warning =
                diagnostic_check(checking->diagnostics, &checks[CHECK_HEADING_LEVEL], node->place,
                                 "the heading skips a level: %d after %d", node->level, level);
            diagnostic_hint(checking->diagnostics, warning, "begin it with '%.*s'", level + 1, "######");
        }
        level = node->level;
    }
}

/* Tables */

/* The corner above a column of heads may be empty. */
static void check_table_head(struct checking *checking, const struct markup_node *table)
{
    const struct markup_node *head = table->first;
    for (const struct markup_node *cell = head ? head->first : NULL; cell; cell = cell->next) {
        if (!text_is_blank(markup_plain(checking->arena, cell)) || (cell == head->first && cell->next))
            continue;
        struct diagnostic *warning = diagnostic_check(checking->diagnostics, &checks[CHECK_TABLE_HEAD], cell->place,
                                                      "a column of the table has no head");
        diagnostic_hint(checking->diagnostics, warning, "write in the first line what the column holds");
        return;
    }
}

/* On paper: what assets/styles/print.css sets on one line. */
enum { WIDEST_TABLE = 14 };

static void check_table_width(struct checking *checking, const struct markup_node *table)
{
    size_t columns = 0;
    for (const struct markup_node *cell = table->first ? table->first->first : NULL; cell; cell = cell->next)
        columns++;
    if (columns <= WIDEST_TABLE)
        return;
    struct diagnostic *warning =
        diagnostic_check(checking->diagnostics, &checks[CHECK_WIDE_TABLE], table->place,
                         "the table has %zu columns, more than fit on paper (%d)", columns, WIDEST_TABLE);
    diagnostic_hint(checking->diagnostics, warning, "make several tables of it, or turn its rows into columns");
}

/* Films */

static void check_films(struct checking *checking, const struct markup_node *block)
{
    const struct array_header *films = block->record;
    struct place first_unknown = block->place;
    size_t unknown = 0;
    for (size_t i = 0; films && i < films->count && i < block->data->items.count; i++) {
        const struct film *film = &((const struct film *)films->items)[i];
        struct place place = block->data->items.items[i]->place;
        if (film->is_captions_known && film->captions)
            continue;
        if (!film->is_captions_known) {
            first_unknown = unknown++ ? first_unknown : place;
            continue;
        }
        struct diagnostic *advice =
            diagnostic_check(checking->diagnostics, &checks[CHECK_FILM_CAPTIONS], place,
                             "the film '%.*s' has no captions", TEXT_ARGUMENTS(text_cut(film->title, 60)));
        diagnostic_hint(checking->diagnostics, advice,
                        "ask for captions, and name the film in the accessibility statement until it has them");
    }
    if (!unknown)
        return;
    struct diagnostic *advice = diagnostic_check(checking->diagnostics, &checks[CHECK_FILM_CAPTIONS], first_unknown,
                                                 "nobody has noted whether films here have captions (%zu)", unknown);
    diagnostic_hint(checking->diagnostics, advice, "look, and add 'captions: yes' or 'captions: no' to each film");
}

/* Words */

static void check_colours(struct checking *checking, const struct published_text *text)
{
    size_t begin, end;
    for (size_t at = 0; phrase_find_colour(text->text, at, &begin, &end); at = end) {
        struct diagnostic *advice =
            diagnostic_check(checking->diagnostics, &checks[CHECK_COLOUR_ALONE], texts_place(text, begin),
                             "only the colour tells what is meant: '%.*s'",
                             TEXT_ARGUMENTS(text_cut(text_slice(text->text, begin, end), 60)));
        diagnostic_hint(checking->diagnostics, advice, "name it by its place, its heading or a sign too");
    }
}

static void check_languages(struct checking *checking, const struct published_text *text)
{
    struct foreign_find find;
    struct text language = text->context.language;
    for (size_t at = 0; foreign_find(text->text, language, at, &find); at = find.to) {
        if (!text_equal(texts_language(text, find.from), language))
            continue; /* marked */
        struct text whole = text_slice(text->text, find.from, find.to), phrase = text_cut(whole, 40);
        struct diagnostic *advice =
            diagnostic_check(checking->diagnostics, &checks[CHECK_FOREIGN_PHRASE], texts_place(text, find.from),
                             "a phrase in another language is not marked: '%.*s%s'", TEXT_ARGUMENTS(phrase),
                             phrase.size < whole.size ? "…" : "");
        diagnostic_hint(checking->diagnostics, advice, "write [the phrase](lang:%s)", find.language);
    }
}

/* The accessibility statement */

static void say(struct checking *checking, struct place place, const char *wrong, const char *hint)
{
    struct diagnostic *warning =
        diagnostic_check(checking->diagnostics, &checks[CHECK_ACCESSIBILITY_STATEMENT], place, wrong, 0);
    diagnostic_hint(checking->diagnostics, warning, hint, 0);
}

static void say_missing(struct checking *checking, struct place place, const char *field, const char *missing)
{
    struct diagnostic *warning =
        diagnostic_check(checking->diagnostics, &checks[CHECK_ACCESSIBILITY_STATEMENT], place, missing, field);
    diagnostic_hint(checking->diagnostics, warning, "add '%s:' below 'accessibility:' in site.yml", field);
}

static void check_statement_dates(struct checking *checking, const struct accessibility *statement, struct place place)
{
    if (!date_is_set(statement->assessed))
        say_missing(checking, place, "assessed", N_("the statement does not tell when the site was assessed (%s)"));
    if (!date_is_set(statement->updated))
        say_missing(checking, place, "updated", N_("the statement does not tell when it was last updated (%s)"));
    if (date_is_set(statement->assessed) && date_is_set(statement->updated) &&
        date_days(date_last_day(statement->updated)) < date_days(statement->assessed))
        say(checking, place, N_("the statement was updated before the site was assessed"),
            N_("correct 'assessed:' or 'updated:'"));
}

static struct place shortcoming_place(const struct yaml_node *list, size_t index, struct place otherwise)
{
    return list && index < list->items.count ? list->items.items[index]->place : otherwise;
}

static void check_shortcomings(struct checking *checking, const struct accessibility *statement,
                               const struct yaml_node *list, struct place place)
{
    bool is_full = text_is(statement->compliance, "full");
    if (is_full && statement->shortcomings.count)
        say(checking, place, N_("the statement lists shortcomings, but says that the site complies in full"),
            N_("write 'compliance: partial', or take the shortcomings away when they are mended"));
    if (!is_full && !statement->shortcomings.count)
        say_missing(checking, place, "shortcomings", N_("the statement does not list what is not accessible (%s)"));
    for (size_t i = 0; i < statement->shortcomings.count; i++)
        if (!statement->shortcomings.items[i].reason.tree)
            say(checking, shortcoming_place(list, i, place), N_("the shortcoming has no reason"),
                N_("add 'reason:' to it, with why it is so"));
}

static void check_statement(struct checking *checking, const struct loaded_file *file)
{
    const struct site *site = &checking->model->site;
    const struct accessibility *statement = &site->accessibility;
    struct place place = checking_place(file, "accessibility", site->place);
    if (!site->has_accessibility) {
        struct diagnostic *warning = diagnostic_check(checking->diagnostics, &checks[CHECK_ACCESSIBILITY_STATEMENT],
                                                      site->place, "the site has no accessibility statement");
        diagnostic_hint(checking->diagnostics, warning,
                        "add 'accessibility:' to site.yml; 'rundbrev schema' lists what belongs below it");
        return;
    }
    check_shortcomings(checking, statement, yaml_get(yaml_get(file->node, "accessibility"), "shortcomings"), place);
    check_statement_dates(checking, statement, place);
    if (!statement->method.tree)
        say_missing(checking, place, "method", N_("the statement does not tell how the site was assessed (%s)"));
    if (!statement->feedback.address.size)
        say_missing(checking, place, "feedback", N_("the statement has no form for reporting shortcomings (%s)"));
    if (!statement->outside.tree)
        say_missing(checking, place, "outside",
                    N_("the statement does not tell which content the law leaves out, or that there is none (%s)"));
    if (!statement->burden.tree)
        say_missing(checking, place, "burden",
                    N_("the statement does not tell which content would be too great a burden, or that there is none "
                       "(%s)"));
}

static void check_site(struct checking *checking)
{
    for (size_t i = 0; i < checking->loading->files.count; i++)
        if (checking->loading->files.items[i].owner.kind == TARGET_SITE && checking->loading->files.items[i].node)
            check_statement(checking, &checking->loading->files.items[i]);
}

static bool is_block(const struct markup_node *node, const struct record_type *type)
{
    return node->kind == MARKUP_BLOCK && model_block_of(node)->type == type && node->data;
}

static void check_prose(struct checking *checking, const struct markup_node *top)
{
    check_headings(checking, top);
    for (const struct markup_node *node = top; node; node = markup_next(top, node)) {
        if (node->kind == MARKUP_TABLE) {
            check_table_head(checking, node);
            check_table_width(checking, node);
        } else if (is_block(node, &film_type))
            check_films(checking, node);
    }
}

void check_accessibility(struct checking *checking)
{
    for (size_t i = 0; i < checking->loading->reading.proses.count; i++)
        check_prose(checking, checking->loading->reading.proses.items[i].prose->tree);
    for (size_t i = 0; i < checking->texts.count; i++) {
        const struct published_text *text = &checking->texts.items[i];
        if (!texts_is_words(text))
            continue;
        check_colours(checking, text);
        check_languages(checking, text);
    }
    check_site(checking);
}
