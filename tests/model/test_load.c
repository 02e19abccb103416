/* A small site without mistakes, written to a folder of its own: order, links, inheritance, pictures. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/file.h"
#include "model/fields.h"

#include "read/source.h"

static const struct {
    const char *path, *text;
} files[] = {
    {"site.yml", "title: Prov\naddress: https://prov.example.org/\npublisher: Provet\nsender:\n  name: Prov\n  email: "
                 "brev@example.org\naccessibility:\n  compliance: partial\n  note: Ett \"prov\"\n  shortcomings:\n"
                 "    - problem: Ingen *vet*\n  feedback: https://example.org/form\n  updated: 2025-03\n"},
    {"people.yml", "ake:\n  name: Åke Öst\n  role: rektor\n  organisation: Skolan\n"
                   "zara:\n  name: Zara Ek\n  role: coach\n"
                   "adam:\n  name: Adam Al\n"},
    {"pages/om.md", "---\ntitle: Om\n---\nHej\n\n## Mer\n"},
    {"pages/stod.md", "---\ntitle: Stöd\norder: 1\n---\n\n![Lek](../lek/bilder/l%C3%A4k.svg)\n"},
    {"lek/network.yml",
     "title: Lek\nmeasures:\n  - title: Alla \"barn\"\n    better: up\n    goal_change: {from: 40, start: "
     "2025-01, per_year: 2}\n    values:\n      - {date: 2025-01, numerator: 1, denominator: 8}\n"
     "      - date: 2025-02\n      - {date: 2025-03, value: '13', numerator: 1, denominator: 8, mark: "
     "ja, note: Så}\n    phases:\n      - {start: 2025-03, title: Sen}\n      - {start: 2025-01, "
     "title: Först}\n"
     "drivers:\n  - title: Tid\n    secondary:\n      - title: Kväll\n        ideas: [Saga]\nbackground: Nätverkets "
     "bakgrund\ngoal: Nätverkets mål\n"
     "approach:\n  - Pröva\nground_rules:\n  - Lyssna\n  - Fråga\nlinks:\n  - title: Ett\n    "
     "address: https://example.org\n"
     "coaches:\n  - zara\n"},
    {"lek/teams.yml",
     "vetlanda:\n  title: Ängen\nnassjo:\n  title: Åsen\n  measures:\n    - title: Barn\n"
     "      goal: 2,5\n      better: up\n      series: measures/barn.csv\n    - title: Per tusen\n      per: 1000\n    "
     "  series: measures/delar.csv\n"
     "  cycles:\n    - title: Ett försök\n      start: 2025-01\n      do: Vi läste *högt*.\naneby:\n  title: Zoo\n"},
    {"lek/measures/barn.csv",
     "datum;värde;kommentar\r\n2025-01;1,5;\"en \"\"bra\"\" start\"\r\n2025-02;;\r\n2025-03-04;2;\r\n"},
    {"lek/measures/delar.csv", "Datum,VALUE,numerator,denominator,mark\n2025-01-07,,1,8,X\n2025-01-14,,,,\n"
                               "2025-01-21,\"7,5\",,,nej\n2025-01-28,0,0,9,\n"},
    {"lek/bilder/läk.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"},
    {"lek/hosten/round.yml", "title: Hösten\nstart: 2025-08-15\nend: 2025-12-15\nteams: [nassjo]\n"
                             "goal: Omgångens mål\nground_rules: [Vänta]\nlinks: []\n"},
    {"lek/varen/round.yml", "title: Våren\nstart: 2025-01-15\nteams: [nassjo, vetlanda]\n"},
    {"lek/varen/meetings/2025-02.md", "---\ntitle: Senare\n---\n"},
    {"lek/varen/meetings/2025-02-10.md",
     "---\ntitle: Andra\nspeakers:\n  - ake\n  - person: ake\n    role: talare\n---\n\n"
     "```team nassjo\nVåren ett\n```\n\n```team nassjo\nVåren två\n```\n\n"
     "```contacts Fråga\n```\n\n```contacts Fråga\n- zara\n```\n\n"
     "```chart\n- measure: alla \"BARN\"\n- team: nassjo\n  measure: barn\n```\n\n"
     "```road Hit\n```\n\n```teams\nVi\n```\n\n"
     "```films Se\n- title: En film\n  address: https://example.org/film\n```\n\n"
     "```steps Väg\n- Planera\n- title: Gör\n  here: ja\n```\n\n"
     "![Lek](../../bilder/läk.svg)\n\nSe [våren](../round.yml), [teamet](../../teams.yml#nassjo), "
     "[om](../../../pages/om.md#mer) och [redogörelsen](../../../site.yml#accessibility).\n"},
    {"lek/varen/meetings/2025-01-20.md", "---\ntitle: Första\n---\n"},
    {"lek/varen/newsletters/2.md", "---\ntitle: Två\ndate: 2025-03-01\nlead: Hej två\nmeetings: [2025-02-10]\n"
                                   "subject: Ämne\nbackground: Brevets bakgrund\n---\nHej\n"},
    {"lek/varen/newsletters/10.md", "---\ntitle: Tio\ndate: 2025-04-01\nlead: Hej tio\n"
                                    "meetings: [2025-02-10] # allow newsletter-meetings: so tested\n---\n"},
    {"lek/hosten/meetings/2025-09-01.md",
     "---\ntitle: Start\nnumber: 7\nchanges:\n  - date: 2025-08-02\n    from: 2025-09-08\n"
     "  - date: 2025-08-01\n    from: 2025-09-01\n  - date: 2025-08-02\n"
     "    text: Ny lokal\n---\n\n```team nassjo\nHösten\n```\n"},
    {"lek/hosten/newsletters/1.md", "---\ntitle: Ett\ndate: 2025-09-10\nlead: Hej\nmeetings: [2025-09-01]\n---\n"},
    {"lek/hosten/reports/mal.yml",
     "title: Mål\ndate: 2025-12-01\ngoals:\n  - title: Ett\n    done: |\n      Det **här**\n"},
    {"english/network.yml", "title: The \"play\"\nlanguage: en\ncoaches: [zara]\n"},
};

static struct arena arena;
static const char *folder;
static struct model *model;

static int load_site(void **state)
{
    (void)state;
    struct diagnostics diagnostics = {.arena = &arena};
    struct buffer buffer = {.arena = &arena};
    char name[] = "/tmp/rundbrev-test-load.XXXXXX";
    if (!mkdtemp(name))
        return -1;
    folder = text_string(&arena, text_from(name));
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        if (!file_write(file_path(&arena, folder, files[i].path), text_from(files[i].text), &diagnostics))
            return -1;
    model = model_load(&arena, folder, (struct date){2026, 11, 22}, 2, &diagnostics);
    diagnostics_write(&diagnostics, SEVERITY_ERROR, &buffer);
    if (buffer.size)
        print_message("%.*s", TEXT_ARGUMENTS(buffer_text(&buffer)));
    return diagnostics_has_error(&diagnostics) ? -1 : 0;
}

static int remove_site(void **state)
{
    (void)state;
    struct diagnostics diagnostics = {.arena = &arena};
    bool is_removed = file_remove_tree(folder, &diagnostics);
    arena_release(&arena);
    return is_removed ? 0 : -1;
}

static void assert_text(struct text text, const char *expected)
{
    assert_string_equal(text_string(&arena, text), expected);
}

static void assert_prose(const struct prose *prose, const char *expected)
{
    assert_non_null(prose->tree);
    assert_text(text_trim(markup_plain(&arena, prose->tree)), expected);
}

static const struct network *lek(void)
{
    return map_get(&model->networks_by_id, TEXT("lek"));
}

static const struct round *spring(void)
{
    return lek()->rounds.items[0];
}

static void everything_is_in_order(void **state)
{
    (void)state;
    assert_int_equal(model->networks.count, 2);
    assert_text(model->networks.items[0]->id, "english");
    assert_text(model->people.items[0]->id, "adam");
    assert_text(model->people.items[2]->name, "Åke Öst");
    assert_text(model->pages.items[0]->id, "stod");
    assert_text(lek()->teams.items[0]->title, "Zoo");
    assert_text(lek()->teams.items[1]->title, "Åsen");
    assert_text(lek()->teams.items[2]->title, "Ängen");
    assert_text(lek()->rounds.items[0]->id, "varen");
    assert_text(spring()->meetings.items[0]->id, "2025-01-20");
    assert_text(spring()->meetings.items[2]->id, "2025-02");
    assert_int_equal(spring()->newsletters.items[0]->number, 2);
    assert_int_equal(spring()->newsletters.items[1]->number, 10);
}

/* From the first of September to the eighth, and back. */
static void moves_follow_each_other(void **state)
{
    (void)state;
    const struct meeting *meeting = lek()->rounds.items[1]->meetings.items[0];
    const struct meeting_change *changes = meeting->changes.items;
    assert_int_equal(meeting->changes.count, 3);
    assert_true(changes[0].from.day == 1 && changes[0].to.day == 8 && !changes[0].is_left);
    assert_true(changes[1].from.day == 8 && changes[1].to.day == 1 && changes[1].is_left);
    assert_text(changes[2].text, "Ny lokal");
    assert_false(date_is_set(changes[2].to) || changes[2].is_left);
    assert_ptr_equal(changes[2].meeting, meeting);
}

