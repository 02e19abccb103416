/* picture.h: turned as EXIF says, scaled, without EXIF; and what is said about files that are none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/file.h"
#include "deliver/picture.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct check metadata_check = {"picture-metadata", SEVERITY_WARNING, true, "", ""};

struct fixture {
    struct arena arena;
    struct diagnostics diagnostics;
    struct source source;
    char folder[64];
    struct cache cache; /* without a folder: none */
};

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    fixture->diagnostics.arena = &fixture->arena;
    fixture->source = (struct source){TEXT("content/x.md"), TEXT("![x](y)\n")};
    snprintf(fixture->folder, sizeof fixture->folder, "/tmp/rundbrev-test-picture-XXXXXX");
    *state = fixture;
    return mkdtemp(fixture->folder) ? 0 : -1;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    file_remove_tree(fixture->folder, &fixture->diagnostics);
    arena_release(&fixture->arena);
    free(fixture);
    return 0;
}

static bool prepare_all(struct fixture *fixture, const char *const *names, size_t count, size_t threads,
                        picture_list *pictures)
{
    struct picture_source sources[8] = {0};
    struct picture_options options = {
        .folder = fixture->folder, .cache = &fixture->cache, .threads = threads, .metadata = &metadata_check};
    for (size_t i = 0; i < count; i++)
        sources[i] = (struct picture_source){text_from(names[i]), {&fixture->source, 1, (unsigned)i + 1}};
    *pictures = (picture_list){0};
    return picture_prepare(&fixture->arena, sources, count, &options, pictures, &fixture->diagnostics);
}

static bool prepare_file(struct fixture *fixture, const char *name, struct picture *picture)
{
    picture_list pictures;
    bool is_ready = prepare_all(fixture, &name, 1, 1, &pictures);
    assert_int_equal(pictures.count, is_ready);
    *picture = is_ready ? pictures.items[0] : (struct picture){0};
    return is_ready;
}

static void write_file(struct fixture *fixture, const char *name, struct text bytes)
{
    assert_true(file_write(file_path(&fixture->arena, fixture->folder, name), bytes, &fixture->diagnostics));
}

static bool prepare(struct fixture *fixture, const char *name, struct text bytes, struct picture *picture)
{
    write_file(fixture, name, bytes);
    return prepare_file(fixture, name, picture);
}

static void expect_message(struct fixture *fixture, const char *message, const char *hint)
{
    assert_int_equal(fixture->diagnostics.list.count, 1);
    struct diagnostic *diagnostic = fixture->diagnostics.list.items[0];
    assert_string_equal(text_string(&fixture->arena, diagnostic->message), message);
    assert_string_equal(text_string(&fixture->arena, diagnostic->hint), hint);
    assert_int_equal(diagnostics_exit_status(&fixture->diagnostics), 1);
    assert_int_equal(diagnostic->place.line, 1);
    fixture->diagnostics.list.count = 0;
}

/* Left half red, right half blue; or the right half transparent. */
static GdkPixbuf *two_colours(int width, int height, bool has_alpha)
{
    GdkPixbuf *pixbuf = gdk_pixbuf_new(GDK_COLORSPACE_RGB, has_alpha, 8, width, height);
    gdk_pixbuf_fill(pixbuf, 0xff0000ff);
    GdkPixbuf *right = gdk_pixbuf_new_subpixbuf(pixbuf, width / 2, 0, width - width / 2, height);
    gdk_pixbuf_fill(right, has_alpha ? 0x00000000 : 0x0000ffff);
    g_object_unref(right);
    return pixbuf;
}

static struct text encoded(struct fixture *fixture, const char *type, int width, int height, bool has_alpha)
{
    char *bytes;
    size_t size;
    GdkPixbuf *pixbuf = two_colours(width, height, has_alpha);
    assert_true(gdk_pixbuf_save_to_buffer(pixbuf, &bytes, &size, type, NULL, NULL));
    struct text text = {arena_copy(&fixture->arena, bytes, size), size};
    g_free(bytes);
    g_object_unref(pixbuf);
    return text;
}

