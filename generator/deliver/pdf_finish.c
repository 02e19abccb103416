#include "deliver/pdf_finish.h"

#include "base/map.h"
#include "base/translate.h"
#include "deliver/pdf_tags.h"

#include <string.h>

#define PROGRAM "Rundbrev"
#define PRODUCER "Chromium, qpdf"

/* Handles of libqpdf live until qpdf_cleanup; all memory of ours is scratch. */
struct finish {
    qpdf_data pdf;
    struct arena *scratch;
    const struct pdf_facts *facts;
    struct pdf_tags tags;
    struct map node_names;             /* Chromium's name of an element → struct text *, ours */
    struct map link_words;             /* address → struct pdf_link * */
    ARRAY(struct pdf_element *) named; /* elements with a name, in the order of the tree */
};

static void set(struct finish *finish, qpdf_oh dictionary, const char *key, qpdf_oh value)
{
    pdf_put(finish->pdf, dictionary, key, value);
}

static qpdf_oh unicode(struct finish *finish, struct text text)
{
    return qpdf_oh_new_binary_unicode_string(finish->pdf, text.bytes ? text.bytes : "", text.size);
}

static bool is_type(struct finish *finish, qpdf_oh object, const char *subtype)
{
    return qpdf_oh_is_dictionary(finish->pdf, object) &&
           qpdf_oh_is_name_and_equals(finish->pdf, qpdf_oh_get_key(finish->pdf, object, "/Subtype"), subtype);
}

static struct text string_of(struct finish *finish, qpdf_oh object)
{
    size_t size = 0;
    if (!qpdf_oh_is_string(finish->pdf, object))
        return (struct text){0};
    const char *bytes = qpdf_oh_get_binary_string_value(finish->pdf, object, &size);
    return text_copy(finish->scratch, (struct text){bytes, size});
}

/* The instant of date_noon as PDF writes it; XMP has it as RFC 3339. */
static struct text pdf_time(struct finish *finish)
{
    struct date date = date_first_day(finish->facts->date);
    return text_format(finish->scratch, "D:%04d%02d%02d120000+%02d'00'", date.year, date.month, date.day,
                       date_stockholm_offset(date) / 60);
}

/* The document information; returns the title that stands there in the end. */
static struct text set_information(struct finish *finish)
{
    qpdf_data pdf = finish->pdf;
    qpdf_oh trailer = qpdf_get_trailer(pdf);
    qpdf_oh old = qpdf_oh_get_key(pdf, trailer, "/Info");
    struct text title = finish->facts->title;
    if (!title.size && qpdf_oh_is_dictionary(pdf, old)) {
        size_t size = 0;
        const char *bytes = qpdf_oh_get_binary_utf8_value(pdf, qpdf_oh_get_key_if_dict(pdf, old, "/Title"), &size);
        title = text_copy(finish->scratch, (struct text){bytes, size});
    }
    qpdf_oh information = qpdf_oh_new_dictionary(pdf);
    set(finish, information, "/Title", unicode(finish, title));
    set(finish, information, "/Creator", unicode(finish, TEXT(PROGRAM)));
    set(finish, information, "/Producer", unicode(finish, TEXT(PRODUCER)));
    if (date_is_set(finish->facts->date)) {
        set(finish, information, "/CreationDate", unicode(finish, pdf_time(finish)));
        set(finish, information, "/ModDate", unicode(finish, pdf_time(finish)));
    }
    set(finish, trailer, "/Info", qpdf_make_indirect_object(pdf, information));
    return title;
}

