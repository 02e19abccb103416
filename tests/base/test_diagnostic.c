/* Places, and messages as the user reads them. */
#include "harness.h"

#include <errno.h>

struct fixture {
    struct arena arena;
    struct diagnostics diagnostics;
};

static int prepare(void **state)
{
    static struct fixture fixture;
    fixture = (struct fixture){0};
    fixture.diagnostics.arena = &fixture.arena;
    *state = &fixture;
    return 0;
}

static int release(void **state)
{
    arena_release(&((struct fixture *)*state)->arena);
    return 0;
}

static const struct source round_file = {
    {"content/oster/round.yml", 23},
    {"title: Öster\nplåts:\tÅbo\r\n\tnamn: åäö x\nend", 47},
};

static struct place at(const struct source *source, unsigned line, unsigned column)
{
    return (struct place){source, line, column};
}

static void assert_place(struct place place, const struct source *source, unsigned line, unsigned column)
{
    assert_ptr_equal(place.source, source);
    assert_int_equal(place.line, line);
    assert_int_equal(place.column, column);
}

static void places_of_passages(void **state)
{
    (void)state;
    const struct source *source = &round_file;
    struct passage body = {.start = {source, 7, 1}};
    assert_place(passage_place(&body, 1, 1), source, 7, 1);
    assert_place(passage_place(&body, 1, 5), source, 7, 5);
    assert_place(passage_place(&body, 3, 2), source, 9, 2);
    assert_place(passage_place(&body, 3, 0), source, 9, 0);
    assert_place(passage_place(&body, 0, 9), source, 7, 1);
    struct passage value = {.start = {source, 7, 10}};
    assert_place(passage_place(&value, 1, 1), source, 7, 10);
    assert_place(passage_place(&value, 1, 4), source, 7, 13);
    assert_place(passage_place(&value, 1, 0), source, 7, 10);
    assert_place(passage_place(&value, 2, 4), source, 8, 4);
    struct passage scalar = {.start = {source, 7, 5}, .indent = 4};
    assert_place(passage_place(&scalar, 1, 1), source, 7, 5);
    assert_place(passage_place(&scalar, 1, 3), source, 7, 7);
    assert_place(passage_place(&scalar, 2, 3), source, 8, 7);
    assert_place(passage_place(&scalar, 2, 0), source, 8, 0);
    struct passage folded = {.start = {source, 7, 5}, .indent = 4, .is_folded = true};
    assert_place(passage_place(&folded, 3, 9), source, 7, 5);
    struct passage nowhere = {.is_folded = true};
    assert_place(passage_place(&nowhere, 3, 9), NULL, 0, 0);
}

/* A passage that is a whole line begins in its first column. */
static void places_of_whole_lines(void **state)
{
    (void)state;
    struct passage line = {.start = {&round_file, 7, 0}};
    assert_place(passage_place(&line, 1, 1), &round_file, 7, 1);
    assert_place(passage_place(&line, 1, 3), &round_file, 7, 3);
    assert_place(passage_place(&line, 2, 3), &round_file, 8, 3);
    assert_place(passage_place(&line, 1, 0), &round_file, 7, 0);
}

