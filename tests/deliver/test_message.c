/* message.h: the bytes of a letter, and that a mail program reads the same out of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/file.h"
#include "deliver/message.h"

#include <gmime/gmime.h>
#include <stdlib.h>

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
    struct attachment inline_picture = {.name = TEXT("foto-å.png"),
                                        .media_type = TEXT("image/png"),
                                        .content_id = TEXT("bild@brev"),
                                        .bytes = TEXT(picture)};
    struct attachment event = {
        .name = TEXT("träff.ics"), .media_type = TEXT("text/calendar"), .content_id = {0}, .bytes = TEXT(calendar)};
    ARRAY_PUSH(arena, &letter->inline_pictures, inline_picture);
    ARRAY_PUSH(arena, &letter->attachments, event);
}

#define BOUNDARY "b7e824ca76a8eef513203caa1d359c47"
static const char expected[] =
    "From: =?utf-8?Q?=C3=85sa_=C3=96berg=2C_N=C3=A4tverket?= <asa@example.org>\r\n"
    "Reply-To: Svar <svar@example.org>\r\n"
    "Subject: Nyhetsbrev 3: Att =?utf-8?Q?m=C3=B6ta_varje_elev_=E2=80=93_s=C3=A5_?=\r\n"
    " =?utf-8?Q?gjorde_teamet_i_N=C3=A4ssj=C3=B6_i_v=C3=A5ras?=\r\n"
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

/* For tests/deliver/message.py, where a folder is named. */
static void keep(struct text bytes)
{
    static size_t count;
    struct arena arena = {0};
    struct diagnostics diagnostics = {.arena = &arena};
    const char *folder = getenv("RUNDBREV_MESSAGES");
    if (folder)
        assert_true(file_write(text_format(&arena, "%s/%zu.eml", folder, ++count).bytes, bytes, &diagnostics));
    arena_release(&arena);
}

static GMimeMessage *parse(struct text bytes)
{
    keep(bytes);
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

/* Short lines, ASCII, CR LF only, and one field of a name at most. */
static void expect_sound(struct text bytes, size_t longest)
{
    static const char *const single[] = {"From",       "To",       "Reply-To",         "Subject",     "Date",
                                         "Message-ID", "Bcc",      "List-Unsubscribe", "References",  "In-Reply-To",
                                         "List-Id",    "X-Inject", "MIME-Version",     "Content-Type"};
    size_t counts[sizeof single / sizeof *single] = {0};
    bool is_head = true;
    struct text rest = bytes, line;
    while (text_next_line(&rest, &line)) {
        assert_true(line.size <= longest);
        is_head = is_head && line.size;
        for (size_t i = 0; is_head && i < sizeof single / sizeof *single; i++)
            counts[i] += text_starts_with(line, single[i]) && line.bytes[strlen(single[i])] == ':';
        for (size_t i = 0; i < line.size; i++)
            assert_true((line.bytes[i] >= ' ' && line.bytes[i] < 0x7f) || line.bytes[i] == '\t');
    }
    for (size_t i = 0; i < sizeof single / sizeof *single; i++)
        assert_true(counts[i] <= (strcmp(single[i], "X-Inject") != 0));
    for (size_t i = 0; i < bytes.size; i++)
        if (bytes.bytes[i] == '\n' || (i && bytes.bytes[i - 1] == '\r'))
            assert_true(i && bytes.bytes[i - 1] == '\r' && bytes.bytes[i] == '\n');
}

static void keeps_to_the_standards(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct letter letter = make_letter();
    static char long_line[5000];
    memset(long_line, 'x', sizeof long_line);
    letter.html = (struct text){long_line, sizeof long_line};
    letter.list_name =
        TEXT("Ett mycket långt namn på ett nätverk för läsning, skrivning och räkning i många kommuner\nX-Inject: x");
    letter.unsubscribe = TEXT("mailto:avsluta@example.org");
    add_files(&arena, &letter);
    letter.attachments.items[0].media_type = TEXT("text/calendar; method=REQUEST");
    struct text bytes = message_compose(&arena, &letter);
    expect_sound(bytes, 78);
    assert_true(text_find(bytes, TEXT("method=REQUEST"), 0) < bytes.size);
    assert_true(text_find(bytes, TEXT("<mailto:avsluta@example.org>"), 0) < bytes.size);
    arena_release(&arena);
}

/* Values as authors and lists may write them, and how a mail program must read them. */
static const struct {
    const char *value, *read; /* NULL: as it was written */
} values[] = {
    {"Hej", NULL},
    {"ett\r\nX-Inject: x\r\n\r\ntvå", "ett X-Inject: x två"},
    {"ett\nX-Inject: x", "ett X-Inject: x"},
    {"ett\rX-Inject: x", "ett X-Inject: x"},
    {"  ett \t två\v\f\x1b\x7f ", "ett två"},
    {"ett\xc2\x85X-Inject: x\xe2\x80\xa8y", "ett X-Inject: x y"},
    {"ett\xe2\x80\xaetvå", "ett två"}, /* a mark that turns the direction */
    {"Åsa \"Öbbe\" Öberg, (chef) <x@example.org>; \\", NULL},
    {"Asa \"Obbe\" Oberg, (chef) <x@example.org>; \\", NULL},
    {"Oberg, Asa", NULL},
    {"=?utf-8?Q?X-Inject?=", NULL},
    {"=?utf-8?B?WA==?= =?utf-8?B?WA==?=", NULL},
    {"🎉 Nu firar vi 👩🏽‍🚀👨‍👩‍👧‍👦 med "
     "🎂🎂🎂🎂🎂🎂🎂🎂🎂🎂🎂🎂🎂🎂🎂🎂🎂🎂🎂🎂",
     NULL},
    {"שלום לכולם, مرحبا بالجميع", NULL},
    {"Överskottsinformationshanteringssystemutvecklingsavdelningschefsrekryteringsutskottsordförande", NULL},
    {"Overskottsinformationshanteringssystemutvecklingsavdelningschefsrekryteringsutskottsordforande", NULL},
    {"ett ord och så ett till som är så långt att raden måste brytas, och sedan ett a till a a a a a a", NULL},
    {"a  b", "a b"},
    {"en\xc2\xa0"
     "fast blank",
     NULL},
    {"\xff\xfe", "\xef\xbf\xbd\xef\xbf\xbd"},
};

static const char *wanted(size_t i)
{
    return values[i].read ? values[i].read : values[i].value;
}

static const char *name_of(InternetAddressList *list, size_t i)
{
    return internet_address_get_name(internet_address_list_get_address(list, (int)i));
}

static const char *email_of(InternetAddressList *list, size_t i)
{
    return internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(internet_address_list_get_address(list, (int)i)));
}

