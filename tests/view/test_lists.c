/* What the pages of lists show: years, municipalities, films, people. */
#include "town.h"

#include "model/fields.h"

struct look {
    const char *name, *wanted;
};

static void expect_looks(struct town *town, struct value value, const struct look *looks, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const char *got = town_look(town, value, looks[i].name);
        if (!text_is(text_from(got), looks[i].wanted))
            fail_msg("%s is '%s', not '%s'", looks[i].name, got, looks[i].wanted);
    }
}

#define EXPECT_LOOKS(town, value, looks) expect_looks((town), (value), (looks), sizeof(looks) / sizeof *(looks))

static struct value at(struct value value, const char *name, size_t index)
{
    struct value list;
    assert_true(value_get(value, text_from(name), &list));
    assert_int_equal(list.kind, VALUE_LIST);
    assert_true(index < list.list->values.count);
    return list.list->values.items[index];
}

/* The words that these lists put together. */
static struct town *open_with_words(const char *as_of)
{
    static const char *const words[][2] = {
        {"meeting", "Träff"},         {"newsletter", "Nyhetsbrev"},
        {"report", "Rapport"},        {"everything_from", "Allt från"},
        {"one_meeting", "träff"},     {"many_meetings", "träffar"},
        {"one_newsletter", "brev"},   {"one_planned_meeting", "planerad träff"},
        {"one_report", "rapport"},    {"many_planned_meetings", "planerade träffar"},
        {"one_film", "film"},         {"many_films", "filmer"},
        {"many_newsletters", "brev"},
    };
    struct town *town = town_open(as_of);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        value_set(&town->arena, town->view.strings, words[i][0], value_string(words[i][1]));
    return town;
}

static void a_year(void **unused)
{
    (void)unused;
    static const struct look looks[] = {
        {"title", "Allt från 2026"}, {"url", "../archive/2026/index.html"},
        {"next", "(nothing)"},       {"previous.year", "2025"},
        {"counts", "4 items"},       {"months", "6 items"},
        {"networks", "2 items"},     {"highlights", "3 items"},
    };
    static const struct look meeting[] = {
        {"what", "Träff 2"},
        {"title", "Mitt i"},
        {"state", "(nothing)"},
        {"url", "../provstad/2025-2026/meeting-2026-02-10/index.html"},
        {"round.title", "Omgång 2025–2026"},
    };
    struct town *town = open_with_words("2026-03-01");
    struct value year = view_object(&town->view, &year_type, &town->model->archive.years.items[0]);
    EXPECT_LOOKS(town, year, looks);
    static const char *const counts[] = {"2 träffar", "3 planerade träffar", "2 brev", "1 rapport"};
    for (size_t i = 0; i < 4; i++)
        assert_true(text_is(at(year, "counts", i).text, counts[i]));
    struct value february = at(year, "months", 1);
    assert_string_equal(town_look(town, february, "title"), "februari 2026");
    EXPECT_LOOKS(town, at(february, "items", 0), meeting);
    assert_string_equal(town_look(town, at(february, "items", 1), "what"), "Nyhetsbrev 2");
    assert_string_equal(town_look(town, at(at(year, "months", 3), "items", 0), "state"), "Nästa träff");
    assert_string_equal(town_look(town, at(year, "highlights", 0), "what"), "Rapport");
    town_close(town);
}

static void a_person(void **unused)
{
    (void)unused;
    static const struct look looks[] = {
        {"title", "Åsa Öst"},    {"page_url", "../people/asa-ost/index.html"},
        {"coached_count", "2"},  {"spoken_count", "2"},
        {"teams", "0 items"},    {"reports_count", "1"},
        {"networks", "2 items"},
    };
    static const struct look coach[] = {
        {"other_role", "lärcoach"},
        {"other_organisation", "(nothing)"},
        {"round.title", "Omgång 2025–2026"},
    };
    struct town *town = open_with_words("2026-03-01");
    const struct map *people = &town->model->people_by_id;
    EXPECT_LOOKS(town, view_object(&town->view, &person_type, map_get(people, TEXT("asa-ost"))), looks);
    struct value bo = view_object(&town->view, &person_type, map_get(people, TEXT("bo-ek")));
    EXPECT_LOOKS(town, at(at(bo, "coached", 0), "rounds", 0), coach);
    /* Who is not published has no page, and who does nothing that is told neither. */
    struct person hilda = *(const struct person *)map_get(people, TEXT("hilda-holm"));
    struct person idle = {.id = TEXT("idle"), .publish = true};
    hilda.has_tasks = true;
    assert_false(view_has_page(&hilda));
    assert_false(view_has_page(&idle));
    struct value viewed = view_object(&town->view, &person_type, &idle);
    assert_string_equal(town_look(town, viewed, "page_url"), "(nothing)");
    assert_string_equal(town_look(town, viewed, "url"), "../people/index.html#idle");
    town_close(town);
}

