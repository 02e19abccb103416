/* pdf.h: with the real Chromium where there is one, and with a false browser (a shell script that
 * speaks the protocol) for all that a browser can do wrong. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/file.h"
#include "deliver/browser_process.h"
#include "deliver/pdf.h"
#include "deliver/pdf_text.h"

#include <arpa/inet.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <qpdf/qpdf-c.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

struct fixture {
    struct arena arena;
    struct diagnostics diagnostics;
    char folder[64];
    struct pdf_options options;
    struct cache cache; /* without a folder: none */
    size_t progress_calls;
    bool is_killing; /* the browser, when the first document is done */
};

/* The first child process of ours that runs, or 0. */
static pid_t find_child(void)
{
    DIR *directory = opendir("/proc");
    struct dirent *entry;
    pid_t found = 0;
    while ((entry = readdir(directory)) != NULL && !found) {
        char path[300], line[512] = "", state;
        int parent;
        snprintf(path, sizeof path, "/proc/%s/stat", entry->d_name);
        int descriptor = entry->d_name[0] >= '1' && entry->d_name[0] <= '9' ? open(path, O_RDONLY) : -1;
        if (descriptor < 0)
            continue;
        const char *after = read(descriptor, line, sizeof line - 1) > 0 ? strrchr(line, ')') : NULL;
        close(descriptor);
        if (after && sscanf(after + 1, " %c %d", &state, &parent) == 2 && parent == getpid())
            found = (pid_t)strtol(entry->d_name, NULL, 10);
    }
    closedir(directory);
    return found;
}

static bool has_profile(pid_t pid)
{
    struct arena arena = {0};
    struct dirent *entry;
    const char *prefix = text_format(&arena, "rundbrev-browser-%ld-", (long)pid).bytes;
    DIR *directory = opendir("/tmp");
    bool is_there = false;
    while ((entry = readdir(directory)) != NULL)
        is_there = is_there || strncmp(entry->d_name, prefix, strlen(prefix)) == 0;
    closedir(directory);
    arena_release(&arena);
    return is_there;
}

static void progress(void *context, size_t done, size_t total)
{
    struct fixture *fixture = context;
    assert_int_equal(done, ++fixture->progress_calls);
    assert_true(done <= total);
    if (fixture->is_killing) {
        fixture->is_killing = false;
        pid_t child = find_child();
        assert_true(child > 0);
        assert_int_equal(kill(child, SIGKILL), 0);
    }
}

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    fixture->diagnostics.arena = &fixture->arena;
    snprintf(fixture->folder, sizeof fixture->folder, "/tmp/rundbrev-test-pdf-XXXXXX");
    if (!mkdtemp(fixture->folder))
        return -1;
    fixture->options =
        (struct pdf_options){.tabs = 2, .progress = progress, .progress_context = fixture, .cache = &fixture->cache};
    *state = fixture;
    return 0;
}

/* After every test: nothing may be left behind, whatever happened. */
static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    bool is_clean = find_child() == 0 && !has_profile(getpid());
    file_remove_tree(fixture->folder, &fixture->diagnostics);
    arena_release(&fixture->arena);
    free(fixture);
    if (!is_clean)
        print_error("a process or a profile was left behind\n");
    return is_clean ? 0 : -1;
}

static void expect_message(struct fixture *fixture, const char *expected)
{
    struct buffer buffer = {.arena = &fixture->arena};
    diagnostics_write(&fixture->diagnostics, SEVERITY_ALLOWED, &buffer);
    assert_string_equal(text_string(&fixture->arena, buffer_text(&buffer)), expected);
    fixture->diagnostics.list.count = 0;
}

static bool make(struct fixture *fixture, struct pdf_document *documents, size_t count)
{
    fixture->progress_calls = 0;
    return pdf_make(&fixture->arena, documents, count, &fixture->options, &fixture->diagnostics);
}

/* The real browser. */

#define HEAD "<!doctype html><html lang=sv><head><meta charset=utf-8><title>Titel &lt;ett></title></head><body>"

