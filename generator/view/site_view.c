/* The site: its pages of lists, and what they list. */
#include "view/address.h"
#include "view/lookup.h"

#include <glib.h>

/* Addresses; nothing for a page that would be empty and is not made. */

static struct value url_if(struct view *view, bool is_made, struct text path)
{
    return is_made ? value_text(address_of(view, path)) : value_nothing();
}

static struct value home(struct view *view, const void *object)
{
    (void)object;
    return value_text(address_of(view, address_home()));
}

static struct value people_url(struct view *view, const void *object)
{
    (void)object;
    return value_text(address_of(view, address_people()));
}

static struct value feed_url(struct view *view, const void *object)
{
    (void)object;
    return value_text(address_of(view, address_site_feed()));
}

/* Where its title stands on the pages of a network in another language. */
static struct value foreign_language(struct view *view, const void *object)
{
    return view_foreign_language(view, ((const struct site *)object)->language);
}

static struct value archive_url(struct view *view, const void *object)
{
    (void)object;
    return url_if(view, view->model->archive.years.count > 0, address_archive());
}

static struct value municipalities_url(struct view *view, const void *object)
{
    (void)object;
    return url_if(view, view->model->archive.municipalities.count > 0, address_municipalities());
}

static struct value films_url(struct view *view, const void *object)
{
    (void)object;
    return url_if(view, view->model->archive.films.count > 0, address_films());
}

static struct value reports_url(struct view *view, const void *object)
{
    (void)object;
    return url_if(view, view->model->archive.reports.count > 0, address_reports());
}

/* Networks and pages */

static struct value networks(struct view *view, const void *object)
{
    (void)object;
    return view_pointers(view, &network_type, (const void *const *)view->model->networks.items,
                         view->model->networks.count, false);
}

static struct value pages(struct view *view, const void *object)
{
    (void)object;
    struct value list = value_new_list(view->arena);
    for (size_t i = 0; i < view->model->pages.count; i++)
        if (view->model->pages.items[i]->menu)
            value_add(view->arena, list, view_object(view, &page_type, view->model->pages.items[i]));
    return list;
}

/* The latest letters of all networks, newest first. Each network's letters stand oldest first, so only the last few of
 * each are looked at. */
enum { LATEST = 5 };

static size_t insert_letter(const struct newsletter **latest, size_t count, const struct newsletter *letter)
{
    size_t at = count < LATEST ? count : LATEST - 1;
    if (count == LATEST && date_compare(latest[at]->date, letter->date) >= 0)
        return count;
    for (; at > 0 && date_compare(latest[at - 1]->date, letter->date) < 0; at--)
        latest[at] = latest[at - 1];
    latest[at] = letter;
    return count < LATEST ? count + 1 : count;
}

static struct value latest_newsletters(struct view *view, const void *object)
{
    (void)object;
    const struct newsletter *latest[LATEST];
    size_t count = 0;
    for (size_t i = 0; i < view->model->networks.count; i++) {
        const struct network *network = view->model->networks.items[i];
        size_t seen = 0;
        for (size_t j = network->rounds.count; j-- > 0 && seen < LATEST;)
            for (size_t k = network->rounds.items[j]->newsletters.count; k-- > 0 && seen < LATEST; seen++)
                count = insert_letter(latest, count, network->rounds.items[j]->newsletters.items[k]);
    }
    return view_pointers(view, &newsletter_type, (const void *const *)latest, count, false);
}

/* People, by the first letter of their names */

