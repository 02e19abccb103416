#include "output/output.h"

#include "base/pool.h"
#include "output/job.h"

/* The table of outputs: to add one, write its file and a row here. */
const struct output outputs[] = {
    {"site", "the website: pages, feeds, styles, pictures", plan_site},
    {"search", "searching the website: an index and the page that reads it", plan_search},
    {"calendar", "calendar files: each meeting, round and network", plan_calendars},
    {"print", "PDFs: newsletters, programmes, reports, booklets of rounds, team sheets", plan_documents},
    {"mail", "each newsletter as a message", plan_letters},
    {NULL, NULL, NULL},
};

void plan_job(struct plan *plan, struct job job)
{
    ARRAY_PUSH(plan->arena, &plan->jobs, job);
}

void plan_newsletters(struct plan *plan, void (*render)(struct work *work), const char *layout,
                      struct text (*path)(struct arena *arena, const struct newsletter *letter))
{
    const struct model *model = plan->input->model;
    for (size_t i = 0; i < model->networks.count; i++)
        for (size_t j = 0; j < model->networks.items[i]->rounds.count; j++) {
            const struct round *round = model->networks.items[i]->rounds.items[j];
            for (size_t k = 0; k < round->newsletters.count; k++) {
                const struct newsletter *letter = round->newsletters.items[k];
                struct subject subject = {&page_kinds[PAGE_NEWSLETTER], letter, round->network, round, letter};
                plan_job(plan, (struct job){.render = render,
                                            .layout = layout,
                                            .path = path(plan->arena, letter),
                                            .subject = subject});
            }
        }
}

struct worker {
    struct arena scratch, result;
};

struct run {
    const struct output_input *input;
    const struct plan *plan;
    ARRAY(size_t) stage; /* jobs that may run now */
    struct map pictures;
    struct worker *workers;
    struct artifact *artifacts;
    struct diagnostics *diagnostics; /* one list for each job */
};

static void run_job(void *context, size_t stage_index, size_t worker_index)
{
    struct run *run = context;
    size_t index = run->stage.items[stage_index];
    struct worker *worker = &run->workers[worker_index];
    const struct job *job = &run->plan->jobs.items[index];
    run->diagnostics[index].arena = &worker->result;
    struct work work = {
        .input = run->input,
        .plan = run->plan,
        .pictures = &run->pictures,
        .job = job,
        .look = layouts_look(run->input->layouts, job->subject.network),
        .scratch = &worker->scratch,
        .result = &worker->result,
        .artifact = &run->artifacts[index],
        .diagnostics = &run->diagnostics[index],
    };
    work.job->render(&work);
    arena_reset(&worker->scratch);
}

/* The stages one after the other, the jobs of each on the pool. */
static void run_jobs(struct arena *arena, struct run *run, size_t threads)
{
    const struct plan *plan = run->plan;
    size_t left = plan->jobs.count;
    for (unsigned stage = 0; left; stage++) {
        run->stage.count = 0;
        for (size_t i = 0; i < plan->jobs.count; i++)
            if (plan->jobs.items[i].stage == stage)
                ARRAY_PUSH(arena, &run->stage, i);
        pool_run(threads, run->stage.count, run_job, run);
        left -= run->stage.count;
    }
}

bool output_render(struct arena *arena, const struct output_input *input, unsigned selected, artifact_list *artifacts,
                   struct diagnostics *diagnostics)
{
    struct plan plan = {.arena = arena, .input = input};
    for (size_t i = 0; outputs[i].name; i++)
        if (selected & 1u << i)
            outputs[i].plan(&plan);
    struct run run = {.input = input, .plan = &plan, .pictures = {.arena = arena}};
    for (size_t i = 0; i < input->pictures->count; i++)
        map_set(&run.pictures, input->pictures->items[i].source, &input->pictures->items[i]);
    size_t threads = input->threads ? input->threads : 1;
    run.workers = arena_allocate(arena, threads * sizeof *run.workers);
    run.artifacts = arena_allocate(arena, (plan.jobs.count + 1) * sizeof *run.artifacts);
    run.diagnostics = arena_allocate(arena, (plan.jobs.count + 1) * sizeof *run.diagnostics);
    run_jobs(arena, &run, threads);
    for (size_t i = 0; i < threads; i++) {
        arena_release(&run.workers[i].scratch);
        arena_adopt(arena, &run.workers[i].result);
    }
    for (size_t i = 0; i < plan.jobs.count; i++) {
        diagnostics_merge(diagnostics, &run.diagnostics[i]);
        if (run.artifacts[i].path.size)
            ARRAY_PUSH(arena, artifacts, run.artifacts[i]);
    }
    return !diagnostics_has_error(diagnostics);
}
