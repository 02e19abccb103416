/* What layouts ask of plans: kinds of meetings, driver diagrams, small tests, arrows, teams by municipality. */
#include "town.h"

#include "read/source.h"
#include "view/lookup.h"

static struct town *open_with_words(void)
{
    static const char *const words[][2] = {
        {"meeting", "Träff"},
        {"form_digital", "Digital träff"},
        {"form_visit", "Studiebesök"},
        {"form_follow_up", "Uppföljning"},
        {"idea_planned", "planerad"},
        {"idea_testing", "provas"},
        {"idea_kept", "behållen"},
        {"idea_stopped", "nedlagd"},
        {"cycle_adopted", "Infört"},
        {"cycle_adapted", "Ändras och provas igen"},
        {"cycle_abandoned", "Nedlagt"},
        {"cycle_undecided", "Inget beslut än"},
        {"cycle_going_on", "Pågår"},
        {"cycle_planned", "Planerat"},
        {"cycle_since", "sedan {date}"},
        {"cycle_plan", "Planera"},
        {"cycle_do", "Göra"},
        {"cycle_study", "Studera"},
        {"cycle_act", "Agera"},
        {"cycles_summary", "{cycles}: {decisions}."},
        {"one_cycle", "försök"},
        {"many_cycles", "försök"},
        {"one_adopted", "infört"},
        {"many_adopted", "införda"},
        {"one_adapted", "ändras"},
        {"one_abandoned", "nedlagt"},
        {"one_undecided", "utan beslut"},
        {"one_going_on", "pågår"},
        {"one_planned", "planerat"},
        {"one_team", "team"},
        {"many_teams", "team"},
        {"one_municipality", "kommun"},
        {"many_municipalities", "kommuner"},
        {"teams_from", "{teams} från {municipalities}"},
    };
    struct town *town = town_open("2026-03-01");
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        value_set(&town->arena, town->view.strings, words[i][0], value_string(words[i][1]));
    return town;
}

static void expect(struct town *town, struct value value, const char *name, const char *wanted)
{
    const char *got = town_look(town, value, name);
    if (!text_is(text_from(got), wanted))
        fail_msg("%s is '%s', not '%s'", name, got, wanted);
}

static struct value at(struct value list, size_t index)
{
    assert_int_equal(list.kind, VALUE_LIST);
    assert_true(index < list.list->values.count);
    return list.list->values.items[index];
}

static void kinds_of_meetings(void **unused)
{
    (void)unused;
    static const char *const kinds[][3] = {
        {"meeting", "Träff", "(nothing)"},
        {"digital", "Digital träff", "Digital träff"},
        {"visit", "Studiebesök", "Studiebesök"},
        {"follow-up", "Uppföljning", "Uppföljning"},
    };
    struct town *town = open_with_words();
    struct meeting meeting = *town->round->meetings.items[0];
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        meeting.kind = text_from(kinds[i][0]);
        expect(town, view_object(&town->view, &meeting_type, &meeting), "form", kinds[i][1]);
        expect(town, view_object(&town->view, &meeting_type, &meeting), "special_form", kinds[i][2]);
    }
    town_close(town);
}

static void states_of_ideas(void **unused)
{
    (void)unused;
    static const char *const states[][4] = {
        {"planned", "planerad", "planned", "□"},     {"testing", "provas", "testing", "◧"},
        {"kept", "behållen", "kept", "■"},           {"stopped", "nedlagd", "stopped", "×"},
        {"", "(nothing)", "(nothing)", "(nothing)"},
    };
    struct town *town = open_with_words();
    for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
        struct idea idea = {.title = TEXT("Lapp i facket"), .state = text_from(states[i][0])};
        struct value value = view_object(&town->view, &idea_type, &idea);
        expect(town, value, "state", states[i][1]);
        expect(town, value, "state_class", states[i][2]);
        expect(town, value, "sign", states[i][3]);
        expect(town, value, "title", "Lapp i facket");
    }
    town_close(town);
}

