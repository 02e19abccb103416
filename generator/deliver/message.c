#include "deliver/message.h"

#include "base/digest.h"

#include <gmime/gmime.h>
#include <string.h>

/* What is the same in all parts of one letter. */
struct compose {
    struct arena *arena;
    const struct letter *letter;
    struct text digest; /* of the message id: where boundaries come from */
};

static void set_header(struct compose *compose, GMimeObject *object, const char *name, struct text value)
{
    g_mime_object_set_header(object, name, text_string(compose->arena, value), "utf-8");
}

static void add_mailbox(struct compose *compose, InternetAddressList *list, struct mailbox mailbox)
{
    const char *name = mailbox.name.size ? text_string(compose->arena, mailbox.name) : NULL;
    InternetAddress *address = internet_address_mailbox_new(name, text_string(compose->arena, mailbox.email));
    internet_address_set_charset(address, "utf-8");
    internet_address_list_add(list, address);
    g_object_unref(address);
}

/* Text with line feeds only: the writer makes each of them CR LF, and the encoder would write a CR
 * that stands before one as "=0D". */
static struct text without_returns(struct arena *arena, struct text text)
{
    char *bytes = arena_allocate(arena, text.size + 1);
    size_t size = 0;
    for (size_t i = 0; i < text.size; i++)
        if (text.bytes[i] != '\r' || i + 1 == text.size || text.bytes[i + 1] != '\n')
            bytes[size++] = text.bytes[i];
    return (struct text){bytes, size};
}

static GMimePart *make_part(struct compose *compose, struct text media_type, struct text bytes)
{
    GMimeContentType *type = g_mime_content_type_parse(NULL, text_string(compose->arena, media_type));
    bool is_text = g_mime_content_type_is_type(type, "text", "*");
    GMimePart *part = g_mime_part_new();
    if (is_text)
        g_mime_content_type_set_parameter(type, "charset", "utf-8");
    g_mime_object_set_content_type(GMIME_OBJECT(part), type);
    g_object_unref(type);

    struct text plain = is_text ? without_returns(compose->arena, bytes) : bytes;
    GMimeStream *stream = g_mime_stream_mem_new_with_buffer(plain.bytes, plain.size);
    GMimeDataWrapper *content = g_mime_data_wrapper_new_with_stream(stream, GMIME_CONTENT_ENCODING_DEFAULT);
    g_mime_part_set_content(part, content);
    g_mime_part_set_content_encoding(part,
                                     is_text ? GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE : GMIME_CONTENT_ENCODING_BASE64);
    g_object_unref(content);
    g_object_unref(stream);
    return part;
}

static void set_name(struct compose *compose, GMimePart *part, const char *disposition, struct text name)
{
    GMimeObject *object = GMIME_OBJECT(part);
    g_mime_object_set_disposition(object, disposition);
    if (!name.size)
        return;
    g_mime_part_set_filename(part, text_string(compose->arena, name));
    GMimeParamList *lists[] = {
        g_mime_content_type_get_parameters(g_mime_object_get_content_type(object)),
        g_mime_content_disposition_get_parameters(g_mime_object_get_content_disposition(object)),
    };
    for (size_t i = 0; i < 2; i++) {
        GMimeParam *param = g_mime_param_list_get_parameter(lists[i], i == 0 ? "name" : "filename");
        if (param) {
            g_mime_param_set_charset(param, "utf-8");
            g_mime_param_set_encoding_method(param, GMIME_PARAM_ENCODING_METHOD_RFC2231);
        }
    }
}

static GMimeMultipart *make_multipart(struct compose *compose, const char *subtype)
{
    GMimeMultipart *multipart = g_mime_multipart_new_with_subtype(subtype);
    /* "=_" cannot stand in quoted-printable or base64, so no body can hold a boundary. */
    struct text boundary = text_format(compose->arena, "=_%s-%.32s", subtype, compose->digest.bytes);
    g_mime_multipart_set_boundary(multipart, text_string(compose->arena, boundary));
    return multipart;
}

static void add_part(GMimeMultipart *multipart, void *part)
{
    g_mime_multipart_add(multipart, GMIME_OBJECT(part));
    g_object_unref(part);
}

static GMimeObject *make_html(struct compose *compose)
{
    const struct letter *letter = compose->letter;
    GMimePart *html = make_part(compose, TEXT("text/html"), letter->html);
    if (letter->inline_pictures.count == 0)
        return GMIME_OBJECT(html);
    GMimeMultipart *related = make_multipart(compose, "related");
    g_mime_object_set_content_type_parameter(GMIME_OBJECT(related), "type", "text/html");
    add_part(related, html);
    for (size_t i = 0; i < letter->inline_pictures.count; i++) {
        const struct attachment *picture = &letter->inline_pictures.items[i];
        GMimePart *part = make_part(compose, picture->media_type, picture->bytes);
        set_name(compose, part, GMIME_DISPOSITION_INLINE, picture->name);
        g_mime_part_set_content_id(part, text_string(compose->arena, picture->content_id));
        add_part(related, part);
    }
    return GMIME_OBJECT(related);
}

