/* What is right field by field but not together: one small function per rule, in one table. */
#include "model/checking.h"
#include "model/syntax.h"

#include "base/identifier.h"

#include <string.h>

static void check_theme(struct checking *checking, const struct theme *theme)
{
    if (!theme->name.size || identifier_is_valid(theme->name))
        return;
    struct diagnostic *error = diagnostic_check(checking->diagnostics, &checks[CHECK_SITE], theme->place,
                                                "'%.*s' cannot be the name of a theme", TEXT_ARGUMENTS(theme->name));
    diagnostic_hint(checking->diagnostics, error, "write '%s', or leave the line out", MODEL_DEFAULT_THEME);
}

static void check_site_theme(struct checking *checking, const struct loaded_file *file)
{
    (void)file;
    check_theme(checking, &checking->model->site.theme);
}

static void check_network_theme(struct checking *checking, const struct loaded_file *file)
{
    check_theme(checking, &((const struct network *)file->owner.object)->theme);
}

/* What all addresses of the site and the letters' headers are made of. */
static void check_site_address(struct checking *checking, const struct loaded_file *file)
{
    const struct site *site = &checking->model->site;
    struct text wrong = {0};
    for (size_t i = 0; i < site->address.size && !wrong.size; i++)
        if (strchr("?#@", site->address.bytes[i]))
            wrong = text_slice(site->address, i, i + 1);
    if (!wrong.size)
        return;
    struct diagnostic *error =
        diagnostic_check(checking->diagnostics, &checks[CHECK_SITE], checking_place(file, "address", site->place),
                         "the address of the site cannot hold '%.*s'", TEXT_ARGUMENTS(wrong));
    diagnostic_hint(checking->diagnostics, error, "write where the site begins, such as https://www.example.org/brev");
}

static void check_sender_list(struct checking *checking, const struct loaded_file *file)
{
    const struct site *site = &checking->model->site;
    struct text list = site->sender.list;
    if (!list.size || syntax_is_host(list))
        return;
    const struct yaml_node *written = yaml_get(yaml_get(file->node, "sender"), "list");
    struct diagnostic *error =
        diagnostic_check(checking->diagnostics, &checks[CHECK_SITE], written ? written->place : site->place,
                         "'list' cannot be the name of a mailing list: '%.*s'", TEXT_ARGUMENTS(text_cut(list, 60)));
    diagnostic_hint(checking->diagnostics, error, "write it like a domain, such as brev.example.org");
}

/* One click (RFC 8058) goes to an address of which only {key} differs from person to person. */
static bool is_unsubscribe_address(struct arena *arena, struct text address)
{
    static const char key[] = "{key}";
    size_t at = text_find(address, TEXT(key), 0);
    if (at == address.size || !text_starts_with(address, "https://"))
        return false;
    struct text rest = text_slice(address, at + sizeof key - 1, address.size);
    return syntax_is_address(text_format(arena, "%.*s0%.*s", (int)at, address.bytes, TEXT_ARGUMENTS(rest)));
}

static void check_sender_unsubscribe(struct checking *checking, const struct loaded_file *file)
{
    const struct site *site = &checking->model->site;
    struct text address = site->sender.unsubscribe;
    if (!address.size || is_unsubscribe_address(checking->arena, address))
        return;
    const struct yaml_node *written = yaml_get(yaml_get(file->node, "sender"), "unsubscribe");
    struct diagnostic *error =
        diagnostic_check(checking->diagnostics, &checks[CHECK_SITE], written ? written->place : site->place,
                         "'unsubscribe' is not an address with {key}: '%.*s'", TEXT_ARGUMENTS(text_cut(address, 60)));
    diagnostic_hint(
        checking->diagnostics, error,
        "write where one click unsubscribes, such as https://www.example.org/avsluta?key={key}; without such "
        "a service leave the line out: readers then unsubscribe by e-mail");
}

/* Every newsletter also becomes a letter, which needs somebody that it comes from. */
static void check_sender(struct checking *checking, const struct loaded_file *file)
{
    const struct site *site = &checking->model->site;
    const struct newsletter *newsletter = NULL;
    for (size_t i = 0; i < checking->model->networks.count && !newsletter; i++) {
        const struct network *network = checking->model->networks.items[i];
        for (size_t j = 0; j < network->rounds.count && !newsletter; j++)
            if (network->rounds.items[j]->newsletters.count)
                newsletter = network->rounds.items[j]->newsletters.items[0];
    }
    if (!newsletter || !file->node || yaml_get(file->node, "sender"))
        return;
    struct diagnostic *error = diagnostic_check(checking->diagnostics, &checks[CHECK_SITE], site->place,
                                                "the site has newsletters, but no sender of its letters");
    diagnostic_hint(checking->diagnostics, error, "add 'sender:' with 'name:' and 'email:' below it");
    diagnostic_note(checking->diagnostics, error, newsletter->place, "this is the first newsletter");
}

