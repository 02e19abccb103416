/* pdf_text.h: what a PDF drawn here says, and what is said of bytes that are none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "deliver/pdf_text.h"

#include <fcntl.h>
#include <qpdf/qpdf-c.h>
#include <unistd.h>

struct fixture {
    struct arena arena;
    struct diagnostics diagnostics;
};

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    fixture->diagnostics.arena = &fixture->arena;
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    arena_release(&fixture->arena);
    free(fixture);
    return 0;
}

/* A page of which `contents` are drawn in 12 points; annotations are the objects `annotations`. */
static void add_page(struct buffer *pdf, int number, const char *annotations, const char *contents)
{
    buffer_format(pdf,
                  "%d 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 400 300]/Resources<</Font<</F 9 0 R>>>>"
                  "/Contents %d 0 R/Annots[%s]>> endobj\n",
                  number, number + 1, annotations);
    buffer_format(pdf, "%d 0 obj <</Length %zu>> stream\nBT /F 12 Tf %s ET\nendstream endobj\n", number + 1,
                  strlen(contents) + 15, contents);
}

#define LINK(number, action) number " 0 obj <</Type/Annot/Subtype/Link/Rect[50 50 90 60]/A<<" action ">>>> endobj\n"

/* Two pages: lines with links, then a row of a table. It has no table of its objects, which readers mend. */
static struct text drawn(struct fixture *fixture)
{
    struct buffer pdf = {.arena = &fixture->arena};
    buffer_add_string(
        &pdf, "%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n"
              "2 0 obj <</Type/Pages/Kids[3 0 R 5 0 R]/Count 2>> endobj\n"
              "9 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>> endobj\n" LINK(
                  "10", "/S/URI/URI(https://example.org/anm%C3%A4lan?a=1)") LINK("11", "/S/GoTo/D[5 0 R/Fit]")
                  LINK("12", "/S/URI/URI(mailto:anna@example.org)") LINK("13", "/S/URI/URI(https://example.org/)"));
    add_page(&pdf, 3, "10 0 R 11 0 R 12 0 R",
             "50 250 Td (Tr\344ff p\345 \305sg\345rden, 25 % f\344rre fel) Tj 0 -30 Td (anm\344lan) Tj");
    add_page(&pdf, 5, "13 0 R",
             "50 250 Td (Mars) Tj 120 0 Td (April) Tj -120 -30 Td (tor@example.org) Tj 120 0 Td (22,5) Tj");
    buffer_add_string(&pdf, "trailer <</Root 1 0 R/Size 14>>\n%%EOF\n");
    return buffer_text(&pdf);
}

static void expect_message(struct fixture *fixture, const char *expected)
{
    struct buffer buffer = {.arena = &fixture->arena};
    diagnostics_write(&fixture->diagnostics, SEVERITY_ALLOWED, &buffer);
    assert_string_equal(text_string(&fixture->arena, buffer_text(&buffer)), expected);
    assert_int_equal(diagnostics_exit_status(&fixture->diagnostics), 3);
    fixture->diagnostics.list.count = 0;
}

static bool read_one(struct fixture *fixture, struct text pdf, struct pdf_text *result)
{
    return pdf_text_read(&fixture->arena, pdf, TEXT("brev.pdf"), result, &fixture->diagnostics);
}

/* What poppler prints of its own accord lands in a pipe here, and must be nothing. */
static size_t bytes_on_stderr(struct fixture *fixture, struct text pdf, struct pdf_text *result, bool *is_read)
{
    int ends[2], saved = dup(STDERR_FILENO);
    char bytes[4096];
    assert_int_equal(pipe2(ends, O_NONBLOCK), 0);
    dup2(ends[1], STDERR_FILENO);
    *is_read = read_one(fixture, pdf, result);
    dup2(saved, STDERR_FILENO);
    ssize_t got = read(ends[0], bytes, sizeof bytes);
    close(ends[0]);
    close(ends[1]);
    close(saved);
    return got > 0 ? (size_t)got : 0;
}

