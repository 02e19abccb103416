#include "proof/writing_rules.h"

#include "base/date.h"

#include <string.h>

enum style {
    NUMBER_PLAIN,  /* 10000 */
    NUMBER_SPACED, /* 10 000 */
    NUMBER_POINTS, /* 10.000 */
    NUMBER_COMMAS, /* 10,000 */
};

struct number {
    size_t from, to;
    size_t whole_end; /* of the digits before the decimals, groups included */
    size_t digits;    /* in front of the decimals */
    enum style style;
    bool has_decimals, has_point; /* has_point: 2.5 */
};

/* A number or an interval of two, and the unit behind. */
struct amount {
    struct number first, last;
    bool is_interval, is_hyphen;
    size_t to;                 /* of the numbers */
    size_t unit_from, unit_to; /* equal when there is no unit */
};

static char byte_at(struct text text, size_t at)
{
    return at < text.size ? text.bytes[at] : '\0';
}

static bool is_group(struct text text, size_t at)
{
    return digits_end(text, at) == at + 3;
}

/* Groups of three, parted by spaces. */
static void read_spaced_groups(struct text text, struct number *number)
{
    for (size_t group = spaces_end(text, number->to);
         group > number->to && number->digits < 12 && is_group(text, group); group = spaces_end(text, number->to)) {
        number->to = group + 3;
        number->digits += 3;
        number->style = NUMBER_SPACED;
    }
    number->whole_end = number->to;
}

/* 10.000 and 10,000; 10.000.000 at most: four groups are an address on the internet. "10,500" may be decimals. */
static bool read_marked_groups(struct text text, struct number *number)
{
    char mark = byte_at(text, number->to);
    size_t to = number->to, groups = 0;
    if (byte_at(text, number->from) == '0' || (mark != '.' && mark != ','))
        return false;
    while (byte_at(text, to) == mark && is_group(text, to + 1)) {
        to += 4;
        groups++;
    }
    bool are_zeros = text_ends_with(text_slice(text, 0, to), "00");
    if (groups == 0 || groups > 2 || (mark == ',' && groups == 1 && !are_zeros))
        return false;
    if (byte_at(text, to) == mark && is_digit_at(text, to + 1))
        return false;
    number->to = number->whole_end = to;
    number->digits += 3 * groups;
    number->style = mark == '.' ? NUMBER_POINTS : NUMBER_COMMAS;
    return true;
}

/* False for what is no number: 2.1.3, 1,2,3 or one of many digits. */
static bool read_number(struct text text, size_t at, struct number *number)
{
    size_t end = digits_end(text, at);
    *number = (struct number){.from = at, .to = end, .whole_end = end, .digits = end - at};
    if (number->digits == 0 || number->digits > 15)
        return false;
    if (number->digits <= 3 && read_marked_groups(text, number))
        return true;
    if (number->digits <= 3 && byte_at(text, at) != '0')
        read_spaced_groups(text, number);
    char mark = byte_at(text, number->to);
    if ((mark != '.' && mark != ',') || !is_digit_at(text, number->to + 1))
        return true;
    number->has_decimals = true;
    number->has_point = mark == '.';
    number->to = digits_end(text, number->to + 1);
    return !((byte_at(text, number->to) == '.' || byte_at(text, number->to) == ',') &&
             is_digit_at(text, number->to + 1));
}

/* The unit that begins at `at`; `may_be_word` when a space stands before. */
static size_t unit_end(struct text text, size_t at, bool may_be_word)
{
    static const char *const signs[] = {"%", "‰", "°C", "€", "§"};
    static const char *const short_units[] = {"kr", "kg", "km",  "cm",  "mm",  "ml",
                                              "dl", "cl", "min", "tim", "mkr", "kvm"};
    static const char *const words[] = {
        "procent",     "procentenhet", "procentenheter", "promille", "miljon",      "miljoner", "miljard",
        "miljarder",   "tusen",        "kronor",         "mil",      "meter",       "liter",    "ton",
        "grader",      "timme",        "timmar",         "dagar",    "veckor",      "månader",  "år",
        "gånger",      "poäng",        "minuter",        "sekunder", "tjänster",    "hektar",   "heltidstjänster",
        "årsarbetare", "kilo",         "kilometer",      "gram",     "kvadratmeter"};
    bool may_be_sign = at < text.size && !(text.bytes[at] >= '0' && text.bytes[at] <= 'z');
    for (size_t i = 0; may_be_sign && i < sizeof signs / sizeof *signs; i++) {
        if (text_starts_with(text_slice(text, at, at + 4), signs[i]))
            return at + strlen(signs[i]);
    }
    struct text word = word_after(text, at);
    if (word.size == 0)
        return at;
    for (size_t i = 0; i < sizeof short_units / sizeof *short_units; i++) {
        if (text_is(word, short_units[i]))
            return at + word.size;
    }
    for (size_t i = 0; may_be_word && i < sizeof words / sizeof *words; i++) {
        if (text_is(word, words[i]))
            return at + word.size;
    }
    return at;
}

