/* What the parts of model_load share while the model is made. Only for model/.
 *
 * Paths are relative to content/ with "/" between folders ("om/2020/round.yml"); messages show them with
 * "content/" before, wherever the folder lies.
 */
#ifndef MODEL_LOADING_H
#define MODEL_LOADING_H

#include "model/fields_read.h"

#include "base/file.h"
#include "base/path.h"

/* A file that was read, for the checks that need to know where a field stands. */
struct loaded_file {
    struct target owner;
    const struct yaml_node *node; /* its fields; NULL when they could not be read */
};

struct loading {
    struct arena *arena;
    struct diagnostics *diagnostics;
    struct model *model;
    const char *content;   /* the folder */
    const char *real_path; /* the same without symbolic links */
    struct reading reading;
    ARRAY(struct loaded_file) files;
    ARRAY(const struct source *) sources; /* of all files that could be read */
    text_list targets;                    /* keys of model->targets */
    struct map listed;                    /* folders where a name was looked for → their file_entries */
    size_t compared;                      /* names compared for hints */
    struct map measures;                  /* titles of measures that charts have asked for: see link_charts.c */
    struct map failed;                    /* paths of files (and of folders with files) whose names are not all known */
    const struct locale *locales[2];      /* Swedish, English; NULL until used */
    const struct locale *locale;          /* of what is being sorted */
};

/* loading.c: paths and sources */

/* The path in the file system. */
const char *loading_path(const struct loading *loading, struct text path);
/* A place for what concerns a whole file or folder. */
struct place loading_place(const struct loading *loading, struct text path);
/* The path below content/ of a file that is shown as "content/…". */
struct text loading_shown_path(struct text shown);
/* False with a message when a symbolic link leads out of content/. A missing file is fine. */
bool loading_is_inside(struct loading *loading, struct text path);
/* NULL with a message, and remembered as failed. */
struct source *loading_source(struct loading *loading, struct text path);
/* False with a message. */
bool loading_list(struct loading *loading, struct text folder, file_entries *entries);
void loading_fail(struct loading *loading, struct text path);
bool loading_has_failed(const struct loading *loading, struct text path);
/* The nearest of `count` names, for a hint (see text_nearest); none any more when so many mistakes have been made
 * that looking for what was meant would take seconds. */
struct text loading_nearest(struct loading *loading, struct text wanted, const struct text *names, size_t count);
/* Whether a hint may still go through `count` names. */
bool loading_may_compare(struct loading *loading, size_t count);
/* The nearest existing name to the first part of `path` that does not exist: whole path in the arena, or
 * empty. `*differs_in_case`: only capital letters differ. */
struct text loading_nearest_file(struct loading *loading, struct text path, bool *differs_in_case);
/* Makes `path` known as what links may point to. */
void loading_add_target(struct loading *loading, struct text path, enum target_kind kind, const void *object);

/* load_files.c: one file each; every object is added to the model even when its file has errors */

void load_site(struct loading *loading);
void load_people(struct loading *loading);
void load_page(struct loading *loading, struct text path, struct text id);
struct network *load_network(struct loading *loading, struct text path, struct text id);
void load_teams(struct loading *loading, struct text path, struct network *network);
struct round *load_round(struct loading *loading, struct text path, struct text id, struct network *network);
void load_meeting(struct loading *loading, struct text path, struct text id, struct round *round);
void load_newsletter(struct loading *loading, struct text path, struct text id, struct round *round);
void load_report(struct loading *loading, struct text path, struct text id, struct round *round);

/* measures.c: the values of the measures of `node`, a team's, or the network's own with `team` NULL; tables lie as seen
 * from `folder` */
void load_measures(struct loading *loading, struct text folder, measure_list *measures, const struct network *network,
                   const struct team *team, const struct yaml_node *node);

/* link.c: order, references, what is inherited, what points back */
void link_model(struct loading *loading);
/* The person of an id that a published text or list names at `place`; NULL, with a message, when there is none.
 * Who is not to be published is reported too. */
const struct person *link_person(struct loading *loading, struct text id, struct place place);
/* Says that the network has no such team, unless its teams could not be read. */
void link_say_unknown_team(struct loading *loading, const struct network *network, struct text id, struct place place);

/* link_texts.c: team blocks, pictures and links in texts; after link_model */
void link_texts(struct loading *loading);

/* link_charts.c: the measures that a `chart` block shows; the round that a block shows */
void link_charts(struct loading *loading, const struct markup_node *node, const struct network *network);
void link_round_block(struct loading *loading, struct markup_node *node, const struct round *round);

/* archive.c: years, reports and municipalities of the whole site; after link_texts */
void archive_gather(struct loading *loading);
/* films.c: every film that a text shows; after link_texts */
void films_gather(struct loading *loading);
/* tasks.c: what each person leads or does; after link_model */
void tasks_gather(struct loading *loading);

/* checking.c: runs all checks; after linking */
void check_model(struct loading *loading, struct date today, size_t threads);

#endif
