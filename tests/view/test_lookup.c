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

static void a_meeting(void **unused)
{
    (void)unused;
    static const struct look looks[] = {
        {"title", "Start"},
        {"url", "../provstad/2025-2026/meeting-2025-10-07/index.html"},
        {"calendar_url", "../provstad/2025-2026/meeting-2025-10-07.ics"},
        {"date.long", "tisdag 7 oktober 2025"},
        {"date.day_month", "7 oktober"},
        {"date.short", "7 okt."},
        {"date.iso", "2025-10-07"},
        {"date.rfc3339", "2025-10-07T12:00:00+02:00"},
        {"date.is_month", "no"},
        {"time", "kl. 13–16"},
        {"when", "tisdag 7 oktober 2025 kl. 13–16"},
        {"place", "Biblioteket, Provstad"},
        {"number", "1"},
        {"index", "0"},
        {"state", "Hållen"},
        {"is_held", "yes"},
        {"is_first", "yes"},
        {"is_last", "no"},
        {"previous", "(nothing)"},
        {"next.title", "Mitt i"},
        {"teams", "1 items"},
        {"teams_count", "1"},
        {"programme_count", "2"},
        {"newsletters_count", "2"},
        {"has_notes", "yes"},
        {"round.network.title", "Provstad läser"},
        {"tilte", "(unknown)"},
        {"title_count", "(unknown)"},
        {"date.nonsense", "(unknown)"},
    };
    struct town *town = town_open("2026-03-01");
    EXPECT_LOOKS(town, view_object(&town->view, &meeting_type, town->round->meetings.items[0]), looks);
    town_close(town);
}

static void a_month(void **unused)
{
    (void)unused;
    static const struct look looks[] = {
        {"calendar_url", "(nothing)"},
        {"date.long", "maj 2026"},
        {"date.weekday", "(nothing)"},
        {"date.is_month", "yes"},
        {"when", "maj 2026"},
        {"place", "(nothing)"},
        {"is_last", "no"},
        {"next.id", "2026-06-02"},
    };
    struct town *town = town_open("2026-03-01");
    EXPECT_LOOKS(town, view_object(&town->view, &meeting_type, town->round->meetings.items[3]), looks);
    town_close(town);
}

static void the_last_meeting(void **unused)
{
    (void)unused;
    static const struct look looks[] = {
        {"is_last", "yes"},
        {"next", "(nothing)"},
        {"is_cancelled", "yes"},
        {"changes", "2 items"},
        {"calendar_url", "../provstad/2025-2026/meeting-2026-06-02.ics"},
        {"round.calendar_address", "https://provstad.example.org/provstad/2025-2026/calendar.ics"},
        {"network.calendar_url", "../provstad/calendar.ics"},
    };
    struct town *town = town_open("2026-03-01");
    EXPECT_LOOKS(town, view_object(&town->view, &meeting_type, town->round->meetings.items[4]), looks);
    town_close(town);
}

static void a_letter_inherits(void **unused)
{
    (void)unused;
    static const struct look first[] = {
        {"background", "<p>Provstad har <em>valt</em> läsning.</p>\n"},
        {"goal", "<p>En procentenhet i år.</p>\n"},
        {"contacts_count", "2"},
        {"preheader", "Vi började, och det gick bra."},
        {"pdf_url", "../provstad/2025-2026/newsletter-1.pdf"},
        {"next_meeting.title", "Mitt i"},
        {"previous", "(nothing)"},
        {"next.title", "Två träffar senare"},
        {"sections", "1 items"},
        {"has_side", "yes"},
    };
    static const struct look second[] = {
        {"background", "<p>En egen bakgrund i brevet.</p>\n"},
        {"next_meeting.title", "Nästa steg"},
        {"meeting.title", "Mitt i"},
        {"sections", "2 items"},
        {"next", "(nothing)"},
    };
    struct town *town = town_open("2026-03-01");
    EXPECT_LOOKS(town, view_object(&town->view, &newsletter_type, town->round->newsletters.items[0]), first);
    EXPECT_LOOKS(town, view_object(&town->view, &newsletter_type, town->round->newsletters.items[1]), second);
    town_close(town);
}

static void a_team_and_its_measure(void **unused)
{
    (void)unused;
    static const struct look looks[] = {
        {"title", "Lilla skolan"}, {"texts", "1 items"},    {"rounds", "1 items"},
        {"has_texts", "yes"},      {"measures", "2 items"}, {"latest_text.meeting.title", "Start"},
    };
    static const struct look measure[] = {
        {"goal", "95"},          {"latest.value", "78,25"}, {"latest.note", "efter ”bokveckan”"},
        {"is_better_up", "yes"}, {"values", "3 items"},
    };
    struct town *town = town_open("2026-03-01");
    const struct team *team = map_get(&town->network->teams_by_id, TEXT("lilla-skolan"));
    EXPECT_LOOKS(town, view_object(&town->view, &team_type, team), looks);
    EXPECT_LOOKS(town, view_object(&town->view, &measure_type, &team->measures.items[0]), measure);
    town_close(town);
}

static void a_contact_has_its_own_role(void **unused)
{
    (void)unused;
    static const struct look looks[] = {
        {"name", "Bo ”Bosse” Ek"},
        {"role", "lärcoach"},
        {"mailto", "mailto:bo.ek@example.org"},
        {"phone", "(nothing)"},
        {"url", "../people/bo-ek/index.html"},
    };
    struct town *town = town_open("2026-03-01");
    EXPECT_LOOKS(town, view_object(&town->view, &contact_type, &town->network->profile.coaches.items[1]), looks);
    town_close(town);
}