static void numbers_follow_the_order(void **state)
{
    (void)state;
    assert_true(spring()->meetings.items[1]->number == 2);
    assert_true(lek()->rounds.items[1]->meetings.items[0]->number == 7);
}

static void languages_are_kept_apart(void **state)
{
    (void)state;
    assert_text(model->networks.items[0]->title, "The “play”");
    assert_text(lek()->language, "sv");
    assert_text(model->site.address, "https://prov.example.org");
    assert_text(model->site.theme.name, "vagen");
}

static void what_is_absent_is_inherited(void **state)
{
    (void)state;
    const struct round *autumn = lek()->rounds.items[1];
    const struct newsletter *second = spring()->newsletters.items[0], *tenth = spring()->newsletters.items[1];
    assert_prose(&spring()->profile.goal, "Nätverkets mål");
    assert_prose(&autumn->profile.goal, "Omgångens mål");
    assert_prose(&autumn->newsletters.items[0]->profile.goal, "Omgångens mål");
    assert_prose(&second->profile.background, "Brevets bakgrund");
    assert_prose(&tenth->profile.background, "Nätverkets bakgrund");
    assert_int_equal(spring()->profile.links.count, 1);
    assert_int_equal(autumn->profile.links.count, 0); /* written as [] */
    assert_int_equal(autumn->newsletters.items[0]->profile.links.count, 0);
    assert_text(tenth->profile.approach.items[0], "Pröva");
    assert_int_equal(spring()->profile.ground_rules.count, 2);
    assert_text(spring()->profile.ground_rules.items[1], "Fråga");
    assert_text(autumn->newsletters.items[0]->profile.ground_rules.items[0], "Vänta");
    assert_text(second->subject, "Ämne");
    assert_text(tenth->subject, "Tio");
    assert_text(tenth->preheader, "Hej tio");
}

