#include "model/checking.h"

#include "model/allow.h"

struct place checking_place(const struct loaded_file *file, const char *field, struct place otherwise)
{
    const struct yaml_node *node = file ? yaml_get(file->node, field) : NULL;
    return node ? node->place : otherwise;
}

const struct loaded_file *checking_file(const struct checking *checking, const void *object)
{
    return map_get(&checking->files, (struct text){(const char *)&object, sizeof object});
}

/* The subjects, in the order of checks.c. */
static void (*const subjects[])(struct checking *checking) = {
    check_files, check_facts, check_links, check_personal, check_language, check_accessibility, check_publishing,
};

/* The key is the address itself, as it stands in the list of files. */
static void index_files(struct checking *checking)
{
    for (size_t i = 0; i < checking->loading->files.count; i++) {
        struct loaded_file *file = &checking->loading->files.items[i];
        map_set(&checking->files, (struct text){(const char *)&file->owner.object, sizeof file->owner.object}, file);
    }
}

static void read_allowances(struct loading *loading)
{
    for (size_t i = 0; i < loading->sources.count; i++)
        allow_read(loading->model, loading->arena, loading->sources.items[i], loading->diagnostics);
}

void check_model(struct loading *loading, struct date today)
{
    struct checking checking = {.arena = loading->arena,
                                .diagnostics = loading->diagnostics,
                                .model = loading->model,
                                .loading = loading,
                                .files = {.arena = loading->arena},
                                .date = today};
    checking.is_whole = !diagnostics_has_error(loading->diagnostics);
    index_files(&checking);
    texts_gather(loading->arena, &loading->reading, &checking.texts);
    read_allowances(loading);
    for (size_t i = 0; i < sizeof subjects / sizeof *subjects; i++)
        subjects[i](&checking);
    model_allow(loading->model, loading->diagnostics);
}
