/* Tables as spreadsheets save them, and every fault of a table at its place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "messages.h"
#include "read/csv.h"

struct
try {
    struct arena arena;
    struct diagnostics diagnostics;
    struct csv *csv;
};

static void parse(struct try *try, struct text bytes)
{
    *try = (struct try){0};
    try->diagnostics.arena = &try->arena;
    try->csv = csv_parse(&try->arena, TEXT("m.csv"), bytes, &try->diagnostics);
}

static void write_row(struct buffer *out, const csv_row *row)
{
    for (size_t i = 0; i < row->count; i++) {
        const struct csv_cell *cell = &row->items[i];
        buffer_format(out, "%s%u:%u ", i ? " | " : "", cell->place.line, cell->place.column);
        for (size_t k = 0; k < cell->text.size; k++)
            buffer_add_byte(out, cell->text.bytes[k] == '\n' ? '/' : cell->text.bytes[k]);
    }
    buffer_add_byte(out, '\n');
}

static const struct table {
    const char *name;
    struct text bytes;
    char separator;
    const char *expected;
} tables[] = {
    {"semicolons", TEXT("date;value;note\n2020-03-01;12,5;\n2020-04-01;13;bra\n"), ';',
     "1:1 date | 1:6 value | 1:12 note\n2:1 2020-03-01 | 2:12 12,5 | 2:17 \n3:1 2020-04-01 | 3:12 13 | 3:15 bra\n"},
    {"commas, CR LF and BOM",
     TEXT("\xEF\xBB\xBF"
          "date,value\r\n2020,1.5\r\n"),
     ',', "1:1 date | 1:6 value\n2:1 2020 | 2:6 1.5\n"},
    {"tabs", TEXT("date\tvalue\n2020\t1,5"), '\t', "1:1 date | 1:6 value\n2:1 2020 | 2:6 1,5\n"},
    {"lone CR", TEXT("date;value\r2020;1\r"), ';', "1:1 date | 1:6 value\n2:1 2020 | 2:6 1\n"},
    {"one column", TEXT("date\n2020\n\n2021"), ';', "1:1 date\n2:1 2020\n4:1 2021\n"},
    {"names only", TEXT("date;value\n"), ';', "1:1 date | 1:6 value\n"},
    {"quotes", TEXT("\"da;te\",note\n\"a, b\",\"rad ett\nrad \"\"två\"\"\"\n1, 5\" rör \n"), ',',
     "1:2 da;te | 1:9 note\n2:2 a, b | 2:9 rad ett/rad \"två\"\n4:1 1 | 4:4 5\" rör\n"},
    {"spaces around", TEXT(" date ;value\n  2020 ; \"x\" \n \302\240y\302\240;\"\"\n"), ';',
     "1:2 date | 1:8 value\n2:3 2020 | 2:11 x\n3:3 y | 3:7 \n"},
    {"Windows-1252", TEXT("datum;v\344rde\n2020;h\366g \226 \200\n"), ';',
     "1:1 datum | 1:7 värde\n2:1 2020 | 2:6 hög – €\n"},
    {"UTF-16 as Excel saves it", TEXT("\377\376v\000\344\000\t\000x\000\r\000\n\0001\000\t\0002\000"), '\t',
     "1:1 vä | 1:4 x\n2:1 1 | 2:3 2\n"},
    {"UTF-16, big end first", TEXT("\376\377\000v\000;\000x\000\n\0001\000;\0002"), ';',
     "1:1 v | 1:3 x\n2:1 1 | 2:3 2\n"},
    {"UTF-8", TEXT("datum;värde\nåäö;ö\n"), ';', "1:1 datum | 1:7 värde\n2:1 åäö | 2:5 ö\n"},
    {"sep=", TEXT("sep=,\r\ndate,value;x\r\n1,2\r\n"), ',', "2:1 date | 2:6 value;x\n3:1 1 | 3:3 2\n"},
    {"SEP= with empty columns", TEXT("SEP=;\ndate;value;;\n1;2;;\n;;;\n3;4\n"), ';',
     "2:1 date | 2:6 value\n3:1 1 | 3:3 2\n5:1 3 | 5:3 4\n"},
    {"empty lines", TEXT("\n \ndate;value\n\n;\n1;2\n \n"), ';', "3:1 date | 3:6 value\n6:1 1 | 6:3 2\n"},
};

static void test_tables(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        struct try try;
        parse(&try, tables[i].bytes);
        if (!try.csv)
            fail_msg("%s: %s", tables[i].name, messages_of(&try.diagnostics));
        assert_int_equal(try.csv->separator, tables[i].separator);
        struct buffer out = {.arena = &try.arena};
        write_row(&out, &try.csv->columns);
        for (size_t k = 0; k < try.csv->rows.count; k++)
            write_row(&out, &try.csv->rows.items[k]);
        assert_string_equal(text_string(&try.arena, buffer_text(&out)), tables[i].expected);
        arena_release(&try.arena);
    }
}

static const struct fault {
    const char *name;
    struct text bytes;
    const char *expected;
} faults[] = {
    {"empty", TEXT(""), "1:0 the table is empty | write the names of the columns in the first line\n"},
    {"only empty lines", TEXT("\n\n"), "1:0 the table is empty | write the names of the columns in the first line\n"},
    {"BOM only", TEXT("\357\273\277"), "1:0 the table is empty | write the names of the columns in the first line\n"},
    {"no columns", TEXT(";;;\n1;2;3\n"),
     "1:0 the first line names no columns | write the names of the columns in the first line\n"},
    {"two columns of one name", TEXT("date;value;Date\n1;2;3\n"),
     "1:12 a second column is called 'Date' | give each column a name of its own | 1:1 the first is here\n"},
    {"column without name", TEXT("date;;note\n1;2;3\n"),
     "1:6 column 2 has no name | write its name in the first line\n"},
    {"too few cells", TEXT("date;value\n2020-03-01\n"),
     "2:1 wrong number of cells in this row: 1 instead of 2 | write a semicolon between cells, also for empty ones\n"},
    {"too many cells", TEXT("date;value\n2020-03-01;1;bra\n"),
     "2:14 wrong number of cells in this row: 3 instead of 2 | put a cell that has a semicolon in it in quotes: "
     "\"…\"\n"},
    {"decimal comma in a table with commas", TEXT("date,value\n2020-03-01,12,5\n"),
     "2:15 wrong number of cells in this row: 3 instead of 2 | put a cell that has a comma in it in quotes, also a "
     "number: "
     "\"12,5\"\n"},
    {"too many cells for tabs", TEXT("date\tvalue\n2020-03-01\t12\t5\n"),
     "2:15 wrong number of cells in this row: 3 instead of 2 | put a cell that has a tab in it in quotes: \"…\"\n"},
    {"one column", TEXT("date\n2020;1\n"),
     "2:6 wrong number of cells in this row: 2 instead of 1 | write the names of all columns in the first line, with "
     "a semicolon between them\n"},
    {"one cell of one column", TEXT("date\n2020\n2021;x;y\n"),
     "3:6 wrong number of cells in this row: 3 instead of 1 | write the names of all columns in the first line, with "
     "a semicolon between them\n"},
    {"place after a line break in quotes", TEXT("date;note\n2020;\"a\nb\"\n2021\n"),
     "4:1 wrong number of cells in this row: 1 instead of 2 | write a semicolon between cells, also for empty ones\n"},
    {"place behind letters beyond ASCII", TEXT("date;v\303\244rde\n\303\245\303\244\303\266;\303\266;x\n"),
     "2:7 wrong number of cells in this row: 3 instead of 2 | put a cell that has a semicolon in it in quotes: "
     "\"…\"\n"},
    {"unclosed quote", TEXT("date;note\n2020;\"bra\n2021;x\n"),
     "2:6 the quote that begins here is never closed | write '\"' at the end of the cell, or leave it "
     "out here\n"},
    {"unclosed quote that another cell closes", TEXT("date;note\n2020;\"bra\n2021;\"x\"\n2022\n"),
     "2:6 the quote that begins here is never closed | write '\"' at the end of the cell, or leave it "
     "out here\n4:1 wrong number of cells in this row: 1 instead of 2 | write a semicolon between cells, also for "
     "empty "
     "ones\n"},
    {"text after a quote", TEXT("date;note\n2020;\"bra\" sa hon\n2021;\"x\n"),
     "2:12 text after the closing quote | write a quote inside the cell twice: \"\"\n"
     "3:6 the quote that begins here is never closed | write '\"' at the end of the cell, or leave it "
     "out here\n"},
    {"NUL", TEXT("date;value\n2020;\0001\n"),
     "2:6 a NUL byte, which no text has | save the file as plain text in UTF-8\n"},
    {"UTF-16 cut in the middle", TEXT("\377\376d\000a\000t\000e\000\n"),
     "0:0 the file is UTF-16, not UTF-8 | save it as UTF-8\n"},
    {"UTF-16 without mark", TEXT("d\000a\000t\000e\000;\000v\000\n\000"),
     "0:0 the file is UTF-16, not UTF-8 | save it as UTF-8\n"},
    {"neither encoding", TEXT("date;note\n2020;\201\n"), "2:6 the file is not UTF-8: byte 0x81 | save it as UTF-8\n"},
    {"both encodings", TEXT("date;\303\245;\303\244\n2020;\366;x\n"),
     "2:6 the file is not UTF-8: byte 0xF6 | save it as UTF-8; this is 'ö' if the file is in Windows-1252\n"},
    {"unknown separator", TEXT("sep=|\ndate|value\n"),
     "1:5 unknown separator '|' | write 'sep=;', or leave the line out\n"},
    {"no separator", TEXT("sep=\ndate;value\n"), "1:5 unknown separator '' | write 'sep=;', or leave the line out\n"},
    {"separator and no columns", TEXT("sep=;\n"),
     "1:0 the first line names no columns | write the names of the columns in the first line\n"},
};

static void test_faults(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        struct try try;
        parse(&try, faults[i].bytes);
        if (strcmp(messages_of(&try.diagnostics), faults[i].expected) != 0)
            print_error("%s\n", faults[i].name);
        assert_string_equal(messages_of(&try.diagnostics), faults[i].expected);
        assert_null(try.csv);
        arena_release(&try.arena);
    }
}

static void test_column(void **state)
{
    (void)state;
    struct try try;
    parse(&try, TEXT("date;Value;NOTE x\n"));
    assert_int_equal(csv_column(try.csv, "date"), 0);
    assert_int_equal(csv_column(try.csv, "value"), 1);
    assert_int_equal(csv_column(try.csv, "note x"), 2);
    assert_int_equal(csv_column(try.csv, "note"), -1);
    arena_release(&try.arena);
}

static struct text repeat(struct arena *arena, const char *start, const char *piece, size_t times)
{
    struct buffer buffer = {.arena = arena};
    buffer_add_string(&buffer, start);
    for (size_t i = 0; i < times; i++)
        buffer_add_string(&buffer, piece);
    return buffer_text(&buffer);
}

/* Sizes that a quadratic algorithm would not survive; a good table gives no message. */
static void test_sizes(void **state)
{
    static const struct {
        const char *start, *piece;
        size_t times;
        const char *message; /* of the last entry */
        size_t count;
    } inputs[] = {
        {"a\n", "1\n", 100000, "", 0},
        {"a\n", "1\n", CSV_ROW_LIMIT + 1, "more than 100000 rows", 1},
        {"a;b\n", "1\n", 100000, "wrong number of cells in this row: 1 instead of 2", 20},
        {"", "a;", 100000, "more than 1000 columns", 1},
        {"a\n", ";", 1000000, "more than 1000 columns", 1},
        {"a\n\"", "x", 1000000, "the quote that begins here is never closed", 1},
        {"a\n", "\"x\n", 300000, "the quote that begins here is never closed", 20},
        {"a\n\"", "\"\"", 500001, "", 0},
        {"a\n", "\n", 1000000, "", 0},
        {"a\n", "ord ", 250000, "", 0},
    };
    (void)state;
    for (size_t i = 0; i < sizeof inputs / sizeof *inputs; i++) {
        struct arena arena = {0};
        struct text bytes = repeat(&arena, inputs[i].start, inputs[i].piece, inputs[i].times);
        if (bytes.bytes[2] == '"' && bytes.bytes[3] == '"')
            bytes = text_join(&arena, bytes, TEXT("\"\n"));
        struct try try;
        parse(&try, bytes);
        size_t count = try.diagnostics.list.count;
        assert_int_equal(count, inputs[i].count);
        if (count)
            assert_string_equal(text_string(&arena, try.diagnostics.list.items[count - 1]->message), inputs[i].message);
        assert_true((try.csv == NULL) == (count > 0));
        arena_release(&try.arena);
        arena_release(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tables),
        cmocka_unit_test(test_faults),
        cmocka_unit_test(test_column),
        cmocka_unit_test(test_sizes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
