/* Plain language: readability of each section, the heaviest sentences of each text, writing rules. */
#include "model/checking.h"

#include "base/translate.h"

#include "proof/readability.h"
#include "proof/writing.h"

#include <string.h>

enum { HARD = 50, FEWEST_WORDS = 60, MANY_WORDS = 20, HEAVIEST = 3 };

/* One heavy sentence, and the text it stands in. */
struct heavy {
    const struct published_text *text;
    struct sentence sentence;
    double weight;
};

/* What is being read: a section from one heading to the next, a whole text. */
struct reader {
    struct checking *checking;
    const struct network *network; /* whose glossary `known` holds */
    struct map known;
    const struct published_text *section; /* its first text */
    struct readability readability;
    const struct markup_node *top; /* of the text that `heaviest` are from */
    struct heavy heaviest[HEAVIEST];
};

static bool is_swedish(const struct published_text *text)
{
    return text_is(text->context.language, "sv");
}

static bool is_prose(const struct published_text *text)
{
    return text->role == ROLE_PARAGRAPH || text->role == ROLE_HEADING;
}

/* Sections */

static void end_section(struct reader *reader)
{
    double lix = readability_lix(&reader->readability);
    if (reader->section && reader->readability.words >= FEWEST_WORDS && lix >= HARD) {
        struct diagnostic *advice =
            diagnostic_check(reader->checking->diagnostics, &checks[CHECK_READABILITY], texts_place(reader->section, 0),
                             "this section is hard to read: LIX %.0f", lix);
        double words = (double)reader->readability.words;
        double a_sentence = words / (double)reader->readability.sentences;
        double long_share = 100.0 * (double)reader->readability.long_words / words;
        if (a_sentence > MANY_WORDS)
            diagnostic_hint(reader->checking->diagnostics, advice,
                            "%.0f words a sentence, %.0f of 100 words long; shorter sentences help most", a_sentence,
                            long_share);
        else
            diagnostic_hint(reader->checking->diagnostics, advice,
                            "%.0f words a sentence, %.0f of 100 words long; everyday words help most", a_sentence,
                            long_share);
    }
    reader->section = NULL;
    reader->readability = (struct readability){0};
}

/* The heaviest sentences */

static void say_heavy(struct reader *reader, const struct heavy *heavy)
{
    struct diagnostics *diagnostics = reader->checking->diagnostics;
    const struct sentence *sentence = &heavy->sentence;
    struct diagnostic *advice =
        diagnostic_check(diagnostics, &checks[CHECK_HEAVY_SENTENCE], texts_place(heavy->text, sentence->from),
                         "a heavy sentence: %zu words, %zu of them long", sentence->words, sentence->long_words);
    switch (sentence_load(sentence)) {
    case SENTENCE_LONG:
        diagnostic_hint(diagnostics, advice, "split it where a new thought begins");
        break;
    case SENTENCE_LONG_WORDS:
        diagnostic_hint(diagnostics, advice, "change some of the long words for everyday ones");
        break;
    default:
        diagnostic_hint(diagnostics, advice,
                        "split it where a new thought begins, and change some of the long words for everyday ones");
        break;
    }
}

static void end_text(struct reader *reader)
{
    end_section(reader);
    for (size_t i = 0; i < HEAVIEST; i++)
        if (reader->heaviest[i].text)
            say_heavy(reader, &reader->heaviest[i]);
    for (size_t i = 0; i < HEAVIEST; i++)
        reader->heaviest[i] = (struct heavy){0};
}

static void keep_if_heavy(struct reader *reader, struct heavy heavy)
{
    for (size_t i = 0; i < HEAVIEST; i++)
        if (!reader->heaviest[i].text || heavy.weight > reader->heaviest[i].weight) {
            struct heavy lighter = reader->heaviest[i];
            reader->heaviest[i] = heavy;
            heavy = lighter;
        }
}

static void read_sentences(struct reader *reader, const struct published_text *text)
{
    struct sentence sentence;
    for (size_t at = 0; sentence_next(text->text, &at, &reader->known, &sentence);)
        if (sentence_load(&sentence) != SENTENCE_LIGHT)
            keep_if_heavy(reader, (struct heavy){text, sentence, sentence_weight(&sentence)});
}

static void learn_glossary(struct reader *reader, const struct network *network)
{
    reader->network = network;
    reader->known = (struct map){.arena = reader->checking->arena};
    for (size_t i = 0; network && i < network->glossary.count; i++)
        readability_know(&reader->known, network->glossary.items[i].term);
}

static void read_prose(struct reader *reader, const struct published_text *text)
{
    if (text->top != reader->top)
        end_text(reader);
    if (text->context.network != reader->network)
        learn_glossary(reader, text->context.network);
    if (text->role == ROLE_HEADING)
        end_section(reader);
    reader->top = text->top;
    reader->section = reader->section ? reader->section : text;
    readability_add(&reader->readability, text->text, &reader->known);
    read_sentences(reader, text);
}

/* Writing rules */

static bool has_language(const struct published_text *text)
{
    return text->role != ROLE_CODE && text->role != ROLE_ADDRESS;
}

static void say_spaces(struct checking *checking, struct place place)
{
    struct diagnostic *advice = diagnostic_check(checking->diagnostics, &checks[CHECK_WRITING_RULE], place,
                                                 "there are several spaces between two words");
    diagnostic_hint(checking->diagnostics, advice, "write one");
}

static void check_writing(struct checking *checking, const struct published_text *text)
{
    struct writing_find find;
    size_t told = 0;
    for (size_t at = 0; told < CHECKING_MOST && writing_find(checking->arena, text->text, at, &find); at = find.to) {
        if (!text_is(texts_language(text, find.from), "sv"))
            continue;
        told++;
        if (strcmp(find.rule->name, "space-double") == 0) {
            say_spaces(checking, texts_place(text, find.from));
            continue;
        }
        struct text written = text_slice(text->text, find.from, find.to);
        struct diagnostic *advice =
            diagnostic_check(checking->diagnostics, &checks[CHECK_WRITING_RULE], texts_place(text, find.from),
                             "'%.*s' is written against the rules", TEXT_ARGUMENTS(text_cut(written, 60)));
        if (find.suggestion.size)
            diagnostic_hint(checking->diagnostics, advice, "write '%.*s'", TEXT_ARGUMENTS(find.suggestion));
    }
}

void check_language(struct checking *checking)
{
    struct reader reader = {.checking = checking, .known = {.arena = checking->arena}};
    for (size_t i = 0; i < checking->texts.count; i++) {
        const struct published_text *text = &checking->texts.items[i];
        if (!is_swedish(text))
            continue;
        if (is_prose(text))
            read_prose(&reader, text);
        if (has_language(text))
            check_writing(checking, text);
    }
    end_text(&reader);
}
