#include "deliver/picture.h"

#include "base/digest.h"
#include "base/file.h"
#include "base/identifier.h"
#include "base/path.h"
#include "base/pool.h"
#include "deliver/drawing.h"
#include "deliver/photo.h"
#include "deliver/picture_metadata.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <librsvg/rsvg.h>
#include <stdatomic.h>
#include <string.h>

enum { STEM_SIZE = 40 };

/* Counted up with every change of what is made of the same bytes, so that kept pictures are made anew. */
#define PICTURE_VERSION "1"

enum picture_format { FORMAT_UNKNOWN, FORMAT_JPEG, FORMAT_PNG, FORMAT_SVG };

static enum picture_format format_of(struct text bytes)
{
    if (text_starts_with(bytes, "\xff\xd8\xff"))
        return FORMAT_JPEG;
    if (text_starts_with(bytes, "\x89PNG\r\n\x1a\n"))
        return FORMAT_PNG;
    struct text beginning = text_trim(text_slice(bytes, text_starts_with(bytes, "\xef\xbb\xbf") ? 3 : 0, 4096));
    if (text_starts_with(beginning, "<") && text_find(beginning, TEXT("<svg"), 0) < beginning.size)
        return FORMAT_SVG;
    return FORMAT_UNKNOWN;
}

/* One picture of the list; a job of the pool. */
struct job {
    const struct picture_source *source;
    struct arena arena;   /* of the results */
    struct arena scratch; /* until the picture is finished */
    struct diagnostics diagnostics;
    struct text bytes; /* of the file */
    enum picture_format format;
    struct picture_metadata metadata;
    struct text kept;                   /* its name in the cache */
    bool is_read, is_ready, is_waiting; /* to be drawn */
    struct scaled sizes[PICTURE_SIZES];
};

struct work {
    const struct picture_options *options;
    struct job *jobs;
    size_t count;
    atomic_size_t done;
};

int picture_width_at(enum picture_size size, int width)
{
    switch (size) {
    case PICTURE_SMALL:
        /* One that is hardly smaller is not worth a second file. */
        return width >= PICTURE_SMALL_WIDTH * 5 / 4 ? PICTURE_SMALL_WIDTH : 0;
    case PICTURE_MAIL:
        return width < PICTURE_MAIL_WIDTH ? width : PICTURE_MAIL_WIDTH;
    default:
        return width < PICTURE_WIDTH ? width : PICTURE_WIDTH;
    }
}

bool picture_take_sizes(struct text bytes, struct scaled sizes[PICTURE_SIZES])
{
    size_t from = 0;
    for (size_t i = 0; i < PICTURE_SIZES; i++) {
        size_t size = sizes[i].bytes.size;
        if (size > bytes.size - from)
            return false;
        sizes[i].bytes = text_slice(bytes, from, from + size);
        from += size;
    }
    return from == bytes.size;
}

/* What is kept: the sizes as the machine holds them, then their bytes. */

static struct text kept_name(struct arena *arena, const struct job *job)
{
    struct text libraries = text_format(arena, "%s %u.%u.%u", gdk_pixbuf_version, rsvg_major_version,
                                        rsvg_minor_version, rsvg_micro_version);
    /* The path is among them so that no two threads write the same file. */
    struct text parts[] = {TEXT("a picture, " PICTURE_VERSION), libraries, job->source->path, job->bytes};
    return cache_name(arena, parts, sizeof parts / sizeof *parts, ".picture");
}

static bool read_kept(const struct cache *cache, struct job *job)
{
    struct scaled sizes[PICTURE_SIZES];
    struct text kept;
    if (!cache_read(cache, &job->arena, job->kept, &kept) || kept.size < sizeof sizes)
        return false;
    memcpy(sizes, kept.bytes, sizeof sizes);
    if (!picture_take_sizes(text_slice(kept, sizeof sizes, kept.size), sizes))
        return false;
    memcpy(job->sizes, sizes, sizeof sizes);
    return true;
}

static void keep(struct cache *cache, struct job *job)
{
    struct scaled sizes[PICTURE_SIZES];
    struct buffer buffer = {.arena = &job->scratch};
    memcpy(sizes, job->sizes, sizeof sizes);
    for (size_t i = 0; i < PICTURE_SIZES; i++)
        sizes[i].bytes.bytes = NULL; /* where they lie now says nothing */
    buffer_add(&buffer, (struct text){(const char *)sizes, sizeof sizes});
    for (size_t i = 0; i < PICTURE_SIZES; i++)
        buffer_add(&buffer, job->sizes[i].bytes);
    cache_write(cache, job->kept, buffer_text(&buffer));
}

