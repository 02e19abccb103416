/* What measures, bars and votes answer templates on pages, paper and in letters, in the words of layouts/strings/. */
#include "town.h"

#include "base/file.h"
#include "model/fields.h"
#include "read/source.h"
#include "template/data.h"
#include "view/charted.h"

#include <string.h>

static struct town *open_in(const char *language)
{
    struct town *town = town_open("2026-03-01");
    struct text path = text_format(&town->arena, "layouts/strings/%s.yml", language), bytes;
    assert_true(file_read(&town->arena, path.bytes, &bytes, &town->diagnostics));
    town->view.strings =
        data_read(&town->arena, source_from(&town->arena, path, bytes, &town->diagnostics), &town->diagnostics);
    locale_close(town->view.locale);
    town->view.locale = locale_open(&town->arena, text_from(language));
    town->view.drawing_style = TEXT(".ground { fill: #fff }");
    assert_false(diagnostics_has_error(&town->diagnostics));
    return town;
}

static const struct report *report_of(const struct town *town)
{
    return town->round->reports.items[0];
}

/* Out of order, with a mark, comments and a counted value. */
static struct measure odd_measure(void)
{
    static struct measurement values[] = {
        {.date = {2026, 2, 0}, .value = 41.5, .has_value = true, .note = {"Lov", 3}, .mark = true},
        {.date = {2026, 1, 0}, .value = 40, .has_value = true, .note = {"Start", 5}},
        {.date = {2026, 3, 0},
         .value = 51.3,
         .numerator = 648,
         .denominator = 1262,
         .has_value = true,
         .has_numerator = true,
         .has_denominator = true},
    };
    struct measure measure = {.title = TEXT("Läser hemma"),
                              .unit = TEXT("procent"),
                              .rules = TEXT("anhoj"),
                              .better = TEXT("up"),
                              .goal = 60,
                              .has_goal = true};
    measure.values.items = values;
    measure.values.count = 3;
    return measure;
}

static struct value object_of(struct town *town, const struct measure *measure)
{
    return view_object(&town->view, &measure_type, measure);
}

static struct value list_of(struct value value, const char *name)
{
    struct value list;
    assert_true(value_get(value, text_from(name), &list));
    assert_int_equal(list.kind, VALUE_LIST);
    return list;
}

#define expect_look(value, name, wanted) assert_string_equal(town_look(town, (value), (name)), (wanted))

static void values_by_date_with_their_comments(void **unused)
{
    (void)unused;
    struct town *town = open_in("sv");
    struct measure measure = odd_measure();
    struct value object = object_of(town, &measure), values = list_of(object, "values");
    static const char *const expected[][4] = {
        {"40", "1", "Start", "no"}, {"41,5", "2", "Lov", "yes"}, {"51,3", "(nothing)", "(nothing)", "no"}};
    assert_int_equal(values.list->values.count, 3);
    for (size_t i = 0; i < 3; i++) {
        expect_look(values.list->values.items[i], "value", expected[i][0]);
        expect_look(values.list->values.items[i], "number", expected[i][1]);
        expect_look(values.list->values.items[i], "note", expected[i][2]);
        expect_look(values.list->values.items[i], "is_marked", expected[i][3]);
    }
    expect_look(values.list->values.items[2], "numerator", "648");
    expect_look(values.list->values.items[2], "denominator", "1262");
    expect_look(values.list->values.items[0], "denominator", "(nothing)");
    expect_look(object, "latest.value", "51,3");
    expect_look(object, "notes", "2 items");
    expect_look(object, "has_parts", "yes");
    expect_look(object, "has_notes", "yes");
    expect_look(object, "progress.name", "few");
    town_close(town);
}

/* Of many comments the latest nine have a number. */
static void numbers_of_comments(void **unused)
{
    (void)unused;
    struct town *town = open_in("sv");
    struct measurement many[12];
    struct measure measure = odd_measure();
    for (int i = 0; i < 12; i++)
        many[i] = (struct measurement){.date = {2025, i + 1, 0}, .value = i, .has_value = true, .note = TEXT("Hej")};
    measure.values.items = many;
    measure.values.count = 12;
    struct value object = object_of(town, &measure), values = list_of(object, "values"),
                 notes = list_of(object, "notes");
    assert_int_equal(notes.list->values.count, 9);
    expect_look(values.list->values.items[2], "number", "(nothing)");
    expect_look(values.list->values.items[2], "note", "Hej");
    expect_look(values.list->values.items[3], "number", "1");
    expect_look(values.list->values.items[11], "number", "9");
    expect_look(object, "latest_values", "6 items");
    town_close(town);
}

