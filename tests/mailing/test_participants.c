/* participants.h: lists as people keep them, every mistake at its place, and marks that change nothing else. */
#include "place.h"

#include "mailing/address.h"
#include "mailing/participants.h"

static bool read_list(struct fixture *fixture, struct text bytes, participant_list *list, size_t *folded)
{
    put(fixture, bytes);
    *list = (participant_list){0};
    return participants_read(&fixture->arena, fixture->path, list, folded, &fixture->diagnostics);
}

/* "line:column name <email> key organisation/team/role/language/left" for each. */
static struct text told(struct fixture *fixture, const participant_list *list)
{
    struct buffer out = {.arena = &fixture->arena};
    for (size_t i = 0; i < list->count; i++) {
        const struct participant *person = &list->items[i];
        buffer_format(&out, "%u:%u %.*s <%.*s> %.*s %.*s/%.*s/%.*s/%.*s/%.*s\n", person->place.line,
                      person->place.column, TEXT_ARGUMENTS(person->mailbox.name), TEXT_ARGUMENTS(person->mailbox.email),
                      TEXT_ARGUMENTS(person->key), TEXT_ARGUMENTS(person->organisation), TEXT_ARGUMENTS(person->team),
                      TEXT_ARGUMENTS(person->role), TEXT_ARGUMENTS(person->language), TEXT_ARGUMENTS(person->left));
    }
    return buffer_text(&out);
}

