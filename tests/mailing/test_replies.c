/* replies.h: what servers, programs and people write back. tests/mailing/replies/ holds one message for each case. */
#include "place.h"

#include "mailing/bounce.h"
#include "mailing/mail_store.h"
#include "mailing/replies.h"

static const char *const names[] = {"bounce hard", "bounce soft", "unsubscribe", "absence",
                                    "notice",      "letter",      "unreadable"};

struct known {
    struct map keys, message_ids;
    struct reply_context context;
};

/* Seven people, each of whom got the third letter. */
static struct known *know(struct arena *arena)
{
    static const struct text people[] = {TEXT("anna"), TEXT("bo"),  TEXT("cia"),     TEXT("dan"),
                                         TEXT("eva"),  TEXT("fia"), TEXT("dan+brev")};
    static const struct text subjects[] = {TEXT("Avsluta nyhetsbrevet"), TEXT("Unsubscribe")};
    struct known *known = ARENA_NEW(arena, struct known);
    known->keys.arena = known->message_ids.arena = arena;
    for (size_t i = 0; i < sizeof people / sizeof *people; i++) {
        struct text *key = ARENA_NEW(arena, struct text);
        *key = text_format(arena, "%.*s@example.org", TEXT_ARGUMENTS(people[i]));
        map_set(&known->keys, *key, key);
        map_set(&known->message_ids, text_format(arena, "brev-3.%.*s@example.org", TEXT_ARGUMENTS(people[i])), key);
    }
    known->context = (struct reply_context){&known->keys, &known->message_ids, subjects, 2};
    return known;
}

/* "file#number kind key status (known, ours) date: words" for each. */
static struct text told(struct arena *arena, const reply_list *replies)
{
    struct buffer out = {.arena = arena};
    for (size_t i = 0; i < replies->count; i++) {
        const struct reply *reply = &replies->items[i];
        size_t slash = reply->path.size;
        while (slash > 0 && reply->path.bytes[slash - 1] != '/')
            slash--;
        buffer_add(&out, text_slice(reply->path, slash, reply->path.size));
        if (reply->number)
            buffer_format(&out, "#%zu", reply->number);
        buffer_format(&out, " %s", names[reply->kind]);
        if (reply->key.size)
            buffer_format(&out, " %s%.*s%s", reply->is_known ? "" : "?", TEXT_ARGUMENTS(reply->key),
                          reply->is_ours ? "!" : "");
        if (reply->status.size)
            buffer_format(&out, " %.*s", TEXT_ARGUMENTS(reply->status));
        if (date_is_set(reply->date))
            buffer_format(&out, " %d", reply->date.day);
        buffer_format(&out, ": %.*s\n", TEXT_ARGUMENTS(text_cut(reply->words, 40)));
    }
    return buffer_text(&out);
}

