#include "mailing/mail_file.h"

#include "mailing/address.h"
#include "mailing/fold.h"
#include "mailing/html_words.h"

#include <gmime/gmime.h>
#include <string.h>

enum { SUBJECT_LIMIT = 300, FIELD_LIMIT = 2000, ANSWER_LIMIT = 50, BORDER_LIMIT = 2000 };

/* Any bytes as UTF-8. */
static struct text cleaned(struct arena *arena, struct text bytes)
{
    struct buffer clean = {.arena = arena};
    for (size_t position = 0; position < bytes.size;) {
        struct text rest = text_slice(bytes, position, bytes.size);
        size_t valid = utf8_first_invalid(rest);
        buffer_add(&clean, text_slice(rest, 0, valid));
        position += valid;
        if (position < bytes.size) {
            buffer_add_byte(&clean, '?');
            position++;
        }
    }
    return buffer_text(&clean);
}

/* Lines */

struct text mail_next_id(struct text text, size_t *position)
{
    while (*position < text.size) {
        size_t start = text_find_byte(text, '<', *position), end = text_find_byte(text, '>', start);
        *position = end < text.size ? end + 1 : text.size;
        size_t again = end;
        while (again > start && text.bytes[again - 1] != '<')
            again--;
        struct text id = text_trim(text_slice(text, again, end));
        if (end < text.size && id.size && id.size < 1000)
            return id;
    }
    return (struct text){0};
}

struct text mail_field(struct arena *arena, struct text lines, const char *name, size_t *position)
{
    struct text wanted = text_from(name), line;
    struct text rest = text_slice(lines, position ? *position : 0, lines.size);
    struct buffer value = {.arena = arena};
    bool is_found = false;
    while (rest.size) {
        struct text before = rest;
        text_next_line(&rest, &line);
        bool is_continued = line.size && (line.bytes[0] == ' ' || line.bytes[0] == '\t');
        if (is_found && !is_continued) {
            rest = before;
            break;
        }
        struct text start = text_trim(text_slice(line, 0, text_find_byte(line, ':', 0)));
        if (is_found) {
            buffer_format(&value, " %.*s", TEXT_ARGUMENTS(text_trim(line)));
        } else if (start.size < line.size && text_equal_but_case(start, wanted)) {
            is_found = true;
            buffer_add(&value, text_trim(text_slice(line, text_find_byte(line, ':', 0) + 1, line.size)));
        }
        if (value.size > FIELD_LIMIT)
            break;
    }
    if (position)
        *position = lines.size - rest.size;
    return text_cut(buffer_text(&value), FIELD_LIMIT);
}

static struct text key_of(struct arena *arena, struct text written)
{
    struct address address;
    struct address_fault fault = {0};
    return address_read(arena, text_cut(written, FIELD_LIMIT), &address, &fault) ? address.key : (struct text){0};
}

/* Header fields */

static struct text header(struct arena *arena, GMimeMessage *message, const char *name)
{
    const char *value = g_mime_object_get_header(GMIME_OBJECT(message), name);
    return fold_line(arena, cleaned(arena, text_from(value)), FIELD_LIMIT);
}

static struct text first_address(struct arena *arena, InternetAddressList *list)
{
    InternetAddress *address =
        list && internet_address_list_length(list) > 0 ? internet_address_list_get_address(list, 0) : NULL;
    if (!address || !INTERNET_ADDRESS_IS_MAILBOX(address))
        return (struct text){0};
    return key_of(arena,
                  cleaned(arena, text_from(internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(address)))));
}

static struct date date_of(GMimeMessage *message)
{
    GDateTime *time = g_mime_message_get_date(message);
    struct date date = {0};
    if (time && g_date_time_get_year(time) >= 1900 && g_date_time_get_year(time) < 2200)
        date =
            (struct date){g_date_time_get_year(time), g_date_time_get_month(time), g_date_time_get_day_of_month(time)};
    return date;
}

