#include "deliver/drawing.h"

#include "base/file.h"
#include "deliver/child.h"

#include <cairo.h>
#include <librsvg/rsvg.h>
#include <math.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>

enum {
    SCALE = 2,           /* drawings are sharp on screens with small pixels */
    HEIGHT_LIMIT = 6000, /* pixels */
};

static cairo_status_t write_png(void *context, const unsigned char *bytes, unsigned size)
{
    buffer_add(context, (struct text){(const char *)bytes, size});
    return CAIRO_STATUS_SUCCESS;
}

static bool draw(struct arena *arena, RsvgHandle *handle, struct scaled *size)
{
    struct buffer buffer = {.arena = arena};
    RsvgRectangle whole = {0, 0, size->width, size->height};
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, size->width, size->height);
    cairo_t *context = cairo_create(surface);
    cairo_set_source_rgb(context, 1, 1, 1);
    cairo_paint(context);
    bool is_drawn = rsvg_handle_render_document(handle, context, &whole, NULL) &&
                    cairo_status(context) == CAIRO_STATUS_SUCCESS &&
                    cairo_surface_write_to_png_stream(surface, write_png, &buffer) == CAIRO_STATUS_SUCCESS;
    cairo_destroy(context);
    cairo_surface_destroy(surface);
    size->bytes = buffer_text(&buffer);
    return is_drawn;
}

/* In pixels of the web; a drawing without width and height of its own takes the shape of its viewBox
 * and the whole width. */
static bool natural_size(RsvgHandle *handle, double *width, double *height)
{
    gboolean has_width, has_height, has_view_box;
    RsvgLength unused;
    RsvgRectangle view_box;
    rsvg_handle_set_dpi(handle, 96);
    if (rsvg_handle_get_intrinsic_size_in_pixels(handle, width, height))
        return *width > 0 && *height > 0;
    rsvg_handle_get_intrinsic_dimensions(handle, &has_width, &unused, &has_height, &unused, &has_view_box, &view_box);
    if (!has_view_box || view_box.width <= 0 || view_box.height <= 0)
        return false;
    *width = PICTURE_WIDTH;
    *height = PICTURE_WIDTH * view_box.height / view_box.width;
    return true;
}

static int height_at(double width, double height, int wanted)
{
    double scaled = height * wanted / width;
    return scaled < 1 ? 1 : scaled > HEIGHT_LIMIT ? HEIGHT_LIMIT + 1 : (int)lround(scaled);
}

static bool draw_all(struct arena *arena, RsvgHandle *handle, struct drawing *drawing)
{
    bool is_drawn = true;
    for (size_t i = 0; i < PICTURE_SIZES && is_drawn; i++)
        is_drawn = drawing->sizes[i].width == 0 || draw(arena, handle, &drawing->sizes[i]);
    return is_drawn;
}

static void make_here(struct arena *arena, struct text svg, struct drawing *drawing)
{
    double width, height;
    /* Without a base address librsvg fetches nothing from outside the file. */
    RsvgHandle *handle = rsvg_handle_new_from_data((const guint8 *)svg.bytes, svg.size, NULL);
    if (!handle)
        return;
    if (natural_size(handle, &width, &height)) {
        drawing->natural_width = (int)fmin(width, 1e9);
        drawing->natural_height = (int)fmin(height, 1e9);
        int widest = (int)fmin(fmax(lround(width * SCALE), 1), PICTURE_WIDTH);
        for (enum picture_size size = 0; size < PICTURE_SIZES; size++) {
            drawing->sizes[size].width = picture_width_at(size, widest);
            drawing->sizes[size].height = height_at(width, height, drawing->sizes[size].width);
        }
        drawing->is_too_large = drawing->sizes[PICTURE_LARGE].height > HEIGHT_LIMIT;
        if (drawing->is_too_large || !draw_all(arena, handle, drawing))
            memset(drawing->sizes, 0, sizeof drawing->sizes);
    }
    g_object_unref(handle);
}

/* What it has made: the struct, then the bytes of the PNGs. */
static bool draw_and_tell(const void *svg, int descriptor)
{
    const struct rlimit seconds = {DRAWING_SECONDS, DRAWING_SECONDS}, no_core = {0, 0};
    struct arena arena = {0};
    struct drawing drawing = {0};
    if (setrlimit(RLIMIT_CPU, &seconds) != 0 || setrlimit(RLIMIT_CORE, &no_core) != 0)
        return false;
    make_here(&arena, *(const struct text *)svg, &drawing);
    struct text head = {(const char *)&drawing, sizeof drawing};
    bool is_told = file_write_all(descriptor, head);
    for (size_t i = 0; i < PICTURE_SIZES; i++)
        is_told = is_told && file_write_all(descriptor, drawing.sizes[i].bytes);
    arena_release(&arena);
    return is_told;
}

/* False when the child ended before it had told everything. */
static bool take_over(struct text received, struct drawing *drawing)
{
    if (received.size < sizeof *drawing)
        return false;
    memcpy(drawing, received.bytes, sizeof *drawing);
    return picture_take_sizes(text_slice(received, sizeof *drawing, received.size), drawing->sizes);
}

/* By the limit, not by a fault of its own. */
static bool has_been_ended(int status)
{
    return WIFSIGNALED(status) && (WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL);
}

void drawing_make(struct arena *arena, struct text svg, struct drawing *drawing)
{
    struct child_end end;
    struct text received = child_run(arena, draw_and_tell, &svg, &end);
    *drawing = (struct drawing){.error = end.error};
    if (!end.error && !take_over(received, drawing))
        *drawing = (struct drawing){.is_endless = has_been_ended(end.status)};
}
