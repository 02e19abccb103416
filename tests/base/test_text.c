/* Texts, UTF-8, escapes and growing buffers. */
#include "harness.h"

#include <string.h>

static void equality_and_order(void **state)
{
    (void)state;
    struct text nothing = {0};
    assert_int_equal(text_from(NULL).size, 0);
    assert_int_equal(text_from("åäö").size, 6);
    assert_true(text_equal(nothing, TEXT("")));
    assert_true(text_is(nothing, ""));
    assert_false(text_is(nothing, "a"));
    assert_true(text_equal(TEXT("a\0b"), TEXT("a\0b")));
    assert_false(text_equal(TEXT("a\0b"), TEXT("a\0c")));
    assert_false(text_equal(TEXT("ab"), TEXT("abc")));
    assert_int_equal(text_compare(nothing, nothing), 0);
    assert_true(text_compare(nothing, TEXT("a")) < 0);
    assert_true(text_compare(TEXT("a"), nothing) > 0);
    assert_true(text_compare(TEXT("a"), TEXT("ab")) < 0);
    assert_true(text_compare(TEXT("b"), TEXT("ab")) > 0);
    assert_true(text_compare(TEXT("z"), TEXT("å")) < 0); /* bytes are unsigned */
}

static void slices(void **state)
{
    (void)state;
    assert_text(text_slice(TEXT("omgång"), 0, 3), "omg");
    assert_text(text_slice(TEXT("abc"), 1, 99), "bc");
    assert_text(text_slice(TEXT("abc"), 2, 1), "");
    assert_text(text_slice(TEXT("abc"), 9, 99), "");
    assert_text(text_slice((struct text){0}, 0, 5), "");
    assert_text(text_slice(TEXT("abc"), 3, SIZE_MAX), "");
}

static void beginnings_and_ends(void **state)
{
    (void)state;
    assert_true(text_starts_with(TEXT("träff"), "trä"));
    assert_false(text_starts_with(TEXT("tr"), "trä"));
    assert_true(text_starts_with((struct text){0}, ""));
    assert_false(text_starts_with((struct text){0}, "a"));
    assert_true(text_ends_with(TEXT("träff"), "äff"));
    assert_false(text_ends_with(TEXT("ff"), "äff"));
    assert_true(text_ends_with((struct text){0}, ""));
    assert_false(text_ends_with((struct text){0}, "a"));
}

static void finding(void **state)
{
    (void)state;
    struct text text = TEXT("abcabc");
    assert_int_equal(text_find(text, TEXT("bc"), 0), 1);
    assert_int_equal(text_find(text, TEXT("bc"), 1), 1);
    assert_int_equal(text_find(text, TEXT("bc"), 2), 4);
    assert_int_equal(text_find(text, TEXT("bc"), 5), 6);
    assert_int_equal(text_find(text, TEXT("bc"), 6), 6);
    assert_int_equal(text_find(text, TEXT("bc"), 99), 6);
    assert_int_equal(text_find(text, TEXT("abcabcd"), 0), 6);
    assert_int_equal(text_find(text, TEXT(""), 3), 3);
    assert_int_equal(text_find(text, TEXT(""), 6), 6);
    assert_int_equal(text_find(text, TEXT(""), 7), 6);
    assert_int_equal(text_find((struct text){0}, TEXT("a"), 0), 0);
    assert_int_equal(text_find((struct text){0}, (struct text){0}, 0), 0);
    assert_int_equal(text_find_byte(text, 'c', 0), 2);
    assert_int_equal(text_find_byte(text, 'c', 3), 5);
    assert_int_equal(text_find_byte(text, 'c', 6), 6);
    assert_int_equal(text_find_byte(text, 'x', 0), 6);
    assert_int_equal(text_find_byte((struct text){0}, 'x', 0), 0);
    assert_int_equal(text_find_byte(TEXT("a\0b"), '\0', 0), 1);
}

static void trimming(void **state)
{
    (void)state;
    assert_text(text_trim(TEXT(" \t\r\n\v\f ord mer \n")), "ord mer");
    assert_text(text_trim(TEXT(" \n ")), "");
    assert_text(text_trim((struct text){0}), "");
    assert_text(text_trim(TEXT("\u00A0x")), "\u00A0x");
    assert_true(text_is_blank(TEXT(" \t\n")));
    assert_true(text_is_blank((struct text){0}));
    assert_false(text_is_blank(TEXT(" . ")));
}

