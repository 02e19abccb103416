/* Anchors, words and addresses of links, alternative texts. */
#include "model/checking.h"

#include "proof/phrases.h"

/* All headings of the content: "<address of the file's object>#id". */
struct headings {
    struct arena *arena;
    struct map by_key;
};

static struct text key_of(struct arena *arena, const void *owner, struct text id)
{
    return text_format(arena, "%p#%.*s", owner, TEXT_ARGUMENTS(id));
}

static void gather_headings(const struct checking *checking, struct headings *headings)
{
    for (size_t i = 0; i < checking->texts.count; i++) {
        const struct published_text *text = &checking->texts.items[i];
        if (text->role == ROLE_HEADING)
            map_set(&headings->by_key, key_of(headings->arena, text->context.owner.object, text->node->id),
                    (void *)text);
    }
}

/* `[see below](#heading)`: the heading must be in the same text, wherever that is shown. */
static bool has_heading(const struct markup_node *top, struct text id)
{
    for (const struct markup_node *node = top; node; node = markup_next(top, node))
        if (node->kind == MARKUP_HEADING && text_equal(node->id, id))
            return true;
    return false;
}

static void suggest_heading(struct checking *checking, struct diagnostic *error, const struct published_text *link,
                            const struct target *target, struct text id)
{
    text_list ids = {0};
    for (size_t i = 0; i < checking->texts.count; i++) {
        const struct published_text *text = &checking->texts.items[i];
        bool is_there = target ? text->context.owner.object == target->object : text->top == link->top;
        if (text->role == ROLE_HEADING && is_there)
            ARRAY_PUSH(checking->arena, &ids, text->node->id);
    }
    struct text nearest = text_nearest(id, ids.items, ids.count);
    if (nearest.size)
        diagnostic_hint(checking->diagnostics, error, "did you mean '#%.*s'?", TEXT_ARGUMENTS(nearest));
    else if (!target)
        diagnostic_hint(checking->diagnostics, error, "link to the file and its heading: [words](file.md#heading)");
    else
        diagnostic_hint(checking->diagnostics, error, "leave the part after # out, or look up the heading there");
}

static void check_anchor(struct checking *checking, const struct headings *headings, const struct published_text *link)
{
    struct text id = {0};
    struct diagnostic *error;
    if (text_starts_with(link->text, "#")) {
        id = text_slice(link->text, 1, link->text.size);
        if (has_heading(link->top, id))
            return;
        error = diagnostic_check(checking->diagnostics, &checks[CHECK_ANCHOR], texts_place(link, 0),
                                 "there is no heading '#%.*s' in this text", TEXT_ARGUMENTS(id));
        suggest_heading(checking, error, link, NULL, id);
        return;
    }
    const struct target *target = model_link_target(checking->model, checking->arena, link->node, &id);
    bool is_elsewhere = !target || target->kind == TARGET_TEAMS || target->kind == TARGET_PEOPLE;
    if (is_elsewhere || !id.size || (target->kind == TARGET_SITE && text_is(id, "accessibility")))
        return; /* told by link_texts.c */
    if (target->object && map_get(&headings->by_key, key_of(checking->arena, target->object, id)))
        return;
    error = diagnostic_check(checking->diagnostics, &checks[CHECK_ANCHOR], texts_place(link, 0),
                             "there is no heading '#%.*s' in '%.*s'", TEXT_ARGUMENTS(id),
                             TEXT_ARGUMENTS(text_slice(link->text, 0, text_find_byte(link->text, '#', 0))));
    suggest_heading(checking, error, link, target, id);
}

static void check_address(struct checking *checking, const struct published_text *link)
{
    if (!text_starts_with(link->text, "http:"))
        return;
    struct diagnostic *warning =
        diagnostic_check(checking->diagnostics, &checks[CHECK_INSECURE_LINK], texts_place(link, 0),
                         "the address begins with 'http:', which anybody on the way can read");
    diagnostic_hint(checking->diagnostics, warning, "try 'https:%.*s' in a browser, and write that",
                    TEXT_ARGUMENTS(text_cut(text_slice(link->text, 5, link->text.size), 60)));
}

/* Whether a link's words are only where it leads, as a bare address in a text becomes. */
static bool is_bare(struct text words, struct text url)
{
    static const char *const prefixes[] = {"", "https://", "http://"};
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
        if (text_starts_with(url, prefixes[i])) {
            struct text rest = text_slice(url, text_from(prefixes[i]).size, url.size);
            if (text_equal(words, rest) || (text_ends_with(rest, "/") && rest.size == words.size + 1 &&
                                            text_equal(words, text_slice(rest, 0, rest.size - 1))))
                return true;
        }
    return false;
}

static bool has_picture(const struct markup_node *link)
{
    for (const struct markup_node *node = link; node; node = markup_next(link, node))
        if (node->kind == MARKUP_PICTURE && !text_is_blank(node->text))
            return true;
    return false;
}

static void check_words(struct checking *checking, const struct published_text *link)
{
    struct text words = text_trim(markup_plain(checking->arena, link->node));
    struct place place = texts_place(link, 0);
    struct diagnostic *found;
    if (!words.size && !has_picture(link->node)) {
        found = diagnostic_check(checking->diagnostics, &checks[CHECK_LINK], place, "the link has no words");
        diagnostic_hint(checking->diagnostics, found, "write them between the brackets: [words](%.*s)",
                        TEXT_ARGUMENTS(text_cut(link->text, 60)));
    } else if (phrase_is_vague_link(words, link->context.language)) {
        found = diagnostic_check(checking->diagnostics, &checks[CHECK_LINK_WORDS], place,
                                 "'%.*s' does not tell where the link leads", TEXT_ARGUMENTS(text_cut(words, 60)));
        diagnostic_hint(checking->diagnostics, found, "let the words name what the reader finds there");
    } else if (is_bare(words, link->text)) {
        found = diagnostic_check(checking->diagnostics, &checks[CHECK_LINK_WORDS], place,
                                 "the link shows its bare address");
        diagnostic_hint(checking->diagnostics, found, "give it words: [what is found there](%.*s)",
                        TEXT_ARGUMENTS(text_cut(link->text, 60)));
    }
}

static void check_alternative(struct checking *checking, const struct published_text *picture)
{
    struct place place = texts_place(picture, 0);
    struct diagnostic *warning = NULL;
    if (text_is_blank(picture->text))
        warning = diagnostic_check(checking->diagnostics, &checks[CHECK_ALTERNATIVE_TEXT], place,
                                   "the picture has no alternative text");
    else if (phrase_is_empty_alternative(picture->text))
        warning = diagnostic_check(checking->diagnostics, &checks[CHECK_ALTERNATIVE_TEXT], place,
                                   "'%.*s' does not tell what the picture shows",
                                   TEXT_ARGUMENTS(text_cut(picture->text, 60)));
    if (warning)
        diagnostic_hint(checking->diagnostics, warning, "write what it shows between the brackets: ![…](%.*s)",
                        TEXT_ARGUMENTS(text_cut(picture->node->url, 60)));
}

void check_links(struct checking *checking)
{
    struct headings headings = {.arena = checking->arena, .by_key = {.arena = checking->arena}};
    gather_headings(checking, &headings);
    for (size_t i = 0; i < checking->texts.count; i++) {
        const struct published_text *text = &checking->texts.items[i];
        if (text->role == ROLE_ALTERNATIVE)
            check_alternative(checking, text);
        if (text->role != ROLE_ADDRESS)
            continue;
        check_address(checking, text);
        if (!text->node)
            continue;
        check_anchor(checking, &headings, text);
        check_words(checking, text);
    }
}