static void goals_in_words(void **unused)
{
    (void)unused;
    static const char *const expected[][4] = {
        {"sv", "Mål 60", "Mål 66 i mars 2026, 2 mer varje år", "Mål 62 i mars 2026, 2 mindre varje år"},
        {"en", "Goal 60", "Goal 66 in March 2026, 2 more each year", "Goal 62 in March 2026, 2 less each year"},
    };
    for (size_t i = 0; i < 2; i++) {
        struct town *town = open_in(expected[i][0]);
        struct measure measure = odd_measure(), moving = measure, falling, none = measure;
        moving.has_goal = false;
        moving.has_goal_change = true;
        moving.goal_change = (struct goal_change){{2025, 3, 0}, 64, 2};
        falling = moving;
        falling.goal_change.per_year = -2;
        none.has_goal = false;
        expect_look(object_of(town, &measure), "goal_text", expected[i][1]);
        expect_look(object_of(town, &measure), "goal_now", "60");
        expect_look(object_of(town, &moving), "goal_text", expected[i][2]);
        expect_look(object_of(town, &moving), "goal_now", "66");
        expect_look(object_of(town, &falling), "goal_text", expected[i][3]);
        expect_look(object_of(town, &none), "goal_text", "(nothing)");
        expect_look(object_of(town, &none), "goal_now", "(nothing)");
        town_close(town);
    }
}

/* A drawing of two widths on a page, one on paper, a picture in a letter, none in plain text, feeds and handovers. */
static void where_drawings_stand(void **unused)
{
    (void)unused;
    struct town *town = open_in("sv");
    struct measure measure = odd_measure();
    struct value object = object_of(town, &measure);
    const char *sentence = town_look(town, object, "sentence");
    assert_non_null(
        strstr(town_look(town, object, "chart"), text_format(&town->arena, "<desc>%s</desc>", sentence).bytes));
    assert_non_null(strstr(town_look(town, object, "chart_narrow"), "<title>Läser hemma</title>"));
    expect_look(object, "picture", "(nothing)");
    town->view.picture_target = PICTURES_NAMED;
    assert_non_null(strstr(town_look(town, object, "chart"), " aria-label=\"Läser hemma. "));
    expect_look(object, "chart_narrow", "(nothing)");
    town->view.picture_target = PICTURES_LINKED;
    town->view.page_url = TEXT("https://natverk.example.org/brev/");
    expect_look(object, "chart", "(nothing)");
    town->view.page_url = (struct text){0};
    town->view.medium = MEDIUM_TEXT;
    expect_look(object, "chart", "(nothing)");
    expect_look(object, "picture", "(nothing)");
    town->view.medium = MEDIUM_MAIL;
    expect_look(object, "picture", "(nothing)");
    assert_int_equal(town->view.drawings.count, 0);
    town_close(town);
}

static void a_picture_in_a_letter(void **unused)
{
    (void)unused;
    struct town *town = open_in("sv");
    struct measure measure = odd_measure();
    struct value object = object_of(town, &measure);
    town->view.medium = MEDIUM_MAIL;
    town->view.picture_target = PICTURES_ATTACHED;
    expect_look(object, "picture.width", "520");
    const char *url = town_look(town, object, "picture.url");
    assert_int_equal(town->view.drawings.count, 1); /* asked for twice */
    const struct view_drawing *drawing = &town->view.drawings.items[0];
    assert_string_equal(url, text_format(&town->arena, "cid:%.*s@rundbrev", TEXT_ARGUMENTS(drawing->name)).bytes);
    assert_true(text_find(drawing->svg, TEXT("<style>.ground { fill: #fff }</style>"), 0) < drawing->svg.size);
    assert_string_equal(town_look(town, object, "picture.height"),
                        text_format(&town->arena, "%d", drawing->height).bytes);
    expect_look(object, "chart", "(nothing)");
    measure.values.count = 0;
    struct measure empty = measure;
    expect_look(object_of(town, &empty), "picture", "(nothing)");
    town_close(town);
}

/* Bars and votes */

static struct value block_of(struct town *town, const char *name, const void *list)
{
    size_t count, i = 0;
    const struct markup_block *blocks = model_blocks(&count);
    while (strcmp(blocks[i].name, name) != 0)
        i++;
    struct markup_node node = {.kind = MARKUP_BLOCK, .block = &blocks[i], .record = list};
    return view_block(&town->view, &node);
}

