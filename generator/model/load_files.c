/* Reads one content file of each type. */
#include "model/checks.h"
#include "model/loading.h"

#include "base/identifier.h"
#include "read/source.h"

#include <stdlib.h>

static struct place first_line(struct loading *loading, const struct source *source, struct text path)
{
    return source ? (struct place){source, 1, 1} : loading_place(loading, path);
}

/* The language that a file writes for itself, needed before its texts are read. */
static struct text language_of(const struct yaml_node *node, struct text otherwise)
{
    struct text written = text_trim(yaml_text(yaml_get(node, "language")));
    return text_is(written, "sv") || text_is(written, "en") ? written : otherwise;
}

/* All texts read from now on stand in the file of `object`. */
static void own(struct loading *loading, enum target_kind kind, const void *object)
{
    loading->reading.context.owner = (struct target){kind, object};
}

static const struct yaml_node *parse(struct loading *loading, const struct passage *passage)
{
    size_t from = loading->diagnostics->list.count;
    const struct yaml_node *node = yaml_parse(loading->arena, passage, loading->diagnostics);
    diagnostics_attribute(loading->diagnostics, from, &checks[CHECK_YAML]);
    return node;
}

/* NULL with a message, and remembered as failed. */
static const struct yaml_node *read_yaml(struct loading *loading, struct text path, struct place *place)
{
    struct source *source = loading_source(loading, path);
    *place = first_line(loading, source, path);
    if (!source)
        return NULL;
    struct passage passage = source_passage(source);
    const struct yaml_node *node = parse(loading, &passage);
    if (!node)
        loading_fail(loading, path);
    return node;
}

/* Reads front matter and body of a Markdown file. */
static const struct yaml_node *read_markdown(struct loading *loading, struct text path, struct place *place,
                                             struct prose *body)
{
    struct source *source = loading_source(loading, path);
    struct passage front_matter, text;
    *place = first_line(loading, source, path);
    if (!source || !source_split(source, &front_matter, &text, loading->diagnostics))
        return NULL;
    const struct yaml_node *node = parse(loading, &front_matter);
    if (text_is_blank(text.text))
        body->passage = text;
    else
        fields_read_prose(&loading->reading, &text, body);
    return node;
}

static void read_into(struct loading *loading, const struct record_type *type, const struct yaml_node *node,
                      void *object)
{
    size_t from = loading->diagnostics->list.count;
    fields_read(&loading->reading, type, node, object);
    diagnostics_attribute(loading->diagnostics, from, &checks[CHECK_FIELD]);
}

static void read_fields(struct loading *loading, const struct record_type *type, const struct yaml_node *node,
                        void *object)
{
    if (node)
        read_into(loading, type, node, object);
    struct loaded_file file = {loading->reading.context.owner, node};
    ARRAY_PUSH(loading->arena, &loading->files, file);
}

static void place_theme(struct theme *theme, const struct yaml_node *node, struct place otherwise)
{
    const struct yaml_node *written = yaml_get(node, "theme");
    theme->place = written ? written->place : otherwise;
}

void load_site(struct loading *loading)
{
    struct text path = TEXT("site.yml");
    struct site *site = &loading->model->site;
    own(loading, TARGET_SITE, NULL);
    const struct yaml_node *node = read_yaml(loading, path, &site->place);
    loading->reading.context.language = language_of(node, TEXT("sv"));
    read_fields(loading, &site_type, node, site);
    site->language = loading->reading.context.language;
    place_theme(&site->theme, node, site->place);
    if (!site->theme.name.size)
        site->theme.name = TEXT(MODEL_DEFAULT_THEME);
    while (text_ends_with(site->address, "/"))
        site->address.size--;
    loading_add_target(loading, path, TARGET_SITE, NULL);
}

/* Maps from id to record */

static void check_id(struct loading *loading, const struct yaml_node *key, const struct record_type *type)
{
    struct text id = yaml_text(key);
    if (identifier_is_valid(id))
        return;
    struct diagnostic *error =
        type == &person_type
            ? diagnostic_error(loading->diagnostics, key->place, "'%.*s' is not an id of a person", TEXT_ARGUMENTS(id))
            : diagnostic_error(loading->diagnostics, key->place, "'%.*s' is not an id of a team", TEXT_ARGUMENTS(id));
    diagnostic_hint(loading->diagnostics, error, "write a-z, 0-9 and hyphens only: '%.*s'",
                    TEXT_ARGUMENTS(markup_identifier(loading->arena, id)));
}