/* Attachments stand outside multipart/alternative: a text/calendar part in there makes Thunderbird
 * hide the letter. */
static GMimeObject *make_body(struct compose *compose)
{
    const struct letter *letter = compose->letter;
    GMimeMultipart *alternative = make_multipart(compose, "alternative");
    add_part(alternative, make_part(compose, TEXT("text/plain"), letter->text));
    add_part(alternative, make_html(compose));
    if (letter->attachments.count == 0)
        return GMIME_OBJECT(alternative);
    GMimeMultipart *mixed = make_multipart(compose, "mixed");
    add_part(mixed, alternative);
    for (size_t i = 0; i < letter->attachments.count; i++) {
        const struct attachment *attachment = &letter->attachments.items[i];
        GMimePart *part = make_part(compose, attachment->media_type, attachment->bytes);
        set_name(compose, part, GMIME_DISPOSITION_ATTACHMENT, attachment->name);
        add_part(mixed, part);
    }
    return GMIME_OBJECT(mixed);
}

static void set_date(GMimeMessage *message, struct date date)
{
    struct date day = date_first_day(date);
    GTimeZone *zone = g_time_zone_new_offset(date_stockholm_offset(day) * 60);
    GDateTime *time = g_date_time_new(zone, day.year, day.month, day.day, 8, 0, 0);
    if (time) {
        g_mime_message_set_date(message, time);
        g_date_time_unref(time);
    }
    g_time_zone_unref(zone);
}

/* "Name <id>" of RFC 2919. GMime encodes it as it encodes a subject: a name that was encoded before would,
 * where a word of it is long, be encoded twice. */
static struct text list_id(struct compose *compose)
{
    const struct letter *letter = compose->letter;
    return text_format(compose->arena, "%.*s%s<%.*s>", TEXT_ARGUMENTS(letter->list_name),
                       letter->list_name.size ? " " : "", TEXT_ARGUMENTS(letter->list_id));
}

static void set_list_headers(struct compose *compose, GMimeObject *object)
{
    const struct letter *letter = compose->letter;
    if (letter->list_id.size)
        set_header(compose, object, "List-Id", list_id(compose));
    if (letter->unsubscribe.size) {
        const char *scheme = text_starts_with(letter->unsubscribe, "mailto:") ? "" : "mailto:";
        set_header(compose, object, "List-Unsubscribe",
                   text_format(compose->arena, "<%s%.*s>", scheme, TEXT_ARGUMENTS(letter->unsubscribe)));
    }
}

static GMimeMessage *make_message(struct compose *compose)
{
    const struct letter *letter = compose->letter;
    GMimeMessage *message = g_mime_message_new(FALSE);
    GMimeObject *object = GMIME_OBJECT(message);
    add_mailbox(compose, g_mime_message_get_from(message), letter->from);
    if (letter->reply_to.email.size)
        add_mailbox(compose, g_mime_message_get_reply_to(message), letter->reply_to);
    g_mime_message_set_subject(message, text_string(compose->arena, letter->subject), "utf-8");
    set_date(message, letter->date);
    g_mime_message_set_message_id(message, text_string(compose->arena, letter->message_id));
    set_list_headers(compose, object);
    if (letter->language.size)
        set_header(compose, object, "Content-Language", letter->language);
    /* Out-of-office replies go to nobody's help: RFC 3834, and Exchange's own header. */
    set_header(compose, object, "Auto-Submitted", TEXT("auto-generated"));
    set_header(compose, object, "X-Auto-Response-Suppress", TEXT("OOF, AutoReply"));
    /* Outlook opens the file as a draft that can be sent. */
    set_header(compose, object, "X-Unsent", TEXT("1"));
    GMimeObject *body = make_body(compose);
    g_mime_message_set_mime_part(message, body);
    g_object_unref(body);
    return message;
}

struct text message_compose(struct arena *arena, const struct letter *letter)
{
    /* GMime counts these calls and keeps its tables; the first one must come before anything else. */
    g_mime_init();
    struct compose compose = {.arena = arena, .letter = letter, .digest = digest_texts(arena, &letter->message_id, 1)};
    GMimeMessage *message = make_message(&compose);
    GMimeFormatOptions *options = g_mime_format_options_new();
    g_mime_format_options_set_newline_format(options, GMIME_NEWLINE_FORMAT_DOS);
    g_mime_format_options_set_param_encoding_method(options, GMIME_PARAM_ENCODING_METHOD_RFC2231);
    GMimeStream *stream = g_mime_stream_mem_new();
    if (g_mime_object_write_to_stream(GMIME_OBJECT(message), options, stream) < 0)
        abort();
    GByteArray *bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
    struct text result = {arena_copy(arena, bytes->data, bytes->len), bytes->len};
    g_object_unref(stream);
    g_mime_format_options_free(options);
    g_object_unref(message);
    return result;
}