/* "!" marks an address that our own letter went to, "?" one that is none of ours. */
static const char *const expected =
    "absence-english.eml absence bo@example.org 24: Out of Office: Nyhetsbrev 3\n"
    "absence-header.eml absence bo@example.org 24: Tack för ditt mejl\n"
    "absence-leave-subject.eml absence anna@example.org 24: Avsluta nyhetsbrevet\n"
    "absence-precedence.eml absence bo@example.org 24: Re: Nyhetsbrev 3\n"
    "absence-swedish.eml absence anna@example.org 24: Automatiskt svar: Nyhetsbrev 3\n"
    "bounce-250-ok.eml notice bo@example.org! 2.0.0 23: 250 ok\n"
    "bounce-as-file.eml bounce hard bo@example.org! 5.1.1 23: Undelivered Mail Returned to Sender\n"
    "bounce-as-plain-text.eml bounce hard bo@example.org! 5.1.10 23: 550 5.1.10 RESOLVER.ADR.RecipientNotFoun\n"
    "bounce-exim.eml bounce hard bo@example.org! 23: host mx.example.org [192.0.2.1] SMTP err\n"
    "bounce-expired.eml bounce soft bo@example.org! 4.4.7 23: Message expired\n"
    "bounce-foreign.eml bounce hard ?someone@else.example.org 5.1.1 23: Undelivered Mail Returned to Sender\n"
    "bounce-forged.eml bounce hard cia@example.org 5.1.1 23: Undelivered Mail Returned to Sender\n"
    "bounce-forwarded-unnamed.eml bounce hard bo@example.org! 5.1.1 23: Undelivered Mail Returned to Sender\n"
    "bounce-forwarded.eml bounce hard anna@example.org 5.1.1 23: Undelivered Mail Returned to Sender\n"
    "bounce-full.eml bounce soft bo@example.org! 5.2.2 23: 552 5.2.2 The email account that you tri\n"
    "bounce-m365-nobody.eml bounce hard eva@example.org! 5.4.1: Meddelandet kunde inte levereras. 550 5.\n"
    "bounce-m365.eml bounce hard eva@example.org! 5.1.10 23: Det gick inte att leverera ditt meddelan\n"
    "bounce-no-blank-lines.eml bounce hard bo@example.org 5.1.1 23: Undelivered Mail Returned to Sender\n"
    "bounce-no-blank-lines.eml bounce soft cia@example.org 5.2.2 23: Undelivered Mail Returned to Sender\n"
    "bounce-no-reason.eml bounce soft bo@example.org 23: Your message to bo@example.org could not\n"
    "bounce-plus.eml bounce hard dan+brev@example.org 5.1.1 23: Undelivered Mail Returned to Sender\n"
    "bounce-policy.eml bounce soft bo@example.org! 5.7.1 23: 550 5.7.1 Message rejected as spam by co\n"
    "bounce-postfix-plain.eml bounce hard bo@example.org 23: host gone.example.org[192.0.2.9] said: 5\n"
    "bounce-postfix.eml bounce hard anna@example.org! 5.1.1 23: 550 5.1.1 <anna@example.org>: Recipient \n"
    "bounce-qmail.eml bounce hard cia@example.org! 5.1.1 23: Sorry, no mailbox here by that name. (#5\n"
    "bounce-qmail.eml bounce soft dan@example.org 5.2.2 23: Mailbox is over quota (#5.2.2)\n"
    "bounce-quoted-by-person.eml letter anna@example.org: VB: Undeliverable: Nyhetsbrev 3\n"
    "bounce-status-in-words.eml bounce hard bo@example.org! 5.1.1 23: 550 5.1.1 <bo@example.org> unknown\n"
    "bounce-too-large.eml bounce soft bo@example.org! 5.3.4 23: 552 5.3.4 Message size exceeds fixed lim\n"
    "bounce-two.eml bounce hard bo@example.org 5.1.1 23: 550 5.1.1 no such user\n"
    "bounce-two.eml notice cia@example.org 2.1.5 23: 250 2.1.5 ok\n"
    "bounce-wrong-parameters.eml bounce hard bo@example.org! 5.1.1 23: Undelivered Mail Returned to Sender\n"
    "leave-body-short.eml unsubscribe eva@example.org 24: Re: Nyhetsbrev 3\n"
    "leave-body.eml unsubscribe dan@example.org! 24: Sv: Nyhetsbrev 3\n"
    "leave-html.eml unsubscribe fia@example.org 24: Sv: Nyhetsbrev\n"
    "leave-latin1.eml unsubscribe fia@example.org 24: Re: x\n"
    "leave-stranger.eml unsubscribe ?someone@else.example.org 24: Avsluta nyhetsbrevet\n"
    "leave-subject-english.eml unsubscribe cia@example.org 24: Unsubscribe\n"
    "leave-subject-re.eml unsubscribe bo@example.org! 24: Sv: RE: avsluta nyhetsbrevet\n"
    "leave-subject.eml unsubscribe anna@example.org 24: Avsluta nyhetsbrevet\n"
    "letter-about-absence.eml letter anna@example.org 24: Frånvaro på torsdag\n"
    "letter-auto-no.eml letter bo@example.org 24: Fråga\n"
    "letter-long.eml letter anna@example.org 24: Fråga\n"
    "letter-quotes-leave.eml letter anna@example.org 24: Re: Nyhetsbrev 3\n"
    "letter-stop.eml letter anna@example.org 24: Sv: Nyhetsbrev 3\n"
    "mailbox.mbox#1 bounce hard anna@example.org 5.1.1 23: 550 5.1.1 user unknown From here on it i\n"
    "mailbox.mbox#2 letter bo@example.org: Hej\n"
    "mailbox.mbox#3 unsubscribe cia@example.org: Avregistrera mig\n"
    "notice-delayed.eml notice bo@example.org! 4.4.1 23: connection timed out\n"
    "notice-expanded.eml notice bo@example.org! 2.0.0 23: Expanded: Nyhetsbrev 3\n"
    "notice-receipt.eml notice anna@example.org: Läst: Nyhetsbrev 3\n"
    "notice-relayed.eml notice bo@example.org! 2.0.0 23: Successful Mail Delivery Report\n"
    "odd-bad-charset.eml letter anna@example.org: hej\n"
    "odd-empty.eml unreadable: \n"
    "odd-no-header.eml unreadable: \n"
    "odd-outlook.msg unreadable: \n";

