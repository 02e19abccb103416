#include "deliver/font.h"

#include "base/digest.h"
#include "base/file.h"
#include "base/identifier.h"
#include "base/path.h"
#include "base/pool.h"

#include <errno.h>
#include <glib.h>
#include <hb-ot.h>
#include <hb-subset.h>
#include <stdlib.h>
#include <unistd.h>

static const char compressor[] = "woff2_compress";
static const char default_features[] = "kern liga lnum tnum";

enum { COMPRESSOR_SECONDS = 30 }; /* the slowest part of a large font takes a few */

/* Whose it is and under which licence, and the names without which some systems take no font. */
static const hb_ot_name_id_t names[] = {
    HB_OT_NAME_ID_COPYRIGHT, HB_OT_NAME_ID_FONT_FAMILY,     HB_OT_NAME_ID_FONT_SUBFAMILY,
    HB_OT_NAME_ID_FULL_NAME, HB_OT_NAME_ID_POSTSCRIPT_NAME, HB_OT_NAME_ID_LICENSE_URL,
};

struct range {
    hb_codepoint_t first, last;
};

/* What a page in Swedish, its neighbours' languages or English has, and what the layouts add. Of ASCII what only
 * programs' code has is left out: each of these letters weighs as much as any other. */
static const struct range core[] = {
    {0x20, 0x22},     {0x25, 0x29},     {0x2b, 0x5b},     {0x5d, 0x5d},     {0x5f, 0x5f},     {0x61, 0x7a},
    {0x7c, 0x7c},     {0xa0, 0xa0},     {0xad, 0xad},     {0xb7, 0xb7},     {0xc4, 0xc6},     {0xc9, 0xc9},
    {0xd6, 0xd8},     {0xdc, 0xdc},     {0xe0, 0xe0},     {0xe4, 0xe6},     {0xe9, 0xe9},     {0xf6, 0xf6},
    {0xf8, 0xf8},     {0xfc, 0xfc},     {0x2010, 0x2011}, {0x2013, 0x2014}, {0x2018, 0x2019}, {0x201c, 0x201d},
    {0x2026, 0x2026}, {0x203a, 0x203a}, {0x2190, 0x2190}, {0x2192, 0x2192}, {0x2212, 0x2212},
};

/* What is left of the languages of Europe that are written so: Latin-1, Latin Extended-A and a little of -B, and
 * punctuation. */
static const struct range latin[] = {
    {0x21, 0x17f},    {0x218, 0x21b},   {0x2000, 0x206f}, {0x20ac, 0x20ac},
    {0x2116, 0x2122}, {0x2190, 0x2199}, {0x2200, 0x2265},
};

static const struct part {
    const char *name;
    const struct range *ranges; /* NULL: all the rest */
    size_t count;
} parts[] = {
    {"core", core, sizeof core / sizeof *core},
    {"latin", latin, sizeof latin / sizeof *latin},
    {"other", NULL, 0},
};
enum {
    PART_COUNT = sizeof parts / sizeof *parts,
    FIRST_RARE = 0x180, /* letters outside the core and Latin parts */
    LAST_LETTER = 0x2000,
    BRIDGE = 32,
};

/* One font of the list; a job of the pool. */
struct job {
    const struct font_source *source;
    struct arena arena; /* of the results */
    struct text digest; /* of the font's file */
    struct diagnostics diagnostics;
    struct web_font fonts[PART_COUNT];
    size_t count;
};

struct work {
    struct job *jobs;
    struct cache *cache;
};

/* Which characters a part has of a font. */

/* Of `all` and not in `earlier`, which it joins. */
static hb_set_t *characters_of(const struct part *part, const hb_set_t *all, hb_set_t *earlier)
{
    hb_set_t *set = hb_set_create();
    for (size_t i = 0; i < part->count; i++)
        hb_set_add_range(set, part->ranges[i].first, part->ranges[i].last);
    if (part->ranges)
        hb_set_intersect(set, all);
    else
        hb_set_set(set, all);
    hb_set_subtract(set, earlier);
    hb_set_union(earlier, set);
    return set;
}

/* Whether two ranges can be written as one: when all characters between them are of an earlier part, whose rule wins,
 * or they are few rare letters that the font has not. (Signs are not letters: ☑ on a page must not fetch a part.) */
static bool is_bridged(const hb_set_t *earlier, hb_codepoint_t from, hb_codepoint_t to)
{
    if (from >= FIRST_RARE && to <= LAST_LETTER && to - from <= BRIDGE)
        return true;
    while (from < to && hb_set_has(earlier, from))
        from++;
    return from >= to;
}