static struct text page(struct fixture *fixture, const char *heading)
{
    return text_format(
        &fixture->arena,
        HEAD "<h1>%s å</h1><p><a href='#mål'>Till <b>målet</b></a>, <a href='https://example.org/x'>läs\n mer</a> "
             "<strong>stark</strong> <em>betonad</em></p><table><tr><th id=a scope=col>A<th>B<tr><th>C<td "
             "headers=a>1</table><h2 id='mål'>Mål</h2><p>%s</p></body></html>",
        heading, heading);
}

static void fill(struct fixture *fixture, struct pdf_document documents[3])
{
    static const char *const names[] = {"ett", "två", "tre"};
    for (size_t i = 0; i < 3; i++)
        documents[i] =
            (struct pdf_document){.html = page(fixture, names[i]), .name = text_from(names[i]), .date = {2020, 3, 4}};
}

static bool has_browser(void)
{
    struct arena arena = {0};
    bool is_there = browser_find(&arena, NULL) != NULL;
    arena_release(&arena);
    return is_there;
}

static qpdf_oh at(qpdf_data pdf, qpdf_oh object, const char *key)
{
    qpdf_oh value = qpdf_oh_get_key_if_dict(pdf, object, key);
    assert_false(qpdf_oh_is_null(pdf, value));
    return value;
}

static void expect_pdf(struct text bytes)
{
    qpdf_data pdf = qpdf_init();
    assert_int_equal(qpdf_read_memory(pdf, "pdf", bytes.bytes, bytes.size, NULL), QPDF_SUCCESS);
    qpdf_oh root = qpdf_get_root(pdf), information = at(pdf, qpdf_get_trailer(pdf), "/Info");
    assert_string_equal(qpdf_oh_get_utf8_value(pdf, at(pdf, root, "/Lang")), "sv");
    assert_string_equal(qpdf_oh_get_utf8_value(pdf, at(pdf, information, "/Title")), "Titel <ett>");
    assert_string_equal(qpdf_oh_get_utf8_value(pdf, at(pdf, information, "/CreationDate")), "D:20200304120000+01'00'");
    assert_string_equal(qpdf_oh_get_utf8_value(pdf, at(pdf, information, "/Creator")), "Rundbrev");
    assert_true(qpdf_oh_get_bool_value(pdf, at(pdf, at(pdf, root, "/ViewerPreferences"), "/DisplayDocTitle")));
    assert_true(qpdf_oh_get_bool_value(pdf, at(pdf, at(pdf, root, "/MarkInfo"), "/Marked")));
    at(pdf, root, "/Outlines");
    qpdf_oh structure = at(pdf, root, "/StructTreeRoot");
    assert_string_equal(qpdf_oh_get_name(pdf, at(pdf, at(pdf, structure, "/RoleMap"), "/Strong")), "/Span");
    qpdf_oh names = at(pdf, at(pdf, structure, "/IDTree"), "/Names");
    assert_int_equal(qpdf_oh_get_array_n_items(pdf, names), 4);
    assert_string_equal(qpdf_oh_get_string_value(pdf, qpdf_oh_get_array_item(pdf, names, 2)), "node00000002");

    unsigned char *xmp = NULL;
    size_t size = 0;
    assert_int_equal(qpdf_oh_get_stream_data(pdf, at(pdf, root, "/Metadata"), qpdf_dl_all, NULL, &xmp, &size),
                     QPDF_SUCCESS);
    struct text metadata = {(const char *)xmp, size};
    assert_true(text_find(metadata, TEXT("x-default\">Titel &lt;ett&gt;</rdf:li>"), 0) < size);
    free(xmp);

    qpdf_oh first = qpdf_get_page_n(pdf, 0), annotations = at(pdf, first, "/Annots");
    assert_string_equal(qpdf_oh_get_name(pdf, at(pdf, first, "/Tabs")), "/S");
    assert_int_equal(qpdf_oh_get_array_n_items(pdf, annotations), 3);
    qpdf_oh inside = qpdf_oh_get_array_item(pdf, annotations, 0), outside = qpdf_oh_get_array_item(pdf, annotations, 2);
    const char *destination = qpdf_oh_get_name(pdf, at(pdf, inside, "/Dest"));
    at(pdf, at(pdf, root, "/Dests"), destination);
    assert_string_equal(qpdf_oh_get_utf8_value(pdf, at(pdf, inside, "/Contents")), "Till målet");
    assert_string_equal(qpdf_oh_get_utf8_value(pdf, at(pdf, outside, "/Contents")), "läs mer");
    qpdf_cleanup(&pdf);
}

