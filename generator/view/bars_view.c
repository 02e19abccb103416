/* What the blocks `bars` and `votes` get: their drawings, and the same in words. */
#include "view/charted.h"

#include "draw/bars.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>

/* One drawing serves all screens: bars need no more than a column of a telephone. */
enum { ON_SCREEN = 360, ON_PAPER = 460, IN_LETTER = 420, SHOWN = 520 /* CSS pixels, in a letter */ };

typedef ARRAY(struct bar_row) row_list;

/* So few that a sentence can hold them all. */
enum { TOLD = 6 };

static struct text number(struct view *view, double value)
{
    return view_number(view, value).text;
}

/* Sentences */

static struct text bar_sentence(struct view *view, const struct bar_row *row)
{
    const struct view_word words[] = {{"text", row->text}, {"value", row->label}, {"before", row->before_label}, {0}};
    return view_sentence(view, row->has_before ? "bars_change" : "bars_value", words);
}

static struct text extremes(struct view *view, const row_list *rows)
{
    size_t low = 0, high = 0;
    for (size_t i = 1; i < rows->count; i++) {
        low = rows->items[i].value < rows->items[low].value ? i : low;
        high = rows->items[i].value > rows->items[high].value ? i : high;
    }
    const struct view_word words[] = {
        {"number", text_format(view->arena, "%zu", rows->count)},
        {"highest", rows->items[high].text},
        {"most", rows->items[high].label},
        {"lowest", rows->items[low].text},
        {"least", rows->items[low].label},
        {0},
    };
    bool is_same = rows->items[low].value == rows->items[high].value;
    return view_sentence(view, is_same ? "bars_same" : "bars_extremes", words);
}

static struct text sentence_of_bars(struct view *view, const row_list *rows)
{
    struct buffer sentence = {.arena = view->arena};
    if (rows->count > TOLD)
        return extremes(view, rows);
    for (size_t i = 0; i < rows->count; i++) {
        buffer_add_string(&sentence, i ? " " : "");
        buffer_add(&sentence, bar_sentence(view, &rows->items[i]));
    }
    return buffer_text(&sentence);
}

/* "Ja", "Ja och Nej", "A, B och C". */
static struct text join(struct view *view, const text_list *texts)
{
    struct buffer joined = {.arena = view->arena};
    for (size_t i = 0; i < texts->count; i++) {
        bool is_last = i + 1 == texts->count;
        if (i && is_last)
            buffer_format(&joined, " %.*s ", TEXT_ARGUMENTS(view_string(view, "and")));
        else
            buffer_add_string(&joined, i ? ", " : "");
        buffer_add(&joined, texts->items[i]);
    }
    return buffer_text(&joined);
}

static double largest(const row_list *rows)
{
    double most = 0;
    for (size_t i = 0; i < rows->count; i++)
        most = fmax(most, rows->items[i].value);
    return most;
}

static struct text commonest(struct view *view, const row_list *rows)
{
    double most = largest(rows);
    text_list texts = {0};
    struct text label = {0};
    for (size_t i = 0; i < rows->count; i++)
        if (rows->items[i].value == most) {
            ARRAY_PUSH(view->arena, &texts, rows->items[i].text);
            label = rows->items[i].label;
        }
    const struct view_word words[] = {{"text", join(view, &texts)}, {"value", label}, {0}};
    bool are_all = texts.count == rows->count && texts.count > 1;
    return view_sentence(view, are_all ? "votes_even" : texts.count > 1 ? "votes_tied" : "votes_commonest", words);
}

/* All other answers, when they are few; with a space before. */
static void add_others(struct view *view, const row_list *rows, struct buffer *sentence)
{
    double most = largest(rows);
    struct buffer others = {.arena = view->arena};
    for (size_t i = 0; i < rows->count && rows->count <= TOLD; i++)
        if (rows->items[i].value != most)
            buffer_format(&others, "%s%.*s: %.*s", others.size ? "; " : "", TEXT_ARGUMENTS(rows->items[i].text),
                          TEXT_ARGUMENTS(rows->items[i].label));
    const struct view_word words[] = {{"text", buffer_text(&others)}, {0}};
    if (!others.size)
        return;
    buffer_add_byte(sentence, ' ');
    buffer_add(sentence, view_sentence(view, "votes_others", words));
}

/* The number that an answer such as "4" or "4 – ofta" stands for; false when it begins with none. */
static bool grade(struct text text, int *value)
{
    size_t size = 0;
    *value = 0;
    while (size < text.size && size < 4 && isdigit((unsigned char)text.bytes[size]))
        *value = *value * 10 + (text.bytes[size++] - '0');
    return size > 0 && size < 4 && (size == text.size || text.bytes[size] == ' ');
}

/* Answers on a scale: 1, 2, 3 … or 5, 4, 3 …. Only those have a middle. */
static bool are_grades(const row_list *rows)
{
    int first, second, value;
    if (rows->count < 3 || !grade(rows->items[0].text, &first) || !grade(rows->items[1].text, &second) ||
        abs(second - first) != 1)
        return false;
    for (size_t i = 2; i < rows->count; i++)
        if (!grade(rows->items[i].text, &value) || value != first + (int)i * (second - first))
            return false;
    return true;
}

