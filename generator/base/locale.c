#include "base/locale.h"

#include <string.h>
#include <unicode/ucol.h>
#include <unicode/udat.h>
#include <unicode/ustring.h>

/* Names are asked of ICU once: opening one of its formatters per date would cost more than a page. */
struct locale {
    struct text language;
    bool is_swedish;
    UCollator *collator;
    struct text months[12], short_months[12];
    struct text weekdays[7]; /* Monday first */
};

static struct text symbol(struct arena *arena, const UDateFormat *format, UDateFormatSymbolType type, int index)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar wide[64];
    char narrow[256];
    int32_t size = udat_getSymbols(format, type, index, wide, 64, &status);
    u_strToUTF8(narrow, sizeof narrow, NULL, wide, size, &status);
    return U_SUCCESS(status) ? text_copy(arena, text_from(narrow)) : (struct text){0};
}

const struct locale *locale_open(struct arena *arena, struct text language)
{
    bool is_swedish = text_is(language, "sv");
    if (!is_swedish && !text_is(language, "en"))
        return NULL;
    const char *name = is_swedish ? "sv_SE" : "en_GB";
    UErrorCode status = U_ZERO_ERROR;
    UDateFormat *format = udat_open(UDAT_FULL, UDAT_FULL, name, NULL, 0, NULL, 0, &status);
    struct locale *locale = ARENA_NEW(arena, struct locale);
    locale->language = text_copy(arena, language);
    locale->is_swedish = is_swedish;
    if (U_SUCCESS(status)) {
        for (int i = 0; i < 12; i++) {
            locale->months[i] = symbol(arena, format, UDAT_MONTHS, i);
            locale->short_months[i] = symbol(arena, format, UDAT_SHORT_MONTHS, i);
        }
        for (int i = 0; i < 7; i++) /* ICU: 1 Sunday … 7 Saturday */
            locale->weekdays[i] = symbol(arena, format, UDAT_WEEKDAYS, (i + 1) % 7 + 1);
        udat_close(format);
    }
    locale->collator = ucol_open(name, &status);
    return U_SUCCESS(status) ? locale : NULL;
}

void locale_close(const struct locale *locale)
{
    if (locale)
        ucol_close(locale->collator);
}

struct text locale_language(const struct locale *locale)
{
    return locale->language;
}

char locale_decimal(const struct locale *locale)
{
    return locale->is_swedish ? ',' : '.';
}

struct text locale_date(const struct locale *locale, struct arena *arena, struct date date, enum date_style style)
{
    if (!date_is_set(date))
        return (struct text){0};
    struct text month = locale->months[date.month - 1];
    if (style == DATE_ISO)
        return date_iso(arena, date);
    if (date_is_month(date) && style == DATE_WEEKDAY)
        return (struct text){0};
    if (style == DATE_SHORT) {
        struct text name = locale->short_months[date.month - 1];
        return date_is_month(date) ? name : text_format(arena, "%d %.*s", date.day, TEXT_ARGUMENTS(name));
    }
    if (date_is_month(date) || style == DATE_MONTH)
        return text_format(arena, "%.*s %d", TEXT_ARGUMENTS(month), date.year);
    struct text weekday = locale->weekdays[date_weekday(date)];
    switch (style) {
    case DATE_LONG:
        return text_format(arena, "%.*s %d %.*s %d", TEXT_ARGUMENTS(weekday), date.day, TEXT_ARGUMENTS(month),
                           date.year);
    case DATE_DAY_MONTH:
        return text_format(arena, "%d %.*s", date.day, TEXT_ARGUMENTS(month));
    case DATE_WEEKDAY:
        return weekday;
    default:
        return text_format(arena, "%d %.*s %d", date.day, TEXT_ARGUMENTS(month), date.year);
    }
}

static void add_time(struct buffer *buffer, struct time_of_day time, bool is_swedish, bool has_minutes)
{
    if (!is_swedish)
        buffer_format(buffer, "%02d:%02d", time.hour, time.minute);
    else if (has_minutes)
        buffer_format(buffer, "%d.%02d", time.hour, time.minute);
    else
        buffer_format(buffer, "%d", time.hour);
}

struct text locale_time(const struct locale *locale, struct arena *arena, struct time_of_day start,
                        struct time_of_day end)
{
    struct buffer buffer = {.arena = arena};
    if (!start.is_set)
        return (struct text){0};
    bool has_minutes = start.minute || (end.is_set && end.minute);
    if (locale->is_swedish)
        buffer_add_string(&buffer, "kl. ");
    add_time(&buffer, start, locale->is_swedish, has_minutes);
    if (end.is_set) {
        buffer_add_string(&buffer, "–");
        add_time(&buffer, end, locale->is_swedish, has_minutes);
    }
    return buffer_text(&buffer);
}

int locale_compare(const struct locale *locale, struct text a, struct text b)
{
    UErrorCode status = U_ZERO_ERROR;
    UCollationResult order =
        ucol_strcollUTF8(locale->collator, a.bytes, (int32_t)a.size, b.bytes, (int32_t)b.size, &status);
    return U_SUCCESS(status) && order != UCOL_EQUAL ? (int)order : text_compare(a, b);
}