static void contacts_get_what_the_person_has(void **state)
{
    (void)state;
    const struct meeting *meeting = spring()->meetings.items[1];
    const struct person *ake = map_get(&model->people_by_id, TEXT("ake"));
    assert_ptr_equal(meeting->speakers.items[0].person.target, ake);
    assert_text(meeting->speakers.items[0].role, "rektor");
    assert_text(meeting->speakers.items[1].role, "talare");
    assert_text(meeting->speakers.items[1].organisation, "Skolan");
    assert_text(((const struct person *)spring()->profile.coaches.items[0].person.target)->name, "Zara Ek");
}

static void what_is_named_points_back(void **state)
{
    (void)state;
    const struct team *nassjo = map_get(&lek()->teams_by_id, TEXT("nassjo"));
    assert_int_equal(nassjo->rounds.count, 2);
    assert_ptr_equal(nassjo->rounds.items[0], spring());
    assert_int_equal(nassjo->texts.count, 3);
    assert_text(nassjo->texts.items[0].meeting->id, "2025-09-01");
    assert_text(text_trim(markup_plain(&arena, nassjo->texts.items[1].block)), "Våren ett");
    assert_text(text_trim(markup_plain(&arena, nassjo->texts.items[2].block)), "Våren två");
    assert_int_equal(spring()->meetings.items[1]->newsletters.count, 2);
    assert_ptr_equal(spring()->newsletters.items[0]->meetings.items[0].target, spring()->meetings.items[1]);
    assert_ptr_equal(nassjo->network, lek());
}

