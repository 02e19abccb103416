/* The field tables of a theme, and what is done with any of its tokens. */
#include "model/theme.h"

#include "model/checks.h"
#include "model/fields_read.h"

#include "base/translate.h"
#include "read/source.h"

#include <string.h>

#define FIELD(owner, member, its_kind, words, ...)                                                                     \
    {                                                                                                                  \
        .name = #member, .kind = FIELD_##its_kind, .offset = offsetof(struct owner, member), .help = words,            \
        __VA_ARGS__                                                                                                    \
    }
#define FIELDS(table) .fields = table, .count = sizeof table / sizeof *table

static const struct field palette_fields[] = {
    FIELD(palette, page, COLOUR, "the ground of pages"),
    FIELD(palette, tint, COLOUR, "the ground of boxes and bands"),
    FIELD(palette, rule, COLOUR, "lines that only part"),
    FIELD(palette, ring, COLOUR, "lines that say something"),
    FIELD(palette, ink, COLOUR, "letters"),
    FIELD(palette, dim, COLOUR, "letters of labels and notes"),
    FIELD(palette, heading, COLOUR, "headings"),
    FIELD(palette, link, COLOUR, "links"),
    FIELD(palette, brand, COLOUR, "the colour of the site: buttons, strong lines"),
    FIELD(palette, on_brand, COLOUR, "letters on 'brand'"),
    FIELD(palette, field, COLOUR, "large fields, such as the head of a page"),
    FIELD(palette, on_field, COLOUR, "letters on 'field'"),
    FIELD(palette, on_field_dim, COLOUR, "letters of labels on 'field'"),
    FIELD(palette, field_line, COLOUR, "lines on 'field' that only decorate"),
    FIELD(palette, field_ring, COLOUR, "lines on 'field' that say something"),
    FIELD(palette, signal, COLOUR, "what comes next, and where to look"),
    FIELD(palette, on_signal, COLOUR, "letters on 'signal'"),
    FIELD(palette, signal_text, COLOUR, "thin lines of the same meaning, such as below links"),
    FIELD(palette, c1, COLOUR, "the first series of a chart"),
    FIELD(palette, c2, COLOUR, "the second"),
    FIELD(palette, c3, COLOUR, "the third"),
    FIELD(palette, c4, COLOUR, "the fourth"),
};
const struct record_type palette_type = {.name = "colours",
                                         .the = N_("the colours"),
                                         .help = N_("colours of a theme, each as #00453B in quotes"),
                                         .size = sizeof(struct palette),
                                         FIELDS(palette_fields)};

static const struct field font_stacks_fields[] = {
    FIELD(font_stacks, text, CODE, "of texts"),
    FIELD(font_stacks, heading, CODE, "of headings"),
    FIELD(font_stacks, label, CODE, "of labels, tables and boxes"),
    FIELD(font_stacks, mail, CODE, "of letters by e-mail: only fonts that every machine has"),
};
const struct record_type font_stacks_type = {
    .name = "fonts",
    .the = N_("the fonts"),
    .help = N_("names of fonts, the best first, with commas between: Manrope, Arial, sans-serif"),
    .size = sizeof(struct font_stacks),
    FIELDS(font_stacks_fields)};

static const char *const weights[] = {"100", "200", "300", "400", "500", "600", "700", "800", "900", NULL};
static const char *const styles[] = {"normal", "italic", NULL};
static const struct field face_fields[] = {
    FIELD(face, family, CODE, "its name in 'fonts'", .is_required = true),
    FIELD(face, weight, CHOICE, "400 for ordinary letters, 700 for bold", .choices = weights, .fallback = "400"),
    FIELD(face, style, CHOICE, "italic, or normal", .choices = styles, .fallback = "normal"),
    FIELD(face, file, CODE, "the file below /usr/share/fonts/truetype", .is_required = true),
    FIELD(face, features, CODE, "the OpenType features that styles use of it", .fallback = "kern liga lnum tnum"),
};
const struct record_type face_type = {.name = "face",
                                      .the = N_("the face"),
                                      .help = N_("a font that the site brings along, from a package of Debian"),
                                      .size = sizeof(struct face),
                                      FIELDS(face_fields)};

