#include "deliver/png.h"

#include "base/file.h"
#include "deliver/child.h"

#include <cairo.h>
#include <librsvg/rsvg.h>
#include <string.h>

static cairo_status_t write_png(void *context, const unsigned char *bytes, unsigned size)
{
    buffer_add(context, (struct text){(const char *)bytes, size});
    return CAIRO_STATUS_SUCCESS;
}

/* What the desktop prefers must not decide how type is drawn. */
static void set_plain_type(cairo_t *context)
{
    cairo_font_options_t *plain = cairo_font_options_create();
    cairo_font_options_set_antialias(plain, CAIRO_ANTIALIAS_GRAY);
    cairo_font_options_set_hint_style(plain, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(plain, CAIRO_HINT_METRICS_OFF);
    cairo_set_font_options(context, plain);
    cairo_font_options_destroy(plain);
}

static bool draw(RsvgHandle *handle, int width, int height, struct buffer *png)
{
    RsvgRectangle whole = {0, 0, width, height};
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
    cairo_t *context = cairo_create(surface);
    set_plain_type(context);
    cairo_set_source_rgb(context, 1, 1, 1);
    cairo_paint(context);
    bool is_drawn = rsvg_handle_render_document(handle, context, &whole, NULL) &&
                    cairo_status(context) == CAIRO_STATUS_SUCCESS &&
                    cairo_surface_write_to_png_stream(surface, write_png, png) == CAIRO_STATUS_SUCCESS;
    cairo_destroy(context);
    cairo_surface_destroy(surface);
    return is_drawn;
}

/* Adds nothing when it cannot be drawn. */
static void make_here(const struct png *picture, struct buffer *png)
{
    RsvgHandle *handle = rsvg_handle_new_from_data((const guint8 *)picture->svg.bytes, picture->svg.size, NULL);
    if (!handle)
        return;
    rsvg_handle_set_dpi(handle, 96);
    if (!draw(handle, picture->width * PNG_SCALE, picture->height * PNG_SCALE, png))
        png->size = 0;
    g_object_unref(handle);
}

struct png_job {
    const struct png *pictures;
    size_t count;
};

/* Of each picture that has no bytes yet how many they are, then the bytes. */
static bool draw_and_tell(const void *context, int descriptor)
{
    const struct png_job *job = context;
    bool is_told = true;
    for (size_t i = 0; i < job->count && is_told; i++) {
        struct arena arena = {0};
        struct buffer png = {.arena = &arena};
        if (job->pictures[i].bytes.size)
            continue;
        make_here(&job->pictures[i], &png);
        struct text head = {(const char *)&png.size, sizeof png.size};
        is_told = file_write_all(descriptor, head) && file_write_all(descriptor, buffer_text(&png));
        arena_release(&arena);
    }
    return is_told;
}

/* What a child that was ended did not tell stays without bytes. */
static void take_over(struct png *pictures, size_t count, struct text received)
{
    for (size_t i = 0, at = 0, size; i < count; i++) {
        if (pictures[i].bytes.size)
            continue;
        if (received.size - at < sizeof size)
            return;
        memcpy(&size, received.bytes + at, sizeof size);
        at += sizeof size;
        if (received.size - at < size)
            return;
        pictures[i].bytes = text_slice(received, at, at + size);
        at += size;
    }
}

static struct text kept_name(struct arena *arena, const struct png *picture, const struct png_options *options)
{
    struct text size = text_format(arena, "%d %d", picture->width, picture->height);
    struct text library =
        text_format(arena, "librsvg %u.%u.%u", rsvg_major_version, rsvg_minor_version, rsvg_micro_version);
    struct text parts[] = {TEXT("a drawing, 1"), library, size, options->fonts_digest, picture->svg};
    return cache_name(arena, parts, sizeof parts / sizeof *parts, ".png");
}

void png_make(struct arena *arena, struct png *pictures, size_t count, const struct png_options *options)
{
    struct text *names = arena_allocate(arena, (count + 1) * sizeof *names);
    bool *are_kept = arena_allocate(arena, count + 1), are_all = true;
    for (size_t i = 0; i < count; i++) {
        names[i] = kept_name(arena, &pictures[i], options);
        pictures[i].bytes = (struct text){0};
        are_kept[i] = cache_read(options->cache, arena, names[i], &pictures[i].bytes);
        are_all = are_all && are_kept[i];
    }
    if (!are_all) {
        struct png_job job = {pictures, count};
        struct child_end end;
        take_over(pictures, count, child_run(arena, draw_and_tell, &job, &end));
    }
    for (size_t i = 0; i < count; i++)
        if (!are_kept[i] && pictures[i].bytes.size)
            cache_write(options->cache, names[i], pictures[i].bytes);
}