static const struct list_case {
    const char *name;
    struct text bytes;
    size_t folded;
    const char *expected, *messages;
} lists[] = {
    {"all columns",
     TEXT("\xEF\xBB\xBF"
          "Namn;E-post;Organisation;Team;Roll;Språk;Avanmäld;Telefon\r\n"
          "Alva Sågström;Alva.Sagstrom@Example.ORG;Lugnviks kommun;Läslust;Lärare;sv;;070-1740605\r\n"
          "Bo;bo@example.org;;;;;2026-02-01;\r\n"),
     0,
     "2:15 Alva Sågström <Alva.Sagstrom@example.org> alva.sagstrom@example.org Lugnviks "
     "kommun/Läslust/Lärare/sv/\n"
     "3:4 Bo <bo@example.org> bo@example.org ////2026-02-01\n",
     ""},
    {"English, commas",
     TEXT("Name,E-mail,Organization,Group,Role,Language,Unsubscribed\nAlva,a@example.org,O,T,R,en,no\n"), 0,
     "2:6 Alva <a@example.org> a@example.org O/T/R/en/\n", ""},
    {"capitals beyond ASCII, in two encodings of the letter",
     TEXT("E_POST:;FO\xCC\x88RNAMN;EFTERNAMN;SPRÅK\na@example.org;Alva;Ek;sv\n"), 0,
     "2:1 Alva Ek <a@example.org> a@example.org ///sv/\n", ""},
    {"first and last name in English",
     TEXT("First Name\tLast Name\tE-mail Address\nAlva\tEk\ta@example.org\n\tEk\tb@example.org\n"), 0,
     "2:9 Alva Ek <a@example.org> a@example.org ////\n3:5 Ek <b@example.org> b@example.org ////\n", ""},
    {"Windows-1252", TEXT("mejladress;namn\na@example.org;\xC5sa\n"), 0, "2:1 Åsa <a@example.org> a@example.org ////\n",
     ""},
    {"UTF-16 of Excel", TEXT("\xFF\xFEm\0a\0i\0l\0\t\0n\0a\0m\0n\0\r\0\n\0a\0@\0x\0.\0s\0e\0\t\0\xC5\0s\0a\0\r\0\n\0"),
     0, "2:1 Åsa <a@x.se> a@x.se ////\n", ""},
    {"pasted from mail programs",
     TEXT("e-post\n"
          "Alva Ek <alva@example.org>;\n"
          "\"\"\"Ek, Bo\"\" <bo@example.org>\"\n"
          "'Cia Ek' <mailto:cia@example.org>\n"
          "dan@example.org <dan@example.org>\n"
          "<eva@example.org>\n"
          "mailto:fia@example.org,\n"),
     0,
     "2:10 Alva Ek <alva@example.org> alva@example.org ////\n"
     "3:2 Bo Ek <bo@example.org> bo@example.org ////\n"
     "4:18 Cia Ek <cia@example.org> cia@example.org ////\n"
     "5:18  <dan@example.org> dan@example.org ////\n"
     "6:2  <eva@example.org> eva@example.org ////\n"
     "7:8  <fia@example.org> fia@example.org ////\n",
     ""},
    {"characters without ink around the address",
     TEXT("e-post;namn\n\xE2\x80\x8B a@example.org\xC2\xA0\xEF\xBB\xBF;x\n\xE3\x80\x80"
          "b@example.org.;y\n"),
     0, "2:3 x <a@example.org> a@example.org ////\n3:2 y <b@example.org> b@example.org ////\n", ""},
    {"domains in Unicode", TEXT("e-post\nanna@BLÅBÄR.example\nbo@xn--blbr-noae.example\n"), 0,
     "2:1  <anna@xn--blbr-noae.example> anna@xn--blbr-noae.example ////\n"
     "3:1  <bo@xn--blbr-noae.example> bo@xn--blbr-noae.example ////\n",
     ""},
    {"duplicates",
     TEXT("e-post;namn;team;avanmäld\na@example.org;;T1;\nA@Example.org;Alva;T2;\nb@example.org;Bo;;\nB@example.org;;;"
          "ja\n"),
     2, "2:1 Alva <a@example.org> a@example.org /T1///\n4:1 Bo <b@example.org> b@example.org ////ja\n", ""},
    {"line feeds, tabs and marks in names",
     TEXT("e-post;namn;team\na@example.org;\"Alva\nBcc: x@example.org\";\"a\tb\"\nb@example.org;Bo\xE2\x80\xAE "
          "Ek\x07;\n"),
     0,
     "2:1 Alva Bcc: x@example.org <a@example.org> a@example.org /a b///\n4:1 Bo Ek <b@example.org> b@example.org "
     "////\n",
     ""},
    {"unsubscribed without an address", TEXT("e-post;namn;avanmäld\n;Alva;ja\nb@example.org;Bo;\n"), 0,
     "3:1 Bo <b@example.org> b@example.org ////\n", ""},
    {"a column that is almost one", TEXT("e-post;avanmälld;tel;roll\na@example.org;ja;;\n"), 0,
     "2:1  <a@example.org> a@example.org ////\n",
     "1:8 warning: unknown column 'avanmälld' | did you mean 'avanmäld'?\n"},
};

static void test_lists(void **state)
{
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        participant_list list;
        size_t folded;
        if (!read_list(fixture, lists[i].bytes, &list, &folded))
            fail_msg("%s: %s", lists[i].name, said(fixture).bytes);
        assert_text(told(fixture, &list), lists[i].expected);
        assert_text(said(fixture), lists[i].messages);
        assert_int_equal(folded, lists[i].folded);
    }
}