static void makes_the_same_with_any_number_of_tabs(void **state)
{
    struct fixture *fixture = *state;
    struct pdf_document one[3], many[3], cached[3];
    if (!has_browser())
        skip();
    fill(fixture, one);
    fill(fixture, many);
    fill(fixture, cached);
    fixture->options.tabs = 1;
    assert_true(make(fixture, one, 3));
    assert_int_equal(fixture->progress_calls, 3);
    expect_pdf(one[0].pdf);
    fixture->options.tabs = 3;
    fixture->cache.folder = file_path(&fixture->arena, fixture->folder, "cache");
    assert_true(make(fixture, many, 3));
    assert_true(make(fixture, cached, 3));
    assert_int_equal(fixture->progress_calls, 3);
    for (size_t i = 0; i < 3; i++) {
        assert_true(text_equal(one[i].pdf, many[i].pdf));
        assert_true(text_equal(one[i].pdf, cached[i].pdf));
        assert_true(!many[i].was_cached && cached[i].was_cached);
    }
    assert_int_equal(fixture->diagnostics.list.count, 0);
}

/* Chromium makes a folder for its lock, and a killed one leaves it behind. */
static void leaves_nothing_among_temporary_files(void **state)
{
    struct fixture *fixture = *state;
    struct pdf_document document = {.html = TEXT(HEAD "x</body></html>"), .name = TEXT("x"), .date = {2020, 3, 4}};
    const char *folder = file_path(&fixture->arena, fixture->folder, "temporary");
    if (!has_browser())
        skip();
    assert_int_equal(mkdir(folder, 0777), 0);
    setenv("TMPDIR", folder, 1);
    bool is_made = make(fixture, &document, 1);
    unsetenv("TMPDIR");
    assert_true(is_made);
    assert_int_equal(rmdir(folder), 0);
}

static void reports_a_hanging_document(void **state)
{
    struct fixture *fixture = *state;
    struct pdf_document documents[3];
    if (!has_browser())
        skip();
    fill(fixture, documents);
    documents[0].html = TEXT(HEAD "<script>while(1){}</script></body></html>");
    fixture->options.timeout_seconds = 4;
    assert_true(make(fixture, documents, 3));
    expect_message(fixture,
                   "rundbrev: error: cannot make the PDF of 'ett': the browser did not finish it in 4 seconds\n");
    assert_true(text_starts_with(documents[1].pdf, "%PDF-1.7"));
    assert_true(text_starts_with(documents[2].pdf, "%PDF-1.7"));
    assert_int_equal(documents[0].pdf.size, 0);
    assert_int_equal(fixture->progress_calls, 3);
}

static void goes_on_after_a_death(void **state)
{
    struct fixture *fixture = *state;
    struct pdf_document documents[3];
    if (!has_browser())
        skip();
    fill(fixture, documents);
    fixture->options.tabs = 1;
    fixture->is_killing = true;
    assert_true(make(fixture, documents, 3));
    assert_false(fixture->is_killing);
    assert_int_equal(fixture->diagnostics.list.count, 0);
    for (size_t i = 0; i < 3; i++)
        assert_true(text_starts_with(documents[i].pdf, "%PDF-1.7"));
}