static bool is_map(struct loading *loading, const struct yaml_node *node, struct text path,
                   const struct record_type *type)
{
    if (!node || node->kind == YAML_MAP)
        return node != NULL;
    loading_fail(loading, path);
    struct diagnostic *error =
        type == &person_type ? diagnostic_error(loading->diagnostics, node->place, "each person must stand below an id")
                             : diagnostic_error(loading->diagnostics, node->place, "each team must stand below an id");
    diagnostic_hint(loading->diagnostics, error,
                    "write 'the-id:' on a line of its own, and the fields indented below it");
    return false;
}

/* An id with nothing below it is reported by the fields that are missing. */
static void read_record(struct loading *loading, const struct record_type *type, const struct yaml_entry *entry,
                        void *object)
{
    struct yaml_node empty = {.kind = YAML_MAP, .place = entry->key->place};
    read_into(loading, type, yaml_is_nothing(entry->value) ? &empty : entry->value, object);
}

void load_people(struct loading *loading)
{
    struct text path = TEXT("people.yml");
    struct place place;
    own(loading, TARGET_PEOPLE, NULL);
    const struct yaml_node *node = read_yaml(loading, path, &place);
    loading_add_target(loading, path, TARGET_PEOPLE, NULL);
    size_t from = loading->diagnostics->list.count;
    for (size_t i = 0; is_map(loading, node, path, &person_type) && i < node->entries.count; i++) {
        const struct yaml_entry *entry = &node->entries.items[i];
        struct person *person = ARENA_NEW(loading->arena, struct person);
        person->id = yaml_text(entry->key);
        person->place = entry->key->place;
        check_id(loading, entry->key, &person_type);
        own(loading, TARGET_PEOPLE, person);
        read_record(loading, &person_type, entry, person);
        ARRAY_PUSH(loading->arena, &loading->model->people, person);
        map_set(&loading->model->people_by_id, person->id, person);
    }
    diagnostics_attribute(loading->diagnostics, from, &checks[CHECK_FIELD]);
}

void load_teams(struct loading *loading, struct text path, struct network *network)
{
    struct place place;
    own(loading, TARGET_TEAMS, network);
    const struct yaml_node *node = read_yaml(loading, path, &place);
    loading_add_target(loading, path, TARGET_TEAMS, network);
    size_t start = loading->diagnostics->list.count;
    for (size_t i = 0; is_map(loading, node, path, &team_type) && i < node->entries.count; i++) {
        const struct yaml_entry *entry = &node->entries.items[i];
        struct team *team = ARENA_NEW(loading->arena, struct team);
        team->id = yaml_text(entry->key);
        team->place = entry->key->place;
        team->network = network;
        check_id(loading, entry->key, &team_type);
        read_record(loading, &team_type, entry, team);
        diagnostics_attribute(loading->diagnostics, start, &checks[CHECK_FIELD]);
        load_measures(loading, path_folder(path), &team->measures, network, team, entry->value);
        ARRAY_PUSH(loading->arena, &network->teams, team);
        map_set(&network->teams_by_id, team->id, team);
    }
    diagnostics_attribute(loading->diagnostics, start, &checks[CHECK_FIELD]);
}

/* One record a file */

void load_page(struct loading *loading, struct text path, struct text id)
{
    struct page *page = ARENA_NEW(loading->arena, struct page);
    page->id = id;
    own(loading, TARGET_PAGE, page);
    loading->reading.context.language = loading->model->site.language;
    loading->reading.context.network = NULL;
    loading->reading.context.round = NULL;
    const struct yaml_node *node = read_markdown(loading, path, &page->place, &page->body);
    read_fields(loading, &page_type, node, page);
    ARRAY_PUSH(loading->arena, &loading->model->pages, page);
    loading_add_target(loading, path, TARGET_PAGE, page);
}

