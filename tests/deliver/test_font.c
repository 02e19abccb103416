/* font.h: which characters each part has, that it is the same on every run, kept, and what is said about files that
 * are no fonts. The parts are unpacked by the other program of the package woff2 and asked by HarfBuzz. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/file.h"
#include "deliver/font.h"

#include <glib.h>
#include <hb-ot.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define FONTS "/usr/share/fonts/truetype/"
static const char regular[] = FONTS "manrope/Manrope-Regular.ttf", bold[] = FONTS "manrope/Manrope-Bold.ttf";

struct fixture {
    struct arena arena;
    struct diagnostics diagnostics;
    char folder[64];
    struct cache cache; /* without a folder: none */
};

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    fixture->diagnostics.arena = &fixture->arena;
    snprintf(fixture->folder, sizeof fixture->folder, "/tmp/rundbrev-test-font-XXXXXX");
    *state = fixture;
    return mkdtemp(fixture->folder) ? 0 : -1;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    file_remove_tree(fixture->folder, &fixture->diagnostics);
    arena_release(&fixture->arena);
    free(fixture);
    return 0;
}

static bool prepare(struct fixture *fixture, const char *path, const char *features, web_fonts *fonts)
{
    struct font_source source = {.path = text_from(path),
                                 .family = TEXT("A"),
                                 .weight = TEXT("400"),
                                 .style = TEXT("normal"),
                                 .features = text_from(features)};
    *fonts = (web_fonts){0};
    return font_prepare(&fixture->arena, &source, 1, &fixture->cache, 1, fonts, &fixture->diagnostics);
}

static void expect_message(struct fixture *fixture, const char *expected)
{
    struct buffer buffer = {.arena = &fixture->arena};
    diagnostics_write(&fixture->diagnostics, SEVERITY_ALLOWED, &buffer);
    assert_string_equal(text_string(&fixture->arena, buffer_text(&buffer)), expected);
    assert_int_equal(diagnostics_exit_status(&fixture->diagnostics), 3);
    fixture->diagnostics.list.count = 0;
}

/* The part as HarfBuzz sees it. */
static hb_face_t *unpacked(struct fixture *fixture, const struct web_font *font)
{
    const char *woff2 = file_path(&fixture->arena, fixture->folder, "part.woff2");
    const char *arguments[] = {"woff2_decompress", woff2, NULL};
    int status = -1;
    assert_true(file_write(woff2, font->bytes, &fixture->diagnostics));
    assert_true(g_spawn_sync(NULL, (char **)arguments, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL,
                             NULL, NULL, NULL, &status, NULL));
    assert_int_equal(status, 0);
    hb_blob_t *blob = hb_blob_create_from_file(file_path(&fixture->arena, fixture->folder, "part.ttf"));
    hb_face_t *face = hb_face_create(blob, 0);
    hb_blob_destroy(blob);
    return face;
}

static bool has(const hb_set_t *set, const char *characters)
{
    struct text text = text_from(characters);
    for (size_t position = 0; position < text.size;)
        if (!hb_set_has(set, utf8_next(text, &position)))
            return false;
    return true;
}

static bool has_any(const hb_set_t *set, const char *characters)
{
    struct text text = text_from(characters);
    for (size_t position = 0; position < text.size;)
        if (hb_set_has(set, utf8_next(text, &position)))
            return true;
    return false;
}

/* What a browser reads in the rule. */
static hb_set_t *parsed(struct fixture *fixture, struct text unicode_range)
{
    hb_set_t *set = hb_set_create();
    const char *at = text_string(&fixture->arena, unicode_range);
    while (*at) {
        char *end;
        assert_true(at[0] == 'U' && at[1] == '+');
        unsigned long first = strtoul(at + 2, &end, 16), last = first;
        if (*end == '-')
            last = strtoul(end + 1, &end, 16);
        assert_true(first <= last && last < 0x110000);
        hb_set_add_range(set, (hb_codepoint_t)first, (hb_codepoint_t)last);
        at = *end == ',' ? end + 1 : end;
        assert_true(*at == 'U' || *at == '\0');
    }
    return set;
}

