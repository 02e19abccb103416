/* What the whole site lists: years, reports, municipalities, films, and what people do. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/file.h"
#include "model/fields.h"

static const struct {
    const char *path, *text;
} files[] = {
    {"site.yml", "title: Prov\naddress: https://prov.example.org/\npublisher: Provet\nsender:\n  name: Prov\n  email: "
                 "brev@example.org\n"},
    {"people.yml", "ake:\n  name: Åke Öst\n  role: rektor\nzara:\n  name: Zara Ek\n  role: coach\n"
                   "adam:\n  name: Adam Al\n  role: gäst\nosynlig:\n  name: Osynlig Ek\n  publish: no\n"},
    {"pages/om.md", "---\ntitle: Om\n---\n```films Se\n- title: Egen film\n  address: https://example.org/egen\n"
                    "- title: På sidan\n  address: https://example.org/delad\n  note: från sidan\n```\n"},
    {"lek/network.yml", "title: Lek\ncoaches: [zara, ake]\n"},
    {"lek/teams.yml",
     "a:\n  title: Alfa\n  municipality: Håbo\n  contacts: [ake]\n"
     "  text: |\n    ```films\n    - title: Teamets\n      address: https://example.org/teamets\n    ```\n"
     "b:\n  title: Beta\n  municipality: Habo\nc:\n  title: Ceta\n"
     "d:\n  title: Delta\n  municipality: Habo\n"},
    {"lek/varen/round.yml", "title: Våren\nstart: 2025-01-01\nend: 2025-06-30\ncoaches: [zara]\nteams: [a]\n"},
    {"lek/varen/meetings/2025-02-10.md",
     "---\ntitle: Första\nspeakers: [ake, {person: ake, role: talare}]\n---\n"
     "```films Två filmer\n- title: Gammal titel\n  address: https://example.org/delad\n  captions: yes\n"
     "- title: Först\n  address: https://example.org/forst\n```\n\n"
     "```films\n- title: Först\n  address: https://example.org/forst\n```\n"},
    {"lek/varen/newsletters/1.md", "---\ntitle: Ett\ndate: 2025-02\nlead: Hej\nmeetings: [2025-02-10]\n---\n"},
    {"lek/varen/reports/x.yml",
     "title: X\ndate: 2025-06-01\nteams: [a, c]\ncontacts: [zara]\ngoals:\n  - title: Ett\n"},
    {"lek/hosten/round.yml", "title: Hösten\nstart: 2025-08-01\ncoaches: [zara]\n"},
    {"lek/hosten/meetings/2026-01-20.md", "---\ntitle: Senare\nspeakers: [{person: ake, role: gäst}]\n---\n"
                                          "```films\n- title: Ny titel\n  address: https://example.org/delad\n```\n"},
    {"lek/hosten/reports/y.yml", "title: Y\ndate: 2026-03\nteams: [a]\ngoals:\n  - title: Ett\n"},
    {"mat/network.yml", "title: Mat\ncoaches: [zara]\n"},
    {"mat/teams.yml", "e:\n  title: Eta\n  municipality: Älmhult\nf:\n  title: Feta\n  municipality: Håbo\n"},
    {"mat/ett/round.yml", "title: Ett\nstart: 2025-01-01\n"},
    {"mat/ett/meetings/2025-02-10.md", "---\ntitle: Samma dag\nspeakers: [ake]\n---\n"},
    {"mat/ett/reports/z.yml", "title: Z\ndate: 2025-12-31\ngoals:\n  - title: Ett\n"},
};

static struct arena arena;
static const char *folder;
static const struct model *model;

static int load_site(void **state)
{
    (void)state;
    struct diagnostics diagnostics = {.arena = &arena};
    struct buffer buffer = {.arena = &arena};
    char name[] = "/tmp/rundbrev-test-archive.XXXXXX";
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

static struct text title_of(const struct archive_item *item)
{
    switch (item->what.kind) {
    case TARGET_MEETING:
        return ((const struct meeting *)item->what.object)->title;
    case TARGET_NEWSLETTER:
        return ((const struct newsletter *)item->what.object)->title;
    default:
        assert_int_equal(item->what.kind, TARGET_REPORT);
        return ((const struct report *)item->what.object)->title;
    }
}

static void years_hold_everything_by_date(void **state)
{
    (void)state;
    /* A month stands after its days; on one day networks follow one another. */
    static const char *const in_2025[] = {"Första", "Samma dag", "Ett", "X", "Z"};
    assert_int_equal(model->archive.years.count, 2);
    assert_int_equal(model->archive.years.items[0].year, 2026);
    assert_int_equal(model->archive.years.items[0].items.count, 2);
    assert_text(title_of(&model->archive.years.items[0].items.items[1]), "Y");
    assert_int_equal(model->archive.years.items[1].year, 2025);
    assert_int_equal(model->archive.years.items[1].items.count, 5);
    for (size_t i = 0; i < 5; i++)
        assert_text(title_of(&model->archive.years.items[1].items.items[i]), in_2025[i]);
}