/* Orientation 6 ("turn a quarter clockwise") and a GPS directory with a latitude reference. */
static struct text with_exif(struct fixture *fixture, struct text jpeg)
{
    static const char exif[] = "\xff\xe1\x00\x4c"
                               "Exif\0\0"
                               "MM\0\x2a\0\0\0\x08"
                               "\0\x02"
                               "\x01\x12\0\x03\0\0\0\x01\0\x06\0\0"
                               "\x88\x25\0\x04\0\0\0\x01\0\0\0\x26"
                               "\0\0\0\0"
                               "\0\x01"
                               "\0\x01\0\x02\0\0\0\x02N\0\0\0"
                               "\0\0\0\0"
                               "GPSsecret!!!";
    struct buffer buffer = {.arena = &fixture->arena};
    assert_int_equal(sizeof exif - 1, 2 + 0x4c);
    buffer_add(&buffer, text_slice(jpeg, 0, 2));
    buffer_add(&buffer, (struct text){exif, sizeof exif - 1});
    buffer_add(&buffer, text_slice(jpeg, 2, jpeg.size));
    return buffer_text(&buffer);
}

static GdkPixbuf *decoded(struct text bytes)
{
    GdkPixbufLoader *loader = gdk_pixbuf_loader_new();
    assert_true(gdk_pixbuf_loader_write(loader, (const guchar *)bytes.bytes, bytes.size, NULL));
    assert_true(gdk_pixbuf_loader_close(loader, NULL));
    GdkPixbuf *pixbuf = g_object_ref(gdk_pixbuf_loader_get_pixbuf(loader));
    g_object_unref(loader);
    return pixbuf;
}

/* Red, green or blue (0–2) of one pixel of a picture that must have this size; 3 is alpha. */
static int pixel(struct text bytes, int width, int height, int x, int y, int channel)
{
    GdkPixbuf *pixbuf = decoded(bytes);
    assert_int_equal(gdk_pixbuf_get_width(pixbuf), width);
    assert_int_equal(gdk_pixbuf_get_height(pixbuf), height);
    int channels = gdk_pixbuf_get_n_channels(pixbuf);
    int value = channel < channels
                    ? gdk_pixbuf_get_pixels(pixbuf)[y * gdk_pixbuf_get_rowstride(pixbuf) + x * channels + channel]
                    : 255;
    g_object_unref(pixbuf);
    return value;
}

static void turns_and_strips_photo(void **state)
{
    struct fixture *fixture = *state;
    struct picture picture, again;
    struct text source = with_exif(fixture, encoded(fixture, "jpeg", 1000, 2000, false));
    assert_true(text_find(source, TEXT("GPSsecret"), 0) < source.size);
    assert_true(prepare(fixture, "foto på Åsa.v2.JPG", source, &picture));
    assert_int_equal(picture.width, PICTURE_WIDTH);
    assert_int_equal(picture.height, 640);
    assert_int_equal(picture.mail_width, PICTURE_MAIL_WIDTH);
    assert_int_equal(picture.mail_height, 272);
    assert_true(text_is(picture.media_type, "image/jpeg"));
    assert_true(text_starts_with(picture.name, "foto-pa-asa-v2-"));
    assert_int_equal(picture.name.size, strlen("foto-pa-asa-v2-12345678.jpg"));
    /* Turned clockwise the red left half is above. */
    assert_true(pixel(picture.bytes, 1280, 640, 640, 40, 0) > 240);
    assert_true(pixel(picture.bytes, 1280, 640, 640, 600, 2) > 240);
    assert_true(pixel(picture.mail_bytes, 544, 272, 272, 20, 0) > 240);
    struct text both[] = {picture.bytes, picture.mail_bytes};
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(text_find(both[i], TEXT("Exif"), 0), both[i].size);
        assert_int_equal(text_find(both[i], TEXT("GPS"), 0), both[i].size);
    }
    assert_true(prepare(fixture, "foto på Åsa.v2.JPG", source, &again));
    assert_true(text_equal(picture.name, again.name) && text_equal(picture.bytes, again.bytes));
    assert_true(prepare(fixture, "annan/foto på Åsa.v2.JPG", source, &again));
    assert_false(text_equal(picture.name, again.name));
}

static void decodes_large_photo_at_a_half(void **state)
{
    struct fixture *fixture = *state;
    struct picture picture;
    assert_true(prepare(fixture, "a.jpg", encoded(fixture, "jpeg", 4000, 3000, false), &picture));
    assert_true(pixel(picture.bytes, 1280, 960, 40, 500, 0) > 240);
    assert_true(pixel(picture.bytes, 1280, 960, 1200, 500, 2) > 240);
}

