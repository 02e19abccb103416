#include "deliver/picture.h"

#include "base/digest.h"
#include "base/file.h"
#include "base/identifier.h"
#include "base/path.h"
#include "deliver/drawing.h"
#include "deliver/picture_metadata.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <math.h>
#include <string.h>

enum {
    PIXELS_LIMIT = 40 * 1000 * 1000,
    STEM_SIZE = 40,
    PROFILE_SIZE = 8192, /* a colour profile of more base64 than this is not worth its bytes */
};

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

/* The libraries show the half of a picture whose other half was lost on the way, and say nothing. */
static bool is_complete(struct text bytes, enum picture_format format)
{
    if (format == FORMAT_PNG)
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

/* The size as the file's head says it, before anything is decoded. */
struct head {
    enum picture_format format;
    int width, height;
    bool is_too_large;
    bool is_endless; /* a drawing that takes too long */
    int error;       /* errno, when no process could be started to draw it */
};

static void size_prepared(GdkPixbufLoader *loader, int width, int height, void *context)
{
    struct head *head = context;
    head->width = width;
    head->height = height;
    head->is_too_large = (long long)width * height > PIXELS_LIMIT;
    if (head->is_too_large) {
        /* No size at all makes the loader stop here, before it takes memory for the pixels. */
        gdk_pixbuf_loader_set_size(loader, 0, 0);
        return;
    }
    /* JPEG can be decoded at a half, a quarter or an eighth in a fraction of the time. */
    int divisor = 1;
    while (head->format == FORMAT_JPEG && divisor < 8 && width / divisor / 2 >= PICTURE_WIDTH &&
           height / divisor / 2 >= PICTURE_WIDTH)
        divisor *= 2;
    if (divisor > 1)
        gdk_pixbuf_loader_set_size(loader, width / divisor, height / divisor);
}

/* A decoded and rightly turned picture, or NULL. */
static GdkPixbuf *decode(struct text bytes, struct head *head)
{
    GdkPixbufLoader *loader = gdk_pixbuf_loader_new_with_type(head->format == FORMAT_JPEG ? "jpeg" : "png", NULL);
    if (!loader)
        return NULL;
    g_signal_connect(loader, "size-prepared", G_CALLBACK(size_prepared), head);
    bool is_decoded = gdk_pixbuf_loader_write(loader, (const guchar *)bytes.bytes, bytes.size, NULL);
    is_decoded = gdk_pixbuf_loader_close(loader, NULL) && is_decoded && is_complete(bytes, head->format);
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

static bool encode(struct arena *arena, GdkPixbuf *pixbuf, enum picture_format format, const char *profile,
                   struct text *bytes)
{
    char *encoded = NULL;
    size_t size = 0;
    const char *names[3] = {NULL}, *values[3] = {NULL};
    size_t count = 0;
    if (format == FORMAT_JPEG) {
        names[count] = "quality";
        values[count++] = "82";
    }
    /* Without it the colours of telephones' pictures turn dull. It says nothing about anybody. */
    if (profile && strlen(profile) <= PROFILE_SIZE) {
        names[count] = "icc-profile";
        values[count++] = profile;
    }
    bool is_encoded = gdk_pixbuf_save_to_bufferv(pixbuf, &encoded, &size, format == FORMAT_JPEG ? "jpeg" : "png",
                                                 (char **)names, (char **)values, NULL);
    if (is_encoded)
        *bytes = (struct text){arena_copy(arena, encoded, size), size};
    g_free(encoded);
    return is_encoded;
}

static bool prepare_photo(struct arena *arena, struct text source, struct head *head, struct picture *picture)
{
    GdkPixbuf *pixbuf = decode(source, head);
    if (!pixbuf)
        return false;
    const char *profile = gdk_pixbuf_get_option(pixbuf, "icc-profile");
    GdkPixbuf *large = scale(pixbuf, PICTURE_WIDTH);
    GdkPixbuf *small = large ? scale(large, PICTURE_MAIL_WIDTH) : NULL;
    if (small)
        make_opaque(small);
    bool is_ready = small && encode(arena, large, head->format, profile, &picture->bytes) &&
                    encode(arena, small, head->format, profile, &picture->mail_bytes);
    if (is_ready) {
        picture->width = gdk_pixbuf_get_width(large);
        picture->height = gdk_pixbuf_get_height(large);
        picture->mail_width = gdk_pixbuf_get_width(small);
        picture->mail_height = gdk_pixbuf_get_height(small);
    }
    g_clear_object(&small);
    g_clear_object(&large);
    g_object_unref(pixbuf);
    return is_ready;
}

static bool prepare_drawing(struct arena *arena, struct text source, struct head *head, struct picture *picture)
{
    struct drawing drawing;
    drawing_make(arena, source, &drawing);
    head->is_too_large = drawing.is_too_large;
    head->is_endless = drawing.is_endless;
    head->error = drawing.error;
    head->width = drawing.natural_width;
    head->height = drawing.natural_height;
    picture->width = drawing.width;
    picture->height = drawing.height;
    picture->mail_width = drawing.mail_width;
    picture->mail_height = drawing.mail_height;
    picture->bytes = drawing.bytes;
    picture->mail_bytes = drawing.mail_bytes;
    return drawing.bytes.size > 0;
}

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

static void report(struct picture *picture, const struct head *head, struct place place,
                   struct diagnostics *diagnostics)
{
    struct diagnostic *added;
    if (head->error) {
        diagnostic_world(diagnostics, picture->source, head->error, "cannot start a process that draws");
    } else if (head->is_endless) {
        added = diagnostic_error(diagnostics, place, "picture '%.*s' takes more than %d seconds to draw",
                                 TEXT_ARGUMENTS(picture->source), DRAWING_SECONDS);
        diagnostic_hint(diagnostics, added, "save it as PNG in a drawing program");
    } else if (head->is_too_large) {
        added = diagnostic_error(diagnostics, place, "picture '%.*s' is too large, %d × %d pixels",
                                 TEXT_ARGUMENTS(picture->source), head->width, head->height);
        diagnostic_hint(diagnostics, added, "make it smaller in a picture program: %d pixels wide is enough",
                        2 * PICTURE_WIDTH);
    } else if (head->format == FORMAT_UNKNOWN) {
        added = diagnostic_error(diagnostics, place, "'%.*s' is no picture in JPEG, PNG or SVG",
                                 TEXT_ARGUMENTS(picture->source));
        diagnostic_hint(diagnostics, added,
                        "open it in a picture program and save it as JPEG (photo) or PNG (anything else)");
    } else {
        added = diagnostic_error(diagnostics, place, "picture '%.*s' is damaged and cannot be shown",
                                 TEXT_ARGUMENTS(picture->source));
        diagnostic_hint(diagnostics, added, "fetch it again from where it came, or save it anew in a picture program");
    }
}

/* What is published tells none of it; the folder with the content is often shared too. */
static void report_metadata(const struct picture *picture, struct picture_metadata metadata, struct place place,
                            const struct check *check, struct diagnostics *diagnostics)
{
    struct diagnostic *added = NULL;
    if (metadata.has_place)
        added = diagnostic_check(diagnostics, check, place,
                                 "the file of picture '%.*s' tells where it was taken; that is left out of what "
                                 "is published",
                                 TEXT_ARGUMENTS(picture->source));
    else if (metadata.has_camera)
        added = diagnostic_check(diagnostics, check, place,
                                 "the file of picture '%.*s' tells who took it or with what; that is left out of "
                                 "what is published",
                                 TEXT_ARGUMENTS(picture->source));
    if (added)
        diagnostic_hint(diagnostics, added,
                        "remove it from the file too before you share the folder: in Windows by Properties, Details, "
                        "'Remove Properties and Personal Information'");
}

bool picture_prepare(struct arena *arena, const char *content_folder, struct picture *picture, struct place place,
                     const struct check *metadata, struct diagnostics *diagnostics)
{
    struct arena scratch = {0};
    struct head head = {0};
    struct text source = {0};
    const char *path = file_path(&scratch, content_folder, text_string(&scratch, picture->source));
    enum file_kind kind = file_kind(path);
    bool is_ready = false;
    if (kind == FILE_NONE || kind == FILE_FOLDER) {
        if (kind == FILE_NONE)
            diagnostic_error(diagnostics, place, "picture '%.*s' does not exist", TEXT_ARGUMENTS(picture->source));
        else
            diagnostic_error(diagnostics, place, "'%.*s' is a folder, not a picture", TEXT_ARGUMENTS(picture->source));
    } else if (file_read(&scratch, path, &source, diagnostics)) {
        head.format = format_of(source);
        is_ready = head.format == FORMAT_SVG
                       ? prepare_drawing(arena, source, &head, picture)
                       : head.format != FORMAT_UNKNOWN && prepare_photo(arena, source, &head, picture);
        if (!is_ready)
            report(picture, &head, place, diagnostics);
    }
    if (is_ready) {
        report_metadata(picture, picture_metadata_find(source), place, metadata, diagnostics);
        bool is_jpeg = head.format == FORMAT_JPEG;
        /* The place is part of the digest: a picture that lies in two folders gets two names. */
        struct text parts[] = {picture->source, picture->bytes};
        struct text stem = safe_stem(&scratch, picture->source), digest = digest_texts(&scratch, parts, 2);
        picture->name = text_format(arena, "%.*s-%.8s.%s", TEXT_ARGUMENTS(stem), digest.bytes, is_jpeg ? "jpg" : "png");
        picture->media_type = is_jpeg ? TEXT("image/jpeg") : TEXT("image/png");
    }
    arena_release(&scratch);
    return is_ready;
}