static const struct markup_node *find_block(const char *name, size_t skipped)
{
    const struct markup_node *top = spring()->meetings.items[1]->notes.tree;
    for (const struct markup_node *node = top; node; node = markup_next(top, node))
        if (node->kind == MARKUP_BLOCK && strcmp(node->block->name, name) == 0 && skipped-- == 0)
            return node;
    fail();
    return NULL;
}

static void blocks_have_records(void **state)
{
    (void)state;
    const contact_list *empty = find_block("contacts", 0)->record, *contacts = find_block("contacts", 1)->record;
    const link_list *films = find_block("films", 0)->record;
    const step_list *steps = find_block("steps", 0)->record;
    assert_int_equal(empty->count, 0);
    assert_text(contacts->items[0].role, "coach");
    assert_text(films->items[0].address, "https://example.org/film");
    assert_text(steps->items[0].title, "Planera");
    assert_true(!steps->items[0].here && steps->items[1].here);
    assert_ptr_equal(find_block("team", 1)->record, map_get(&lek()->teams_by_id, TEXT("nassjo")));
}

static void measures_are_read(void **state)
{
    (void)state;
    const struct team *nassjo = map_get(&lek()->teams_by_id, TEXT("nassjo"));
    const struct measure *measure = &nassjo->measures.items[0];
    assert_true(measure->has_goal && measure->goal == 2.5);
    assert_int_equal(measure->values.count, 2);
    assert_true(measure->values.items[0].value == 1.5);
    assert_true(date_is_month(measure->values.items[0].date));
    assert_text(measure->values.items[0].note, "en ”bra” start");
    assert_int_equal(measure->series_place.line, 9);
}

static void parts_make_values(void **state)
{
    (void)state;
    const struct team *nassjo = map_get(&lek()->teams_by_id, TEXT("nassjo"));
    const struct measure *measure = &nassjo->measures.items[1];
    const struct measurement *values = measure->values.items;
    assert_ptr_equal(measure->team, nassjo);
    assert_int_equal(measure->values.count, 3);
    assert_true(values[0].has_value && values[0].value == 125 && values[0].numerator == 1 && values[0].mark);
    assert_true(values[1].value == 7.5 && !values[1].has_numerator && !values[1].mark);
    assert_true(values[2].value == 0 && values[2].has_denominator && values[2].denominator == 9);
    assert_int_equal(values[1].place.line, 4);
}

static void a_network_measures_too(void **state)
{
    (void)state;
    const struct measure *measure = &lek()->measures.items[0];
    assert_null(measure->team);
    assert_true(measure->has_goal_change && measure->goal_change.from == 40 && measure->goal_change.per_year == 2);
    assert_int_equal(measure->values.count, 2);
    assert_true(measure->values.items[0].has_value && measure->values.items[0].value == 12.5);
    assert_true(measure->values.items[1].value == 13 && measure->values.items[1].mark);
    assert_text(measure->values.items[1].note, "Så");
    assert_text(measure->values.items[1].place.source->path, "content/lek/network.yml");
    assert_text(measure->rules, "anhoj");
    assert_text(measure->phases.items[0].title, "Först");
    assert_text(measure->phases.items[1].title, "Sen");
    assert_text(lek()->drivers.items[0].secondary.items[0].ideas.items[0].title, "Saga");
}

static void charts_show_measures(void **state)
{
    (void)state;
    const struct team *nassjo = map_get(&lek()->teams_by_id, TEXT("nassjo"));
    const ARRAY(struct chart) *charts = find_block("chart", 0)->record;
    assert_int_equal(charts->count, 2);
    assert_ptr_equal(charts->items[0].target, &lek()->measures.items[0]);
    assert_ptr_equal(charts->items[1].target, &nassjo->measures.items[0]);
    assert_true(charts->items[1].place.source != NULL);
    assert_ptr_equal(find_block("road", 0)->record, spring());
    assert_ptr_equal(find_block("teams", 0)->record, spring());
    assert_prose(&nassjo->cycles.items[0].carried_out, "Vi läste högt.");
}

static void pictures_are_collected_once(void **state)
{
    (void)state;
    assert_int_equal(model->pictures.count, 1);
    assert_text(model->pictures.items[0].source, "lek/bilder/läk.svg");
}

static const struct target *target_of(size_t skipped, struct text *fragment)
{
    const struct markup_node *top = spring()->meetings.items[1]->notes.tree;
    for (const struct markup_node *node = top; node; node = markup_next(top, node))
        if (node->kind == MARKUP_LINK && skipped-- == 0)
            return model_link_target(model, &arena, node, fragment);
    fail();
    return NULL;
}