static void reads_every_value_back(void **state)
{
    (void)state;
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        struct letter letter = make_letter();
        letter.subject = letter.from.name = letter.reply_to.name = letter.list_name = text_from(values[i].value);
        add_files(&arena, &letter);
        struct recipient recipient = {.to = {text_from(values[i].value), TEXT("bo.ek@example.org")},
                                      .message_id = TEXT("1@example.org")};
        struct message *message = message_prepare(&arena, &letter);
        struct text bytes = text_join(&arena, message_head(&arena, message, &recipient), message->body);
        expect_sound(bytes, 78);
        GMimeMessage *parsed = parse(bytes);
        assert_string_equal(g_mime_message_get_subject(parsed), wanted(i));
        assert_string_equal(name_of(g_mime_message_get_from(parsed), 0), wanted(i));
        assert_string_equal(name_of(g_mime_message_get_reply_to(parsed), 0), wanted(i));
        InternetAddressList *to = g_mime_message_get_to(parsed);
        assert_int_equal(internet_address_list_length(to), 1);
        assert_string_equal(name_of(to, 0), wanted(i));
        assert_string_equal(email_of(to, 0), "bo.ek@example.org");
        g_object_unref(parsed);
    }
    arena_release(&arena);
}

/* A NUL cannot be written into the table above. */
static void takes_a_nul_for_a_space(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct letter letter = make_letter();
    letter.subject = TEXT("ett\0två");
    letter.from.name = TEXT("ett\0\r\nX-Inject: x");
    letter.from.email = TEXT("a\0\r\nX-Inject: x@example.org");
    letter.message_id = TEXT("1\r\n\0<>@example.org\r\n");
    letter.list_id = TEXT("brev>\r\nX-Inject: x");
    letter.archive = TEXT("https://example.org/>\r\nX-Inject: å");
    letter.unsubscribe = TEXT("avsluta@example.org>,\r\nX-Inject: <x");
    letter.language = TEXT("sv\r\nX-Inject: x");
    add_files(&arena, &letter);
    letter.inline_pictures.items[0].name = TEXT("a\r\nX-Inject: \"x.png");
    letter.inline_pictures.items[0].content_id = TEXT("bild@brev\r\n");
    letter.attachments.items[0].media_type = TEXT("text/calendar\r\nX-Inject: x");
    struct text bytes = message_compose(&arena, &letter);
    expect_sound(bytes, 78);
    struct text rest = bytes, line;
    while (text_next_line(&rest, &line))
        assert_false(text_starts_with(line, "X-Inject"));
    GMimeMessage *parsed = parse(bytes);
    assert_string_equal(g_mime_message_get_subject(parsed), "ett två");
    g_object_unref(parsed);
    arena_release(&arena);
}