static void read_answers(struct arena *arena, GMimeMessage *message, struct mail *mail)
{
    text_list references = {0};
    struct text answered = header(arena, message, "In-Reply-To"), thread = header(arena, message, "References"), id;
    for (size_t at = 0; (id = mail_next_id(answered, &at)).size && mail->answers.count < ANSWER_LIMIT;)
        ARRAY_PUSH(arena, &mail->answers, id);
    for (size_t at = 0; (id = mail_next_id(thread, &at)).size && references.count < ANSWER_LIMIT;)
        ARRAY_PUSH(arena, &references, id);
    for (size_t i = references.count; i > 0; i--)
        ARRAY_PUSH(arena, &mail->answers, references.items[i - 1]);
}

static void read_header(struct arena *arena, GMimeMessage *message, struct mail *mail)
{
    static const char *const autoreplies[] = {"X-Autoreply", "X-Autorespond", "X-Auto-Reply", "X-Autoresponder",
                                              "X-Vacation"};
    mail->subject = fold_line(arena, cleaned(arena, text_from(g_mime_message_get_subject(message))), SUBJECT_LIMIT);
    mail->from = first_address(arena, g_mime_message_get_from(message));
    mail->to = first_address(arena, g_mime_message_get_to(message));
    mail->date = date_of(message);
    mail->return_path = header(arena, message, "Return-Path");
    mail->auto_submitted = header(arena, message, "Auto-Submitted");
    mail->precedence = header(arena, message, "Precedence");
    mail->failed_recipients = header(arena, message, "X-Failed-Recipients");
    for (size_t i = 0; i < sizeof autoreplies / sizeof *autoreplies; i++)
        mail->has_autoreply |= g_mime_object_get_header(GMIME_OBJECT(message), autoreplies[i]) != NULL;
    read_answers(arena, message, mail);
}

/* Parts */

struct parts {
    struct arena *arena;
    struct mail *mail;
    struct buffer plain, html, report;
    unsigned count;
};

static struct text content_of(struct arena *arena, GMimePart *part)
{
    GMimeDataWrapper *content = g_mime_part_get_content(part);
    if (!content)
        return (struct text){0};
    GMimeStream *stream = g_mime_stream_mem_new();
    g_mime_data_wrapper_write_to_stream(content, stream);
    GByteArray *bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
    struct text text = cleaned(arena, (struct text){(const char *)bytes->data, bytes->len});
    g_object_unref(stream);
    return text;
}

static struct text text_of(struct arena *arena, GMimePart *part)
{
    if (!GMIME_IS_TEXT_PART(part))
        return content_of(arena, part);
    char *text = g_mime_text_part_get_text(GMIME_TEXT_PART(part));
    struct text copy = cleaned(arena, text_from(text));
    g_free(text);
    return copy;
}

static void read_returned(struct parts *parts, struct text lines)
{
    size_t at = 0;
    struct mail *mail = parts->mail;
    if (mail->returned.message_id.size)
        return;
    mail->returned.message_id = mail_next_id(mail_field(parts->arena, lines, "Message-ID", NULL), &at);
    mail->returned.from = key_of(parts->arena, mail_field(parts->arena, lines, "From", NULL));
    mail->returned.to = key_of(parts->arena, mail_field(parts->arena, lines, "To", NULL));
}

static void read_returned_message(struct parts *parts, GMimeMessage *message)
{
    struct mail *mail = parts->mail;
    if (!message || mail->returned.message_id.size)
        return;
    const char *id = g_mime_message_get_message_id(message);
    mail->returned.message_id = cleaned(parts->arena, text_cut(text_from(id), 1000));
    mail->returned.from = first_address(parts->arena, g_mime_message_get_from(message));
    mail->returned.to = first_address(parts->arena, g_mime_message_get_to(message));
}

