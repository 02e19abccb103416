/* What every drawing promises, however odd its input: expect_sound reads the SVG with a parser of its own and measures
 * it. Also the comparison with the expected drawings in tests/draw/expected (RUNDBREV_ACCEPT=1 renews them). */
#ifndef TESTS_DRAW_DRAWING_H
#define TESTS_DRAW_DRAWING_H

#include "base/date.h"
#include "base/file.h"
#include "draw/frame.h"
#include "draw/lettering.h"

#include <glib.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { SEEN_MOST = 4000 };

struct seen_box {
    double left, top, right, bottom;
    char class[20];
};

/* A drawing as a reader sees it. */
struct seen {
    int width, height;
    struct seen_box texts[SEEN_MOST], dots[SEEN_MOST];
    size_t text_count, dot_count, line_count;
    double line[SEEN_MOST][2]; /* the corners of the line through the values */
    double x, y;               /* of the text being read */
    char anchor, class[20];
    bool is_text;
    struct buffer words;
};

static inline const char *seen_attribute(const char **names, const char **values, const char *name)
{
    for (size_t i = 0; names[i]; i++)
        if (!strcmp(names[i], name))
            return values[i];
    return NULL;
}

static inline double seen_number(const char **names, const char **values, const char *name)
{
    const char *value = seen_attribute(names, values, name);
    char *end = NULL;
    assert_non_null(value);
    double number = strtod(value, &end);
    assert_true(end > value && *end == '\0' && isfinite(number));
    return number;
}

static inline void seen_inside(const struct seen *seen, double x, double y)
{
    assert_true(x >= -0.1 && x <= seen->width + 0.1 && y >= -0.1 && y <= seen->height + 0.1);
}

/* All places of a path lie in the drawing; `box` gets its bounds. */
static inline void seen_path(struct seen *seen, const char *d, bool is_line, struct seen_box *box)
{
    double x = 0, y = 0;
    *box = (struct seen_box){INFINITY, INFINITY, -INFINITY, -INFINITY, ""};
    while (*d) {
        char command = *d++, *end = NULL;
        if (command == 'z' || command == 'Z')
            continue;
        assert_non_null(strchr("MLHVhv", command));
        double first = strtod(d, &end);
        assert_true(end > d && isfinite(first));
        d = end;
        if (command == 'M' || command == 'L') {
            x = first;
            y = strtod(d, &end);
            assert_true(end > d && isfinite(y));
            d = end;
        } else if (command == 'H' || command == 'h') {
            x = first + (command == 'h' ? x : 0);
        } else {
            y = first + (command == 'v' ? y : 0);
        }
        seen_inside(seen, x, y);
        box->left = fmin(box->left, x), box->right = fmax(box->right, x);
        box->top = fmin(box->top, y), box->bottom = fmax(box->bottom, y);
        if (is_line) {
            assert_true(seen->line_count < SEEN_MOST);
            seen->line[seen->line_count][0] = x, seen->line[seen->line_count++][1] = y;
        }
    }
}

static inline void seen_start(GMarkupParseContext *context, const char *element, const char **names,
                              const char **values, gpointer data, GError **error)
{
    (void)context, (void)error;
    struct seen *seen = data;
    const char *class = seen_attribute(names, values, "class");
    if (!strcmp(element, "text")) {
        const char *anchor = seen_attribute(names, values, "text-anchor");
        seen->x = seen_number(names, values, "x"), seen->y = seen_number(names, values, "y");
        seen->anchor = anchor ? anchor[0] : 's';
        seen->is_text = true;
        seen->words.size = 0;
        snprintf(seen->class, sizeof seen->class, "%s", class);
    } else if (!strcmp(element, "circle")) {
        double x = seen_number(names, values, "cx"), y = seen_number(names, values, "cy");
        double radius = seen_number(names, values, "r");
        seen_inside(seen, x - radius, y - radius);
        seen_inside(seen, x + radius, y + radius);
        assert_true(seen->dot_count < SEEN_MOST);
        seen->dots[seen->dot_count++] = (struct seen_box){x - radius, y - radius, x + radius, y + radius, "dot"};
    } else if (!strcmp(element, "path")) {
        struct seen_box box;
        seen_path(seen, seen_attribute(names, values, "d"), !strcmp(class, "line"), &box);
        if (strstr(class, "signal")) {
            assert_true(seen->dot_count < SEEN_MOST);
            seen->dots[seen->dot_count++] = box;
        }
    } else {
        assert_true(!strcmp(element, "svg") || !strcmp(element, "title") || !strcmp(element, "desc") ||
                    !strcmp(element, "style") || !strcmp(element, "rect"));
    }
}