/* The answer of number `wanted`, from 1 on, when all stand in the order of the scale. */
static struct text answer_at(const row_list *rows, double wanted)
{
    size_t i = 0;
    for (double seen = rows->items[0].value; seen < wanted && i + 1 < rows->count; seen += rows->items[i].value)
        i++;
    return rows->items[i].text;
}

static struct text middle(struct view *view, const row_list *rows, double total)
{
    struct text low = answer_at(rows, floor((total + 1) / 2)), high = answer_at(rows, ceil((total + 1) / 2));
    const struct view_word words[] = {{"text", low}, {"second", high}, {0}};
    return view_sentence(view, text_equal(low, high) ? "votes_median" : "votes_between", words);
}

static struct text sentence_of_votes(struct view *view, const row_list *rows, double total)
{
    const struct view_word words[] = {{"number", number(view, total)}, {0}};
    struct buffer sentence = {.arena = view->arena};
    if (!(total > 0))
        return view_string(view, "votes_none");
    buffer_add(&sentence, view_sentence(view, total == 1 ? "votes_one" : "votes_number", words));
    buffer_add_byte(&sentence, ' ');
    buffer_add(&sentence, commonest(view, rows));
    add_others(view, rows, &sentence);
    if (are_grades(rows)) {
        buffer_add_byte(&sentence, ' ');
        buffer_add(&sentence, middle(view, rows, total));
    }
    return buffer_text(&sentence);
}

/* Rows */

static row_list rows_of_bars(struct view *view, const void *record)
{
    const ARRAY(struct bar) *bars = record;
    row_list rows = {0};
    for (size_t i = 0; i < bars->count; i++) {
        const struct bar *bar = &bars->items[i];
        struct bar_row row = {.text = bar->text,
                              .value = bar->value,
                              .label = number(view, bar->value),
                              .has_before = bar->has_before,
                              .before = bar->before};
        if (bar->has_before)
            row.before_label = number(view, bar->before);
        ARRAY_PUSH(view->arena, &rows, row);
    }
    return rows;
}

static struct text share_label(struct view *view, double count, double total)
{
    const struct view_word words[] = {
        {"count", number(view, count)}, {"share", text_format(view->arena, "%.0f", round(count * 100 / total))}, {0}};
    return total > 0 ? view_sentence(view, "votes_share", words) : words[0].text;
}

static row_list rows_of_votes(struct view *view, const void *record, double *total)
{
    const ARRAY(struct vote) *votes = record;
    row_list rows = {0};
    *total = 0;
    for (size_t i = 0; i < votes->count; i++)
        *total += votes->items[i].count;
    for (size_t i = 0; i < votes->count; i++) {
        const struct vote *vote = &votes->items[i];
        struct bar_row row = {
            .text = vote->text, .value = vote->count, .label = share_label(view, vote->count, *total)};
        ARRAY_PUSH(view->arena, &rows, row);
    }
    return rows;
}

static bool has_before(const row_list *rows)
{
    for (size_t i = 0; i < rows->count; i++)
        if (rows->items[i].has_before)
            return true;
    return false;
}

static struct text draw(struct view *view, const row_list *rows, struct text title, struct text sentence, int width)
{
    struct bars bars = {.rows = rows->items, .count = rows->count};
    if (!drawing_frame(view, title, sentence, width, 0, &bars.frame))
        return (struct text){0};
    if (has_before(rows)) {
        bars.before_key = view_string(view, "bars_before");
        bars.value_key = view_string(view, "bars_now");
    }
    return bars_draw(view->arena, &bars);
}

static struct value row_values(struct view *view, const row_list *rows)
{
    struct value list = value_new_list(view->arena);
    for (size_t i = 0; i < rows->count; i++) {
        const struct bar_row *row = &rows->items[i];
        struct value record = value_new_record(view->arena);
        value_set(view->arena, record, "text", value_text(row->text));
        value_set(view->arena, record, "value", value_text(row->label));
        value_set(view->arena, record, "before", view_text(row->before_label));
        value_add(view->arena, list, record);
    }
    return list;
}

void bars_set(struct view *view, struct value record, const struct markup_node *node)
{
    struct arena *arena = view->arena;
    bool is_votes = model_block_of(node)->type == &vote_type;
    double total = 0;
    row_list rows = is_votes ? rows_of_votes(view, node->record, &total) : rows_of_bars(view, node->record);
    struct text sentence = is_votes ? sentence_of_votes(view, &rows, total) : sentence_of_bars(view, &rows);
    struct value title;
    bool has_title = value_get(record, TEXT("title"), &title) && value_is_true(title);
    struct text name = has_title ? title.text : view_string(view, is_votes ? "votes" : "bars");
    bool is_page = view->medium == MEDIUM_WEB;
    int width = !is_page ? IN_LETTER : is_on_paper(view) ? ON_PAPER : ON_SCREEN;
    struct text svg = draw(view, &rows, name, sentence, width);
    value_set(arena, record, "name", value_text(name));
    value_set(arena, record, "sentence", value_text(sentence));
    value_set(arena, record, "rows", row_values(view, &rows));
    value_set(arena, record, "is_long", value_flag(rows.count > TOLD));
    value_set(arena, record, "has_before", value_flag(has_before(&rows)));
    value_set(arena, record, "chart", is_page ? drawing_value(svg) : value_nothing());
    value_set(arena, record, "picture", is_page ? value_nothing() : drawing_picture(view, svg, SHOWN));
    value_set(arena, record, "is_paper", value_flag(is_on_paper(view)));
}
