/* The marks in content streams: what each painted thing belongs to afterwards, for streams that no one should write
 * too. */
#include "deliver/pdf_content.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct fixture {
    struct arena arena;
    struct content content;
};

static int set_up(void **state)
{
    *state = calloc(1, sizeof(struct fixture));
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    arena_release(&fixture->arena);
    free(fixture);
    return 0;
}

static enum content_object object(void *context, struct text name)
{
    (void)context;
    return text_is(name, "Marked") ? OBJECT_MARKED_FORM : text_is(name, "Form") ? OBJECT_FORM : OBJECT_IMAGE;
}

static int number(void *context, struct text name)
{
    (void)context;
    return text_is(name, "Two") ? 2 : -1;
}

/* `owners`: one letter a number, t text, f figure, - none. White space is made one space, to compare. */
static const char *mark(struct fixture *fixture, const char *owners, struct text stream)
{
    struct content *content = &fixture->content;
    *content = (struct content){.stream = stream, .object = object, .number = number};
    content->is_page = owners[0] == 'P';
    for (const char *owner = owners + content->is_page; *owner; owner++) {
        struct content_mark added = {
            .owner = *owner == 't'   ? OWNER_TEXT
                     : *owner == 'f' ? OWNER_FIGURE
                                     : OWNER_NONE,
            .continues = (size_t)(owner - owners),
        };
        ARRAY_PUSH(&fixture->arena, &content->marks, added);
    }
    content_mark(&fixture->arena, content);
    struct buffer line = {.arena = &fixture->arena};
    for (size_t i = 0; i < content->marked.size; i++) {
        char byte = content->marked.bytes[i];
        bool is_space = byte == ' ' || byte == '\n';
        if (!is_space || (line.size && line.bytes[line.size - 1] != ' '))
            buffer_add_byte(&line, is_space ? ' ' : byte);
    }
    buffer_drop_spaces(&line);
    return text_string(&fixture->arena, buffer_text(&line));
}

