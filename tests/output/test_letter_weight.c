/* What a letter weighs: bars, findings, and facts of sections that are cut. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "model/checks.h"
#include "output/letter_weight.h"

static const struct source body = {{"1.md", 4}, {"", 0}}, notes = {{"2026-02-03.md", 13}, {"", 0}};

static struct letter letter_of(struct arena *arena, size_t size, size_t around)
{
    struct letter letter = {.html = {NULL, size}};
    struct letter_section sections[] = {
        {.name = TEXT("Så gick testerna"), .bytes = 34000, .from = {&body, 10, 1}, .end = 20},
        {.name = TEXT("Ett avsnitt med en rubrik som är längre än någon rad"),
         .bytes = 1700,
         .is_cut = true,
         .from = {&body, 20, 1}},
        {.name = TEXT("Övrigt"), .bytes = 400, .is_cut = true, .from = {&notes, 5, 1}, .end = 9},
        {.bytes = around},
    };
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++)
        ARRAY_PUSH(arena, &letter.sections, sections[i]);
    return letter;
}

static void bars_are_aligned_by_characters(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct buffer buffer = {.arena = &arena};
    struct letter letter = letter_of(&arena, 53100, 17000);
    letter_weight_write(&letter, &buffer);
    assert_string_equal(text_string(&arena, buffer_text(&buffer)),
                        "  Så gick testerna                           ████████████████████   34 kB\n"
                        "  Ett avsnitt med en rubrik som är längre…   █                       2 kB, cut\n"
                        "  Övrigt                                     █                       0 kB, cut\n"
                        "  all around them                            ██████████             17 kB\n");
    arena_release(&arena);
}

/* Of many sections the heaviest ten stand there; the rest is around them. */
static void few_bars_are_shown(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct buffer buffer = {.arena = &arena};
    struct letter letter = {.html = {NULL, 5000 * 1000}};
    for (size_t i = 0; i < 1000; i++)
        ARRAY_PUSH(&arena, &letter.sections, ((struct letter_section){.name = TEXT("a\x1b[1m"), .bytes = i}));
    letter_weight_write(&letter, &buffer);
    size_t lines = 0;
    for (size_t i = 0; i < buffer.size; i++) {
        lines += buffer.bytes[i] == '\n';
        assert_int_not_equal(buffer.bytes[i], '\x1b');
    }
    assert_int_equal(lines, 11);
    arena_release(&arena);
}

static const char *finding_of(struct arena *arena, size_t size, size_t whole, bool has_cuts)
{
    struct diagnostics diagnostics = {.arena = arena};
    struct letter letter = letter_of(arena, size, 0);
    letter.sections.items[1].is_cut = letter.sections.items[2].is_cut = has_cuts;
    letter_weight_report(&letter, whole, (struct place){&body, 1, 0}, &diagnostics);
    if (!diagnostics.list.count)
        return "";
    assert_int_equal(diagnostics.list.count, 1);
    assert_ptr_equal(diagnostics.list.items[0]->check, &checks[CHECK_LETTER_WEIGHT]);
    return text_string(arena, diagnostics.list.items[0]->message);
}

static void heavy_letters_are_told(void **state)
{
    (void)state;
    struct arena arena = {0};
    assert_string_equal(finding_of(&arena, 79999, 79999, false), "");
    assert_string_equal(finding_of(&arena, 80000, 80000, false),
                        "the letter weighs 80 kB, and Gmail hides what is above 100 kB; heaviest: "
                        "'Så gick testerna' (34 kB), 'Ett avsnitt med en rubrik som är längre än någon rad' (2 kB), "
                        "'Övrigt' (0 kB)");
    assert_string_equal(finding_of(&arena, 90000, 120000, true),
                        "the letter would weigh 120 kB, so sections are cut to their first paragraph and a link: "
                        "'Ett avsnitt med en rubrik som är längre än någon rad', 'Övrigt'");
    assert_string_equal(finding_of(&arena, 130000, 140000, true),
                        "the letter weighs 130 kB even when its sections are cut: Gmail hides its end; heaviest: "
                        "'Så gick testerna' (34 kB), 'Ett avsnitt med en rubrik som är längre än någon rad' (2 kB), "
                        "'Övrigt' (0 kB)");
    arena_release(&arena);
}

static void facts_of_cut_sections_are_left_out(void **state)
{
    (void)state;
    static const struct {
        struct place place;
        bool is_kept;
    } cases[] = {
        {{&body, 1, 1}, true},   {{&body, 10, 1}, true},   {{&body, 19, 4}, true},
        {{&body, 20, 1}, false}, {{&body, 999, 1}, false}, {{&notes, 4, 1}, true},
        {{&notes, 8, 1}, false}, {{&notes, 9, 1}, true},   {{NULL, 0, 0}, true},
    };
    struct arena arena = {0};
    struct letter letter = letter_of(&arena, 0, 0);
    fact_list facts = {0}, kept = {0};
    size_t count = sizeof cases / sizeof *cases, next = 0;
    for (size_t i = 0; i < count; i++)
        ARRAY_PUSH(&arena, &facts, ((struct fact){.place = cases[i].place}));
    letter_weight_facts(&arena, &letter, &facts, &kept);
    for (size_t i = 0; i < count; i++)
        if (cases[i].is_kept)
            assert_int_equal(kept.items[next++].place.line, cases[i].place.line);
    assert_int_equal(next, kept.count);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bars_are_aligned_by_characters),
        cmocka_unit_test(few_bars_are_shown),
        cmocka_unit_test(heavy_letters_are_told),
        cmocka_unit_test(facts_of_cut_sections_are_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