static void test_files(void **state)
{
    struct fixture *fixture = *state;
    struct known *known = know(&fixture->arena);
    reply_list replies = {0};
    assert_true(
        replies_read(&fixture->arena, "tests/mailing/replies", &known->context, &replies, &fixture->diagnostics));
    assert_text(told(&fixture->arena, &replies), expected);
    assert_text(said(fixture), "");
}

static void test_verdicts(void **state)
{
    static const struct {
        const char *status, *words;
        enum bounce_verdict verdict;
    } cases[] = {
        {"5.1.1", "", BOUNCE_HARD},
        {"5.1.1", "mailbox full", BOUNCE_HARD},
        {"5.2.1", "disabled", BOUNCE_HARD},
        {"5.2.2", "", BOUNCE_SOFT},
        {"5.2.3", "", BOUNCE_SOFT},
        {"5.3.4", "", BOUNCE_SOFT},
        {"5.6.1", "", BOUNCE_SOFT},
        {"5.7.1", "user unknown", BOUNCE_SOFT},
        {"5.7.509", "", BOUNCE_SOFT},
        {"5.1.8", "bad sender", BOUNCE_SOFT},
        {"4.2.2", "", BOUNCE_SOFT},
        {"2.1.5", "", BOUNCE_NOTICE},
        {"5.0.0", "550 5.2.2 over quota", BOUNCE_SOFT},
        {"5.0.0", "550 No Such User here", BOUNCE_HARD},
        {"5.0.0", "550 administrative prohibition", BOUNCE_SOFT},
        {"5.5.0", "550 Requested action not taken: mailbox unavailable", BOUNCE_HARD},
        {"", "552 Mailbox full", BOUNCE_SOFT},
        {"", "554 Your IP is on a blacklist, user unknown", BOUNCE_SOFT},
        {"", "550-User unknown", BOUNCE_HARD},
        {"", "451 try later", BOUNCE_SOFT},
        {"", "250 ok", BOUNCE_NOTICE},
        {"", "the host 10.5.1.1 is gone", BOUNCE_SOFT},
        {"", "", BOUNCE_SOFT},
    };
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (bounce_judge(&fixture->arena, text_from(cases[i].status), text_from(cases[i].words)) != cases[i].verdict)
            fail_msg("%s: %s", cases[i].status, cases[i].words);
}

static void put_at(struct fixture *fixture, const char *name, const char *bytes)
{
    assert_true(file_write(file_path(&fixture->arena, fixture->top, name), text_from(bytes), &fixture->diagnostics));
}

/* A Maildir; a link, hidden files and folders are left out. */
static void test_folder(void **state)
{
    struct fixture *fixture = *state;
    struct known *known = know(&fixture->arena);
    reply_list replies = {0};
    put_at(fixture, "box/cur/2:2,S", "From: bo@example.org\nSubject: two\n\n");
    put_at(fixture, "box/cur/1:2,S", "From: anna@example.org\r\nSubject: one\r\n\r\n");
    put_at(fixture, "box/new/3", "From: cia@example.org\nSubject: three\n\n");
    put_at(fixture, "box/.hidden", "From: x@example.org\n\n");
    put_at(fixture, "box/.Junk/cur/4", "From: x@example.org\n\n");
    put_at(fixture, "elsewhere", "From: dan@example.org\nSubject: four\n\n");
    const char *box = file_path(&fixture->arena, fixture->top, "box");
    assert_int_equal(symlink("../elsewhere", file_path(&fixture->arena, box, "link")), 0);
    assert_int_equal(symlink("..", file_path(&fixture->arena, box, "loop")), 0);
    assert_true(replies_read(&fixture->arena, box, &known->context, &replies, &fixture->diagnostics));
    assert_text(told(&fixture->arena, &replies),
                "1:2,S letter anna@example.org: one\n2:2,S letter bo@example.org: two\n"
                "3 letter cia@example.org: three\n");
    replies.count = 0;
    assert_true(replies_read(&fixture->arena, file_path(&fixture->arena, box, "link"), &known->context, &replies,
                             &fixture->diagnostics));
    assert_text(told(&fixture->arena, &replies), "link letter dan@example.org: four\n");
}

static void test_unreadable(void **state)
{
    struct fixture *fixture = *state;
    struct known *known = know(&fixture->arena);
    reply_list replies = {0};
    const char *path = file_path(&fixture->arena, fixture->top, "none");
    assert_false(replies_read(&fixture->arena, path, &known->context, &replies, &fixture->diagnostics));
    assert_text(said(fixture), "cannot read '…/none': No such file or directory\n");
    assert_int_equal(mkfifo(path, 0600), 0);
    assert_false(replies_read(&fixture->arena, path, &known->context, &replies, &fixture->diagnostics));
    assert_text(said(fixture), "cannot read, it is no regular file: '…/none'\n");
}

