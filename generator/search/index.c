#include "search/index.h"

#include "base/map.h"

#include <stdlib.h>

enum { BASE = 46, DIGIT_BITS = 6, SHARED_MOST = 25 };

/* Digits and texts */

static void add_digit(struct buffer *buffer, unsigned digit)
{
    char character = (char)('#' + digit);
    buffer_add_byte(buffer, character == '\\' ? '!' : character);
}

static void add_number(struct buffer *buffer, size_t number)
{
    size_t unit = 1;
    while (number / unit >= BASE)
        unit *= BASE;
    for (; unit > 1; unit /= BASE)
        add_digit(buffer, (unsigned)(number / unit % BASE) + BASE);
    add_digit(buffer, (unsigned)(number % BASE));
}

/* What begins as the text before is not written again. Both are without capitals. */
static void add_after(struct buffer *buffer, struct text before, struct text text)
{
    size_t shared = 0, characters = 0;
    for (size_t a = 0, b = 0; a < before.size && b < text.size && characters < SHARED_MOST; characters++) {
        if (utf8_next(before, &a) != utf8_next(text, &b))
            break;
        shared = b;
    }
    buffer_add_byte(buffer, (char)('A' + characters));
    buffer_add(buffer, text_slice(text, shared, text.size));
}

/* A string of ES2018, in which U+2028 and U+2029 are line ends too. */
static void add_string(struct buffer *buffer, struct text text)
{
    buffer_add_byte(buffer, '"');
    for (size_t at = 0; at < text.size;) {
        size_t from = at;
        uint32_t character = utf8_next(text, &at);
        if (character == '"' || character == '\\')
            buffer_format(buffer, "\\%c", (int)character);
        else if (character < 0x20 || character == 0x2028 || character == 0x2029)
            buffer_format(buffer, character == '\n' ? "\\n" : "\\u%04x", (unsigned)character);
        else
            buffer_add(buffer, text_slice(text, from, at));
    }
    buffer_add_byte(buffer, '"');
}

static void add_line(struct buffer *buffer, struct text line)
{
    for (size_t i = 0; i < line.size; i++)
        buffer_add_byte(buffer, line.bytes[i] == '\n' ? ' ' : line.bytes[i]);
}

static void add_member(struct buffer *buffer, const char *name, struct text value)
{
    buffer_format(buffer, "%s%s:", buffer->bytes[buffer->size - 1] == '{' ? "" : ",\n", name);
    add_string(buffer, value);
}

static void add_list(struct buffer *buffer, const char *name, const struct text *texts, size_t count)
{
    buffer_format(buffer, "%s%s:[", buffer->bytes[buffer->size - 1] == '{' ? "" : ",\n", name);
    for (size_t i = 0; i < count; i++) {
        buffer_add_string(buffer, i ? "," : "");
        add_string(buffer, texts[i]);
    }
    buffer_add_byte(buffer, ']');
}

/* Addresses */

/* "a/b/" of "a/b/index.html", "people/#id" of "people/index.html#id". */
static struct text short_address(struct arena *arena, struct text address)
{
    static const struct text index = {"index.html", sizeof "index.html" - 1};
    size_t at = text_find(address, index, 0);
    if (at == address.size)
        return address;
    return text_join(arena, text_slice(address, 0, at), text_slice(address, at + index.size, address.size));
}

struct text index_text_path(struct arena *arena, struct text address)
{
    struct buffer path = {.arena = arena};
    struct text folder = short_address(arena, address);
    buffer_add_string(&path, "search/texts/");
    for (size_t i = 0; i < folder.size; i++)
        buffer_add_byte(&path, folder.bytes[i] == '/' ? '.' : folder.bytes[i]);
    buffer_add_string(&path, "js");
    return buffer_text(&path);
}

struct text index_write_text(struct arena *arena, struct text address, struct text text)
{
    struct buffer script = {.arena = arena};
    buffer_add_string(&script, "rundbrevSearch.text(");
    add_string(&script, short_address(arena, address));
    buffer_add_byte(&script, ',');
    add_string(&script, text);
    buffer_add_string(&script, ");\n");
    return buffer_text(&script);
}

/* Documents */

static void add_titles(struct buffer *script, const struct search_index *index)
{
    struct buffer titles = {.arena = script->arena};
    for (size_t i = 0; i < index->count; i++) {
        buffer_add_string(&titles, i ? "\n" : "");
        add_line(&titles, index->documents[i].title);
    }
    add_member(script, "titles", buffer_text(&titles));
}

static void add_addresses(struct buffer *script, const struct search_index *index)
{
    struct buffer addresses = {.arena = script->arena};
    struct text before = {0};
    for (size_t i = 0; i < index->count; i++) {
        struct text address = short_address(script->arena, index->documents[i].address);
        add_after(&addresses, before, address);
        before = address;
    }
    add_member(script, "addresses", buffer_text(&addresses));
}

