#include "model/checking.h"

#include "base/pool.h"
#include "model/allow.h"

struct place checking_place(const struct loaded_file *file, const char *field, struct place otherwise)
{
    const struct yaml_node *node = file ? yaml_get(file->node, field) : NULL;
    return node ? node->place : otherwise;
}

/* The key of an object is its address, as it stands in a list that stays. */
static struct text key_of(const void *const *object)
{
    return (struct text){(const char *)object, sizeof *object};
}

const struct loaded_file *checking_file(const struct checking *checking, const void *object)
{
    return map_get(&checking->files, key_of(&object));
}

const text_pointers *checking_texts(const struct checking *checking, const void *object)
{
    return map_get(&checking->texts_by_owner, key_of(&object));
}

bool checking_is_field_of(const struct published_text *text, const struct record_type *type)
{
    for (size_t i = 0; text->field && i < type->count; i++)
        if (text->field == &type->fields[i])
            return true;
    return false;
}

bool checking_is_cancelled(const struct meeting *meeting)
{
    return text_is(meeting->status, "cancelled");
}

bool checking_is_held(const struct checking *checking, const struct meeting *meeting)
{
    return date_is_set(meeting->date) && text_is(meeting->status, "planned") &&
           date_days(date_last_day(meeting->date)) < date_days(checking->date);
}

bool checking_is_over(const struct checking *checking, const struct round *round)
{
    enum { DAYS_OF_A_YEAR = 365 };
    struct date last = round->start;
    if (date_is_set(round->end))
        return date_days(date_last_day(round->end)) < date_days(checking->date);
    if (round->meetings.count)
        last = round->meetings.items[round->meetings.count - 1]->date;
    return date_is_set(last) && date_days(date_last_day(last)) + DAYS_OF_A_YEAR < date_days(checking->date);
}

/* Midnight is read as 0.00. */
bool checking_is_turned(struct time_of_day start, struct time_of_day end)
{
    int from = time_minutes(start), to = time_minutes(end);
    bool is_over_night = to == 0 || (start.hour >= 17 && end.hour < 6);
    return end.is_set && to < from && !is_over_night;
}

void checking_say_no_such_time(struct checking *checking, struct place place, struct text written)
{
    struct diagnostic *error = diagnostic_check(checking->diagnostics, &checks[CHECK_IMPOSSIBLE_DATE], place,
                                                "there is no such time: '%.*s'", TEXT_ARGUMENTS(text_cut(written, 60)));
    diagnostic_hint(checking->diagnostics, error, "hours go from 0 to 24, minutes from 0 to 59");
}

static void each_measure(struct checking *checking, const measure_list *measures,
                         void (*check)(struct checking *checking, const struct measure *measure))
{
    for (size_t i = 0; i < measures->count; i++)
        check(checking, &measures->items[i]);
}

void checking_each_measure(struct checking *checking,
                           void (*check)(struct checking *checking, const struct measure *measure))
{
    for (size_t i = 0; i < checking->model->networks.count; i++) {
        const struct network *network = checking->model->networks.items[i];
        each_measure(checking, &network->measures, check);
        for (size_t j = 0; j < network->teams.count; j++)
            each_measure(checking, &network->teams.items[j]->measures, check);
    }
}

void checking_note_series(struct checking *checking, struct diagnostic *diagnostic, const struct measure *measure)
{
    if (measure->series_place.source)
        diagnostic_note(checking->diagnostics, diagnostic, measure->series_place, "the measure with these values");
}

/* What is looked at; `compares` files, and so says nothing when one of them could not be read. */
static const struct subject {
    void (*run)(struct checking *checking);
    bool compares;
} subjects[] = {
    {check_accessibility, false}, {check_language, false},     {check_personal, false},   {check_dates, false},
    {check_links, false},         {check_files, false},        {check_programmes, false}, {check_meetings, true},
    {check_changes, true},        {check_next_meetings, true}, {check_teams, true},       {check_people, true},
    {check_measures, true},       {check_titles, true},        {check_promises, true},    {check_publishing, true},
};
enum { SUBJECT_COUNT = sizeof subjects / sizeof *subjects };