static void collect(void *context, struct text path, size_t number, struct text bytes)
{
    struct buffer *out = context;
    buffer_format(out, "[%.*s %zu]\n", TEXT_ARGUMENTS(path), number);
    buffer_add(out, bytes);
}

static void test_mailbox(void **state)
{
    struct fixture *fixture = *state;
    struct buffer out = {.arena = &fixture->arena};
    struct mail_visitor visitor = {collect, &out};
    mail_store_split(TEXT("m"),
                     TEXT("From a@example.org Mon Nov 23 09:12:33 2026\nA: 1\n\n>From b\n>>From c\n> From d\n"
                          "From e 10:00\n\nFrom afar\n\nFrom f@example.org 10:00\r\nB: 2\r\n\r\n"
                          "From g 11:11\r\nC: 3"),
                     &visitor);
    assert_text(buffer_text(&out), "[m 1]\nA: 1\n\nFrom b\n>From c\n> From d\nFrom e 10:00\n\nFrom afar\n\n"
                                   "[m 2]\nB: 2\r\n\r\n[m 3]\nC: 3");
}

/* `piece` again and again behind `start`, more than is read of a message. */
static struct text flood(struct arena *arena, const char *start, const char *piece)
{
    struct buffer out = {.arena = arena};
    buffer_add_string(&out, start);
    while (out.size < 1200 * 1024)
        buffer_add_string(&out, piece);
    return buffer_text(&out);
}

static void test_hostile(void **state)
{
    static const struct {
        const char *start, *piece;
    } floods[] = {
        {"From: a@example.org\n", "Subject: x\n"},
        {"From: a@example.org\nSubject: ", "=?utf-8?Q?x?= "},
        {"From: ", "("},
        {"From: a@example.org\nTo: ", "<a@example.org>, "},
        {"From: a@example.org\nReferences: ", "<<"},
        {"From: a@example.org\nReferences: ", "<a@b> "},
        {"From: a@example.org\nContent-Type: ", "multipart/mixed; "},
        {"From: a@example.org\nContent-Type: multipart/mixed; boundary=a\n\n",
         "--a\nContent-Type: multipart/mixed; boundary=a\n\n"},
        {"From: a@example.org\nContent-Type: multipart/mixed; boundary=a\n\n", "--a\n\n"},
        {"From: a@example.org\n", "Content-Type: message/rfc822\n\n"},
        {"From: mailer-daemon@example.org\nSubject: failure notice\n\n", "<anna@example.org>:\n550 5.1.1 no\n\n"},
        {"From: mailer-daemon@example.org\nSubject: failure notice\n\n", "a@b.example "},
        {"From: mailer-daemon@example.org\nSubject: failure notice\n\n",
         "Final-Recipient: rfc822; anna@example.org\nStatus: 5.1.1\n"},
        {"From: mailer-daemon@example.org\nSubject: failure notice\n\nFinal-Recipient: x\n", " a\n"},
        {"From: mailer-daemon@example.org\nX-Failed-Recipients: ", "a@example.org, "},
        {"From: a@example.org\nContent-Type: text/html\n\n", "<style>"},
        {"From: a@example.org\nContent-Type: text/html\n\n", "<!--"},
        {"From: a@example.org\nContent-Type: text/html\n\n", "&#"},
        {"From: a@example.org\nSubject: ", "re: "},
        {"From a 10:00\n", "\nFrom a 10:00\nA: b\n"},
        {"", "a"},
        {"From ", "From "},
        {"a:", "\n"},
    };
    struct fixture *fixture = *state;
    struct known *known = know(&fixture->arena);
    fixture->path = file_path(&fixture->arena, fixture->top, "flood");
    for (size_t i = 0; i < sizeof floods / sizeof *floods; i++) {
        struct arena arena = {0};
        reply_list replies = {0};
        struct timespec before, after;
        put(fixture, flood(&arena, floods[i].start, floods[i].piece));
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &before);
        assert_true(replies_read(&arena, fixture->path, &known->context, &replies, &fixture->diagnostics));
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &after);
        assert_true(replies.count >= 1);
        if (after.tv_sec - before.tv_sec > 10)
            fail_msg("flood %zu took %ld s", i, (long)(after.tv_sec - before.tv_sec));
        arena_release(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_files, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_verdicts, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_folder, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_unreadable, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_mailbox, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_hostile, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
