#include "deliver/pdf_pages.h"

#include "base/map.h"

#include <qpdf/qpdf-c.h>

/* A page is found by the number of its object. */
static struct text page_key(struct arena *arena, qpdf_data pdf, qpdf_oh page)
{
    return text_format(arena, "%d", qpdf_oh_get_object_id(pdf, page));
}

static void number_pages(struct arena *arena, qpdf_data pdf, size_t count, struct map *numbers)
{
    size_t *list = arena_allocate(arena, count * sizeof *list);
    for (size_t i = 0; i < count; i++) {
        list[i] = i + 1;
        map_set(numbers, page_key(arena, pdf, qpdf_get_page_n(pdf, i)), &list[i]);
    }
}

static size_t page_of(struct arena *arena, qpdf_data pdf, qpdf_oh all, struct text name, const struct map *numbers)
{
    const char *key = text_format(arena, "/%.*s", TEXT_ARGUMENTS(name)).bytes;
    qpdf_oh destination = qpdf_oh_get_key_if_dict(pdf, all, key);
    if (qpdf_oh_is_dictionary(pdf, destination))
        destination = qpdf_oh_get_key(pdf, destination, "/D");
    if (!qpdf_oh_is_array(pdf, destination) || qpdf_oh_get_array_n_items(pdf, destination) < 1)
        return 0;
    const size_t *number = map_get(numbers, page_key(arena, pdf, qpdf_oh_get_array_item(pdf, destination, 0)));
    return number ? *number : 0;
}

struct pdf_pages pdf_pages_read(struct arena *arena, struct text printed, const struct text *destinations, size_t count)
{
    struct arena scratch = {0};
    struct map numbers = {.arena = &scratch};
    qpdf_data pdf = qpdf_init();
    struct pdf_pages pages = {0};
    qpdf_silence_errors(pdf);
    qpdf_set_suppress_warnings(pdf, QPDF_TRUE);
    if (!(qpdf_read_memory(pdf, "printed", printed.bytes, printed.size, NULL) & QPDF_ERRORS)) {
        int found = qpdf_get_num_pages(pdf);
        pages.count = found > 0 ? (size_t)found : 0;
    }
    if (count) {
        size_t *of = arena_allocate(arena, count * sizeof *of);
        qpdf_oh all = qpdf_oh_get_key_if_dict(pdf, qpdf_get_root(pdf), "/Dests");
        number_pages(&scratch, pdf, pages.count, &numbers);
        for (size_t i = 0; i < count; i++)
            of[i] = pages.count ? page_of(&scratch, pdf, all, destinations[i], &numbers) : 0;
        pages.of_destination = of;
    }
    if (qpdf_has_error(pdf))
        (void)qpdf_get_error(pdf);
    qpdf_cleanup(&pdf);
    arena_release(&scratch);
    return pages;
}