struct answer {
    const char *text;
    double count;
};

static void expect_votes(const struct answer *answers, size_t count, const char *in_swedish, const char *in_english)
{
    static const char *const languages[] = {"sv", "en"};
    const char *const expected[] = {in_swedish, in_english};
    for (size_t i = 0; i < 2; i++) {
        struct town *town = open_in(languages[i]);
        ARRAY(struct vote) votes = {0};
        for (size_t j = 0; j < count; j++)
            ARRAY_PUSH(&town->arena, &votes, ((struct vote){text_from(answers[j].text), answers[j].count}));
        expect_look(block_of(town, "votes", &votes), "sentence", expected[i]);
        town_close(town);
    }
}

#define COUNTED(array) (array), sizeof(array) / sizeof *(array)

static void votes_in_words(void **unused)
{
    (void)unused;
    static const struct answer plain[] = {{"Ja", 11}, {"Nej", 8}, {"Vet inte", 5}};
    static const struct answer tied[] = {{"Ja", 8}, {"Nej", 8}, {"Vet inte", 8 - 1}};
    static const struct answer even[] = {{"Ja", 3}, {"Nej", 3}};
    static const struct answer one[] = {{"Ja", 1}, {"Nej", 0}};
    static const struct answer none[] = {{"Ja", 0}, {"Nej", 0}};
    expect_votes(COUNTED(plain),
                 "24 svar. Vanligast: Ja, 11 (46\u00A0%). Övriga: Nej: 8 (33\u00A0%); Vet inte: 5 (21\u00A0%).",
                 "24 answers. Most common: Ja, 11 (46%). The others: Nej: 8 (33%); Vet inte: 5 (21%).");
    expect_votes(COUNTED(tied), "23 svar. Vanligast: Ja och Nej, 8 (35\u00A0%) var. Övriga: Vet inte: 7 (30\u00A0%).",
                 "23 answers. Most common: Ja and Nej, 8 (35%) each. The others: Vet inte: 7 (30%).");
    expect_votes(COUNTED(even), "6 svar. Alla svar är lika vanliga, 3 (50\u00A0%) var.",
                 "6 answers. All answers are equally common, 3 (50%) each.");
    expect_votes(COUNTED(one), "1 svar. Vanligast: Ja, 1 (100\u00A0%). Övriga: Nej: 0 (0\u00A0%).",
                 "1 answer. Most common: Ja, 1 (100%). The others: Nej: 0 (0%).");
    expect_votes(COUNTED(none), "Inga svar.", "No answers.");
}

/* Only a scale of whole numbers has a middle; answers that are many are in the table alone. */
static void the_middle_of_a_scale(void **unused)
{
    (void)unused;
    static const struct answer up[] = {{"1", 0}, {"2", 1}, {"3", 2}, {"4 – ofta", 6}, {"5", 2}};
    static const struct answer down[] = {{"3", 2}, {"2", 1}, {"1", 1}};
    static const struct answer gap[] = {{"1", 2}, {"2", 1}, {"4", 1}};
    static const struct answer many[] = {{"1", 1}, {"2", 0}, {"3", 0}, {"4", 0}, {"5", 0}, {"6", 0}, {"7", 0}};
    expect_votes(
        COUNTED(up),
        "11 svar. Vanligast: 4 – ofta, 6 (55\u00A0%). Övriga: 1: 0 (0\u00A0%); 2: 1 (9\u00A0%); 3: 2 (18\u00A0%); "
        "5: 2 (18\u00A0%). Det mittersta svaret (medianen) är 4 – ofta.",
        "11 answers. Most common: 4 – ofta, 6 (55%). The others: 1: 0 (0%); 2: 1 (9%); 3: 2 (18%); 5: 2 (18%). "
        "The middle answer (the median) is 4 – ofta.");
    expect_votes(
        COUNTED(down),
        "4 svar. Vanligast: 3, 2 (50\u00A0%). Övriga: 2: 1 (25\u00A0%); 1: 1 (25\u00A0%). Det mittersta svaret "
        "(medianen) ligger mellan 3 och 2.",
        "4 answers. Most common: 3, 2 (50%). The others: 2: 1 (25%); 1: 1 (25%). The middle answer (the median) "
        "lies between 3 and 2.");
    expect_votes(COUNTED(gap), "4 svar. Vanligast: 1, 2 (50\u00A0%). Övriga: 2: 1 (25\u00A0%); 4: 1 (25\u00A0%).",
                 "4 answers. Most common: 1, 2 (50%). The others: 2: 1 (25%); 4: 1 (25%).");
    expect_votes(COUNTED(many), "1 svar. Vanligast: 1, 1 (100\u00A0%). Det mittersta svaret (medianen) är 1.",
                 "1 answer. Most common: 1, 1 (100%). The middle answer (the median) is 1.");
}

