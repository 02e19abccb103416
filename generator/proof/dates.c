#include "proof/dates.h"

#include "proof/character_class.h"
#include "proof/date_reading.h"
#include "proof/date_words.h"

/* The weekday before `position`, with a full stop if it is shortened; after "tisdag." a new sentence begins. */
static bool weekday_before(struct text text, size_t position, struct token *token, struct weekday_word *word)
{
    *token = token_before(text, position);
    bool has_stop = token_is_sign(token, '.');
    if (has_stop)
        *token = token_before(text, token->from);
    *word = weekday_word_of(token);
    return word->weekday >= 0 && (!has_stop || word->is_shortened);
}

/* Before "den" or "the". */
static size_t skip_article_back(struct text text, size_t position)
{
    struct token token = token_before(text, position);
    return token_is_word(&token, "den") || token_is_word(&token, "the") ? token.from : position;
}

/* The day that ends before `position`, perhaps with ":e". */
static struct token day_before(struct text text, size_t position)
{
    struct token token = token_before(text, position);
    if (token.kind == TOKEN_WORD && token.to - token.from <= 2)
        token = token_before(text, token.from);
    if (token_is_sign(&token, ':'))
        token = token_before(text, token.from);
    return token;
}

/* Where the list of days begins that goes on with the day at `position`; counts those before it. */
static size_t list_start(struct text text, size_t position, size_t *index)
{
    struct token current = token_after(text, position);
    int number = current.number;
    for (*index = 0; *index < DAYS_MOST; ++*index) {
        struct token sign = token_before(text, skip_article_back(text, position));
        if (!is_day_separator(&sign))
            break;
        struct token day = day_before(text, sign.from);
        if (!is_day_number(&day) || day.number >= number || (token_is_sign(&sign, '-') && day.is_other_line))
            break;
        number = day.number;
        position = day.from;
    }
    return position;
}

struct weekdays {
    struct token tokens[DAYS_MOST]; /* from the last to the first */
    struct weekday_word words[DAYS_MOST];
    size_t count;
};

/* Those before the days that begin at `position`. */
static void read_weekdays(struct text text, size_t position, struct weekdays *weekdays)
{
    position = skip_article_back(text, position);
    struct token sign = token_before(text, position);
    if (token_is_sign(&sign, ',') || token_is_sign(&sign, '('))
        position = sign.from;
    for (weekdays->count = 0; weekdays->count < DAYS_MOST; weekdays->count++) {
        size_t i = weekdays->count;
        if (!weekday_before(text, position, &weekdays->tokens[i], &weekdays->words[i]))
            break;
        sign = token_before(text, weekdays->tokens[i].from);
        position = is_day_separator(&sign) ? sign.from : weekdays->tokens[i].from;
    }
}

static void set_weekday(const struct weekdays *weekdays, size_t i, struct written_date *found)
{
    found->weekday = weekdays->words[i].weekday;
    found->weekday_from = weekdays->tokens[i].from;
    found->weekday_to = weekdays->tokens[i].to;
}

/* The weekday before the first of some days begins the find, unless it stands before `from`. */
static void find_weekday_before(struct text text, size_t from, const struct date_reading *reading,
                                struct written_date *found)
{
    size_t index, start = list_start(text, found->from, &index);
    struct weekdays weekdays;
    read_weekdays(text, start, &weekdays);
    size_t count = weekdays.count, all = index + reading->day_count;
    if (count > 1 && all >= count && index < count)
        set_weekday(&weekdays, count - 1 - index, found);
    else if (count > 0 && (index == 0 || (count == 1 && weekdays.words[0].is_plural)))
        set_weekday(&weekdays, 0, found);
    if (found->weekday >= 0 && index == 0 && found->weekday_from >= from)
        found->from = found->weekday_from;
}

/* "(tisdag)" */
static void find_weekday_after(struct text text, struct written_date *found)
{
    struct token open = token_after(text, found->to), word = token_after(text, open.to),
                 close = token_after(text, word.to);
    int weekday = weekday_word_of(&word).weekday;
    if (token_is_sign(&close, '.'))
        close = token_after(text, close.to);
    if (!token_is_sign(&open, '(') || weekday < 0 || !token_is_sign(&close, ')'))
        return;
    found->weekday = weekday;
    found->weekday_from = word.from;
    found->weekday_to = word.to;
    found->to = close.to;
}

static bool date_exists(struct date date)
{
    int leap_year = 2000;
    return date.day <= date_days_in_month(date.year ? date.year : leap_year, date.month);
}

static bool is_article_before(struct text text, size_t position)
{
    return skip_article_back(text, position) < position;
}

