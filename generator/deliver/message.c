#include "deliver/message.h"

#include "base/digest.h"
#include "deliver/header_field.h"

#include <gmime/gmime.h>
#include <string.h>

/* What is the same in all parts of one letter. */
struct compose {
    struct arena *arena;
    const struct letter *letter;
    struct text digest; /* of the message id: where boundaries come from */
};

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
    GMimeContentType *type =
        g_mime_content_type_parse(NULL, text_string(compose->arena, header_field_line(compose->arena, media_type)));
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
    g_mime_part_set_filename(part, text_string(compose->arena, header_field_line(compose->arena, name)));
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
        g_mime_part_set_content_id(part,
                                   text_string(compose->arena, header_field_line(compose->arena, picture->content_id)));
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

/* The part's own header fields and what follows them. */
static struct text write_body(struct arena *arena, const struct letter *letter)
{
    /* GMime counts these calls and keeps its tables; the first one must come before anything else. */
    g_mime_init();
    struct compose compose = {.arena = arena, .letter = letter, .digest = digest_texts(arena, &letter->message_id, 1)};
    GMimeObject *body = make_body(&compose);
    GMimeFormatOptions *options = g_mime_format_options_new();
    g_mime_format_options_set_newline_format(options, GMIME_NEWLINE_FORMAT_DOS);
    g_mime_format_options_set_param_encoding_method(options, GMIME_PARAM_ENCODING_METHOD_RFC2231);
    GMimeStream *stream = g_mime_stream_mem_new();
    if (g_mime_object_write_to_stream(body, options, stream) < 0)
        abort();
    GByteArray *bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
    struct text result = {arena_copy(arena, bytes->data, bytes->len), bytes->len};
    g_object_unref(stream);
    g_mime_format_options_free(options);
    g_object_unref(body);
    return result;
}

static struct text origin_fields(struct arena *arena, const struct letter *letter)
{
    struct buffer head = {.arena = arena};
    header_field_mailboxes(&head, "From", &letter->from, 1);
    if (letter->reply_to.email.size)
        header_field_mailboxes(&head, "Reply-To", &letter->reply_to, 1);
    return buffer_text(&head);
}

static struct text subject_field(struct arena *arena, const struct letter *letter)
{
    struct buffer head = {.arena = arena};
    header_field_text(&head, "Subject", letter->subject);
    return buffer_text(&head);
}

/* What follows the fields of one person. */
static struct text other_fields(struct arena *arena, const struct letter *letter)
{
    struct buffer head = {.arena = arena};
    header_field_named(&head, "List-Id", letter->list_name, letter->list_id);
    header_field_angles(&head, "List-Archive", &letter->archive, 1);
    if (letter->list_id.size)
        header_field_text(&head, "List-Post", TEXT("NO"));
    header_field_text(&head, "Content-Language", letter->language);
    /* Out-of-office replies go to nobody's help: RFC 3834, and Exchange's own field. */
    header_field_text(&head, "Auto-Submitted", TEXT("auto-generated"));
    header_field_text(&head, "X-Auto-Response-Suppress", TEXT("OOF, AutoReply"));
    header_field_text(&head, "MIME-Version", TEXT("1.0"));
    return buffer_text(&head);
}

/* Seconds since 1970 of 08:00 in Sweden. */
static int64_t morning_of(struct date date)
{
    struct date day = date_first_day(date);
    return ((int64_t)date_days(day) * 24 + 8) * 3600 - date_stockholm_offset(day) * 60;
}

static void add_date(struct buffer *head, int64_t time)
{
    int offset = date_stockholm_offset(date_from_days((long)(time / (24 * 3600))));
    GTimeZone *zone = g_time_zone_new_offset(offset * 60);
    GDateTime *utc = g_date_time_new_from_unix_utc(time), *local = utc ? g_date_time_to_timezone(utc, zone) : NULL;
    if (local) {
        char *written = g_mime_utils_header_format_date(local);
        header_field_text(head, "Date", text_from(written));
        g_free(written);
        g_date_time_unref(local);
    }
    if (utc)
        g_date_time_unref(utc);
    g_time_zone_unref(zone);
}

