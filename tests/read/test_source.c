/* Files as editors save them: decoded, checked, cut; every fault with its place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/file.h"
#include "read/source.h"

#include <unistd.h>

static const char *render(struct arena *arena, const struct diagnostics *diagnostics)
{
    struct buffer out = {.arena = arena};
    for (size_t i = 0; i < diagnostics->list.count; i++) {
        const struct diagnostic *entry = diagnostics->list.items[i];
        buffer_format(&out, "%u:%u %.*s | %.*s\n", entry->place.line, entry->place.column,
                      TEXT_ARGUMENTS(entry->message), TEXT_ARGUMENTS(entry->hint));
        if (entry->note_place.source)
            buffer_format(&out, "%u:%u %.*s\n", entry->note_place.line, entry->note_place.column,
                          TEXT_ARGUMENTS(entry->note));
    }
    return text_string(arena, buffer_text(&out));
}

static void test_good(void **state)
{
    static const struct {
        struct text bytes;
        const char *expected;
    } files[] = {
        {{NULL, 0}, ""},
        {TEXT("hej\n"), "hej\n"},
        {TEXT("\xEF\xBB\xBFhej"), "hej"},
        {TEXT("a\r\nb\rc\n\r\n"), "a\nb\nc\n\n"},
        {TEXT("åäö – 😀"), "åäö – 😀"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct arena arena = {0};
        struct diagnostics diagnostics = {.arena = &arena};
        struct source *source = source_from(&arena, TEXT("a.md"), files[i].bytes, &diagnostics);
        assert_non_null(source);
        assert_string_equal(text_string(&arena, source->bytes), files[i].expected);
        assert_true(text_is(source->path, "a.md"));
        struct passage passage = source_passage(source);
        assert_ptr_equal(passage.start.source, source);
        assert_int_equal(passage.start.line, 1);
        assert_int_equal(diagnostics.list.count, 0);
        arena_release(&arena);
    }
}

static void test_faults(void **state)
{
    static const struct {
        struct text bytes;
        const char *expected;
    } files[] = {
        {TEXT("a\345b"),
         "1:2 the file is not UTF-8: byte 0xE5 | save it as UTF-8; this is 'å' if the file is in Windows-1252\n"},
        {TEXT("rad\r\nåä\366"),
         "2:3 the file is not UTF-8: byte 0xF6 | save it as UTF-8; this is 'ö' if the file is in Windows-1252\n"},
        {TEXT("a\223b\224"), "1:2 the file is not UTF-8: byte 0x93 | save it as UTF-8\n"},
        {TEXT("\355\240\200"), /* half of a surrogate pair */
         "1:1 the file is not UTF-8: byte 0xED | save it as UTF-8; this is 'í' if the file is in Windows-1252\n"},
        {TEXT("a\nbc\0d"), "2:3 a NUL byte, which no text has | save the file as plain text in UTF-8\n"},
        {TEXT("\377\376a\0"), "0:0 the file is UTF-16, not UTF-8 | save it as UTF-8\n"},
        {TEXT("\376\377\0a"), "0:0 the file is UTF-16, not UTF-8 | save it as UTF-8\n"},
        {TEXT("t\0i\0t\0l\0e\0"), "0:0 the file is UTF-16, not UTF-8 | save it as UTF-8\n"},
        {TEXT("\0t\0i\0t\0l\0e"), "0:0 the file is UTF-16, not UTF-8 | save it as UTF-8\n"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct arena arena = {0};
        struct diagnostics diagnostics = {.arena = &arena};
        assert_null(source_from(&arena, TEXT("a.md"), files[i].bytes, &diagnostics));
        assert_string_equal(render(&arena, &diagnostics), files[i].expected);
        /* What is shown of the file must itself be good. */
        struct buffer shown = {.arena = &arena};
        diagnostics_write(&diagnostics, SEVERITY_ALLOWED, &shown);
        assert_int_equal(utf8_first_invalid(buffer_text(&shown)), shown.size);
        arena_release(&arena);
    }
}

static void test_size(void **state)
{
    (void)state;
    for (size_t size = SOURCE_SIZE_LIMIT; size <= SOURCE_SIZE_LIMIT + 1; size++) {
        struct arena arena = {0};
        struct diagnostics diagnostics = {.arena = &arena};
        struct text bytes = {memset(arena_allocate(&arena, size), 'a', size), size};
        bool is_read = source_from(&arena, TEXT("a.md"), bytes, &diagnostics) != NULL;
        assert_true(is_read == (size == SOURCE_SIZE_LIMIT));
        assert_string_equal(render(&arena, &diagnostics),
                            is_read ? ""
                                    : "0:0 the file is too large for a text: 1 MB | keep it below 1 MB; put pictures "
                                      "into files of their own, beside the text\n");
        arena_release(&arena);
    }
}