static void keeps_small_and_transparent(void **state)
{
    struct fixture *fixture = *state;
    struct picture picture;
    assert_true(prepare(fixture, "...png", encoded(fixture, "png", 100, 50, true), &picture));
    assert_true(text_starts_with(picture.name, "picture-"));
    assert_true(text_ends_with(picture.name, ".png"));
    assert_true(text_is(picture.media_type, "image/png"));
    assert_int_equal(pixel(picture.bytes, 100, 50, 99, 10, 3), 0);
    /* Outlook's dark mode shows a letter's transparent picture on black. */
    assert_int_equal(pixel(picture.mail_bytes, 100, 50, 99, 10, 3), 255);
    assert_int_equal(pixel(picture.mail_bytes, 100, 50, 99, 10, 1), 255);
    assert_int_equal(pixel(picture.mail_bytes, 100, 50, 1, 10, 1), 0);
}

static void draws_svg_on_white(void **state)
{
    struct fixture *fixture = *state;
    struct picture picture;
    assert_true(prepare(fixture, "a.svg",
                        TEXT("<?xml version='1.0'?>\n<svg xmlns='http://www.w3.org/2000/svg' width='100' height='50'>"
                             "<rect width='50' height='50' fill='red'/></svg>"),
                        &picture));
    assert_true(text_ends_with(picture.name, ".png"));
    assert_int_equal(pixel(picture.bytes, 200, 100, 10, 10, 1), 0);
    assert_int_equal(pixel(picture.bytes, 200, 100, 190, 10, 1), 255);
    assert_int_equal(picture.mail_width, 200);
    assert_true(prepare(fixture, "b.svg",
                        TEXT("\xef\xbb\xbf <svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 4 1'/>"), &picture));
    assert_int_equal(pixel(picture.bytes, 1280, 320, 10, 10, 1), 255);
    assert_int_equal(pixel(picture.mail_bytes, 544, 136, 10, 10, 1), 255);
}

/* A drawing must not show what lies outside it. */
static void svg_fetches_nothing(void **state)
{
    struct fixture *fixture = *state;
    struct picture red, outside;
    assert_true(prepare(fixture, "red.png", encoded(fixture, "png", 10, 10, false), &red));
    struct text svg =
        text_format(&fixture->arena,
                    "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' "
                    "width='10' height='10'><image xlink:href='file://%s/red.png' width='10' height='10'/>"
                    "<image href='red.png' width='10' height='10'/></svg>",
                    fixture->folder);
    assert_true(prepare(fixture, "a.svg", svg, &outside));
    assert_int_equal(pixel(outside.bytes, 20, 20, 2, 2, 1), 255);
}

static void reports_what_is_no_picture(void **state)
{
    struct fixture *fixture = *state;
    struct picture picture;
    assert_false(prepare_file(fixture, "missing.png", &picture));
    expect_message(fixture, "picture 'missing.png' does not exist", "");
    assert_false(prepare_file(fixture, ".", &picture));
    expect_message(fixture, "'.' is a folder, not a picture", "");
    assert_false(prepare(fixture, "a.heic",
                         TEXT("\0\0\0\x18"
                              "ftypheic"),
                         &picture));
    expect_message(fixture, "'a.heic' is no picture in JPEG, PNG or SVG",
                   "open it in a picture program and save it as JPEG (photo) or PNG (anything else)");
    assert_false(prepare(fixture, "empty.png", (struct text){0}, &picture));
    fixture->diagnostics.list.count = 0;
}

static void reports_damage(void **state)
{
    struct fixture *fixture = *state;
    struct picture picture;
    struct text damaged[] = {
        text_slice(encoded(fixture, "png", 200, 200, false), 0, 100),
        text_slice(with_exif(fixture, encoded(fixture, "jpeg", 200, 200, false)), 0, 300),
        text_slice(encoded(fixture, "jpeg", 200, 200, false), 0, 800),
        TEXT("\xff\xd8\xff\xe0"),
        TEXT("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><g></svg>"),
        TEXT("<svg xmlns='http://www.w3.org/2000/svg' width='0' height='9'/>"),
    };
    for (size_t i = 0; i < sizeof damaged / sizeof *damaged; i++) {
        assert_false(prepare(fixture, "a", damaged[i], &picture));
        expect_message(fixture, "picture 'a' is damaged and cannot be shown",
                       "fetch it again from where it came, or save it anew in a picture program");
    }
}

