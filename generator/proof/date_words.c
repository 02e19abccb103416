#include "proof/date_words.h"

enum language { SWEDISH = 1, ENGLISH = 2, SHORTENED = 4 };

static const struct {
    const char *name;
    int month;
    unsigned languages;
} months[] = {
    {"januari", 1, SWEDISH},
    {"january", 1, ENGLISH},
    {"jan", 1, SWEDISH | ENGLISH | SHORTENED},
    {"februari", 2, SWEDISH},
    {"february", 2, ENGLISH},
    {"feb", 2, SWEDISH | ENGLISH | SHORTENED},
    {"mars", 3, SWEDISH},
    {"march", 3, ENGLISH},
    {"mar", 3, SWEDISH | ENGLISH | SHORTENED},
    {"april", 4, SWEDISH | ENGLISH},
    {"apr", 4, SWEDISH | ENGLISH | SHORTENED},
    {"maj", 5, SWEDISH},
    {"may", 5, ENGLISH},
    {"juni", 6, SWEDISH},
    {"june", 6, ENGLISH},
    {"jun", 6, SWEDISH | ENGLISH | SHORTENED},
    {"juli", 7, SWEDISH},
    {"july", 7, ENGLISH},
    {"jul", 7, SWEDISH | ENGLISH | SHORTENED},
    {"augusti", 8, SWEDISH},
    {"august", 8, ENGLISH},
    {"aug", 8, SWEDISH | ENGLISH | SHORTENED},
    {"september", 9, SWEDISH | ENGLISH},
    {"sept", 9, SWEDISH | ENGLISH | SHORTENED},
    {"sep", 9, SWEDISH | ENGLISH | SHORTENED},
    {"oktober", 10, SWEDISH},
    {"october", 10, ENGLISH},
    {"okt", 10, SWEDISH | SHORTENED},
    {"oct", 10, ENGLISH | SHORTENED},
    {"november", 11, SWEDISH | ENGLISH},
    {"nov", 11, SWEDISH | ENGLISH | SHORTENED},
    {"december", 12, SWEDISH | ENGLISH},
    {"dec", 12, SWEDISH | ENGLISH | SHORTENED},
};

static const struct {
    const char *name;
    int weekday;
    unsigned languages;
} weekdays[] = {
    {"måndag", 0, SWEDISH},           {"mån", 0, SWEDISH | SHORTENED},  {"tisdag", 1, SWEDISH},
    {"tis", 1, SWEDISH | SHORTENED},  {"onsdag", 2, SWEDISH},           {"ons", 2, SWEDISH | SHORTENED},
    {"torsdag", 3, SWEDISH},          {"tors", 3, SWEDISH | SHORTENED}, {"tor", 3, SWEDISH | SHORTENED},
    {"fredag", 4, SWEDISH},           {"fre", 4, SWEDISH | SHORTENED},  {"lördag", 5, SWEDISH},
    {"lör", 5, SWEDISH | SHORTENED},  {"söndag", 6, SWEDISH},           {"sön", 6, SWEDISH | SHORTENED},
    {"monday", 0, ENGLISH},           {"mon", 0, ENGLISH | SHORTENED},  {"tuesday", 1, ENGLISH},
    {"tues", 1, ENGLISH | SHORTENED}, {"tue", 1, ENGLISH | SHORTENED},  {"wednesday", 2, ENGLISH},
    {"wed", 2, ENGLISH | SHORTENED},  {"thursday", 3, ENGLISH},         {"thurs", 3, ENGLISH | SHORTENED},
    {"thur", 3, ENGLISH | SHORTENED}, {"thu", 3, ENGLISH | SHORTENED},  {"friday", 4, ENGLISH},
    {"fri", 4, ENGLISH | SHORTENED},  {"saturday", 5, ENGLISH},         {"sat", 5, ENGLISH | SHORTENED},
    {"sunday", 6, ENGLISH},           {"sun", 6, ENGLISH | SHORTENED},
};

/* After the name of a weekday in full. "tisdagsgruppen" is a name and says nothing of the day. */
static const struct {
    const char *ending;
    bool is_plural;
} endings[] = {
    {"", false},        {"en", false},        {"ens", false},          {"s", false},
    {"ar", true},       {"arna", true},       {"skväll", false},       {"skvällen", false},
    {"smorgon", false}, {"smorgonen", false}, {"sförmiddag", false},   {"sförmiddagen", false},
    {"slunch", false},  {"slunchen", false},  {"seftermiddag", false}, {"seftermiddagen", false},
};

static bool is_language(unsigned languages, const struct token *token)
{
    return (languages & SWEDISH) || token->is_capital;
}

struct month_word month_word_of(const struct token *token)
{
    for (size_t i = 0; token->kind == TOKEN_WORD && i < sizeof months / sizeof *months; i++)
        if (strcmp(token->word, months[i].name) == 0 && is_language(months[i].languages, token))
            return (struct month_word){
                .month = months[i].month,
                .is_swedish = months[i].languages & SWEDISH,
                .is_english = (months[i].languages & ENGLISH) && token->is_capital,
                .is_shortened = months[i].languages & SHORTENED,
            };
    return (struct month_word){0};
}

struct weekday_word weekday_word_of(const struct token *token)
{
    for (size_t i = 0; token->kind == TOKEN_WORD && i < sizeof weekdays / sizeof *weekdays; i++) {
        size_t size = strlen(weekdays[i].name);
        if (strncmp(token->word, weekdays[i].name, size) != 0 || !is_language(weekdays[i].languages, token))
            continue;
        if (token->word[size] == '\0')
            return (struct weekday_word){.weekday = weekdays[i].weekday,
                                         .is_shortened = weekdays[i].languages & SHORTENED};
        for (size_t j = 0; weekdays[i].languages == SWEDISH && j < sizeof endings / sizeof *endings; j++)
            if (strcmp(token->word + size, endings[j].ending) == 0)
                return (struct weekday_word){.weekday = weekdays[i].weekday, .is_plural = endings[j].is_plural};
    }
    return (struct weekday_word){.weekday = -1};
}

static bool is_one_of(const struct token *token, const char *const *words)
{
    for (; *words; words++)
        if (token_is_word(token, *words))
            return true;
    return false;
}

bool is_list_end(const struct token *token)
{
    static const char *const words[] = {"och", "samt", "eller", "and", "or", NULL};
    return token_is_sign(token, '&') || is_one_of(token, words);
}

bool is_day_separator(const struct token *token)
{
    static const char *const words[] = {"till", "to", NULL};
    return token_is_sign(token, '-') || token_is_sign(token, ',') || is_list_end(token) || is_one_of(token, words);
}
