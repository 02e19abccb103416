/* stopped.h: what people and the program write into private/stopped.csv, and what holds for whom. */
#include "place.h"

#include "mailing/stopped.h"

static struct text told(struct fixture *fixture, const stop_list *list)
{
    struct buffer out = {.arena = &fixture->arena};
    for (size_t i = 0; i < list->count; i++) {
        const struct stop *stop = &list->items[i];
        buffer_format(&out, "%.*s %s %04d-%02d-%02d '%.*s' '%.*s'\n", TEXT_ARGUMENTS(stop->key),
                      stop->reason == STOP_BOUNCED ? "bounced" : "left", stop->date.year, stop->date.month,
                      stop->date.day, TEXT_ARGUMENTS(stop->network), TEXT_ARGUMENTS(stop->words));
    }
    return buffer_text(&out);
}

static bool read_all(struct fixture *fixture, stop_list *list)
{
    *list = (stop_list){0};
    return stopped_read(&fixture->arena, fixture->path, list, &fixture->diagnostics);
}

static void test_read(void **state)
{
    static const struct {
        struct text bytes;
        const char *expected;
    } cases[] = {
        {TEXT("\xEF\xBB\xBF"
              "e-post;orsak;datum;nätverk;anmärkning\r\nB@Example.org;avanmäld;2026-02-03;lagom;\"'=1;2\"\r\n"
              "a@example.org;Studsade;;;550 5.1.1\r\n"),
         "a@example.org bounced 0000-00-00 '' '550 5.1.1'\nb@example.org left 2026-02-03 'lagom' '=1;2'\n"},
        {TEXT("Email,Reason,Date,Network,Note\na@example.org,bounced,2026-02-03,Lagom,x\nb@example.org,unsubscribed,,,"
              "\n"),
         "a@example.org bounced 2026-02-03 'lagom' 'x'\nb@example.org left 0000-00-00 '' ''\n"},
        {TEXT("mejl;sk\xE4l\n'+a@example.org;avanm\xE4lt\nB\xF6rje <b@example.org>;\n"),
         "+a@example.org left 0000-00-00 '' ''\nb@example.org left 0000-00-00 '' ''\n"},
        {TEXT("e-post\n"), ""},
    };
    struct fixture *fixture = *state;
    stop_list list;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        put(fixture, cases[i].bytes);
        if (!read_all(fixture, &list))
            fail_msg("%s", said(fixture).bytes);
        assert_text(told(fixture, &list), cases[i].expected);
    }
    unlink(fixture->path);
    assert_true(read_all(fixture, &list));
    assert_int_equal(list.count, 0);
}

static void test_mistakes(void **state)
{
    struct fixture *fixture = *state;
    stop_list list;
    put(fixture, TEXT("e-post;orsak;datum;nätverk\nanna;x;i går;Bästa platsen\n"));
    assert_false(read_all(fixture, &list));
    assert_text(said(fixture),
                "2:1 the address has no @ | write the whole address: namn@example.org\n"
                "2:6 'x' is no reason that is known | write 'avanmäld' or 'studsade'; other words may stand in "
                "'anmärkning'\n"
                "2:8 'i går' is not a date | write year, month and day, such as 2026-02-24, or nothing\n"
                "2:14 'Bästa platsen' is not the id of a network | write the name of the network's folder, or "
                "nothing to stop letters of all networks\n");
    put(fixture, TEXT("vem;orsak\na@example.org;\n"));
    assert_false(read_all(fixture, &list));
    assert_text(said(fixture), "1:1 no column is called 'e-post' | let the first line be: "
                               "e-post;orsak;datum;nätverk;anmärkning\n");
}

