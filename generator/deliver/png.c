#include "deliver/png.h"

#include <cairo.h>
#include <librsvg/rsvg.h>

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

struct text png_make(struct arena *arena, struct text svg, int width, int height, const struct png_options *options)
{
    struct text size = text_format(arena, "%d %d", width, height), bytes;
    struct text library =
        text_format(arena, "librsvg %u.%u.%u", rsvg_major_version, rsvg_minor_version, rsvg_micro_version);
    struct text parts[] = {TEXT("a drawing, 1"), library, size, options->fonts_digest, svg};
    struct text name = cache_name(arena, parts, sizeof parts / sizeof *parts, ".png");
    struct buffer png = {.arena = arena};
    if (cache_read(options->cache, arena, name, &bytes))
        return bytes;
    RsvgHandle *handle = rsvg_handle_new_from_data((const guint8 *)svg.bytes, svg.size, NULL);
    if (!handle)
        return (struct text){0};
    rsvg_handle_set_dpi(handle, 96);
    bool is_drawn = draw(handle, width * PNG_SCALE, height * PNG_SCALE, &png);
    g_object_unref(handle);
    if (!is_drawn)
        return (struct text){0};
    cache_write(options->cache, name, buffer_text(&png));
    return buffer_text(&png);
}