static struct text unicode_range(struct arena *arena, const hb_set_t *set, const hb_set_t *earlier)
{
    struct buffer buffer = {.arena = arena};
    hb_codepoint_t first = HB_SET_VALUE_INVALID, last = HB_SET_VALUE_INVALID;
    bool has_next = hb_set_next_range(set, &first, &last);
    while (has_next) {
        hb_codepoint_t next = last, end = last;
        while ((has_next = hb_set_next_range(set, &next, &end)) && is_bridged(earlier, last + 1, next))
            last = end;
        buffer_format(&buffer, first == last ? "%sU+%X" : "%sU+%X-%X", buffer.size ? "," : "", first, last);
        first = next;
        last = end;
    }
    return buffer_text(&buffer);
}

/* Cutting and compressing. */

static struct text features_of(const struct font_source *source)
{
    return source->features.size ? source->features : text_from(default_features);
}

/* False when HarfBuzz finds the font too damaged for it. */
static bool cut(struct arena *arena, hb_face_t *face, const hb_set_t *characters, struct text features,
                struct text *font)
{
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (!input)
        return false;
    hb_set_t *tags = hb_subset_input_set(input, HB_SUBSET_SETS_LAYOUT_FEATURE_TAG);
    hb_set_t *name_ids = hb_subset_input_set(input, HB_SUBSET_SETS_NAME_ID);
    hb_set_set(hb_subset_input_unicode_set(input), characters);
    hb_set_clear(tags);
    for (size_t from = 0, end; from < features.size; from = end + 1) {
        end = text_find_byte(features, ' ', from);
        hb_set_add(tags, hb_tag_from_string(features.bytes + from, (int)(end - from)));
    }
    hb_set_clear(name_ids);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        hb_set_add(name_ids, names[i]);
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING);
    hb_face_t *subset = hb_subset_or_fail(face, input);
    if (subset) {
        hb_blob_t *blob = hb_face_reference_blob(subset);
        unsigned size;
        const char *bytes = hb_blob_get_data(blob, &size);
        *font = (struct text){arena_copy(arena, bytes, size), size};
        hb_blob_destroy(blob);
        hb_face_destroy(subset);
    }
    hb_subset_input_destroy(input);
    return subset && font->size;
}

/* The alarm stays with the program that the child becomes, and ends it. */
static void limit_time(void *unused)
{
    (void)unused;
    alarm(COMPRESSOR_SECONDS);
}

/* It reads font.ttf and writes font.woff2 beside it. */
static bool run_compressor(const char *folder, struct text path, struct diagnostics *diagnostics)
{
    const char *arguments[] = {compressor, "font.ttf", NULL};
    const GSpawnFlags flags = G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL;
    GError *error = NULL;
    int status = 0;
    bool is_run = g_spawn_sync(folder, (char **)arguments, NULL, flags, limit_time, NULL, NULL, NULL, &status, &error);
    if (g_error_matches(error, G_SPAWN_ERROR, G_SPAWN_ERROR_NOENT)) {
        struct diagnostic *missing =
            diagnostic_world(diagnostics, text_from(compressor), ENOENT, "cannot make fonts for the web with");
        diagnostic_hint(diagnostics, missing, "run 'make setup', which installs its package, woff2");
    } else if (!is_run || status != 0) {
        diagnostic_world(diagnostics, path, 0, "'%s' cannot make a font for the web of", compressor);
        is_run = false;
    }
    g_clear_error(&error);
    return is_run;
}

static bool compress(struct arena *arena, struct text font, struct text path, struct text *woff2,
                     struct diagnostics *diagnostics)
{
    struct arena scratch = {0};
    char *folder = arena_copy(&scratch, "/tmp/rundbrev-font-XXXXXX", sizeof "/tmp/rundbrev-font-XXXXXX");
    bool is_made = mkdtemp(folder) != NULL;
    if (is_made) {
        is_made = file_write(file_path(&scratch, folder, "font.ttf"), font, diagnostics) &&
                  run_compressor(folder, path, diagnostics) &&
                  file_read(arena, file_path(&scratch, folder, "font.woff2"), woff2, diagnostics);
        if (is_made && !text_starts_with(*woff2, "wOF2")) {
            diagnostic_world(diagnostics, path, 0, "'%s' cannot make a font for the web of", compressor);
            is_made = false;
        }
        file_remove_tree(folder, diagnostics);
    } else {
        diagnostic_world(diagnostics, TEXT("/tmp"), errno, "cannot make a folder in");
    }
    arena_release(&scratch);
    return is_made;
}

/* One font. */

/* What decides a part's bytes. */
static struct text kept_name(struct arena *arena, const struct job *job, const struct part *part)
{
    const struct text decisive[] = {
        TEXT("a font for the web, 1"),
        text_from(hb_version_string()),
        text_from(part->name),
        {(const char *)core, sizeof core},
        {(const char *)latin, sizeof latin},
        {(const char *)names, sizeof names},
        features_of(job->source),
        job->digest,
    };
    return cache_name(arena, decisive, sizeof decisive / sizeof *decisive, ".woff2");
}

