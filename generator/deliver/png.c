#include "deliver/png.h"

#include "base/file.h"

#include <cairo.h>
#include <errno.h>
#include <fcntl.h>
#include <librsvg/rsvg.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

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

/* The child's whole life: of each picture that has no bytes yet how many they are, then the bytes. */
static _Noreturn void draw_and_exit(const struct png *pictures, size_t count, int descriptor, pid_t parent)
{
    bool is_told = prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 && getppid() == parent;
    for (size_t i = 0; i < count && is_told; i++) {
        struct arena arena = {0};
        struct buffer png = {.arena = &arena};
        if (pictures[i].bytes.size)
            continue;
        make_here(&pictures[i], &png);
        struct text head = {(const char *)&png.size, sizeof png.size};
        is_told = file_write_all(descriptor, head) && file_write_all(descriptor, buffer_text(&png));
        arena_release(&arena);
    }
    _exit(!is_told);
}

static struct text receive(struct arena *arena, int descriptor)
{
    enum { PIECE = 65536 };
    struct buffer received = {.arena = arena};
    char *piece = arena_allocate(arena, PIECE);
    for (ssize_t size = 1; size != 0;) {
        size = read(descriptor, piece, PIECE);
        if (size < 0 && errno != EINTR)
            break;
        if (size > 0)
            buffer_add(&received, (struct text){piece, (size_t)size});
    }
    return buffer_text(&received);
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

static void draw_elsewhere(struct arena *arena, struct png *pictures, size_t count)
{
    int ends[2] = {-1, -1}, status;
    pid_t parent = getpid(), child = pipe2(ends, O_CLOEXEC) == 0 ? fork() : -1;
    if (child == 0)
        draw_and_exit(pictures, count, ends[1], parent);
    if (ends[1] >= 0)
        close(ends[1]);
    if (child > 0) {
        take_over(pictures, count, receive(arena, ends[0]));
        while (waitpid(child, &status, 0) < 0 && errno == EINTR)
            ;
    }
    if (ends[0] >= 0)
        close(ends[0]);
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
    if (!are_all)
        draw_elsewhere(arena, pictures, count);
    for (size_t i = 0; i < count; i++)
        if (!are_kept[i] && pictures[i].bytes.size)
            cache_write(options->cache, names[i], pictures[i].bytes);
}
