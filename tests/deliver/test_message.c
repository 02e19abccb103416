/* message.h: the bytes of a letter, and that a mail program reads the same out of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "deliver/message.h"

#include <gmime/gmime.h>

static const char plain[] = "Hej å\n\nEn lång rad som fortsätter mycket längre än sjuttiosex tecken och därför måste "
                            "delas någonstans.\n.punkt\nslut \n";
static const char html[] = "<!doctype html>\r\n<p>Hej å <img src=\"cid:bild@brev\">\r\n";
static const char calendar[] = "BEGIN:VCALENDAR\r\nSUMMARY:Träff\r\nEND:VCALENDAR\r\n";
static const char picture[] = "\x89PNG\r\n\x1a\n\0\xff--=_related";

static struct letter make_letter(void)
{
    return (struct letter){
        .from = {TEXT("Åsa Öberg, Nätverket"), TEXT("asa@example.org")},
        .reply_to = {TEXT("Svar"), TEXT("svar@example.org")},
        .subject = TEXT("Nyhetsbrev 3: Att möta varje elev – så gjorde teamet i Nässjö i våras"),
        .date = {2020, 3, 4},
        .message_id = TEXT("abc.1@brev.example.org"),
        .list_id = TEXT("brev.example.org"),
        .list_name = TEXT("Nätverket"),
        .unsubscribe = TEXT("avsluta@example.org?subject=Avsluta"),
        .language = TEXT("sv"),
        .text = TEXT(plain),
        .html = TEXT(html),
    };
}

static void add_files(struct arena *arena, struct letter *letter)
{
    struct attachment inline_picture = {TEXT("foto-å.png"), TEXT("image/png"), TEXT("bild@brev"), TEXT(picture)};
    struct attachment event = {TEXT("träff.ics"), TEXT("text/calendar"), {0}, TEXT(calendar)};
    ARRAY_PUSH(arena, &letter->inline_pictures, inline_picture);
    ARRAY_PUSH(arena, &letter->attachments, event);
}

#define BOUNDARY "b7e824ca76a8eef513203caa1d359c47"
static const char expected[] =
    "From: =?utf-8?B?w4VzYSDDlmJlcmcsIE7DpHR2ZXJrZXQ=?= <asa@example.org>\r\n"
    "Reply-To: Svar <svar@example.org>\r\n"
    "Subject: Nyhetsbrev 3: Att =?utf-8?B?bcO2dGEgdmFyamUgZWxldiDigJMgc8OlIGdq?=\r\n"
    " =?utf-8?B?b3JkZSB0ZWFtZXQgaSBOw6Rzc2rDtiBpIHbDpXJhcw==?=\r\n"
    "Date: Wed, 04 Mar 2020 08:00:00 +0100\r\n"
    "Message-ID: <abc.1@brev.example.org>\r\n"
    "List-Unsubscribe: <mailto:avsluta@example.org?subject=Avsluta>\r\n"
    "X-Unsent: 1\r\n"
    "List-Id: =?utf-8?Q?N=C3=A4tverket?= <brev.example.org>\r\n"
    "List-Post: NO\r\n"
    "Content-Language: sv\r\n"
    "Auto-Submitted: auto-generated\r\n"
    "X-Auto-Response-Suppress: OOF, AutoReply\r\n"
    "MIME-Version: 1.0\r\n"
    "Content-Type: multipart/mixed;\r\n\tboundary=\"=_mixed-" BOUNDARY "\"\r\n\r\n"
    "--=_mixed-" BOUNDARY "\r\n"
    "Content-Type: multipart/alternative;\r\n\tboundary=\"=_alternative-" BOUNDARY "\"\r\n\r\n"
    "--=_alternative-" BOUNDARY "\r\n"
    "Content-Type: text/plain; charset=utf-8\r\n"
    "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
    "Hej =C3=A5\r\n\r\n"
    "En l=C3=A5ng rad som forts=C3=A4tter mycket l=C3=A4ngre =C3=A4n sjuttiosex =\r\n"
    "tecken och d=C3=A4rf=C3=B6r m=C3=A5ste delas n=C3=A5gonstans.\r\n"
    ".punkt\r\nslut=20\r\n\r\n"
    "--=_alternative-" BOUNDARY "\r\n"
    "Content-Type: multipart/related;\r\n\tboundary=\"=_related-" BOUNDARY "\"; type=\"text/html\"\r\n\r\n"
    "--=_related-" BOUNDARY "\r\n"
    "Content-Type: text/html; charset=utf-8\r\n"
    "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
    "<!doctype html>\r\n<p>Hej =C3=A5 <img src=3D\"cid:bild@brev\">\r\n\r\n"
    "--=_related-" BOUNDARY "\r\n"
    "Content-Type: image/png; name*=UTF-8''foto-%C3%A5.png\r\n"
    "Content-Transfer-Encoding: base64\r\n"
    "Content-Disposition: inline; filename*=UTF-8''foto-%C3%A5.png\r\n"
    "Content-Id: <bild@brev>\r\n\r\n"
    "iVBORw0KGgoA/y0tPV9yZWxhdGVk\r\n\r\n"
    "--=_related-" BOUNDARY "--\r\n\r\n"
    "--=_alternative-" BOUNDARY "--\r\n\r\n"
    "--=_mixed-" BOUNDARY "\r\n"
    "Content-Type: text/calendar; charset=utf-8; name*=UTF-8''tr%C3%A4ff.ics\r\n"
    "Content-Transfer-Encoding: quoted-printable\r\n"
    "Content-Disposition: attachment; filename*=UTF-8''tr%C3%A4ff.ics\r\n\r\n"
    "BEGIN:VCALENDAR\r\nSUMMARY:Tr=C3=A4ff\r\nEND:VCALENDAR\r\n\r\n"
    "--=_mixed-" BOUNDARY "--\r\n";

static void writes_golden_bytes(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct letter letter = make_letter();
    add_files(&arena, &letter);
    struct text first = message_compose(&arena, &letter), second = message_compose(&arena, &letter);
    assert_string_equal(text_string(&arena, first), expected);
    assert_true(text_equal(first, second));
    arena_release(&arena);
}

static GMimeMessage *parse(struct text bytes)
{
    GMimeStream *stream = g_mime_stream_mem_new_with_buffer(bytes.bytes, bytes.size);
    GMimeParser *parser = g_mime_parser_new_with_stream(stream);
    GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
    g_object_unref(parser);
    g_object_unref(stream);
    return message;
}

static void expect_content(GMimeObject *part, const char *media_type, const char *content, size_t size)
{
    char *type = g_mime_content_type_get_mime_type(g_mime_object_get_content_type(part));
    assert_string_equal(type, media_type);
    g_free(type);
    GMimeStream *stream = g_mime_stream_mem_new();
    g_mime_data_wrapper_write_to_stream(g_mime_part_get_content(GMIME_PART(part)), stream);
    GByteArray *bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
    assert_int_equal(bytes->len, size);
    assert_memory_equal(bytes->data, content, size);
    g_object_unref(stream);
}

static void reads_back(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct letter letter = make_letter();
    add_files(&arena, &letter);
    GMimeMessage *message = parse(message_compose(&arena, &letter));
    assert_non_null(message);
    assert_string_equal(g_mime_message_get_subject(message), letter.subject.bytes);
    assert_null(g_mime_object_get_header(GMIME_OBJECT(message), "To"));
    InternetAddress *from = internet_address_list_get_address(g_mime_message_get_from(message), 0);
    assert_string_equal(internet_address_get_name(from), letter.from.name.bytes);

    GMimeMultipart *mixed = GMIME_MULTIPART(g_mime_message_get_mime_part(message));
    assert_int_equal(g_mime_multipart_get_count(mixed), 2);
    GMimeMultipart *alternative = GMIME_MULTIPART(g_mime_multipart_get_part(mixed, 0));
    GMimeMultipart *related = GMIME_MULTIPART(g_mime_multipart_get_part(alternative, 1));
    struct text crlf = TEXT("Hej å\r\n\r\nEn lång rad som fortsätter mycket längre än sjuttiosex tecken och därför "
                            "måste delas någonstans.\r\n.punkt\r\nslut \r\n");
    expect_content(g_mime_multipart_get_part(alternative, 0), "text/plain", crlf.bytes, crlf.size);
    expect_content(g_mime_multipart_get_part(related, 0), "text/html", html, sizeof html - 1);
    expect_content(g_mime_multipart_get_part(related, 1), "image/png", picture, sizeof picture - 1);
    GMimeObject *event = g_mime_multipart_get_part(mixed, 1);
    expect_content(event, "text/calendar", calendar, sizeof calendar - 1);
    assert_string_equal(g_mime_part_get_filename(GMIME_PART(event)), "träff.ics");
    g_object_unref(message);
    arena_release(&arena);
}

static void leaves_out_needless_parts(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct letter letter = make_letter();
    letter.reply_to = (struct mailbox){0};
    letter.list_id = letter.unsubscribe = (struct text){0};
    letter.date = (struct date){2020, 7, 1};
    struct text bytes = message_compose(&arena, &letter);
    static const char *const absent[] = {"mixed", "related", "Reply-To", "List-"};
    for (size_t i = 0; i < sizeof absent / sizeof *absent; i++)
        assert_int_equal(text_find(bytes, text_from(absent[i]), 0), bytes.size);
    assert_true(text_find(bytes, TEXT("Date: Wed, 01 Jul 2020 08:00:00 +0200\r\n"), 0) < bytes.size);
    assert_true(text_find(bytes, TEXT("Content-Type: multipart/alternative;"), 0) < bytes.size);
    arena_release(&arena);
}

/* Short lines, ASCII, CR LF only; and no way from a field into the headers. */
/* Names that the encoder makes one long word of. */
static void encodes_the_name_of_a_list_once(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct letter letter = make_letter();
    const char *name = "<script>alert(1)</script>”’&;]]>{{titel}}{{{x}}}, för läsning";
    letter.list_name = text_from(name);
    struct text bytes = message_compose(&arena, &letter);
    size_t start = text_find(bytes, TEXT("List-Id: "), 0) + 9, end = text_find(bytes, TEXT("List-Unsubscribe"), start);
    const char *value = text_string(&arena, text_slice(bytes, start, end));
    char *decoded = g_mime_utils_header_decode_phrase(NULL, value);
    assert_non_null(strstr(decoded, name));
    assert_non_null(strstr(decoded, " <brev.example.org>"));
    g_free(decoded);
    arena_release(&arena);
}