static void refuses_too_large(void **state)
{
    struct fixture *fixture = *state;
    struct picture picture;
    const char *hint = "make it smaller in a picture program: 2560 pixels wide is enough";
    /* A PNG of 50,000 × 50,000 whose pixels are not even there: nothing may be decoded. */
    char png[] = "\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\xc3\x50\0\0\xc3\x50\x08\x02\0\0\0\0\0\0\0";
    uint32_t crc = 0xffffffff;
    for (size_t i = 12; i < 29; i++) {
        crc ^= (unsigned char)png[i];
        for (int bit = 0; bit < 8; bit++)
            crc = crc & 1 ? crc >> 1 ^ 0xedb88320 : crc >> 1;
    }
    for (size_t i = 0; i < 4; i++)
        png[29 + i] = (char)(~crc >> (24 - 8 * i));
    struct buffer buffer = {.arena = &fixture->arena};
    buffer_add(&buffer, (struct text){png, sizeof png - 1});
    buffer_add(&buffer, TEXT("\0\0\0\0IDAT\x35\xaf\x06\x1e"));
    assert_false(prepare(fixture, "a.png", buffer_text(&buffer), &picture));
    expect_message(fixture, "picture 'a.png' is too large, 50000 × 50000 pixels", hint);

    struct text jpeg = encoded(fixture, "jpeg", 64, 64, false);
    char *bytes = arena_copy(&fixture->arena, jpeg.bytes, jpeg.size);
    size_t frame = text_find(jpeg, TEXT("\xff\xc0"), 0);
    memcpy(bytes + frame + 5, "\x40\x00\x40\x00", 4);
    assert_false(prepare(fixture, "a.jpg", (struct text){bytes, jpeg.size}, &picture));
    expect_message(fixture, "picture 'a.jpg' is too large, 16384 × 16384 pixels", hint);

    assert_false(prepare(fixture, "a.svg", TEXT("<svg xmlns='http://www.w3.org/2000/svg' width='10' height='9000'/>"),
                         &picture));
    expect_message(fixture, "picture 'a.svg' is too large, 10 × 9000 pixels", hint);
}

static void has_a_small_size_when_it_is_clearly_wider(void **state)
{
    struct fixture *fixture = *state;
    struct picture picture;
    assert_true(prepare(fixture, "a.jpg", encoded(fixture, "jpeg", 3000, 1500, false), &picture));
    assert_int_equal(picture.width, 1280);
    assert_int_equal(picture.small_width, 640);
    assert_int_equal(picture.small_height, 320);
    assert_true(text_ends_with(picture.small_name, "-640.jpg"));
    assert_true(text_starts_with(picture.small_name, text_string(&fixture->arena, text_slice(picture.name, 0, 10))));
    assert_true(pixel(picture.small_bytes, 640, 320, 20, 100, 0) > 240);
    assert_true(pixel(picture.small_bytes, 640, 320, 600, 100, 2) > 240);
    assert_true(prepare(fixture, "a.png", encoded(fixture, "png", 800, 400, true), &picture));
    assert_int_equal(pixel(picture.small_bytes, 640, 320, 630, 100, 3), 0); /* on the page it is transparent still */
    assert_int_equal(picture.width, 800);
    assert_true(prepare(fixture, "b.png", encoded(fixture, "png", 799, 400, true), &picture));
    assert_int_equal(picture.small_name.size + picture.small_bytes.size, 0);
    assert_true(
        prepare(fixture, "a.svg", TEXT("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 4 1'/>"), &picture));
    assert_int_equal(pixel(picture.small_bytes, 640, 160, 10, 10, 1), 255);
}

static void expect_same(const picture_list *a, const picture_list *b)
{
    assert_int_equal(a->count, b->count);
    for (size_t i = 0; i < a->count; i++) {
        const struct picture *one = &a->items[i], *other = &b->items[i];
        assert_true(text_equal(one->source, other->source) && text_equal(one->name, other->name));
        assert_true(text_equal(one->media_type, other->media_type));
        assert_true(text_equal(one->bytes, other->bytes) && text_equal(one->mail_bytes, other->mail_bytes));
        assert_true(text_equal(one->small_name, other->small_name) && text_equal(one->small_bytes, other->small_bytes));
        assert_true(one->width == other->width && one->height == other->height);
        assert_true(one->mail_width == other->mail_width && one->mail_height == other->mail_height);
        assert_true(one->small_width == other->small_width && one->small_height == other->small_height);
    }
}

/* All that was said since the last time. */
static const char *said(struct fixture *fixture)
{
    struct buffer buffer = {.arena = &fixture->arena};
    diagnostics_write(&fixture->diagnostics, SEVERITY_ALLOWED, &buffer);
    fixture->diagnostics.list.count = 0;
    return text_string(&fixture->arena, buffer_text(&buffer));
}

