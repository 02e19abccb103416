#include "proof/foreign.h"

#include "proof/word.h"

#include <string.h>

/* A function word of one language that the other has not. Weak: may be a name, an abbreviation or a rare word of
 * the other. */
enum weight { NONE, WEAK, STRONG };

struct function_words {
    const char *strong, *weak; /* between spaces */
};

/* By first letter; those of å, ä and ö stand last. */
enum { LETTERS = 27 };

static const struct function_words english[LETTERS] = {
    ['a' - 'a'] = {" about across against although always among another anyone anything around away ",
                   " after an and any are as again at "},
    ['b' - 'a'] = {" because been before behind being better between both ", " be best by "},
    ['c' - 'a'] = {" cannot can't could couldn't ", " can "},
    ['d' - 'a'] = {" does doesn't don't doing didn't during ", " did do down "},
    ['e' - 'a'] = {" each either enough every everyone everything ", " even ever "},
    ['f' - 'a'] = {" few found further ", " first for from "},
    ['g' - 'a'] = {" gives goes going ", " good give "},
    ['h' - 'a'] = {" having hers himself how ", " had has have he her him his "},
    ['i' - 'a'] = {" into isn't it's its itself i'm i've ", " if is it "},
    ['k' - 'a'] = {" know knows ", ""},
    ['l' - 'a'] = {" later less let's likely ", " let like "},
    ['m' - 'a'] = {" many might much myself ", " make makes me may more must my "},
    ['n' - 'a'] = {" neither never nothing ", " need no nor not now "},
    ['o' - 'a'] = {" of often other others ought our ours ourselves ", " off on one only or out over own "},
    ['p' - 'a'] = {" perhaps ", ""},
    ['q' - 'a'] = {" quite ", ""},
    ['r' - 'a'] = {" really ", " rather "},
    ['s' - 'a'] = {" shall she should since some someone something such she's ", " same so still "},
    ['t' - 'a'] = {" than that that's the their them themselves then there these they this those through "
                   "thus together toward towards they're ",
                   " take to too two "},
    ['u' - 'a'] = {" unless upon ", " until up us use used using "},
    ['v' - 'a'] = {" very ", ""},
    ['w' - 'a'] = {" was wasn't we're we were what whatever when where whether which while whose why with "
                   "within without would won't ",
                   " want way well who will work "},
    ['y' - 'a'] = {" yet you you're your yours yourself ", ""},
};

static const struct function_words swedish[LETTERS] = {
    ['a' - 'a'] = {" aldrig alla allt alltid alltså annan annat att av arbetar ", " allting andra "},
    ['b' - 'a'] = {" bara blev bli blir blivit berättar berättade både boken betyder barnen ", " bland borde "},
    ['d' - 'a'] = {" de dem denna deras dess dessa det detta dina ditt du därför där då dels dessutom ",
                   " den dig din "},
    ['e' - 'a'] = {" efter eftersom egen eget eller emellan emot endast enligt ett exempelvis ", " en er "},
    ['f' - 'a'] = {" finns fick fanns få får för före från fram filmen fler flera ", " fem fyra första "},
    ['g' - 'a'] = {" genom ger gick gjorde gjort gör göra går gå gäller ", ""},
    ['h' - 'a'] = {" hade hans hela hennes heter honom hos hur här hette handlar hemma ", " han har hon "},
    ['i' - 'a'] = {" igen ingen inget inga innan inom inte idag ibland inför ", " ihop "},
    ['j' - 'a'] = {" jag ju ", ""},
    ['k' - 'a'] = {" kan kanske kommer kom kunde kunna kallas kallad kallade kallat känner ", " klart "},
    ['l' - 'a'] = {" lika ligger läser läs läste ", " låt "},
    ['m' - 'a'] = {" med medan mellan mer mest mig mycket många måste människor ", " mina mitt mot möter "},
    ['n' - 'a'] = {" ni nu när något några någon nästa nya nytt ", " ner nog ny "},
    ['o' - 'a'] = {" och också oss ofta olika ", " om "},
    ['p' - 'a'] = {" på ", ""},
    ['r' - 'a'] = {" redan ", ""},
    ['s' - 'a'] = {" samma samt sig sina sitt själv ska skall skulle som så sådan sådana sade säger säga "
                   "skriver skrev står sätt ",
                   " se sedan ser ses sin "},
    ['t' - 'a'] = {" tillsammans trots två tre tycker teamet teamen träffen ", " ta till tills tusen "},
    ['u' - 'a'] = {" ungefär upp ut utan utanför ", " ur "},
    ['v' - 'a'] = {" vad vara varit varje varför vem vi vid vilka vilken vilket vill ville vår våra vårt "
                   "väl visar varandra ",
                   " var "},
    ['y' - 'a'] = {" ytterligare ", ""},
    [LETTERS - 1] = {" än ännu är även åt över ändå åter ", " år öppen ålder "},
};