/* What one person gets: their own fields in the middle of those that all get. */
static void makes_a_head_for_each_person(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct letter letter = make_letter();
    letter.archive = TEXT("https://example.org/natverk/");
    letter.unsubscribe_url = TEXT("https://example.org/avsluta?key={key}&x=1");
    struct message *message = message_prepare(&arena, &letter);
    struct recipient bo = {{TEXT("Bo Ek"), TEXT("bo@räksmörgås.example.org")},
                           TEXT("1@example.org"),
                           TEXT("0@example.org"),
                           TEXT("abc123"),
                           1583395200};
    assert_string_equal(text_string(&arena, message_head(&arena, message, &bo)),
                        "From: =?utf-8?Q?=C3=85sa_=C3=96berg=2C_N=C3=A4tverket?= <asa@example.org>\r\n"
                        "Reply-To: Svar <svar@example.org>\r\n"
                        "To: Bo Ek <bo@xn--rksmrgs-5wao1o.example.org>\r\n"
                        "Subject: Nyhetsbrev 3: Att =?utf-8?Q?m=C3=B6ta_varje_elev_=E2=80=93_s=C3=A5_?=\r\n"
                        " =?utf-8?Q?gjorde_teamet_i_N=C3=A4ssj=C3=B6_i_v=C3=A5ras?=\r\n"
                        "Date: Thu, 05 Mar 2020 09:00:00 +0100\r\n"
                        "Message-ID: <1@example.org>\r\n"
                        "In-Reply-To: <0@example.org>\r\n"
                        "References: <0@example.org>\r\n"
                        "List-Unsubscribe: <https://example.org/avsluta?key=abc123&x=1>,\r\n"
                        " <mailto:avsluta@example.org?subject=Avsluta>\r\n"
                        "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"
                        "List-Id: =?utf-8?Q?N=C3=A4tverket?= <brev.example.org>\r\n"
                        "List-Archive: <https://example.org/natverk/>\r\n"
                        "List-Post: NO\r\n"
                        "Content-Language: sv\r\n"
                        "Auto-Submitted: auto-generated\r\n"
                        "X-Auto-Response-Suppress: OOF, AutoReply\r\n"
                        "MIME-Version: 1.0\r\n");
    assert_true(text_starts_with(message->body, "Content-Type: multipart/alternative;"));
    struct recipient alone = {.to = {.email = TEXT("a@example.org")}, .message_id = TEXT("2@example.org")};
    struct text head = message_head(&arena, message, &alone);
    assert_true(text_find(head, TEXT("\r\nTo: a@example.org\r\n"), 0) < head.size);
    assert_true(text_find(head, TEXT("Date: Wed, 04 Mar 2020 08:00:00 +0100\r\n"), 0) < head.size);
    assert_true(text_find(head, TEXT("List-Unsubscribe: <mailto:"), 0) < head.size);
    static const char *const absent[] = {"X-Unsent", "One-Click", "In-Reply-To", "References", "{key}"};
    for (size_t i = 0; i < sizeof absent / sizeof *absent; i++)
        assert_int_equal(text_find(head, text_from(absent[i]), 0), head.size);
    arena_release(&arena);
}