/* One address in the second line. The caret and what is said. */
static const struct {
    const char *written, *expected;
} faults[] = {
    {"anna ek@example.org", "2:10 a space inside the address | remove the space\n"},
    {"anna", "2:6 the address has no @ | write the whole address: namn@example.org\n"},
    {"anna@ex ample.org", "2:13 a space inside the address | remove the space\n"},
    {"anna@example.org; bo@example.org", "2:24 a second address | give each person a line of their own\n"},
    {"anna@example.org, bo@example.org", "2:24 a second address | give each person a line of their own\n"},
    {"anna@example.org bo@example.org", "2:23 a second address | give each person a line of their own\n"},
    {"anna@example.org/bo@example.org", "2:23 a second address | give each person a line of their own\n"},
    {"Anna <anna@example.org>, Bo <bo@example.org>", "2:29 a second address | give each person a line of their own\n"},
    {"Anna <anna@example.org> kollega", "2:30 words behind the address | write the name before the address\n"},
    {"Anna <anna@example.org",
     "2:11 an angle bracket without its other half | write the address between < and >, or alone\n"},
    {"Anna <>", "2:11 there is no address | write the address, or remove the line if nobody shall be written to\n"},
    {"anna@example", "2:11 no dot behind the @ | write what stands behind the @ as in namn@example.org\n"},
    {"@example.org", "2:6 nothing stands before the @ | write the whole address\n"},
    {"anna@", "2:10 nothing stands behind the @ | write what stands behind the @ as in namn@example.org\n"},
    {"anna@@example.org", "2:11 a second @ in the address | remove it, or give each person a line of their own\n"},
    {"åsa.ek@example.org", "2:6 a letter before the @ that hardly any mail server takes | ask for the address as it is "
                           "written: most have a, a and o for å, ä and ö\n"},
    {"-anna@example.org", "2:6 the address begins with a hyphen | remove the hyphen; a list needs none\n"},
    {"“anna@example.org”", "2:6 a quotation mark in the address | remove it\n"},
    {"anna\xE2\x80\x8B@example.org",
     "2:10 an invisible character inside the address | write the address anew instead of pasting it\n"},
    {"anna@example,org", "2:18 a comma in the address | write a dot if one is meant\n"},
    {"anna(a)example.org", "2:10 a character that no address has | write the address alone\n"},
    {"anna＠example.org", "2:10 a wide character that only looks like the one on the keyboard | write the address anew "
                          "instead of pasting it\n"},
    {".anna@example.org", "2:6 a dot at the wrong place | remove the dot\n"},
    {"anna..ek@example.org", "2:10 a dot at the wrong place | remove the dot\n"},
    {"anna@example..org", "2:19 a dot at the wrong place | remove the dot\n"},
    {"anna@example.org-", "2:22 a hyphen at the wrong place | remove the hyphen\n"},
    {"anna@-example.org", "2:11 a hyphen at the wrong place | remove the hyphen\n"},
    {"anna@exa_mple.org",
     "2:14 a character that cannot stand behind the @ | write what stands behind the @ as in namn@example.org\n"},
    {"anna@192.168.0.1",
     "2:11 no domain on the Internet can be called so | write what stands behind the @ as in namn@example.org\n"},
    {"anna@☃.☃☃x",
     "2:11 no domain on the Internet can be called so | write what stands behind the @ as in namn@example.org\n"},
    {"anna@example.o",
     "2:11 no domain on the Internet can be called so | write what stands behind the @ as in namn@example.org\n"},
    {"anna:ek@example.org", "2:10 a character that no address has | write the address alone\n"},
    {"\xC3\xA5@b", "2:6 a letter before the @ that hardly any mail server takes | ask for the address as it is "
                   "written: most have a, a and o for å, ä and ö\n"},
};

static void test_faults(void **state)
{
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        participant_list list;
        size_t folded;
        struct text bytes = text_format(&fixture->arena, "namn\te-post\nAnna\t%s\n", faults[i].written);
        assert_false(read_list(fixture, bytes, &list, &folded));
        assert_text(said(fixture), faults[i].expected);
    }
}

static void test_missing_columns(void **state)
{
    static const struct {
        struct text bytes;
        const char *expected;
    } cases[] = {
        {TEXT("namn;adress;team\nAlva;a@example.org;\n"),
         "1:1 no column is called 'e-post'; the columns are: namn, adress, team | call the column that holds the "
         "addresses 'e-post' in the first line\n"},
        {TEXT("Alva;a@example.org\n"),
         "1:6 the first line is a person, and not the names of the columns | write a line above it that names the "
         "columns, such as: e-post;namn;team\n"},
        {TEXT("e-post;mejl\na@example.org;\n"),
         "1:8 a second column for 'e-post': 'mejl' | keep one of the two, or give the other another name | 1:1 the "
         "first is here\n"},
        {TEXT("e-post;namn\n;Alva\n"),
         "2:1 there is no address | write the address, or remove the line if nobody shall be written to\n"},
    };
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        participant_list list;
        size_t folded;
        assert_false(read_list(fixture, cases[i].bytes, &list, &folded));
        assert_text(said(fixture), cases[i].expected);
    }
    participant_list list = {0};
    size_t folded;
    unlink(fixture->path);
    assert_false(participants_read(&fixture->arena, fixture->path, &list, &folded, &fixture->diagnostics));
    assert_text(said(fixture), "cannot read '…/list.csv': No such file or directory\n");
}

