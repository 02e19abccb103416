/* The archive of the whole site: what there is from each year, all reports, the municipalities of the teams. */
#include "model/loading.h"

#include "base/locale.h"

#include <stdlib.h>

/* Years */

typedef ARRAY(struct archive_item) item_list;

static void add_item(struct loading *loading, item_list *items, enum target_kind kind, const void *object,
                     struct date date)
{
    struct archive_item item = {{kind, object}, date};
    if (date_is_set(date))
        ARRAY_PUSH(loading->arena, items, item);
}

static void add_round(struct loading *loading, item_list *items, const struct round *round)
{
    for (size_t i = 0; i < round->meetings.count; i++)
        add_item(loading, items, TARGET_MEETING, round->meetings.items[i], round->meetings.items[i]->date);
    for (size_t i = 0; i < round->newsletters.count; i++)
        add_item(loading, items, TARGET_NEWSLETTER, round->newsletters.items[i], round->newsletters.items[i]->date);
    for (size_t i = 0; i < round->reports.count; i++)
        add_item(loading, items, TARGET_REPORT, round->reports.items[i], round->reports.items[i]->date);
}

static struct text item_id(const struct archive_item *item)
{
    if (item->what.kind == TARGET_MEETING)
        return ((const struct meeting *)item->what.object)->id;
    if (item->what.kind == TARGET_NEWSLETTER)
        return ((const struct newsletter *)item->what.object)->id;
    return ((const struct report *)item->what.object)->id;
}

static const struct round *item_round(const struct archive_item *item)
{
    if (item->what.kind == TARGET_MEETING)
        return ((const struct meeting *)item->what.object)->round;
    if (item->what.kind == TARGET_NEWSLETTER)
        return ((const struct newsletter *)item->what.object)->round;
    return ((const struct report *)item->what.object)->round;
}

/* Whatever happens on one day stands in a fixed order. */
static int compare_items(const void *left, const void *right)
{
    const struct archive_item *a = left, *b = right;
    const struct round *one = item_round(a), *other = item_round(b);
    int order = date_compare(a->date, b->date);
    if (!order)
        order = text_compare(one->network->id, other->network->id);
    if (!order)
        order = (int)a->what.kind - (int)b->what.kind;
    if (!order)
        order = text_compare(one->id, other->id);
    return order ? order : text_compare(item_id(a), item_id(b));
}

/* From the last to the first, so that the newest year comes first. */
static void split_years(struct loading *loading, const item_list *items)
{
    struct archive *archive = &loading->model->archive;
    for (size_t end = items->count; end > 0;) {
        struct archive_year year = {.year = items->items[end - 1].date.year};
        size_t start = end;
        while (start > 0 && items->items[start - 1].date.year == year.year)
            start--;
        year.items.items = items->items + start;
        year.items.count = end - start;
        ARRAY_PUSH(loading->arena, &archive->years, year);
        end = start;
    }
}

static void gather_years(struct loading *loading)
{
    const struct model *model = loading->model;
    item_list items = {0};
    for (size_t i = 0; i < model->networks.count; i++)
        for (size_t j = 0; j < model->networks.items[i]->rounds.count; j++)
            add_round(loading, &items, model->networks.items[i]->rounds.items[j]);
    if (items.count > 1)
        qsort(items.items, items.count, sizeof *items.items, compare_items);
    split_years(loading, &items);
}

/* Reports */

static int compare_reports(const void *left, const void *right)
{
    const struct report *a = *(const struct report *const *)left, *b = *(const struct report *const *)right;
    int order = date_compare(b->date, a->date);
    if (!order)
        order = text_compare(a->round->network->id, b->round->network->id);
    if (!order)
        order = text_compare(a->round->id, b->round->id);
    return order ? order : text_compare(a->id, b->id);
}

static void add_report_to_teams(struct loading *loading, const struct report *report)
{
    for (size_t i = 0; i < report->teams.count; i++) {
        struct team *team = (struct team *)report->teams.items[i].target;
        if (team && (!team->reports.count || team->reports.items[team->reports.count - 1] != report))
            ARRAY_PUSH(loading->arena, &team->reports, report);
    }
}

static void gather_reports_of(struct loading *loading, const struct network *network)
{
    ARRAY(struct report *) reports = {0};
    for (size_t i = 0; i < network->rounds.count; i++)
        for (size_t j = 0; j < network->rounds.items[i]->reports.count; j++)
            ARRAY_PUSH(loading->arena, &reports, network->rounds.items[i]->reports.items[j]);
    if (reports.count > 1)
        qsort(reports.items, reports.count, sizeof *reports.items, compare_reports);
    for (size_t i = 0; i < reports.count; i++) {
        struct report *report = reports.items[i];
        report->newer = i ? reports.items[i - 1] : NULL;
        report->older = i + 1 < reports.count ? reports.items[i + 1] : NULL;
        add_report_to_teams(loading, report);
        ARRAY_PUSH(loading->arena, &loading->model->archive.reports, report);
    }
}

static void gather_reports(struct loading *loading)
{
    struct archive *archive = &loading->model->archive;
    for (size_t i = 0; i < loading->model->networks.count; i++)
        gather_reports_of(loading, loading->model->networks.items[i]);
    if (archive->reports.count > 1)
        qsort(archive->reports.items, archive->reports.count, sizeof *archive->reports.items, compare_reports);
}

/* Teams, by municipality */

static int compare_municipalities(const void *left, const void *right, void *context)
{
    const struct municipality *a = left, *b = right;
    const struct loading *loading = context;
    int order = loading->locale ? locale_compare(loading->locale, a->name, b->name) : 0;
    return order ? order : text_compare(a->name, b->name);
}

/* `known` holds indexes: the array moves while it grows. */
static void add_team(struct loading *loading, struct map *known, const struct team *team)
{
    struct archive *archive = &loading->model->archive;
    size_t *index = map_get(known, team->municipality);
    if (!team->municipality.size) {
        ARRAY_PUSH(loading->arena, &archive->elsewhere, team);
        return;
    }
    if (!index) {
        struct municipality municipality = {.name = team->municipality};
        index = ARENA_NEW(loading->arena, size_t);
        *index = archive->municipalities.count;
        ARRAY_PUSH(loading->arena, &archive->municipalities, municipality);
        map_set(known, team->municipality, index);
    }
    ARRAY_PUSH(loading->arena, &archive->municipalities.items[*index].teams, team);
}

static void gather_teams(struct loading *loading)
{
    struct archive *archive = &loading->model->archive;
    struct map known = {.arena = loading->arena};
    for (size_t i = 0; i < loading->model->networks.count; i++) {
        const struct network *network = loading->model->networks.items[i];
        for (size_t j = 0; j < network->teams.count; j++) {
            struct team *team = network->teams.items[j];
            team->previous = j ? network->teams.items[j - 1] : NULL;
            team->next = j + 1 < network->teams.count ? network->teams.items[j + 1] : NULL;
            add_team(loading, &known, team);
        }
    }
    if (archive->municipalities.count > 1)
        qsort_r(archive->municipalities.items, archive->municipalities.count, sizeof *archive->municipalities.items,
                compare_municipalities, loading);
}

void archive_gather(struct loading *loading)
{
    gather_years(loading);
    gather_reports(loading);
    gather_teams(loading);
}