static void check_round_dates(struct checking *checking, const struct loaded_file *file)
{
    const struct round *round = file->owner.object;
    if (!date_is_set(round->start) || !date_is_set(round->end) || date_compare(round->start, round->end) <= 0)
        return;
    struct diagnostic *error =
        diagnostic_check(checking->diagnostics, &checks[CHECK_END_BEFORE_START],
                         checking_place(file, "end", round->place), "the round ends before it starts");
    diagnostic_note(checking->diagnostics, error, checking_place(file, "start", round->place), "it starts here");
}

static void check_meeting_times(struct checking *checking, const struct loaded_file *file)
{
    const struct meeting *meeting = file->owner.object;
    struct time_of_day start = meeting->start, end = meeting->end;
    struct place place = checking_place(file, "end", meeting->place);
    const struct yaml_node *written = yaml_get(file->node, "start");
    if (end.is_set && !start.is_set && (!written || yaml_is_nothing(written))) {
        struct diagnostic *error = diagnostic_check(checking->diagnostics, &checks[CHECK_END_BEFORE_START], place,
                                                    "the meeting has an end but no start");
        diagnostic_hint(checking->diagnostics, error, "add 'start:' with the time when it begins");
    }
    if (end.is_set && start.is_set && time_minutes(end) <= time_minutes(start)) {
        struct diagnostic *error = diagnostic_check(checking->diagnostics, &checks[CHECK_END_BEFORE_START], place,
                                                    "the meeting ends before it starts");
        diagnostic_note(checking->diagnostics, error, checking_place(file, "start", meeting->place), "it starts here");
    }
}

/* A month stands after its days in order, but a letter may well come in the month of its meeting. */
static void check_newsletter_date(struct checking *checking, const struct loaded_file *file)
{
    const struct newsletter *newsletter = file->owner.object;
    if (!date_is_set(newsletter->date))
        return;
    for (size_t i = 0; i < newsletter->meetings.count; i++) {
        const struct reference *reference = &newsletter->meetings.items[i];
        const struct meeting *meeting = reference->target;
        if (!meeting || !date_is_set(meeting->date) ||
            date_days(meeting->date) <= date_days(date_last_day(newsletter->date)))
            continue;
        struct diagnostic *error = diagnostic_check(
            checking->diagnostics, &checks[CHECK_NEWSLETTER_DATE], reference->place,
            "the newsletter is dated before the meeting '%.*s' that it covers", TEXT_ARGUMENTS(meeting->id));
        diagnostic_note(checking->diagnostics, error, checking_place(file, "date", newsletter->place),
                        "it is dated here");
    }
}

/* The small tests of teams and of blocks. */
static void check_cycles(struct checking *checking)
{
    for (size_t i = 0; i < checking->loading->reading.cycles.count; i++) {
        const struct pending_cycle *pending = &checking->loading->reading.cycles.items[i];
        struct date start = pending->cycle->start, end = pending->cycle->end;
        if (!date_is_set(start) || !date_is_set(end) || date_days(date_last_day(end)) >= date_days(start))
            continue;
        struct diagnostic *error =
            diagnostic_check(checking->diagnostics, &checks[CHECK_END_BEFORE_START],
                             yaml_get(pending->node, "end")->place, "the test ends before it starts");
        diagnostic_note(checking->diagnostics, error, yaml_get(pending->node, "start")->place, "it starts here");
    }
}

static const struct {
    enum target_kind kind;
    void (*run)(struct checking *checking, const struct loaded_file *file);
} rules[] = {
    {TARGET_SITE, check_site_theme},
    {TARGET_NETWORK, check_network_theme},
    {TARGET_SITE, check_site_address},
    {TARGET_SITE, check_sender_list},
    {TARGET_SITE, check_sender_unsubscribe},
    {TARGET_SITE, check_sender},
    {TARGET_ROUND, check_round_dates},
    {TARGET_MEETING, check_meeting_times},
    {TARGET_NEWSLETTER, check_newsletter_date},
};

void check_files(struct checking *checking)
{
    for (size_t i = 0; i < checking->loading->files.count; i++)
        for (size_t j = 0; j < sizeof rules / sizeof *rules; j++)
            if (rules[j].kind == checking->loading->files.items[i].owner.kind)
                rules[j].run(checking, &checking->loading->files.items[i]);
    check_cycles(checking);
}
