/* Every folder of tests/model/broken is a content folder with mistakes, and the messages that the user then
 * sees. RUNDBREV_ACCEPT=1 renews them. The last test demands that each message of generator/model stands in
 * one of them. Run from the top folder. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/file.h"
#include "model/checks.h"
#include "model/model.h"
#include "read/source.h"

#define CASES "tests/model/broken"

/* A case may have a theme of its own, which the site's changes. */
static void check_theme(struct arena *arena, const char *path, const struct model *model,
                        struct diagnostics *diagnostics)
{
    struct text bytes;
    struct theme theme = {0};
    if (file_kind(path) != FILE_REGULAR || !file_read(arena, path, &bytes, diagnostics))
        return;
    const struct source *source = source_from(arena, TEXT("assets/themes/x/theme.yml"), bytes, diagnostics);
    if (!theme_read(arena, source, &theme, diagnostics))
        return;
    theme_check_values(&theme, diagnostics);
    theme_check_values(&model->site.theme, diagnostics);
    theme_change(&theme, &model->site.theme);
    theme_check(arena, &theme, diagnostics);
}

static struct text messages_of(struct arena *arena, const char *folder)
{
    struct diagnostics diagnostics = {.arena = arena};
    struct buffer buffer = {.arena = arena};
    const char *content = file_path(arena, folder, "content");
    const struct model *model = model_load(arena, content, (struct date){2026, 11, 22}, 2, &diagnostics);
    check_theme(arena, file_path(arena, folder, "theme.yml"), model, &diagnostics);
    model_say_unused_allowances(model, &diagnostics);
    diagnostics_sort(&diagnostics);
    diagnostics_write(&diagnostics, SEVERITY_ALLOWED, &buffer);
    buffer_format(&buffer, "exit status %d\n", diagnostics_exit_status(&diagnostics));
    return buffer_text(&buffer);
}

static void must_say_what_is_expected(void **state)
{
    const char *name = *state;
    struct arena arena = {0};
    struct diagnostics diagnostics = {.arena = &arena};
    const char *folder = file_path(&arena, CASES, name);
    const char *path = file_path(&arena, folder, "expected.txt");
    struct text said = messages_of(&arena, folder), expected = {0};
    if (getenv("RUNDBREV_ACCEPT"))
        assert_true(file_write(path, said, &diagnostics));
    assert_true(file_read(&arena, path, &expected, &diagnostics));
    assert_string_equal(text_string(&arena, said), text_string(&arena, expected));
    arena_release(&arena);
}

/* The catalogue */

static void add_all_expected(struct arena *arena, const file_entries *cases, struct buffer *all)
{
    struct diagnostics diagnostics = {.arena = arena};
    for (size_t i = 0; i < cases->count; i++) {
        struct text text;
        const char *folder = file_path(arena, CASES, cases->items[i].name.bytes);
        if (file_read(arena, file_path(arena, folder, "expected.txt"), &text, &diagnostics))
            buffer_add(all, text);
    }
}

/* Reads the C string literals from `*at` on, joined as the compiler does, into `literal`; moves past them. */
static bool read_literal(struct text code, size_t *at, struct buffer *literal)
{
    size_t end = text_find(code, TEXT(");"), *at), i = *at;
    while (i < end && code.bytes[i] != '"')
        i++;
    if (i >= end)
        return false;
    while (i < code.size && code.bytes[i] == '"') {
        for (i++; i < code.size && code.bytes[i] != '"'; i++) {
            if (code.bytes[i] == '\\')
                i++;
            buffer_add_byte(literal, code.bytes[i]);
        }
        for (i++; i < code.size && strchr(" \n", code.bytes[i]); i++)
            ;
    }
    *at = i;
    return true;
}

static struct text longest_run(struct text format)
{
    struct text longest = {0};
    for (size_t from = 0; from < format.size;) {
        size_t end = text_find_byte(format, '%', from);
        if (end - from > longest.size)
            longest = text_slice(format, from, end);
        for (from = end + 1; from < format.size && strchr(".*0123456789zl", format.bytes[from]); from++)
            ;
        from++;
    }
    return longest;
}

