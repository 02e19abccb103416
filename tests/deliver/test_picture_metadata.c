/* picture_metadata.h: files made here with EXIF (libexif), XMP, texts and comments; and that picture_prepare
 * publishes none of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/file.h"
#include "deliver/picture.h"
#include "deliver/picture_metadata.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <libexif/exif-data.h>

#define SECRET "Anna Sandler, Storgatan 1"
#define COMMENT "a comment by " SECRET
#define XMP_HEAD "http://ns.adobe.com/xap/1.0/\0"
#define XMP(property)                                                                                                  \
    "<x:xmpmeta><rdf:RDF><rdf:Description><" property ">" SECRET "</" property "></rdf:Description></rdf:RDF>"         \
    "</x:xmpmeta>"
#define IPTC                                                                                                           \
    "Photoshop 3.0\0"                                                                                                  \
    "8BIM\x04\x04\0\0\0\0\0\x1e\x1c\x02\x50\0\x19" SECRET
#define HINT                                                                                                           \
    "remove it from the file too before you share the folder: in Windows by Properties, Details, "                     \
    "'Remove Properties and Personal Information'"

enum { PLACE = 1, CAMERA = 2, TIME = 4 };

static const struct check metadata_check = {"picture-metadata", SEVERITY_WARNING, true, "", ""};

struct fixture {
    struct arena arena;
    struct diagnostics diagnostics;
    struct source source;
    char folder[64];
};

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    fixture->diagnostics.arena = &fixture->arena;
    fixture->source = (struct source){TEXT("content/x.md"), TEXT("![x](y)\n")};
    snprintf(fixture->folder, sizeof fixture->folder, "/tmp/rundbrev-test-metadata-XXXXXX");
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

static struct text encoded(struct fixture *fixture, const char *type)
{
    char *bytes;
    size_t size;
    GdkPixbuf *pixbuf = gdk_pixbuf_new(GDK_COLORSPACE_RGB, false, 8, 600, 40);
    gdk_pixbuf_fill(pixbuf, 0x336699ff);
    assert_true(gdk_pixbuf_save_to_buffer(pixbuf, &bytes, &size, type, NULL, NULL));
    struct text text = {arena_copy(&fixture->arena, bytes, size), size};
    g_free(bytes);
    g_object_unref(pixbuf);
    return text;
}

struct tag {
    ExifIfd ifd;
    int tag;
    ExifFormat format;
    struct text value; /* components as they stand in the file, big end first */
};

static const struct tag latitude = {EXIF_IFD_GPS,
                                    EXIF_TAG_GPS_LATITUDE,
                                    EXIF_FORMAT_RATIONAL,
                                    {"\0\0\0\x3b\0\0\0\1"
                                     "\0\0\0\x14\0\0\0\1"
                                     "\0\0\0\5\0\0\0\1",
                                     24}};
static const struct tag no_latitude = {EXIF_IFD_GPS,
                                       EXIF_TAG_GPS_LATITUDE,
                                       EXIF_FORMAT_RATIONAL,
                                       {"\0\0\0\0\0\0\0\0"
                                        "\0\0\0\0\0\0\0\0"
                                        "\0\0\0\0\0\0\0\0",
                                        24}};
static const struct tag model = {EXIF_IFD_0, EXIF_TAG_MODEL, EXIF_FORMAT_ASCII, {"Kamera 7", 9}};
static const struct tag artist = {EXIF_IFD_0, EXIF_TAG_ARTIST, EXIF_FORMAT_ASCII, {SECRET, sizeof SECRET}};
static const struct tag no_artist = {EXIF_IFD_0, EXIF_TAG_ARTIST, EXIF_FORMAT_ASCII, {"    ", 5}};
static const struct tag owner = {EXIF_IFD_EXIF, EXIF_TAG_CAMERA_OWNER_NAME, EXIF_FORMAT_ASCII, {SECRET, sizeof SECRET}};
static const struct tag serial = {EXIF_IFD_EXIF, EXIF_TAG_BODY_SERIAL_NUMBER, EXIF_FORMAT_ASCII, {"4711", 5}};
static const struct tag taken = {
    EXIF_IFD_EXIF, EXIF_TAG_DATE_TIME_ORIGINAL, EXIF_FORMAT_ASCII, {"2026:02:24 13:00:00", 20}};
static const struct tag software = {EXIF_IFD_0, EXIF_TAG_SOFTWARE, EXIF_FORMAT_ASCII, {"Bild 1.0", 9}};