/* The other end of an interval before or after: "3/3–" or "–3/3". */
static bool is_interval_end(struct text text, size_t from, size_t to)
{
    struct token dash = token_after(text, to);
    struct date_reading other;
    if (token_is_sign(&dash, '-') && read_days(text, dash.to, &other))
        return true;
    dash = token_before(text, from);
    struct token month = token_before(text, dash.from), slash = token_before(text, month.from);
    return token_is_sign(&dash, '-') && token_is_number(&month, 1, 2) && token_is_sign(&slash, '/');
}

/* Whether "3/4" at `at` is no part of anything. */
static bool is_slash_date(struct text text, size_t at, const struct date_reading *reading,
                          const struct written_date *found)
{
    struct date date = reading->date;
    struct token next = token_after(text, reading->to);
    uint32_t after = character_at(text, reading->to), before = character_before(text, at);
    if (date.day > 31 || before == '/' || after == '/' || is_letter(after) || after == '_' ||
        ((after == ',' || after == '.') && is_digit(character_at(text, reading->to + 1))))
        return false;
    return found->weekday >= 0 || date.year || is_article_before(text, at) || token_is_word(&next, "kl") ||
           token_is_word(&next, "klockan") || is_interval_end(text, at, reading->to) ||
           (date.day > date.month && !(date.day == 24 && date.month == 7));
}

/* What stands before the digits of a day or year may show that they are a part of something else. */
static bool is_start(struct text text, size_t at, bool is_iso)
{
    uint32_t before = character_before(text, at), earlier = character_before(text, step_back(text, at));
    if (is_letter(before) || before == '_' || (before == '=' && is_iso))
        return false;
    if (before == '.' || before == ',' || before == ':')
        return !is_digit(earlier);
    if (before == '/')
        return is_digit(earlier);
    /* "covid-19 mars", but "februari-3 mars" and "mötet–3 mars" */
    struct token word = token_before(text, step_back(text, at));
    return !is_dash(before) || !is_letter(earlier) || before >= 0x2013 || month_word_of(&word).month;
}

/* The days of an English month, after the first: "–25, 2021" of "February 24–25, 2021". */
static bool read_more_days(struct text text, size_t at, struct date_reading *reading)
{
    size_t index, start = list_start(text, at, &index);
    struct token month = token_before(text, start), day = token_after(text, at);
    if (token_is_sign(&month, '.'))
        month = token_before(text, month.from);
    struct month_word word = month_word_of(&month);
    if (index == 0 || !word.is_english || !is_day_number(&day))
        return false;
    size_t end = skip_ordinal(text, day.to);
    *reading = (struct date_reading){.date = {0, word.month, day.number}, .day_to = end};
    read_days_after(text, end, reading);
    return true;
}

static bool read_number(struct text text, size_t at, struct date_reading *reading)
{
    if (read_iso_date(text, at, reading))
        return is_start(text, at, true);
    if (!is_start(text, at, false))
        return false;
    return read_days(text, at, reading) || read_more_days(text, at, reading);
}

/* A month, with days after it in English; alone only where it can be nothing else. */
static bool read_word(struct text text, size_t at, struct date_reading *reading)
{
    struct token token = token_after(text, at);
    struct month_word word = month_word_of(&token);
    if (!word.month)
        return false;
    if (read_month_and_days(text, at, reading))
        return true;
    return read_month(text, at, reading) &&
           (reading->has_year || (word.is_swedish && !word.is_shortened && !token.is_capital));
}

/* Makes a find of what was read at `at`; false when it is no date after all. */
static bool tell(struct text text, size_t from, size_t at, struct date_reading *reading, struct written_date *found)
{
    if (!reading->date.year)
        reading->date.year = read_later_year(text, reading->to, reading->date.month);
    *found = (struct written_date){.from = at, .date = reading->date, .weekday = -1};
    found->to = reading->day_count > 1 ? reading->day_to : reading->to;
    found->exists = date_exists(reading->date);
    if (reading->day_count > 0)
        find_weekday_before(text, from, reading, found);
    if (reading->is_slash && !is_slash_date(text, at, reading, found))
        return false;
    if (found->weekday < 0 && reading->day_count == 1)
        find_weekday_after(text, found);
    return true;
}

/* Not inside a word, a number or an address: "https://example.org/februari". */
static bool is_word_start(uint32_t before)
{
    bool is_sign = before > 0 && before < 0x80 && strchr("_/@#=&", (int)before);
    return !is_letter(before) && !is_digit(before) && !is_sign && before != 0xAD;
}

bool date_find(struct text text, size_t from, struct written_date *found)
{
    for (size_t at = from; at < text.size; at++) {
        uint32_t character = character_at(text, at), before = character_before(text, at);
        struct date_reading reading;
        bool is_read = is_digit(character)
                           ? !is_digit(before) && read_number(text, at, &reading)
                           : is_letter(character) && is_word_start(before) && read_word(text, at, &reading);
        if (is_read && tell(text, from, at, &reading, found))
            return true;
    }
    return false;
}