static void levels_of_a_diagram(void **unused)
{
    (void)unused;
    struct town *town = open_with_words();
    struct idea idea = {.title = TEXT("Lapp i facket")};
    struct secondary_driver secondary = {.title = TEXT("Föräldrarna vet")};
    struct driver items[2] = {{.title = TEXT("Böcker hemma")}, {.title = TEXT("Vuxna läser")}};
    driver_list drivers = {.items = items, .count = 0};
    assert_int_equal(view_diagram(&town->view, TEXT("Alla läser"), &drivers).kind, VALUE_NOTHING);
    drivers.count = 2;
    struct value diagram = view_diagram(&town->view, (struct text){0}, &drivers);
    expect(town, diagram, "goal", "(nothing)");
    expect(town, diagram, "levels", "1");
    expect(town, diagram, "has_secondary", "no");
    expect(town, diagram, "drivers", "2 items");
    items[1].secondary.items = &secondary;
    items[1].secondary.count = 1;
    diagram = view_diagram(&town->view, TEXT("Alla läser"), &drivers);
    expect(town, diagram, "goal", "Alla läser");
    expect(town, diagram, "levels", "3");
    expect(town, diagram, "has_secondary", "yes");
    expect(town, diagram, "has_ideas", "no");
    secondary.ideas.items = &idea;
    secondary.ideas.count = 1;
    diagram = view_diagram(&town->view, TEXT("Alla läser"), &drivers);
    expect(town, diagram, "levels", "4");
    expect(town, diagram, "has_ideas", "yes");
    town_close(town);
}

static struct prose prose_of(struct town *town, const char *words)
{
    const struct source *source = source_from(&town->arena, TEXT("words.md"), text_from(words), &town->diagnostics);
    struct passage passage = source_passage(source);
    return model_lone_text(&town->arena, &passage, TEXT("sv"), &town->diagnostics);
}

/* Written in no order; those of one day keep theirs. */
static void small_tests(void **unused)
{
    (void)unused;
    static const char *const wanted[][4] = {
        {"6", "Planerat", "planned", "2 mars 2026"},
        {"5", "Pågår", "going-on", "sedan 1 mars 2026"},
        {"4", "Inget beslut än", "undecided", "1 februari – 28 februari 2026"},
        {"3", "Ändras och provas igen", "adapted", "1 februari – 3 april 2026"},
        {"2", "Nedlagt", "abandoned", "januari 2026"},
        {"1", "Infört", "adopted", "3 mars 2025"},
    };
    struct town *town = open_with_words();
    struct cycle items[] = {
        {.title = TEXT("b"), .start = day("2026-01"), .end = day("2026-01"), .decision = TEXT("abandon")},
        {.title = TEXT("f"), .start = day("2026-03-02")},
        {.title = TEXT("c"), .start = day("2026-02-01"), .end = day("2026-04-03"), .decision = TEXT("adapt")},
        {.title = TEXT("e"), .start = day("2026-03-01")},
        {.title = TEXT("d"), .start = day("2026-02-01"), .end = day("2026-02-28")},
        {.title = TEXT("a"), .start = day("2025-03-03"), .decision = TEXT("adopt")},
    };
    cycle_list cycles = {.items = items, .count = 6};
    items[5].plan = prose_of(town, "Vi tror något.\n");
    items[5].act = prose_of(town, "Vi gör så.\n");
    struct value list = view_cycles(&town->view, &cycles);
    for (size_t i = 0; i < 6; i++) {
        expect(town, at(list, i), "number", wanted[i][0]);
        expect(town, at(list, i), "decision", wanted[i][1]);
        expect(town, at(list, i), "decision_class", wanted[i][2]);
        expect(town, at(list, i), "when", wanted[i][3]);
        assert_int_equal(town_look(town, at(list, i), "title")[0], "fedcba"[i]);
    }
    struct value parts;
    expect(town, at(list, 0), "parts_count", "(nothing)");
    expect(town, at(list, 5), "parts_count", "2");
    assert_true(value_get(at(list, 5), TEXT("parts"), &parts));
    expect(town, at(parts, 0), "word", "Planera");
    expect(town, at(parts, 1), "word", "Agera");
    struct value summary = view_cycles_summary(&town->view, &cycles);
    assert_string_equal(text_string(&town->arena, summary.text),
                        "6 försök: 1 infört, 1 ändras, 1 nedlagt, 1 utan beslut, 1 pågår, 1 planerat.");
    cycles = (cycle_list){.items = (struct cycle[]){items[5], items[5]}, .count = 2};
    summary = view_cycles_summary(&town->view, &cycles);
    assert_string_equal(text_string(&town->arena, summary.text), "2 försök: 2 införda.");
    cycles.count = 0;
    assert_int_equal(view_cycles_summary(&town->view, &cycles).kind, VALUE_NOTHING);
    town_close(town);
}