static void keeps_to_the_standards(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct letter letter = make_letter();
    static char long_line[5000];
    memset(long_line, 'x', sizeof long_line);
    letter.html = (struct text){long_line, sizeof long_line};
    letter.subject = TEXT("ett\r\nBcc: alla@example.org\r\n\r\ntvå");
    letter.from.name = TEXT("ett\r\nBcc: alla@example.org");
    letter.list_name =
        TEXT("Ett mycket långt namn på ett nätverk för läsning, skrivning och räkning i många kommuner\nBcc: x");
    letter.unsubscribe = TEXT("mailto:avsluta@example.org");
    add_files(&arena, &letter);
    letter.attachments.items[0].media_type = TEXT("text/calendar; method=REQUEST");
    struct text bytes = message_compose(&arena, &letter), rest = bytes, line;
    while (text_next_line(&rest, &line)) {
        assert_true(line.size <= 78);
        assert_false(text_starts_with(line, "Bcc"));
        for (size_t i = 0; i < line.size; i++)
            assert_true((unsigned char)line.bytes[i] < 0x7f);
    }
    for (size_t i = 0; i < bytes.size; i++)
        if (bytes.bytes[i] == '\n')
            assert_int_equal(bytes.bytes[i - 1], '\r');
    assert_true(text_find(bytes, TEXT("method=REQUEST"), 0) < bytes.size);
    assert_true(text_find(bytes, TEXT("<mailto:avsluta@example.org>"), 0) < bytes.size);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writes_golden_bytes),       cmocka_unit_test(reads_back),
        cmocka_unit_test(leaves_out_needless_parts), cmocka_unit_test(encodes_the_name_of_a_list_once),
        cmocka_unit_test(keeps_to_the_standards),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
