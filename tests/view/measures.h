/* Measures to judge, and what charts say of them in the words of layouts/strings/ in both languages. */
#ifndef TESTS_VIEW_MEASURES_H
#define TESTS_VIEW_MEASURES_H

#include "base/file.h"
#include "model/model.h"
#include "read/source.h"
#include "template/data.h"
#include "view/measured.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static struct arena arena;
static struct diagnostics diagnostics;
static struct view swedish, english;

static inline struct view open_view(const char *language)
{
    struct text path = text_format(&arena, "layouts/strings/%s.yml", language), bytes;
    assert_true(file_read(&arena, path.bytes, &bytes, &diagnostics));
    struct view view = {
        .arena = &arena,
        .diagnostics = &diagnostics,
        .locale = locale_open(&arena, text_from(language)),
        .strings = data_read(&arena, source_from(&arena, path, bytes, &diagnostics), &diagnostics),
    };
    assert_false(diagnostics_has_error(&diagnostics));
    return view;
}

static inline int open_views(void **unused)
{
    (void)unused;
    diagnostics.arena = &arena;
    swedish = open_view("sv");
    english = open_view("en");
    return 0;
}

static inline int close_views(void **unused)
{
    (void)unused;
    locale_close(swedish.locale);
    locale_close(english.locale);
    arena_release(&arena);
    return 0;
}

/* Values of one month after the other, from January 2025 on. */
static inline struct measure monthly(const double *values, size_t count, const char *rules, const char *better)
{
    struct measure measure = {
        .title = TEXT("Bokpåsar"),
        .unit = TEXT("påsar"),
        .rules = text_from(rules),
        .better = text_from(better),
    };
    for (size_t i = 0; i < count; i++) {
        struct measurement value = {.date = {2025 + (int)i / 12, 1 + (int)i % 12, 0}, .value = values[i]};
        value.has_value = true;
        ARRAY_PUSH(&arena, &measure.values, value);
    }
    return measure;
}

static inline void check_text(struct text got, const char *wanted, const char *file, int line)
{
    if (text_is(got, wanted))
        return;
    print_error("got:\n%.*s\nexpected:\n%s\n", TEXT_ARGUMENTS(got), wanted);
    _fail(file, line);
}

static inline void check_part(struct text got, const char *part, const char *file, int line)
{
    if (text_find(got, text_from(part), 0) < got.size)
        return;
    print_error("got:\n%.*s\nexpected in it:\n%s\n", TEXT_ARGUMENTS(got), part);
    _fail(file, line);
}

#define expect_part(got, part) check_part((got), (part), __FILE__, __LINE__)
#define expect_text(got, wanted) check_text((got), (wanted), __FILE__, __LINE__)

/* The sentence without what every chart begins with (up to "… det senaste 5 påsar."). */
static inline struct text told(struct view *view, const struct measure *measure)
{
    struct text sentence = measured_sentence(view, measured_of(view, measure)), end = TEXT(" påsar.");
    size_t found = text_find(sentence, end, 0);
    return text_slice(sentence, found == sentence.size ? 0 : found + end.size + 1, sentence.size);
}

#define expect_told(measure, in_swedish, in_english)                                                                   \
    do {                                                                                                               \
        expect_text(told(&swedish, &(measure)), in_swedish);                                                           \
        expect_text(told(&english, &(measure)), in_english);                                                           \
    } while (0)

static inline enum progress progress_of(const struct measure *measure)
{
    return measured_of(&swedish, measure)->progress;
}

/* Median 31.5, a run of nine above it at the end. */
static const double rising[] = {28, 30, 33, 31, 27, 30, 28, 31, 30, 30, 31, 33, 34, 32, 35, 36, 33, 34, 35, 36};

#endif
