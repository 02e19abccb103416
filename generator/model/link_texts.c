/* What texts name: teams in blocks, pictures, and links to other content files; what blocks show is linked by
 * link_charts.c. */
#include "model/blocks.h"
#include "model/checks.h"
#include "model/loading.h"
#include "model/syntax.h"

#include <stdlib.h>

/* Addresses */

static struct text folder_of(const struct markup_node *node)
{
    return node->place.source ? path_folder(loading_shown_path(node->place.source->path)) : (struct text){0};
}

/* The path below content/ that a picture or link leads to; false when it leads out. */
static bool resolve(struct arena *arena, const struct markup_node *node, struct text address, struct text *path)
{
    return path_resolve(arena, folder_of(node), syntax_percent_decode(arena, address), path);
}

struct text model_picture_source(struct arena *arena, const struct markup_node *picture)
{
    struct text path = {0};
    return resolve(arena, picture, picture->url, &path) ? path : (struct text){0};
}

static bool is_internal(struct text address)
{
    struct text scheme;
    return address.size && address.bytes[0] != '#' && address.bytes[0] != '/' && !syntax_scheme(address, &scheme);
}

const struct target *model_link_target(const struct model *model, struct arena *arena, const struct markup_node *link,
                                       struct text *fragment)
{
    struct text path, url = link->url;
    size_t hash = text_find_byte(url, '#', 0);
    *fragment = text_slice(url, hash + 1, url.size);
    if (!is_internal(url) || !resolve(arena, link, text_slice(url, 0, hash), &path))
        return NULL;
    return map_get(&model->targets, path);
}

/* Team blocks */

static void link_team_block(struct loading *loading, struct markup_node *node, const struct network *network)
{
    if (!network) {
        struct diagnostic *error =
            diagnostic_error(loading->diagnostics, node->place, "a block 'team' can only stand in a network's texts");
        diagnostic_hint(loading->diagnostics, error, "use a block 'fact' here");
        return;
    }
    if (!node->argument.size) {
        struct diagnostic *error =
            diagnostic_error(loading->diagnostics, node->place, "the block 'team' does not say which team");
        diagnostic_hint(loading->diagnostics, error, "write the team's id after it: 'team team-id'");
        return;
    }
    node->record = map_get(&network->teams_by_id, node->argument);
    if (!node->record)
        link_say_unknown_team(loading, network, node->argument, node->argument_place);
}

static void add_team_texts(struct loading *loading, const struct meeting *meeting)
{
    const struct markup_node *top = meeting->notes.tree;
    for (const struct markup_node *node = top; node; node = markup_next(top, node)) {
        if (!blocks_is_team(node) || !node->record)
            continue;
        struct team *team = (struct team *)node->record;
        struct team_text text = {meeting, node};
        ARRAY_PUSH(loading->arena, &team->texts, text);
    }
}

static int compare_newest_first(const void *left, const void *right)
{
    const struct meeting *a = *(struct meeting *const *)left, *b = *(struct meeting *const *)right;
    int order = date_compare(b->date, a->date);
    return order ? order : text_compare(b->round->id, a->round->id);
}

static void collect_team_texts(struct loading *loading, const struct network *network)
{
    ARRAY(const struct meeting *) meetings = {0};
    for (size_t i = 0; i < network->rounds.count; i++)
        for (size_t j = 0; j < network->rounds.items[i]->meetings.count; j++)
            ARRAY_PUSH(loading->arena, &meetings, network->rounds.items[i]->meetings.items[j]);
    if (meetings.count > 1)
        qsort(meetings.items, meetings.count, sizeof *meetings.items, compare_newest_first);
    for (size_t i = 0; i < meetings.count; i++)
        add_team_texts(loading, meetings.items[i]);
}

/* Pictures */

static bool has_picture_ending(struct text path)
{
    static const char *const endings[] = {"png", "jpg", "jpeg", "svg"};
    struct text name = path_name(path);
    size_t dot = name.size;
    while (dot > 0 && name.bytes[dot - 1] != '.')
        dot--;
    for (size_t i = 0; dot > 0 && i < sizeof endings / sizeof *endings; i++)
        if (text_equal_but_case(text_slice(name, dot, name.size), text_from(endings[i])))
            return true;
    return false;
}