static void test_read(void **state)
{
    (void)state;
    char path[] = "/tmp/rundbrev-test-source-XXXXXX";
    int descriptor = mkstemp(path);
    assert_true(descriptor >= 0);
    assert_true(file_write_all(descriptor, TEXT("\xEF\xBB\xBF---\r\ntitle: å\r\n---\r\n")));
    close(descriptor);
    struct arena arena = {0};
    struct diagnostics diagnostics = {.arena = &arena};
    struct source *source = source_read(&arena, path, TEXT("a.md"), &diagnostics);
    assert_non_null(source);
    assert_string_equal(text_string(&arena, source->bytes), "---\ntitle: å\n---\n");
    assert_true(text_is(source->path, "a.md"));
    unlink(path);
    assert_null(source_read(&arena, path, TEXT("a.md"), &diagnostics));
    assert_int_equal(diagnostics.list.count, 1);
    assert_true(diagnostics.list.items[0]->is_world);
    arena_release(&arena);
}

static void test_split(void **state)
{
    static const struct {
        const char *file, *front_matter, *body;
        unsigned body_line;
    } files[] = {
        {"---\ntitle: x\n---\nBrödtext\n", "title: x\n", "Brödtext\n", 4},
        {"---  \ntitle: x\n--- \t\n", "title: x\n", "", 4},
        {"---\n---", "", "", 3},
        {"---\na: |\n  ---\n---\n\n---\nb\n", "a: |\n  ---\n", "\n---\nb\n", 5},
    };
    (void)state;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct arena arena = {0};
        struct diagnostics diagnostics = {.arena = &arena};
        struct source *source = source_from(&arena, TEXT("a.md"), text_from(files[i].file), &diagnostics);
        struct passage front_matter, body;
        assert_true(source_split(source, &front_matter, &body, &diagnostics));
        assert_string_equal(text_string(&arena, front_matter.text), files[i].front_matter);
        assert_string_equal(text_string(&arena, body.text), files[i].body);
        assert_int_equal(front_matter.start.line, 2);
        assert_int_equal(body.start.line, files[i].body_line);
        assert_int_equal(passage_place(&body, 2, 3).line, files[i].body_line + 1);
        assert_int_equal(passage_place(&body, 2, 3).column, 3);
        arena_release(&arena);
    }
}

#define BEGIN_HINT "begin the file with the line '---', then 'title: …' and the other fields, then '---' again\n"

static void test_split_faults(void **state)
{
    static const struct {
        const char *file, *expected;
    } files[] = {
        {"", "1:0 the first line is not '---' | " BEGIN_HINT},
        {"   \n", "1:0 the first line is not '---' | " BEGIN_HINT},
        {"title: x\n", "1:0 the first line is not '---' | " BEGIN_HINT},
        {"- a\n", "1:0 the first line is not '---' | " BEGIN_HINT},
        {"\n\n---\ntitle: x\n---\n", "1:0 the first line is not '---' | remove the empty lines above '---'\n"},
        {"—\ntitle: x\n", "1:0 the first line is not '---' | write three hyphens instead of '—'\n"},
        {"----\ntitle: x\n", "1:0 the first line is not '---' | write three hyphens instead of '----'\n"},
        {"---\ntitle: x\n", "1:1 the front matter that begins here is never closed | write a line '---' below the last "
                            "field\n"},
        {"---", "1:1 the front matter that begins here is never closed | write a line '---' below the last field\n"},
        {"---\ntitle: x\n–-\ntext\n",
         "1:1 the front matter that begins here is never closed | write three hyphens at the beginning of the line "
         "instead of '–-'\n3:0 perhaps it should end here\n"},
        {"---\ntitle: x\n ---\ntext\n",
         "1:1 the front matter that begins here is never closed | write three hyphens at the beginning of the line "
         "instead of '---'\n3:0 perhaps it should end here\n"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct arena arena = {0};
        struct diagnostics diagnostics = {.arena = &arena};
        struct source *source = source_from(&arena, TEXT("a.md"), text_from(files[i].file), &diagnostics);
        struct passage front_matter, body;
        assert_false(source_split(source, &front_matter, &body, &diagnostics));
        assert_string_equal(render(&arena, &diagnostics), files[i].expected);
        arena_release(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_good), cmocka_unit_test(test_faults), cmocka_unit_test(test_size),
        cmocka_unit_test(test_read), cmocka_unit_test(test_split),  cmocka_unit_test(test_split_faults),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
