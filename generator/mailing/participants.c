#include "mailing/participants.h"

#include "base/file.h"
#include "base/map.h"
#include "base/translate.h"
#include "mailing/address.h"
#include "mailing/fold.h"

enum { FAULT_LIMIT = 100, CELL_LIMIT = 200 }; /* messages; bytes of what is kept of a cell */

const struct column_kind participants_columns[LIST_COLUMNS] = {
    [LIST_ADDRESS] = {"e-post",
                      {"epost", "epostadress", "mejl", "mejladress", "mailadress", "email", "emailaddress", "mail"}},
    [LIST_NAME] = {"namn", {"namn", "name", "fullständigtnamn", "fullname", "visningsnamn", "displayname"}},
    [LIST_FIRST_NAME] = {"förnamn", {"förnamn", "firstname", "givenname"}},
    [LIST_LAST_NAME] = {"efternamn", {"efternamn", "lastname", "surname", "familyname"}},
    [LIST_ORGANISATION] = {"organisation", {"organisation", "organization", "arbetsplats", "företag", "company"}},
    [LIST_TEAM] = {"team", {"team", "grupp", "group"}},
    [LIST_ROLE] = {"roll", {"roll", "role"}},
    [LIST_LANGUAGE] = {"språk", {"språk", "language"}},
    [LIST_LEFT] = {"avanmäld",
                   {"avanmäld", "avanmälda", "avanmält", "avanmälan", "avanmälningsdatum", "avmäld", "avregistrerad",
                    "avprenumererad", "avprenumererat", "unsubscribed", "unsubscribe", "optout", "optedout"}},
};

/* Reading */

struct reading_list {
    struct arena *arena;
    struct csv *csv;
    struct diagnostics *diagnostics;
    int columns[LIST_COLUMNS];
    struct map by_key; /* to the index in `participants`, as a size_t */
    participant_list *participants;
    size_t folded, faults;
};

/* The place of a byte of a cell. Quotes that are written twice make a text of its own, whose place is its start. */
static struct place place_in(const struct csv_cell *cell, size_t position)
{
    struct text source = cell->place.source->bytes;
    const char *at = cell->text.bytes + position;
    if (!cell->text.size || at < source.bytes || at >= source.bytes + source.size)
        return cell->place;
    size_t end = (size_t)(at - source.bytes), start = end;
    while (start > 0 && source.bytes[start - 1] != '\n')
        start--;
    struct place place = cell->place;
    for (size_t i = 0; i < position; i++)
        place.line += cell->text.bytes[i] == '\n';
    place.column = (unsigned)utf8_count(text_slice(source, start, end)) + 1;
    return place;
}

static const struct csv_cell *cell_of(const struct reading_list *list, const csv_row *row, int column)
{
    return list->columns[column] >= 0 ? &row->items[list->columns[column]] : NULL;
}

static struct text words_of(const struct reading_list *list, const csv_row *row, int column)
{
    const struct csv_cell *cell = cell_of(list, row, column);
    return cell ? fold_line(list->arena, cell->text, CELL_LIMIT) : (struct text){0};
}

static struct text name_of(const struct reading_list *list, const csv_row *row)
{
    struct text name = words_of(list, row, LIST_NAME);
    if (name.size)
        return name;
    struct text first = words_of(list, row, LIST_FIRST_NAME), last = words_of(list, row, LIST_LAST_NAME);
    return text_trim(text_format(list->arena, "%.*s %.*s", TEXT_ARGUMENTS(first), TEXT_ARGUMENTS(last)));
}

bool participants_has_left(struct arena *arena, struct text written)
{
    static const struct column_kind no = {"nej", {"nej", "no", "n", "0", "false", "falskt"}};
    struct text folded = fold_name(arena, written);
    return folded.size && !columns_is(arena, &no, folded);
}

static void complete(struct text *words, struct text other)
{
    if (!words->size)
        *words = other;
}

static void fold_into(struct participant *first, const struct participant *again)
{
    complete(&first->mailbox.name, again->mailbox.name);
    complete(&first->organisation, again->organisation);
    complete(&first->team, again->team);
    complete(&first->role, again->role);
    complete(&first->language, again->language);
    complete(&first->left, again->left);
}

static void keep(struct reading_list *list, const struct participant *participant)
{
    size_t *index = map_get(&list->by_key, participant->key);
    if (index) {
        fold_into(&list->participants->items[*index], participant);
        list->folded++;
        return;
    }
    index = ARENA_NEW(list->arena, size_t);
    *index = list->participants->count;
    map_set(&list->by_key, participant->key, index);
    ARRAY_PUSH(list->arena, list->participants, *participant);
}

/* Where the address begins in a cell that holds one. */
static size_t start_of_address(struct text cell)
{
    size_t from = cell.size;
    while (from > 0 && cell.bytes[from - 1] != '<')
        from--;
    size_t at = text_find_byte(cell, '@', from), start = at;
    while (start > from && !strchr(" :\n\t", cell.bytes[start - 1]))
        start--;
    struct text local = fold_trim(text_slice(cell, start, at));
    return local.size ? (size_t)(local.bytes - cell.bytes) : start;
}

