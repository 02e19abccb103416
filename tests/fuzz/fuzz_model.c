/* The whole way from bytes to the checked model. Input: the files of a content folder, one after the other, each below
 * a line such as "=== lek/network.yml". What the header of the model promises after a load without errors is looked at
 * through the tables of fields. */
#include "fuzz.h"

#include "base/file.h"
#include "base/locale.h"
#include "base/path.h"
#include "model/fields.h"

#include <fcntl.h>
#include <math.h>
#include <unistd.h>

enum { MOST_FILES = 60, LONGEST_PATH = 120 };

static char folder[] = "/dev/shm/rundbrev-fuzz-XXXXXX";
static char folder_elsewhere[] = "/tmp/rundbrev-fuzz-XXXXXX";

/* The files */

static void remove_folder(void)
{
    struct arena arena = {0};
    struct diagnostics unseen = {.arena = &arena};
    file_remove_tree(folder, &unseen);
    file_remove_tree(folder_elsewhere, &unseen);
    arena_release(&arena);
}

static const char *content_folder(struct arena *arena)
{
    static const char *made;
    if (!made) {
        made = mkdtemp(folder) ? folder : mkdtemp(folder_elsewhere);
        require(made != NULL);
        atexit(remove_folder);
    }
    return file_path(arena, made, "content");
}

/* The path as it may be used: a-z, 0-9, dots and hyphens, without dots at the beginning of a name. */
static bool clean_path(struct text written, char path[LONGEST_PATH + 1])
{
    size_t size = 0;
    for (size_t i = 0; i < written.size && size < LONGEST_PATH; i++) {
        char c = written.bytes[i];
        bool is_start = size == 0 || path[size - 1] == '/';
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || (!is_start && (c == '.' || c == '/')))
            path[size++] = c;
    }
    path[size] = '\0';
    return size > 0 && path[size - 1] != '/';
}