/* A megabyte of lines, right and wrong ones. */
static void test_many(void **state)
{
    struct fixture *fixture = *state;
    struct buffer good = {.arena = &fixture->arena}, bad = {.arena = &fixture->arena};
    buffer_add_string(&good, "e-post\n");
    buffer_add_string(&bad, "e-post\n");
    for (int i = 0; i < 40000; i++) {
        buffer_format(&good, "p%d@example.org\n", i);
        buffer_add_string(&bad, "namn.example.org\n");
    }
    participant_list list;
    size_t folded;
    assert_true(read_list(fixture, buffer_text(&good), &list, &folded));
    assert_int_equal(list.count, 40000);
    assert_false(read_list(fixture, buffer_text(&bad), &list, &folded));
    assert_int_equal(fixture->diagnostics.list.count, 100);
}

static const char *why_refused(struct fixture *fixture, struct text written)
{
    struct address address;
    struct address_fault fault;
    assert_false(address_read(&fixture->arena, written, &address, &fault));
    return fault.message;
}

static void test_address(void **state)
{
    struct fixture *fixture = *state;
    struct address address;
    struct address_fault fault;
    assert_true(address_read(&fixture->arena, TEXT(" Me.Here@EXAMPLE.org"), &address, &fault));
    assert_text(address.email, "Me.Here@example.org");
    assert_text(address.key, "me.here@example.org");
    assert_string_equal(why_refused(fixture, TEXT("me")), "the address has no @");
    assert_string_equal(why_refused(fixture, TEXT("")), "there is no address");
    struct buffer local = {.arena = &fixture->arena}, domain = {.arena = &fixture->arena};
    for (int i = 0; i < 65; i++)
        buffer_add_byte(&local, 'a');
    for (int i = 0; i < 130; i++)
        buffer_add_string(&domain, "a.");
    struct text long_local = text_format(&fixture->arena, "%.*s@example.org", TEXT_ARGUMENTS(buffer_text(&local)));
    struct text long_label = text_format(&fixture->arena, "a@%.*s.org", TEXT_ARGUMENTS(buffer_text(&local)));
    struct text long_domain = text_format(&fixture->arena, "a@%.*sorg", TEXT_ARGUMENTS(buffer_text(&domain)));
    assert_string_equal(why_refused(fixture, long_local), "more than 64 characters before the @");
    assert_string_equal(why_refused(fixture, long_label), "a part of more than 63 characters behind the @");
    assert_string_equal(why_refused(fixture, long_domain), "the address is longer than any that exists");
}

static struct text chosen(struct fixture *fixture, const participant_list *list, const char *teams, const char *roles)
{
    participant_list some = {0};
    struct buffer names = {.arena = &fixture->arena};
    if (!participants_choose(&fixture->arena, list, teams, roles, &some, &fixture->diagnostics))
        return said(fixture);
    for (size_t i = 0; i < some.count; i++)
        buffer_format(&names, "%.*s ", TEXT_ARGUMENTS(some.items[i].mailbox.name));
    return buffer_text(&names);
}

