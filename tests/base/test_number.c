/* Numbers as people write them. */
#include "base/number.h"
#include "harness.h"

#include <math.h>

static void right_numbers(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        double number;
    } cases[] = {
        {"0", 0},
        {"7", 7},
        {"1234", 1234},
        {"1 234,5", 1234.5},
        {"1\u00A0234\u00A0567", 1234567},
        {"12\u202F345.25", 12345.25},
        {"123 456 789", 123456789},
        {"0.25", 0.25},
        {"0,25", 0.25},
        {"-3", -3},
        {"\u22123,5", -3.5},
        {"+4", 4},
        {"-1 000", -1000},
        {" 12 ", 12},
        {"007", 7},
        {"0,000", 0},
        {"1234567890123456789012345678901234567890", 1234567890123456789012345678901234567890.0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        double number = 99;
        if (!number_parse(text_from(cases[i].text), &number) || number != cases[i].number)
            fail_msg("'%s' gives %g", cases[i].text, number);
    }
}

static void wrong_numbers(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "",
        " ",
        "-",
        "+",
        ".",
        ",",
        "1.234.5",
        "1,234,5",
        "1.234,5",
        "5.",
        "5,",
        ".5",
        ",5",
        "1 23",
        "1 2345",
        "1234 567",
        "1  234",
        "12 34,5",
        "1 234 5",
        "- 3",
        "--3",
        "+-3",
        "3-",
        "0,123 456",
        "1e5",
        "0x10",
        "inf",
        "nan",
        "12 %",
        "12%",
        "tolv",
        "1 ,5",
        "1\t234",
        "\u2013"
        "3",
        "1\xA0"
        "234",
        "1'234",
        "1234567890123456789012345678901234567890123456789012345678901234567890",
    };
    double number = 99;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        if (number_parse(text_from(wrong[i]), &number))
            fail_msg("'%s' is no number, not %g", wrong[i], number);
    assert_false(number_parse((struct text){0}, &number));
    assert_false(number_parse(TEXT("1\0"), &number));
}

static void check_written(double number, int decimals, char separator, const char *expected)
{
    struct arena arena = {0};
    assert_text(number_write(&arena, number, decimals, separator), expected);
    arena_release(&arena);
}

static void writing(void **state)
{
    (void)state;
    check_written(0, 2, ',', "0");
    check_written(-0.0, 2, ',', "0");
    check_written(-0.001, 2, ',', "0");
    check_written(-0.4, 0, ',', "0");
    check_written(-0.05, 2, ',', "\u22120,05");
    check_written(12, 2, ',', "12");
    check_written(12.5, 2, ',', "12,5");
    check_written(12.34567, 2, '.', "12.35");
    check_written(100, 0, ',', "100"); /* zeros before the separator stay */
    check_written(1200, 3, ',', "1200");
    check_written(99.999, 2, ',', "100");
    check_written(-3.5, 1, ',', "\u22123,5");
}

static void groups(void **state)
{
    (void)state;
    check_written(9999, 0, ',', "9999");
    check_written(9999.5, 1, ',', "9999,5");
    check_written(-9999, 0, ',', "\u22129999");
    check_written(10000, 0, ',', "10\u00A0000");
    check_written(9999.99, 1, ',', "10\u00A0000");
    check_written(-10000, 0, ',', "\u221210\u00A0000");
    check_written(123456, 0, ',', "123\u00A0456");
    check_written(1234567.25, 2, ',', "1\u00A0234\u00A0567,25");
    check_written(-123456.125, 3, '.', "\u2212123\u00A0456.125");
}

static void there_and_back(void **state)
{
    (void)state;
    struct arena arena = {0};
    for (int i = -200000; i <= 200000; i += 37) {
        double number = i / 4.0, back = NAN;
        assert_true(number_parse(number_write(&arena, number, 2, i % 2 ? ',' : '.'), &back));
        assert_true(back == number);
        arena_reset(&arena);
    }
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(right_numbers), cmocka_unit_test(wrong_numbers),  cmocka_unit_test(writing),
        cmocka_unit_test(groups),        cmocka_unit_test(there_and_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
