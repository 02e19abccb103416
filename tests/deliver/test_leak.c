/* leak.h: addresses gathered from a folder of files as people and spreadsheets save them, and found again however
 * they are written. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/file.h"
#include "deliver/leak.h"

#include <sys/stat.h>
#include <unistd.h>

struct fixture {
    struct arena arena;
    struct diagnostics diagnostics;
    char top[64];
    const char *folder;
    struct leak_list list;
};

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    fixture->diagnostics.arena = &fixture->arena;
    snprintf(fixture->top, sizeof fixture->top, "/tmp/rundbrev-test-leak-XXXXXX");
    if (!mkdtemp(fixture->top))
        return -1;
    fixture->folder = file_path(&fixture->arena, fixture->top, "private");
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    file_remove_tree(fixture->top, &fixture->diagnostics);
    arena_release(&fixture->arena);
    free(fixture);
    return 0;
}

static const char *path_of(struct fixture *fixture, const char *name)
{
    return file_path(&fixture->arena, fixture->folder, name);
}

static void put(struct fixture *fixture, const char *name, struct text bytes)
{
    assert_true(file_write(path_of(fixture, name), bytes, &fixture->diagnostics));
}

static bool gather(struct fixture *fixture)
{
    static const struct text publics[] = {TEXT("Alva.Sagstrom@example.org"), TEXT("\"Brev\" <brev@example.org>")};
    return leak_list_read(&fixture->arena, fixture->folder, publics, 2, &fixture->list, &fixture->diagnostics);
}

/* What is said, with the folder's name shortened to "…". */
static void expect_messages(struct fixture *fixture, const char *expected)
{
    struct buffer buffer = {.arena = &fixture->arena}, shown = {.arena = &fixture->arena};
    struct text top = text_from(fixture->top);
    diagnostics_sort(&fixture->diagnostics);
    diagnostics_write(&fixture->diagnostics, SEVERITY_ALLOWED, &buffer);
    struct text said = buffer_text(&buffer);
    for (size_t from = 0; from < said.size;) {
        size_t found = text_find(said, top, from);
        buffer_add(&shown, text_slice(said, from, found));
        if (found < said.size)
            buffer_add_string(&shown, "…");
        from = found + top.size;
    }
    assert_string_equal(text_string(&fixture->arena, buffer_text(&shown)), expected);
    fixture->diagnostics.list.count = 0;
}

static bool has(struct fixture *fixture, const char *address)
{
    return map_get(&fixture->list.addresses, text_from(address)) != NULL;
}

#define LONG_NAME                                                                                                      \
    "n234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012" \
    "3456789012345678901234567890"

static const char *const hits[] = {
    "|anna@example.org",
    "Skriv till |anna@example.org.",
    "<a href=\"mailto:|anna@example.org?subject=x\">Anna</a>",
    "\"Anna\" <|anna@example.org>",
    "|ANNA@Example.ORG,",
    "x;|anna@example.org;y",
    "/?to=|anna@example.org&x=1",
    "'|anna@example.org'",
    "*|anna@example.org*",
    "_|anna@example.org_",
    "-|anna@example.org",
    "...|anna@example.org...",
    "”|anna@example.org”",
    "\u00a0|anna@example.org\u00a0",
    "bo@example.com,|anna@example.org",
    "bo@|anna@example.org",
    "bo@example.com@|anna@example.org",
    "|anna@example.org.Hej då",
    "|anna@example.org-listan",
    "|anna@example.org.x.y.z.2",
    "|anna&#64;example.org",
    "|anna&#064;example.org",
    "|anna&#64example.org",
    "|anna&#x40;example.org",
    "|anna&#X0040;example.org",
    "|anna&commat;example&period;org",
    "|&#97;&#x6e;na@example&#46;org",
    "|an&shy;na@exam&#173;ple.org",
    "|an\u00adna@\u200bexample.org",
    "|anna%40example.org",
    "|%61nna%40example%2Eorg",
    "%|anna@example.org",
    "|anna=40example.org",
    "|anna@exam=\r\nple.org",
    "|an=\nna=40example.org",
    "x=3D|anna=40example.org",
    "|anna\\u0040example.org",
    "Hej!\\n|anna@example.org\\nHej!",
    "DESCRIPTION:Skriv till |anna@exam\r\n ple.org",
    "|an\r\n\tna@example.org",
    "&|anna@example.org",
    "&#;|anna@example.org",
    "\xff|anna@example.org",
    /* What could be read in two ways. */
    "to=|adam@example.org",
    "to=|42bo@example.org",
    "to=3D|42bo=40example.org",
    "?body=Skriv%20till%20|anna@example.org%2C",
    "%C3%20|anna@example.org",
    "100%|anna@example.org",
    "\xc3|adam@example.org",
    /* Letters with accents, in both places. */
    "|Åsa@ExÄmple.org",
    "|&#229;sa@ex&#xC4;mple.org",
    "|%C3%A5sa@ex%c3%a4mple.org",
    "|\\u00c5sa@ex\\u00e4mple.org",
    "|=C3=A5sa@ex=C3=A4mple.org",
};