struct network *load_network(struct loading *loading, struct text path, struct text id)
{
    struct network *network = ARENA_NEW(loading->arena, struct network);
    network->id = id;
    own(loading, TARGET_NETWORK, network);
    network->teams_by_id.arena = loading->arena;
    loading->reading.context.network = network;
    loading->reading.context.round = NULL;
    const struct yaml_node *node = read_yaml(loading, path, &network->place);
    loading->reading.context.language = language_of(node, loading->model->site.language);
    read_fields(loading, &network_type, node, network);
    load_measures(loading, path_folder(path), &network->measures, network, NULL, node);
    place_theme(&network->theme, node, network->place);
    network->language = loading->reading.context.language;
    ARRAY_PUSH(loading->arena, &loading->model->networks, network);
    map_set(&loading->model->networks_by_id, id, network);
    loading_add_target(loading, path, TARGET_NETWORK, network);
    return network;
}

struct round *load_round(struct loading *loading, struct text path, struct text id, struct network *network)
{
    struct round *round = ARENA_NEW(loading->arena, struct round);
    round->id = id;
    own(loading, TARGET_ROUND, round);
    round->network = network;
    loading->reading.context.round = round;
    const struct yaml_node *node = read_yaml(loading, path, &round->place);
    read_fields(loading, &round_type, node, round);
    ARRAY_PUSH(loading->arena, &network->rounds, round);
    loading_add_target(loading, path, TARGET_ROUND, round);
    return round;
}

void load_meeting(struct loading *loading, struct text path, struct text id, struct round *round)
{
    struct meeting *meeting = ARENA_NEW(loading->arena, struct meeting);
    meeting->id = id;
    own(loading, TARGET_MEETING, meeting);
    meeting->round = round;
    if (!date_parse(id, &meeting->date)) {
        struct diagnostic *error = diagnostic_error(loading->diagnostics, loading_place(loading, path),
                                                    "the file of a meeting must be named by its date");
        diagnostic_hint(loading->diagnostics, error,
                        "name it by year, month and day, such as '2026-02-24.md', or "
                        "'2026-02.md' when the day is not set");
        loading_fail(loading, path_folder(path));
    }
    const struct yaml_node *node = read_markdown(loading, path, &meeting->place, &meeting->notes);
    read_fields(loading, &meeting_type, node, meeting);
    ARRAY_PUSH(loading->arena, &round->meetings, meeting);
    loading_add_target(loading, path, TARGET_MEETING, meeting);
}

static int read_letter_number(struct text id)
{
    int number = 0;
    if (id.size > 4 || text_starts_with(id, "0"))
        return 0;
    for (size_t i = 0; i < id.size; i++) {
        if (id.bytes[i] < '0' || id.bytes[i] > '9')
            return 0;
        number = number * 10 + (id.bytes[i] - '0');
    }
    return number;
}

void load_newsletter(struct loading *loading, struct text path, struct text id, struct round *round)
{
    struct newsletter *newsletter = ARENA_NEW(loading->arena, struct newsletter);
    newsletter->id = id;
    own(loading, TARGET_NEWSLETTER, newsletter);
    newsletter->round = round;
    newsletter->number = read_letter_number(id);
    if (!newsletter->number) {
        struct diagnostic *error = diagnostic_error(loading->diagnostics, loading_place(loading, path),
                                                    "the file of a newsletter must be named by its number");
        diagnostic_hint(loading->diagnostics, error, "name it '1.md', '2.md' and so on");
    }
    const struct yaml_node *node = read_markdown(loading, path, &newsletter->place, &newsletter->body);
    read_fields(loading, &newsletter_type, node, newsletter);
    ARRAY_PUSH(loading->arena, &round->newsletters, newsletter);
    loading_add_target(loading, path, TARGET_NEWSLETTER, newsletter);
}

void load_report(struct loading *loading, struct text path, struct text id, struct round *round)
{
    struct report *report = ARENA_NEW(loading->arena, struct report);
    report->id = id;
    own(loading, TARGET_REPORT, report);
    report->round = round;
    const struct yaml_node *node = read_yaml(loading, path, &report->place);
    read_fields(loading, &report_type, node, report);
    ARRAY_PUSH(loading->arena, &round->reports, report);
    loading_add_target(loading, path, TARGET_REPORT, report);
}
