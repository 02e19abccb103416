/* Personal data in what is published. */
#include "model/checking.h"
#include "model/names.h"

#include "base/identifier.h"
#include "base/number.h"
#include "base/path.h"
#include "base/translate.h"
#include "proof/personal.h"
#include "proof/word.h"

#include <math.h>
#include <string.h>

struct privacy {
    struct checking *checking;
    struct map public;   /* normalised addresses and numbers of public contacts */
    struct names hidden; /* of people who are not published */
    struct names hidden_in_addresses;
};

/* What is public */

static void allow_email(struct privacy *privacy, struct text email)
{
    if (email.size)
        map_set(&privacy->public, personal_email(privacy->checking->arena, email), privacy);
}

/* "asa ost" of "?q=Åsa+Öst". */
static struct text address_words(struct arena *arena, struct text address)
{
    struct text words = identifier_from(arena, address);
    struct buffer buffer = {.arena = arena};
    for (size_t i = 0; i < words.size; i++)
        buffer_add_byte(&buffer, (char)(words.bytes[i] == '-' ? ' ' : words.bytes[i]));
    return buffer_text(&buffer);
}

static void gather_public(struct privacy *privacy)
{
    const struct model *model = privacy->checking->model;
    for (size_t i = 0; i < model->people.count; i++) {
        const struct person *person = model->people.items[i];
        if (!person->publish) {
            names_add(&privacy->hidden, person->name, person);
            names_add(&privacy->hidden_in_addresses, address_words(privacy->checking->arena, person->name), person);
            continue;
        }
        allow_email(privacy, person->email);
        if (person->phone.size)
            map_set(&privacy->public, personal_phone(privacy->checking->arena, person->phone), privacy);
    }
    allow_email(privacy, model->site.email);
    allow_email(privacy, model->site.sender.email);
    allow_email(privacy, model->site.sender.reply_to);
}

/* In texts */

static void say_personal(struct privacy *privacy, const struct published_text *text, const struct personal_find *find)
{
    struct diagnostics *diagnostics = privacy->checking->diagnostics;
    struct place place = texts_place(text, find->from);
    struct diagnostic *error;
    switch (find->kind) {
    case PERSONAL_NUMBER:
        error = diagnostic_check(diagnostics, &checks[CHECK_IDENTITY_NUMBER], place,
                                 "this looks like a personal identity number");
        diagnostic_hint(diagnostics, error, "take it away; such numbers are never published");
        break;
    case PERSONAL_COORDINATION_NUMBER:
        error = diagnostic_check(diagnostics, &checks[CHECK_IDENTITY_NUMBER], place,
                                 "this looks like a coordination number");
        diagnostic_hint(diagnostics, error, "take it away; such numbers are never published");
        break;
    case PERSONAL_EMAIL:
        error = diagnostic_check(diagnostics, &checks[CHECK_EMAIL], place,
                                 "'%.*s' is the e-mail address of no public contact", TEXT_ARGUMENTS(find->value));
        diagnostic_hint(diagnostics, error,
                        "take it away, or add the person with 'email:' to people.yml, if they agree; an office's "
                        "address can be allowed on the line above: <!-- allow email: the reason -->");
        break;
    case PERSONAL_PHONE:
        error = diagnostic_check(diagnostics, &checks[CHECK_TELEPHONE], place,
                                 "'%.*s' is the telephone number of no public contact",
                                 TEXT_ARGUMENTS(text_slice(text->text, find->from, find->to)));
        diagnostic_hint(diagnostics, error,
                        "take it away, or add it with 'phone:' to the person in people.yml, if they agree; a "
                        "switchboard can be allowed on the line above: <!-- allow telephone: the reason -->");
        break;
    }
}

static bool is_public(const struct privacy *privacy, const struct personal_find *find)
{
    return (find->kind == PERSONAL_EMAIL || find->kind == PERSONAL_PHONE) && map_get(&privacy->public, find->value);
}

static void find_data(struct privacy *privacy, const struct published_text *text)
{
    struct personal_find find;
    size_t told = 0;
    for (size_t at = 0; told < CHECKING_MOST && personal_find(privacy->checking->arena, text->text, at, &find);
         at = find.to)
        if (!is_public(privacy, &find)) {
            say_personal(privacy, text, &find);
            told++;
        }
}

static void say_name(struct privacy *privacy, const struct person *person, struct place place)
{
    struct diagnostics *diagnostics = privacy->checking->diagnostics;
    struct diagnostic *error = diagnostic_check(diagnostics, &checks[CHECK_UNPUBLISHED_PERSON], place,
                                                "'%.*s' is not to be published", TEXT_ARGUMENTS(person->name));
    diagnostic_hint(diagnostics, error, "take the name away, or ask the person and remove 'publish: no'");
    diagnostic_note(diagnostics, error, person->place, "the person in people.yml");
}