static void lines(void **state)
{
    (void)state;
    struct text rest = TEXT("one\r\ntwo\n\n\rthree\r\r\nfour\r"), line;
    static const char *const expected[] = {"one", "two", "", "\rthree\r", "four\r"};
    for (size_t i = 0; i < 5; i++) {
        assert_true(text_next_line(&rest, &line));
        assert_text(line, expected[i]);
    }
    assert_false(text_next_line(&rest, &line));
    rest = TEXT("\n");
    assert_true(text_next_line(&rest, &line));
    assert_text(line, "");
    assert_false(text_next_line(&rest, &line));
    rest = (struct text){0};
    assert_false(text_next_line(&rest, &line));
}

static void copies(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct text copy = text_copy(&arena, text_slice(TEXT("abcdef"), 1, 3));
    assert_text(copy, "bc");
    assert_int_equal(copy.bytes[2], '\0');
    assert_string_equal(text_string(&arena, text_slice(TEXT("abcdef"), 1, 3)), "bc");
    assert_string_equal(text_string(&arena, (struct text){0}), "");
    assert_text(text_format(&arena, "%s-%d", "träff", 7), "träff-7");
    assert_text(text_format(&arena, "%s", ""), "");
    assert_text(text_format(&arena, "%.*s", TEXT_ARGUMENTS((struct text){0})), "");
    assert_int_equal(text_format(&arena, "%0100000d", 1).size, 100000);
    assert_text(text_join(&arena, TEXT("a"), TEXT("b")), "ab");
    assert_text(text_join(&arena, (struct text){0}, (struct text){0}), "");
    assert_text(text_join(&arena, (struct text){0}, TEXT("b")), "b");
    arena_release(&arena);
}

static const struct text names[] = {
    {"place", 5}, {"title", 5}, {"date", 4}, {"teams", 5}, {"team", 4}, {"description", 11}, {"x", 1}, {"", 0},
};

static void check_nearest(const char *wanted, const char *expected)
{
    assert_text(text_nearest(text_from(wanted), names, sizeof names / sizeof *names), expected);
}

static void nearest(void **state)
{
    (void)state;
    check_nearest("plase", "place");
    check_nearest("plcae", "place"); /* a swap is one mistake */
    check_nearest("lace", "place");
    check_nearest("places", "place");
    check_nearest("titel", "title");
    check_nearest("teams", "teams");
    check_nearest("tean", "team"); /* nearer than the earlier teams */
    check_nearest("te", "");
    check_nearest("dta", "");
    check_nearest("dat", "date");
    check_nearest("decsripton", "description");
    check_nearest("decsriptonen", ""); /* four mistakes */
    check_nearest("y", "");            /* nothing would be left of it */
    check_nearest("", "");
    check_nearest("ett helt annat ord", "");
    assert_text(text_nearest(TEXT("a"), NULL, 0), "");
    assert_text(text_nearest((struct text){0}, names, 8), "");
}

/* A letter is one mistake however many bytes it has. */
static void nearest_counts_letters(void **state)
{
    (void)state;
    const struct text swedish[] = {TEXT("mål"), TEXT("år"), TEXT("ö")};
    assert_text(text_nearest(TEXT("mal"), swedish, 3), "mål");
    assert_text(text_nearest(TEXT("mäl"), swedish, 3), "mål");
    assert_text(text_nearest(TEXT("mlå"), swedish, 3), "mål");
    assert_text(text_nearest(TEXT("är"), swedish, 3), "år");
    assert_text(text_nearest(TEXT("ä"), swedish, 3), "");
    assert_text(text_nearest(TEXT("å"), swedish, 3), "år"); /* one letter forgotten */
    /* "åäö" has three letters: one mistake is allowed, not two. */
    assert_text(text_nearest(TEXT("åäö"), &(struct text){"åxy", 4}, 1), "");
    const struct text invalid[] = {TEXT("m\xE5l")};
    assert_text(text_nearest(TEXT("mål"), invalid, 1), "m\xE5l");
}