/* Whether another address stands where a name should, as in "a@example.org <b@example.org>": one of the two would be
 * forgotten. */
static bool names_another(struct arena *arena, struct text cell, const struct address *address)
{
    size_t open = text_find_byte(cell, '<', 0);
    struct text before = fold_words(arena, text_slice(cell, 0, open));
    size_t at = text_find_byte(before, '@', 0), end = text_find_byte(before, ' ', at);
    bool has_domain = text_find_byte(before, '.', at) < end;
    return open < cell.size && has_domain && text_find(before, address->key, 0) == before.size;
}

static void read_person(struct reading_list *list, const csv_row *row)
{
    const struct csv_cell *cell = cell_of(list, row, LIST_ADDRESS);
    struct address address;
    struct address_fault fault = {0};
    struct participant person = {.left = words_of(list, row, LIST_LEFT)};
    if (!participants_has_left(list->arena, person.left))
        person.left = (struct text){0};
    if (!address_read(list->arena, cell->text, &address, &fault)) {
        /* Who is not written to needs no address. */
        if (fold_trim(cell->text).size == 0 && person.left.size)
            return;
        list->faults++;
        struct diagnostic *error =
            diagnostic_error(list->diagnostics, place_in(cell, fault.position), "%s", translate(fault.message));
        diagnostic_hint(list->diagnostics, error, "%s", translate(fault.hint));
        return;
    }
    if (names_another(list->arena, cell->text, &address)) {
        list->faults++;
        struct diagnostic *error = diagnostic_error(list->diagnostics, cell->place, "%s", _("a second address"));
        diagnostic_hint(list->diagnostics, error, "%s", _("give each person a line of their own"));
        return;
    }
    person.mailbox = (struct mailbox){name_of(list, row), address.email};
    complete(&person.mailbox.name, address.name);
    person.key = address.key;
    person.organisation = words_of(list, row, LIST_ORGANISATION);
    person.team = words_of(list, row, LIST_TEAM);
    person.role = words_of(list, row, LIST_ROLE);
    person.language = words_of(list, row, LIST_LANGUAGE);
    person.place = place_in(cell, start_of_address(cell->text));
    keep(list, &person);
}

static struct text names_of(struct arena *arena, const csv_row *columns)
{
    struct buffer names = {.arena = arena};
    for (size_t i = 0; i < columns->count; i++)
        buffer_format(&names, "%s%.*s", i ? ", " : "", TEXT_ARGUMENTS(columns->items[i].text));
    return text_cut(buffer_text(&names), 200);
}

static void say_no_addresses(const struct reading_list *list)
{
    const csv_row *columns = &list->csv->columns;
    for (size_t i = 0; i < columns->count; i++)
        if (text_find_byte(columns->items[i].text, '@', 0) < columns->items[i].text.size) {
            struct diagnostic *error = diagnostic_error(list->diagnostics, columns->items[i].place,
                                                        "the first line is a person, and not the names of the columns");
            diagnostic_hint(list->diagnostics, error,
                            "write a line above it that names the columns, such as: e-post;namn;team");
            return;
        }
    struct diagnostic *error = diagnostic_error(list->diagnostics, columns->items[0].place,
                                                "no column is called 'e-post'; the columns are: %.*s",
                                                TEXT_ARGUMENTS(names_of(list->arena, columns)));
    diagnostic_hint(list->diagnostics, error, "call the column that holds the addresses 'e-post' in the first line");
}

bool participants_read(struct arena *arena, const char *path, participant_list *participants, size_t *folded,
                       struct diagnostics *diagnostics)
{
    struct text bytes;
    struct reading_list list = {
        .arena = arena, .diagnostics = diagnostics, .by_key.arena = arena, .participants = participants};
    *folded = 0;
    if (!file_read(arena, path, &bytes, diagnostics) ||
        !(list.csv = csv_parse(arena, text_from(path), bytes, diagnostics)))
        return false;
    bool has_columns =
        columns_find(arena, &list.csv->columns, participants_columns, LIST_COLUMNS, list.columns, diagnostics);
    if (list.columns[LIST_ADDRESS] < 0) {
        say_no_addresses(&list);
        return false;
    }
    ARRAY_RESERVE(arena, participants, list.csv->rows.count);
    for (size_t i = 0; i < list.csv->rows.count && list.faults < FAULT_LIMIT; i++)
        read_person(&list, &list.csv->rows.items[i]);
    *folded = list.folded;
    return has_columns && list.faults == 0;
}

/* Choosing */

/* Words between commas or semicolons, folded. */
static text_list split(struct arena *arena, struct text words)
{
    text_list list = {0};
    for (size_t start = 0; start <= words.size;) {
        size_t end = start;
        while (end < words.size && words.bytes[end] != ',' && words.bytes[end] != ';')
            end++;
        struct text word = fold_words(arena, text_slice(words, start, end));
        if (word.size)
            ARRAY_PUSH(arena, &list, word);
        start = end + 1;
    }
    return list;
}