static enum weight weight_in(const struct function_words *language, struct text word)
{
    if (word.size == 0)
        return NONE;
    unsigned char first = (unsigned char)word.bytes[0];
    bool is_plain = first >= 'a' && first <= 'z';
    if (!is_plain && first != 0xC3)
        return NONE;
    const struct function_words *words = &language[is_plain ? first - 'a' : LETTERS - 1];
    return word_is_listed(word, words->strong) ? STRONG : word_is_listed(word, words->weak) ? WEAK : NONE;
}

static bool has_swedish_letter(struct text word)
{
    for (size_t at = 0; at < word.size;) {
        uint32_t character = utf8_next(word, &at);
        if (character == 0xE5 || character == 0xE4 || character == 0xF6)
            return true;
    }
    return false;
}

/* Endings that hardly any English word has. */
static bool has_swedish_ending(struct text word)
{
    static const char *const endings[] = {"arna", "erna", "orna", "ningen", "ningar", "heten",
                                          "ligt", "liga", "iska", "skap",   "ande"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        if (word.size >= 7 && text_ends_with(word, endings[i]))
            return true;
    }
    return false;
}

/* What a word says: of the language looked for, of the text's own, or of neither. */
struct sign {
    enum weight foreign;
    bool is_own, is_capital;
};

static enum weight swedish_weight(struct text folded, bool is_capital)
{
    enum weight weight = weight_in(swedish, folded);
    if (text_is(folded, "i"))
        return is_capital ? NONE : WEAK; /* "I" is English too, and so is a careless "i" */
    bool may_be_name = is_capital && text_find_byte(folded, '-', 0) == folded.size;
    if (weight == NONE && !may_be_name && (has_swedish_letter(folded) || has_swedish_ending(folded)))
        return WEAK;
    return weight;
}

/* More than one capital: an abbreviation (IT, WHO). */
static bool is_in_capitals(struct text word)
{
    size_t at = 0;
    utf8_next(word, &at);
    return at < word.size && word_begins_upper(word, at);
}

static struct sign sign_of(struct text text, struct word word, bool is_text_swedish)
{
    char room[WORD_ROOM];
    struct text written = text_slice(text, word.from, word.to);
    struct sign sign = {.is_capital = word_begins_upper(text, word.from)};
    if (word.kind != WORD_LETTERS || is_in_capitals(written))
        return sign;
    struct text folded = word_fold(written, room);
    enum weight in_swedish = swedish_weight(folded, sign.is_capital), in_english = weight_in(english, folded);
    sign.foreign = is_text_swedish ? in_english : in_swedish;
    sign.is_own = is_text_swedish ? in_swedish != NONE && in_english == NONE : in_english != NONE && in_swedish == NONE;
    return sign;
}

enum {
    LEAST_WORDS = 4,
    LEAST_WEIGHT = 6, /* when only one word is strong; two are enough by themselves */
    SPARSEST = 4,     /* words for each unit of weight */
    LONGEST_GAP = 12, /* words without any sign */
};