static struct text with_key(struct arena *arena, struct text address, struct text key)
{
    static const char place[] = "{key}";
    size_t at = text_find(address, TEXT(place), 0);
    if (at == address.size)
        return address;
    return text_format(arena, "%.*s%.*s%.*s", (int)at, address.bytes, TEXT_ARGUMENTS(key),
                       TEXT_ARGUMENTS(text_slice(address, at + sizeof place - 1, address.size)));
}

/* How to leave: at one click only where there is a place that takes it (RFC 8058), which must then stand first. */
static void add_way_out(struct buffer *head, const struct letter *letter, struct text key)
{
    bool is_one_click = letter->unsubscribe_url.size && key.size;
    struct text ways[2] = {{0}, letter->unsubscribe};
    if (is_one_click)
        ways[0] = with_key(head->arena, letter->unsubscribe_url, key);
    if (ways[1].size && !text_starts_with(ways[1], "mailto:"))
        ways[1] = text_join(head->arena, TEXT("mailto:"), ways[1]);
    header_field_angles(head, "List-Unsubscribe", ways, 2);
    if (is_one_click)
        header_field_text(head, "List-Unsubscribe-Post", TEXT("List-Unsubscribe=One-Click"));
}

struct message *message_prepare(struct arena *arena, const struct letter *letter)
{
    struct message *message = ARENA_NEW(arena, struct message);
    *message = (struct message){
        .letter = letter,
        .head = {origin_fields(arena, letter), subject_field(arena, letter), other_fields(arena, letter)},
        .body = write_body(arena, letter),
    };
    struct text got[] = {
        message->head[0],    message->head[1],        message->head[2], message->body, date_iso(arena, letter->date),
        letter->unsubscribe, letter->unsubscribe_url,
    };
    message->digest = digest_texts(arena, got, sizeof got / sizeof *got);
    return message;
}

static void add_own_fields(struct buffer *head, const struct letter *letter, const struct recipient *recipient)
{
    add_date(head, recipient->time ? recipient->time : morning_of(letter->date));
    header_field_angles(head, "Message-ID", &recipient->message_id, 1);
    header_field_angles(head, "In-Reply-To", &recipient->in_reply_to, 1);
    header_field_angles(head, "References", &recipient->in_reply_to, 1);
    add_way_out(head, letter, recipient->unsubscribe_key);
}

struct text message_head(struct arena *arena, const struct message *message, const struct recipient *recipient)
{
    struct buffer head = {.arena = arena};
    buffer_add(&head, message->head[0]);
    header_field_mailboxes(&head, "To", &recipient->to, 1);
    buffer_add(&head, message->head[1]);
    add_own_fields(&head, message->letter, recipient);
    buffer_add(&head, message->head[2]);
    return buffer_text(&head);
}

struct text message_draft(struct arena *arena, const struct letter *letter, const struct mailbox *bcc, size_t count)
{
    struct message *message = message_prepare(arena, letter);
    struct buffer draft = {.arena = arena};
    buffer_add(&draft, message->head[0]);
    if (count)
        header_field_mailboxes(&draft, "To", &letter->from, 1);
    header_field_mailboxes(&draft, "Bcc", bcc, count);
    buffer_add(&draft, message->head[1]);
    add_own_fields(&draft, letter, &(struct recipient){.message_id = letter->message_id});
    /* Outlook opens the file as a draft that can be sent. */
    header_field_text(&draft, "X-Unsent", TEXT("1"));
    buffer_add(&draft, message->head[2]);
    buffer_add(&draft, message->body);
    return buffer_text(&draft);
}

struct text message_compose(struct arena *arena, const struct letter *letter)
{
    return message_draft(arena, letter, NULL, 0);
}