static void write_file(struct arena *arena, const char *content, struct text path, struct text bytes)
{
    char clean[LONGEST_PATH + 1];
    struct diagnostics unseen = {.arena = arena};
    if (!clean_path(path, clean))
        return;
    const char *place = file_path(arena, content, clean);
    if (!file_make_folders(text_string(arena, path_folder(text_from(place))), &unseen))
        return;
    int descriptor = open(place, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return;
    require(file_write_all(descriptor, bytes));
    close(descriptor);
}

static void write_files(struct arena *arena, const char *content, struct text input)
{
    const struct text mark = TEXT("=== ");
    struct diagnostics unseen = {.arena = arena};
    require(file_remove_tree(content, &unseen) && file_make_folders(content, &unseen));
    size_t at = text_find(input, mark, 0);
    for (int count = 0; at < input.size && count < MOST_FILES; count++) {
        size_t end = text_find_byte(input, '\n', at), next = text_find(input, TEXT("\n=== "), end);
        write_file(arena, content, text_slice(input, at + mark.size, end), text_slice(input, end + 1, next + 1));
        at = next + 1;
    }
}

/* Messages */

static bool is_good(struct text text)
{
    return utf8_first_invalid(text) == text.size;
}

static void check_place(struct place place)
{
    if (!place.source || !place.line)
        return;
    struct text rest = place.source->bytes, line = {0};
    unsigned lines = 0;
    while (lines < place.line && text_next_line(&rest, &line))
        lines++;
    require(place.line <= lines + 1);
    if (place.line > lines)
        line = (struct text){0};
    require(place.column <= utf8_count(line) + 1);
}

static void check_message(const struct diagnostic *diagnostic)
{
    require(diagnostic->message.size && is_good(diagnostic->message) && is_good(diagnostic->hint) &&
            is_good(diagnostic->note) && is_good(diagnostic->reason));
    require(diagnostic->is_world || diagnostic->check);
    require(diagnostic->severity != SEVERITY_ALLOWED || (diagnostic->reason.size && diagnostic->check->can_be_allowed));
    check_place(diagnostic->place);
    check_place(diagnostic->note_place);
}

static void check_messages(struct diagnostics *diagnostics)
{
    struct buffer buffer = {.arena = diagnostics->arena};
    diagnostics_sort(diagnostics);
    for (size_t i = 0; i < diagnostics->list.count; i++)
        check_message(diagnostics->list.items[i]);
    diagnostics_write(diagnostics, SEVERITY_ALLOWED, &buffer);
    require(is_good(buffer_text(&buffer)));
}

/* Objects, by their tables */

static void check_object(const struct record_type *type, const char *object);

/* Whether anything was written into an embedded record: one that is absent lacks what it requires. */
static bool is_written(const char *object, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (object[i])
            return true;
    return false;
}

static void check_reference(const struct reference *reference)
{
    require(reference->name.size && reference->target && reference->place.source);
}

static void check_list(const struct field *field, const struct array_header *list)
{
    const char *items = list->items;
    for (size_t i = 0; i < list->count; i++) {
        if (field->kind == FIELD_RECORD)
            check_object(field->type, items + i * field->type->size);
        else if (field->kind == FIELD_REFERENCE)
            check_reference((const struct reference *)(const void *)items + i);
        else if (field->kind == FIELD_TEXT)
            require(((const struct text *)(const void *)items)[i].size > 0);
    }
}

static bool is_set(const struct field *field, const void *value)
{
    switch (field->kind) {
    case FIELD_PROSE:
        return ((const struct prose *)value)->tree != NULL;
    case FIELD_DATE:
        return date_is_set(*(const struct date *)value);
    case FIELD_TIME:
        return ((const struct time_of_day *)value)->is_set;
    case FIELD_NUMBER:
    case FIELD_COUNT:
    case FIELD_FLAG:
        return true;
    case FIELD_REFERENCE:
        return ((const struct reference *)value)->target != NULL;
    case FIELD_RECORD:
        return is_written(value, field->type->size);
    default:
        return ((const struct text *)value)->size > 0;
    }
}

static void check_choice(const struct field *field, struct text value)
{
    bool is_known = !value.size;
    for (size_t i = 0; field->choices[i]; i++)
        is_known |= text_is(value, field->choices[i]);
    require(is_known);
}

static void check_field(const struct field *field, const char *value)
{
    if (field->is_list) {
        const struct array_header *list = (const void *)value;
        require(!field->is_required || list->count);
        check_list(field, list);
        return;
    }
    require(!field->is_required || is_set(field, value));
    if (field->kind == FIELD_RECORD && is_set(field, value))
        check_object(field->type, value);
    if (field->kind == FIELD_CHOICE)
        check_choice(field, *(const struct text *)(const void *)value);
    if (field->kind == FIELD_REFERENCE && ((const struct reference *)(const void *)value)->name.size)
        check_reference((const void *)value);
}

static void check_object(const struct record_type *type, const char *object)
{
    for (size_t i = 0; i < type->count; i++)
        check_field(&type->fields[i], object + type->fields[i].offset);
    if (type->extends)
        check_object(type->extends, object + type->extends_offset);
}

#define CHECK(type, object) check_object(&type, (const char *)(object))

/* Texts */

static bool has_picture(const struct model *model, struct text source)
{
    for (size_t i = 0; i < model->pictures.count; i++)
        if (text_equal(model->pictures.items[i].source, source))
            return true;
    return false;
}

static void check_block(const struct markup_node *node)
{
    const struct model_block *block = model_block_of(node);
    if (block->type || node->argument_place.source)
        require(node->record || block->argument != ARGUMENT_TEAM);
    require(!block->is_of_round || node->record);
    const ARRAY(struct chart) *charts = block->type == &chart_type ? node->record : NULL;
    for (size_t i = 0; charts && i < charts->count; i++)
        require(charts->items[i].target && charts->items[i].target->team == charts->items[i].team.target);
}

static void check_text(const struct model *model, struct arena *arena, const struct prose *prose)
{
    struct text fragment;
    for (const struct markup_node *node = prose->tree; node; node = markup_next(prose->tree, node)) {
        if (node->kind == MARKUP_BLOCK)
            check_block(node);
        if (node->kind == MARKUP_FIGURE || node->kind == MARKUP_PICTURE)
            require(has_picture(model, model_picture_source(arena, node)));
        bool is_inside = node->kind == MARKUP_LINK && text_find_byte(node->url, ':', 0) == node->url.size &&
                         !text_starts_with(node->url, "#");
        require(!is_inside || model_link_target(model, arena, node, &fragment));
    }
}

/* The tree */

static void check_meetings(const struct model *model, struct arena *arena, const struct round *round)
{
    for (size_t i = 0; i < round->meetings.count; i++) {
        const struct meeting *meeting = round->meetings.items[i];
        require(meeting->round == round && date_is_set(meeting->date) && meeting->number > 0);
        require(!i || date_compare(round->meetings.items[i - 1]->date, meeting->date) <= 0);
        for (size_t j = 0; j < meeting->newsletters.count; j++)
            require(meeting->newsletters.items[j]->round == round);
        CHECK(meeting_type, meeting);
        check_text(model, arena, &meeting->notes);
        check_text(model, arena, &meeting->prepare);
    }
}

static void check_round(const struct model *model, struct arena *arena, const struct round *round)
{
    CHECK(round_type, round);
    check_text(model, arena, &round->text);
    check_meetings(model, arena, round);
    for (size_t i = 0; i < round->newsletters.count; i++) {
        const struct newsletter *newsletter = round->newsletters.items[i];
        require(newsletter->round == round && newsletter->number > 0);
        require(!i || round->newsletters.items[i - 1]->number < newsletter->number);
        require(newsletter->subject.size && newsletter->preheader.size);
        CHECK(newsletter_type, newsletter);
        check_text(model, arena, &newsletter->body);
    }
    for (size_t i = 0; i < round->reports.count; i++) {
        require(round->reports.items[i]->round == round);
        require(!i || text_compare(round->reports.items[i - 1]->id, round->reports.items[i]->id) < 0);
        CHECK(report_type, round->reports.items[i]);
    }
}

static void check_measures(const measure_list *measures, const struct team *team)
{
    for (size_t i = 0; i < measures->count; i++) {
        const struct measure *measure = &measures->items[i];
        require(measure->team == team && measure->per > 0 && !(measure->has_goal && measure->has_goal_change));
        for (size_t j = 0; j < measure->values.count; j++) {
            const struct measurement *value = &measure->values.items[j];
            require(value->has_value && fabs(value->value) <= 1e100 && date_is_set(value->date));
            require(value->has_numerator == value->has_denominator && value->place.source);
        }
        for (size_t j = 1; j < measure->phases.count; j++)
            require(date_days(measure->phases.items[j - 1].start) < date_days(measure->phases.items[j].start));
    }
}

static void check_team(const struct model *model, struct arena *arena, const struct team *team)
{
    CHECK(team_type, team);
    check_measures(&team->measures, team);
    for (size_t i = 0; i < team->cycles.count; i++)
        check_text(model, arena, &team->cycles.items[i].plan);
    check_text(model, arena, &team->text);
    for (size_t i = 0; i < team->rounds.count; i++)
        require(!i || date_compare(team->rounds.items[i - 1]->start, team->rounds.items[i]->start) <= 0);
    for (size_t i = 0; i < team->texts.count; i++) {
        require(team->texts.items[i].block->record == team);
        require(!i || date_compare(team->texts.items[i - 1].meeting->date, team->texts.items[i].meeting->date) >= 0);
    }
}

static void check_network(const struct model *model, struct arena *arena, const struct network *network)
{
    const struct locale *locale = locale_open(arena, network->language);
    CHECK(network_type, network);
    check_measures(&network->measures, NULL);
    check_text(model, arena, &network->profile.background);
    for (size_t i = 0; i < network->teams.count; i++) {
        const struct team *team = network->teams.items[i];
        require(team->network == network && map_get(&network->teams_by_id, team->id) == team);
        require(!i || !locale || locale_compare(locale, network->teams.items[i - 1]->title, team->title) <= 0);
        check_team(model, arena, team);
    }
    for (size_t i = 0; i < network->rounds.count; i++) {
        require(network->rounds.items[i]->network == network);
        require(!i || date_compare(network->rounds.items[i - 1]->start, network->rounds.items[i]->start) <= 0);
        check_round(model, arena, network->rounds.items[i]);
    }
    locale_close(locale);
}

static void check_model(const struct model *model, struct arena *arena)
{
    CHECK(site_type, &model->site);
    require(model->site.language.size && model->site.theme.name.size && !text_ends_with(model->site.address, "/"));
    for (size_t i = 0; i < model->people.count; i++)
        CHECK(person_type, model->people.items[i]);
    for (size_t i = 0; i < model->networks.count; i++) {
        require(!i || text_compare(model->networks.items[i - 1]->id, model->networks.items[i]->id) < 0);
        check_network(model, arena, model->networks.items[i]);
    }
    for (size_t i = 0; i < model->pages.count; i++) {
        require(!i || model->pages.items[i - 1]->order <= model->pages.items[i]->order);
        CHECK(page_type, model->pages.items[i]);
        check_text(model, arena, &model->pages.items[i]->body);
    }
    for (size_t i = 0; i < model->allowances.count; i++)
        require(model->allowances.items[i].reason.size && model->allowances.items[i].check->can_be_allowed);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct diagnostics diagnostics = {.arena = &arena};
    const char *content = content_folder(&arena);
    write_files(&arena, content, (struct text){(const char *)data, size});
    const struct model *model = model_load(&arena, content, (struct date){2026, 3, 1}, 1, &diagnostics);
    require(model != NULL);
    if (!diagnostics_has_error(&diagnostics))
        check_model(model, &arena);
    model_say_unused_allowances(model, &diagnostics);
    check_messages(&diagnostics);
    arena_release(&arena);
    return 0;
}
