/* Any bytes as YAML and as a file with front matter: a tree or an error, never both or neither, and all
 * places inside the file. */
#include "fuzz.h"
#include "read/source.h"
#include "read/yaml.h"
#include "read/yaml_search.h"

static void check_node(const struct yaml_node *node, unsigned lines, unsigned depth)
{
    require(depth <= YAML_DEPTH_LIMIT + 1 && node->place.line >= 1 && node->place.line <= lines + 1);
    require(node->place.column >= 1);
    for (size_t i = 0; i < node->items.count; i++)
        check_node(node->items.items[i], lines, depth + 1);
    for (size_t i = 0; i < node->entries.count; i++) {
        require(node->entries.items[i].key->kind == YAML_TEXT);
        check_node(node->entries.items[i].value, lines, depth + 1);
    }
    if (node->kind == YAML_TEXT)
        require(utf8_first_invalid(node->passage.text) >= text_find_byte(node->passage.text, 0, 0));
}

static void check_passage(struct arena *arena, const struct passage *passage, unsigned lines)
{
    struct diagnostics diagnostics = {.arena = arena};
    struct yaml_node *root = yaml_parse(arena, passage, &diagnostics);
    require((root == NULL) == diagnostics_has_error(&diagnostics));
    for (size_t i = 0; i < diagnostics.list.count; i++) {
        struct place place = diagnostics.list.items[i]->place;
        require(place.line >= 1 && place.line <= lines + 1);
    }
    if (root)
        check_node(root, lines, 0);
    struct diagnostics searched = {.arena = arena};
    yaml_search_faults(passage, &searched);
    struct buffer buffer = {.arena = arena};
    diagnostics_write(&diagnostics, SEVERITY_ALLOWED, &buffer);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct diagnostics diagnostics = {.arena = &arena};
    struct text bytes = {(const char *)data, size};
    struct source *source = source_from(&arena, TEXT("seed.yml"), bytes, &diagnostics);
    require((source == NULL) == diagnostics_has_error(&diagnostics));
    if (source) {
        unsigned lines = count_lines(source->bytes);
        struct passage whole = source_passage(source), front_matter, body;
        check_passage(&arena, &whole, lines);
        if (source_split(source, &front_matter, &body, &diagnostics))
            check_passage(&arena, &front_matter, lines);
    }
    /* The parser alone must also stand bytes that no source would have. */
    struct source raw = {.path = TEXT("raw.yml"), .bytes = bytes};
    struct passage passage = {.text = bytes, .start = {&raw, 1, 1}};
    check_passage(&arena, &passage, count_lines(bytes));
    arena_release(&arena);
    return 0;
}