static void say_missing_picture(struct loading *loading, const struct markup_node *node, struct text path)
{
    bool differs_in_case;
    /* Before the message: it may add one of its own, after which a hint must not be added to an older one. */
    struct text nearest = loading_nearest_file(loading, path, &differs_in_case);
    struct diagnostic *error =
        diagnostic_error(loading->diagnostics, node->place, "there is no picture '%.*s'", TEXT_ARGUMENTS(node->url));
    struct text written = nearest.size ? path_relative(loading->arena, folder_of(node), nearest) : nearest;
    if (text_find_byte(node->url, '\\', 0) < node->url.size)
        diagnostic_hint(loading->diagnostics, error, "write '/' between folders, not '\\'");
    else if (differs_in_case)
        diagnostic_hint(loading->diagnostics, error, "only capital letters differ: write '%.*s'",
                        TEXT_ARGUMENTS(written));
    else if (!diagnostic_suggest(loading->diagnostics, error, written))
        diagnostic_hint(loading->diagnostics, error,
                        "put the picture beside the text, and write its path as seen from there");
}

static void say_external_picture(struct loading *loading, const struct markup_node *node)
{
    struct diagnostic *error =
        diagnostic_error(loading->diagnostics, node->place, "the picture is not in the folder 'content': '%.*s'",
                         TEXT_ARGUMENTS(text_cut(node->url, 60)));
    diagnostic_hint(loading->diagnostics, error,
                    "save a copy beside the text, so that the site asks no one else for it");
}

static void add_picture(struct loading *loading, struct map *known, struct text path, struct place place)
{
    struct picture_use use = {path, place};
    if (!map_set(known, path, loading))
        ARRAY_PUSH(loading->arena, &loading->model->pictures, use);
}

static void link_picture(struct loading *loading, struct map *known, const struct markup_node *node)
{
    struct text path;
    if (!is_internal(node->url) || !resolve(loading->arena, node, node->url, &path)) {
        say_external_picture(loading, node);
    } else if (file_kind(loading_path(loading, path)) != FILE_REGULAR) {
        say_missing_picture(loading, node, path);
    } else if (!has_picture_ending(path)) {
        struct diagnostic *error =
            diagnostic_error(loading->diagnostics, node->place,
                             "the picture is of a kind that cannot be published: '%.*s'", TEXT_ARGUMENTS(node->url));
        diagnostic_hint(loading->diagnostics, error, "save it as PNG, JPEG or SVG");
    } else if (loading_is_inside(loading, path)) {
        add_picture(loading, known, path, node->place);
    }
}

/* Links */

/* What the author may have meant by the address of a page, or of a folder. */
static struct text likely_target(struct loading *loading, struct text path)
{
    static const char *const endings[] = {".md", "/round.yml", "/network.yml", ".yml"};
    struct arena *arena = loading->arena;
    struct text stem = path;
    if (text_ends_with(stem, "/index.html"))
        stem.size -= 11;
    else if (text_ends_with(stem, ".html"))
        stem.size -= 5;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        struct text candidate = text_format(arena, "%.*s%s", TEXT_ARGUMENTS(stem), endings[i]);
        if (map_get(&loading->model->targets, candidate))
            return candidate;
    }
    return loading_nearest(loading, path, loading->targets.items, loading->targets.count);
}

/* The file of the same name in another folder. */
static struct text namesake(struct loading *loading, struct text path)
{
    if (!loading_may_compare(loading, loading->targets.count))
        return (struct text){0};
    for (size_t i = 0; i < loading->targets.count; i++)
        if (text_equal(path_name(loading->targets.items[i]), path_name(path)))
            return loading->targets.items[i];
    return (struct text){0};
}

/* Where the link leads; with a slash first, it is taken as seen from the top. Empty when it leads out. */
static struct text path_of(struct loading *loading, const struct markup_node *node)
{
    struct text path, url = text_slice(node->url, 0, text_find_byte(node->url, '#', 0));
    if (text_starts_with(url, "/") && path_resolve(loading->arena, (struct text){0}, url, &path))
        return path;
    return is_internal(url) && resolve(loading->arena, node, url, &path) ? path : (struct text){0};
}