static void parts_have_their_characters(void **state)
{
    struct fixture *fixture = *state;
    static const char swedish[] = "abcdefghijklmnopqrstuvwxyzåäöABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖéÉüÜæøÆØ0123456789"
                                  " .,:;!?%&@()/+=\"'–—”’…·×›→\u00a0\u2011";
    static const struct {
        const char *name, *has, *has_none;
    } expected[] = {
        {"manrope-regular-other-", "ЖЯжяΩơ", "aåč§"},
        {"manrope-regular-latin-", "čšžłñçßÿŒ§°«»{}~$€£†", "aå5ЖΩ"},
        {"manrope-regular-core-", swedish, "č§{~Ж"},
    };
    web_fonts fonts;
    assert_true(prepare(fixture, regular, "", &fonts));
    assert_int_equal(fonts.count, 3);
    hb_set_t *together = hb_set_create(), *all = hb_set_create();
    for (size_t i = 0; i < 3; i++) {
        const struct web_font *font = &fonts.items[i];
        hb_face_t *face = unpacked(fixture, font);
        hb_set_t *set = hb_set_create(), *range = parsed(fixture, font->unicode_range);
        hb_face_collect_unicodes(face, set);
        assert_true(text_starts_with(font->name, expected[i].name) && text_ends_with(font->name, ".woff2"));
        assert_true(text_starts_with(font->bytes, "wOF2"));
        assert_true(text_is(font->family, "A") && text_is(font->weight, "400") && text_is(font->style, "normal"));
        assert_true(has(set, expected[i].has));
        assert_false(has_any(set, expected[i].has_none));
        assert_true(hb_set_is_subset(set, range));
        assert_false(has_any(range, "☑☐✓😀"));
        hb_set_union(together, set);
        hb_set_destroy(range);
        hb_set_destroy(set);
        hb_face_destroy(face);
    }
    /* Nothing that anybody could write is lost. */
    hb_blob_t *blob = hb_blob_create_from_file(regular);
    hb_face_t *whole = hb_face_create(blob, 0);
    hb_face_collect_unicodes(whole, all);
    hb_set_subtract(all, together);
    for (hb_codepoint_t character = HB_SET_VALUE_INVALID; hb_set_next(all, &character);)
        assert_true(character < 0x20 || (character >= 0xe000 && character <= 0xf8ff));
    hb_set_destroy(together);
    hb_set_destroy(all);
    hb_face_destroy(whole);
    hb_blob_destroy(blob);
    /* The first page of a network is light. */
    assert_true(fonts.items[2].bytes.size < 8000);
}

static bool has_feature(hb_face_t *face, hb_tag_t table, const char *tag)
{
    unsigned index;
    return hb_ot_layout_language_find_feature(face, table, 0, HB_OT_LAYOUT_DEFAULT_LANGUAGE_INDEX,
                                              hb_tag_from_string(tag, 4), &index);
}

static void keeps_the_features_that_are_used(void **state)
{
    struct fixture *fixture = *state;
    web_fonts fonts;
    assert_true(prepare(fixture, regular, "", &fonts));
    hb_face_t *face = unpacked(fixture, &fonts.items[2]);
    assert_true(has_feature(face, HB_OT_TAG_GPOS, "kern"));
    assert_true(has_feature(face, HB_OT_TAG_GSUB, "liga") && has_feature(face, HB_OT_TAG_GSUB, "tnum"));
    assert_false(has_feature(face, HB_OT_TAG_GSUB, "frac"));
    hb_face_destroy(face);
    size_t before = fonts.items[2].bytes.size;
    assert_true(prepare(fixture, regular, "kern tnum", &fonts));
    face = unpacked(fixture, &fonts.items[2]);
    assert_true(has_feature(face, HB_OT_TAG_GPOS, "kern") && has_feature(face, HB_OT_TAG_GSUB, "tnum"));
    assert_false(has_feature(face, HB_OT_TAG_GSUB, "liga"));
    hb_face_destroy(face);
    assert_true(fonts.items[2].bytes.size < before);
}

static void expect_same(const web_fonts *a, const web_fonts *b)
{
    assert_int_equal(a->count, b->count);
    for (size_t i = 0; i < a->count; i++) {
        assert_true(text_equal(a->items[i].name, b->items[i].name));
        assert_true(text_equal(a->items[i].unicode_range, b->items[i].unicode_range));
        assert_true(text_equal(a->items[i].bytes, b->items[i].bytes));
    }
}

static void is_the_same_on_every_run_and_with_any_number_of_threads(void **state)
{
    struct fixture *fixture = *state;
    struct font_source sources[2] = {{.path = text_from(regular)}, {.path = text_from(bold)}};
    web_fonts one = {0}, many = {0};
    assert_true(font_prepare(&fixture->arena, sources, 2, &fixture->cache, 1, &one, &fixture->diagnostics));
    assert_true(font_prepare(&fixture->arena, sources, 2, &fixture->cache, 4, &many, &fixture->diagnostics));
    assert_int_equal(one.count, 6);
    assert_true(text_starts_with(one.items[2].name, "manrope-regular-core-"));
    assert_true(text_starts_with(one.items[5].name, "manrope-bold-core-"));
    expect_same(&one, &many);
}

