#include "template/mustache_tree.h"

/* More mistakes than this on one page are not worth reading. */
enum { MISTAKE_LIMIT = 50 };

/* The context stack lives on the stack of the calls. */
struct frame {
    const struct value *value;
    const struct frame *below;
};

/* The overrides of one parent tag, and where they were written. */
struct overrides {
    const struct tag *parent;
    const struct template *template;
    const struct overrides *outer;
};

struct indent {
    struct text text;
    const struct indent *outer;
};

struct rendering {
    const struct mustache_options *options;
    struct buffer *buffer;
    struct diagnostics *diagnostics;
    const struct template *template; /* where the tags being rendered were written */
    const struct frame *stack;
    const struct overrides *overrides;
    const struct indent *indent; /* NULL: none */
    bool is_line_start;          /* whether an indent is due */
    bool is_over;                /* gave up */
    unsigned depth;
    size_t steps, size_limit;
    ARRAY(const struct tag *) reported; /* each tag once, however often it is repeated */
};

static void render_tags(struct rendering *rendering, const struct tag *tags);

/* ---- messages ---- */

static bool is_reported(struct rendering *rendering, const struct tag *tag)
{
    for (size_t i = 0; i < rendering->reported.count; i++)
        if (rendering->reported.items[i] == tag)
            return true;
    ARRAY_PUSH(rendering->diagnostics->arena, &rendering->reported, tag);
    rendering->is_over |= rendering->reported.count >= MISTAKE_LIMIT;
    return false;
}

static void hint_nearest(struct rendering *rendering, struct diagnostic *diagnostic, struct text name,
                         const struct frame *frames)
{
    struct arena scratch = {0};
    ARRAY(struct text) all = {0};
    for (const struct frame *frame = frames; frame; frame = frame->below) {
        struct text *names;
        size_t count;
        value_names(*frame->value, &scratch, &names, &count);
        for (size_t i = 0; i < count; i++)
            ARRAY_PUSH(&scratch, &all, names[i]);
    }
    diagnostic_suggest(rendering->diagnostics, diagnostic, text_nearest(name, all.items, all.count));
    arena_release(&scratch);
}

static void report_unknown(struct rendering *rendering, const struct tag *tag, struct text name)
{
    if (rendering->options->is_lenient || is_reported(rendering, tag))
        return;
    struct diagnostic *diagnostic = diagnostic_error(rendering->diagnostics, mustache_place(rendering->template, tag),
                                                     "unknown name '%.*s'", TEXT_ARGUMENTS(mustache_shown(name)));
    hint_nearest(rendering, diagnostic, name, rendering->stack);
}

/* `before` is the dotted name's part that gave `value`. */
static void report_unknown_part(struct rendering *rendering, const struct tag *tag, struct text before,
                                const struct value *value, struct text part)
{
    if (rendering->options->is_lenient || is_reported(rendering, tag))
        return;
    struct place place = mustache_place(rendering->template, tag);
    before = before.size ? mustache_shown(before) : TEXT(".");
    part = mustache_shown(part);
    if (value->kind == VALUE_RECORD || value->kind == VALUE_OBJECT) {
        struct diagnostic *diagnostic = diagnostic_error(rendering->diagnostics, place, "unknown name '%.*s' in '%.*s'",
                                                         TEXT_ARGUMENTS(part), TEXT_ARGUMENTS(before));
        hint_nearest(rendering, diagnostic, part, &(struct frame){value, NULL});
    } else if (value->kind == VALUE_LIST) {
        diagnostic_error(rendering->diagnostics, place, "'%.*s' is a list and has no '%.*s'", TEXT_ARGUMENTS(before),
                         TEXT_ARGUMENTS(part));
    } else if (value->kind == VALUE_FLAG) {
        diagnostic_error(rendering->diagnostics, place, "'%.*s' is a flag and has no '%.*s'", TEXT_ARGUMENTS(before),
                         TEXT_ARGUMENTS(part));
    } else {
        diagnostic_error(rendering->diagnostics, place, "'%.*s' is a text and has no '%.*s'", TEXT_ARGUMENTS(before),
                         TEXT_ARGUMENTS(part));
    }
}

static void report_unprintable(struct rendering *rendering, const struct tag *tag, const struct value *value)
{
    if (rendering->options->is_lenient || is_reported(rendering, tag))
        return;
    struct text name = mustache_shown(tag->name);
    struct place place = mustache_place(rendering->template, tag);
    struct diagnostic *diagnostic;
    if (value->kind == VALUE_LIST)
        diagnostic = diagnostic_error(rendering->diagnostics, place, "'%.*s' is a list and cannot be printed",
                                      TEXT_ARGUMENTS(name));
    else
        diagnostic = diagnostic_error(rendering->diagnostics, place, "'%.*s' is a record and cannot be printed",
                                      TEXT_ARGUMENTS(name));
    diagnostic_hint(rendering->diagnostics, diagnostic, "open it with {{#%.*s}} and print what is in it",
                    TEXT_ARGUMENTS(name));
}