static void set_metadata(struct finish *finish, qpdf_oh root, struct text title)
{
    qpdf_data pdf = finish->pdf;
    struct buffer xmp = {.arena = finish->scratch};
    buffer_add_string(&xmp, "<?xpacket begin=\"\xef\xbb\xbf\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                            "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
                            "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
                            "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
                            "xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" "
                            "xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n<pdfuaid:part>1</pdfuaid:part>\n"
                            "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">");
    buffer_add_escaped(&xmp, title);
    buffer_add_string(&xmp, "</rdf:li></rdf:Alt></dc:title>\n<xmp:CreatorTool>" PROGRAM "</xmp:CreatorTool>\n"
                            "<pdf:Producer>" PRODUCER "</pdf:Producer>\n");
    if (date_is_set(finish->facts->date)) {
        struct text time = date_noon(finish->scratch, finish->facts->date);
        buffer_format(&xmp, "<xmp:CreateDate>%.*s</xmp:CreateDate>\n", TEXT_ARGUMENTS(time));
        buffer_format(&xmp, "<xmp:ModifyDate>%.*s</xmp:ModifyDate>\n", TEXT_ARGUMENTS(time));
    }
    buffer_add_string(&xmp, "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>");
    qpdf_oh stream = qpdf_oh_new_stream(pdf);
    qpdf_oh_replace_stream_data(pdf, stream, (const unsigned char *)xmp.bytes, xmp.size, qpdf_oh_new_null(pdf),
                                qpdf_oh_new_null(pdf));
    qpdf_oh dictionary = qpdf_oh_get_dict(pdf, stream);
    set(finish, dictionary, "/Type", qpdf_oh_new_name(pdf, "/Metadata"));
    set(finish, dictionary, "/Subtype", qpdf_oh_new_name(pdf, "/XML"));
    set(finish, root, "/Metadata", stream);
}

static void set_viewer(struct finish *finish, qpdf_oh root)
{
    qpdf_oh viewer = qpdf_oh_get_key(finish->pdf, root, "/ViewerPreferences");
    if (!qpdf_oh_is_dictionary(finish->pdf, viewer)) {
        viewer = qpdf_oh_new_dictionary(finish->pdf);
        qpdf_oh_replace_key(finish->pdf, root, "/ViewerPreferences", viewer);
    }
    set(finish, viewer, "/DisplayDocTitle", qpdf_oh_new_bool(finish->pdf, QPDF_TRUE));
}

/* A note needs a name, so that it can be referred to. */
static void name_elements(struct finish *finish)
{
    qpdf_data pdf = finish->pdf;
    for (size_t i = 0; i < finish->tags.elements.count; i++) {
        struct pdf_element *element = finish->tags.elements.items[i];
        if (element->is_gone)
            continue;
        qpdf_oh old = qpdf_oh_get_key(pdf, element->handle, "/ID");
        struct text name = string_of(finish, old);
        qpdf_oh_release(pdf, old);
        if (!name.size && !element_is(element, "/Note"))
            continue;
        struct text *ours = ARENA_NEW(finish->scratch, struct text);
        *ours = text_format(finish->scratch, "node%08zu", finish->named.count + 1);
        if (name.size)
            map_set(&finish->node_names, name, ours);
        set(finish, element->handle, "/ID", qpdf_oh_new_string(pdf, ours->bytes));
        ARRAY_PUSH(finish->scratch, &finish->named, element);
    }
}

/* Data cells name their header cells. */
static void rename_headers(struct finish *finish, qpdf_oh attributes)
{
    qpdf_data pdf = finish->pdf;
    if (!qpdf_oh_is_dictionary(pdf, attributes))
        return;
    qpdf_oh headers = qpdf_oh_get_key(pdf, attributes, "/Headers");
    int count = qpdf_oh_is_array(pdf, headers) ? qpdf_oh_get_array_n_items(pdf, headers) : 0;
    for (int i = 0; i < count; i++) {
        const struct text *ours =
            map_get(&finish->node_names, string_of(finish, qpdf_oh_get_array_item(pdf, headers, i)));
        if (ours)
            qpdf_oh_set_array_item(pdf, headers, i, qpdf_oh_new_string(pdf, ours->bytes));
    }
}

static void rename_attributes(struct finish *finish)
{
    qpdf_data pdf = finish->pdf;
    for (size_t i = 0; i < finish->tags.elements.count; i++) {
        const struct pdf_element *element = finish->tags.elements.items[i];
        if (element->is_gone || (!element_is(element, "/TD") && !element_is(element, "/TH")))
            continue;
        qpdf_oh attributes = qpdf_oh_get_key(pdf, element->handle, "/A");
        int count = qpdf_oh_is_array(pdf, attributes) ? qpdf_oh_get_array_n_items(pdf, attributes) : 0;
        for (int j = 0; j < count; j++)
            rename_headers(finish, qpdf_oh_get_array_item(pdf, attributes, j));
        rename_headers(finish, attributes);
    }
}

/* Our names are in the order of the tree, as a name tree wants them. */
static void set_name_tree(struct finish *finish)
{
    qpdf_data pdf = finish->pdf;
    if (finish->named.count == 0) {
        qpdf_oh_remove_key(pdf, finish->tags.top, "/IDTree");
        return;
    }
    qpdf_oh names = qpdf_oh_new_array(pdf), tree = qpdf_oh_new_dictionary(pdf);
    for (size_t i = 0; i < finish->named.count; i++) {
        qpdf_oh_append_item(pdf, names, qpdf_oh_get_key(pdf, finish->named.items[i]->handle, "/ID"));
        qpdf_oh_append_item(pdf, names, finish->named.items[i]->handle);
    }
    set(finish, tree, "/Names", names);
    set(finish, finish->tags.top, "/IDTree", qpdf_make_indirect_object(pdf, tree));
}

static void finish_tags(struct finish *finish)
{
    canvases_find(&finish->tags);
    structure_read(&finish->tags);
    canvases_mark(&finish->tags);
    structure_repair(&finish->tags);
    name_elements(finish);
    rename_attributes(finish);
    set_name_tree(finish);
    structure_write(&finish->tags);
}

static bool has_name(struct finish *finish, qpdf_oh action, const char *key)
{
    return qpdf_oh_is_name(finish->pdf, qpdf_oh_get_key_if_dict(finish->pdf, action, key));
}

/* What a link leads to: "https://…", or "#id" with the name of a destination; empty when unknown. */
static struct text link_address(struct finish *finish, qpdf_oh link)
{
    qpdf_data pdf = finish->pdf;
    qpdf_oh action = qpdf_oh_get_key(pdf, link, "/A");
    if (has_name(finish, link, "/Dest"))
        return text_format(finish->scratch, "#%s", qpdf_oh_get_name(pdf, qpdf_oh_get_key(pdf, link, "/Dest")) + 1);
    return string_of(finish, qpdf_oh_get_key_if_dict(pdf, action, "/URI"));
}

static void describe_link(struct finish *finish, qpdf_oh link)
{
    if (qpdf_oh_has_key(finish->pdf, link, "/Contents"))
        return;
    struct text address = link_address(finish, link);
    const struct pdf_link *known = map_get(&finish->link_words, address);
    struct text words = known && known->words.size ? known->words : address;
    if (words.size)
        set(finish, link, "/Contents", unicode(finish, words));
}

static void finish_pages(struct finish *finish)
{
    qpdf_data pdf = finish->pdf;
    for (size_t i = 0; i < finish->facts->link_count; i++) {
        const struct pdf_link *link = &finish->facts->links[i];
        if (!map_get(&finish->link_words, link->address))
            map_set(&finish->link_words, link->address, (void *)link);
    }
    int pages = qpdf_get_num_pages(pdf);
    for (int i = 0; i < pages; i++) {
        qpdf_oh page = qpdf_get_page_n(pdf, (size_t)i);
        qpdf_oh annotations = qpdf_oh_get_key(pdf, page, "/Annots");
        int count = qpdf_oh_is_array(pdf, annotations) ? qpdf_oh_get_array_n_items(pdf, annotations) : 0;
        for (int j = 0; j < count; j++) {
            qpdf_oh annotation = qpdf_oh_get_array_item(pdf, annotations, j);
            if (is_type(finish, annotation, "/Link"))
                describe_link(finish, annotation);
        }
        if (count)
            set(finish, page, "/Tabs", qpdf_oh_new_name(pdf, "/S"));
    }
}

/* The outline. */

enum { OUTLINE_LIMIT = 100 * 1000 };

/* Without what printing changes: white space and places where a word may be divided. */
static struct text squeezed(struct finish *finish, struct text text)
{
    struct buffer bare = {.arena = finish->scratch};
    for (size_t position = 0; position < text.size;) {
        uint32_t character = utf8_next(text, &position);
        if (character > ' ' && character != 0xa0 && character != 0xad && character != 0x202f)
            buffer_add_character(&bare, character);
    }
    return buffer_text(&bare);
}

static struct text spaced(struct finish *finish, struct text text)
{
    struct buffer words = {.arena = finish->scratch};
    bool is_space = false;
    for (size_t position = 0; position < text.size;) {
        uint32_t character = utf8_next(text, &position);
        if (character == 0xad)
            continue;
        bool is_word = character > ' ' && character != 0xa0;
        if (is_word && is_space && words.size)
            buffer_add_byte(&words, ' ');
        is_space = !is_word;
        if (is_word)
            buffer_add_character(&words, character);
    }
    return buffer_text(&words);
}

/* A heading that has moved to the next page is told twice by Chromium: all of it, or its first lines. */
static const struct text *find_repeated(const struct map *headings, struct text told)
{
    enum { MOST = 1000 };
    const struct text *heading = NULL;
    for (size_t size = told.size / 2 < MOST ? told.size / 2 : MOST; size && !heading; size--) {
        struct text rest = text_slice(told, size, told.size);
        if (text_equal(text_slice(rest, 0, size), text_slice(told, 0, size)))
            heading = map_get(headings, rest);
    }
    return heading;
}

static void finish_entry(struct finish *finish, const struct map *headings, qpdf_oh entry)
{
    size_t size = 0;
    qpdf_oh title = qpdf_oh_get_key(finish->pdf, entry, "/Title");
    if (!qpdf_oh_is_string(finish->pdf, title))
        return;
    const char *bytes = qpdf_oh_get_binary_utf8_value(finish->pdf, title, &size);
    struct text bare = squeezed(finish, (struct text){bytes, size});
    const struct text *heading = map_get(headings, bare);
    heading = heading ? heading : find_repeated(headings, bare);
    if (heading)
        set(finish, entry, "/Title", unicode(finish, spaced(finish, *heading)));
}

static void finish_outline(struct finish *finish, qpdf_oh root)
{
    qpdf_data pdf = finish->pdf;
    struct map headings = {.arena = finish->scratch};
    ARRAY(qpdf_oh) open = {0};
    for (size_t i = 0; i < finish->facts->heading_count; i++)
        map_set(&headings, squeezed(finish, finish->facts->headings[i]), (void *)&finish->facts->headings[i]);
    ARRAY_PUSH(finish->scratch, &open, qpdf_oh_get_key(pdf, root, "/Outlines"));
    for (size_t seen = 0; open.count && seen < OUTLINE_LIMIT; seen++) {
        qpdf_oh entry = open.items[--open.count];
        if (!qpdf_oh_is_dictionary(pdf, entry))
            continue;
        finish_entry(finish, &headings, entry);
        ARRAY_PUSH(finish->scratch, &open, qpdf_oh_get_key(pdf, entry, "/First"));
        ARRAY_PUSH(finish->scratch, &open, qpdf_oh_get_key(pdf, entry, "/Next"));
    }
}

static bool write_finished(struct finish *finish, struct arena *arena, struct text *finished)
{
    qpdf_data pdf = finish->pdf;
    if (qpdf_init_write_memory(pdf) & QPDF_ERRORS)
        return false;
    qpdf_set_deterministic_ID(pdf, QPDF_TRUE);
    qpdf_set_object_stream_mode(pdf, qpdf_o_generate);
    qpdf_set_compress_streams(pdf, QPDF_TRUE);
    qpdf_set_minimum_pdf_version(pdf, "1.7");
    if (qpdf_write(pdf) & QPDF_ERRORS)
        return false;
    size_t size = qpdf_get_buffer_length(pdf);
    *finished = (struct text){arena_copy(arena, qpdf_get_buffer(pdf), size), size};
    return true;
}

static bool finish_document(struct finish *finish, struct arena *arena, struct text *finished, struct text *problem)
{
    qpdf_data pdf = finish->pdf;
    qpdf_oh root = qpdf_get_root(pdf);
    qpdf_oh top = qpdf_oh_get_key_if_dict(pdf, root, "/StructTreeRoot");
    if (!qpdf_oh_is_dictionary(pdf, top)) {
        *problem = text_from(_("the browser wrote no tags, it is too old"));
        return false;
    }
    set_metadata(finish, root, set_information(finish));
    set_viewer(finish, root);
    finish->tags = (struct pdf_tags){.arena = finish->scratch, .pdf = pdf, .top = top};
    finish_tags(finish);
    finish_pages(finish);
    finish_outline(finish, root);
    if (!qpdf_has_error(pdf) && write_finished(finish, arena, finished))
        return true;
    qpdf_error error = qpdf_get_error(pdf);
    *problem =
        error ? text_format(arena, _("the browser wrote a damaged PDF (%s)"), qpdf_get_error_message_detail(pdf, error))
              : text_from(_("the browser wrote a damaged PDF"));
    return false;
}

bool pdf_finish(struct arena *arena, struct text printed, const struct pdf_facts *facts, struct text *finished,
                struct text *problem)
{
    struct arena scratch = {0};
    struct finish finish = {.pdf = qpdf_init(), .scratch = &scratch, .facts = facts};
    finish.node_names.arena = finish.link_words.arena = &scratch;
    qpdf_silence_errors(finish.pdf);
    qpdf_set_suppress_warnings(finish.pdf, QPDF_TRUE);
    bool is_finished = false;
    if (!text_starts_with(printed, "%PDF-") ||
        (qpdf_read_memory(finish.pdf, "printed", printed.bytes, printed.size, NULL) & QPDF_ERRORS))
        *problem = text_from(_("the browser wrote no PDF"));
    else
        is_finished = finish_document(&finish, arena, finished, problem);
    /* libqpdf complains on stderr about errors that nobody asked for. */
    if (qpdf_has_error(finish.pdf))
        (void)qpdf_get_error(finish.pdf);
    qpdf_cleanup(&finish.pdf);
    arena_release(&scratch);
    return is_finished;
}