static const char *const misses[] = {
    "",
    "@",
    "anna",
    "anna@",
    "@example.org",
    "johanna@example.org",
    "b.anna@example.org",
    "b-anna@example.org",
    "b_anna@example.org",
    "b+anna@example.org",
    "åanna@example.org",
    "&#229;anna@example.org",
    "%C3%A5anna@example.org",
    "=C3=A5anna=40example.org",
    "anna+b@example.org",
    "anna@example.com",
    "anna@example",
    "anna@sub.example.org",
    "anna@example.organisation",
    "anna @example.org",
    "anna@\nexample.org",
    "an\n na@example.org,\r\n x",
    "anna%2540example.org",
    "anna&amp;#64;example.org",
    "alva.sagstrom@example.org",
    "brev@example.org",
};

static void gather_known(struct fixture *fixture)
{
    put(fixture, "list.csv", TEXT("anna@example.org\nadam@example.org\n42bo@example.org\nÅsa@exämple.org\n"));
    assert_true(gather(fixture));
    assert_int_equal(fixture->list.addresses.count, 4);
}

static void finds_addresses_however_written(void **state)
{
    struct fixture *fixture = *state;
    gather_known(fixture);
    for (size_t i = 0; i < sizeof hits / sizeof *hits; i++) {
        struct text marked = text_from(hits[i]), address = {0};
        size_t expected = text_find_byte(marked, '|', 0), at = 0;
        struct text bytes =
            text_join(&fixture->arena, text_slice(marked, 0, expected), text_slice(marked, expected + 1, marked.size));
        if (!leak_find(&fixture->list, bytes, &at, &address) || at != expected || !has(fixture, address.bytes))
            fail_msg("'%s' at %zu: '%.*s'", hits[i], at, TEXT_ARGUMENTS(address));
    }
}

static void is_not_fooled(void **state)
{
    struct fixture *fixture = *state;
    gather_known(fixture);
    struct text address = {0};
    size_t at;
    for (size_t i = 0; i < sizeof misses / sizeof *misses; i++)
        if (leak_find(&fixture->list, text_from(misses[i]), &at, &address))
            fail_msg("'%s': '%.*s'", misses[i], TEXT_ARGUMENTS(address));
    char many[516];
    memset(many, 'x', 500);
    memcpy(many + 500, "anna@example.org", 16);
    assert_false(leak_find(&fixture->list, (struct text){many, sizeof many}, &at, &address));
    memcpy(many, "anna@example.org.", 17);
    assert_false(leak_find(&fixture->list, (struct text){many, sizeof many}, &at, &address));
}

static void finds_the_first_of_several(void **state)
{
    struct fixture *fixture = *state;
    gather_known(fixture);
    struct text address;
    size_t at;
    assert_true(leak_find(&fixture->list, TEXT("bo@example.org, ADAM@example.org, anna@example.org"), &at, &address));
    assert_string_equal(text_string(&fixture->arena, address), "adam@example.org");
    assert_int_equal(at, 16);
}