static void an_accessibility_statement(void **unused)
{
    (void)unused;
    static const struct look looks[] = {
        {"url", "../accessibility/index.html"},
        {"is_full", "no"},
        {"is_partial", "yes"},
        {"is_none", "no"},
        {"shortcomings_count", "2"},
        {"feedback.address", "https://example.org/formular?a=b&c=d"},
        {"assessed.medium", "20 februari 2026"},
        {"updated.medium", "mars 2026"},
        {"has_assessment", "yes"},
        {"method", "<h3 id=\"method_filmer-hos-andra\">Filmer hos andra</h3>\n<p>En självskattning.</p>\n"},
    };
    struct town *town = town_open("2026-03-01");
    struct site site = town->model->site;
    EXPECT_LOOKS(town, view_object(&town->view, &accessibility_type, &site.accessibility), looks);
    struct value viewed = view_object(&town->view, &site_type, &site);
    assert_string_equal(town_look(town, viewed, "accessibility.url"), "../accessibility/index.html");
    site.has_accessibility = false;
    assert_string_equal(town_look(town, viewed, "accessibility"), "(nothing)");
    town_close(town);
}

static void a_statement_without_assessment(void **unused)
{
    (void)unused;
    struct town *town = town_open("2026-03-01");
    struct accessibility statement = town->model->site.accessibility;
    struct value viewed = view_object(&town->view, &accessibility_type, &statement);
    statement.compliance = TEXT("full");
    statement.assessed = statement.updated = (struct date){0};
    assert_string_equal(town_look(town, viewed, "is_full"), "yes");
    assert_string_equal(town_look(town, viewed, "has_assessment"), "yes");
    statement.method.tree = NULL;
    assert_string_equal(town_look(town, viewed, "has_assessment"), "no");
    statement.updated = day("2026-02-20");
    assert_string_equal(town_look(town, viewed, "has_assessment"), "yes");
    town_close(town);
}

static void addresses_are_absolute_where_asked(void **unused)
{
    (void)unused;
    static const struct look looks[] = {
        {"url", "https://provstad.example.org/provstad/2025-2026/"},
        {"calendar_url", "https://provstad.example.org/provstad/2025-2026/calendar.ics"},
        {"period", "2025–2026"},
        {"is_current", "yes"},
        {"held_count", "2"},
    };
    struct town *town = town_open("2026-03-01");
    town->view.is_absolute = true;
    EXPECT_LOOKS(town, view_object(&town->view, &round_type, town->round), looks);
    town_close(town);
}

static void a_stretch_is_walked_when_a_meeting_further_on_is_held_or_next(void **unused)
{
    (void)unused;
    static const char *const walked[] = {"yes", "yes", "no", "no"};
    struct town *town = town_open("2026-03-01");
    for (size_t i = 0; i < 4; i++) {
        struct value meeting = view_object(&town->view, &meeting_type, town->round->meetings.items[i]);
        assert_string_equal(town_look(town, meeting, "is_walked"), walked[i]);
    }
    town_close(town);
}

static void expect_strands(size_t teams, const char *expected, const char *is_bundled)
{
    struct town *town = town_open("2026-03-01");
    struct round round = *town->round;
    struct value strands;
    struct buffer heights = {.arena = &town->arena};
    round.teams.count = teams;
    assert_true(value_get(view_object(&town->view, &round_type, &round), TEXT("strands"), &strands));
    for (size_t i = 0; i < strands.list->values.count; i++)
        buffer_format(&heights, "%s ", town_look(town, strands.list->values.items[i], "y"));
    assert_string_equal(text_string(&town->arena, buffer_text(&heights)), expected);
    assert_string_equal(town_look(town, view_object(&town->view, &round_type, &round), "is_bundled"), is_bundled);
    town_close(town);
}

static void a_round_has_a_strand_for_each_team_up_to_seven(void **unused)
{
    (void)unused;
    expect_strands(0, "16 ", "no");
    expect_strands(1, "16 ", "no");
    expect_strands(2, "12.25 19.75 ", "no");
    expect_strands(3, "8.5 16 23.5 ", "no");
    expect_strands(5, "6 11 16 21 26 ", "no");
    expect_strands(7, "6 9.333 12.67 16 19.33 22.67 26 ", "no");
    expect_strands(8, "6 9.333 12.67 16 19.33 22.67 26 ", "yes");
    expect_strands(15, "6 9.333 12.67 16 19.33 22.67 26 ", "yes");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_meeting),
        cmocka_unit_test(a_month),
        cmocka_unit_test(the_last_meeting),
        cmocka_unit_test(a_letter_inherits),
        cmocka_unit_test(a_team_and_its_measure),
        cmocka_unit_test(a_contact_has_its_own_role),
        cmocka_unit_test(an_accessibility_statement),
        cmocka_unit_test(a_statement_without_assessment),
        cmocka_unit_test(addresses_are_absolute_where_asked),
        cmocka_unit_test(a_stretch_is_walked_when_a_meeting_further_on_is_held_or_next),
        cmocka_unit_test(a_round_has_a_strand_for_each_team_up_to_seven),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