static void marks(void **state)
{
    struct fixture *fixture = *state;
    static const struct {
        const char *owners, *stream, *marked;
    } cases[] = {
        /* Elements' text stays; what is outside becomes an artifact, in as few pieces as may be. */
        {"t", "/P <</MCID 0>> BDC (a) Tj EMC", "/P <</MCID 0>> BDC (a) Tj EMC"},
        {"", "0 0 1 1 re f 2 0 1 1 re f", "/Artifact BMC 0 0 1 1 re f 2 0 1 1 re f EMC"},
        {"", "BT 1 0 0 1 0 0 Tm (a) Tj [(b)] TJ ET", "BT 1 0 0 1 0 0 Tm /Artifact BMC (a) Tj [(b)] TJ EMC ET"},
        {"", "q 0 0 9 9 re W n Q", "q 0 0 9 9 re W n Q"},
        {"", "q 0 0 1 1 re f Q (a)Tj", "q /Artifact BMC 0 0 1 1 re f EMC Q /Artifact BMC (a)Tj EMC"},
        {"", "/I Do", "/Artifact BMC /I Do EMC"},
        {"", "/Artifact BMC (a) Tj EMC", "/Artifact BMC (a) Tj EMC"},
        {"", "/Span BMC (a) Tj EMC", "/Artifact BMC (a) Tj EMC"},
        /* Numbers that nobody knows, or that come twice, are no element's. */
        {"", "/P <</MCID 0>> BDC (a) Tj EMC", "/Artifact BMC (a) Tj EMC"},
        {"-", "/P <</MCID 0>> BDC (a) Tj EMC", "/Artifact BMC (a) Tj EMC"},
        {"t", "/P <</MCID 0>> BDC (a) Tj EMC /P <</MCID 0>> BDC (b) Tj EMC",
         "/P <</MCID 0>> BDC (a) Tj EMC /Artifact BMC (b) Tj EMC"},
        {"t", "/P <</MCID 99999999999>> BDC (a) Tj EMC", "/Artifact BMC (a) Tj EMC"},
        {"t", "/P <</A <</MCID 0>> >> BDC (a) Tj EMC", "/Artifact BMC (a) Tj EMC"},
        {"ttt", "/P /Two BDC (a) Tj EMC", "/P /Two BDC (a) Tj EMC"},
        /* Lines and areas are no words, but in a figure they are what it shows. */
        {"t", "/P <</MCID 0>> BDC 0 0 1 1 re f EMC", "/Artifact BMC 0 0 1 1 re f EMC"},
        {"t", "/P <</MCID 0>> BDC /I Do EMC", "/Artifact BMC /I Do EMC"},
        {"t", "/P <</MCID 0>> BDC EMC", "/Artifact BMC EMC"},
        {"t", "/P <</MCID 0>> BDC /Form Do EMC", "/P <</MCID 0>> BDC /Form Do EMC"},
        {"f", "/Figure <</MCID 0>> BDC 0 0 1 1 re f EMC", "/Figure <</MCID 0>> BDC 0 0 1 1 re f EMC"},
        /* Sequences within sequences. */
        {"t", "/P <</MCID 0>> BDC /Span <</ActualText (fl)>> BDC (a) Tj EMC EMC",
         "/P <</MCID 0>> BDC /Span <</ActualText (fl)>> BDC (a) Tj EMC EMC"},
        {"tt", "/P <</MCID 0>> BDC (a) Tj /Em <</MCID 1>> BDC (b) Tj EMC (c) Tj EMC",
         "/P <</MCID 0>> BDC (a) Tj EMC /Em <</MCID 1>> BDC (b) Tj EMC /P <</MCID 2>> BDC (c) Tj EMC"},
        {"tt", "/P <</MCID 0>> BDC (a) Tj /Em <</MCID 1>> BDC (b) Tj EMC EMC",
         "/P <</MCID 0>> BDC (a) Tj EMC /Em <</MCID 1>> BDC (b) Tj EMC"},
        {"t", "/P <</MCID 0>> BDC (a) Tj /Artifact BMC f EMC EMC", "/P <</MCID 0>> BDC (a) Tj EMC /Artifact BMC f EMC"},
        {"t", "/Artifact BMC f /P <</MCID 0>> BDC (a) Tj EMC f EMC",
         "/Artifact BMC f EMC /P <</MCID 0>> BDC (a) Tj EMC /Artifact BMC f EMC"},
        {"t", "/P <</MCID 0>> BDC (a) Tj /Marked Do (b) Tj EMC",
         "/P <</MCID 0>> BDC (a) Tj EMC /Marked Do /P <</MCID 1>> BDC (b) Tj EMC"},
        {"t", "/P <</MCID 0>> BDC (a) Tj /X <</MCID 7>> BDC (b) Tj EMC EMC", "/P <</MCID 0>> BDC (a) Tj (b) Tj EMC"},
        /* What is never begun or ended. */
        {"", "EMC (a) Tj EMC", "/Artifact BMC (a) Tj EMC"},
        {"t", "/P <</MCID 0>> BDC (a) Tj", "/P <</MCID 0>> BDC (a) Tj EMC"},
        {"t", "/P <</MCID 0>> BDC /Span BMC (a) Tj", "/P <</MCID 0>> BDC /Span BMC (a) Tj EMC EMC"},
        {"", "BT (a) Tj", "BT /Artifact BMC (a) Tj EMC"},
        /* What looks like an operator and is none. */
        {"", "(EMC \\) Tj (f) ( Tj", "(EMC \\) Tj (f) ( Tj"},
        {"", "<45 4D 43 Tj", "<45 4D 43 Tj"},
        {"", "% (a) Tj\nf", "% (a) Tj /Artifact BMC f EMC"},
        {"", "/Tj (a) pop", "/Tj (a) pop"},
        {"", "BI /W 1 /H 1 ID \x80 EI\x80 EMC EI f", "/Artifact BMC BI /W 1 /H 1 ID \x80 EI\x80 EMC EI f EMC"},
        {"", "BI /W 1 ID abc", "BI /W 1 ID abc"},
        {"", "f (a", "/Artifact BMC f EMC (a"},
        {"", "[(a) Tj", "/Artifact BMC [(a) Tj EMC"},
        {"", ">> ] } f", "/Artifact BMC >> ] } f EMC"},
        {"", "", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(mark(fixture, cases[i].owners, text_from(cases[i].stream)), cases[i].marked);
}

/* The boxes in a page's margins are painted before the body, in a group of their own. */
static void knows_the_foot_of_a_page(void **state)
{
    struct fixture *fixture = *state;
    const char *stream = "q (1) Tj Q q (2) Tj /P <</MCID 0>> BDC (a) Tj EMC Q";
    assert_string_equal(mark(fixture, "Pt", text_from(stream)),
                        "q /Artifact <</Type /Pagination>> BDC (1) Tj EMC Q q /Artifact BMC (2) Tj EMC "
                        "/P <</MCID 0>> BDC (a) Tj EMC Q");
    assert_string_equal(mark(fixture, "t", text_from("q (1) Tj Q")), "q /Artifact BMC (1) Tj EMC Q");
}

static void tells_what_became_of_them(void **state)
{
    struct fixture *fixture = *state;
    mark(fixture, "ttttf",
         TEXT("/P <</MCID 0>> BDC (a) Tj /P <</MCID 1>> BDC f EMC (b) Tj /P <</MCID 3>> BDC (c) Tj EMC "
              "(d) Tj EMC /Figure <</MCID 4>> BDC EMC"));
    static const struct content_mark wanted[] = {
        {OWNER_TEXT, FATE_SHOWN, 0}, {OWNER_TEXT, FATE_ARTIFACT, 1}, {OWNER_TEXT, FATE_MISSING, 2},
        {OWNER_TEXT, FATE_SHOWN, 3}, {OWNER_FIGURE, FATE_SHOWN, 4},  {OWNER_TEXT, FATE_SHOWN, 0},
        {OWNER_TEXT, FATE_SHOWN, 0},
    };
    assert_int_equal(fixture->content.marks.count, sizeof wanted / sizeof *wanted);
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        assert_int_equal(fixture->content.marks.items[i].fate, wanted[i].fate);
        assert_int_equal(fixture->content.marks.items[i].continues, wanted[i].continues);
    }
}

/* Much of one thing, whatever it is, is read in the time that reading takes. */
static void is_linear(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        "(",
        "<",
        "a",
        ")",
        "<<",
        "[",
        "/",
        "%",
        "E",
        " EI",
        "BI ",
        "BI ID ",
        "q ",
        "Q ",
        "BT ",
        "EMC ",
        "f ",
        "m ",
        "\\",
        "1 ",
        "/P BMC ",
        "/P <</MCID 0>> BDC ",
        "/Artifact BMC ",
        "/Artifact BMC f ",
        "(a) Tj ",
        "BT (a) Tj ET ",
        "re f q ",
    };
    enum { LONG = 10 * 1000 * 1000, SHORT = LONG / 10 };
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        struct arena arena = {0};
        struct buffer stream = {.arena = &arena};
        while (stream.size < (i < 3 ? LONG : SHORT))
            buffer_add_string(&stream, pieces[i]);
        struct content content = {.stream = buffer_text(&stream), .is_page = true};
        struct content_mark known = {.owner = OWNER_TEXT};
        ARRAY_PUSH(&arena, &content.marks, known);
        clock_t start = clock();
        content_mark(&arena, &content);
        double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
        assert_true(content.marked.size > 0);
        assert_true(seconds < 20);
        arena_release(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(marks, set_up, tear_down),
        cmocka_unit_test_setup_teardown(knows_the_foot_of_a_page, set_up, tear_down),
        cmocka_unit_test_setup_teardown(tells_what_became_of_them, set_up, tear_down),
        cmocka_unit_test_setup_teardown(is_linear, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