static void gathers_files_as_people_save_them(void **state)
{
    struct fixture *fixture = *state;
    put(fixture, "list.csv", TEXT("namn;e-post\r\n\"Anna\";\"Anna@Example.org\"\r\nBo;bo@example.org\r\n"));
    put(fixture, "bom.csv",
        TEXT("\xef\xbb\xbf"
             "first@example.org;x\n"));
    put(fixture, "latin.csv",
        TEXT("\xc5sa;\xe5sa@ex\xe4mple.org;\x96"
             "cia@example.org\n"));
    put(fixture, "wide.csv", TEXT("\xff\xfew\0i\0d\0e\0@\0e\0x\0a\0m\0p\0l\0e\0.\0o\0r\0g\0\t\0\xe5\0"));
    put(fixture, "big-end.txt", TEXT("\xfe\xff\0B\0i\0g\0@\0e\0x\0a\0m\0p\0l\0e\0.\0o\0r\0g\0\n"));
    put(fixture, "binary", TEXT("\1name\0\0\0binary@example.org\0\0x"));
    put(fixture, "bare.txt", TEXT("b\0a\0r\0e\0@\0e\0x\0a\0m\0p\0l\0e\0.\0o\0r\0g\0\n\0"));
    put(fixture, "deep/down/settings.yml", TEXT("sender: 'Brev <brev@example.org>'\nreply: svar@example.org.\n"));
    put(fixture, "sent/1.eml", TEXT("To: eva@example.org\r\n\r\nhej ma=\r\nja=40example.org\r\n"));
    put(fixture, "card.vcf", TEXT("EMAIL;TYPE=work:folded@exam\r\n ple.org\r\n"));
    put(fixture, ".list.csv.swp", TEXT("\0\1hidden@example.org\0"));
    put(fixture, "nothing.txt",
        TEXT("kl. 13@sal2, x@y, @z, a@b.c, 1@2.34, " LONG_NAME "@example.org, " LONG_NAME "@" LONG_NAME "." LONG_NAME
             ", "
             " alva.sagstrom@example.org"));
    put(fixture, "empty.csv", (struct text){0});
    assert_true(gather(fixture));
    expect_messages(fixture, "");
    static const char *const expected[] = {
        "anna@example.org", "bo@example.org",     "first@example.org",  "åsa@exämple.org",    "cia@example.org",
        "wide@example.org", "big@example.org",    "bare@example.org",   "svar@example.org",   "eva@example.org",
        "maja@example.org", "folded@example.org", "hidden@example.org", "binary@example.org",
    };
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++)
        if (!has(fixture, expected[i]))
            fail_msg("%s was not gathered", expected[i]);
    assert_int_equal(fixture->list.addresses.count, sizeof expected / sizeof *expected);
}

static void a_missing_folder_is_an_empty_list(void **state)
{
    struct fixture *fixture = *state;
    struct text address;
    size_t at;
    assert_true(gather(fixture));
    assert_int_equal(fixture->list.addresses.count, 0);
    assert_false(leak_find(&fixture->list, TEXT("anna@example.org"), &at, &address));
    expect_messages(fixture, "");
}

#define CANNOT                                                                                                         \
    "\n  The file, warning: this file cannot be searched for addresses that must not be published\n"                   \
    "    hint: if it holds a list of participants, save it as CSV too, under the same name beside it\n"

static void tells_what_it_cannot_search(void **state)
{
    struct fixture *fixture = *state;
    put(fixture, "a.xlsx", TEXT("PK\x03\x04..."));
    put(fixture, "b.pdf", TEXT("%PDF-1.7"));
    put(fixture, "c", TEXT("\x1f\x8b..."));
    put(fixture, "d.xls", TEXT("\xd0\xcf\x11\xe0\0\0old@example.org\0"));
    put(fixture, "both.xlsx", TEXT("PK\x03\x04..."));
    put(fixture, "both.csv", TEXT("anna@example.org\n"));
    put(fixture, "huge.txt", TEXT("anna@example.org\n"));
    assert_int_equal(truncate(path_of(fixture, "huge.txt"), FILE_SIZE_LIMIT + 1), 0);
    assert_true(gather(fixture));
    assert_int_equal(fixture->list.addresses.count, 2);
    assert_true(has(fixture, "old@example.org"));
    expect_messages(
        fixture,
        "…/private/a.xlsx" CANNOT "…/private/b.pdf" CANNOT "…/private/c" CANNOT "…/private/d.xls" CANNOT
        "…/private/huge.txt\n  The file, warning: this file is too large to be searched for addresses that must not be "
        "published\n    hint: keep lists of participants in files of their own, and this one elsewhere\n");
}