static const struct field type_sizes_fields[] = {
    FIELD(type_sizes, small, NUMBER, "labels and notes"),
    FIELD(type_sizes, text, NUMBER, "texts"),
    FIELD(type_sizes, lead, NUMBER, "leads and small headings"),
    FIELD(type_sizes, heading, NUMBER, "headings"),
    FIELD(type_sizes, large, NUMBER, "large headings"),
    FIELD(type_sizes, display, NUMBER, "the titles of pages"),
};
const struct record_type type_sizes_type = {
    .name = "sizes",
    .the = N_("the sizes"),
    .help = N_("sizes of letters on a wide screen, in px; paper, mail and telephones follow"),
    .size = sizeof(struct type_sizes),
    FIELDS(type_sizes_fields)};

static const struct field theme_fields[] = {
    FIELD(theme, name, CODE, "a folder of assets/themes/"),
    FIELD(theme, fonts, RECORD, "names of fonts", .type = &font_stacks_type),
    FIELD(theme, faces, RECORD, "fonts that the site brings along", .is_list = true, .type = &face_type),
    FIELD(theme, light, RECORD, "the colours", .type = &palette_type),
    FIELD(theme, dark, RECORD, "the colours where the reader prefers dark", .type = &palette_type),
    FIELD(theme, size, RECORD, "the sizes of letters", .type = &type_sizes_type),
    FIELD(theme, space, NUMBER, "the step of all distances, in px"),
};
const struct record_type theme_type = {
    .name = "theme",
    .the = N_("the theme"),
    .help = N_("how things look on screen, on paper and in letters: the name of a theme alone, or these fields, which "
               "change it"),
    .size = sizeof(struct theme),
    FIELDS(theme_fields),
    .shorthand = "name",
};

bool theme_read(struct arena *arena, const struct source *source, struct theme *theme, struct diagnostics *diagnostics)
{
    struct passage passage = source_passage(source);
    struct reading reading = {.arena = arena, .diagnostics = diagnostics, .context.language = TEXT("en")};
    const struct yaml_node *node = yaml_parse(arena, &passage, diagnostics);
    theme->place = (struct place){source, 1, 1};
    return node && fields_read(&reading, &theme_type, node, theme);
}

static bool is_written(const struct field *field, const void *at)
{
    if (field->is_list)
        return ((const struct array_header *)at)->count > 0;
    switch (field->kind) {
    case FIELD_COLOUR:
        return ((const struct colour *)at)->code.size > 0;
    case FIELD_NUMBER:
        return *(const double *)at != 0;
    default:
        return ((const struct text *)at)->size > 0;
    }
}

static void lay_over(const struct record_type *type, void *object, const void *changes)
{
    for (size_t i = 0; i < type->count; i++) {
        const struct field *field = &type->fields[i];
        void *to = (char *)object + field->offset;
        const void *from = (const char *)changes + field->offset;
        if (field->kind == FIELD_RECORD && !field->is_list)
            lay_over(field->type, to, from);
        else if (is_written(field, from))
            memcpy(to, from, field_size(field));
    }
}

static bool has_written(const struct record_type *type, const void *object)
{
    for (size_t i = 0; i < type->count; i++) {
        const struct field *field = &type->fields[i];
        const void *at = (const char *)object + field->offset;
        bool is_part = field->kind == FIELD_RECORD && !field->is_list;
        if (is_part ? has_written(field->type, at) : is_written(field, at))
            return true;
    }
    return false;
}

bool theme_is_changed(const struct theme *theme)
{
    struct theme nameless = *theme;
    nameless.name = (struct text){0};
    return has_written(&theme_type, &nameless);
}

void theme_change(struct theme *theme, const struct theme *change)
{
    lay_over(&theme_type, theme, change);
}
