/* A letter as it is made for some readers alone: the town's, as a correction and as listmonk gets it. */
#include "../base/harness.h"

#include "base/file.h"
#include "output/handover.h"
#include "output/output.h"

enum { LETTER_OUTPUT = 4 }; /* the row of `outputs` */

struct town {
    struct arena arena;
    struct diagnostics diagnostics;
    const struct model *model;
    struct layouts *layouts;
    site_files assets;
    picture_list pictures;
    web_fonts fonts;
};

static void read_folder(struct town *town, const char *folder, site_files *files)
{
    file_entries entries = {0};
    assert_true(file_list_tree(&town->arena, folder, &entries, &town->diagnostics));
    for (size_t i = 0; i < entries.count; i++) {
        struct site_file file = {.path = entries.items[i].name};
        assert_true(
            file_read(&town->arena, file_path(&town->arena, folder, file.path.bytes), &file.bytes, &town->diagnostics));
        ARRAY_PUSH(&town->arena, files, file);
    }
}

static int open_town(void **state)
{
    static struct town town;
    town.diagnostics.arena = &town.arena;
    town.model = model_load(&town.arena, "tests/output/town/content", (struct date){2026, 3, 1}, 1, &town.diagnostics);
    site_files layouts = {0};
    read_folder(&town, "layouts", &layouts);
    read_folder(&town, "assets", &town.assets);
    town.layouts = layouts_compile(&town.arena, &layouts, &town.assets, town.model, &town.diagnostics);
    for (size_t i = 0; i < town.model->pictures.count; i++) {
        struct picture picture = {
            .source = town.model->pictures.items[i].source,
            .name = TEXT("bok-1a2b3c4d.png"),
            .media_type = TEXT("image/png"),
            .width = 1280,
            .height = 640,
            .small_name = TEXT("bok-1a2b3c4d-640.png"),
            .small_width = 640,
            .small_height = 320,
            .mail_bytes = TEXT("PNG"),
            .mail_width = 552,
            .mail_height = 276,
        };
        ARRAY_PUSH(&town.arena, &town.pictures, picture);
    }
    *state = &town;
    return diagnostics_has_error(&town.diagnostics);
}

static int close_town(void **state)
{
    struct town *town = *state;
    layouts_close(town->layouts);
    arena_release(&town->arena);
    return 0;
}

static const struct newsletter *letter_with_a_correction(const struct town *town)
{
    for (size_t i = 0; i < town->model->networks.count; i++)
        for (size_t j = 0; j < town->model->networks.items[i]->rounds.count; j++) {
            const struct round *round = town->model->networks.items[i]->rounds.items[j];
            for (size_t k = 0; k < round->newsletters.count; k++)
                if (round->newsletters.items[k]->correction.tree)
                    return round->newsletters.items[k];
        }
    return NULL;
}

static const struct letter *render(struct town *town, struct output_input input)
{
    artifact_list artifacts = {0};
    input.model = town->model;
    input.layouts = town->layouts;
    input.assets = &town->assets;
    input.fonts = &town->fonts;
    input.pictures = &town->pictures;
    input.date = (struct date){2026, 3, 1};
    input.threads = 2;
    assert_true(output_render(&town->arena, &input, 1u << LETTER_OUTPUT, &artifacts, &town->diagnostics));
    assert_int_equal(artifacts.count, input.only_letter ? 1 : 3);
    return input.only_letter ? artifacts.items[0].letter : NULL;
}

static bool holds(struct text text, const char *words)
{
    return text_find(text, text_from(words), 0) < text.size;
}

static void says_what_it_corrects(void **state)
{
    struct town *town = *state;
    const struct newsletter *newsletter = letter_with_a_correction(town);
    assert_non_null(newsletter);
    const struct letter *first = render(town, (struct output_input){.only_letter = newsletter});
    const struct letter *second = render(town, (struct output_input){.only_letter = newsletter, .is_correction = true});
    assert_true(text_equal(first->subject, newsletter->subject));
    assert_text(second->subject,
                text_format(&town->arena, "Rättelse: %.*s", TEXT_ARGUMENTS(newsletter->subject)).bytes);
    assert_false(holds(first->html, "Rättelse") || holds(first->text, "Rättelse"));
    assert_true(holds(second->html, "<strong>fel tid</strong>"));
    assert_true(holds(second->html, "daterat 12 februari 2026."));
    assert_true(text_starts_with(second->text, "* Rättelse *\n\nDet här brevet ersätter ett tidigare, daterat 12 "
                                               "februari 2026.\n\nI det första brevet stod fel tid."));
    assert_false(text_equal(first->message_id, second->message_id));
}

/* All that is a template in what listmonk gets. */
static void expect_templates(struct text text, const char *const *allowed)
{
    for (size_t at = text_find(text, TEXT("{{"), 0); at < text.size; at = text_find(text, TEXT("{{"), at + 1)) {
        bool is_allowed = false;
        for (size_t i = 0; allowed[i]; i++)
            is_allowed = is_allowed || text_starts_with(text_slice(text, at, text.size), allowed[i]);
        assert_true(is_allowed);
    }
}

static void is_handed_over(void **state)
{
    struct town *town = *state;
    static const char *const in_html[] = {"{{ UnsubscribeURL }}", "{{ Safe `<!--", NULL};
    static const char *const in_text[] = {"{{ UnsubscribeURL }}", "{{ Safe \"<\" }}", "{{ Safe \"{\" }}", NULL};
    const struct newsletter *newsletter = letter_with_a_correction(town);
    const struct letter *letter =
        render(town, (struct output_input){.only_letter = newsletter, .is_correction = true, .is_handover = true});
    struct text html = handover_html(&town->arena, letter->html), text = handover_text(&town->arena, letter->text);
    assert_int_equal(letter->inline_pictures.count, 0);
    assert_true(holds(html, "src=\"https://provstad.example.org/pictures/bok-1a2b3c4d-640.png\""));
    assert_true(holds(html, "width=\"552\""));
    assert_true(holds(html, "<a href=\"{{ UnsubscribeURL }}\""));
    assert_true(holds(html, "{&#123;kartan}}"));
    assert_true(holds(text, "{{ UnsubscribeURL }}"));
    assert_false(holds(html, "cid:") || holds(html, "mailto:svar@") || holds(html, ".invalid"));
    assert_false(holds(text, ".invalid"));
    expect_templates(html, in_html);
    expect_templates(text, in_text);
}

static void renders_all_without_a_choice(void **state)
{
    render(*state, (struct output_input){0});
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(says_what_it_corrects),
        cmocka_unit_test(is_handed_over),
        cmocka_unit_test(renders_all_without_a_choice),
    };
    return cmocka_run_group_tests(tests, open_town, close_town);
}