/* Words in a row without one of the text's own language. */
struct run {
    size_t from, to; /* up to the last word that belongs to it for certain */
    size_t words, weight, strong;
    size_t start;       /* of the stretch: of the words since a boundary, or of the names before the first sign */
    size_t waiting;     /* words since `to`, or since `start` */
    size_t waiting_end; /* of the last of them */
    bool is_open;       /* has a sign */
    bool is_at_names;   /* all words since the last sign are names */
};

/* A sentence, a clause after a colon, a quotation or a bracket begins or ends. */
static bool is_boundary(struct text gap)
{
    for (size_t at = 0; at < gap.size;) {
        uint32_t character = utf8_next(gap, &at);
        if (character < 0x80
                ? memchr(".!?:;()[]\"\n", (int)character, 11) != NULL
                : (character >= 0x2013 && character <= 0x2014) || (character >= 0x2018 && character <= 0x2026) ||
                      character == 0xAB || character == 0xBB)
            return true;
    }
    return false;
}

static void take_waiting(struct run *run)
{
    if (run->waiting)
        run->to = run->waiting_end;
    run->words += run->waiting;
    run->waiting = 0;
}

static void take_sign(struct run *run, struct word word, enum weight weight)
{
    if (!run->is_open) {
        run->from = run->waiting ? run->start : word.from;
        run->to = run->from;
        run->is_open = true;
    }
    take_waiting(run);
    run->words++;
    run->to = word.to;
    run->weight += weight;
    run->strong += weight == STRONG;
    run->is_at_names = true;
}

/* A word of neither language. `is_inside` when the stretch began at one of the text's own words: then only names
 * may stand before the first sign. */
static void take_neutral(struct run *run, struct word word, bool is_capital, bool is_inside)
{
    if (!run->is_open && is_inside && !is_capital) {
        run->waiting = 0;
        return;
    }
    if (run->waiting == 0 && !run->is_open)
        run->start = word.from;
    run->waiting++;
    run->waiting_end = word.to;
    if (run->is_open && run->is_at_names && is_capital)
        take_waiting(run);
    else
        run->is_at_names = false;
}

static bool is_clear(const struct run *run)
{
    bool is_certain = run->strong >= 2 || (run->strong == 1 && run->weight >= LEAST_WEIGHT);
    return is_certain && run->words >= LEAST_WORDS && run->words <= SPARSEST * run->weight;
}

/* At a boundary the phrase belongs to the run as a whole; of one that has words of the text's own, one word. What is
 * not clear by itself is no run: two short titles in a row are not. */
static void end_phrase(struct run *run, bool is_inside)
{
    if (!is_inside || run->waiting == 1)
        take_waiting(run);
    if (!is_clear(run)) {
        *run = (struct run){0};
        return;
    }
    run->waiting = 0;
    run->is_at_names = false;
}

static bool result(const struct run *run, bool is_text_swedish, struct foreign_find *find)
{
    *find = (struct foreign_find){run->from, run->to, is_text_swedish ? "en" : "sv"};
    return true;
}

bool foreign_find(struct text text, struct text language, size_t from, struct foreign_find *find)
{
    bool is_swedish = text_is(language, "sv"), is_inside = false;
    struct run run = {0};
    struct word word;
    if (!is_swedish && !text_is(language, "en"))
        return false;
    for (size_t position = from, end = from; word_next(text, &position, &word); end = word.to) {
        struct sign sign = sign_of(text, word, is_swedish);
        if (is_boundary(text_slice(text, end, word.from))) {
            if (is_inside && run.waiting > 1 && is_clear(&run))
                return result(&run, is_swedish, find);
            end_phrase(&run, is_inside);
            is_inside = false;
        }
        if (sign.is_own || run.waiting > LONGEST_GAP) {
            if (is_clear(&run))
                return result(&run, is_swedish, find);
            run = (struct run){0};
            is_inside = true;
        }
        if (sign.foreign != NONE)
            take_sign(&run, word, sign.foreign);
        else if (!sign.is_own)
            take_neutral(&run, word, sign.is_capital, is_inside);
    }
    end_phrase(&run, is_inside);
    return run.is_open && result(&run, is_swedish, find);
}