static void people_stand_by_their_first_letters(void **unused)
{
    (void)unused;
    static const char *const names[] = {"2pac", "Ed", "Émile", "Zeb", "Åsa", "Ärla", "Öl", "Øystein", "Osedd"};
    static const char *const letters[] = {"#", "E", "Z", "Å", "Ä", "Ö"};
    struct town *town = open_with_words("2026-03-01");
    struct model model = *town->model;
    struct person people[9] = {0};
    struct person *pointers[9];
    for (size_t i = 0; i < 9; i++) {
        people[i] = (struct person){.name = text_from(names[i]), .publish = i < 8};
        pointers[i] = &people[i];
    }
    model.people.items = pointers;
    model.people.count = 9;
    town->view.model = &model;
    struct value site = view_object(&town->view, &site_type, &model.site);
    assert_string_equal(town_look(town, site, "initials"), "6 items");
    for (size_t i = 0; i < 6; i++)
        assert_string_equal(town_look(town, at(site, "initials", i), "initial"), letters[i]);
    assert_string_equal(town_look(town, at(site, "initials", 1), "people"), "2 items");
    assert_string_equal(town_look(town, at(site, "initials", 5), "people"), "2 items");
    town_close(town);
}

static void films_and_municipalities(void **unused)
{
    (void)unused;
    static const struct look film[] = {
        {"title", "En film"},     {"address", "https://example.org/film"},
        {"note", "två minuter"},  {"captions", "no"},
        {"lacks_captions", "no"}, {"showings", "2 items"},
    };
    static const struct look showing[] = {
        {"what", "Nyhetsbrev 2"},
        {"title", "Två träffar senare"},
        {"heading", "Se igen"},
    };
    struct town *town = open_with_words("2026-03-01");
    struct value site = view_object(&town->view, &site_type, &town->model->site);
    struct value network = at(site, "film_networks", 0), year = at(network, "years", 0);
    assert_string_equal(town_look(town, network, "network.title"), "Provstad läser");
    assert_string_equal(town_look(town, year, "year"), "2026");
    EXPECT_LOOKS(town, at(year, "films", 0), film);
    EXPECT_LOOKS(town, at(at(year, "films", 0), "showings", 0), showing);
    assert_string_equal(town_look(town, at(year, "films", 1), "captions"), "yes");
    assert_string_equal(town_look(town, at(year, "films", 2), "lacks_captions"), "yes");
    assert_string_equal(town_look(town, site, "films_size"), "3 filmer");
    assert_string_equal(town_look(town, at(site, "municipalities", 1), "name"), "Provstad");
    assert_string_equal(town_look(town, at(at(site, "municipalities", 1), "teams", 0), "municipality_url"),
                        "../municipalities/index.html#Provstad");
    assert_string_equal(town_look(town, site, "elsewhere.teams"), "1 items");
    town_close(town);
}

/* A page that would be empty is not made, and nothing leads to it. */
static void empty_lists_have_no_address(void **unused)
{
    (void)unused;
    static const char *const names[] = {"archive_url", "municipalities_url", "films_url", "reports_url", "elsewhere"};
    struct town *town = open_with_words("2026-03-01");
    struct model model = *town->model;
    struct value site = view_object(&town->view, &site_type, &town->model->site);
    for (size_t i = 0; i < sizeof names / sizeof *names - 1; i++)
        assert_string_not_equal(town_look(town, site, names[i]), "(nothing)");
    model.archive = (struct archive){0};
    town->view.model = &model;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_string_equal(town_look(town, site, names[i]), "(nothing)");
    town_close(town);
}