/* Documents reach neither this machine's servers nor its files. */
static void fetches_nothing(void **state)
{
    struct fixture *fixture = *state;
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    if (!has_browser())
        skip();
    int server = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    assert_int_equal(bind(server, (struct sockaddr *)&address, size), 0);
    assert_int_equal(listen(server, 5), 0);
    assert_int_equal(getsockname(server, (struct sockaddr *)&address, &size), 0);
    struct pdf_document document = {.name = TEXT("x"), .date = {2020, 3, 4}};
    document.html = text_format(&fixture->arena,
                                HEAD "<img src='http://127.0.0.1:%1$d/a.png'><img src='http://localhost:%1$d/a.png'>"
                                     "<iframe src='file:///etc/passwd'></iframe></body></html>",
                                ntohs(address.sin_port));
    assert_true(make(fixture, &document, 1));
    assert_int_equal(accept(server, NULL, NULL), -1);
    assert_int_equal(errno, EAGAIN);
    close(server);
}

/* What a document may ask for: see browser_script.h. */

#define SHEET                                                                                                          \
    "<!doctype html><html lang=sv data-sheets=1><head><meta charset=utf-8><title>t</title><style>"                     \
    "@page { size: A5; margin: 10mm } body { margin: 0 }"                                                              \
    ".box { width: 128mm; height: 189mm; display: flow-root; font-size: calc(12pt * var(--fit)) }"                     \
    "[data-overfull] .box { height: auto }"                                                                            \
    "html:not([data-shed]) .more { display: none }</style></head><body><div class=box data-fit>"

/* A sheet of so many lines, and what it says when it is printed. */
static struct text print_sheet(struct fixture *fixture, const char *begin, size_t lines, const char *end)
{
    struct buffer html = {.arena = &fixture->arena};
    struct pdf_text read;
    buffer_add_string(&html, SHEET);
    buffer_add_string(&html, begin);
    for (size_t i = 0; i < lines; i++)
        buffer_format(&html, "<p style='margin:0;line-height:1.5'>rad%zu</p>", i);
    buffer_add_string(&html, end);
    buffer_add_string(&html, "</div></body></html>");
    struct pdf_document document = {.html = buffer_text(&html), .name = TEXT("blad"), .sheets = 1};
    assert_true(make(fixture, &document, 1));
    assert_int_equal(fixture->diagnostics.list.count, 0);
    assert_true(pdf_text_read(&fixture->arena, document.pdf, TEXT("blad"), &read, &fixture->diagnostics));
    return read.text;
}

static bool says(struct text text, const char *words)
{
    return text_find(text, text_from(words), 0) < text.size;
}

static bool is_one_page(struct text text)
{
    return text_find_byte(text, '\f', 0) == text.size;
}

/* 189 mm hold 29 lines of 18 pt, and 37 at the smallest size. */
static void fits_a_sheet(void **state)
{
    struct fixture *fixture = *state;
    if (!has_browser())
        skip();
    struct text little = print_sheet(fixture, "", 20, ""), smaller = print_sheet(fixture, "", 36, "");
    struct text too_much = print_sheet(fixture, "", 60, "");
    assert_true(is_one_page(little) && is_one_page(smaller) && !is_one_page(too_much));
    assert_true(says(smaller, "rad35") && says(too_much, "rad59"));
}

static void sheds_what_does_not_fit(void **state)
{
    struct fixture *fixture = *state;
    if (!has_browser())
        skip();
    static const char begin[] = "<p>namn</p><section data-shed=1><h2>viktigt</h2><p>vad</p></section>"
                                "<section data-shed=2><h2>äldre</h2>";
    static const char end[] = "</section><section data-shed=2><h2>äldst</h2><p>gammalt</p></section><p "
                              "class=more>mer</p><p>sist</p>";
    struct text little = print_sheet(fixture, begin, 3, end), much = print_sheet(fixture, begin, 200, end);
    assert_true(says(little, "gammalt") && !says(little, "mer"));
    assert_true(is_one_page(much));
    assert_true(says(much, "namn") && says(much, "vad") && says(much, "rad2") && says(much, "mer") &&
                says(much, "sist"));
    assert_false(says(much, "äldst") || says(much, "rad199"));
}