static void test_choose(void **state)
{
    struct fixture *fixture = *state;
    participant_list list;
    size_t folded;
    assert_true(
        read_list(fixture,
                  TEXT("e-post;namn;team;roll\na@example.org;A;Läslust;lärare\nb@example.org;B;LÄSLUST, Lagom;rektor\n"
                       "c@example.org;C;Lagom;lärare\nd@example.org;D;;rektor\n"),
                  &list, &folded));
    assert_text(chosen(fixture, &list, NULL, NULL), "A B C D ");
    assert_text(chosen(fixture, &list, "läslust", NULL), "A B ");
    assert_text(chosen(fixture, &list, "lagom , Läslust", NULL), "A B C ");
    assert_text(chosen(fixture, &list, NULL, "Lärare"), "A C ");
    assert_text(chosen(fixture, &list, "Lagom", "rektor"), "B ");
    assert_text(chosen(fixture, &list, "läslus", NULL),
                "nobody on the list is in the team 'läslus' | did you mean 'Läslust'?\n");
    assert_text(chosen(fixture, &list, "lagom,kansliet", "x"),
                "nobody on the list has the role 'x' | on the list are: lärare, rektor\n"
                "nobody on the list is in the team 'kansliet' | on the list are: Läslust, Lagom\n");
    assert_text(chosen(fixture, &list, "", NULL),
                "nobody on the list is in the team '' | on the list are: Läslust, Lagom\n");
    assert_true(read_list(fixture, TEXT("e-post\na@example.org\n"), &list, &folded));
    assert_text(chosen(fixture, &list, "x", "y"),
                "nobody on the list has the role 'y' | give the list a column 'roll'\n"
                "nobody on the list is in the team 'x' | give the list a column 'team'\n");
}

/* Marks */

static const struct mark_case {
    const char *name;
    struct text before;
    size_t marked;
    struct text after;
} marks[] = {
    {"a column that is there", TEXT("e-post;avanmäld;namn\r\na@example.org;;A\r\nb@example.org;;B\r\n"), 1,
     TEXT("e-post;avanmäld;namn\r\na@example.org;2026-11-22;A\r\nb@example.org;;B\r\n")},
    {"no column, byte order mark, no last line end",
     TEXT("\xEF\xBB\xBF"
          "e-post;namn\nA@EXAMPLE.org;A\n\nb@example.org;B"),
     1,
     TEXT("\xEF\xBB\xBF"
          "e-post;namn;avanmäld\nA@EXAMPLE.org;A;2026-11-22\n\nb@example.org;B;")},
    {"Windows-1252", TEXT("namn;e-post\r\n\xC5sa;a@example.org\r\n\xD6rjan \x80;b@example.org\r\n"), 1,
     TEXT("namn;e-post;avanm\xE4ld\r\n\xC5sa;a@example.org;2026-11-22\r\n\xD6rjan \x80;b@example.org;\r\n")},
    {"UTF-16",
     TEXT("\xFF\xFE"
          "e\0m\0a\0i\0l\0\t\0u\0n\0s\0u\0b\0s\0c\0r\0i\0b\0e\0d\0\n\0a\0@\0x\0.\0s\0e\0\t\0\n\0"),
     1,
     TEXT("\xFF\xFE"
          "e\0m\0a\0i\0l\0\t\0u\0n\0s\0u\0b\0s\0c\0r\0i\0b\0e\0d\0\n\0a\0@\0x\0.\0s\0e\0\t\0"
          "2\0"
          "0\0"
          "2\0"
          "6\0-\0"
          "1\0"
          "1\0-\0"
          "2\0"
          "2\0\n\0")},
    {"quotes, separators and line breaks in cells, sep=, all lines of one address",
     TEXT("sep=,\r\nnamn,e-post,avanmäld,not\r\n\"Ek, \"\"A\"\"\",\"a@example.org\",\"\",\"rad\n,två\"\r\n"
          " \"B\" , Bo <b@example.org> ,ja,\r\nA,A@example.org,nej,x\r\n"),
     2,
     TEXT("sep=,\r\nnamn,e-post,avanmäld,not\r\n\"Ek, \"\"A\"\"\",\"a@example.org\",\"2026-11-22\",\"rad\n,två\"\r\n"
          " \"B\" , Bo <b@example.org> ,ja,\r\nA,A@example.org,2026-11-22,x\r\n")},
    {"a line that is short, and one that is marked",
     TEXT("e-post;namn;team;avanmäld\na@example.org;A\nb@example.org;B;;x\n"), 1,
     TEXT("e-post;namn;team;avanmäld\na@example.org;A;;2026-11-22\nb@example.org;B;;x\n")},
    {"one column, lone CR", TEXT("e-post\ra@example.org\rb@example.org\r"), 1,
     TEXT("e-post;avanmäld\ra@example.org;2026-11-22\rb@example.org;\r")},
    {"empty columns at the end", TEXT("e-post;namn;;\na@example.org;A;;\nb@example.org;B;;\n"), 1,
     TEXT("e-post;namn;avanmäld;\na@example.org;A;2026-11-22;\nb@example.org;B;;\n")},
    {"nobody", TEXT("e-post;namn\nc@example.org;C\n"), 0, TEXT("e-post;namn\nc@example.org;C\n")},
    {"an address in quotes in quotes", TEXT("e-post;x\n\"\"\"Ek, A\"\" <a@example.org>\";y\n"), 1,
     TEXT("e-post;x;avanmäld\n\"\"\"Ek, A\"\" <a@example.org>\";y;2026-11-22\n")},
};

