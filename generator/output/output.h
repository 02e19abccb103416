/* Model in, artifacts out. Touches no disk, clock or network. For commands/.
 *
 * Each output plans jobs (one page, document, letter or file each) in a fixed order; jobs run on a pool;
 * job i fills slot i; a job of a later stage may read what those of earlier stages left. So the artifacts do not depend
 * on the number of threads. */
#ifndef OUTPUT_OUTPUT_H
#define OUTPUT_OUTPUT_H

#include "base/artifact.h"
#include "model/model.h"
#include "output/layouts.h"

struct output_input {
    const struct model *model;
    const struct layouts *layouts;
    const site_files *assets;     /* assets/ */
    const web_fonts *fonts;       /* of the theme, prepared */
    const picture_list *pictures; /* prepared */
    struct date date;             /* of the build */
    size_t threads;
    const struct newsletter *only_letter; /* of the output mail; NULL: all */
    bool is_correction;                   /* letters are for those who got them with the mistake */
    bool is_handover;                     /* letters are for listmonk, see output/handover.h */
};

struct plan;

/* One kind of output, a row of the table. */
struct output {
    const char *name; /* for --only */
    const char *help; /* one line */
    void (*plan)(struct plan *plan);
};

extern const struct output outputs[]; /* ended by a NULL name */

/* Renders the outputs whose bit (1 << index) is set in `selected`. Artifacts and messages live in `arena`;
 * false when there was an error, with all messages of all jobs in `diagnostics`. */
bool output_render(struct arena *arena, const struct output_input *input, unsigned selected, artifact_list *artifacts,
                   struct diagnostics *diagnostics);

/* One Markdown text as a medium shows it, without a site around it: links stay as written, pictures are
 * left to their alternative text. Owned by `arena`. */
struct text output_lone_text(struct arena *arena, const struct layouts *layouts, const struct prose *prose,
                             struct text language, enum markup_medium medium, struct diagnostics *diagnostics);

#endif
