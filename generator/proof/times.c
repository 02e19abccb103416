#include "proof/character_class.h"
#include "proof/dates.h"
#include "proof/token.h"

/* One time as it is written. */
struct clock {
    int hour, minute;
    size_t to;
    bool has_colon, has_minutes, has_half; /* has_half: "am", "pm" */
    bool is_odd;                           /* "9.5": no time, but meant as one after "kl." */
};

/* "am", "p.m." after a time. */
static void read_half(struct text text, struct clock *clock)
{
    struct token half = token_after(text, clock->to), dot = token_after(text, half.to), m = token_after(text, dot.to);
    bool is_dotted = token_is_sign(&dot, '.') && token_is_word(&m, "m") && dot.is_tight && m.is_tight;
    bool is_morning = token_is_word(&half, "am") || (is_dotted && token_is_word(&half, "a"));
    bool is_evening = token_is_word(&half, "pm") || (is_dotted && token_is_word(&half, "p"));
    if (!is_morning && !is_evening)
        return;
    struct token stop = token_after(text, m.to);
    clock->to = half.to - half.from == 2 ? half.to : token_is_sign(&stop, '.') && stop.is_tight ? stop.to : m.to;
    clock->has_half = true;
    clock->is_odd |= clock->hour < 1 || clock->hour > 12;
    clock->hour = clock->hour % 12 + (is_evening ? 12 : 0);
}

/* "13", "13.30", "13:30", "1330" (`may_be_joined`). */
static bool read_clock(struct text text, size_t position, bool may_be_joined, struct clock *clock)
{
    struct token hour = token_after(text, position), sign, minute;
    *clock = (struct clock){.hour = hour.number, .to = hour.to};
    if (may_be_joined && token_is_number(&hour, 4, 4)) {
        clock->hour = hour.number / 100;
        clock->minute = hour.number % 100;
        clock->has_minutes = true;
        return true;
    }
    if (!token_is_number(&hour, 1, 2))
        return false;
    sign = token_after(text, hour.to);
    minute = token_after(text, sign.to);
    bool is_sign = sign.is_tight && (token_is_sign(&sign, '.') || token_is_sign(&sign, ':'));
    if (is_sign && minute.is_tight && minute.kind == TOKEN_NUMBER) {
        clock->has_colon = sign.sign == ':';
        clock->has_minutes = true;
        clock->is_odd = !token_is_number(&minute, 2, 2);
        clock->minute = minute.number;
        clock->to = minute.to;
    }
    read_half(text, clock);
    return true;
}

static bool clock_exists(const struct clock *clock)
{
    return !clock->is_odd && clock->minute < 60 && (clock->hour < 24 || (clock->hour == 24 && clock->minute == 0));
}

static struct time_of_day time_of(const struct clock *clock)
{
    return (struct time_of_day){true, clock->hour % 24, clock->minute};
}

static int minutes_of(const struct clock *clock)
{
    return clock->hour * 60 + clock->minute;
}

/* Where the "kl." or "klockan" begins that stands before `at`; `at` when there is none. */
static size_t prefix_start(struct text text, size_t at)
{
    struct token token = token_before(text, at);
    if (token_is_sign(&token, '.') || token_is_sign(&token, ':'))
        token = token_before(text, token.from);
    return token_is_word(&token, "kl") || token_is_word(&token, "klockan") ? token.from : at;
}

/* Whether what follows makes something else of the digits: a letter, seconds, a longer number. */
static bool is_end(struct text text, const struct clock *clock)
{
    uint32_t next = character_at(text, clock->to),
             later = clock->to < text.size ? character_at(text, clock->to + 1) : 0;
    bool is_sign = next == ':' || next == '.' || next == ',' || next == '/' || next == '_';
    return !is_digit(next) && !is_letter(next) && !(is_sign && is_digit(later));
}

/* A length, a price, a scale: "12:45 min", "12.50–14.50 kr", "1:50 000". */
static bool is_other_measure(struct text text, size_t end)
{
    static const char *const units[] = {"min",     "minuter", "minutes", "kr", "kronor", "euro",
                                        "procent", "percent", "poäng",   "m",  "meter",  "km"};
    struct token next = token_after(text, end);
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (token_is_word(&next, units[i]))
            return true;
    return token_is_number(&next, 3, 3) || token_is_sign(&next, '%') || token_is_sign(&next, 0x20AC);
}

/* Moves past a dash, "till" or "to" and the time after it. */
static bool read_end(struct text text, const struct clock *start, bool may_be_joined, struct clock *end)
{
    struct token sign = token_after(text, start->to);
    bool is_word = token_is_word(&sign, "till") || token_is_word(&sign, "to");
    bool is_dash_sign = token_is_sign(&sign, '-') && !sign.is_other_line;
    return (is_word || is_dash_sign) && read_clock(text, sign.to, may_be_joined, end) && is_end(text, end);
}

/* Whether two times without "kl." are times. */
static bool are_times(const struct clock *start, const struct clock *end)
{
    if (start->has_half || end->has_half || (start->has_colon && end->has_minutes))
        return true;
    return start->has_minutes && end->has_minutes && start->minute % 5 == 0 && end->minute % 5 == 0 &&
           minutes_of(start) < minutes_of(end);
}

static bool is_start(struct text text, size_t at)
{
    uint32_t before = character_before(text, at), earlier = character_before(text, step_back(text, at));
    bool is_sign = is_dash(before) || before == '.' || before == ',' || before == ':' || before == '/' || before == '+';
    return !is_letter(before) && !is_digit(before) && before != '_' && !(is_sign && is_digit(earlier));
}

/* "9–11 am": both in the morning. */
static void share_half(struct clock *start, const struct clock *end)
{
    if (end->has_half && !start->has_half && end->hour >= 12 && start->hour < 12 && start->hour + 12 <= end->hour)
        start->hour += 12;
}

static bool read_times(struct text text, size_t from, size_t at, struct written_times *found)
{
    struct clock start, end;
    size_t prefix = prefix_start(text, at);
    bool has_prefix = prefix < at;
    if (!is_start(text, at) || !read_clock(text, at, has_prefix, &start))
        return false;
    bool has_end = read_end(text, &start, has_prefix, &end) && (has_prefix || are_times(&start, &end));
    if (!has_end && !is_end(text, &start))
        return false;
    if (has_end)
        share_half(&start, &end);
    bool exists = clock_exists(&start) && (!has_end || clock_exists(&end));
    bool is_certain = has_end || start.has_half || start.has_colon;
    if (!has_prefix && (!exists || !is_certain || is_other_measure(text, has_end ? end.to : start.to)))
        return false;
    *found = (struct written_times){.from = prefix < from ? at : prefix, .exists = exists};
    found->to = has_end ? end.to : start.to;
    if (exists) {
        found->start = time_of(&start);
        if (has_end)
            found->end = time_of(&end);
    }
    return true;
}

bool times_find(struct text text, size_t from, struct written_times *found)
{
    for (size_t at = from; at < text.size; at++)
        if (is_digit((unsigned char)text.bytes[at]) && !is_digit(character_before(text, at)) &&
            read_times(text, from, at, found))
            return true;
    return false;
}
