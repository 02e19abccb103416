/* SHA-256 over texts. */
#include "base/digest.h"
#include "harness.h"

#include <string.h>

static void check_digest(const struct text *texts, size_t count, const char *expected)
{
    struct arena arena = {0};
    struct text digest = digest_texts(&arena, texts, count);
    assert_text(digest, expected);
    assert_int_equal(strspn(digest.bytes, "0123456789abcdef"), 64);
    arena_release(&arena);
}

/* Expected from sha256sum, of the bytes in the comment. */
static void known_digests(void **state)
{
    (void)state;
    check_digest(NULL, 0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");          /* nothing */
    check_digest(&TEXT("abc"), 1, "aab5f9ae99b2e38fb462025c8f72f570c9c811705d2a4277dc855d7fa293fe97");  /* 3:abc */
    check_digest(&TEXT("a\0b"), 1, "40b0877811b5bc2c9298349618dcab0245acfd4417e45ee6c82847033b72f5ef"); /* 3:a\0b */
    const struct text empty[] = {{0}, TEXT("")};
    check_digest(empty, 2, "390feabc786e369e55b904251d643b52b52b691c60eb74a498ef7c6df993bf12"); /* 0:0: */
}

/* Where one text ends and the next begins is part of the digest. */
static void borders_count(void **state)
{
    (void)state;
    struct arena arena = {0};
    const struct text lists[][2] = {{TEXT("ab"), TEXT("c")},  {TEXT("a"), TEXT("bc")}, {TEXT("abc"), TEXT("")},
                                    {TEXT(""), TEXT("abc")},  {TEXT("c"), TEXT("ab")}, {TEXT("a1:b"), TEXT("c")},
                                    {TEXT("a"), TEXT("b1:c")}};
    enum { COUNT = sizeof lists / sizeof *lists };
    for (size_t i = 0; i < COUNT; i++)
        for (size_t j = 0; j < COUNT; j++)
            assert_int_equal(text_equal(digest_texts(&arena, lists[i], 2), digest_texts(&arena, lists[j], 2)), i == j);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_digests),
        cmocka_unit_test(borders_count),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