static void add_dates(struct buffer *script, const struct search_index *index)
{
    struct buffer dates = {.arena = script->arena};
    for (size_t i = 0; i < index->count; i++) {
        buffer_add_string(&dates, i ? " " : "");
        buffer_add(&dates, index->documents[i].date);
    }
    add_member(script, "dates", buffer_text(&dates));
}

/* Many documents share where they stand, so that each such line is written once. */
static void add_places(struct buffer *script, const struct search_index *index)
{
    struct buffer wheres = {.arena = script->arena}, places = {.arena = script->arena};
    struct map numbers = {.arena = script->arena}; /* line → its number, from 1: NULL is none */
    for (size_t i = 0; i < index->count; i++) {
        const struct search_document *document = &index->documents[i];
        struct buffer line = {.arena = script->arena};
        buffer_add(&line, document->language);
        add_line(&line, document->where);
        size_t number = (size_t)map_get(&numbers, buffer_text(&line));
        if (!number) {
            number = numbers.count + 1;
            map_set(&numbers, buffer_text(&line), (void *)number);
            buffer_add_string(&wheres, number > 1 ? "\n" : "");
            buffer_add(&wheres, buffer_text(&line));
        }
        add_number(&places, document->group);
        add_number(&places, number - 1);
        add_number(&places, document->has_text);
    }
    add_member(script, "wheres", buffer_text(&wheres));
    add_member(script, "places", buffer_text(&places));
}

/* Stems */

typedef ARRAY(size_t) number_list;

struct term {
    struct text stem;
    /* Documents; of these, by their place in the list before: those with the stem in a heading or title; in a title */
    number_list documents, headings, titles;
    number_list prominent, plain; /* documents: those of `headings`, and the others */
};
typedef ARRAY(struct term *) term_list;

static void add_posting(struct arena *arena, struct term *term, size_t document, enum stem_level level)
{
    if (level >= STEM_TITLE)
        ARRAY_PUSH(arena, &term->titles, term->headings.count);
    if (level >= STEM_HEADING)
        ARRAY_PUSH(arena, &term->headings, term->documents.count);
    if (level >= STEM_HEADING)
        ARRAY_PUSH(arena, &term->prominent, document);
    else
        ARRAY_PUSH(arena, &term->plain, document);
    ARRAY_PUSH(arena, &term->documents, document);
}

static void gather_terms(struct arena *arena, const struct search_index *index, term_list *terms)
{
    struct map known = {.arena = arena};
    for (size_t i = 0; i < index->count; i++) {
        const search_stems *stems = &index->documents[i].stems;
        for (size_t j = 0; j < stems->count; j++) {
            struct term *term = map_get(&known, stems->items[j].stem);
            if (!term) {
                term = ARENA_NEW(arena, struct term);
                term->stem = stems->items[j].stem;
                map_set(&known, term->stem, term);
                ARRAY_PUSH(arena, terms, term);
            }
            add_posting(arena, term, i, stems->items[j].level);
        }
    }
}

static int compare_terms(const void *a, const void *b)
{
    return text_compare((*(struct term *const *)a)->stem, (*(struct term *const *)b)->stem);
}

/* Bits on their way into digits. */
struct bits {
    struct buffer digits;
    unsigned waiting, count;
};

static void add_bit(struct bits *bits, unsigned bit)
{
    bits->waiting = bits->waiting << 1 | bit;
    if (++bits->count < DIGIT_BITS)
        return;
    add_digit(&bits->digits, bits->waiting);
    bits->waiting = bits->count = 0;
}

/* A value from 0 to `most`. */
static void add_value(struct bits *bits, size_t value, size_t most)
{
    unsigned width = 0;
    while (most >> width)
        width++;
    size_t spare = ((size_t)1 << width) - 1 - most;
    if (value < spare)
        width--;
    else
        value += spare;
    while (width-- > 0)
        add_bit(bits, value >> width & 1);
}

/* Rising numbers from `least` to `most`. Goes as deep as the count has bits. */
static void add_set(struct bits *bits, const size_t *numbers, size_t count, size_t least, size_t most)
{
    if (count == 0)
        return;
    size_t below = count / 2, above = count - 1 - below, middle = numbers[below];
    add_value(bits, middle - least - below, most - least - below - above);
    add_set(bits, numbers, below, least, middle - 1);
    add_set(bits, numbers + below + 1, above, middle + 1, most);
}

static void end_bits(struct bits *bits)
{
    while (bits->count)
        add_bit(bits, 0);
}

static bool is_common(const struct term *term)
{
    return term->documents.count > INDEX_RARE_MOST;
}

