#include "deliver/photo.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <math.h>
#include <string.h>

enum { PROFILE_SIZE = 8192 }; /* a colour profile of more base64 than this is not worth its bytes */

/* The libraries show the half of a picture whose other half was lost on the way, and say nothing. */
static bool is_complete(struct text bytes, bool is_jpeg)
{
    if (!is_jpeg)
        return text_find(bytes, TEXT("IEND"), 0) < bytes.size;
    size_t position = 2;
    while (position + 4 <= bytes.size && bytes.bytes[position] == '\xff') {
        const unsigned char *segment = (const unsigned char *)bytes.bytes + position;
        /* After the start of scan comes nothing that could be taken for the end of the picture. */
        if (segment[1] == 0xda)
            return text_find(bytes, TEXT("\xff\xd9"), position) < bytes.size;
        position += segment[1] == 0xff ? 1 : 2 + (size_t)(segment[2] << 8 | segment[3]);
    }
    return false;
}

static void png_size_prepared(GdkPixbufLoader *loader, int width, int height, void *context)
{
    struct photo *photo = context;
    photo->natural_width = width;
    photo->natural_height = height;
    photo->is_too_large = (long long)width * height > PHOTO_PIXELS_LIMIT;
    /* No size at all makes the loader stop here, before it takes memory for the pixels. */
    if (photo->is_too_large)
        gdk_pixbuf_loader_set_size(loader, 0, 0);
}

/* JPEG can be decoded at a half, a quarter or an eighth in a fraction of the time. */
static void jpeg_size_prepared(GdkPixbufLoader *loader, int width, int height, void *context)
{
    struct photo *photo = context;
    png_size_prepared(loader, width, height, context);
    int divisor = 1;
    while (divisor < 8 && width / divisor / 2 >= PICTURE_WIDTH && height / divisor / 2 >= PICTURE_WIDTH)
        divisor *= 2;
    if (divisor > 1 && !photo->is_too_large)
        gdk_pixbuf_loader_set_size(loader, width / divisor, height / divisor);
}

/* A decoded and rightly turned picture, or NULL. */
static GdkPixbuf *decode(struct text bytes, bool is_jpeg, struct photo *photo)
{
    GdkPixbufLoader *loader = gdk_pixbuf_loader_new_with_type(is_jpeg ? "jpeg" : "png", NULL);
    if (!loader)
        return NULL;
    g_signal_connect(loader, "size-prepared", G_CALLBACK(is_jpeg ? jpeg_size_prepared : png_size_prepared), photo);
    bool is_decoded = gdk_pixbuf_loader_write(loader, (const guchar *)bytes.bytes, bytes.size, NULL);
    is_decoded = gdk_pixbuf_loader_close(loader, NULL) && is_decoded && is_complete(bytes, is_jpeg);
    GdkPixbuf *decoded = is_decoded ? gdk_pixbuf_loader_get_pixbuf(loader) : NULL;
    GdkPixbuf *turned = decoded ? gdk_pixbuf_apply_embedded_orientation(decoded) : NULL;
    if (turned) {
        const char *profile = gdk_pixbuf_get_option(decoded, "icc-profile");
        if (profile && !gdk_pixbuf_get_option(turned, "icc-profile"))
            gdk_pixbuf_set_option(turned, "icc-profile", profile);
    }
    g_object_unref(loader);
    return turned;
}

/* Puts the picture on white. (gdk_pixbuf_composite_color makes the white a little grey.) */
static void make_opaque(GdkPixbuf *pixbuf)
{
    if (!gdk_pixbuf_get_has_alpha(pixbuf))
        return;
    for (int y = 0; y < gdk_pixbuf_get_height(pixbuf); y++) {
        guchar *pixel = gdk_pixbuf_get_pixels(pixbuf) + (size_t)y * (size_t)gdk_pixbuf_get_rowstride(pixbuf);
        for (int x = 0; x < gdk_pixbuf_get_width(pixbuf); x++, pixel += 4) {
            for (int channel = 0; channel < 3; channel++)
                pixel[channel] = (guchar)((pixel[channel] * pixel[3] + 255 * (255 - pixel[3]) + 127) / 255);
            pixel[3] = 255;
        }
    }
}

/* A new pixbuf of at most `widest` pixels. */
static GdkPixbuf *scale(const GdkPixbuf *pixbuf, int widest)
{
    int width = gdk_pixbuf_get_width(pixbuf), height = gdk_pixbuf_get_height(pixbuf);
    if (width > widest) {
        height = (int)lround((double)height * widest / width);
        width = widest;
    }
    if (height < 1)
        height = 1;
    return gdk_pixbuf_scale_simple(pixbuf, width, height, GDK_INTERP_BILINEAR);
}

static bool encode(struct arena *arena, GdkPixbuf *pixbuf, bool is_jpeg, const char *profile, struct text *bytes)
{
    char *encoded = NULL;
    size_t size = 0;
    const char *names[3] = {NULL}, *values[3] = {NULL};
    size_t count = 0;
    if (is_jpeg) {
        names[count] = "quality";
        values[count++] = "82";
    }
    /* Without it the colours of telephones' pictures turn dull. It says nothing about anybody. */
    if (profile && strlen(profile) <= PROFILE_SIZE) {
        names[count] = "icc-profile";
        values[count++] = profile;
    }
    bool is_encoded = gdk_pixbuf_save_to_bufferv(pixbuf, &encoded, &size, is_jpeg ? "jpeg" : "png", (char **)names,
                                                 (char **)values, NULL);
    if (is_encoded)
        *bytes = (struct text){arena_copy(arena, encoded, size), size};
    g_free(encoded);
    return is_encoded;
}

/* The smaller sizes are made of the large one. */
static bool make_sizes(struct arena *arena, const GdkPixbuf *whole, bool is_jpeg, struct scaled sizes[PICTURE_SIZES])
{
    const char *profile = gdk_pixbuf_get_option((GdkPixbuf *)whole, "icc-profile");
    GdkPixbuf *large = scale(whole, picture_width_at(PICTURE_LARGE, gdk_pixbuf_get_width(whole)));
    bool is_made = large != NULL;
    for (enum picture_size size = 0; size < PICTURE_SIZES && is_made; size++) {
        int width = picture_width_at(size, gdk_pixbuf_get_width(large));
        GdkPixbuf *scaled = size == PICTURE_LARGE ? g_object_ref(large) : width ? scale(large, width) : NULL;
        if (scaled && size == PICTURE_MAIL)
            make_opaque(scaled);
        is_made = !width || (scaled && encode(arena, scaled, is_jpeg, profile, &sizes[size].bytes));
        sizes[size].width = scaled ? gdk_pixbuf_get_width(scaled) : 0;
        sizes[size].height = scaled ? gdk_pixbuf_get_height(scaled) : 0;
        g_clear_object(&scaled);
    }
    g_clear_object(&large);
    return is_made;
}

void photo_scale(struct arena *arena, struct text bytes, bool is_jpeg, struct photo *photo)
{
    *photo = (struct photo){0};
    GdkPixbuf *whole = decode(bytes, is_jpeg, photo);
    if (whole && !make_sizes(arena, whole, is_jpeg, photo->sizes))
        memset(photo->sizes, 0, sizeof photo->sizes);
    g_clear_object(&whole);
}
