/* The structure tree of small PDFs, before and after: "Document(P(0 1))" is a paragraph with two sequences. */
#include "deliver/pdf_finish.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>

static struct arena arena;

static int tear_down(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

/* A PDF of one page: 1 catalog, 2 pages, 3 page, 4 content, 5 top of the tree, 6 the document's element, 7 an
 * annotation, 8 the outline's entry; from 10 on what `objects` says. */
static struct text make(const char *held, const char *objects, const char *content)
{
    char *lines = arena_copy(&arena, objects, strlen(objects));
    for (char *at = lines; (at = strstr(at, "endobj ")) != NULL; at += 7)
        at[6] = '\n'; /* libqpdf finds what begins a line */
    return text_format(
        &arena,
        "%%PDF-1.4\n"
        "1 0 obj<</Type/Catalog/Pages 2 0 R/StructTreeRoot 5 0 R/Lang(sv)/Outlines<</First 8 0 R/Last 8 0 R>> "
        ">>endobj\n"
        "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Annots[7 0 R]/Resources<<>> >>endobj\n"
        "4 0 obj<</Length %zu>>stream\n%s\nendstream endobj\n"
        "5 0 obj<</Type/StructTreeRoot/K 6 0 R>>endobj\n"
        "6 0 obj<</S/Document/P 5 0 R/Pg 3 0 R/K[%s]>>endobj\n"
        "7 0 obj<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(https://example.org/)>> >>endobj\n"
        "8 0 obj<</Title(TwowordsTwowords)/Parent 1 0 R/Dest[3 0 R/Fit]>>endobj\n"
        "%s\ntrailer<</Root 1 0 R/Size 99>>\n",
        strlen(content), content, held, lines);
}

/* All numbers that the trees of these tests use, shown as text. */
static const char *shown(int count)
{
    struct buffer content = {.arena = &arena};
    for (int i = 0; i < count; i++)
        buffer_format(&content, "/P <</MCID %d>> BDC (a) Tj EMC ", i);
    return text_string(&arena, buffer_text(&content));
}

static struct text finish(struct text printed)
{
    static const struct pdf_link links[] = {{{"https://example.org/", 20}, {"Example", 7}}};
    static const struct text headings[] = {{"Two\nwords", 9}};
    struct pdf_facts facts = {{2020, 3, 4}, links, 1, headings, 1};
    struct text finished = {0}, problem = {0};
    if (!pdf_finish(&arena, printed, &facts, &finished, &problem))
        fail_msg("%.*s", TEXT_ARGUMENTS(problem));
    return finished;
}

static void print_tree(qpdf_data pdf, qpdf_oh node, struct buffer *line)
{
    if (line->size && line->bytes[line->size - 1] != '(')
        buffer_add_byte(line, ' ');
    if (qpdf_oh_is_integer(pdf, node)) {
        buffer_format(line, "%lld", qpdf_oh_get_int_value(pdf, node));
        return;
    }
    if (qpdf_oh_has_key(pdf, node, "/Obj") || qpdf_oh_has_key(pdf, node, "/MCID")) {
        buffer_add_string(line, qpdf_oh_has_key(pdf, node, "/Obj") ? "annotation" : "reference");
        return;
    }
    buffer_add_string(line, qpdf_oh_get_name(pdf, qpdf_oh_get_key(pdf, node, "/S")) + 1);
    qpdf_oh held = qpdf_oh_get_key(pdf, node, "/K");
    if (qpdf_oh_is_null(pdf, held))
        return;
    buffer_add_byte(line, '(');
    int count = qpdf_oh_is_array(pdf, held) ? qpdf_oh_get_array_n_items(pdf, held) : 1;
    for (int i = 0; i < count; i++)
        print_tree(pdf, qpdf_oh_is_array(pdf, held) ? qpdf_oh_get_array_item(pdf, held, i) : held, line);
    buffer_add_byte(line, ')');
}

/* The tree, and what `path` ("/Outlines/First/Title") leads to from the catalog. */
static const char *tree_of(struct text finished, const char *const *path, const char **found)
{
    qpdf_data pdf = qpdf_init();
    qpdf_set_suppress_warnings(pdf, QPDF_TRUE);
    assert_int_equal(qpdf_read_memory(pdf, "finished", finished.bytes, finished.size, NULL) & QPDF_ERRORS, 0);
    struct buffer line = {.arena = &arena};
    qpdf_oh top = qpdf_oh_get_key(pdf, qpdf_get_root(pdf), "/StructTreeRoot");
    print_tree(pdf, qpdf_oh_get_key(pdf, top, "/K"), &line);
    if (path) {
        qpdf_oh value = qpdf_get_root(pdf);
        for (; *path; path++)
            value = qpdf_oh_get_key(pdf, value, *path);
        *found = text_string(&arena, text_from(qpdf_oh_unparse_resolved(pdf, value)));
    }
    qpdf_cleanup(&pdf);
    return text_string(&arena, buffer_text(&line));
}

#define OBJR " 99 0 obj<</Type/OBJR/Obj 7 0 R/Pg 3 0 R>>endobj"
#define LINK " 11 0 obj<</S/Link/P 10 0 R/Pg 3 0 R/K[99 0 R 9]>>endobj" OBJR

static void repairs(void **state)
{
    (void)state;
    static const struct {
        const char *objects, *tree; /* the document holds 10 */
    } cases[] = {
        /* Pieces of a line join the paragraph, a box of pieces is one. */
        {"10 0 obj<</S/P/K[11 0 R 12 0 R 0 1]/Pg 3 0 R>>endobj 11 0 obj<</S/NonStruct/K 2/Pg 3 0 R>>endobj 12 0 obj"
         "<</S/NonStruct/K 13 0 R>>endobj 13 0 obj<</S/NonStruct/K[3 4]/Pg 3 0 R>>endobj",
         "Document(P(2 3 4 0 1) Link(annotation))"},
        {"10 0 obj<</S/NonStruct/K[11 0 R 12 0 R]>>endobj 11 0 obj<</S/NonStruct/K 0/Pg 3 0 R>>endobj 12 0 obj"
         "<</S/P/K 1/Pg 3 0 R>>endobj",
         "Document(NonStruct(P(0) P(1)) Link(annotation))"},
        /* A phrase in another language keeps its element; a link that Chromium has no word for gets one. */
        {"10 0 obj<</S/P/K[0 11 0 R]/Pg 3 0 R>>endobj 11 0 obj<</S/NonStruct/Lang(en)/K 1/Pg 3 0 R>>endobj",
         "Document(P(0 Span(1)) Link(annotation))"},
        {"10 0 obj<</S/P/K[0 11 0 R]/Pg 3 0 R>>endobj 11 0 obj<</S/NonStruct/K[1 99 0 R]/Pg 3 0 R>>endobj" OBJR,
         "Document(P(0 Link(1 annotation)))"},
        /* Lists. */
        {"10 0 obj<</S/L/K[11 0 R 14 0 R]>>endobj 11 0 obj<</S/LI/K[12 0 R 13 0 R 1]/Pg 3 0 R>>endobj 12 0 obj"
         "<</S/Lbl/K 0/Pg 3 0 R>>endobj 13 0 obj<</S/NonStruct/K 2/Pg 3 0 R>>endobj 14 0 obj<</S/P/K 3/Pg 3 0 "
         "R>>endobj",
         "Document(L(LI(Lbl(0) LBody(2 1)) LI(LBody(P(3)))) Link(annotation))"},
        {"10 0 obj<</S/LI/K[0]/Pg 3 0 R>>endobj", "Document(Div(0) Link(annotation))"},
        /* Figures: what tells something itself is not hidden by another's words. */
        {"10 0 obj<</S/Figure/Alt(a)/K[11 0 R 12 0 R]>>endobj 11 0 obj<</S/Figure/Alt(b)/K 0/Pg 3 0 R>>endobj 12 0 obj"
         "<</S/Caption/K 1/Pg 3 0 R>>endobj",
         "Document(Div(Figure(0) Caption(1)) Link(annotation))"},
        {"10 0 obj<</S/Figure/Alt(a)/K[0 11 0 R]/Pg 3 0 R>>endobj 11 0 obj<</S/Caption/K 1/Pg 3 0 R>>endobj",
         "Document(Figure(0 Caption(1)) Link(annotation))"},
        /* Tables: rows of equal length, whatever reaches over two of them. */
        {"10 0 obj<</S/Table/K[11 0 R 12 0 R 13 0 R]>>endobj 11 0 obj<</S/TR/K[14 0 R 15 0 R]>>endobj 12 0 "
         "obj<</S/TR/K 16 0 R>>"
         "endobj 13 0 obj<</S/TR/K 17 0 R>>endobj 14 0 obj<</S/TH/A<</O/Table/RowSpan 2>>/K 0/Pg 3 0 R>>endobj 15 0 "
         "obj<</S/TD"
         "/A[<</O/Table/ColSpan 2>>]/K 1/Pg 3 0 R>>endobj 16 0 obj<</S/TD/K 2/Pg 3 0 R>>endobj 17 0 obj<</S/TD/K 3/Pg "
         "3 0 R>>endobj",
         "Document(Table(TR(TH(0) TD(1)) TR(TD(2) TD) TR(TD(3) TD TD)) Link(annotation))"},
        /* What holds nothing, or what is painted nowhere, is gone; so is what stands twice. */
        {"10 0 obj<</S/P/K[0 11 0 R 77 12 0 R]/Pg 3 0 R>>endobj 11 0 obj<</S/Span>>endobj 12 0 obj<</S/Span/K 0/Pg 3 0 "
         "R>>endobj",
         "Document(P(0) Link(annotation))"},
        {"10 0 obj<</S/P/K[0 11 0 R]/Pg 3 0 R>>endobj 11 0 obj<</S/Span/K[10 0 R 6 0 R 1]/Pg 3 0 R>>endobj",
         "Document(P(0 Span(1)) Link(annotation))"},
        {"10 0 obj<</S/P/K[11 0 R]/Pg 3 0 R>>endobj" LINK, "Document(P(Link(annotation 9)))"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(tree_of(finish(make("10 0 R", cases[i].objects, shown(10))), NULL, NULL), cases[i].tree);
}

static void tells(void **state)
{
    (void)state;
    static const struct {
        const char *path[6], *wanted;
    } cases[] = {
        {{"/Outlines", "/First", "/Title"}, "(Two words)"},
        {{"/StructTreeRoot", "/RoleMap", "/Em"}, "/Span"},
        {{"/StructTreeRoot", "/RoleMap", "/Odd"}, "/Span"},
        {{"/StructTreeRoot", "/RoleMap", "/Box"}, "/Div"},
        {{"/StructTreeRoot", "/RoleMap", "/P"}, "null"},
        {{"/ViewerPreferences", "/DisplayDocTitle"}, "true"},
        {{"/Pages", "/Count"}, "1"},
    };
    struct text finished =
        finish(make("10 0 R 14 0 R",
                    "10 0 obj<</S/P/K[11 0 R 12 0 R 13 0 R]>>endobj 11 0 obj<</S/Em/K 0/Pg 3 0 R>>endobj "
                    "12 0 obj<</S/Odd/K 1/Pg 3 0 R>>endobj 13 0 obj<</S/Note/K 2/Pg 3 0 R>>endobj 14 0 obj"
                    "<</S/Box/K 15 0 R>>endobj 15 0 obj<</S/P/K 3/Pg 3 0 R>>endobj",
                    shown(4)));
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *found = NULL;
        tree_of(finished, cases[i].path, &found);
        assert_string_equal(found, cases[i].wanted);
    }
}

/* Chromium tells a heading that has moved to the next page twice: all of it, or its first lines. */
static void tells_headings_once(void **state)
{
    (void)state;
    static const char *const outline[] = {"/Outlines", "/First", "/Title", NULL};
    static const struct {
        const char *told, *wanted;
    } cases[] = {{"TwowordsTwowords", "(Two words)"},
                 {"TwoTwo words  ", "(Two words)"},
                 {"Other Two words", "(Other Two words)"},
                 {"TwoTwoTwowords ", "(TwoTwoTwowords )"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *found = NULL;
        struct text printed = make("10 0 R", "10 0 obj<</S/P/K 0/Pg 3 0 R>>endobj", shown(1));
        size_t before = (size_t)(strstr(printed.bytes, "TwowordsTwowords") - printed.bytes);
        printed = text_format(&arena, "%.*s%s%s", (int)before, printed.bytes, cases[i].told,
                              printed.bytes + before + strlen("TwowordsTwowords"));
        tree_of(finish(printed), outline, &found);
        assert_string_equal(found, cases[i].wanted);
    }
}

/* The same document gives the same bytes, whatever Chromium's names are; a finished one stays as it is. */
static void is_the_same_again(void **state)
{
    (void)state;
    const char *objects =
        "10 0 obj<</S/Table/K 11 0 R>>endobj 11 0 obj<</S/TR/K[12 0 R 13 0 R]>>endobj 12 0 obj"
        "<</S/TH/ID(%1$s)/K 0/Pg 3 0 R>>endobj 13 0 obj<</S/TD/A[<</O/Table/Headers[(%1$s)]>>]/K 1/Pg 3 0 R>>endobj";
    struct text first = finish(make("10 0 R", text_format(&arena, objects, "node7").bytes, shown(2)));
    struct text second = finish(make("10 0 R", text_format(&arena, objects, "node8").bytes, shown(2)));
    assert_true(text_equal(first, second));
    assert_string_equal(tree_of(finish(first), NULL, NULL), tree_of(first, NULL, NULL));
}

static void survives(void **state)
{
    (void)state;
    static const char *const objects[] = {
        "10 0 obj 7 endobj",
        "10 0 obj<</S/P/K 10 0 R>>endobj",
        "10 0 obj<</S/P/K[99 0 R[[[0]]]<</Obj 7>><</MCID(a)>><</MCID -1>>(x)]/Pg 7 0 R>>endobj",
        "10 0 obj<</S(P)/K 0>>endobj",
        "10 0 obj<</S/TD/A 7/K 11 0 R>>endobj 11 0 obj<</S/Table/K 12 0 R>>endobj 12 0 obj<</S/TR/K 13 0 R>>endobj 13 "
        "0 obj"
        "<</S/TD/A[<</ColSpan 999999999>>7<</RowSpan -4>>]>>endobj",
    };
    for (size_t i = 0; i < sizeof objects / sizeof *objects; i++)
        assert_true(text_starts_with(finish(make("10 0 R", objects[i], "((( BT /P <</MCID 0>> BDC")), "%PDF-1.7"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(repairs, tear_down),
        cmocka_unit_test_teardown(tells, tear_down),
        cmocka_unit_test_teardown(tells_headings_once, tear_down),
        cmocka_unit_test_teardown(is_the_same_again, tear_down),
        cmocka_unit_test_teardown(survives, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