/* The search keeps near the diagonal; what it leaves out must not matter. */
static void nearest_at_both_ends(void **state)
{
    (void)state;
    static const struct {
        const char *wanted, *candidate;
        bool is_near;
    } pairs[] = {{"abcdefghij", "bcdefghij", true},       {"bcdefghij", "abcdefghij", true},
                 {"abcdefghij", "abcdefghi", true},       {"abcdefghi", "abcdefghij", true},
                 {"abcdefghij", "xyzabcdefghij", true},   {"abcdefghij", "abcdefghijxyz", true},
                 {"abcdefghij", "wxyzabcdefghij", false}, {"defghijklm", "abcdefghijklm", true},
                 {"bacdefghji", "abcdefghij", true},      {"bacdfeghji", "abcdefghij", true},
                 {"badcfehgji", "abcdefghij", false},     {"xabcdefghj", "abcdefghij", true}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        struct text candidate = text_from(pairs[i].candidate);
        assert_int_equal(text_nearest(text_from(pairs[i].wanted), &candidate, 1).size > 0, pairs[i].is_near);
    }
}

static void plain(void **state)
{
    struct arena arena = {0};
    struct buffer buffer = {.arena = &arena};
    (void)state;
    buffer_add_plain(&buffer, TEXT("å b\t\n\033[2J\x7F\xC2\x9B\xE2\x80\xAE\xE2\x80\xA8\xE2\x81\xA6\xFF–"));
    assert_text(buffer_text(&buffer), "å b???[2J?????\xEF\xBF\xBD–");
    arena_release(&arena);
}

static void nearest_of_long_names(void **state)
{
    (void)state;
    char longest[65], longer[66];
    memset(longest, 'a', sizeof longest);
    memset(longer, 'a', sizeof longer);
    struct text fits = {longest, 64}, over = {longer, 65};
    longest[63] = 'b';
    assert_true(text_equal(text_nearest((struct text){longer, 64}, &fits, 1), fits));
    assert_text(text_nearest(over, &over, 1), "");
    assert_text(text_nearest(over, &fits, 1), "");
    assert_text(text_nearest(fits, &over, 1), "");
}

static void decoding(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        uint32_t character;
        size_t length;
    } cases[] = {
        {"a", 'a', 1},
        {"\x7F", 0x7F, 1},
        {"\xC2\x80", 0x80, 2},
        {"å", 0xE5, 2},
        {"\xDF\xBF", 0x7FF, 2},
        {"\xE0\xA0\x80", 0x800, 3},
        {"\u2019", 0x2019, 3},
        {"\xED\x9F\xBF", 0xD7FF, 3},
        {"\xEE\x80\x80", 0xE000, 3},
        {"\xEF\xBF\xBD", 0xFFFD, 3},
        {"\xEF\xBF\xBF", 0xFFFF, 3},
        {"\xF0\x90\x80\x80", 0x10000, 4},
        {"\U0001F600", 0x1F600, 4},
        {"\xF4\x8F\xBF\xBF", 0x10FFFF, 4},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t position = 0;
        char bytes[4];
        struct text text = text_from(cases[i].bytes);
        assert_int_equal(utf8_next(text, &position), cases[i].character);
        assert_int_equal(position, cases[i].length);
        assert_int_equal(utf8_first_invalid(text), text.size);
        assert_int_equal(utf8_encode(cases[i].character, bytes), cases[i].length);
        assert_memory_equal(bytes, text.bytes, text.size);
    }
    size_t position = 0;
    assert_int_equal(utf8_next(TEXT("\0"), &position), 0);
    assert_int_equal(position, 1);
}