/* A sheet that measures well and still runs over is fitted again with room to spare. */
static void fits_again_when_paper_is_smaller(void **state)
{
    struct fixture *fixture = *state;
    if (!has_browser())
        skip();
    struct text text = print_sheet(fixture, "<style>.box { height: 190.4mm }</style>", 30, "");
    assert_true(is_one_page(text) && says(text, "rad29"));
}

static void prints_page_numbers(void **state)
{
    struct fixture *fixture = *state;
    struct pdf_text read;
    if (!has_browser())
        skip();
    struct pdf_document document = {
        .html = TEXT(HEAD "<p><a href='#a'>Ett <span data-page>0</span></a><p><a href='#å-b'>Två <span "
                          "data-page>0</span></a><p><a href='#borta'>Tre <span data-page>0</span>.</a>"
                          "<h2 id=a style='break-before:page'>A</h2>"
                          "<h2 id='å-b' style='break-before:page'>B</h2></body></html>"),
        .name = TEXT("häfte")};
    assert_true(make(fixture, &document, 1));
    assert_true(pdf_text_read(&fixture->arena, document.pdf, TEXT("häfte"), &read, &fixture->diagnostics));
    assert_true(says(read.text, "Ett 2") && says(read.text, "Två 3") && says(read.text, "Tre ."));
}

/* The false browser. */

/* clang-format off */
#define REPLY(result) "printf '{\"id\":%s,\"result\":%s}\\0' $id '" result "' >&4"
static const char false_browser_begin[] =
    "#!/bin/bash\n"
    "while IFS= read -r -d '' -u 3 message; do\n"
    "  id=${message#*\\\"id\\\":}; id=${id%%[,\\}]*}\n"
    "  case $message in\n";
static const char false_browser_end[] =
    "  *createTarget*) " REPLY("{\"targetId\":\"t\"}") " ;;\n"
    "  *attachToTarget*) " REPLY("{\"sessionId\":\"s\"}") " ;;\n"
    "  *getFrameTree*) " REPLY("{\"frameTree\":{\"frame\":{\"id\":\"f\"}}}") " ;;\n"
    "  *evaluate*) " REPLY("{\"result\":{\"value\":{\"links\":[[\"#a\",\"b\"],7],\"headings\":[\"c\",7],\"references\":[7]}}}") " ;;\n"
    "  *) " REPLY("{}") " ;;\n"
    "  esac\n"
    "done\n";
/* clang-format on */

/* `action` is run for the step that a test wants to go wrong. */
static void use_false_browser(struct fixture *fixture, const char *step, const char *action)
{
    const char *path = file_path(&fixture->arena, fixture->folder, "browser");
    struct buffer script = {.arena = &fixture->arena};
    buffer_add_string(&script, false_browser_begin);
    buffer_format(&script, "  *%s*) %s ;;\n", step, action);
    buffer_add_string(&script, false_browser_end);
    assert_true(file_write(path, buffer_text(&script), &fixture->diagnostics));
    assert_int_equal(chmod(path, 0755), 0);
    fixture->options.browser = path;
}

static void expect_failure(struct fixture *fixture, struct text html, const char *problem)
{
    struct pdf_document document = {.html = html, .name = TEXT("brev å"), .date = {2020, 3, 4}};
    assert_false(make(fixture, &document, 1));
    assert_int_equal(diagnostics_exit_status(&fixture->diagnostics), 3);
    expect_message(
        fixture, text_format(&fixture->arena, "rundbrev: error: cannot make the PDF of 'brev å': %s\n", problem).bytes);
}

