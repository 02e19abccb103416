/* Any bytes as a text to proofread: finds stand in order, inside the text, and say something sensible. */
#include "fuzz.h"
#include "proof/dates.h"
#include "proof/personal.h"

static void check_personal(struct arena *arena, struct text text)
{
    struct personal_find find;
    bool is_valid = utf8_first_invalid(text) == text.size;
    for (size_t at = 0; personal_find(arena, text, at, &find); at = find.to) {
        require(find.from >= at && find.to > find.from && find.to <= text.size && find.value.size > 0);
        require(!is_valid || utf8_first_invalid(find.value) == find.value.size);
    }
}

static void check_dates(struct text text)
{
    struct written_date found;
    for (size_t at = 0; date_find(text, at, &found); at = found.to) {
        require(found.from >= at && found.to > found.from && found.to <= text.size);
        require(found.date.month >= 1 && found.date.month <= 12 && found.weekday >= -1 && found.weekday <= 6);
        require(found.weekday < 0 || (found.weekday_from < found.weekday_to && found.weekday_to <= text.size));
        require(found.exists || found.date.day > 28);
        require(found.date.year == 0 || (found.date.year >= 1899 && found.date.year <= 2199));
    }
}

static void check_times(struct text text)
{
    struct written_times found;
    for (size_t at = 0; times_find(text, at, &found); at = found.to) {
        require(found.from >= at && found.to > found.from && found.to <= text.size);
        require(found.exists == found.start.is_set && (found.exists || !found.end.is_set));
        require(found.start.hour >= 0 && found.start.hour <= 23 && found.end.hour >= 0 && found.end.hour <= 23);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct text text = {(const char *)data, size};
    check_personal(&arena, text);
    check_dates(text);
    check_times(text);
    arena_release(&arena);
    return 0;
}