/* Tables of words that explain, beside those of words that are said. */
static bool holds_help(const char *file)
{
    return strstr(file, "/blocks.c") || strstr(file, "/checks.c") || strstr(file, "/fields.c") ||
           strstr(file, "/theme.c");
}

static size_t count_unexpected(struct arena *arena, struct text code, const char *file, struct text expected)
{
    static const char *const calls[] = {"diagnostic_error(",
                                        "diagnostic_warning(",
                                        "diagnostic_check(",
                                        "diagnostic_hint(",
                                        "diagnostic_note(",
                                        "diagnostic_world(",
                                        "N_("};
    size_t missing = 0, count = sizeof calls / sizeof *calls - holds_help(file);
    for (size_t i = 0; i < count; i++) {
        struct text call = text_from(calls[i]);
        for (size_t at = text_find(code, call, 0); at < code.size; at = text_find(code, call, at)) {
            struct buffer literal = {.arena = arena};
            at += call.size;
            if (!read_literal(code, &at, &literal))
                continue;
            struct text run = longest_run(buffer_text(&literal));
            if (text_find(expected, run, 0) == expected.size && run.size) {
                print_message("%s: in no expected.txt: %.*s\n", file, TEXT_ARGUMENTS(run));
                missing++;
            }
        }
    }
    return missing;
}

static void every_message_must_have_a_case(void **state)
{
    const file_entries *cases = *state;
    struct arena arena = {0};
    struct diagnostics diagnostics = {.arena = &arena};
    struct buffer all = {.arena = &arena};
    file_entries files = {0};
    size_t missing = 0, read = 0;
    add_all_expected(&arena, cases, &all);
    assert_true(file_list(&arena, "generator/model", &files, &diagnostics));
    for (size_t i = 0; i < files.count; i++) {
        struct text code;
        const char *path = file_path(&arena, "generator/model", files.items[i].name.bytes);
        if (!text_ends_with(files.items[i].name, ".c"))
            continue;
        assert_true(file_read(&arena, path, &code, &diagnostics));
        missing += count_unexpected(&arena, code, path, buffer_text(&all));
        read++;
    }
    assert_true(read > 5);
    assert_int_equal(missing, 0);
    arena_release(&arena);
}

/* Those that need what the model has not are raised, and tested, in commands/. */
static bool is_raised_elsewhere(enum check_id check)
{
    return check == CHECK_LAYOUT || check == CHECK_PICTURE_METADATA || check == CHECK_PARTICIPANT_ADDRESS ||
           check == CHECK_SAME_FACTS || check == CHECK_ONE_SHEET || check == CHECK_LETTER_WEIGHT;
}

static void every_check_must_fire(void **state)
{
    struct arena arena = {0};
    struct buffer all = {.arena = &arena};
    size_t missing = 0;
    add_all_expected(&arena, *state, &all);
    for (int i = 0; i < CHECK_COUNT; i++) {
        struct text shown = text_format(&arena, "[%s]", checks[i].name);
        if (is_raised_elsewhere(i) || text_find(buffer_text(&all), shown, 0) < all.size)
            continue;
        print_message("in no expected.txt: %s\n", shown.bytes);
        missing++;
    }
    assert_int_equal(missing, 0);
    arena_release(&arena);
}

int main(void)
{
    struct arena arena = {0};
    struct diagnostics diagnostics = {.arena = &arena};
    file_entries cases = {0};
    if (!file_list(&arena, CASES, &cases, &diagnostics)) {
        fprintf(stderr, "run me from the top folder\n");
        return 1;
    }
    struct CMUnitTest *tests = arena_allocate(&arena, (cases.count + 2) * sizeof *tests);
    for (size_t i = 0; i < cases.count; i++) {
        char *name = arena_copy(&arena, cases.items[i].name.bytes, cases.items[i].name.size);
        tests[i] = (struct CMUnitTest){name, must_say_what_is_expected, NULL, NULL, name};
    }
    tests[cases.count] =
        (struct CMUnitTest){"every message has a case", every_message_must_have_a_case, NULL, NULL, &cases};
    tests[cases.count + 1] = (struct CMUnitTest){"every check has a case", every_check_must_fire, NULL, NULL, &cases};
    int failed = _cmocka_run_group_tests("broken", tests, cases.count + 2, NULL, NULL);
    arena_release(&arena);
    return failed;
}