static void the_latest_letters_of_all_networks(void **unused)
{
    (void)unused;
    static const char *const ids[] = {"d", "i", "c", "h", "g"}; /* i is as new as d, and comes after it */
    struct newsletter letters[9] = {0};
    struct newsletter *pointers[9];
    struct round rounds[2] = {0}, *round_pointers[2] = {&rounds[0], &rounds[1]};
    struct network networks[2] = {0}, *network_pointers[2] = {&networks[0], &networks[1]};
    static const char *const dates[] = {"2026-01", "2026-02", "2026-04",    "2026-06",             /* a–d */
                                        "2025-01", "2025-02", "2026-03-01", "2026-03", "2026-06"}; /* e–i */
    struct town *town = open_with_words("2026-03-01");
    for (size_t i = 0; i < 9; i++) {
        letters[i] = (struct newsletter){.id = text_slice(TEXT("abcdefghi"), i, i + 1), .date = day(dates[i])};
        letters[i].title = letters[i].id;
        pointers[i] = &letters[i];
    }
    rounds[0].newsletters.items = pointers;
    rounds[0].newsletters.count = 4;
    rounds[1].newsletters.items = pointers + 4;
    rounds[1].newsletters.count = 5;
    struct model model = *town->model;
    for (size_t i = 0; i < 2; i++) {
        networks[i].rounds.items = &round_pointers[i];
        networks[i].rounds.count = 1;
    }
    model.networks.items = network_pointers;
    model.networks.count = 2;
    town->view.model = &model;
    struct value site = view_object(&town->view, &site_type, &model.site);
    assert_string_equal(town_look(town, site, "latest_newsletters"), "5 items");
    for (size_t i = 0; i < 5; i++)
        assert_string_equal(town_look(town, at(site, "latest_newsletters", i), "title"), ids[i]);
    town_close(town);
}

static void a_team_over_the_years(void **unused)
{
    (void)unused;
    static const struct look looks[] = {
        {"told", "1 items"},        {"reports_count", "1"},
        {"latest_told", "1 items"}, {"next.title", "Östra vårdcentralen"},
        {"previous", "(nothing)"},
    };
    struct town *town = open_with_words("2026-03-01");
    const struct team *team = map_get(&town->network->teams_by_id, TEXT("lilla-skolan"));
    struct value viewed = view_object(&town->view, &team_type, team);
    EXPECT_LOOKS(town, viewed, looks);
    assert_string_equal(town_look(town, at(viewed, "told", 0), "round.title"), "Omgång 2025–2026");
    town_close(town);
}

/* In a booklet letters stand oldest first, each as on its own day and with what only it has; links lead inside. */
static void a_booklet(void **unused)
{
    (void)unused;
    struct town *town = open_with_words("2026-09-01");
    struct value round = view_object(&town->view, &round_type, town->round);
    struct value first = at(round, "letters_in_order", 0);
    const struct newsletter *letter = town->round->newsletters.items[0];
    assert_true(town->round->newsletters.count > 1);
    for (size_t i = 0; i < town->round->newsletters.count; i++)
        assert_string_equal(town_look(town, at(round, "letters_in_order", i), "id"),
                            text_string(&town->arena, town->round->newsletters.items[i]->id));
    assert_string_equal(town_look(town, first, "part_id"), "newsletter-1");
    assert_ptr_equal(letter->profile.goal.tree, town->round->profile.goal.tree);
    assert_string_equal(town_look(town, first, "goal"), "(nothing)"); /* the round's: told once */
    assert_string_equal(town_look(town, at(round, "letters_in_order", 1), "background"),
                        "<p>En egen bakgrund i brevet.</p>\n");
    assert_string_equal(town_look(town, first, "next_meeting.id"), "2026-02-10");
    assert_string_equal(town_look(town, at(first, "road", 0), "state"), "Hållen");

    assert_string_equal(town_look(town, first, "url"), "../provstad/2025-2026/newsletter-1/index.html");
    view_collect(&town->view, town->round);
    first = at(round, "letters_in_order", 0);
    assert_string_equal(town_look(town, first, "url"), "#newsletter-1");
    assert_string_equal(town_look(town, at(round, "teams", 0), "url"), "#team-lilla-skolan");
    assert_string_equal(town_look(town, at(round, "meetings", 0), "url"), "#meeting-2025-10-07");
    assert_string_equal(town_look(town, round, "url"), "../provstad/2025-2026/index.html");
    town_close(town);
}

static void letters_of_the_longest_word(void **unused)
{
    (void)unused;
    struct town *town = open_with_words("2026-03-01");
    assert_true(text_is(view_letters(&town->view, TEXT("Åsa är på förskolan")).text, "9"));
    assert_true(text_is(view_letters(&town->view, TEXT("ett-två–tre")).text, "3"));
    assert_true(text_is(view_letters(&town->view, TEXT("")).text, "1"));
    town_close(town);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_year),
        cmocka_unit_test(a_person),
        cmocka_unit_test(people_stand_by_their_first_letters),
        cmocka_unit_test(films_and_municipalities),
        cmocka_unit_test(empty_lists_have_no_address),
        cmocka_unit_test(the_latest_letters_of_all_networks),
        cmocka_unit_test(a_team_over_the_years),
        cmocka_unit_test(a_booklet),
        cmocka_unit_test(letters_of_the_longest_word),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