static void reports_what_the_browser_does(void **state)
{
    struct fixture *fixture = *state;
    static const struct {
        const char *step, *action, *problem;
    } cases[] = {
        /* clang-format off */
        {"setDocumentContent", "exit", "the browser died of it"},
        {"printToPDF", "printf 'no json\\0' >&4", "the browser died of it"},
        {"printToPDF", "printf '{\"id\":%s,\"error\":{\"message\":\"Printing is %%s\"}}\\0' $id >&4",
         "the browser refused it: Printing is %s"},
        {"evaluate", REPLY("{\"exceptionDetails\":{}}"), "the browser refused it: a script in it failed"},
        {"printToPDF", REPLY("{\"data\":\"aGVqCg==\"}"), "the browser wrote no PDF"},
        {"printToPDF", REPLY("{\"data\":\"!\"}"), "the browser wrote no PDF"},
        {"printToPDF", REPLY("{}"), "the browser wrote no PDF"},
        /* 1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj */
        {"printToPDF", REPLY("{\"data\":\"JVBERi0xLjQKMSAwIG9iajw8L1R5cGUvQ2F0YWxvZy9QYWdlcyAyIDAgUj4+ZW5kb2JqCjIgMCBvYmo8PC"
                             "9UeXBlL1BhZ2VzL0tpZHNbXS9Db3VudCAwPj5lbmRvYmoKdHJhaWxlcjw8L1Jvb3QgMSAwIFIvU2l6ZSAzPj4K\"}"),
         "the browser wrote no tags, it is too old"},
        /* The same with tags, and pages that hold themselves. */
        {"printToPDF", REPLY("{\"data\":\"JVBERi0xLjQKMSAwIG9iajw8L1R5cGUvQ2F0YWxvZy9QYWdlcyAyIDAgUi9TdHJ1Y3RUcmVlUm9vdDw8Pj4+"
                             "PmVuZG9iagoyIDAgb2JqPDwvVHlwZS9QYWdlcy9LaWRzWzIgMCBSXS9Db3VudCAxPj5lbmRvYmoKdHJhaWxl"
                             "cjw8L1Jvb3QgMSAwIFIvU2l6ZSAzPj4K\"}"),
         "the browser wrote a damaged PDF (Loop detected in /Pages structure (getAllPages))"},
        /* clang-format on */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        use_false_browser(fixture, cases[i].step, cases[i].action);
        expect_failure(fixture, TEXT("<p>x"), cases[i].problem);
    }
    use_false_browser(fixture, "printToPDF", "sleep 30");
    fixture->options.timeout_seconds = 1;
    expect_failure(fixture, TEXT("<p>x"), "the browser did not finish it in 1 seconds");
    expect_failure(fixture, TEXT("<p>\xe5"), "the browser refused it: it is not valid UTF-8");
}

/* More than a socket holds, to a browser that does not read. It gets a second more for each megabyte. */
static void large_documents_do_not_block(void **state)
{
    struct fixture *fixture = *state;
    size_t size = 4 * 1024 * 1024;
    char *bytes = arena_allocate(&fixture->arena, size);
    memset(bytes, 'x', size);
    use_false_browser(fixture, "setEmulatedMedia", REPLY("{}") "; sleep 30");
    fixture->options.timeout_seconds = 1;
    expect_failure(fixture, (struct text){bytes, size}, "the browser did not finish it in 5 seconds");
}

static void gives_up(void **state)
{
    struct fixture *fixture = *state;
    struct pdf_document documents[20] = {0};
    for (size_t i = 0; i < 20; i++)
        documents[i].name = text_format(&fixture->arena, "%zu", i);
    use_false_browser(fixture, "printToPDF", REPLY("{}"));
    fixture->options.tabs = 1;
    assert_false(make(fixture, documents, 20));
    expect_message(fixture,
                   text_format(&fixture->arena,
                               "rundbrev: error: cannot make the remaining 20 PDFs, one after the other failed with "
                               "the browser '%s'\n",
                               fixture->options.browser)
                       .bytes);
}

