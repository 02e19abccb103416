/* Which language is wanted, and what messages are without a catalogue. That the catalogue is found and spoken
 * is tested with the whole program, in tests/commands/language.sh. */
#include "harness.h"

#include "base/translate.h"

#include <errno.h>
#include <stdlib.h>

static void set(const char *name, const char *value)
{
    assert_int_equal(value ? setenv(name, value, 1) : unsetenv(name), 0);
}

static void wanted(void **state)
{
    (void)state;
    static const struct {
        const char *all, *messages, *lang, *language, *expected;
    } cases[] = {
        {NULL, NULL, NULL, NULL, "en"},          {NULL, NULL, "sv_SE.UTF-8", NULL, "sv"},
        {NULL, NULL, "sv", NULL, "sv"},          {NULL, NULL, "sv_FI", NULL, "sv"},
        {NULL, NULL, "sv@quot", NULL, "sv"},     {NULL, NULL, "svx", NULL, "en"},
        {NULL, NULL, "s", NULL, "en"},           {NULL, NULL, "de_DE.UTF-8", NULL, "en"},
        {NULL, NULL, "C.UTF-8", NULL, "en"},     {NULL, "sv_SE", "en_GB", NULL, "sv"},
        {"en_GB", "sv_SE", "sv_SE", NULL, "en"}, {"", "", "sv_SE", "", "sv"},
        {NULL, NULL, "en_GB", "sv", "sv"},       {NULL, NULL, "sv_SE", "en", "en"},
        {NULL, NULL, "sv_SE", "de", "en"},       {NULL, NULL, "sv_SE", "de:sv:en", "sv"},
        {NULL, NULL, "en_GB", "fi:en:sv", "en"}, {NULL, NULL, "en_GB", "::sv", "sv"},
        {NULL, NULL, NULL, "sv", "sv"},          {NULL, NULL, "C.UTF-8", "sv", "sv"},
        {"C", NULL, "sv_SE", "sv", "en"},        {NULL, NULL, "POSIX", "sv", "en"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        set("LC_ALL", cases[i].all);
        set("LC_MESSAGES", cases[i].messages);
        set("LANG", cases[i].lang);
        set("LANGUAGE", cases[i].language);
        if (strcmp(translate_wanted(), cases[i].expected) != 0)
            fail_msg("case %zu: %s instead of %s", i, translate_wanted(), cases[i].expected);
    }
}

static void without_a_catalogue(void **state)
{
    (void)state;
    translate_choose("sv", "/nonexistent");
    assert_string_equal(translate("error"), "error");
    assert_string_equal(translate(""), ""); /* not the head of a catalogue */
    assert_string_equal(translate_count("%zu page", "%zu pages", 1), "%zu page");
    assert_string_equal(translate_count("%zu page", "%zu pages", 0), "%zu pages");
    assert_string_equal(translate_count("%zu page", "%zu pages", 2), "%zu pages");
    assert_string_equal(getenv("LANGUAGE"), "sv");
}

static void reasons_of_the_system(void **state)
{
    (void)state;
    assert_string_equal(translate_error(ENOENT), "No such file or directory");
    assert_string_equal(translate_error(ENOSPC), "No space left on device");
    assert_string_equal(translate_error(EPROTO), "Protocol error"); /* one that has no words of ours */
    assert_string_equal(translate_error(123456), "unknown reason");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wanted),
        cmocka_unit_test(without_a_catalogue),
        cmocka_unit_test(reasons_of_the_system),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