static bool make_part(struct work *work, struct job *job, hb_face_t *face, const struct part *part,
                      const hb_set_t *characters, struct text *woff2)
{
    struct arena scratch = {0};
    struct text font, kept = kept_name(&scratch, job, part);
    bool is_made = cache_read(work->cache, &job->arena, kept, woff2);
    if (!is_made && !cut(&scratch, face, characters, features_of(job->source), &font)) {
        diagnostic_world(&job->diagnostics, job->source->path, 0, "cannot use the theme's font, it is damaged:");
    } else if (!is_made && compress(&job->arena, font, job->source->path, woff2, &job->diagnostics)) {
        cache_write(work->cache, kept, *woff2);
        is_made = true;
    }
    arena_release(&scratch);
    return is_made;
}

/* "Manrope-Bold.ttf" as "manrope-bold-core-1a2b3c4d.woff2". */
static struct text published_name(struct arena *arena, struct text path, const struct part *part, struct text woff2)
{
    struct text name = path_name(path);
    size_t dot = text_find_byte(name, '.', 0);
    return text_format(arena, "%.*s-%s-%.8s.woff2", TEXT_ARGUMENTS(identifier_from(arena, text_slice(name, 0, dot))),
                       part->name, digest_texts(arena, &woff2, 1).bytes);
}

static void make_parts(struct work *work, struct job *job, hb_face_t *face, const hb_set_t *all)
{
    const struct font_source *source = job->source;
    hb_set_t *earlier = hb_set_create();
    bool is_made = true; /* what one part fails at, the others would too, each as slowly */
    for (size_t i = 0; i < PART_COUNT && is_made; i++) {
        hb_set_t *characters = characters_of(&parts[i], all, earlier);
        struct text woff2;
        bool is_wanted = !hb_set_is_empty(characters);
        is_made = !is_wanted || make_part(work, job, face, &parts[i], characters, &woff2);
        if (is_wanted && is_made)
            job->fonts[job->count++] = (struct web_font){
                .family = source->family,
                .weight = source->weight,
                .style = source->style,
                .features = source->features,
                .file = source->file,
                .name = published_name(&job->arena, source->path, &parts[i], woff2),
                .unicode_range = unicode_range(&job->arena, characters, earlier),
                .bytes = woff2,
            };
        hb_set_destroy(characters);
    }
    hb_set_destroy(earlier);
}

static bool read_file(struct arena *arena, struct text path, struct text *file, struct diagnostics *diagnostics)
{
    const char *name = text_string(arena, path);
    if (file_kind(name) != FILE_NONE)
        return file_read(arena, name, file, diagnostics);
    struct diagnostic *missing = diagnostic_world(diagnostics, path, ENOENT, "cannot read the theme's font");
    diagnostic_hint(diagnostics, missing, "run 'make setup', which installs the font's package");
    return false;
}

static void prepare_one(void *context, size_t index, size_t worker)
{
    (void)worker;
    struct work *work = context;
    struct job *job = &work->jobs[index];
    struct arena scratch = {0};
    struct text file;
    job->diagnostics.arena = &job->arena;
    if (read_file(&scratch, job->source->path, &file, &job->diagnostics)) {
        job->digest = digest_texts(&job->arena, &file, 1);
        hb_blob_t *blob = hb_blob_create(file.bytes, (unsigned)file.size, HB_MEMORY_MODE_READONLY, NULL, NULL);
        hb_face_t *face = hb_face_create(blob, 0);
        hb_set_t *all = hb_set_create();
        hb_face_collect_unicodes(face, all);
        hb_set_del_range(all, 0, 0x1f);        /* what nobody sees */
        hb_set_del_range(all, 0xe000, 0xf8ff); /* what has no meaning outside the font */
        if (hb_set_is_empty(all))
            diagnostic_world(&job->diagnostics, job->source->path, 0,
                             "cannot use the theme's font, it is no font in TrueType or OpenType:");
        else
            make_parts(work, job, face, all);
        hb_set_destroy(all);
        hb_face_destroy(face);
        hb_blob_destroy(blob);
    }
    arena_release(&scratch);
}

bool font_prepare(struct arena *arena, const struct font_source *sources, size_t count, struct cache *cache,
                  size_t threads, web_fonts *fonts, struct diagnostics *diagnostics)
{
    struct work work = {arena_allocate(arena, count * sizeof(struct job)), cache};
    size_t before = diagnostics->list.count;
    for (size_t i = 0; i < count; i++)
        work.jobs[i].source = &sources[i];
    pool_run(threads, count, prepare_one, &work);
    for (size_t i = 0; i < count; i++) {
        struct job *job = &work.jobs[i];
        for (size_t part = job->count; part-- > 0;)
            ARRAY_PUSH(arena, fonts, job->fonts[part]);
        diagnostics_merge(diagnostics, &job->diagnostics);
        arena_adopt(arena, &job->arena);
    }
    return diagnostics->list.count == before;
}