static void is_kept(void **state)
{
    struct fixture *fixture = *state;
    web_fonts fresh, kept;
    file_entries files = {0};
    const char *path = text_string(&fixture->arena, text_from(getenv("PATH")));
    fixture->cache.folder = file_path(&fixture->arena, fixture->folder, "cache");
    assert_true(prepare(fixture, regular, "", &fresh));
    assert_true(file_list(&fixture->arena, fixture->cache.folder, &files, &fixture->diagnostics));
    assert_int_equal(files.count, 3);
    /* Without the program nothing can be made. */
    assert_int_equal(setenv("PATH", fixture->folder, 1), 0);
    bool is_made = prepare(fixture, regular, "", &kept), is_another = false;
    if (is_made) {
        expect_same(&fresh, &kept);
        web_fonts fonts;
        is_another = prepare(fixture, regular, "kern", &fonts) || prepare(fixture, bold, "", &fonts);
        fixture->diagnostics.list.count = 0;
    }
    setenv("PATH", path, 1);
    assert_true(is_made && !is_another);
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(truncate(file_path(&fixture->arena, fixture->cache.folder, files.items[i].name.bytes), 90), 0);
    assert_true(prepare(fixture, regular, "", &kept));
    expect_same(&fresh, &kept);
}

static void reports_what_is_no_font(void **state)
{
    struct fixture *fixture = *state;
    web_fonts fonts;
    const char *missing = file_path(&fixture->arena, fixture->folder, "missing.ttf");
    assert_false(prepare(fixture, missing, "", &fonts));
    expect_message(fixture, text_format(&fixture->arena,
                                        "rundbrev: error: cannot read the theme's font '%s': No such file or "
                                        "directory\n    hint: run 'make setup', which installs the font's package\n",
                                        missing)
                                .bytes);
    struct text whole;
    assert_true(file_read(&fixture->arena, regular, &whole, &fixture->diagnostics));
    const char *path = file_path(&fixture->arena, fixture->folder, "a.ttf");
    const struct text none[] = {TEXT(""), TEXT("no font\n"), text_slice(whole, 0, 3000)};
    for (size_t i = 0; i < 3; i++) {
        assert_true(file_write(path, none[i], &fixture->diagnostics));
        assert_false(prepare(fixture, path, "", &fonts));
        assert_int_equal(fonts.count, 0);
        expect_message(fixture, text_format(&fixture->arena,
                                            "rundbrev: error: cannot use the theme's font, it is no font in TrueType "
                                            "or OpenType: '%s'\n",
                                            path)
                                    .bytes);
    }
}

static void reports_the_missing_program(void **state)
{
    struct fixture *fixture = *state;
    web_fonts fonts;
    const char *path = text_string(&fixture->arena, text_from(getenv("PATH")));
    const char *program = file_path(&fixture->arena, fixture->folder, "woff2_compress");
    assert_int_equal(setenv("PATH", fixture->folder, 1), 0);
    bool is_made = prepare(fixture, regular, "", &fonts);
    setenv("PATH", path, 1);
    assert_false(is_made);
    diagnostics_sort(&fixture->diagnostics);
    expect_message(fixture, "rundbrev: error: cannot make fonts for the web with 'woff2_compress': No such file or "
                            "directory\n    hint: run 'make setup', which installs its package, woff2\n");

    static const char *const scripts[] = {"#!/bin/sh\nexit 1\n", "#!/bin/sh\nprintf rubbish >font.woff2\n",
                                          "#!/bin/sh\n: >font.woff2\n"};
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++) {
        assert_true(file_write(program, text_from(scripts[i]), &fixture->diagnostics));
        assert_int_equal(chmod(program, 0755), 0);
        assert_int_equal(setenv("PATH", fixture->folder, 1), 0);
        is_made = prepare(fixture, regular, "", &fonts);
        setenv("PATH", path, 1);
        assert_false(is_made);
        diagnostics_sort(&fixture->diagnostics);
        expect_message(
            fixture, text_format(&fixture->arena,
                                 "rundbrev: error: 'woff2_compress' cannot make a font for the web of '%s'\n", regular)
                         .bytes);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(parts_have_their_characters, set_up, tear_down),
        cmocka_unit_test_setup_teardown(keeps_the_features_that_are_used, set_up, tear_down),
        cmocka_unit_test_setup_teardown(is_the_same_on_every_run_and_with_any_number_of_threads, set_up, tear_down),
        cmocka_unit_test_setup_teardown(is_kept, set_up, tear_down),
        cmocka_unit_test_setup_teardown(reports_what_is_no_font, set_up, tear_down),
        cmocka_unit_test_setup_teardown(reports_the_missing_program, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