static void follows_no_link_out_of_the_folder(void **state)
{
    struct fixture *fixture = *state;
    put(fixture, "list.csv", TEXT("anna@example.org\n"));
    put(fixture, "../private-too/list.csv", TEXT("bo@example.org\n"));
    assert_int_equal(symlink("../private-too/list.csv", path_of(fixture, "out.csv")), 0);
    assert_int_equal(symlink("../private-too", path_of(fixture, "out")), 0);
    assert_int_equal(symlink("list.csv", path_of(fixture, "in.csv")), 0);
    assert_int_equal(symlink(".", path_of(fixture, "circle")), 0);
    assert_int_equal(symlink("nowhere", path_of(fixture, "dangling")), 0);
    assert_int_equal(mkfifo(path_of(fixture, "fifo"), 0600), 0);
    assert_true(gather(fixture));
    assert_int_equal(fixture->list.addresses.count, 1);
    expect_messages(fixture,
                    "…/private/out\n  The file, warning: this link leads out of its folder and is not searched for "
                    "addresses that must not be published\n    hint: put the file itself here\n"
                    "…/private/out.csv\n  The file, warning: this link leads out of its folder and is not searched for "
                    "addresses that must not be published\n    hint: put the file itself here\n");
    /* The folder itself may be one, such as a share. */
    const char *link = file_path(&fixture->arena, fixture->top, "link");
    assert_int_equal(symlink("private-too", link), 0);
    fixture->folder = link;
    assert_true(gather(fixture));
    assert_true(has(fixture, "bo@example.org"));
    expect_messages(fixture, "");
}

static void tells_what_it_cannot_read(void **state)
{
    struct fixture *fixture = *state;
    put(fixture, "a/list.csv", TEXT("anna@example.org\n"));
    put(fixture, "b.csv", TEXT("bo@example.org\n"));
    put(fixture, "c.csv", TEXT("cia@example.org\n"));
    assert_int_equal(chmod(fixture->top, 0755), 0);
    assert_int_equal(chmod(path_of(fixture, "a"), 0), 0);
    assert_int_equal(chmod(path_of(fixture, "b.csv"), 0), 0);
    bool is_root = geteuid() == 0; /* who may read everything */
    assert_int_equal(is_root ? seteuid(65534) : 0, 0);
    bool is_whole = gather(fixture);
    assert_int_equal(is_root ? seteuid(0) : 0, 0);
    assert_int_equal(chmod(path_of(fixture, "a"), 0700), 0);
    assert_false(is_whole);
    assert_true(has(fixture, "cia@example.org"));
    assert_int_equal(diagnostics_exit_status(&fixture->diagnostics), 3);
    expect_messages(fixture, "rundbrev: error: cannot read '…/private/a': Permission denied\n"
                             "rundbrev: error: cannot read '…/private/b.csv': Permission denied\n");
    fixture->folder = file_path(&fixture->arena, fixture->top, "share");
    assert_int_equal(symlink("not-there-today", fixture->folder), 0);
    assert_false(gather(fixture));
    expect_messages(fixture, "rundbrev: error: cannot read the folder '…/share': No such file or directory\n");
}

/* A megabyte of whatever could be read again and again. */
static void stays_linear(void **state)
{
    struct fixture *fixture = *state;
    enum { SIZE = 1000 * 1000 };
    static const char *const pieces[] = {"a",     "@",   "a@",   "a@b.",     "a@b.cc",  ".",   "&#",
                                         "&#64;", "%4",  "%40",  "=\n",      "=",       "=4",  "=40",
                                         "\r\n ", "\\u", "\xc3", "\xc2\xad", "x@a.bb-", "\0@b"};
    gather_known(fixture);
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        struct arena arena = {0};
        struct buffer buffer = {.arena = &arena};
        struct text address;
        size_t at = 0;
        while (buffer.size < SIZE)
            buffer_add(&buffer, (struct text){pieces[i], pieces[i][0] ? strlen(pieces[i]) : 3});
        assert_false(leak_find(&fixture->list, buffer_text(&buffer), &at, &address));
        buffer_add_string(&buffer, " anna@example.org");
        assert_true(leak_find(&fixture->list, buffer_text(&buffer), &at, &address));
        assert_int_equal(at, buffer.size - 16);
        arena_release(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(finds_addresses_however_written, set_up, tear_down),
        cmocka_unit_test_setup_teardown(is_not_fooled, set_up, tear_down),
        cmocka_unit_test_setup_teardown(finds_the_first_of_several, set_up, tear_down),
        cmocka_unit_test_setup_teardown(gathers_files_as_people_save_them, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_missing_folder_is_an_empty_list, set_up, tear_down),
        cmocka_unit_test_setup_teardown(tells_what_it_cannot_search, set_up, tear_down),
        cmocka_unit_test_setup_teardown(follows_no_link_out_of_the_folder, set_up, tear_down),
        cmocka_unit_test_setup_teardown(tells_what_it_cannot_read, set_up, tear_down),
        cmocka_unit_test_setup_teardown(stays_linear, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