/* Begins with "Exif\0\0". */
static struct text exif_of(struct fixture *fixture, const struct tag *const *tags, size_t count)
{
    unsigned char *bytes = NULL;
    unsigned size = 0;
    ExifData *data = exif_data_new();
    exif_data_set_byte_order(data, EXIF_BYTE_ORDER_MOTOROLA);
    for (size_t i = 0; i < count; i++) {
        ExifEntry *entry = exif_entry_new();
        entry->tag = (ExifTag)tags[i]->tag;
        entry->format = tags[i]->format;
        entry->components = tags[i]->value.size / exif_format_get_size(tags[i]->format);
        entry->size = (unsigned)tags[i]->value.size;
        ExifMem *memory = exif_mem_new_default();
        entry->data = exif_mem_alloc(memory, entry->size);
        exif_mem_unref(memory);
        memcpy(entry->data, tags[i]->value.bytes, entry->size);
        exif_content_add_entry(data->ifd[tags[i]->ifd], entry);
        exif_entry_unref(entry);
    }
    exif_data_save_data(data, &bytes, &size);
    struct text exif = {arena_copy(&fixture->arena, bytes, size), size};
    free(bytes);
    exif_data_unref(data);
    return exif;
}

static struct text exif_with(struct fixture *fixture, const struct tag *tag)
{
    return exif_of(fixture, &tag, 1);
}

/* Behind the start of the file and JFIF's head. */
static struct text with_segment(struct fixture *fixture, struct text jpeg, unsigned char marker, struct text content)
{
    struct buffer buffer = {.arena = &fixture->arena};
    char head[] = {'\xff', (char)marker, (char)((content.size + 2) >> 8), (char)(content.size + 2)};
    assert_true(text_starts_with(text_slice(jpeg, 2, 4), "\xff\xe0"));
    buffer_add(&buffer, text_slice(jpeg, 0, 20));
    buffer_add(&buffer, (struct text){head, 4});
    buffer_add(&buffer, content);
    buffer_add(&buffer, text_slice(jpeg, 20, jpeg.size));
    return buffer_text(&buffer);
}

static void add_number(struct buffer *buffer, size_t number)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        buffer_add_byte(buffer, (char)(number >> shift));
}

/* Behind IHDR. */
static struct text with_chunk(struct fixture *fixture, struct text png, const char *name, struct text content)
{
    enum { HEAD_SIZE = 33 };
    struct buffer buffer = {.arena = &fixture->arena};
    buffer_add(&buffer, text_slice(png, 0, HEAD_SIZE));
    add_number(&buffer, content.size);
    size_t from = buffer.size;
    buffer_add_string(&buffer, name);
    buffer_add(&buffer, content);
    uint32_t sum = 0xffffffff;
    for (size_t i = from; i < buffer.size; i++) {
        sum ^= (unsigned char)buffer.bytes[i];
        for (int bit = 0; bit < 8; bit++)
            sum = sum & 1 ? sum >> 1 ^ 0xedb88320 : sum >> 1;
    }
    add_number(&buffer, ~sum);
    buffer_add(&buffer, text_slice(png, HEAD_SIZE, png.size));
    return buffer_text(&buffer);
}

static struct text packed(struct fixture *fixture, struct text head, struct text text)
{
    gsize used, written;
    size_t room = text.size + 1000;
    char *bytes = arena_allocate(&fixture->arena, room);
    GZlibCompressor *compressor = g_zlib_compressor_new(G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 9);
    assert_int_equal(g_converter_convert(G_CONVERTER(compressor), text.bytes, text.size, bytes, room,
                                         G_CONVERTER_INPUT_AT_END, &used, &written, NULL),
                     G_CONVERTER_FINISHED);
    g_object_unref(compressor);
    return text_join(&fixture->arena, head, (struct text){bytes, written});
}

/* As ImageMagick and exiv2 write EXIF into the texts of PNG. */
static struct text raw_profile(struct fixture *fixture, struct text exif)
{
    struct buffer buffer = {.arena = &fixture->arena};
    buffer_format(&buffer, "\nexif\n%8zu", exif.size);
    for (size_t i = 0; i < exif.size; i++)
        buffer_format(&buffer, "%s%02x", i % 36 ? "" : "\n", (unsigned char)exif.bytes[i]);
    buffer_add_byte(&buffer, '\n');
    return buffer_text(&buffer);
}

static int found(struct text bytes)
{
    struct picture_metadata metadata = picture_metadata_find(bytes);
    return (metadata.has_place ? PLACE : 0) | (metadata.has_camera ? CAMERA : 0) | (metadata.has_time ? TIME : 0);
}