enum group { GROUP_TEAM, GROUP_ROLE };

struct choice {
    struct arena *arena;
    struct diagnostics *diagnostics;
    enum group group;
    bool is_all;
    text_list wanted;
    struct map known;         /* folded → itself */
    text_list known_in_order; /* as first written */
};

static struct text group_of(const struct participant *participant, enum group group)
{
    return group == GROUP_TEAM ? participant->team : participant->role;
}

static void learn(struct choice *choice, struct text written)
{
    for (size_t start = 0; start <= written.size;) {
        size_t end = start;
        while (end < written.size && written.bytes[end] != ',' && written.bytes[end] != ';')
            end++;
        struct text word = text_trim(text_slice(written, start, end)), folded = fold_words(choice->arena, word);
        if (folded.size && !map_get(&choice->known, folded)) {
            map_set(&choice->known, folded, choice);
            ARRAY_PUSH(choice->arena, &choice->known_in_order, word);
        }
        start = end + 1;
    }
}

static struct diagnostic *say_unknown(struct choice *choice, struct text wanted)
{
    struct place nowhere = {0};
    return choice->group == GROUP_TEAM
               ? diagnostic_error(choice->diagnostics, nowhere, "nobody on the list is in the team '%.*s'",
                                  TEXT_ARGUMENTS(text_cut(wanted, 60)))
               : diagnostic_error(choice->diagnostics, nowhere, "nobody on the list has the role '%.*s'",
                                  TEXT_ARGUMENTS(text_cut(wanted, 60)));
}

static void hint_known(struct choice *choice, struct diagnostic *error, struct text wanted)
{
    enum { MOST = 12 };
    struct buffer names = {.arena = choice->arena};
    text_list folded = {0};
    for (size_t i = 0; i < choice->known_in_order.count; i++) {
        ARRAY_PUSH(choice->arena, &folded, fold_words(choice->arena, choice->known_in_order.items[i]));
        if (i < MOST)
            buffer_format(&names, "%s%.*s", i ? ", " : "", TEXT_ARGUMENTS(choice->known_in_order.items[i]));
    }
    if (folded.count > MOST)
        buffer_add_string(&names, " …");
    struct text nearest = text_nearest(wanted, folded.items, folded.count);
    for (size_t i = 0; i < folded.count; i++)
        if (nearest.size && text_equal(nearest, folded.items[i])) {
            diagnostic_suggest(choice->diagnostics, error, choice->known_in_order.items[i]);
            return;
        }
    if (names.size)
        diagnostic_hint(choice->diagnostics, error, "on the list are: %.*s", TEXT_ARGUMENTS(buffer_text(&names)));
    else if (choice->group == GROUP_TEAM)
        diagnostic_hint(choice->diagnostics, error, "give the list a column 'team'");
    else
        diagnostic_hint(choice->diagnostics, error, "give the list a column 'roll'");
}

static bool prepare(struct choice *choice, const participant_list *all, const char *typed)
{
    bool is_good = true;
    choice->is_all = typed == NULL;
    if (choice->is_all)
        return true;
    choice->known.arena = choice->arena;
    choice->wanted = split(choice->arena, text_from(typed));
    for (size_t i = 0; i < all->count; i++)
        learn(choice, group_of(&all->items[i], choice->group));
    for (size_t i = 0; i < choice->wanted.count; i++) {
        struct text wanted = choice->wanted.items[i];
        if (map_get(&choice->known, wanted))
            continue;
        hint_known(choice, say_unknown(choice, wanted), wanted);
        is_good = false;
    }
    if (choice->wanted.count == 0) {
        hint_known(choice, say_unknown(choice, text_from(typed)), (struct text){0});
        is_good = false;
    }
    return is_good;
}

static bool is_chosen(const struct choice *choice, const struct participant *participant)
{
    if (choice->is_all)
        return true;
    text_list groups = split(choice->arena, group_of(participant, choice->group));
    for (size_t i = 0; i < groups.count; i++)
        for (size_t k = 0; k < choice->wanted.count; k++)
            if (text_equal(groups.items[i], choice->wanted.items[k]))
                return true;
    return false;
}

bool participants_choose(struct arena *arena, const participant_list *all, const char *teams, const char *roles,
                         participant_list *chosen, struct diagnostics *diagnostics)
{
    struct choice team = {.arena = arena, .diagnostics = diagnostics, .group = GROUP_TEAM};
    struct choice role = {.arena = arena, .diagnostics = diagnostics, .group = GROUP_ROLE};
    bool has_teams = prepare(&team, all, teams), has_roles = prepare(&role, all, roles);
    if (!has_teams || !has_roles)
        return false;
    ARRAY_RESERVE(arena, chosen, all->count);
    for (size_t i = 0; i < all->count; i++)
        if (is_chosen(&team, &all->items[i]) && is_chosen(&role, &all->items[i]))
            ARRAY_PUSH(arena, chosen, all->items[i]);
    return true;
}