/* ---- look-up ---- */

/* Follows the parts of a dotted name after `at`. */
static struct value follow(struct rendering *rendering, const struct tag *tag, struct value value, size_t at)
{
    struct text name = tag->name;
    while (at < name.size) {
        if (value.kind == VALUE_NOTHING)
            return value;
        size_t end = text_find_byte(name, '.', at + 1);
        struct text part = text_slice(name, at + 1, end);
        struct value next;
        if (!value_get(value, part, &next)) {
            report_unknown_part(rendering, tag, text_slice(name, 0, at), &value, part);
            return value_nothing();
        }
        value = next;
        at = end;
    }
    return value;
}

static struct value look_up(struct rendering *rendering, const struct tag *tag)
{
    struct text first = {tag->name.bytes, tag->first_size};
    if (first.size == 0) { /* "." and ".name": only what is on top */
        struct value top = *rendering->stack->value;
        return tag->name.size == 1 ? top : follow(rendering, tag, top, 0);
    }
    struct value value;
    for (const struct frame *frame = rendering->stack; frame; frame = frame->below)
        if (value_get(*frame->value, first, &value))
            return follow(rendering, tag, value, first.size);
    report_unknown(rendering, tag, first);
    return value_nothing();
}

/* ---- writing ---- */

static void add_indent(struct buffer *buffer, const struct indent *indent)
{
    if (indent->outer)
        add_indent(buffer, indent->outer);
    buffer_add(buffer, indent->text);
}

static void start_output(struct rendering *rendering)
{
    if (rendering->is_line_start && rendering->indent)
        add_indent(rendering->buffer, rendering->indent);
    rendering->is_line_start = false;
}

static bool is_line_end(struct text text)
{
    return text_starts_with(text, "\n") || text_starts_with(text, "\r\n");
}

static void add_static(struct rendering *rendering, struct text text)
{
    if (!rendering->indent) {
        buffer_add(rendering->buffer, text);
        rendering->is_line_start = text.bytes[text.size - 1] == '\n';
        return;
    }
    while (text.size) {
        size_t end = text_find_byte(text, '\n', 0);
        struct text line = text_slice(text, 0, end + 1);
        /* Blank lines get no indent: nobody wants white space at a line's end. */
        if (!is_line_end(line))
            start_output(rendering);
        buffer_add(rendering->buffer, line);
        rendering->is_line_start = end < text.size;
        text = text_slice(text, end + 1, text.size);
    }
}

static void add_dynamic(struct rendering *rendering, struct text text, bool is_escaped)
{
    if (text.size == 0)
        return;
    start_output(rendering);
    if (is_escaped && rendering->options->escape)
        rendering->options->escape(rendering->buffer, text);
    else
        buffer_add(rendering->buffer, text);
}

static void interpolate(struct rendering *rendering, const struct tag *tag)
{
    struct value value = look_up(rendering, tag);
    switch (value.kind) {
    case VALUE_NOTHING:
        break;
    case VALUE_FLAG:
        add_dynamic(rendering, value.flag ? TEXT("true") : TEXT("false"), false);
        break;
    case VALUE_TEXT:
        add_dynamic(rendering, value.text, tag->kind == TAG_ESCAPED);
        break;
    case VALUE_MARKUP:
        add_dynamic(rendering, value.text, false);
        break;
    case VALUE_LIST:
    case VALUE_RECORD:
    case VALUE_OBJECT:
        report_unprintable(rendering, tag, &value);
        break;
    }
}

/* ---- elements ---- */

static bool enter(struct rendering *rendering, const struct tag *tag)
{
    if (rendering->depth < MUSTACHE_DEPTH_LIMIT) {
        rendering->depth++;
        return true;
    }
    struct diagnostic *diagnostic = diagnostic_error(rendering->diagnostics, mustache_place(rendering->template, tag),
                                                     mustache_messages(tag->kind)->too_deep,
                                                     TEXT_ARGUMENTS(mustache_shown(tag->name)), MUSTACHE_DEPTH_LIMIT);
    diagnostic_hint(rendering->diagnostics, diagnostic, "does a partial include itself without end?");
    rendering->is_over = true;
    return false;
}

static void render_with(struct rendering *rendering, const struct tag *tag, const struct value *top)
{
    const struct frame *below = rendering->stack;
    rendering->stack = &(struct frame){top, below};
    render_tags(rendering, tag->children);
    rendering->stack = below;
}

static void render_section(struct rendering *rendering, const struct tag *tag)
{
    struct value value = look_up(rendering, tag);
    if (!tag->children || !value_is_true(value) || !enter(rendering, tag))
        return;
    if (value.kind == VALUE_LIST)
        for (size_t i = 0; i < value.list->values.count && !rendering->is_over; i++)
            render_with(rendering, tag, &value.list->values.items[i]);
    else
        render_with(rendering, tag, &value);
    rendering->depth--;
}