static void finds_what_exif_tells(void **state)
{
    struct fixture *fixture = *state;
    static const struct {
        const struct tag *tag;
        int expected;
    } cases[] = {{&latitude, PLACE}, {&no_latitude, 0}, {&model, CAMERA}, {&artist, CAMERA}, {&no_artist, 0},
                 {&owner, CAMERA},   {&serial, CAMERA}, {&taken, TIME},   {&software, 0}};
    struct text jpeg = encoded(fixture, "jpeg"), png = encoded(fixture, "png");
    assert_int_equal(found(jpeg), 0);
    assert_int_equal(found(png), 0);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct text exif = exif_with(fixture, cases[i].tag);
        assert_int_equal(found(with_segment(fixture, jpeg, 0xe1, exif)), cases[i].expected);
        assert_int_equal(found(with_chunk(fixture, png, "eXIf", text_slice(exif, 6, exif.size))), cases[i].expected);
        struct text profile = raw_profile(fixture, exif);
        assert_int_equal(found(with_chunk(fixture, png, "tEXt",
                                          text_join(&fixture->arena, TEXT("Raw profile type exif\0"), profile))),
                         cases[i].expected);
        assert_int_equal(
            found(with_chunk(fixture, png, "zTXt", packed(fixture, TEXT("Raw profile type APP1\0\0"), profile))),
            cases[i].expected);
    }
}

static void finds_what_xmp_and_texts_tell(void **state)
{
    struct fixture *fixture = *state;
    static const struct {
        struct text xmp;
        int expected;
    } cases[] = {
        {TEXT(XMP("exif:GPSLatitude")), PLACE},
        {TEXT(XMP("exif:GPSLongitude")), PLACE},
        {TEXT(XMP("photoshop:City")), PLACE},
        {TEXT(XMP("Iptc4xmpCore:Location")), PLACE},
        {TEXT(XMP("Iptc4xmpExt:LocationCreated")), PLACE},
        {TEXT(XMP("tiff:Make")), CAMERA},
        {TEXT(XMP("tiff:Model")), CAMERA},
        {TEXT(XMP("tiff:Artist")), CAMERA},
        {TEXT(XMP("dc:creator")), CAMERA},
        {TEXT(XMP("exifEX:CameraOwnerName")), CAMERA},
        {TEXT(XMP("aux:SerialNumber")), CAMERA},
        {TEXT(XMP("tiff:DateTime")), TIME},
        {TEXT(XMP("exif:DateTimeOriginal")), TIME},
        {TEXT(XMP("xmp:CreateDate")), TIME},
        {TEXT(XMP("photoshop:DateCreated")), TIME},
        {TEXT(XMP("dc:title")), 0},
    };
    struct text jpeg = encoded(fixture, "jpeg"), png = encoded(fixture, "png");
    struct arena *arena = &fixture->arena;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct text xmp = cases[i].xmp;
        assert_int_equal(found(with_segment(fixture, jpeg, 0xe1, text_join(arena, TEXT(XMP_HEAD), xmp))),
                         cases[i].expected);
        assert_int_equal(
            found(with_chunk(fixture, png, "iTXt", text_join(arena, TEXT("XML:com.adobe.xmp\0\0\0\0\0"), xmp))),
            cases[i].expected);
        assert_int_equal(
            found(with_chunk(fixture, png, "iTXt", packed(fixture, TEXT("XML:com.adobe.xmp\0\1\0sv\0\0"), xmp))),
            cases[i].expected);
    }
    assert_int_equal(found(with_chunk(fixture, png, "tEXt", TEXT("Author\0" SECRET))), CAMERA);
    assert_int_equal(found(with_chunk(fixture, png, "tEXt", TEXT("Copyright\0" SECRET))), CAMERA);
    assert_int_equal(found(with_chunk(fixture, png, "tEXt",
                                      TEXT("Creation Time\0"
                                           "2026"))),
                     TIME);
    assert_int_equal(found(with_chunk(fixture, png, "tEXt",
                                      TEXT("Title\0"
                                           "Copyright and Author"))),
                     0);
}