static void index_files(struct checking *checking)
{
    for (size_t i = 0; i < checking->loading->files.count; i++) {
        struct loaded_file *file = &checking->loading->files.items[i];
        map_set(&checking->files, key_of(&file->owner.object), file);
    }
}

static void index_texts(struct checking *checking)
{
    for (size_t i = 0; i < checking->texts.count; i++) {
        const struct published_text *text = &checking->texts.items[i];
        struct text key = key_of(&text->context.owner.object);
        text_pointers *pointers = map_get(&checking->texts_by_owner, key);
        if (!pointers) {
            pointers = arena_allocate(checking->arena, sizeof *pointers);
            map_set(&checking->texts_by_owner, key, pointers);
        }
        ARRAY_PUSH(checking->arena, pointers, text);
    }
}

/* "# allow …" of YAML, written in a text: readers would see it as a heading. */
static void check_heading(struct loading *loading, const struct markup_node *heading)
{
    struct text words = markup_plain(loading->arena, heading);
    size_t colon = text_find_byte(words, ':', 0);
    if (!text_starts_with(words, "allow ") || !check_find(text_trim(text_slice(words, 6, colon))))
        return;
    struct diagnostic *error = diagnostic_check(loading->diagnostics, &checks[CHECK_ALLOWANCE], heading->place,
                                                "in a text this is a heading, and readers see it");
    diagnostic_hint(loading->diagnostics, error, "write '<!-- %.*s -->'", TEXT_ARGUMENTS(text_cut(words, 60)));
}

static void check_headings(struct loading *loading)
{
    for (size_t i = 0; i < loading->reading.proses.count; i++) {
        const struct markup_node *top = loading->reading.proses.items[i].prose->tree;
        for (const struct markup_node *node = top; node; node = markup_next(top, node))
            if (node->kind == MARKUP_HEADING)
                check_heading(loading, node);
    }
}

static void read_allowances(struct loading *loading)
{
    for (size_t i = 0; i < loading->sources.count; i++)
        allow_read(loading->model, loading->arena, loading->sources.items[i], loading->diagnostics);
    check_headings(loading);
}

/* What the subjects share, and what each has of its own. */
struct run {
    struct checking shared;
    struct arena arenas[SUBJECT_COUNT];
    struct diagnostics diagnostics[SUBJECT_COUNT];
};

static void run_subject(void *context, size_t index, size_t worker)
{
    struct run *run = context;
    struct checking checking = run->shared;
    (void)worker;
    checking.arena = run->diagnostics[index].arena = &run->arenas[index];
    checking.diagnostics = &run->diagnostics[index];
    if (checking.is_whole || !subjects[index].compares)
        subjects[index].run(&checking);
}

/* A table holds no comments: what is found in it may be allowed at its measure. */
static void note_measure(struct checking *checking, const struct measure *measure)
{
    const struct source *table = measure->values.count ? measure->values.items[0].place.source : NULL;
    /* Values in YAML stand among other things. */
    for (size_t i = 0; table && table != measure->place.source && i < checking->diagnostics->list.count; i++) {
        struct diagnostic *diagnostic = checking->diagnostics->list.items[i];
        if (diagnostic->place.source == table && !diagnostic->note_place.source)
            checking_note_series(checking, diagnostic, measure);
    }
}

void check_model(struct loading *loading, struct date today, size_t threads)
{
    struct run run = {.shared = {.arena = loading->arena,
                                 .diagnostics = loading->diagnostics,
                                 .model = loading->model,
                                 .loading = loading,
                                 .files = {.arena = loading->arena},
                                 .texts_by_owner = {.arena = loading->arena},
                                 .date = today}};
    run.shared.is_whole = !diagnostics_has_error(loading->diagnostics);
    index_files(&run.shared);
    texts_gather(loading->arena, &loading->reading, &run.shared.texts);
    index_texts(&run.shared);
    read_allowances(loading);
    pool_run(threads, SUBJECT_COUNT, run_subject, &run);
    for (size_t i = 0; i < SUBJECT_COUNT; i++) {
        diagnostics_merge(loading->diagnostics, &run.diagnostics[i]);
        arena_release(&run.arenas[i]);
    }
    checking_each_measure(&run.shared, note_measure);
    model_allow(loading->model, loading->diagnostics);
}