static void say_missing_target(struct loading *loading, const struct markup_node *node)
{
    struct text path = path_of(loading, node);
    /* A file that exists but could not be read has been reported. */
    if (loading_has_failed(loading, path) || loading_has_failed(loading, path_folder(path)))
        return;
    bool exists = path.size && file_kind(loading_path(loading, path)) == FILE_REGULAR;
    struct diagnostic *error;
    if (exists)
        error = diagnostic_error(loading->diagnostics, node->place,
                                 "the link leads to a file that is not published: '%.*s'", TEXT_ARGUMENTS(node->url));
    else
        error = diagnostic_error(loading->diagnostics, node->place, "the link leads nowhere: there is no '%.*s'",
                                 TEXT_ARGUMENTS(node->url));
    struct text likely = likely_target(loading, path);
    if (!likely.size)
        likely = namesake(loading, path);
    if (likely.size)
        diagnostic_suggest(loading->diagnostics, error, path_relative(loading->arena, folder_of(node), likely));
    else if (text_starts_with(node->url, "www."))
        diagnostic_hint(loading->diagnostics, error, "write 'https://%.*s'", TEXT_ARGUMENTS(node->url));
    else
        diagnostic_hint(loading->diagnostics, error,
                        "write the path of a .md or .yml file as seen from this one, or an address with https://");
}

static void check_team_link(struct loading *loading, const struct markup_node *node, const struct network *network,
                            struct text fragment)
{
    if (fragment.size && !map_get(&network->teams_by_id, fragment))
        link_say_unknown_team(loading, network, fragment, node->place);
}

static void check_site_link(struct loading *loading, const struct markup_node *node, struct text fragment)
{
    if (!text_is(fragment, "accessibility") || loading->model->site.has_accessibility ||
        loading_has_failed(loading, TEXT("site.yml")))
        return;
    struct diagnostic *error = diagnostic_error(loading->diagnostics, node->place,
                                                "the link leads nowhere: the site has no accessibility statement");
    diagnostic_hint(loading->diagnostics, error, "add 'accessibility:' to site.yml, with 'compliance:' below it");
}

static bool is_known_scheme(struct text scheme)
{
    return text_is(scheme, "https") || text_is(scheme, "http") || text_is(scheme, "mailto") || text_is(scheme, "tel");
}

static void check_link(struct loading *loading, const struct markup_node *node)
{
    struct text scheme, fragment, url = node->url;
    if (text_starts_with(url, "#"))
        return; /* see check_links.c */
    if (syntax_scheme(url, &scheme)) {
        if (!is_known_scheme(scheme)) {
            struct diagnostic *error = diagnostic_error(loading->diagnostics, node->place,
                                                        "a link cannot begin with '%.*s:'", TEXT_ARGUMENTS(scheme));
            diagnostic_hint(loading->diagnostics, error, "links begin with https:, http:, mailto: or tel:");
        }
        return;
    }
    const struct target *target = model_link_target(loading->model, loading->arena, node, &fragment);
    if (target && target->kind == TARGET_TEAMS) {
        check_team_link(loading, node, target->object, fragment);
    } else if (target && target->kind == TARGET_PEOPLE && fragment.size) {
        link_person(loading, fragment, node->place);
    } else if (target && target->kind == TARGET_SITE) {
        check_site_link(loading, node, fragment);
    } else if (!url.size) {
        struct diagnostic *error = diagnostic_error(loading->diagnostics, node->place, "the link has no address");
        diagnostic_hint(loading->diagnostics, error, "write it between the parentheses: [words](address)");
    } else if (!target) {
        say_missing_target(loading, node);
    }
}

static void link_block(struct loading *loading, struct markup_node *node, const struct context *context)
{
    const struct model_block *block = model_block_of(node);
    if (blocks_is_team(node))
        link_team_block(loading, node, context->network);
    else if (block->type == &chart_type)
        link_charts(loading, node, context->network);
    else if (block->is_of_round)
        link_round_block(loading, node, context->round);
}

static void link_text(struct loading *loading, struct map *known, const struct pending_prose *pending)
{
    struct markup_node *top = pending->prose->tree;
    for (struct markup_node *node = top; node; node = markup_next(top, node)) {
        size_t from = loading->diagnostics->list.count;
        enum check_id check = CHECK_LINK;
        if (node->kind == MARKUP_BLOCK) {
            link_block(loading, node, &pending->context);
            check = CHECK_REFERENCE;
        } else if (node->kind == MARKUP_FIGURE || node->kind == MARKUP_PICTURE) {
            link_picture(loading, known, node);
            check = CHECK_PICTURE;
        } else if (node->kind == MARKUP_LINK) {
            check_link(loading, node);
        }
        diagnostics_attribute(loading->diagnostics, from, &checks[check]);
    }
}

void link_texts(struct loading *loading)
{
    struct map known = {.arena = loading->arena};
    for (size_t i = 0; i < loading->reading.proses.count; i++)
        link_text(loading, &known, &loading->reading.proses.items[i]);
    for (size_t i = 0; i < loading->model->networks.count; i++)
        collect_team_texts(loading, loading->model->networks.items[i]);
}