static void render_inverted(struct rendering *rendering, const struct tag *tag)
{
    if (value_is_true(look_up(rendering, tag)) || !enter(rendering, tag))
        return;
    render_tags(rendering, tag->children);
    rendering->depth--;
}

/* Renders tags written in `template`, every line of them moved to the right. */
static void render_elsewhere(struct rendering *rendering, const struct template *template, const struct tag *tags,
                             struct text indent, const struct overrides *overrides)
{
    const struct template *template_before = rendering->template;
    const struct overrides *overrides_before = rendering->overrides;
    struct indent inner = {indent, rendering->indent};
    rendering->template = template;
    rendering->overrides = overrides;
    if (indent.size)
        rendering->indent = &inner;
    render_tags(rendering, tags);
    rendering->template = template_before;
    rendering->overrides = overrides_before;
    rendering->indent = inner.outer;
}

static void render_partial(struct rendering *rendering, const struct tag *tag)
{
    if (tag->kind == TAG_PARENT && !tag->is_standalone && tag->indent.size)
        add_static(rendering, tag->indent);
    const struct template *target = tag->target;
    if (!target) {
        if (!rendering->options->is_lenient && !is_reported(rendering, tag))
            diagnostic_error(rendering->diagnostics, mustache_place(rendering->template, tag),
                             mustache_messages(tag->kind)->unknown, TEXT_ARGUMENTS(mustache_shown(tag->name)));
        return;
    }
    if (!enter(rendering, tag))
        return;
    struct overrides inner = {tag, rendering->template, rendering->overrides};
    rendering->is_line_start |= tag->is_standalone;
    render_elsewhere(rendering, target, target->tags, tag->is_standalone ? tag->indent : (struct text){0},
                     tag->kind == TAG_PARENT && tag->children ? &inner : rendering->overrides);
    rendering->depth--;
}

/* The outermost override wins: a page overrides its parent, which overrides its own parent. The
 * override is part of the template in which it was written, so only what is outside of that may
 * override blocks in it. */
static void render_block(struct rendering *rendering, const struct tag *tag)
{
    if (!enter(rendering, tag))
        return;
    const struct tag *override = NULL;
    const struct overrides *from = NULL;
    for (const struct overrides *outer = rendering->overrides; outer; outer = outer->outer) {
        const struct tag *found = mustache_override(outer->parent, tag->name);
        if (found) {
            override = found;
            from = outer;
        }
    }
    if (override) {
        rendering->is_line_start |= tag->is_standalone;
        render_elsewhere(rendering, from->template, override->children, tag->indent, from->outer);
    } else {
        render_tags(rendering, tag->children);
    }
    rendering->depth--;
}

static bool count_step(struct rendering *rendering, const struct tag *tag)
{
    if (rendering->steps++ < MUSTACHE_STEP_LIMIT && rendering->buffer->size <= rendering->size_limit)
        return true;
    diagnostic_error(rendering->diagnostics, mustache_place(rendering->template, tag),
                     "the page grows without end here");
    rendering->is_over = true;
    return false;
}

static void render_tags(struct rendering *rendering, const struct tag *tags)
{
    for (const struct tag *tag = tags; tag && !rendering->is_over && count_step(rendering, tag); tag = tag->next) {
        switch (tag->kind) {
        case TAG_TEXT:
            add_static(rendering, tag->name);
            break;
        case TAG_ESCAPED:
        case TAG_RAW:
            interpolate(rendering, tag);
            break;
        case TAG_SECTION:
            render_section(rendering, tag);
            break;
        case TAG_INVERTED:
            render_inverted(rendering, tag);
            break;
        case TAG_PARTIAL:
        case TAG_PARENT:
            render_partial(rendering, tag);
            break;
        case TAG_BLOCK:
            render_block(rendering, tag);
            break;
        }
    }
}

bool mustache_render(const struct mustache_set *set, struct text name, struct value root,
                     const struct mustache_options *options, struct buffer *buffer, struct diagnostics *diagnostics)
{
    const struct template *template = map_get(&set->by_name, name);
    if (!template) {
        diagnostic_error(diagnostics, (struct place){0}, "unknown template '%.*s'",
                         TEXT_ARGUMENTS(mustache_shown(name)));
        return false;
    }
    size_t before = diagnostics_count(diagnostics, SEVERITY_ERROR);
    struct frame bottom = {&root, NULL};
    struct rendering rendering = {
        .options = options,
        .buffer = buffer,
        .diagnostics = diagnostics,
        .template = template,
        .stack = &bottom,
        .is_line_start = true,
        .size_limit = buffer->size + MUSTACHE_SIZE_LIMIT,
    };
    render_tags(&rendering, template->tags);
    return diagnostics_count(diagnostics, SEVERITY_ERROR) == before;
}