/* What is said of a picture. */

/* Why nothing could be made of it. */
struct failure {
    int width, height; /* as the file says, of one that is too large */
    bool is_too_large;
    bool is_endless;
    int error; /* errno, when no process could be started to draw it */
};

/* The file's own name with what every server and mail program can take. */
static struct text safe_stem(struct arena *arena, struct text source)
{
    struct text name = path_name(source);
    size_t dot = name.size;
    while (dot > 0 && name.bytes[dot - 1] != '.')
        dot--;
    struct text stem = identifier_from(arena, text_slice(name, 0, dot > 1 ? dot - 1 : name.size));
    stem = text_slice(stem, 0, STEM_SIZE);
    while (text_ends_with(stem, "-"))
        stem.size--;
    return stem.size ? stem : TEXT("picture");
}

static void report(struct job *job, const struct failure *failure)
{
    struct diagnostics *diagnostics = &job->diagnostics;
    struct diagnostic *added;
    if (failure->error) {
        diagnostic_world(diagnostics, job->source->path, failure->error, "cannot start a process that draws");
    } else if (failure->is_endless) {
        added = diagnostic_error(diagnostics, job->source->place, "picture '%.*s' takes more than %d seconds to draw",
                                 TEXT_ARGUMENTS(job->source->path), DRAWING_SECONDS);
        diagnostic_hint(diagnostics, added, "save it as PNG in a drawing program");
    } else if (failure->is_too_large) {
        added = diagnostic_error(diagnostics, job->source->place, "picture '%.*s' is too large, %d × %d pixels",
                                 TEXT_ARGUMENTS(job->source->path), failure->width, failure->height);
        diagnostic_hint(diagnostics, added, "make it smaller in a picture program: %d pixels wide is enough",
                        2 * PICTURE_WIDTH);
    } else if (job->format == FORMAT_UNKNOWN) {
        added = diagnostic_error(diagnostics, job->source->place, "'%.*s' is no picture in JPEG, PNG or SVG",
                                 TEXT_ARGUMENTS(job->source->path));
        diagnostic_hint(diagnostics, added,
                        "open it in a picture program and save it as JPEG (photo) or PNG (anything else)");
    } else {
        added = diagnostic_error(diagnostics, job->source->place, "picture '%.*s' is damaged and cannot be shown",
                                 TEXT_ARGUMENTS(job->source->path));
        diagnostic_hint(diagnostics, added, "fetch it again from where it came, or save it anew in a picture program");
    }
}

/* What is published tells none of it; the folder with the content is often shared too. */
static void report_metadata(struct job *job, const struct check *check)
{
    struct diagnostics *diagnostics = &job->diagnostics;
    struct diagnostic *added = NULL;
    if (job->metadata.has_place)
        added = diagnostic_check(diagnostics, check, job->source->place,
                                 "the file of picture '%.*s' tells where it was taken; that is left out of what "
                                 "is published",
                                 TEXT_ARGUMENTS(job->source->path));
    else if (job->metadata.has_camera)
        added = diagnostic_check(diagnostics, check, job->source->place,
                                 "the file of picture '%.*s' tells who took it or with what; that is left out of "
                                 "what is published",
                                 TEXT_ARGUMENTS(job->source->path));
    if (added)
        diagnostic_hint(diagnostics, added,
                        "remove it from the file too before you share the folder: in Windows by Properties, Details, "
                        "'Remove Properties and Personal Information'");
}

/* One picture. */

static void read_source(struct job *job, const char *folder)
{
    struct text source = job->source->path;
    const char *path = file_path(&job->scratch, folder, text_string(&job->scratch, source));
    enum file_kind kind = file_kind(path);
    if (kind == FILE_NONE)
        diagnostic_error(&job->diagnostics, job->source->place, "picture '%.*s' does not exist",
                         TEXT_ARGUMENTS(source));
    else if (kind == FILE_FOLDER)
        diagnostic_error(&job->diagnostics, job->source->place, "'%.*s' is a folder, not a picture",
                         TEXT_ARGUMENTS(source));
    else
        job->is_read = file_read(&job->scratch, path, &job->bytes, &job->diagnostics);
}