/* "Hilda Holm" and her genitive, between any signs; "Bo Ek" is no "bo ek". */
static void find_names(struct privacy *privacy, const struct published_text *text)
{
    struct name_found found;
    size_t told = 0;
    for (size_t at = 0; told < CHECKING_MOST && names_find(&privacy->hidden, text->text, &at, &found);) {
        const struct person *person = found.target;
        if (word_begins_upper(person->name, 0) && !word_begins_upper(text->text, found.from))
            continue;
        told++;
        say_name(privacy, person, texts_place(text, found.from));
    }
}

/* "https://…/hilda-holm", "hilda_holm.jpg" */
static void find_names_of_address(struct privacy *privacy, const struct published_text *text)
{
    struct text words = address_words(privacy->checking->arena, text->text);
    struct name_found found;
    for (size_t at = 0; names_find(&privacy->hidden_in_addresses, words, &at, &found);)
        say_name(privacy, found.target, texts_place(text, 0));
}

static void find_all(struct privacy *privacy, const struct published_text *text)
{
    find_data(privacy, text);
    if (text->role == ROLE_ADDRESS)
        find_names_of_address(privacy, text);
    else
        find_names(privacy, text);
}

/* The name of a picture's file becomes a part of its address. */
static void find_in_pictures(struct privacy *privacy)
{
    const struct reading *reading = &privacy->checking->loading->reading;
    for (size_t i = 0; i < reading->proses.count; i++) {
        const struct markup_node *top = reading->proses.items[i].prose->tree;
        for (const struct markup_node *node = top; node; node = markup_next(top, node)) {
            if (node->kind != MARKUP_PICTURE && node->kind != MARKUP_FIGURE)
                continue;
            struct published_text name = {.role = ROLE_ADDRESS, .text = path_name(node->url), .node = node};
            ARRAY_PUSH(privacy->checking->arena, &name.parts, ((struct text_segment){.place = node->place}));
            find_all(privacy, &name);
        }
    }
}

/* Small groups */

enum { SMALLEST_GROUP = 5 };

/* The beginnings of words for people; in small letters. */
static const char *const people_words[] = {
    "barn",   "elev",        "patient",  "person", "deltagare", "ungdom",  "flick",  "pojk",  "kvinn",
    "män",    "föräldr",     "vårdnads", "familj", "klient",    "brukare", "child",  "pupil", "student",
    "people", "participant", "girl",     "boy",    "women",     "men",     "parent", "famil", "client",
};

static bool names_people(struct text words)
{
    char room[WORD_ROOM];
    struct word word;
    for (size_t at = 0; word_next(words, &at, &word);) {
        struct text rest = word_fold(text_slice(words, word.from, word.to), room);
        while (rest.size) {
            for (size_t i = 0; i < sizeof people_words / sizeof *people_words; i++)
                if (text_starts_with(rest, people_words[i]))
                    return true;
            rest = text_slice(rest, text_find_byte(rest, '-', 0) + 1, rest.size); /* "KAA-elever" */
        }
    }
    return false;
}

/* "3", not "3 %" and not "3,5". */
static bool is_small_count(struct text cell)
{
    cell = text_trim(cell);
    return cell.size == 1 && cell.bytes[0] >= '1' && cell.bytes[0] < '0' + SMALLEST_GROUP;
}

static struct diagnostic *say_small_group(struct checking *checking, struct place place, struct text what,
                                          const char *hint)
{
    struct diagnostic *warning = diagnostic_check(checking->diagnostics, &checks[CHECK_SMALL_GROUP], place,
                                                  "a group of fewer than five: '%.*s'", TEXT_ARGUMENTS(what));
    diagnostic_hint(checking->diagnostics, warning, hint, 0);
    return warning;
}

/* "Barn 2–5 år" tells of an age. */
static bool has_digit(struct text words)
{
    for (size_t i = 0; i < words.size; i++)
        if (words.bytes[i] >= '0' && words.bytes[i] <= '9')
            return true;
    return false;
}

static bool counts_people(struct checking *checking, const struct markup_node *head)
{
    struct text words = text_trim(markup_plain(checking->arena, head));
    return text_is(words, "n") || (names_people(words) && !has_digit(words));
}