static void expect_bars(size_t count, bool is_same, const char *in_swedish, const char *in_english)
{
    static const char *const languages[] = {"sv", "en"};
    const char *const expected[] = {in_swedish, in_english};
    for (size_t i = 0; i < 2; i++) {
        struct town *town = open_in(languages[i]);
        ARRAY(struct bar) bars = {0};
        for (size_t j = 0; j < count; j++) {
            struct bar bar = {.text = text_format(&town->arena, "Team %zu", j + 1), .value = is_same ? 3 : (double)j};
            bar.has_before = j == 1;
            bar.before = 4.5;
            ARRAY_PUSH(&town->arena, &bars, bar);
        }
        struct value block = block_of(town, "bars", &bars);
        expect_look(block, "sentence", expected[i]);
        expect_look(block, "is_long", count > 6 ? "yes" : "no");
        town_close(town);
    }
}

static void bars_in_words(void **unused)
{
    (void)unused;
    expect_bars(3, false, "Team 1: 0. Team 2: från 4,5 till 1. Team 3: 2.",
                "Team 1: 0. Team 2: from 4.5 to 1. Team 3: 2.");
    expect_bars(7, false, "7 värden. Högst är Team 7 med 6 och lägst Team 1 med 0.",
                "7 values. Highest is Team 7 with 6, lowest Team 1 with 0.");
    expect_bars(7, true, "7 värden, alla 3.", "7 values, all 3.");
}

static void a_report_tells_what_was_known(void **unused)
{
    (void)unused;
    static const struct {
        struct date date;
        const char *latest;
    } cases[] = {
        {{2026, 3, 1}, "78,25"}, {{2025, 11, 15}, "78,25"}, {{2025, 11, 14}, "74"},
        {{2025, 10, 0}, "74"},   {{2025, 9, 0}, "71,5"},
    };
    struct town *town = open_in("sv");
    struct report report = *report_of(town);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        report.date = cases[i].date;
        struct value measured;
        assert_true(value_get(view_object(&town->view, &report_type, &report), TEXT("measured"), &measured));
        assert_true(measured.list->values.count > 0);
        assert_string_equal(town_look(town, measured.list->values.items[0], "measure.latest.value"), cases[i].latest);
        assert_string_equal(town_look(town, measured.list->values.items[0], "team.title"), "Lilla skolan");
    }
    /* A month that has not ended is not measured yet. */
    report.date = (struct date){2025, 9, 30};
    struct value early = list_of(view_object(&town->view, &report_type, &report), "measured");
    for (size_t i = 0; i < early.list->values.count; i++)
        assert_string_not_equal(town_look(town, early.list->values.items[i], "measure.title"), "Elever med bok hemma");
    town_close(town);
}

static void words_are_filled_in(void **unused)
{
    (void)unused;
    const struct view_word words[] = {{"title", TEXT("Bok & blad")}, {0}};
    struct town *town = open_in("sv");
    value_set(&town->arena, town->view.strings, "odd", value_string("{title} {tilte} {title"));
    assert_true(text_is(view_sentence(&town->view, "odd", words), "Bok & blad {tilte} {title"));
    assert_true(text_is(view_sentence(&town->view, "missing", words), ""));
    town_close(town);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_by_date_with_their_comments),
        cmocka_unit_test(numbers_of_comments),
        cmocka_unit_test(goals_in_words),
        cmocka_unit_test(where_drawings_stand),
        cmocka_unit_test(a_picture_in_a_letter),
        cmocka_unit_test(votes_in_words),
        cmocka_unit_test(the_middle_of_a_scale),
        cmocka_unit_test(bars_in_words),
        cmocka_unit_test(a_report_tells_what_was_known),
        cmocka_unit_test(words_are_filled_in),
    };
    return cmocka_run_group_tests_name("view/measured", tests, NULL, NULL);
}