static void reports_browsers_that_do_not_start(void **state)
{
    struct fixture *fixture = *state;
    struct pdf_document document = {.html = TEXT("x"), .name = TEXT("x"), .date = {2020, 3, 4}};
    static const char *const programs[] = {"/bin/false", "/bin/true", "/usr/bin/env"};
    for (size_t i = 0; i < sizeof programs / sizeof *programs; i++) {
        fixture->options.browser = programs[i];
        assert_false(make(fixture, &document, 1));
        expect_message(
            fixture,
            text_format(&fixture->arena,
                        "rundbrev: error: cannot make PDFs, the browser does not start: '%s'\n    hint: it must be "
                        "Chromium or a relative of it, and start by hand with --headless\n",
                        programs[i])
                .bytes);
    }
#define INSTALL                                                                                                        \
    "    hint: install Chromium (on Debian: apt install chromium), or set RUNDBREV_BROWSER to the path of a relative " \
    "of it\n"
    static const char *const missing[] = {"/nowhere/chromium", "rundbrev-no-such-browser", "/etc/passwd"};
    for (size_t i = 0; i < sizeof missing / sizeof *missing; i++) {
        fixture->options.browser = missing[i];
        assert_false(make(fixture, &document, 1));
        expect_message(fixture,
                       text_format(&fixture->arena,
                                   "rundbrev: error: cannot make PDFs, there is no browser '%s'\n" INSTALL, missing[i])
                           .bytes);
    }
    const char *path = text_string(&fixture->arena, text_from(getenv("PATH")));
    assert_int_equal(setenv("PATH", fixture->folder, 1), 0);
    fixture->options.browser = NULL;
    bool is_made = make(fixture, &document, 1);
    setenv("PATH", path, 1);
    assert_false(is_made);
    expect_message(fixture, "rundbrev: error: cannot make PDFs, Chromium is not installed\n" INSTALL);
    assert_true(make(fixture, NULL, 0));
}

/* A whole small PDF with tags; what a test needs where the bytes do not matter. */
#define TAGGED                                                                                                         \
    "JVBERi0xLjQKMSAwIG9iajw8L1R5cGUvQ2F0YWxvZy9QYWdlcyAyIDAgUi9TdHJ1Y3RUcmVlUm9vdDw8L1R5cGUvU3RydWN0VHJlZVJvb3Q+Pj4+" \
    "ZW5kb2JqCjIgMCBvYmo8PC9UeXBlL1BhZ2VzL0tpZHNbXS9Db3VudCAwPj5lbmRvYmoKdHJhaWxlcjw8L1Jvb3QgMSAwIFIvU2l6ZSAzPj4K"

static void caches(void **state)
{
    struct fixture *fixture = *state;
    struct pdf_document document = {.html = TEXT("x"), .name = TEXT("x"), .date = {2020, 3, 4}};
    file_entries files = {0};
    use_false_browser(fixture, "printToPDF", REPLY("{\"data\":\"" TAGGED "\"}"));
    fixture->cache.folder = file_path(&fixture->arena, fixture->folder, "cache");
    assert_true(make(fixture, &document, 1) && !document.was_cached);
    struct text first = document.pdf;
    assert_true(make(fixture, &document, 1) && document.was_cached);
    assert_true(text_equal(document.pdf, first));
    assert_true(file_list(&fixture->arena, fixture->cache.folder, &files, &fixture->diagnostics));
    assert_int_equal(files.count, 1);

    const char *path = file_path(&fixture->arena, fixture->cache.folder, files.items[0].name.bytes);
    struct text damaged[] = {text_slice(first, 0, first.size - 10), text_slice(first, 1, first.size), {0}};
    for (size_t i = 0; i < 3; i++) {
        assert_true(file_write(path, damaged[i], &fixture->diagnostics));
        assert_true(make(fixture, &document, 1) && !document.was_cached);
        assert_true(text_equal(document.pdf, first));
    }
    /* Everything that decides the PDF is in the key. */
    struct pdf_document changed[] = {document, document};
    changed[0].html = TEXT("z");
    changed[1].date.day = 5;
    assert_true(make(fixture, changed, 2));
    for (size_t i = 0; i < 2; i++)
        assert_false(changed[i].was_cached);
    fixture->options.resources_digest = TEXT("other fonts");
    assert_true(make(fixture, &document, 1) && !document.was_cached);
    use_false_browser(fixture, "printToPDF", REPLY("{\"data\":\"" TAGGED "\"}") "; : another one");
    assert_true(make(fixture, &document, 1) && !document.was_cached);
    assert_int_equal(fixture->diagnostics.list.count, 0);
}