static void invalid_sequences(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "\x80",             /* a continuation first */
        "\xBF",             /* the last of them */
        "\xC0\x80",         /* NUL in two bytes */
        "\xC1\xBF",         /* 0x7F in two bytes */
        "\xC3",             /* ends in the middle */
        "\xC3(",            /* goes on wrongly */
        "\xE0\x80\x80",     /* too long for what it says */
        "\xE0\x9F\xBF",     /* 0x7FF in three bytes */
        "\xE2\x80",         /* ends in the middle */
        "\xE2(\x99",        /* wrong second byte */
        "\xE2\x80(",        /* wrong third byte */
        "\xED\xA0\x80",     /* first surrogate */
        "\xED\xBF\xBF",     /* last surrogate */
        "\xF0\x80\x80\x80", /* too long for what it says */
        "\xF0\x8F\xBF\xBF", /* 0xFFFF in four bytes */
        "\xF0\x9F\x98",     /* ends in the middle */
        "\xF4\x90\x80\x80", /* above U+10FFFF */
        "\xF5\x80\x80\x80", /* never begins a character */
        "\xF8\x88\x80\x80\x80",
        "\xFE",
        "\xFF",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        size_t position = 0;
        char bytes[16];
        struct text text = text_from(wrong[i]);
        assert_int_equal(utf8_next(text, &position), 0xFFFD);
        assert_int_equal(position, 1);
        assert_int_equal(utf8_first_invalid(text), 0);
        memcpy(bytes, "\xC3\xA5", 2);
        memcpy(bytes + 2, text.bytes, text.size);
        assert_int_equal(utf8_first_invalid((struct text){bytes, text.size + 2}), 2);
    }
}

static void counting(void **state)
{
    (void)state;
    assert_int_equal(utf8_count((struct text){0}), 0);
    assert_int_equal(utf8_count(TEXT("räksmörgås")), 10);
    assert_int_equal(utf8_count(TEXT("\xE5\xE4\xF6")), 3); /* Windows-1252: one each */
    assert_int_equal(utf8_count(TEXT("a\xE2\x80 b")), 5);
    assert_int_equal(utf8_first_invalid((struct text){0}), 0);
    assert_int_equal(utf8_first_invalid(TEXT("ab\0c")), 2);
    assert_int_equal(utf8_first_invalid(TEXT("\uFFFD\xFF")), 3);
    assert_int_equal(utf8_first_invalid(text_slice(TEXT("åå"), 0, 3)), 2);
}

static void every_character_comes_back(void **state)
{
    (void)state;
    for (uint32_t character = 1; character <= 0x10FFFF; character++) {
        char bytes[4];
        if (character == 0xD800)
            character = 0xE000;
        struct text text = {bytes, utf8_encode(character, bytes)};
        size_t position = 0;
        if (utf8_next(text, &position) != character || position != text.size || utf8_first_invalid(text) != text.size)
            fail_msg("U+%04X", character);
    }
}

static void buffers_grow(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct buffer buffer = {.arena = &arena}, other = {.arena = &arena};
    assert_text(buffer_text(&buffer), "");
    assert_non_null(buffer_text(&buffer).bytes);
    for (int i = 0; i < 20000; i++) { /* two buffers that grow in turn cannot grow in place */
        buffer_add_byte(&buffer, (char)('a' + i % 26));
        buffer_add_string(&other, "åä");
        buffer_add_character(&other, 0xF6);
    }
    assert_int_equal(buffer.size, 20000);
    assert_int_equal(other.size, 120000);
    for (size_t i = 0; i < buffer.size; i++)
        assert_int_equal(buffer.bytes[i], 'a' + i % 26);
    for (size_t i = 0; i < other.size; i += 6)
        assert_memory_equal(other.bytes + i, "åäö", 6);
    arena_release(&arena);
}

static void buffers_take_all_kinds(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct buffer buffer = {.arena = &arena};
    buffer_add(&buffer, (struct text){0});
    buffer_add_string(&buffer, NULL);
    buffer_format(&buffer, "%s", "");
    assert_text(buffer_text(&buffer), "");
    buffer_format(&buffer, "%d%%", 75);
    buffer_add(&buffer, TEXT(" a\0b"));
    assert_int_equal(buffer.size, 7);
    assert_memory_equal(buffer.bytes, "75% a\0b", 7);
    buffer.size = 0;
    buffer_format(&buffer, "%0255d", 1); /* its NUL does not fit the first 256 bytes with one more */
    buffer_format(&buffer, "%d", 2);
    buffer_format(&buffer, "%01000d", 3);
    assert_int_equal(buffer.size, 1256);
    assert_text(text_slice(buffer_text(&buffer), 253, 258), "01200");
    assert_int_equal(buffer.bytes[1255], '3');
    struct buffer twice = {.arena = &arena}; /* a buffer may be added to itself */
    buffer_add_string(&twice, "abc");
    for (int i = 0; i < 10; i++)
        buffer_add(&twice, buffer_text(&twice));
    assert_int_equal(twice.size, 3 * 1024);
    assert_text(text_slice(buffer_text(&twice), 3066, 3072), "abcabc");
    arena_release(&arena);
}