static const char *const several[] = {"a.jpg", "none.png", "b.png", "c.svg", "d.jpg", "e.txt"};
enum { SEVERAL = sizeof several / sizeof *several };

/* With XMP that tells where it was taken. */
static struct text with_place(struct fixture *fixture, struct text jpeg)
{
    static const char xmp[] = "\xff\xe1\x00\x2f"
                              "http://ns.adobe.com/xap/1.0/\0"
                              "GPSLatitude='1'.";
    struct buffer buffer = {.arena = &fixture->arena};
    assert_int_equal(sizeof xmp - 1, 2 + 0x2f);
    buffer_add(&buffer, text_slice(jpeg, 0, 2));
    buffer_add(&buffer, (struct text){xmp, sizeof xmp - 1});
    buffer_add(&buffer, text_slice(jpeg, 2, jpeg.size));
    return buffer_text(&buffer);
}

static void write_several(struct fixture *fixture)
{
    write_file(fixture, "a.jpg", with_place(fixture, encoded(fixture, "jpeg", 1500, 900, false)));
    write_file(fixture, "b.png", encoded(fixture, "png", 900, 100, true));
    write_file(fixture, "c.svg", TEXT("<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'/>"));
    write_file(fixture, "d.jpg", with_place(fixture, encoded(fixture, "jpeg", 20, 30, false)));
    write_file(fixture, "e.txt", TEXT("no picture"));
}

static void is_the_same_with_any_number_of_threads(void **state)
{
    struct fixture *fixture = *state;
    picture_list one, many;
    write_several(fixture);
    assert_false(prepare_all(fixture, several, SEVERAL, 1, &one));
    assert_int_equal(one.count, 4);
    const char *first = said(fixture);
    assert_true(text_find(text_from(first), TEXT("tells where it was taken"), 0) < strlen(first));
    assert_false(prepare_all(fixture, several, SEVERAL, 8, &many));
    expect_same(&one, &many);
    assert_string_equal(said(fixture), first);
}

static void is_kept(void **state)
{
    struct fixture *fixture = *state;
    picture_list fresh, kept;
    file_entries files = {0};
    struct stat status;
    write_several(fixture);
    fixture->cache.folder = file_path(&fixture->arena, fixture->folder, "cache");
    assert_false(prepare_all(fixture, several, SEVERAL, 2, &fresh));
    const char *first = said(fixture);
    assert_true(file_list(&fixture->arena, fixture->cache.folder, &files, &fixture->diagnostics));
    assert_int_equal(files.count, 4);
    const char *path = file_path(&fixture->arena, fixture->cache.folder, files.items[0].name.bytes);
    assert_int_equal(stat(path, &status), 0);
    ino_t written = status.st_ino;

    assert_false(prepare_all(fixture, several, SEVERAL, 2, &kept));
    expect_same(&fresh, &kept);
    assert_string_equal(said(fixture), first);
    assert_int_equal(stat(path, &status), 0);
    assert_true(status.st_ino == written); /* nothing was made anew */

    assert_int_equal(truncate(path, status.st_size - 1), 0);
    assert_false(prepare_all(fixture, several, SEVERAL, 2, &kept));
    expect_same(&fresh, &kept);
    assert_string_equal(said(fixture), first);
    assert_int_equal(stat(path, &status), 0);
    assert_true(status.st_ino != written); /* the damaged one was */

    /* Another picture at the same place is another picture. */
    struct picture picture;
    assert_true(prepare(fixture, "a.jpg", encoded(fixture, "jpeg", 20, 30, false), &picture));
    assert_int_equal(picture.width, 20);
    assert_string_equal(said(fixture), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(turns_and_strips_photo, set_up, tear_down),
        cmocka_unit_test_setup_teardown(decodes_large_photo_at_a_half, set_up, tear_down),
        cmocka_unit_test_setup_teardown(keeps_small_and_transparent, set_up, tear_down),
        cmocka_unit_test_setup_teardown(draws_svg_on_white, set_up, tear_down),
        cmocka_unit_test_setup_teardown(svg_fetches_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(reports_what_is_no_picture, set_up, tear_down),
        cmocka_unit_test_setup_teardown(reports_damage, set_up, tear_down),
        cmocka_unit_test_setup_teardown(refuses_too_large, set_up, tear_down),
        cmocka_unit_test_setup_teardown(has_a_small_size_when_it_is_clearly_wider, set_up, tear_down),
        cmocka_unit_test_setup_teardown(is_the_same_with_any_number_of_threads, set_up, tear_down),
        cmocka_unit_test_setup_teardown(is_kept, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