static void places_in_sources(void **state)
{
    (void)state;
    struct source source = {TEXT("a"), TEXT("åä\n\n\tö\r\nx")};
    static const struct {
        size_t position;
        unsigned line, column;
    } cases[] = {{0, 1, 1}, {2, 1, 2},  {4, 1, 3},  {5, 2, 1},  {6, 3, 1}, {7, 3, 2},
                 {9, 3, 3}, {10, 3, 4}, {11, 4, 1}, {12, 4, 2}, {99, 4, 2}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_place(source_place(&source, cases[i].position), &source, cases[i].line, cases[i].column);
    struct source empty = {0};
    assert_place(source_place(&empty, 0), &empty, 1, 1);
    assert_place(source_place(&empty, 5), &empty, 1, 1);
    struct source last = {TEXT("a"), TEXT("x\n")};
    assert_place(source_place(&last, 2), &last, 2, 1);
}

static void simple_messages(void **state)
{
    struct fixture *fixture = *state;
    struct diagnostics *all = &fixture->diagnostics;
    assert_text(written(all), "");
    diagnostic_error(all, at(&round_file, 1, 1), "unknown field '%s'", "title");
    assert_text(written(all), "content/oster/round.yml\n"
                              "  Line 1, error: unknown field 'title'\n"
                              "    1 | title: Öster\n"
                              "      | ^\n");
    diagnostic_warning(all, at(&round_file, 1, 8), "%d%%", 100);
    assert_text(written(all), "content/oster/round.yml\n"
                              "  Line 1, warning: 100%\n"
                              "    1 | title: Öster\n"
                              "      |        ^\n");
    diagnostic_error(all, at(&round_file, 1, 0), "the whole line");
    assert_text(written(all), "content/oster/round.yml\n"
                              "  Line 1, error: the whole line\n"
                              "    1 | title: Öster\n");
    diagnostic_error(all, at(&round_file, 0, 0), "the whole file");
    assert_text(written(all), "content/oster/round.yml\n"
                              "  The file, error: the whole file\n");
    diagnostic_error(all, at(&round_file, 0, 7), "no line, so no column");
    assert_text(written(all), "content/oster/round.yml\n"
                              "  The file, error: no line, so no column\n");
    diagnostic_warning(all, (struct place){0}, "no place");
    assert_text(written(all), "rundbrev: warning: no place\n");
}

static void carets_below_letters_and_tabs(void **state)
{
    struct fixture *fixture = *state;
    struct diagnostics *all = &fixture->diagnostics;
    diagnostic_error(all, at(&round_file, 2, 3), "at å");
    assert_text(written(all), "content/oster/round.yml\n"
                              "  Line 2, error: at å\n"
                              "    2 | plåts:\tÅbo\n"
                              "      |   ^\n");
    diagnostic_error(all, at(&round_file, 2, 9), "after a tab and Å");
    assert_text(written(all), "content/oster/round.yml\n"
                              "  Line 2, error: after a tab and Å\n"
                              "    2 | plåts:\tÅbo\n"
                              "      |       \t ^\n");
    diagnostic_error(all, at(&round_file, 3, 12), "after a tab and åäö");
    assert_text(written(all), "content/oster/round.yml\n"
                              "  Line 3, error: after a tab and åäö\n"
                              "    3 | \tnamn: åäö x\n"
                              "      | \t          ^\n");
    diagnostic_error(all, at(&round_file, 4, 4), "behind the last letter");
    assert_text(written(all), "content/oster/round.yml\n"
                              "  Line 4, error: behind the last letter\n"
                              "    4 | end\n"
                              "      |    ^\n");
    diagnostic_error(all, at(&round_file, 4, 40), "far behind");
    assert_text(written(all), "content/oster/round.yml\n"
                              "  Line 4, error: far behind\n"
                              "    4 | end\n"
                              "      |    ^\n");
}

/* A letter written as two characters (macOS) or an invisible one takes no room of its own. */
static void carets_below_invisible_characters(void **state)
{
    struct fixture *fixture = *state;
    struct diagnostics *all = &fixture->diagnostics;
    struct source source = {TEXT("a.md"), TEXT("a\u030Ao\u0308: x\na\u200Bb\u00ADc")};
    diagnostic_error(all, at(&source, 1, 7), "at x");
    assert_text(written(all), "a.md\n"
                              "  Line 1, error: at x\n"
                              "    1 | a\u030Ao\u0308: x\n"
                              "      |     ^\n");
    diagnostic_error(all, at(&source, 2, 3), "at b");
    assert_text(written(all), "a.md\n"
                              "  Line 2, error: at b\n"
                              "    2 | a\u200Bb\u00ADc\n"
                              "      |  ^\n");
}

static void control_characters_are_not_shown(void **state)
{
    struct fixture *fixture = *state;
    struct diagnostics *all = &fixture->diagnostics;
    struct source source = {TEXT("a.md"), TEXT("x\x1B[31m\ry\0z")};
    diagnostic_error(all, at(&source, 1, 9), "at NUL");
    assert_text(written(all), "a.md\n"
                              "  Line 1, error: at NUL\n"
                              "    1 | x [31m y z\n"
                              "      |         ^\n");
}

/* A parser that stops at the end of the file points to the line after the last line feed. */
static void lines_behind_the_end(void **state)
{
    struct fixture *fixture = *state;
    struct diagnostics *all = &fixture->diagnostics;
    struct source source = {TEXT("a.md"), TEXT("one\ntwo\n")}, empty = {TEXT("b.md"), TEXT("")};
    diagnostic_error(all, source_place(&source, 8), "ends too early");
    assert_text(written(all), "a.md\n"
                              "  Line 3, error: ends too early\n"
                              "    3 | \n"
                              "      | ^\n");
    diagnostic_error(all, at(&source, 9, 3), "far behind");
    assert_text(written(all), "a.md\n"
                              "  Line 9, error: far behind\n"
                              "    9 | \n"
                              "      | ^\n");
    diagnostic_error(all, at(&empty, 1, 1), "empty");
    assert_text(written(all), "b.md\n"
                              "  Line 1, error: empty\n"
                              "    1 | \n"
                              "      | ^\n");
    diagnostic_error(all, at(&source, 2, 4), "at the line's end");
    assert_text(written(all), "a.md\n"
                              "  Line 2, error: at the line's end\n"
                              "    2 | two\n"
                              "      |    ^\n");
}

/* 300 characters "åbcdefghi|" again and again, on line 12345. */
static struct source long_line(struct arena *arena)
{
    struct buffer buffer = {.arena = arena};
    for (int i = 1; i < 12345; i++)
        buffer_add_byte(&buffer, '\n');
    for (int i = 0; i < 30; i++)
        buffer_add_string(&buffer, "åbcdefghi|");
    return (struct source){TEXT("l.md"), buffer_text(&buffer)};
}

#define TEN "åbcdefghi|"
#define FIFTY TEN TEN TEN TEN TEN
#define SPACES "                                        "

static void long_lines(void **state)
{
    struct fixture *fixture = *state;
    struct diagnostics *all = &fixture->diagnostics;
    struct source source = long_line(&fixture->arena);
    diagnostic_error(all, at(&source, 12345, 10), "early");
    assert_text(written(all), "l.md\n"
                              "  Line 12345, error: early\n"
                              "12345 | " FIFTY FIFTY "\n"
                              "      |          ^\n");
    diagnostic_error(all, at(&source, 12345, 80), "80");
    assert_text(written(all), "l.md\n"
                              "  Line 12345, error: 80\n"
                              "12345 | " FIFTY FIFTY "\n"
                              "      | " SPACES "                                       ^\n");
    diagnostic_error(all, at(&source, 12345, 151), "151, so from 71");
    assert_text(written(all), "l.md\n"
                              "  Line 12345, error: 151, so from 71\n"
                              "12345 | " FIFTY FIFTY "\n"
                              "      | " SPACES SPACES "^\n");
    diagnostic_error(all, at(&source, 12345, 291), "291, so from 211");
    assert_text(written(all), "l.md\n"
                              "  Line 12345, error: 291, so from 211\n"
                              "12345 | " FIFTY TEN TEN TEN TEN "\n"
                              "      | " SPACES SPACES "^\n");
    diagnostic_error(all, at(&source, 12345, 301), "behind");
    assert_text(written(all), "l.md\n"
                              "  Line 12345, error: behind\n"
                              "12345 | " FIFTY TEN TEN TEN "\n"
                              "      | " SPACES SPACES "^\n");
}

static void whole_long_lines(void **state)
{
    struct fixture *fixture = *state;
    struct diagnostics *all = &fixture->diagnostics;
    struct source source = long_line(&fixture->arena);
    diagnostic_warning(all, at(&source, 12345, 0), "the whole line");
    assert_text(written(all), "l.md\n"
                              "  Line 12345, warning: the whole line\n"
                              "12345 | " FIFTY FIFTY "\n");
    diagnostic_error(all, at(&source, 12345, 5000), "far behind");
    assert_text(written(all), "l.md\n"
                              "  Line 12345, error: far behind\n"
                              "12345 | \n"
                              "      | ^\n");
}

static void hints_and_notes(void **state)
{
    struct fixture *fixture = *state;
    struct diagnostics *all = &fixture->diagnostics;
    struct diagnostic *added = diagnostic_error(all, at(&round_file, 2, 1), "unknown field '%s'", "plåts");
    diagnostic_hint(all, added, "did you mean '%s'?", "plats");
    diagnostic_note(all, added, at(&round_file, 4, 1), "%s", "the last line");
    assert_text(written(all), "content/oster/round.yml\n"
                              "  Line 2, error: unknown field 'plåts'\n"
                              "    2 | plåts:\tÅbo\n"
                              "      | ^\n"
                              "    hint: did you mean 'plats'?\n"
                              "    Line 4: the last line\n"
                              "    4 | end\n"
                              "      | ^\n");
    added = diagnostic_warning(all, at(&round_file, 0, 0), "twice");
    diagnostic_note(all, added, at(&round_file, 0, 0), "here too");
    assert_text(written(all), "content/oster/round.yml\n"
                              "  The file, warning: twice\n"
                              "    here too\n");
    added = diagnostic_warning(all, (struct place){0}, "twice");
    diagnostic_note(all, added, at(&round_file, 1, 0), "here too");
    assert_text(written(all), "rundbrev: warning: twice\n"
                              "    content/oster/round.yml, line 1: here too\n"
                              "    1 | title: Öster\n");
}

static void suggestions(void **state)
{
    struct fixture *fixture = *state;
    struct diagnostics *all = &fixture->diagnostics;
    struct diagnostic *added = diagnostic_error(all, at(&round_file, 0, 0), "unknown field 'plåts'");
    assert_false(diagnostic_suggest(all, added, (struct text){0}));
    assert_text(written(all), "content/oster/round.yml\n"
                              "  The file, error: unknown field 'plåts'\n");
    added = diagnostic_error(all, at(&round_file, 0, 0), "unknown field 'plåts'");
    assert_true(diagnostic_suggest(all, added, TEXT("plats")));
    assert_text(written(all), "content/oster/round.yml\n"
                              "  The file, error: unknown field 'plåts'\n"
                              "    hint: did you mean 'plats'?\n");
}

/* Each file's path stands once above all that is said of it. */
static void findings_stand_below_their_file(void **state)
{
    struct fixture *fixture = *state;
    struct diagnostics *all = &fixture->diagnostics;
    struct source a = {TEXT("a.md"), TEXT("one\ntwo\n")}, again = a, b = {TEXT("b.md"), TEXT("three\n")};
    diagnostic_error(all, at(&a, 1, 0), "first");
    diagnostic_error(all, at(&again, 2, 0), "second");
    struct diagnostic *added = diagnostic_error(all, at(&b, 1, 0), "third");
    diagnostic_note(all, added, at(&a, 2, 1), "see there");
    added = diagnostic_error(all, at(&b, 0, 0), "fourth");
    diagnostic_note(all, added, at(&a, 0, 0), "see all of it");
    diagnostic_world(all, TEXT("/x"), 0, "fifth");
    assert_text(written(all), "a.md\n"
                              "  Line 1, error: first\n"
                              "    1 | one\n"
                              "  Line 2, error: second\n"
                              "    2 | two\n"
                              "b.md\n"
                              "  Line 1, error: third\n"
                              "    1 | three\n"
                              "    a.md, line 2: see there\n"
                              "    2 | two\n"
                              "      | ^\n"
                              "  The file, error: fourth\n"
                              "    a.md: see all of it\n"
                              "rundbrev: error: fifth '/x'\n");
}

static const struct check broken = {.name = "broken", .level = SEVERITY_ERROR};
static const struct check doubtful = {.name = "doubtful", .level = SEVERITY_WARNING, .can_be_allowed = true};
static const struct check clumsy = {.name = "clumsy", .level = SEVERITY_ADVICE, .can_be_allowed = true};

static void allow(struct diagnostic *diagnostic, const char *reason)
{
    diagnostic->severity = SEVERITY_ALLOWED;
    diagnostic->reason = text_from(reason);
}

/* A finding is as severe as its check, whose name stands behind it. */
static void checks_give_level_and_name(void **state)
{
    struct fixture *fixture = *state;
    struct diagnostics *all = &fixture->diagnostics;
    struct diagnostic *added = diagnostic_check(all, &broken, at(&round_file, 0, 0), "a %s", "mistake");
    assert_int_equal(added->severity, SEVERITY_ERROR);
    assert_ptr_equal(added->check, &broken);
    diagnostic_check(all, &doubtful, at(&round_file, 0, 0), "a doubt");
    diagnostic_check(all, &clumsy, at(&round_file, 4, 1), "a thought");
    assert_text(written(all), "content/oster/round.yml\n"
                              "  The file, error: a mistake [broken]\n"
                              "  The file, warning: a doubt [doubtful]\n"
                              "  Line 4, advice: a thought [clumsy]\n"
                              "    4 | end\n"
                              "      | ^\n");
}

/* The author's reason takes the place of the hint, which tells how to mend what is right. */
static void what_is_allowed_has_its_reason(void **state)
{
    struct fixture *fixture = *state;
    struct diagnostics *all = &fixture->diagnostics;
    struct diagnostic *added = diagnostic_check(all, &doubtful, at(&round_file, 0, 0), "a doubt");
    diagnostic_hint(all, added, "look again");
    diagnostic_note(all, added, at(&round_file, 0, 0), "compare this");
    allow(added, "vi har\033[2Jfrågat");
    assert_text(written(all), "content/oster/round.yml\n"
                              "  The file, allowed: a doubt [doubtful]\n"
                              "    reason: vi har?[2Jfrågat\n"
                              "    compare this\n");
}

static void only_up_to_the_mildest_is_written(void **state)
{
    struct fixture *fixture = *state;
    struct diagnostics *all = &fixture->diagnostics;
    allow(diagnostic_check(all, &broken, at(&round_file, 0, 0), "four"), "so it is");
    diagnostic_check(all, &clumsy, at(&round_file, 0, 0), "three");
    diagnostic_check(all, &doubtful, at(&round_file, 0, 0), "two");
    diagnostic_check(all, &broken, at(&round_file, 0, 0), "one");
    static const char *const lines[] = {"  The file, error: one [broken]\n", "  The file, warning: two [doubtful]\n",
                                        "  The file, advice: three [clumsy]\n",
                                        "  The file, allowed: four [broken]\n    reason: so it is\n"};
    for (enum severity mildest = SEVERITY_ERROR; mildest <= SEVERITY_ALLOWED; mildest++) {
        struct buffer buffer = {.arena = all->arena}, expected = buffer;
        diagnostics_write(all, mildest, &buffer);
        buffer_add_string(&expected, "content/oster/round.yml\n");
        for (size_t i = mildest + 1; i-- > 0;)
            buffer_add_string(&expected, lines[i]);
        assert_text(buffer_text(&buffer), text_string(all->arena, buffer_text(&expected)));
    }
    struct diagnostics mild = {.arena = all->arena};
    diagnostic_check(&mild, &clumsy, at(&round_file, 0, 0), "three");
    struct buffer buffer = {.arena = all->arena};
    diagnostics_write(&mild, SEVERITY_WARNING, &buffer);
    assert_text(buffer_text(&buffer), ""); /* no path of a file of which nothing is said */
}

/* A floor that knows no checks raises errors; its caller says which check found them. */
static void attributing(void **state)
{
    struct fixture *fixture = *state;
    struct diagnostics *all = &fixture->diagnostics;
    diagnostic_error(all, at(&round_file, 0, 0), "before");
    size_t from = all->list.count;
    diagnostic_warning(all, at(&round_file, 0, 0), "one");
    diagnostic_check(all, &clumsy, at(&round_file, 0, 0), "two");
    diagnostic_world(all, TEXT("/x"), 0, "three");
    diagnostics_attribute(all, from, &broken);
    diagnostics_attribute(all, from, &doubtful); /* the first claim holds */
    assert_text(written(all), "content/oster/round.yml\n"
                              "  The file, error: before\n"
                              "  The file, warning: one [broken]\n"
                              "  The file, advice: two [clumsy]\n"
                              "rundbrev: error: three '/x'\n");
}

static void failures_of_the_world(void **state)
{
    struct fixture *fixture = *state;
    struct diagnostics *all = &fixture->diagnostics;
    char path[] = "public/index.html";
    struct diagnostic *added = diagnostic_world(all, text_from(path), ENOSPC, "cannot %s", "write");
    diagnostic_hint(all, added, "make room");
    path[0] = 'X'; /* texts are copied */
    assert_true(added->is_world);
    assert_text(written(all), "rundbrev: error: cannot write 'public/index.html': No space left on device\n"
                              "    hint: make room\n");
    diagnostic_world(all, TEXT("100%s"), 0, "no browser, looked for");
    assert_text(written(all), "rundbrev: error: no browser, looked for '100%s'\n");
    diagnostic_world(all, (struct text){0}, EACCES, "cannot ask for the time");
    assert_text(written(all), "rundbrev: error: cannot ask for the time: Permission denied\n");
    diagnostic_world(all, (struct text){0}, 0, "no fonts");
    assert_text(written(all), "rundbrev: error: no fonts\n");
}

static void sorting(void **state)
{
    struct fixture *fixture = *state;
    struct diagnostics *all = &fixture->diagnostics;
    struct source a = {TEXT("a.md"), TEXT("")}, again = a, b = {TEXT("b.md"), TEXT("")};
    diagnostics_sort(all);
    diagnostic_world(all, TEXT("/x"), 0, "zzz");
    diagnostic_world(all, TEXT("/x"), 0, "cannot write");
    diagnostic_error(all, at(&b, 0, 0), "1");
    diagnostic_error(all, at(&a, 10, 0), "2");
    diagnostic_error(all, at(&a, 9, 3), "4");
    diagnostic_error(all, at(&again, 9, 3), "3");
    diagnostic_error(all, at(&a, 9, 20), "5");
    diagnostic_error(all, at(&a, 9, 0), "6");
    diagnostic_warning(all, at(&a, 0, 0), "7");
    diagnostics_sort(all);
    static const char *const expected[] = {"7", "6", "3", "4", "5", "2", "1", "cannot write '/x'", "zzz '/x'"};
    assert_int_equal(all->list.count, 9);
    for (size_t i = 0; i < 9; i++)
        assert_text(all->list.items[i]->message, expected[i]);
}

static void add_alike(struct diagnostics *all, const struct source *source, size_t which)
{
    struct diagnostic *added = which == 1 ? diagnostic_warning(all, at(source, 1, 1), "same")
                                          : diagnostic_error(all, at(source, 1, 1), "same");
    if (which == 2)
        diagnostic_hint(all, added, "one");
    if (which == 3)
        diagnostic_hint(all, added, "two");
    if (which >= 4)
        diagnostic_note(all, added, at(source, which == 4 ? 1 : 2, 1), which == 6 ? "other" : "note");
}

/* The check and the author's reason are seen as well. */
static void alike_but_for_check_or_reason(void **state)
{
    struct fixture *fixture = *state;
    struct diagnostics *all = &fixture->diagnostics;
    for (int turn = 0; turn < 2; turn++) {
        diagnostic_check(all, &clumsy, at(&round_file, 1, 1), "same");
        diagnostic_check(all, &doubtful, at(&round_file, 1, 1), "same");
        diagnostic_check(all, &broken, at(&round_file, 1, 1), "same");
        diagnostic_error(all, at(&round_file, 1, 1), "same");
        allow(diagnostic_check(all, &doubtful, at(&round_file, 1, 1), "same"), "one");
        allow(diagnostic_check(all, &doubtful, at(&round_file, 1, 1), "same"), "two");
    }
    diagnostics_sort(all);
    assert_int_equal(all->list.count, 6);
}

/* Only what the user could not tell apart is dropped, whatever the order in which it came. */
static void repetitions_are_dropped(void **state)
{
    struct fixture *fixture = *state;
    struct diagnostics *all = &fixture->diagnostics;
    enum { KINDS = 7 };
    struct source a = {TEXT("a.md"), TEXT("x\ny\n")}, again = a;
    struct text first = {0};
    for (size_t turn = 0; turn < KINDS; turn++) {
        for (size_t i = 0; i < 3 * KINDS; i++)
            add_alike(all, i % 2 ? &a : &again, (i * 3 + turn) % KINDS);
        diagnostic_world(all, TEXT("/x"), EACCES, "cannot read");
        diagnostic_world(all, TEXT("/x"), EACCES, "cannot read");
        diagnostics_sort(all);
        assert_int_equal(all->list.count, KINDS + 1);
        assert_int_equal(diagnostics_count(all, SEVERITY_WARNING), 1);
        struct text now = written(all);
        if (turn == 0)
            first = now;
        assert_true(text_equal(now, first));
    }
}

static void merging(void **state)
{
    struct fixture *fixture = *state;
    struct diagnostics *all = &fixture->diagnostics;
    struct arena arena = {0};
    struct diagnostics job = {.arena = &arena};
    diagnostics_merge(all, &job);
    assert_int_equal(all->list.count, 0);
    diagnostic_error(all, at(&round_file, 4, 0), "first");
    struct diagnostic *added = diagnostic_warning(&job, at(&round_file, 4, 0), "second");
    diagnostic_hint(&job, added, "a hint");
    diagnostic_note(&job, added, at(&round_file, 4, 0), "a note");
    diagnostic_world(&job, TEXT("/y"), 0, "third");
    diagnostics_merge(all, &job);
    arena_release(&arena);
    assert_text(written(all), "content/oster/round.yml\n"
                              "  Line 4, error: first\n"
                              "    4 | end\n"
                              "  Line 4, warning: second\n"
                              "    4 | end\n"
                              "    hint: a hint\n"
                              "    Line 4: a note\n"
                              "    4 | end\n"
                              "rundbrev: error: third '/y'\n");
}

/* The order of the places is not the order of writing: without sorting, or with two messages for a line. */
static void lines_in_any_order(void **state)
{
    struct fixture *fixture = *state;
    struct diagnostics *all = &fixture->diagnostics;
    diagnostic_error(all, at(&round_file, 4, 0), "a");
    diagnostic_error(all, at(&round_file, 1, 0), "b");
    diagnostic_error(all, at(&round_file, 1, 0), "c");
    diagnostic_error(all, at(&round_file, 99, 0), "d");
    diagnostic_error(all, at(&round_file, 4, 0), "e");
    struct text output = written(all);
    size_t first = text_find(output, TEXT("    4 | end\n"), 0),
           twice = text_find(output, TEXT("    4 | end\n"), first + 1);
    assert_true(first < twice && twice < output.size);
    assert_true(text_find(output, TEXT("   99 | \n"), 0) < twice);
    struct text line = text_slice(output, text_find(output, TEXT("    1 | "), 0), output.size);
    line = text_slice(line, 0, text_find_byte(line, '\n', 0) + 1);
    assert_true(text_find(output, line, text_find(output, TEXT("error: c"), 0)) < output.size);
}

static void names_give_no_orders_to_the_terminal(void **state)
{
    struct fixture *fixture = *state;
    struct diagnostics *all = &fixture->diagnostics;
    const struct source odd = {TEXT("a\nb\033[31m.md"), TEXT("")};
    struct diagnostic *added = diagnostic_error(all, at(&odd, 0, 0), "there is no '%s'", "\033[2J");
    diagnostic_hint(all, added, "rename '%s'", "a\nb");
    assert_text(written(all), "a?b?[31m.md\n  The file, error: there is no '?[2J'\n    hint: rename 'a?b'\n");
}

/* A hostile file is one line with as many mistakes as it has words: nobody reads them all, and none is slow. */
static void a_million_messages(void **state)
{
    enum { COUNT = 1000000, SHOWN = 1000 };
    struct fixture *fixture = *state;
    struct diagnostics *all = &fixture->diagnostics;
    char *bytes = arena_allocate(&fixture->arena, 2 * COUNT);
    memset(bytes, 'x', 2 * COUNT);
    struct source source = {TEXT("l.md"), {bytes, 2 * COUNT}};
    for (unsigned i = 0; i < COUNT; i++)
        diagnostic_error(all, at(&source, 1, COUNT - i), "e");
    diagnostic_warning(all, at(&source, 1, 0), "a warning below them");
    diagnostics_sort(all);
    struct buffer buffer = {.arena = &fixture->arena};
    diagnostics_write(all, SEVERITY_WARNING, &buffer);
    struct text output = buffer_text(&buffer);
    assert_true(output.size < (size_t)SHOWN * 300);
    assert_true(text_find(output, TEXT("a warning below them"), 0) < output.size);
    assert_true(text_ends_with(output, "rundbrev: error: 999000 more are not shown\n"));
    assert_int_equal(diagnostics_count(all, SEVERITY_ERROR), COUNT);
}

static void long_messages_are_cut(void **state)
{
    struct fixture *fixture = *state;
    struct diagnostics *all = &fixture->diagnostics;
    char name[2001] = "";
    for (int i = 0; i < 1000; i++)
        memcpy(name + 2 * i, "å", 2);
    struct diagnostic *added = diagnostic_error(all, at(&round_file, 1, 1), "there is no '%s'", name);
    diagnostic_hint(all, added, "rename '%s'", name);
    assert_in_range(added->message.size, 590, 610);
    assert_in_range(added->hint.size, 590, 610);
    assert_true(text_ends_with(added->message, "å…"));
    assert_int_equal(utf8_first_invalid(added->message), added->message.size);
}

static void counts_and_exit_status(void **state)
{
    struct fixture *fixture = *state;
    struct diagnostics *all = &fixture->diagnostics;
    assert_int_equal(diagnostics_exit_status(all), 0);
    diagnostic_warning(all, at(&round_file, 1, 1), "w");
    assert_int_equal(diagnostics_exit_status(all), 0);
    assert_false(diagnostics_has_error(all));
    diagnostic_error(all, at(&round_file, 1, 1), "e");
    assert_int_equal(diagnostics_exit_status(all), 1);
    assert_true(diagnostics_has_error(all));
    diagnostic_world(all, TEXT("/x"), 0, "f");
    assert_int_equal(diagnostics_exit_status(all), 3);
    diagnostic_error(all, at(&round_file, 1, 1), "e");
    assert_int_equal(diagnostics_exit_status(all), 3);
    assert_int_equal(diagnostics_count(all, SEVERITY_ERROR), 3);
    assert_int_equal(diagnostics_count(all, SEVERITY_WARNING), 1);
}

/* Advice and what is allowed stop nothing. */
static void mild_findings_stop_nothing(void **state)
{
    struct fixture *fixture = *state;
    struct diagnostics *all = &fixture->diagnostics;
    diagnostic_check(all, &clumsy, at(&round_file, 1, 1), "a");
    allow(diagnostic_check(all, &broken, at(&round_file, 1, 1), "b"), "so it is");
    assert_int_equal(diagnostics_exit_status(all), 0);
    assert_false(diagnostics_has_error(all));
    assert_int_equal(diagnostics_count(all, SEVERITY_ERROR), 0);
    assert_int_equal(diagnostics_count(all, SEVERITY_ADVICE), 1);
    assert_int_equal(diagnostics_count(all, SEVERITY_ALLOWED), 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, prepare, release)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(places_of_passages),
        TEST(places_of_whole_lines),
        TEST(places_in_sources),
        TEST(simple_messages),
        TEST(carets_below_letters_and_tabs),
        TEST(carets_below_invisible_characters),
        TEST(control_characters_are_not_shown),
        TEST(lines_behind_the_end),
        TEST(long_lines),
        TEST(whole_long_lines),
        TEST(hints_and_notes),
        TEST(suggestions),
        TEST(findings_stand_below_their_file),
        TEST(checks_give_level_and_name),
        TEST(what_is_allowed_has_its_reason),
        TEST(only_up_to_the_mildest_is_written),
        TEST(attributing),
        TEST(failures_of_the_world),
        TEST(sorting),
        TEST(repetitions_are_dropped),
        TEST(alike_but_for_check_or_reason),
        TEST(merging),
        TEST(lines_in_any_order),
        TEST(names_give_no_orders_to_the_terminal),
        TEST(a_million_messages),
        TEST(long_messages_are_cut),
        TEST(counts_and_exit_status),
        TEST(mild_findings_stop_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