static void reads_text_and_links_of_all_pages(void **state)
{
    struct fixture *fixture = *state;
    struct pdf_text result;
    bool is_read = false;
    assert_int_equal(bytes_on_stderr(fixture, drawn(fixture), &result, &is_read), 0);
    assert_true(is_read);
    assert_string_equal(text_string(&fixture->arena, result.text),
                        "Träff på Åsgården, 25 % färre fel\nanmälan\fMars\nApril\ntor@example.org\n22,5");
    static const char *const links[] = {"https://example.org/anm%C3%A4lan?a=1", "mailto:anna@example.org",
                                        "https://example.org/"};
    assert_int_equal(result.links.count, 3);
    for (size_t i = 0; i < 3; i++)
        assert_string_equal(text_string(&fixture->arena, result.links.items[i]), links[i]);
    assert_int_equal(fixture->diagnostics.list.count, 0);
}

static void reports_what_is_no_pdf_and_prints_nothing(void **state)
{
    struct fixture *fixture = *state;
    struct text pdf = drawn(fixture);
    struct pdf_text result;
    struct text damaged[] = {
        {0},
        TEXT("%PDF-1.7\n"),
        TEXT("<!doctype html><p>%PDF"),
        text_slice(pdf, 0, pdf.size / 2),
        text_slice(pdf, pdf.size / 2, pdf.size),
        TEXT("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
             "trailer<</Root 1 0 R>>"),
        TEXT("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[2 0 R]/Count 2000000000>>"
             "endobj\ntrailer<</Root 1 0 R>>"),
    };
    for (size_t i = 0; i < sizeof damaged / sizeof *damaged; i++) {
        bool is_read = true;
        assert_int_equal(bytes_on_stderr(fixture, damaged[i], &result, &is_read), 0);
        assert_false(is_read);
        expect_message(fixture, "rundbrev: error: cannot read the PDF, it is damaged: 'brev.pdf'\n");
    }
}

/* Random bytes, each place of a PDF cut off, and single bytes changed: any answer but a crash. */
static void survives_any_bytes(void **state)
{
    struct fixture *fixture = *state;
    struct text pdf = drawn(fixture);
    char *bytes = arena_copy(&fixture->arena, pdf.bytes, pdf.size);
    struct pdf_text result;
    uint32_t random = 1;
    for (size_t i = 0; i < 64; i++) {
        random = random * 1664525 + 1013904223;
        size_t position = random % pdf.size;
        bytes[position] = (char)(random >> 24);
        read_one(fixture, (struct text){bytes, pdf.size}, &result);
        read_one(fixture, text_slice(pdf, 0, position), &result);
    }
    for (size_t i = 0; i < pdf.size; i++)
        bytes[i] = (char)((random = random * 1664525 + 1013904223) >> 24);
    fixture->diagnostics.list.count = 0;
    assert_false(read_one(fixture, (struct text){bytes, pdf.size}, &result));
    expect_message(fixture, "rundbrev: error: cannot read the PDF, it is damaged: 'brev.pdf'\n");
}

static void reports_a_locked_pdf(void **state)
{
    struct fixture *fixture = *state;
    struct pdf_text result;
    struct text pdf = drawn(fixture);
    qpdf_data file = qpdf_init();
    qpdf_set_suppress_warnings(file, QPDF_TRUE);
    qpdf_read_memory(file, "pdf", pdf.bytes, pdf.size, NULL);
    qpdf_init_write_memory(file);
    qpdf_set_r6_encryption_parameters2(file, "hemligt", "hemligt", QPDF_TRUE, QPDF_TRUE, QPDF_TRUE, QPDF_TRUE,
                                       QPDF_TRUE, QPDF_TRUE, qpdf_r3p_full, QPDF_TRUE);
    assert_false(qpdf_write(file) & QPDF_ERRORS);
    struct text locked = {(const char *)qpdf_get_buffer(file), qpdf_get_buffer_length(file)};
    assert_false(read_one(fixture, locked, &result));
    expect_message(fixture, "rundbrev: error: cannot read the PDF, it is locked by a password: 'brev.pdf'\n");
    qpdf_cleanup(&file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(reads_text_and_links_of_all_pages, set_up, tear_down),
        cmocka_unit_test_setup_teardown(reports_what_is_no_pdf_and_prints_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(survives_any_bytes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(reports_a_locked_pdf, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
