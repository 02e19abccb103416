#include "view/address.h"
#include "view/charted.h"
#include "view/lookup.h"

static struct value report_id(struct view *view, const void *object)
{
    (void)view;
    return value_text(((const struct report *)object)->id);
}

static struct value report_url(struct view *view, const void *object)
{
    return value_text(address_of(view, address_report(view->arena, object)));
}

static struct value report_pdf_url(struct view *view, const void *object)
{
    return value_text(address_of(view, address_report_pdf(view->arena, object)));
}

static struct value report_network(struct view *view, const void *object)
{
    return view_object(view, &network_type, ((const struct report *)object)->round->network);
}

static struct value report_round(struct view *view, const void *object)
{
    return view_object(view, &round_type, ((const struct report *)object)->round);
}

static struct value report_previous(struct view *view, const void *object)
{
    return view_object(view, &report_type, ((const struct report *)object)->older);
}

static struct value report_next(struct view *view, const void *object)
{
    return view_object(view, &report_type, ((const struct report *)object)->newer);
}

/* Goals are numbered by their order; their texts stand two levels below the page's heading. */
static struct value report_goals(struct view *view, const void *object)
{
    const report_goal_list *goals = &((const struct report *)object)->goals;
    struct arena *arena = view->arena;
    struct value list = value_new_list(arena);
    for (size_t i = 0; i < goals->count; i++) {
        const struct report_goal *goal = &goals->items[i];
        const struct {
            const char *name;
            const struct prose *prose;
        } texts[] = {{"text", &goal->text}, {"done", &goal->done}, {"result", &goal->result},
                     {"well", &goal->well}, {"hard", &goal->hard}, {"milestones", &goal->milestones}};
        struct value record = value_new_record(arena);
        value_set(arena, record, "number", value_text(text_format(arena, "%zu", i + 1)));
        value_set(arena, record, "title", value_text(goal->title));
        for (size_t j = 0; j < sizeof texts / sizeof *texts; j++)
            value_set(arena, record, texts[j].name, view_prose(view, texts[j].prose, 2, (struct text){0}));
        value_add(arena, list, record);
    }
    return list;
}

/* What its teams had measured by then: {team, measure}. */
static struct value report_measured(struct view *view, const void *object)
{
    const struct report *report = object;
    struct arena *arena = view->arena;
    struct value list = value_new_list(arena);
    for (size_t i = 0; i < report->teams.count; i++) {
        const struct team *team = report->teams.items[i].target;
        for (size_t j = 0; j < team->measures.count; j++) {
            const struct measure *measure = measure_until(view, &team->measures.items[j], report->date);
            if (!measure->values.count)
                continue;
            struct value record = value_new_record(arena);
            value_set(arena, record, "team", view_object(view, &team_type, team));
            value_set(arena, record, "measure", view_object(view, &measure_type, measure));
            value_add(arena, list, record);
        }
    }
    return list;
}

static const struct derived derived[] = {
    {"id", report_id},
    {"url", report_url},
    {"pdf_url", report_pdf_url},
    {"network", report_network},
    {"round", report_round},
    {"goals", report_goals},
    {"previous", report_previous},
    {"next", report_next},
    {"measured", report_measured},
    {NULL, NULL},
};

const struct view_type report_view = {&report_type, derived};