/* A column or a row of which the head names people. */
static void check_table(struct checking *checking, const struct markup_node *table)
{
    enum { COLUMNS = 64 };
    bool is_counted[COLUMNS] = {false};
    size_t column = 0;
    const struct markup_node *first = table->first;
    for (const struct markup_node *cell = first ? first->first : NULL; cell && column < COLUMNS; cell = cell->next)
        is_counted[column++] = counts_people(checking, cell);
    for (const struct markup_node *row = first ? first->next : NULL; row; row = row->next) {
        bool is_row_counted = row->first && counts_people(checking, row->first);
        column = 0;
        for (const struct markup_node *cell = row->first; cell; cell = cell->next, column++) {
            struct text words = text_trim(markup_plain(checking->arena, cell));
            if (is_small_count(words) && ((column < COLUMNS && is_counted[column]) || is_row_counted))
                say_small_group(checking, cell->place, words,
                                N_("put it together with another group, or write 'fewer than five', so that nobody is "
                                   "known by it"));
        }
    }
}

static void check_tables(struct checking *checking)
{
    for (size_t i = 0; i < checking->loading->reading.proses.count; i++) {
        const struct markup_node *top = checking->loading->reading.proses.items[i].prose->tree;
        for (const struct markup_node *node = top; node; node = markup_next(top, node))
            if (node->kind == MARKUP_TABLE)
                check_table(checking, node);
    }
}

static bool is_small_value(double value)
{
    return value >= 1 && value < SMALLEST_GROUP && floor(value) == value;
}

/* "elever", but not "lån per elev". */
static bool is_count_of_people(struct text unit)
{
    return names_people(unit) && text_find(unit, TEXT(" per "), 0) == unit.size &&
           text_find_byte(unit, '/', 0) == unit.size && text_find_byte(unit, '%', 0) == unit.size;
}

/* Of a share those that count, those that do not, or all there are. */
static bool is_small_share(const struct measurement *value)
{
    return value->has_numerator && value->has_denominator &&
           (value->denominator < SMALLEST_GROUP || is_small_value(value->numerator) ||
            is_small_value(value->denominator - value->numerator));
}

static bool is_small(const struct measure *measure, const struct measurement *value)
{
    if (value->has_numerator)
        return is_small_share(value);
    return is_count_of_people(measure->unit) && is_small_value(value->value);
}

/* "3 barn", "3/21". */
static struct text small_text(struct arena *arena, const struct measure *measure, const struct measurement *value)
{
    if (value->has_numerator)
        return text_format(arena, "%.*s/%.*s", TEXT_ARGUMENTS(number_write(arena, value->numerator, 6, '.')),
                           TEXT_ARGUMENTS(number_write(arena, value->denominator, 6, '.')));
    return text_format(arena, "%.0f %.*s", value->value, TEXT_ARGUMENTS(measure->unit));
}

/* A table may have one in each row: they are told together. */
static void check_measure(struct checking *checking, const struct measure *measure)
{
    const char *hint = N_("take the row away, or count several periods or groups together, so that nobody is "
                          "known by it");
    const struct measurement *first = NULL;
    size_t count = 0;
    for (size_t i = 0; i < measure->values.count; i++)
        if (is_small(measure, &measure->values.items[i])) {
            first = count++ ? first : &measure->values.items[i];
        }
    if (!first)
        return;
    struct text what = small_text(checking->arena, measure, first);
    struct diagnostic *warning;
    if (count == 1) {
        warning = say_small_group(checking, first->place, what, hint);
    } else {
        warning = diagnostic_check(checking->diagnostics, &checks[CHECK_SMALL_GROUP], first->place,
                                   "the measure '%.*s' has %zu groups of fewer than five; the first is '%.*s'",
                                   TEXT_ARGUMENTS(measure->title), count, TEXT_ARGUMENTS(what));
        diagnostic_hint(checking->diagnostics, warning, hint, 0);
    }
    checking_note_series(checking, warning, measure);
}

/* What a password in it looks like is told by check_files.c. */
static bool is_site_address(const struct published_text *text)
{
    return text->context.owner.kind == TARGET_SITE && text->field && strcmp(text->field->name, "address") == 0;
}

void check_personal(struct checking *checking)
{
    struct privacy privacy = {.checking = checking,
                              .public.arena = checking->arena,
                              .hidden.arena = checking->arena,
                              .hidden_in_addresses.arena = checking->arena};
    gather_public(&privacy);
    for (size_t i = 0; i < checking->texts.count; i++) {
        const struct published_text *text = &checking->texts.items[i];
        bool is_hidden =
            text->context.owner.kind == TARGET_PEOPLE && !((const struct person *)text->context.owner.object)->publish;
        if (!is_hidden && !is_site_address(text))
            find_all(&privacy, text);
    }
    find_in_pictures(&privacy);
    check_tables(checking);
    checking_each_measure(checking, check_measure);
}