static void links_lead_to_targets(void **state)
{
    (void)state;
    struct text fragment;
    const struct target *target = target_of(0, &fragment);
    assert_int_equal(target->kind, TARGET_ROUND);
    assert_ptr_equal(target->object, spring());
    assert_int_equal(fragment.size, 0);
    target = target_of(1, &fragment);
    assert_int_equal(target->kind, TARGET_TEAMS);
    assert_ptr_equal(target->object, lek());
    assert_text(fragment, "nassjo");
    target = target_of(2, &fragment);
    assert_int_equal(target->kind, TARGET_PAGE);
    assert_text(fragment, "mer");
    target = target_of(3, &fragment);
    assert_int_equal(target->kind, TARGET_SITE);
    assert_text(fragment, "accessibility");
    assert_non_null(map_get(&model->targets, TEXT("lek/hosten/reports/mal.yml")));
}

static void the_accessibility_statement_is_read(void **state)
{
    (void)state;
    const struct accessibility *statement = &model->site.accessibility;
    assert_true(model->site.has_accessibility);
    assert_text(statement->compliance, "partial");
    assert_prose(&statement->note, "Ett ”prov”");
    assert_int_equal(statement->shortcomings.count, 1);
    assert_prose(&statement->shortcomings.items[0].problem, "Ingen vet");
    assert_null(statement->shortcomings.items[0].reason.tree);
    assert_text(statement->feedback.address, "https://example.org/form");
    assert_true(date_is_month(statement->updated) && !date_is_set(statement->assessed));
}

static void a_blank_body_has_no_tree(void **state)
{
    (void)state;
    assert_null(spring()->meetings.items[0]->notes.tree);
    assert_null(spring()->newsletters.items[1]->body.tree);
    assert_prose(&spring()->newsletters.items[0]->body, "Hej");
}

static void a_lone_text_needs_no_site(void **state)
{
    (void)state;
    struct diagnostics diagnostics = {.arena = &arena};
    struct source *source =
        source_from(&arena, TEXT("brev.md"),
                    TEXT("Säg \"hej\"\n\n```team okant\nHej\n```\n\n```contacts\n- nagon\n```\n"), &diagnostics);
    struct passage passage = source_passage(source);
    struct prose prose = model_lone_text(&arena, &passage, TEXT("sv"), &diagnostics);
    assert_int_equal(diagnostics.list.count, 0);
    assert_text(prose.tree->first->first->text, "Säg ”hej”");
    assert_null(prose.tree->first->next->record);
    assert_int_equal(((const contact_list *)prose.tree->last->record)->count, 1);
}

static void a_missing_folder_is_a_failure_of_the_world(void **state)
{
    (void)state;
    struct diagnostics diagnostics = {.arena = &arena};
    assert_non_null(
        model_load(&arena, file_path(&arena, folder, "saknas"), (struct date){2026, 11, 22}, 2, &diagnostics));
    assert_int_equal(diagnostics.list.count, 1);
    assert_int_equal(diagnostics_exit_status(&diagnostics), 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(everything_is_in_order),
        cmocka_unit_test(moves_follow_each_other),
        cmocka_unit_test(numbers_follow_the_order),
        cmocka_unit_test(languages_are_kept_apart),
        cmocka_unit_test(what_is_absent_is_inherited),
        cmocka_unit_test(contacts_get_what_the_person_has),
        cmocka_unit_test(what_is_named_points_back),
        cmocka_unit_test(blocks_have_records),
        cmocka_unit_test(measures_are_read),
        cmocka_unit_test(parts_make_values),
        cmocka_unit_test(a_network_measures_too),
        cmocka_unit_test(charts_show_measures),
        cmocka_unit_test(pictures_are_collected_once),
        cmocka_unit_test(links_lead_to_targets),
        cmocka_unit_test(the_accessibility_statement_is_read),
        cmocka_unit_test(a_blank_body_has_no_tree),
        cmocka_unit_test(a_lone_text_needs_no_site),
        cmocka_unit_test(a_missing_folder_is_a_failure_of_the_world),
    };
    return cmocka_run_group_tests(tests, load_site, remove_site);
}
