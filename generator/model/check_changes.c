/* What was changed in meetings: moves that cannot be, days that have not come. */
#include "model/checking.h"

/* A change as it was written, with its meeting. */
struct written_change {
    const struct meeting_change *change;
    const struct yaml_node *node;
};

static struct written_change written(const struct checking *checking, const struct meeting_change *change)
{
    const struct loaded_file *file = checking_file(checking, change->meeting);
    const struct yaml_node *list = file && file->node ? yaml_get(file->node, "changes") : NULL;
    bool is_there = list && change->order < list->items.count;
    return (struct written_change){change, is_there ? list->items.items[change->order] : NULL};
}

static struct place place_of(const struct written_change *written, const char *field)
{
    const struct yaml_node *node = written->node ? yaml_get(written->node, field) : NULL;
    return node ? node->place : written->node ? written->node->place : written->change->meeting->place;
}

static bool is_written(const struct written_change *written, const char *field)
{
    const struct yaml_node *node = yaml_get(written->node, field);
    return node && !yaml_is_nothing(node);
}

static void check_words(struct checking *checking, const struct written_change *written)
{
    if (!written->node || written->node->kind != YAML_MAP || is_written(written, "from") || is_written(written, "text"))
        return;
    struct diagnostic *error = diagnostic_check(checking->diagnostics, &checks[CHECK_MEETING_CHANGE],
                                                place_of(written, "date"), "the change does not tell what changed");
    diagnostic_hint(checking->diagnostics, error,
                    "write 'from:' with the earlier date of the meeting, or 'text:' with what is new");
}

static void check_day(struct checking *checking, const struct written_change *written)
{
    struct date date = written->change->date;
    if (!date_is_set(date) || date_days(date_first_day(date)) <= date_days(checking->date))
        return;
    struct diagnostic *warning =
        diagnostic_check(checking->diagnostics, &checks[CHECK_CHANGE_DATE], place_of(written, "date"),
                         "the change is dated after today: '%.*s'", TEXT_ARGUMENTS(date_iso(checking->arena, date)));
    diagnostic_hint(checking->diagnostics, warning, "write the day on which it was changed");
}

/* Calendars and the site know a date of a round as one meeting. `had` are the meetings by a date they had. */
static void check_move(struct checking *checking, const struct written_change *written, const struct map *ids,
                       struct map *had)
{
    const struct meeting_change *change = written->change;
    struct text from = date_iso(checking->arena, change->from);
    const struct meeting *has = map_get(ids, from), *other = map_get(had, from);
    struct place place = place_of(written, "from");
    struct diagnostic *error;
    if (date_compare(change->from, change->to) == 0) {
        error = diagnostic_check(checking->diagnostics, &checks[CHECK_MEETING_CHANGE], place,
                                 "the meeting was moved from '%.*s' to the same date", TEXT_ARGUMENTS(from));
        diagnostic_hint(checking->diagnostics, error,
                        "write the earlier date; the new one is the name of the meeting's file");
        return;
    }
    if (has && has != change->meeting) {
        error =
            diagnostic_check(checking->diagnostics, &checks[CHECK_MEETING_CHANGE], place,
                             "another meeting has the date that this one was moved from: '%.*s'", TEXT_ARGUMENTS(from));
        other = has;
    } else if (other && other != change->meeting) {
        error = diagnostic_check(checking->diagnostics, &checks[CHECK_MEETING_CHANGE], place,
                                 "another meeting was moved from the same date: '%.*s'", TEXT_ARGUMENTS(from));
    } else {
        map_set(had, from, (struct meeting *)change->meeting);
        return;
    }
    diagnostic_hint(checking->diagnostics, error,
                    "calendars cannot tell the two apart: leave 'from:' out, and tell of the move in 'text:'");
    diagnostic_note(checking->diagnostics, error, (struct place){.source = other->place.source}, "the other meeting");
}

static void check_round(struct checking *checking, const struct round *round)
{
    struct map ids = {.arena = checking->arena}, had = {.arena = checking->arena};
    for (size_t i = 0; i < round->meetings.count; i++)
        map_set(&ids, round->meetings.items[i]->id, round->meetings.items[i]);
    for (size_t i = 0; i < round->meetings.count; i++) {
        const struct meeting *meeting = round->meetings.items[i];
        for (size_t j = 0; j < meeting->changes.count; j++) {
            struct written_change change = written(checking, &meeting->changes.items[j]);
            check_words(checking, &change);
            check_day(checking, &change);
            if (date_is_set(change.change->from))
                check_move(checking, &change, &ids, &had);
        }
    }
}

void check_changes(struct checking *checking)
{
    for (size_t i = 0; i < checking->model->networks.count; i++)
        for (size_t j = 0; j < checking->model->networks.items[i]->rounds.count; j++)
            check_round(checking, checking->model->networks.items[i]->rounds.items[j]);
}