static void reports_stand_newest_first(void **state)
{
    (void)state;
    static const char *const wanted[] = {"Y", "Z", "X"};
    assert_int_equal(model->archive.reports.count, 3);
    for (size_t i = 0; i < 3; i++)
        assert_text(model->archive.reports.items[i]->title, wanted[i]);
    /* Neighbours are those of the same network. */
    assert_ptr_equal(model->archive.reports.items[0]->older, model->archive.reports.items[2]);
    assert_null(model->archive.reports.items[0]->newer);
    assert_ptr_equal(model->archive.reports.items[2]->newer, model->archive.reports.items[0]);
    assert_null(model->archive.reports.items[1]->older);
}

static void teams_know_the_reports_about_them(void **state)
{
    (void)state;
    const struct network *network = model->networks.items[0];
    const struct team *alfa = map_get(&network->teams_by_id, TEXT("a")),
                      *ceta = map_get(&network->teams_by_id, TEXT("c"));
    assert_int_equal(alfa->reports.count, 2);
    assert_text(alfa->reports.items[0]->title, "Y");
    assert_int_equal(ceta->reports.count, 1);
}

static void municipalities_stand_in_order_of_the_language(void **state)
{
    (void)state;
    static const char *const wanted[] = {"Habo", "Håbo", "Älmhult"};
    const struct archive *archive = &model->archive;
    assert_int_equal(archive->municipalities.count, 3);
    for (size_t i = 0; i < 3; i++)
        assert_text(archive->municipalities.items[i].name, wanted[i]);
    assert_int_equal(archive->municipalities.items[0].teams.count, 2);
    assert_text(archive->municipalities.items[0].teams.items[1]->title, "Delta");
    /* Of both networks. */
    assert_text(archive->municipalities.items[1].teams.items[0]->title, "Alfa");
    assert_text(archive->municipalities.items[1].teams.items[1]->title, "Feta");
    assert_int_equal(archive->elsewhere.count, 1);
    assert_text(archive->elsewhere.items[0]->title, "Ceta");
    assert_text(archive->elsewhere.items[0]->previous->title, "Beta");
    assert_text(archive->elsewhere.items[0]->next->title, "Delta");
    assert_null(archive->elsewhere.items[0]->next->next);
}

static void a_film_is_told_once(void **state)
{
    (void)state;
    static const char *const wanted[] = {"Ny titel", "Först", "Teamets", "Egen film"};
    const struct archive *archive = &model->archive;
    assert_int_equal(archive->films.count, 4);
    for (size_t i = 0; i < 4; i++)
        assert_text(archive->films.items[i]->film.title, wanted[i]);
    const struct shown_film *shared = archive->films.items[0];
    assert_int_equal(shared->showings.count, 3);
    assert_int_equal(shared->showings.items[0].date.year, 2026);
    assert_int_equal(shared->showings.items[1].date.year, 2025);
    assert_text(shared->showings.items[1].heading, "Två filmer");
    assert_int_equal(shared->showings.items[2].what.kind, TARGET_PAGE);
    assert_null(shared->showings.items[2].network);
    /* What only other texts know. */
    assert_true(shared->film.is_captions_known && shared->film.captions);
    assert_text(shared->film.note, "från sidan");
    /* Two blocks of one meeting. */
    assert_int_equal(archive->films.items[1]->showings.count, 1);
    assert_text(archive->films.items[2]->showings.items[0].team->title, "Alfa");
    assert_null(archive->films.items[3]->showings.items[0].network);
}

static void people_know_what_they_do(void **state)
{
    (void)state;
    const struct person *ake = map_get(&model->people_by_id, TEXT("ake"));
    const struct person *zara = map_get(&model->people_by_id, TEXT("zara"));
    const struct person *adam = map_get(&model->people_by_id, TEXT("adam"));
    /* Named twice at one meeting; on one day networks follow one another. */
    assert_int_equal(ake->tasks[TASK_SPEAKER].count, 3);
    assert_text(ake->tasks[TASK_SPEAKER].items[0].meeting->title, "Senare");
    assert_text(ake->tasks[TASK_SPEAKER].items[0].contact->role, "gäst");
    assert_text(ake->tasks[TASK_SPEAKER].items[1].meeting->title, "Första");
    assert_text(ake->tasks[TASK_SPEAKER].items[2].meeting->title, "Samma dag");
    /* A coach of the network whom no round has. */
    assert_int_equal(ake->tasks[TASK_COACH].count, 1);
    assert_null(ake->tasks[TASK_COACH].items[0].round);
    assert_text(ake->tasks[TASK_COACH].items[0].network->title, "Lek");
    assert_text(ake->tasks[TASK_TEAM].items[0].team->title, "Alfa");
    assert_int_equal(zara->tasks[TASK_COACH].count, 3);
    assert_text(zara->tasks[TASK_COACH].items[0].round->title, "Hösten");
    assert_text(zara->tasks[TASK_COACH].items[1].round->title, "Våren");
    assert_text(zara->tasks[TASK_COACH].items[2].round->title, "Ett");
    assert_text(zara->tasks[TASK_REPORT].items[0].report->title, "X");
    assert_true(ake->has_tasks && zara->has_tasks);
    assert_false(adam->has_tasks);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(years_hold_everything_by_date),
        cmocka_unit_test(reports_stand_newest_first),
        cmocka_unit_test(teams_know_the_reports_about_them),
        cmocka_unit_test(municipalities_stand_in_order_of_the_language),
        cmocka_unit_test(a_film_is_told_once),
        cmocka_unit_test(people_know_what_they_do),
    };
    return cmocka_run_group_tests(tests, load_site, remove_site);
}