static inline void seen_words(GMarkupParseContext *context, const char *words, gsize size, gpointer data,
                              GError **error)
{
    (void)context, (void)error;
    struct seen *seen = data;
    if (seen->is_text)
        buffer_add(&seen->words, (struct text){words, size});
}

static inline void seen_end(GMarkupParseContext *context, const char *element, gpointer data, GError **error)
{
    (void)context, (void)element, (void)error;
    struct seen *seen = data;
    if (!seen->is_text)
        return;
    seen->is_text = false;
    double size = lettering_width(buffer_text(&seen->words), DRAWING_TYPE);
    double left = seen->x - (seen->anchor == 'e' ? size : seen->anchor == 'm' ? size / 2 : 0);
    struct seen_box box = {left, seen->y - DRAWING_TYPE * 0.75, left + size, seen->y + DRAWING_TYPE * 0.2, ""};
    memcpy(box.class, seen->class, sizeof box.class);
    seen_inside(seen, box.left, box.top);
    seen_inside(seen, box.right, box.bottom);
    assert_true(size > 0 && seen->text_count < SEEN_MOST);
    seen->texts[seen->text_count++] = box;
}

static inline void seen_apart(const struct seen_box *a, const struct seen_box *b)
{
    if (a->left < b->right - 0.1 && a->right > b->left + 0.1 && a->top < b->bottom - 0.1 && a->bottom > b->top + 0.1)
        fail_msg("a %s stands on a %s", a->class, b->class);
}

/* The line through the values, in steps of a quarter of the unit, keeps clear of a text. */
static inline void seen_off_line(const struct seen *seen, const struct seen_box *text)
{
    for (size_t i = 1; i < seen->line_count; i++) {
        const double *from = seen->line[i - 1], *to = seen->line[i];
        int steps = 1 + (int)(4 * hypot(to[0] - from[0], to[1] - from[1]));
        for (int j = 0; j <= steps; j++) {
            double x = from[0] + (to[0] - from[0]) * j / steps, y = from[1] + (to[1] - from[1]) * j / steps;
            if (x > text->left && x < text->right && y > text->top && y < text->bottom)
                fail_msg("a %s stands on the line", text->class);
        }
    }
}

/* Well-formed, no number that is none, everything inside, each text clear of the other texts, of the dots and of the
 * line. Returns the drawing as it is seen, which holds until the next call. */
static inline const struct seen *expect_sound(struct arena *arena, const char *svg)
{
    static struct seen seen;
    static const GMarkupParser parser = {seen_start, seen_end, seen_words, NULL, NULL};
    memset(&seen, 0, sizeof seen);
    seen.words.arena = arena;
    int left, top; /* of a drawing that stands alone, before its margin */
    assert_non_null(strstr(svg, " viewBox=\""));
    assert_int_equal(
        sscanf(strstr(svg, " viewBox=\""), " viewBox=\"%d %d %d %d\"", &left, &top, &seen.width, &seen.height), 4);
    seen.width += 2 * left, seen.height += 2 * top;
    assert_null(strstr(svg, "nan"));
    GMarkupParseContext *context = g_markup_parse_context_new(&parser, 0, &seen, NULL);
    bool is_read =
        g_markup_parse_context_parse(context, svg, -1, NULL) && g_markup_parse_context_end_parse(context, NULL);
    g_markup_parse_context_free(context);
    assert_true(is_read);
    for (size_t i = 0; i < seen.text_count; i++) {
        for (size_t j = 0; j < i; j++)
            seen_apart(&seen.texts[i], &seen.texts[j]);
        for (size_t j = 0; j < seen.dot_count; j++)
            seen_apart(&seen.texts[i], &seen.dots[j]);
        seen_off_line(&seen, &seen.texts[i]);
    }
    return &seen;
}

static inline size_t occurrences(const char *text, const char *wanted)
{
    size_t count = 0;
    for (; (text = strstr(text, wanted)); text++)
        count++;
    return count;
}

/* The drawing, byte for byte as in tests/draw/expected. Tests run from the top folder. */
static inline void expect_drawing(struct arena *arena, const char *svg, const char *name)
{
    struct diagnostics diagnostics = {.arena = arena};
    const char *path = file_path(arena, "tests/draw/expected", name);
    struct text expected = {0};
    if (getenv("RUNDBREV_ACCEPT"))
        assert_true(file_write(path, text_from(svg), &diagnostics));
    assert_true(file_read(arena, path, &expected, &diagnostics));
    assert_string_equal(svg, text_string(arena, expected));
}

static inline struct date day(const char *text)
{
    struct date date;
    assert_true(date_parse(text_from(text), &date));
    return date;
}

#endif