static void finish(struct work *work, struct job *job, const struct failure *failure)
{
    job->is_ready = job->sizes[PICTURE_LARGE].bytes.size > 0;
    if (job->is_ready && failure)
        keep(work->options->cache, job);
    if (job->is_ready)
        report_metadata(job, work->options->metadata);
    else
        report(job, failure);
    job->is_waiting = false;
    arena_release(&job->scratch);
}

static void prepare_photo(struct work *work, struct job *job)
{
    struct photo photo;
    photo_scale(&job->arena, job->bytes, job->format == FORMAT_JPEG, &photo);
    memcpy(job->sizes, photo.sizes, sizeof job->sizes);
    finish(work, job, &(struct failure){photo.natural_width, photo.natural_height, .is_too_large = photo.is_too_large});
}

static void prepare_drawing(struct work *work, struct job *job)
{
    struct drawing drawing;
    drawing_make(&job->arena, job->bytes, &drawing);
    memcpy(job->sizes, drawing.sizes, sizeof job->sizes);
    finish(work, job,
           &(struct failure){drawing.natural_width, drawing.natural_height, drawing.is_too_large, drawing.is_endless,
                             drawing.error});
}

static void prepare_one(void *context, size_t index, size_t worker)
{
    struct work *work = context;
    const struct picture_options *options = work->options;
    struct job *job = &work->jobs[index];
    job->diagnostics.arena = &job->arena;
    read_source(job, options->folder);
    if (job->is_read) {
        job->format = format_of(job->bytes);
        job->metadata = picture_metadata_find(job->bytes);
        job->kept = kept_name(&job->arena, job);
        if (read_kept(options->cache, job))
            finish(work, job, NULL);
        else if (job->format == FORMAT_SVG)
            job->is_waiting = true;
        else if (job->format == FORMAT_UNKNOWN)
            finish(work, job, &(struct failure){0});
        else
            prepare_photo(work, job);
    }
    size_t done = 1 + atomic_fetch_add(&work->done, 1);
    if (options->progress && worker == 0)
        options->progress(options->progress_context, done, work->count);
}

static void publish(struct arena *arena, struct job *job, picture_list *pictures)
{
    bool is_jpeg = job->format == FORMAT_JPEG;
    const char *ending = is_jpeg ? "jpg" : "png";
    const struct scaled *large = &job->sizes[PICTURE_LARGE], *small = &job->sizes[PICTURE_SMALL],
                        *mail = &job->sizes[PICTURE_MAIL];
    /* The place is part of the digest: a picture that lies in two folders gets two names. */
    struct text parts[] = {job->source->path, large->bytes};
    struct text stem = safe_stem(arena, job->source->path), digest = digest_texts(arena, parts, 2);
    struct picture picture = {
        .source = job->source->path,
        .name = text_format(arena, "%.*s-%.8s.%s", TEXT_ARGUMENTS(stem), digest.bytes, ending),
        .media_type = is_jpeg ? TEXT("image/jpeg") : TEXT("image/png"),
        .bytes = large->bytes,
        .width = large->width,
        .height = large->height,
        .small_bytes = small->bytes,
        .small_width = small->width,
        .small_height = small->height,
        .mail_bytes = mail->bytes,
        .mail_width = mail->width,
        .mail_height = mail->height,
    };
    if (small->bytes.size)
        picture.small_name =
            text_format(arena, "%.*s-%.8s-%d.%s", TEXT_ARGUMENTS(stem), digest.bytes, small->width, ending);
    ARRAY_PUSH(arena, pictures, picture);
}

bool picture_prepare(struct arena *arena, const struct picture_source *sources, size_t count,
                     const struct picture_options *options, picture_list *pictures, struct diagnostics *diagnostics)
{
    struct work work = {.options = options, .jobs = arena_allocate(arena, count * sizeof(struct job)), .count = count};
    bool are_ready = true;
    for (size_t i = 0; i < count; i++)
        work.jobs[i].source = &sources[i];
    pool_run(options->threads, count, prepare_one, &work);
    for (size_t i = 0; i < count; i++) {
        struct job *job = &work.jobs[i];
        if (job->is_waiting)
            prepare_drawing(&work, job);
        if (job->is_ready)
            publish(arena, job, pictures);
        are_ready = are_ready && job->is_ready;
        diagnostics_merge(diagnostics, &job->diagnostics);
        arena_adopt(arena, &job->arena);
        arena_release(&job->scratch);
    }
    return are_ready;
}
