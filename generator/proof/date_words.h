/* Names of months and weekdays, and the small words between days, in Swedish and English. For dates.c. */
#ifndef PROOF_DATE_WORDS_H
#define PROOF_DATE_WORDS_H

#include "proof/token.h"

struct month_word {
    int month;         /* 1–12; 0 when the word is none */
    bool is_swedish;   /* in any case; English names need a capital ("may" is a verb) */
    bool is_english;   /* and has its capital */
    bool is_shortened; /* "feb", which may have a full stop */
};

struct month_word month_word_of(const struct token *token);

struct weekday_word {
    int weekday;    /* 0 Monday … 6; -1 when the word is none */
    bool is_plural; /* "tisdagarna": the weekday of all days that follow */
    bool is_shortened;
};

/* "tisdag", "tisdagen", "tisdagskvällen", "tis"; "Tuesday", "Tue" with a capital. */
struct weekday_word weekday_word_of(const struct token *token);

/* "och", "eller", "till" …, "&" or a dash: what may stand between two days or months. A comma too. */
bool is_day_separator(const struct token *token);
/* "och", "and", "&" …: what ends a list with commas. */
bool is_list_end(const struct token *token);

#endif
