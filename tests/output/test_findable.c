/* What search finds, and what a letter must tell, of the town's blocks and measures. */
#include "../base/harness.h"

#include "output/facts.h"
#include "output/findable.h"

static struct arena arena;
static struct model *model;

static int open_town(void **state)
{
    (void)state;
    struct diagnostics diagnostics = {.arena = &arena};
    model = model_load(&arena, "tests/output/town/content", (struct date){2026, 3, 1}, 1, &diagnostics);
    return diagnostics_has_error(&diagnostics);
}

static int close_town(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

static const struct network *provstad(void)
{
    return map_get(&model->networks_by_id, TEXT("provstad"));
}

static const char *found_on(enum page_kind_index page, const void *object)
{
    const struct network *network = provstad();
    struct subject subject = {.kind = &page_kinds[page], .object = object, .network = network};
    subject.round = network->rounds.items[0];
    search_pieces pieces = {0};
    findable_pieces(&arena, &subject, &pieces);
    return text_string(&arena, findable_text(&arena, &pieces));
}

static size_t count(const char *text, const char *words)
{
    size_t found = 0;
    for (const char *at = strstr(text, words); at; at = strstr(at + 1, words))
        found++;
    return found;
}

#define assert_holds(text, words) assert_int_not_equal(count((text), (words)), 0)

static void finds_what_blocks_tell(void **state)
{
    (void)state;
    const char *text = found_on(PAGE_MEETING, provstad()->rounds.items[0]->meetings.items[1]);
    assert_holds(text, "Barn som läser ”varje dag”"); /* of a chart */
    assert_holds(text, "Östra vårdcentralen");
    assert_holds(text, "I sängen & soffan");
    assert_holds(text, "Inte så bra");
    assert_holds(text, "Bokbyte");
    assert_holds(text, "Läsa för den som väntar.");
    assert_holds(text, "Vi läste i 14 minuter.");
    assert_holds(text, "Vår väg");
}

static void finds_what_is_measured_and_planned(void **state)
{
    (void)state;
    const char *team = found_on(PAGE_TEAM, map_get(&provstad()->teams_by_id, TEXT("lilla-skolan")));
    const char *network = found_on(PAGE_NETWORK, provstad());
    assert_int_equal(count(team, "Läsfåtöljer"), 1); /* a value's note */
    assert_int_equal(count(team, "Fåtöljerna kom"), 1);
    assert_int_equal(count(team, "Kön blev lång:"), 1);
    assert_int_equal(count(network, "Ny fråga & nya svar"), 1);
    assert_int_equal(count(network, "På väntrummets hylla"), 1);
    assert_holds(found_on(PAGE_MEETING, provstad()->rounds.items[0]->meetings.items[0]), "”ställer en fråga”");
}

static bool has_fact(const fact_list *facts, const char *words)
{
    for (size_t i = 0; i < facts->count; i++)
        if (text_is(facts->items[i].text, words))
            return true;
    return false;
}

static void a_letter_must_tell_what_its_blocks_show(void **state)
{
    (void)state;
    fact_list facts = {0};
    facts_of(&arena, model, provstad()->rounds.items[0]->newsletters.items[1], &facts);
    assert_true(has_fact(&facts, "Högläsning"));                     /* a chart */
    assert_true(has_fact(&facts, "40,5") && has_fact(&facts, "38")); /* bars */
    assert_true(has_fact(&facts, "12"));                             /* votes */
    assert_true(has_fact(&facts, "Läsning vid hämtning"));           /* a cycle */
    assert_true(has_fact(&facts, "14"));
    assert_true(has_fact(&facts, "https://example.org/karta"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_what_blocks_tell),
        cmocka_unit_test(finds_what_is_measured_and_planned),
        cmocka_unit_test(a_letter_must_tell_what_its_blocks_show),
    };
    return cmocka_run_group_tests(tests, open_town, close_town);
}
