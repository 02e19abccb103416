/* Personal data in what is published. */
#include "model/checking.h"

#include "base/identifier.h"
#include "base/path.h"
#include "proof/personal.h"

#include <math.h>

struct privacy {
    struct checking *checking;
    struct map public; /* normalised addresses and numbers of public contacts */
    ARRAY(const struct person *) hidden;
};

/* What is public */

static void allow_email(struct privacy *privacy, struct text email)
{
    if (email.size)
        map_set(&privacy->public, personal_email(privacy->checking->arena, email), privacy);
}

static void gather_public(struct privacy *privacy)
{
    const struct model *model = privacy->checking->model;
    for (size_t i = 0; i < model->people.count; i++) {
        const struct person *person = model->people.items[i];
        if (!person->publish) {
            ARRAY_PUSH(privacy->checking->arena, &privacy->hidden, person);
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
                        "take it away, or add the person with 'email:' to people.yml, if they agree");
        break;
    case PERSONAL_PHONE:
        error = diagnostic_check(diagnostics, &checks[CHECK_TELEPHONE], place,
                                 "'%.*s' is the telephone number of no public contact",
                                 TEXT_ARGUMENTS(text_slice(text->text, find->from, find->to)));
        diagnostic_hint(diagnostics, error,
                        "take it away, or add it with 'phone:' to the person in people.yml, if they agree");
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
    for (size_t at = 0; personal_find(privacy->checking->arena, text->text, at, &find); at = find.to)
        if (!is_public(privacy, &find))
            say_personal(privacy, text, &find);
}

static bool is_letter_at(struct text text, size_t position)
{
    unsigned char byte = position < text.size ? (unsigned char)text.bytes[position] : ' ';
    return byte >= 0x80 || ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z');
}

static struct text upper(struct arena *arena, struct text words)
{
    struct buffer buffer = {.arena = arena};
    for (size_t i = 0; i < words.size;) {
        uint32_t character = utf8_next(words, &i);
        bool is_small = (character >= 'a' && character <= 'z') || (character >= 0xE0 && character <= 0xFE);
        buffer_add_character(&buffer, is_small ? character - 0x20 : character);
    }
    return buffer_text(&buffer);
}

/* A whole name, or its genitive: "Anna Berg", "Anna Bergs", not "Anna Bergström". */
static bool is_whole(struct text text, size_t from, size_t to)
{
    to += to < text.size && text.bytes[to] == 's';
    return (from == 0 || !is_letter_at(text, from - 1)) && !is_letter_at(text, to);
}

static void say_name(struct privacy *privacy, const struct person *person, struct place place)
{
    struct diagnostics *diagnostics = privacy->checking->diagnostics;
    struct diagnostic *error = diagnostic_check(diagnostics, &checks[CHECK_UNPUBLISHED_PERSON], place,
                                                "'%.*s' is not to be published", TEXT_ARGUMENTS(person->name));
    diagnostic_hint(diagnostics, error, "take the name away, or ask the person and remove 'publish: no'");
    diagnostic_note(diagnostics, error, person->place, "the person in people.yml");
}

static void find_name(struct privacy *privacy, const struct published_text *text, const struct person *person,
                      struct text name)
{
    for (size_t at = text_find(text->text, name, 0); name.size && at < text->text.size;
         at = text_find(text->text, name, at + name.size))
        if (is_whole(text->text, at, at + name.size))
            say_name(privacy, person, texts_place(text, at));
}

/* "anna-berg.jpg", "?q=Anna+Berg": the name among the words of an address. */
static bool is_in_address(struct arena *arena, struct text address, struct text name)
{
    struct text words = identifier_from(arena, address), wanted = identifier_from(arena, name);
    for (size_t at = text_find(words, wanted, 0); wanted.size && at < words.size;
         at = text_find(words, wanted, at + 1)) {
        size_t to = at + wanted.size;
        to += to < words.size && words.bytes[to] == 's';
        if ((at == 0 || words.bytes[at - 1] == '-') && (to >= words.size || words.bytes[to] == '-'))
            return true;
    }
    return false;
}

static void find_names(struct privacy *privacy, const struct published_text *text)
{
    struct arena *arena = privacy->checking->arena;
    for (size_t i = 0; i < privacy->hidden.count; i++) {
        const struct person *person = privacy->hidden.items[i];
        struct text capitals = upper(arena, person->name);
        if (text->role == ROLE_ADDRESS) {
            if (is_in_address(arena, text->text, person->name))
                say_name(privacy, person, texts_place(text, 0));
            continue;
        }
        find_name(privacy, text, person, person->name);
        if (!text_equal(capitals, person->name))
            find_name(privacy, text, person, capitals);
    }
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
            find_data(privacy, &name);
            find_names(privacy, &name);
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

static struct text fold(struct arena *arena, struct text words)
{
    struct buffer buffer = {.arena = arena};
    for (size_t i = 0; i < words.size;) {
        uint32_t character = utf8_next(words, &i);
        bool is_capital = (character >= 'A' && character <= 'Z') || (character >= 0xC0 && character <= 0xDE);
        buffer_add_character(&buffer, is_capital ? character + 0x20 : character);
    }
    return buffer_text(&buffer);
}

static bool names_people(struct arena *arena, struct text words)
{
    words = fold(arena, words);
    for (size_t i = 0; i < sizeof people_words / sizeof *people_words; i++) {
        struct text word = text_from(people_words[i]);
        for (size_t at = text_find(words, word, 0); at < words.size; at = text_find(words, word, at + 1))
            if (at == 0 || !is_letter_at(words, at - 1))
                return true;
    }
    return false;
}

/* "3", not "3 %" and not "3,5". */
static bool is_small_count(struct text cell)
{
    cell = text_trim(cell);
    return cell.size == 1 && cell.bytes[0] >= '1' && cell.bytes[0] < '0' + SMALLEST_GROUP;
}

static void say_small_group(struct checking *checking, struct place place, struct text what)
{
    struct diagnostic *warning = diagnostic_check(checking->diagnostics, &checks[CHECK_SMALL_GROUP], place,
                                                  "a group of fewer than five: '%.*s'", TEXT_ARGUMENTS(what));
    diagnostic_hint(checking->diagnostics, warning,
                    "put it together with another group, or write 'fewer than 5', so that nobody is known by it");
}

static bool counts_people(struct checking *checking, const struct markup_node *head)
{
    struct text words = text_trim(markup_plain(checking->arena, head));
    return text_is(words, "n") || names_people(checking->arena, words);
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
                say_small_group(checking, cell->place, words);
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
static bool is_count_of_people(struct checking *checking, struct text unit)
{
    return names_people(checking->arena, unit) && text_find(unit, TEXT(" per "), 0) == unit.size &&
           text_find_byte(unit, '/', 0) == unit.size && text_find_byte(unit, '%', 0) == unit.size;
}

static void check_measure(struct checking *checking, const struct measure *measure)
{
    if (!is_count_of_people(checking, measure->unit))
        return;
    for (size_t i = 0; i < measure->values.count; i++) {
        const struct measurement *value = &measure->values.items[i];
        if (!is_small_value(value->value))
            continue;
        say_small_group(checking, value->place,
                        text_format(checking->arena, "%.0f %.*s", value->value, TEXT_ARGUMENTS(measure->unit)));
        struct diagnostic *warning = checking->diagnostics->list.items[checking->diagnostics->list.count - 1];
        diagnostic_note(checking->diagnostics, warning, measure->series_place, "the measure");
    }
}

static void check_small_values(struct checking *checking)
{
    for (size_t i = 0; i < checking->model->networks.count; i++) {
        const struct network *network = checking->model->networks.items[i];
        for (size_t j = 0; j < network->teams.count; j++)
            for (size_t k = 0; k < network->teams.items[j]->measures.count; k++)
                check_measure(checking, &network->teams.items[j]->measures.items[k]);
    }
}

void check_personal(struct checking *checking)
{
    struct privacy privacy = {.checking = checking, .public = {.arena = checking->arena}};
    gather_public(&privacy);
    for (size_t i = 0; i < checking->texts.count; i++) {
        const struct published_text *text = &checking->texts.items[i];
        if (text->context.owner.kind == TARGET_PEOPLE && !((const struct person *)text->context.owner.object)->publish)
            continue; /* is not shown */
        find_data(&privacy, text);
        find_names(&privacy, text);
    }
    find_in_pictures(&privacy);
    check_tables(checking);
    check_small_values(checking);
}