static void add_levels(struct buffer *levels, const struct term *term)
{
    add_number(levels, term->headings.count);
    if (term->headings.count)
        add_number(levels, term->titles.count);
}

static void add_postings(struct bits *bits, const struct term *term, size_t documents)
{
    if (is_common(term)) {
        add_set(bits, term->prominent.items, term->prominent.count, 0, documents - 1);
    } else {
        add_set(bits, term->documents.items, term->documents.count, 0, documents - 1);
        add_set(bits, term->headings.items, term->headings.count, 0, term->documents.count - 1);
    }
    add_set(bits, term->titles.items, term->titles.count, 0, term->headings.count - 1);
}

static void add_terms(struct buffer *script, const term_list *terms, size_t documents)
{
    struct buffer words = {.arena = script->arena}, counts = words, levels = words;
    struct bits bits = {.digits.arena = script->arena};
    struct text before = {0};
    for (size_t i = 0; i < terms->count; i++) {
        add_after(&words, before, terms->items[i]->stem);
        before = terms->items[i]->stem;
        add_number(&counts, is_common(terms->items[i]) ? INDEX_RARE_MOST : terms->items[i]->documents.count - 1);
        add_levels(&levels, terms->items[i]);
        add_postings(&bits, terms->items[i], documents);
    }
    end_bits(&bits);
    add_member(script, "terms", buffer_text(&words));
    add_member(script, "counts", buffer_text(&counts));
    add_member(script, "levels", buffer_text(&levels));
    add_member(script, "postings", buffer_text(&bits.digits));
}

/* Pieces */

enum { PIECE_LEAST = 10000 }; /* postings: smaller pieces are not worth a request */

struct text index_piece_path(struct arena *arena, size_t piece)
{
    return text_format(arena, "search/words/%zu.js", piece);
}

/* A piece on its way. */
struct piece {
    struct buffer counts;
    struct bits bits;
    size_t stems, postings;
};

static struct text piece_script(struct arena *arena, size_t number, struct piece *piece)
{
    struct buffer script = {.arena = arena};
    end_bits(&piece->bits);
    buffer_format(&script, "rundbrevSearch.piece(%zu,", number);
    add_string(&script, buffer_text(&piece->counts));
    buffer_add_byte(&script, ',');
    add_string(&script, buffer_text(&piece->bits.digits));
    buffer_add_string(&script, ");\n");
    return buffer_text(&script);
}

/* As many postings in each piece, so that none is large, and no more pieces than may be. */
static size_t piece_size(const term_list *terms)
{
    size_t total = 0;
    for (size_t i = 0; i < terms->count; i++)
        if (is_common(terms->items[i]))
            total += terms->items[i]->plain.count;
    size_t size = total / INDEX_PIECES + 1;
    return size > PIECE_LEAST ? size : PIECE_LEAST;
}

static void write_pieces(struct buffer *script, const term_list *terms, size_t documents, struct text *pieces)
{
    struct arena *arena = script->arena;
    const struct piece empty = {.counts.arena = arena, .bits.digits.arena = arena};
    struct buffer sizes = {.arena = arena};
    struct piece piece = empty;
    size_t number = 0, most = piece_size(terms);
    for (size_t i = 0; i < terms->count; i++) {
        const number_list *plain = &terms->items[i]->plain;
        if (is_common(terms->items[i])) {
            add_number(&piece.counts, plain->count);
            add_set(&piece.bits, plain->items, plain->count, 0, documents - 1);
            piece.stems++;
            piece.postings += plain->count;
        }
        if (piece.postings >= most || (piece.stems && i + 1 == terms->count)) {
            add_number(&sizes, piece.stems);
            pieces[number] = piece_script(arena, number, &piece);
            piece = empty;
            number++;
        }
    }
    add_member(script, "pieces", buffer_text(&sizes));
}

struct text index_write(struct arena *arena, const struct search_index *index, struct text pieces[INDEX_PIECES])
{
    struct buffer script = {.arena = arena};
    term_list terms = {0};
    gather_terms(arena, index, &terms);
    if (terms.count)
        qsort(terms.items, terms.count, sizeof *terms.items, compare_terms);
    for (size_t i = 0; i < INDEX_PIECES; i++)
        pieces[i] = (struct text){0};
    buffer_add_string(&script, "rundbrevSearch.index({");
    add_list(&script, "groups", index->groups, index->group_count);
    add_titles(&script, index);
    add_addresses(&script, index);
    add_dates(&script, index);
    add_places(&script, index);
    add_terms(&script, &terms, index->count);
    write_pieces(&script, &terms, index->count, pieces);
    buffer_add_string(&script, "});\n");
    return buffer_text(&script);
}