static void check_escaped(struct text text, const char *expected)
{
    struct arena arena = {0};
    struct buffer buffer = {.arena = &arena};
    buffer_add_escaped(&buffer, text);
    assert_text(buffer_text(&buffer), expected);
    arena_release(&arena);
}

static void escapes(void **state)
{
    (void)state;
    check_escaped((struct text){0}, "");
    check_escaped(TEXT("räksmörgås"), "räksmörgås");
    check_escaped(TEXT("<a href=\"x\" title='y'>&amp;"), "&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;amp;");
    check_escaped(TEXT("&&"), "&amp;&amp;");
    check_escaped(TEXT("a\tb\nc"), "a\tb\nc");
    check_escaped(TEXT("a\0b\x01\x08\x0B\x0C\x0E\x1F\x1B[0m"), "ab[0m");
    check_escaped(TEXT("a\r\nb"), "a\nb");
    check_escaped(TEXT("\x7F\xC2\x85"), "\x7F\xC2\x85"); /* XML allows these */
}

/* U+FFFE and U+FFFF are valid UTF-8, but a feed that holds one is not well-formed. */
static void escapes_drop_noncharacters(void **state)
{
    (void)state;
    check_escaped(TEXT("a\uFFFEb\uFFFF<"), "ab&lt;");
    check_escaped(TEXT("\uFFFD\uFB01"), "\uFFFD\uFB01");
    check_escaped(text_slice(TEXT("a\uFFFF"), 0, 3), "a\xEF\xBF"); /* cut: as it stands */
}

static void cutting(void **state)
{
    (void)state;
    assert_text(text_cut(TEXT("abc"), 3), "abc");
    assert_text(text_cut(TEXT("abc"), 2), "ab");
    assert_text(text_cut(TEXT("abc"), 0), "");
    assert_text(text_cut(TEXT("aå"), 2), "a"); /* never half a letter */
    assert_text(text_cut(TEXT("aå…"), 5), "aå");
    assert_text(text_cut(TEXT("å"), 1), "");
    assert_text(text_cut((struct text){0}, 5), "");
}

static void case_is_ignored(void **state)
{
    (void)state;
    assert_true(text_equal_but_case(TEXT("Foto.JPG"), TEXT("foto.jpg")));
    assert_true(text_equal_but_case(TEXT(""), (struct text){0}));
    assert_false(text_equal_but_case(TEXT("foto"), TEXT("foto.jpg")));
    assert_false(text_equal_but_case(TEXT("foto.jpg"), TEXT("foto")));
    assert_false(text_equal_but_case(TEXT("[a"), TEXT("{a")));
    assert_false(text_equal_but_case(TEXT("Å"), TEXT("å"))); /* a–z only */
}

static void stepping_back(void **state)
{
    (void)state;
    struct text text = TEXT("aå…");
    assert_int_equal(utf8_before(text, text.size), 3);
    assert_int_equal(utf8_before(text, 3), 1);
    assert_int_equal(utf8_before(text, 1), 0);
    assert_int_equal(utf8_before(text, 0), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equality_and_order),
        cmocka_unit_test(slices),
        cmocka_unit_test(beginnings_and_ends),
        cmocka_unit_test(finding),
        cmocka_unit_test(trimming),
        cmocka_unit_test(cutting),
        cmocka_unit_test(case_is_ignored),
        cmocka_unit_test(lines),
        cmocka_unit_test(copies),
        cmocka_unit_test(nearest),
        cmocka_unit_test(nearest_counts_letters),
        cmocka_unit_test(nearest_at_both_ends),
        cmocka_unit_test(nearest_of_long_names),
        cmocka_unit_test(plain),
        cmocka_unit_test(decoding),
        cmocka_unit_test(invalid_sequences),
        cmocka_unit_test(counting),
        cmocka_unit_test(stepping_back),
        cmocka_unit_test(every_character_comes_back),
        cmocka_unit_test(buffers_grow),
        cmocka_unit_test(buffers_take_all_kinds),
        cmocka_unit_test(escapes),
        cmocka_unit_test(escapes_drop_noncharacters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
