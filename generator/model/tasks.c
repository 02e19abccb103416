/* What each person leads or does, from everything that names them. */
#include "model/loading.h"

#include <stdlib.h>

static void add(struct loading *loading, enum task_kind kind, const struct contact *contact, struct task task)
{
    struct person *person = (struct person *)contact->person.target;
    if (!person)
        return;
    task_list *tasks = &person->tasks[kind];
    const struct task *last = tasks->count ? &tasks->items[tasks->count - 1] : NULL;
    /* Named twice in one list. */
    if (last && last->network == task.network && last->round == task.round && last->meeting == task.meeting &&
        last->team == task.team && last->report == task.report)
        return;
    task.contact = contact;
    ARRAY_PUSH(loading->arena, tasks, task);
    person->has_tasks = true;
}

static void add_all(struct loading *loading, enum task_kind kind, const contact_list *contacts, struct task task)
{
    for (size_t i = 0; i < contacts->count; i++)
        add(loading, kind, &contacts->items[i], task);
}

static void add_round(struct loading *loading, const struct round *round)
{
    struct task task = {.network = round->network, .round = round};
    add_all(loading, TASK_COACH, &round->profile.coaches, task);
    for (size_t i = 0; i < round->meetings.count; i++) {
        task.meeting = round->meetings.items[i];
        add_all(loading, TASK_SPEAKER, &task.meeting->speakers, task);
    }
    task.meeting = NULL;
    for (size_t i = 0; i < round->reports.count; i++) {
        task.report = round->reports.items[i];
        add_all(loading, TASK_REPORT, &task.report->contacts, task);
    }
}

/* Who coaches a network is told by its rounds, unless they have coaches of their own. */
static void add_network_coaches(struct loading *loading, const struct network *network)
{
    const contact_list *coaches = &network->profile.coaches;
    for (size_t i = 0; i < coaches->count; i++) {
        const struct person *person = coaches->items[i].person.target;
        const task_list *tasks = person ? &person->tasks[TASK_COACH] : NULL;
        if (tasks && (!tasks->count || tasks->items[tasks->count - 1].network != network))
            add(loading, TASK_COACH, &coaches->items[i], (struct task){.network = network});
    }
}

static void add_network(struct loading *loading, const struct network *network)
{
    for (size_t i = network->rounds.count; i-- > 0;)
        add_round(loading, network->rounds.items[i]);
    add_network_coaches(loading, network);
    for (size_t i = 0; i < network->teams.count; i++) {
        struct task task = {.network = network, .team = network->teams.items[i]};
        add_all(loading, TASK_TEAM, &task.team->contacts, task);
    }
}

static int compare_rounds(const struct task *a, const struct task *b)
{
    int order = text_compare(a->network->id, b->network->id);
    return order ? order : text_compare(a->round->id, b->round->id);
}

static int compare_meetings(const void *left, const void *right)
{
    const struct task *a = left, *b = right;
    int order = date_compare(b->meeting->date, a->meeting->date);
    if (!order)
        order = compare_rounds(a, b);
    return order ? order : text_compare(a->meeting->id, b->meeting->id);
}

static int compare_reports(const void *left, const void *right)
{
    const struct task *a = left, *b = right;
    int order = date_compare(b->report->date, a->report->date);
    if (!order)
        order = compare_rounds(a, b);
    return order ? order : text_compare(a->report->id, b->report->id);
}

static void sort(task_list *tasks, int (*compare)(const void *left, const void *right))
{
    if (tasks->count > 1)
        qsort(tasks->items, tasks->count, sizeof *tasks->items, compare);
}

void tasks_gather(struct loading *loading)
{
    const struct model *model = loading->model;
    for (size_t i = 0; i < model->networks.count; i++)
        add_network(loading, model->networks.items[i]);
    for (size_t i = 0; i < model->people.count; i++) {
        sort(&model->people.items[i]->tasks[TASK_SPEAKER], compare_meetings);
        sort(&model->people.items[i]->tasks[TASK_REPORT], compare_reports);
    }
}