static void test_find(void **state)
{
    struct fixture *fixture = *state;
    stop_list list;
    put(fixture, TEXT("e-post;nätverk;orsak\nc@example.org;;\nb@example.org;two;studsade\nb@example.org;one;\n"
                      "a@example.org;one;\n"));
    assert_true(read_all(fixture, &list));
    assert_null(stopped_find(&list, TEXT("a@example.org"), TEXT("two")));
    assert_non_null(stopped_find(&list, TEXT("a@example.org"), TEXT("one")));
    assert_int_equal(stopped_find(&list, TEXT("b@example.org"), TEXT("one"))->reason, STOP_UNSUBSCRIBED);
    assert_int_equal(stopped_find(&list, TEXT("b@example.org"), TEXT("two"))->reason, STOP_BOUNCED);
    assert_non_null(stopped_find(&list, TEXT("c@example.org"), TEXT("three")));
    assert_null(stopped_find(&list, TEXT("d@example.org"), TEXT("one")));
    assert_null(stopped_find(&(stop_list){0}, TEXT("d@example.org"), TEXT("one")));
}

static bool add(struct fixture *fixture, struct stop *stops, size_t count)
{
    stop_list list = {.items = stops, .count = count};
    return stopped_add(&fixture->arena, fixture->path, &list, &fixture->diagnostics);
}

static void test_add(void **state)
{
    struct fixture *fixture = *state;
    struct stat status;
    stop_list list;
    struct stop stops[] = {
        {TEXT("+b@example.org"), STOP_BOUNCED, {2026, 11, 22}, TEXT("lagom"), TEXT("=HYPERLINK(\"x\";1)\r\n550\tno")},
        {TEXT("a@example.org"), STOP_UNSUBSCRIBED, {0}, {0}, TEXT("-1")},
        {TEXT("a@example.org"), STOP_BOUNCED, {0}, {0}, TEXT("once is enough")},
    };
    assert_true(add(fixture, stops, 3));
    const char *first = "\xEF\xBB\xBF"
                        "e-post;orsak;datum;nätverk;anmärkning\r\n"
                        "'+b@example.org;studsade;2026-11-22;lagom;\"'=HYPERLINK(\"\"x\"\";1) 550 no\"\r\n"
                        "a@example.org;avanmäld;;;'-1\r\n";
    assert_text(got(fixture), first);
    assert_int_equal(stat(fixture->path, &status), 0);
    assert_int_equal(status.st_mode & 07777, 0600);
    assert_true(read_all(fixture, &list));
    assert_text(told(fixture, &list), "+b@example.org bounced 2026-11-22 'lagom' '=HYPERLINK(\"x\";1) 550 no'\n"
                                      "a@example.org left 0000-00-00 '' '-1'\n");
    assert_true(add(fixture, stops, 3));
    assert_text(got(fixture), first);
}

/* Saved by Excel in another encoding, with columns in another order and one of the user's own. */
static void test_add_to_table(void **state)
{
    struct fixture *fixture = *state;
    struct stop stops[] = {{TEXT("b@example.org"), STOP_UNSUBSCRIBED, {2026, 11, 22}, {0}, TEXT("→ ö")}};
    put(fixture, TEXT("anm\xE4rkning,mitt,orsak,e-post\nx,,avanm\xE4ld,a@example.org"));
    assert_true(add(fixture, stops, 1));
    assert_text(got(fixture), "anm\xE4rkning,mitt,orsak,e-post\nx,,avanm\xE4ld,a@example.org\n"
                              "? \xF6,,avanm\xE4ld,b@example.org\n");
    put(fixture, TEXT(" \n"));
    assert_true(add(fixture, stops, 1));
    assert_text(got(fixture), "\xEF\xBB\xBF"
                              "e-post;orsak;datum;nätverk;anmärkning\r\nb@example.org;avanmäld;2026-11-22;;→ ö\r\n");
    put(fixture, TEXT("e-post;orsak\na@example.org;x\n"));
    assert_false(add(fixture, stops, 1));
    assert_text(got(fixture), "e-post;orsak\na@example.org;x\n");
    fixture->diagnostics.list.count = 0;
}

static void test_unwritable(void **state)
{
    struct fixture *fixture = *state;
    struct stop stops[] = {{TEXT("b@example.org"), STOP_UNSUBSCRIBED, {0}, {0}, {0}}};
    fixture->path = file_path(&fixture->arena, fixture->top, "no/such/stopped.csv");
    assert_false(add(fixture, stops, 1));
    assert_text(said(fixture), "cannot write '…/no/such/stopped.csv': No such file or directory\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_read, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_mistakes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_find, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_add, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_add_to_table, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_unwritable, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
