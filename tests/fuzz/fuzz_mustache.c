/* Input: a template, a NUL, its data in YAML. The template is also its own partials, parents and
 * blocks, so that small inputs reach recursion and inheritance. */
#include "fuzz.h"
#include "template/data.h"
#include "template/mustache.h"

static struct value read_data(struct arena *arena, struct source *source, struct diagnostics *diagnostics)
{
    struct passage passage = {.text = source->bytes, .start = {source, 1, 1}};
    /* What reads files refuses invalid UTF-8 and NUL before YAML is parsed. */
    if (utf8_first_invalid(source->bytes) < source->bytes.size)
        return value_nothing();
    return data_value(arena, yaml_parse(arena, &passage, diagnostics));
}

static void render(const struct mustache_set *set, struct value root, bool is_lenient, struct arena *arena)
{
    struct diagnostics diagnostics = {.arena = arena};
    struct buffer buffer = {.arena = arena}, messages = {.arena = arena};
    struct mustache_options options = {.escape = buffer_add_escaped, .is_lenient = is_lenient};
    bool is_good = mustache_render(set, TEXT("page"), root, &options, &buffer, &diagnostics);
    if (is_good == diagnostics_has_error(&diagnostics))
        abort();
    diagnostics_write(&diagnostics, SEVERITY_ALLOWED, &messages);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size > 4096)
        return 0;
    struct arena arena = {0};
    struct diagnostics diagnostics = {.arena = &arena};
    struct text all = {(const char *)data, size};
    size_t middle = text_find_byte(all, '\0', 0);
    struct source template = {TEXT("page"), text_slice(all, 0, middle)};
    struct source yaml = {TEXT("data.yml"), text_slice(all, middle + 1, size)};
    struct value root = read_data(&arena, &yaml, &diagnostics);
    struct mustache_set *set = mustache_set_new(&arena);
    static const char *const names[] = {"page", "p", "partials/q"};
    for (size_t i = 0; i < 3; i++)
        mustache_add(set, text_from(names[i]), &template, &diagnostics);
    struct buffer messages = {.arena = &arena};
    for (int is_lenient = 0; is_lenient < 2; is_lenient++) {
        mustache_link(set, is_lenient, &diagnostics);
        render(set, root, is_lenient, &arena);
    }
    diagnostics_write(&diagnostics, SEVERITY_ALLOWED, &messages);
    arena_release(&arena);
    return 0;
}