static void the_latest_tests_of_a_team(void **unused)
{
    (void)unused;
    struct town *town = open_with_words();
    struct cycle items[7];
    for (size_t i = 0; i < 7; i++)
        items[i] = (struct cycle){.title = TEXT("Prova"), .start = {2026, 1, (int)i + 1}};
    struct team team = *town->network->teams.items[0];
    team.cycles = (cycle_list){.items = items, .count = 7};
    struct value latest, value = view_object(&town->view, &team_type, &team);
    expect(town, value, "cycles", "7 items");
    expect(town, value, "latest_cycles", "5 items");
    assert_true(value_get(value, TEXT("latest_cycles"), &latest));
    expect(town, at(latest, 0), "number", "7");
    expect(town, at(latest, 4), "number", "3");
    town_close(town);
}

static void few_short_steps_are_arrows(void **unused)
{
    (void)unused;
    static const char *const cases[][2] = {
        {"```steps\n- Planera\n- Göra\n- title: Studera\n  here: true\n- Agera\n```\n", "yes"},
        {"```steps\n- a\n- b\n- c\n- d\n- e\n- f\n- g\n```\n", "yes"},
        {"```steps\n- a\n- b\n- c\n- d\n- e\n- f\n- g\n- h\n```\n", "no"},
        {"```steps\n- Ensam\n```\n", "no"},
        {"```steps\n- Planera\n- title: Göra\n  text: Prova en dag.\n```\n", "no"},
        {"```steps\n- Planera\n- Skolbiblioteksplan\n```\n", "no"},
        {"```steps\n- Planera\n- Hålla fast vid det som fanns\n```\n", "yes"},
        {"```steps\n- Planera\n- Hålla fast vid det som fanns då\n```\n", "no"},
        {"```fact\nInga steg.\n```\n", "no"},
    };
    struct town *town = open_with_words();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct prose prose = prose_of(town, cases[i][0]);
        assert_non_null(prose.tree);
        expect(town, view_block(&town->view, prose.tree->first), "is_chevrons", cases[i][1]);
    }
    town_close(town);
}

static void the_first_words_of_a_text(void **unused)
{
    (void)unused;
    struct town *town = open_with_words();
    struct prose prose = prose_of(town, "## Mål\n\nAlla *läser*,\nvarje dag.\n\nEtt mål till.\n");
    assert_true(text_is(view_first_words(&town->view, &prose), "Alla läser, varje dag."));
    prose = prose_of(town, "- Ett\n");
    assert_true(text_is(view_first_words(&town->view, &prose), "Ett"));
    prose = (struct prose){0};
    assert_int_equal(view_first_words(&town->view, &prose).size, 0);
    town_close(town);
}

static void who_takes_part(void **unused)
{
    (void)unused;
    struct town *town = open_with_words();
    struct round round = *town->round;
    struct value value = view_object(&town->view, &round_type, &round), places;
    assert_true(value_get(value, TEXT("places"), &places));
    size_t found = 0;
    for (size_t i = 0; i < places.list->values.count; i++) {
        struct value teams;
        assert_true(value_get(at(places, i), TEXT("teams"), &teams));
        assert_true(teams.list->values.count > 0);
        found += teams.list->values.count;
    }
    struct value elsewhere = view_elsewhere(&town->view, &round);
    assert_int_equal(found + elsewhere.list->values.count, round.teams.count);
    expect(town, value, "teams_summary",
           text_format(&town->arena, "%zu team från %zu %s", round.teams.count, places.list->values.count,
                       places.list->values.count == 1 ? "kommun" : "kommuner")
               .bytes);
    round.teams.count = 1;
    assert_int_equal(view_places(&town->view, &round).list->values.count +
                         view_elsewhere(&town->view, &round).list->values.count,
                     1);
    round.teams.count = 0;
    expect(town, value, "teams_summary", "(nothing)");
    expect(town, value, "places", "0 items");
    town_close(town);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kinds_of_meetings),          cmocka_unit_test(states_of_ideas),
        cmocka_unit_test(levels_of_a_diagram),        cmocka_unit_test(small_tests),
        cmocka_unit_test(the_latest_tests_of_a_team), cmocka_unit_test(few_short_steps_are_arrows),
        cmocka_unit_test(the_first_words_of_a_text),  cmocka_unit_test(who_takes_part),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
