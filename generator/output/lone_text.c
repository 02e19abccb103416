/* A text without a site: for `rundbrev markdown`, through the same views and block layouts as any page. */
#include "output/job.h"

struct text output_lone_text(struct arena *arena, const struct layouts *layouts, const struct prose *prose,
                             struct text language, enum markup_medium medium, struct diagnostics *diagnostics)
{
    struct model nothing = {.site.language = language};
    struct output_input input = {.model = &nothing, .layouts = layouts};
    struct job job = {0};
    struct work work = {.input = &input,
                        .look = layouts_look(layouts, NULL),
                        .job = &job,
                        .scratch = arena,
                        .result = arena,
                        .diagnostics = diagnostics};
    struct view view = work_view(&work, medium);
    work_use_blocks(&work, &view, work_root(&work, &view));
    return view_prose(&view, prose, 0, (struct text){0}).text;
}