/* What the part is called counts less than what stands in it: delivery status often has a wrong type. */
static void read_part(struct parts *parts, GMimePart *part)
{
    GMimeContentType *type = g_mime_object_get_content_type(GMIME_OBJECT(part));
    struct text subtype = text_from(type ? g_mime_content_type_get_media_subtype(type) : NULL);
    bool is_text = GMIME_IS_TEXT_PART(part);
    struct text text = text_of(parts->arena, part), start = text_trim(text);
    bool is_status = text_equal_but_case(subtype, TEXT("delivery-status")) ||
                     text_equal_but_case(subtype, TEXT("global-delivery-status"));
    bool is_like_status = text_equal_but_case(text_slice(start, 0, 14), TEXT("Reporting-MTA:")) ||
                          text_equal_but_case(text_slice(start, 0, 16), TEXT("Final-Recipient:"));
    if (text_equal_but_case(subtype, TEXT("disposition-notification"))) {
        parts->mail->is_receipt = true;
    } else if (is_status || is_like_status) {
        buffer_add(&parts->report, text);
        buffer_add_string(&parts->report, "\n\n");
    } else if (text_equal_but_case(subtype, TEXT("rfc822-headers")) || text_equal_but_case(subtype, TEXT("rfc822")) ||
               text_equal_but_case(subtype, TEXT("global-headers"))) {
        read_returned(parts, text);
    } else if (is_text && text_equal_but_case(subtype, TEXT("html"))) {
        buffer_add(&parts->html, html_words(parts->arena, text));
        buffer_add_byte(&parts->html, '\n');
    } else if (is_text && !text_equal_but_case(subtype, TEXT("calendar"))) {
        buffer_add(&parts->plain, text);
        buffer_add_byte(&parts->plain, '\n');
    }
}

static void read_object(struct parts *parts, GMimeObject *object, unsigned depth)
{
    if (!object || depth > MAIL_DEPTH_LIMIT || parts->count++ > MAIL_PART_LIMIT)
        return;
    if (GMIME_IS_MULTIPART(object)) {
        int count = g_mime_multipart_get_count(GMIME_MULTIPART(object));
        for (int i = 0; i < count && i <= MAIL_PART_LIMIT; i++)
            read_object(parts, g_mime_multipart_get_part(GMIME_MULTIPART(object), i), depth + 1);
    } else if (GMIME_IS_MESSAGE_PART(object)) {
        read_returned_message(parts, g_mime_message_part_get_message(GMIME_MESSAGE_PART(object)));
    } else if (GMIME_IS_PART(object)) {
        read_part(parts, GMIME_PART(object));
    }
}

/* Bytes */

static bool begins_with_field(struct text bytes)
{
    size_t end = 0;
    while (end < bytes.size && end < 80 && (unsigned char)bytes.bytes[end] > ' ' &&
           (unsigned char)bytes.bytes[end] < 0x7F && bytes.bytes[end] != ':')
        end++;
    return end > 0 && end < bytes.size && bytes.bytes[end] == ':';
}

/* GMime goes down as deep as parts are nested, and at each line looks for the ends of all that are open: so it gets no
 * more than some parts. A NUL would end its texts. */
static struct text limited(struct arena *arena, struct text bytes)
{
    static const struct text mark = TEXT("\ncontent-type:");
    struct text cut = text_slice(bytes, 0, MAIL_SIZE_LIMIT);
    char *copy = arena_copy(arena, cut.bytes, cut.size);
    size_t parts = 0, borders = 0;
    for (size_t i = 0; i < cut.size; i++) {
        if (copy[i] == '\0')
            copy[i] = '?';
        if (copy[i] != '\n')
            continue;
        parts += text_equal_but_case(text_slice(cut, i, i + mark.size), mark);
        borders += text_starts_with(text_slice(cut, i, i + 3), "\n--");
        if (parts > MAIL_PART_LIMIT || borders > BORDER_LIMIT)
            return (struct text){copy, i};
    }
    return (struct text){copy, cut.size};
}

bool mail_read(struct arena *arena, struct text bytes, struct mail *mail)
{
    *mail = (struct mail){0};
    if (!begins_with_field(bytes))
        return false;
    struct text limit = limited(arena, bytes);
    struct parts parts = {
        .arena = arena, .mail = mail, .plain.arena = arena, .html.arena = arena, .report.arena = arena};
    g_mime_init();
    GMimeStream *stream = g_mime_stream_mem_new_with_buffer(limit.bytes, limit.size);
    GMimeParser *parser = g_mime_parser_new_with_stream(stream);
    GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
    if (message) {
        read_header(arena, message, mail);
        read_object(&parts, g_mime_message_get_mime_part(message), 0);
        g_object_unref(message);
    }
    g_object_unref(parser);
    g_object_unref(stream);
    mail->report = buffer_text(&parts.report);
    mail->body = text_is_blank(buffer_text(&parts.plain)) ? buffer_text(&parts.html) : buffer_text(&parts.plain);
    return message != NULL;
}