/* Every place of a file cut off, every byte changed: any answer but a crash. */
static void survives_any_bytes(void **state)
{
    struct fixture *fixture = *state;
    const struct tag *tags[] = {&latitude, &artist, &taken};
    struct text exif = exif_of(fixture, tags, 3);
    struct text files[] = {
        with_segment(fixture, encoded(fixture, "jpeg"), 0xe1, exif),
        with_chunk(fixture, encoded(fixture, "png"), "eXIf", text_slice(exif, 6, exif.size)),
        with_chunk(fixture, encoded(fixture, "png"), "zTXt",
                   packed(fixture, TEXT("Raw profile type exif\0\0"), raw_profile(fixture, exif))),
        with_chunk(fixture, encoded(fixture, "png"), "iTXt", TEXT("XML:com.adobe.xmp\0\1")),
        TEXT("\xff\xd8\xff"),
        TEXT("\xff\xd8\xff\xe1\0\0\xff\xe1\0\1\xff\xff\xff\xff"),
        TEXT("\x89PNG\r\n\x1a\n\xff\xff\xff\xfftEXt\0\0\0\0"),
        TEXT("\x89PNG\r\n\x1a\n\0\0\0\0zTXt\0\0\0\0"),
        {0},
    };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        size_t size = files[i].size < 1000 ? files[i].size : 1000;
        for (size_t at = 0; at < size; at++) {
            /* On the heap and of the very size, so that a byte too many is seen. */
            char *bytes = malloc(size);
            memcpy(bytes, files[i].bytes, size);
            bytes[at] = (char)(bytes[at] + 0x81);
            picture_metadata_find((struct text){bytes, size});
            picture_metadata_find((struct text){bytes, at});
            free(bytes);
        }
    }
    assert_int_equal(found(files[0]), PLACE | CAMERA | TIME);
}

/* Honest files have a few pieces; of those that have thousands, each perhaps a bomb, the first are enough. */
static void is_not_flooded(void **state)
{
    struct fixture *fixture = *state;
    enum { SIZE = 1000 * 1000 };
    char *spaces = arena_allocate(&fixture->arena, SIZE);
    memset(spaces, ' ', SIZE);
    struct text bomb = packed(fixture, TEXT("x\0\0"), (struct text){spaces, SIZE});
    struct text png = with_chunk(fixture, encoded(fixture, "png"), "tEXt", TEXT("Author\0" SECRET));
    struct text exif = exif_with(fixture, &artist), jpeg = with_segment(fixture, encoded(fixture, "jpeg"), 0xe1, exif);
    for (int i = 0; i < 70; i++) {
        if (i >= 60) {
            assert_int_equal(found(png), i < 64 ? CAMERA : 0);
            assert_int_equal(found(jpeg), i < 64 ? CAMERA : 0);
        }
        png = with_chunk(fixture, png, "zTXt", bomb);
        jpeg = with_segment(fixture, jpeg, 0xe1, TEXT("Exif\0\0"));
    }
}

static bool prepare(struct fixture *fixture, const char *name, struct text bytes, struct picture *picture)
{
    const char *path = file_path(&fixture->arena, fixture->folder, name);
    struct picture_source source = {text_from(name), {&fixture->source, 1, 1}};
    struct cache none = {0};
    struct picture_options options = {
        .folder = fixture->folder, .cache = &none, .threads = 1, .metadata = &metadata_check};
    picture_list pictures = {0};
    assert_true(file_write(path, bytes, &fixture->diagnostics));
    bool is_ready = picture_prepare(&fixture->arena, &source, 1, &options, &pictures, &fixture->diagnostics);
    *picture = pictures.count ? pictures.items[0] : (struct picture){0};
    return is_ready;
}

static void expect_message(struct fixture *fixture, const char *message)
{
    assert_int_equal(fixture->diagnostics.list.count, 1);
    struct diagnostic *diagnostic = fixture->diagnostics.list.items[0];
    assert_string_equal(text_string(&fixture->arena, diagnostic->message), message);
    assert_string_equal(text_string(&fixture->arena, diagnostic->hint), HINT);
    assert_int_equal(diagnostics_exit_status(&fixture->diagnostics), 0);
    assert_int_equal(diagnostic->place.line, 1);
    fixture->diagnostics.list.count = 0;
}

static void picture_prepare_says_it_once(void **state)
{
    struct fixture *fixture = *state;
    struct picture picture;
    const struct tag *tags[] = {&latitude, &model, &taken};
    struct text jpeg = encoded(fixture, "jpeg");
    assert_true(prepare(fixture, "a.jpg", with_segment(fixture, jpeg, 0xe1, exif_of(fixture, tags, 3)), &picture));
    expect_message(fixture, "the file of picture 'a.jpg' tells where it was taken; that is left out of what is "
                            "published");
    assert_true(prepare(fixture, "a.jpg", with_segment(fixture, jpeg, 0xe1, exif_of(fixture, tags + 1, 2)), &picture));
    expect_message(fixture, "the file of picture 'a.jpg' tells who took it or with what; that is left out of what is "
                            "published");
    assert_true(prepare(fixture, "a.jpg", with_segment(fixture, jpeg, 0xe1, exif_with(fixture, &taken)), &picture));
    assert_int_equal(fixture->diagnostics.list.count, 0);
}