/* Killed with no time for anything: the system ends the browser. */
static void browser_dies_with_us(void **state)
{
    struct fixture *fixture = *state;
    struct pdf_document document = {.html = TEXT("x"), .name = TEXT("x"), .date = {2020, 3, 4}};
    const char *mark = file_path(&fixture->arena, fixture->folder, "pid");
    struct text bytes = {0};
    use_false_browser(fixture, "printToPDF",
                      text_format(&fixture->arena, "echo $$ > %1$s.new; mv %1$s.new %1$s; exec sleep 50", mark).bytes);
    pid_t child = fork();
    if (child == 0) {
        make(fixture, &document, 1);
        _exit(0);
    }
    for (int i = 0; i < 500 && file_kind(mark) == FILE_NONE; i++)
        usleep(20000);
    assert_true(file_read(&fixture->arena, mark, &bytes, &fixture->diagnostics));
    pid_t browser = (pid_t)strtol(bytes.bytes, NULL, 10);
    assert_true(browser > 0 && kill(browser, 0) == 0);
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    const char *status = text_format(&fixture->arena, "/proc/%d/cmdline", browser).bytes;
    bool is_running = true;
    for (int i = 0; i < 200 && is_running; i++) {
        char line[8];
        int descriptor = open(status, O_RDONLY);
        /* What is dead and not yet waited for has no command line. */
        is_running = descriptor >= 0 && read(descriptor, line, sizeof line) > 0;
        if (descriptor >= 0)
            close(descriptor);
        usleep(20000);
    }
    assert_false(is_running);

    /* Its profile is removed by a later run, once it is certainly nobody's. */
    struct timespec long_ago[2] = {{.tv_sec = 1000}, {.tv_sec = 1000}};
    char pattern[64];
    snprintf(pattern, sizeof pattern, "rundbrev-browser-%ld-", (long)child);
    assert_true(has_profile(child));
    DIR *directory = opendir("/tmp");
    for (struct dirent *entry; (entry = readdir(directory)) != NULL;)
        if (strncmp(entry->d_name, pattern, strlen(pattern)) == 0)
            assert_int_equal(utimensat(dirfd(directory), entry->d_name, long_ago, 0), 0);
    closedir(directory);
    use_false_browser(fixture, "printToPDF", REPLY("{\"data\":\"" TAGGED "\"}"));
    assert_true(make(fixture, &document, 1));
    assert_false(has_profile(child));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(reports_what_the_browser_does, set_up, tear_down),
        cmocka_unit_test_setup_teardown(large_documents_do_not_block, set_up, tear_down),
        cmocka_unit_test_setup_teardown(gives_up, set_up, tear_down),
        cmocka_unit_test_setup_teardown(reports_browsers_that_do_not_start, set_up, tear_down),
        cmocka_unit_test_setup_teardown(leaves_nothing_among_temporary_files, set_up, tear_down),
        cmocka_unit_test_setup_teardown(caches, set_up, tear_down),
        cmocka_unit_test_setup_teardown(browser_dies_with_us, set_up, tear_down),
        cmocka_unit_test_setup_teardown(makes_the_same_with_any_number_of_tabs, set_up, tear_down),
        cmocka_unit_test_setup_teardown(reports_a_hanging_document, set_up, tear_down),
        cmocka_unit_test_setup_teardown(goes_on_after_a_death, set_up, tear_down),
        cmocka_unit_test_setup_teardown(fetches_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(fits_a_sheet, set_up, tear_down),
        cmocka_unit_test_setup_teardown(sheds_what_does_not_fit, set_up, tear_down),
        cmocka_unit_test_setup_teardown(fits_again_when_paper_is_smaller, set_up, tear_down),
        cmocka_unit_test_setup_teardown(prints_page_numbers, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