/* 070, 05: of a telephone, a time or an id. */
static bool has_idle_zero(struct text text, const struct number *number)
{
    return number->digits > 1 && text.bytes[number->from] == '0';
}

static bool read_amount(struct text text, size_t at, struct amount *amount)
{
    *amount = (struct amount){0};
    if (!is_digit_at(text, at) || !read_number(text, at, &amount->first) || has_idle_zero(text, &amount->first))
        return false;
    amount->to = amount->first.to;
    size_t second = dash_end(text, amount->to);
    amount->is_interval = second > amount->to && read_number(text, second, &amount->last);
    if (amount->is_interval) {
        amount->is_hyphen = byte_at(text, amount->to) == '-';
        amount->to = amount->last.to;
    } else if (second > amount->to && is_digit_at(text, second)) {
        return false;
    }
    size_t unit = spaces_end(text, amount->to);
    amount->unit_from = unit;
    amount->unit_to = unit_end(text, unit, unit > amount->to);
    if (amount->unit_to > unit && !may_end(text, amount->unit_to))
        amount->unit_to = unit;
    return true;
}

static bool has_unit(const struct amount *amount)
{
    return amount->unit_to > amount->unit_from;
}

static bool is_glued(const struct amount *amount)
{
    return has_unit(amount) && amount->unit_from == amount->to;
}

static void add_digits(struct buffer *buffer, struct text text, const struct number *number)
{
    size_t left = number->digits;
    bool is_grouped = number->digits > 4 || number->style != NUMBER_PLAIN;
    for (size_t i = number->from; i < number->whole_end; i++) {
        if (!is_digit_at(text, i))
            continue;
        if (is_grouped && left < number->digits && left % 3 == 0)
            buffer_add_byte(buffer, ' ');
        buffer_add_byte(buffer, text.bytes[i]);
        left--;
    }
    if (number->has_decimals) {
        buffer_add_byte(buffer, ',');
        buffer_add(buffer, text_slice(text, number->whole_end + 1, number->to));
    }
}

/* The whole amount as it should be; up to the unit when that is glued to it. */
static bool found(struct arena *arena, struct text text, const struct amount *amount, struct writing_find *find)
{
    struct buffer buffer = {.arena = arena};
    add_digits(&buffer, text, &amount->first);
    if (amount->is_interval) {
        buffer_add_string(&buffer, "–");
        add_digits(&buffer, text, &amount->last);
    }
    if (is_glued(amount)) {
        buffer_add_byte(&buffer, ' ');
        buffer_add(&buffer, text_slice(text, amount->unit_from, amount->unit_to));
    }
    size_t to = is_glued(amount) ? amount->unit_to : amount->to;
    return writing_found(find, amount->first.from, to, buffer_text(&buffer));
}

/* Nothing that makes it an id goes on behind. */
static bool ends_well(struct text text, const struct amount *amount)
{
    return is_glued(amount) || may_end(text, amount->to);
}

/* After "kl. " 9.30 is a time. */
static bool is_time(struct text text, size_t at)
{
    struct text before = word_before(text, at);
    return text_equal_but_case(before, TEXT("kl.")) || text_equal_but_case(before, TEXT("kl")) ||
           text_equal_but_case(before, TEXT("klockan"));
}

/* A point alone may be of a version or a section: only before a unit. */
bool writing_decimal(struct arena *arena, struct text text, size_t at, struct writing_find *find)
{
    struct amount amount;
    if (!read_amount(text, at, &amount) || !has_unit(&amount))
        return false;
    bool has_point = amount.first.has_point || (amount.is_interval && amount.last.has_point);
    return has_point && !is_time(text, at) && !is_name_of_number(text, at) && found(arena, text, &amount, find);
}

/* yyyymmdd or yymmdd: a date of birth or of a file, no quantity. */
static bool is_compact_date(struct text text, const struct number *number)
{
    size_t at = number->from + number->digits - 4;
    int month = (int)digits_value(text, at, at + 2), day = (int)digits_value(text, at + 2, at + 4);
    bool has_size = number->digits == 8 || number->digits == 6;
    return has_size && month >= 1 && month <= 12 && day >= 1 && day <= date_days_in_month(2000, month);
}