/* Only what draws the picture. */
static void expect_bare_jpeg(struct text bytes)
{
    size_t position = 2;
    assert_true(text_starts_with(bytes, "\xff\xd8"));
    while (bytes.bytes[position + 1] != '\xda') {
        const unsigned char *segment = (const unsigned char *)bytes.bytes + position;
        assert_int_equal(segment[0], 0xff);
        assert_true(segment[1] == 0xe0 || segment[1] == 0xdb || segment[1] == 0xc0 || segment[1] == 0xc4);
        position += 2 + (size_t)(segment[2] << 8 | segment[3]);
        assert_true(position + 4 < bytes.size);
    }
    size_t end = text_find(bytes, TEXT("\xff\xd9"), position);
    assert_int_equal(end, bytes.size - 2);
}

static void expect_bare_png(struct text bytes)
{
    for (size_t position = 8; position < bytes.size;) {
        const unsigned char *size = (const unsigned char *)bytes.bytes + position;
        struct text name = text_slice(bytes, position + 4, position + 8);
        assert_true(text_is(name, "IHDR") || text_is(name, "IDAT") || text_is(name, "IEND") || text_is(name, "sBIT") ||
                    text_is(name, "bKGD"));
        position += 12 + ((size_t)size[0] << 24 | (size_t)size[1] << 16 | (size_t)size[2] << 8 | size[3]);
    }
}

static void publishes_nothing_but_the_picture(void **state)
{
    struct fixture *fixture = *state;
    struct picture picture;
    const struct tag *tags[] = {&latitude, &model, &artist, &owner, &serial, &taken};
    struct text exif = exif_of(fixture, tags, 6), jpeg = encoded(fixture, "jpeg"), png = encoded(fixture, "png");
    jpeg = with_segment(fixture, jpeg, 0xe1, exif);
    jpeg = with_segment(fixture, jpeg, 0xe1, TEXT(XMP_HEAD XMP("dc:creator")));
    jpeg = with_segment(fixture, jpeg, 0xed, TEXT(IPTC));
    jpeg = with_segment(fixture, jpeg, 0xfe, TEXT(COMMENT));
    jpeg = text_join(&fixture->arena, jpeg, TEXT("behind the end: " SECRET));
    assert_true(prepare(fixture, "a.jpg", jpeg, &picture));
    expect_bare_jpeg(picture.bytes);
    expect_bare_jpeg(picture.mail_bytes);

    png = with_chunk(fixture, png, "eXIf", text_slice(exif, 6, exif.size));
    png = with_chunk(fixture, png, "iTXt", TEXT("XML:com.adobe.xmp\0\0\0\0\0" XMP("dc:creator")));
    png = with_chunk(fixture, png, "tEXt", TEXT("Author\0" SECRET));
    png = with_chunk(fixture, png, "zTXt", packed(fixture, TEXT("Comment\0\0"), TEXT(COMMENT)));
    png = with_chunk(fixture, png, "tIME", TEXT("\x07\xea\2\x18\x0d\0\0"));
    png = text_join(&fixture->arena, png, TEXT("behind the end: " SECRET));
    assert_true(prepare(fixture, "a.png", png, &picture));
    expect_bare_png(picture.bytes);
    expect_bare_png(picture.mail_bytes);

    assert_true(prepare(fixture, "a.svg",
                        TEXT("<svg xmlns='http://www.w3.org/2000/svg' xmlns:i='http://www.inkscape.org/namespaces/"
                             "inkscape' width='700' height='9' i:export-filename='/home/" SECRET "'><!-- " SECRET
                             " --><title>" SECRET "</title><metadata>" SECRET "</metadata></svg>"),
                        &picture));
    expect_bare_png(picture.bytes);
    expect_bare_png(picture.mail_bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(finds_what_exif_tells, set_up, tear_down),
        cmocka_unit_test_setup_teardown(finds_what_xmp_and_texts_tell, set_up, tear_down),
        cmocka_unit_test_setup_teardown(survives_any_bytes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(is_not_flooded, set_up, tear_down),
        cmocka_unit_test_setup_teardown(picture_prepare_says_it_once, set_up, tear_down),
        cmocka_unit_test_setup_teardown(publishes_nothing_but_the_picture, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