/* Each thing that readers get is in the digest. */
static void digests_what_readers_get(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct letter letters[12];
    struct text digests[12];
    for (size_t i = 0; i < 12; i++) {
        letters[i] = make_letter();
        add_files(&arena, &letters[i]);
    }
    letters[1].subject = TEXT("x");
    letters[2].from.name = TEXT("x");
    letters[3].reply_to.email = TEXT("x@example.org");
    letters[4].date.day = 5;
    letters[5].text = TEXT("x");
    letters[6].html = TEXT("x");
    letters[7].unsubscribe = TEXT("x@example.org");
    letters[8].unsubscribe_url = TEXT("https://example.org/{key}");
    letters[9].inline_pictures.items[0].bytes = TEXT("x");
    letters[10].attachments.count = 0;
    letters[11].list_id = TEXT("x.example.org");
    for (size_t i = 0; i < 12; i++) {
        digests[i] = message_prepare(&arena, &letters[i])->digest;
        assert_int_equal(digests[i].size, 64);
        for (size_t j = 0; j < i; j++)
            assert_false(text_equal(digests[i], digests[j]));
    }
    assert_true(text_equal(digests[0], message_prepare(&arena, &letters[0])->digest));
    arena_release(&arena);
}

/* To the sender itself, and hidden copies to a thousand, one of them with a name of 500 letters. */
static void drafts_for_many(void **state)
{
    (void)state;
    enum { COUNT = 1000 };
    struct arena arena = {0};
    static struct mailbox bcc[COUNT];
    char name[500];
    for (size_t i = 0; i < sizeof name; i++)
        name[i] = i % 7 == 6 ? ' ' : 'x';
    for (size_t i = 0; i < COUNT; i++)
        bcc[i] = (struct mailbox){text_from(values[i % (sizeof values / sizeof *values)].value),
                                  text_format(&arena, "person%zu@example.org", i)};
    bcc[1].name = (struct text){name, sizeof name - 4};
    bcc[COUNT - 1].name = (struct text){0};
    struct letter letter = make_letter();
    add_files(&arena, &letter);
    struct text bytes = message_draft(&arena, &letter, bcc, COUNT);
    expect_sound(bytes, 78);
    GMimeMessage *parsed = parse(bytes);
    assert_string_equal(g_mime_object_get_header(GMIME_OBJECT(parsed), "X-Unsent"), "1");
    InternetAddressList *to = g_mime_message_get_to(parsed), *hidden = g_mime_message_get_bcc(parsed);
    assert_int_equal(internet_address_list_length(to), 1);
    assert_string_equal(email_of(to, 0), "asa@example.org");
    assert_int_equal(internet_address_list_length(hidden), COUNT);
    for (size_t i = 0; i < COUNT; i++)
        assert_string_equal(email_of(hidden, i), text_string(&arena, bcc[i].email));
    assert_string_equal(name_of(hidden, 1), text_string(&arena, bcc[1].name));
    g_object_unref(parsed);
    assert_true(text_equal(message_draft(&arena, &letter, NULL, 0), message_compose(&arena, &letter)));
    arena_release(&arena);
}

/* Addresses that no server takes become such as no server knows, and never others. */
static void writes_no_other_address(void **state)
{
    (void)state;
    struct arena arena = {0};
    static const struct {
        const char *email, *written;
    } cases[] = {
        {"bo@example.org", "To: bo@example.org\r\n"},
        {"bo@example.org, alla@example.org", "To: bo?example.org??alla@example.org\r\n"},
        {"bo@example.org>\r\nBcc: <alla@example.org", "To: bo?example.org???Bcc???alla@example.org\r\n"},
        {"åsa@example.org", "To: ??sa@example.org\r\n"},
        {"bo@å.example.org", "To: bo@xn--5ca.example.org\r\n"},
        {" bo@example.org ", "To: bo@example.org\r\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct letter letter = make_letter();
        struct recipient recipient = {.to.email = text_from(cases[i].email)};
        struct text head = message_head(&arena, message_prepare(&arena, &letter), &recipient);
        size_t at = text_find(head, TEXT("To: "), text_find(head, TEXT("Reply-To: "), 0) + 10);
        struct text line = text_slice(head, at, text_find(head, TEXT("\n"), at) + 1);
        assert_string_equal(text_string(&arena, line), cases[i].written);
    }
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writes_golden_bytes),       cmocka_unit_test(reads_back),
        cmocka_unit_test(leaves_out_needless_parts), cmocka_unit_test(encodes_the_name_of_a_list_once),
        cmocka_unit_test(keeps_to_the_standards),    cmocka_unit_test(reads_every_value_back),
        cmocka_unit_test(takes_a_nul_for_a_space),   cmocka_unit_test(makes_a_head_for_each_person),
        cmocka_unit_test(digests_what_readers_get),  cmocka_unit_test(drafts_for_many),
        cmocka_unit_test(writes_no_other_address),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