/* Å, Ä and Ö are letters of Swedish; any other letter with a sign stands with the one below it. */
static struct text initial(struct view *view, struct text name)
{
    static const struct {
        gunichar letter, as;
    } others[] = {{0xC6, 0xC4}, {0xD8, 0xD6}}; /* Æ, Ø */
    size_t position = 0;
    gunichar letter = name.size ? g_unichar_toupper(utf8_next(name, &position)) : '#',
             base[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
    bool is_swedish = text_is(locale_language(view->locale), "sv");
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (letter == others[i].letter)
            letter = others[i].as;
    if (!is_swedish || (letter != 0xC5 && letter != 0xC4 && letter != 0xD6))
        letter = g_unichar_fully_decompose(letter, FALSE, base, G_N_ELEMENTS(base)) ? base[0] : letter;
    struct buffer buffer = {.arena = view->arena};
    buffer_add_character(&buffer, g_unichar_isalpha(letter) ? letter : '#');
    return buffer_text(&buffer);
}

static struct value new_initial(struct view *view, struct text letter, size_t number, struct value group)
{
    struct value record = value_new_record(view->arena);
    value_set(view->arena, record, "initial", value_text(letter));
    value_set(view->arena, record, "anchor", value_text(text_format(view->arena, "letter_%zu", number)));
    value_set(view->arena, record, "people", group);
    return record;
}

static struct value initials(struct view *view, const void *object)
{
    (void)object;
    struct value list = value_new_list(view->arena), group = value_nothing();
    struct text before = {0};
    for (size_t i = 0; i < view->model->people.count; i++) {
        const struct person *person = view->model->people.items[i];
        if (!person->publish)
            continue;
        struct text letter = initial(view, person->name);
        if (group.kind == VALUE_NOTHING || !text_equal(letter, before)) {
            group = value_new_list(view->arena);
            value_add(view->arena, list, new_initial(view, letter, list.list->values.count + 1, group));
        }
        value_add(view->arena, group, view_object(view, &person_type, person));
        before = letter;
    }
    return list;
}

static size_t published_people(const struct view *view)
{
    size_t count = 0;
    for (size_t i = 0; i < view->model->people.count; i++)
        count += view->model->people.items[i]->publish;
    return count;
}

/* The archive */

static struct value years(struct view *view, const void *object)
{
    (void)object;
    struct value list = value_new_list(view->arena);
    for (size_t i = 0; i < view->model->archive.years.count; i++)
        value_add(view->arena, list, view_object(view, &year_type, &view->model->archive.years.items[i]));
    return list;
}

static struct value municipalities(struct view *view, const void *object)
{
    (void)object;
    struct value list = value_new_list(view->arena);
    for (size_t i = 0; i < view->model->archive.municipalities.count; i++)
        value_add(view->arena, list,
                  view_object(view, &municipality_type, &view->model->archive.municipalities.items[i]));
    return list;
}

/* {teams}, like a municipality; nothing when every team has one. */
static struct value elsewhere(struct view *view, const void *object)
{
    (void)object;
    const struct archive *archive = &view->model->archive;
    struct value record = value_new_record(view->arena);
    value_set(view->arena, record, "teams",
              view_pointers(view, &team_type, (const void *const *)archive->elsewhere.items, archive->elsewhere.count,
                            false));
    return archive->elsewhere.count ? record : value_nothing();
}

static struct value year_group(struct view *view, int year, const char *name, struct value items)
{
    struct value record = value_new_record(view->arena);
    struct text words = year ? text_format(view->arena, "%d", year) : (struct text){0};
    value_set(view->arena, record, "year", view_text(words));
    value_set(view->arena, record, name, items);
    return record;
}

/* {year, reports}, newest first. */
static struct value report_years(struct view *view, const void *object)
{
    (void)object;
    struct value list = value_new_list(view->arena), group = value_nothing();
    for (size_t i = 0; i < view->model->archive.reports.count; i++) {
        const struct report *report = view->model->archive.reports.items[i];
        if (!i || report->date.year != view->model->archive.reports.items[i - 1]->date.year) {
            group = value_new_list(view->arena);
            value_add(view->arena, list, year_group(view, report->date.year, "reports", group));
        }
        value_add(view->arena, group, view_object(view, &report_type, report));
    }
    return list;
}

/* {network, years: {year, films}}; films of the site's own pages have no network, undated ones no year. */
static struct value film_networks(struct view *view, const void *object)
{
    (void)object;
    struct arena *arena = view->arena;
    struct value list = value_new_list(arena), of_network = value_nothing(), of_year = value_nothing();
    const struct showing *before = NULL;
    for (size_t i = 0; i < view->model->archive.films.count; i++) {
        const struct shown_film *film = view->model->archive.films.items[i];
        const struct showing *newest = &film->showings.items[0];
        bool is_new = !before || before->network != newest->network;
        if (is_new) {
            struct value record = value_new_record(arena);
            of_network = value_new_list(arena);
            value_set(arena, record, "network", view_object(view, &network_type, newest->network));
            value_set(arena, record, "years", of_network);
            value_add(arena, list, record);
        }
        if (is_new || before->date.year != newest->date.year) {
            of_year = value_new_list(arena);
            value_add(arena, of_network, year_group(view, newest->date.year, "films", of_year));
        }
        value_add(arena, of_year, view_object(view, &shown_film_type, film));
        before = newest;
    }
    return list;
}

/* How much there is on each of these pages, in words */

static struct value archive_size(struct view *view, const void *object)
{
    (void)object;
    return view_counted(view, view->model->archive.years.count, "one_year", "many_years");
}

static struct value municipalities_size(struct view *view, const void *object)
{
    (void)object;
    return view_counted(view, view->model->archive.municipalities.count, "one_municipality", "many_municipalities");
}

static struct value films_size(struct view *view, const void *object)
{
    (void)object;
    return view_counted(view, view->model->archive.films.count, "one_film", "many_films");
}

static struct value reports_size(struct view *view, const void *object)
{
    (void)object;
    return view_counted(view, view->model->archive.reports.count, "one_report", "many_reports");
}

static struct value people_size(struct view *view, const void *object)
{
    (void)object;
    return view_counted(view, published_people(view), "one_person", "many_people");
}

static const struct derived derived[] = {
    {"url", home},
    {"foreign_language", foreign_language},
    {"feed_url", feed_url},
    {"people_url", people_url},
    {"archive_url", archive_url},
    {"municipalities_url", municipalities_url},
    {"films_url", films_url},
    {"reports_url", reports_url},
    {"networks", networks},
    {"pages", pages},
    {"latest_newsletters", latest_newsletters},
    {"initials", initials},
    {"years", years},
    {"municipalities", municipalities},
    {"elsewhere", elsewhere},
    {"report_years", report_years},
    {"film_networks", film_networks},
    {"archive_size", archive_size},
    {"municipalities_size", municipalities_size},
    {"films_size", films_size},
    {"reports_size", reports_size},
    {"people_size", people_size},
    {NULL, NULL},
};

const struct view_type site_view = {&site_type, derived};