static bool is_large(struct text text, const struct number *number, bool has_unit)
{
    if (number->style == NUMBER_POINTS || number->style == NUMBER_COMMAS)
        return true;
    if (number->style != NUMBER_PLAIN || number->digits < 5 || number->digits > 9 || has_idle_zero(text, number))
        return false;
    struct text next = word_after(text, number->to);
    if (has_unit || word_begins_lower(next, 0))
        return true;
    return !word_begins_upper(next, 0) && !is_compact_date(text, number); /* 55316 Jönköping */
}

bool writing_unit(struct arena *arena, struct text text, size_t at, struct writing_find *find)
{
    struct amount amount;
    return read_amount(text, at, &amount) && is_glued(&amount) && !amount.first.has_point && !amount.last.has_point &&
           found(arena, text, &amount, find);
}

static double value(struct text text, const struct number *number)
{
    double sum = 0, unit = 1;
    bool is_after = false;
    for (size_t i = number->from; i < number->to; i++) {
        is_after = is_after || (number->has_decimals && i == number->whole_end);
        if (!is_digit_at(text, i))
            continue;
        unit = is_after ? unit / 10 : unit;
        sum = is_after ? sum + unit * (text.bytes[i] - '0') : sum * 10 + (text.bytes[i] - '0');
    }
    return sum;
}

/* Two numbers with a hyphen between: an id unless the second is larger and something is counted. */
static bool may_be_id(struct text text, const struct amount *amount)
{
    if (!amount->is_interval)
        return false;
    bool is_counted = has_unit(amount) || word_begins_lower(word_after(text, amount->to), 0);
    return !is_counted || value(text, &amount->first) >= value(text, &amount->last);
}

bool writing_number(struct arena *arena, struct text text, size_t at, struct writing_find *find)
{
    struct amount amount;
    if (!read_amount(text, at, &amount) || !ends_well(text, &amount) || may_be_id(text, &amount))
        return false;
    bool is_wrong = is_large(text, &amount.first, has_unit(&amount)) ||
                    (amount.is_interval && is_large(text, &amount.last, has_unit(&amount)));
    bool has_point = amount.first.has_point || amount.last.has_point; /* of unknown kind */
    return is_wrong && !has_point && !is_name_of_number(text, at) && found(arena, text, &amount, find);
}

/* Both are quantities, and the second is larger; or years, 2020-21. Not 2026-09, a month, nor 031-32, a
 * telephone. */
static bool is_interval(struct text text, const struct amount *amount)
{
    const struct number *first = &amount->first, *last = &amount->last;
    const struct number *both[] = {first, last};
    for (int i = 0; i < 2; i++) {
        bool is_id = both[i]->style == NUMBER_PLAIN && both[i]->digits > 4;
        if (has_idle_zero(text, both[i]) || is_id || both[i]->has_point || both[i]->style == NUMBER_POINTS ||
            both[i]->style == NUMBER_COMMAS)
            return false;
    }
    double begin = value(text, first), end = value(text, last);
    if (first->digits == 4 && last->digits == 2 && first->style == NUMBER_PLAIN)
        return begin >= 1900 && begin < 2200 && end > 12 && end > (double)((long)begin % 100);
    return begin < end;
}

/* "16-20-åringar", "6-20-årig". */
static bool is_of_age(struct text text, size_t at)
{
    return text_starts_with(text_slice(text, at, at + 4), "-år");
}

/* "ring 036-32 40 00", "nr 12-34 56": more digits behind. */
static bool is_telephone(struct text text, size_t at, size_t to)
{
    struct text before = word_before(text, at);
    if (text_equal_but_case(before, TEXT("tel")) || text_equal_but_case(before, TEXT("tel.")) ||
        text_equal_but_case(before, TEXT("ring")) || text_equal_but_case(before, TEXT("telefon")))
        return true;
    size_t after = spaces_end(text, to), start = at;
    if (after > to && is_digit_at(text, after))
        return true;
    while (start > 0 && at - start < 5 && (text.bytes[start - 1] == ' ' || is_digit_at(text, start - 1)))
        start--;
    return start > 0 && text.bytes[start - 1] == '+'; /* +46 70-174 */
}

/* "EN 301-549" and other names in capitals. */
static bool is_standard(struct text before)
{
    size_t at = 0;
    if (!word_begins_upper(before, 0))
        return false;
    utf8_next(before, &at);
    return at < before.size && word_begins_upper(before, at);
}

bool writing_interval(struct arena *arena, struct text text, size_t at, struct writing_find *find)
{
    struct amount amount;
    if (!read_amount(text, at, &amount) || !amount.is_interval || !amount.is_hyphen || !is_interval(text, &amount))
        return false;
    bool ends = ends_well(text, &amount) || is_of_age(text, amount.to);
    return ends && !is_telephone(text, at, amount.to) && !is_standard(word_before(text, at)) &&
           found(arena, text, &amount, find);
}
