#include "deliver/picture_metadata.h"

#include <gio/gio.h>
#include <libexif/exif-data.h>

enum {
    PIECES_LIMIT = 64,           /* of metadata in a file; honest ones have a few */
    INFLATED_LIMIT = 256 * 1024, /* bytes of a piece; enough for the 64 kB of EXIF in hexadecimal digits */
};

#define EXIF_START "Exif\0\0"

static const struct {
    ExifIfd ifd;
    ExifTag tag;
    struct picture_metadata tells;
} exif_facts[] = {
    {EXIF_IFD_GPS, (ExifTag)EXIF_TAG_GPS_LATITUDE, {.has_place = true}},
    {EXIF_IFD_GPS, (ExifTag)EXIF_TAG_GPS_LONGITUDE, {.has_place = true}},
    {EXIF_IFD_GPS, (ExifTag)EXIF_TAG_GPS_DEST_LATITUDE, {.has_place = true}},
    {EXIF_IFD_0, EXIF_TAG_MAKE, {.has_camera = true}},
    {EXIF_IFD_0, EXIF_TAG_MODEL, {.has_camera = true}},
    {EXIF_IFD_0, EXIF_TAG_ARTIST, {.has_camera = true}},
    {EXIF_IFD_0, EXIF_TAG_COPYRIGHT, {.has_camera = true}},
    {EXIF_IFD_0, EXIF_TAG_XP_AUTHOR, {.has_camera = true}},
    {EXIF_IFD_EXIF, EXIF_TAG_CAMERA_OWNER_NAME, {.has_camera = true}},
    {EXIF_IFD_EXIF, EXIF_TAG_BODY_SERIAL_NUMBER, {.has_camera = true}},
    {EXIF_IFD_EXIF, EXIF_TAG_LENS_SERIAL_NUMBER, {.has_camera = true}},
    {EXIF_IFD_EXIF, EXIF_TAG_MAKER_NOTE, {.has_camera = true}},
    {EXIF_IFD_0, EXIF_TAG_DATE_TIME, {.has_time = true}},
    {EXIF_IFD_EXIF, EXIF_TAG_DATE_TIME_ORIGINAL, {.has_time = true}},
    {EXIF_IFD_EXIF, EXIF_TAG_DATE_TIME_DIGITIZED, {.has_time = true}},
};

/* Names in XMP; the prefixes are always the same, though XML would allow others. The last ones
 * are keywords of PNG, which a NUL ends. */
static const struct {
    struct text name;
    struct picture_metadata tells;
} text_facts[] = {
    {TEXT("GPSLatitude"), {.has_place = true}},          {TEXT("GPSLongitude"), {.has_place = true}},
    {TEXT("photoshop:City"), {.has_place = true}},       {TEXT("Iptc4xmpCore:Location"), {.has_place = true}},
    {TEXT("LocationCreated"), {.has_place = true}},      {TEXT("tiff:Make"), {.has_camera = true}},
    {TEXT("tiff:Model"), {.has_camera = true}},          {TEXT("tiff:Artist"), {.has_camera = true}},
    {TEXT("dc:creator"), {.has_camera = true}},          {TEXT("OwnerName"), {.has_camera = true}},
    {TEXT("SerialNumber"), {.has_camera = true}},        {TEXT("tiff:DateTime"), {.has_time = true}},
    {TEXT("exif:DateTimeOriginal"), {.has_time = true}}, {TEXT("xmp:CreateDate"), {.has_time = true}},
    {TEXT("photoshop:DateCreated"), {.has_time = true}}, {TEXT("Author\0"), {.has_camera = true}},
    {TEXT("Copyright\0"), {.has_camera = true}},         {TEXT("Creation Time\0"), {.has_time = true}},
};

static void tell(struct picture_metadata *metadata, struct picture_metadata tells)
{
    metadata->has_place |= tells.has_place;
    metadata->has_camera |= tells.has_camera;
    metadata->has_time |= tells.has_time;
}

/* Cameras fill what nobody has told them with spaces or NULs. */
static bool is_filled(const ExifEntry *entry)
{
    for (unsigned i = 0; entry && i < entry->size; i++)
        if (entry->data[i] != ' ' && entry->data[i] != '\0')
            return true;
    return false;
}

/* `bytes` begin with EXIF_START. */
static void find_in_exif(struct text bytes, struct picture_metadata *metadata)
{
    ExifData *data = exif_data_new_from_data((const unsigned char *)bytes.bytes, (unsigned)bytes.size);
    if (!data)
        return;
    for (size_t i = 0; i < sizeof exif_facts / sizeof *exif_facts; i++)
        if (is_filled(exif_content_get_entry(data->ifd[exif_facts[i].ifd], exif_facts[i].tag)))
            tell(metadata, exif_facts[i].tells);
    exif_data_unref(data);
}

static void find_in_text(struct text text, struct picture_metadata *metadata)
{
    for (size_t i = 0; i < sizeof text_facts / sizeof *text_facts; i++)
        if (text_find(text, text_facts[i].name, 0) < text.size)
            tell(metadata, text_facts[i].tells);
}

