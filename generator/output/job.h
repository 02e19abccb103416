/* Jobs, and what they share. Only for output/. */
#ifndef OUTPUT_JOB_H
#define OUTPUT_JOB_H

#include "output/output.h"
#include "output/pages.h"

struct work;

struct job {
    void (*render)(struct work *work);
    unsigned stage;     /* 0, 1, …: it begins when all jobs of the stages before have ended */
    const char *layout; /* or NULL */
    struct text path;
    struct subject subject;
    struct text bytes; /* of a file that is copied */
    size_t slot;       /* where the job leaves what later stages read */
};

struct plan {
    struct arena *arena;
    const struct output_input *input;
    ARRAY(struct job) jobs;
    struct search_plan *search; /* of output/search.c; NULL when there is no search page to link to */
};

/* One job under way. `scratch` is reset after it; the artifact's bytes belong to `result`. */
struct work {
    const struct output_input *input;
    const struct plan *plan; /* NULL when a text is rendered by itself */
    const struct map *pictures;
    const struct job *job;
    const struct look *look; /* of the subject's network */
    struct arena *scratch, *result;
    struct artifact *artifact;
    struct diagnostics *diagnostics;
};

/* Adds a job to a plan. */
void plan_job(struct plan *plan, struct job job);
/* Adds a job for every newsletter. */
void plan_newsletters(struct plan *plan, void (*render)(struct work *work), const char *layout,
                      struct text (*path)(struct arena *arena, const struct newsletter *letter));

/* A view for the work's subject, before any page-specific setting. */
struct view work_view(struct work *work, enum markup_medium medium);
/* From the home page down to the parent of the subject's page: a list of records of title and url. */
struct value subject_crumbs(struct view *view, const struct subject *subject);
/* The root record that every layout gets; an output adds its own names. */
struct value work_root(struct work *work, struct view *view);
/* Renders a layout; owned by scratch. */
struct text work_render(struct work *work, struct view *view, const char *layout, struct value root);
/* Makes the view write blocks by their layouts: done by work_render. */
void work_use_blocks(struct work *work, struct view *view, struct value root);
/* Makes `bytes` the work's artifact. */
void work_finish(struct work *work, enum artifact_kind kind, struct text bytes);

/* … at another path than the job's (owned by `result`); a job that calls neither makes none. */
void work_finish_at(struct work *work, struct text path, struct text bytes);

/* The outputs' plans, each in the file of its name. */
void plan_site(struct plan *plan);
void plan_feeds(struct plan *plan); /* a part of the site */
void plan_search(struct plan *plan);
void plan_calendars(struct plan *plan);
void plan_documents(struct plan *plan);
void plan_letters(struct plan *plan);

#endif
