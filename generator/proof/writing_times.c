#include "proof/writing_rules.h"

/* A time of day as it is written; the minutes may be missing. */
struct clock {
    size_t hour_digits;
    int hour, minute;
    bool has_minutes, has_colon;
    size_t to;
};

static bool read_clock(struct text text, size_t at, struct clock *clock)
{
    size_t end = digits_end(text, at), minutes_end;
    *clock = (struct clock){.hour_digits = end - at, .hour = (int)digits_value(text, at, end), .to = end};
    if (end == at || clock->hour_digits > 2 || clock->hour > 24)
        return false;
    if (end >= text.size || (text.bytes[end] != '.' && text.bytes[end] != ':'))
        return true;
    minutes_end = digits_end(text, end + 1);
    if (minutes_end != end + 3)
        return minutes_end == end + 1; /* "kl. 9." at the end of a sentence */
    clock->minute = (int)digits_value(text, end + 1, minutes_end);
    clock->has_minutes = true;
    clock->has_colon = text.bytes[end] == ':';
    clock->to = minutes_end;
    return clock->minute <= 59;
}

/* One time, or an interval of two. */
struct times {
    struct clock first, last;
    bool is_interval;
    size_t to;
};

/* A dash with spaces may be the sentence's own: "Vi ses kl. 9 – 15 minuter senare …" */
static bool may_be_interval(struct text text, size_t dash, const struct clock *last)
{
    size_t after = spaces_end(text, last->to);
    return spaces_end(text, dash) == dash || last->has_minutes || after == last->to || !word_begins_lower(text, after);
}

static bool read_times(struct text text, size_t at, struct times *times)
{
    if (!read_clock(text, at, &times->first))
        return false;
    times->to = times->first.to;
    size_t dash = spaces_end(text, times->to), after = dash_end(text, dash), second = spaces_end(text, after);
    times->is_interval = after > dash && read_clock(text, second, &times->last) &&
                         may_be_interval(text, times->to, &times->last) && may_end(text, times->last.to);
    if (times->is_interval)
        times->to = times->last.to;
    return may_end(text, times->to);
}

/* "00.30" keeps its zeros: midnight. */
static void add_clock(struct buffer *buffer, const struct clock *clock, bool has_minutes)
{
    if (clock->hour == 0 && clock->hour_digits == 2)
        buffer_add_string(buffer, "00");
    else
        buffer_format(buffer, "%d", clock->hour);
    if (has_minutes)
        buffer_format(buffer, ".%02d", clock->minute);
}

/* As they should be written. Whole hours of an interval lose their minutes when `may_be_whole`. */
static void add_times(struct buffer *buffer, const struct times *times, bool may_be_whole)
{
    bool is_whole = may_be_whole && times->is_interval && times->first.minute == 0 && times->last.minute == 0;
    add_clock(buffer, &times->first, times->first.has_minutes && !is_whole);
    if (!times->is_interval)
        return;
    buffer_add_string(buffer, "–");
    add_clock(buffer, &times->last, times->last.has_minutes && !is_whole);
}

/* Whether [from, to) is `wanted`, spaces of any kind being equal. */
static bool is_written_so(struct text text, size_t from, size_t to, struct text wanted)
{
    char room[WORD_ROOM], wanted_room[WORD_ROOM];
    return text_equal(word_fold(text_slice(text, from, to), room), word_fold(wanted, wanted_room));
}

/* The size of "kl", "kl." or "klockan" with its spaces at `at`, and what should stand there; 0 for others. */
static size_t read_clock_word(struct text text, size_t at, const char **wanted)
{
    bool is_upper = text.bytes[at] == 'K';
    size_t end;
    if (text_equal_but_case(text_slice(text, at + 1, at + 7), TEXT("lockan"))) {
        end = spaces_end(text, at + 7);
        *wanted = is_upper ? "Klockan " : "klockan ";
        return end > at + 7 ? end - at : 0;
    }
    if (at + 1 >= text.size || text.bytes[at + 1] != 'l')
        return 0;
    end = at + 2 + (at + 2 < text.size && text.bytes[at + 2] == '.');
    *wanted = is_upper ? "Kl. " : "kl. ";
    return spaces_end(text, end) - at;
}

static bool find_with_word(struct arena *arena, struct text text, size_t at, struct writing_find *find)
{
    const char *word;
    struct times times;
    size_t size = read_clock_word(text, at, &word);
    if (size == 0 || !read_times(text, at + size, &times))
        return false;
    struct buffer buffer = {.arena = arena};
    buffer_add_string(&buffer, word);
    add_times(&buffer, &times, true);
    return !is_written_so(text, at, times.to, buffer_text(&buffer)) &&
           writing_found(find, at, times.to, buffer_text(&buffer));
}

/* What follows a length of time, a price or a share: "1:30 timmar", "2.10–3.15 kr". */
static bool is_measure(struct text text, size_t at)
{
    static const char *const measures[] = {"min",      "minuter", "tim",    "timmar",  "timme", "h",    "sek",
                                           "sekunder", "kr",      "kronor", "procent", "mål",   "poäng"};
    struct text word = word_after(text, at);
    for (size_t i = 0; i < sizeof measures / sizeof *measures; i++) {
        if (text_is(word, measures[i]))
            return true;
    }
    size_t after = spaces_end(text, at);
    return after < text.size && (text.bytes[after] == '%' || (unsigned char)text.bytes[after] == 0xC2);
}

/* Without "kl." a single time must look like one: a colon and a quarter or two digits, or a zero before. */
static bool looks_like_time(struct text text, size_t at, const struct clock *clock)
{
    if (!clock->has_minutes)
        return false;
    bool has_zero = clock->hour_digits == 2 && text.bytes[at] == '0';
    return has_zero || (clock->has_colon && (clock->hour_digits == 2 || clock->minute % 15 == 0));
}

static bool look_like_times(const struct times *times)
{
    const struct clock *first = &times->first, *last = &times->last;
    return first->has_minutes && last->has_minutes && first->has_colon == last->has_colon &&
           first->hour * 60 + first->minute < last->hour * 60 + last->minute;
}

static bool find_bare(struct arena *arena, struct text text, size_t at, struct writing_find *find)
{
    struct times times;
    if (!read_times(text, at, &times))
        return false;
    bool is_time = times.is_interval ? look_like_times(&times) : looks_like_time(text, at, &times.first);
    if (!is_time || is_measure(text, times.to) || is_name_of_number(text, at))
        return false;
    struct buffer buffer = {.arena = arena};
    add_times(&buffer, &times, false);
    return !is_written_so(text, at, times.to, buffer_text(&buffer)) &&
           writing_found(find, at, times.to, buffer_text(&buffer));
}

bool writing_time(struct arena *arena, struct text text, size_t at, struct writing_find *find)
{
    bool is_k = text.bytes[at] == 'k' || text.bytes[at] == 'K';
    if (is_k)
        return find_with_word(arena, text, at, find);
    return is_digit_at(text, at) && find_bare(arena, text, at, find);
}