static void find_in_piece(struct text bytes, struct picture_metadata *metadata)
{
    struct text exif = TEXT(EXIF_START);
    if (text_equal(text_slice(bytes, 0, exif.size), exif))
        find_in_exif(bytes, metadata);
    else
        find_in_text(bytes, metadata);
}

/* JPEG: segments up to the start of scan. */

static struct picture_metadata find_in_jpeg(struct text bytes)
{
    struct picture_metadata metadata = {0};
    unsigned pieces = 0;
    size_t position = 2;
    while (position + 4 <= bytes.size && bytes.bytes[position] == '\xff') {
        const unsigned char *segment = (const unsigned char *)bytes.bytes + position;
        size_t size = (size_t)(segment[2] << 8 | segment[3]);
        if (segment[1] == 0xda)
            break;
        if (segment[1] == 0xe1 && pieces++ < PIECES_LIMIT)
            find_in_piece(text_slice(bytes, position + 4, position + 2 + size), &metadata);
        position += segment[1] == 0xff ? 1 : 2 + size;
    }
    return metadata;
}

/* PNG: chunks of size, name, content and check sum. */

/* What is unpacked of `packed`, as far as it is sound and within INFLATED_LIMIT. */
static struct text inflate(struct arena *arena, struct text packed)
{
    gsize used = 0, written = 0;
    char *bytes = arena_allocate(arena, INFLATED_LIMIT);
    GZlibDecompressor *inflater = g_zlib_decompressor_new(G_ZLIB_COMPRESSOR_FORMAT_ZLIB);
    g_converter_convert(G_CONVERTER(inflater), packed.bytes, packed.size, bytes, INFLATED_LIMIT,
                        G_CONVERTER_INPUT_AT_END, &used, &written, NULL);
    g_object_unref(inflater);
    return (struct text){bytes, written};
}

/* EXIF as ImageMagick and others write it into text: a line feed, a name, the size, then hexadecimal digits. */
static struct text decode_profile(struct arena *arena, struct text text)
{
    struct buffer buffer = {.arena = arena};
    struct text line;
    for (size_t i = 0; text_next_line(&text, &line); i++)
        for (size_t at = 0; i >= 3 && at + 1 < line.size; at += 2)
            buffer_add_byte(
                &buffer, (char)(g_ascii_xdigit_value(line.bytes[at]) * 16 + g_ascii_xdigit_value(line.bytes[at + 1])));
    return buffer_text(&buffer);
}

/* Keyword, NUL, and for zTXt and iTXt some more; then the text, which may be packed. */
static void find_in_chunk(struct text name, struct text content, struct picture_metadata *metadata)
{
    struct arena scratch = {0};
    size_t end = text_find_byte(content, '\0', 0);
    struct text keyword = text_slice(content, 0, end + 1), text = text_slice(content, end + 1, content.size);
    if (text_is(name, "zTXt")) {
        text = inflate(&scratch, text_slice(text, 1, text.size));
    } else if (text_is(name, "iTXt") && text_starts_with(text, "\x01")) {
        size_t language_end = text_find_byte(text, '\0', 2);
        text = inflate(&scratch, text_slice(text, text_find_byte(text, '\0', language_end + 1) + 1, text.size));
    }
    find_in_text(keyword, metadata);
    if (text_starts_with(keyword, "Raw profile type "))
        text = decode_profile(&scratch, text);
    find_in_piece(text, metadata);
    arena_release(&scratch);
}

static void find_in_exif_chunk(struct text content, struct picture_metadata *metadata)
{
    struct arena scratch = {0};
    find_in_exif(text_join(&scratch, TEXT(EXIF_START), content), metadata);
    arena_release(&scratch);
}

static struct picture_metadata find_in_png(struct text bytes)
{
    struct picture_metadata metadata = {0};
    unsigned pieces = 0;
    size_t position = 8;
    while (position + 12 <= bytes.size && pieces < PIECES_LIMIT) {
        const unsigned char *size = (const unsigned char *)bytes.bytes + position;
        struct text name = text_slice(bytes, position + 4, position + 8);
        size_t end = position + 8 + ((size_t)size[0] << 24 | (size_t)size[1] << 16 | (size_t)size[2] << 8 | size[3]);
        struct text content = text_slice(bytes, position + 8, end);
        bool is_exif = text_is(name, "eXIf");
        if (is_exif)
            find_in_exif_chunk(content, &metadata);
        else if (text_is(name, "tEXt") || text_is(name, "zTXt") || text_is(name, "iTXt"))
            find_in_chunk(name, content, &metadata);
        pieces += is_exif || text_ends_with(name, "Xt");
        position = end + 4;
    }
    return metadata;
}

struct picture_metadata picture_metadata_find(struct text bytes)
{
    if (text_starts_with(bytes, "\xff\xd8\xff"))
        return find_in_jpeg(bytes);
    if (text_starts_with(bytes, "\x89PNG\r\n\x1a\n"))
        return find_in_png(bytes);
    return (struct picture_metadata){0};
}
