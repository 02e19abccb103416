#include "markup_test.h"

static bool block(void *context, const struct markup_node *node, struct buffer *buffer)
{
    if (text_is(text_from(node->block->name), "films"))
        return true; /* nothing to say */
    if (!text_is(text_from(node->block->name), "quote"))
        return false;
    buffer_add_string(buffer, "»");
    markup_render(node->first, context, buffer);
    buffer_add_string(buffer, "«\n  ");
    buffer_add(buffer, node->argument);
    return true;
}

static void test_text(void **state)
{
    (void)state;
    static const struct test_case cases[] = {
        {"", ""},
        {"Kort\nrad", "Kort rad\n"},
        {"a&#1;&#27;[31mb&#xfffe;c", "a[31mbc\n"},
        {"Det här är en text som är för lång för raden, åäö åäö åäö åäö.",
         "Det här är en text som är för lång för\nraden, åäö åäö åäö åäö.\n"},
        {"En https://exempel.se/en/adress/som/aldrig/bryts/av här",
         "En\nhttps://exempel.se/en/adress/som/aldrig/bryts/av\nhär\n"},
        {"a\\\nb *c* **d** ~~e~~ `f`", "a\nb c d (struket: e) f\n"},
        {"# Ett\n\ntext\n\n## Två *ord*\n\ntext\n\n### Tre\n\ntext",
         "Ett\n===\n\ntext\n\n\nTvå ord\n-------\n\ntext\n\nTre\n---\n\ntext\n"},
        {"# En rubrik som är längre än en rad får vara",
         "En rubrik som är längre än en rad får\nvara\n=====================================\n"},
        {"- a\n- b\n  - c\n  - d som är en lång punkt som bryts av till två rader\n- e",
         "- a\n- b\n  - c\n  - d som är en lång punkt som bryts av\n    till två rader\n- e\n"},
        {"- a\n\n  b\n\n- c", "- a\n\n  b\n\n- c\n"},
        {"9. a\n10. b\n11. c", " 9. a\n10. b\n11. c\n"},
        {"- [ ] a\n- [x] b b b b b b b b b b b b b b b b b b b b",
         "- ☐ a\n- ☑ b b b b b b b b b b b b b b b b b b\n    b b\n"},
        {"-\n- a", "-\n- a\n"},
        {"> a\n>\n> - b\n>\n> - c\n>\n> > d", "> a\n>\n> - b\n>\n> - c\n>\n> > d\n"},
        {"[a](https://b.se) [https://b.se](https://b.se) x@y.se <https://c.se> [d](#e) [b.se](https://b.se)",
         "a (https://b.se) https://b.se x@y.se\nhttps://c.se d b.se\n"},
        {"## [a *b*](lang:en)\n\nc [d](lang:en) e", "a b\n---\n\nc d e\n"},
        {"[](https://b.se)", "https://b.se\n"},
        {"a ![b](c) ![](d)\n\n![En bild](e \"Och text\")\n\n![](f)", "a [Bild: b]\n\n[Bild: En bild]\nOch text\n"},
        {"a\n\n---\n\nb", "a\n\n* * *\n\nb\n"},
        {"a\n\n```\nx   y som aldrig bryts av hur lång den än blir\n\nz\n```\n",
         "a\n\n    x   y som aldrig bryts av hur lång den än blir\n\n    z\n"},
        {"Kommun | Antal | M\n:--|--:|:-:\nNässjö | 12 | å\nJönköping | 1 | *bcd*",
         "Kommun     Antal   M\n---------  -----  ---\nNässjö        12   å\nJönköping      1  bcd\n"},
        {"Kommun | Vad man vill\n--|--\nNässjö | Att fler unga kommer till oss\nVärnamo | Att alla som vill också "
         "vågar ta plats\n|| x",
         "Kommun: Nässjö\nVad man vill: Att fler unga kommer till\n  oss\n\nKommun: Värnamo\n"
         "Vad man vill: Att alla som vill också\n  vågar ta plats\n\nVad man vill: x\n"},
        {"```fact Om *x*\na\n\nb\n```\n\nc", "Om *x*\n\na\n\nb\n\nc\n"},
        {"> ```quote Bo\n> a\n> ```\n>\n> b", "> »a«\n>   Bo\n>\n> b\n"},
        {"a\n\n```films\n```\n\nb", "a\n\nb\n"},
        {"å <http://a.se/x y> z", "å <http://a.se/x y> z\n"},
    };
    struct markup_render_options options = {
        .medium = MEDIUM_TEXT, .width = 40, .callbacks = {&options, NULL, NULL, block}};
    CHECK_RENDERED(cases, &options);
}

static void test_data(void **state)
{
    (void)state;
    static const struct test_case cases[] = {
        {"```films Att se\n- title: En film\n  note: Bra\n- b\n```", "Att se\n\n- title: En film\n  note: Bra\n- b\n"},
        {"```films\na:\n  - b\n```", "a:\n  - b\n"},
    };
    struct markup_render_options options = {.medium = MEDIUM_TEXT};
    CHECK_RENDERED(cases, &options);
}

static void test_words(void **state)
{
    (void)state;
    static const struct test_case cases[] = {{"![a](b)", "[Picture: a]\n"}};
    struct markup_render_options options = {.medium = MEDIUM_TEXT, .words.picture = TEXT("Picture")};
    CHECK_RENDERED(cases, &options);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_text), cmocka_unit_test(test_data),
                                       cmocka_unit_test(test_words)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