static bool mark(struct fixture *fixture, size_t *marked)
{
    static const struct text keys[] = {TEXT("a@example.org"), TEXT("a@x.se")};
    return participants_mark_left(&fixture->arena, fixture->path, keys, 2, (struct date){2026, 11, 22}, marked,
                                  &fixture->diagnostics);
}

static void test_marks(void **state)
{
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t marked = 99;
        put(fixture, marks[i].before);
        if (!mark(fixture, &marked))
            fail_msg("%s: %s", marks[i].name, said(fixture).bytes);
        struct text after = got(fixture);
        if (!text_equal(after, marks[i].after))
            fail_msg("%s:\n%.*s", marks[i].name, TEXT_ARGUMENTS(after));
        assert_int_equal(marked, marks[i].marked);
        assert_true(mark(fixture, &marked));
        assert_int_equal(marked, 0);
        assert_true(text_equal(got(fixture), after));
    }
}

static void test_marked_file(void **state)
{
    struct fixture *fixture = *state;
    size_t marked;
    struct stat status;
    put(fixture, TEXT("e-post\na@example.org\n"));
    assert_int_equal(chmod(fixture->path, 0640), 0);
    const char *link = file_path(&fixture->arena, fixture->top, "link.csv"), *path = fixture->path;
    assert_int_equal(symlink("list.csv", link), 0);
    fixture->path = link;
    assert_true(mark(fixture, &marked));
    assert_int_equal(lstat(link, &status), 0);
    assert_true(S_ISLNK(status.st_mode));
    assert_int_equal(stat(path, &status), 0);
    assert_int_equal(status.st_mode & 07777, 0640);
    file_entries entries = {0};
    assert_true(file_list(&fixture->arena, fixture->top, &entries, &fixture->diagnostics));
    assert_int_equal(entries.count, 2); /* nothing is left beside it */
    fixture->path = path;
    put(fixture, TEXT("namn\nA\n"));
    assert_false(mark(fixture, &marked));
    assert_text(
        said(fixture),
        "1:1 no column is called 'e-post' | call the column that holds the addresses 'e-post' in the first line\n");
    put(fixture, TEXT("e-post;namn\na@example.org;A;;x\n"));
    assert_false(mark(fixture, &marked));
    fixture->diagnostics.list.count = 0;
    assert_text(got(fixture), "e-post;namn\na@example.org;A;;x\n");
    unlink(path);
    assert_false(mark(fixture, &marked));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_lists, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_faults, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_missing_columns, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_many, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_address, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_choose, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_marks, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_marked_file, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
